// What natives share: boxing, moving values between memory, slots and objects, arrays of results. Everything
// here keeps the rules of vm/gc/handle.h.
#pragma once

#include <cstring>
#include <span>
#include <string>
#include <vector>

#include "vm/eh/exceptions.h"
#include "vm/gc/heap.h"
#include "vm/types/class_loader.h"

namespace minivm {

class Runtime;

/// The heap and the class loader of a thread's runtime.
GcHeap& heapOf(Thread& thread);
ClassLoader& loaderOf(Thread& thread);

/// The type behind a RuntimeType; NullReferenceException for null.
TypeHandle typeFrom(Thread& thread, Handle<RuntimeTypeObject> type);

/// FieldDesc and MethodDesc of the objects that ldtoken makes (RuntimeFieldInfoStub, RuntimeMethodInfoStub;
/// contract §4.5) or reflection holds.
struct FieldDesc* fieldOfHandle_nogc(Object* stub);

/// Copies a value of `type` from `source` to `destination` (anywhere), with the write barrier where it holds
/// references.
void copyValue_nogc(Thread& thread, TypeHandle type, void* destination, const void* source);
/// Stores a boxed value or a reference as a value of `type`; null stores the default. Nullable takes its
/// value or null.
void storeObject_nogc(Thread& thread, TypeHandle type, void* destination, Object* value);
/// Fills slots (argument or result) with the value of `type` at `source`; small integers are extended.
void slotsFromMemory_nogc(TypeHandle type, Slot* slots, const void* source);

/// T of Nullable<T>.
inline MethodTable* perInstanceArgument(const MethodTable* nullable) {
  return nullable->perInstInfo[0][0].asMethodTable();
}

/// Boxes the value of `type` that lies where `address()` says; asked again after the allocation, since it may
/// have moved. References come as they are, an empty Nullable as null, pointers as IntPtr. May collect.
template <typename Address>
[[gnu::noinline]] Object* boxValue(Thread& thread, TypeHandle type, Address&& address) {
  if (type.stackKind() == StackKind::O)
    return *static_cast<Object* const*>(static_cast<const void*>(address()));
  MethodTable* mt =
      type.isTypeDesc() ? loaderOf(thread).wellKnown(WellKnownType::IntPtr) : type.asMethodTable();
  uint32_t offset = 0;
  if (mt->isNullable()) {
    if (*static_cast<const uint8_t*>(static_cast<const void*>(address())) == 0) return nullptr;
    offset = mt->nullableValueOffset;
    mt = perInstanceArgument(mt);
  }
  loaderOf(thread).ensureFullyLoaded(mt);
  Object* box = heapOf(thread).allocate(thread, mt).take();
  const auto* source = static_cast<const uint8_t*>(static_cast<const void*>(address()));
  copyValue_nogc(thread, mt, box->data(), source + offset);
  return box;
}
/// Converts between primitive types as array stores and reflection may (ECMA-335 III.1.6, implicit widening
/// only); false when it would lose something.
bool widenPrimitive_nogc(ElementType from, const void* source, ElementType to, void* destination);

/// The identity hash code of an object, which gets one now if it has none; never 0.
uint32_t identityHashOf_nogc(Thread& thread, Object* object);
/// An array of any type: checks lengths and bounds as newobj on an array type does (OverflowException,
/// OutOfMemoryException). May collect.
Fresh<Array> createArray(Thread& thread, MethodTable* type, int32_t rank, const int32_t* lengths,
                         const int32_t* lowerBounds);
/// Fresh arrays of results. May collect.
Fresh<Array> newObjectArray(Thread& thread, size_t length);
Fresh<Array> newTypeArray(Thread& thread, std::span<const TypeHandle> types);
Fresh<Array> newPointerArray(Thread& thread, std::span<const uintptr_t> values);  ///< IntPtr[]
Fresh<Array> newInt32Array(Thread& thread, std::span<const int32_t> values);
Fresh<Array> newStringArray(Thread& thread, std::span<const std::string> texts);
Fresh<Array> newByteArray(Thread& thread, std::span<const uint8_t> bytes);
/// Stores an element of an object array, with the barrier.
void setElement_nogc(Thread& thread, Array* array, size_t index, Object* value);

/// Bytes of one element of any array.
inline size_t elementBytes(const Array* array) {
  return array->mt->componentSize();
}
/// First element of any array, vectors and multi-dimensional ones.
inline uint8_t* arrayData(Array* array) {
  return reinterpret_cast<uint8_t*>(array) + array->mt->baseSize - 8;
}

}  // namespace minivm
