// Frozen space: objects that never move, are never freed and hold no references (ABI 21): literals,
// RuntimeTypes. Code embeds their addresses. It lies outside of the collected range: no collection looks at
// it.
#pragma once

#include <vector>

#include "vm/gc/heap_layout.h"

namespace minivm::gc {

class FrozenSpace {
 public:
  FrozenSpace() = default;
  ~FrozenSpace();
  FrozenSpace(const FrozenSpace&) = delete;
  FrozenSpace& operator=(const FrozenSpace&) = delete;

  /// Zeroed memory for an object.
  uint8_t* allocate(size_t bytes);
  bool contains(const void* address) const;
  size_t usedBytes() const;

 private:
  struct Region {
    uint8_t* begin;
    uint8_t* top;
    uint8_t* end;
  };
  std::vector<Region> regions_;  ///< the last one is being filled
};

}  // namespace minivm::gc
