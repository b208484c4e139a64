// The xbyak side of the compiler: an assembler over one block of the CodeHeap that knows the allocator's
// registers. Included by files of jit/emit only.
#pragma once

#include <xbyak/xbyak.h>

#include <cstdint>

#include "jit/regalloc/intervals.h"

namespace minivm::jit {

class Assembler : public Xbyak::CodeGenerator {
 public:
  Assembler(uint8_t* rw, const uint8_t* rx, size_t capacity) : CodeGenerator(capacity, rw), delta_(rx - rw) {}

  static Xbyak::Reg64 r64(int reg) { return Xbyak::Reg64(reg); }
  static Xbyak::Reg32 r32(int reg) { return Xbyak::Reg32(reg); }
  static Xbyak::Reg16 r16(int reg) { return Xbyak::Reg16(reg); }
  /// Any byte register, REX forms included.
  static Xbyak::Reg8 r8(int reg) { return Xbyak::Reg8(reg, reg >= 4 && reg < 8); }
  static Xbyak::Xmm xmm(int reg) { return Xbyak::Xmm(reg - kXmm0); }

  bool reaches(const void* target) const {
    int64_t distance = reinterpret_cast<intptr_t>(target) - (reinterpret_cast<intptr_t>(getCurr()) + delta_);
    return distance > INT32_MIN + 64 && distance < INT32_MAX - 64;
  }
  /// A call out of the block: rel32 where it reaches, else through rax.
  void callTo(const void* target) {
    if (reaches(target)) {
      call(reinterpret_cast<const void*>(reinterpret_cast<uintptr_t>(target) -
                                         static_cast<uintptr_t>(delta_)));
    } else {
      mov(rax, reinterpret_cast<uint64_t>(target));
      call(rax);
    }
  }
  /// A jump out of the block: rel32 where it reaches, else through rax.
  void jumpTo(const void* target) {
    if (reaches(target)) {
      jmp(reinterpret_cast<const void*>(reinterpret_cast<uintptr_t>(target) - static_cast<uintptr_t>(delta_)),
          T_NEAR);
    } else {
      mov(rax, reinterpret_cast<uint64_t>(target));
      jmp(rax);
    }
  }
  uint32_t offset() const { return static_cast<uint32_t>(getSize()); }

 private:
  ptrdiff_t delta_;
};

}  // namespace minivm::jit
