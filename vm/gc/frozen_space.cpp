#include "vm/gc/frozen_space.h"

#include <sys/mman.h>

#include <algorithm>

namespace minivm::gc {

namespace {
constexpr size_t kRegionBytes = size_t{16} << 20;  ///< address space; pages appear when touched
}

FrozenSpace::~FrozenSpace() {
  for (const Region& region : regions_) munmap(region.begin, static_cast<size_t>(region.end - region.begin));
}

uint8_t* FrozenSpace::allocate(size_t bytes) {
  if (regions_.empty() || bytes > static_cast<size_t>(regions_.back().end - regions_.back().top)) {
    size_t size = std::max(kRegionBytes, alignUp(bytes, kPageBytes));
    void* memory =
        mmap(nullptr, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
    if (memory == MAP_FAILED) fatal("frozen space: cannot map %zu bytes", size);
    madvise(memory, size, MADV_NOHUGEPAGE);
    auto* begin = static_cast<uint8_t*>(memory);
    regions_.push_back({begin, begin, begin + size});
  }
  uint8_t* start = regions_.back().top;
  regions_.back().top += bytes;
  return start;
}

bool FrozenSpace::contains(const void* address) const {
  return std::any_of(regions_.begin(), regions_.end(),
                     [&](const Region& region) { return address >= region.begin && address < region.top; });
}

size_t FrozenSpace::usedBytes() const {
  size_t bytes = 0;
  for (const Region& region : regions_) bytes += static_cast<size_t>(region.top - region.begin);
  return bytes;
}

}  // namespace minivm::gc
