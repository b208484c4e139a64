// The compiler: one method in, machine code out. See README.md for the way through it.
#pragma once

#include <memory>

#include "vm/jit_interface.h"
#include "vm/types/type_profile.h"

namespace minivm {
class Runtime;

/// The machine-code tier. One per Runtime; made when it is first wanted. `profiles` knows what the
/// interpreter saw.
std::unique_ptr<JitInterface> createJit(Runtime& runtime, TypeProfileSource profiles);

}  // namespace minivm
