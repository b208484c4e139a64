// Names as exceptions of loading and binding write them, which is how CoreCLR writes them: programs compare.
#pragma once

#include <string>

#include "vm/types/method_desc.h"
#include "vm/types/module.h"

namespace minivm {

/// `'N.Type' from assembly 'name, Version=…'`: instances are named by their definition.
std::string typeAndAssembly(const MethodTable* type);
/// `N.Type.Method<System.Int32>(Int32, System.String)`.
std::string methodNameInFailure(const MethodDesc* method);
/// `Void N.Type.Method(Int32)` of a MemberRef to a method, `N.Type.field` of one to a field. Loads nothing.
std::string memberRefInFailure(const Module& module, uint32_t memberRefRid);
/// `N.Outer+Inner` of a TypeDef; `Inner` alone of a nested TypeRef.
std::string typeRefInFailure(const Module& module, uint32_t typeRefRid);

}  // namespace minivm
