// The stubs of ABI 6, 7 and 10 that exist without a JIT. All keep a frame pointer, so that a frame-pointer
// walk passes through them.
//
//      caller (machine code)                   caller (C++)
//        args in registers, r10, r15             callThrough(thread, sig, entry, args, ret)
//      ┌─ prestub / interpreter entry ─┐       ┌─ exit stub ─────────────────────────┐
//      │ TransitionFrame on the stack, │       │ ExitFrame on the stack,             │
//      │ linked from Thread (r15)      │       │ linked from Thread                  │
//      └─ C++ worker ──────────────────┘       └─ managed machine code (r15, regs) ──┘
//
// Invariants: between `mov [r15 + topFrame], frame` and the unlink, everything the collector may move lies in
// the frame and is reloaded from it. r15 is the Thread wherever managed code runs. The prestub saves all
// argument registers because it serves every shape; the entry stubs save what theirs uses.
#include <cstring>

#include "vm/entry/entry_stubs.h"
#include "vm/entry/prestub.h"
#include "vm/entry/stub_assembler.h"
#include "vm/entry/unwind_entry.h"
#include "vm/threads/safepoint.h"
#include "vm/threads/tail_arguments.h"
#include "vm/types/method_table.h"

namespace minivm {
namespace {

constexpr size_t kStubCapacity = 1024;
constexpr int kPage = 4096;

#define OFFSET(type, field) static_cast<int>(offsetof(type, field))
constexpr int kTopFrame = OFFSET(Thread, topFrame);
constexpr int kPendingException = OFFSET(Thread, pendingException);
constexpr int kTailArguments = OFFSET(Thread, tailArguments);

/// What one machine-code → C++ stub pushes.
struct FramePlan {
  uint32_t ints;
  uint32_t floats;
  int frameBytes;
};

/// Prologue: builds a TransitionFrame at rsp and links it. Clobbers rax.
void pushTransition(StubAssembler& a, const CallShape* shape, FramePlan plan) {
  using namespace Xbyak::util;
  a.push(rbp);
  a.mov(rbp, rsp);
  a.sub(rsp, plan.frameBytes);
  for (uint32_t i = 0; i < plan.ints; ++i)
    a.mov(ptr[rsp + OFFSET(TransitionFrame, intArgs) + i * 8], StubAssembler::intRegister(i));
  for (uint32_t i = 0; i < plan.floats; ++i) {
    a.movsd(ptr[rsp + OFFSET(TransitionFrame, floatArgs) + i * 8], StubAssembler::floatRegister(i));
  }
  a.mov(dword[rsp + OFFSET(TransitionFrame, kind)], static_cast<uint32_t>(FrameKind::Transition));
  a.mov(dword[rsp + OFFSET(TransitionFrame, flags)], static_cast<uint32_t>(kFrameArgsLive));
  a.mov(ptr[rsp + OFFSET(TransitionFrame, method)], r10);
  if (shape) {
    a.mov(rax, reinterpret_cast<uint64_t>(shape));
    a.mov(ptr[rsp + OFFSET(TransitionFrame, shape)], rax);
  } else {
    a.mov(qword[rsp + OFFSET(TransitionFrame, shape)], 0);
  }
  a.mov(ptr[rsp + OFFSET(TransitionFrame, rbx)], rbx);
  a.mov(ptr[rsp + OFFSET(TransitionFrame, r12)], r12);
  a.mov(ptr[rsp + OFFSET(TransitionFrame, r13)], r13);
  a.mov(ptr[rsp + OFFSET(TransitionFrame, r14)], r14);
  a.mov(ptr[rsp + OFFSET(TransitionFrame, r15)], r15);
  a.mov(rax, ptr[rbp]);
  a.mov(ptr[rsp + OFFSET(TransitionFrame, rbp)], rax);
  a.mov(rax, ptr[rbp + 8]);
  a.mov(ptr[rsp + OFFSET(TransitionFrame, returnPc)], rax);
  a.lea(rax, ptr[rbp + 16]);
  a.mov(ptr[rsp + OFFSET(TransitionFrame, stackArgs)], rax);
  a.mov(rax, ptr[r15 + kTopFrame]);
  a.mov(ptr[rsp + OFFSET(TransitionFrame, previous)], rax);
  a.mov(ptr[r15 + kTopFrame], rsp);
}

/// Unlinks the frame at rsp and reloads what the collector may have updated in it. Clobbers r11, keeps rax.
void popTransition(StubAssembler& a) {
  using namespace Xbyak::util;
  a.mov(r11, ptr[rsp + OFFSET(TransitionFrame, previous)]);
  a.mov(ptr[r15 + kTopFrame], r11);
  a.mov(rbx, ptr[rsp + OFFSET(TransitionFrame, rbx)]);
  a.mov(r12, ptr[rsp + OFFSET(TransitionFrame, r12)]);
  a.mov(r13, ptr[rsp + OFFSET(TransitionFrame, r13)]);
  a.mov(r14, ptr[rsp + OFFSET(TransitionFrame, r14)]);
}

/// Calls a worker `f(Thread*, frame, EntryStubs*)` with the frame at rsp.
void callWorker(StubAssembler& a, const void* worker, EntryStubs* stubs) {
  using namespace Xbyak::util;
  a.mov(rdi, r15);
  a.mov(rsi, rsp);
  a.mov(rdx, reinterpret_cast<uint64_t>(stubs));
  a.callTo(worker);
}

/// Behind a worker: a pending exception does not return to the caller, which may be compiled code and does
/// not look; the unwinder says where control goes on (ABI 15).
void unwindIfPending(StubAssembler& a) {
  using namespace Xbyak::util;
  Xbyak::Label none;
  a.cmp(qword[r15 + kPendingException], 0);
  a.je(none);
  a.cmp(qword[r15 + OFFSET(Thread, compiledCode)],
        0);  // nothing is compiled: the caller is an exit stub, which looks
  a.je(none);
  a.mov(rdi, r15);
  a.mov(rsi, rsp);
  a.callTo(reinterpret_cast<const void*>(&unwindFromMachine));
  a.mov(rbx, ptr[rax + OFFSET(MachineResume, rbx)]);
  a.mov(r12, ptr[rax + OFFSET(MachineResume, r12)]);
  a.mov(r13, ptr[rax + OFFSET(MachineResume, r13)]);
  a.mov(r14, ptr[rax + OFFSET(MachineResume, r14)]);
  a.mov(rcx, ptr[rax + OFFSET(MachineResume, pc)]);
  a.mov(rbp, ptr[rax + OFFSET(MachineResume, rbp)]);
  a.mov(rsp, ptr[rax + OFFSET(MachineResume, rsp)]);
  a.jmp(rcx);
  a.L(none);
}

static_assert(sizeof(Thread::mode) == 4 && sizeof(Thread::pollFlag) == 4, "stubs access them as words");

template <typename F>
const void* addressOf(F* function) {
  return reinterpret_cast<const void*>(function);
}

/// Emits a named stub through `body(StubAssembler&)`.
template <typename F>
void* emitStub(EntryStubs& stubs, size_t capacity, std::string name, MethodDesc* method, F&& body) {
  const uint8_t* start =
      stubs.codeHeap().emit(capacity, name, CodeKind::Stub, method, [&](uint8_t* rw, const uint8_t* rx) {
        StubAssembler a(rw, rx, capacity);
        body(a);
        assert(!a.hasUndefinedLabel() && "a stub jumps to a label that was never bound");
        return a.getSize();
      });
  stubs.log().line(LogFacility::Stubs, "{} at {}, {} bytes", name, static_cast<const void*>(start),
                   stubs.codeHeap().find(start).size);
  return const_cast<uint8_t*>(start);
}

}  // namespace

/// Behind popTransition(): the frame goes, and the call goes on at rax with the arguments it came with.
static void goOnAtRax(StubAssembler& a) {
  using namespace Xbyak::util;
  for (uint32_t i = 0; i < 6; ++i)
    a.mov(StubAssembler::intRegister(i), ptr[rsp + OFFSET(TransitionFrame, intArgs) + i * 8]);
  for (uint32_t i = 0; i < 8; ++i) {
    a.movsd(StubAssembler::floatRegister(i), ptr[rsp + OFFSET(TransitionFrame, floatArgs) + i * 8]);
  }
  a.mov(r10, ptr[rsp + OFFSET(TransitionFrame, method)]);
  a.leave();
  a.jmp(rax);
}

void* EntryStubs::emitPrestub() {
  using namespace Xbyak::util;
  return emitStub(*this, kStubCapacity, "prestub", nullptr, [&](StubAssembler& a) {
    pushTransition(a, nullptr, {6, 8, sizeof(TransitionFrame)});
    callWorker(a, addressOf(&prestubWorker), this);
    unwindIfPending(a);
    popTransition(a);
    goOnAtRax(a);
  });
}

void* EntryStubs::emitEntryPoll() {
  using namespace Xbyak::util;
  // The arguments are where the caller put them; r11 is the entry to go on at.
  return emitStub(*this, kStubCapacity, "entry poll", nullptr, [&](StubAssembler& a) {
    pushTransition(a, nullptr, {6, 8, sizeof(TransitionFrame) + 16});
    a.mov(ptr[rsp + sizeof(TransitionFrame)], r11);
    callWorker(a, addressOf(&entryPollWorker), this);
    popTransition(a);
    a.mov(rax, ptr[rsp + sizeof(TransitionFrame)]);
    goOnAtRax(a);
  });
}

void* EntryStubs::emitReturnPending() {
  using namespace Xbyak::util;
  return emitStub(*this, kStubCapacity, "return with pending exception", nullptr, [&](StubAssembler& a) {
    a.xor_(eax, eax);
    a.xor_(edx, edx);
    a.xorps(xmm0, xmm0);
    a.xorps(xmm1, xmm1);
    a.ret();
  });
}

void* EntryStubs::emitInterpreterEntry(const CallShape& shape) {
  using namespace Xbyak::util;
  const void* leave = tailCall();
  return emitStub(
      *this, kStubCapacity, "interpreter entry " + std::string(shape.name), nullptr, [&](StubAssembler& a) {
        pushTransition(a, &shape, {shape.intRegisters, shape.floatRegisters, sizeof(EntryFrame)});
        Xbyak::Label leaves;
        callWorker(a, addressOf(&interpreterEntryWorker), this);
        unwindIfPending(a);
        popTransition(a);
        a.test(al, al);
        a.jnz(leaves);
        a.loadResults(shape, rsp, OFFSET(EntryFrame, intResults), OFFSET(EntryFrame, floatResults));
        a.leave();
        a.ret();
        a.L(leaves);
        a.leave();
        a.jumpTo(leave);
      });
}

void* EntryStubs::emitTailCall() {
  using namespace Xbyak::util;
  uint32_t returnOffset = 0;
  void* stub = emitStub(*this, kStubCapacity, "tail call", nullptr, [&](StubAssembler& a) {
    Xbyak::Label next, after, copy, copied;
    // Is the caller this very stub? Then it goes on with what waits now.
    a.lea(r11, ptr[rip + after]);
    a.cmp(ptr[rsp], r11);
    Xbyak::Label fresh;
    a.jne(fresh);
    a.ret();
    a.L(fresh);
    a.push(rbp);
    a.mov(rbp, rsp);
    a.L(next);
    a.mov(rax, ptr[r15 + kTailArguments]);
    a.mov(rcx, ptr[rax + OFFSET(TailArguments, stackWords)]);
    a.mov(rsi, ptr[rax + OFFSET(TailArguments, stack)]);
    // From the last word down, an even number of words: the guard zone is met in order.
    a.test(cl, 1);
    Xbyak::Label even;
    a.jz(even);
    a.push(rax);
    a.L(even);
    a.L(copy);
    a.test(rcx, rcx);
    a.jz(copied);
    a.push(qword[rsi + rcx * 8 - 8]);
    a.dec(rcx);
    a.jmp(copy);
    a.L(copied);
    for (uint32_t i = 0; i < 8; ++i)
      a.movsd(StubAssembler::floatRegister(i), ptr[rax + OFFSET(TailArguments, floatArgs) + i * 8]);
    for (uint32_t i = 0; i < 6; ++i)
      a.mov(StubAssembler::intRegister(i), ptr[rax + OFFSET(TailArguments, intArgs) + i * 8]);
    a.mov(r10, ptr[rax + OFFSET(TailArguments, r10)]);
    a.mov(r11, ptr[rax + OFFSET(TailArguments, target)]);
    a.mov(qword[rax + OFFSET(TailArguments, target)], 0);
    a.mov(rax, r11);
    a.xor_(r11d, r11d);  // no site cell for the dispatch stub
    a.call(rax);
    a.L(after);
    returnOffset = static_cast<uint32_t>(a.getSize());
    a.mov(rsp, rbp);
    a.mov(r11, ptr[r15 + kTailArguments]);
    a.cmp(qword[r11 + OFFSET(TailArguments, target)], 0);
    a.jne(next);
    a.pop(rbp);
    a.ret();
  });
  tailCallReturn_ = static_cast<const uint8_t*>(stub) + returnOffset;
  return stub;
}

void* EntryStubs::emitExit(const CallShape& shape) {
  using namespace Xbyak::util;
  // Five pushes below rbp, then 8 bytes of padding, the ExitFrame and the stack arguments.
  constexpr int kSaved = 5 * 8;
  constexpr int kFrame = -(kSaved + 8 + static_cast<int>(sizeof(ExitFrame)));
  static_assert((kSaved + 8 + sizeof(ExitFrame)) % 16 == 0);
  int stackBytes = (shape.stackWords + 1) / 2 * 16;
  // Words that lie side by side in slots and on the stack are moved as a run; short runs are unrolled.
  constexpr size_t kUnrolled = 12;
  size_t capacity = kStubCapacity + shape.words.size() * 40 + static_cast<size_t>(stackBytes / kPage) * 16;
  return emitStub(*this, capacity, "exit " + std::string(shape.name), nullptr, [&](StubAssembler& a) {
    Xbyak::Label after;
    a.push(rbp);
    a.mov(rbp, rsp);
    a.push(rbx);
    a.push(r12);
    a.push(r13);
    a.push(r14);
    a.push(r15);
    a.sub(rsp, 8 + static_cast<int>(sizeof(ExitFrame)));
    a.mov(r15, rdi);  // Thread
    a.mov(r13, rsi);  // target
    a.mov(r12, rdx);  // argument slots
    a.mov(rbx, rcx);  // result slots, and the return buffer
    for (int below = kPage; below <= stackBytes; below += kPage)
      a.test(dword[rsp - below], eax);  // never step over the guard zone
    if (stackBytes) a.sub(rsp, stackBytes);

    a.mov(rax, ptr[r15 + kTopFrame]);
    a.mov(ptr[rbp + kFrame + OFFSET(ExitFrame, previous)], rax);
    a.mov(dword[rbp + kFrame + OFFSET(ExitFrame, kind)], static_cast<uint32_t>(FrameKind::Exit));
    a.mov(dword[rbp + kFrame + OFFSET(ExitFrame, flags)], 0);
    a.mov(ptr[rbp + kFrame + OFFSET(ExitFrame, rsp)], rsp);
    a.lea(rax, ptr[rip + after]);
    a.mov(ptr[rbp + kFrame + OFFSET(ExitFrame, returnPc)], rax);
    a.lea(rax, ptr[rbp + kFrame]);
    a.mov(ptr[r15 + kTopFrame], rax);

    for (size_t i = 0; i < shape.words.size();) {
      const ShapeWord& first = shape.words[i];
      if (first.place != Place::Stack) {
        ++i;
        continue;
      }
      size_t run = 1;
      while (i + run < shape.words.size() && shape.words[i + run].place == Place::Stack &&
             shape.words[i + run].slot == first.slot + run &&
             shape.words[i + run].index == first.index + run) {
        ++run;
      }
      if (run > kUnrolled) {
        a.lea(rsi, ptr[r12 + first.slot * 8]);
        a.lea(rdi, ptr[rsp + first.index * 8]);
        a.mov(ecx, static_cast<uint32_t>(run));
        a.rep();
        a.movsq();
      } else {
        for (size_t k = 0; k < run; ++k) {
          a.mov(rax, ptr[r12 + (first.slot + k) * 8]);
          a.mov(ptr[rsp + (first.index + k) * 8], rax);
        }
      }
      i += run;
    }
    for (const ShapeWord& word : shape.words) {
      if (word.place == Place::Int) a.mov(StubAssembler::intRegister(word.index), ptr[r12 + word.slot * 8]);
      if (word.place == Place::Float)
        a.movsd(StubAssembler::floatRegister(word.index), ptr[r12 + word.slot * 8]);
    }
    if (shape.returnKind == ReturnKind::Buffer)
      a.mov(StubAssembler::intRegister(shape.returnBufferRegister), rbx);
    a.mov(eax, shape.floatRegisters);  // native variadic callees read it (psABI 3.5.7)
    a.call(r13);
    a.L(after);
    // A call that throws has no result: the caller's slots keep what they hold.
    Xbyak::Label done;
    a.cmp(qword[r15 + kPendingException], 0);
    a.jne(done);
    for (const ShapeWord& word : shape.returnWords) {
      int offset = word.slot * 8;
      if (word.place == Place::Float) {
        a.movsd(ptr[rbx + offset], StubAssembler::floatRegister(word.index));
        continue;
      }
      if (word.place == Place::None) continue;
      bool second = word.index != 0;
      switch (word.extend) {
        case Extend::None: break;
        case Extend::I1: a.movsx(rax, al); break;
        case Extend::U1: a.movzx(eax, al); break;
        case Extend::I2: a.movsx(rax, ax); break;
        case Extend::U2: a.movzx(eax, ax); break;
      }
      a.mov(ptr[rbx + offset], second ? rdx : rax);
    }
    a.L(done);
    a.mov(rax, ptr[rbp + kFrame + OFFSET(ExitFrame, previous)]);
    a.mov(ptr[r15 + kTopFrame], rax);
    a.lea(rsp, ptr[rbp - kSaved]);
    a.pop(r15);
    a.pop(r14);
    a.pop(r13);
    a.pop(r12);
    a.pop(rbx);
    a.pop(rbp);
    a.ret();
  });
}

void* EntryStubs::emitPInvoke(MethodDesc* method, const CallShape& shape, const void* target) {
  using namespace Xbyak::util;
  // [rbp − kFrame] the TransitionFrame, below it the results while the thread waits, then the stack
  // arguments.
  constexpr int kFrame = static_cast<int>(sizeof(TransitionFrame));
  constexpr int kResults = kFrame + 32;
  const int stackBytes = (shape.stackWords + 1) / 2 * 16;
  const size_t capacity = kStubCapacity + size_t{shape.stackWords} * 16;
  return emitStub(*this, capacity, "pinvoke " + std::string(shape.name), method, [&](StubAssembler& a) {
    auto frame = [](int offset) { return ptr[rbp - kFrame + offset]; };
    constexpr auto kCooperative = static_cast<uint32_t>(Thread::Mode::Cooperative);
    constexpr auto kPreemptive = static_cast<uint32_t>(Thread::Mode::Preemptive);
    Xbyak::Label stop, running;
    a.push(rbp);
    a.mov(rbp, rsp);
    a.sub(rsp, kResults + stackBytes);
    // The arguments hold no references: the frame has none to report, but its caller's registers.
    a.mov(dword[rbp - kFrame + OFFSET(TransitionFrame, kind)], static_cast<uint32_t>(FrameKind::Transition));
    a.mov(dword[rbp - kFrame + OFFSET(TransitionFrame, flags)], 0);
    a.mov(rax, reinterpret_cast<uint64_t>(method));
    a.mov(frame(OFFSET(TransitionFrame, method)), rax);
    a.mov(frame(OFFSET(TransitionFrame, rbx)), rbx);
    a.mov(frame(OFFSET(TransitionFrame, r12)), r12);
    a.mov(frame(OFFSET(TransitionFrame, r13)), r13);
    a.mov(frame(OFFSET(TransitionFrame, r14)), r14);
    a.mov(frame(OFFSET(TransitionFrame, r15)), r15);
    a.mov(rax, ptr[rbp]);
    a.mov(frame(OFFSET(TransitionFrame, rbp)), rax);
    a.mov(rax, ptr[rbp + 8]);
    a.mov(frame(OFFSET(TransitionFrame, returnPc)), rax);
    a.lea(rax, ptr[rbp + 16]);
    a.mov(frame(OFFSET(TransitionFrame, stackArgs)), rax);
    a.mov(rax, ptr[r15 + kTopFrame]);
    a.mov(frame(OFFSET(TransitionFrame, previous)), rax);
    a.lea(rax, frame(0));
    a.mov(ptr[r15 + kTopFrame], rax);
    for (int i = 0; i < shape.stackWords; ++i) {
      a.mov(rax, ptr[rbp + 16 + i * 8]);
      a.mov(ptr[rsp + i * 8], rax);
    }
    a.mov(r11, reinterpret_cast<uint64_t>(target));
    a.mov(eax, shape.floatRegisters);  // native variadic callees read it (psABI 3.5.7)
    a.mov(dword[r15 + OFFSET(Thread, mode)], kPreemptive);
    a.call(r11);
    a.mov(dword[r15 + OFFSET(Thread, mode)], kCooperative);
    a.cmp(dword[r15 + OFFSET(Thread, pollFlag)], 0);
    a.jne(stop, Xbyak::CodeGenerator::T_NEAR);
    a.L(running);
    if (!shape.returnWords.empty()) {
      switch (shape.returnWords[0].extend) {
        case Extend::None: break;
        case Extend::I1: a.movsx(rax, al); break;
        case Extend::U1: a.movzx(eax, al); break;
        case Extend::I2: a.movsx(rax, ax); break;
        case Extend::U2: a.movzx(eax, ax); break;
      }
    }
    // A collection updates the caller's registers in the frame.
    a.mov(r11, frame(OFFSET(TransitionFrame, previous)));
    a.mov(ptr[r15 + kTopFrame], r11);
    a.mov(rbx, frame(OFFSET(TransitionFrame, rbx)));
    a.mov(r12, frame(OFFSET(TransitionFrame, r12)));
    a.mov(r13, frame(OFFSET(TransitionFrame, r13)));
    a.mov(r14, frame(OFFSET(TransitionFrame, r14)));
    a.leave();
    a.ret();
    a.L(stop);
    a.mov(ptr[rbp - kResults], rax);
    a.mov(ptr[rbp - kResults + 8], rdx);
    a.movsd(ptr[rbp - kResults + 16], xmm0);
    a.movsd(ptr[rbp - kResults + 24], xmm1);
    a.mov(rdi, r15);
    a.callTo(addressOf(&waitWhileStopped));
    a.mov(rax, ptr[rbp - kResults]);
    a.mov(rdx, ptr[rbp - kResults + 8]);
    a.movsd(xmm0, ptr[rbp - kResults + 16]);
    a.movsd(xmm1, ptr[rbp - kResults + 24]);
    a.jmp(running, Xbyak::CodeGenerator::T_NEAR);
  });
}

void* EntryStubs::emitReverseEntry(const CallShape& shape) {
  using namespace Xbyak::util;
  // The native caller's registers mean nothing to the collector: C++ keeps the callee-saved ones, the
  // arguments are copied at once.
  return emitStub(
      *this, kStubCapacity, "reverse entry " + std::string(shape.name), nullptr, [&](StubAssembler& a) {
        a.push(rbp);
        a.mov(rbp, rsp);
        a.sub(rsp, static_cast<int>(sizeof(ReverseFrame)));
        for (uint32_t i = 0; i < shape.intRegisters; ++i) {
          a.mov(ptr[rsp + OFFSET(ReverseFrame, intArgs) + i * 8], StubAssembler::intRegister(i));
        }
        for (uint32_t i = 0; i < shape.floatRegisters; ++i) {
          a.movsd(ptr[rsp + OFFSET(ReverseFrame, floatArgs) + i * 8], StubAssembler::floatRegister(i));
        }
        a.lea(rax, ptr[rbp + 16]);
        a.mov(ptr[rsp + OFFSET(ReverseFrame, stackArgs)], rax);
        a.mov(rdi, r10);
        a.mov(rsi, rsp);
        a.callTo(addressOf(&reverseEntryWorker));
        a.loadResults(shape, rsp, OFFSET(ReverseFrame, intResults), OFFSET(ReverseFrame, floatResults));
        a.leave();
        a.ret();
      });
}

void* EntryStubs::emitUnboxing(MethodDesc* method) {
  using namespace Xbyak::util;
  void* precode = ensurePrecode(method);
  return emitStub(*this, 64, "unboxing", method, [&](StubAssembler& a) {
    a.add(rdi, 8);  // from the box to its value
    a.jumpTo(precode);
  });
}

void* EntryStubs::emitMulticastInvoke(MethodDesc* invoke, void* interpreterEntry) {
  using namespace Xbyak::util;
  return emitStub(*this, 64, "multicast invoke", invoke, [&](StubAssembler& a) {
    a.mov(r10, reinterpret_cast<uint64_t>(invoke));
    a.jumpTo(interpreterEntry);
  });
}

void* EntryStubs::emitDelegateInvoke(MethodDesc* invoke, void* interpreterEntry) {
  using namespace Xbyak::util;
  void* self = ensurePrecode(invoke);
  return emitStub(*this, 256, "delegate invoke", invoke, [&](StubAssembler& a) {
    Xbyak::Label slow;
    a.test(rdi, rdi);
    a.jz(slow);  // NullReferenceException is the interpreter's
    a.cmp(qword[rdi + OFFSET(DelegateObject, invocationCount)], 0);
    a.jne(slow);
    a.mov(rax, ptr[rdi + OFFSET(DelegateObject, methodPtr)]);
    a.test(rax, rax);
    a.jz(slow);
    a.mov(r11, reinterpret_cast<uint64_t>(self));
    a.cmp(rax, r11);  // open, without a thunk
    a.je(slow);
    a.mov(rdi, ptr[rdi + OFFSET(DelegateObject, target)]);
    a.jmp(rax);
    a.L(slow);
    a.mov(r10, reinterpret_cast<uint64_t>(invoke));
    a.jumpTo(interpreterEntry);
  });
}

namespace {

/// One word on its way from where Invoke's caller put it to where the target expects it.
struct Move {
  Place fromPlace;
  uint32_t from;
  Place toPlace;
  uint32_t to;
};

/// The moves that drop the delegate; false when a word travels in one shape only, or the target needs more
/// stack than there is.
bool planMoves(const CallShape& from, const CallShape& to, std::vector<Move>& moves) {
  if (to.stackWords > from.stackWords) return false;
  if (from.returnKind == ReturnKind::Buffer)
    moves.push_back({Place::Int, from.returnBufferRegister, Place::Int, to.returnBufferRegister});
  size_t k = 1;  // words[0] is the delegate
  for (const ShapeWord& word : to.words) {
    if (k >= from.words.size() || from.words[k].slot != word.slot + 1) return false;
    const ShapeWord& source = from.words[k++];
    // A padding eightbyte exists on the stack but not in registers; its value does not matter.
    if (word.place == Place::None) continue;
    if (source.place == Place::None) continue;
    moves.push_back({source.place, source.index, word.place, word.index});
  }
  return k == from.words.size();
}

/// True if the moves can be done one after the other: no source is overwritten before it was read.
bool isOrderSafe(const std::vector<Move>& moves) {
  for (size_t later = 1; later < moves.size(); ++later) {
    for (size_t earlier = 0; earlier < later; ++earlier) {
      if (moves[earlier].toPlace == moves[later].fromPlace && moves[earlier].to == moves[later].from)
        return false;
    }
  }
  return true;
}

}  // namespace

void* EntryStubs::emitShuffle(const CallShape& from, const CallShape& to) {
  using namespace Xbyak::util;
  std::vector<Move> moves;
  if (!planMoves(from, to, moves)) return nullptr;
  // In order of arguments each word moves into the place its predecessor left. Where a struct changes between
  // stack and registers that can fail; then everything goes through scratch memory.
  bool inOrder = isOrderSafe(moves);
  std::erase_if(moves,
                [](const Move& move) { return move.fromPlace == move.toPlace && move.from == move.to; });
  int scratch = inOrder ? 0 : static_cast<int>((moves.size() + 1) / 2 * 16);
  size_t capacity = kStubCapacity + moves.size() * 40;
  return emitStub(
      *this, capacity, "shuffle " + std::string(from.name) + " to " + std::string(to.name), nullptr,
      [&](StubAssembler& a) {
        a.mov(rax, ptr[rdi + OFFSET(DelegateObject, methodPtrAux)]);
        for (int below = kPage; below <= scratch; below += kPage) a.test(dword[rsp - below], eax);
        if (scratch) a.sub(rsp, scratch);
        auto stackWord = [&](uint32_t index) { return ptr[rsp + scratch + 8 + static_cast<int>(index) * 8]; };
        auto store = [&](const Move& move, const Xbyak::Address& destination) {
          if (move.fromPlace == Place::Int) {
            a.mov(destination, StubAssembler::intRegister(move.from));
          } else if (move.fromPlace == Place::Float) {
            a.movsd(destination, StubAssembler::floatRegister(move.from));
          } else {
            a.mov(r11, stackWord(move.from));
            a.mov(destination, r11);
          }
        };
        auto load = [&](const Move& move, const Xbyak::Address& source) {
          if (move.toPlace == Place::Int) {
            a.mov(StubAssembler::intRegister(move.to), source);
          } else if (move.toPlace == Place::Float) {
            a.movsd(StubAssembler::floatRegister(move.to), source);
          } else {
            a.mov(r11, source);
            a.mov(stackWord(move.to), r11);
          }
        };
        if (inOrder) {
          for (const Move& move : moves) {
            if (move.fromPlace == Place::Int && move.toPlace == Place::Int) {
              a.mov(StubAssembler::intRegister(move.to), StubAssembler::intRegister(move.from));
            } else if (move.fromPlace == Place::Float && move.toPlace == Place::Float) {
              a.movaps(StubAssembler::floatRegister(move.to), StubAssembler::floatRegister(move.from));
            } else if (move.toPlace == Place::Stack) {
              store(move, stackWord(move.to));
            } else {
              assert(move.fromPlace == Place::Stack && "a word keeps its register class");
              load(move, stackWord(move.from));
            }
          }
        } else {
          for (size_t i = 0; i < moves.size(); ++i) store(moves[i], ptr[rsp + static_cast<int>(i * 8)]);
          for (size_t i = 0; i < moves.size(); ++i) load(moves[i], ptr[rsp + static_cast<int>(i * 8)]);
          a.add(rsp, scratch);
        }
        a.jmp(rax);
      });
}
#undef OFFSET

}  // namespace minivm
