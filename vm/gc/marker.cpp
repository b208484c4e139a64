#include "vm/gc/marker.h"

#include "vm/gc/object_scan.h"
#include "vm/gc/root_slots.h"
#include "vm/types/loader_allocator.h"

namespace minivm::gc {

CollectionResult Marker::run(bool moveEverything) {
  RootSlots roots(layout_.base, layout_.end);
  spaces_.roots.visitRoots(roots);
  spaces_.old.beginMarking(moveEverything);
  spaces_.old.clearCards();
  spaces_.large.clearCards();

  pinRoots(roots.pins);
  for (Object** slot : roots.objects) visit(slot);
  for (uint8_t** slot : roots.interiors) {
    uint8_t* address = *slot;
    // A slot listed twice points at the copy the second time: its block is no candidate, reaching it again
    // changes nothing.
    Object* object = spaces_.resolveInterior(addressOf(address));
    if (object != nullptr) *slot = address + (addressOf(reach(object)) - addressOf(object));
  }
  spaces_.handles.forEach(HandleKind::Strong, [this](GcHandle handle) { visit(handle); });
  spaces_.handles.forEach(HandleKind::Pinned, [this](GcHandle handle) { visit(handle); });
  spaces_.finalizers.forEachReady([this](Object** slot) { visit(slot); });
  drain();
  processWeak();

  spaces_.nursery.sweepAfterMarking();
  spaces_.old.sweep();
  spaces_.large.sweep();
  return result_;
}

void Marker::pinRoots(const std::vector<uint8_t**>& pins) {
  auto pin = [this](Object* object) {
    if (layout_.inOld(addressOf(object))) spaces_.old.pinBlock(object);
  };
  std::vector<Object*> pinned;
  for (uint8_t** slot : pins) {
    if (Object* object = spaces_.resolveInterior(addressOf(*slot))) {
      pin(object);
      pinned.push_back(object);
      ++result_.pinnedObjects;
    }
  }
  spaces_.handles.forEach(HandleKind::Pinned, [&](GcHandle handle) {
    if (*handle == nullptr) return;
    pin(*handle);
    ++result_.pinnedObjects;
  });
  // Only now: reaching an object may move it, unless all pins are known (gc invariant 6).
  for (Object* object : pinned) reach(object);
}

Object* Marker::evacuate(Object* object) {
  size_t bytes = sizeOf(object);
  uint8_t* target = spaces_.old.allocate(bytes);
  copyWords(target, pointerTo(startOf(object)), bytes);
  auto* moved = reinterpret_cast<Object*>(target + kHeaderBytes);
  forwardTo(object, moved);
  grey_.push_back(moved);
  result_.movedBytes += bytes;
  if (!pending_.empty()) release(object);
  return moved;
}

void Marker::scan(Object* object) {
  const MethodTable* type = object->mt;
  // An object keeps its type (ABI 23). The owner is where the collection found it, or moved already.
  if (type->isCollectible()) [[unlikely]]
    reach(*type->eeClass->allocator->owner);
  if (layout_.inNursery(addressOf(object))) {
    if (type->containsGcPointers()) forEachReference(object, type, [this](Object** slot) { visit(slot); });
    return;
  }
  if (layout_.inOld(addressOf(object))) spaces_.old.markLines(object, sizeOf(object));
  if (!type->containsGcPointers()) return;
  forEachReference(object, type, [this](Object** slot) {
    visit(slot);
    if (layout_.inNursery(addressOf(*slot))) spaces_.cards.dirty(slot);
  });
}

void Marker::drain() {
  for (;;) {
    Object* object;
    if (!released_.empty()) {
      Object** slot = released_.back();
      released_.pop_back();
      visit(slot);
      continue;
    }
    if (!grey_.empty()) {
      object = grey_.back();
      grey_.pop_back();
      // Mark word, and the second line that a small object may reach into.
      __builtin_prefetch(&layout_.marks.wordOf(addressOf(object)));
      __builtin_prefetch(object);
      __builtin_prefetch(pointerTo(addressOf(object) + 32));
      object = awaited_.exchange(object);
    } else {
      object = awaited_.take();
      if (object == nullptr) return;
    }
    if (object != nullptr && layout_.marks.insert(addressOf(object))) {
      if (!pending_.empty()) release(object);
      scan(object);
    }
  }
}

/// Ephemerons, as in Scavenger::traceDependents.
void Marker::traceDependents() {
  spaces_.handles.forEach(HandleKind::Dependent, [this](GcHandle handle) {
    Object*& secondary = HandleTable::secondaryOf(handle);
    if (*handle == nullptr || secondary == nullptr) return;
    if (find(*handle) == nullptr) {
      pending_.emplace(*handle, &secondary);
    } else {
      visit(&secondary);
    }
  });
  drain();
  while (traceOwned()) drain();
  pending_.clear();
}

/// The roots of owners that were reached since the last look; false when there were none.
bool Marker::traceOwned() {
  struct Visitor final : RootVisitor {
    explicit Visitor(Marker& collection) : marker(collection) {}
    void object(Object** slot) override { marker.visit(slot); }
    void interior(uint8_t**) override {}  // owned roots are references
    Marker& marker;
  } visitor(*this);
  return spaces_.roots.visitOwnedRoots(
      [](void* self, Object* owner) { return static_cast<Marker*>(self)->find(owner) != nullptr; }, this,
      visitor);
}

/// A primary was reached.
void Marker::release(Object* primary) {
  auto [first, last] = pending_.equal_range(primary);
  for (auto it = first; it != last; ++it) released_.push_back(it->second);
  pending_.erase(first, last);
}

void Marker::clearWeak(HandleKind kind) {
  spaces_.handles.forEach(kind, [this](GcHandle handle) {
    if (*handle != nullptr) *handle = find(*handle);
  });
}

void Marker::processWeak() {
  traceDependents();
  clearWeak(HandleKind::WeakShort);
  spaces_.finalizers.process(
      true, [this](Object* object) { return find(object); },
      [this](Object* object) { return reach(object); });
  drain();
  traceDependents();
  clearWeak(HandleKind::WeakLong);
  spaces_.handles.forEach(HandleKind::Dependent, [this](GcHandle handle) {
    if (*handle == nullptr) return;
    *handle = find(*handle);
    if (*handle == nullptr) HandleTable::secondaryOf(handle) = nullptr;
  });
  spaces_.roots.visitWeakRoots(
      [](void* self, Object* object) { return static_cast<Marker*>(self)->find(object); }, this);
}

}  // namespace minivm::gc
