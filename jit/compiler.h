// The compiler: one method in, machine code out. See README.md for the way through it.
#pragma once

#include <memory>

#include "vm/jit_interface.h"

namespace minivm {
class Runtime;

/// The machine-code tier. One per Runtime; made when it is first wanted.
std::unique_ptr<JitInterface> createJit(Runtime& runtime);

}  // namespace minivm
