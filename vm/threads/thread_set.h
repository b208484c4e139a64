// ThreadSet: the threads of one runtime and the lock that lets one of them at a time run managed code.
//
// Whoever holds the lock may touch the heap, the type system and every managed object. It is given up at
// polls (when somebody waits for longer than a time slice) and around everything that blocks. All other
// threads then stand at a poll or in a blocking native, with their frames published: a collection needs no
// further stop, its roots are the frames of all threads in the set.
// TODO: running managed code in parallel is due with the stop protocol of ABI 29.
//
//  1. Managed objects are touched, and ThreadRecords changed, by the holder only.
//  2. A blocked thread is woken by signal(), from the holder: no wake-up is lost between the test of a
//  condition and block().
//  3. After close() nobody gets the lock any more: threads left over stay where they are until the process
//  ends. They keep the set alive.
//  4. Thread statics of the holder are in the types' static storage; everybody else's are saved in
//  Thread::savedThreadStatics. The change is made when the
//     lock changes hands.
#pragma once

#include <chrono>
#include <condition_variable>
#include <functional>
#include <list>
#include <memory>
#include <mutex>
#include <optional>
#include <vector>

#include "vm/gc/handle.h"

namespace minivm {

class Thread;

/// What the runtime knows of a thread, from its creation to the end of the runtime. The native thread of
/// System.Threading.Thread (contract §4.5).
struct ThreadRecord {
  enum class State : uint8_t { Unstarted, Running, Stopped };
  uint32_t id = 0;  ///< managed thread id
  State state = State::Unstarted;
  bool isBackground = false;
  bool isWaiting = false;        ///< ThreadState.WaitSleepJoin
  bool isInterrupted = false;    ///< the current or next wait throws ThreadInterruptedException
  bool awaitsThreadEnd = false;  ///< in Join, or Main waiting for foreground threads
  Thread* thread = nullptr;      ///< while it runs
  Object** enters = nullptr;     ///< root slot of the object whose lock it waits for
  // --- for block() and signal() ---
  std::condition_variable wake;
  bool isSignaled = false;  ///< guarded by the set's mutex
};

/// A thread in Monitor.Wait.
struct MonitorWaiter {
  ThreadRecord* record;
  Object* const* object;  ///< root slot
  bool isPulsed;
};

class ThreadSet {
 public:
  using Clock = std::chrono::steady_clock;
  using Deadline = std::optional<Clock::time_point>;  ///< nothing: for ever
  /// `changeHands` moves thread statics; the first thread is null when its values are no longer wanted.
  explicit ThreadSet(std::function<void(Thread* from, Thread& to)> changeHands)
      : changeHands_(std::move(changeHands)) {}

  // --- the lock ---
  void acquire(Thread& thread);
  void release(Thread& thread);
  /// At a poll: gives the lock to those who wait for it, and takes it back.
  void yield(Thread& thread);
  /// The holder is about to end: nobody saves its thread statics.
  void forget(Thread& thread);
  /// Ends the game: the lock stays with the caller.
  void close();

  // --- blocking, by the holder ---
  /// Gives the lock up until somebody signals this thread or the deadline is over; may wake early: test the
  /// condition again. Clears the signal first.
  void block(Thread& thread, Deadline deadline);
  void signal(ThreadRecord& record);

  // --- members, changed by the holder ---
  ThreadRecord& addRecord();
  std::vector<Thread*> running;             ///< attached threads, the main thread first
  std::list<MonitorWaiter> monitorWaiters;  ///< in the order of their waits
  uint32_t enteringCount = 0;               ///< threads that wait for some lock
  const Thread* holder() const { return lastHolder_; }
  template <typename F>
  void forEachRecord(F&& visit) {
    for (auto& record : records_) visit(*record);
  }
  /// An id is given to another thread when its own has ended.
  void releaseId(uint32_t id) { freeIds_.push_back(id); }

 private:
  void acquireLocked(Thread& thread, std::unique_lock<std::mutex>& lock);

  std::function<void(Thread*, Thread&)> changeHands_;
  std::mutex mutex_;
  std::condition_variable free_;
  Thread* holder_ = nullptr;
  Thread* lastHolder_ = nullptr;
  uint64_t nextTicket_ = 0;  ///< first come, first served
  uint64_t nowServing_ = 0;
  bool isClosed_ = false;
  std::vector<std::unique_ptr<ThreadRecord>> records_;
  std::vector<uint32_t> freeIds_;
  uint32_t lastId_ = 0;
};

/// Called at polls when Thread::pollFlag is set. May collect (others may, meanwhile).
void pollThread(Thread& thread);

}  // namespace minivm
