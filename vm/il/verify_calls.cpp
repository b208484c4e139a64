// Calls, construction, delegates, function pointers, tail calls (III.2, III.3.19, III.4.2, III.4.21).
#include <algorithm>

#include "loader/names.h"
#include "vm/il/access.h"
#include "vm/il/method_verifier.h"
#include "vm/types/ee_class.h"
#include "vm/types/load_failure.h"

namespace minivm {

namespace {

/// MemberAccess values of Method- and FieldAttributes.
enum Access : uint32_t { kPrivate = 1, kFamAndAssem = 2, kAssembly = 3, kFamily = 4, kFamOrAssem = 5 };

MethodTable* definitionOf(MethodTable* type) {
  return type->eeClass->genericDefinition ? type->eeClass->genericDefinition : type;
}

bool derivesFrom(MethodTable* type, MethodTable* definition) {
  for (MethodTable* base = type; base; base = base->parent) {
    if (definitionOf(base) == definition) return true;
  }
  return false;
}

}  // namespace

MethodDesc* MethodVerifier::methodOperand(TypeHandle* declaringType) {
  Token token = il_.token;
  bool isMethod = token.is(Table::MethodDef) || token.is(Table::MethodSpec);
  if (token.is(Table::MemberRef) && metadata_.isValid(token)) {
    SigCursor cursor(metadata_, metadata_.memberRef(token.rid()).signature);
    isMethod = (cursor.peek() & kSigKindMask) != kSigField;
  }
  if (!isMethod) {
    report(VerifyRule::TokenKind, "expected a method");
    return nullptr;
  }
  TypeHandle declaring;
  MethodDesc* method = loader_.resolveMethod(module_, token, context_, &declaring);
  if (method->isGenericDefinition)
    report(VerifyRule::OpenGeneric, fmt::format("{} without type arguments", method->toString()));
  checkOpen(declaring);
  std::string why;
  if (!types_.wellFormed(declaring, why) || !types_.wellFormed(method, why))
    report(VerifyRule::Constraint, why);
  if (!method->token.isNil() && !canAccess(loader_, method_, method->methodTable, method->attributes & 7u))
    report(VerifyRule::MethodAccess, method->toString());
  if (declaringType) *declaringType = declaring;
  return method;
}

bool MethodVerifier::hasParamAttribute(MethodDesc* method, size_t param, std::string_view nameSpace,
                                       std::string_view name) {
  if (method->token.isNil()) return false;
  Module& module = *method->methodTable->module;
  for (uint32_t rid : module.metadata().paramsOf(method->token.rid())) {
    if (module.metadata().param(rid).sequence == param + 1)
      return loader_.hasAttribute(module, Token::make(Table::Param, rid), nameSpace, name);
  }
  return false;
}

bool MethodVerifier::returnHasModifier(MethodDesc* method, std::string_view name) {
  if (method->token.isNil()) return false;
  const Metadata& metadata = method->methodTable->module->metadata();
  SigCursor cursor(metadata, metadata.methodDef(method->token.rid()).signature);
  readMethodHeader(cursor);
  for (;;) {
    ElementType element = cursor.peekElementType();
    if (element == ElementType::ByRef) {
      cursor.readByte();
      continue;
    }
    if (element != ElementType::CModReqd && element != ElementType::CModOpt) return false;
    cursor.readByte();
    Token token = cursor.readTypeDefOrRef();
    if (typeName(metadata, token).ends_with(name)) return true;
  }
}

bool MethodVerifier::returnsReadOnly(MethodDesc* method) {
  // Sequence 0 is the result (II.22.33).
  return returnHasModifier(method, "InAttribute") ||
         hasParamAttribute(method, static_cast<size_t>(-1), "System.Runtime.CompilerServices",
                           "IsReadOnlyAttribute");
}

bool MethodVerifier::isUnscoped(MethodDesc* method) {
  if (method->token.isNil()) return false;
  Module& module = *method->methodTable->module;
  auto has = [&](Token token) {
    return loader_.hasAttribute(module, token, "System.Diagnostics.CodeAnalysis", "UnscopedRefAttribute");
  };
  if (has(method->token)) return true;
  for (uint32_t rid : module.metadata().methodSemanticsOfMethod(method->token.rid())) {
    Token association = module.metadata().methodSemantics(rid).association;
    if (association.is(Table::Property) && has(association)) return true;
  }
  return false;
}

bool MethodVerifier::popArguments(const VerifySignature& sig, MethodDesc* callee) {
  bool passesAddress = false;
  for (size_t i = sig.params.size(); i-- > 0;) {
    VerifyType found = pop();
    require(found, sig.params[i], fmt::format("argument {}", i + (sig.hasThis ? 1u : 0u)).c_str());
    checkPointer(sig.params[i]);
    if (found.isReadOnly && found.is(Kind::ByRef) && types_.isByRef(sig.params[i])) {
      bool takes =
          callee &&
          (hasParamAttribute(callee, i, "System.Runtime.CompilerServices", "IsReadOnlyAttribute") ||
           hasParamAttribute(callee, i, "System.Runtime.CompilerServices", "RequiresLocationAttribute"));
      if (!takes)
        report(VerifyRule::ReadOnlyWrite,
               fmt::format("argument {}: expected {}, found {}", i + (sig.hasThis ? 1u : 0u),
                           types_.text(sig.params[i]), types_.text(found)));
    }
    if (!found.isStackBound && !found.isContentBound) continue;
    bool isScoped = false;
    if (callee && !callee->token.isNil()) {
      isScoped = hasParamAttribute(callee, i, "System.Runtime.CompilerServices", "ScopedRefAttribute");
      const Metadata& metadata = callee->methodTable->module->metadata();
      for (uint32_t rid : metadata.paramsOf(callee->token.rid())) {
        ParamRow row = metadata.param(rid);
        if (row.sequence == i + 1 && (row.flags & 3) == 2) isScoped = true;  // out parameters are scoped
      }
    }
    passesAddress = passesAddress || !isScoped;
  }
  return passesAddress;
}

void MethodVerifier::checkFamily(MethodTable* owner, uint32_t access, const VerifyType& object,
                                 std::string_view member) {
  if (access != kFamily && access != kFamAndAssem && access != kFamOrAssem) return;
  if (!object.is(Kind::Ref) || !object.type || owner->isInterface() || owner->isArray()) return;
  if (canAccess(loader_, method_, owner, kPrivate)) return;
  if (access == kFamOrAssem && canAccess(loader_, method_, owner, kAssembly)) return;
  MethodTable* target = definitionOf(owner);
  // This class, or one around it, that has the member in its family: the object must be one of it.
  for (MethodTable* type = method_->methodTable; type;) {
    if (derivesFrom(type, target)) {
      MethodTable* own = definitionOf(type);
      if (types_.isVariable(object.type)) {
        if (types_.canCast(object.type, type)) return;
      } else if (object.type.isTypeDesc() || derivesFrom(object.type.asMethodTable(), own)) {
        return;
      }
    }
    uint32_t outer =
        type->eeClass->typeDef.isNil() ? 0 : metadata_.enclosingType(type->eeClass->typeDef.rid());
    TypeHandle next =
        outer ? loader_.loadType(module_, Token::make(Table::TypeDef, outer), {}) : TypeHandle();
    type = next && !next.isTypeDesc() ? next.asMethodTable() : nullptr;
  }
  report(VerifyRule::FamilyAccess,
         fmt::format("{} of {}, found {}", member, types_.text(owner), types_.text(object)));
}

VerifyType MethodVerifier::popThis(MethodDesc* callee, TypeHandle declaring, bool isVirtual) {
  VerifyType found = pop();
  if (found.is(Kind::Unknown)) return found;
  requireNotUninit(found);
  if (found.isUninit) return found;
  auto mismatch = [&](VerifySeverity severity, const std::string& wanted) {
    report(VerifyRule::StackUnexpected, severity,
           fmt::format("this: expected {}, found {}", wanted, types_.text(found)));
  };
  if (prefixes_.constrained) {
    TypeHandle type = prefixes_.constrained;
    if (!found.is(Kind::ByRef) || !types_.samePointee(found.type, type)) {
      report(
          VerifyRule::ConstrainedThis,
          found.is(Kind::ByRef) || found.is(Kind::I) ? VerifySeverity::Unverifiable : VerifySeverity::Invalid,
          fmt::format("expected {}&, found {}", types_.text(type), types_.text(found)));
    }
    checkConstrained(callee, declaring);
    return found;
  }
  if (declaring.isValueType()) {
    if (isVirtual) report(VerifyRule::CallVirtValueType, callee->toString());
    if (found.is(Kind::I) || found.is(Kind::I8)) {
      report(VerifyRule::UnmanagedPointer,
             fmt::format("this: expected {}&, found {}", types_.text(declaring), types_.text(found)));
    } else if (found.is(Kind::Ref)) {
      if (!isVirtual) mismatch(VerifySeverity::Unverifiable, types_.text(declaring) + "&");
    } else if (!found.is(Kind::ByRef) || !types_.samePointee(found.type, declaring)) {
      mismatch(found.is(Kind::ByRef) ? VerifySeverity::Unverifiable : VerifySeverity::Invalid,
               types_.text(declaring) + "&");
    }
    return found;
  }
  std::string wanted = "object ref assignable to " + types_.text(declaring);
  if (!found.isObject()) {
    bool isTolerated = found.is(Kind::ByRef) || found.is(Kind::I) ||
                       (found.is(Kind::Value) && types_.isVariable(found.type));
    mismatch(isTolerated ? VerifySeverity::Unverifiable : VerifySeverity::Invalid, wanted);
    return found;
  }
  if (found.is(Kind::Ref) && !types_.canCast(found.type, declaring))
    mismatch(VerifySeverity::Unverifiable, wanted);
  if (!callee->token.isNil())
    checkFamily(callee->methodTable, callee->attributes & 7u, found, callee->name());
  bool mayBeOverridden = callee->isVirtual() && !callee->isFinal() &&
                         !callee->methodTable->has(MethodTable::kIsSealed) &&
                         !callee->methodTable->isInterface() && !callee->methodTable->isArray();
  bool isBoxed = found.is(Kind::Ref) && found.type && found.type.isValueType();
  bool isDefaultBody = callee->methodTable->isInterface() && callee->isVirtual() && !callee->isFinal();
  if (!isVirtual && (mayBeOverridden || isDefaultBody) && !found.isThis && !isBoxed && !callee->isAbstract())
    report(VerifyRule::ThisMismatch, fmt::format("expected this, found {}", types_.text(found)));
  return found;
}

void MethodVerifier::checkConstrained(MethodDesc* callee, TypeHandle declaring) {
  TypeHandle type = prefixes_.constrained;
  TypeHandle boxed = type;
  if (type.isValueType() && type.asMethodTable()->isNullable() && declaring.asMethodTable()->isInterface())
    boxed = type.asMethodTable()->eeClass->typeArgs[0];
  if (types_.canCast(type, declaring) || types_.canCast(boxed, declaring)) return;
  // A byref-like type is no object, but its own overrides of Object's methods are reached.
  if (types_.isByRefLike(type) && declaring == core(WellKnownType::Object)) return;
  report(
      VerifyRule::ConstrainedMissing,
      callee->isStatic() ? VerifySeverity::Invalid : VerifySeverity::Unverifiable,
      fmt::format("expected a type assignable to {}, found {}", types_.text(declaring), types_.text(type)));
}

void MethodVerifier::pushResult(const VerifySignature& sig, MethodDesc* callee, bool isStackBound) {
  if (types_.isVoid(sig.ret)) return;
  checkPointer(sig.ret);
  VerifyType value = types_.onStack(sig.ret);
  if (value.is(Kind::ByRef)) {
    value.isReadOnly = callee && ((prefixes_.isReadonly && callee->kind == MethodKind::ArrayAddress) ||
                                  returnsReadOnly(callee));
    value.isStackBound = isStackBound;
  } else if (types_.isByRefLike(sig.ret)) {
    value.isStackBound = isStackBound;
  }
  push(value);
}

void MethodVerifier::checkTail(const VerifySignature& sig, bool passesAddress) {
  if (!prefixes_.isTail) return;
  if (ilIndex_ + 1 >= code_.size() || code_[ilIndex_ + 1].opcode != Opcode::Ret)
    report(VerifyRule::TailPosition, "expected ret to follow");
  if (innermostRegion(il_.offset) != Region::None)
    report(VerifyRule::TailPosition, "inside a protected region or handler");
  if (!stack_.empty())
    report(VerifyRule::TailStack,
           fmt::format("expected [] below the arguments, found {}", types_.text(stack_)));
  bool isVoid = types_.isVoid(sig.ret);
  if (isVoid != types_.isVoid(sig_.ret)) {
    report(VerifyRule::TailReturn, VerifySeverity::Invalid,
           fmt::format("expected {}, found {}", types_.text(sig_.ret), types_.text(sig.ret)));
  } else if (!isVoid) {
    VerifyTypes::Fit fit = types_.fits(types_.onStack(sig.ret), sig_.ret);
    bool sameSize = types_.onStack(sig.ret).kind == types_.onStack(sig_.ret).kind;
    if (fit != VerifyTypes::Fit::Yes || !sameSize)
      report(VerifyRule::TailReturn,
             fit == VerifyTypes::Fit::OtherType ? VerifySeverity::Unverifiable : VerifySeverity::Invalid,
             fmt::format("expected {}, found {}", types_.text(sig_.ret), types_.text(sig.ret)));
  }
  if (passesAddress) report(VerifyRule::TailByRef, "");
}

void MethodVerifier::callConstructor(MethodDesc* callee, const VerifyType& object) {
  if (object.is(Kind::Unknown)) return;
  TypeHandle owner = callee->methodTable;
  if (owner.isValueType()) {
    if (object.is(Kind::I)) {
      report(VerifyRule::UnmanagedPointer,
             fmt::format("this: expected {}&, found {}", types_.text(owner), types_.text(object)));
    } else if (!object.is(Kind::ByRef) || !types_.samePointee(object.type, owner)) {
      report(VerifyRule::StackUnexpected,
             object.is(Kind::ByRef) ? VerifySeverity::Unverifiable : VerifySeverity::Invalid,
             fmt::format("this: expected {}&, found {}", types_.text(owner), types_.text(object)));
    }
    return;
  }
  if (!object.isObject()) return expected(VerifyRule::ExpectedObject, "uninitialised this", object);
  bool isOwn = owner == TypeHandle(method_->methodTable) || owner == TypeHandle(method_->methodTable->parent);
  if (!object.isUninit || !isOwn) {
    report(VerifyRule::CallCtor,
           fmt::format("expected uninitialised this of {} or a class derived from it, found {}",
                       types_.text(owner), types_.text(object)));
    if (!object.isUninit) return;
  }
  isThisInit_ = true;
  for (VerifyType& entry : stack_) entry.isUninit = false;
}

const VerifySignature* MethodVerifier::siteSignature(MethodDesc* callee, VerifySignature& site) {
  const VerifySignature& declared = types_.signatureOf(callee);
  if (!declared.isVarArg || !il_.token.is(Table::MemberRef)) return &declared;
  uint32_t fixed = 0;
  site = types_.signatureOf(module_, metadata_.blob(metadata_.memberRef(il_.token.rid()).signature), context_,
                            &fixed);
  if (fixed != declared.params.size())
    report(VerifyRule::VarArgSignature,
           fmt::format("expected {} fixed parameters, found {}", declared.params.size(), fixed));
  return &site;
}

void MethodVerifier::call(bool isVirtual) {
  TypeHandle declaring;
  MethodDesc* callee = methodOperand(&declaring);
  if (!callee) {
    if (!recover(stack_)) blockEnded_ = true;
    return;
  }
  VerifySignature site;
  const VerifySignature* sig = siteSignature(callee, site);
  bool passesAddress = popArguments(*sig, callee);
  if (prefixes_.isReadonly && callee->kind != MethodKind::ArrayAddress)
    report(VerifyRule::PrefixMisplaced, "readonly. before a call that is not an array's Address");
  const bool isCtor = callee->isCtor() && !callee->isStatic();
  bool resultBound = passesAddress;
  if (isCtor && sig->hasThis && callee->kind != MethodKind::ArrayCtor) {
    if (isVirtual) report(VerifyRule::CallCtor, "callvirt of a constructor");
    VerifyType object = pop();
    callConstructor(callee, object);
    if (passesAddress && object.is(Kind::ByRef) && object.local >= 0 && types_.isByRefLike(object.type)) {
      size_t local = static_cast<size_t>(object.local);
      if (!localFlagsStackBound_[local]) localFlagsStackBound_[local] = flagsChanged_ = true;
    }
  } else if (sig->hasThis) {
    VerifyType object = popThis(callee, declaring, isVirtual);
    bool handsOutThis = object.isStackBound && object.is(Kind::ByRef) && isUnscoped(callee);
    resultBound =
        passesAddress || object.isContentBound || handsOutThis ||
        (object.is(Kind::ByRef) && object.isStackBound && types_.isByRef(sig->ret) && callee->token.isNil());
    if (passesAddress && object.is(Kind::ByRef) && object.local >= 0 && types_.isByRefLike(object.type)) {
      size_t local = static_cast<size_t>(object.local);
      if (!localFlagsStackBound_[local]) localFlagsStackBound_[local] = flagsChanged_ = true;
    }
    passesAddress = passesAddress || (object.is(Kind::ByRef) && object.isStackBound);
    if (!isVirtual && callee->isAbstract()) report(VerifyRule::CallAbstract, callee->toString());
    if (!isVirtual && prefixes_.constrained)
      report(VerifyRule::PrefixMisplaced, "constrained. before call of an instance method");
  } else {
    if (isVirtual) report(VerifyRule::CallVirtStatic, callee->toString());
    if (prefixes_.constrained) {
      checkConstrained(callee, declaring);
    } else if (callee->isAbstract() || (callee->isVirtual() && callee->methodTable->isInterface())) {
      report(VerifyRule::CallAbstract, fmt::format("{} needs constrained.", callee->toString()));
    }
  }
  checkTail(*sig, passesAddress);
  pushResult(*sig, callee, resultBound);
}

void MethodVerifier::calli() {
  if (!il_.token.is(Table::StandAloneSig)) {
    report(VerifyRule::TokenKind, "expected a StandAloneSig");
    blockEnded_ = true;
    return;
  }
  metadata_.require(il_.token);
  VerifySignature sig = types_.signatureOf(
      module_, metadata_.blob(metadata_.standAloneSig(il_.token.rid()).signature), context_);
  VerifyType pointer = pop();
  auto sameSig = [&](const std::vector<TypeHandle>& params, TypeHandle ret) {
    return params == sig.params && ret == sig.ret;
  };
  bool isKnown = pointer.is(Kind::Unknown);
  if (pointer.method) {
    const VerifySignature& target = types_.signatureOf(pointer.method);
    isKnown = sameSig(target.params, target.ret) && target.hasThis == sig.hasThis &&
              sig.callConv == target.callConv && !target.isVarArg;
  } else if (pointer.is(Kind::I) && pointer.type && pointer.type.isTypeDesc() &&
             pointer.type.asTypeDesc()->kind == ElementType::FnPtr) {
    auto types = pointer.type.asTypeDesc()->fnPtrSig;
    isKnown = !sig.hasThis && sameSig(std::vector<TypeHandle>(types.begin() + 1, types.end()), types[0]);
  } else if (!pointer.isInteger() && !pointer.is(Kind::Unknown)) {
    report(VerifyRule::ExpectedAddress,
           fmt::format("expected method pointer, found {}", types_.text(pointer)));
    isKnown = true;
  }
  if (!isKnown) report(VerifyRule::CalliTarget, fmt::format("found {}", types_.text(pointer)));
  bool passesAddress = popArguments(sig, nullptr);
  if (sig.hasThis) {
    VerifyType object = pop();
    requireNotUninit(object);
    if (pointer.method && isKnown) {
      TypeHandle owner = pointer.method->methodTable;
      require(object, owner.isValueType() ? loader_.byRefTo(owner) : owner, "this");
    } else if (!object.isObject() && !object.is(Kind::ByRef) && !object.is(Kind::Unknown)) {
      expected(VerifyRule::StackUnexpected, "object reference or address", object);
    }
    passesAddress = passesAddress || object.isStackBound;
  }
  checkTail(sig, passesAddress);
  pushResult(sig, nullptr, passesAddress);
}

bool MethodVerifier::delegateFits(TypeHandle from, TypeHandle to) {
  if (from == to) return true;
  if (types_.isByRef(from) && types_.isByRef(to))
    return types_.samePointee(from.asTypeDesc()->element, to.asTypeDesc()->element);
  if (types_.isReferenceType(from) && types_.isReferenceType(to)) return types_.canCast(from, to);
  if (types_.isVariable(from) &&
      types_.isReferenceType(to))  // only a variable known to be a class has references
    return types_.isKnownReference(from) && types_.canCast(from, to);
  return !from.isTypeDesc() && !to.isTypeDesc() && from.isValueType() && types_.samePointee(from, to);
}

void MethodVerifier::newDelegate(MethodDesc* ctor, const VerifyType& object, const VerifyType& pointer) {
  if (pointer.is(Kind::Unknown)) return;
  if (!pointer.is(Kind::I) || !pointer.method)
    return report(VerifyRule::DelegateCtor,
                  fmt::format("expected method pointer, found {}", types_.text(pointer)));
  bool followsLdftn = ilIndex_ > blockFirst_ && code_[ilIndex_ - 1].opcode == Opcode::Ldftn;
  bool followsDup = ilIndex_ > blockFirst_ + 1 && code_[ilIndex_ - 1].opcode == Opcode::Ldvirtftn &&
                    code_[ilIndex_ - 2].opcode == Opcode::Dup;
  if (pointer.isVirtual ? !followsDup : !followsLdftn)
    report(VerifyRule::DelegatePattern,
           pointer.isVirtual ? "expected dup, ldvirtftn, newobj" : "expected ldftn, newobj");

  MethodDesc* target = pointer.method;
  MethodDesc* invoke = loader_.findMethod(ctor->methodTable, "Invoke");
  if (!invoke)
    return report(VerifyRule::DelegateCtor, fmt::format("{} has no Invoke", types_.text(ctor->methodTable)));
  const VerifySignature have = types_.signatureOf(target);
  const VerifySignature want = types_.signatureOf(invoke);
  auto unfit = [&](const std::string& why) {
    report(VerifyRule::DelegateCtor,
           fmt::format("{} for {}: {}", target->toString(), types_.text(ctor->methodTable), why));
  };
  if (object.isUninit) return requireNotUninit(object);
  // What Invoke passes, counted from the method's own first parameter.
  std::vector<TypeHandle> takes = have.params;
  bool bindsFirst = false;
  if (have.hasThis) {
    TypeHandle owner = target->methodTable;
    bool isOpen = want.params.size() == have.params.size() + 1;
    takes.insert(takes.begin(), owner.isValueType() ? loader_.byRefTo(owner) : owner);
    bindsFirst = !isOpen;
  } else {
    bindsFirst = have.params.size() == want.params.size() + 1;
  }
  if (takes.size() != want.params.size() + (bindsFirst ? 1u : 0u))
    return unfit(fmt::format("expected {} parameters, found {}", want.params.size(), have.params.size()));
  if (bindsFirst) {
    TypeHandle first = takes.front();
    takes.erase(takes.begin());
    if (have.hasThis && types_.isByRef(first)) first = first.asTypeDesc()->element;
    bool fits = object.is(Kind::Null) || object.is(Kind::Unknown) ||
                (object.is(Kind::Ref) && types_.canCast(object.type, first));
    if (object.is(Kind::Null) && have.hasThis)
      fits = false;  // would call an instance method without an object
    if (!have.hasThis && !types_.isReferenceType(first)) fits = false;
    if (!fits)
      unfit(fmt::format("expected object ref assignable to {}, found {}", types_.text(first),
                        types_.text(object)));
    if (!target->token.isNil())
      checkFamily(target->methodTable, target->attributes & 7u, object, target->name());
  } else if (!object.is(Kind::Null) && !object.is(Kind::Unknown)) {
    unfit(fmt::format("expected null, found {}", types_.text(object)));
  }
  for (size_t i = 0; i < takes.size(); ++i) {
    if (!delegateFits(want.params[i], takes[i]))
      unfit(fmt::format("parameter {}: expected {}, found {}", i + 1, types_.text(want.params[i]),
                        types_.text(takes[i])));
  }
  if (types_.isVoid(have.ret) != types_.isVoid(want.ret) || !delegateFits(have.ret, want.ret))
    unfit(fmt::format("result: expected {}, found {}", types_.text(want.ret), types_.text(have.ret)));
  if (have.callConv != want.callConv) unfit("the calling conventions differ");
  bool mayBeOverridden = target->isVirtual() && !target->isStatic() && !target->isFinal() &&
                         !target->methodTable->has(MethodTable::kIsSealed) &&
                         !target->methodTable->isValueType();
  if (!pointer.isVirtual && mayBeOverridden && !object.isThis && bindsFirst)
    report(VerifyRule::DelegateVirtual, fmt::format("expected this, found {}", types_.text(object)));
}

void MethodVerifier::newObject() {
  MethodDesc* ctor = methodOperand();
  if (!ctor) {
    push({});
    return;
  }
  VerifySignature site;
  const VerifySignature sig = *siteSignature(ctor, site);
  TypeHandle type = ctor->methodTable;
  if (ctor->methodTable->isDelegate() && sig.params.size() == 2) {
    VerifyType pointer = pop();
    VerifyType object = pop();
    if (!object.isObject() && !object.is(Kind::Unknown))
      expected(VerifyRule::ExpectedObject, "object reference", object);
    newDelegate(ctor, object, pointer);
    return push(types_.ref(type));
  }
  bool passesAddress = popArguments(sig, ctor);
  bool isArray = ctor->kind == MethodKind::ArrayCtor;
  if (!isArray && (ctor->isStatic() || !ctor->isCtor())) {
    report(VerifyRule::NewobjCtor, ctor->toString());
  } else if (ctor->methodTable->isInterface() || ctor->methodTable->has(MethodTable::kIsAbstract)) {
    report(VerifyRule::NewobjAbstract, types_.text(type));
  }
  uint32_t access = ctor->attributes & 7u;
  if (!isArray && (access == kFamily || access == kFamAndAssem) && !type.isValueType() &&
      !canAccess(loader_, method_, ctor->methodTable, kPrivate))
    report(
        VerifyRule::FamilyAccess,
        fmt::format("a family constructor of {} makes objects of derived classes only", types_.text(type)));
  VerifyType value = types_.onStack(type);
  if (value.is(Kind::Value) && types_.isByRefLike(type)) value.isStackBound = passesAddress;
  push(value);
}

void MethodVerifier::loadFunction(bool isVirtual) {
  TypeHandle declaring;
  MethodDesc* method = methodOperand(&declaring);
  if (isVirtual) {
    VerifyType object = popObject();
    if (method && object.is(Kind::Ref) && !types_.canCast(object.type, declaring))
      report(VerifyRule::StackUnexpected, VerifySeverity::Unverifiable,
             fmt::format("expected object ref assignable to {}, found {}", types_.text(declaring),
                         types_.text(object)));
    if (method && method->isStatic()) report(VerifyRule::CallVirtStatic, method->toString());
    if (method && !method->token.isNil())
      checkFamily(method->methodTable, method->attributes & 7u, object, method->name());
  } else if (method) {
    if (prefixes_.constrained) {
      checkConstrained(method, declaring);
    } else if (method->isAbstract()) {
      report(VerifyRule::CallAbstract, method->toString());
    }
  }
  if (method && method->isCtor()) report(VerifyRule::LdftnCtor, method->toString());
  VerifyType value = VerifyTypes::make(Kind::I);
  value.method = method;
  value.isVirtual = isVirtual;
  push(value);
}

void MethodVerifier::jump() {
  MethodDesc* target = methodOperand();
  report(VerifyRule::Unverifiable, "jmp");
  if (!stack_.empty())
    report(VerifyRule::JmpStack, fmt::format("expected [], found {}", types_.text(stack_)));
  if (innermostRegion(il_.offset) != Region::None)
    report(VerifyRule::JmpStack, "inside a protected region or handler");
  if (target) {
    const VerifySignature& sig = types_.signatureOf(target);
    if (sig.params != sig_.params || sig.ret != sig_.ret || sig.hasThis != sig_.hasThis)
      report(VerifyRule::JmpStack, fmt::format("the signatures differ: {}", target->toString()));
  }
  blockEnded_ = true;
}

bool MethodVerifier::executeCalls() {
  switch (il_.opcode) {
    case Opcode::Call: call(false); return true;
    case Opcode::Callvirt: call(true); return true;
    case Opcode::Calli: calli(); return true;
    case Opcode::Newobj: newObject(); return true;
    case Opcode::Ldftn: loadFunction(false); return true;
    case Opcode::Ldvirtftn: loadFunction(true); return true;
    case Opcode::Jmp: jump(); return true;
    default: return false;
  }
}

}  // namespace minivm
