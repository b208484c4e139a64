// Where everything lies: one reserved address range for the collected heap, and side tables that cover all of
// it.
//
//   heapBase                                                                    heapEnd
//   | nursery (2^n, aligned) | old space: 32 KiB blocks | large objects: pages  |
//   side tables, one entry per:  card = 512 bytes   mark bit, start bit = 8 bytes   line byte = 128 bytes of
//   old space
//
// Everything is reserved at once and touched lazily, so a small program pays for small tables (gc invariant
// 1).
#pragma once

#include <cstddef>
#include <cstdint>

#include "vm/gc/side_bitmap.h"
#include "vm/objects/object.h"
#include "vm/types/method_table.h"

namespace minivm::gc {

inline constexpr size_t kHeaderBytes = 8;      ///< before the MethodTable word (ABI 18)
inline constexpr size_t kMinObjectBytes = 24;  ///< header, MethodTable, one word: also the smallest filler
inline constexpr size_t kCardShift = 9;        ///< 512-byte cards (ABI 19); a card is one word of a bitmap
inline constexpr size_t kCardBytes = size_t{1} << kCardShift;
inline constexpr size_t kBlockShift = 15;
inline constexpr size_t kBlockBytes = size_t{1} << kBlockShift;
inline constexpr size_t kLineBytes = 128;
inline constexpr size_t kLinesPerBlock = kBlockBytes / kLineBytes;
inline constexpr size_t kPageBytes = 4096;
inline constexpr size_t kSpareBytes = 8;  ///< unused at the end of every block and chunk (ABI 20)
inline constexpr size_t kLargeObjectBytes = 16 << 10;  ///< objects above this size are large
inline constexpr uint8_t kPoison = 0xDB;               ///< fills freed memory under stress

inline constexpr size_t alignUp(size_t value, size_t alignment) {
  return (value + alignment - 1) & ~(alignment - 1);
}
inline uintptr_t addressOf(const void* pointer) {
  return reinterpret_cast<uintptr_t>(pointer);
}
inline uint8_t* pointerTo(uintptr_t address) {
  return reinterpret_cast<uint8_t*>(address);
}
inline Object* objectAt(uintptr_t address) {
  return reinterpret_cast<Object*>(address);
}
/// First byte of the object's memory: its header.
inline uintptr_t startOf(const Object* object) {
  return addressOf(object) - kHeaderBytes;
}

// --- forwarding: while the world is stopped, a moved object's MethodTable word is its new address + 1 (ABI
// 18) ---
inline uintptr_t typeWord(const Object* object) {
  return reinterpret_cast<uintptr_t>(object->mt);
}
inline bool isForwarded(const Object* object) {
  return (typeWord(object) & 1) != 0;
}
inline Object* forwardee(const Object* object) {
  return objectAt(typeWord(object) - 1);
}
inline void forwardTo(Object* object, Object* target) {
  object->mt = reinterpret_cast<MethodTable*>(addressOf(target) + 1);
}
/// The type of an object that may have moved: its copy still knows.
inline const MethodTable* typeOf(const Object* object) {
  return isForwarded(object) ? forwardee(object)->mt : object->mt;
}
/// Bytes of an object that may have moved, header included. Everything but the MethodTable word stays
/// readable at the old place.
inline size_t sizeOf(const Object* object) {
  size_t bytes = objectSize_nogc(object, typeOf(object));
  return bytes < kMinObjectBytes ? kMinObjectBytes : bytes;
}

/// Copies an object's memory; sizes are multiples of 8.
inline void copyWords(uint8_t* to, const uint8_t* from, size_t bytes) {
  if (bytes > 256) {
    __builtin_memcpy(to, from, bytes);
    return;
  }
  auto* target = reinterpret_cast<uint64_t*>(to);
  auto* source = reinterpret_cast<const uint64_t*>(from);
  for (size_t i = 0; i < bytes / 8; ++i) target[i] = source[i];
}

/// Prints `gc: <text>` and aborts: the heap is broken or the address space is used up. No exception can be
/// trusted any more.
[[noreturn]] void fatal(const char* format, ...) __attribute__((format(printf, 1, 2)));

/// The reserved memory of one heap: the heap range and its side tables. Unmaps everything when destroyed.
class HeapLayout {
 public:
  /// Reserves for a nursery of `nurseryBytes` and `limitBytes` of everything else; settles for less where the
  /// system refuses.
  HeapLayout(size_t nurseryBytes, size_t limitBytes);
  ~HeapLayout();
  HeapLayout(const HeapLayout&) = delete;
  HeapLayout& operator=(const HeapLayout&) = delete;

  uintptr_t base = 0, end = 0;  ///< the heap range: what GcHeap::contains accepts
  uintptr_t nurseryBase = 0, nurseryEnd = 0;
  uintptr_t oldBase = 0, oldEnd = 0;
  uintptr_t largeBase = 0, largeEnd = 0;
  size_t limitBytes = 0;     ///< what of it may be in use
  uint8_t* cards = nullptr;  ///< biased: the card of address a is cards[a >> kCardShift]
  uint8_t* lines = nullptr;  ///< line bytes of old space, kLinesPerBlock a block
  SideBitmap marks;          ///< object address: reached by the marker; in the nursery also: pinned
  SideBitmap starts;         ///< object address: an object starts here (old space only)

  bool contains(uintptr_t address) const { return address - base < end - base; }
  bool inNursery(uintptr_t address) const { return address - nurseryBase < nurseryEnd - nurseryBase; }
  bool inOld(uintptr_t address) const { return address - oldBase < oldEnd - oldBase; }
  bool inLarge(uintptr_t address) const { return address - largeBase < largeEnd - largeBase; }
  uint8_t& card(uintptr_t address) const { return cards[address >> kCardShift]; }

 private:
  struct Mapping {
    void* memory = nullptr;
    size_t bytes = 0;
  };
  Mapping heap_, tables_;
};

}  // namespace minivm::gc
