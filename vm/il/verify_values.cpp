// Values: the stack, constants, arguments and locals, arithmetic, branches (III.1.5, III.3).
#include "vm/il/access.h"
#include "vm/il/method_verifier.h"
#include "vm/il/opcode_method.h"
#include "vm/types/ee_class.h"

namespace minivm {

// ---- the stack ----

VerifyType MethodVerifier::pop() {
  if (stack_.empty()) {
    report(VerifyRule::StackUnderflow, "expected a value, found []");
    return {};
  }
  VerifyType result = stack_.back();
  stack_.pop_back();
  return result;
}

VerifyType MethodVerifier::popInteger(bool allowI8) {
  VerifyType found = pop();
  if (found.is(Kind::I4) || found.is(Kind::I) || found.is(Kind::Unknown) || (allowI8 && found.is(Kind::I8)))
    return found;
  // Every CLR of 64 bits takes an int64 for a native int, as it cannot hurt memory.
  report(VerifyRule::ExpectedInteger,
         found.is(Kind::I8) ? VerifySeverity::Unverifiable : VerifySeverity::Invalid,
         fmt::format("expected int32 or native int, found {}", types_.text(found)));
  return {};
}

VerifyType MethodVerifier::popObject() {
  VerifyType found = pop();
  if (found.isObject()) {
    requireNotUninit(found);
    return found;
  }
  expected(VerifyRule::ExpectedObject, "object reference", found);
  return {};
}

void MethodVerifier::requireNotUninit(const VerifyType& found) {
  if (found.isUninit) report(VerifyRule::ThisUninitialised, fmt::format("found {}", types_.text(found)));
}

void MethodVerifier::require(const VerifyType& found, TypeHandle location, const char* what) {
  if (found.isUninit) return requireNotUninit(found);
  VerifyTypes::Fit fit = types_.fits(found, location);
  std::string prefix = *what ? std::string(what) + ": " : "";
  if (fit != VerifyTypes::Fit::Yes) {
    VerifyType wanted = types_.onStack(location);
    std::string text = types_.text(location);
    if (wanted.is(Kind::Ref)) text = "object ref assignable to " + text;
    report(VerifyRule::StackUnexpected,
           fit == VerifyTypes::Fit::OtherKind ? VerifySeverity::Invalid : VerifySeverity::Unverifiable,
           fmt::format("{}expected {}, found {}", prefix, text, types_.text(found)));
  }
}

VerifyType MethodVerifier::popFor(TypeHandle location, const char* what) {
  VerifyType found = pop();
  require(found, location, what);
  return found;
}

TypeHandle MethodVerifier::typeOperand(bool allowOpen) {
  Token token = il_.token;
  if (!token.is(Table::TypeDef) && !token.is(Table::TypeRef) && !token.is(Table::TypeSpec)) {
    report(VerifyRule::TokenKind, "expected a type");
    return {};
  }
  TypeHandle type = loader_.loadType(module_, token, context_);
  std::string why;
  bool isBare =
      !token.is(Table::TypeSpec) && !type.isTypeDesc() && type.asMethodTable()->isGenericDefinition();
  if (isBare && !allowOpen)
    report(VerifyRule::OpenGeneric, fmt::format("{} without type arguments", types_.text(type)));
  if (!types_.wellFormed(type, why)) report(VerifyRule::Constraint, why);
  if (!type.isTypeDesc() && !canAccessType(loader_, method_, type.asMethodTable()))
    report(VerifyRule::TypeAccess, types_.text(type));
  return type;
}

void MethodVerifier::checkOpen(TypeHandle declaring) {
  if (declaring.isTypeDesc() || !declaring.asMethodTable()->isGenericDefinition()) return;
  if (declaring.asMethodTable() != method_->methodTable)
    report(VerifyRule::OpenGeneric, fmt::format("{} without type arguments", types_.text(declaring)));
}

void MethodVerifier::checkPointer(TypeHandle type) {
  if (types_.mentionsPointer(type)) report(VerifyRule::PointerType, types_.text(type));
}

void MethodVerifier::checkPrefixes() {
  auto misplaced = [&](const char* prefix) {
    report(VerifyRule::PrefixMisplaced, fmt::format("{} before {}", prefix, il_.info->mnemonic));
  };
  const auto op = static_cast<uint16_t>(il_.opcode);
  auto between = [&](Opcode first, Opcode last) {
    return op >= static_cast<uint16_t>(first) && op <= static_cast<uint16_t>(last);
  };
  bool isIndirect = between(Opcode::LdindI1, Opcode::StindR8) || il_.opcode == Opcode::StindI ||
                    il_.opcode == Opcode::Ldobj || il_.opcode == Opcode::Stobj ||
                    il_.opcode == Opcode::Cpblk || il_.opcode == Opcode::Initblk ||
                    il_.opcode == Opcode::Cpobj || il_.opcode == Opcode::Initobj;
  bool isField = il_.opcode == Opcode::Ldfld || il_.opcode == Opcode::Stfld;
  bool isStatic = il_.opcode == Opcode::Ldsfld || il_.opcode == Opcode::Stsfld;
  bool isCall = il_.opcode == Opcode::Call || il_.opcode == Opcode::Callvirt;
  if (prefixes_.isVolatile && !isIndirect && !isField && !isStatic) misplaced("volatile.");
  if (prefixes_.isUnaligned && !isIndirect && !isField) misplaced("unaligned.");
  if (prefixes_.isTail && !isCall && il_.opcode != Opcode::Calli) misplaced("tail.");
  if (prefixes_.isReadonly && il_.opcode != Opcode::Ldelema && !isCall) misplaced("readonly.");
  if (prefixes_.constrained && !isCall && il_.opcode != Opcode::Ldftn) misplaced("constrained.");
}

// ---- dispatch ----

void MethodVerifier::execute() {
  if (executeLocals() || executeArithmetic() || executeMemory() || executeCalls()) return;
  auto conditional = [&] {
    flowInto(il_.target, Transfer::Branch);
    blockEnded_ = true;
    if (il_.nextOffset >= body_.code.size()) return report(VerifyRule::MethodFallThrough, "");
    flowInto(il_.nextOffset, Transfer::FallThrough);
  };
  switch (il_.opcode) {
    case Opcode::Nop:
    case Opcode::Break: return;
    case Opcode::Br:
    case Opcode::BrS:
      flowInto(il_.target, Transfer::Branch);
      blockEnded_ = true;
      return;
    case Opcode::Brtrue:
    case Opcode::BrtrueS:
    case Opcode::Brfalse:
    case Opcode::BrfalseS: {
      VerifyType found = pop();
      requireNotUninit(found);
      if (found.is(Kind::F) || found.is(Kind::Value))
        expected(VerifyRule::StackUnexpected, "integer, object reference or address", found);
      return conditional();
    }
    case Opcode::Beq:
    case Opcode::BeqS:
    case Opcode::Bge:
    case Opcode::BgeS:
    case Opcode::Bgt:
    case Opcode::BgtS:
    case Opcode::Ble:
    case Opcode::BleS:
    case Opcode::Blt:
    case Opcode::BltS:
    case Opcode::BneUn:
    case Opcode::BneUnS:
    case Opcode::BgeUn:
    case Opcode::BgeUnS:
    case Opcode::BgtUn:
    case Opcode::BgtUnS:
    case Opcode::BleUn:
    case Opcode::BleUnS:
    case Opcode::BltUn:
    case Opcode::BltUnS: compare(true); return conditional();
    case Opcode::Switch: {
      VerifyType found = pop();
      if (!found.is(Kind::I4) && !found.is(Kind::I)) expected(VerifyRule::ExpectedInteger, "int32", found);
      for (uint32_t i = 0; i < il_.switchTargets.size(); ++i)
        flowInto(il_.switchTargets[i], Transfer::Branch);
      blockEnded_ = true;
      if (il_.nextOffset >= body_.code.size()) return report(VerifyRule::MethodFallThrough, "");
      return flowInto(il_.nextOffset, Transfer::FallThrough);
    }
    case Opcode::Leave:
    case Opcode::LeaveS:
      stack_.clear();
      flowInto(il_.target, Transfer::Leave);
      blockEnded_ = true;
      return;
    case Opcode::Ret: {
      checkReturn();
      if (!types_.isVoid(sig_.ret)) {
        if (stack_.empty()) {
          report(VerifyRule::StackUnderflow, fmt::format("expected [{}], found []", types_.text(sig_.ret)));
        } else {
          VerifyType found = popFor(sig_.ret, "result");
          checkPointer(sig_.ret);
          if (found.isStackBound)
            report(VerifyRule::ReturnStackAddress, fmt::format("found {}", types_.text(found)));
          if (found.isReadOnly && !returnsReadOnly(method_))
            report(VerifyRule::ReadOnlyWrite,
                   fmt::format("expected {}, found {}", types_.text(sig_.ret), types_.text(found)));
        }
      }
      if (!stack_.empty())
        report(VerifyRule::ReturnStack, fmt::format("expected [], found {}", types_.text(stack_)));
      if (tracksThis_ && !isThisInit_) report(VerifyRule::CtorReturnUninit, "");
      blockEnded_ = true;
      return;
    }
    case Opcode::Throw: {
      VerifyType found = pop();
      requireNotUninit(found);
      if (!found.isObject()) expected(VerifyRule::ThrowType, "object reference", found);
      blockEnded_ = true;
      return;
    }
    case Opcode::Rethrow:
      checkRethrow();
      blockEnded_ = true;
      return;
    case Opcode::Endfinally:
      checkEndFinally();
      blockEnded_ = true;
      return;
    case Opcode::Endfilter:
      checkEndFilter();
      blockEnded_ = true;
      return;
    default: break;
  }
  addedOpcode();
}

/// An opcode that was added at run time is a call of one of its methods: the one that its operands fit.
void MethodVerifier::addedOpcode() {
  std::string wanted;
  for (MethodDesc* method : methodsOfOpcode(loader_, opcodes_, il_.opcode)) {
    const VerifySignature& sig = types_.signatureOf(method);
    const size_t count = sig.params.size();
    bool fits = stack_.size() >= count;
    for (size_t i = 0; i < count && fits; ++i) {
      const VerifyType& found = stack_[stack_.size() - count + i];
      const Kind kind = types_.onStack(sig.params[i]).kind;
      fits = found.is(kind) || found.is(Kind::Unknown) || (kind == Kind::Ref && found.is(Kind::Null));
    }
    if (fits) {
      const bool passesAddress = popArguments(sig, method);
      return pushResult(sig, method, passesAddress);
    }
    std::string signature = loader_.signatureText(method);
    wanted += fmt::format("{}{}", wanted.empty() ? "" : " or ", signature.substr(signature.find('(')));
  }
  report(VerifyRule::OperandsMismatch,
         fmt::format("{} expects {}, found {}", il_.info->mnemonic, wanted, types_.text(stack_)));
  if (!recover(stack_)) blockEnded_ = true;
}

// ---- arguments, locals, constants ----

void MethodVerifier::loadArgument(uint32_t index) {
  if (index >= args_.size()) {
    report(VerifyRule::ArgumentNumber, fmt::format("argument {} of {}", index, args_.size()));
    return push({});
  }
  checkPointer(args_[index]);
  VerifyType value = types_.onStack(args_[index]);
  if (index == 0 && sig_.hasThis) {
    value.isThis = isThisFixed_;
    value.isUninit = tracksThis_ && !isThisInit_;
    // A method may not return the address of a value it was called on: its caller's may be a temporary.
    if (value.is(Kind::ByRef)) value.isStackBound = !isUnscoped(method_);
  } else if (value.is(Kind::ByRef)) {
    size_t param = index - (sig_.hasThis ? 1u : 0u);
    value.isReadOnly = false;
    value.isStackBound =
        hasParamAttribute(method_, param, "System.Runtime.CompilerServices", "ScopedRefAttribute");
  }
  push(value);
}

void MethodVerifier::loadArgumentAddress(uint32_t index) {
  if (index >= args_.size()) {
    report(VerifyRule::ArgumentNumber, fmt::format("argument {} of {}", index, args_.size()));
    return push({});
  }
  if (types_.isByRef(args_[index])) {
    report(VerifyRule::ByRefOfByRef,
           fmt::format("argument {} has type {}", index, types_.text(args_[index])));
    return push({});
  }
  checkPointer(args_[index]);
  if (index == 0 && tracksThis_ && !isThisInit_)
    report(VerifyRule::ThisUninitialised, "the address of this is taken");
  VerifyType value = types_.byRef(args_[index]);
  value.isStackBound = true;
  push(value);
}

void MethodVerifier::storeArgument(uint32_t index) {
  if (index >= args_.size()) {
    report(VerifyRule::ArgumentNumber, fmt::format("argument {} of {}", index, args_.size()));
    pop();
    return;
  }
  if (index == 0 && tracksThis_ && !isThisInit_) report(VerifyRule::ThisStore, "");
  VerifyType found = popFor(args_[index], "");
  if (found.isReadOnly)
    report(VerifyRule::ReadOnlyWrite,
           fmt::format("expected {}, found {}", types_.text(args_[index]), types_.text(found)));
  if (found.isStackBound && found.is(Kind::ByRef))
    report(VerifyRule::ReturnStackAddress, fmt::format("argument {} takes {}", index, types_.text(found)));
}

void MethodVerifier::loadLocal(uint32_t index) {
  if (index >= locals_.size()) {
    report(VerifyRule::LocalNumber, fmt::format("local {} of {}", index, locals_.size()));
    return push({});
  }
  checkPointer(locals_[index]);
  VerifyType value = types_.onStack(locals_[index]);
  value.isReadOnly = value.is(Kind::ByRef) && localFlagsReadOnly_[index];
  value.isStackBound = localFlagsStackBound_[index];
  push(value);
}

void MethodVerifier::loadLocalAddress(uint32_t index) {
  if (index >= locals_.size()) {
    report(VerifyRule::LocalNumber, fmt::format("local {} of {}", index, locals_.size()));
    return push({});
  }
  if (types_.isByRef(locals_[index])) {
    report(VerifyRule::ByRefOfByRef, fmt::format("local {} has type {}", index, types_.text(locals_[index])));
    return push({});
  }
  checkPointer(locals_[index]);
  VerifyType value = types_.byRef(locals_[index]);
  value.isStackBound = true;
  value.isContentBound = localFlagsStackBound_[index];
  value.local = static_cast<int32_t>(index);
  push(value);
}

void MethodVerifier::storeLocal(uint32_t index) {
  if (index >= locals_.size()) {
    report(VerifyRule::LocalNumber, fmt::format("local {} of {}", index, locals_.size()));
    pop();
    return;
  }
  checkPointer(locals_[index]);
  VerifyType found = popFor(locals_[index], "");
  // What a byref local may hold anywhere in the method decides what it is everywhere: no rule orders its
  // stores.
  if (found.isReadOnly && !localFlagsReadOnly_[index]) localFlagsReadOnly_[index] = flagsChanged_ = true;
  if (found.isStackBound && !localFlagsStackBound_[index])
    localFlagsStackBound_[index] = flagsChanged_ = true;
}

bool MethodVerifier::executeLocals() {
  const auto op = static_cast<uint32_t>(il_.opcode);
  auto from = [&](Opcode first) { return op - static_cast<uint32_t>(first); };
  switch (il_.opcode) {
    case Opcode::Ldarg0:
    case Opcode::Ldarg1:
    case Opcode::Ldarg2:
    case Opcode::Ldarg3: loadArgument(from(Opcode::Ldarg0)); return true;
    case Opcode::Ldloc0:
    case Opcode::Ldloc1:
    case Opcode::Ldloc2:
    case Opcode::Ldloc3: loadLocal(from(Opcode::Ldloc0)); return true;
    case Opcode::Stloc0:
    case Opcode::Stloc1:
    case Opcode::Stloc2:
    case Opcode::Stloc3: storeLocal(from(Opcode::Stloc0)); return true;
    case Opcode::LdargS:
    case Opcode::Ldarg: loadArgument(static_cast<uint32_t>(il_.integer)); return true;
    case Opcode::LdargaS:
    case Opcode::Ldarga: loadArgumentAddress(static_cast<uint32_t>(il_.integer)); return true;
    case Opcode::StargS:
    case Opcode::Starg: storeArgument(static_cast<uint32_t>(il_.integer)); return true;
    case Opcode::LdlocS:
    case Opcode::Ldloc: loadLocal(static_cast<uint32_t>(il_.integer)); return true;
    case Opcode::LdlocaS:
    case Opcode::Ldloca: loadLocalAddress(static_cast<uint32_t>(il_.integer)); return true;
    case Opcode::StlocS:
    case Opcode::Stloc: storeLocal(static_cast<uint32_t>(il_.integer)); return true;
    case Opcode::Ldnull: push(Kind::Null); return true;
    case Opcode::LdcI4M1:
    case Opcode::LdcI40:
    case Opcode::LdcI41:
    case Opcode::LdcI42:
    case Opcode::LdcI43:
    case Opcode::LdcI44:
    case Opcode::LdcI45:
    case Opcode::LdcI46:
    case Opcode::LdcI47:
    case Opcode::LdcI48:
    case Opcode::LdcI4S:
    case Opcode::LdcI4: push(Kind::I4); return true;
    case Opcode::LdcI8: push(Kind::I8); return true;
    case Opcode::LdcR4:
    case Opcode::LdcR8: push(Kind::F); return true;
    case Opcode::Dup: {
      VerifyType value = pop();
      push(value);
      push(value);
      return true;
    }
    case Opcode::Pop: pop(); return true;
    case Opcode::Ldstr:
      if (!il_.token.isUserString()) {
        report(VerifyRule::StringToken, "");
      } else {
        try {
          metadata_.userString(il_.token.rid());
        } catch (const LoadError& error) {
          report(VerifyRule::StringToken, error.detail());
        }
      }
      push(Kind::Ref, core(WellKnownType::String));
      return true;
    case Opcode::Arglist:
      if (!sig_.isVarArg) report(VerifyRule::ArglistMisplaced, "");
      push(Kind::Value, core(WellKnownType::RuntimeArgumentHandle));
      return true;
    default: return false;
  }
}

// ---- arithmetic ----

void MethodVerifier::binary() {
  VerifyType b = pop();
  VerifyType a = pop();
  if (a.is(Kind::Unknown) || b.is(Kind::Unknown)) return push(a.is(Kind::Unknown) ? b : a);
  const bool isAdd =
      il_.opcode == Opcode::Add || il_.opcode == Opcode::AddOvfUn || il_.opcode == Opcode::AddOvf;
  const bool isSub =
      il_.opcode == Opcode::Sub || il_.opcode == Opcode::SubOvfUn || il_.opcode == Opcode::SubOvf;
  const bool allowFloat = il_.opcode == Opcode::Add || il_.opcode == Opcode::Sub ||
                          il_.opcode == Opcode::Mul || il_.opcode == Opcode::Div || il_.opcode == Opcode::Rem;
  auto isNative = [](const VerifyType& t) { return t.is(Kind::I4) || t.is(Kind::I); };
  if (a.kind == b.kind && (a.is(Kind::I4) || a.is(Kind::I8) || (a.is(Kind::F) && allowFloat))) return push(a);
  if (isNative(a) && isNative(b)) {
    // An unmanaged pointer stays one under arithmetic.
    return push(Kind::I, a.type ? a.type : b.type);
  }
  bool hasAddress = a.is(Kind::ByRef) || b.is(Kind::ByRef);
  bool isTable2 = hasAddress && ((isAdd && (isNative(a) || isNative(b))) ||
                                 (isSub && a.is(Kind::ByRef) && (isNative(b) || b.is(Kind::ByRef))));
  if (isTable2) {
    report(VerifyRule::PointerArithmetic, fmt::format("found {} and {}", types_.text(a), types_.text(b)));
    if (a.is(Kind::ByRef) && b.is(Kind::ByRef)) return push(Kind::I);
    return push(a.is(Kind::ByRef) ? a : b);
  }
  bool isTolerated = (a.isInteger() || a.is(Kind::ByRef)) && (b.isInteger() || b.is(Kind::ByRef)) &&
                     !(a.is(Kind::I4) && b.is(Kind::I8)) && !(a.is(Kind::I8) && b.is(Kind::I4));
  report(VerifyRule::OperandsMismatch, isTolerated ? VerifySeverity::Unverifiable : VerifySeverity::Invalid,
         fmt::format("expected two numbers of one kind, found {} and {}", types_.text(a), types_.text(b)));
  push({});
}

/// `matt`: two int32, two int64, two native ints or two floats; nothing widens for it.
void MethodVerifier::larger() {
  VerifyType b = pop();
  VerifyType a = pop();
  if (a.is(Kind::Unknown) || b.is(Kind::Unknown)) return push(a.is(Kind::Unknown) ? b : a);
  if (a.kind == b.kind && !a.type && !b.type && (a.isInteger() || a.is(Kind::F))) return push(a.kind);
  report(VerifyRule::OperandsMismatch, fmt::format("matt expects two numbers of one type, found {} and {}",
                                                   types_.text(a), types_.text(b)));
  push({});
}

void MethodVerifier::integerBinary() {
  VerifyType b = pop();
  VerifyType a = pop();
  if (a.is(Kind::Unknown) || b.is(Kind::Unknown)) return push(a.is(Kind::Unknown) ? b : a);
  if (a.kind == b.kind && a.isInteger()) return push(a.kind);
  auto isNative = [](const VerifyType& t) { return t.is(Kind::I4) || t.is(Kind::I); };
  if (isNative(a) && isNative(b)) return push(Kind::I);
  report(VerifyRule::OperandsMismatch,
         fmt::format("expected two integers of one kind, found {} and {}", types_.text(a), types_.text(b)));
  push({});
}

void MethodVerifier::shift() {
  popInteger();
  VerifyType a = pop();
  if (!a.isInteger()) {
    expected(VerifyRule::ExpectedInteger, "integer", a);
    return push({});
  }
  push(a.kind);
}

void MethodVerifier::unary() {
  VerifyType a = pop();
  if (il_.opcode == Opcode::Ckfinite) {
    if (!a.is(Kind::F)) expected(VerifyRule::ExpectedFloat, "float", a);
    return push(Kind::F);
  }
  if (!a.isInteger() && !(il_.opcode == Opcode::Neg && a.is(Kind::F))) {
    expected(VerifyRule::ExpectedNumber, il_.opcode == Opcode::Neg ? "number" : "integer", a);
    return push({});
  }
  push(a.kind);
}

void MethodVerifier::compare(bool isBranch) {
  (void)isBranch;
  VerifyType b = pop();
  VerifyType a = pop();
  requireNotUninit(a);
  requireNotUninit(b);
  if (a.is(Kind::Unknown) || b.is(Kind::Unknown)) return;
  auto isNative = [](const VerifyType& t) { return t.is(Kind::I4) || t.is(Kind::I); };
  const Opcode op = il_.opcode;
  const bool isEquality = op == Opcode::Ceq || op == Opcode::Beq || op == Opcode::BeqS ||
                          op == Opcode::BneUn || op == Opcode::BneUnS || op == Opcode::CgtUn ||
                          op == Opcode::BgtUn || op == Opcode::BgtUnS;
  if (a.kind == b.kind && (a.isInteger() || a.is(Kind::F) || a.is(Kind::ByRef))) return;
  if (isNative(a) && isNative(b)) return;
  if (a.isObject() && b.isObject() && isEquality) return;
  std::string detail = fmt::format("found {} and {}", types_.text(a), types_.text(b));
  bool bothAddresses = (a.is(Kind::ByRef) || a.is(Kind::I)) && (b.is(Kind::ByRef) || b.is(Kind::I));
  if (bothAddresses) return report(VerifyRule::PointerConversion, detail);
  bool isTolerated = (a.isInteger() || a.is(Kind::ByRef)) && (b.isInteger() || b.is(Kind::ByRef)) &&
                     !(a.is(Kind::I4) && b.is(Kind::I8)) && !(a.is(Kind::I8) && b.is(Kind::I4));
  isTolerated = isTolerated || (a.isObject() && b.isObject());
  report(VerifyRule::OperandsMismatch, isTolerated ? VerifySeverity::Unverifiable : VerifySeverity::Invalid,
         "expected values that can be compared, " + detail);
}

void MethodVerifier::convert(Kind to) {
  VerifyType a = pop();
  push(to);
  if (a.method)
    return report(VerifyRule::PointerConversion, fmt::format("expected number, found {}", types_.text(a)));
  if (a.isInteger() || a.is(Kind::F) || a.is(Kind::Unknown)) return;
  bool isWord = to == Kind::I || to == Kind::I8;
  if (a.is(Kind::ByRef) || (a.isObject() && isWord)) {
    requireNotUninit(a);
    return report(VerifyRule::PointerConversion, fmt::format("expected number, found {}", types_.text(a)));
  }
  expected(VerifyRule::ExpectedNumber, "number", a);
}

bool MethodVerifier::executeArithmetic() {
  switch (il_.opcode) {
    case Opcode::Add:
    case Opcode::Sub:
    case Opcode::Mul:
    case Opcode::Div:
    case Opcode::Rem:
    case Opcode::AddOvf:
    case Opcode::AddOvfUn:
    case Opcode::SubOvf:
    case Opcode::SubOvfUn:
    case Opcode::MulOvf:
    case Opcode::MulOvfUn: binary(); return true;
    case Opcode::Matt: larger(); return true;
    case Opcode::DivUn:
    case Opcode::RemUn:
    case Opcode::And:
    case Opcode::Or:
    case Opcode::Xor: integerBinary(); return true;
    case Opcode::Shl:
    case Opcode::Shr:
    case Opcode::ShrUn: shift(); return true;
    case Opcode::Neg:
    case Opcode::Not:
    case Opcode::Ckfinite: unary(); return true;
    case Opcode::Ceq:
    case Opcode::Cgt:
    case Opcode::CgtUn:
    case Opcode::Clt:
    case Opcode::CltUn:
      compare(false);
      push(Kind::I4);
      return true;
    case Opcode::ConvI1:
    case Opcode::ConvI2:
    case Opcode::ConvI4:
    case Opcode::ConvU1:
    case Opcode::ConvU2:
    case Opcode::ConvU4:
    case Opcode::ConvOvfI1:
    case Opcode::ConvOvfI2:
    case Opcode::ConvOvfI4:
    case Opcode::ConvOvfU1:
    case Opcode::ConvOvfU2:
    case Opcode::ConvOvfU4:
    case Opcode::ConvOvfI1Un:
    case Opcode::ConvOvfI2Un:
    case Opcode::ConvOvfI4Un:
    case Opcode::ConvOvfU1Un:
    case Opcode::ConvOvfU2Un:
    case Opcode::ConvOvfU4Un: convert(Kind::I4); return true;
    case Opcode::ConvI8:
    case Opcode::ConvU8:
    case Opcode::ConvOvfI8:
    case Opcode::ConvOvfU8:
    case Opcode::ConvOvfI8Un:
    case Opcode::ConvOvfU8Un: convert(Kind::I8); return true;
    case Opcode::ConvI:
    case Opcode::ConvU:
    case Opcode::ConvOvfI:
    case Opcode::ConvOvfU:
    case Opcode::ConvOvfIUn:
    case Opcode::ConvOvfUUn: convert(Kind::I); return true;
    case Opcode::ConvR4:
    case Opcode::ConvR8:
    case Opcode::ConvRUn: convert(Kind::F); return true;
    default: return false;
  }
}

}  // namespace minivm
