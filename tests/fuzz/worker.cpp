#include "tests/fuzz/worker.h"

#include <execinfo.h>
#include <fcntl.h>
#include <fmt/format.h>
#include <gtest/gtest.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cstring>
#include <fstream>
#include <iterator>
#include <stdexcept>
#include <string_view>

#include "vm/runtime.h"

#ifdef __SANITIZE_ADDRESS__
extern "C" {
void __sanitizer_print_stack_trace();
const char* __asan_default_options() {
  return "detect_leaks=0:max_allocation_size_mb=512:quarantine_size_mb=8:malloc_context_size=4:detect_stack_"
         "use_after_return=0:"
         "handle_abort=1";
}
const char* __ubsan_default_options() {
  return "print_stacktrace=1";
}
}
#endif

namespace minivm::fuzz {

namespace {

enum class Verdict : uint32_t { None, CpuTime, WallTime, Memory, Exception, Check, Ops };
constexpr int kFaults[] = {SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGABRT};

// Signal handlers know nothing but their number.

void printStack() {
#ifdef __SANITIZE_ADDRESS__
  __sanitizer_print_stack_trace();
#else
  void* frames[48];
  backtrace_symbols_fd(frames, backtrace(frames, std::size(frames)), STDERR_FILENO);
#endif
}

#ifndef __SANITIZE_ADDRESS__  // which has handlers of its own
void onFault(int signal) {
  printStack();
  ::signal(signal, SIG_DFL);
  raise(signal);
}
#endif

uint64_t residentBytes() {
  const int file = open("/proc/self/statm", O_RDONLY | O_CLOEXEC);
  char text[128] = {};
  const ssize_t size = read(file, text, sizeof text - 1);
  close(file);
  unsigned long total = 0, resident = 0;
  if (size > 0) std::sscanf(text, "%lu %lu", &total, &resident);
  return uint64_t{resident} * 4096;
}

double cpuSeconds() {
  timespec now;
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
  return double(now.tv_sec) + double(now.tv_nsec) * 1e-9;
}

void arm(int timer, double seconds) {
  itimerval value{};
  value.it_value.tv_sec = static_cast<time_t>(seconds);
  value.it_value.tv_usec = static_cast<suseconds_t>((seconds - double(value.it_value.tv_sec)) * 1e6);
  setitimer(static_cast<__itimer_which>(timer), &value, nullptr);
}

}  // namespace

struct WorkerPool::Shared {
  uint64_t number;
  Phase phase;
  Verdict verdict;
  Tally tally;
  double slowestSeconds;
  uint64_t slowest;
};

namespace {
/// For the handlers of the timers, in a child only.
volatile uint32_t* childVerdict = nullptr;

template <Verdict kVerdict>
void onTimer(int) {
  *childVerdict = static_cast<uint32_t>(kVerdict);
  printStack();
  _exit(99);
}

void onOverBudget() {
  *childVerdict = static_cast<uint32_t>(Verdict::Ops);
  _exit(99);
}
}  // namespace

WorkerPool::WorkerPool(WorkerConfig config, Produce produce)
    : config_(std::move(config)), produce_(std::move(produce)) {
  void* memory = mmap(nullptr, sizeof(Shared), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  if (memory == MAP_FAILED) throw std::runtime_error("no shared memory");
  shared_ = static_cast<Shared*>(memory);
  errors_ = memfd_create("errors", MFD_CLOEXEC);
  fcntl(errors_, F_SETFL, O_APPEND);
  void* warm[1];
  backtrace(warm, 1);  // loads its library now, not in a handler
  // A fault is a find: the runtime's handlers, which make the best of it, are for running programs only.
  struct sigaction before[std::size(kFaults)];
  for (size_t i = 0; i < std::size(kFaults); ++i) sigaction(kFaults[i], nullptr, &before[i]);
  if (config_.ops != 0) {
    observer_ = std::make_unique<Observer>(false, false);
    observer_->limit(config_.ops, onOverBudget);
  }
  runtime_ = createRuntime(config_.coreLibDirectory, config_.runs, observer_.get());
  Phase phase{};
  Tally ignored;
  for (const std::string& file : config_.warm) {
    std::ifstream in(file, std::ios::binary);
    probe(*runtime_, "original " + file, Bytes(std::istreambuf_iterator<char>(in), {}), phase, ignored);
  }
  if (config_.runs) return;
  for (size_t i = 0; i < std::size(kFaults); ++i) {
#ifndef __SANITIZE_ADDRESS__
    before[i].sa_handler = onFault;
    before[i].sa_flags = SA_ONSTACK;
#endif
    sigaction(kFaults[i], &before[i], nullptr);
  }
}

WorkerPool::~WorkerPool() {
  munmap(shared_, sizeof(Shared));
  close(errors_);
}

const Tally& WorkerPool::tally() const {
  return shared_->tally;
}
double WorkerPool::slowestSeconds() const {
  return shared_->slowestSeconds;
}
uint64_t WorkerPool::slowest() const {
  return shared_->slowest;
}

void WorkerPool::child(uint64_t first, uint64_t last) {
  childVerdict = reinterpret_cast<volatile uint32_t*>(&shared_->verdict);
  signal(SIGPROF, onTimer<Verdict::CpuTime>);
  signal(SIGALRM, onTimer<Verdict::WallTime>);
  if (config_.runs) {
    enterSandbox(errors_);
  } else {
    dup2(errors_, STDERR_FILENO);
    dup2(errors_, STDOUT_FILENO);
  }
  const auto giveUp = [&](Verdict verdict, const std::string& why) {
    shared_->verdict = verdict;
    (void)!write(STDERR_FILENO, why.data(), why.size());
    _exit(98);
  };
  uint64_t memory = residentBytes();
  for (uint64_t number = first; number < last; ++number) {
    shared_->phase = Phase::Mutate;
    shared_->number = number;
    const double start = cpuSeconds();
    arm(ITIMER_PROF, config_.cpuSeconds);
    arm(ITIMER_REAL, config_.wallSeconds);
    try {
      const std::string name = fmt::format("mutant{}", number);
      if (config_.runs) {
        Bytes bytes = produce_(number);
        if (!mayRun(name, bytes)) {
          ++shared_->tally.notRun;
          continue;
        }
        if (observer_) observer_->setBudget(config_.ops);
        const bool hasReturned = runMutant(*runtime_, name, std::move(bytes), shared_->phase);
        (hasReturned ? shared_->tally.ran : shared_->tally.refused) += 1;
      } else {
        probe(*runtime_, name, produce_(number), shared_->phase, shared_->tally);
      }
    } catch (const std::exception& error) {
      giveUp(Verdict::Exception, fmt::format("{}: {}\n", typeid(error).name(), error.what()));
    } catch (...) {
      giveUp(Verdict::Exception, "an exception of no known type\n");
    }
    const double seconds = cpuSeconds() - start;
    if (seconds > shared_->slowestSeconds) shared_->slowestSeconds = seconds, shared_->slowest = number;
    const uint64_t now = residentBytes();
    if (now > memory + config_.memoryBytes)
      giveUp(Verdict::Memory, fmt::format("{} MB more than before\n", (now - memory) >> 20));
    memory = now;
    if (testing::UnitTest::GetInstance()->ad_hoc_test_result().Failed())
      giveUp(Verdict::Check, "a check of the walk\n");
  }
  shared_->number = last;
  _exit(0);
}

Ending WorkerPool::work(uint64_t first, uint64_t last) {
  last = std::min(last, first + config_.batch);
  shared_->verdict = Verdict::None;
  shared_->number = first;
  (void)!ftruncate(errors_, 0);
  const pid_t pid = fork();
  if (pid < 0) throw std::runtime_error("fork failed");
  if (pid == 0) child(first, last);
  int status = 0;
  while (waitpid(pid, &status, 0) < 0 && errno == EINTR) {
  }
  Ending ending;
  ending.culprit = shared_->number;
  ending.phase = shared_->phase;
  ending.next = std::min(last, shared_->number + 1);
  if (ending.culprit == last) return ending;
  const off_t size = lseek(errors_, 0, SEEK_END);
  ending.errors.resize(static_cast<size_t>(std::min<off_t>(size, 1 << 20)));
  (void)!pread(errors_, ending.errors.data(), ending.errors.size(), 0);
  const auto wrote = [&](const char* text) { return ending.errors.find(text) != std::string::npos; };
  const bool isRunning = config_.runs && ending.phase == Phase::Run;
  if (shared_->verdict == Verdict::Ops || (isRunning && shared_->verdict == Verdict::WallTime)) {
    ++overBudget_;
    return ending;
  }
  if (shared_->verdict == Verdict::CpuTime || shared_->verdict == Verdict::WallTime) {
    ending.what = "hang";
  } else if (shared_->verdict != Verdict::None) {
    constexpr const char* kNames[] = {"", "", "", "memory", "exception", "check", ""};
    ending.what = kNames[static_cast<uint32_t>(shared_->verdict)];
  } else if (WIFSIGNALED(status)) {
    ending.what = fmt::format("signal {}", WTERMSIG(status));
  } else if (wrote("AddressSanitizer") || wrote("runtime error:")) {
    ending.what = "sanitizer";
  } else if (wrote("Fatal error.")) {
    ending.what = "fault";
  } else if (!isRunning) {
    ending.what = fmt::format("exit {}", WEXITSTATUS(status));
  } else {
    // An unhandled exception, a stack overflow or Environment.Exit: the program's own end.
    constexpr int kExitUnhandled = 134;
    (WEXITSTATUS(status) == kExitUnhandled ? shared_->tally.unhandled : shared_->tally.ran) += 1;
    return ending;
  }
  ending.isFind = true;
  return ending;
}

std::string Ending::cause() const {
  const std::string_view text = errors;
  const auto lineAt = [&](size_t at) { return std::string(text.substr(at, text.find('\n', at) - at)); };
  // UBSan says `file:line:column: runtime error: what`.
  if (const size_t at = text.find("runtime error: "); at != text.npos)
    return lineAt(text.rfind('\n', at) + 1);
  const std::string result = what + " (" + phaseName(phase) + ")";
  // ASan prints frames as `#n address in function file:line`; the first one of the VM's own tells the cause.
  for (size_t at = text.find("    #"); at != text.npos; at = text.find("    #", at + 1)) {
    const std::string line = lineAt(at);
    for (const char* room : {"/vm/", "/loader/", "/interpreter/"}) {
      if (const size_t file = line.rfind(room); file != line.npos)
        return result + " in " + line.substr(file + 1);
    }
  }
  // The release build prints `program(+offset)`; the first two are the handler.
  size_t at = text.find("hostile_images(+");
  for (int skip = 0; skip < 2 && at != text.npos; ++skip) at = text.find("hostile_images(+", at + 1);
  if (at != text.npos) return result + " at " + std::string(text.substr(at, text.find(')', at) - at + 1));
  return errors.empty() ? result : result + " " + lineAt(0);
}

}  // namespace minivm::fuzz
