// The interpreter: implements vm's InterpreterInterface over register bytecode.
#pragma once

#include <memory>

#include "vm/interpreter_interface.h"

namespace minivm {

/// Makes the interpreter that a Runtime is created with.
std::unique_ptr<InterpreterInterface> createInterpreter();

}  // namespace minivm
