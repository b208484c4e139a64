// Tail calls (ABI 8). The frame is dropped before the jump, so that the callee returns to this method's
// caller.
//
//   TailCall      stack arguments overwrite the own ones, which nothing reads any more
//   TailDispatch  there are more of them than the caller made room for: everything lies in the thread's
//                 TailArguments, and the tail-call stub makes a frame for it, once per chain
#include "jit/emit/emitter.h"
#include "vm/entry/entry_stubs.h"
#include "vm/runtime.h"
#include "vm/threads/tail_arguments.h"
#include "vm/types/offsets.h"
#include "vm/types/thread_offsets.h"

namespace minivm::jit {

using namespace Xbyak::util;

void Emitter::visitTailCall(Node* node) {
  Assembler& a = *asm_;
  const CallData& call = *node->call;
  static constexpr int kIntArgs[6] = {kRdi, kRsi, kRdx, kRcx, kR8, kR9};
  std::vector<Move> moves;
  for (size_t i = 0; i < call.places.size(); ++i) {
    const ArgPlace& place = call.places[i];
    const Node* value = node->in(i);
    const Loc from = locIn(node, i);
    if (place.place == Place::Stack) {
      moveLoc(from, {Loc::Incoming, kNoReg, place.index, nullptr}, value->type);
    } else {
      const int reg = place.place == Place::Int ? kIntArgs[place.index] : kXmm0 + place.index;
      moves.push_back({from, {Loc::Register, reg, 0, nullptr}, value->type});
    }
  }
  if (call.target == CallTarget::Pointer)
    moves.push_back({locIn(node, node->inputCount - 1u), {Loc::Register, kRax, 0, nullptr}, Ty::I8});
  parallelMove(std::move(moves));
  switch (call.target) {
    case CallTarget::Pointer: break;
    case CallTarget::Virtual:
    case CallTarget::Dispatch: {
      // Interface methods, and slots that nobody needed before, are found by the dispatch stub.
      SlowPath& slow = slowPath([this, &call](SlowPath& self) {
        Assembler& s = *asm_;
        s.L(*self.entry);
        s.mov(r10, reinterpret_cast<uint64_t>(call.method));
        s.mov(rax, reinterpret_cast<uint64_t>(stubs_.fillSlot()));
        s.jmp(*self.back);
      });
      if (call.target == CallTarget::Dispatch) {
        a.jmp(*slow.entry, Xbyak::CodeGenerator::T_NEAR);
      } else {
        a.mov(rax, ptr[rdi]);
        a.mov(rax, ptr[rax + offsets::kMethodTableSlots + call.method->slot * 8]);
        a.test(rax, rax);
        a.jz(*slow.entry);
      }
      a.L(*slow.back);
      break;
    }
    default:
      leaveFrame();
      a.jumpTo(graph_.runtime().stubs().ensurePrecode(call.method));
      return;
  }
  leaveFrame();
  a.jmp(rax);
}

void Emitter::visitTailDispatch(Node* node) {
  Assembler& a = *asm_;
  const CallData& call = *node->call;
  const bool isVirtual = call.target == CallTarget::Virtual || call.target == CallTarget::Dispatch;
  const int buffer = regIn(node, 0, kR10);
  if (call.target == CallTarget::Pointer) {
    const int target = regIn(node, 1, kR11);
    a.mov(ptr[a.r64(buffer) + offsetof(TailArguments, target)], a.r64(target));
  } else {
    const void* target = isVirtual ? stubs_.fillSlot() : graph_.runtime().stubs().ensurePrecode(call.method);
    a.mov(r11, reinterpret_cast<uint64_t>(target));
    a.mov(ptr[a.r64(buffer) + offsetof(TailArguments, target)], r11);
  }
  if (isVirtual) {
    a.mov(r11, reinterpret_cast<uint64_t>(call.method));
    a.mov(ptr[a.r64(buffer) + offsetof(TailArguments, r10)], r11);
  }
  leaveFrame();
  a.jumpTo(graph_.runtime().stubs().tailCall());
}

}  // namespace minivm::jit
