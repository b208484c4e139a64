#include "vm/threads/thread_set.h"

#include <linux/futex.h>
#include <linux/membarrier.h>
#include <sched.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <thread>

#include "vm/threads/process_state.h"

namespace minivm {

namespace {

/// Every thread of the process that runs passes a full barrier.
void barrierEverywhere() {
  if (processState::transitionsNeedFence()) {
    std::atomic_thread_fence(std::memory_order_seq_cst);
    return;
  }
  syscall(SYS_membarrier, MEMBARRIER_CMD_PRIVATE_EXPEDITED, 0, 0);
}

/// Sleeps while the word holds `value`; may wake early. False when the deadline is over.
bool sleepWhile(std::atomic<uint32_t>& word, uint32_t value, ThreadSet::Deadline deadline) {
  timespec until{};
  if (deadline) {
    const int64_t nanoseconds =
        std::chrono::duration_cast<std::chrono::nanoseconds>(deadline->time_since_epoch()).count();
    until.tv_sec = nanoseconds / 1'000'000'000;
    until.tv_nsec = nanoseconds % 1'000'000'000;
  }
  // FUTEX_WAIT_BITSET takes a point in time, of the clock that is steady_clock's.
  const long done = syscall(SYS_futex, &word, FUTEX_WAIT_BITSET_PRIVATE, value, deadline ? &until : nullptr,
                            nullptr, FUTEX_BITSET_MATCH_ANY);
  return done == 0 || errno != ETIMEDOUT;
}

void wakeOne(std::atomic<uint32_t>& word) {
  syscall(SYS_futex, &word, FUTEX_WAKE_PRIVATE, 1, nullptr, nullptr, 0);
}

}  // namespace

void waitWhileStopped(Thread& thread) {
  const int error = errno;  // of the native code that a transition follows
  for (;;) {
    thread.mode.store(Thread::Mode::Preemptive, std::memory_order_release);
    for (uint32_t seen; (seen = thread.pollFlag.load(std::memory_order_acquire)) & Thread::kStopRequested;)
      thread.pollFlag.wait(seen, std::memory_order_acquire);
    thread.mode.store(Thread::Mode::Cooperative, std::memory_order_relaxed);
    if (thread.fencesTransitions) std::atomic_thread_fence(std::memory_order_seq_cst);
    std::atomic_signal_fence(std::memory_order_seq_cst);
    if (!(thread.pollFlag.load(std::memory_order_acquire) & Thread::kStopRequested)) break;
  }
  errno = error;
}

ThreadSet::~ThreadSet() {
  if (isClosed_) membership_.unlock();
}

void ThreadSet::attach(Thread& thread) {
  {
    std::lock_guard guard(membership_);  // nobody joins a stopped world
    running_.push_back(&thread);
  }
  enterCooperative(thread);
}

void ThreadSet::detach(Thread& thread) {
  enterPreemptive(thread);
  std::lock_guard guard(membership_);
  running_.erase(std::find(running_.begin(), running_.end(), &thread));
}

/// Threads stop at their next poll: soon, unless the system has taken their processor away.
void ThreadSet::waitUntilStopped(const Thread& thread) {
  constexpr int kSpins = 200, kYields = 50;
  for (int i = 0; thread.mode.load(std::memory_order_acquire) == Thread::Mode::Cooperative; ++i) {
    if (i < kSpins) {
      __builtin_ia32_pause();
    } else if (i < kSpins + kYields) {
      sched_yield();
    } else {
      std::this_thread::sleep_for(std::chrono::microseconds(50));
    }
  }
}

void ThreadSet::stopWorld(Thread& self) {
  if (!membership_.try_lock()) {
    enterPreemptive(self);
    membership_.lock();
    // The stopper before us has withdrawn its request; there is no other now.
    self.mode.store(Thread::Mode::Cooperative, std::memory_order_relaxed);
  }
  if (running_.size() == 1) return;
  for (Thread* thread : running_) {
    if (thread != &self) thread->requestStop();
  }
  barrierEverywhere();
  for (const Thread* thread : running_) {
    if (thread != &self) waitUntilStopped(*thread);
  }
}

void ThreadSet::resumeWorld(Thread& self) {
  for (Thread* thread : running_) {
    if (thread != &self) thread->withdrawStop();
  }
  membership_.unlock();
}

void ThreadSet::close(Thread& self) {
  stopWorld(self);
  isClosed_ = true;
}

void ThreadSet::block(Thread& thread, WaitLock& lock, Deadline deadline) {
  std::atomic<uint32_t>& signal = thread.record->signal;
  enterPreemptive(thread);
  lock.unlock();
  uint32_t none = ThreadRecord::kNoSignal;
  if (signal.compare_exchange_strong(none, ThreadRecord::kAsleep, std::memory_order_acq_rel)) {
    while (signal.load(std::memory_order_acquire) == ThreadRecord::kAsleep) {
      if (!sleepWhile(signal, ThreadRecord::kAsleep, deadline)) break;
    }
  }
  signal.exchange(ThreadRecord::kNoSignal, std::memory_order_acq_rel);
  enterCooperative(thread);  // the lock is not held where this thread may stand
  lock.lock();
}

void ThreadSet::signal(ThreadRecord& record) {
  if (record.signal.exchange(ThreadRecord::kSignaled, std::memory_order_acq_rel) == ThreadRecord::kAsleep)
    wakeOne(record.signal);
}

void ThreadSet::signalAndUnlock(ThreadRecord& record, WaitLock& lock) {
  const bool isAsleep =
      record.signal.exchange(ThreadRecord::kSignaled, std::memory_order_acq_rel) == ThreadRecord::kAsleep;
  lock.unlock();
  if (isAsleep) wakeOne(record.signal);  // records are never freed while the set lives
}

void ThreadSet::signalThreadEnd() {
  for (ThreadRecord* record : live_) {
    if (record->awaitsThreadEnd) signal(*record);
  }
}

ThreadRecord& ThreadSet::addRecord() {
  records_.push_back(std::make_unique<ThreadRecord>());
  ThreadRecord& record = *records_.back();
  if (freeIds_.empty()) {
    record.id = ++lastId_;
  } else {
    record.id = freeIds_.back();
    freeIds_.pop_back();
  }
  return record;
}

void ThreadSet::setRunning(ThreadRecord& record) {
  record.state = ThreadRecord::State::Running;
  live_.push_back(&record);
}

void ThreadSet::setStopped(ThreadRecord& record) {
  record.state = ThreadRecord::State::Stopped;
  record.thread = nullptr;
  live_.erase(std::find(live_.begin(), live_.end(), &record));
  freeIds_.push_back(record.id);
  signalThreadEnd();
}

}  // namespace minivm
