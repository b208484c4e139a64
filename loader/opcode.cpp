#include "loader/opcode.h"

#include <iterator>

#include "loader/load_error.h"
#include "loader/stack_effect.h"

namespace minivm {
namespace {

constexpr OpcodeInfo kStandardRows[] = {
#define OPCODE(Name, mnemonic, b0, b1, pop, push, operand, flow, kind, meaning) \
  {Opcode::Name,                                                                \
   mnemonic,                                                                    \
   StackBehaviour::pop,                                                         \
   StackBehaviour::push,                                                        \
   OperandKind::operand,                                                        \
   OpFlow::flow,                                                                \
   OpcodeKind::kind,                                                            \
   meaning,                                                                     \
   #Name},
#include "loader/opcode.def"
};

constexpr const char* kBehaviourNames[] = {"Pop0",
                                           "Pop1",
                                           "Pop1Pop1",
                                           "PopI",
                                           "PopIPop1",
                                           "PopIPopI",
                                           "PopIPopI8",
                                           "PopIPopIPopI",
                                           "PopIPopR4",
                                           "PopIPopR8",
                                           "PopRef",
                                           "PopRefPop1",
                                           "PopRefPopI",
                                           "PopRefPopIPopI",
                                           "PopRefPopIPopI8",
                                           "PopRefPopIPopR4",
                                           "PopRefPopIPopR8",
                                           "PopRefPopIPopRef",
                                           "PopRefPopIPop1",
                                           "VarPop",
                                           "Push0",
                                           "Push1",
                                           "Push1Push1",
                                           "PushI",
                                           "PushI8",
                                           "PushR4",
                                           "PushR8",
                                           "PushRef",
                                           "VarPush"};
static_assert(std::size(kBehaviourNames) == static_cast<size_t>(StackBehaviour::VarPush) + 1);

constexpr const char* kOperandNames[] = {
    "None",     "ShortVar", "Var",    "ShortI", "I",    "I8",     "ShortR", "R",  "ShortBrTarget",
    "BrTarget", "Switch",   "Method", "Field",  "Type", "String", "Tok",    "Sig"};
static_assert(std::size(kOperandNames) == static_cast<size_t>(OperandKind::Sig) + 1);

constexpr const char* kFlowNames[] = {"Next",   "Branch", "CondBranch", "Call",
                                      "Return", "Throw",  "Break",      "Meta"};
static_assert(std::size(kFlowNames) == static_cast<size_t>(OpFlow::Meta) + 1);

constexpr const char* kKindNames[] = {"Primitive", "Macro", "ObjModel", "Prefix"};
static_assert(std::size(kKindNames) == static_cast<size_t>(OpcodeKind::Prefix) + 1);

/// Where a row lives in the table: one-byte opcodes first, then those after 0xFE. -1 when unencodable.
int slotOf(Opcode opcode) {
  auto value = static_cast<uint16_t>(opcode);
  if (value < 0xFE || value == 0xFF) return value;
  if (value >> 8 == 0xFE) return 256 + (value & 0xFF);
  return -1;
}

}  // namespace

int stackCount(StackBehaviour behaviour) {
  return kStackCounts[static_cast<size_t>(behaviour)];
}

const char* stackBehaviourName(StackBehaviour behaviour) {
  return kBehaviourNames[static_cast<size_t>(behaviour)];
}
const char* operandKindName(OperandKind kind) {
  return kOperandNames[static_cast<size_t>(kind)];
}
const char* opFlowName(OpFlow flow) {
  return kFlowNames[static_cast<size_t>(flow)];
}
const char* opcodeKindName(OpcodeKind kind) {
  return kKindNames[static_cast<size_t>(kind)];
}

OpcodeTable OpcodeTable::standard() {
  OpcodeTable made;
  made.byMnemonic_.reserve(std::size(kStandardRows));
  for (const OpcodeInfo& row : kStandardRows) {
    auto slot = static_cast<uint16_t>(slotOf(row.opcode));
    made.put(slot, row);
    made.byMnemonic_.tryInsert(row.mnemonic, slot);
  }
  return made;
}

void OpcodeTable::put(uint32_t place, const OpcodeInfo& row) {
  rows_[place] = row;
  operands_[place] = row.operand;
}

const OpcodeInfo& OpcodeTable::add(const OpcodeInfo& row) {
  auto refuse = [&row](std::string_view why) {
    throwLoadError(LoadErrorKind::BadOpcodeRow, {},
                   "opcode " + std::string(row.mnemonic) + ": " + std::string(why));
  };
  int slot = slotOf(row.opcode);
  if (slot < 0) refuse("the encoding must be one byte other than 0xFE, or 0xFE and a byte");
  if (row.mnemonic.empty()) refuse("it needs a mnemonic");
  if (rows_[slot].exists()) refuse("the encoding belongs to " + std::string(rows_[slot].mnemonic));
  if (byMnemonic_.contains(row.mnemonic)) refuse("the mnemonic is taken");
  auto own = [this](std::string_view text) -> std::string_view {
    texts_.push_back(std::make_shared<const std::string>(text));
    return *texts_.back();
  };
  OpcodeInfo copy = row;
  copy.mnemonic = own(row.mnemonic);
  copy.meaning = own(row.meaning);
  copy.name = own(row.name);
  put(static_cast<uint32_t>(slot), copy);
  byMnemonic_.tryInsert(copy.mnemonic, static_cast<uint16_t>(slot));
  return rows_[slot];
}

const OpcodeInfo& OpcodeTable::add(const OpcodeInfo& row, std::vector<OpcodeMeaning> meanings) {
  const OpcodeInfo& added = add(row);
  added_.push_back({row.opcode, std::make_shared<const std::vector<OpcodeMeaning>>(std::move(meanings))});
  return added;
}

const OpcodeInfo* OpcodeTable::byMnemonic(std::string_view mnemonic) const {
  const uint16_t* slot = byMnemonic_.find(mnemonic);
  return slot ? &rows_[*slot] : nullptr;
}

std::vector<const OpcodeInfo*> OpcodeTable::all() const {
  std::vector<const OpcodeInfo*> result;
  for (const OpcodeInfo& row : rows_)
    if (row.exists()) result.push_back(&row);
  return result;
}

}  // namespace minivm
