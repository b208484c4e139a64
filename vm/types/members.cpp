// Methods and fields from tokens: MethodDef, MemberRef, MethodSpec, Field (II.22.25, II.22.29).
#include "loader/names.h"
#include "vm/types/failure_text.h"
#include "vm/types/signature_compare.h"

namespace minivm {

namespace {

std::string_view methodName(const MethodDesc& method) {
  return method.name();
}

/// True when a blob mentions no generic variable: bytes alone decide, a false alarm only costs a cache entry.
bool mentionsVariables(SigCursor cursor) {
  for (uint8_t byte : cursor.bytes()) {
    if (byte == static_cast<uint8_t>(ElementType::Var) || byte == static_cast<uint8_t>(ElementType::MVar))
      return true;
  }
  return false;
}

}  // namespace

MethodDesc* TypeLoader::methodByRid(MethodTable* owner, uint32_t rid) {
  load(owner);
  RowRange rows = owner->module->metadata().methodsOf(owner->eeClass->typeDef.rid());
  uint32_t index = rows.indexOf(rid);
  if (index >= owner->eeClass->methods.size())
    fail(owner, "MethodDef row " + std::to_string(rid) + " is no method of it");
  return &owner->eeClass->methods[index];
}

MethodDesc* TypeLoader::methodOnExactType(MethodTable* owner, MethodDesc* method) {
  load(owner);
  if (method->methodTable == owner) return method;
  if (method->token.isNil()) {
    size_t index = method - method->methodTable->eeClass->methods.data();
    if (index >= owner->eeClass->methods.size()) fail(owner, "it has no such array method");
    return &owner->eeClass->methods[index];
  }
  MethodDesc* definition = methodByRid(owner, method->token.rid());
  return method->methodArgs.empty() ? definition : methodInstance(definition, method->methodArgs);
}

MethodTable* TypeLoader::globalsOf(Module& module, Token moduleRef) {
  const Metadata& metadata = module.metadata();
  metadata.require(moduleRef);
  Module& file = moduleOfFile(module, metadata.string(metadata.moduleRef(moduleRef.rid()).name));
  return typeDef(file, 1);
}

void TypeLoader::learnAttributes(MethodDesc* method) {
  if (method->attributesKnown.load(std::memory_order_relaxed)) return;
  // Only static methods can be entered from native code directly, or stand for an opcode.
  if (method->isStatic() && !method->token.isNil()) {
    Module& module = *method->methodTable->module;
    method->isUnmanagedCallersOnly =
        findAttribute(module, method->token, KnownAttribute::UnmanagedCallersOnly) != 0;
    method->isOpcode = findAttribute(module, method->token, KnownAttribute::Opcode) != 0;
  }
  method->attributesKnown.store(true, std::memory_order_release);
}

MethodDesc* TypeLoader::methodInstance(MethodDesc* definition, std::span<const TypeHandle> args) {
  if (definition->genericDefinition) definition = definition->genericDefinition;
  Module& module = *definition->methodTable->module;
  uint32_t arity =
      definition->isGenericDefinition ? module.metadata().genericParamsOf(definition->token).size() : 0;
  if (args.size() != arity) {
    throw LoadFailure(LoadFailureKind::BadImageFormat,
                      definition->toString() + ": the method takes " + std::to_string(arity) +
                          " type arguments but is given " + std::to_string(args.size()));
  }
  if (arity == 0) return definition;
  InstanceKey probe{definition, args};
  if (MethodDesc** known = methodInstances_.find(probe)) return *known;
  uint32_t depth = 0;
  for (TypeHandle arg : args) {
    if (arg.isNull() || arg.elementType() == ElementType::Void || arg.elementType() == ElementType::ByRef) {
      throw LoadFailure(LoadFailureKind::BadImageFormat,
                        definition->toString() + ": void and by-reference types cannot be type arguments");
    }
    depth = std::max(depth, genericDepthOf(arg));
  }
  if (depth >= kMaxGenericDepth) {
    throw LoadFailure(
        LoadFailureKind::TypeLoad,
        definition->toString() + ": type arguments nest deeper than " + std::to_string(kMaxGenericDepth));
  }
  LoaderAllocator* allocator = allocatorOf(minivm::allocatorOf(definition->methodTable), args);
  Arena& own = arenaOf(allocator);
  auto* method = own.make<MethodDesc>();
  method->methodTable = definition->methodTable;
  method->token = definition->token;
  method->attributes = definition->attributes;
  method->implAttributes = definition->implAttributes;
  method->slot = definition->slot;
  method->kind = definition->kind;
  method->isIntrinsic = definition->isIntrinsic;
  method->intrinsicId = definition->intrinsicId;
  method->isCollectible = allocator != nullptr;
  if (allocator) allocator->methodInstances.push_back(method);
  method->methodArgs = own.copyArray(args);
  method->genericDefinition = definition;
  methodInstances_.tryInsert(InstanceKey{definition, method->methodArgs}, method);
  return method;
}

MethodDesc* TypeLoader::resolveMethod(Module& module, Token token, const GenericContext& context,
                                      TypeHandle* declaringType) {
  const Metadata& metadata = module.metadata();
  metadata.require(token);
  switch (token.table()) {
    case Table::MethodDef: {
      MethodTable* owner = typeDef(module, metadata.typeOfMethod(token.rid()));
      MethodDesc* method = methodByRid(owner, token.rid());
      learnAttributes(method);
      module.methodDefs[token.rid()].store(method, std::memory_order_release);
      if (declaringType) *declaringType = owner;
      return method;
    }
    case Table::MethodSpec: {
      MethodSpecRow row = metadata.methodSpec(token.rid());
      if (row.method.is(Table::MethodSpec)) break;
      MethodDesc* definition = resolveMethod(module, row.method, context, declaringType);
      SigCursor cursor(metadata, row.instantiation);
      uint32_t count = readMethodSpecHeader(cursor);
      std::vector<TypeHandle> args;
      for (uint32_t i = 0; i < count; ++i) args.push_back(typeSig(module, cursor, context));
      return methodInstance(definition, args);
    }
    case Table::MemberRef: break;
    default:
      throw LoadFailure(LoadFailureKind::BadImageFormat, metadata.path() + ": a token of table " +
                                                             tableName(token.table()) + " names no method");
  }
  if (!token.is(Table::MemberRef))
    throw LoadFailure(LoadFailureKind::BadImageFormat, metadata.path() + ": a MethodSpec of a MethodSpec");

  if (MethodDesc* known = module.memberRefMethods[token.rid()].load(std::memory_order_acquire)) {
    if (declaringType) *declaringType = known->methodTable;
    return known;
  }
  MemberRefRow row = metadata.memberRef(token.rid());
  std::string_view name = metadata.string(row.name);
  SigCursor signature(metadata, row.signature);
  if (row.parent.is(Table::MethodDef))
    return resolveMethod(module, row.parent, context, declaringType);  // call site of a varargs method
  TypeHandle owner;
  bool cacheable = true;
  if (row.parent.is(Table::ModuleRef)) {
    owner = globalsOf(module, row.parent);
  } else {
    if (row.parent.is(Table::TypeSpec)) {
      metadata.require(row.parent);
      cacheable = !mentionsVariables(SigCursor(metadata, metadata.typeSpec(row.parent.rid()).signature));
    }
    owner = typeToken(module, row.parent, context);
  }
  if (declaringType) *declaringType = owner;
  if (owner.isTypeDesc()) {
    // `constrained.`-less calls on a type variable's method cannot be bound (only reached from open code).
    throw LoadFailure(LoadFailureKind::MissingMethod,
                      metadata.path() + ": " + owner.toString() +
                          " has no methods; needed: " + memberRefInFailure(module, token.rid()));
  }
  MethodTable* exact = owner.asMethodTable();
  load(exact);
  MethodDesc* found = nullptr;
  if (exact->isArray()) {
    // The element's place is written as !0 or as the type itself: the count of parameters tells the methods
    // apart.
    SigCursor cursor = signature;
    uint32_t count = readMethodHeader(cursor).paramCount;
    for (MethodDesc& method : exact->eeClass->methods) {
      if (method.name() == name && this->signature(&method).args.size() == count + 1) found = &method;
    }
  }
  GenericContext named{exact->isArray() ? std::span<const TypeHandle>() : exact->eeClass->typeArgs, {}};
  for (MethodTable* type = exact; type && !found; type = type->parent) {
    if (type->isArray()) continue;
    const Metadata& theirs = type->module->metadata();
    GenericContext theirContext{type->eeClass->typeArgs, {}};
    for (MethodDesc& method : type->eeClass->methods) {
      MethodDefRow other = theirs.methodDef(method.token.rid());
      if (theirs.string(other.name) != name) continue;
      // On the named type itself both are written in its parameters; an inherited method is written in its
      // own class's.
      bool substitute = type != exact;
      if (equalMethodSigs(*this, SigSide{&module, signature, substitute ? &named : nullptr},
                          SigSide{type->module, SigCursor(theirs, other.signature),
                                  substitute ? &theirContext : nullptr})) {
        found = &method;
        break;
      }
    }
    if (!exact->isInterface() && (name == ".ctor" || name == ".cctor"))
      break;  // constructors are not inherited
  }
  if (!found && exact->isInterface()) {
    for (MethodDesc& method : typeDef(objectKey)->eeClass->methods) {
      if (methodName(method) != name) continue;
      const Metadata& theirs = coreLib->metadata();
      if (equalMethodSigs(
              *this, SigSide{&module, signature, nullptr},
              SigSide{coreLib, SigCursor(theirs, theirs.methodDef(method.token.rid()).signature), nullptr})) {
        found = &method;
      }
    }
  }
  if (!found) {
    throw LoadFailure(LoadFailureKind::MissingMethod,
                      "Method not found: '" + memberRefInFailure(module, token.rid()) + "'.");
  }
  learnAttributes(found);
  if (cacheable) module.memberRefMethods[token.rid()].store(found, std::memory_order_release);
  return found;
}

FieldDesc* TypeLoader::resolveField(Module& module, Token token, const GenericContext& context) {
  const Metadata& metadata = module.metadata();
  metadata.require(token);
  FieldDesc* found = nullptr;
  if (token.is(Table::Field)) {
    MethodTable* owner = typeDef(module, metadata.typeOfField(token.rid()));
    load(owner);
    uint32_t index = metadata.fieldsOf(owner->eeClass->typeDef.rid()).indexOf(token.rid());
    if (index < owner->eeClass->fields.size()) found = &owner->eeClass->fields[index];
    if (!found) fail(owner, "Field row " + std::to_string(token.rid()) + " is no field of it");
  } else if (token.is(Table::MemberRef)) {
    if (FieldDesc* known = module.memberRefFields[token.rid()].load(std::memory_order_acquire)) return known;
    MemberRefRow row = metadata.memberRef(token.rid());
    std::string_view name = metadata.string(row.name);
    bool cacheable = true;
    if (row.parent.is(Table::TypeSpec)) {
      metadata.require(row.parent);
      cacheable = !mentionsVariables(SigCursor(metadata, metadata.typeSpec(row.parent.rid()).signature));
    }
    TypeHandle owner = row.parent.is(Table::ModuleRef) ? TypeHandle(globalsOf(module, row.parent))
                                                       : typeToken(module, row.parent, context);
    if (!owner.isTypeDesc()) {
      MethodTable* exact = owner.asMethodTable();
      load(exact);
      auto matches = [&](FieldDesc& field, bool substitute) {
        const Metadata& theirs = field.owner->module->metadata();
        FieldRow other = theirs.field(field.token.rid());
        if (theirs.string(other.name) != name) return false;
        GenericContext named{exact->isArray() ? std::span<const TypeHandle>() : exact->eeClass->typeArgs, {}};
        GenericContext theirContext{field.owner->eeClass->typeArgs, {}};
        SigSide a{&module, SigCursor(metadata, row.signature), substitute ? &named : nullptr};
        SigSide b{field.owner->module, SigCursor(theirs, other.signature),
                  substitute ? &theirContext : nullptr};
        readFieldHeader(a.cursor);
        readFieldHeader(b.cursor);
        return equalTypeSigs(*this, a, b);
      };
      for (MethodTable* type = exact; type && !found; type = type->parent) {
        for (FieldDesc& field : type->eeClass->fields) {
          if (matches(field, type != exact)) {
            found = &field;
            break;
          }
        }
      }
    }
    if (!found) {
      throw LoadFailure(LoadFailureKind::MissingField,
                        "Field not found: '" + memberRefInFailure(module, token.rid()) + "'.");
    }
    if (found->isStatic()) ensureStatics(found->owner);
    if (cacheable) module.memberRefFields[token.rid()].store(found, std::memory_order_release);
    return found;
  } else {
    throw LoadFailure(LoadFailureKind::BadImageFormat,
                      metadata.path() + ": a token of table " + tableName(token.table()) + " names no field");
  }
  if (found->isStatic()) ensureStatics(found->owner);
  module.fieldDefs[token.rid()].store(found, std::memory_order_release);
  return found;
}

}  // namespace minivm
