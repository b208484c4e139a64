// Atomic operations and the locks of objects (vm/threads/monitor.h).
#include "jit/emit/emitter.h"
#include "jit/emit/helpers.h"
#include "vm/threads/monitor.h"
#include "vm/types/thread_offsets.h"

namespace minivm::jit {

using namespace Xbyak::util;

void Emitter::visitAtomic(Node* node) {
  Assembler& a = *asm_;
  const bool narrow = node->type == Ty::I4;
  const int out = regOut(node);
  if (node->is(NodeOp::AtomicCompare)) {
    const int value = regIn(node, 1, kR11);  // late: not rax
    const Xbyak::Address memory = addressOf(node, 0, -1, kR10);
    moveLoc(locIn(node, 2), {Loc::Register, kRax, 0, nullptr}, node->type);
    a.lock();
    narrow ? a.cmpxchg(memory, a.r32(value)) : a.cmpxchg(memory, a.r64(value));
    if (out != kRax) a.mov(a.r64(out), rax);
    return;
  }
  const Xbyak::Address memory = addressOf(node, 0, -1, kR10);
  moveLoc(locIn(node, 1), {Loc::Register, out, 0, nullptr}, node->type);
  if (node->is(NodeOp::AtomicAdd)) {
    a.lock();
    narrow ? a.xadd(memory, a.r32(out)) : a.xadd(memory, a.r64(out));
  } else {
    narrow ? a.xchg(memory, a.r32(out)) : a.xchg(memory, a.r64(out));
  }
}

/// A lock that is free is taken, one that was taken once by this thread is left; everything else is C++.
void Emitter::visitMonitor(Node* node) {
  Assembler& a = *asm_;
  const bool enters = node->is(NodeOp::MonitorEnter);
  const int object = regIn(node, 0, kR10);  // late: not rax
  SlowPath& slow = slowPath([this, node, object, enters](SlowPath& self) {
    Assembler& s = *asm_;
    s.L(*self.entry);
    if (object != kR10) s.mov(r10, s.r64(object));
    if (enters) {
      callSlow(node, addressOfHelper(&slowMonitorEnter), "monitor enter");
    } else {
      callSlow(node, addressOfHelper(&slowMonitorExit), "monitor exit");
    }
    s.jmp(*self.back);
  });
  constexpr int kLockWord = -4;  // ABI 18
  a.test(a.r64(object), a.r64(object));
  a.jz(*slow.entry);
  a.mov(r11d, ptr[r15 + offsets::kThreadId]);
  a.cmp(r11d, Monitors::kMostThinOwner);
  a.ja(*slow.entry);
  if (enters) {
    a.xor_(eax, eax);
    a.lock();
    a.cmpxchg(dword[a.r64(object) + kLockWord], r11d);
    a.jne(*slow.entry);
  } else {
    // Nobody else writes the word while this thread owns the lock (vm/threads/monitor.h).
    a.cmp(dword[a.r64(object) + kLockWord], r11d);
    a.jne(*slow.entry);
    a.mov(dword[a.r64(object) + kLockWord], 0);
  }
  a.L(*slow.back);
}

}  // namespace minivm::jit
