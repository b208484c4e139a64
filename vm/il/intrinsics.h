// The one table of intrinsics that every tier uses (intrinsics.def).
#pragma once

#include <cstdint>

#include "vm/types/method_desc.h"

namespace minivm {

enum class Intrinsic : uint16_t {
  None,
#define INTRINSIC(id, type, method) id,
#include "vm/il/intrinsics.def"
  Count
};

/// The intrinsic that `method` is, bound by name and cached in the MethodDesc.
Intrinsic intrinsicOf(MethodDesc* method);

}  // namespace minivm
