#include "vm/entry/backpatch.h"

#include <atomic>

#include "vm/entry/precode.h"
#include "vm/types/method_desc.h"

namespace minivm {
namespace {

/// Vtable slots are plain words; other threads load them while they are rewritten.
void storeSlot(void** slot, void* entry) {
  std::atomic_ref<void*>(*slot).store(entry, std::memory_order_release);
}

}  // namespace

void Backpatcher::addVtableSlot(MethodDesc* method, void** slot) {
  std::lock_guard guard(mutex_);
  Entry& entry = entries_[method];
  entry.slots.push_back(slot);
  storeSlot(slot, entry.code ? entry.code : method->precode.load(std::memory_order_acquire));
}

void Backpatcher::patch(MethodDesc* method, void* code) {
  std::lock_guard guard(mutex_);
  Entry& entry = entries_[method];
  if (!entry.code) entry.previous = precodeTarget(method);
  entry.code = code;
  setPrecodeTarget(method, code);
  for (void** slot : entry.slots) storeSlot(slot, code);
}

void Backpatcher::unpatch(MethodDesc* method) {
  std::lock_guard guard(mutex_);
  Entry* entry = entries_.find(method);
  if (!entry || !entry->code) return;
  for (void** slot : entry->slots) storeSlot(slot, method->precode.load(std::memory_order_acquire));
  setPrecodeTarget(method, entry->previous);
  entry->code = nullptr;
}

void Backpatcher::forget(MethodDesc* method) {
  std::lock_guard guard(mutex_);
  entries_.erase(method);
}

void Backpatcher::forgetVtable(MethodTable* type) {
  std::lock_guard guard(mutex_);
  void** slots = type->slots();
  for (uint32_t i = 0; i < type->numVirtuals; ++i) {
    Entry* entry = slots[i] ? entries_.find(type->slotMethod(i)) : nullptr;
    if (entry) std::erase(entry->slots, &slots[i]);
  }
}

void* Backpatcher::patchedCode(MethodDesc* method) {
  std::lock_guard guard(mutex_);
  Entry* entry = entries_.find(method);
  return entry ? entry->code : nullptr;
}

}  // namespace minivm
