// Searching UTF-16 text, eight characters at a time (SSE2, which every x86-64 has).
#pragma once

#include <emmintrin.h>

#include <bit>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace minivm {

namespace text_search {

inline constexpr size_t kStep = 8;  ///< characters of a vector

inline __m128i loadEight(const char16_t* at) {
  return _mm_loadu_si128(reinterpret_cast<const __m128i*>(at));
}

/// Two bits a character.
inline uint32_t maskOf(__m128i matches) {
  return static_cast<uint32_t>(_mm_movemask_epi8(matches));
}

/// First index where `matches(vector)` or, for the few characters of short text, `isMatch(character)` says
/// so.
template <typename Vector, typename One>
size_t firstMatch(std::u16string_view text, Vector&& matches, One&& isMatch) {
  const char16_t* chars = text.data();
  const size_t length = text.size();
  if (length < kStep) {
    for (size_t i = 0; i < length; ++i) {
      if (isMatch(chars[i])) return i;
    }
    return text.npos;
  }
  size_t i = 0;
  for (; i + kStep <= length; i += kStep) {
    if (const uint32_t mask = maskOf(matches(loadEight(chars + i)))) return i + std::countr_zero(mask) / 2;
  }
  if (i == length) return text.npos;
  i = length - kStep;  // once more over some that are known not to match
  const uint32_t mask = maskOf(matches(loadEight(chars + i)));
  return mask ? i + std::countr_zero(mask) / 2 : text.npos;
}

}  // namespace text_search

/// Index of the first `value`, npos without one.
inline size_t findChar(std::u16string_view text, char16_t value) {
  const __m128i wanted = _mm_set1_epi16(static_cast<int16_t>(value));
  return text_search::firstMatch(
      text, [&](__m128i eight) { return _mm_cmpeq_epi16(eight, wanted); },
      [&](char16_t c) { return c == value; });
}

/// Index of the first character that is in `set`, npos without one.
inline size_t findAnyChar(std::u16string_view text, std::u16string_view set) {
  constexpr size_t kMostVectors = 4;
  if (set.size() == 1) return findChar(text, set[0]);
  if (set.size() > kMostVectors || set.empty()) return text.find_first_of(set);
  __m128i wanted[kMostVectors];
  for (size_t i = 0; i < kMostVectors; ++i)
    wanted[i] = _mm_set1_epi16(static_cast<int16_t>(set[i < set.size() ? i : 0]));
  return text_search::firstMatch(
      text,
      [&](__m128i eight) {
        const __m128i low =
            _mm_or_si128(_mm_cmpeq_epi16(eight, wanted[0]), _mm_cmpeq_epi16(eight, wanted[1]));
        const __m128i high =
            _mm_or_si128(_mm_cmpeq_epi16(eight, wanted[2]), _mm_cmpeq_epi16(eight, wanted[3]));
        return _mm_or_si128(low, high);
      },
      [&](char16_t c) { return set.find(c) != set.npos; });
}

/// Index of the first `value`, which is not empty; npos without one. Looks for its first and last character
/// at their distance, and compares the rest where both are.
inline size_t findText(std::u16string_view text, std::u16string_view value) {
  using namespace text_search;
  if (value.size() == 1) return findChar(text, value[0]);
  if (value.size() > text.size()) return text.npos;
  const size_t places = text.size() - value.size() + 1;
  const std::u16string_view rest = value.substr(1, value.size() - 2);
  const char16_t* chars = text.data();
  auto isAt = [&](size_t i) { return text.substr(i + 1, rest.size()) == rest; };
  const __m128i first = _mm_set1_epi16(static_cast<int16_t>(value.front()));
  const __m128i last = _mm_set1_epi16(static_cast<int16_t>(value.back()));
  size_t i = 0;
  for (; i + kStep <= places; i += kStep) {
    uint32_t mask = maskOf(_mm_and_si128(_mm_cmpeq_epi16(loadEight(chars + i), first),
                                         _mm_cmpeq_epi16(loadEight(chars + i + value.size() - 1), last)));
    for (; mask != 0; mask &= mask - 1, mask &= mask - 1) {
      const size_t place = i + std::countr_zero(mask) / 2;
      if (isAt(place)) return place;
    }
  }
  for (; i < places; ++i) {
    if (chars[i] == value.front() && chars[i + value.size() - 1] == value.back() && isAt(i)) return i;
  }
  return text.npos;
}

}  // namespace minivm
