#pragma once
#include <cstdint>

#include "loader/opcode.h"

namespace minivm {

/// How many values each StackBehaviour moves; -1 where the operand decides.
inline constexpr int8_t kStackCounts[] = {
    0,   // Pop0
    1,   // Pop1
    2,   // Pop1Pop1
    1,   // PopI
    2,   // PopIPop1
    2,   // PopIPopI
    2,   // PopIPopI8
    3,   // PopIPopIPopI
    2,   // PopIPopR4
    2,   // PopIPopR8
    1,   // PopRef
    2,   // PopRefPop1
    2,   // PopRefPopI
    3,   // PopRefPopIPopI
    3,   // PopRefPopIPopI8
    3,   // PopRefPopIPopR4
    3,   // PopRefPopIPopR8
    3,   // PopRefPopIPopRef
    3,   // PopRefPopIPop1
    -1,  // VarPop
    0,   // Push0
    1,   // Push1
    2,   // Push1Push1
    1,   // PushI
    1,   // PushI8
    1,   // PushR4
    1,   // PushR8
    1,   // PushRef
    -1,  // VarPush
};
static_assert(sizeof kStackCounts == static_cast<size_t>(StackBehaviour::VarPush) + 1);

/// What the row of an instruction says of stack and control flow. Whoever executes instructions on an
/// abstract stack (importer, verifier) asks it before and after each: handlers decide types, never counts.
class StackEffect {
 public:
  explicit StackEffect(const OpcodeInfo& info)
      : pops_(kStackCounts[static_cast<size_t>(info.pop)]),
        pushes_(kStackCounts[static_cast<size_t>(info.push)]) {}

  /// False for calls and returns, whose operand says how much moves.
  bool isFixed() const { return (pops_ | pushes_) >= 0; }
  /// Values that must be there; what is known of it.
  size_t pops() const { return pops_ > 0 ? static_cast<size_t>(pops_) : 0; }
  /// The depth afterwards; isFixed() only.
  size_t depthAfter(size_t depth) const { return depth - pops() + static_cast<size_t>(pushes_); }

 private:
  int8_t pops_, pushes_;
};

/// Control does not simply go on behind the instruction: a block ends with it.
inline bool endsBlock(OpFlow flow) {
  return flow == OpFlow::Branch || flow == OpFlow::CondBranch || flow == OpFlow::Return ||
         flow == OpFlow::Throw;
}

}  // namespace minivm
