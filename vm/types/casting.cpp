// Assignability (I.8.7, with the array and variance rules of the running CLRs). Results are cached by the
// pair of types.
#include <algorithm>

#include "vm/types/failure_text.h"
#include "vm/types/type_loader.h"

namespace minivm {

namespace {

enum GenericParamFlags : uint16_t {
  kCovariant = 0x1,
  kContravariant = 0x2,
  kReferenceType = 0x4,
  kNotNullableValueType = 0x8,
  kDefaultConstructor = 0x10,
  kAllowByRefLike = 0x20,
};

/// What !n and !!n stand for where a variable is declared: the variables themselves.
struct OwnVariables {
  OwnVariables(TypeLoader& loader, const TypeDesc* variable) {
    Module& module = *variable->module;
    const Token owner(variable->ownerToken);
    const bool isMethod = owner.is(Table::MethodDef);
    const uint32_t type = isMethod ? module.metadata().typeOfMethod(owner.rid()) : owner.rid();
    context.classArgs = loader.typeDef(module, type)->eeClass->typeArgs;
    if (!isMethod) return;
    const uint32_t count = module.metadata().genericParamsOf(owner).size();
    for (uint32_t i = 0; i < count; ++i) variables.push_back(loader.variable(module, owner, i));
    context.methodArgs = variables;
  }
  std::vector<TypeHandle> variables;
  GenericContext context;
};

/// Variables that only classes can stand for count: they occur in open code, which is verified but never
/// runs.
bool isReference(TypeLoader& loader, TypeHandle type, uint32_t depth = 0) {
  if (!type.isTypeDesc()) return !type.isValueType();
  const TypeDesc* desc = type.asTypeDesc();
  if ((desc->kind != ElementType::Var && desc->kind != ElementType::MVar) || !desc->genericParamRid)
    return false;
  const Metadata& metadata = desc->module->metadata();
  if (metadata.genericParam(desc->genericParamRid).flags & kReferenceType) return true;
  if (depth > kMaxGenericDepth) return false;
  const OwnVariables own(loader, desc);
  for (uint32_t rid : metadata.constraintsOf(desc->genericParamRid)) {
    TypeHandle bound =
        loader.typeToken(*desc->module, metadata.genericParamConstraint(rid).constraint, own.context);
    if (bound.isTypeDesc()) {
      if (isReference(loader, bound, depth + 1)) return true;
      continue;
    }
    const TypeKey key = keyOfTable(bound.asMethodTable());
    if (!bound.isValueType() && !bound.asMethodTable()->isInterface() && key != loader.objectKey &&
        key != loader.valueTypeKey && key != loader.enumKey)
      return true;
  }
  return false;
}

}  // namespace

uint16_t TypeLoader::genericParamFlags(MethodTable* type, uint32_t index) {
  const Metadata& metadata = type->module->metadata();
  RowRange params = metadata.genericParamsOf(type->eeClass->typeDef);
  return index < params.size() ? metadata.genericParam(params[index]).flags : 0;
}

bool TypeLoader::isVariantCompatible(MethodTable* from, MethodTable* to) {
  if (!to->has(MethodTable::kHasVariance)) return false;
  auto ours = from->eeClass->typeArgs;
  auto theirs = to->eeClass->typeArgs;
  if (from->eeClass->genericDefinition != to->eeClass->genericDefinition || ours.size() != theirs.size())
    return false;
  for (uint32_t i = 0; i < ours.size(); ++i) {
    if (ours[i] == theirs[i]) continue;
    uint16_t flags = genericParamFlags(to, i);
    if (flags & kCovariant) {
      if (!isReference(*this, ours[i]) || !canCast(ours[i], theirs[i])) return false;
    } else if (flags & kContravariant) {
      if (!isReference(*this, theirs[i]) || !canCast(theirs[i], ours[i])) return false;
    } else {
      return false;
    }
  }
  return true;
}

bool TypeLoader::isArrayElementCompatible(TypeHandle from, TypeHandle to) {
  if (from == to) return true;
  if (isReference(*this, from) && !to.isValueType()) return canCast(from, to);
  // int[] and uint[] are interchangeable, enums count as their underlying type, bool, char and native
  // integers only as themselves.
  auto group = [this](TypeHandle type) -> int {
    if (!type.isValueType()) return 0;
    load(type);
    switch (type.reducedElementType()) {
      case ElementType::Boolean: return 1;
      case ElementType::Char: return 2;
      case ElementType::I1:
      case ElementType::U1: return 3;
      case ElementType::I2:
      case ElementType::U2: return 4;
      case ElementType::I4:
      case ElementType::U4: return 5;
      case ElementType::I8:
      case ElementType::U8: return 6;
      case ElementType::I:
      case ElementType::U: return 9;
      case ElementType::R4: return 7;
      case ElementType::R8: return 8;
      default: return 0;
    }
  };
  if (from.isTypeDesc() || to.isTypeDesc()) return from.isTypeDesc() && canCast(from, to);
  int ours = group(from);
  return ours != 0 && ours == group(to);
}

bool TypeLoader::canCast(TypeHandle from, TypeHandle to) {
  if (from == to) return true;
  if (uintptr_t known = castCache.find(from.word(), to.word())) return known == 2;
  // Variance over recursive types can ask for a pair that is being decided (`class D : N<N<D>>`, N
  // contravariant): then it is not compatible. What was concluded from that is not kept; only the outermost
  // answer is.
  std::pair<uintptr_t, uintptr_t> pair(from.word(), to.word());
  if (std::find(castsInProgress_.begin(), castsInProgress_.end(), pair) != castsInProgress_.end())
    return false;
  struct Scope {
    std::vector<std::pair<uintptr_t, uintptr_t>>& pairs;
    ~Scope() { pairs.pop_back(); }
  };
  castsInProgress_.push_back(pair);
  Scope scope{castsInProgress_};
  bool result = castsInProgress_.size() <= kMaxGenericDepth && canCastUncached(from, to);
  if (castsInProgress_.size() == 1) castCache.insert(from.word(), to.word(), result ? 2 : 1);
  return result;
}

bool TypeLoader::canCastUncached(TypeHandle from, TypeHandle to) {
  if (from.isNull() || to.isNull()) return false;
  if (from.isTypeDesc()) {
    TypeDesc* desc = from.asTypeDesc();
    if (desc->kind == ElementType::Var || desc->kind == ElementType::MVar) {
      if (to == TypeHandle(wellKnown(WellKnownType::Object))) return true;
      if (!desc->genericParamRid) return false;
      Module& module = *desc->module;
      const OwnVariables own(*this, desc);
      for (uint32_t rid : module.metadata().constraintsOf(desc->genericParamRid)) {
        TypeHandle bound =
            typeToken(module, module.metadata().genericParamConstraint(rid).constraint, own.context);
        load(bound);
        if (bound != from && canCast(bound, to)) return true;
      }
      return false;
    }
    if (!to.isTypeDesc() || to.asTypeDesc()->kind != desc->kind) return false;
    return desc->kind != ElementType::FnPtr &&
           isArrayElementCompatible(desc->element, to.asTypeDesc()->element);
  }
  if (to.isTypeDesc()) return false;
  MethodTable* source = from.asMethodTable();
  MethodTable* target = to.asMethodTable();
  load(source);
  load(target);
  if (target->isNullable() && source->isValueType()) return target->eeClass->typeArgs[0] == from;
  if (target->isArray()) {
    if (!source->isArray() || source->category() != target->category() ||
        source->eeClass->rank != target->eeClass->rank)
      return false;
    return isArrayElementCompatible(source->elementType(), target->elementType());
  }
  if (target->isInterface()) {
    if (source->isInterface() && isVariantCompatible(source, target)) return true;
    auto interfaces = source->interfaces();
    if (std::find(interfaces.begin(), interfaces.end(), target) != interfaces.end()) return true;
    if (source->isSzArray() && isSzArrayInterface(target) &&
        isArrayElementCompatible(source->elementType(), target->eeClass->typeArgs[0]))
      return true;
    if (target->has(MethodTable::kHasVariance)) {
      for (MethodTable* iface : interfaces) {
        if (isVariantCompatible(iface, target)) return true;
      }
    }
    return false;
  }
  if (source->isInterface()) return keyOfTable(target) == objectKey;
  for (MethodTable* base = source; base; base = base->parent) {
    if (base == target) return true;
    if (target->has(MethodTable::kHasVariance) && isVariantCompatible(base, target)) return true;
  }
  return false;
}

int TypeLoader::violatedConstraint(GenericContext context, Module& module, Token owner,
                                   std::span<const TypeHandle> args) {
  const Metadata& metadata = module.metadata();
  RowRange params = metadata.genericParamsOf(owner);
  // What a type variable promises by constraints of its own (II.10.1.7).
  auto flagsOfVariable = [](const TypeDesc* desc) -> uint16_t {
    return desc->genericParamRid ? desc->module->metadata().genericParam(desc->genericParamRid).flags : 0;
  };
  for (uint32_t i = 0; i < params.size() && i < args.size(); ++i) {
    GenericParamRow row = metadata.genericParam(params[i]);
    TypeHandle arg = args[i];
    bool isVariable = arg.isTypeDesc() && (arg.asTypeDesc()->kind == ElementType::Var ||
                                           arg.asTypeDesc()->kind == ElementType::MVar);
    if (arg.containsGenericVariables() && !isVariable) continue;  // checked when it is closed
    load(arg);
    if (isVariable) {
      uint16_t theirs = flagsOfVariable(arg.asTypeDesc());
      bool isStruct = theirs & kNotNullableValueType;
      bool isClass = theirs & kReferenceType;
      for (uint32_t constraintRid :
           arg.asTypeDesc()->module->metadata().constraintsOf(arg.asTypeDesc()->genericParamRid)) {
        (void)constraintRid;
        isClass |= !isStruct;  // a base class makes it a reference type; an interface is given the benefit of
                               // the doubt
      }
      if ((row.flags & kReferenceType) && !isClass) return static_cast<int>(i);
      if ((row.flags & kNotNullableValueType) && !isStruct) return static_cast<int>(i);
      if ((row.flags & kDefaultConstructor) && !isStruct && !(theirs & kDefaultConstructor))
        return static_cast<int>(i);
      continue;  // bounds are checked when it is closed
    }
    if (arg.isByRefLike() && !(row.flags & kAllowByRefLike)) return static_cast<int>(i);
    if ((row.flags & kReferenceType) && (arg.isTypeDesc() || arg.isValueType())) return static_cast<int>(i);
    if ((row.flags & kNotNullableValueType) && (!arg.isValueType() || arg.asMethodTable()->isNullable()))
      return static_cast<int>(i);
    if ((row.flags & kDefaultConstructor) && !(row.flags & kNotNullableValueType) && !arg.isValueType()) {
      bool hasCtor = !arg.isTypeDesc() && !arg.asMethodTable()->isArray() &&
                     !arg.asMethodTable()->hasComponentSize() &&
                     (arg.asMethodTable()->flags & MethodTable::kHasDefaultCtor) &&
                     !arg.asMethodTable()->has(MethodTable::kIsAbstract);
      if (!hasCtor) return static_cast<int>(i);
    }
    for (uint32_t constraintRid : metadata.constraintsOf(params[i])) {
      TypeHandle bound =
          typeToken(module, metadata.genericParamConstraint(constraintRid).constraint, context);
      if (bound.containsGenericVariables() || bound == arg) continue;
      load(bound);
      if (!canCast(arg, bound) || bound.isValueType()) return static_cast<int>(i);
    }
  }
  return -1;
}

void TypeLoader::checkConstraints(MethodTable* type, MethodDesc* method) {
  auto parameterName = [](Module& module, Token owner, int index) {
    const Metadata& metadata = module.metadata();
    RowRange params = metadata.genericParamsOf(owner);
    return std::string(metadata.string(metadata.genericParam(params[static_cast<uint32_t>(index)]).name));
  };
  if (method) {
    if (method->methodArgs.empty()) return;
    int index =
        violatedConstraint(method->genericContext(), *type->module, method->token, method->methodArgs);
    if (index < 0) return;
    throw LoadFailure(LoadFailureKind::Verification,
                      "Method " + TypeHandle(type).toString() + "." + std::string(method->name()) +
                          ": type argument '" + method->methodArgs[static_cast<size_t>(index)].toString() +
                          "' violates the constraint of type parameter '" +
                          parameterName(*type->module, method->token, index) + "'.");
  }
  if (!type->isGenericInstance() || loaderData(type)->constraintsChecked) return;
  int index = violatedConstraint({type->eeClass->typeArgs, {}}, *type->module, type->eeClass->typeDef,
                                 type->eeClass->typeArgs);
  if (index >= 0) {
    const MethodTable* definition = type->eeClass->genericDefinition;
    std::string variables;
    for (TypeHandle variable : definition->eeClass->typeArgs)
      variables += (variables.empty() ? "" : ",") + variable.toString();
    throw LoadFailure(LoadFailureKind::TypeLoad,
                      "GenericArguments[" + std::to_string(index) + "], '" +
                          type->eeClass->typeArgs[static_cast<size_t>(index)].toString() + "', on '" +
                          TypeHandle(definition).toString() + "[" + variables +
                          "]' violates the constraint of type parameter '" +
                          parameterName(*type->module, type->eeClass->typeDef, index) + "'.");
  }
  loaderData(type)->constraintsChecked = true;
}

}  // namespace minivm
