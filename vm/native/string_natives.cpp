// System.String.
#include "vm/native/native_list.h"
#include "vm/native/native_support.h"
#include "vm/runtime.h"
#include "vm/threads/thread.h"

namespace minivm::natives {

namespace {

constexpr int32_t kMaxLength = 0x3FFFFFDF;

std::u16string_view viewOf(Handle<String> text) {
  return {text->chars, static_cast<size_t>(text->length)};
}

}  // namespace

Fresh<String> stringFastAllocate(Thread& thread, int32_t length) {
  if (length < 0 || length > kMaxLength) throwNew(thread, WellKnownType::OutOfMemoryException);
  return heapOf(thread).allocateString(thread, loaderOf(thread).wellKnown(WellKnownType::String), length);
}

Object* stringIntern(Thread& thread, Handle<String> text) {
  return text.isNull() ? nullptr : thread.runtime().literals().intern_nogc(viewOf(text));
}

Object* stringIsInterned(Thread& thread, Handle<String> text) {
  return text.isNull() ? nullptr : thread.runtime().literals().find_nogc(viewOf(text));
}

}  // namespace minivm::natives
