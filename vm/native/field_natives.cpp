// System.RuntimeFieldHandle.
#include "vm/native/native_list.h"
#include "vm/native/native_support.h"
#include "vm/native/reflection_support.h"
#include "vm/runtime.h"
#include "vm/threads/thread.h"

namespace minivm::natives {

namespace {

/// Makes the storage of a static field usable: laid out and initialised.
void prepareStatic(Thread& thread, FieldDesc& field) {
  loaderOf(thread).ensureFullyLoaded(field.owner);
  ensureClassInitRunsManaged(thread, field.owner);
}

}  // namespace

Fresh<String> fieldGetName(Thread& thread, FieldDesc* field) {
  return newString(thread, field->name());
}
int32_t fieldGetAttributes(FieldDesc* field) {
  return field->attributes;
}
int32_t fieldGetToken(FieldDesc* field) {
  return static_cast<int32_t>(field->token.value);
}
Object* fieldGetDeclaringType(Thread& thread, FieldDesc* field) {
  return runtimeTypeOf_nogc(thread.runtime(), field->owner);
}
Object* fieldGetFieldType(Thread& thread, FieldDesc* field) {
  return runtimeTypeOf_nogc(thread.runtime(), loaderOf(thread).fieldType(field));
}

Object* fieldGetValue(Thread& thread, FieldDesc* field, Handle<Object> target) {
  const TypeHandle type = loaderOf(thread).fieldType(field);
  if (field->isLiteral()) {
    bool isPresent;
    return boxConstant(thread, *field->owner->module, field->token, type, isPresent);
  }
  if (field->isStatic()) {
    prepareStatic(thread, *field);
    return boxValue(thread, type, [&] { return field->staticAddress(thread); });
  }
  if (target.isNull()) throwNew(thread, WellKnownType::NullReferenceException);
  return boxValue(thread, type, [&] { return target->data() + field->offset; });
}

void fieldSetValue(Thread& thread, FieldDesc* field, Handle<Object> target, Handle<Object> value) {
  const TypeHandle type = loaderOf(thread).fieldType(field);
  if (field->isLiteral())
    throwNew(thread, WellKnownType::FieldAccessException, "Cannot set a constant field.");
  if (field->isStatic()) {
    prepareStatic(thread, *field);
    if (field->rvaInPlace)
      throwNew(thread, WellKnownType::FieldAccessException,
               "Cannot set a read-only field with initial data.");
    storeObject_nogc(thread, type, field->staticAddress(thread), value.get());
    return;
  }
  if (target.isNull()) throwNew(thread, WellKnownType::NullReferenceException);
  storeObject_nogc(thread, type, target->data() + field->offset, value.get());
}

int32_t fieldGetInstanceOffset(FieldDesc* field) {
  return field->isStatic() ? -1 : static_cast<int32_t>(field->offset);
}

}  // namespace minivm::natives
