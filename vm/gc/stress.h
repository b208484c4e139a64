// Stress: collections at every Nth allocation and at every Nth poll, in turns of each generation, full ones
// moving every object they can.
#pragma once

#include <atomic>
#include <cstdint>

namespace minivm::gc {

class Stress {
 public:
  Stress(uint32_t every, uint32_t safepoints) : every_(every), everySafepoint_(safepoints) {}
  /// At allocations.
  bool isOn() const { return every_ != 0; }
  bool isOnAtSafepoints() const { return everySafepoint_ != 0; }
  /// Counts an allocation; true when it must collect first.
  bool isDue() {
    if (every_ == 0 || ++allocations_ % every_ != 0) return false;
    ++collections_;
    return true;
  }
  /// Counts a poll, of any thread; true when it must collect.
  bool isDueAtSafepoint() {
    return safepoints_.fetch_add(1, std::memory_order_relaxed) % everySafepoint_ == 0;
  }
  /// A collection at a poll begins.
  void count() { ++collections_; }
  /// The generation that the collection just due collects.
  int generation() const { return static_cast<int>(collections_ % 3); }

 private:
  uint32_t every_, everySafepoint_;
  std::atomic<uint64_t> safepoints_{1};
  uint64_t allocations_ = 0;
  uint64_t collections_ = 0;
};

}  // namespace minivm::gc
