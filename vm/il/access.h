// Accessibility of members (ECMA-335 I.8.5.3): checked where a token is resolved for execution.
#pragma once

#include "vm/types/class_loader.h"

namespace minivm {

/// True when code of `from` may use a member with `memberAccess` (the three access bits of Method- or
/// FieldAttributes) declared by `owner`; includes the visibility of the type itself. Assemblies that declare
/// each other friends count as one.
bool canAccess(ClassLoader& loader, const MethodDesc* from, MethodTable* owner, uint32_t memberAccess);
/// The visibility of a type and the types around it alone; arrays count as their elements.
bool canAccessType(ClassLoader& loader, const MethodDesc* from, MethodTable* type);
/// Throw LoadFailure (MethodAccess, FieldAccess) with both names unless allowed.
void checkAccess(ClassLoader& loader, const MethodDesc* from, MethodDesc* method);
void checkAccess(ClassLoader& loader, const MethodDesc* from, FieldDesc* field);
/// Throws InvalidProgram when `from` calls a method that only native code may call
/// (UnmanagedCallersOnlyAttribute).
void checkManagedCall(const MethodDesc* from, const MethodDesc* method);
/// The same for a type: TypeAccess.
void checkAccess(ClassLoader& loader, const MethodDesc* from, TypeHandle type);

}  // namespace minivm
