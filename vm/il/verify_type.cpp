#include "vm/il/verify_type.h"

#include <algorithm>

#include "loader/element_names.h"
#include "vm/types/ee_class.h"

namespace minivm {

namespace {

/// GenericParamAttributes (II.23.1.7).
constexpr uint16_t kClassConstraint = 0x4;
constexpr uint16_t kStructConstraint = 0x8;
constexpr uint16_t kCtorConstraint = 0x10;
constexpr uint16_t kAllowByRefLike = 0x20;
/// Joins of deeper array types give up and take Object.
constexpr uint32_t kMaxJoinDepth = 16;
constexpr uint32_t kMaxTypeDepth = 100;

/// The signed type of the same size (I.8.7): what two locations must share for an address to fit both.
ElementType verificationElement(ElementType element) {
  switch (element) {
    case ElementType::Boolean:
    case ElementType::U1: return ElementType::I1;
    case ElementType::Char:
    case ElementType::U2: return ElementType::I2;
    case ElementType::U4: return ElementType::I4;
    case ElementType::U8: return ElementType::I8;
    case ElementType::U: return ElementType::I;
    default: return element;
  }
}

bool isPrimitive(ElementType element) {
  return (element >= ElementType::Boolean && element <= ElementType::R8) || element == ElementType::I ||
         element == ElementType::U;
}

void appendText(std::string& out, TypeHandle type, uint32_t depth) {
  if (depth > kMaxTypeDepth || out.size() > 1000) {
    out += "…";
    return;
  }
  if (!type) {
    out += "?";
    return;
  }
  if (type.isTypeDesc()) {
    const TypeDesc* desc = type.asTypeDesc();
    if (desc->kind == ElementType::Ptr || desc->kind == ElementType::ByRef) {
      appendText(out, desc->element, depth + 1);
      out += desc->kind == ElementType::Ptr ? "*" : "&";
      return;
    }
    if (desc->kind == ElementType::FnPtr) {
      out += "method ";
      appendText(out, desc->fnPtrSig.empty() ? TypeHandle() : desc->fnPtrSig[0], depth + 1);
      out += " *(";
      for (size_t i = 1; i < desc->fnPtrSig.size(); ++i) {
        if (i > 1) out += ",";
        appendText(out, desc->fnPtrSig[i], depth + 1);
      }
      out += ")";
      return;
    }
    out += type.toString();
    return;
  }
  if (const char* name = primitiveName(type.elementType())) {
    out += name;
    return;
  }
  const MethodTable* mt = type.asMethodTable();
  if (mt->isArray()) {
    appendText(out, mt->elementType(), depth + 1);
    out += '[';
    if (!mt->isSzArray()) out += mt->eeClass->rank == 1 ? "*" : std::string(mt->eeClass->rank - 1u, ',');
    out += ']';
    return;
  }
  if (mt->eeClass->typeArgs.empty() || !mt->eeClass->genericDefinition) {
    out += type.toString();
    return;
  }
  out += TypeHandle(mt->eeClass->genericDefinition).toString();
  out += '<';
  bool isFirst = true;
  for (TypeHandle arg : mt->eeClass->typeArgs) {
    if (!isFirst) out += ',';
    isFirst = false;
    appendText(out, arg, depth + 1);
  }
  out += '>';
}

}  // namespace

ElementType VerifyTypes::reduced(TypeHandle type) {
  if (!type.isTypeDesc() && type.isValueType())
    loader_.ensureLoaded(type);  // enums learn their underlying type
  return type.reducedElementType();
}

VerifyType VerifyTypes::onStack(TypeHandle location) {
  using Kind = VerifyType::Kind;
  if (!location) return {};
  switch (verificationElement(reduced(location))) {
    case ElementType::I1:
    case ElementType::I2:
    case ElementType::I4: return make(Kind::I4);
    case ElementType::I8: return make(Kind::I8);
    case ElementType::I: return make(Kind::I);
    case ElementType::Ptr:
    case ElementType::FnPtr: return make(Kind::I, location);
    case ElementType::R4:
    case ElementType::R8: return make(Kind::F);
    case ElementType::ByRef: return make(Kind::ByRef, location.asTypeDesc()->element);
    case ElementType::Var:
    case ElementType::MVar:
    case ElementType::ValueType:
    case ElementType::TypedByRef: return make(Kind::Value, location);
    case ElementType::Void: return {};
    default: return make(Kind::Ref, location);
  }
}

bool VerifyTypes::isReferenceType(TypeHandle type) {
  return type && !type.isTypeDesc() && !type.isValueType();
}
bool VerifyTypes::isVariable(TypeHandle type) const {
  return type && type.isTypeDesc() &&
         (type.asTypeDesc()->kind == ElementType::Var || type.asTypeDesc()->kind == ElementType::MVar);
}
bool VerifyTypes::isPointer(TypeHandle type) const {
  return type && type.isTypeDesc() &&
         (type.asTypeDesc()->kind == ElementType::Ptr || type.asTypeDesc()->kind == ElementType::FnPtr);
}
bool VerifyTypes::isByRef(TypeHandle type) const {
  return type && type.isTypeDesc() && type.asTypeDesc()->kind == ElementType::ByRef;
}
bool VerifyTypes::isVoid(TypeHandle type) const {
  return type && type.elementType() == ElementType::Void;
}

uint16_t VerifyTypes::variableFlags(TypeHandle variable) const {
  const TypeDesc* desc = variable.asTypeDesc();
  return desc->genericParamRid ? desc->module->metadata().genericParam(desc->genericParamRid).flags
                               : uint16_t{0};
}

bool VerifyTypes::isByRefLike(TypeHandle type) {
  if (!type) return false;
  if (isVariable(type)) return (variableFlags(type) & kAllowByRefLike) != 0;
  if (type.isTypeDesc() || !type.isValueType()) return false;
  loader_.ensureLoaded(type);
  return type.isByRefLike() || type.elementType() == ElementType::TypedByRef;
}

bool VerifyTypes::mentionsPointer(TypeHandle type) const {
  for (uint32_t depth = 0; type && depth < kMaxTypeDepth; ++depth) {
    if (isPointer(type)) return true;
    if (type.isTypeDesc()) {
      type = isByRef(type) ? type.asTypeDesc()->element : TypeHandle();
    } else {
      type = type.asMethodTable()->isArray() ? type.asMethodTable()->elementType() : TypeHandle();
    }
  }
  return false;
}

bool VerifyTypes::samePointee(TypeHandle a, TypeHandle b) {
  if (a == b || !a || !b) return true;
  if (a.isTypeDesc() || b.isTypeDesc()) return false;
  if (!a.isValueType() || !b.isValueType()) return false;
  ElementType first = verificationElement(reduced(a));
  return isPrimitive(first) && first == verificationElement(reduced(b));
}

bool VerifyTypes::canCast(TypeHandle from, TypeHandle to) {
  if (from == to || !from || !to) return true;
  if (isVariable(to)) return false;
  return loader_.canCastTo(from, to);
}

bool VerifyTypes::elementFits(TypeHandle from, TypeHandle to) {
  if (samePointee(from, to)) return true;
  // ldelem.i and stelem.i are what arrays of pointers have, too.
  const ElementType source = verificationElement(reduced(from)), target = verificationElement(reduced(to));
  auto isPointer = [](ElementType type) { return type == ElementType::Ptr || type == ElementType::FnPtr; };
  if ((isPointer(source) && target == ElementType::I) || (source == ElementType::I && isPointer(target)))
    return true;
  return isReferenceType(from) && isReferenceType(to) && canCast(from, to);
}

VerifyTypes::Fit VerifyTypes::fits(const VerifyType& from, TypeHandle to) {
  using Kind = VerifyType::Kind;
  if (from.is(Kind::Unknown) || !to) return Fit::Yes;
  auto yesIf = [](bool yes, Fit otherwise) { return yes ? Fit::Yes : otherwise; };
  ElementType target = verificationElement(reduced(to));
  switch (target) {
    case ElementType::I1:
    case ElementType::I2:
    case ElementType::I4:
      if (from.is(Kind::ByRef)) return Fit::OtherType;
      return yesIf(from.is(Kind::I4) || from.is(Kind::I), Fit::OtherKind);
    case ElementType::I8:
      if (from.is(Kind::I) || from.is(Kind::I4) || from.is(Kind::ByRef)) return Fit::OtherType;
      return yesIf(from.is(Kind::I8), Fit::OtherKind);
    case ElementType::I:
    case ElementType::Ptr:
    case ElementType::FnPtr:
      if (from.is(Kind::ByRef) || from.is(Kind::I8)) return Fit::OtherType;
      return yesIf(from.is(Kind::I) || from.is(Kind::I4), Fit::OtherKind);
    case ElementType::R4:
    case ElementType::R8: return yesIf(from.is(Kind::F), Fit::OtherKind);
    case ElementType::ByRef:
      if (from.is(Kind::I) || from.is(Kind::Ref)) return Fit::OtherType;
      if (!from.is(Kind::ByRef)) return Fit::OtherKind;
      return yesIf(samePointee(from.type, to.asTypeDesc()->element), Fit::OtherType);
    case ElementType::Var:
    case ElementType::MVar: return yesIf(from.is(Kind::Value) && from.type == to, Fit::OtherType);
    case ElementType::Void: return Fit::OtherKind;
    case ElementType::ValueType:
    case ElementType::TypedByRef:
      if (from.is(Kind::Value) && isVariable(from.type)) return Fit::OtherType;
      return yesIf(from.is(Kind::Value) && from.type == to, Fit::OtherKind);
    default: break;
  }
  if (from.is(Kind::Null)) return Fit::Yes;
  if (from.is(Kind::Value) && isVariable(from.type)) return Fit::OtherType;
  if (!from.is(Kind::Ref)) return Fit::OtherKind;
  return yesIf(!from.isUninit && canCast(from.type, to), Fit::OtherType);
}

TypeHandle VerifyTypes::commonBase(TypeHandle a, TypeHandle b, uint32_t depth) {
  if (a == b || !b) return a;
  if (!a) return b;
  if (canCast(a, b)) return b;
  if (canCast(b, a)) return a;
  TypeHandle object = loader_.wellKnown(WellKnownType::Object);
  if (a.isTypeDesc() || b.isTypeDesc() || depth > kMaxJoinDepth) return object;
  MethodTable* first = a.asMethodTable();
  MethodTable* second = b.asMethodTable();
  if (first->isSzArray() && second->isSzArray() && isReferenceType(first->elementType()) &&
      isReferenceType(second->elementType())) {
    return loader_.loadSzArray(commonBase(first->elementType(), second->elementType(), depth + 1));
  }
  loader_.ensureLoaded(a);
  for (MethodTable* base = first->parent; base; base = base->parent) {
    if (canCast(b, base)) return base;
  }
  return object;
}

bool VerifyTypes::merge(VerifyType& into, const VerifyType& from, bool& changed) {
  using Kind = VerifyType::Kind;
  if (into.is(Kind::Unknown) || from.is(Kind::Unknown)) return true;
  const VerifyType before = into;
  bool canMerge = true;
  if (into.kind == from.kind) {
    switch (into.kind) {
      case Kind::Ref: into.type = commonBase(into.type, from.type, 0); break;
      case Kind::ByRef: canMerge = samePointee(into.type, from.type); break;
      case Kind::Value: canMerge = into.type == from.type; break;
      case Kind::I:
        if (into.type != from.type) into.type = {};
        if (into.method != from.method || into.isVirtual != from.isVirtual) into.method = nullptr;
        break;
      default: break;
    }
  } else if (into.is(Kind::Null) && from.is(Kind::Ref)) {
    into = from;
  } else if (into.is(Kind::I4) && from.is(Kind::I)) {
    into = make(Kind::I, from.type);
  } else if (!(into.is(Kind::Ref) && from.is(Kind::Null)) && !(into.is(Kind::I) && from.is(Kind::I4))) {
    canMerge = false;
  }
  into.isThis = into.isThis && from.isThis;
  into.isUninit = into.isUninit || from.isUninit;
  into.isReadOnly = into.isReadOnly || from.isReadOnly;
  into.isStackBound = into.isStackBound || from.isStackBound;
  into.isContentBound = into.isContentBound || from.isContentBound;
  if (into.local != from.local) into.local = -1;
  changed = changed || into.kind != before.kind || into.type != before.type || into.method != before.method ||
            into.isThis != before.isThis || into.isUninit != before.isUninit ||
            into.isReadOnly != before.isReadOnly || into.isStackBound != before.isStackBound ||
            into.isContentBound != before.isContentBound || into.local != before.local;
  return canMerge;
}

bool VerifyTypes::isKnownReference(TypeHandle variable, uint32_t depth) {
  if (!isVariable(variable)) return isReferenceType(variable);
  if (variableFlags(variable) & kClassConstraint) return true;
  const TypeDesc* desc = variable.asTypeDesc();
  if (depth > kMaxJoinDepth || !desc->genericParamRid) return false;
  // A base class other than these three makes it a class, too.
  const TypeHandle loose[] = {loader_.wellKnown(WellKnownType::Object),
                              loader_.wellKnown(WellKnownType::ValueType),
                              loader_.wellKnown(WellKnownType::Enum)};
  for (TypeHandle bound : boundsOf(variable)) {
    if (isVariable(bound) ? isKnownReference(bound, depth + 1)
                          : isReferenceType(bound) && !bound.asMethodTable()->isInterface() &&
                                std::find(std::begin(loose), std::end(loose), bound) == std::end(loose))
      return true;
  }
  return false;
}

std::vector<TypeHandle> VerifyTypes::boundsOf(TypeHandle variable) {
  const TypeDesc* desc = variable.asTypeDesc();
  Module& module = *desc->module;
  const Metadata& metadata = module.metadata();
  auto variablesOf = [&](Token owner) {
    std::vector<TypeHandle> result;
    const uint32_t count = metadata.genericParamsOf(owner).size();
    for (uint32_t i = 0; i < count; ++i) result.push_back(loader_.genericVariable(module, owner, i));
    return result;
  };
  const Token owner(desc->ownerToken);
  const bool isMethod = owner.is(Table::MethodDef);
  const Token type = isMethod ? Token::make(Table::TypeDef, metadata.typeOfMethod(owner.rid())) : owner;
  const std::vector<TypeHandle> ofType = variablesOf(type);
  const std::vector<TypeHandle> ofMethod = isMethod ? variablesOf(owner) : std::vector<TypeHandle>();
  std::vector<TypeHandle> bounds;
  for (uint32_t rid : metadata.constraintsOf(desc->genericParamRid)) {
    bounds.push_back(
        loader_.loadType(module, metadata.genericParamConstraint(rid).constraint, {ofType, ofMethod}));
  }
  return bounds;
}

bool VerifyTypes::satisfies(TypeHandle arg, Module& module, Token owner, uint32_t index,
                            const GenericContext& context, std::string& why) {
  const Metadata& metadata = module.metadata();
  RowRange params = metadata.genericParamsOf(owner);
  if (index >= params.size()) return true;
  GenericParamRow row = metadata.genericParam(params[index]);
  uint16_t flags = row.flags;
  bool isVar = isVariable(arg);
  uint16_t ours = isVar ? variableFlags(arg) : uint16_t{0};
  auto violated = [&](std::string rule) {
    why = "type argument " + text(arg) + " of " + std::string(metadata.string(row.name)) + " " +
          std::move(rule);
    return false;
  };
  if (isPointer(arg)) return true;  // its use is a finding already, and no constraint can hold
  loader_.ensureLoaded(arg);
  if (isByRefLike(arg) && !(flags & kAllowByRefLike)) return violated("is byref-like");
  bool isValue = isVar ? (ours & kStructConstraint) != 0 : arg.isValueType();
  if (flags & kClassConstraint) {
    bool isClass = isVar ? isKnownReference(arg) : !arg.isTypeDesc() && !arg.isValueType();
    if (!isClass) return violated("is not a reference type");
  }
  if (flags & kStructConstraint) {
    bool isNullable = !isVar && isValue && arg.asMethodTable()->isNullable();
    if (!isValue || isNullable) return violated("is not a non-nullable value type");
  }
  if ((flags & kCtorConstraint) && !isValue) {
    bool hasCtor = isVar ? (ours & kCtorConstraint) != 0
                         : !arg.isTypeDesc() && !arg.asMethodTable()->hasComponentSize() &&
                               (arg.asMethodTable()->flags & MethodTable::kHasDefaultCtor) &&
                               !arg.asMethodTable()->has(MethodTable::kIsAbstract);
    if (!hasCtor) return violated("has no public parameterless constructor");
  }
  for (uint32_t rid : metadata.constraintsOf(params[index])) {
    TypeHandle bound = loader_.loadType(module, metadata.genericParamConstraint(rid).constraint, context);
    if (bound == arg) continue;
    if (isVariable(bound)) {
      // `where T : U`: a variable satisfies it through its own constraints only.
      if (isVar) {
        std::vector<TypeHandle> own = boundsOf(arg);
        if (std::find(own.begin(), own.end(), bound) != own.end()) continue;
      }
      return violated("does not satisfy the constraint " + text(bound));
    }
    if (bound.isValueType() || !canCast(arg, bound))
      return violated("does not satisfy the constraint " + text(bound));
  }
  return true;
}

bool VerifyTypes::wellFormed(TypeHandle type, std::string& why, uint32_t depth) {
  if (!type || depth > kMaxTypeDepth) return true;
  if (type.isTypeDesc()) {
    const TypeDesc* desc = type.asTypeDesc();
    if (desc->element) return wellFormed(desc->element, why, depth + 1);
    for (TypeHandle part : desc->fnPtrSig) {
      if (!wellFormed(part, why, depth + 1)) return false;
    }
    return true;
  }
  MethodTable* mt = type.asMethodTable();
  if (mt->isArray()) return wellFormed(mt->elementType(), why, depth + 1);
  if (mt->eeClass->typeArgs.empty() || mt->isGenericDefinition()) return true;
  auto [known, isNew] =
      wellFormed_.try_emplace(type, true);  // true meanwhile: constraints may mention the type
  if (!isNew && known->second) return true;
  bool result = true;
  GenericContext context{mt->eeClass->typeArgs, {}};
  for (uint32_t i = 0; i < mt->eeClass->typeArgs.size() && result; ++i) {
    result = wellFormed(mt->eeClass->typeArgs[i], why, depth + 1) &&
             satisfies(mt->eeClass->typeArgs[i], *mt->module, mt->eeClass->typeDef, i, context, why);
  }
  if (!result && why.find(" in ") == std::string::npos) why += " in " + text(type);
  wellFormed_[type] = result;
  return result;
}

bool VerifyTypes::wellFormed(MethodDesc* method, std::string& why) {
  GenericContext context = method->genericContext();
  for (uint32_t i = 0; i < method->methodArgs.size(); ++i) {
    if (!wellFormed(method->methodArgs[i], why) ||
        !satisfies(method->methodArgs[i], *method->methodTable->module, method->token, i, context, why))
      return false;
  }
  return true;
}

const VerifySignature& VerifyTypes::signatureOf(MethodDesc* method) {
  auto known = signatures_.find(method);
  if (known != signatures_.end()) return known->second;
  const MethodSig& sig = loader_.signature(method);
  VerifySignature result;
  result.hasThis = sig.hasThis;
  result.isVarArg = sig.isVarArg;
  result.callConv = sig.callConv;
  result.ret = loader_.argType(method, -1);
  for (size_t i = sig.hasThis ? 1 : 0; i < sig.args.size(); ++i)
    result.params.push_back(loader_.argType(method, static_cast<int>(i)));
  return signatures_.emplace(method, std::move(result)).first->second;
}

VerifySignature VerifyTypes::signatureOf(Module& module, ByteSpan blob, const GenericContext& context,
                                         uint32_t* fixedCount) {
  SigCursor cursor(blob, module.metadata().path());
  MethodSigHeader head = readMethodHeader(cursor);
  VerifySignature result;
  result.hasThis = head.hasThis && !head.explicitThis;
  result.isVarArg = head.isVarArg();
  result.callConv = head.callConv;
  if (head.paramCount > cursor.size()) cursor.fail("more parameters than bytes");
  result.ret = loader_.loadTypeSig(module, cursor, context);
  if (fixedCount) *fixedCount = head.paramCount;
  for (uint32_t i = 0; i < head.paramCount; ++i) {
    cursor.skipModifiers();
    if (cursor.peekElementType() == ElementType::Sentinel && fixedCount) *fixedCount = i;
    result.params.push_back(loader_.loadTypeSig(module, cursor, context));
  }
  return result;
}

std::string VerifyTypes::text(TypeHandle type) const {
  std::string out;
  appendText(out, type, 0);
  return out;
}

std::string VerifyTypes::text(const VerifyType& type) const {
  using Kind = VerifyType::Kind;
  switch (type.kind) {
    case Kind::Unknown: return "unknown";
    case Kind::I4: return "int32";
    case Kind::I8: return "int64";
    case Kind::I:
      if (type.method) return "method pointer to " + type.method->toString();
      return type.type ? text(type.type) : "native int";
    case Kind::F: return "float";
    case Kind::Null: return "null";
    case Kind::Ref: {
      std::string out = type.isUninit ? "uninitialised this of " : "";
      if (type.type && (isVariable(type.type) || type.type.isValueType())) out += "boxed ";
      return out + text(type.type);
    }
    case Kind::ByRef: return (type.isReadOnly ? "readonly " : "") + text(type.type) + "&";
    case Kind::Value: return text(type.type);
  }
  return "?";
}

std::string VerifyTypes::text(const std::vector<VerifyType>& stack) const {
  std::string out = "[";
  for (size_t i = 0; i < stack.size(); ++i) {
    if (i) out += ", ";
    if (out.size() > 400) {
      out += "…";
      break;
    }
    out += text(stack[i]);
  }
  return out + "]";
}

}  // namespace minivm
