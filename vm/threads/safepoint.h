// The two modes of a thread and the way between them (ABI 29).
//
//   Cooperative   runs managed code or C++ that touches managed objects; whoever stops the world waits for it
//   Preemptive    touches none; its frames are published; the world may be stopped without it
//
// A transition is a plain store and, on the way back, a load of the thread's poll flag. The stopper orders
// the two from its side: it sets the flags, makes every running thread pass a barrier (membarrier), and
// reads the modes. Then a thread that the stopper saw preemptive sees the flag before it touches anything.
#pragma once

#include <atomic>
#include <mutex>

#include "vm/threads/thread.h"

namespace minivm {

/// The rare half of enterCooperative() and pollThread(): stands until the world runs again.
void waitWhileStopped(Thread& thread);

/// From here on the thread touches no managed object. Its frames are published (`lastFp`, a TransitionFrame).
inline void enterPreemptive(Thread& thread) {
  thread.mode.store(Thread::Mode::Preemptive, std::memory_order_release);
}

/// Back to managed objects; may stand still first. Every object may have moved since enterPreemptive().
inline void enterCooperative(Thread& thread) {
  thread.mode.store(Thread::Mode::Cooperative, std::memory_order_relaxed);
  if (thread.fencesTransitions) [[unlikely]]
    std::atomic_thread_fence(std::memory_order_seq_cst);
  std::atomic_signal_fence(std::memory_order_seq_cst);  // the stopper's membarrier does the rest
  if (thread.pollFlag.load(std::memory_order_acquire) != 0) [[unlikely]]
    waitWhileStopped(thread);
}

/// A scope in preemptive mode, for everything that blocks.
class Preemptive {
 public:
  explicit Preemptive(Thread& thread) : thread_(thread) { enterPreemptive(thread); }
  ~Preemptive() { enterCooperative(thread_); }
  Preemptive(const Preemptive&) = delete;
  Preemptive& operator=(const Preemptive&) = delete;

 private:
  Thread& thread_;
};

/// A scope in cooperative mode, for code that native code called.
class Cooperative {
 public:
  explicit Cooperative(Thread& thread) : thread_(thread) { enterCooperative(thread); }
  ~Cooperative() { enterPreemptive(thread_); }
  Cooperative(const Cooperative&) = delete;
  Cooperative& operator=(const Cooperative&) = delete;

 private:
  Thread& thread_;
};

/// Who wants to know of every poll; the heap, where safepoints are stressed.
class SafepointListener {
 public:
  virtual ~SafepointListener() = default;
  /// May collect.
  virtual void atSafepoint(Thread& thread) = 0;
};

/// Called where a thread found its poll flag set. May collect (others may, meanwhile).
inline void pollThread(Thread& thread) {
  const uint32_t flag = thread.pollFlag.load(std::memory_order_acquire);
  if (flag & Thread::kStopRequested) waitWhileStopped(thread);
  if (flag & Thread::kPollsAlways) [[unlikely]]
    thread.safepointListener->atSafepoint(thread);
}

/// A lock that is held across safepoints, hence waited for in preemptive mode (ABI 30). Not recursive.
class SafepointMutex {
 public:
  /// May collect (others may, meanwhile).
  void lock(Thread& thread) {
    if (mutex_.try_lock()) return;
    Preemptive scope(thread);
    mutex_.lock();
  }
  void unlock() { mutex_.unlock(); }

  class Scope {
   public:
    Scope(SafepointMutex& mutex, Thread& thread) : mutex_(mutex) { mutex_.lock(thread); }
    ~Scope() { mutex_.unlock(); }
    Scope(const Scope&) = delete;
    Scope& operator=(const Scope&) = delete;

   private:
    SafepointMutex& mutex_;
  };

 private:
  std::mutex mutex_;
};

}  // namespace minivm
