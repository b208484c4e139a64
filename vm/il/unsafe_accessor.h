// Methods with UnsafeAccessorAttribute: static, extern, without a body; the attribute says which private member
// of which type they stand for.
#pragma once

#include "loader/method_body.h"
#include "vm/il/il_builder.h"

namespace minivm {

class Runtime;

/// True when `method` has no body because it is an accessor.
bool isUnsafeAccessor(const MethodDesc* method);
/// Drives `builder` over the body that the accessor `method` (exact) means: pass the arguments on, return what
/// comes back. LoadFailure: BadImageFormat when the declaration makes no sense, MissingMethod or MissingField
/// when the type has no such member itself (base types do not count), NotSupported for UnsafeAccessorType.
void importUnsafeAccessor(Runtime& runtime, MethodDesc* method, IlBuilder& builder);

}  // namespace minivm
