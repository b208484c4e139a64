#pragma once
#include <cstdint>
#include <string>
#include <string_view>

#include "vm/support/span.h"

namespace minivm {

/// What stands for every malformed sequence.
inline constexpr char16_t kReplacementCharacter = 0xFFFD;

/// UTF-8 to UTF-16. Malformed bytes become U+FFFD, one per maximal ill-formed part (Unicode 3.9, D93b).
std::u16string utf8ToUtf16(std::string_view text);

/// UTF-16 to UTF-8. A lone surrogate becomes U+FFFD.
std::string utf16ToUtf8(std::u16string_view text);

/// UTF-16LE bytes (as the #US heap has them, any alignment) to UTF-8; an odd last byte is ignored.
std::string utf16LeToUtf8(ByteSpan bytes);

/// UTF-16LE bytes of any alignment to a string of code units, kept exactly as they are.
std::u16string utf16LeToString(ByteSpan bytes);

/// Decodes one code point at text[position] and advances; malformed input yields U+FFFD.
char32_t nextUtf8(std::string_view text, size_t& position);

/// Appends one code point as UTF-8; surrogates and values above U+10FFFF become U+FFFD.
void appendUtf8(std::string& out, char32_t codePoint);

/// True when `text` is well-formed UTF-8.
bool isValidUtf8(std::string_view text);

}  // namespace minivm
