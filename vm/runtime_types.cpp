// RuntimeType objects: one object a type that does not move, frozen unless the type may be unloaded; cached
// where managed code looks for it (contract §4.3, §4.5).
#include "vm/runtime.h"

namespace minivm {

namespace {

Object* makeRuntimeType(Runtime& runtime, TypeHandle type, std::atomic<Object*>& cache) {
  // Managed code may read the MethodTable through the handle from now on.
  if (!type.isTypeDesc()) runtime.classLoader().ensureLoaded(type.asMethodTable());
  MethodTable* runtimeType = runtime.classLoader().wellKnown(WellKnownType::RuntimeType);
  const size_t bytes = (runtimeType->baseSize + size_t{7}) & ~size_t{7};
  LoaderAllocator* allocator = allocatorOf(type);
  GcHeap& heap = runtime.heap();
  auto* object = static_cast<RuntimeTypeObject*>(allocator ? heap.allocateTenured_nogc(runtimeType, bytes)
                                                           : heap.allocateFrozen_nogc(runtimeType, bytes));
  object->handle = type.word();
  // Both ways: the type lives as long as this object, and this object as long as the type.
  if (allocator) object->keepAlive = *allocator->owner;
  // Two threads may race: the first one to publish wins, the other object is never seen.
  Object* expected = nullptr;
  if (!cache.compare_exchange_strong(expected, object, std::memory_order_acq_rel)) return expected;
  if (allocator) allocator->keep(object);
  return object;
}

}  // namespace

Object* runtimeTypeOf_nogc(Runtime& runtime, TypeHandle type) {
  std::atomic<Object*>& cache =
      type.isTypeDesc() ? type.asTypeDesc()->runtimeType : type.asMethodTable()->aux->runtimeType;
  if (Object* known = cache.load(std::memory_order_acquire)) return known;
  return makeRuntimeType(runtime, type, cache);
}

}  // namespace minivm
