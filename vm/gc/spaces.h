// The parts of one heap, as the collectors see them. GcHeap's implementation owns them.
#pragma once

#include "vm/gc/card_table.h"
#include "vm/gc/finalizer.h"
#include "vm/gc/frozen_space.h"
#include "vm/gc/handle_table.h"
#include "vm/gc/heap.h"
#include "vm/gc/heap_layout.h"
#include "vm/gc/large_space.h"
#include "vm/gc/nursery.h"
#include "vm/gc/old_space.h"

namespace minivm::gc {

struct Spaces {
  Spaces(const GcConfig& config, RootSource& rootSource, size_t limitBytes)
      : roots(rootSource),
        poison(config.stressEvery != 0 || config.stressSafepoints != 0 || config.poison),
        layout(config.maxNurseryBytes, limitBytes),
        nursery(layout, config.nurseryBytes, poison),
        old(layout, poison),
        large(layout, poison),
        cards(layout),
        finalizers(layout) {}

  RootSource& roots;
  bool poison;  ///< fill freed memory with kPoison
  HeapLayout layout;
  Nursery nursery;
  OldSpace old;
  LargeSpace large;
  FrozenSpace frozen;
  CardTable cards;
  HandleTable handles;
  FinalizerQueue finalizers;

  /// The object that `address` points into or one past the end of; null where there is none.
  Object* resolveInterior(uintptr_t address) const {
    if (layout.inNursery(address)) return nursery.resolveInterior(address);
    if (layout.inOld(address)) return old.resolveInterior(address);
    if (layout.inLarge(address)) return large.resolveInterior(address);
    return nullptr;
  }
};

/// What one collection did.
struct CollectionResult {
  size_t survivedBytes = 0;       ///< copied within the nursery
  size_t firstSurvivedBytes = 0;  ///< copied out of eden, wherever to
  size_t promotedBytes = 0;       ///< copied into old space
  size_t movedBytes = 0;          ///< evacuated within old space
  size_t pinnedObjects = 0;       ///< by roots and handles; some twice
};

}  // namespace minivm::gc
