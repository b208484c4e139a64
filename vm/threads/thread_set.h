// ThreadSet: the threads of one runtime, how all but one are stopped, and how threads wait for each other.
//
// Threads run managed code in parallel. Two locks, both plain and never held at a safepoint by a thread that
// runs: `membership_` says who is in the set, and is held as long as the world is stopped; the wait lock
// guards everything that a thread may wait for (records, wait objects, queues of monitors).
//
//  1. Stopping: the stopper holds `membership_`, asks every other thread to stop, and waits until none is
//  cooperative (safepoint.h). Nobody joins or leaves meanwhile.
//  2. A waiter tests its condition under the wait lock and blocks in one step; who changes a condition does
//  it under the wait lock and then signals. Signals stick: no wake-up is lost.
//  3. After close() the world stays stopped: threads left over stay where they are until the process ends.
//  They keep the set alive.
#pragma once

#include <atomic>
#include <chrono>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include <pthread.h>

#include "vm/threads/safepoint.h"

namespace minivm {

struct EEClass;

/// What the runtime knows of a thread, from its creation to the end of the runtime. The native thread of
/// System.Threading.Thread (contract §4.5). Guarded by the wait lock unless atomic.
struct ThreadRecord {
  enum class State : uint8_t { Unstarted, Running, Stopped };
  uint32_t id = 0;  ///< managed thread id
  std::atomic<State> state{State::Unstarted};
  std::atomic<bool> isBackground{false};
  std::atomic<bool> isWaiting{false};      ///< ThreadState.WaitSleepJoin
  std::atomic<bool> isInterrupted{false};  ///< the current or next wait throws ThreadInterruptedException
  bool awaitsThreadEnd = false;            ///< in Join, or Main waiting for foreground threads
  /// Whose initializer, on another thread, it waits for (ECMA-335 II.10.5.3.3).
  const EEClass* waitsForInitOf = nullptr;
  Thread* thread = nullptr;  ///< while it runs
  pthread_t native{};        ///< while it runs
  std::string name;          ///< UTF-8; what the system calls it
  // --- for block() and signal() ---
  enum : uint32_t { kNoSignal, kSignaled, kAsleep };
  std::atomic<uint32_t> signal{
      kNoSignal};  ///< what the system waits on; a signal sticks until block() sees it
};

class ThreadSet {
 public:
  using Clock = std::chrono::steady_clock;
  using Deadline = std::optional<Clock::time_point>;  ///< nothing: for ever
  using WaitLock = std::unique_lock<std::mutex>;

  ThreadSet() = default;
  ~ThreadSet();

  // --- members ---
  /// The calling thread joins; cooperative from here on.
  void attach(Thread& thread);
  /// It leaves for good, preemptive.
  void detach(Thread& thread);
  /// Calls visit(Thread&) for every thread, the main thread first. World stopped, or by its stopper.
  template <typename F>
  void forEachThread(F&& visit) {
    for (Thread* thread : running_) visit(*thread);
  }

  /// World stopped, or by its stopper.
  size_t count() const { return running_.size(); }

  // --- stopping the world ---
  /// Every other thread stands preemptive, and stays so until resumeWorld(). `self` is cooperative. Others
  /// may stop the world first: a safepoint.
  void stopWorld(Thread& self);
  void resumeWorld(Thread& self);
  /// Stops the world for ever.
  void close(Thread& self);
  bool isClosed() const { return isClosed_; }

  // --- waiting ---
  /// The wait lock. Whoever holds it in cooperative mode reaches no safepoint but block().
  WaitLock lockWaits() { return WaitLock(waits_); }
  /// Gives up the lock until somebody signals this thread or the deadline is over; may wake early: test the
  /// condition again. May collect.
  void block(Thread& thread, WaitLock& lock, Deadline deadline);
  /// Blocks until `isReady()`, the deadline, or an interrupt; true when ready. `isReady` is asked under the
  /// lock.
  template <typename F>
  bool waitFor(Thread& thread, WaitLock& lock, Deadline deadline, F&& isReady);
  /// Under the wait lock.
  void signal(ThreadRecord& record);
  /// Gives the lock up first: the woken thread takes it.
  void signalAndUnlock(ThreadRecord& record, WaitLock& lock);
  /// Signals all that wait for the end or for the foreground state of a thread. Under the wait lock.
  void signalThreadEnd();

  // --- records; under the wait lock ---
  ThreadRecord& addRecord();
  void setRunning(ThreadRecord& record);
  /// Its id is given to another thread.
  void setStopped(ThreadRecord& record);
  template <typename F>
  void forEachRunningRecord(F&& visit) {
    for (ThreadRecord* record : live_) visit(*record);
  }

 private:
  void waitUntilStopped(const Thread& thread);

  std::mutex membership_;
  std::vector<Thread*> running_;
  std::atomic<bool> isClosed_{false};
  std::mutex waits_;
  std::vector<std::unique_ptr<ThreadRecord>> records_;
  std::vector<ThreadRecord*> live_;  ///< state Running
  std::vector<uint32_t> freeIds_;
  uint32_t lastId_ = 0;
};

template <typename F>
bool ThreadSet::waitFor(Thread& thread, WaitLock& lock, Deadline deadline, F&& isReady) {
  ThreadRecord& record = *thread.record;
  bool ready = isReady();
  while (!ready && !record.isInterrupted && (!deadline || Clock::now() < *deadline)) {
    record.isWaiting = true;
    block(thread, lock, deadline);
    record.isWaiting = false;
    ready = isReady();
  }
  return ready;
}

}  // namespace minivm
