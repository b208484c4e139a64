#pragma once
#include <memory>

#include "loader/opcode.h"
#include "vm/support/options.h"

namespace minivm {

class ClassLoader;

/// The IL table that the whole program uses: the runtime, and the commands that have none (asm, dis, verify). The
/// opcodes of --opcodes are in it. Throws LoadError.
std::shared_ptr<const OpcodeTable> opcodesFor(const Options& options);
/// Lets the loader find the assemblies that lie beside the files of --opcodes.
void addOpcodeDirectories(const Options& options, ClassLoader& loader);

}  // namespace minivm
