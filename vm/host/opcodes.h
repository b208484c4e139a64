#pragma once
#include <memory>

#include "loader/opcode.h"
#include "vm/support/options.h"

namespace minivm {

/// The IL table that the whole program uses: the runtime, and the commands that have none (asm, dis, verify).
std::shared_ptr<const OpcodeTable> opcodesFor(const Options& options);

}  // namespace minivm
