// Rules of a class that are about other classes, asked before it is first used and not while it is loaded:
// its argument types, the results of its overrides must be Loaded for the answer (invariant 2).
#include <algorithm>

#include "vm/types/failure_text.h"
#include "vm/types/type_loader.h"

namespace minivm {

namespace {

constexpr uint16_t kSpecialConstraints = 0x1C;  // class, struct, new (II.23.1.7)
constexpr uint16_t kStructConstraint = 0x8;
constexpr uint16_t kNewConstraint = 0x10;

/// The method of the parent that `method` overrides implicitly, null when it does not.
MethodDesc* overriddenBy(MethodTable* type, const MethodDesc& method) {
  if (!type->parent || type->isInterface() || method.slot >= type->parent->numVirtuals) return nullptr;
  return type->parent->slotMethod(method.slot);
}

}  // namespace

void TypeLoader::failUnimplemented(MethodTable* type, const MethodDesc& method) {
  throw LoadFailure(LoadFailureKind::TypeLoad,
                    method.isStatic() ? "Virtual static method '" + std::string(method.name()) +
                                            "' is not implemented on type " + typeAndAssembly(type) + "."
                                      : "Method '" + std::string(method.name()) + "' in type " +
                                            typeAndAssembly(type) + " does not have an implementation.");
}

void TypeLoader::failWeakerConstraints(MethodTable* type, const MethodDesc& method, const char* how) {
  throw LoadFailure(LoadFailureKind::TypeLoad, "Method '" + std::string(method.name()) + "' on type " +
                                                   typeAndAssembly(type) + " tried to " + how +
                                                   " with weaker type parameter constraints.");
}

bool TypeLoader::constraintsAllow(MethodDesc* body, MethodDesc* declared) {
  if (!body->isGenericDefinition || !declared->isGenericDefinition) return true;
  Module& ours = *body->methodTable->module;
  Module& theirs = *declared->methodTable->module;
  RowRange ourParams = ours.metadata().genericParamsOf(body->token);
  RowRange theirParams = theirs.metadata().genericParamsOf(declared->token);
  // Both in the variables of the body, which stand in the same order.
  std::vector<TypeHandle> variables;
  for (uint32_t i = 0; i < ourParams.size(); ++i) variables.push_back(variable(ours, body->token, i));
  for (uint32_t i = 0; i < ourParams.size() && i < theirParams.size(); ++i) {
    uint16_t asked = ours.metadata().genericParam(ourParams[i]).flags & kSpecialConstraints;
    uint16_t given = theirs.metadata().genericParam(theirParams[i]).flags & kSpecialConstraints;
    if (given & kStructConstraint) given |= kNewConstraint;
    if (asked & ~given) return false;
    for (uint32_t rid : ours.metadata().constraintsOf(ourParams[i])) {
      TypeHandle bound = typeToken(ours, ours.metadata().genericParamConstraint(rid).constraint,
                                   {body->methodTable->eeClass->typeArgs, variables});
      if (bound == TypeHandle(typeDef(objectKey)) ||
          ((given & kStructConstraint) && bound == TypeHandle(typeDef(valueTypeKey))))
        continue;
      bool isThere = false;
      for (uint32_t other : theirs.metadata().constraintsOf(theirParams[i])) {
        TypeHandle theirBound = typeToken(theirs, theirs.metadata().genericParamConstraint(other).constraint,
                                          {declared->methodTable->eeClass->typeArgs, variables});
        isThere |= theirBound == bound;
      }
      if (!isThere) return false;
    }
  }
  return true;
}

void TypeLoader::validate(MethodTable* type) {
  LoaderData* data = loaderData(type);
  if (data->isValidated || type->module == coreLib || type->isArray()) return;
  if (type->isGenericInstance()) {
    load(type->eeClass->genericDefinition);
    MethodTable* base = type->eeClass->genericDefinition->parent;
    if (base && base->isGenericInstance()) checkConstraints(base, nullptr);
  }
  if (type->parent) {
    checkConstraints(type->parent, nullptr);
    validate(type->parent);
  }
  for (MethodTable* iface : type->interfaces()) {
    load(iface);
    checkConstraints(iface, nullptr);
  }
  for (MethodDesc& method : type->eeClass->methods) {
    if (!method.isVirtual() || method.isStatic()) continue;
    if (MethodDesc* overridden = overriddenBy(type, method)) {
      if (!constraintsAllow(&method, overridden))
        failWeakerConstraints(type, method, "implicitly override a method");
    }
  }
  if (type->parent && data->hasMethodImpls && !type->isInterface()) {
    for (uint16_t slot = 0; slot < type->parent->numVirtuals; ++slot) {
      MethodDesc* held = type->slotMethod(slot);
      const bool isMethodImpl = held->methodTable == type && held->slot != slot;
      if (isMethodImpl && !constraintsAllow(held, type->parent->slotMethod(slot)))
        failWeakerConstraints(type, *held, "explicitly implement a parent method");
    }
  }
  validateCovariantResults(type);
  requireImplemented(type);
  data->isValidated = true;
}

/// A method that holds a slot of its base by a MethodImpl may return something more special (II.22.27 and its
/// .NET amendments), never anything else.
void TypeLoader::validateCovariantResults(MethodTable* type) {
  if (!type->parent || !loaderData(type)->hasMethodImpls || type->isInterface()) return;
  for (uint16_t slot = 0; slot < type->parent->numVirtuals; ++slot) {
    MethodDesc* held = type->slotMethod(slot);
    MethodDesc* before = type->parent->slotMethod(slot);
    if (held->methodTable != type || held->slot == slot || held->isGenericDefinition) continue;
    TypeHandle result = argType(held, -1);
    TypeHandle wanted = argType(before, -1);
    if (result == wanted) continue;
    load(result);
    load(wanted);
    bool areReferences =
        !result.isTypeDesc() && !wanted.isTypeDesc() && !result.isValueType() && !wanted.isValueType();
    if (areReferences && canCast(result, wanted)) continue;
    throw LoadFailure(LoadFailureKind::TypeLoad, "Return type in method '" + methodNameInFailure(held) +
                                                     "' on type " + typeAndAssembly(type) +
                                                     " is not compatible with base type method '" +
                                                     methodNameInFailure(before) + "'.");
  }
}

}  // namespace minivm
