// Integers, floats, comparisons, conversions.
#include <bit>
#include <limits>

#include "jit/emit/emitter.h"
#include "jit/emit/helpers.h"

namespace minivm::jit {

using namespace Xbyak::util;

void Emitter::visitBinary(Node* node) {
  Assembler& a = *asm_;
  int out = regOut(node);
  const Node* y = node->in(1);
  bool narrow = node->type == Ty::I4;
  if (node->is(NodeOp::Add) && !y->contained) {
    // lea: three operands, no flags.
    const Node* x = node->in(0);
    int left = regIn(node, 0, kR10);
    if (isImm32(y)) {
      if (left == out && !x->is(NodeOp::StackAddr)) {
        if (narrow) {
          a.add(a.r32(out), static_cast<uint32_t>(y->imm));
        } else {
          a.add(a.r64(out), static_cast<uint32_t>(y->imm));
        }
      } else if (narrow) {
        a.lea(a.r32(out), ptr[a.r64(left) + static_cast<int>(y->imm)]);
      } else {
        a.lea(a.r64(out), ptr[a.r64(left) + static_cast<int>(y->imm)]);
      }
      return;
    }
    int right = regIn(node, 1, kR11);
    if (out == left) {
      narrow ? a.add(a.r32(out), a.r32(right)) : a.add(a.r64(out), a.r64(right));
    } else if (out == right) {
      narrow ? a.add(a.r32(out), a.r32(left)) : a.add(a.r64(out), a.r64(left));
    } else if (narrow) {
      a.lea(a.r32(out), ptr[a.r64(left) + a.r64(right)]);
    } else {
      a.lea(a.r64(out), ptr[a.r64(left) + a.r64(right)]);
    }
    return;
  }
  int left = regIn(node, 0, kR10);
  if (node->is(NodeOp::Mul) && isImm32(y)) {
    if (y->imm == 3 || y->imm == 5 || y->imm == 9) {
      // x + x · 2, 4, 8
      auto sum = a.r64(left) + a.r64(left) * static_cast<int>(y->imm - 1);
      narrow ? a.lea(a.r32(out), ptr[sum]) : a.lea(a.r64(out), ptr[sum]);
    } else if (narrow) {
      a.imul(a.r32(out), a.r32(left), static_cast<int>(y->imm));
    } else {
      a.imul(a.r64(out), a.r64(left), static_cast<int>(y->imm));
    }
    return;
  }
  // out = left; out op= right. The right operand is late, so it is not in `out`.
  if (out != left) narrow ? a.mov(a.r32(out), a.r32(left)) : a.mov(a.r64(out), a.r64(left));
  auto apply = [&](const Xbyak::Reg& reg, const Xbyak::Operand& operand) {
    switch (node->op) {
      case NodeOp::Add: a.add(reg, operand); break;
      case NodeOp::Sub: a.sub(reg, operand); break;
      case NodeOp::Mul: a.imul(reg, operand); break;
      case NodeOp::And: a.and_(reg, operand); break;
      case NodeOp::Or: a.or_(reg, operand); break;
      default: a.xor_(reg, operand); break;
    }
  };
  if (y->contained) {
    narrow ? apply(a.r32(out), memoryOf(y)) : apply(a.r64(out), memoryOf(y));
    return;
  }
  if (isImm32(y)) {
    auto imm = static_cast<uint32_t>(y->imm);
    auto applyImm = [&](const Xbyak::Reg& reg) {
      switch (node->op) {
        case NodeOp::Sub: a.sub(reg, imm); break;
        case NodeOp::And: a.and_(reg, imm); break;
        case NodeOp::Or: a.or_(reg, imm); break;
        default: a.xor_(reg, imm); break;
      }
    };
    narrow ? applyImm(a.r32(out)) : applyImm(a.r64(out));
    return;
  }
  Loc right = locIn(node, 1);
  // A slot holds 64 defined bits of what is 64 bits wide only.
  if (right.kind == Loc::Slot && (narrow || y->type != Ty::I4)) {
    if (narrow) {
      apply(a.r32(out), dword[rbp + slotOffset(right.slot)]);
    } else {
      apply(a.r64(out), qword[rbp + slotOffset(right.slot)]);
    }
    return;
  }
  int reg = regIn(node, 1, kR11);
  narrow ? apply(a.r32(out), a.r32(reg)) : apply(a.r64(out), a.r64(reg));
}

void Emitter::visitShift(Node* node) {
  Assembler& a = *asm_;
  int out = regOut(node);
  int left = regIn(node, 0, kR10);
  bool narrow = node->type == Ty::I4;
  const Node* count = node->in(1);
  if (count->isConst()) {
    auto n = static_cast<int>(count->imm & (narrow ? 31 : 63));
    if (out != left) narrow ? a.mov(a.r32(out), a.r32(left)) : a.mov(a.r64(out), a.r64(left));
    auto apply = [&](const Xbyak::Reg& reg) {
      switch (node->op) {
        case NodeOp::Shl: a.shl(reg, n); break;
        case NodeOp::Shr: a.sar(reg, n); break;
        default: a.shr(reg, n); break;
      }
    };
    narrow ? apply(a.r32(out)) : apply(a.r64(out));
    return;
  }
  int right = regIn(node, 1, kR11);
  auto apply = [&](const auto& d, const auto& s, const auto& c) {
    switch (node->op) {
      case NodeOp::Shl: a.shlx(d, s, c); break;
      case NodeOp::Shr: a.sarx(d, s, c); break;
      default: a.shrx(d, s, c); break;
    }
  };
  if (narrow) {
    apply(a.r32(out), a.r32(left), a.r32(right));
  } else {
    apply(a.r64(out), a.r64(left), a.r64(right));
  }
}

void Emitter::visitDivide(Node* node) {
  Assembler& a = *asm_;
  bool narrow = node->type == Ty::I4;
  bool isSigned = node->op == NodeOp::Div || node->op == NodeOp::Rem;
  bool isRem = node->op == NodeOp::Rem || node->op == NodeOp::RemUn;
  int out = regOut(node);
  const Node* divisor = node->in(1);
  int right = regIn(node, 1, kR11);  // late: neither rax nor rdx
  bool knownSafe = divisor->isConst() && divisor->imm != 0 && divisor->imm != -1;
  if (!divisor->isConst() || divisor->imm == 0) {
    narrow ? a.test(a.r32(right), a.r32(right)) : a.test(a.r64(right), a.r64(right));
    a.jz(throwSite(node, WellKnownType::DivideByZeroException));
  }
  moveLoc(locIn(node, 0), {Loc::Register, kRax, 0, nullptr}, node->type);
  Xbyak::Label done, divide;
  if (isSigned && !knownSafe) {
    // x / −1 is −x, but for the smallest x: there the machine would fault.
    narrow ? a.cmp(a.r32(right), -1) : a.cmp(a.r64(right), -1);
    a.jne(divide);
    if (narrow) {
      a.neg(eax);
    } else {
      a.neg(rax);
    }
    a.jo(throwSite(node, WellKnownType::OverflowException));
    if (isRem) a.xor_(edx, edx);
    a.jmp(done);
    a.L(divide);
  }
  if (isSigned) {
    if (narrow) {
      a.cdq();
      a.idiv(a.r32(right));
    } else {
      a.cqo();
      a.idiv(a.r64(right));
    }
  } else {
    a.xor_(edx, edx);
    narrow ? a.div(a.r32(right)) : a.div(a.r64(right));
  }
  a.L(done);
  moveLoc({Loc::Register, isRem ? kRdx : kRax, 0, nullptr}, {Loc::Register, out, 0, nullptr}, node->type);
}

void Emitter::visitMulHigh(Node* node) {
  Assembler& a = *asm_;
  int right = regIn(node, 1, kR11);  // late: neither rax nor rdx
  moveLoc(locIn(node, 0), {Loc::Register, kRax, 0, nullptr}, node->type);
  node->is(NodeOp::MulHigh) ? a.imul(a.r64(right)) : a.mul(a.r64(right));
  moveLoc({Loc::Register, kRdx, 0, nullptr}, {Loc::Register, regOut(node), 0, nullptr}, node->type);
}

void Emitter::visitMulOvfUn(Node* node) {
  Assembler& a = *asm_;
  bool narrow = node->type == Ty::I4;
  int out = regOut(node);
  int right = regIn(node, 1, kR11);
  moveLoc(locIn(node, 0), {Loc::Register, kRax, 0, nullptr}, node->type);
  narrow ? a.mul(a.r32(right)) : a.mul(a.r64(right));
  a.jo(throwSite(node, WellKnownType::OverflowException));
  moveLoc({Loc::Register, kRax, 0, nullptr}, {Loc::Register, out, 0, nullptr}, node->type);
}

void Emitter::visitOverflow(Node* node) {
  Assembler& a = *asm_;
  bool narrow = node->type == Ty::I4;
  int out = regOut(node);
  int left = regIn(node, 0, kR10);
  int right = regIn(node, 1, kR11);
  if (out != left) narrow ? a.mov(a.r32(out), a.r32(left)) : a.mov(a.r64(out), a.r64(left));
  auto apply = [&](const auto& x, const auto& y) {
    switch (node->op) {
      case NodeOp::AddOvf:
      case NodeOp::AddOvfUn: a.add(x, y); break;
      case NodeOp::SubOvf:
      case NodeOp::SubOvfUn: a.sub(x, y); break;
      default: a.imul(x, y); break;
    }
  };
  narrow ? apply(a.r32(out), a.r32(right)) : apply(a.r64(out), a.r64(right));
  Xbyak::Label& overflow = throwSite(node, WellKnownType::OverflowException);
  if (node->op == NodeOp::AddOvfUn || node->op == NodeOp::SubOvfUn) {
    a.jc(overflow);
  } else {
    a.jo(overflow);
  }
}

/// The flags after an integer comparison that say it holds.
Emitter::Condition::Kind Emitter::conditionOf(CompareOp op) {
  using C = Condition;
  switch (op) {
    case CompareOp::Eq: return C::E;
    case CompareOp::Ne:
    case CompareOp::NeUn: return C::NE;
    case CompareOp::Lt: return C::L;
    case CompareOp::Le: return C::LE;
    case CompareOp::Gt: return C::G;
    case CompareOp::Ge: return C::GE;
    case CompareOp::LtUn: return C::B;
    case CompareOp::LeUn: return C::BE;
    case CompareOp::GtUn: return C::A;
    case CompareOp::GeUn: return C::AE;
  }
  return C::E;
}

Emitter::Condition Emitter::emitCompare(Node* compare, const Node* at) {
  Assembler& a = *asm_;
  auto op = static_cast<CompareOp>(compare->imm);
  const Node* x = compare->in(0);
  const Node* y = compare->in(1);
  using C = Condition;
  if (isFloat(x->type)) {
    // ucomis: unordered sets ZF, PF and CF. Less is asked as greater with the operands swapped, so that
    // unordered says no; the Un forms use the conditions that carry sets.
    bool swap = op == CompareOp::Lt || op == CompareOp::Le || op == CompareOp::GtUn || op == CompareOp::GeUn;
    int left = regOfValue(at, swap ? y : x, kXmm0 + 14);
    int right = regOfValue(at, swap ? x : y, kXmm0 + 15);
    x->type == Ty::F4 ? a.vucomiss(a.xmm(left), a.xmm(right)) : a.vucomisd(a.xmm(left), a.xmm(right));
    switch (op) {
      case CompareOp::Eq: return {C::FloatEq};
      case CompareOp::Ne:
      case CompareOp::NeUn: return {C::FloatNe};
      case CompareOp::Lt:
      case CompareOp::Gt: return {C::A};
      case CompareOp::Le:
      case CompareOp::Ge: return {C::AE};
      case CompareOp::LtUn:
      case CompareOp::GtUn: return {C::B};
      case CompareOp::LeUn:
      case CompareOp::GeUn: return {C::BE};
    }
  }
  bool narrow = x->type == Ty::I4;
  if (x->contained) {
    auto memory = memoryOf(x).getRegExp();
    auto imm = static_cast<uint32_t>(y->imm);
    if (x->is(NodeOp::Load) && x->mem == Mem::U1) {
      a.cmp(byte[memory], imm);
    } else if (narrow) {
      a.cmp(dword[memory], imm);
    } else {
      a.cmp(qword[memory], imm);
    }
    return {conditionOf(op)};
  }
  int left = regOfValue(at, x, kR10);
  if (y->contained) {
    narrow ? a.cmp(a.r32(left), memoryOf(y)) : a.cmp(a.r64(left), memoryOf(y));
  } else if (isImm32(y)) {
    bool isEquality = op == CompareOp::Eq || op == CompareOp::Ne || op == CompareOp::NeUn;
    if (y->imm == 0 && isEquality) {
      narrow ? a.test(a.r32(left), a.r32(left)) : a.test(a.r64(left), a.r64(left));
    } else if (narrow) {
      a.cmp(a.r32(left), static_cast<uint32_t>(y->imm));
    } else {
      a.cmp(a.r64(left), static_cast<uint32_t>(y->imm));
    }
  } else {
    Loc right = a_.at(y, at->position);
    if (right.kind == Loc::Slot) {
      if (narrow) {
        a.cmp(a.r32(left), dword[rbp + slotOffset(right.slot)]);
      } else {
        a.cmp(a.r64(left), qword[rbp + slotOffset(right.slot)]);
      }
    } else {
      int reg = regOfValue(at, y, kR11);
      narrow ? a.cmp(a.r32(left), a.r32(reg)) : a.cmp(a.r64(left), a.r64(reg));
    }
  }
  return {conditionOf(op)};
}

void Emitter::jumpIf(Condition c, Xbyak::Label& target, bool negate) {
  Assembler& a = *asm_;
  using C = Condition;
  switch (c.kind) {
    case C::E: negate ? a.jne(target) : a.je(target); break;
    case C::NE: negate ? a.je(target) : a.jne(target); break;
    case C::L: negate ? a.jge(target) : a.jl(target); break;
    case C::LE: negate ? a.jg(target) : a.jle(target); break;
    case C::G: negate ? a.jle(target) : a.jg(target); break;
    case C::GE: negate ? a.jl(target) : a.jge(target); break;
    case C::B: negate ? a.jae(target) : a.jb(target); break;
    case C::BE: negate ? a.ja(target) : a.jbe(target); break;
    case C::A: negate ? a.jbe(target) : a.ja(target); break;
    case C::AE: negate ? a.jb(target) : a.jae(target); break;
    case C::FloatEq:
    case C::FloatNe: {
      // Equal: ZF set and PF clear.
      bool jumpOnEqual = (c.kind == C::FloatEq) != negate;
      if (jumpOnEqual) {
        Xbyak::Label no;
        a.jp(no);
        a.je(target);
        a.L(no);
      } else {
        a.jp(target);
        a.jne(target);
      }
      break;
    }
  }
}

void Emitter::setIf(Condition c, int reg) {
  Assembler& a = *asm_;
  using C = Condition;
  Xbyak::Reg8 byte = Assembler::r8(reg);
  switch (c.kind) {
    case C::E: a.sete(byte); break;
    case C::NE: a.setne(byte); break;
    case C::L: a.setl(byte); break;
    case C::LE: a.setle(byte); break;
    case C::G: a.setg(byte); break;
    case C::GE: a.setge(byte); break;
    case C::B: a.setb(byte); break;
    case C::BE: a.setbe(byte); break;
    case C::A: a.seta(byte); break;
    case C::AE: a.setae(byte); break;
    case C::FloatEq:
      a.setnp(r11b);
      a.sete(byte);
      a.and_(byte, r11b);
      break;
    case C::FloatNe:
      a.setp(r11b);
      a.setne(byte);
      a.or_(byte, r11b);
      break;
  }
  a.movzx(Assembler::r32(reg), byte);
}

void Emitter::visitCompare(Node* node) {
  Condition c = emitCompare(node, node);
  setIf(c, regOut(node));
}

void Emitter::visitConversion(Node* node) {
  Assembler& a = *asm_;
  int out = regOut(node);
  if (node->is(NodeOp::BitMove)) {
    const Node* value = node->in(0);
    bool fromFloat = isFloat(value->type);
    bool toFloat = isFloat(node->type);
    int in = regIn(node, 0, fromFloat ? kXmm0 + 15 : static_cast<int>(kR11));
    if (fromFloat == toFloat) {
      moveLoc({Loc::Register, in, 0, nullptr}, {Loc::Register, out, 0, nullptr},
              value->type == Ty::I4 ? Ty::I4
              : toFloat             ? Ty::F8
                                    : Ty::I8);
    } else if (toFloat) {
      node->type == Ty::F4 ? a.vmovd(a.xmm(out), a.r32(in)) : a.vmovq(a.xmm(out), a.r64(in));
    } else {
      node->type == Ty::I4 ? a.vmovd(a.r32(out), a.xmm(in)) : a.vmovq(a.r64(out), a.xmm(in));
    }
    return;
  }
  int in = regIn(node, 0, kR11);
  switch (node->op) {
    case NodeOp::SExt8: a.movsx(a.r32(out), a.r8(in)); break;
    case NodeOp::SExt16: a.movsx(a.r32(out), a.r16(in)); break;
    case NodeOp::ZExt8: a.movzx(a.r32(out), a.r8(in)); break;
    case NodeOp::ZExt16: a.movzx(a.r32(out), a.r16(in)); break;
    case NodeOp::SExt32: a.movsxd(a.r64(out), a.r32(in)); break;
    case NodeOp::ZExt32:
    case NodeOp::Trunc32: a.mov(a.r32(out), a.r32(in)); break;
    case NodeOp::Neg:
    case NodeOp::Not: {
      bool narrow = node->type == Ty::I4;
      if (out != in) narrow ? a.mov(a.r32(out), a.r32(in)) : a.mov(a.r64(out), a.r64(in));
      if (node->is(NodeOp::Neg)) {
        narrow ? a.neg(a.r32(out)) : a.neg(a.r64(out));
      } else {
        narrow ? a.not_(a.r32(out)) : a.not_(a.r64(out));
      }
      break;
    }
    default: break;
  }
}

void Emitter::visitFloat(Node* node) {
  Assembler& a = *asm_;
  bool single = node->type == Ty::F4;
  Xbyak::Xmm out = a.xmm(regOut(node));
  switch (node->op) {
    case NodeOp::FAdd:
    case NodeOp::FSub:
    case NodeOp::FMul:
    case NodeOp::FDiv: {
      Xbyak::Xmm left = a.xmm(regIn(node, 0, kXmm0 + 14));
      auto apply = [&](const Xbyak::Operand& right) {
        switch (node->op) {
          case NodeOp::FAdd: single ? a.vaddss(out, left, right) : a.vaddsd(out, left, right); break;
          case NodeOp::FSub: single ? a.vsubss(out, left, right) : a.vsubsd(out, left, right); break;
          case NodeOp::FMul: single ? a.vmulss(out, left, right) : a.vmulsd(out, left, right); break;
          default: single ? a.vdivss(out, left, right) : a.vdivsd(out, left, right); break;
        }
      };
      const Node* y = node->in(1);
      if (y->contained) return apply(memoryOf(y));
      if (y->is(NodeOp::ConstFloat) && y->imm != 0) {
        apply(ptr[rip + poolConstant(static_cast<uint64_t>(y->imm))]);
        return;
      }
      Loc right = locIn(node, 1);
      if (right.kind == Loc::Slot) {
        apply(slotAddress(right.slot));
      } else {
        apply(a.xmm(regIn(node, 1, kXmm0 + 15)));
      }
      return;
    }
    case NodeOp::FSqrt: {
      Xbyak::Xmm in = a.xmm(regIn(node, 0, kXmm0 + 15));
      single ? a.vsqrtss(out, in, in) : a.vsqrtsd(out, in, in);
      return;
    }
    case NodeOp::FNeg:
    case NodeOp::FAbs: {
      Xbyak::Xmm in = a.xmm(regIn(node, 0, kXmm0 + 15));
      uint64_t sign = single ? 0x80000000u : uint64_t{1} << 63;
      if (node->is(NodeOp::FAbs)) sign = single ? 0x7FFFFFFFu : ~(uint64_t{1} << 63);
      a.mov(r11, sign);
      a.vmovq(xmm14, r11);
      node->is(NodeOp::FNeg) ? a.vxorps(out, in, xmm14) : a.vandps(out, in, xmm14);
      return;
    }
    case NodeOp::FloatConv: {
      Xbyak::Xmm in = a.xmm(regIn(node, 0, kXmm0 + 15));
      single ? a.vcvtsd2ss(out, in, in) : a.vcvtss2sd(out, in, in);
      return;
    }
    case NodeOp::IntToFloat: {
      int in = regIn(node, 0, kR11);
      bool wide = node->in(0)->type != Ty::I4;
      a.vxorps(out, out, out);  // the conversion keeps the upper part: break the dependency
      if (single) {
        wide ? a.vcvtsi2ss(out, out, a.r64(in)) : a.vcvtsi2ss(out, out, a.r32(in));
      } else {
        wide ? a.vcvtsi2sd(out, out, a.r64(in)) : a.vcvtsi2sd(out, out, a.r32(in));
      }
      return;
    }
    case NodeOp::UIntToFloat: {
      int in = regIn(node, 0, kR11);
      a.vxorps(out, out, out);
      if (node->in(0)->type == Ty::I4) {
        a.mov(r11d, a.r32(in));
        single ? a.vcvtsi2ss(out, out, r11) : a.vcvtsi2sd(out, out, r11);
        return;
      }
      Xbyak::Label large, done;
      a.test(a.r64(in), a.r64(in));
      a.js(large);
      single ? a.vcvtsi2ss(out, out, a.r64(in)) : a.vcvtsi2sd(out, out, a.r64(in));
      a.jmp(done);
      a.L(large);
      // Halved, with the lost bit kept sticky for rounding, then doubled.
      a.mov(r10, a.r64(in));
      if (in != kR11) a.mov(r11, a.r64(in));
      a.shr(r10, 1);
      a.and_(r11d, 1);
      a.or_(r10, r11);
      if (single) {
        a.vcvtsi2ss(out, out, r10);
        a.vaddss(out, out, out);
      } else {
        a.vcvtsi2sd(out, out, r10);
        a.vaddsd(out, out, out);
      }
      a.L(done);
      return;
    }
    case NodeOp::CheckFinite: {
      int in = regIn(node, 0, kXmm0 + 15);
      // x − x is 0 for finite x, NaN otherwise.
      single ? a.vsubss(xmm14, a.xmm(in), a.xmm(in)) : a.vsubsd(xmm14, a.xmm(in), a.xmm(in));
      single ? a.vucomiss(xmm14, xmm14) : a.vucomisd(xmm14, xmm14);
      a.jp(throwSite(node, WellKnownType::OverflowException));
      if (out.getIdx() != a.xmm(in).getIdx()) a.vmovaps(out, a.xmm(in));
      return;
    }
    default: return;
  }
}

/// Truncation to an integer type that saturates; NaN is 0.
void Emitter::visitFloatToInt(Node* node) {
  Assembler& a = *asm_;
  auto to = static_cast<ElementType>(node->imm);
  int out = regOut(node);
  int in = regIn(node, 0, kXmm0 + 14);
  bool single = node->in(0)->type == Ty::F4;
  // All in double: every float is one.
  Xbyak::Xmm value = a.xmm(in);
  if (single) {
    a.vcvtss2sd(xmm14, value, value);
    value = xmm14;
  }
  Xbyak::Label done, odd;
  auto limit = [&](double d) { return std::bit_cast<uint64_t>(d); };
  switch (to) {
    case ElementType::I8:
    case ElementType::I: {
      a.vcvttsd2si(a.r64(out), value);
      a.mov(r11, uint64_t{1} << 63);
      a.cmp(a.r64(out), r11);
      a.jne(done);
      // The machine's "does not fit": NaN, too small (right as it is), or too large.
      a.vucomisd(value, value);
      a.jp(odd);
      a.vxorps(xmm15, xmm15, xmm15);
      a.vucomisd(value, xmm15);
      a.jb(done);
      a.mov(a.r64(out), static_cast<uint64_t>(INT64_MAX));
      a.jmp(done);
      a.L(odd);
      a.xor_(a.r32(out), a.r32(out));
      a.L(done);
      return;
    }
    case ElementType::U8:
    case ElementType::U: {
      Xbyak::Label large, zero;
      a.vxorps(xmm15, xmm15, xmm15);
      a.vucomisd(value, xmm15);
      a.jp(zero);
      a.jb(zero);
      a.vucomisd(value, ptr[rip + poolConstant(limit(9223372036854775808.0))]);
      a.jae(large);
      a.vcvttsd2si(a.r64(out), value);
      a.jmp(done);
      a.L(zero);
      a.xor_(a.r32(out), a.r32(out));
      a.jmp(done);
      a.L(large);
      a.vucomisd(value, ptr[rip + poolConstant(limit(18446744073709551616.0))]);
      Xbyak::Label fits;
      a.jb(fits);
      a.mov(a.r64(out), UINT64_MAX);
      a.jmp(done);
      a.L(fits);
      a.vsubsd(xmm15, value, ptr[rip + poolConstant(limit(9223372036854775808.0))]);
      a.vcvttsd2si(a.r64(out), xmm15);
      a.mov(r11, uint64_t{1} << 63);
      a.add(a.r64(out), r11);
      a.L(done);
      return;
    }
    case ElementType::U4: {
      Xbyak::Label zero, large;
      a.vxorps(xmm15, xmm15, xmm15);
      a.vucomisd(value, xmm15);
      a.jp(zero);
      a.jb(zero);
      a.vucomisd(value, ptr[rip + poolConstant(limit(4294967296.0))]);
      a.jae(large);
      a.vcvttsd2si(r11, value);
      a.mov(a.r32(out), r11d);
      a.jmp(done);
      a.L(large);
      a.mov(a.r32(out), UINT32_MAX);
      a.jmp(done);
      a.L(zero);
      a.xor_(a.r32(out), a.r32(out));
      a.L(done);
      return;
    }
    default: {
      // int32, and the small types from it.
      a.vcvttsd2si(a.r32(out), value);
      a.cmp(a.r32(out), 0x80000000u);
      a.jne(done);
      a.vucomisd(value, value);
      a.jp(odd);
      a.vxorps(xmm15, xmm15, xmm15);
      a.vucomisd(value, xmm15);
      a.jb(done);
      a.mov(a.r32(out), INT32_MAX);
      a.jmp(done);
      a.L(odd);
      a.xor_(a.r32(out), a.r32(out));
      a.L(done);
      if (to == ElementType::I1) a.movsx(a.r32(out), a.r8(out));
      if (to == ElementType::U1) a.movzx(a.r32(out), a.r8(out));
      if (to == ElementType::I2) a.movsx(a.r32(out), a.r16(out));
      if (to == ElementType::U2) a.movzx(a.r32(out), a.r16(out));
      return;
    }
  }
}

/// Integer to a narrower or other-signed type: everything as 64 bits, then a range check.
void Emitter::visitConvOvf(Node* node) {
  Assembler& a = *asm_;
  auto to = static_cast<ElementType>(node->imm & 0xFF);
  bool sourceUnsigned = (node->imm & 0x100) != 0;
  const Node* value = node->in(0);
  int in = regIn(node, 0, kR11);
  int out = regOut(node);
  Xbyak::Label& overflow = throwSite(node, WellKnownType::OverflowException);
  // r11 = the value, extended to 64 bits as its type says.
  if (value->type == Ty::I4) {
    sourceUnsigned ? a.mov(r11d, a.r32(in)) : a.movsxd(r11, a.r32(in));
  } else if (in != kR11) {
    a.mov(r11, a.r64(in));
  }
  // A 64-bit unsigned source beyond int64 is negative here: it fits unsigned 64 bits only.
  bool wideUnsigned = sourceUnsigned && value->type != Ty::I4;
  auto range = [&](int64_t low, int64_t high) {
    if (wideUnsigned || low == 0) {
      a.mov(r10, static_cast<uint64_t>(high));
      a.cmp(r11, r10);
      a.ja(overflow);
      return;
    }
    a.cmp(r11, static_cast<uint32_t>(low));
    a.jl(overflow);
    a.cmp(r11, static_cast<uint32_t>(high));
    a.jg(overflow);
  };
  switch (to) {
    case ElementType::I1: range(INT8_MIN, INT8_MAX); break;
    case ElementType::U1: range(0, UINT8_MAX); break;
    case ElementType::I2: range(INT16_MIN, INT16_MAX); break;
    case ElementType::U2: range(0, UINT16_MAX); break;
    case ElementType::I4: range(INT32_MIN, INT32_MAX); break;
    case ElementType::U4: range(0, UINT32_MAX); break;
    case ElementType::I8:
    case ElementType::I:
      if (wideUnsigned) {
        a.test(r11, r11);
        a.js(overflow);
      }
      break;
    default:
      if (!sourceUnsigned) {
        a.test(r11, r11);
        a.js(overflow);
      }
      break;
  }
  node->type == Ty::I4 ? a.mov(a.r32(out), r11d) : a.mov(a.r64(out), r11);
}

void Emitter::visitConvOvfFloat(Node* node) {
  Assembler& a = *asm_;
  auto to = static_cast<ElementType>(node->imm);
  int in = regIn(node, 0, kXmm0 + 14);
  int out = regOut(node);
  Xbyak::Xmm value = a.xmm(in);
  if (node->in(0)->type == Ty::F4) {
    a.vcvtss2sd(xmm14, value, value);
    value = xmm14;
  }
  Xbyak::Label& overflow = throwSite(node, WellKnownType::OverflowException);
  auto bits = [](double d) { return std::bit_cast<uint64_t>(d); };
  // low < value < high, exactly; NaN fails. For 64-bit signed the low end itself fits.
  double low = -1.0, high = 0;
  bool lowFits = false;
  switch (to) {
    case ElementType::I1: low = -129.0, high = 128.0; break;
    case ElementType::U1: high = 256.0; break;
    case ElementType::I2: low = -32769.0, high = 32768.0; break;
    case ElementType::U2: high = 65536.0; break;
    case ElementType::I4: low = -2147483649.0, high = 2147483648.0; break;
    case ElementType::U4: high = 4294967296.0; break;
    case ElementType::I8:
    case ElementType::I: low = -9223372036854775808.0, high = 9223372036854775808.0, lowFits = true; break;
    default: high = 18446744073709551616.0; break;
  }
  a.vucomisd(value, ptr[rip + poolConstant(bits(low))]);
  a.jp(overflow);
  lowFits ? a.jb(overflow) : a.jbe(overflow);
  a.vucomisd(value, ptr[rip + poolConstant(bits(high))]);
  a.jae(overflow);
  bool isU8 = to == ElementType::U8 || to == ElementType::U;
  if (isU8) {
    Xbyak::Label small, done;
    a.vucomisd(value, ptr[rip + poolConstant(bits(9223372036854775808.0))]);
    a.jb(small);
    a.vsubsd(xmm15, value, ptr[rip + poolConstant(bits(9223372036854775808.0))]);
    a.vcvttsd2si(a.r64(out), xmm15);
    a.mov(r11, uint64_t{1} << 63);
    a.add(a.r64(out), r11);
    a.jmp(done);
    a.L(small);
    a.vcvttsd2si(a.r64(out), value);
    a.L(done);
    return;
  }
  if (node->type == Ty::I4) {
    a.vcvttsd2si(r11, value);
    a.mov(a.r32(out), r11d);
  } else {
    a.vcvttsd2si(a.r64(out), value);
  }
}

}  // namespace minivm::jit
