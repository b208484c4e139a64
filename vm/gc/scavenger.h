// Scavenger: one nursery collection. Copies what is reachable out of From space: the first time into survivor
// chunks, the second time into old space.
#pragma once

#include <vector>

#include "vm/gc/spaces.h"

namespace minivm::gc {

class Scavenger {
 public:
  explicit Scavenger(Spaces& spaces) : spaces_(spaces), layout_(spaces.layout), nursery_(spaces.nursery) {}

  /// The world is stopped and all windows are retired.
  CollectionResult run();

 private:
  void pinRoots(const std::vector<uint8_t**>& pins);
  void pin(Object* object);
  void updateRoots(const std::vector<Object**>& objects, const std::vector<uint8_t**>& interiors);
  void scanDirtyCards();
  void scanOldCard(uintptr_t card);
  void traceStrongHandles();
  void traceDependents();
  void processWeak();
  void clearWeak(HandleKind kind);

  /// Updates a slot that may refer to From space, copying its object if need be.
  void visit(Object** slot) {
    Object* object = *slot;
    if (layout_.inNursery(addressOf(object)) && nursery_.isFrom(object)) *slot = forward(object);
  }
  /// Like visit, for slots inside old and large objects: keeps the card dirty while the slot refers to the
  /// nursery.
  void visitOld(Object** slot) {
    Object* object = *slot;
    if (!layout_.inNursery(addressOf(object))) return;
    if (nursery_.isFrom(object)) *slot = object = forward(object);
    if (layout_.inNursery(addressOf(object))) spaces_.cards.dirty(slot);
  }
  Object* forward(Object* object) {
    if (isForwarded(object)) return forwardee(object);
    if (nursery_.isFromPinned(object) && layout_.marks.test(addressOf(object))) return object;
    return copy(object);
  }
  Object* copy(Object* object);
  void drain();
  /// Null for a dead object, else where it is now.
  Object* find(Object* object) const;

  Spaces& spaces_;
  HeapLayout& layout_;
  Nursery& nursery_;
  std::vector<Object*>
      grey_;  ///< copied or pinned, slots not visited yet; a stack: children lie next to their parents
  CollectionResult result_;
};

}  // namespace minivm::gc
