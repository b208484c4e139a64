// Custom attributes that change how a type or method is built. Looked up only where they can matter (value
// types, static fields, static methods).
#pragma once

#include <cstdint>

namespace minivm {

enum class KnownAttribute : uint8_t {
  None,
  IsByRefLike,
  InlineArray,
  ThreadStatic,
  UnmanagedCallersOnly,
  PreserveBaseOverrides,
  Intrinsic,
  UnsafeAccessor,
  Opcode,
  Count
};

}  // namespace minivm
