#include "vm/native/native_support.h"

#include "vm/runtime.h"
#include "vm/threads/thread.h"

namespace minivm {

GcHeap& heapOf(Thread& thread) {
  return thread.runtime().heap();
}
ClassLoader& loaderOf(Thread& thread) {
  return thread.runtime().classLoader();
}

TypeHandle typeFrom(Thread& thread, Handle<RuntimeTypeObject> type) {
  if (type.isNull()) throwNew(thread, WellKnownType::NullReferenceException);
  return TypeHandle::fromWord(type->handle);
}

FieldDesc* fieldOfHandle_nogc(Object* stub) {
  constexpr size_t kFieldStubValue = 56;
  return stub->field<FieldDesc*>(kFieldStubValue);
}

void copyValue_nogc(Thread& thread, TypeHandle type, void* destination, const void* source) {
  const uint32_t size = type.sizeBytes();
  if (type.stackKind() == StackKind::O) {
    heapOf(thread).writeRefChecked_nogc(thread, static_cast<Object**>(destination),
                                        *static_cast<Object* const*>(source));
  } else if (type.isValueType() && type.containsGcPointers()) {
    heapOf(thread).copyWithBarrier_nogc(thread, destination, source, size);
  } else {
    std::memmove(destination, source, size);
  }
}

void storeObject_nogc(Thread& thread, TypeHandle type, void* destination, Object* value) {
  if (!type.isValueType()) {
    if (type.stackKind() == StackKind::O) {
      heapOf(thread).writeRefChecked_nogc(thread, static_cast<Object**>(destination), value);
    } else {
      *static_cast<uintptr_t*>(destination) = value ? *reinterpret_cast<uintptr_t*>(value->data()) : 0;
    }
    return;
  }
  MethodTable* mt = type.asMethodTable();
  auto* bytes = static_cast<uint8_t*>(destination);
  if (!value) {
    std::memset(bytes, 0, type.sizeBytes());
  } else if (mt->isNullable()) {
    bytes[0] = 1;
    copyValue_nogc(thread, perInstanceArgument(mt), bytes + mt->nullableValueOffset, value->data());
  } else {
    copyValue_nogc(thread, type, destination, value->data());
  }
}

void slotsFromMemory_nogc(TypeHandle type, Slot* slots, const void* source) {
  switch (type.reducedElementType()) {
    case ElementType::Boolean:
    case ElementType::U1: slots->i4 = *static_cast<const uint8_t*>(source); break;
    case ElementType::I1: slots->i4 = *static_cast<const int8_t*>(source); break;
    case ElementType::I2: slots->i4 = *static_cast<const int16_t*>(source); break;
    case ElementType::Char:
    case ElementType::U2: slots->i4 = *static_cast<const uint16_t*>(source); break;
    default: std::memcpy(static_cast<void*>(slots), source, type.sizeBytes()); break;
  }
}

namespace {

template <typename T>
T read(const void* source) {
  T value;
  std::memcpy(&value, source, sizeof(T));
  return value;
}
template <typename T>
bool write(void* destination, T value) {
  std::memcpy(destination, &value, sizeof(T));
  return true;
}

/// Width in bytes and kind of a primitive type.
struct PrimitiveInfo {
  uint8_t bytes;
  bool isSigned;
  bool isFloat;
};
PrimitiveInfo infoOf(ElementType type) {
  switch (type) {
    case ElementType::Boolean:
    case ElementType::U1: return {1, false, false};
    case ElementType::I1: return {1, true, false};
    case ElementType::Char:
    case ElementType::U2: return {2, false, false};
    case ElementType::I2: return {2, true, false};
    case ElementType::I4: return {4, true, false};
    case ElementType::U4: return {4, false, false};
    case ElementType::I:
    case ElementType::I8: return {8, true, false};
    case ElementType::U:
    case ElementType::U8: return {8, false, false};
    case ElementType::R4: return {4, true, true};
    case ElementType::R8: return {8, true, true};
    default: return {0, false, false};
  }
}

int64_t readInteger(PrimitiveInfo info, const void* source) {
  switch (info.bytes) {
    case 1: return info.isSigned ? read<int8_t>(source) : read<uint8_t>(source);
    case 2: return info.isSigned ? read<int16_t>(source) : read<uint16_t>(source);
    case 4: return info.isSigned ? read<int32_t>(source) : int64_t{read<uint32_t>(source)};
    default: return read<int64_t>(source);
  }
}

}  // namespace

bool widenPrimitive_nogc(ElementType from, const void* source, ElementType to, void* destination) {
  const PrimitiveInfo a = infoOf(from), b = infoOf(to);
  if (a.bytes == 0 || b.bytes == 0) return false;
  if (from == to) {
    std::memcpy(destination, source, a.bytes);
    return true;
  }
  // Boolean and the native integers convert to nothing but themselves; nothing converts to Boolean, and to
  // Char only the bytes and shorts without sign.
  if (from == ElementType::Boolean || to == ElementType::Boolean) return false;
  const auto isNative = [](ElementType type) { return type == ElementType::I || type == ElementType::U; };
  if (isNative(from) || isNative(to)) return false;
  if (b.isFloat) {
    if (a.isFloat) return a.bytes < b.bytes && write(destination, double{read<float>(source)});
    const int64_t value = readInteger(a, source);
    const bool isBig = !a.isSigned && a.bytes == 8;
    if (b.bytes == 4)
      return write(destination,
                   isBig ? static_cast<float>(static_cast<uint64_t>(value)) : static_cast<float>(value));
    return write(destination,
                 isBig ? static_cast<double>(static_cast<uint64_t>(value)) : static_cast<double>(value));
  }
  if (a.isFloat) return false;
  if (to == ElementType::Char && (from == ElementType::I1 || from == ElementType::I2)) return false;
  if (a.isSigned && !b.isSigned) return false;
  const bool sameWidth = a.bytes == b.bytes && a.isSigned == b.isSigned;  // Char and UInt16
  if (!sameWidth && a.bytes >= b.bytes) return false;
  const int64_t value = readInteger(a, source);
  std::memcpy(destination, &value, b.bytes);  // little-endian: the low bytes come first
  return true;
}

namespace {

Fresh<Array> newArrayOf(Thread& thread, WellKnownType element, size_t length) {
  ClassLoader& loader = loaderOf(thread);
  MethodTable* type = loader.loadSzArray(loader.wellKnown(element));
  return heapOf(thread).allocateArray(thread, type, static_cast<uint32_t>(length));
}

}  // namespace

Fresh<Array> newObjectArray(Thread& thread, size_t length) {
  return newArrayOf(thread, WellKnownType::Object, length);
}

Fresh<Array> newTypeArray(Thread& thread, std::span<const TypeHandle> types) {
  Array* array = newArrayOf(thread, WellKnownType::RuntimeType, types.size()).take();
  // RuntimeTypes are frozen: making them cannot move the array.
  for (size_t i = 0; i < types.size(); ++i)
    setElement_nogc(thread, array, i, runtimeTypeOf_nogc(thread.runtime(), types[i]));
  return Fresh<Array>(array);
}

Fresh<Array> newPointerArray(Thread& thread, std::span<const uintptr_t> values) {
  Fresh<Array> array = newArrayOf(thread, WellKnownType::IntPtr, values.size());
  if (!values.empty()) std::memcpy(array->elements(), values.data(), values.size_bytes());
  return array;
}

Fresh<Array> newInt32Array(Thread& thread, std::span<const int32_t> values) {
  Fresh<Array> array = newArrayOf(thread, WellKnownType::Int32, values.size());
  if (!values.empty()) std::memcpy(array->elements(), values.data(), values.size_bytes());
  return array;
}

Fresh<Array> newByteArray(Thread& thread, std::span<const uint8_t> bytes) {
  Fresh<Array> array = newArrayOf(thread, WellKnownType::Byte, bytes.size());
  if (!bytes.empty()) std::memcpy(array->elements(), bytes.data(), bytes.size());
  return array;
}

Fresh<Array> newStringArray(Thread& thread, std::span<const std::string> texts) {
  struct : Locals {
    Rooted<Array> array;
  } r;
  LocalsScope scope(thread, r);
  r.array = newArrayOf(thread, WellKnownType::String, texts.size());
  for (size_t i = 0; i < texts.size(); ++i) {
    String* text = newString(thread, texts[i]).take();
    setElement_nogc(thread, r.array.get(), i, text);
  }
  return Fresh<Array>(r.array.get());
}

void setElement_nogc(Thread& thread, Array* array, size_t index, Object* value) {
  GcHeap::writeRef_nogc(thread, &array->elementsAs<Object*>()[index], value);
}

uint32_t identityHashOf_nogc(Thread& thread, Object* object) {
  std::atomic_ref<uint32_t> hash(object->identityHash());
  if (uint32_t known = hash.load(std::memory_order_relaxed)) return known;
  const uint32_t fresh = thread.runtime().nextIdentityHash();
  uint32_t expected = 0;
  return hash.compare_exchange_strong(expected, fresh) ? fresh : expected;
}

}  // namespace minivm
