// Scavenger: one nursery collection. Copies what is reachable out of From space: out of eden into survivor
// chunks, which are generation 1; out of those into old space.
#pragma once

#include <unordered_map>
#include <vector>

#include "vm/gc/prefetch_queue.h"
#include "vm/gc/spaces.h"

namespace minivm::gc {

class Scavenger {
 public:
  explicit Scavenger(Spaces& spaces) : spaces_(spaces), layout_(spaces.layout), nursery_(spaces.nursery) {}

  /// The world is stopped and all windows are retired. `generation`: 0 or 1.
  CollectionResult run(int generation);

 private:
  void pinRoots(const std::vector<uint8_t**>& pins);
  void pin(Object* object);
  void updateRoots(const std::vector<Object**>& objects, const std::vector<uint8_t**>& interiors);
  void scanDirtyCards();
  void scanOldCard(uintptr_t card);
  void traceStrongHandles();
  void traceDependents();
  void release(Object* primary);
  void processWeak();
  void clearWeak(HandleKind kind);

  /// Updates a slot that may refer to From space, copying its object if need be.
  void visit(Object** slot) {
    Object* object = *slot;
    if (layout_.inNursery(addressOf(object)) && nursery_.isFrom(object)) *slot = forward(object);
  }
  /// Remembers a slot that refers to the nursery; its turn comes when the object has arrived in the cache.
  /// `slot` must not move until then: it lies in a copied or an old object, or outside of the heap.
  void visitSoon(Object** slot) {
    Object* object = *slot;
    if (!layout_.inNursery(addressOf(object))) return;
    __builtin_prefetch(pointerTo(startOf(object)));
    if (Object** due = awaited_.exchange(slot)) settle(due);
  }
  /// The turn of a remembered slot. Keeps the card of a slot outside of the nursery dirty while it refers
  /// into it.
  void settle(Object** slot) {
    Object* object = *slot;
    if (!layout_.inNursery(addressOf(object))) return;  // remembered twice
    if (nursery_.isFrom(object)) *slot = object = forward(object);
    if (layout_.inNursery(addressOf(object)) &&
        addressOf(slot) - layout_.oldBase < layout_.end - layout_.oldBase)
      spaces_.cards.dirty(slot);
  }
  Object* forward(Object* object) {
    if (isForwarded(object)) return forwardee(object);
    if (nursery_.isFromPinned(object) && layout_.marks.test(addressOf(object))) return object;
    return copy(object);
  }
  Object* copy(Object* object);
  /// Scans what is grey; some slots may stay remembered.
  void drainGrey();
  /// Until nothing is grey and no slot remembered.
  void drain();
  /// Null for a dead object, else where it is now.
  Object* find(Object* object) const;

  Spaces& spaces_;
  HeapLayout& layout_;
  Nursery& nursery_;
  std::vector<Object*>
      grey_;  ///< copied or pinned, slots not visited yet; a stack: children lie next to their parents
  PrefetchQueue<Object**> awaited_;
  std::unordered_multimap<Object*, Object**>
      pending_;                     ///< ephemerons: primary not reached → secondary's slot
  std::vector<Object**> released_;  ///< secondaries whose primary was reached
  CollectionResult result_;
};

}  // namespace minivm::gc
