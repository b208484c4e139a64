#include "vm/gc/large_space.h"

#include <sys/mman.h>

#include <algorithm>
#include <cstring>
#include <iterator>

namespace minivm::gc {

namespace {
/// Freed runs from this size on may be given back to the system …
constexpr size_t kReleaseBytes = 256 << 10;
/// … what exceeds this much, or half of what is in use: a fault for each page costs several times the
/// clearing.
constexpr size_t kKeepFreeBytes = size_t{8} << 20;
}  // namespace

uint8_t* LargeSpace::allocate(size_t bytes) {
  size_t pages = alignUp(bytes + kSpareBytes, kPageBytes);
  auto best = free_.end();
  for (auto it = free_.begin(); it != free_.end(); ++it) {
    if (it->second.bytes >= pages && (best == free_.end() || it->second.bytes < best->second.bytes))
      best = it;
  }
  uintptr_t start;
  if (best != free_.end()) {
    start = best->first;
    Run run = best->second;
    free_.erase(best);
    if (run.bytes > pages) free_[start + pages] = {run.bytes - pages, run.isZero};
    if (!run.isZero) std::memset(pointerTo(start), 0, bytes);
  } else {
    if (pages > layout_.largeEnd - frontier_) return nullptr;
    start = frontier_;
    frontier_ += pages;
  }
  std::memset(&layout_.card(start), 0, pages >> kCardShift);
  objects_[start] = pages;
  usedBytes_ += pages;
  allocatedBytes_ += pages;
  return pointerTo(start);
}

Object* LargeSpace::resolveInterior(uintptr_t address) const {
  auto it = objects_.upper_bound(address);
  if (it == objects_.begin()) return nullptr;
  --it;
  Object* object = objectAt(it->first + kHeaderBytes);
  return address >= addressOf(object) && address <= it->first + sizeOf(object) ? object : nullptr;
}

void LargeSpace::sweep() {
  for (auto it = objects_.begin(); it != objects_.end();) {
    uintptr_t object = it->first + kHeaderBytes;
    if (layout_.marks.test(object)) {
      layout_.marks.reset(object);
      ++it;
      continue;
    }
    if (poison_) std::memset(pointerTo(it->first), kPoison, it->second);
    usedBytes_ -= it->second;
    addFree(it->first, {it->second, false});
    it = objects_.erase(it);
  }
  size_t kept = 0;
  const size_t mostKept = std::max(kKeepFreeBytes, usedBytes_ / 2);
  for (auto& [start, run] : free_) {
    if (run.isZero || run.bytes < kReleaseBytes || poison_) continue;
    if (kept + run.bytes <= mostKept) {
      kept += run.bytes;
      continue;
    }
    madvise(pointerTo(start), run.bytes, MADV_DONTNEED);
    run.isZero = true;
  }
  allocatedBytes_ = 0;
}

void LargeSpace::addFree(uintptr_t start, Run run) {
  auto next = free_.lower_bound(start);
  if (next != free_.end() && start + run.bytes == next->first) {
    run.bytes += next->second.bytes;
    run.isZero = run.isZero && next->second.isZero;
    next = free_.erase(next);
  }
  if (next != free_.begin()) {
    auto previous = std::prev(next);
    if (previous->first + previous->second.bytes == start) {
      previous->second.bytes += run.bytes;
      previous->second.isZero = previous->second.isZero && run.isZero;
      return;
    }
  }
  free_[start] = run;
}

void LargeSpace::clearCards() {
  for (const auto& [start, bytes] : objects_) std::memset(&layout_.card(start), 0, bytes >> kCardShift);
}

}  // namespace minivm::gc
