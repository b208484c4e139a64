// SideBitmap: one bit per 8 bytes of the heap range, kept outside of it (ABI 18). One 64-bit word covers 512
// bytes: exactly one card.
#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>

namespace minivm::gc {

/// A view on bitmap memory owned by HeapLayout. Addresses are multiples of 8 inside the heap range.
class SideBitmap {
 public:
  SideBitmap() = default;
  SideBitmap(void* memory, uintptr_t base) : words_(static_cast<uint64_t*>(memory)), base_(base) {}

  bool test(uintptr_t address) const { return (wordOf(address) & bitOf(address)) != 0; }
  void set(uintptr_t address) { wordOf(address) |= bitOf(address); }
  void reset(uintptr_t address) { wordOf(address) &= ~bitOf(address); }
  /// Sets the bit; true when it was clear.
  bool insert(uintptr_t address) {
    uint64_t& word = wordOf(address);
    if ((word & bitOf(address)) != 0) return false;
    word |= bitOf(address);
    return true;
  }
  /// The word of the 512 bytes around `address`.
  uint64_t& wordOf(uintptr_t address) const { return words_[(address - base_) >> 9]; }
  /// Clears the words of [begin, end), both multiples of 512.
  void clearRange(uintptr_t begin, uintptr_t end) {
    if (begin != end) __builtin_memset(&wordOf(begin), 0, ((end - begin) >> 9) * sizeof(uint64_t));
  }
  /// The highest set address that is ≤ `address` and ≥ `lowest` (a multiple of 512), or 0.
  uintptr_t findPrevious(uintptr_t address, uintptr_t lowest) const {
    uintptr_t chunk = address & ~uintptr_t{511};
    uint64_t word = wordOf(address) & (~uint64_t{0} >> (63 - ((address >> 3) & 63)));
    for (;;) {
      if (word != 0) return chunk + 8 * static_cast<uintptr_t>(63 - std::countl_zero(word));
      if (chunk <= lowest) return 0;
      chunk -= 512;
      word = wordOf(chunk);
    }
  }
  /// Calls f(address) for each set bit in [begin, end), both multiples of 512. `f` may clear bits.
  template <typename F>
  void forEach(uintptr_t begin, uintptr_t end, F&& f) const {
    for (uintptr_t chunk = begin; chunk < end; chunk += 512) {
      for (uint64_t word = wordOf(chunk); word != 0; word &= word - 1) {
        f(chunk + 8 * static_cast<uintptr_t>(std::countr_zero(word)));
      }
    }
  }

 private:
  static uint64_t bitOf(uintptr_t address) { return uint64_t{1} << ((address >> 3) & 63); }

  uint64_t* words_ = nullptr;
  uintptr_t base_ = 0;
};

}  // namespace minivm::gc
