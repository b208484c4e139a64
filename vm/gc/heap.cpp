#include "vm/gc/heap.h"

#include <unistd.h>

#include <algorithm>
#include <bit>

#include "vm/gc/collector.h"

namespace minivm {

std::unique_ptr<GcHeap> GcHeap::create(const GcConfig& config, RootSource& roots) {
  GcConfig settled = config;
  settled.nurseryBytes = std::bit_ceil(std::clamp(config.nurseryBytes, size_t{64} << 10, size_t{4} << 20));
  if (settled.heapLimitBytes == 0) {
    auto pages = static_cast<size_t>(sysconf(_SC_PHYS_PAGES));
    settled.heapLimitBytes = pages / 4 * 3 * static_cast<size_t>(sysconf(_SC_PAGESIZE));
  }
  return std::make_unique<gc::Collector>(settled, roots);
}

}  // namespace minivm
