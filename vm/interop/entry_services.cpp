// What a real runtime gives to the stubs of vm/entry. It lives here because it knows the rooms above them:
// exceptions and natives.
#include <fmt/format.h>

#include <cstdio>
#include <cstdlib>

#include "vm/eh/dispatch.h"
#include "vm/eh/exceptions.h"
#include "vm/entry/entry_stubs.h"
#include "vm/interop/planned_call.h"
#include "vm/native/native_table.h"
#include "vm/runtime.h"
#include "vm/threads/thread.h"

namespace minivm {
namespace {

/// What a real runtime gives to the stubs.
class RuntimeServices final : public EntryServices {
 public:
  explicit RuntimeServices(Runtime& runtime) : runtime_(runtime) {}

  const MethodSig& signature(MethodDesc* method) override { return runtime_.classLoader().signature(method); }

  void prepare(Thread& thread, MethodDesc* method) override {
    switch (method->kind) {
      case MethodKind::IL:
        if (!method->code.load(std::memory_order_acquire)) runtime_.interpreter().prepare(thread, method);
        break;
      case MethodKind::FCall:
      case MethodKind::PInvoke:
        if (!method->native.load(std::memory_order_acquire)) runtime_.natives().bind(method);
        break;
      default: break;  // the interpreter knows them by kind
    }
  }

  void execute(Thread& thread, MethodDesc* method, const Slot* args, Slot* ret) override {
    runtime_.interpreter().executeOrLeave(thread, method, args, ret);
  }

  bool tryExecute(Thread& thread, MethodDesc* method, const Slot* args, Slot* ret) override {
    return runtime_.interpreter().tryExecute(thread, method, args, ret);
  }

  bool tryExecuteConverting(Thread& thread, const NativeCallback& callback, Object* delegate,
                            const Slot* args, Slot* ret) override {
    return callManagedPlanned(thread, *callback.plan, callback.method, delegate, args, ret);
  }

  void raise(Thread& thread, const LoadFailure& failure) override { throwLoadFailure(thread, failure); }

  void raiseStackOverflow(Thread& thread) override { failStackOverflow(thread); }

  Thread& callingThread() override { return runtime_.callingThread(); }

  void failCallback(Thread& thread, const std::string& message) override {
    std::fflush(stdout);
    if (Object* exception = thread.pendingException) failUnhandled(thread, exception);
    fmt::print(stderr, "{}\n", message);
    std::fflush(stderr);
    std::exit(134);
  }

 private:
  Runtime& runtime_;
};

}  // namespace

std::unique_ptr<EntryServices> makeEntryServices(Runtime& runtime) {
  return std::make_unique<RuntimeServices>(runtime);
}

}  // namespace minivm
