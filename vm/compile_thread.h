// CompileThread: compiles hot methods and loops while the program goes on in the interpreter (ABI 31). It
// starts with the first request: most short programs never have one.
#pragma once

#include <atomic>
#include <condition_variable>
#include <cstdint>
#include <memory>
#include <mutex>
#include <vector>

#include <pthread.h>

namespace minivm {

struct MethodDesc;
class Runtime;
class Thread;
class ThreadSet;

class CompileThread {
 public:
  /// Stands for "the method, from its beginning" where an offset of a loop could be.
  static constexpr int64_t kWholeMethod = -1;

  explicit CompileThread(Runtime& runtime) : runtime_(runtime) {}
  CompileThread(const CompileThread&) = delete;
  CompileThread& operator=(const CompileThread&) = delete;

  /// `method`, or its loop at an IL offset, is hot. Who asks again while it waits moves it forward. The
  /// method is never freed. Neither collects nor waits.
  void request(MethodDesc* method, int64_t loopOffset);
  /// For the compiler, where it holds no lock of a structure and no raw object: others may stop the world
  /// here. False: the program is over, give up.
  bool poll(Thread& thread);
  /// Ends the thread; what it works on is given up. `thread` is the main thread. May collect.
  void end(Thread& thread);

 private:
  struct Job {
    MethodDesc* method;
    int64_t loopOffset;
    uint32_t weight;  ///< the heaviest comes first, among equals the oldest
  };
  struct Start;
  static void* main(void* argument);
  void run(Thread& thread);
  /// Waits; preemptive. False: the thread is to end.
  bool takeJob(Job& job);

  Runtime& runtime_;
  std::mutex mutex_;  ///< leaf; guards what follows
  std::condition_variable wake_;
  std::vector<Job> jobs_;
  pthread_t native_{};
  bool isStarted_ = false;
  bool isIdle_ = false;
  std::atomic<bool> mustEnd_{false};
};

}  // namespace minivm
