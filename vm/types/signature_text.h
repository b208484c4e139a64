// Signatures as messages, dumps and by-name lookups write them: `int32(string,object)`. Nothing is loaded.
#pragma once

#include <string>

#include "loader/signature.h"
#include "vm/types/type_handle.h"

namespace minivm {

struct MethodDesc;

/// Result and parameter types of a method; generic variables of its type and of itself are printed by what
/// they stand for.
std::string signatureText(const Module& module, const MethodDesc& method);
/// One type: `int32`, `string`, `System.Span`1<char>`, `System.IO.Stream[]`, `!0`.
std::string typeSigText(const Module& module, SigCursor& cursor, const GenericContext& context);

}  // namespace minivm
