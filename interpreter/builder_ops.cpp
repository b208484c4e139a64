// Arithmetic, comparisons, conversions and control flow of the BytecodeBuilder.
#include <array>
#include <bit>
#include <utility>

#include "interpreter/bytecode_builder.h"
#include "vm/runtime.h"

namespace minivm {

namespace {

/// I, ByRef and O compute as I8: all are one 8-byte word.
bool is64(StackKind kind) {
  return kind != StackKind::I4 && kind != StackKind::F4 && kind != StackKind::F8;
}

/// Column of a type in the op families I4 I8 F4 F8.
unsigned familyOf(StackKind kind) {
  switch (kind) {
    case StackKind::I4: return 0;
    case StackKind::F4: return 2;
    case StackKind::F8: return 3;
    default: return 1;
  }
}

/// Place of a comparison in op.def: Eq Ne Lt Le Gt Ge LtUn LeUn GtUn GeUn.
unsigned compareIndex(CompareOp op) {
  switch (op) {
    case CompareOp::Eq: return 0;
    case CompareOp::Ne:
    case CompareOp::NeUn: return 1;
    case CompareOp::Lt: return 2;
    case CompareOp::Le: return 3;
    case CompareOp::Gt: return 4;
    case CompareOp::Ge: return 5;
    case CompareOp::LtUn: return 6;
    case CompareOp::LeUn: return 7;
    case CompareOp::GtUn: return 8;
    case CompareOp::GeUn: return 9;
  }
  return 0;
}
// The families are laid out alike; the arithmetic below relies on it.
static_assert(at(Op::CEqI4, 9) == Op::CGeUnI4 && at(Op::CEqI4, 10) == Op::CEqI8 &&
              at(Op::CEqI4, 30) == Op::CEqF8);
static_assert(at(Op::BrEqI4, 18) == Op::BrGeUnI4 && at(Op::BrEqI4, 19) == Op::BrGeUnI4Back &&
              at(Op::BrEqI4, 20) == Op::BrEqI8 && at(Op::BrEqI4, 60) == Op::BrEqF8);
static_assert(at(Op::BrEqI8Imm, 10) == Op::BrGeI8Imm);
static_assert(at(Op::BrEqI4Imm, 10) == Op::BrGeI4Imm && at(Op::CEqI4Imm, 5) == Op::CGeI4Imm);

unsigned conversionIndex(ElementType to) {
  switch (to) {
    case ElementType::I1: return 0;
    case ElementType::U1: return 1;
    case ElementType::I2: return 2;
    case ElementType::U2: return 3;
    case ElementType::I4: return 4;
    case ElementType::U4: return 5;
    case ElementType::I8:
    case ElementType::I: return 6;
    case ElementType::U8:
    case ElementType::U: return 7;
    case ElementType::R4: return 8;
    default: return 9;
  }
}
static_assert(at(Op::ConvI4I1, 10) == Op::ConvI8I1 && at(Op::ConvI4I1, 20) == Op::ConvF4I1 &&
              at(Op::ConvI4I1, 39) == Op::ConvF8R8);
static_assert(at(Op::OvfI4I1, 8) == Op::OvfI8I1 && at(Op::OvfI4I1, 24) == Op::OvfF8I1 &&
              at(Op::OvfI4UnI1, 8) == Op::OvfI8UnI1);

StackKind kindOfElement(ElementType to) {
  switch (to) {
    case ElementType::I8:
    case ElementType::U8: return StackKind::I8;
    case ElementType::I:
    case ElementType::U: return StackKind::I;
    case ElementType::R4: return StackKind::F4;
    case ElementType::R8: return StackKind::F8;
    case ElementType::ByRef: return StackKind::ByRef;
    default: return StackKind::I4;
  }
}

Op binaryOp(BinaryOp op, unsigned family) {
  switch (family) {
    case 0:
      switch (op) {
        case BinaryOp::Add: return Op::AddI4;
        case BinaryOp::Sub: return Op::SubI4;
        case BinaryOp::Mul: return Op::MulI4;
        case BinaryOp::Div: return Op::DivI4;
        case BinaryOp::DivUn: return Op::DivUnI4;
        case BinaryOp::Rem: return Op::RemI4;
        case BinaryOp::RemUn: return Op::RemUnI4;
        case BinaryOp::And: return Op::AndI4;
        case BinaryOp::Or: return Op::OrI4;
        case BinaryOp::Xor: return Op::XorI4;
        case BinaryOp::Shl: return Op::ShlI4;
        case BinaryOp::Shr: return Op::ShrI4;
        case BinaryOp::ShrUn: return Op::ShrUnI4;
        case BinaryOp::AddOvf: return Op::AddOvfI4;
        case BinaryOp::AddOvfUn: return Op::AddOvfUnI4;
        case BinaryOp::SubOvf: return Op::SubOvfI4;
        case BinaryOp::SubOvfUn: return Op::SubOvfUnI4;
        case BinaryOp::MulOvf: return Op::MulOvfI4;
        case BinaryOp::MulOvfUn: return Op::MulOvfUnI4;
        case BinaryOp::Matt: return Op::MattI4;
      }
      break;
    case 1:
      switch (op) {
        case BinaryOp::Add: return Op::AddI8;
        case BinaryOp::Sub: return Op::SubI8;
        case BinaryOp::Mul: return Op::MulI8;
        case BinaryOp::Div: return Op::DivI8;
        case BinaryOp::DivUn: return Op::DivUnI8;
        case BinaryOp::Rem: return Op::RemI8;
        case BinaryOp::RemUn: return Op::RemUnI8;
        case BinaryOp::And: return Op::AndI8;
        case BinaryOp::Or: return Op::OrI8;
        case BinaryOp::Xor: return Op::XorI8;
        case BinaryOp::Shl: return Op::ShlI8;
        case BinaryOp::Shr: return Op::ShrI8;
        case BinaryOp::ShrUn: return Op::ShrUnI8;
        case BinaryOp::AddOvf: return Op::AddOvfI8;
        case BinaryOp::AddOvfUn: return Op::AddOvfUnI8;
        case BinaryOp::SubOvf: return Op::SubOvfI8;
        case BinaryOp::SubOvfUn: return Op::SubOvfUnI8;
        case BinaryOp::MulOvf: return Op::MulOvfI8;
        case BinaryOp::MulOvfUn: return Op::MulOvfUnI8;
        case BinaryOp::Matt: return Op::MattI8;
      }
      break;
    default: {
      bool isF4 = family == 2;
      switch (op) {
        case BinaryOp::Add: return isF4 ? Op::AddF4 : Op::AddF8;
        case BinaryOp::Sub: return isF4 ? Op::SubF4 : Op::SubF8;
        case BinaryOp::Mul: return isF4 ? Op::MulF4 : Op::MulF8;
        case BinaryOp::Div: return isF4 ? Op::DivF4 : Op::DivF8;
        case BinaryOp::Matt: return isF4 ? Op::MattF4 : Op::MattF8;
        default: return isF4 ? Op::RemF4 : Op::RemF8;
      }
    }
  }
  return Op::Nop;
}

/// The immediate form of an integer op, or Nop.
Op immediateOp(BinaryOp op, bool wide) {
  switch (op) {
    case BinaryOp::Add: return wide ? Op::AddI8Imm : Op::AddI4Imm;
    case BinaryOp::Mul: return wide ? Op::MulI8Imm : Op::MulI4Imm;
    case BinaryOp::And: return wide ? Op::AndI8Imm : Op::AndI4Imm;
    case BinaryOp::Or: return wide ? Op::OrI8Imm : Op::OrI4Imm;
    case BinaryOp::Xor: return wide ? Op::XorI8Imm : Op::XorI4Imm;
    case BinaryOp::Shl: return wide ? Op::ShlI8Imm : Op::ShlI4Imm;
    case BinaryOp::Shr: return wide ? Op::ShrI8Imm : Op::ShrI4Imm;
    case BinaryOp::ShrUn: return wide ? Op::ShrUnI8Imm : Op::ShrUnI4Imm;
    default: return Op::Nop;
  }
}

}  // namespace

Value BytecodeBuilder::emitUnary(Op op, StackKind kind, TypeHandle type, Value a, int64_t imm) {
  Operand source = operand(a);
  release(source);
  Value result = newTemp(kind, type);
  emit(op, regOfTemp(result), source.reg, 0, imm);
  return result;
}

Value BytecodeBuilder::emitBinary(Op op, StackKind kind, Value a, Value b, int64_t imm) {
  Operand x = operand(a);
  Operand y = operand(b);
  release(x);
  release(y);
  Value result = newTemp(kind);
  emit(op, regOfTemp(result), x.reg, y.reg, imm);
  return result;
}

BytecodeBuilder::BuildInsn* BytecodeBuilder::computationOf(const Value& value) {
  if (tagOf(value) != kTempValue || temps_[payloadOf(value)].uses != 1) return nullptr;
  BuildInsn* last = lastInsn();
  return last && writesRegister(last->op) && last->dst == regOfTemp(value) ? last : nullptr;
}

bool BytecodeBuilder::fuseAdd(StackKind kind, const Value& a, const Value& b, Value& result) {
  const Value* computed = computationOf(b) ? &b : computationOf(a) ? &a : nullptr;
  if (!computed) return false;
  const Value& other = computed == &b ? a : b;
  // A constant would be loaded before the fused op, perhaps into a register that it reads.
  if (tagOf(other) != kTempValue && tagOf(other) != kBorrowed) return false;
  const BuildInsn last = insns_.back();
  Op fused;
  switch (last.op) {
    case Op::MulI4: fused = kind == StackKind::I4 ? Op::MulAddI4 : Op::Nop; break;
    case Op::MulF8: fused = kind == StackKind::F8 ? Op::MulAddF8 : Op::Nop; break;
    case Op::ConvI4I8: fused = is64(kind) ? Op::AddI8I4 : Op::Nop; break;
    default: return false;
  }
  if (fused == Op::Nop) return false;
  insns_.pop_back();
  releaseTemp(payloadOf(*computed));
  Operand added = operand(other);
  release(added);
  result = newTemp(kind);
  if (fused == Op::AddI8I4) {
    emit(fused, regOfTemp(result), added.reg, last.a);
  } else {
    emit(fused, regOfTemp(result), last.a, last.b).extra[0] = added.reg;
  }
  return true;
}

Value BytecodeBuilder::binary(BinaryOp op, StackKind kind, Value a, Value b) {
  bool wide = is64(kind);
  bool isInteger = kind != StackKind::F4 && kind != StackKind::F8;
  if (isInteger) {
    bool commutes = op == BinaryOp::Add || op == BinaryOp::Mul || op == BinaryOp::And || op == BinaryOp::Or ||
                    op == BinaryOp::Xor;
    if (commutes && isConst(a) && !isConst(b)) std::swap(a, b);
    if (isConst(b)) {
      auto bits = static_cast<int64_t>(b.b);
      BinaryOp folded = op;
      if (op == BinaryOp::Sub) {
        folded = BinaryOp::Add;
        bits = static_cast<int64_t>(0 - static_cast<uint64_t>(bits));
      }
      Op immediate = immediateOp(folded, wide);
      if (immediate != Op::Nop) {
        if (folded == BinaryOp::Add && bits == 0 && kindOf(a) == kind) return a;
        if (immediate == Op::AddI4Imm) {
          if (BuildInsn* sum = computationOf(a); sum && sum->op == Op::AddI4) {
            sum->op = Op::Add3I4;
            sum->imm = bits;
            return a;
          }
        }
        return emitUnary(immediate, kind, {}, a, bits);
      }
    }
  }
  if (Value sum; op == BinaryOp::Add && fuseAdd(kind, a, b, sum)) return sum;
  if (kind == StackKind::I4 && isConst(b) && !isConst(a) && (op == BinaryOp::Div || op == BinaryOp::Rem)) {
    if (const auto divisor = static_cast<int32_t>(b.b); divisor > 1) {
      // Granlund and Montgomery: the multiplier fits 32 bits, the product 64.
      const unsigned log = static_cast<unsigned>(std::bit_width(static_cast<uint32_t>(divisor) - 1));
      const unsigned shift = 31 + log;
      const uint64_t multiplier = (uint64_t{1} << shift) / static_cast<uint32_t>(divisor) + 1;
      const auto imm = static_cast<int64_t>(multiplier | uint64_t{static_cast<uint32_t>(divisor)} << 32);
      Operand x = operand(a);
      release(x);
      Value result = newTemp(kind);
      emit(op == BinaryOp::Div ? Op::DivI4Const : Op::RemI4Const, regOfTemp(result), x.reg, shift, imm);
      return result;
    }
  }
  return emitBinary(binaryOp(op, familyOf(kind)), kind, a, b);
}

Value BytecodeBuilder::unary(UnaryOp op, StackKind kind, Value a) {
  Op result;
  switch (kind) {
    case StackKind::I4: result = op == UnaryOp::Neg ? Op::NegI4 : Op::NotI4; break;
    case StackKind::F4: result = Op::NegF4; break;
    case StackKind::F8: result = Op::NegF8; break;
    default: result = op == UnaryOp::Neg ? Op::NegI8 : Op::NotI8; break;
  }
  return emitUnary(result, kind, {}, a);
}

Value BytecodeBuilder::compare(CompareOp op, StackKind kind, Value a, Value b) {
  unsigned index = compareIndex(op);
  if (kind == StackKind::I4 && isConst(b) && index < 6) {
    return emitUnary(at(Op::CEqI4Imm, index), StackKind::I4, {}, a, static_cast<int32_t>(b.b));
  }
  return emitBinary(at(Op::CEqI4, familyOf(kind) * 10 + index), StackKind::I4, a, b);
}

Value BytecodeBuilder::checkFinite(StackKind kind, Value a) {
  return emitUnary(kind == StackKind::F4 ? Op::CkFiniteF4 : Op::CkFiniteF8, kind, {}, a);
}

Value BytecodeBuilder::convert(StackKind from, ElementType to, bool overflow, bool sourceUnsigned, Value a) {
  StackKind result = kindOfElement(to);
  bool fromWord =
      from == StackKind::I8 || from == StackKind::I || from == StackKind::ByRef || from == StackKind::O;
  bool fromFloat = from == StackKind::F4 || from == StackKind::F8;
  unsigned source = familyOf(from);
  if (isConst(a) && !fromFloat && !overflow) {
    auto bits = static_cast<int64_t>(a.b);
    switch (to) {
      case ElementType::I:
      case ElementType::I8: return constI8(fromWord ? bits : static_cast<int32_t>(bits), result);
      case ElementType::U:
      case ElementType::U8:
        return constI8(fromWord ? bits : static_cast<int64_t>(static_cast<uint32_t>(bits)), result);
      case ElementType::ByRef: return constI8(bits, StackKind::ByRef);
      case ElementType::I4:
      case ElementType::U4: return constI4(static_cast<int32_t>(bits));
      case ElementType::U1: return constI4(static_cast<uint8_t>(bits));
      case ElementType::I1: return constI4(static_cast<int8_t>(bits));
      case ElementType::U2: return constI4(static_cast<uint16_t>(bits));
      case ElementType::I2: return constI4(static_cast<int16_t>(bits));
      case ElementType::R8:
        if (!sourceUnsigned)
          return constR8(fromWord ? static_cast<double>(bits)
                                  : static_cast<double>(static_cast<int32_t>(bits)));
        break;
      default: break;
    }
  }
  if (to == ElementType::ByRef) return emitUnary(Op::Mov, StackKind::ByRef, {}, a);
  if (!overflow) {
    if (fromWord && (result == StackKind::I8 || result == StackKind::I)) {
      // The same word; only a change of register group needs a copy.
      if (from == StackKind::I8 || from == StackKind::I) return a;
      return emitUnary(Op::Mov, result, {}, a);
    }
    // The low half of a 64-bit slot is the int32.
    if ((from == StackKind::I8 || from == StackKind::I) && (to == ElementType::I4 || to == ElementType::U4))
      return a;
    if (from == StackKind::I4 && (to == ElementType::I4 || to == ElementType::U4)) return a;
    if (sourceUnsigned && !fromFloat && (to == ElementType::R8 || to == ElementType::R4)) {
      Op op = fromWord ? (to == ElementType::R8 ? Op::ConvI8UnR8 : Op::ConvI8UnR4)
                       : (to == ElementType::R8 ? Op::ConvI4UnR8 : Op::ConvI4UnR4);
      return emitUnary(op, result, {}, a);
    }
    if ((from == StackKind::F8 && to == ElementType::R8) || (from == StackKind::F4 && to == ElementType::R4))
      return a;
    return emitUnary(at(Op::ConvI4I1, source * 10 + conversionIndex(to)), result, {}, a);
  }
  if (sourceUnsigned && !fromFloat)
    return emitUnary(at(Op::OvfI4UnI1, source * 8 + conversionIndex(to)), result, {}, a);
  return emitUnary(at(Op::OvfI4I1, source * 8 + conversionIndex(to)), result, {}, a);
}

// ----------------------------------------------------------------------------------------------------
// control

void BytecodeBuilder::jump(BlockId target, bool backward) {
  emit(backward ? Op::BrBack : Op::Br).targetBlock = static_cast<int32_t>(target);
}

void BytecodeBuilder::branch(CompareOp op, StackKind kind, Value a, Value b, BlockId target, bool backward) {
  unsigned index = compareIndex(op);
  unsigned back = backward ? 1 : 0;
  if (kind == StackKind::I4 && isConst(b) && index < 6) {
    Operand x = operand(a);
    release(x);
    emit(at(Op::BrEqI4Imm, index * 2 + back), 0, x.reg, 0, static_cast<int32_t>(b.b)).targetBlock =
        static_cast<int32_t>(target);
    return;
  }
  if (is64(kind) && isConst(b) && b.b == 0 && index < 2) {
    Operand x = operand(a);
    release(x);
    Op test = index == 0 ? Op::BrFalseI8 : Op::BrTrueI8;
    emit(at(test, back), 0, x.reg).targetBlock = static_cast<int32_t>(target);
    return;
  }
  if (is64(kind) && isConst(b) && index < 6) {
    const auto bits = static_cast<int64_t>(b.b);
    if (bits == static_cast<int32_t>(bits)) {
      Operand x = operand(a);
      release(x);
      emit(at(Op::BrEqI8Imm, index * 2 + back), 0, x.reg, 0, bits).targetBlock = static_cast<int32_t>(target);
      return;
    }
  }
  if (BuildInsn* length = computationOf(b); length && length->op == Op::LdLen && kind == StackKind::I4 &&
                                            op == CompareOp::Lt &&
                                            (tagOf(a) == kTempValue || tagOf(a) == kBorrowed)) {
    const Reg array = length->a;
    insns_.pop_back();
    releaseTemp(payloadOf(b));
    Operand x = operand(a);
    release(x);
    emit(at(Op::BrLtLenI4, back), 0, x.reg, array).targetBlock = static_cast<int32_t>(target);
    return;
  }
  Operand x = operand(a);
  Operand y = operand(b);
  release(x);
  release(y);
  emit(at(Op::BrEqI4, familyOf(kind) * 20 + index * 2 + back), 0, x.reg, y.reg).targetBlock =
      static_cast<int32_t>(target);
}

void BytecodeBuilder::branchOn(bool whenTrue, StackKind kind, Value a, BlockId target, bool backward) {
  unsigned back = backward ? 1 : 0;
  // A comparison computed just for this branch becomes the branch.
  if (tagOf(a) == kTempValue && temps_[payloadOf(a)].uses == 1 && lastInsn()) {
    const BuildInsn last = insns_.back();
    if (last.dst == regOfTemp(a)) {
      auto op = static_cast<unsigned>(last.op);
      auto first = static_cast<unsigned>(Op::CEqI4);
      auto firstImm = static_cast<unsigned>(Op::CEqI4Imm);
      constexpr unsigned kInverse[] = {1, 0, 5, 4, 3, 2};  // Eq Ne Lt Le Gt Ge
      constexpr unsigned kInverseUn[] = {1, 0, 9, 8, 7,
                                         6, 5, 4, 3, 2};  // floats: !(a < b) is a >= b or unordered
      constexpr unsigned kInverseInt[] = {1, 0, 5, 4, 3, 2, 9, 8, 7, 6};
      if (op >= first && op < first + 40) {
        unsigned family = (op - first) / 10;
        unsigned index = (op - first) % 10;
        if (!whenTrue) index = family >= 2 ? kInverseUn[index] : kInverseInt[index];
        insns_.pop_back();
        releaseTemp(payloadOf(a));
        emit(at(Op::BrEqI4, family * 20 + index * 2 + back), 0, last.a, last.b).targetBlock =
            static_cast<int32_t>(target);
        return;
      }
      if (op >= firstImm && op < firstImm + 6) {
        unsigned index = op - firstImm;
        if (!whenTrue) index = kInverse[index];
        insns_.pop_back();
        releaseTemp(payloadOf(a));
        emit(at(Op::BrEqI4Imm, index * 2 + back), 0, last.a, 0, last.imm).targetBlock =
            static_cast<int32_t>(target);
        return;
      }
    }
  }
  Operand x = operand(a);
  release(x);
  bool wide = kind != StackKind::I4;
  Op op = whenTrue ? (wide ? Op::BrTrueI8 : Op::BrTrueI4) : (wide ? Op::BrFalseI8 : Op::BrFalseI4);
  emit(at(op, back), 0, x.reg).targetBlock = static_cast<int32_t>(target);
}

void BytecodeBuilder::switchOn(Value a, std::span<const BlockId> targets) {
  Operand x = operand(a);
  release(x);
  auto table = std::make_unique<SwitchTable>();
  for (BlockId target : targets)
    table->targets.push_back(static_cast<int32_t>(target));  // block ids until finish()
  emit(Op::Switch, 0, x.reg, 0, static_cast<int64_t>(reinterpret_cast<intptr_t>(table.get())));
  code_->switches.push_back(std::move(table));
}

void BytecodeBuilder::ret(const ArgInfo& type, Value value) {
  if (type.kind == StackKind::Void) {
    emitLeave();
    emit(Op::RetVoid);
    return;
  }
  Operand x = operand(value);
  release(x);
  emitLeave();
  if (type.slots <= 1) {
    emit(Op::Ret, 0, x.reg);
  } else {
    emit(Op::RetStruct, 0, x.reg, 0, type.slots);
  }
}

void BytecodeBuilder::throwValue(Value exception) {
  Operand x = operand(exception);
  release(x);
  emit(Op::Throw, 0, x.reg);
}

void BytecodeBuilder::rethrow() {
  emit(Op::Rethrow);
}

void BytecodeBuilder::leave(std::span<const LeaveStep> steps, BlockId target, bool backward) {
  for (const LeaveStep& step : steps) {
    if (step.endsCatch) {
      emit(Op::EndCatch, 0, 0, 0, step.clause);
    } else {
      emit(Op::CallFinally, clauseRegs_[step.clause].continuation).targetBlock =
          static_cast<int32_t>(clauseInfos_[step.clause].handler);
    }
  }
  jump(target, backward);
}

void BytecodeBuilder::endFinally(uint32_t clause) {
  emit(Op::EndFinally, 0, clauseRegs_[clause].continuation);
}

void BytecodeBuilder::endFilter(uint32_t, Value result) {
  Operand x = operand(result);
  release(x);
  emit(Op::EndFilter, 0, x.reg);
}

Value BytecodeBuilder::beginHandler(uint32_t clause) {
  return makeValue(kBorrowed, StackKind::O, clauseRegs_[clause].exception);
}

void BytecodeBuilder::throwLoadFailure(const LoadFailure& failure) {
  uint32_t index;
  SiteCell& cell = newCell(Token(), index);
  cell.failure = std::make_unique<LoadFailure>(failure);
  emit(Op::ThrowLoadFailure, index);
}

}  // namespace minivm
