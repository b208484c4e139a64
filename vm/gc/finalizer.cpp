#include "vm/gc/finalizer.h"

namespace minivm::gc {

void FinalizerQueue::add(Object* object) {
  (layout_.inNursery(addressOf(object)) ? young_ : old_).push_back(object);
}

void FinalizerQueue::suppress(Object* object) {
  if (!object->mt->hasFinalizer()) return;
  (layout_.inNursery(addressOf(object)) ? suppressedYoung_ : suppressedOld_).insert(object);
}

void FinalizerQueue::reRegister(Object* object) {
  auto& suppressed = layout_.inNursery(addressOf(object)) ? suppressedYoung_ : suppressedOld_;
  // Suppressed since the last collection: it is still in the list.
  if (suppressed.erase(object) == 0) add(object);
}

Object* FinalizerQueue::next() {
  if (ready_.empty()) return nullptr;
  Object* object = ready_.front();
  ready_.pop_front();
  return object;
}

}  // namespace minivm::gc
