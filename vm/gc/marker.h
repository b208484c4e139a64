// Marker: the full half of a full collection, after a scavenge emptied eden. Marks everything reachable with
// an explicit stack, moves objects out of the candidate blocks on the way, rebuilds the cards, then frees
// what was not reached.
#pragma once

#include <unordered_map>
#include <vector>

#include "vm/gc/prefetch_queue.h"
#include "vm/gc/spaces.h"

namespace minivm::gc {

class Marker {
 public:
  explicit Marker(Spaces& spaces) : spaces_(spaces), layout_(spaces.layout) {}

  /// The world is stopped, no window is open. `moveEverything` evacuates every block without pinned objects.
  CollectionResult run(bool moveEverything);

 private:
  void pinRoots(const std::vector<uint8_t**>& pins);
  void traceDependents();
  bool traceOwned();
  void release(Object* primary);
  void processWeak();
  void clearWeak(HandleKind kind);

  /// Marks the object of a slot; moves it if its block is being evacuated.
  void visit(Object** slot) {
    Object* object = *slot;
    if (layout_.contains(addressOf(object))) *slot = reach(object);
  }
  Object* reach(Object* object) {
    if (layout_.inOld(addressOf(object)) && spaces_.old.isCandidate(object)) {
      return isForwarded(object) ? forwardee(object) : evacuate(object);
    }
    grey_.push_back(object);
    return object;
  }
  Object* evacuate(Object* object);
  void scan(Object* object);
  void drain();
  /// Null for a dead object, else where it is now.
  Object* find(Object* object) const {
    if (!layout_.contains(addressOf(object))) return object;
    if (layout_.inOld(addressOf(object)) && spaces_.old.isCandidate(object)) {
      return isForwarded(object) ? forwardee(object) : nullptr;
    }
    return layout_.marks.test(addressOf(object)) ? object : nullptr;
  }

  Spaces& spaces_;
  HeapLayout& layout_;
  std::vector<Object*> grey_;       ///< reached, not marked and scanned yet; some more than once
  PrefetchQueue<Object*> awaited_;  ///< grey, on their way into the cache
  std::unordered_multimap<Object*, Object**>
      pending_;                     ///< ephemerons: primary not reached → secondary's slot
  std::vector<Object**> released_;  ///< secondaries whose primary was reached
  CollectionResult result_;
};

}  // namespace minivm::gc
