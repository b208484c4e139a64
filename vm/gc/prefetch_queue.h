// PrefetchQueue: a short queue between "the address is known, fetch it" and "use it", so that the processor
// waits for several cache misses at once instead of one after the other.
#pragma once

#include <array>
#include <cstddef>

namespace minivm::gc {

/// Pointers of type P, first in first out. Null is not an entry.
template <typename P>
class PrefetchQueue {
 public:
  /// Puts an entry in; the one that comes out for it has waited longest (null until the queue is full).
  P exchange(P entry) {
    P& place = entries_[next_++ % kEntries];
    P due = place;
    place = entry;
    return due;
  }
  /// The entry that has waited longest, or null when there is none.
  P take() {
    for (size_t i = 0; i < kEntries; ++i) {
      if (P due = exchange(nullptr)) return due;
    }
    return nullptr;
  }

 private:
  static constexpr size_t kEntries = 16;
  std::array<P, kEntries> entries_{};
  size_t next_ = 0;
};

}  // namespace minivm::gc
