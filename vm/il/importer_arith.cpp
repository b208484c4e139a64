// Arithmetic, comparison and conversion: the operand tables of ECMA-335 III.1.5.
#include <fmt/format.h>

#include "vm/il/importer.h"
#include "vm/runtime.h"

namespace minivm {

namespace {

bool isFloat(StackKind kind) {
  return kind == StackKind::F4 || kind == StackKind::F8;
}
bool isIntegerLike(StackKind kind) {
  return kind == StackKind::I4 || kind == StackKind::I8 || kind == StackKind::I || kind == StackKind::ByRef;
}

}  // namespace

StackKind IlImporter::unify(StackEntry& a, StackEntry& b, const char* what) {
  if (a.kind == b.kind && (isFloat(a.kind) || isIntegerLike(a.kind) || a.kind == StackKind::O)) return a.kind;
  if (isFloat(a.kind) && isFloat(b.kind)) {
    if (a.kind == StackKind::F4)
      a.value = builder_.convert(StackKind::F4, ElementType::R8, false, false, a.value);
    if (b.kind == StackKind::F4)
      b.value = builder_.convert(StackKind::F4, ElementType::R8, false, false, b.value);
    a.kind = b.kind = StackKind::F8;
    return StackKind::F8;
  }
  if (isIntegerLike(a.kind) && isIntegerLike(b.kind)) {
    // int32 mixes with native int and addresses by sign extension; int64 and native int are one width here.
    if (a.kind == StackKind::I4 && b.kind != StackKind::I8) {
      a.value = builder_.convert(StackKind::I4, ElementType::I, false, false, a.value);
      a.kind = StackKind::I;
    } else if (b.kind == StackKind::I4 && a.kind != StackKind::I8) {
      b.value = builder_.convert(StackKind::I4, ElementType::I, false, false, b.value);
      b.kind = StackKind::I;
    }
    if (a.kind == b.kind) return a.kind;
    if (a.kind != StackKind::I4 && b.kind != StackKind::I4) {
      if (a.kind == StackKind::ByRef || b.kind == StackKind::ByRef) return StackKind::ByRef;
      return StackKind::I;
    }
  }
  // A reference compared with a null pointer constant, as some compilers write it.
  if ((a.kind == StackKind::O && isIntegerLike(b.kind)) ||
      (b.kind == StackKind::O && isIntegerLike(a.kind))) {
    fail(fmt::format("{} of an object reference and an integer", what));
  }
  fail(fmt::format("{}: the operands have different kinds", what));
}

CompareOp IlImporter::floatAware(CompareOp op, StackKind kind, bool branch) const {
  // For floats bne.un is true when unordered, which is what Ne means; the ordered Ne does not occur in IL.
  (void)branch;
  if (op == CompareOp::NeUn) return CompareOp::Ne;
  if (isFloat(kind)) return op;
  return op;
}

void IlImporter::importBinary(BinaryOp op) {
  StackEntry b = pop();
  StackEntry a = pop();
  bool isLogical = op == BinaryOp::And || op == BinaryOp::Or || op == BinaryOp::Xor;
  StackKind aKind = a.kind;
  StackKind bKind = b.kind;
  StackKind kind = unify(a, b, "arithmetic");
  if (kind == StackKind::O) fail("arithmetic on object references");
  if (isFloat(kind) &&
      (isLogical || op >= BinaryOp::AddOvf || op == BinaryOp::DivUn || op == BinaryOp::RemUn)) {
    fail("this operation does not exist for floating point");
  }
  StackKind result = kind;
  if (kind == StackKind::ByRef) {
    // & − & is a native int; & ± native int stays an address (III.1.5 table 2). Everything else treats the
    // address as a number.
    bool isSub = op == BinaryOp::Sub || op == BinaryOp::SubOvf || op == BinaryOp::SubOvfUn;
    bool isAdd = op == BinaryOp::Add || op == BinaryOp::AddOvf || op == BinaryOp::AddOvfUn;
    bool bothByRef = aKind == StackKind::ByRef && bKind == StackKind::ByRef;
    result = (isAdd && !bothByRef) || (isSub && aKind == StackKind::ByRef && !bothByRef) ? StackKind::ByRef
                                                                                         : StackKind::I;
  }
  ElementType small = ElementType::End;
  if (op == BinaryOp::And && kind == StackKind::I4 &&
      (a.small == ElementType::U1 || b.small == ElementType::U1))
    small = ElementType::U1;
  push(result,
       builder_.binary(op,
                       result == StackKind::ByRef ? StackKind::ByRef
                       : kind == StackKind::ByRef ? StackKind::I
                                                  : kind,
                       a.value, b.value),
       {}, small);
}

/// `matt` is stricter than arithmetic: nothing is widened for it, and addresses have no larger one.
void IlImporter::importMatt() {
  StackEntry b = pop();
  StackEntry a = pop();
  const bool isInteger = a.kind == StackKind::I4 || a.kind == StackKind::I8 || a.kind == StackKind::I;
  if (!(a.kind == b.kind && isInteger) && !(isFloat(a.kind) && isFloat(b.kind))) {
    fail(fmt::format("stack has {}, {}, matt expects two numbers of one type", stackKindName(a.kind),
                     stackKindName(b.kind)));
  }
  const StackKind kind = unify(a, b, "matt");
  push(kind, builder_.binary(BinaryOp::Matt, kind, a.value, b.value), {},
       a.small == b.small ? a.small : ElementType::End);
}

void IlImporter::importShift(BinaryOp op) {
  StackEntry count = pop();
  StackEntry a = pop();
  if (a.kind != StackKind::I4 && a.kind != StackKind::I8 && a.kind != StackKind::I)
    fail("shift of a value that is no integer");
  if (count.kind == StackKind::I || count.kind == StackKind::I8) {
    count.value = builder_.convert(StackKind::I8, ElementType::I4, false, false, count.value);
  } else if (count.kind != StackKind::I4) {
    fail("a shift count is int32 or native int");
  }
  push(a.kind, builder_.binary(op, a.kind, a.value, count.value));
}

void IlImporter::importUnary(UnaryOp op) {
  StackEntry a = pop();
  bool ok = a.kind == StackKind::I4 || a.kind == StackKind::I8 || a.kind == StackKind::I ||
            (op == UnaryOp::Neg && isFloat(a.kind));
  if (!ok) fail("the operand is no number");
  push(a.kind, builder_.unary(op, a.kind, a.value));
}

void IlImporter::importCompare(CompareOp op) {
  StackEntry b = pop();
  StackEntry a = pop();
  StackKind kind = unify(a, b, "comparison");
  push(StackKind::I4, builder_.compare(op, kind, a.value, b.value), {}, ElementType::U1);
}

void IlImporter::importConvert(ElementType to, bool overflow, bool sourceUnsigned) {
  StackEntry a = pop();
  StackKind result;
  ElementType small = ElementType::End;
  switch (to) {
    case ElementType::I1:
    case ElementType::U1:
    case ElementType::I2:
    case ElementType::U2: small = to; [[fallthrough]];
    case ElementType::I4:
    case ElementType::U4: result = StackKind::I4; break;
    case ElementType::I8:
    case ElementType::U8: result = StackKind::I8; break;
    case ElementType::I:
    case ElementType::U: result = StackKind::I; break;
    case ElementType::R4: result = StackKind::F4; break;
    default: result = StackKind::F8; break;
  }
  if (a.kind == StackKind::Struct || a.kind == StackKind::Void)
    fail("conversion of a value that is no number");
  if (a.kind == StackKind::O) {
    // conv.u/conv.i of a reference: unverifiable, used by old code to look at addresses.
    if (to != ElementType::I && to != ElementType::U && to != ElementType::I8 && to != ElementType::U8)
      fail("conversion of an object reference");
  }
  push(result, builder_.convert(a.kind, to, overflow, sourceUnsigned, a.value), {}, small);
}

}  // namespace minivm
