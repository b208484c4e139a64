#include "vm/compile_thread.h"

#include <algorithm>

#include "vm/runtime.h"
#include "vm/threads/safepoint.h"
#include "vm/threads/thread.h"
#include "vm/threads/thread_set.h"

namespace minivm {

namespace {

/// A loop that asks is where the program is right now; a method is where it often comes by.
constexpr uint32_t kLoopWeight = 4;
constexpr uint32_t kMethodWeight = 1;

/// It runs no managed code: the smallest interpreter stack there is.
constexpr size_t kInterpreterStackBytes = 0;

}  // namespace

/// What the native thread gets. `threads` stays alive as long as it may stand still in it.
struct CompileThread::Start {
  CompileThread* self;
  std::shared_ptr<ThreadSet> threads;
};

void CompileThread::request(MethodDesc* method, int64_t loopOffset) {
  const uint32_t weight = loopOffset == kWholeMethod ? kMethodWeight : kLoopWeight;
  const std::lock_guard lock(mutex_);
  if (mustEnd_) return;
  for (Job& job : jobs_) {
    if (job.method != method || job.loopOffset != loopOffset) continue;
    job.weight += weight;
    return;
  }
  jobs_.push_back({method, loopOffset, weight});
  if (isIdle_) return wake_.notify_one();
  if (isStarted_) return;
  auto start = std::make_unique<Start>(Start{this, runtime_.shareThreads()});
  if (pthread_create(&native_, nullptr, &main, start.get()) != 0) return;  // the next request tries again
  isStarted_ = true;
  pthread_setname_np(native_, ".NET Tiering");
  (void)start.release();
}

void* CompileThread::main(void* argument) {
  const std::unique_ptr<Start> start(static_cast<Start*>(argument));
  Thread thread(start->self->runtime_, kInterpreterStackBytes);
  ThreadRecord record;  // no managed thread: no id, in no list
  thread.record = &record;
  thread.isCompileThread = true;
  start->threads->attach(thread);
  start->self->run(thread);
  start->threads->detach(thread);
  return nullptr;
}

bool CompileThread::takeJob(Job& job) {
  std::unique_lock lock(mutex_);
  isIdle_ = true;
  wake_.wait(lock, [&] { return mustEnd_ || !jobs_.empty(); });
  isIdle_ = false;
  if (mustEnd_) return false;
  const auto first = std::max_element(jobs_.begin(), jobs_.end(),
                                      [](const Job& a, const Job& b) { return a.weight < b.weight; });
  job = *first;
  jobs_.erase(first);
  return true;
}

void CompileThread::run(Thread& thread) {
  Job job;
  for (;;) {
    {
      Preemptive scope(thread);
      if (!takeJob(job)) return;
    }
    runtime_.interpreter().compileHot(thread, job.method, job.loopOffset);
  }
}

bool CompileThread::poll(Thread& thread) {
  pollThread(thread);
  return !mustEnd_.load(std::memory_order_relaxed);
}

void CompileThread::end(Thread& thread) {
  {
    const std::lock_guard lock(mutex_);
    mustEnd_ = true;
    if (!isStarted_) return;
    wake_.notify_one();
  }
  Preemptive scope(thread);
  pthread_join(native_, nullptr);
}

}  // namespace minivm
