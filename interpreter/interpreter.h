// The interpreter: implements vm's InterpreterInterface over register bytecode.
#pragma once

#include <memory>

#include "vm/interpreter_interface.h"

namespace minivm {

class Observer;

/// Makes the interpreter that a Runtime is created with. `observer` may be null; it outlives the Runtime.
std::unique_ptr<InterpreterInterface> createInterpreter(Observer* observer = nullptr);

}  // namespace minivm
