// Strings that the VM makes: interned literals (frozen, ABI 21) and results of natives.
#include <cstring>
#include <mutex>

#include "vm/eh/exceptions.h"
#include "vm/runtime.h"
#include "vm/support/hash.h"
#include "vm/support/utf.h"
#include "vm/threads/thread.h"

namespace minivm {

namespace {

constexpr size_t kMaxStringLength = 0x3FFFFFDF;  // as .NET: the longest string there can be

struct Utf16Hash {
  uint64_t operator()(std::u16string_view text) const { return hashBytes(text.data(), text.size() * 2); }
};

std::u16string_view viewOf(const String* string) {
  return {string->chars, static_cast<size_t>(string->length)};
}

}  // namespace

struct StringLiterals::Impl {
  Runtime& runtime;
  mutable std::mutex mutex;
  HashMap<std::u16string_view, String*, Utf16Hash> map;  // keys are the frozen strings' own characters
};

StringLiterals::StringLiterals(Runtime& runtime) : impl_(new Impl{runtime, {}, {}}) {}
StringLiterals::~StringLiterals() = default;

String* StringLiterals::find_nogc(std::u16string_view text) const {
  std::lock_guard guard(impl_->mutex);
  String* const* found = impl_->map.find(text);
  return found ? *found : nullptr;
}

String* StringLiterals::intern_nogc(std::u16string_view text) {
  std::lock_guard guard(impl_->mutex);
  if (String* const* found = impl_->map.find(text)) return *found;
  MethodTable* type = impl_->runtime.classLoader().wellKnown(WellKnownType::String);
  const size_t bytes = (kStringBaseSize + text.size() * 2 + 7) & ~size_t{7};
  auto* literal = static_cast<String*>(impl_->runtime.heap().allocateFrozen_nogc(type, bytes));
  literal->length = static_cast<int32_t>(text.size());
  std::memcpy(literal->chars, text.data(), text.size() * 2);
  impl_->map.set(viewOf(literal), literal);
  return literal;
}

Fresh<String> newString(Thread& thread, std::u16string_view utf16) {
  if (utf16.size() > kMaxStringLength) throwNew(thread, WellKnownType::OutOfMemoryException);
  Runtime& runtime = thread.runtime();
  MethodTable* type = runtime.classLoader().wellKnown(WellKnownType::String);
  Fresh<String> string = runtime.heap().allocateString(thread, type, static_cast<int32_t>(utf16.size()));
  if (!utf16.empty()) std::memcpy(string->chars, utf16.data(), utf16.size() * 2);
  return string;
}

Fresh<String> newString(Thread& thread, std::string_view utf8) {
  return newString(thread, utf8ToUtf16(utf8));
}

std::string toUtf8(const String* string) {
  return string ? utf16ToUtf8(viewOf(string)) : std::string();
}

}  // namespace minivm
