// What vm/ and the interpreter see of a JIT. The host wires an implementation into the Runtime; neither
// includes jit/.
#pragma once

#include <cstdint>
#include <mutex>
#include <string>
#include <vector>

#include "vm/threads/compilation_totals.h"
#include "vm/types/method_desc.h"

namespace minivm {

class Thread;
struct CompiledMethod;

/// How a program is run (`--tier=`).
enum class Tier : uint8_t { Interpreted, Mixed, Compiled };

/// What an interface call site remembers; emitted code reads it. `entry` is written before `type`.
struct DispatchCell {
  MethodTable* type;
  void* entry;
};

/// Where the variables of a method lie in its interpreter frames: what a loop entered in the middle begins
/// with.
struct InterpretedFrame {
  std::vector<uint32_t> localSlots;  ///< of each local, then of the lock of a synchronized method
  struct StackSlot {
    uint32_t depth;
    StackKind kind;
    TypeHandle type;  ///< structs
    uint32_t slot;
  };
  std::vector<StackSlot> stackSlots;  ///< values on the stack between blocks
};

class JitInterface {
 public:
  virtual ~JitInterface() = default;
  /// One thread compiles at a time, under this lock. The compile thread holds it across safepoints: where
  /// there is one, others only try it.
  std::mutex compiling;
  /// Compiles an IL method, once. Null when it is refused: the reason is kept and traced (`--trace=tier`).
  /// Never runs managed code, never collects; on the compile thread others may collect meanwhile. Under the
  /// lock.
  virtual const CompiledMethod* compile(Thread& thread, MethodDesc* method) = 0;
  /// Compiles the loop at `osrOffset` of a method that is being interpreted in a frame like `frame`. Null
  /// when it is refused.
  virtual const CompiledMethod* compileLoop(Thread& thread, MethodDesc* method, uint32_t osrOffset,
                                            const InterpretedFrame& frame) = 0;
  /// Drops what is known of a method that is about to be freed.
  virtual void forget(MethodDesc* method) = 0;
  /// Drops what call sites and caches remember of types and methods that are unlinked (unload.h). World
  /// stopped.
  virtual void forgetUnlinked() = 0;
  /// Why `method` was refused, empty if it was not.
  virtual std::string refusalOf(MethodDesc* method) const = 0;
  virtual CompilationTotals totals() const = 0;
  /// Runs the filter at `pc` over the compiled frame `rbp`; false when it declines. Exceptions inside are the
  /// caller's: a boundary that catches everything must stand around. Runs managed code.
  virtual bool runFilterRunsManaged(Thread& thread, const uint8_t* pc, uint8_t* rbp) = 0;
};

}  // namespace minivm
