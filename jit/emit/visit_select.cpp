// Selection without a branch where the processor has one: cmov, max, min.
#include "jit/emit/emitter.h"

namespace minivm::jit {

using namespace Xbyak::util;

void Emitter::selectIf(Condition c, int out, int in, bool narrow) {
  Assembler& a = *asm_;
  using C = Condition;
  auto select = [&](const Xbyak::Reg& to, const Xbyak::Reg& from) {
    switch (c.kind) {
      case C::E: a.cmove(to, from); break;
      case C::NE: a.cmovne(to, from); break;
      case C::L: a.cmovl(to, from); break;
      case C::LE: a.cmovle(to, from); break;
      case C::G: a.cmovg(to, from); break;
      case C::GE: a.cmovge(to, from); break;
      case C::B: a.cmovb(to, from); break;
      case C::BE: a.cmovbe(to, from); break;
      case C::A: a.cmova(to, from); break;
      case C::AE: a.cmovae(to, from); break;
      case C::FloatEq:
      case C::FloatNe: break;  // two flags: the caller branches
    }
  };
  narrow ? select(a.r32(out), a.r32(in)) : select(a.r64(out), a.r64(in));
}

void Emitter::visitSelect(Node* node) {
  Assembler& a = *asm_;
  const int out = regOut(node);
  const bool narrow = node->type == Ty::I4;
  if (isFloat(node->type) && node->in(0) == node->in(2) && node->in(1) == node->in(3)) {
    // max and min of the processor answer with their second operand when the comparison does not hold, for
    // NaNs and for zeros of either sign: what `x > y ? x : y` says.
    const auto op = static_cast<CompareOp>(node->imm);
    if (op == CompareOp::Gt || op == CompareOp::Lt) {
      Xbyak::Xmm to = a.xmm(out), left = a.xmm(regIn(node, 0, kXmm0 + 14)),
                 right = a.xmm(regIn(node, 1, kXmm0 + 15));
      if (op == CompareOp::Gt) {
        node->type == Ty::F4 ? a.vmaxss(to, left, right) : a.vmaxsd(to, left, right);
      } else {
        node->type == Ty::F4 ? a.vminss(to, left, right) : a.vminsd(to, left, right);
      }
      return;
    }
  }
  // What follows the comparison leaves the flags alone: moves only, a zero is not made with xor.
  const Condition c = emitCompare(node, node);
  auto move = [&](size_t input, int to) {
    const Node* value = node->in(input);
    if (!value->isConst()) return moveLoc(locIn(node, input), {Loc::Register, to, 0, nullptr}, value->type);
    narrow ? a.mov(a.r32(to), static_cast<uint32_t>(value->imm))
           : a.mov(a.r64(to), static_cast<uint64_t>(value->imm));
  };
  move(3, out);
  const bool needsBranch =
      isFloat(node->type) || c.kind == Condition::FloatEq || c.kind == Condition::FloatNe;
  if (needsBranch) {
    Xbyak::Label done;
    jumpIf(c, done, true);
    move(2, out);
    a.L(done);
    return;
  }
  int in = kR11;
  if (locIn(node, 2).kind == Loc::Register) {
    in = locIn(node, 2).reg;
  } else {
    move(2, in);
  }
  selectIf(c, out, in, narrow);
}

}  // namespace minivm::jit
