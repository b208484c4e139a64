#include "vm/support/utf.h"

namespace minivm {
namespace {

/// What a lead byte promises: the number of continuation bytes, and the range of the first of them, which
/// excludes overlong forms, surrogates and values above U+10FFFF (Unicode 3.9, table 3-7).
struct Lead {
  uint32_t more = 0;
  uint8_t low = 0x80;
  uint8_t high = 0xBF;
  uint32_t bits = 0;
};

Lead leadOf(uint8_t byte) {
  if (byte >= 0xC2 && byte <= 0xDF) return {1, 0x80, 0xBF, byte & 0x1Fu};
  if (byte == 0xE0) return {2, 0xA0, 0xBF, 0};
  if (byte == 0xED) return {2, 0x80, 0x9F, 0xD};
  if (byte >= 0xE1 && byte <= 0xEF) return {2, 0x80, 0xBF, byte & 0xFu};
  if (byte == 0xF0) return {3, 0x90, 0xBF, 0};
  if (byte == 0xF4) return {3, 0x80, 0x8F, 4};
  if (byte >= 0xF1 && byte <= 0xF3) return {3, 0x80, 0xBF, byte & 7u};
  return {};
}

/// Decodes at `position`; returns false (with `length` = the ill-formed part) for malformed input.
bool decodeUtf8(std::string_view text, size_t position, char32_t& out, size_t& length) {
  auto byte = static_cast<uint8_t>(text[position]);
  length = 1;
  if (byte < 0x80) {
    out = byte;
    return true;
  }
  Lead lead = leadOf(byte);
  if (!lead.more) return false;
  char32_t value = lead.bits;
  for (uint32_t i = 0; i < lead.more; ++i) {
    if (position + length >= text.size()) return false;
    auto next = static_cast<uint8_t>(text[position + length]);
    uint8_t low = i == 0 ? lead.low : 0x80;
    uint8_t high = i == 0 ? lead.high : 0xBF;
    if (next < low || next > high) return false;
    value = value << 6 | (next & 0x3F);
    ++length;
  }
  out = value;
  return true;
}

bool isHighSurrogate(char32_t unit) {
  return (unit & 0xFC00) == 0xD800;
}
bool isLowSurrogate(char32_t unit) {
  return (unit & 0xFC00) == 0xDC00;
}

/// Shared by both sources of UTF-16: `unitAt(i)` yields code unit i of `count`.
template <typename UnitAt>
std::string toUtf8(size_t count, UnitAt unitAt) {
  std::string out;
  out.reserve(count);
  for (size_t i = 0; i < count; ++i) {
    char32_t unit = unitAt(i);
    if (isHighSurrogate(unit) && i + 1 < count && isLowSurrogate(unitAt(i + 1))) {
      char32_t low = unitAt(++i);
      unit = 0x10000 + ((unit & 0x3FF) << 10 | (low & 0x3FF));
    }
    appendUtf8(out, unit);
  }
  return out;
}

}  // namespace

char32_t nextUtf8(std::string_view text, size_t& position) {
  char32_t value = kReplacementCharacter;
  size_t length;
  if (!decodeUtf8(text, position, value, length)) value = kReplacementCharacter;
  position += length;
  return value;
}

void appendUtf8(std::string& out, char32_t codePoint) {
  if (codePoint > 0x10FFFF || (codePoint >= 0xD800 && codePoint <= 0xDFFF)) codePoint = kReplacementCharacter;
  auto put = [&out](char32_t byte) { out.push_back(static_cast<char>(byte)); };
  if (codePoint < 0x80) {
    put(codePoint);
  } else if (codePoint < 0x800) {
    put(0xC0 | codePoint >> 6);
    put(0x80 | (codePoint & 0x3F));
  } else if (codePoint < 0x10000) {
    put(0xE0 | codePoint >> 12);
    put(0x80 | (codePoint >> 6 & 0x3F));
    put(0x80 | (codePoint & 0x3F));
  } else {
    put(0xF0 | codePoint >> 18);
    put(0x80 | (codePoint >> 12 & 0x3F));
    put(0x80 | (codePoint >> 6 & 0x3F));
    put(0x80 | (codePoint & 0x3F));
  }
}

std::u16string utf8ToUtf16(std::string_view text) {
  std::u16string out;
  out.reserve(text.size());
  for (size_t i = 0; i < text.size();) {
    char32_t value = nextUtf8(text, i);
    if (value < 0x10000) {
      out.push_back(static_cast<char16_t>(value));
    } else {
      value -= 0x10000;
      out.push_back(static_cast<char16_t>(0xD800 | value >> 10));
      out.push_back(static_cast<char16_t>(0xDC00 | (value & 0x3FF)));
    }
  }
  return out;
}

std::string utf16ToUtf8(std::u16string_view text) {
  return toUtf8(text.size(), [text](size_t i) -> char32_t { return text[i]; });
}

std::string utf16LeToUtf8(ByteSpan bytes) {
  return toUtf8(bytes.size() / 2,
                [bytes](size_t i) -> char32_t { return loadLe<uint16_t>(bytes.data() + i * 2); });
}

std::u16string utf16LeToString(ByteSpan bytes) {
  std::u16string out(bytes.size() / 2, u'\0');
  if (!out.empty()) std::memcpy(out.data(), bytes.data(), out.size() * 2);
  return out;
}

bool isValidUtf8(std::string_view text) {
  char32_t ignored;
  size_t length;
  for (size_t i = 0; i < text.size(); i += length)
    if (!decodeUtf8(text, i, ignored, length)) return false;
  return true;
}

}  // namespace minivm
