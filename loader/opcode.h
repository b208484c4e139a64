#pragma once
#include <array>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "vm/support/hash.h"

namespace minivm {

/// What an opcode takes from or leaves on the evaluation stack, in ECMA-335 III's vocabulary. Pop items are
/// listed from the deepest to the top.
enum class StackBehaviour : uint8_t {
  Pop0,
  Pop1,
  Pop1Pop1,
  PopI,
  PopIPop1,
  PopIPopI,
  PopIPopI8,
  PopIPopIPopI,
  PopIPopR4,
  PopIPopR8,
  PopRef,
  PopRefPop1,
  PopRefPopI,
  PopRefPopIPopI,
  PopRefPopIPopI8,
  PopRefPopIPopR4,
  PopRefPopIPopR8,
  PopRefPopIPopRef,
  PopRefPopIPop1,
  VarPop,
  Push0,
  Push1,
  Push1Push1,
  PushI,
  PushI8,
  PushR4,
  PushR8,
  PushRef,
  VarPush,
};

/// How many items a behaviour moves; -1 when it depends on the operand (VarPop, VarPush).
int stackCount(StackBehaviour behaviour);
const char* stackBehaviourName(StackBehaviour behaviour);

/// What follows the opcode bytes.
enum class OperandKind : uint8_t {
  None,
  ShortVar,       ///< uint8: argument or local
  Var,            ///< uint16: argument or local
  ShortI,         ///< int8
  I,              ///< int32
  I8,             ///< int64
  ShortR,         ///< float32
  R,              ///< float64
  ShortBrTarget,  ///< int8, relative to the next instruction
  BrTarget,       ///< int32, relative to the next instruction
  Switch,         ///< uint32 count, then that many int32 relative to the next instruction
  Method,
  Field,
  Type,
  String,
  Tok,
  Sig,  ///< Method to Sig: a token
};

/// Bytes of each kind of operand; 4 for the count of a Switch.
inline constexpr uint8_t kOperandSizes[] = {0, 1, 2, 1, 4, 8, 4, 8, 1, 4, 4, 4, 4, 4, 4, 4, 4};
static_assert(sizeof kOperandSizes == static_cast<size_t>(OperandKind::Sig) + 1);
inline uint32_t operandSize(OperandKind kind) {
  return kOperandSizes[static_cast<size_t>(kind)];
}
const char* operandKindName(OperandKind kind);

/// Where control goes after the instruction.
enum class OpFlow : uint8_t { Next, Branch, CondBranch, Call, Return, Throw, Break, Meta };
const char* opFlowName(OpFlow flow);

/// What sort of instruction it is, in the words of System.Reflection.Emit.OpCodeType: Macro is a short form
/// of another instruction, ObjModel works on objects.
enum class OpcodeKind : uint8_t { Primitive, Macro, ObjModel, Prefix };
const char* opcodeKindName(OpcodeKind kind);

/// An opcode by its encoding: 0x00-0xFF, or 0xFE00 + second byte.
enum class Opcode : uint16_t {
#define OPCODE(Name, mnemonic, b0, b1, pop, push, operand, flow, kind, meaning) \
  Name = (b0) == 0xFE ? 0xFE00 | (b1) : (b0),
#include "loader/opcode.def"
};

/// One row of the IL table. Texts of rows added at run time are owned by the table.
struct OpcodeInfo {
  Opcode opcode{};
  std::string_view mnemonic;
  StackBehaviour pop = StackBehaviour::Pop0;
  StackBehaviour push = StackBehaviour::Push0;
  OperandKind operand = OperandKind::None;
  OpFlow flow = OpFlow::Next;
  OpcodeKind kind = OpcodeKind::Primitive;
  std::string_view meaning;
  std::string_view name;  ///< the enumerator ("LdcI4S")

  bool exists() const { return !mnemonic.empty(); }
  uint8_t firstByte() const {
    return static_cast<uint16_t>(opcode) > 0xFF ? uint8_t{0xFE} : static_cast<uint8_t>(opcode);
  }
  uint8_t secondByte() const { return static_cast<uint8_t>(opcode); }
  /// Length of the opcode itself: 1 or 2.
  uint32_t byteCount() const { return static_cast<uint16_t>(opcode) > 0xFF ? 2 : 1; }
  bool isPrefix() const { return flow == OpFlow::Meta; }
};

/// What an added opcode does to operands of certain types: it is a call of this static method, whose
/// parameters are the operands, deepest first. Names only; the VM binds them when an instruction is met
/// (vm/il/opcode_method.h).
struct OpcodeMeaning {
  std::string assembly;  ///< simple name of the assembly
  std::string type;      ///< `Namespace.Type`
  std::string method;
  std::string signature;  ///< `int32(int32,int32)`, without spaces
  std::string place;      ///< `FILE:LINE`, for messages
};

/// The opcodes known to one Runtime (ABI 28). The standard table comes from opcode.def; a copy may get more
/// rows. Immutable once handed to decoders, then safe to share between threads.
class OpcodeTable {
 public:
  /// A table made of opcode.def. Each Runtime has its own, so that rows can be added to one of them.
  static OpcodeTable standard();
  /// An empty table; most callers want a copy of standard().
  OpcodeTable() = default;

  /// Adds a row under a free encoding and mnemonic; texts are copied. Throws LoadError (BadOpcodeRow).
  const OpcodeInfo& add(const OpcodeInfo& row);
  /// The same for an opcode that is defined by methods.
  const OpcodeInfo& add(const OpcodeInfo& row, std::vector<OpcodeMeaning> meanings);
  /// Of an added opcode; empty for those of opcode.def, which the importer knows.
  std::span<const OpcodeMeaning> meaningsOf(Opcode opcode) const {
    for (const Added& added : added_) {
      if (added.opcode == opcode) return *added.meanings;
    }
    return {};
  }

  /// A one-byte opcode, or null. 0xFE itself is null: it announces a second byte.
  const OpcodeInfo* find(uint8_t first) const {
    const OpcodeInfo& row = rows_[first];
    return row.exists() ? &row : nullptr;
  }
  /// The two-byte opcode 0xFE `second`, or null.
  const OpcodeInfo* findTwoByte(uint8_t second) const {
    const OpcodeInfo& row = rows_[256u + second];
    return row.exists() ? &row : nullptr;
  }
  /// For decoders: where the row of a one-byte opcode is, or of 0xFE and a byte.
  static constexpr uint32_t placeOf(uint8_t first) { return first; }
  static constexpr uint32_t placeOfTwoByte(uint8_t second) { return 256u + second; }
  const OpcodeInfo& at(uint32_t place) const { return rows_[place]; }
  /// The operand of the opcode at a place; kNoOpcode when there is none.
  OperandKind operandAt(uint32_t place) const { return operands_[place]; }
  static constexpr OperandKind kNoOpcode{0xFF};
  const OpcodeInfo* find(Opcode opcode) const {
    auto value = static_cast<uint16_t>(opcode);
    if (value <= 0xFF) return find(static_cast<uint8_t>(value));
    return value >> 8 == 0xFE ? findTwoByte(static_cast<uint8_t>(value)) : nullptr;
  }
  /// By the assembler's word, or null.
  const OpcodeInfo* byMnemonic(std::string_view mnemonic) const;
  /// All rows in encoding order.
  std::vector<const OpcodeInfo*> all() const;

 private:
  struct Added {
    Opcode opcode;
    std::shared_ptr<const std::vector<OpcodeMeaning>> meanings;
  };

  void put(uint32_t place, const OpcodeInfo& row);

  std::array<OpcodeInfo, 512> rows_;
  std::array<OperandKind, 512> operands_ = noOperands();
  static constexpr std::array<OperandKind, 512> noOperands() {
    std::array<OperandKind, 512> none{};
    none.fill(kNoOpcode);
    return none;
  }
  std::vector<Added> added_;
  HashMap<std::string_view, uint16_t> byMnemonic_;
  std::vector<std::shared_ptr<const std::string>> texts_;  // shared, so that copies of the table stay valid
};

}  // namespace minivm
