// RuntimeType objects: one frozen object a type, cached where managed code looks for it (contract §4.3,
// §4.5).
#include "vm/runtime.h"

namespace minivm {

namespace {

Object* makeRuntimeType(Runtime& runtime, TypeHandle type, std::atomic<Object*>& cache) {
  // Managed code may read the MethodTable through the handle from now on.
  if (!type.isTypeDesc()) runtime.classLoader().ensureLoaded(type.asMethodTable());
  MethodTable* runtimeType = runtime.classLoader().wellKnown(WellKnownType::RuntimeType);
  const size_t bytes = (runtimeType->baseSize + size_t{7}) & ~size_t{7};
  auto* object = static_cast<RuntimeTypeObject*>(runtime.heap().allocateFrozen_nogc(runtimeType, bytes));
  object->handle = type.word();
  // Two threads may race: the first one to publish wins, the other object is never seen.
  Object* expected = nullptr;
  if (!cache.compare_exchange_strong(expected, object, std::memory_order_acq_rel)) return expected;
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
