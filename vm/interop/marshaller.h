// Marshaller: converts single values between their managed and their native form. Who calls decides when:
// what may collect says so.
#pragma once

#include <vector>

#include "vm/gc/heap.h"
#include "vm/interop/interop_state.h"
#include "vm/interop/native_form.h"

namespace minivm {

class Thread;

class Marshaller {
 public:
  explicit Marshaller(Thread& thread) : thread_(thread) {}
  ~Marshaller();
  Marshaller(const Marshaller&) = delete;
  Marshaller& operator=(const Marshaller&) = delete;

  /// Writes the native form of the value at `managed` (anywhere, also inside the heap) to `native`. Memory
  /// that hangs off it is the C library's (malloc), as CoTaskMemAlloc's is. Collects only when it throws;
  /// then what it wrote so far can be destroyed.
  void toNative(const NativeForm& form, const void* managed, void* native);
  /// All fields of a structure. `managed`: the first byte of the unboxed value, or of a class's fields.
  void structToNative(const NativeLayout& layout, const void* managed, void* native);
  /// `count` elements of an array.
  void elementsToNative(const NativeForm& element, const void* managed, void* native, size_t count);

  /// Gives back the memory that hangs off a native value, and forgets it.
  void destroy(const NativeForm& form, void* native);
  void destroyStruct(const NativeLayout& layout, void* native);

  /// The object that a native value stands for, of a form with isReference(). `count`: elements of an Array.
  /// May collect, runs managed code for handles.
  Object* objectFrom(const NativeForm& form, const void* native, size_t count = 0);
  /// Stores the managed value of a native one at `offset` bytes behind the start of `holder`. May collect.
  void into(const NativeForm& form, const void* native, Handle<Object> holder, size_t offset);
  /// All fields of a structure; `offset` is that of the first byte of the value.
  void structInto(const NativeLayout& layout, const void* native, Handle<Object> holder, size_t offset);
  void elementsInto(const NativeForm& element, const void* native, Handle<Object> array, size_t count);

  /// Lets go of the SafeHandles that toNative kept open. Runs managed code.
  void releaseHandlesRunsManaged();

 private:
  void* textToNative(const NativeForm& form, const String* text);
  void keepOpen(Object* safeHandle);

  Thread& thread_;
  std::vector<GcHandle> kept_;  ///< SafeHandles in structures
};

/// A text as the characters of a new string; null for null. May collect.
Object* stringFrom(Thread& thread, TextForm form, const void* text);
/// Memory of a text: malloc, with the length before it where the form has one.
void* allocateText(TextForm form, std::u16string_view text);
void freeText(TextForm form, void* text);
/// One byte for a character, as CoreCLR converts it.
uint8_t ansiCharOf(char16_t character);
/// The way back: bytes beyond ASCII are no characters.
char16_t charOfAnsi(uint8_t byte);

/// Calls an instance method of SafeHandle or StringBuilder. Runs managed code.
Slot callLibrary(Thread& thread, Handle<Object> self, LibraryMethod method, const Slot* args = nullptr,
                 size_t count = 0);
/// A new handle object of an exact type, by its constructor without parameters. Runs managed code.
Object* newHandleRunsManaged(Thread& thread, MethodTable* type);
/// The field `handle` of SafeHandle and CriticalHandle objects.
void*& handleOf_nogc(Thread& thread, Object* handleObject);

}  // namespace minivm
