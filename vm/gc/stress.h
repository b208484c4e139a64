// Stress: collections at every Nth allocation, alternating between the nursery and full ones that move every
// object they can.
#pragma once

#include <cstdint>

namespace minivm::gc {

class Stress {
 public:
  explicit Stress(uint32_t every) : every_(every) {}
  bool isOn() const { return every_ != 0; }
  /// Counts an allocation; true when it must collect first.
  bool isDue() {
    if (every_ == 0 || ++allocations_ % every_ != 0) return false;
    ++collections_;
    return true;
  }
  /// The generation that the collection just due collects.
  int generation() const { return collections_ % 2 == 0 ? 2 : 0; }

 private:
  uint32_t every_;
  uint64_t allocations_ = 0;
  uint64_t collections_ = 0;
};

}  // namespace minivm::gc
