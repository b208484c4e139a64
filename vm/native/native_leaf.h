// Natives that compiled code calls as plain C++ functions: those of fcalls.def that take no Thread can
// neither collect nor throw, so that no frame and no slots are needed around them.
#pragma once

#include "vm/types/method_desc.h"

namespace minivm {

/// The C function of a leaf native: (Thread*, arguments in order), small integers as 32 bits in and out,
/// references, addresses and pointers as they are. Null when `bridge` belongs to no leaf.
const void* leafOf(NativeBridge bridge);

}  // namespace minivm
