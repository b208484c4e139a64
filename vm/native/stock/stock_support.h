// What the natives of the stock library share: the argument wrappers of QCalls (contract §3) and what hangs
// off reflection objects (contract §4.5).
#pragma once

#include "vm/native/native_support.h"
#include "vm/native/reflection_support.h"

namespace minivm::natives {

/// ObjectHandleOnStack, StringHandleOnStack: the address of a variable that holds a reference. It is a slot
/// of an interpreter frame, hence rooted and stable (ABI 12).
struct OnStack {
  Object** slot;
  Object* get() const { return *slot; }
  template <typename T = Object>
  Handle<T> handle() const {
    return Handle<T>(reinterpret_cast<T* const*>(slot));
  }
};
/// QCallTypeHandle, QCallAssembly, QCallModule: where the object is, and the VM's own handle.
struct TypeOnStack {
  Object** slot;
  uintptr_t word;
  TypeHandle type() const { return TypeHandle::fromWord(word); }
};
struct ModuleOnStack {
  Object** slot;
  Module* module;
};
/// StackCrawlMarkHandle.
struct CrawlMark {
  int32_t* mark;
};
/// ConstArray: bytes of the metadata.
struct ConstArray {
  int32_t length;
  int32_t pad;
  const uint8_t* data;
};

/// NativeAssemblyNameParts of the library.
struct AssemblyNameParts {
  const char16_t* name;
  uint16_t major, minor, build, revision;
  const char16_t* culture;
  const uint8_t* key;
  int32_t keySize;
  int32_t flags;
};

/// Stores a result through its handle.
inline void put(Thread& thread, const OnStack& out, Object* value) {
  heapOf(thread).writeRefChecked_nogc(thread, out.slot, value);
}
/// The RuntimeType of a handle, null for the null handle.
Object* runtimeTypeOrNull(Thread& thread, TypeHandle type);

/// MethodDesc of RuntimeMethodInfo, RuntimeConstructorInfo and RuntimeMethodInfoStub; FieldDesc of
/// RtFieldInfo and RuntimeFieldInfoStub.
inline MethodDesc* methodOf_nogc(const Object* info) {
  return const_cast<Object*>(info)->field<MethodDesc*>(80);
}
inline FieldDesc* fieldOf_nogc(const Object* info) {
  return const_cast<Object*>(info)->field<FieldDesc*>(56);
}

/// An IRuntimeMethodInfo over a MethodDesc: RuntimeMethodInfoStub, the object that ldtoken makes, too. May
/// collect.
Object* newMethodStub(Thread& thread, MethodDesc* method);

/// A string that outlives every caller, NUL-terminated: names that are not in the metadata.
const char* keepUtf8(Thread& thread, std::string text);

/// The exact type of the elements: the one of `definition`'s instance with these arguments.
std::vector<TypeHandle> handlesFrom(const uintptr_t* words, int32_t count);

}  // namespace minivm::natives
