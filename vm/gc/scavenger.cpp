#include "vm/gc/scavenger.h"

#include "vm/gc/object_scan.h"
#include "vm/gc/root_slots.h"

namespace minivm::gc {

CollectionResult Scavenger::run(int generation) {
  RootSlots roots(layout_.nurseryBase, layout_.nurseryEnd);
  spaces_.roots.visitRoots(roots);
  spaces_.roots.visitOwnedRoots([](void*, Object*) { return true; }, nullptr, roots);
  nursery_.beginCollection(generation);
  pinRoots(roots.pins);
  updateRoots(roots.objects, roots.interiors);
  traceStrongHandles();
  spaces_.finalizers.forEachReady([this](Object** slot) { visit(slot); });
  scanDirtyCards();
  drain();
  processWeak();
  spaces_.handles.age([this](const Object* object) { return nursery_.contains(object); });
  nursery_.endCollection();
  return result_;
}

/// Before the first copy: an object with a mark bit stays in place (gc invariant 6).
void Scavenger::pinRoots(const std::vector<uint8_t**>& pins) {
  for (uint8_t** slot : pins) {
    if (Object* object = nursery_.resolveInterior(addressOf(*slot))) pin(object);
    ++result_.pinnedObjects;
  }
  spaces_.handles.forEachYoung(HandleKind::Pinned, [this](GcHandle handle) {
    if (nursery_.contains(*handle)) pin(*handle);
  });
}

void Scavenger::pin(Object* object) {
  if (!nursery_.isFrom(object)) return;  // it stays anyway
  if (nursery_.pin(object) && object->mt->containsGcPointers()) grey_.push_back(object);
}

void Scavenger::updateRoots(const std::vector<Object**>& objects, const std::vector<uint8_t**>& interiors) {
  for (Object** slot : objects) visit(slot);
  Object* last = nullptr;  // byrefs come in groups: spans of one array in several frames
  for (uint8_t** slot : interiors) {
    uint8_t* address = *slot;
    if (!nursery_.contains(address) || !nursery_.isFrom(reinterpret_cast<Object*>(address)))
      continue;  // listed twice
    bool isInLast = last != nullptr && addressOf(address) >= addressOf(last) &&
                    addressOf(address) <= startOf(last) + sizeOf(last);
    Object* object = isInLast ? last : nursery_.resolveInterior(addressOf(address));
    if (object == nullptr) continue;
    *slot = address + (addressOf(forward(object)) - addressOf(object));
    last = object;
  }
}

void Scavenger::traceStrongHandles() {
  spaces_.handles.forEachYoung(HandleKind::Strong, [this](GcHandle handle) { visit(handle); });
}

void Scavenger::scanDirtyCards() {
  nursery_.forEachDirtyAged([this](Object* object) {
    if (object->mt->containsGcPointers())
      forEachReference(object, object->mt, [this](Object** slot) { visitSoon(slot); });
  });
  spaces_.old.forEachDirtyCard([this](uintptr_t card) { scanOldCard(card); });
  spaces_.large.forEachDirtyCard([this](Object* object, uintptr_t card) {
    spaces_.cards.clean(card);
    forEachReferenceIn(object, object->mt, card, card + kCardBytes,
                       [this](Object** slot) { visitSoon(slot); });
    drainGrey();
  });
}

void Scavenger::scanOldCard(uintptr_t card) {
  spaces_.cards.clean(card);
  auto scan = [&](Object* object) {
    if (!object->mt->containsGcPointers()) return;
    forEachReferenceIn(object, object->mt, card, card + kCardBytes,
                       [this](Object** slot) { visitSoon(slot); });
  };
  uintptr_t block = spaces_.old.blockBeginOf(card);
  if (card != block) {
    // The object that reaches into this card from before it.
    uintptr_t before = layout_.starts.findPrevious(card - 8, block);
    if (before != 0 && before - kHeaderBytes + sizeOf(objectAt(before)) > card) scan(objectAt(before));
  }
  layout_.starts.forEach(card, card + kCardBytes, [&](uintptr_t start) { scan(objectAt(start)); });
  drainGrey();  // card by card, so that what was copied last is still in the cache
}

Object* Scavenger::copy(Object* object) {
  const MethodTable* type = object->mt;
  size_t bytes = sizeOf(object);
  uint8_t* target = nullptr;
  if (nursery_.ageOf(object) == 0) {
    result_.firstSurvivedBytes += bytes;
    target = nursery_.allocateSurvivor(bytes);
  }
  if (target != nullptr) {
    result_.survivedBytes += bytes;
  } else {
    target = spaces_.old.allocate(bytes);
    result_.promotedBytes += bytes;
  }
  copyWords(target, pointerTo(startOf(object)), bytes);
  auto* moved = reinterpret_cast<Object*>(target + kHeaderBytes);
  forwardTo(object, moved);
  if (type->containsGcPointers()) grey_.push_back(moved);
  if (!pending_.empty()) release(object);
  return moved;
}

void Scavenger::drainGrey() {
  while (!grey_.empty()) {
    Object* object = grey_.back();
    grey_.pop_back();
    forEachReference(object, object->mt, [this](Object** slot) { visitSoon(slot); });
  }
}

void Scavenger::drain() {
  for (;;) {
    drainGrey();
    if (!released_.empty()) {
      Object** slot = released_.back();
      released_.pop_back();
      visitSoon(slot);
    } else if (Object** slot = awaited_.take()) {
      settle(slot);
    } else {
      return;
    }
  }
}

Object* Scavenger::find(Object* object) const {
  if (!layout_.inNursery(addressOf(object)) || !nursery_.isFrom(object)) return object;
  if (isForwarded(object)) return forwardee(object);
  if (nursery_.isFromPinned(object) && layout_.marks.test(addressOf(object))) return object;
  return nullptr;
}

/// Ephemerons: the secondary lives while the primary does. Those whose primary is not reached yet wait in
/// `pending_`; whoever reaches it later releases them, so that a chain takes one look at each link.
void Scavenger::traceDependents() {
  spaces_.handles.forEachYoung(HandleKind::Dependent, [this](GcHandle handle) {
    Object*& secondary = HandleTable::secondaryOf(handle);
    if (*handle == nullptr || secondary == nullptr) return;
    if (find(*handle) == nullptr) {
      pending_.emplace(*handle, &secondary);
    } else {
      visit(&secondary);
    }
  });
  drain();
  pending_.clear();
}

/// A primary was reached.
void Scavenger::release(Object* primary) {
  auto [first, last] = pending_.equal_range(primary);
  for (auto it = first; it != last; ++it) released_.push_back(it->second);
  pending_.erase(first, last);
}

void Scavenger::clearWeak(HandleKind kind) {
  spaces_.handles.forEachYoung(kind, [this](GcHandle handle) {
    if (*handle != nullptr) *handle = find(*handle);
  });
}

/// The order is .NET's: short weak handles do not see objects resurrected for their finalizer, long ones do.
void Scavenger::processWeak() {
  traceDependents();
  clearWeak(HandleKind::WeakShort);
  spaces_.finalizers.process(
      false, [this](Object* object) { return find(object); },
      [this](Object* object) { return forward(object); });
  drain();
  traceDependents();
  clearWeak(HandleKind::WeakLong);
  spaces_.handles.forEachYoung(HandleKind::Dependent, [this](GcHandle handle) {
    if (*handle == nullptr) return;
    *handle = find(*handle);
    if (*handle == nullptr) HandleTable::secondaryOf(handle) = nullptr;
  });
  spaces_.roots.visitWeakRoots(
      [](void* self, Object* object) { return static_cast<Scavenger*>(self)->find(object); }, this);
}

}  // namespace minivm::gc
