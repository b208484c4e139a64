#include "vm/il/access.h"

#include <fmt/format.h>

#include "loader/signature.h"
#include "vm/types/failure_text.h"
#include "vm/types/load_failure.h"

namespace minivm {

namespace {

enum Access : uint32_t { kPrivateScope, kPrivate, kFamAndAssem, kAssembly, kFamily, kFamOrAssem, kPublic };

/// `definition` of an instantiation; arrays count as their element's.
MethodTable* definitionOf(MethodTable* type) {
  return type->eeClass->genericDefinition ? type->eeClass->genericDefinition : type;
}

/// The TypeDef token encloses itself and everything nested in it.
bool encloses(const Metadata& metadata, Token outer, Token inner) {
  for (uint32_t rid = inner.rid(); rid != 0; rid = metadata.enclosingType(rid)) {
    if (rid == outer.rid()) return true;
  }
  return false;
}

/// True when `from`'s class or one that encloses it derives from `owner`'s definition (the family of the
/// owner), or implements it: interfaces have protected members, too.
bool isFamily(ClassLoader& loader, MethodTable* from, MethodTable* owner) {
  MethodTable* target = definitionOf(owner);
  const Metadata& metadata = from->module->metadata();
  for (MethodTable* type = from; type;) {
    for (MethodTable* base = type; base; base = base->parent) {
      if (definitionOf(base) == target) return true;
    }
    if (target->isInterface()) {
      for (MethodTable* iface : type->interfaces()) {
        if (definitionOf(iface) == target) return true;
      }
    }
    uint32_t enclosing =
        type->eeClass->typeDef.isNil() ? 0 : metadata.enclosingType(type->eeClass->typeDef.rid());
    if (enclosing == 0) return false;
    TypeHandle outer = loader.loadType(*from->module, Token::make(Table::TypeDef, enclosing), {});
    type = outer.isTypeDesc() ? nullptr : outer.asMethodTable();
  }
  return false;
}

/// Whether an attribute of this name on an assembly has another's name as its argument (`name, …`). Blob:
/// prolog, then one string (II.23.3).
bool namesAssembly(const Module& assembly, std::string_view wanted, const Module& other) {
  const Metadata& metadata = assembly.metadata();
  if (!metadata.hasAssembly()) return false;
  for (uint32_t rid : metadata.customAttributesOf(Token::make(Table::Assembly, 1))) {
    CustomAttributeRow row = metadata.customAttribute(rid);
    // The class library declares the attribute itself: its constructor is then a MethodDef.
    std::string_view attribute;
    if (row.type.is(Table::MethodDef)) {
      attribute = metadata.string(metadata.typeDef(metadata.typeOfMethod(row.type.rid())).name);
    } else if (row.type.is(Table::MemberRef)) {
      Token parent = metadata.memberRef(row.type.rid()).parent;
      if (parent.is(Table::TypeRef)) attribute = metadata.string(metadata.typeRef(parent.rid()).name);
    }
    if (attribute != wanted) continue;
    SigCursor cursor(metadata.blob(row.value), metadata.path());
    cursor.readFixed<uint16_t>();
    uint32_t length = cursor.readCompressed();
    ByteSpan bytes = cursor.readBytes(length);
    std::string_view name(reinterpret_cast<const char*>(bytes.data()), bytes.size());
    if (name.substr(0, name.find(',')) == other.simpleName()) return true;
  }
  return false;
}

/// The user's assembly is the owner's, or one of its friends.
bool sameAssembly(const Module& owner, const Module& user) {
  return &owner.manifest() == &user.manifest() ||
         namesAssembly(owner.manifest(), "InternalsVisibleToAttribute", user.manifest());
}

/// [IgnoresAccessChecksTo] on the user's assembly: everything of the owner's is public to it. Asked last.
bool ignoresChecks(const MethodDesc* from, const MethodTable* owner) {
  return namesAssembly(from->methodTable->module->manifest(), "IgnoresAccessChecksToAttribute",
                       owner->module->manifest());
}

bool canSeeType(ClassLoader& loader, MethodTable* from, MethodTable* type) {
  if (type->isArray()) {
    TypeHandle element = type->elementType();
    return element.isTypeDesc() || canSeeType(loader, from, element.asMethodTable());
  }
  if (type->eeClass->typeDef.isNil()) return true;
  uint32_t visibility = type->eeClass->attributes & 7;
  if (visibility == 1) return true;
  if (visibility == 0) return sameAssembly(*type->module, *from->module);
  const Metadata& metadata = type->module->metadata();
  uint32_t enclosing = metadata.enclosingType(type->eeClass->typeDef.rid());
  if (enclosing == 0) return true;
  TypeHandle outer = loader.loadType(*type->module, Token::make(Table::TypeDef, enclosing), {});
  if (outer.isTypeDesc()) return true;
  MethodTable* outerType = outer.asMethodTable();
  if (!canSeeType(loader, from, outerType)) return false;
  if (visibility == 2) return true;
  bool inside = type->module == from->module && !from->eeClass->typeDef.isNil() &&
                encloses(metadata, outerType->eeClass->typeDef, from->eeClass->typeDef);
  if (inside) return true;
  switch (visibility) {
    case 4: return isFamily(loader, from, outerType);
    case 5: return sameAssembly(*type->module, *from->module);
    case 6: return isFamily(loader, from, outerType) && sameAssembly(*type->module, *from->module);
    case 7: return isFamily(loader, from, outerType) || sameAssembly(*type->module, *from->module);
    default: return false;  // nested private
  }
}

/// Whether the rules of I.8.5.3 let `user` have a member of `owner`.
bool mayUseMember(ClassLoader& loader, MethodTable* user, MethodTable* owner, uint32_t memberAccess) {
  if (definitionOf(user) == definitionOf(owner)) return true;
  if (&owner->module->manifest() == &user->module->manifest() && memberAccess >= kAssembly &&
      memberAccess != kFamily && (owner->eeClass->attributes & 7) <= 1)
    return true;
  if (!canSeeType(loader, user, owner)) return false;
  if (memberAccess == kPublic) return true;
  if (owner->module == user->module && !owner->eeClass->typeDef.isNil() && !user->eeClass->typeDef.isNil()) {
    // Code of a nested class sees what its enclosing classes see.
    if (encloses(owner->module->metadata(), owner->eeClass->typeDef, user->eeClass->typeDef)) return true;
  }
  switch (memberAccess) {
    case kPrivateScope: return owner->module == user->module;  // no name finds it, but its token does
    case kFamAndAssem: return isFamily(loader, user, owner) && sameAssembly(*owner->module, *user->module);
    case kAssembly: return sameAssembly(*owner->module, *user->module);
    case kFamily: return isFamily(loader, user, owner);
    case kFamOrAssem: return isFamily(loader, user, owner) || sameAssembly(*owner->module, *user->module);
    default: return false;
  }
}

}  // namespace

bool canAccessType(ClassLoader& loader, const MethodDesc* from, MethodTable* type) {
  if (from->isDynamic) return true;  // as on CoreCLR 10, whatever the method was made for
  MethodTable* user = from->methodTable;
  if (definitionOf(user) == definitionOf(type)) return true;
  if (type->module == user->module && !type->isArray() && !type->eeClass->typeDef.isNil() &&
      !user->eeClass->typeDef.isNil() &&
      encloses(type->module->metadata(), type->eeClass->typeDef, user->eeClass->typeDef))
    return true;
  return canSeeType(loader, user, type) || ignoresChecks(from, type);
}

bool canAccess(ClassLoader& loader, const MethodDesc* from, MethodTable* owner, uint32_t memberAccess) {
  if (from->isDynamic) return true;  // as on CoreCLR 10, whatever the method was made for
  return mayUseMember(loader, from->methodTable, owner, memberAccess) || ignoresChecks(from, owner);
}

void checkAccess(ClassLoader& loader, const MethodDesc* from, MethodDesc* method) {
  if (method->token.isNil()) return;  // runtime methods of arrays
  if (canAccess(loader, from, method->methodTable, method->attributes & 7u)) return;
  throw LoadFailure(LoadFailureKind::MethodAccess,
                    fmt::format("Attempt by method '{}' to access method '{}' failed.",
                                methodNameInFailure(from), methodNameInFailure(method)));
}

void checkManagedCall(const MethodDesc* from, const MethodDesc* method) {
  if (!method->isUnmanagedCallersOnly) return;
  throw LoadFailure(
      LoadFailureKind::InvalidProgram,
      fmt::format("{}: calls {}, which only native code may call (UnmanagedCallersOnlyAttribute)",
                  from->toString(), method->toString()));
}

void checkAccess(ClassLoader& loader, const MethodDesc* from, FieldDesc* field) {
  if (field->isLiteral()) {  // II.16.1.2: a constant has no storage
    throw LoadFailure(
        LoadFailureKind::MissingField,
        fmt::format("Field not found: '{}.{}'.", TypeHandle(field->owner).toString(), field->name()));
  }
  if (canAccess(loader, from, field->owner, field->attributes & 7u)) return;
  throw LoadFailure(
      LoadFailureKind::FieldAccess,
      fmt::format("Attempt by method '{}' to access field '{}.{}' failed.", methodNameInFailure(from),
                  TypeHandle(field->owner).toString(), field->name()));
}

void checkAccess(ClassLoader& loader, const MethodDesc* from, TypeHandle type) {
  while (type && type.isTypeDesc()) type = type.asTypeDesc()->element;
  if (!type || (type.asMethodTable()->eeClass->attributes & 7) == 1) return;
  if (from->isDynamic || canSeeType(loader, from->methodTable, type.asMethodTable()) ||
      ignoresChecks(from, type.asMethodTable()))
    return;
  throw LoadFailure(LoadFailureKind::TypeAccess,
                    fmt::format("Attempt by method '{}' to access type '{}' failed.",
                                methodNameInFailure(from), type.toString()));
}

}  // namespace minivm
