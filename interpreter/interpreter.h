// The interpreter: implements vm's InterpreterInterface over register bytecode.
#pragma once

#include <memory>

#include "vm/interpreter_interface.h"
#include "vm/types/type_profile.h"

namespace minivm {

class Observer;

/// Makes the interpreter that a Runtime is created with. `observer` may be null; it outlives the Runtime.
std::unique_ptr<InterpreterInterface> createInterpreter(Observer* observer = nullptr);

/// What interpreted calls at an IL offset of `method` were made on; null when that is no virtual, interface
/// or delegate call, or the method was never interpreted.
const TypeProfile* typeProfileAt(const MethodDesc* method, uint32_t ilOffset);

}  // namespace minivm
