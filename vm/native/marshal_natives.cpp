// System.Runtime.InteropServices.Marshal and NativeLibrary: what needs the VM.
#include <dlfcn.h>
#include <fmt/format.h>

#include <cstring>

#include "vm/interop/marshaller.h"
#include "vm/interop/native_library.h"
#include "vm/interop/pinvoke.h"
#include "vm/native/native_list.h"
#include "vm/native/native_support.h"
#include "vm/native/reflection_support.h"
#include "vm/runtime.h"
#include "vm/threads/safepoint.h"
#include "vm/threads/thread.h"

namespace minivm::natives {

namespace {

[[noreturn]] void throwNotMarshalable(Thread& thread, TypeHandle type) {
  throwNew(thread, WellKnownType::ArgumentException,
           fmt::format(
               "Type '{}' cannot be marshaled as an unmanaged structure; no meaningful size or offset can be "
               "computed.",
               type.toString()));
}

/// The native layout of a value type or formatted class; ArgumentException for types that have none.
const NativeLayout& layoutOf(Thread& thread, TypeHandle type) {
  if (!type.isTypeDesc()) {
    MethodTable* mt = type.asMethodTable();
    const bool isScalar = mt->isTruePrimitive() || mt->isEnum();
    if (hasNativeLayout(mt) && !isScalar && !mt->isByRefLike()) {
      try {
        return nativeLayoutOf(thread.runtime(), mt);
      } catch (const FormRefusal&) {
      }
    }
  }
  throwNotMarshalable(thread, type);
}

bool isScalar(TypeHandle type) {
  return !type.isTypeDesc() && type.asMethodTable()->isTruePrimitive();
}

}  // namespace

int32_t marshalGetLastPInvokeError(Thread& thread) {
  return thread.lastPInvokeError;
}
void marshalSetLastPInvokeError(Thread& thread, int32_t error) {
  thread.lastPInvokeError = error;
}

int32_t marshalSizeOf(Thread& thread, Handle<RuntimeTypeObject> object) {
  const TypeHandle type = typeFrom(thread, object);
  if (type.isTypeDesc() &&
      (type.asTypeDesc()->kind == ElementType::Ptr || type.asTypeDesc()->kind == ElementType::FnPtr))
    return 8;
  if (isScalar(type)) {
    switch (type.elementType()) {
      case ElementType::Boolean: return 4;  // the default form of bool is the 4-byte BOOL
      case ElementType::Char: return 1;
      default: return static_cast<int32_t>(type.sizeBytes());
    }
  }
  return static_cast<int32_t>(layoutOf(thread, type).placement.bytes);
}

void marshalStructureToPtr(Thread& thread, Handle<Object> structure, void* memory, bool deletesOld) {
  if (isScalar(structure->mt)) {
    std::memcpy(memory, structure->data(), structure->mt->unboxedSize());
    return;
  }
  const NativeLayout& layout = layoutOf(thread, structure->mt);
  Marshaller marshaller(thread);
  if (deletesOld) marshaller.destroyStruct(layout, memory);
  marshaller.structToNative(layout, structure->data(), memory);
}

void marshalPtrToStructure(Thread& thread, const void* memory, Handle<Object> structure) {
  if (isScalar(structure->mt)) {
    std::memcpy(structure->data(), memory, structure->mt->unboxedSize());
    return;
  }
  const NativeLayout& layout = layoutOf(thread, structure->mt);
  Marshaller(thread).structInto(layout, memory, structure, sizeof(MethodTable*));
}

void marshalDestroyStructure(Thread& thread, void* memory, Handle<RuntimeTypeObject> object) {
  const TypeHandle type = typeFrom(thread, object);
  if (isScalar(type)) return;
  Marshaller(thread).destroyStruct(layoutOf(thread, type), memory);
}

int32_t marshalOffsetOf(Thread& thread, FieldDesc* field) {
  const NativeLayout& layout = layoutOf(thread, field->owner);
  const NativeField* found = layout.find(field);
  if (!found) throwNotMarshalable(thread, field->owner);
  return static_cast<int32_t>(found->offset);
}

void* marshalGetFunctionPointerForDelegate(Thread& thread, Handle<Object> delegate) {
  return nativeEntryForDelegate(thread, delegate);
}

Object* marshalGetDelegateForFunctionPointer(Thread& thread, void* address, Handle<RuntimeTypeObject> type) {
  return delegateForNativeEntry(thread, address, typeFrom(thread, type).asMethodTable());
}

void marshalPrelink(Thread& thread, MethodDesc* method) {
  if (method->kind != MethodKind::PInvoke) return;
  if (thread.runtime().natives().bind(method) == &bindAndCallPInvoke) bindPInvokeRunsManaged(thread, method);
}

// -------------------------------------------------------------------------------------------- NativeLibrary

void* libraryLoadPath(Thread& thread, Handle<String> path, bool throws) {
  const std::string name = toUtf8(path.get());
  void* library;
  {
    Preemptive scope(thread);
    library = dlopen(name.c_str(), RTLD_LAZY);
  }
  if (!library && throws) {
    const char* reason = dlerror();
    throwNew(thread, WellKnownType::DllNotFoundException, libraryNotFound(name, std::string("\n") + reason));
  }
  return library;
}

void* libraryLoadName(Thread& thread, Handle<String> library, Handle<Object> assembly, bool hasFlags,
                      uint32_t flags, bool throws) {
  const std::string name = toUtf8(library.get());
  Module* module = moduleOfAssembly_nogc(assembly.get());
  LibrarySearch search;
  if (hasFlags) search.flags = flags;
  std::string tried;
  void* found;
  {
    Preemptive scope(thread);
    found = openNativeLibrary(thread.runtime(), name, folderOf(*module), search, tried);
  }
  if (!found && throws) throwNew(thread, WellKnownType::DllNotFoundException, libraryNotFound(name, tried));
  return found;
}

void libraryFree(Thread& thread, void* library) {
  Preemptive scope(thread);
  dlclose(library);
}

void* librarySymbol(Thread& thread, void* library, Handle<String> symbol, bool throws) {
  const std::string name = toUtf8(symbol.get());
  void* found = dlsym(library, name.c_str());
  if (!found && throws) {
    throwNew(thread, WellKnownType::EntryPointNotFoundException,
             "Unable to find an entry point named '" + name + "' in shared library.");
  }
  return found;
}

void* libraryMainProgram() {
  return dlopen(nullptr, RTLD_LAZY);
}

}  // namespace minivm::natives
