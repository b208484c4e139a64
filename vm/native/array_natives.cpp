// System.Array and System.Buffer.
#include <cstring>

#include "vm/native/native_list.h"
#include "vm/native/native_support.h"
#include "vm/runtime.h"
#include "vm/threads/thread.h"

namespace minivm {

static constexpr uint64_t kMaxArrayLength = 0x7FFFFFC7;  // Array.MaxLength

namespace natives {

namespace {

const char* const kCannotStore = "Object cannot be stored in an array of this type.";
const char* const kCannotWiden =
    "Cannot widen from source type to target type either because the source type is a not a primitive type "
    "or the conversion cannot be accomplished.";

std::string castMessage(TypeHandle from, TypeHandle to) {
  return "Unable to cast object of type '" + from.toString() + "' to type '" + to.toString() + "'.";
}

bool isPrimitiveElement(ElementType type) {
  return (type >= ElementType::Boolean && type <= ElementType::R8) || type == ElementType::I ||
         type == ElementType::U;
}

/// Integers that differ in sign only share one representation for casts of arrays (ECMA-335 I.8.7.1, reduced
/// types).
ElementType ignoringSign(ElementType type) {
  switch (type) {
    case ElementType::U1: return ElementType::I1;
    case ElementType::U2: return ElementType::I2;
    case ElementType::U4: return ElementType::I4;
    case ElementType::U8: return ElementType::I8;
    case ElementType::U: return ElementType::I;
    default: return type;
  }
}

enum class CopyKind { Bytes, References, Cast, Box, Unbox, Widen, Wrong };

CopyKind copyKindOf(ClassLoader& loader, TypeHandle from, TypeHandle to) {
  if (from == to) return from.containsGcPointers() ? CopyKind::References : CopyKind::Bytes;
  const bool fromObject = from.stackKind() == StackKind::O, toObject = to.stackKind() == StackKind::O;
  if (fromObject && toObject) {
    if (loader.canCastTo(from, to)) return CopyKind::References;
    const bool interfaces = from.asMethodTable()->isInterface() || to.asMethodTable()->isInterface();
    return interfaces || loader.canCastTo(to, from) ? CopyKind::Cast : CopyKind::Wrong;
  }
  if (toObject) return from.isValueType() && loader.canCastTo(from, to) ? CopyKind::Box : CopyKind::Wrong;
  if (fromObject)
    return to.isValueType() && (loader.canCastTo(to, from) || from.asMethodTable()->isInterface())
               ? CopyKind::Unbox
               : CopyKind::Wrong;
  const ElementType a = from.reducedElementType(), b = to.reducedElementType();
  if (!isPrimitiveElement(a) || !isPrimitiveElement(b)) return CopyKind::Wrong;
  if (ignoringSign(a) == ignoringSign(b)) return CopyKind::Bytes;
  uint64_t zero = 0, ignored;
  return widenPrimitive_nogc(a, &zero, b, &ignored) ? CopyKind::Widen : CopyKind::Wrong;
}

/// Elements one by one, with a check or a conversion each. Never overlapping: the element types differ.
void copySlowly(Thread& thread, CopyKind kind, Handle<Array> source, uint32_t sourceIndex,
                Handle<Array> target, uint32_t targetIndex, uint32_t length) {
  ClassLoader& loader = loaderOf(thread);
  const TypeHandle from = source->mt->elementType(), to = target->mt->elementType();
  const size_t fromSize = elementBytes(source.get()), toSize = elementBytes(target.get());
  for (uint32_t i = 0; i < length; ++i) {
    const auto place = [&] { return arrayData(source.get()) + (sourceIndex + i) * fromSize; };
    const auto destination = [&] { return arrayData(target.get()) + (targetIndex + i) * toSize; };
    switch (kind) {
      case CopyKind::Cast: {
        Object* element = *reinterpret_cast<Object**>(place());
        if (element && !loader.isInstanceOf_nogc(element, to))
          throwNew(thread, WellKnownType::InvalidCastException, castMessage(element->mt, to));
        GcHeap::writeRef_nogc(thread, reinterpret_cast<Object**>(destination()), element);
        break;
      }
      case CopyKind::Box: {
        Object* box = boxValue(thread, from, place);
        GcHeap::writeRef_nogc(thread, reinterpret_cast<Object**>(destination()), box);
        break;
      }
      case CopyKind::Unbox: {
        Object* element = *reinterpret_cast<Object**>(place());
        const MethodTable* mt = to.asMethodTable();
        const bool fits =
            element ? element->mt == (mt->isNullable() ? perInstanceArgument(mt) : mt) : mt->isNullable();
        if (!fits)
          throwNew(thread, WellKnownType::InvalidCastException,
                   "At least one element in the source array could not be cast down to the destination array "
                   "type.");
        storeObject_nogc(thread, to, destination(), element);
        break;
      }
      default:
        widenPrimitive_nogc(from.reducedElementType(), place(), to.reducedElementType(), destination());
        break;
    }
  }
}

}  // namespace

Fresh<Array> arrayInternalCreate(Thread& thread, Handle<RuntimeTypeObject> elementType, int32_t rank,
                                 const int32_t* lengths, const int32_t* lowerBounds) {
  const TypeHandle element = typeFrom(thread, elementType);
  ClassLoader& loader = loaderOf(thread);
  if (element.elementType() == ElementType::Void)
    throwNew(thread, WellKnownType::NotSupportedException, "Arrays of System.Void are not supported.");
  if (element.isByRefLike() || element.elementType() == ElementType::ByRef) {
    throwNew(thread, WellKnownType::NotSupportedException, "Cannot create arrays of ByRef-like values.");
  }
  if (element.containsGenericVariables())
    throwNew(thread, WellKnownType::NotSupportedException, "Cannot create arrays of open type. ");
  const bool isVector = rank == 1 && (!lowerBounds || lowerBounds[0] == 0);
  return createArray(
      thread,
      isVector ? loader.loadSzArray(element) : loader.loadMdArray(element, static_cast<uint32_t>(rank)), rank,
      lengths, lowerBounds);
}

void arrayCopyImpl(Thread& thread, Handle<Array> source, int32_t sourceIndex, Handle<Array> target,
                   int32_t targetIndex, int32_t length) {
  const TypeHandle from = source->mt->elementType(), to = target->mt->elementType();
  const CopyKind kind = copyKindOf(loaderOf(thread), from, to);
  const auto count = static_cast<uint32_t>(length);
  if (kind == CopyKind::Wrong) {
    throwNew(thread, WellKnownType::ArrayTypeMismatchException,
             "Source array type cannot be assigned to destination array type.");
  }
  const size_t size = elementBytes(source.get());
  uint8_t* const to8 =
      arrayData(target.get()) + static_cast<uint32_t>(targetIndex) * elementBytes(target.get());
  const uint8_t* const from8 = arrayData(source.get()) + static_cast<uint32_t>(sourceIndex) * size;
  if (kind == CopyKind::Bytes) {
    std::memmove(to8, from8, count * size);
  } else if (kind == CopyKind::References) {
    heapOf(thread).copyWithBarrier_nogc(thread, to8, from8, count * size);
  } else {
    copySlowly(thread, kind, source, static_cast<uint32_t>(sourceIndex), target,
               static_cast<uint32_t>(targetIndex), count);
  }
}

void arrayClearImpl(Handle<Array> array, int32_t index, int32_t length) {
  const size_t size = elementBytes(array.get());
  std::memset(arrayData(array.get()) + static_cast<uint32_t>(index) * size, 0,
              static_cast<uint32_t>(length) * size);
}

Object* arrayInternalGetValue(Thread& thread, Handle<Array> array, int32_t index) {
  return boxValue(thread, array->mt->elementType(), [&] {
    return arrayData(array.get()) + static_cast<uint32_t>(index) * elementBytes(array.get());
  });
}

void arrayInternalSetValue(Thread& thread, Handle<Array> array, Handle<Object> value, int32_t index) {
  const TypeHandle element = array->mt->elementType();
  uint8_t* place = arrayData(array.get()) + static_cast<uint32_t>(index) * elementBytes(array.get());
  if (value.isNull()) return storeObject_nogc(thread, element, place, nullptr);
  if (!element.isValueType()) {
    if (element.isTypeDesc() || !loaderOf(thread).isInstanceOf_nogc(value.get(), element))
      throwNew(thread, WellKnownType::InvalidCastException, kCannotStore);
    return storeObject_nogc(thread, element, place, value.get());
  }
  MethodTable* mt = element.asMethodTable();
  if (value->mt == (mt->isNullable() ? perInstanceArgument(mt) : mt))
    return storeObject_nogc(thread, element, place, value.get());
  if (!mt->isTruePrimitive() || !isPrimitiveElement(TypeHandle(value->mt).reducedElementType())) {
    throwNew(thread, WellKnownType::InvalidCastException, kCannotStore);
  }
  if (!widenPrimitive_nogc(TypeHandle(value->mt).reducedElementType(), value->data(), element.elementType(),
                           place)) {
    throwNew(thread, WellKnownType::ArgumentException, kCannotWiden);
  }
}

void arrayInternalInitialize(Thread& thread, Handle<Array> array) {
  const TypeHandle element = array->mt->elementType();
  if (!element.isValueType()) return;
  ClassLoader& loader = loaderOf(thread);
  MethodDesc* ctor = loader.findMethod(element.asMethodTable(), ".ctor", "void()");
  if (!ctor) return;
  for (uint32_t i = 0; i < array->length; ++i) {
    Slot self, ret[2];
    self.byref = arrayData(array.get()) + size_t{i} * elementBytes(array.get());
    callManaged(thread, ctor, &self, ret);
  }
}

void bufferMemmove(ByRef<uint8_t> target, ByRef<uint8_t> source, uintptr_t length) {
  if (length) std::memmove(target.get(), source.get(), length);  // the spans behind may be empty, hence null
}
void bufferZeroMemory(ByRef<uint8_t> target, uintptr_t length) {
  if (length) std::memset(target.get(), 0, length);
}
void bufferBulkMoveWithWriteBarrier(Thread& thread, ByRef<uint8_t> target, ByRef<uint8_t> source,
                                    uintptr_t length) {
  heapOf(thread).copyWithBarrier_nogc(thread, target.get(), source.get(), length);
}

Fresh<Array> gcAllocateNewArray(Thread& thread, Handle<RuntimeTypeObject> arrayType, int32_t length,
                                int32_t flags) {
  constexpr int32_t kPinned = 0x40;
  MethodTable* mt = typeFrom(thread, arrayType).asMethodTable();
  if (length < 0) throwNew(thread, WellKnownType::OverflowException);
  if ((flags & kPinned) == 0) return createArray(thread, mt, 1, &length, nullptr);
  if (static_cast<uint64_t>(length) > kMaxArrayLength)
    throwNew(thread, WellKnownType::OutOfMemoryException, "Array dimensions exceeded supported range.");
  const size_t bytes = (mt->baseSize + static_cast<size_t>(length) * mt->componentSize() + 7) & ~size_t{7};
  auto* array = static_cast<Array*>(heapOf(thread).allocatePinned(thread, mt, bytes));
  array->length = static_cast<uint32_t>(length);
  return Fresh<Array>(array);
}

}  // namespace natives

Fresh<Array> createArray(Thread& thread, MethodTable* type, int32_t rank, const int32_t* lengths,
                         const int32_t* lowerBounds) {
  uint64_t total = 1;
  bool isTooBig = false;
  for (int32_t i = 0; i < rank; ++i) {
    if (lengths[i] < 0) throwNew(thread, WellKnownType::OverflowException);
    // The highest index must be an int32, too.
    if (lowerBounds && static_cast<int64_t>(lowerBounds[i]) + lengths[i] - 1 > INT32_MAX) {
      throwNew(thread, WellKnownType::ArgumentOutOfRangeException,
               "Higher indices will exceed Int32.MaxValue because of large lower bound and/or length.");
    }
    total *= static_cast<uint32_t>(lengths[i]);
    isTooBig = isTooBig || total > kMaxArrayLength;
    if (isTooBig) total = 1;
  }
  if (isTooBig) {
    for (int32_t i = 0; i < rank; ++i) {
      if (lengths[i] == 0) isTooBig = false;
    }
    if (isTooBig)
      throwNew(thread, WellKnownType::OutOfMemoryException, "Array dimensions exceeded supported range.");
    total = 0;
  }
  loaderOf(thread).ensureFullyLoaded(type);
  Fresh<Array> array = heapOf(thread).allocateArray(thread, type, static_cast<uint32_t>(total));
  if (!type->isSzArray()) {
    int32_t* bounds = array->mdLengths();
    for (int32_t i = 0; i < rank; ++i) {
      bounds[i] = lengths[i];
      bounds[rank + i] = lowerBounds ? lowerBounds[i] : 0;
    }
  }
  return array;
}

}  // namespace minivm
