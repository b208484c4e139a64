// System.Runtime.InteropServices.Marshal: what needs the VM. Only types whose native layout is their managed
// one have a size here.
#include <fmt/format.h>

#include <cstring>

#include "vm/interop/pinvoke.h"
#include "vm/native/native_list.h"
#include "vm/native/native_support.h"
#include "vm/runtime.h"
#include "vm/threads/thread.h"

namespace minivm::natives {

namespace {

/// Bytes of the native form; ArgumentException for types that have none.
uint32_t nativeSize(Thread& thread, TypeHandle type) {
  const bool isClass = type.stackKind() == StackKind::O;
  constexpr uint32_t kLayoutMask = 0x18;
  const bool hasLayout =
      !type.isTypeDesc() &&
      (type.isValueType() || (type.asMethodTable()->eeClass->attributes & kLayoutMask) != 0);
  if (!hasLayout || (isClass && type.asMethodTable()->isArray()) ||
      (type.isValueType() && type.containsGcPointers()) ||
      (isClass && type.asMethodTable()->containsGcPointers())) {
    throwArgument(thread, WellKnownType::ArgumentException,
                  fmt::format("Type '{}' cannot be marshaled as an unmanaged structure; no meaningful size "
                              "or offset can be computed.",
                              type.toString()),
                  "t");
  }
  switch (type.elementType()) {
    case ElementType::Boolean: return 4;  // the default form of bool is the 4-byte BOOL
    case ElementType::Char: return 1;
    default: break;
  }
  const uint32_t size = type.asMethodTable()->eeClass->instanceBytes;
  return size != 0 ? size : 1;
}

}  // namespace

int32_t marshalGetLastPInvokeError(Thread& thread) {
  return thread.lastPInvokeError;
}
void marshalSetLastPInvokeError(Thread& thread, int32_t error) {
  thread.lastPInvokeError = error;
}
int32_t marshalSizeOf(Thread& thread, Handle<RuntimeTypeObject> type) {
  return static_cast<int32_t>(nativeSize(thread, typeFrom(thread, type)));
}

void marshalStructureToPtr(Thread& thread, Handle<Object> structure, void* memory) {
  nativeSize(thread, structure->mt);
  std::memcpy(memory, structure->data(), structure->mt->eeClass->instanceBytes);
}

void marshalPtrToStructure(Thread& thread, const void* memory, Handle<Object> structure) {
  nativeSize(thread, structure->mt);
  std::memcpy(structure->data(), memory, structure->mt->eeClass->instanceBytes);
}

int32_t marshalOffsetOf(Thread& thread, FieldDesc* field) {
  nativeSize(thread, field->owner);
  return static_cast<int32_t>(field->offset);
}

void* marshalGetFunctionPointerForDelegate(Thread& thread, Handle<Object> delegate) {
  return nativeEntryForDelegate(thread, delegate);
}

Object* marshalGetDelegateForFunctionPointer(Thread& thread, const void* address, Handle<RuntimeTypeObject>) {
  if (Object* known = delegateOfNativeEntry_nogc(thread.runtime(), address)) return known;
  throwNew(thread, WellKnownType::NotSupportedException,
           "Marshal.GetDelegateForFunctionPointer: only pointers made from delegates are known, others need "
           "calli");
}

}  // namespace minivm::natives
