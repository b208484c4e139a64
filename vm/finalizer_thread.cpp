#include "vm/finalizer_thread.h"

#include <algorithm>
#include <memory>

#include "vm/eh/dispatch.h"
#include "vm/runtime.h"
#include "vm/threads/thread.h"
#include "vm/threads/thread_set.h"
#include "vm/unload.h"

namespace minivm {

namespace {

/// It may run on a thread of the program, whose handlers it does not concern.
void runFinalizerRunsManaged(Thread& thread, Handle<Object> object) {
  MethodDesc* finalizer = object->mt->eeClass->finalizer;
  if (!finalizer) return;
  Slot args[1];
  Slot ret[2];
  args[0].obj = object.get();
  if (!tryCallManaged(thread, finalizer, args, ret)) failUnhandled(thread, thread.pendingException);
}

}  // namespace

/// What the native thread gets. `threads` stays alive as long as it may stand still in it.
struct FinalizerThread::Start {
  FinalizerThread* self;
  std::shared_ptr<ThreadSet> threads;
};

void FinalizerThread::wake() {
  ThreadSet& threads = runtime_.threads();
  const auto lock = threads.lockWaits();
  hasWork_ = true;
  if (record_) return threads.signal(*record_);
  record_ = &threads.addRecord();
  record_->isBackground = true;
  record_->name = ".NET Finalizer";
  auto start = std::make_unique<Start>(Start{this, runtime_.shareThreads()});
  if (pthread_create(&native_, nullptr, &main, start.get()) != 0) {
    record_ = nullptr;  // the next collection tries again
    return;
  }
  (void)start.release();
}

void* FinalizerThread::main(void* argument) {
  const std::unique_ptr<Start> start(static_cast<Start*>(argument));
  Runtime& runtime = start->self->runtime_;
  Thread thread(runtime, runtime.config().interpreterStackBytes);
  thread.record = start->self->record_;
  runtime.enter(thread);
  start->self->run(thread);
  runtime.leave(thread);
  return nullptr;
}

void FinalizerThread::run(Thread& thread) {
  ThreadSet& threads = runtime_.threads();
  struct : Locals {
    Rooted<Object> object;
  } r;
  LocalsScope scope(thread, r);
  for (;;) {
    {
      auto lock = threads.lockWaits();
      while (!hasWork_ && !mustEnd_) threads.block(thread, lock, std::nullopt);
      if (mustEnd_) return;
      hasWork_ = false;
      isBusy_ = true;
    }
    while (Object* due = runtime_.heap().nextFinalizable_nogc()) {
      r.object = due;
      runFinalizerRunsManaged(thread, r.object);
    }
    r.object = static_cast<Object*>(nullptr);
    freeDead(thread);
    const auto lock = threads.lockWaits();
    isBusy_ = false;
    ++rounds_;
    for (ThreadRecord* waiter : waiters_) threads.signal(*waiter);
  }
}

void FinalizerThread::waitUntilIdle(Thread& thread) {
  ThreadSet& threads = runtime_.threads();
  auto lock = threads.lockWaits();
  if (thread.record == record_ || (!hasWork_ && !isBusy_)) return;
  // A round that has begun may have missed the newest.
  const uint64_t enough = rounds_ + (isBusy_ && hasWork_ ? 2 : 1);
  waiters_.push_back(thread.record);
  while (rounds_ < enough) threads.block(thread, lock, std::nullopt);
  waiters_.erase(std::find(waiters_.begin(), waiters_.end(), thread.record));
}

void FinalizerThread::end(Thread& thread) {
  ThreadSet& threads = runtime_.threads();
  {
    const auto lock = threads.lockWaits();
    if (!record_ || isBusy_) return;
    mustEnd_ = true;
    threads.signal(*record_);
  }
  Preemptive scope(thread);
  pthread_join(native_, nullptr);
}

}  // namespace minivm
