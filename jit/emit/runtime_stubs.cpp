#include "jit/emit/runtime_stubs.h"

#include "jit/emit/assembler_x64.h"
#include "jit/emit/helpers.h"
#include "vm/eh/machine_unwind.h"
#include "vm/entry/code_heap.h"
#include "vm/entry/entry_stubs.h"
#include "vm/runtime.h"
#include "vm/threads/monitor.h"
#include "vm/types/loader_allocator.h"
#include "vm/types/thread_offsets.h"

namespace minivm::jit {

using namespace Xbyak::util;

namespace {

#define OFFSET(type, field) static_cast<int>(offsetof(type, field))

constexpr RegMask kSlowSaved = kIntRegs;  // r10, r11 carry the arguments; r15 the thread
constexpr size_t kCapacity = 1024;

/// What an empty slot of the dispatch cache points to.
constexpr DispatchRow kNoRow{};

constexpr uint32_t kHashFactor = 0x9E3779B1;
constexpr int kHashShift = 20;

/// The target of an interface or generic virtual call, or of a vtable slot nobody needed before (no cell).
/// Leaves its exception pending; null then.
void* resolveDispatch(Thread* thread, TransitionFrame* frame, DispatchCell* cell,
                      RuntimeStubs* stubs) noexcept {
  try {
    Runtime& runtime = thread->runtime();
    MethodDesc* declared = frame->method;
    frame->shape = &runtime.stubs().shapeOf(declared);
    auto* receiver = reinterpret_cast<Object*>(frame->intArgs[0]);
    MethodTable* type = receiver->mt;
    MethodDesc* target = runtime.classLoader().resolveVirtual(type, declared);
    void* entry;
    if (type->isValueType() && target->methodTable->isValueType()) {
      entry = runtime.stubs().unboxingStub(target);
    } else {
      entry = runtime.stubs().ensurePrecode(target);
    }
    if (cell) {
      stubs->remember(type, declared, entry);
      stubs->fill(*cell, type, entry);
    } else if (declared->slot != MethodDesc::kNoSlot && !declared->methodTable->isInterface()) {
      runtime.stubs().ensureVtableEntry(type, declared->slot);
    }
    frame->flags |= kFrameArgsLive;
    return entry;
  } catch (...) {
    frame->flags &= ~kFrameArgsLive;
    leavePending(*thread);
  }
  return nullptr;
}

}  // namespace

RuntimeStubs::RuntimeStubs(Runtime& runtime) : runtime_(runtime) {
  runtime.compiledCode().tailCallReturn = runtime.stubs().tailCallReturn();
  for (auto& slot : cache_) slot.store(&kNoRow, std::memory_order_relaxed);
  resolve_ = emitResolve("resolve dispatch", true);
  fillSlot_ = emitResolve("fill vtable slot", false);
  dispatch_ = emitDispatch();
  filterCall_ = emitFilterCall();
  slow(addressOfHelper(&slowNew), "new");
  slow(addressOfHelper(&slowNewArray), "new array");
  slow(addressOfHelper(&slowCast), "cast");
  slow(addressOfHelper(&slowIsInst), "isinst");
  slow(addressOfHelper(&slowUnbox), "unbox");
  slow(addressOfHelper(&slowStoreCheck), "store check");
  slow(addressOfHelper(&slowClassInit), "class init");
  slow(addressOfHelper(&slowMonitorEnter), "monitor enter");
  slow(addressOfHelper(&slowMonitorExit), "monitor exit");
  slow(addressOfHelper(&slowPoll), "poll");
  slow(addressOfHelper(&slowThrow), "throw");
  slow(addressOfHelper(&slowStackLimit), "stack limit");
  helper(addressOfHelper(&throwObject), "throw object");
  helper(addressOfHelper(&rethrowCurrent), "rethrow");
  helper(addressOfHelper(&continueUnwinding), "end finally");
}

RuntimeStubs::~RuntimeStubs() = default;

const void* RuntimeStubs::helper(const void* function, std::string_view name) {
  const void*& stub = helpers_[function];
  if (!stub) stub = emitHelper(function, name, false);
  return stub;
}

const void* RuntimeStubs::slow(const void* function, std::string_view name) {
  const void*& stub = slows_[function];
  if (!stub) stub = emitHelper(function, name, true);
  return stub;
}

namespace {

/// A cell of `all`, a free one if there is one.
template <typename Cell>
Cell* takeCell(std::deque<Cell>& all, std::vector<Cell*>& free, const Cell& content) {
  if (free.empty()) return &all.emplace_back(content);
  Cell* cell = free.back();
  free.pop_back();
  *cell = content;
  return cell;
}

}  // namespace

DispatchCell* RuntimeStubs::newDispatchCell(const MethodDesc* site, MethodDesc* declared) {
  std::lock_guard guard(mutex_);
  DispatchCell* cell =
      takeCell(dispatchCells_, freeCells_.dispatch, DispatchCell{nullptr, nullptr, declared});
  if (site->isCollectible) cellsOf_[site].dispatch.push_back(cell);
  return cell;
}

CastCell* RuntimeStubs::newCastCell(const MethodDesc* site, uint64_t target) {
  std::lock_guard guard(mutex_);
  CastCell* cell = takeCell(castCells_, freeCells_.cast, CastCell{nullptr, nullptr, nullptr, target});
  if (site->isCollectible) cellsOf_[site].cast.push_back(cell);
  return cell;
}

void RuntimeStubs::forgetSites(const MethodDesc* site) {
  std::lock_guard guard(mutex_);
  auto found = cellsOf_.find(site);
  if (found == cellsOf_.end()) return;
  for (DispatchCell* cell : found->second.dispatch) {
    *cell = {};
    freeCells_.dispatch.push_back(cell);
  }
  for (CastCell* cell : found->second.cast) {
    *cell = {};
    freeCells_.cast.push_back(cell);
  }
  cellsOf_.erase(found);
}

void RuntimeStubs::forgetUnlinked() {
  std::lock_guard guard(mutex_);
  for (DispatchCell& cell : dispatchCells_) {
    if (cell.type && isUnlinked(cell.type)) cell.type = nullptr;
  }
  for (CastCell& cell : castCells_) {
    for (MethodTable** type : {&cell.instance, &cell.olderInstance, &cell.other}) {
      if (*type && isUnlinked(*type)) *type = nullptr;
    }
  }
  // Nobody reads them now: those that lost their slot go, too.
  std::deque<DispatchRow> living;
  for (auto& slot : cache_) {
    const DispatchRow* row = slot.load(std::memory_order_relaxed);
    if (!row->type) continue;
    const bool isDead = isUnlinked(row->type) || isUnlinked(row->declared);
    slot.store(isDead ? &kNoRow : &living.emplace_back(*row), std::memory_order_relaxed);
  }
  rows_ = std::move(living);
}

/// A site keeps its first answer: readers compare the type, then take the entry, and never get half a pair.
void RuntimeStubs::fill(DispatchCell& cell, MethodTable* type, void* entry) {
  std::lock_guard guard(mutex_);
  if (cell.type) return;
  cell.entry = entry;
  std::atomic_ref<MethodTable*>(cell.type).store(type, std::memory_order_release);
}

size_t RuntimeStubs::cacheIndex(const MethodTable* type, const MethodDesc* declared) {
  const uint64_t sum = reinterpret_cast<uint64_t>(type) + reinterpret_cast<uint64_t>(declared);
  return (sum * kHashFactor >> kHashShift) % kCacheSlots;
}

void RuntimeStubs::remember(const MethodTable* type, const MethodDesc* declared, void* entry) {
  std::atomic<const DispatchRow*>& slot = cache_[cacheIndex(type, declared)];
  std::lock_guard guard(mutex_);
  const DispatchRow* known = slot.load(std::memory_order_relaxed);
  if (known->type == type && known->declared == declared) return;
  // Two that want the same slot would take it from each other for ever, and rows are never freed.
  constexpr size_t kMostRows = 4 * kCacheSlots;
  if (rows_.size() >= kMostRows) return;
  slot.store(&rows_.emplace_back(DispatchRow{type, declared, entry}), std::memory_order_release);
}

/// What follows when an exception is pending: the unwinder says where control goes on.
static void emitUnwind(Assembler& a) {
  a.mov(rdi, r15);
  a.mov(rsi, rsp);
  a.callTo(reinterpret_cast<const void*>(&unwindFromMachine));
  // MachineResume in r15's thread: pc, rbp, rsp.
  a.mov(rbx, ptr[rax + OFFSET(MachineResume, rbx)]);
  a.mov(r12, ptr[rax + OFFSET(MachineResume, r12)]);
  a.mov(r13, ptr[rax + OFFSET(MachineResume, r13)]);
  a.mov(r14, ptr[rax + OFFSET(MachineResume, r14)]);
  a.mov(rcx, ptr[rax + OFFSET(MachineResume, pc)]);
  a.mov(rbp, ptr[rax + OFFSET(MachineResume, rbp)]);
  a.mov(rsp, ptr[rax + OFFSET(MachineResume, rsp)]);
  a.jmp(rcx);
}

namespace {

/// r11 = the block of the inflated lock whose word is in eax. rcx is lost.
void emitFindBlock(Assembler& a, const Monitors::Layout& layout) {
  a.mov(ecx, eax);
  a.and_(ecx, (1u << layout.chunkShift) - 1);
  a.shl(ecx, Monitors::kBlockShift);
  a.and_(eax, ~Monitors::kInflatedBit);
  a.shr(eax, static_cast<int>(layout.chunkShift));
  a.mov(r11, reinterpret_cast<uint64_t>(layout.chunks));
  a.mov(r11, ptr[r11 + rax * 8]);
  a.add(r11, rcx);
}

/// The lock of r10 (null: not here) that is inflated and free, or this thread's already: taken, back to the
/// caller. Falls through otherwise.
void emitEnterInflated(Assembler& a, const Monitors::Layout& layout) {
  const auto owner = ptr[r11 + layout.ownerOffset];
  Xbyak::Label thin, slow, done;
  a.test(r10, r10);
  a.jz(slow);
  a.mov(eax, ptr[r10 - 4]);
  a.test(eax, eax);
  a.jns(thin);
  a.push(rcx);
  emitFindBlock(a, layout);
  a.mov(ecx, ptr[r15 + offsets::kThreadId]);
  a.mov(eax, owner);
  a.test(eax, eax);
  Xbyak::Label taken;
  a.jnz(taken);
  a.lock();
  a.cmpxchg(dword[r11 + layout.ownerOffset], ecx);
  a.je(done);
  a.L(taken);
  a.cmp(eax, ecx);
  a.pop(rcx);
  a.jne(slow);
  a.inc(dword[r11 + layout.depthOffset]);
  a.ret();
  a.L(done);
  a.pop(rcx);
  a.ret();
  a.L(thin);  // once more
  a.movzx(r11d, ax);
  a.cmp(r11d, ptr[r15 + offsets::kThreadId]);
  a.jne(slow);
  a.cmp(eax, Monitors::kInflatedBit - Monitors::kThinLevel);
  a.jae(slow);
  a.add(dword[r10 - 4], Monitors::kThinLevel);
  a.ret();
  a.L(slow);
}

/// The inflated lock of r10 that is this thread's: left, back to the caller if nobody must be woken. Falls
/// through otherwise, with r11 = 1 when it is free already.
void emitExitInflated(Assembler& a, const Monitors::Layout& layout) {
  Xbyak::Label thin, slow, again, wake, done;
  a.test(r10, r10);
  a.jz(slow);
  a.mov(eax, ptr[r10 - 4]);
  a.test(eax, eax);
  a.jns(thin);
  a.push(rcx);
  emitFindBlock(a, layout);
  a.pop(rcx);
  a.mov(eax, ptr[r15 + offsets::kThreadId]);
  a.cmp(ptr[r11 + layout.ownerOffset], eax);
  a.jne(slow);
  a.cmp(dword[r11 + layout.depthOffset], 0);
  a.jne(again);
  a.cmp(dword[r11 + layout.enteringOffset], 0);
  a.jne(slow);  // it may have to be handed over
  a.xor_(eax, eax);
  a.xchg(ptr[r11 + layout.ownerOffset], eax);
  a.cmp(dword[r11 + layout.enteringOffset], 0);
  a.jne(wake);
  a.ret();
  a.L(again);
  a.dec(dword[r11 + layout.depthOffset]);
  a.ret();
  a.L(thin);
  a.movzx(r11d, ax);
  a.cmp(r11d, ptr[r15 + offsets::kThreadId]);
  a.jne(slow);
  a.cmp(eax, Monitors::kThinLevel);
  a.jb(slow);
  a.sub(dword[r10 - 4], Monitors::kThinLevel);
  a.ret();
  a.L(wake);
  a.mov(r11d, 1);
  a.jmp(done);
  a.L(slow);
  a.xor_(r11d, r11d);
  a.L(done);
}

}  // namespace

const void* RuntimeStubs::emitHelper(const void* function, std::string_view name, bool savesAll) {
  std::string full = std::string(savesAll ? "slow " : "helper ") + std::string(name);
  return runtime_.codeHeap().emit(
      kCapacity, full, CodeKind::Stub, nullptr, [&](uint8_t* rw, const uint8_t* rx) {
        Assembler a(rw, rx, kCapacity);
        a.setDefaultJmpNEAR(true);
        constexpr int kFrameBytes = (static_cast<int>(sizeof(MachineFrame)) + 15) & ~15;
        if (function == addressOfHelper(&slowMonitorEnter))
          emitEnterInflated(a, runtime_.monitors().layout());
        else if (function == addressOfHelper(&slowMonitorExit))
          emitExitInflated(a, runtime_.monitors().layout());
        a.push(rbp);
        a.mov(rbp, rsp);
        a.sub(rsp, kFrameBytes);
        RegMask saved = savesAll ? kSlowSaved : kCalleeSaved;
        for (int reg = 0; reg < 16; ++reg) {
          if (saved >> reg & 1) a.mov(ptr[rsp + OFFSET(MachineFrame, regs) + reg * 8], a.r64(reg));
        }
        if (savesAll) {
          for (int i = 0; i < 14; ++i) a.movsd(ptr[rsp + OFFSET(MachineFrame, xmms) + i * 8], Xbyak::Xmm(i));
        }
        a.mov(dword[rsp + OFFSET(MachineFrame, kind)], static_cast<uint32_t>(FrameKind::Machine));
        a.mov(dword[rsp + OFFSET(MachineFrame, flags)], 0);
        a.mov(rax, ptr[rbp]);
        a.mov(ptr[rsp + OFFSET(MachineFrame, rbp)], rax);
        a.mov(rax, ptr[rbp + 8]);
        a.mov(ptr[rsp + OFFSET(MachineFrame, returnPc)], rax);
        a.mov(rax, ptr[r15 + offsets::kThreadTopFrame]);
        a.mov(ptr[rsp + OFFSET(MachineFrame, previous)], rax);
        a.mov(ptr[r15 + offsets::kThreadTopFrame], rsp);
        a.mov(rdi, r15);
        if (savesAll) {
          a.mov(rsi, r10);
          a.mov(rdx, r11);
        }
        a.callTo(function);
        Xbyak::Label pending;
        a.cmp(qword[r15 + offsets::kThreadPendingException], 0);
        a.jne(pending);
        a.mov(r11, ptr[rsp + OFFSET(MachineFrame, previous)]);
        a.mov(ptr[r15 + offsets::kThreadTopFrame], r11);
        if (savesAll) a.mov(r11, rax);
        for (int reg = 0; reg < 16; ++reg) {
          if (saved >> reg & 1) a.mov(a.r64(reg), ptr[rsp + OFFSET(MachineFrame, regs) + reg * 8]);
        }
        if (savesAll) {
          for (int i = 0; i < 14; ++i) a.movsd(Xbyak::Xmm(i), ptr[rsp + OFFSET(MachineFrame, xmms) + i * 8]);
        }
        a.leave();
        a.ret();
        a.L(pending);
        emitUnwind(a);
        return a.getSize();
      });
}

/// rax, r10 and r11 (the cell) are all that a call leaves free.
const void* RuntimeStubs::emitDispatch() {
  return runtime_.codeHeap().emit(
      kCapacity, "dispatch", CodeKind::Stub, nullptr, [&](uint8_t* rw, const uint8_t* rx) {
        Assembler a(rw, rx, kCapacity);
        Xbyak::Label miss;
        a.mov(r10, ptr[r11 + OFFSET(DispatchCell, declared)]);
        a.add(r10, ptr[rdi]);
        static_assert(kHashShift == 20 && kCacheSlots == 4096 && kHashFactor == 0x9E3779B1);
        a.mov(eax, kHashFactor);
        a.imul(r10, rax);
        a.shr(r10, kHashShift);
        a.and_(r10d, static_cast<uint32_t>(kCacheSlots - 1));
        a.mov(rax, reinterpret_cast<uint64_t>(&cache_));
        a.mov(r10, ptr[rax + r10 * 8]);
        a.mov(rax, ptr[rdi]);
        a.cmp(rax, ptr[r10 + OFFSET(DispatchRow, type)]);
        a.jne(miss);
        a.mov(rax, ptr[r11 + OFFSET(DispatchCell, declared)]);
        a.cmp(rax, ptr[r10 + OFFSET(DispatchRow, declared)]);
        a.jne(miss);
        a.jmp(ptr[r10 + OFFSET(DispatchRow, entry)]);
        a.L(miss);
        a.mov(rax, reinterpret_cast<uint64_t>(resolve_));
        a.jmp(rax);
        return a.getSize();
      });
}

const void* RuntimeStubs::emitResolve(std::string_view name, bool hasCell) {
  return runtime_.codeHeap().emit(
      kCapacity, std::string(name), CodeKind::Stub, nullptr, [&](uint8_t* rw, const uint8_t* rx) {
        Assembler a(rw, rx, kCapacity);
        a.setDefaultJmpNEAR(true);
        if (hasCell) {
          a.mov(r10, ptr[r11 + OFFSET(DispatchCell, declared)]);
        } else {
          a.xor_(r11d, r11d);
        }
        static constexpr int kInts[6] = {kRdi, kRsi, kRdx, kRcx, kR8, kR9};
        constexpr int kFrameBytes = (static_cast<int>(sizeof(TransitionFrame)) + 15) & ~15;
        a.push(rbp);
        a.mov(rbp, rsp);
        a.sub(rsp, kFrameBytes);
        for (int i = 0; i < 6; ++i)
          a.mov(ptr[rsp + OFFSET(TransitionFrame, intArgs) + i * 8], a.r64(kInts[i]));
        for (int i = 0; i < 8; ++i)
          a.movsd(ptr[rsp + OFFSET(TransitionFrame, floatArgs) + i * 8], Xbyak::Xmm(i));
        a.mov(dword[rsp + OFFSET(TransitionFrame, kind)], static_cast<uint32_t>(FrameKind::Transition));
        a.mov(dword[rsp + OFFSET(TransitionFrame, flags)], static_cast<uint32_t>(kFrameArgsLive));
        a.mov(ptr[rsp + OFFSET(TransitionFrame, method)], r10);
        a.mov(qword[rsp + OFFSET(TransitionFrame, shape)], 0);
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
        a.mov(rax, ptr[r15 + offsets::kThreadTopFrame]);
        a.mov(ptr[rsp + OFFSET(TransitionFrame, previous)], rax);
        a.mov(ptr[r15 + offsets::kThreadTopFrame], rsp);
        a.mov(rdi, r15);
        a.mov(rsi, rsp);
        a.mov(rdx, r11);
        a.mov(rcx, reinterpret_cast<uint64_t>(this));
        a.callTo(reinterpret_cast<const void*>(&resolveDispatch));
        Xbyak::Label pending;
        a.test(rax, rax);
        a.jz(pending);
        a.mov(r11, ptr[rsp + OFFSET(TransitionFrame, previous)]);
        a.mov(ptr[r15 + offsets::kThreadTopFrame], r11);
        a.mov(rbx, ptr[rsp + OFFSET(TransitionFrame, rbx)]);
        a.mov(r12, ptr[rsp + OFFSET(TransitionFrame, r12)]);
        a.mov(r13, ptr[rsp + OFFSET(TransitionFrame, r13)]);
        a.mov(r14, ptr[rsp + OFFSET(TransitionFrame, r14)]);
        for (int i = 0; i < 6; ++i)
          a.mov(a.r64(kInts[i]), ptr[rsp + OFFSET(TransitionFrame, intArgs) + i * 8]);
        for (int i = 0; i < 8; ++i)
          a.movsd(Xbyak::Xmm(i), ptr[rsp + OFFSET(TransitionFrame, floatArgs) + i * 8]);
        a.leave();
        a.jmp(rax);
        a.L(pending);
        emitUnwind(a);
        return a.getSize();
      });
}

/// C++ → filter. An exit frame like that of an exit stub, so that unwinding ends here in the same way.
const void* RuntimeStubs::emitFilterCall() {
  return runtime_.codeHeap().emit(
      kCapacity, "filter call", CodeKind::Stub, nullptr, [&](uint8_t* rw, const uint8_t* rx) {
        Assembler a(rw, rx, kCapacity);
        Xbyak::Label after;
        constexpr int kFrame = -static_cast<int>(kExitFrameToRbp);
        a.push(rbp);
        a.mov(rbp, rsp);
        a.push(rbx);
        a.push(r12);
        a.push(r13);
        a.push(r14);
        a.push(r15);
        a.sub(rsp, 8 + static_cast<int>(sizeof(ExitFrame)));
        a.mov(r15, rdi);
        a.mov(rax, ptr[r15 + offsets::kThreadTopFrame]);
        a.mov(ptr[rbp + kFrame + OFFSET(ExitFrame, previous)], rax);
        a.mov(dword[rbp + kFrame + OFFSET(ExitFrame, kind)], static_cast<uint32_t>(FrameKind::Exit));
        a.mov(dword[rbp + kFrame + OFFSET(ExitFrame, flags)], 0);
        a.mov(ptr[rbp + kFrame + OFFSET(ExitFrame, rsp)], rsp);
        a.lea(rax, ptr[rip + after]);
        a.mov(ptr[rbp + kFrame + OFFSET(ExitFrame, returnPc)], rax);
        a.lea(rax, ptr[rbp + kFrame]);
        a.mov(ptr[r15 + offsets::kThreadTopFrame], rax);
        a.mov(rbp, rdx);
        a.call(rsi);
        a.L(after);
        // rsp is what it was; rbp is the filter's frame or, after an exception, ours.
        a.lea(rbp, ptr[rsp - kFrame]);
        a.mov(r11, ptr[rsp + OFFSET(ExitFrame, previous)]);
        a.mov(ptr[r15 + offsets::kThreadTopFrame], r11);
        a.lea(rsp, ptr[rbp - 5 * 8]);
        a.pop(r15);
        a.pop(r14);
        a.pop(r13);
        a.pop(r12);
        a.pop(rbx);
        a.pop(rbp);
        a.ret();
        return a.getSize();
      });
}

}  // namespace minivm::jit
