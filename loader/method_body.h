#pragma once
#include <cstdint>
#include <string_view>
#include <vector>

#include "loader/opcode.h"
#include "loader/token.h"
#include "vm/support/span.h"

namespace minivm {

class Metadata;

/// The kinds of exception clauses (ECMA-335 II.25.4.6).
enum class EhKind : uint8_t { Catch = 0, Filter = 1, Finally = 2, Fault = 4 };

/// One exception clause; offsets and lengths are in bytes of IL and lie inside the code.
struct EhClause {
  EhKind kind = EhKind::Catch;
  uint32_t tryOffset = 0;
  uint32_t tryLength = 0;
  uint32_t handlerOffset = 0;
  uint32_t handlerLength = 0;
  Token classToken;           ///< Catch: the type caught
  uint32_t filterOffset = 0;  ///< Filter: where the filter block starts; it ends at handlerOffset

  uint32_t tryEnd() const { return tryOffset + tryLength; }
  uint32_t handlerEnd() const { return handlerOffset + handlerLength; }
};

/// A method's IL with its header read and checked (ECMA-335 II.25.4). `code` points into the image.
struct MethodBody {
  ByteSpan code;
  uint32_t maxStack = 0;
  Token localsSig;  ///< StandAloneSig, or nil
  bool initLocals = false;
  std::vector<EhClause> ehClauses;

  /// Reads the body at an RVA; throws LoadError. `methodRid`, when given, is named in the error.
  static MethodBody read(const Metadata& metadata, uint32_t rva, uint32_t methodRid = 0);
  /// Reads a body that stands at the start of `bytes` (DynamicMethod, tests).
  static MethodBody parse(ByteSpan bytes, std::string_view file = {}, uint32_t methodRid = 0);
};

/// The targets of a switch, read in place.
class SwitchTargets {
 public:
  SwitchTargets() = default;
  SwitchTargets(const uint8_t* data, uint32_t count, uint32_t next)
      : data_(data), count_(count), next_(next) {}
  uint32_t size() const { return count_; }
  /// The IL offset that case `i` goes to; checked to lie inside the code.
  uint32_t operator[](uint32_t i) const {
    return next_ + static_cast<uint32_t>(loadLe<int32_t>(data_ + size_t{i} * 4));
  }

 private:
  const uint8_t* data_ = nullptr;
  uint32_t count_ = 0;
  uint32_t next_ = 0;
};

/// One decoded instruction. Which operand member holds depends on info->operand.
struct IlInstruction {
  uint32_t offset = 0;      ///< IL offset of the first opcode byte
  uint32_t nextOffset = 0;  ///< IL offset of the next instruction
  Opcode opcode{};
  const OpcodeInfo* info = nullptr;
  int64_t integer = 0;  ///< ShortVar, Var (unsigned), ShortI, I, I8
  double real = 0;      ///< ShortR, R
  uint32_t target = 0;  ///< ShortBrTarget, BrTarget: an IL offset inside the code
  Token token;          ///< Method, Field, Type, String, Tok, Sig
  SwitchTargets switchTargets;
};

/// Steps through IL, instruction by instruction, checking that each is known, whole, and branches into the
/// code. Throws LoadError (BadIl) with the IL offset. Does not know which offsets start an instruction.
class IlReader {
 public:
  /// The table and code must outlive the reader; `file` is used in messages.
  IlReader(const OpcodeTable& table, ByteSpan code, std::string_view file = {})
      : table_(&table), code_(code), file_(file) {}

  /// Decodes the next instruction; false at the end of the code.
  bool next(IlInstruction& out);
  uint32_t offset() const { return offset_; }
  /// Continues at an IL offset (≤ code size).
  void seek(uint32_t offset) { offset_ = offset; }

 private:
  [[noreturn]] void fail(uint32_t offset, std::string_view detail) const;
  void readSwitch(const uint8_t* operand, IlInstruction& out);
  /// Says why there is no instruction at `start`.
  [[noreturn]] void failAt(uint32_t start) const;
  /// Checks that a branch stays inside the code.
  uint32_t branchTarget(uint32_t offset, int64_t delta) const {
    const int64_t target = int64_t{offset} + delta;
    if (static_cast<uint64_t>(target) >= code_.size()) [[unlikely]]
      failTarget(offset, target);
    return static_cast<uint32_t>(target);
  }
  [[noreturn]] void failTarget(uint32_t offset, int64_t target) const;

  const OpcodeTable* table_;
  ByteSpan code_;
  std::string_view file_;
  uint32_t offset_ = 0;
};

}  // namespace minivm
