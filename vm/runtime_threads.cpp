// The runtime's side of having several threads: how they enter and leave it, thread statics, the end of the
// program.
#include <algorithm>

#include "vm/finalizer_thread.h"
#include "vm/runtime.h"
#include "vm/threads/process_state.h"
#include "vm/threads/thread.h"
#include "vm/threads/thread_set.h"

namespace minivm {

void Runtime::enter(Thread& thread) {
  thread.id = thread.record->id;
  if (jit_) thread.compiledCode = &compiledCode_;
  threads_->attach(thread);
  heap_->attach(thread);
  const auto lock = threads_->lockWaits();
  thread.record->thread = &thread;
  thread.record->native = pthread_self();
  if (thread.record->state == ThreadRecord::State::Unstarted) threads_->setRunning(*thread.record);
  nameThread(*thread.record);
}

void Runtime::leave(Thread& thread) {
  heap_->detach(thread);
  {
    const auto lock = threads_->lockWaits();
    threads_->setStopped(*thread.record);
  }
  threads_->detach(thread);
}

namespace {

/// A native thread that the program, or a library of it, has made.
class ForeignThread final : public processState::Attachment {
 public:
  explicit ForeignThread(Runtime& runtime)
      : runtime_(runtime),
        threads_(runtime.shareThreads()),
        thread(std::make_unique<Thread>(runtime, runtime.config().interpreterStackBytes)) {
    {
      const auto lock = threads_->lockWaits();
      thread->record = &threads_->addRecord();
      thread->record->isBackground = true;
    }
    runtime.enter(*thread);
    enterPreemptive(*thread);
  }
  ~ForeignThread() override {
    if (threads_->isClosed()) {  // the runtime is gone
      (void)thread.release();
      return;
    }
    enterCooperative(*thread);
    runtime_.leave(*thread);
  }

 private:
  Runtime& runtime_;
  std::shared_ptr<ThreadSet> threads_;

 public:
  std::unique_ptr<Thread> thread;
};

}  // namespace

Thread& Runtime::callingThread() {
  for (Thread* thread = processState::currentThread(); thread; thread = thread->attachedBefore) {
    if (&thread->runtime() == this) return *thread;
  }
  auto attached = std::make_unique<ForeignThread>(*this);
  Thread& thread = *attached->thread;
  processState::keepUntilThreadEnds(std::move(attached));
  return thread;
}

void Runtime::nameThread(const ThreadRecord& record) {
  constexpr size_t kMostBytes = 15;  // the kernel's limit
  if (record.thread && !record.name.empty())
    pthread_setname_np(record.native, record.name.substr(0, kMostBytes).c_str());
}

void Runtime::stopOthers(Thread& thread) {
  threads_->stopWorld(thread);
}

void Runtime::resumeOthers(Thread& thread) {
  const auto allocators = classLoader_->allocators();
  const bool unloadIsDue = std::any_of(allocators.begin(), allocators.end(),
                                       [](const auto& allocator) { return allocator->isDead(); });
  threads_->resumeWorld(thread);
  if (unloadIsDue) finalizerThread_->wake();
}

void Runtime::finalizersAreDue() {
  finalizerThread_->wake();
}

void Runtime::visitThreadStatics(Thread& thread, std::span<const uint32_t> offsets, RootVisitor& visitor) {
  for (uint32_t offset : offsets) visitor.object(reinterpret_cast<Object**>(thread.threadStatics + offset));
}

GcHandle Runtime::keepAlive(LoaderAllocator* allocator, Object* object) {
  if (allocator) return allocator->keep(object);
  GcHandle handle = heap_->createHandle(HandleKind::Strong, object);
  std::lock_guard guard(keptLock_);
  kept_.push_back(handle);
  return handle;
}

Object* Runtime::publishOnce_nogc(std::atomic<GcHandle>& cell, LoaderAllocator* allocator, Object* object) {
  GcHandle handle = keepAlive(allocator, object);
  GcHandle first = nullptr;
  if (cell.compare_exchange_strong(first, handle, std::memory_order_acq_rel)) return object;
  *handle = nullptr;
  return *first;
}

void Runtime::waitForForegroundThreads(Thread& thread) {
  auto lock = threads_->lockWaits();
  const auto anyRuns = [&] {
    bool found = false;
    threads_->forEachRunningRecord([&](const ThreadRecord& record) {
      found = found || (&record != thread.record && !record.isBackground);
    });
    return found;
  };
  thread.record->awaitsThreadEnd = true;
  while (anyRuns()) threads_->block(thread, lock, std::nullopt);
  thread.record->awaitsThreadEnd = false;
}

void Runtime::raiseProcessExitRunsManaged(Thread& thread) {
  if (processExitRaised_.exchange(true)) return;
  Module& library = classLoader_->coreLib();
  const uint32_t rid = library.metadata().findTypeDef("System", "AppContext");
  // A type that nobody has loaded has no handlers.
  MethodTable* type = rid ? library.typeDefs[rid].load(std::memory_order_acquire) : nullptr;
  MethodDesc* raise = type ? classLoader_->findMethod(type, "OnProcessExit") : nullptr;
  if (!raise) return;
  Slot ret[2];
  callManaged(thread, raise, nullptr, ret);
}

}  // namespace minivm
