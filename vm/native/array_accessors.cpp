// Get, Set, Address and the constructors of array types: runtime methods (ECMA-335 II.14.2). One native
// serves all types of all ranks.
#include "vm/native/native_list.h"
#include "vm/native/native_support.h"
#include "vm/runtime.h"
#include "vm/threads/thread.h"

namespace minivm::natives {

namespace {

/// Address of the element that the index arguments (from slot 1) mean; IndexOutOfRangeException.
uint8_t* elementAddress(NativeCall& call) {
  auto* array = static_cast<Array*>(call.args[0].obj);
  if (!array) throwNew(call.thread, WellKnownType::NullReferenceException);
  const MethodTable* type = array->mt;
  uint64_t flat = 0;
  if (type->isSzArray()) {
    flat = call.args[1].u4;
    if (flat >= array->length) throwNew(call.thread, WellKnownType::IndexOutOfRangeException);
  } else {
    const uint32_t rank = type->eeClass->rank;
    const int32_t* lengths = array->mdLengths();
    for (uint32_t i = 0; i < rank; ++i) {
      const uint32_t index =
          static_cast<uint32_t>(call.args[1 + i].i4) - static_cast<uint32_t>(lengths[rank + i]);
      if (index >= static_cast<uint32_t>(lengths[i]))
        throwNew(call.thread, WellKnownType::IndexOutOfRangeException);
      flat = flat * static_cast<uint32_t>(lengths[i]) + index;
    }
  }
  return arrayData(array) + flat * elementBytes(array);
}

/// Slots of the index arguments.
uint32_t rankOf(const NativeCall& call) {
  return call.method->methodTable->isSzArray() ? 1 : call.method->methodTable->eeClass->rank;
}

}  // namespace

void arrayGet(NativeCall& call) {
  const uint8_t* element = elementAddress(call);
  slotsFromMemory_nogc(call.method->methodTable->elementType(), call.ret, element);
}

void arraySet(NativeCall& call) {
  uint8_t* place = elementAddress(call);
  const Slot* value = call.args + 1 + rankOf(call);
  auto* array = static_cast<Array*>(call.args[0].obj);
  const TypeHandle element = array->mt->elementType();
  if (element.stackKind() == StackKind::O && value->obj &&
      !loaderOf(call.thread).isInstanceOf_nogc(value->obj, element)) {
    throwNew(call.thread, WellKnownType::ArrayTypeMismatchException);
  }
  copyValue_nogc(call.thread, element, place, value);
}

void arrayAddress(NativeCall& call) {
  uint8_t* place = elementAddress(call);
  const TypeHandle element = call.method->methodTable->elementType();
  // A location of a covariant array must have exactly the type that its users will store into it (III.4.9).
  if (element.stackKind() == StackKind::O && call.args[0].obj->mt->elementType() != element) {
    throwNew(call.thread, WellKnownType::ArrayTypeMismatchException);
  }
  call.ret->byref = place;
}

void arrayCtor(NativeCall& call) {
  MethodTable* type = call.method->methodTable;
  const uint32_t rank = rankOf(call);
  const size_t count = loaderOf(call.thread).signature(call.method).args.size() - 1;
  std::vector<int32_t> lengths(rank), lowerBounds(rank);
  const bool hasBounds = count == size_t{2} * rank && !type->isSzArray();
  for (uint32_t i = 0; i < rank; ++i) {
    // With bounds, the arguments are pairs: lower bound, length.
    lowerBounds[i] = hasBounds ? call.args[1 + 2 * i].i4 : 0;
    lengths[i] = call.args[1 + (hasBounds ? 2 * i + 1 : i)].i4;
  }
  call.ret->obj = createArray(call.thread, type, static_cast<int32_t>(rank), lengths.data(),
                              hasBounds ? lowerBounds.data() : nullptr)
                      .take();
}

}  // namespace minivm::natives
