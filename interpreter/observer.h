// What can be watched while bytecode runs: `--count-ops`, `--profile=FILE`, the times of `--stats`; and how
// long it may run.
//
// The loop that runs programs knows nothing of it. Who counts or samples runs the same blocks in a second
// loop (watched_loop.cpp), which asks the Observer before each op.
#pragma once

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <map>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

namespace minivm {

class Thread;
enum class Op : uint16_t;
struct BytecodeMethod;
struct Insn;
struct InterpreterActivation;
struct MethodDesc;
union Slot;

/// Made by the host, which asks for the report; lent to the interpreter. Counts are racy by intent (ABI 34).
class Observer {
 public:
  /// `samples`: a ticker thread asks for a stack every millisecond of wall time, which whoever runs the next
  /// op takes: a program that waits gets no samples.
  Observer(bool countsOps, bool samples);
  ~Observer();
  Observer(const Observer&) = delete;
  Observer& operator=(const Observer&) = delete;

  bool watchesLoop() const { return countsOps_ || samples_ || isOverBudget_ != nullptr; }
  /// Before the runtime is made: `isOver` is called when all threads together have executed `ops` more, and
  /// each time so many follow. For embedders that run what may not end; setBudget() starts to count again.
  void limit(uint64_t ops, void (*isOver)());
  void setBudget(uint64_t ops) { budget_ = opsLeft_ = ops; }
  /// Ops executed since setBudget() that are left.
  uint64_t opsLeft() const { return opsLeft_; }
  /// The watched loop is about to run the op at `pc` after `previous`. Does not collect.
  void executing_nogc(Thread& thread, InterpreterActivation& activation, Slot* fp, const Insn* pc,
                      Op& previous);

  /// Ops by kind, pairs, methods, most frequent first; lines for stderr. Needs the runtime alive.
  std::string countReport() const;
  /// Folded stacks, one per line: `Outer;Inner COUNT`. False: the file cannot be written.
  bool writeProfile(const std::string& path) const;

  /// Time spent importing IL and building bytecode, types loaded for it included; measured where the
  /// outermost preparation begins and ends, on any thread.
  class Preparing {
   public:
    explicit Preparing(Observer* observer);
    ~Preparing();

   private:
    Observer* observer_;
    std::chrono::steady_clock::time_point start_;
  };
  uint64_t preparedMethods = 0;
  uint64_t prepareNanoseconds = 0;
  /// A method has got bytecode, or is about to lose it.
  void prepared(const BytecodeMethod* method);
  void released(const BytecodeMethod* method);
  /// Which methods were interpreted most; lines for stderr. Needs the runtime alive.
  std::string hottestReport() const;

 private:
  void sample_nogc(const Thread& thread);

  const bool countsOps_;
  const bool samples_;
  std::vector<uint64_t> kinds_;
  std::vector<uint64_t> pairs_;  ///< [previous][op]
  int preparing_ = 0;            ///< depth; under the interpreter's lock
  uint64_t budget_ = 0;
  uint64_t opsLeft_ = 0;              ///< racy by intent, too
  void (*isOverBudget_)() = nullptr;  ///< null: no limit

  std::atomic<bool> isDue_{false};
  mutable std::mutex mutex_;  ///< the rest
  std::vector<const BytecodeMethod*> methods_;
  std::vector<const BytecodeMethod*> prepared_;
  std::map<std::vector<const MethodDesc*>, uint64_t> stacks_;
  bool isOver_ = false;
  std::condition_variable over_;
  std::thread ticker_;
};

}  // namespace minivm
