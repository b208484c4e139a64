// The stubs between compiled code and the C++ functions of helpers.h (ABI 10). Made once per runtime, before
// anything is compiled.
//
//   helper stub   arguments where the C convention wants them, but for the thread, which it adds; publishes a
//                 MachineFrame with the callee-saved registers; afterwards a pending exception starts
//                 unwinding
//   slow stub     the same with every register saved, and reloaded as the collector left them; r10, r11 in,
//   r11
//                 out
//   dispatch      r10 = declared method, r11 = site cell: like the prestub, spills the argument registers and
//                 reports them by the method's shape; jumps to the target
#pragma once

#include <memory>
#include <string_view>
#include <unordered_map>

#include "vm/jit_interface.h"
#include "vm/threads/frame.h"

namespace minivm {
class Runtime;
class Thread;
struct MethodDesc;
struct MethodTable;
}  // namespace minivm

namespace minivm::jit {

class RuntimeStubs {
 public:
  explicit RuntimeStubs(Runtime& runtime);
  ~RuntimeStubs();
  /// The stub of a helper or slow-path function.
  const void* helper(const void* function, std::string_view name);
  const void* slow(const void* function, std::string_view name);
  const void* dispatch() const { return dispatch_; }
  /// Runs the filter at `pc` over frame `rbp`: its answer, or anything with an exception pending.
  using FilterCall = uint64_t (*)(Thread* thread, const uint8_t* pc, uint8_t* rbp);
  FilterCall filterCall() const { return reinterpret_cast<FilterCall>(filterCall_); }

 private:
  const void* emitHelper(const void* function, std::string_view name, bool savesAll);
  const void* emitDispatch();
  Runtime& runtime_;
  std::unordered_map<const void*, const void*> helpers_, slows_;
  const void* emitFilterCall();
  const void* dispatch_ = nullptr;
  const void* filterCall_ = nullptr;
};

}  // namespace minivm::jit
