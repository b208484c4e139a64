#include "vm/slow_paths.h"

#include <fmt/format.h>

#include <cstring>

#include "vm/eh/exceptions.h"
#include "vm/entry/precode.h"
#include "vm/native/native_list.h"
#include "vm/runtime.h"
#include "vm/threads/thread.h"

namespace minivm {

Object* boxNullable(Thread& thread, MethodTable* nullable, const void* value) {
  const auto* bytes = static_cast<const uint8_t*>(value);
  if (!bytes[0]) return nullptr;
  MethodTable* type = nullable->perInstInfo[0][0].asMethodTable();
  thread.runtime().classLoader().ensureFullyLoaded(type);
  Object* box = thread.runtime().heap().allocate(thread, type).take();
  std::memcpy(box->data(), bytes + nullable->nullableValueOffset, nullable->nullableValueSize);
  return box;
}

void unboxNullable(Thread& thread, MethodTable* nullable, Object* object, void* storage) {
  std::memset(storage, 0, (nullable->unboxedSize() + 7) & ~7u);
  if (!object) return;
  MethodTable* type = nullable->perInstInfo[0][0].asMethodTable();
  if (object->mt != type) throwInvalidCast(thread, object, nullable);
  auto* bytes = static_cast<uint8_t*>(storage);
  bytes[0] = 1;
  std::memcpy(bytes + nullable->nullableValueOffset, object->data(), nullable->nullableValueSize);
}

void checkUnbox(Thread& thread, const Object* object, MethodTable* type) {
  MethodTable* found = object->mt;
  const bool sameShape = (found->isEnum() || found->isTruePrimitive()) &&
                         (type->isEnum() || type->isTruePrimitive()) &&
                         TypeHandle(found).reducedElementType() == TypeHandle(type).reducedElementType();
  if (!sameShape) throwInvalidCast(thread, object, type);
}

bool storeElementChecks_nogc(Thread& thread, const Array* array, Object* value) {
  return thread.runtime().classLoader().isInstanceOf_nogc(value, array->mt->elementType());
}

void throwInvalidCast(Thread& thread, const Object* object, TypeHandle target) {
  throwNew(thread, WellKnownType::InvalidCastException,
           fmt::format("Unable to cast object of type '{}' to type '{}'.", TypeHandle(object->mt).toString(),
                       target.toString()));
}

void throwArrayLength(Thread& thread, int32_t length) {
  if (length < 0) throwNew(thread, WellKnownType::OverflowException);
  throwNew(thread, WellKnownType::OutOfMemoryException, "Array dimensions exceeded supported range.");
}

void* virtualFunction(Thread& thread, MethodDesc* declared, const Object* object) {
  MethodDesc* target = declared;
  if (declared->isVirtual()) target = thread.runtime().classLoader().resolveVirtual(object->mt, declared);
  return ensurePrecode(thread.runtime(), target);
}

void enterSynchronized(Thread& thread, Object*& owner) {
  natives::monitorEnter(thread, Handle<Object>(&owner));
}

void leaveSynchronized(Thread& thread, Object*& lock) {
  if (!lock) return;
  try {
    natives::monitorExit(thread, Handle<Object>(&lock));
  } catch (...) {
    lock = nullptr;
    throw;
  }
  lock = nullptr;
}

Object* frozenHandleStub(Runtime& runtime, WellKnownType type, size_t valueOffset, void* value) {
  ClassLoader& loader = runtime.classLoader();
  MethodTable* mt = loader.wellKnown(type);
  loader.ensureFullyLoaded(mt);
  Object* stub = runtime.heap().allocateFrozen_nogc(mt, (mt->baseSize + 7u) & ~size_t{7});
  stub->field<void*>(valueOffset) = value;
  return stub;
}

}  // namespace minivm
