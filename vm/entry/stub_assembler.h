// The xbyak side of the stubs: an assembler over one block of the CodeHeap, and the offsets that emitted code
// uses. Included by the emitting files of vm/entry only (xbyak costs seconds per file).
#pragma once

#include <xbyak/xbyak.h>

#include <cassert>
#include <cstddef>
#include <cstdint>

#include "vm/entry/call_shape.h"
#include "vm/entry/entry_stubs.h"
#include "vm/entry/prestub.h"
#include "vm/threads/thread.h"

namespace minivm {

static_assert(sizeof(ReverseFrame) % 16 == 0, "keeps the stack aligned");
static_assert(sizeof(EntryFrame) % 16 == 0 && sizeof(TransitionFrame) % 16 == 0, "keeps the stack aligned");
static_assert(sizeof(ExitFrame) == 32);

/// Emits one block. Code is written at `rw` and runs at `rx`; only absolute addresses (rel32 calls out of the
/// block) feel the difference.
class StubAssembler : public Xbyak::CodeGenerator {
 public:
  StubAssembler(uint8_t* rw, const uint8_t* rx, size_t capacity)
      : CodeGenerator(capacity, rw), delta_(rx - rw) {}

  /// Calls code outside of the block: rel32 where it reaches, else through rax.
  void callTo(const void* target) {
    if (reaches(target)) {
      call(reinterpret_cast<const void*>(reinterpret_cast<uintptr_t>(target) -
                                         static_cast<uintptr_t>(delta_)));
    } else {
      mov(rax, reinterpret_cast<uint64_t>(target));
      call(rax);
    }
  }
  /// Jumps to code outside of the block: rel32 where it reaches, else through r11.
  void jumpTo(const void* target) {
    if (reaches(target)) {
      jmp(reinterpret_cast<const void*>(reinterpret_cast<uintptr_t>(target) - static_cast<uintptr_t>(delta_)),
          T_NEAR);
    } else {
      mov(r11, reinterpret_cast<uint64_t>(target));
      jmp(r11);
    }
  }
  /// Integer argument register i of the SysV convention.
  static Xbyak::Reg64 intRegister(uint32_t i) {
    static constexpr int kNumbers[] = {Xbyak::Operand::RDI, Xbyak::Operand::RSI, Xbyak::Operand::RDX,
                                       Xbyak::Operand::RCX, Xbyak::Operand::R8,  Xbyak::Operand::R9};
    assert(i < 6 && "there are six integer argument registers");
    return Xbyak::Reg64(kNumbers[i]);
  }
  static Xbyak::Xmm floatRegister(uint32_t i) { return Xbyak::Xmm(static_cast<int>(i)); }
  /// Loads the result registers of `shape` from memory: `ints` and `floats` are byte offsets from `base`.
  void loadResults(const CallShape& shape, const Xbyak::Reg64& base, int ints, int floats) {
    for (const ShapeWord& word : shape.returnWords) {
      if (word.place == Place::Int) mov(word.index == 0 ? rax : rdx, ptr[base + ints + word.index * 8]);
      if (word.place == Place::Float) movsd(floatRegister(word.index), ptr[base + floats + word.index * 8]);
    }
    if (shape.returnKind == ReturnKind::Buffer)
      mov(rax, ptr[base + ints]);  // the psABI returns the buffer's address
  }

 private:
  bool reaches(const void* target) const {
    // 16 bytes of slack: the operand counts from the end of an instruction not yet written.
    int64_t distance = reinterpret_cast<intptr_t>(target) - (reinterpret_cast<intptr_t>(getCurr()) + delta_);
    return distance > INT32_MIN + 16 && distance < INT32_MAX - 16;
  }
  ptrdiff_t delta_;
};

}  // namespace minivm
