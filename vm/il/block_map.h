// BlockMap: the basic blocks of a method body. A block starts at offset 0, at every branch target, after
// every branch, and at the start of every protected region, handler and filter.
#pragma once

#include <cstdint>
#include <span>

#include "loader/method_body.h"
#include "vm/support/arena_vector.h"
#include "vm/types/type_handle.h"

namespace minivm {

/// The shape of one stack entry at a block's entry.
struct StackShape {
  StackKind kind;
  TypeHandle type;
};

struct Block {
  uint32_t id;
  uint32_t start;  ///< IL offset of the first instruction
  uint32_t end;    ///< one past the last
  bool isReached = false;
  bool isImported = false;
  bool hasEntryStack = false;
  int32_t handlerOf = -1;  ///< clause index when this block begins its handler …
  int32_t filterOf = -1;   ///< … or its filter
  std::span<StackShape> entryStack;
};

class BlockMap {
 public:
  /// Cuts the code; throws LoadError / LoadFailure when a branch goes between instructions or out of the
  /// method. What it keeps lies in `arena`.
  BlockMap(Arena& arena, const OpcodeTable& opcodes, const MethodBody& body, std::string_view file);
  std::span<Block> blocks() { return blocks_; }
  /// The block that starts at `offset`, or null.
  Block* at(uint32_t offset);
  bool isInstructionStart(uint32_t offset) const {
    return offset + 1 < marks_.size() && (marks_[offset] & kInstruction);
  }
  /// An instruction that takes the address of a variable, or `localloc`.
  struct Exposure {
    enum class Kind : uint8_t { Argument, Local, LocalAlloc } kind;
    uint32_t index;
  };
  std::span<const Exposure> exposures() const { return exposures_; }

 private:
  /// What is known of an IL offset: the flags below it, a block's index above.
  enum Mark : uint32_t { kInstruction = 1, kLeader = 2, kBlockShift = 2 };

  std::span<uint32_t> marks_;  ///< by IL offset; one more for the end
  std::span<Block> blocks_;
  ArenaVector<Exposure> exposures_;
};

}  // namespace minivm
