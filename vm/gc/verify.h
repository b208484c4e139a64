// Verifier: looks at every object, reference, card, handle and root of a stopped heap and aborts at the first
// that is wrong.
#pragma once

#include "vm/gc/spaces.h"

namespace minivm::gc {

/// All windows are retired. `when` goes into the report.
void verifyHeap(const Spaces& spaces, const char* when);

}  // namespace minivm::gc
