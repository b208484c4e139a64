// Making of GC descriptors (method_table.h says what they mean).
#pragma once

#include <span>

#include "vm/support/arena.h"
#include "vm/types/method_table.h"

namespace minivm {

/// A descriptor with `offsets`, each plus `bias`.
GcDesc* makeGcDesc(Arena& arena, GcDesc::Kind kind, uint32_t elementSize, std::span<const uint32_t> offsets,
                   uint32_t bias);
/// Hangs it in front of the MethodTable.
void setGcDesc(MethodTable* mt, const GcDesc* desc);

}  // namespace minivm
