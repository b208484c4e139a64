// From a declared method and an exact type to the method that runs (ABI 25). Nothing is computed at load: a
// pair is resolved when the first call needs it and then lives in a lock-free table.
//
// Class virtuals: the slot. Interface methods, in the order of II.12.2 and its .NET amendments, for each
// class from the exact type upwards:
//   1. a MethodImpl of this class that names the method;
//   2. if this class declares the interface (again): a public virtual method of its own with the same name
//   and signature or, where the base does not
//      implement the interface already, of a base class;
//   3. where the interface is variant: steps 1 and 2 for the variance-compatible interfaces that this class
//   declares, in the order of its interface map;
// then default methods: the most specific interface that has a body wins, two make an ambiguity; then those
// of variance-compatible interfaces.
#include <algorithm>

#include "vm/types/failure_text.h"
#include "vm/types/signature_compare.h"

namespace minivm {

namespace {

bool hasInterface(MethodTable* type, MethodTable* iface) {
  auto all = type->interfaces();
  return std::find(all.begin(), all.end(), iface) != all.end();
}

/// `type` itself lists `iface`, directly or through an interface it lists, new or again.
bool declaresInterface(MethodTable* type, MethodTable* iface) {
  const LoaderData* data = loaderData(type);
  auto all = type->interfaces();
  for (size_t i = data->firstOwnInterface; i < all.size(); ++i) {
    if (all[i] == iface) return true;
  }
  return std::find(data->redeclared.begin(), data->redeclared.end(), iface) != data->redeclared.end();
}

/// Two different instances of one generic interface.
bool isOtherInstance(MethodTable* a, MethodTable* b) {
  return a != b && a->eeClass->genericDefinition == b->eeClass->genericDefinition;
}

/// What a virtual body means on the exact type: a class below may have overridden it.
MethodDesc* onType(MethodTable* type, MethodDesc* body) {
  if (body->isVirtual() && !body->isStatic() && body->slot != MethodDesc::kNoSlot &&
      !body->methodTable->isInterface()) {
    return type->slotMethod(body->slot);
  }
  return body;
}

[[noreturn]] void failNoImplementation(MethodTable* type, MethodDesc* declared) {
  throw LoadFailure(LoadFailureKind::EntryPointNotFound,
                    "Could not call method '" + methodNameInFailure(declared) + "' on type '" +
                        TypeHandle(declared->methodTable).toString() + "' with an instance of " +
                        typeAndAssembly(type) + " because there is no implementation for the method.");
}

MethodDesc* definitionOf(MethodDesc* method) {
  return method->genericDefinition ? method->genericDefinition : method;
}

}  // namespace

/// The method of `type` with the name and signature of `declared` (a method of an interface), both seen
/// through their exact types.
MethodDesc* TypeLoader::matchInClass(MethodTable* type, MethodDesc* declared, bool wantStatic) {
  if (type->isArray()) return nullptr;
  Module& theirModule = *declared->methodTable->module;
  const Metadata& theirs = theirModule.metadata();
  MethodDefRow wanted = theirs.methodDef(declared->token.rid());
  std::string_view name = theirs.string(wanted.name);
  GenericContext theirContext{declared->methodTable->eeClass->typeArgs, {}};
  GenericContext ours{type->eeClass->typeArgs, {}};
  const Metadata& metadata = type->module->metadata();
  for (MethodDesc& method : type->eeClass->methods) {
    if (method.isStatic() != wantStatic || (!wantStatic && !method.isVirtual()) ||
        (method.attributes & 7) != 6)
      continue;  // public
    MethodDefRow row = metadata.methodDef(method.token.rid());
    if (metadata.string(row.name) != name) continue;
    if (equalMethodSigs(*this, SigSide{type->module, SigCursor(metadata, row.signature), &ours},
                        SigSide{&theirModule, SigCursor(theirs, wanted.signature), &theirContext})) {
      return &method;
    }
  }
  return nullptr;
}

/// The body that a MethodImpl row of `type` itself gives to interface method `declared`, null when there is
/// none.
MethodDesc* TypeLoader::findMethodImpl(MethodTable* type, MethodDesc* declared) {
  if (!loaderData(type)->hasMethodImpls) return nullptr;
  Module& module = *type->module;
  const Metadata& metadata = module.metadata();
  Module& theirModule = *declared->methodTable->module;
  const Metadata& theirs = theirModule.metadata();
  MethodDefRow wanted = theirs.methodDef(declared->token.rid());
  std::string_view name = theirs.string(wanted.name);
  TypeKey owner = keyOfTable(declared->methodTable);
  GenericContext context{type->eeClass->typeArgs, {}};
  uint32_t typeRid = type->eeClass->typeDef.rid();
  for (uint32_t implRid : metadata.methodImplsOf(typeRid)) {
    MethodImplRow row = metadata.methodImpl(implRid);
    metadata.require(row.declaration);
    if (row.declaration.is(Table::MethodDef)) {
      if (&module != &theirModule || row.declaration != declared->token ||
          !declared->methodTable->eeClass->typeArgs.empty())
        continue;
    } else {
      MemberRefRow member = metadata.memberRef(row.declaration.rid());
      if (metadata.string(member.name) != name || keyOf(module, member.parent) != owner) continue;
      if (typeToken(module, member.parent, context) != TypeHandle(declared->methodTable)) continue;
      if (!equalMethodSigs(*this, SigSide{&module, SigCursor(metadata, member.signature), nullptr},
                           SigSide{&theirModule, SigCursor(theirs, wanted.signature), nullptr})) {
        continue;
      }
    }
    if (row.body.is(Table::MethodDef)) return methodByRid(type, row.body.rid());
    MethodDesc* body = resolveMethod(module, row.body, context, nullptr);
    // II.22.27: a method of the class or of a base class; its slot would mean nothing in another's vtable.
    const MethodTable* owner = type;
    while (owner && owner != body->methodTable) owner = owner->parent;
    if (!owner)
      fail(type, "the body of a MethodImpl row, " + body->toString() + ", is no method of it or of its base");
    return body;
  }
  return nullptr;
}

/// Steps 1 and 2 of class `level`, on the way up from `type`, for the exact interface of `declared`; null
/// when it does not implement it.
MethodDesc* TypeLoader::implementationAt(MethodTable* type, MethodTable* level, MethodDesc* declared) {
  MethodTable* iface = declared->methodTable;
  if (MethodDesc* body = findMethodImpl(level, declared)) return onType(type, body);
  if (!declaresInterface(level, iface)) return nullptr;
  if (MethodDesc* own = matchInClass(level, declared, false)) return onType(type, own);
  if (level->parent && hasInterface(level->parent, iface)) return nullptr;
  for (MethodTable* base = level->parent; base; base = base->parent) {
    if (MethodDesc* inherited = matchInClass(base, declared, false)) return onType(type, inherited);
  }
  return nullptr;
}

/// Steps 1 to 3; null when no class on the way implements the interface of `declared`.
MethodDesc* TypeLoader::findImplementation(MethodTable* type, MethodDesc* declared) {
  MethodTable* iface = declared->methodTable;
  const bool isVariant = iface->has(MethodTable::kHasVariance);
  for (MethodTable* level = type; level; level = level->parent) {
    if (level->isArray()) continue;
    if (MethodDesc* found = implementationAt(type, level, declared)) return found;
    if (!isVariant) continue;
    for (MethodTable* candidate : level->interfaces()) {
      if (!isOtherInstance(candidate, iface) || !isVariantCompatible(candidate, iface)) continue;
      if (!declaresInterface(level, candidate)) continue;
      if (MethodDesc* found = implementationAt(type, level, methodOnExactType(candidate, declared)))
        return found;
    }
  }
  return nullptr;
}

/// Default methods (the diamond rule): of all interfaces that give `declared` a body, the one that no other
/// of them derives from.
MethodDesc* TypeLoader::resolveDefault(MethodTable* type, MethodDesc* declared) {
  struct Candidate {
    MethodTable* iface;
    MethodDesc* body;
  };
  std::vector<Candidate> candidates;
  auto consider = [&](MethodTable* iface, MethodDesc* body) {
    for (const Candidate& other : candidates) {
      if (hasInterface(other.iface, iface)) return;  // a more specific one is there
    }
    std::erase_if(candidates, [&](const Candidate& other) { return hasInterface(iface, other.iface); });
    candidates.push_back({iface, body});
  };
  if (!declared->isAbstract()) consider(declared->methodTable, declared);
  auto visit = [&](MethodTable* iface) {
    load(iface);
    if (iface == declared->methodTable || !hasInterface(iface, declared->methodTable)) return;
    if (MethodDesc* body = findMethodImpl(iface, declared)) consider(iface, body);
  };
  if (type->isInterface()) visit(type);
  for (MethodTable* iface : type->interfaces()) visit(iface);
  if (candidates.empty()) return nullptr;
  if (candidates.size() > 1) {
    throw LoadFailure(
        LoadFailureKind::Ambiguous,
        "Could not call method '" + methodNameInFailure(declared) + "' on interface '" +
            TypeHandle(declared->methodTable).toString() + "' with type " + typeAndAssembly(type) +
            " because there are multiple incompatible interface methods overriding this method.");
  }
  if (candidates[0].body->isAbstract() && candidates[0].body != declared)
    failNoImplementation(type, declared);
  return candidates[0].body->isAbstract() ? nullptr : candidates[0].body;
}

MethodDesc* TypeLoader::resolveInterface(MethodTable* type, MethodDesc* declared) {
  MethodTable* iface = declared->methodTable;
  if (type->isSzArray() && isSzArrayInterface(iface) && !hasInterface(type, iface)) {
    // contract §5: SZArrayHelper's generic method of the same name; `this` is the array.
    MethodTable* helper = wellKnown(WellKnownType::SZArrayHelper);
    load(helper);
    for (MethodDesc& method : helper->eeClass->methods) {
      if (method.isGenericDefinition && method.name() == declared->name())
        return methodInstance(&method, iface->eeClass->typeArgs);
    }
    fail(helper, "the class library lacks the method " + std::string(declared->name()) + " for arrays",
         LoadFailureKind::MissingMethod);
  }
  const bool isVariant = iface->has(MethodTable::kHasVariance);
  const bool isExact = hasInterface(type, iface);
  if (isExact || isVariant) {
    if (MethodDesc* found = findImplementation(type, declared)) return found;
  }
  if (isExact) {
    if (MethodDesc* found = resolveDefault(type, declared)) return found;
  }
  if (isVariant) {
    for (MethodTable* candidate : type->interfaces()) {
      if (!isOtherInstance(candidate, iface) || !isVariantCompatible(candidate, iface)) continue;
      if (MethodDesc* found = resolveDefault(type, methodOnExactType(candidate, declared))) return found;
    }
  }
  return resolveDefault(type, declared);
}

MethodDesc* TypeLoader::resolveVirtual(MethodTable* type, MethodDesc* declared) {
  load(type);
  MethodDesc* definition = definitionOf(declared);
  MethodTable* owner = declared->methodTable;
  MethodDesc* found = nullptr;
  if (!owner->isInterface()) {
    if (definition->slot == MethodDesc::kNoSlot) return declared;
    if (definition->slot < type->numVirtuals) found = type->slotMethod(definition->slot);
  } else if (declared->isStatic() || !declared->isVirtual()) {
    return declared;
  } else {
    load(owner);
    found = resolveInterface(type, definition);
  }
  if (!found || found->isAbstract()) {
    failNoImplementation(type, declared);
  }
  if (!declared->methodArgs.empty()) found = methodInstance(found, declared->methodArgs);
  return found;
}

/// Has every method of the interfaces that this class declares a body? Those it inherits its base class has
/// answered for, or is abstract and leaves them open. Interfaces of the class library are left to the
/// compiler.
void TypeLoader::requireImplemented(MethodTable* type) {
  LoaderData* data = loaderData(type);
  if (data->interfacesChecked || type->module == coreLib || type->isArray() || type->isInterface()) return;
  constexpr uint16_t kVirtual = 0x40, kFinal = 0x20;
  for (MethodTable* iface : type->interfaces()) {
    const bool isTrusted = iface->module == coreLib && !type->module->storage();
    if (isTrusted || type->has(MethodTable::kIsAbstract) || !declaresInterface(type, iface)) continue;
    load(iface);
    for (MethodDesc& method : iface->eeClass->methods) {
      if (!method.isAbstract() || (method.attributes & (kVirtual | kFinal)) != kVirtual) continue;
      bool isImplemented = true;
      MethodDesc* found = nullptr;
      try {
        found = method.isStatic() ? resolveStatic(type, &method) : resolveInterface(type, &method);
        isImplemented = found != nullptr;
      } catch (const LoadFailure& failure) {
        // Ambiguous or re-abstracted default methods are the caller's problem.
        if (failure.kind() != LoadFailureKind::Ambiguous &&
            failure.kind() != LoadFailureKind::EntryPointNotFound)
          throw;
      }
      if (!isImplemented) failUnimplemented(type, method);
      if (found && found->methodTable == type && !constraintsAllow(found, &method))
        failWeakerConstraints(type, *found,
                              findMethodImpl(type, &method) ? "explicitly implement an interface method"
                                                            : "implicitly implement an interface method");
    }
  }
  data->interfacesChecked = true;
}

MethodDesc* TypeLoader::resolveStatic(MethodTable* type, MethodDesc* declared) {
  load(type);
  load(declared->methodTable);
  MethodDesc* definition = definitionOf(declared);
  auto search = [&](MethodDesc* wanted) -> MethodDesc* {
    for (MethodTable* level = type; level; level = level->parent) {
      if (MethodDesc* body = findMethodImpl(level, wanted)) return body;
      // No name matches a static method: only MethodImpl rows bind them, which every compiler writes.
    }
    return nullptr;
  };
  MethodDesc* found = type->isInterface() ? nullptr : search(definition);
  if (!found && definition->methodTable->has(MethodTable::kHasVariance)) {
    for (MethodTable* candidate : type->interfaces()) {
      if (candidate->eeClass->genericDefinition != definition->methodTable->eeClass->genericDefinition)
        continue;
      if (!found && candidate != definition->methodTable &&
          isVariantCompatible(candidate, definition->methodTable)) {
        found = search(methodOnExactType(candidate, definition));
      }
    }
  }
  if (!found) found = resolveDefault(type, definition);
  if (!found || found->isAbstract()) return nullptr;
  return declared->methodArgs.empty() ? found : methodInstance(found, declared->methodArgs);
}

}  // namespace minivm
