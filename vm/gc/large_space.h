// Large-object space: objects above 16 KiB, each on pages of its own, never moved. Freed runs of pages are
// kept by address and merged.
#pragma once

#include <map>

#include "vm/gc/heap_layout.h"

namespace minivm::gc {

class LargeSpace {
 public:
  LargeSpace(HeapLayout& layout, bool poison)
      : layout_(layout), poison_(poison), frontier_(layout.largeBase) {}

  /// Zeroed memory for an object, or null at the end of the address space.
  uint8_t* allocate(size_t bytes);
  bool contains(const void* address) const { return layout_.inLarge(addressOf(address)); }
  size_t usedBytes() const { return usedBytes_; }
  size_t allocatedSinceFull() const { return allocatedBytes_; }
  bool isObject(const Object* object) const { return objects_.contains(startOf(object)); }
  /// The object that `address` points into (or one past the end of), or null.
  Object* resolveInterior(uintptr_t address) const;
  /// Frees unmarked objects and clears the marks.
  void sweep();
  /// Calls f(Object*) for every object.
  template <typename F>
  void forEachObject(F&& f) const {
    for (const auto& [start, pages] : objects_) f(objectAt(start + kHeaderBytes));
  }
  /// Calls f(object, cardAddress) for each dirty card of objects with references.
  template <typename F>
  void forEachDirtyCard(F&& f) {
    for (const auto& [start, bytes] : objects_) {
      Object* object = objectAt(start + kHeaderBytes);
      if (!object->mt->containsGcPointers()) continue;
      for (uintptr_t group = start; group < start + bytes;
           group += 8 * kCardBytes) {  // pages hold 8 cards: one word
        if (*reinterpret_cast<const uint64_t*>(&layout_.card(group)) == 0) continue;
        for (uintptr_t card = group; card < group + 8 * kCardBytes; card += kCardBytes) {
          if (layout_.card(card) != 0) f(object, card);
        }
      }
    }
  }
  void clearCards();

 private:
  struct Run {
    size_t bytes;
    bool isZero;
  };
  void addFree(uintptr_t start, Run run);

  HeapLayout& layout_;
  bool poison_;
  std::map<uintptr_t, size_t> objects_;  ///< first page → bytes of pages
  std::map<uintptr_t, Run> free_;        ///< freed runs below the frontier
  uintptr_t frontier_;                   ///< pages from here on were never used
  size_t usedBytes_ = 0;
  size_t allocatedBytes_ = 0;
};

}  // namespace minivm::gc
