#pragma once
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <span>
#include <string_view>

namespace minivm {

/// A read-only, non-owning run of bytes. Whoever hands it out states how long the bytes live.
using ByteSpan = std::span<const uint8_t>;

/// True when [offset, offset + size) lies inside `bytes`; never overflows.
constexpr bool spanHolds(ByteSpan bytes, uint64_t offset, uint64_t size) {
  return offset <= bytes.size() && size <= bytes.size() - offset;
}

/// Reads a little-endian T at `p`; the caller has checked the bounds. Any alignment is fine.
template <typename T>
inline T loadLe(const uint8_t* p) {
  T value;
  std::memcpy(&value, p, sizeof(T));
  return value;  // x86-64 is little-endian
}

/// Reads a little-endian T at `offset` into `out`; false (and `out` untouched) when it would cross the end.
template <typename T>
inline bool tryReadLe(ByteSpan bytes, uint64_t offset, T& out) {
  if (!spanHolds(bytes, offset, sizeof(T))) return false;
  out = loadLe<T>(bytes.data() + offset);
  return true;
}

/// The part [offset, offset + size) of `bytes`; false when it would cross the end.
inline bool trySlice(ByteSpan bytes, uint64_t offset, uint64_t size, ByteSpan& out) {
  if (!spanHolds(bytes, offset, size)) return false;
  out = bytes.subspan(static_cast<size_t>(offset), static_cast<size_t>(size));
  return true;
}

/// The bytes of a text, without a terminator.
inline ByteSpan bytesOf(std::string_view text) {
  return {reinterpret_cast<const uint8_t*>(text.data()), text.size()};
}

}  // namespace minivm
