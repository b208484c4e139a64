#include "interpreter/observer.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdio>
#include <numeric>

#include "interpreter/bytecode.h"
#include "vm/threads/stack_walk.h"
#include "vm/threads/thread.h"

namespace minivm {

namespace {

constexpr size_t kOps = static_cast<size_t>(Op::Count);
constexpr std::chrono::milliseconds kTick{1};
/// Frames of a sample beyond this many are left out, the oldest first.
constexpr size_t kMaxSampledFrames = 256;
constexpr size_t kReported = 40;

/// `count` as a share of `all`, in percent.
double percent(uint64_t count, uint64_t all) {
  return all ? 100.0 * static_cast<double>(count) / static_cast<double>(all) : 0;
}

/// The places of the largest counts, in descending order, at most kReported of them, none that is 0.
template <typename CountOf>
std::vector<size_t> largest(size_t size, CountOf countOf) {
  std::vector<size_t> order(size);
  std::iota(order.begin(), order.end(), size_t{0});
  const auto kept = static_cast<ptrdiff_t>(std::min(size, kReported));
  std::partial_sort(order.begin(), order.begin() + kept, order.end(),
                    [&](size_t a, size_t b) { return countOf(a) > countOf(b); });
  order.resize(static_cast<size_t>(kept));
  while (!order.empty() && countOf(order.back()) == 0) order.pop_back();
  return order;
}

}  // namespace

Observer::Observer(bool countsOps, bool samples) : countsOps_(countsOps), samples_(samples) {
  if (countsOps) {
    kinds_.resize(kOps);
    pairs_.resize(kOps * kOps);
  }
  if (!samples) return;
  ticker_ = std::thread([this] {
    std::unique_lock lock(mutex_);
    while (!over_.wait_for(lock, kTick, [this] { return isOver_; }))
      isDue_.store(true, std::memory_order_relaxed);
  });
}

Observer::~Observer() {
  if (!ticker_.joinable()) return;
  {
    std::lock_guard lock(mutex_);
    isOver_ = true;
  }
  over_.notify_all();
  ticker_.join();
}

void Observer::limit(uint64_t ops, void (*isOver)()) {
  setBudget(ops);
  isOverBudget_ = isOver;
}

void Observer::executing_nogc(Thread& thread, InterpreterActivation& activation, Slot* fp, const Insn* pc,
                              Op& previous) {
  const Op op = pc->op;
  if (isOverBudget_ && opsLeft_-- == 0) [[unlikely]] {
    opsLeft_ = budget_;
    isOverBudget_();
  }
  if (op == Op::EndActivation) return;  // of the base frame, which has no method
  if (countsOps_) {
    ++kinds_[static_cast<size_t>(op)];
    ++pairs_[static_cast<size_t>(previous) * kOps + static_cast<size_t>(op)];
    previous = op;
    auto* method = static_cast<BytecodeMethod*>(const_cast<FrameLayout*>(headerOf(fp)->layout));
    if (++method->opCount == 1) {
      std::lock_guard lock(mutex_);
      methods_.push_back(method);
    }
  }
  if (isDue_.load(std::memory_order_relaxed)) [[unlikely]] {
    isDue_.store(false, std::memory_order_relaxed);
    headerOf(fp)->pc = pc;
    activation.lastFp = fp;
    sample_nogc(thread);
  }
}

void Observer::sample_nogc(const Thread& thread) {
  std::vector<const MethodDesc*> stack;
  for (StackWalk walk(thread); !walk.done() && stack.size() < kMaxSampledFrames; walk.next()) {
    if (walk.current().method) stack.push_back(walk.current().method);
  }
  std::reverse(stack.begin(), stack.end());
  std::lock_guard lock(mutex_);
  ++stacks_[std::move(stack)];
}

std::string Observer::countReport() const {
  std::lock_guard lock(mutex_);
  const uint64_t all = std::accumulate(kinds_.begin(), kinds_.end(), uint64_t{0});
  auto name = [](size_t op) { return opInfo(static_cast<Op>(op)).name; };
  std::string out = fmt::format("[ops] {} executed, by kind:\n", all);
  for (size_t op : largest(kinds_.size(), [&](size_t i) { return kinds_[i]; }))
    out += fmt::format("[ops] {:5.2f}%  {}\n", percent(kinds_[op], all), name(op));
  out += "[ops] pairs:\n";
  for (size_t pair : largest(pairs_.size(), [&](size_t i) { return pairs_[i]; }))
    out += fmt::format("[ops] {:5.2f}%  {}, {}\n", percent(pairs_[pair], all), name(pair / kOps),
                       name(pair % kOps));
  out += "[ops] methods:\n";
  for (size_t i : largest(methods_.size(), [&](size_t m) { return methods_[m]->opCount; }))
    out += fmt::format("[ops] {:5.2f}%  {}\n", percent(methods_[i]->opCount, all),
                       methods_[i]->method ? methods_[i]->method->toString() : "(made by the runtime)");
  return out;
}

void Observer::prepared(const BytecodeMethod* method) {
  std::lock_guard lock(mutex_);
  prepared_.push_back(method);
}

void Observer::released(const BytecodeMethod* method) {
  std::lock_guard lock(mutex_);
  std::erase(prepared_, method);
  std::erase(methods_, method);
}

std::string Observer::hottestReport() const {
  constexpr size_t kHottest = 10;
  std::lock_guard lock(mutex_);
  std::vector<size_t> hottest =
      largest(prepared_.size(), [&](size_t i) { return prepared_[i]->calls() + prepared_[i]->rounds(); });
  if (hottest.size() > kHottest) hottest.resize(kHottest);
  std::string out = "[stats] interpreted most, by calls and rounds of loops:\n";
  for (size_t i : hottest) {
    const BytecodeMethod& method = *prepared_[i];
    out += fmt::format("[stats] {:10} calls, {:10} rounds  {}\n", method.calls(), method.rounds(),
                       method.method->toString());
  }
  return out;
}

bool Observer::writeProfile(const std::string& path) const {
  std::FILE* file = std::fopen(path.c_str(), "w");
  if (!file) return false;
  std::lock_guard lock(mutex_);
  std::map<std::string, uint64_t> lines;  // instantiations of one name fall together
  for (const auto& [stack, count] : stacks_) {
    std::string line;
    for (const MethodDesc* method : stack) {
      std::string name = method->toString();
      std::replace(name.begin(), name.end(), ';', ':');
      std::replace(name.begin(), name.end(), ' ', '_');
      line += line.empty() ? name : ";" + name;
    }
    lines[line] += count;
  }
  for (const auto& [line, count] : lines) fmt::print(file, "{} {}\n", line, count);
  return std::fclose(file) == 0;
}

Observer::Preparing::Preparing(Observer* observer) : observer_(observer) {
  if (observer_ && observer_->preparing_++ == 0) start_ = std::chrono::steady_clock::now();
}

Observer::Preparing::~Preparing() {
  if (!observer_) return;
  ++observer_->preparedMethods;
  if (--observer_->preparing_ != 0) return;
  const auto time = std::chrono::steady_clock::now() - start_;
  observer_->prepareNanoseconds += static_cast<uint64_t>(std::chrono::nanoseconds(time).count());
}

}  // namespace minivm
