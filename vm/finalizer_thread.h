// FinalizerThread: the background thread that runs finalizers. It starts with the first object whose
// finalizer is due: most programs never have one.
#pragma once

#include <cstdint>
#include <vector>

#include <pthread.h>

namespace minivm {

class Runtime;
class Thread;
struct ThreadRecord;

class FinalizerThread {
 public:
  explicit FinalizerThread(Runtime& runtime) : runtime_(runtime) {}
  FinalizerThread(const FinalizerThread&) = delete;
  FinalizerThread& operator=(const FinalizerThread&) = delete;

  /// There is work. Neither collects nor runs managed code.
  void wake();
  /// Until the finalizers have run that are due now; at once on the finalizer thread itself. May collect.
  void waitUntilIdle(Thread& thread);
  /// Ends the thread, unless it is in the middle of a finalizer. `thread` is the main thread. May collect.
  void end(Thread& thread);

 private:
  struct Start;
  static void* main(void* argument);
  void run(Thread& thread);

  Runtime& runtime_;
  // Under the wait lock.
  ThreadRecord* record_ = nullptr;  ///< null: not started
  pthread_t native_{};
  bool hasWork_ = false;
  bool isBusy_ = false;
  bool mustEnd_ = false;
  uint64_t rounds_ = 0;  ///< how often it emptied the queue
  std::vector<ThreadRecord*> waiters_;
};

}  // namespace minivm
