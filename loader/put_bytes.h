// Writing the bytes of metadata: what makes an assembly, or a piece of one, appends with these.
#pragma once

#include <cstdint>

namespace minivm {

/// Appends the lowest `bytes` bytes of `value`, little-endian.
template <typename Container>
void putLe(Container& out, uint32_t value, uint32_t bytes) {
  for (uint32_t i = 0; i < bytes; ++i)
    out.push_back(static_cast<typename Container::value_type>(value >> (8 * i) & 0xFF));
}

/// Appends a compressed unsigned integer (ECMA-335 II.23.2); `value` is at most 0x1FFFFFFF.
template <typename Container>
void putCompressed(Container& out, uint32_t value) {
  auto put = [&](uint32_t byte) { out.push_back(static_cast<typename Container::value_type>(byte & 0xFF)); };
  if (value < 0x80) return put(value);
  if (value < 0x4000) {
    put(0x80 | value >> 8);
    return put(value);
  }
  put(0xC0 | value >> 24);
  for (int shift = 16; shift >= 0; shift -= 8) put(value >> shift);
}

}  // namespace minivm
