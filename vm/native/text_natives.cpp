// Hot paths of System.String and System.Number in one call each: pieces and sums of strings, decimal text of
// numbers in their default format of the invariant culture.
#include <charconv>
#include <cmath>
#include <cstring>
#include <initializer_list>
#include <system_error>

#include "vm/native/native_list.h"
#include "vm/native/native_support.h"
#include "vm/runtime.h"
#include "vm/threads/thread.h"

namespace minivm::natives {

namespace {

constexpr int64_t kMaxStringLength = 0x3FFFFFDF;

Fresh<String> newString(Thread& thread, int64_t length) {
  if (length > kMaxStringLength) throwNew(thread, WellKnownType::OutOfMemoryException);
  return heapOf(thread).allocateString(thread, loaderOf(thread).wellKnown(WellKnownType::String),
                                       static_cast<int32_t>(length));
}

/// Sum of strings; null counts as empty. A sum that equals one of its parts is that part.
Object* concat(Thread& thread, std::initializer_list<Handle<String>> parts) {
  int64_t total = 0;
  for (Handle<String> part : parts) total += part.isNull() ? 0 : part->length;
  if (total == 0) return thread.runtime().literals().intern_nogc(u"");
  for (Handle<String> part : parts)
    if (!part.isNull() && part->length == total) return part.get();
  String* result = newString(thread, total).take();
  char16_t* to = result->chars;
  for (Handle<String> part : parts) {
    if (part.isNull()) continue;
    std::memcpy(to, part->chars, static_cast<size_t>(part->length) * sizeof(char16_t));
    to += part->length;
  }
  return result;
}

Fresh<String> fromAscii(Thread& thread, const char* begin, const char* end) {
  String* result = newString(thread, end - begin).take();
  for (char16_t* to = result->chars; begin != end;) *to++ = static_cast<unsigned char>(*begin++);
  return Fresh<String>(result);
}

/// Room for the longest text of a float in its default format.
struct FloatText {
  char chars[40];
  int length = 0;
  void put(char c) { chars[length++] = c; }
  void put(const char* digits, int count) {
    std::memcpy(chars + length, digits, static_cast<size_t>(count));
    length += count;
  }
  void zeros(int count) {
    for (; count > 0; --count) put('0');
  }
};

/// The shortest digits that read back as the value, as .NET lays them out: positional while the decimal point
/// is at most `maxPosition` digits right of the first digit and the value not below 0.0001, scientific
/// otherwise.
template <typename T>
FloatText shortestText(T value, int maxPosition) {
  FloatText out;
  if (std::signbit(value)) out.put('-');
  if (value == 0) {
    out.put('0');
    return out;
  }
  char text[48];
  const char* end =
      std::to_chars(text, text + sizeof text, std::fabs(value), std::chars_format::scientific).ptr;
  char digits[24];
  int count = 0;
  const char* at = text;
  for (; *at != 'e'; ++at)
    if (*at != '.') digits[count++] = *at;
  while (count > 1 && digits[count - 1] == '0') --count;
  int exponent = 0;
  ++at;
  const bool negative = *at == '-';
  std::from_chars(at + 1, end, exponent);
  if (negative) exponent = -exponent;

  const int position = exponent + 1;  // digits before the decimal point
  if (position > maxPosition || position < -3) {
    out.put(digits[0]);
    if (count > 1) {
      out.put('.');
      out.put(digits + 1, count - 1);
    }
    out.put('E');
    out.put(exponent < 0 ? '-' : '+');
    const int size = exponent < 0 ? -exponent : exponent;
    if (size >= 100) out.put(static_cast<char>('0' + size / 100));
    out.put(static_cast<char>('0' + size / 10 % 10));
    out.put(static_cast<char>('0' + size % 10));
    return out;
  }
  if (position <= 0) {
    out.put('0');
    out.put('.');
    out.zeros(-position);
    out.put(digits, count);
    return out;
  }
  if (count <= position) {
    out.put(digits, count);
    out.zeros(position - count);
    return out;
  }
  out.put(digits, position);
  out.put('.');
  out.put(digits + position, count - position);
  return out;
}

}  // namespace

Object* stringConcat2(Thread& thread, Handle<String> a, Handle<String> b) {
  return concat(thread, {a, b});
}

Object* stringConcat3(Thread& thread, Handle<String> a, Handle<String> b, Handle<String> c) {
  return concat(thread, {a, b, c});
}

Object* stringConcat4(Thread& thread, Handle<String> a, Handle<String> b, Handle<String> c,
                      Handle<String> d) {
  return concat(thread, {a, b, c, d});
}

Fresh<String> stringSubstring(Thread& thread, Handle<String> text, int32_t start, int32_t length) {
  String* result = newString(thread, length).take();
  std::memcpy(result->chars, text->chars + start, static_cast<size_t>(length) * sizeof(char16_t));
  return Fresh<String>(result);
}

Fresh<String> stringFromChars(Thread& thread, ByRef<char16_t> start, int32_t length) {
  String* result = newString(thread, length).take();
  std::memcpy(result->chars, start.get(), static_cast<size_t>(length) * sizeof(char16_t));
  return Fresh<String>(result);
}

bool stringEquals(Handle<String> a, Handle<String> b) {
  if (a.get() == b.get()) return true;
  return !a.isNull() && !b.isNull() && a->length == b->length &&
         std::memcmp(a->chars, b->chars, static_cast<size_t>(a->length) * sizeof(char16_t)) == 0;
}

bool stringDiffers(Handle<String> a, Handle<String> b) {
  return !stringEquals(a, b);
}

Fresh<String> numberInt64Text(Thread& thread, int64_t value) {
  char text[24];
  return fromAscii(thread, text, std::to_chars(text, text + sizeof text, value).ptr);
}

Fresh<String> numberUInt64Text(Thread& thread, uint64_t value) {
  char text[24];
  return fromAscii(thread, text, std::to_chars(text, text + sizeof text, value).ptr);
}

int32_t numberInt64Chars(ByRef<char16_t> destination, int32_t room, int64_t value) {
  char text[24];
  const char* end = std::to_chars(text, text + sizeof text, value).ptr;
  const int32_t length = static_cast<int32_t>(end - text);
  if (length > room) return -1;
  for (int32_t i = 0; i < length; ++i) destination.get()[i] = static_cast<unsigned char>(text[i]);
  return length;
}

Fresh<String> numberDoubleText(Thread& thread, double value) {
  const FloatText text = shortestText(value, 17);
  return fromAscii(thread, text.chars, text.chars + text.length);
}

Fresh<String> numberSingleText(Thread& thread, float value) {
  const FloatText text = shortestText(value, 9);
  return fromAscii(thread, text.chars, text.chars + text.length);
}

// [white][sign]digits[white][zero characters] with the style bits AllowLeadingWhite 1, AllowTrailingWhite 2
// and AllowLeadingSign 4. The result is a Number.ParseStatus: 0 good, 1 no number, 2 beyond the limits.
int32_t numberParseInteger(ByRef<char16_t> start, int32_t length, int32_t style, uint64_t max,
                           uint64_t maxNegative, ByRef<uint64_t> result) {
  const char16_t* at = start.get();
  const char16_t* const end = at + length;
  const auto isWhite = [](char16_t c) { return c == u' ' || (c >= u'\t' && c <= u'\r'); };
  const auto isDigit = [](char16_t c) { return c >= u'0' && c <= u'9'; };
  if ((style & 1) != 0)
    while (at != end && isWhite(*at)) ++at;
  bool negative = false;
  if ((style & 4) != 0 && at != end && (*at == u'-' || *at == u'+')) negative = *at++ == u'-';
  if (at == end || !isDigit(*at)) return 1;
  uint64_t value = 0;
  bool overflow = false;
  for (; at != end && isDigit(*at); ++at) {
    overflow |= __builtin_mul_overflow(value, uint64_t{10}, &value);
    overflow |= __builtin_add_overflow(value, static_cast<uint64_t>(*at - u'0'), &value);
  }
  if ((style & 2) != 0)
    while (at != end && isWhite(*at)) ++at;
  while (at != end && *at == u'\0') ++at;
  if (at != end) return 1;
  if (overflow || value > (negative ? maxNegative : max)) return 2;
  *result = negative ? 0 - value : value;
  return 0;
}

// False for everything but [-]digits[.digits][e[sign]digits] with a finite value: C# deals with the rest.
bool numberParsePlainDouble(ByRef<char16_t> start, int32_t length, ByRef<double> result) {
  char text[64];
  if (length <= 0 || length > static_cast<int32_t>(sizeof text)) return false;
  for (int32_t i = 0; i < length; ++i) {
    const char16_t c = start.get()[i];
    if (!((c >= u'0' && c <= u'9') || c == u'.' || c == u'-' || c == u'+' || c == u'e' || c == u'E'))
      return false;
    text[i] = static_cast<char>(c);
  }
  double value;
  const auto parsed = std::from_chars(text, text + length, value);
  if (parsed.ec != std::errc() || parsed.ptr != text + length) return false;
  *result = value;
  return true;
}

}  // namespace minivm::natives
