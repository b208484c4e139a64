// --gdb-jit: gdb's interface for code made at run time. gdb puts a breakpoint on __jit_debug_register_code
// and reads the symbol file that __jit_debug_descriptor names then: here a small ELF file per block of code,
// with one function symbol and the rule by which its frame is unwound (rbp).
#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "vm/entry/code_heap.h"

namespace minivm {

/// What is emitted from now on is registered; all of it is unregistered when the CodeHeap goes.
std::unique_ptr<CodeObserver> createGdbJit();

/// The symbol file of one block of code.
std::vector<uint8_t> gdbSymbolFile(const CodeInfo& block);

}  // namespace minivm

// --- The interface, as gdb knows it (gdb manual, "JIT Compilation Interface").
extern "C" {
struct jit_code_entry {
  jit_code_entry* next_entry;
  jit_code_entry* prev_entry;
  const uint8_t* symfile_addr;
  uint64_t symfile_size;
};
struct jit_descriptor {
  uint32_t version;
  uint32_t action_flag;  ///< 0 nothing, 1 register, 2 unregister `relevant_entry`
  jit_code_entry* relevant_entry;
  jit_code_entry* first_entry;
};
extern jit_descriptor __jit_debug_descriptor;
void __jit_debug_register_code();
}
