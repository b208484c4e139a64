#pragma once
#include "loader/signature.h"

namespace minivm {

/// What IL text calls a type that is one byte of a signature (II.23.1.16): `int32`, `native int`; null for
/// others.
const char* primitiveName(ElementType type);

}  // namespace minivm
