// Memory: indirect access, fields, arrays, boxes, casts, tokens (III.3, III.4).
#include <algorithm>

#include "vm/il/access.h"
#include "vm/il/method_verifier.h"
#include "vm/types/ee_class.h"

namespace minivm {

// ---- through addresses ----

VerifyType MethodVerifier::popAddressOf(TypeHandle type, bool isWrite) {
  VerifyType found = pop();
  if (found.is(Kind::Unknown)) return found;
  if (found.isInteger()) {
    report(VerifyRule::UnmanagedPointer,
           fmt::format("expected {}&, found {}", types_.text(type), types_.text(found)));
    return found;
  }
  if (!found.is(Kind::ByRef)) {
    requireNotUninit(found);
    expected(VerifyRule::ExpectedAddress, types_.text(type) + "&", found);
    return {};
  }
  bool isSame = types_.samePointee(found.type, type);
  if (!isSame && types_.isReferenceType(type) && types_.isReferenceType(found.type))
    isSame = isWrite ? types_.canCast(type, found.type) : types_.canCast(found.type, type);
  if (!isSame)
    report(VerifyRule::PointeeUnexpected,
           fmt::format("expected {}&, found {}", types_.text(type), types_.text(found)));
  if (isWrite && found.isReadOnly)
    report(VerifyRule::ReadOnlyWrite, fmt::format("found {}", types_.text(found)));
  return found;
}

void MethodVerifier::loadIndirect(TypeHandle type) {
  popAddressOf(type, false);
  checkPointer(type);
  pushLocation(type);
}

void MethodVerifier::storeIndirect(TypeHandle type) {
  popFor(type, "value");
  popAddressOf(type, true);
  checkPointer(type);
}

// ---- fields ----

FieldDesc* MethodVerifier::fieldOperand(bool isWrite) {
  Token token = il_.token;
  bool isField = token.is(Table::Field);
  if (token.is(Table::MemberRef) && metadata_.isValid(token)) {
    SigCursor cursor(metadata_, metadata_.memberRef(token.rid()).signature);
    isField = (cursor.peek() & kSigKindMask) == kSigField;
    Token parent = metadata_.memberRef(token.rid()).parent;
    std::string why;
    if (parent.is(Table::TypeSpec) && !types_.wellFormed(loader_.loadType(module_, parent, context_), why))
      report(VerifyRule::Constraint, why);
  }
  if (!isField) {
    report(VerifyRule::TokenKind, "expected a field");
    return nullptr;
  }
  FieldDesc* field = loader_.resolveField(module_, token, context_);
  checkOpen(field->owner);
  if (field->isLiteral()) report(VerifyRule::LiteralField, "");
  if (!canAccess(loader_, method_, field->owner, field->attributes & 7u))
    report(VerifyRule::FieldAccess, fmt::format("{} {}", types_.text(field->owner), field->name()));
  if (isWrite && field->isStatic() && field->isRva) report(VerifyRule::RvaFieldWrite, "");
  bool isExplicit = (field->owner->eeClass->attributes & 0x18) == 0x10;  // TypeAttributes.ExplicitLayout
  if (!field->isStatic() && isExplicit) {
    for (const FieldDesc& other : field->owner->eeClass->fields) {
      if (&other == field || other.isStatic()) continue;
      if (other.offset < field->offset + field->sizeBytes && field->offset < other.offset + other.sizeBytes) {
        report(VerifyRule::OverlappingField, fmt::format("{} overlaps {}", field->name(), other.name()));
        break;
      }
    }
  }
  return field;
}

bool MethodVerifier::mayWrite(FieldDesc* field, const VerifyType* base) {
  if (!field->isInitOnly()) return true;
  MethodTable* owner =
      field->owner->eeClass->genericDefinition ? field->owner->eeClass->genericDefinition : field->owner;
  if (owner != method_->methodTable) return false;
  if (field->isStatic()) return method_->isCctor();
  (void)base;
  return (method_->isCtor() && !method_->isStatic()) || isInitAccessor_;
}

VerifyType MethodVerifier::popFieldBase(FieldDesc* field, bool isAddress, bool isWrite) {
  VerifyType found = pop();
  if (!field || found.is(Kind::Unknown)) return found;
  if (field->isStatic()) return found;  // III.4.10: the object is evaluated and dropped
  TypeHandle owner = field->owner;
  auto mismatch = [&](VerifySeverity severity, const std::string& wanted) {
    report(VerifyRule::StackUnexpected, severity,
           fmt::format("expected {}, found {}", wanted, types_.text(found)));
  };
  if (found.isUninit && field->owner != method_->methodTable) requireNotUninit(found);
  switch (found.kind) {
    case Kind::I:
    case Kind::I8:
      report(VerifyRule::UnmanagedPointer,
             fmt::format("expected {}, found {}", types_.text(owner), types_.text(found)));
      break;
    case Kind::Null: break;
    case Kind::Ref:
      if (owner.isValueType() || !types_.canCast(found.type, owner))
        mismatch(VerifySeverity::Unverifiable, owner.isValueType()
                                                   ? types_.text(owner) + "&"
                                                   : "object ref assignable to " + types_.text(owner));
      break;
    case Kind::ByRef:
      if (!owner.isValueType() || !types_.samePointee(found.type, owner))
        mismatch(VerifySeverity::Unverifiable, owner.isValueType()
                                                   ? types_.text(owner) + "&"
                                                   : "object ref assignable to " + types_.text(owner));
      break;
    case Kind::Value:
      if (isAddress || isWrite || found.type != owner)
        mismatch(types_.isVariable(found.type) ? VerifySeverity::Unverifiable : VerifySeverity::Invalid,
                 owner.isValueType() ? types_.text(owner) + "&"
                                     : "object ref assignable to " + types_.text(owner));
      break;
    default:
      mismatch(VerifySeverity::Invalid, owner.isValueType()
                                            ? types_.text(owner) + "&"
                                            : "object ref assignable to " + types_.text(owner));
  }
  if (found.is(Kind::Ref)) checkFamily(field->owner, field->attributes & 7u, found, field->name());
  return found;
}

void MethodVerifier::loadField() {
  FieldDesc* field = fieldOperand(false);
  VerifyType base = popFieldBase(field, false, false);
  if (!field) return push({});
  TypeHandle type = loader_.fieldType(field);
  checkPointer(type);
  VerifyType value = types_.onStack(type);
  // A ref field or byref-like field hands out what its container holds.
  if (value.is(Kind::ByRef) || types_.isByRefLike(type))
    value.isStackBound = base.isContentBound || (base.is(Kind::Value) && base.isStackBound);
  push(value);
}

void MethodVerifier::fieldAddress() {
  FieldDesc* field = fieldOperand(false);
  VerifyType base = popFieldBase(field, true, false);
  if (!field) return push({});
  TypeHandle type = loader_.fieldType(field);
  if (types_.isByRef(type)) {
    report(VerifyRule::ByRefOfByRef, fmt::format("the field has type {}", types_.text(type)));
    return push({});
  }
  checkPointer(type);
  if (base.is(Kind::I) && !field->isStatic()) return push(Kind::I);
  VerifyType value = types_.byRef(type);
  value.isStackBound = !field->isStatic() && base.is(Kind::ByRef) && base.isStackBound;
  value.isContentBound = base.isContentBound;
  value.isReadOnly = !mayWrite(field, &base) || (base.is(Kind::ByRef) && base.isReadOnly);
  push(value);
}

void MethodVerifier::storeField() {
  FieldDesc* field = fieldOperand(true);
  if (!field) {
    pop();
    pop();
    return;
  }
  TypeHandle type = loader_.fieldType(field);
  VerifyType value = popFor(type, "value");
  checkPointer(type);
  VerifyType base = popFieldBase(field, false, true);
  if (!mayWrite(field, &base)) report(VerifyRule::InitOnly, "");
  if (value.isStackBound && (value.is(Kind::ByRef) || types_.isByRefLike(type))) {
    // Fine while the container lies in a local of this frame, which then may not leave it.
    if (base.is(Kind::ByRef) && base.local >= 0) {
      size_t local = static_cast<size_t>(base.local);
      if (!localFlagsStackBound_[local]) localFlagsStackBound_[local] = flagsChanged_ = true;
    } else if (!base.isContentBound) {
      report(VerifyRule::ReturnStackAddress, fmt::format("the field takes {}", types_.text(value)));
    }
  }
}

void MethodVerifier::staticField() {
  bool isWrite = il_.opcode == Opcode::Stsfld;
  FieldDesc* field = fieldOperand(isWrite);
  if (!field) {
    if (isWrite) {
      pop();
    } else {
      push({});
    }
    return;
  }
  if (!field->isStatic())
    report(VerifyRule::ExpectedStaticField, fmt::format("{} is an instance field", field->name()));
  TypeHandle type = loader_.fieldType(field);
  checkPointer(type);
  if (isWrite) {
    popFor(type, "value");
    if (!mayWrite(field, nullptr)) report(VerifyRule::InitOnly, "");
    return;
  }
  if (il_.opcode == Opcode::Ldsfld) return pushLocation(type);
  VerifyType value = types_.byRef(type);
  value.isReadOnly = !mayWrite(field, nullptr);
  push(value);
}

// ---- arrays ----

TypeHandle MethodVerifier::popArray(TypeHandle element, bool isObject) {
  VerifyType found = popObject();
  if (!found.is(Kind::Ref)) return {};
  MethodTable* array = found.type.isTypeDesc() ? nullptr : found.type.asMethodTable();
  if (!array || !array->isSzArray()) {
    expected(VerifyRule::ExpectedArray,
             element    ? types_.text(element) + "[]"
             : isObject ? "array of object references"
                        : "zero-based array",
             found);
    return {};
  }
  TypeHandle actual = array->elementType();
  if (isObject && !types_.isReferenceType(actual))
    report(VerifyRule::ArrayElement, VerifySeverity::Unverifiable,
           fmt::format("expected array of object references, found {}", types_.text(found)));
  return actual;
}

void MethodVerifier::loadElement(TypeHandle type, bool isObject) {
  popInteger();
  TypeHandle actual = popArray(type, isObject);
  if (isObject) return push(actual && types_.isReferenceType(actual) ? types_.ref(actual) : VerifyType());
  if (actual && !types_.elementFits(actual, type))
    report(VerifyRule::ArrayElement, VerifySeverity::Unverifiable,
           fmt::format("expected {}[], found {}[]", types_.text(type), types_.text(actual)));
  checkPointer(type);
  pushLocation(type);
}

void MethodVerifier::storeElement(TypeHandle type, bool isObject) {
  if (isObject) {
    popObject();  // its fit is checked when the store is executed
  } else {
    popFor(type, "value");
    checkPointer(type);
  }
  popInteger();
  TypeHandle actual = popArray(type, isObject);
  if (!isObject && actual && !types_.elementFits(type, actual))
    report(VerifyRule::ArrayElement, VerifySeverity::Unverifiable,
           fmt::format("expected {}[], found {}[]", types_.text(type), types_.text(actual)));
}

void MethodVerifier::elementAddress() {
  TypeHandle type = typeOperand();
  popInteger();
  TypeHandle actual = popArray(type, false);
  bool fits =
      !actual || (prefixes_.isReadonly ? types_.elementFits(actual, type) : types_.samePointee(actual, type));
  if (!fits)
    report(VerifyRule::ArrayElement, VerifySeverity::Unverifiable,
           fmt::format("expected {}[], found {}[]", types_.text(type), types_.text(actual)));
  VerifyType value = types_.byRef(type);
  value.isReadOnly = prefixes_.isReadonly;
  push(value);
}

// ---- boxes, casts, tokens ----

bool MethodVerifier::isTransientBox() const {
  auto at = [&](uint32_t index) { return index < code_.size() ? code_[index].opcode : Opcode::Nop; };
  auto ends = [](Opcode opcode) {
    return opcode == Opcode::Brtrue || opcode == Opcode::BrtrueS || opcode == Opcode::Brfalse ||
           opcode == Opcode::BrfalseS || opcode == Opcode::UnboxAny;
  };
  const Opcode next = at(ilIndex_ + 1);
  return ends(next) || (next == Opcode::Isinst && ends(at(ilIndex_ + 2)));
}

void MethodVerifier::box() {
  TypeHandle type = typeOperand();
  VerifyType found = popFor(type, "");
  bool isTransient = types_.isVariable(type) && isTransientBox();
  if ((types_.isByRefLike(type) && !isTransient) || types_.isByRef(type))
    report(VerifyRule::BoxByRefLike, types_.text(type));
  checkPointer(type);
  if (found.is(Kind::Null) && !types_.isVariable(type)) return push(Kind::Null);
  TypeHandle boxed = type;
  if (type && type.isValueType() && type.asMethodTable()->isNullable())
    boxed = type.asMethodTable()->eeClass->typeArgs[0];
  push(types_.ref(boxed));
}

void MethodVerifier::unboxAny() {
  TypeHandle type = typeOperand();
  popObject();
  if (types_.isByRefLike(type) && !types_.isVariable(type))
    report(VerifyRule::BoxByRefLike, types_.text(type));
  pushLocation(type);
}

void MethodVerifier::loadToken() {
  Token token = il_.token;
  switch (token.table()) {
    case Table::TypeDef:
    case Table::TypeRef:
    case Table::TypeSpec: typeOperand(true); return push(Kind::Value, core(WellKnownType::RuntimeTypeHandle));
    case Table::Field:
      loader_.resolveField(module_, token, context_);
      return push(Kind::Value, core(WellKnownType::RuntimeFieldHandle));
    case Table::MemberRef: {
      metadata_.require(token);
      SigCursor cursor(metadata_, metadata_.memberRef(token.rid()).signature);
      if ((cursor.peek() & kSigKindMask) == kSigField) {
        loader_.resolveField(module_, token, context_);
        return push(Kind::Value, core(WellKnownType::RuntimeFieldHandle));
      }
      [[fallthrough]];
    }
    case Table::MethodDef:
    case Table::MethodSpec:
      loader_.resolveMethod(module_, token, context_);
      return push(Kind::Value, core(WellKnownType::RuntimeMethodHandle));
    default: report(VerifyRule::TokenKind, "expected a type, method or field"); push({});
  }
}

bool MethodVerifier::executeMemory() {
  switch (il_.opcode) {
    case Opcode::LdindI1: loadIndirect(core(WellKnownType::SByte)); return true;
    case Opcode::LdindU1: loadIndirect(core(WellKnownType::Byte)); return true;
    case Opcode::LdindI2: loadIndirect(core(WellKnownType::Int16)); return true;
    case Opcode::LdindU2: loadIndirect(core(WellKnownType::UInt16)); return true;
    case Opcode::LdindI4: loadIndirect(core(WellKnownType::Int32)); return true;
    case Opcode::LdindU4: loadIndirect(core(WellKnownType::UInt32)); return true;
    case Opcode::LdindI8: loadIndirect(core(WellKnownType::Int64)); return true;
    case Opcode::LdindI: loadIndirect(core(WellKnownType::IntPtr)); return true;
    case Opcode::LdindR4: loadIndirect(core(WellKnownType::Single)); return true;
    case Opcode::LdindR8: loadIndirect(core(WellKnownType::Double)); return true;
    case Opcode::LdindRef: {
      VerifyType address = popAddressOf(core(WellKnownType::Object), false);
      push(address.is(Kind::ByRef) && types_.isReferenceType(address.type) ? types_.ref(address.type)
                                                                           : VerifyType());
      return true;
    }
    case Opcode::StindI1: storeIndirect(core(WellKnownType::SByte)); return true;
    case Opcode::StindI2: storeIndirect(core(WellKnownType::Int16)); return true;
    case Opcode::StindI4: storeIndirect(core(WellKnownType::Int32)); return true;
    case Opcode::StindI8: storeIndirect(core(WellKnownType::Int64)); return true;
    case Opcode::StindI: storeIndirect(core(WellKnownType::IntPtr)); return true;
    case Opcode::StindR4: storeIndirect(core(WellKnownType::Single)); return true;
    case Opcode::StindR8: storeIndirect(core(WellKnownType::Double)); return true;
    case Opcode::StindRef: {
      VerifyType value = popObject();
      VerifyType address = pop();
      push(address);
      TypeHandle pointee = address.is(Kind::ByRef) && types_.isReferenceType(address.type)
                               ? address.type
                               : core(WellKnownType::Object);
      if (address.is(Kind::ByRef)) require(value, pointee, "value");
      popAddressOf(pointee, true);
      return true;
    }
    case Opcode::Ldobj: loadIndirect(typeOperand()); return true;
    case Opcode::Stobj: storeIndirect(typeOperand()); return true;
    case Opcode::Cpobj: {
      TypeHandle type = typeOperand();
      popAddressOf(type, false);
      popAddressOf(type, true);
      return true;
    }
    case Opcode::Initobj: popAddressOf(typeOperand(), true); return true;
    case Opcode::Ldfld: loadField(); return true;
    case Opcode::Ldflda: fieldAddress(); return true;
    case Opcode::Stfld: storeField(); return true;
    case Opcode::Ldsfld:
    case Opcode::Ldsflda:
    case Opcode::Stsfld: staticField(); return true;

    case Opcode::Newarr: {
      TypeHandle type = typeOperand();
      popInteger();
      if (types_.isByRefLike(type) || types_.isByRef(type) || types_.isVoid(type)) {
        report(VerifyRule::ArrayOfByRef, types_.text(type));
        push({});
        return true;
      }
      checkPointer(type);
      push(type ? types_.ref(loader_.loadSzArray(type)) : VerifyType());
      return true;
    }
    case Opcode::Ldlen:
      popArray({}, false);
      push(Kind::I);
      return true;
    case Opcode::Ldelema: elementAddress(); return true;
    case Opcode::LdelemI1: loadElement(core(WellKnownType::SByte), false); return true;
    case Opcode::LdelemU1: loadElement(core(WellKnownType::Byte), false); return true;
    case Opcode::LdelemI2: loadElement(core(WellKnownType::Int16), false); return true;
    case Opcode::LdelemU2: loadElement(core(WellKnownType::UInt16), false); return true;
    case Opcode::LdelemI4: loadElement(core(WellKnownType::Int32), false); return true;
    case Opcode::LdelemU4: loadElement(core(WellKnownType::UInt32), false); return true;
    case Opcode::LdelemI8: loadElement(core(WellKnownType::Int64), false); return true;
    case Opcode::LdelemI: loadElement(core(WellKnownType::IntPtr), false); return true;
    case Opcode::LdelemR4: loadElement(core(WellKnownType::Single), false); return true;
    case Opcode::LdelemR8: loadElement(core(WellKnownType::Double), false); return true;
    case Opcode::LdelemRef: loadElement({}, true); return true;
    case Opcode::Ldelem: loadElement(typeOperand(), false); return true;
    case Opcode::StelemI1: storeElement(core(WellKnownType::SByte), false); return true;
    case Opcode::StelemI2: storeElement(core(WellKnownType::Int16), false); return true;
    case Opcode::StelemI4: storeElement(core(WellKnownType::Int32), false); return true;
    case Opcode::StelemI8: storeElement(core(WellKnownType::Int64), false); return true;
    case Opcode::StelemI: storeElement(core(WellKnownType::IntPtr), false); return true;
    case Opcode::StelemR4: storeElement(core(WellKnownType::Single), false); return true;
    case Opcode::StelemR8: storeElement(core(WellKnownType::Double), false); return true;
    case Opcode::StelemRef: storeElement({}, true); return true;
    case Opcode::Stelem: storeElement(typeOperand(), false); return true;

    case Opcode::Box: box(); return true;
    case Opcode::UnboxAny: unboxAny(); return true;
    case Opcode::Unbox: {
      TypeHandle type = typeOperand();
      popObject();
      if (type && !type.isValueType())
        report(VerifyRule::ExpectedValueType, fmt::format("found {}", types_.text(type)));
      VerifyType value = types_.byRef(type);
      value.isReadOnly = true;  // III.4.32: controlled mutability
      push(value);
      return true;
    }
    case Opcode::Castclass:
    case Opcode::Isinst: {
      TypeHandle type = typeOperand();
      VerifyType found = popObject();
      if (types_.isByRefLike(type) && !types_.isVariable(type))
        report(VerifyRule::BoxByRefLike, types_.text(type));
      TypeHandle boxed = type;
      if (type && type.isValueType() && type.asMethodTable()->isNullable())
        boxed = type.asMethodTable()->eeClass->typeArgs[0];
      VerifyType value = types_.ref(boxed);
      value.isThis = false;
      (void)found;
      push(value);
      return true;
    }
    case Opcode::Ldtoken: loadToken(); return true;
    case Opcode::Sizeof:
      typeOperand();
      push(Kind::I4);
      return true;
    case Opcode::Localloc:
      report(VerifyRule::Unverifiable, "localloc");
      popInteger(true);
      if (!stack_.empty())
        report(VerifyRule::LocallocStack, fmt::format("expected [], found {}", types_.text(stack_)));
      if (isInHandler(il_.offset)) report(VerifyRule::LocallocStack, "localloc inside a handler");
      push(Kind::I);
      return true;
    case Opcode::Cpblk:
    case Opcode::Initblk:
      report(VerifyRule::Unverifiable, std::string(il_.info->mnemonic));
      popInteger();
      pop();
      pop();
      return true;
    case Opcode::Mkrefany: {
      TypeHandle type = typeOperand();
      VerifyType address = popAddressOf(type, true);
      VerifyType value = VerifyTypes::make(Kind::Value, core(WellKnownType::TypedReference));
      value.isStackBound = address.isStackBound;
      push(value);
      return true;
    }
    case Opcode::Refanyval: {
      TypeHandle type = typeOperand();
      VerifyType found = popFor(core(WellKnownType::TypedReference), "");
      VerifyType value = types_.byRef(type);
      value.isStackBound = found.isStackBound;
      push(value);
      return true;
    }
    case Opcode::Refanytype:
      popFor(core(WellKnownType::TypedReference), "");
      push(Kind::Value, core(WellKnownType::RuntimeTypeHandle));
      return true;
    default: return false;
  }
}

}  // namespace minivm
