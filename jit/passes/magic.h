// The numbers by which to multiply instead of dividing (Granlund, Montgomery, PLDI 1994). Divisors are at
// least 3 and no powers of two.
#pragma once

#include <bit>
#include <cstdint>

namespace minivm::jit {

/// The quotient is (x · multiplier) >> shift, in 64 bits; shift 64 means the high half of the 128-bit
/// product.
struct Magic32 {
  uint64_t multiplier;
  int shift;
};

/// Signed 32-bit dividends; 1 is to be added to negative quotients. The product fits int64.
constexpr Magic32 signedMagic32(uint32_t divisor) {
  int log = 32 - std::countl_zero(divisor - 1);  // divisor < 2^log
  Magic32 magic{(uint64_t{1} << (31 + log)) / divisor + 1, 31 + log};
  while (magic.multiplier % 2 == 0 && magic.shift > 32) {
    magic.multiplier /= 2;
    --magic.shift;
  }
  return magic;
}

/// Unsigned 32-bit dividends. The product fits uint64 where shift is not 64.
constexpr Magic32 unsignedMagic32(uint32_t divisor) {
  for (int shift = 32; shift < 64; ++shift) {
    uint64_t multiplier = (uint64_t{1} << shift) / divisor + 1;
    if (multiplier > UINT32_MAX) break;
    // How much the multiple exceeds 2^shift, for the largest dividend less than 2^shift in all.
    uint64_t excess = multiplier * divisor - (uint64_t{1} << shift);
    if (excess <= uint64_t{1} << (shift - 32)) return {multiplier, shift};
  }
  return {UINT64_MAX / divisor + 1, 64};
}

struct Magic64 {
  uint64_t multiplier;  ///< without its 65th bit
  int shift;            ///< of the high half of the product
  bool addsDividend;    ///< unsigned: the 65th bit is set
};

/// Signed 64-bit dividends: when the multiplier is negative as int64, the dividend is to be added to the high
/// half.
constexpr Magic64 signedMagic64(uint64_t divisor) {
  using Wide = unsigned __int128;
  int log = 64 - std::countl_zero(divisor - 1);
  Wide multiplier = (Wide{1} << (63 + log)) / divisor + 1;
  return {static_cast<uint64_t>(multiplier), log - 1, false};
}

/// Unsigned 64-bit dividends: with `addsDividend`, ((x − high) / 2 + high) >> (shift − 1).
constexpr Magic64 unsignedMagic64(uint64_t divisor) {
  using Wide = unsigned __int128;
  int log = 64 - std::countl_zero(divisor - 1);
  for (int shift = 0; shift < log; ++shift) {
    Wide power = Wide{1} << (64 + shift);
    Wide multiplier = power / divisor + 1;
    if (multiplier >> 64) break;
    if (multiplier * divisor - power <= Wide{1} << shift)
      return {static_cast<uint64_t>(multiplier), shift, false};
  }
  // 2^(64 + log) may not fit 128 bits with the divisor's: its excess over 2^64 is what is kept.
  Wide excess = ((Wide{1} << log) - divisor) << 64;
  return {static_cast<uint64_t>(excess / divisor) + 1, log, true};
}

}  // namespace minivm::jit
