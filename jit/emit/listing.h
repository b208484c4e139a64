// The listing of a compiled method: instructions with offsets, IL offsets and safepoints, names instead of the
// addresses of stubs and methods.
#pragma once

#include <string>

#include "vm/threads/compiled_method.h"

namespace minivm {
class Runtime;
}

namespace minivm::jit {

/// Text of `--dump=METHOD:asm`. `withMaps`: also what is live at each safepoint.
std::string listCode(Runtime& runtime, const CompiledMethod& method, bool withMaps);

}  // namespace minivm::jit
