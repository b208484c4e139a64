// Finalization queue. Objects with a finalizer are registered at birth; when a collection finds one
// unreachable it moves to the ready list, which is a root (the object and all it refers to live once more)
// until nextFinalizable hands it out.
#pragma once

#include <deque>
#include <unordered_set>
#include <vector>

#include "vm/gc/heap_layout.h"

namespace minivm::gc {

class FinalizerQueue {
 public:
  explicit FinalizerQueue(const HeapLayout& layout) : layout_(layout) {}

  void add(Object* object);
  /// The finalizer will not run, until reRegister.
  void suppress(Object* object);
  void reRegister(Object* object);
  /// Pops the next object whose finalizer is due, or null.
  Object* next();
  bool hasReady() const { return !ready_.empty(); }
  size_t readyCount() const { return ready_.size(); }

  /// Looks at the registered objects of the collected space: `find(object)` gives the address of a live one
  /// now, null for a dead one. Dead ones move to the ready list; `revive(Object*)` gives their address from
  /// now on. Suppressed ones are dropped.
  template <typename Find, typename Revive>
  void process(bool full, Find&& find, Revive&& revive) {
    std::vector<Object*> stillYoung;
    processList(young_, suppressedYoung_, find, revive, stillYoung);
    if (full) {
      std::vector<Object*> old;
      old.swap(old_);
      processList(old, suppressedOld_, find, revive, stillYoung);
    }
    young_.swap(stillYoung);
  }
  /// Calls f(Object** slot) for the ready list.
  template <typename F>
  void forEachReady(F&& f) {
    for (Object*& object : ready_) f(&object);
  }

 private:
  template <typename Find, typename Revive>
  void processList(std::vector<Object*>& list, std::unordered_set<Object*>& suppressed, Find&& find,
                   Revive&& revive, std::vector<Object*>& stillYoung) {
    std::vector<Object*> dead;
    for (Object* object : list) {
      if (!suppressed.empty() && suppressed.erase(object) != 0) continue;
      Object* now = find(object);
      if (now == nullptr) {
        dead.push_back(object);
      } else {
        (layout_.inNursery(addressOf(now)) ? stillYoung : old_).push_back(now);
      }
    }
    // All verdicts before the first revival: an object that only a dead one refers to is dead too, and its
    // finalizer runs as well.
    for (Object* object : dead) ready_.push_back(revive(object));
    suppressed.clear();  // what is left was finalized before or lies in memory that is free now
  }

  const HeapLayout& layout_;
  std::vector<Object*> young_, old_;  ///< registered, by where they are
  std::unordered_set<Object*> suppressedYoung_, suppressedOld_;
  std::deque<Object*> ready_;
};

}  // namespace minivm::gc
