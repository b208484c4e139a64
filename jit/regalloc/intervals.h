// Lifetime intervals and what the allocator makes of them (linear scan on SSA form with splitting; Wimmer,
// Franz, "Linear Scan Register Allocation on SSA Form", CGO 2010).
//
// Positions. Every node has a position p, a multiple of 4; a block begins at one of its own. Inputs are read
// at p, late ones until p + 2; calls and fixed registers are clobbered at p + 1; the result is written at p
// + 2.
//
// A value that is ever spilled has one slot, written once, right behind its definition: SSA values do not
// change, so the slot is right wherever the value lives, and leaving a register costs nothing. That is also
// why handlers find their values: they are told to look in slots.
#pragma once

#include <deque>
#include <vector>

#include "jit/graph/graph.h"

namespace minivm::jit {

/// Registers by x86 number; floats follow at 16.
enum Reg : int8_t {
  kRax,
  kRcx,
  kRdx,
  kRbx,
  kRsp,
  kRbp,
  kRsi,
  kRdi,
  kR8,
  kR9,
  kR10,
  kR11,
  kR12,
  kR13,
  kR14,
  kR15,
  kXmm0,
  kRegCount = 32,
  kNoReg = -1
};
using RegMask = uint32_t;
constexpr RegMask maskOf(int reg) {
  return RegMask{1} << reg;
}
/// r15 is the thread, r10 and r11 are scratch for moves, checks and stubs; so are xmm14 and xmm15.
inline constexpr RegMask kIntRegs = maskOf(kRax) | maskOf(kRcx) | maskOf(kRdx) | maskOf(kRbx) | maskOf(kRsi) |
                                    maskOf(kRdi) | maskOf(kR8) | maskOf(kR9) | maskOf(kR12) | maskOf(kR13) |
                                    maskOf(kR14);
inline constexpr RegMask kFloatRegs = RegMask{0x3FFF} << kXmm0;
inline constexpr RegMask kCalleeSaved = maskOf(kRbx) | maskOf(kR12) | maskOf(kR13) | maskOf(kR14);
inline constexpr RegMask kCallerSaved = (kIntRegs | kFloatRegs) & ~kCalleeSaved;

struct Range {
  uint32_t from, to;
};
struct UsePosition {
  uint32_t position;
  bool needsRegister;
};

/// One piece of a value's life, in one place.
struct Interval {
  Node* node;
  Interval* parent;               ///< the first piece
  std::vector<Range> ranges;      ///< ascending, disjoint
  std::vector<UsePosition> uses;  ///< ascending
  int reg = kNoReg;               ///< or in the slot
  std::vector<Interval*> pieces;  ///< parent: all pieces but itself, ascending after allocation
  int32_t slot = -1;              ///< parent: index of its spill slot
  bool mustSpill = false;         ///< parent: a handler reads it
  int hint = kNoReg;              ///< register it would like

  uint32_t start() const { return ranges.front().from; }
  uint32_t end() const { return ranges.back().to; }
  bool covers(uint32_t position) const;
  bool isFloat() const { return minivm::jit::isFloat(node->type); }
};

/// Where a value is.
struct Loc {
  enum Kind : uint8_t { None, Register, Slot, Const, Incoming } kind = None;
  int reg = kNoReg;
  int32_t slot = 0;            ///< Slot: spill slot; Incoming: stack word of the arguments
  const Node* node = nullptr;  ///< Const: ConstInt, ConstFloat, StackAddr
  bool operator==(const Loc& other) const {
    return kind == other.kind && reg == other.reg && slot == other.slot && node == other.node;
  }
};
struct Move {
  Loc from, to;
  Ty type;
};

/// How a node uses its operands; one place for allocator and emitter.
enum class OperandUse : uint8_t { None, Any, Register };
struct OperandRule {
  OperandUse use;
  bool isLate;
};
OperandRule ruleOf(const Node* node, size_t input);
bool definesRegister(const Node* node);
RegMask clobbersOf(const Node* node);
/// Values without a register of their own: made where they are used.
inline bool isMaterialized(const Node* node) {
  return node->is(NodeOp::ConstInt) || node->is(NodeOp::ConstFloat) || node->is(NodeOp::StackAddr);
}

struct Allocation {
  std::vector<Block*> layout;  ///< blocks in the order of their code
  std::deque<Interval> intervals;
  std::vector<Interval*> values;  ///< parents, in order of definition
  uint32_t slotCount = 0;
  RegMask usedRegs = 0;
  std::vector<std::vector<Move>> movesBefore;   ///< by position / 4
  std::vector<std::vector<Move>> movesAtStart;  ///< by block id
  std::vector<std::vector<Move>> movesAtEnd;    ///< by block id, before the control node
  uint32_t positions = 0;

  /// Where `node` is at `position`.
  Loc at(const Node* node, uint32_t position) const;
};

/// Numbers the nodes and computes lifetimes; then gives out registers and slots; then connects the pieces.
void buildIntervals(Graph& graph, Allocation& allocation);
void scanIntervals(Graph& graph, Allocation& allocation);
void resolveMoves(Graph& graph, Allocation& allocation);
/// Throws std::logic_error when a node would read something else than its input (`--jit-checks`).
void checkAllocation(Graph& graph, const Allocation& allocation);

}  // namespace minivm::jit
