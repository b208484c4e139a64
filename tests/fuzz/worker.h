// Where mutants are probed: child processes of one that has the runtime and the class library ready.
#pragma once

#include <functional>
#include <string>

#include "interpreter/observer.h"
#include "tests/fuzz/probe.h"

namespace minivm::fuzz {

struct WorkerConfig {
  std::string coreLibDirectory;
  std::vector<std::string> warm;  ///< whole assemblies: what they need of the class library is loaded once,
                                  ///< before the first fork
  bool runs = false;        ///< run Main, too
  uint64_t ops = 0;         ///< that a running mutant may execute; 0: no limit
  uint64_t batch = 200;     ///< mutants per process, which they share a class loader in
  double cpuSeconds = 3;    ///< of one mutant; more is a hang
  double wallSeconds = 20;  ///< the same for what waits; of a running program the end of its budget
  uint64_t memoryBytes = uint64_t{192} << 20;  ///< that one mutant may add to the process
};

/// How one process ended.
struct Ending {
  uint64_t next = 0;  ///< the first mutant that was not finished or given up
  bool isFind = false;
  uint64_t culprit = 0;  ///< the mutant at work
  Phase phase{};
  std::string what;    ///< signal, hang, memory, exception
  std::string errors;  ///< what the process wrote
  /// What finds of one cause have in common: kind, and place if the report names one.
  std::string cause() const;
};

/// Forks workers. Owns the runtime that they start with.
class WorkerPool {
 public:
  using Produce = std::function<Bytes(uint64_t number)>;
  WorkerPool(WorkerConfig config, Produce produce);
  ~WorkerPool();
  /// Probes mutants first … last − 1, at most a batch of them, in one new process.
  Ending work(uint64_t first, uint64_t last);
  /// The sums over all processes so far.
  const Tally& tally() const;
  uint64_t overBudget() const { return overBudget_; }
  /// The longest that one mutant took, in CPU seconds, and which one.
  double slowestSeconds() const;
  uint64_t slowest() const;

 private:
  struct Shared;
  [[noreturn]] void child(uint64_t first, uint64_t last);

  WorkerConfig config_;
  Produce produce_;
  std::unique_ptr<Observer> observer_;  ///< counts ops; outlives the runtime
  std::unique_ptr<Runtime> runtime_;
  Shared* shared_ = nullptr;
  int errors_ = -1;
  uint64_t overBudget_ = 0;
};

}  // namespace minivm::fuzz
