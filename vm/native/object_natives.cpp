// System.Object, System.ValueType and the parts of RuntimeHelpers that look into objects.
#include <atomic>
#include <cstring>

#include "vm/native/native_list.h"
#include "vm/native/native_support.h"
#include "vm/runtime.h"
#include "vm/threads/thread.h"

namespace minivm::natives {

namespace {

/// Bytes from the first field to the end of the object: what a shallow copy copies.
size_t payloadBytes(const Object* object) {
  return objectSize_nogc(object, object->mt) - 16;
}

/// Copies everything but header and MethodTable word. Both objects have the same type and length.
void copyPayload_nogc(Thread& thread, Object* to, const Object* from) {
  if (from->mt->containsGcPointers()) {
    heapOf(thread).copyWithBarrier_nogc(thread, to->data(), from->data(), payloadBytes(from));
  } else {
    std::memcpy(to->data(), from->data(), payloadBytes(from));
  }
}

Fresh<Object> clone(Thread& thread, Handle<Object> object) {
  MethodTable* mt = object->mt;
  Object* copy;
  if (mt->isString()) {
    copy = newString(thread, std::u16string(static_cast<String*>(object.get())->chars,
                                            static_cast<String*>(object.get())->length))
               .take();
  } else if (mt->isArray()) {
    copy = heapOf(thread).allocateArray(thread, mt, static_cast<Array*>(object.get())->length).take();
    copyPayload_nogc(thread, copy, object.get());
  } else {
    copy = heapOf(thread).allocate(thread, mt).take();
    copyPayload_nogc(thread, copy, object.get());
  }
  return Fresh<Object>(copy);
}

bool isByteComparable(ClassLoader& loader, MethodTable* type) {
  loader.ensureFullyLoaded(type);
  EEClass& eeClass = *type->eeClass;
  switch (eeClass.elementType) {
    case ElementType::R4:
    case ElementType::R8: return false;  // 0.0 and −0.0, NaN
    case ElementType::ValueType: break;
    default: return true;
  }
  if (type->containsGcPointers() || type->isNullable()) return false;
  if (type->isEnum()) return true;
  uint32_t covered = 0;
  for (FieldDesc& field : eeClass.fields) {
    if (field.isStatic()) continue;
    covered += field.sizeBytes;
    if (field.kind == StackKind::F4 || field.kind == StackKind::F8) return false;
    if (field.kind != StackKind::Struct) continue;
    MethodTable* inner = loader.fieldType(&field).asMethodTable();
    if (inner->isEnum()) continue;
    // A struct with an Equals of its own must be asked.
    if (loader.findMethod(inner, "Equals", "bool(object)") || !isByteComparable(loader, inner)) return false;
  }
  return covered == eeClass.instanceBytes && !eeClass.isInlineArray;
}

}  // namespace

Object* objectGetType(Thread& thread, Handle<Object> object) {
  if (object.isNull()) throwNew(thread, WellKnownType::NullReferenceException);
  return runtimeTypeOf_nogc(thread.runtime(), object->mt);
}

Fresh<Object> objectMemberwiseClone(Thread& thread, Handle<Object> object) {
  if (object.isNull()) throwNew(thread, WellKnownType::NullReferenceException);
  return clone(thread, object);
}

Fresh<Object> helpersCloneBoxed(Thread& thread, Handle<Object> object) {
  if (object.isNull()) return Fresh<Object>(nullptr);
  return clone(thread, object);
}

int32_t helpersGetHashCode(Thread& thread, Handle<Object> object) {
  return object.isNull() ? 0 : static_cast<int32_t>(identityHashOf_nogc(thread, object.get()));
}

int32_t helpersTryGetHashCode(Handle<Object> object) {
  return object.isNull() ? 0 : static_cast<int32_t>(object->identityHash());
}

bool helpersContentEquals(Handle<Object> a, Handle<Object> b) {
  return std::memcmp(a->data(), b->data(), a->mt->eeClass->instanceBytes) == 0;
}

uint32_t methodTableNumInstanceFieldBytes(ByRef<MethodTable> type) {
  return type.get()->eeClass->instanceBytes;
}

void helpersInitializeArray(Thread& thread, Handle<Array> array, Handle<Object> fieldHandle) {
  if (array.isNull()) throwArgument(thread, WellKnownType::ArgumentNullException, "", "array");
  auto* field = fieldHandle.isNull() ? nullptr : fieldOfHandle_nogc(fieldHandle.get());
  if (!field)
    throwArgument(thread, WellKnownType::ArgumentException, "Field handle is not initialized.", "fldHandle");
  loaderOf(thread).ensureFullyLoaded(field->owner);
  const size_t bytes = size_t{array->length} * elementBytes(array.get());
  if (!field->isRva || array->mt->containsGcPointers() || bytes > field->sizeBytes) {
    throwArgument(thread, WellKnownType::ArgumentException, "Field is not a valid initializer of this array.",
                  "fldHandle");
  }
  std::memcpy(arrayData(array.get()), field->rvaData, bytes);
}

const void* helpersGetSpanDataFrom(Thread& thread, Handle<Object> fieldHandle,
                                   Handle<RuntimeTypeObject> elementType, ByRef<int32_t> count) {
  auto* field = fieldHandle.isNull() ? nullptr : fieldOfHandle_nogc(fieldHandle.get());
  const TypeHandle element = typeFrom(thread, elementType);
  if (field) loaderOf(thread).ensureFullyLoaded(field->owner);
  if (!field || !field->isRva || element.containsGcPointers()) {
    throwNew(thread, WellKnownType::ArgumentException, "Field is not a valid initializer of a span.");
  }
  *count = static_cast<int32_t>(field->sizeBytes / element.sizeBytes());
  return field->rvaInPlace ? field->rvaData : field->staticAddress();
}

void helpersRunClassConstructor(Thread& thread, Handle<RuntimeTypeObject> type) {
  const TypeHandle handle = typeFrom(thread, type);
  if (!handle.isTypeDesc() && !handle.containsGenericVariables())
    ensureClassInitRunsManaged(thread, handle.asMethodTable());
}

bool helpersTryEnsureSufficientExecutionStack(Thread& thread) {
  constexpr size_t kOrdinaryDepth = size_t{64} << 10;  // as .NET asks for on 64 bits
  const auto here = reinterpret_cast<uintptr_t>(__builtin_frame_address(0));
  const Slot* top = thread.interpStackBase;
  for (const Frame* link = thread.topFrame; link; link = link->previous) {
    if (link->kind != FrameKind::Interpreter) continue;
    top = static_cast<const InterpreterActivation*>(link)->lastFp;
    break;
  }
  const ptrdiff_t left = (thread.interpStackEnd - top) * static_cast<ptrdiff_t>(sizeof(Slot));
  return here > thread.nativeStackEnd + kOrdinaryDepth && left > static_cast<ptrdiff_t>(2 * kOrdinaryDepth);
}

Fresh<Object> helpersGetUninitializedObject(Thread& thread, Handle<RuntimeTypeObject> type) {
  const TypeHandle handle = typeFrom(thread, type);
  const auto refuse = [&](std::string_view why) { throwNew(thread, WellKnownType::ArgumentException, why); };
  if (handle.isTypeDesc() || handle.asMethodTable()->isArray()) refuse("Type is not supported.");
  MethodTable* mt = handle.asMethodTable();
  if (mt->isString()) refuse("Uninitialized Strings cannot be created.");
  if (mt->isByRefLike())
    throwNew(thread, WellKnownType::NotSupportedException, "Cannot create boxed ByRef-like values.");
  if (mt->isInterface() || mt->has(MethodTable::kIsAbstract)) {
    throwNew(thread, WellKnownType::MemberAccessException,
             mt->isInterface() ? "Cannot create an instance of an interface."
                               : "Cannot create an abstract class.");
  }
  if (mt->containsGenericVariables())
    throwNew(thread, WellKnownType::MemberAccessException,
             "Cannot create a type for which Type.ContainsGenericParameters is true.");
  if (mt->isNullable()) mt = perInstanceArgument(mt);
  loaderOf(thread).ensureFullyLoaded(mt);
  if (mt->has(MethodTable::kHasCctor) && !mt->has(MethodTable::kBeforeFieldInit))
    ensureClassInitRunsManaged(thread, mt);
  return heapOf(thread).allocate(thread, mt);
}

Object* helpersBox(Thread& thread, ByRef<uint8_t> target, Handle<RuntimeTypeObject> type) {
  if (target.isNull()) throwNew(thread, WellKnownType::NullReferenceException);
  return boxValue(thread, typeFrom(thread, type), [&] { return target.get(); });
}

int32_t helpersSizeOf(Thread& thread, Handle<RuntimeTypeObject> type) {
  return static_cast<int32_t>(typeFrom(thread, type).sizeBytes());
}

bool valueTypeCanCompareBits(Thread& thread, Handle<Object> object) {
  if (object->mt->eeClass->isInlineArray) {
    throwNew(thread, WellKnownType::NotSupportedException,
             "Calling built-in Equals() or GetHashCode() on type marked as InlineArray is invalid.");
  }
  return isByteComparable(loaderOf(thread), object->mt);
}

Fresh<Array> valueTypeGetFieldValues(Thread& thread, Handle<Object> object) {
  struct : Locals {
    Rooted<Array> values;
  } r;
  LocalsScope scope(thread, r);
  ClassLoader& loader = loaderOf(thread);
  const EEClass& eeClass = *object->mt->eeClass;
  size_t count = 0;
  for (const FieldDesc& field : eeClass.fields) count += field.isStatic() ? 0 : 1;
  r.values = newObjectArray(thread, count);
  size_t index = 0;
  for (FieldDesc& field : object->mt->eeClass->fields) {
    if (field.isStatic()) continue;
    const TypeHandle type = loader.fieldType(&field);
    Object* value = boxValue(thread, type, [&] { return object->data() + field.offset; });
    setElement_nogc(thread, r.values.get(), index++, value);
  }
  return Fresh<Array>(r.values.get());
}

int32_t argumentsCount(const void* block) {
  return block ? static_cast<int32_t>(static_cast<const VarArgBlock*>(block)->list->args.size()) : 0;
}

void argumentsGet(const void* block, int32_t index, void* result) {
  const ArgInfo& arg = static_cast<const VarArgBlock*>(block)->list->args[static_cast<size_t>(index)];
  auto* slot = static_cast<Slot*>(const_cast<void*>(block)) + arg.slot;
  struct Layout {
    uint8_t* value;
    uintptr_t type;
  };
  auto* reference = static_cast<Layout*>(result);  // the caller's TypedReference, a root
  // An argument by reference is the variable it refers to.
  const bool isByRef = arg.kind == StackKind::ByRef;
  reference->value = isByRef ? slot->byref : reinterpret_cast<uint8_t*>(slot);
  reference->type = (isByRef ? arg.type.asTypeDesc()->element : arg.type).word();
}

Object* typedReferenceToObject(Thread& thread, void* reference) {
  struct Layout {
    uint8_t* value;
    uintptr_t type;
  };
  auto* layout = static_cast<Layout*>(
      reference);  // a struct on the interpreter stack, whose byref the collector updates
  if (!layout->type) return nullptr;
  return boxValue(thread, TypeHandle::fromWord(layout->type), [&] { return layout->value; });
}

}  // namespace minivm::natives
