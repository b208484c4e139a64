// System.SpanHelpers: loops over memory that the class library hands to C++, because one call is cheaper than
// interpreting the loop. None of them allocates or waits, so the addresses stay valid throughout.
#include <algorithm>
#include <bit>
#include <cstring>
#include <string_view>

#include "vm/native/native_list.h"
#include "vm/support/text_search.h"

namespace minivm::natives {

namespace {

std::u16string_view text(const ByRef<char16_t>& start, int32_t length) {
  return {start.get(), static_cast<size_t>(length)};
}

bool isCaseLetter(char16_t c, char16_t first) {
  return static_cast<char16_t>(c - first) < 26;
}

int32_t indexOf(size_t found) {
  return found == std::u16string_view::npos ? -1 : static_cast<int32_t>(found);
}

/// One element repeated; the size is a compile-time constant so that the loop becomes vector stores.
template <typename T>
void fill(uint8_t* destination, size_t count, const uint8_t* value) {
  T element;
  std::memcpy(&element, value, sizeof(T));
  for (size_t i = 0; i < count; ++i) std::memcpy(destination + i * sizeof(T), &element, sizeof(T));
}

}  // namespace

bool spanSequenceEqual(ByRef<uint8_t> a, ByRef<uint8_t> b, uintptr_t length) {
  return length == 0 || std::memcmp(a.get(), b.get(), length) == 0;
}

int32_t spanIndexOfByte(ByRef<uint8_t> start, uint8_t value, int32_t length) {
  if (length <= 0) return -1;
  const void* found = std::memchr(start.get(), value, static_cast<size_t>(length));
  return found == nullptr ? -1 : static_cast<int32_t>(static_cast<const uint8_t*>(found) - start.get());
}

int32_t spanIndexOfChar(ByRef<char16_t> start, char16_t value, int32_t length) {
  return length <= 0 ? -1 : indexOf(findChar(text(start, length), value));
}

int32_t spanLastIndexOfChar(ByRef<char16_t> start, char16_t value, int32_t length) {
  return length <= 0 ? -1 : indexOf(text(start, length).rfind(value));
}

int32_t spanIndexOfAnyChar(ByRef<char16_t> start, int32_t length, ByRef<char16_t> set, int32_t setLength) {
  return length <= 0 || setLength <= 0 ? -1 : indexOf(findAnyChar(text(start, length), text(set, setLength)));
}

int32_t spanIndexOfInt32(ByRef<int32_t> start, int32_t value, int32_t length) {
  const int32_t* begin = start.get();
  const int32_t* end = begin + std::max(length, 0);
  const int32_t* found = std::find(begin, end, value);
  return found == end ? -1 : static_cast<int32_t>(found - begin);
}

int32_t spanIndexOfText(ByRef<char16_t> start, int32_t length, ByRef<char16_t> value, int32_t valueLength) {
  if (valueLength == 0) return 0;
  return valueLength > length ? -1 : indexOf(findText(text(start, length), text(value, valueLength)));
}

int32_t spanLastIndexOfText(ByRef<char16_t> start, int32_t length, ByRef<char16_t> value,
                            int32_t valueLength) {
  if (valueLength == 0) return length;
  return valueLength > length ? -1 : indexOf(text(start, length).rfind(text(value, valueLength)));
}

int32_t spanCompareText(ByRef<char16_t> a, int32_t aLength, ByRef<char16_t> b, int32_t bLength) {
  const char16_t* left = a.get();
  const char16_t* right = b.get();
  const int32_t shorter = std::min(aLength, bLength);
  for (int32_t i = 0; i < shorter; ++i)
    if (left[i] != right[i]) return left[i] - right[i];
  return aLength - bLength;
}

int32_t spanHashText(ByRef<char16_t> start, int32_t length) {
  // Two multiplicative lanes over pairs of characters, the same on every run.
  const char16_t* chars = start.get();
  uint32_t a = 0x15051505, b = a;
  int32_t i = 0;
  for (; i + 4 <= length; i += 4) {
    a = (std::rotl(a, 5) + a) ^ (chars[i] | static_cast<uint32_t>(chars[i + 1]) << 16);
    b = (std::rotl(b, 5) + b) ^ (chars[i + 2] | static_cast<uint32_t>(chars[i + 3]) << 16);
  }
  for (; i < length; ++i) b = (std::rotl(b, 5) + b) ^ chars[i];
  return static_cast<int32_t>(a + b * 0x5D588B65);
}

void spanFill(ByRef<uint8_t> destination, uintptr_t count, ByRef<uint8_t> value, int32_t size) {
  switch (size) {
    case 1:
      if (count != 0) std::memset(destination.get(), *value, count);
      break;
    case 2: fill<uint16_t>(destination.get(), count, value.get()); break;
    case 4: fill<uint32_t>(destination.get(), count, value.get()); break;
    case 8: fill<uint64_t>(destination.get(), count, value.get()); break;
    default:
      // The value may lie inside the destination (span.Fill(span[1])): each copy writes the same bytes there.
      for (uintptr_t i = 0; i < count; ++i)
        std::memmove(destination.get() + i * static_cast<size_t>(size), value.get(),
                     static_cast<size_t>(size));
  }
}

void spanReplaceChar(ByRef<char16_t> start, int32_t length, char16_t oldValue, char16_t newValue) {
  std::replace(start.get(), start.get() + length, oldValue, newValue);
}

int32_t spanIndexOfCase(ByRef<char16_t> start, int32_t length, bool upper) {
  const char16_t other = upper ? u'a' : u'A';
  for (int32_t i = 0; i < length; ++i) {
    const char16_t c = start.get()[i];
    if (c >= 0x80 || isCaseLetter(c, other)) return i;
  }
  return -1;
}

int32_t spanChangeAsciiCase(ByRef<char16_t> destination, int32_t length, ByRef<char16_t> source, bool upper) {
  const char16_t other = upper ? u'a' : u'A';
  int32_t i = 0;
  for (; i < length; ++i) {
    const char16_t c = source.get()[i];
    if (c >= 0x80) break;
    destination.get()[i] = isCaseLetter(c, other) ? c ^ 0x20 : c;
  }
  return i;
}

}  // namespace minivm::natives
