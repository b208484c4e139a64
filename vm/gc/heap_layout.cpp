#include "vm/gc/heap_layout.h"

#include <sys/mman.h>

#include <cstdarg>
#include <cstdio>
#include <cstdlib>

namespace minivm::gc {

void fatal(const char* format, ...) {
  std::va_list arguments;
  va_start(arguments, format);
  std::fputs("gc: ", stderr);
  std::vfprintf(stderr, format, arguments);
  std::fputc('\n', stderr);
  va_end(arguments);
  std::abort();
}

namespace {

void* reserve(size_t bytes) {
  void* memory =
      mmap(nullptr, bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
  if (memory == MAP_FAILED) return nullptr;
  // Huge pages would make the first touched byte of each table cost two megabytes of memory.
  madvise(memory, bytes, MADV_NOHUGEPAGE);
  return memory;
}

}  // namespace

HeapLayout::HeapLayout(size_t nurseryBytes, size_t requestedLimit) {
  for (size_t limit = requestedLimit;; limit /= 2) {
    // Twice the limit for each space: evacuation needs room for both copies, and large objects fragment.
    size_t spaceBytes = alignUp(2 * limit + (size_t{64} << 20), kBlockBytes);
    size_t heapBytes = nurseryBytes + 2 * spaceBytes;
    heap_ = {reserve(heapBytes + nurseryBytes), heapBytes + nurseryBytes};
    size_t bitmapBytes = alignUp(heapBytes / 64, kPageBytes);
    size_t cardBytes = alignUp(heapBytes >> kCardShift, kPageBytes);
    size_t lineBytes = alignUp(spaceBytes / kLineBytes, kPageBytes);
    size_t tableBytes = 2 * bitmapBytes + cardBytes + lineBytes;
    if (heap_.memory != nullptr) tables_ = {reserve(tableBytes), tableBytes};
    if (tables_.memory == nullptr) {
      if (heap_.memory != nullptr) munmap(heap_.memory, heap_.bytes);
      if (limit < (size_t{8} << 20))
        fatal("cannot reserve %zu bytes of address space for the heap", heapBytes);
      continue;
    }
    limitBytes = limit;
    base = nurseryBase = alignUp(addressOf(heap_.memory), nurseryBytes);
    nurseryEnd = oldBase = nurseryBase + nurseryBytes;
    oldEnd = largeBase = oldBase + spaceBytes;
    largeEnd = end = largeBase + spaceBytes;
    auto* table = static_cast<uint8_t*>(tables_.memory);
    marks = SideBitmap(table, base);
    starts = SideBitmap(table + bitmapBytes, base);
    lines = table + 2 * bitmapBytes;
    cards = table + 2 * bitmapBytes + lineBytes - (base >> kCardShift);
    return;
  }
}

HeapLayout::~HeapLayout() {
  if (heap_.memory != nullptr) munmap(heap_.memory, heap_.bytes);
  if (tables_.memory != nullptr) munmap(tables_.memory, tables_.bytes);
}

}  // namespace minivm::gc
