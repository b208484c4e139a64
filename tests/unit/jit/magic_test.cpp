// Division by multiplication: every small divisor and the edges of large ones, against the machine's
// division.
#include "jit/passes/magic.h"

#include <gtest/gtest.h>

#include <vector>

namespace minivm::jit {
namespace {

int32_t divide32(int32_t x, const Magic32& magic) {
  int64_t product = int64_t{x} * static_cast<int64_t>(magic.multiplier);
  return static_cast<int32_t>(product >> magic.shift) + static_cast<int32_t>(static_cast<uint32_t>(x) >> 31);
}

uint32_t divideUn32(uint32_t x, const Magic32& magic) {
  if (magic.shift == 64)
    return static_cast<uint32_t>(static_cast<unsigned __int128>(x) * magic.multiplier >> 64);
  return static_cast<uint32_t>(x * magic.multiplier >> magic.shift);
}

int64_t divide64(int64_t x, const Magic64& magic) {
  auto multiplier = static_cast<int64_t>(magic.multiplier);
  auto high = static_cast<int64_t>(static_cast<__int128>(x) * multiplier >> 64);
  if (multiplier < 0) high += x;
  return (high >> magic.shift) + static_cast<int64_t>(static_cast<uint64_t>(x) >> 63);
}

uint64_t divideUn64(uint64_t x, const Magic64& magic) {
  auto high = static_cast<uint64_t>(static_cast<unsigned __int128>(x) * magic.multiplier >> 64);
  if (!magic.addsDividend) return high >> magic.shift;
  return (((x - high) >> 1) + high) >> (magic.shift - 1);
}

/// Divisors that are no powers of two: small ones, and those around powers of two.
std::vector<uint64_t> divisors(int bits) {
  std::vector<uint64_t> result;
  for (uint64_t d = 3; d < 5000; ++d) result.push_back(d);
  for (int log = 12; log < bits; ++log) {
    for (uint64_t off = 1; off < 40; ++off) {
      result.push_back((uint64_t{1} << log) - off);
      result.push_back((uint64_t{1} << log) + off);
    }
  }
  uint64_t max = bits == 64 ? UINT64_MAX : (uint64_t{1} << bits) - 1;
  for (uint64_t off = 0; off < 40; ++off) result.push_back(max - off);
  std::erase_if(result, [](uint64_t d) { return std::has_single_bit(d); });
  return result;
}

/// Dividends where the quotient changes, and the ends of the range.
std::vector<uint64_t> dividends(uint64_t d, uint64_t max) {
  std::vector<uint64_t> result{0, 1, 2, max, max - 1, max / 2, max / 2 + 1, max / 2 - 1};
  for (uint64_t q : {uint64_t{1}, uint64_t{2}, uint64_t{3}, max / d / 2, max / d - 1, max / d}) {
    for (uint64_t off : {uint64_t{0}, uint64_t{1}, d - 1}) result.push_back(q * d + off);
    result.push_back(q * d - 1);
  }
  return result;
}

TEST(Magic, Signed32) {
  for (uint64_t d : divisors(31)) {
    Magic32 magic = signedMagic32(static_cast<uint32_t>(d));
    for (uint64_t x : dividends(d, INT32_MAX)) {
      for (int32_t y : {static_cast<int32_t>(x), static_cast<int32_t>(-static_cast<int64_t>(x)), INT32_MIN})
        ASSERT_EQ(divide32(y, magic), y / static_cast<int64_t>(d)) << y << " / " << d;
    }
  }
}

TEST(Magic, Unsigned32) {
  for (uint64_t d : divisors(32)) {
    Magic32 magic = unsignedMagic32(static_cast<uint32_t>(d));
    for (uint64_t x : dividends(d, UINT32_MAX)) {
      auto y = static_cast<uint32_t>(x);
      ASSERT_EQ(divideUn32(y, magic), y / d) << y << " / " << d;
    }
  }
}

TEST(Magic, Signed64) {
  for (uint64_t d : divisors(63)) {
    Magic64 magic = signedMagic64(d);
    for (uint64_t x : dividends(d, INT64_MAX)) {
      for (int64_t y : {static_cast<int64_t>(x), static_cast<int64_t>(-x), INT64_MIN})
        ASSERT_EQ(divide64(y, magic), y / static_cast<int64_t>(d)) << y << " / " << d;
    }
  }
}

TEST(Magic, Unsigned64) {
  for (uint64_t d : divisors(64)) {
    Magic64 magic = unsignedMagic64(d);
    for (uint64_t x : dividends(d, UINT64_MAX)) ASSERT_EQ(divideUn64(x, magic), x / d) << x << " / " << d;
  }
}

}  // namespace
}  // namespace minivm::jit
