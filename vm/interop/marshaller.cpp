#include "vm/interop/marshaller.h"

#include <cstdlib>
#include <cstring>
#include <new>

#include "vm/interop/pinvoke.h"
#include "vm/native/native_support.h"
#include "vm/runtime.h"
#include "vm/support/utf.h"
#include "vm/threads/thread.h"

namespace minivm {
namespace {

/// A BSTR's length lies right before it; the block begins a word before.
constexpr size_t kBStrHeader = 8;

void* allocate(size_t bytes) {
  void* memory = std::malloc(bytes == 0 ? 1 : bytes);
  if (!memory) throw std::bad_alloc();
  return memory;
}

std::u16string_view viewOf(const String* text) {
  return {text->chars, static_cast<size_t>(text->length)};
}

uint64_t readBytes(const void* from, uint32_t bytes) {
  uint64_t value = 0;
  std::memcpy(&value, from, bytes);
  return value;
}

size_t unitsUntilNul(const char16_t* text, size_t limit) {
  size_t length = 0;
  while (length < limit && text[length] != 0) ++length;
  return length;
}

[[noreturn]] void throwArrayTooShort(Thread& thread) {
  throwNew(thread, WellKnownType::ArgumentException,
           "Type could not be marshaled because the length of an embedded array instance does not match the "
           "declared length in the layout.");
}

}  // namespace

Marshaller::~Marshaller() {
  for (GcHandle handle : kept_) heapOf(thread_).destroyHandle(handle);
}

// ---------------------------------------------------------------------------------------------------- texts

uint8_t ansiCharOf(char16_t character) {
  // The first byte of its UTF-8 form.
  if (character < 0x80) return static_cast<uint8_t>(character);
  std::string bytes = utf16ToUtf8(std::u16string_view(&character, 1));
  return static_cast<uint8_t>(bytes[0]);
}

char16_t charOfAnsi(uint8_t byte) {
  return byte < 0x80 ? byte : u'\xFFFD';
}

void* allocateText(TextForm form, std::u16string_view text) {
  if (form == TextForm::Utf8 || form == TextForm::AnsiBStr) {
    const std::string bytes = utf16ToUtf8(text);
    const size_t header = form == TextForm::AnsiBStr ? kBStrHeader : 0;
    auto* block = static_cast<uint8_t*>(allocate(header + bytes.size() + 1));
    if (header) {
      const auto length = static_cast<uint32_t>(bytes.size());
      std::memcpy(block + header - sizeof length, &length, sizeof length);
    }
    std::memcpy(block + header, bytes.c_str(), bytes.size() + 1);
    return block + header;
  }
  const size_t header = form == TextForm::BStr ? kBStrHeader : 0;
  const size_t bytes = text.size() * sizeof(char16_t);
  auto* block = static_cast<uint8_t*>(allocate(header + bytes + sizeof(char16_t)));
  if (header) {
    const auto length = static_cast<uint32_t>(bytes);
    std::memcpy(block + header - sizeof length, &length, sizeof length);
  }
  std::memcpy(block + header, text.data(), bytes);
  std::memset(block + header + bytes, 0, sizeof(char16_t));
  return block + header;
}

void freeText(TextForm form, void* text) {
  if (!text) return;
  const bool hasHeader = form == TextForm::BStr || form == TextForm::AnsiBStr;
  std::free(static_cast<uint8_t*>(text) - (hasHeader ? kBStrHeader : 0));
}

Object* stringFrom(Thread& thread, TextForm form, const void* text) {
  if (!text) return nullptr;
  uint32_t bytes = 0;
  if (form == TextForm::BStr || form == TextForm::AnsiBStr)
    std::memcpy(&bytes, static_cast<const uint8_t*>(text) - sizeof bytes, sizeof bytes);
  switch (form) {
    case TextForm::Utf8: return newString(thread, std::string_view(static_cast<const char*>(text))).take();
    case TextForm::AnsiBStr:
      return newString(thread, std::string_view(static_cast<const char*>(text), bytes)).take();
    case TextForm::Utf16: {
      const auto* units = static_cast<const char16_t*>(text);
      return newString(thread, std::u16string_view(units, unitsUntilNul(units, SIZE_MAX))).take();
    }
    case TextForm::BStr:
      return newString(thread, std::u16string_view(static_cast<const char16_t*>(text), bytes / 2)).take();
  }
  return nullptr;
}

void* Marshaller::textToNative(const NativeForm& form, const String* text) {
  return text ? allocateText(form.text, viewOf(text)) : nullptr;
}

// -------------------------------------------------------------------------------------------------- handles

namespace {

MethodDesc* libraryMethod(Thread& thread, LibraryMethod method) {
  struct Row {
    std::string_view nameSpace, type, name, signature;
  };
  constexpr std::string_view kInterop = "System.Runtime.InteropServices", kText = "System.Text";
  static constexpr Row kRows[] = {
      {kInterop, "SafeHandle", "DangerousAddRef", "void(bool&)"},
      {kInterop, "SafeHandle", "DangerousRelease", "void()"},
      {kText, "StringBuilder", "get_Capacity", "int32()"},
      {kText, "StringBuilder", "ToString", "string()"},
      {kText, "StringBuilder", "set_Length", "void(int32)"},
      {kText, "StringBuilder", "Append", "System.Text.StringBuilder(string)"},
  };
  static_assert(std::size(kRows) == static_cast<size_t>(LibraryMethod::Count));
  const auto index = static_cast<size_t>(method);
  std::atomic<MethodDesc*>& known = thread.runtime().interop().libraryMethods[index];
  if (MethodDesc* found = known.load(std::memory_order_acquire)) return found;
  const Row& row = kRows[index];
  ClassLoader& loader = loaderOf(thread);
  MethodDesc* found =
      loader.findMethod(loader.findCoreType(row.nameSpace, row.type), row.name, row.signature);
  if (!found) {
    throw LoadFailure(LoadFailureKind::MissingMethod,
                      std::string(row.type) + " has no method " + std::string(row.name));
  }
  known.store(found, std::memory_order_release);
  return found;
}

}  // namespace

Slot callLibrary(Thread& thread, Handle<Object> self, LibraryMethod method, const Slot* args, size_t count) {
  MethodDesc* found = libraryMethod(thread, method);
  Slot all[4] = {};
  all[0].obj = self.get();
  for (size_t i = 0; i < count; ++i) all[i + 1] = args[i];
  Slot result{};
  MethodDesc* target = found->isVirtual() ? loaderOf(thread).resolveVirtual(self->mt, found) : found;
  callManaged(thread, target, all, &result);
  return result;
}

Object* newHandleRunsManaged(Thread& thread, MethodTable* type) {
  struct : Locals {
    Rooted<Object> object;
  } r;
  LocalsScope scope(thread, r);
  ClassLoader& loader = loaderOf(thread);
  MethodDesc* constructor = loader.findMethod(type, ".ctor", "void()");
  if (!constructor) {
    throwNew(thread, WellKnownType::MissingMethodException,
             "No parameterless constructor defined for type '" + TypeHandle(type).toString() + "'.");
  }
  loader.ensureFullyLoaded(type);
  ensureClassInitRunsManaged(thread, type);
  r.object = heapOf(thread).allocate(thread, type);
  Slot self{}, none{};
  self.obj = r.object.get();
  callManaged(thread, constructor, &self, &none);
  return r.object.get();
}

void*& handleOf_nogc(Thread& thread, Object* handleObject) {
  ClassLoader& loader = loaderOf(thread);
  const bool isSafe = derivesFromCore(handleObject->mt, "System.Runtime.InteropServices", "SafeHandle");
  MethodTable* owner =
      loader.findCoreType("System.Runtime.InteropServices", isSafe ? "SafeHandle" : "CriticalHandle");
  return handleObject->field<void*>(loader.findField(owner, "handle")->objectOffset());
}

void Marshaller::keepOpen(Object* safeHandle) {
  // SafeHandle's own count, one compare-and-swap as DangerousAddRef does it, because nothing may collect
  // here.
  constexpr int32_t kClosed = 1, kOneUser = 4;
  ClassLoader& loader = loaderOf(thread_);
  MethodTable* owner = loader.findCoreType("System.Runtime.InteropServices", "SafeHandle");
  std::atomic_ref<int32_t> state(
      safeHandle->field<int32_t>(loader.findField(owner, "_state")->objectOffset()));
  int32_t old = state.load();
  do {
    if (old & kClosed)
      throwNew(thread_, WellKnownType::ObjectDisposedException, "Cannot access a disposed object.");
  } while (!state.compare_exchange_weak(old, old + kOneUser));
  kept_.push_back(heapOf(thread_).createHandle(HandleKind::Strong, safeHandle));
}

void Marshaller::releaseHandlesRunsManaged() {
  while (!kept_.empty()) {
    GcHandle handle = kept_.back();
    callLibrary(thread_, Handle<Object>(handle), LibraryMethod::HandleRelease);
    kept_.pop_back();
    heapOf(thread_).destroyHandle(handle);
  }
}

// ------------------------------------------------------------------------------------------------ to native

void Marshaller::toNative(const NativeForm& form, const void* managed, void* native) {
  auto store = [&](const void* pointer) { std::memcpy(native, &pointer, sizeof pointer); };
  Object* object = form.isReference() ? *static_cast<Object* const*>(managed) : nullptr;
  switch (form.kind) {
    case FormKind::Copy: std::memmove(native, managed, form.bytes); return;
    case FormKind::Bool: {
      const bool isTrue = *static_cast<const uint8_t*>(managed) != 0;
      const int32_t value = !isTrue ? 0 : form.bytes == 2 ? -1 : 1;
      std::memcpy(native, &value, form.bytes);
      return;
    }
    case FormKind::AnsiChar:
      *static_cast<uint8_t*>(native) = ansiCharOf(static_cast<char16_t>(readBytes(managed, 2)));
      return;
    case FormKind::Text: store(textToNative(form, static_cast<String*>(object))); return;
    case FormKind::FixedText: {
      std::memset(native, 0, form.bytes);
      if (!object) return;
      const std::u16string_view text = viewOf(static_cast<String*>(object));
      if (form.text == TextForm::Utf16) {
        std::memcpy(native, text.data(), std::min<size_t>(text.size(), form.count - 1) * sizeof(char16_t));
      } else {
        const std::string bytes = utf16ToUtf8(text);
        std::memcpy(native, bytes.data(), std::min<size_t>(bytes.size(), form.count - 1));
      }
      return;
    }
    case FormKind::FixedArray: {
      std::memset(native, 0, form.bytes);
      auto* array = static_cast<Array*>(object);
      if (!array) return;
      if (array->length < form.count) throwArrayTooShort(thread_);
      elementsToNative(*form.element, array->elements(), native, form.count);
      return;
    }
    case FormKind::Struct:
      if (form.isReference()) {
        if (object)
          structToNative(*form.layout, object->data(), native);
        else
          std::memset(native, 0, form.bytes);
      } else {
        structToNative(*form.layout, managed, native);
      }
      return;
    case FormKind::Class: {
      store(nullptr);
      if (!object) return;
      void* memory = allocate(form.layout->placement.bytes);
      std::memset(memory, 0, form.layout->placement.bytes);
      store(memory);
      structToNative(*form.layout, object->data(), memory);
      return;
    }
    case FormKind::Array: {
      store(nullptr);
      auto* array = static_cast<Array*>(object);
      if (!array) return;
      const size_t bytes = size_t{array->length} * form.element->bytes;
      void* memory = allocate(bytes);
      std::memset(memory, 0, bytes);
      store(memory);
      elementsToNative(*form.element, arrayData(array), memory, array->length);
      return;
    }
    case FormKind::Delegate: store(nativeEntryForDelegate(thread_, Handle<Object>(&object))); return;
    case FormKind::SafeHandle:
      store(nullptr);
      if (!object) return;
      keepOpen(object);
      store(handleOf_nogc(thread_, object));
      return;
    case FormKind::CriticalHandle: store(object ? handleOf_nogc(thread_, object) : nullptr); return;
    case FormKind::HandleRef: store(static_cast<void* const*>(managed)[1]); return;
    case FormKind::StructPointer:
    case FormKind::Builder: store(nullptr); return;  // whole arguments only: planned_call.cpp
  }
}

void Marshaller::structToNative(const NativeLayout& layout, const void* managed, void* native) {
  if (layout.isBlittable && layout.type->isValueType()) {
    std::memmove(native, managed, layout.placement.bytes);
    return;
  }
  std::memset(native, 0, layout.placement.bytes);
  for (const NativeField& field : layout.fields) {
    toNative(field.form, static_cast<const uint8_t*>(managed) + field.field->offset,
             static_cast<uint8_t*>(native) + field.offset);
  }
}

void Marshaller::elementsToNative(const NativeForm& element, const void* managed, void* native,
                                  size_t count) {
  const size_t stride = element.type.sizeBytes();
  if (element.kind == FormKind::Copy) {
    std::memmove(native, managed, count * stride);
    return;
  }
  for (size_t i = 0; i < count; ++i) {
    toNative(element, static_cast<const uint8_t*>(managed) + i * stride,
             static_cast<uint8_t*>(native) + i * element.bytes);
  }
}

void Marshaller::destroy(const NativeForm& form, void* native) {
  void* pointer = nullptr;
  switch (form.kind) {
    case FormKind::Text:
    case FormKind::Class:
    case FormKind::Array: std::memcpy(&pointer, native, sizeof pointer); break;
    case FormKind::FixedArray:
      if (form.element->ownsMemory()) {
        for (uint32_t i = 0; i < form.count; ++i)
          destroy(*form.element, static_cast<uint8_t*>(native) + size_t{i} * form.element->bytes);
      }
      return;
    case FormKind::Struct: destroyStruct(*form.layout, native); return;
    default: return;
  }
  if (!pointer) return;
  if (form.kind == FormKind::Text) {
    freeText(form.text, pointer);
  } else {
    if (form.kind == FormKind::Class) destroyStruct(*form.layout, pointer);
    std::free(pointer);
  }
  std::memset(native, 0, sizeof pointer);
}

void Marshaller::destroyStruct(const NativeLayout& layout, void* native) {
  if (!layout.ownsMemory) return;
  for (const NativeField& field : layout.fields)
    destroy(field.form, static_cast<uint8_t*>(native) + field.offset);
}

// ----------------------------------------------------------------------------------------------- to managed

Object* Marshaller::objectFrom(const NativeForm& form, const void* native, size_t count) {
  void* pointer = nullptr;
  const bool isInline =
      form.kind == FormKind::FixedText || form.kind == FormKind::FixedArray || form.kind == FormKind::Struct;
  if (!isInline) std::memcpy(&pointer, native, sizeof pointer);
  struct : Locals {
    Rooted<Object> object;
  } r;
  LocalsScope scope(thread_, r);
  switch (form.kind) {
    case FormKind::Text: return stringFrom(thread_, form.text, pointer);
    case FormKind::FixedText: {
      if (form.text == TextForm::Utf16) {
        const auto* units = static_cast<const char16_t*>(native);
        return newString(thread_, std::u16string_view(units, unitsUntilNul(units, form.count))).take();
      }
      const auto* bytes = static_cast<const char*>(native);
      return newString(thread_, std::string_view(bytes, strnlen(bytes, form.count))).take();
    }
    case FormKind::FixedArray:
    case FormKind::Array: {
      const bool isFixed = form.kind == FormKind::FixedArray;
      if (!isFixed && !pointer) return nullptr;
      if (isFixed) count = form.count;
      r.object =
          heapOf(thread_).allocateArray(thread_, form.type.asMethodTable(), static_cast<uint32_t>(count));
      elementsInto(*form.element, isFixed ? native : pointer, r.object, count);
      return r.object.get();
    }
    case FormKind::Struct:
    case FormKind::Class: {
      if (form.kind == FormKind::Class && !pointer) return nullptr;
      MethodTable* type = form.type.asMethodTable();
      loaderOf(thread_).ensureFullyLoaded(type);
      ensureClassInitRunsManaged(thread_, type);
      r.object = heapOf(thread_).allocate(thread_, type);
      structInto(*form.layout, isInline ? native : pointer, r.object, sizeof(MethodTable*));
      return r.object.get();
    }
    case FormKind::Delegate: return delegateForNativeEntry(thread_, pointer, form.type.asMethodTable());
    case FormKind::SafeHandle:
    case FormKind::CriticalHandle:
      r.object = newHandleRunsManaged(thread_, form.type.asMethodTable());
      handleOf_nogc(thread_, r.object.get()) = pointer;
      return r.object.get();
    default: return nullptr;
  }
}

void Marshaller::into(const NativeForm& form, const void* native, Handle<Object> holder, size_t offset) {
  if (form.kind == FormKind::Struct && !form.isReference()) {
    structInto(*form.layout, native, holder, offset);
    return;
  }
  if (form.isReference()) {
    Object* object = objectFrom(form, native);
    GcHeap::writeRef_nogc(thread_, &holder->field<Object*>(offset), object);
    return;
  }
  uint8_t* at = reinterpret_cast<uint8_t*>(holder.get()) + offset;
  switch (form.kind) {
    case FormKind::Bool: *at = readBytes(native, form.bytes) != 0; return;
    case FormKind::AnsiChar: {
      const char16_t character = charOfAnsi(*static_cast<const uint8_t*>(native));
      std::memcpy(at, &character, sizeof character);
      return;
    }
    default: std::memcpy(at, native, form.bytes); return;
  }
}

void Marshaller::structInto(const NativeLayout& layout, const void* native, Handle<Object> holder,
                            size_t offset) {
  if (layout.isBlittable && layout.type->isValueType()) {
    std::memcpy(reinterpret_cast<uint8_t*>(holder.get()) + offset, native, layout.placement.bytes);
    return;
  }
  for (const NativeField& field : layout.fields)
    into(field.form, static_cast<const uint8_t*>(native) + field.offset, holder,
         offset + field.field->offset);
}

void Marshaller::elementsInto(const NativeForm& element, const void* native, Handle<Object> array,
                              size_t count) {
  auto target = [](Object* object) { return arrayData(static_cast<Array*>(object)); };
  const size_t stride = element.type.sizeBytes();
  if (element.kind == FormKind::Copy) {
    std::memcpy(target(array.get()), native, count * stride);
    return;
  }
  const auto base = static_cast<size_t>(target(array.get()) - reinterpret_cast<uint8_t*>(array.get()));
  for (size_t i = 0; i < count; ++i) {
    into(element, static_cast<const uint8_t*>(native) + i * element.bytes, array, base + i * stride);
  }
}

}  // namespace minivm
