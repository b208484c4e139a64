// Calls, control flow, and the dispatch over all nodes.
#include "jit/emit/emitter.h"
#include "jit/emit/helpers.h"
#include "jit/passes/layout.h"
#include "vm/eh/machine_unwind.h"
#include "vm/entry/entry_stubs.h"
#include "vm/types/offsets.h"
#include "vm/types/thread_offsets.h"

namespace minivm::jit {

using namespace Xbyak::util;

namespace {
constexpr int kIntArgs[6] = {kRdi, kRsi, kRdx, kRcx, kR8, kR9};
}

void Emitter::visitCall(Node* node) {
  Assembler& a = *asm_;
  const CallData& call = *node->call;
  // Stack words first: they may need the scratch registers.
  std::vector<Move> moves;
  for (size_t i = 0; i < call.places.size(); ++i) {
    const ArgPlace& place = call.places[i];
    const Node* value = node->in(i);
    Loc from = locIn(node, i);
    if (place.place != Place::Stack) {
      int reg = place.place == Place::Int ? kIntArgs[place.index] : kXmm0 + place.index;
      moves.push_back({from, {Loc::Register, reg, 0, nullptr}, value->type});
      continue;
    }
    auto word = qword[rsp + place.index * 8];
    if (isFloat(value->type)) {
      int reg = regIn(node, i, kXmm0 + 15);
      a.vmovsd(word, a.xmm(reg));
    } else if (isImm32(value)) {
      a.mov(word, static_cast<int32_t>(value->imm));
    } else {
      int reg = regIn(node, i, kR11);
      a.mov(word, a.r64(reg));
    }
  }
  // Small integers travel as 32 bits with defined upper halves only where a register is written whole; 32-bit
  // moves clear the rest.
  if (call.target == CallTarget::Pointer) {
    // The target waits in rax, which carries no argument.
    Loc from = locIn(node, node->inputCount - 1u);
    moves.push_back({from, {Loc::Register, kRax, 0, nullptr}, Ty::I8});
  }
  parallelMove(std::move(moves));
  switch (call.target) {
    case CallTarget::Entry:
      if (call.method == graph_.method() && !graph_.isOsr) {
        a.call(start_);
      } else {
        a.callTo(call.code);
      }
      break;
    case CallTarget::Virtual: {
      SlowPath& slow = slowPath([this, &call](SlowPath& self) {
        Assembler& s = *asm_;
        s.L(*self.entry);
        s.mov(r10, reinterpret_cast<uint64_t>(call.method));
        s.mov(rax, reinterpret_cast<uint64_t>(stubs_.fillSlot()));
        s.jmp(*self.back);
      });
      // A slot is filled when somebody first needs it.
      a.mov(rax, ptr[rdi]);
      a.mov(rax, ptr[rax + offsets::kMethodTableSlots + call.method->slot * 8]);
      a.test(rax, rax);
      a.jz(*slow.entry);
      a.L(*slow.back);
      a.call(rax);
      break;
    }
    case CallTarget::Dispatch: {
      DispatchCell* cell = stubs_.newDispatchCell(graph_.method(), call.method);
      a.mov(r11, reinterpret_cast<uint64_t>(cell));
      a.mov(rax, ptr[rdi]);
      SlowPath& slow = slowPath([this](SlowPath& self) {
        Assembler& s = *asm_;
        s.L(*self.entry);
        s.mov(rax, reinterpret_cast<uint64_t>(stubs_.dispatch()));
        s.jmp(*self.back);
      });
      a.cmp(rax, ptr[r11 + static_cast<int>(offsetof(DispatchCell, type))]);
      a.jne(*slow.entry);
      a.mov(rax, ptr[r11 + static_cast<int>(offsetof(DispatchCell, entry))]);
      a.L(*slow.back);
      a.call(rax);
      break;
    }
    case CallTarget::Delegate: {
      // Whatever the delegate is, its entry takes its target as first argument (vm/native/delegate_natives).
      SlowPath& slow = slowPath([this, &call](SlowPath& self) {
        Assembler& s = *asm_;
        s.L(*self.entry);
        s.mov(rax, reinterpret_cast<uint64_t>(call.method->precode.load(std::memory_order_acquire)));
        s.jmp(*self.back);
      });
      a.mov(rax, ptr[rdi + offsets::kDelegateMethodPtr]);
      a.test(rax, rax);
      a.jz(*slow.entry);  // never bound
      a.mov(rdi, ptr[rdi + offsets::kDelegateTarget]);
      a.L(*slow.back);
      a.call(rax);
      break;
    }
    case CallTarget::Pointer: a.call(rax); break;
    case CallTarget::Helper: a.callTo(stubs_.helper(call.function, call.name)); break;
    case CallTarget::Leaf:
      a.mov(rdi, r15);
      a.callTo(call.function);
      break;
  }
  if (call.target != CallTarget::Leaf) safepoint(node, RegsLive::CalleeSaved);
  if (node->type == Ty::Void) return;
  // Results: the first in rax or xmm0, the second in the next of its class.
  std::vector<Move> results;
  auto take = [&](const Node* value, int reg) {
    Loc to = a_.at(value, value->position + 2);
    if (value->interval && to.kind == Loc::Register)
      results.push_back({{Loc::Register, reg, 0, nullptr}, to, value->type});
  };
  take(node, isFloat(node->type) ? static_cast<int>(kXmm0) : static_cast<int>(kRax));
  if (node->next && node->next->is(NodeOp::Result2)) {
    const Node* second = node->next;
    static constexpr int kInts[2] = {kRax, kRdx};
    take(second, isFloat(second->type) ? kXmm0 + static_cast<int>(second->imm) : kInts[second->imm]);
  }
  parallelMove(std::move(results));
}

void Emitter::visitReturn(Node* node) {
  Assembler& a = *asm_;
  std::vector<Move> moves;
  int ints = 0, floats = 0;
  for (size_t i = 0; i < node->inputCount; ++i) {
    static constexpr int kInts[2] = {kRax, kRdx};
    bool asFloat = isFloat(node->in(i)->type);
    int reg = asFloat ? kXmm0 + floats++ : kInts[ints++];
    moves.push_back({locIn(node, i), {Loc::Register, reg, 0, nullptr}, node->in(i)->type});
  }
  parallelMove(std::move(moves));
  (void)a;
  epilogue();
}

void Emitter::visitSwitch(Node* node) {
  Assembler& a = *asm_;
  Block* block = node->block;
  size_t count = block->succs.size() - 1;
  int reg = regIn(node, 0, kR10);
  a.cmp(a.r32(reg), static_cast<uint32_t>(count));
  a.jae(*blockLabels_[throughJumps(block->succs[count], a_)->id]);
  jumpTables_.push_back({std::make_unique<Xbyak::Label>(), {}});
  JumpTable& table = jumpTables_.back();
  table.targets.assign(block->succs.begin(), block->succs.end() - 1);
  a.mov(r10d, a.r32(reg));
  a.lea(r11, ptr[rip + *table.label]);
  a.movsxd(r10, dword[r11 + r10 * 4]);
  a.add(r11, r10);
  a.jmp(r11);
}

void Emitter::visitControl(Node* node) {
  Assembler& a = *asm_;
  Block* block = node->block;
  switch (node->op) {
    case NodeOp::Jump: jumpTo(block->succs[0], nextBlock_); break;
    case NodeOp::Branch: {
      Node* condition = node->in(0);
      Condition c{Condition::NE};
      if (condition->contained) {
        c = emitCompare(condition, node);
      } else {
        int reg = regIn(node, 0, kR10);
        a.test(a.r32(reg), a.r32(reg));
      }
      Block* yes = throughJumps(block->succs[0], a_);
      Block* no = throughJumps(block->succs[1], a_);
      if (yes == nextBlock_) {
        jumpIf(c, *blockLabels_[no->id], true);
      } else {
        jumpIf(c, *blockLabels_[yes->id], false);
        jumpTo(no, nextBlock_);
      }
      break;
    }
    case NodeOp::Switch: visitSwitch(node); break;
    case NodeOp::Return: visitReturn(node); break;
    case NodeOp::TailCall: visitTailCall(node); break;
    case NodeOp::TailDispatch: visitTailDispatch(node); break;
    case NodeOp::Throw:
      moveLoc(locIn(node, 0), {Loc::Register, kRsi, 0, nullptr}, Ty::Ref);
      a.callTo(stubs_.helper(addressOfHelper(&throwObject), "throw object"));
      safepoint(node, RegsLive::None);
      break;
    case NodeOp::Rethrow:
      a.mov(rsi, rbp);
      a.mov(edx, node->ilOffset);
      a.callTo(stubs_.helper(addressOfHelper(&rethrowCurrent), "rethrow"));
      safepoint(node, RegsLive::None);
      break;
    case NodeOp::EndFinally:
      a.mov(rsi, rbp);
      a.callTo(stubs_.helper(addressOfHelper(&continueUnwinding), "end finally"));
      safepoint(node, RegsLive::None);
      break;
    case NodeOp::EndFilter:
      moveLoc(locIn(node, 0), {Loc::Register, kRax, 0, nullptr}, Ty::I4);
      a.add(rsp, ((outgoingBytes_ + 15) & ~15u) + 8);
      a.ret();
      break;
    default: a.ud2(); break;
  }
}

void Emitter::visit(Node* node) {
  Assembler& a = *asm_;
  switch (node->op) {
    case NodeOp::Add:
    case NodeOp::Sub:
    case NodeOp::Mul:
    case NodeOp::And:
    case NodeOp::Or:
    case NodeOp::Xor: visitBinary(node); break;
    case NodeOp::Shl:
    case NodeOp::Shr:
    case NodeOp::ShrUn: visitShift(node); break;
    case NodeOp::Div:
    case NodeOp::Rem:
    case NodeOp::DivUn:
    case NodeOp::RemUn: visitDivide(node); break;
    case NodeOp::MulHigh:
    case NodeOp::MulHighUn: visitMulHigh(node); break;
    case NodeOp::MulOvfUn: visitMulOvfUn(node); break;
    case NodeOp::AddOvf:
    case NodeOp::AddOvfUn:
    case NodeOp::SubOvf:
    case NodeOp::SubOvfUn:
    case NodeOp::MulOvf: visitOverflow(node); break;
    case NodeOp::Compare: visitCompare(node); break;
    case NodeOp::Select: visitSelect(node); break;
    case NodeOp::Neg:
    case NodeOp::Not:
    case NodeOp::SExt8:
    case NodeOp::SExt16:
    case NodeOp::ZExt8:
    case NodeOp::ZExt16:
    case NodeOp::SExt32:
    case NodeOp::ZExt32:
    case NodeOp::Trunc32:
    case NodeOp::BitMove: visitConversion(node); break;
    case NodeOp::FAdd:
    case NodeOp::FSub:
    case NodeOp::FMul:
    case NodeOp::FDiv:
    case NodeOp::FNeg:
    case NodeOp::FSqrt:
    case NodeOp::FAbs:
    case NodeOp::FloatConv:
    case NodeOp::IntToFloat:
    case NodeOp::UIntToFloat:
    case NodeOp::CheckFinite: visitFloat(node); break;
    case NodeOp::FloatToInt: visitFloatToInt(node); break;
    case NodeOp::ConvOvf: visitConvOvf(node); break;
    case NodeOp::ConvOvfFloat: visitConvOvfFloat(node); break;
    case NodeOp::Load: visitLoad(node); break;
    case NodeOp::Store: visitStore(node); break;
    case NodeOp::StoreRef: visitStoreRef(node); break;
    case NodeOp::CopyMem: visitCopyMem(node); break;
    case NodeOp::ZeroMem: visitZeroMem(node); break;
    case NodeOp::Fence:
      if (!node->flag) a.mfence();
      break;
    case NodeOp::NullCheck: {
      int reg = regIn(node, 0, kR10);
      if (node->in(0)->type == Ty::Ref) {
        a.test(a.r64(reg), a.r64(reg));
        a.jz(throwSite(node, WellKnownType::NullReferenceException));
      } else {
        // What lies in the first 64 KiB is null plus an offset.
        a.cmp(a.r64(reg), 0x10000);
        a.jb(throwSite(node, WellKnownType::NullReferenceException));
      }
      break;
    }
    case NodeOp::BoundsCheck: visitBoundsCheck(node); break;
    case NodeOp::ArrayLength:
      a.mov(a.r32(regOut(node)), ptr[a.r64(regIn(node, 0, kR10)) + offsets::kArrayLength]);
      break;
    case NodeOp::ArrayShape:
      a.mov(a.r32(regOut(node)), ptr[a.r64(regIn(node, 0, kR10)) + static_cast<int>(node->imm)]);
      break;
    case NodeOp::ThreadStatics: a.mov(a.r64(regOut(node)), ptr[r15 + offsets::kThreadStatics]); break;
    case NodeOp::LoadTable: a.mov(a.r64(regOut(node)), ptr[a.r64(regIn(node, 0, kR10))]); break;
    case NodeOp::StoreCheck: visitStoreCheck(node); break;
    case NodeOp::ClassInit: visitClassInit(node); break;
    case NodeOp::CastClass:
    case NodeOp::IsInst: visitCast(node); break;
    case NodeOp::Unbox: visitUnbox(node); break;
    case NodeOp::AtomicAdd:
    case NodeOp::AtomicExchange:
    case NodeOp::AtomicCompare: visitAtomic(node); break;
    case NodeOp::MonitorEnter:
    case NodeOp::MonitorExit: visitMonitor(node); break;
    case NodeOp::New: visitNew(node); break;
    case NodeOp::NewArray: visitNewArray(node); break;
    case NodeOp::Poll: {
      SlowPath& slow = slowPath([this, node](SlowPath& self) {
        asm_->L(*self.entry);
        callSlow(node, addressOfHelper(&slowPoll), "poll");
        asm_->jmp(*self.back);
      });
      a.cmp(dword[r15 + offsets::kThreadPollFlag], 0);
      a.jne(*slow.entry);
      a.L(*slow.back);
      break;
    }
    case NodeOp::Call: visitCall(node); break;
    default: visitControl(node); break;
  }
}

}  // namespace minivm::jit
