#include "vm/gc/heap.h"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <bit>
#include <cstdlib>

#include "vm/gc/collector.h"

namespace minivm {

size_t availableMemoryBytes() {
  auto bytes = static_cast<size_t>(sysconf(_SC_PHYS_PAGES)) * static_cast<size_t>(sysconf(_SC_PAGESIZE));
  if (int file = open("/sys/fs/cgroup/memory.max", O_RDONLY | O_CLOEXEC); file >= 0) {
    char text[32] = {};
    if (read(file, text, sizeof text - 1) > 0) {
      size_t limit = std::strtoull(text, nullptr, 10);  // "max" reads as 0
      if (limit != 0) bytes = std::min(bytes, limit);
    }
    close(file);
  }
  return bytes;
}

size_t defaultHeapLimit() {
  return availableMemoryBytes() / 4 * 3;
}

std::unique_ptr<GcHeap> GcHeap::create(const GcConfig& config, RootSource& roots) {
  GcConfig settled = config;
  settled.isLimitGiven = config.heapLimitBytes != 0;
  settled.nurseryBytes = std::bit_ceil(std::clamp(config.nurseryBytes, size_t{64} << 10, size_t{32} << 20));
  if (settled.heapLimitBytes == 0) settled.heapLimitBytes = defaultHeapLimit();
  // A nursery that grows takes no more than an eighth of the limit.
  settled.maxNurseryBytes =
      std::max(settled.nurseryBytes,
               std::min(std::bit_ceil(config.maxNurseryBytes), std::bit_floor(settled.heapLimitBytes / 8)));
  return std::make_unique<gc::Collector>(settled, roots);
}

}  // namespace minivm
