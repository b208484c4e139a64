// Card table (ABI 19): one byte for 512 bytes of heap. Dirty means: an old or large object may hold a
// reference to the nursery in these bytes. Mutators only dirty cards; a nursery collection cleans those it
// finds without such a reference; a full collection rebuilds them all.
#pragma once

#include "vm/gc/heap_layout.h"

namespace minivm::gc {

class CardTable {
 public:
  explicit CardTable(HeapLayout& layout) : layout_(layout) {}

  /// Dirties the card of a slot.
  void dirty(const void* slot) { layout_.card(addressOf(slot)) = 1; }
  /// Dirties all cards of [begin, begin + bytes).
  void dirtyAll(const void* begin, size_t bytes) {
    uintptr_t first = addressOf(begin) >> kCardShift;
    uintptr_t last = (addressOf(begin) + bytes - 1) >> kCardShift;
    __builtin_memset(&layout_.card(addressOf(begin)), 1, last - first + 1);
  }
  bool isDirty(const void* slot) const { return layout_.card(addressOf(slot)) != 0; }
  void clean(uintptr_t card) { layout_.card(card) = 0; }
  /// Dirties the cards of those words of [begin, begin + bytes) that look like references to the nursery. A
  /// word that only looks like one does no harm.
  void dirtyYoungWords(const void* begin, size_t bytes) {
    auto* word = static_cast<const uintptr_t*>(begin);
    for (const uintptr_t* end = word + bytes / sizeof(*word); word != end; ++word) {
      if (layout_.inNursery(*word)) dirty(word);
    }
  }

 private:
  HeapLayout& layout_;
};

}  // namespace minivm::gc
