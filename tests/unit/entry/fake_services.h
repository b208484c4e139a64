// An interpreter, a heap and a thread for the tests of vm/entry. References are addresses that are never
// followed; a collection adds the same distance to every reported slot. A slot that is missed, or reported
// twice, is then off by that distance.
#pragma once

#include <cstring>
#include <functional>
#include <memory>
#include <vector>

#include "vm/eh/exceptions.h"
#include "vm/entry/entry_stubs.h"
#include "vm/threads/thread.h"

namespace minivm::testing {

class FakeServices : public EntryServices, public RootVisitor {
 public:
  static constexpr uint64_t kMove = 1u << 20;

  const MethodSig& signature(MethodDesc* method) override { return *method->sig.load(); }
  void prepare(Thread& thread, MethodDesc* method) override {
    ++prepares;
    if (onPrepare) onPrepare(thread, method);
    collect(thread);
  }
  void execute(Thread& thread, MethodDesc* method, const Slot* args, Slot* ret) override {
    ++executes;
    onExecute(thread, method, args, ret);
  }
  bool tryExecute(Thread& thread, MethodDesc* method, const Slot* args, Slot* ret) override {
    try {
      execute(thread, method, args, ret);
      return true;
    } catch (const ManagedException&) {
      return false;
    }
  }
  bool tryExecuteConverting(Thread&, const NativeCallback&, Object*, const Slot*, Slot*) override {
    return false;
  }
  void raise(Thread& thread, const LoadFailure&) override {
    collect(thread);
    thread.pendingException = &exception;
    throw ManagedException{};
  }
  void raiseStackOverflow(Thread& thread) override {
    thread.pendingException = &exception;
    throw ManagedException{};
  }
  Thread& callingThread() override { return *caller; }
  void failCallback(Thread&, const std::string& message) override {
    std::fprintf(stderr, "callback failed: %s\n", message.c_str());
    std::abort();
  }

  /// "Moves" everything that transition frames report.
  void collect(Thread& thread) {
    if (!collecting) return;
    moved += kMove;
    for (Frame* frame = thread.topFrame; frame; frame = frame->previous) {
      if (frame->kind == FrameKind::Transition)
        visitTransitionRoots(*static_cast<TransitionFrame*>(frame), *this);
    }
  }
  void object(Object** slot) override { *reinterpret_cast<uint64_t*>(slot) += kMove; }
  void interior(uint8_t** slot) override { *slot += kMove; }

  std::function<void(Thread&, MethodDesc*)> onPrepare;
  std::function<void(Thread&, MethodDesc*, const Slot*, Slot*)> onExecute;
  Thread* caller = nullptr;  ///< who calls back
  int prepares = 0;
  int executes = 0;
  uint64_t moved = 0;
  bool collecting = true;
  Object exception{};
};

/// A Thread that has no runtime: its storage, zeroed. Only the fields are used.
class FakeThread {
 public:
  FakeThread() { std::memset(storage_, 0, sizeof storage_); }
  Thread& get() { return *reinterpret_cast<Thread*>(storage_); }

 private:
  alignas(Thread) unsigned char storage_[sizeof(Thread)];
};

/// Everything a test of the stubs needs.
struct StubWorld {
  CodeHeap codeHeap;
  Log log;
  FakeServices* services = new FakeServices;  // owned by stubs
  EntryStubs stubs{codeHeap, log, std::unique_ptr<EntryServices>(services)};
  FakeThread threadStorage;
  Thread& thread = threadStorage.get();
  StubWorld() { services->caller = &thread; }
};

}  // namespace minivm::testing
