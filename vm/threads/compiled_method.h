// CompiledMethod: what the rest of the VM knows of a piece of machine code that a JIT made of one method:
// where references are when it is suspended, which handlers it has, which IL a return address belongs to.
// Made by a JIT, kept by the CompiledCode table, read by the stack walker, the collector and the unwinder.
#pragma once

#include <array>
#include <cstdint>
#include <deque>
#include <memory>
#include <mutex>
#include <span>
#include <string>
#include <vector>

#include "loader/method_body.h"
#include "vm/types/type_handle.h"

namespace minivm {

struct MethodDesc;

/// A reference in a frame: byte offset from rbp.
struct FrameSlot {
  enum class Kind : uint8_t { Object, ByRef, PinnedObject, PinnedByRef };
  int32_t offset;
  Kind kind;
};

/// A place where the method may be suspended: the return address of a call, and what is live there.
struct SafepointRow {
  uint32_t pcOffset;     ///< of the return address
  uint32_t ilOffset;     ///< in the method itself: what its handlers go by
  uint32_t inlineIndex;  ///< which inlined method the call stands in, 0 = the method itself
  uint32_t inlineIlOffset;
  uint32_t objectRegs;  ///< bit n: x86 register n holds a reference …
  uint32_t byRefRegs;   ///< … or an interior pointer
  uint32_t firstSlot;   ///< in CompiledMethod::slots
  uint32_t slotCount;
};

/// A chain of inlined calls; row 0 is the method itself.
struct InlineRow {
  MethodDesc* method;
  uint32_t parent;
  uint32_t callOffset;  ///< IL offset of the call in the parent
};

/// Where the code of an IL instruction begins; kept for listings only.
struct CodeLine {
  uint32_t pcOffset;
  uint32_t inlineIndex;
  uint32_t ilOffset;
  std::string note;  ///< what is called or made there
};

/// A clause with its machine code.
struct CompiledEhRow {
  EhClause il;
  uint32_t handlerOffset;    ///< code offset, 0 when unreachable
  uint32_t filterOffset;     ///< code offset, 0 when there is none
  int32_t exceptionSlot;     ///< catch, filter: where the object is expected, from rbp
  int32_t continuationSlot;  ///< finally, fault: −1 there means the unwinder
  mutable TypeHandle type;   ///< catch: the class once resolved
};

struct CompiledMethod {
  MethodDesc* method = nullptr;
  const uint8_t* code = nullptr;
  uint32_t codeBytes = 0;
  uint32_t frameBytes = 0;     ///< rbp − rsp while the body runs
  uint32_t outgoingBytes = 0;  ///< of which are outgoing arguments
  bool isOsr = false;
  uint32_t osrOffset = 0;
  /// Of a loop entered in the middle: references that stay in the interpreter's frame, by byte offset.
  std::vector<FrameSlot> keptSlots;
  uint32_t nodeCount = 0;
  uint32_t ilBytes = 0;  ///< of the method itself, without what was inlined
  uint64_t compileNanoseconds = 0;
  /// Callee-saved registers in the order of their saves: at rbp − 8, rbp − 16 …
  std::vector<uint8_t> savedRegs;
  std::vector<SafepointRow> safepoints;  ///< ascending
  std::vector<FrameSlot> slots;
  std::vector<FrameSlot> frameRoots;  ///< valid during the whole frame
  std::vector<CompiledEhRow> ehRows;  ///< innermost first (II.25.4.6)
  std::vector<InlineRow> inlines;
  /// Code ranges that run as filters, over the frame they belong to.
  struct FilterRange {
    uint32_t start, end;
  };
  std::vector<FilterRange> filterRanges;
  int32_t localAllocSlot = 0;  ///< 0: none
  std::vector<CodeLine> lines;  ///< ascending; empty unless somebody wants to read the code

  /// The row of a return address; null when it is none.
  const SafepointRow* safepointAt(const void* pc) const;
  bool isInFilter(const void* pc) const;
};

/// All compiled methods of one Runtime, by address. Thread-safe; rows live as long as the table.
class CompiledCode {
 public:
  const CompiledMethod* add(std::unique_ptr<CompiledMethod> method);
  /// Takes out and frees a method that no frame runs.
  void remove(const CompiledMethod* method);
  /// What lies at `pc`, null when it is no compiled method.
  const CompiledMethod* find(const void* pc) const;
  size_t count() const;
  /// A return address that stands for no frame of a method: that of the tail-call stub (vm/entry), which
  /// walks pass through. Set before anything is compiled.
  const void* tailCallReturn = nullptr;
  /// Two words for an inline cache, zeroed; they live as long as the table.
  void* newCell();

 private:
  std::deque<std::array<void*, 2>> cells_;
  mutable std::mutex mutex_;
  std::vector<std::unique_ptr<CompiledMethod>> methods_;  ///< by address
};

}  // namespace minivm
