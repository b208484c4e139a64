// Where the interpreter gives way to compiled code: hot methods, hot loops, and the frames between the two.
#include <fmt/format.h>
#include <unistd.h>

#include <cstdio>
#include <mutex>

#include "interpreter/interpreter.h"
#include "interpreter/loop.h"
#include "vm/compile_thread.h"
#include "vm/entry/backpatch.h"
#include "vm/entry/code_heap.h"
#include "vm/entry/entry_stubs.h"
#include "vm/jit_interface.h"
#include "vm/threads/safepoint.h"
#include "vm/threads/tail_arguments.h"

namespace minivm {

namespace {

/// May the method get compiled code? Invoke, too: its bytecode serves delegates with several targets.
bool isCompilable(const MethodDesc* method) {
  return method && (method->kind == MethodKind::IL || method->kind == MethodKind::DelegateInvoke);
}

/// Calls and loop iterations before a method is compiled, unless the command line says otherwise.
constexpr uint32_t kCallThreshold = 300;
constexpr uint32_t kBackEdgesPerCall = 60;

/// Calls before a method is tried again that was hot while another thread compiled.
constexpr uint32_t kRetryCalls = 30;

/// The right to compile. Where everything is compiled, and on the compile thread, it is waited for; else this
/// thread goes on interpreting.
std::unique_lock<std::mutex> lockCompiling(Thread& thread) {
  std::mutex& compiling = thread.runtime().jit()->compiling;
  if (thread.runtime().config().tier == Tier::Compiled) return std::unique_lock(compiling);
  std::unique_lock lock(compiling, std::try_to_lock);
  if (!lock.owns_lock() && thread.isCompileThread) {
    Preemptive scope(thread);
    lock.lock();
  }
  return lock;
}

/// The thread that compiles this method, if it is not the calling one: what can be freed may be gone before
/// another thread looks.
CompileThread* compileThreadFor(Runtime& runtime, const MethodDesc* method) {
  return method->isCollectible ? nullptr : runtime.compileThread();
}

/// Under the compiling lock.
void compileMethod(Thread& thread, BytecodeMethod& code) {
  Runtime& runtime = thread.runtime();
  MethodDesc* method = code.method;
  const CompiledMethod* compiled = runtime.jit()->compile(thread, method);
  if (!compiled) {
    code.tier.isRefused = true;
    return;
  }
  code.tier.compiled = compiled;
  // The stub in front of Invoke jumps straight to most targets; it comes here for the others.
  if (method->kind == MethodKind::IL) {
    runtime.stubs().ensurePrecode(method);
    runtime.stubs().backpatcher().patch(method, const_cast<uint8_t*>(compiled->code));
  }
  code.compiledEntry.op = Op::RunCompiled;
  std::atomic_ref<Insn*>(code.insns).store(&code.compiledEntry, std::memory_order_release);
}

/// Null when nobody has compiled the loop.
const CompiledLoop* findLoop(TierState& tier, uint32_t offset) {
  const std::lock_guard lock(tier.loopsLock);
  for (const auto& loop : tier.loops) {
    if (loop->ilOffset == offset) return loop.get();
  }
  return nullptr;
}

/// What the collector and the unwinder need of a frame that `loop` was entered from.
void describeLeftFrame(const BytecodeMethod& code, CompiledLoop& loop) {
  for (const FrameSlot& kept : loop.code->keptSlots) {
    using Kind = FrameSlot::Kind;
    const auto slot = static_cast<uint16_t>(kept.offset / 8);
    const bool isByRef = kept.kind == Kind::ByRef || kept.kind == Kind::PinnedByRef;
    (isByRef ? loop.byRefSlots : loop.objectSlots).push_back(slot);
    if (kept.kind == Kind::PinnedObject || kept.kind == Kind::PinnedByRef) loop.pinnedSlots.push_back(slot);
  }
  loop.left.method = code.method;
  loop.left.frameSlots = code.frameSlots;
  loop.left.totalSlots = code.frameSlots;
  loop.left.localAllocReg = code.localAllocReg;
  loop.left.structObjects = loop.objectSlots;
  loop.left.structByRefs = loop.byRefSlots;
  loop.left.pinnedSlots = loop.pinnedSlots;
  loop.left.isLeft = true;
  loop.left.ilOffsetOf = [](const FrameLayout&, const void*) { return 0u; };
}

/// Under the compiling lock.
const CompiledLoop* compileLoop(Thread& thread, BytecodeMethod& code, uint32_t offset) {
  Runtime& runtime = thread.runtime();
  TierState& tier = code.tier;
  auto made = std::make_unique<CompiledLoop>();
  made->ilOffset = offset;
  made->code = runtime.jit()->compileLoop(thread, code.method, offset, tier.frame);
  if (made->code) describeLeftFrame(code, *made);
  const CompiledLoop* loop = made.get();
  const std::lock_guard lock(tier.loopsLock);
  if (tier.loopSig.args.empty()) {
    const MethodSig& own = runtime.classLoader().signature(code.method);
    tier.loopArg = ArgInfo{{}, StackKind::I, ElementType::I, 0, 1, false};
    tier.loopSig.hasThis = false;
    tier.loopSig.ret = own.ret;
    tier.loopSig.retRefOffsets = own.retRefOffsets;
    tier.loopSig.args = {&tier.loopArg, 1};
    tier.loopSig.argSlots = 1;
  }
  tier.loops.push_back(std::move(made));
  return loop;
}

/// Exit code of `--tier=jit` when something would have to be interpreted.
constexpr int kExitNotCompiled = 3;

}  // namespace

const TypeProfile* typeProfileAt(const MethodDesc* method, uint32_t ilOffset) {
  const auto* code = static_cast<const BytecodeMethod*>(method->code.load(std::memory_order_acquire));
  if (!code) return nullptr;
  for (uint32_t i = 0; i < code->insnCount; ++i) {
    const Insn& insn = code->insnStorage[i];
    const bool isDelegate = insn.op == Op::CallDelegate;
    if (!isDelegate && insn.op != Op::CallVirt && insn.op != Op::CallInterface) continue;
    if (code->ilOffsetAt(i) != ilOffset) continue;
    return isDelegate ? &code->cells[insn.b]->profile : &static_cast<const SiteCell*>(insn.ptr)->profile;
  }
  return nullptr;
}

void startTier(Thread& thread, BytecodeMethod& code) {
  Runtime& runtime = thread.runtime();
  if (!runtime.jit() || !isCompilable(code.method)) return;
  if (runtime.config().tier == Tier::Compiled) {
    methodIsHot_nogc(thread, code);
    // Who chooses what is compiled (--jit-only) means the rest to be interpreted.
    if (code.tier.compiled || runtime.config().jitOnly) return;
    std::fflush(stdout);
    std::fputs(fmt::format("minivm: --tier=jit: {} would be interpreted: {}\n", code.method->toString(),
                           runtime.jit()->refusalOf(code.method))
                   .c_str(),
               stderr);
    _exit(kExitNotCompiled);
  }
  const uint32_t calls = runtime.config().jitThreshold ? runtime.config().jitThreshold : kCallThreshold;
  code.countDown(code.callCount, calls);
  code.countDown(code.backEdgeCount, calls * kBackEdgesPerCall);
}

void releaseTier(Runtime& runtime, BytecodeMethod& code) {
  MethodDesc* method = code.method;
  auto free = [&](const CompiledMethod* compiled) {
    if (!compiled) return;
    const uint8_t* start = compiled->code;
    runtime.compiledCode().remove(compiled);
    runtime.codeHeap().release(start);
  };
  free(code.tier.compiled);
  for (const auto& loop : code.tier.loops) free(loop->code);
  if (runtime.jit()) runtime.jit()->forget(method);
}

void methodIsHot_nogc(Thread& thread, BytecodeMethod& code) {
  Runtime& runtime = thread.runtime();
  MethodDesc* method = code.method;
  if (!runtime.jit() || !isCompilable(method) || code.tier.compiled || code.tier.isRefused) return;
  code.countDown(code.callCount, kRetryCalls);
  if (CompileThread* compiler = compileThreadFor(runtime, method))
    return compiler->request(method, CompileThread::kWholeMethod);
  const auto lock = lockCompiling(thread);
  if (lock.owns_lock() && !code.tier.compiled) compileMethod(thread, code);
}

void compileHotCode(Thread& thread, BytecodeMethod& code, int64_t loopOffset) {
  const auto lock = lockCompiling(thread);
  if (loopOffset == CompileThread::kWholeMethod) {
    if (!code.tier.compiled && !code.tier.isRefused) compileMethod(thread, code);
  } else if (!findLoop(code.tier, static_cast<uint32_t>(loopOffset))) {
    compileLoop(thread, code, static_cast<uint32_t>(loopOffset));
  }
}

void runCompiled(Thread& thread, Slot* fp, Slot* result) {
  InterpFrameHeader* header = headerOf(fp);
  MethodDesc* method = header->method;
  const auto& code = *static_cast<const BytecodeMethod*>(header->layout);
  // From here on the frame is what a native's is: its arguments, and no row in any trace.
  header->layout = nullptr;
  header->pc = nullptr;
  callThroughEntry(thread, method, const_cast<uint8_t*>(code.tier.compiled.load()->code), fp, result);
}

void leaveToCompiled(Thread& thread, Slot* fp) {
  MethodDesc* method = headerOf(fp)->method;
  const CallShape& shape = thread.runtime().stubs().shapeOf(method);
  TailArguments& tail = thread.reserveTailArguments(shape.stackWords);
  for (const ShapeWord& word : shape.words) {
    const Slot& slot = fp[word.slot];
    if (word.place == Place::Int) tail.intArgs[word.index] = slot.u8;
    if (word.place == Place::Float) tail.floatArgs[word.index] = slot.r8;
    if (word.place == Place::Stack) tail.stack[word.index] = slot.u8;
  }
  tail.returnBuffer = shape.returnBufferRegister;
  tail.target = static_cast<const BytecodeMethod*>(headerOf(fp)->layout)->tier.compiled.load()->code;
}

bool enterCompiledLoop(Thread& thread, InterpreterActivation& activation, Slot* fp, BytecodeMethod& code,
                       const Insn* head) {
  Runtime& runtime = thread.runtime();
  if (!runtime.jit() || !code.method || (activation.flags & kFrameRunsFilter) ||
      head < code.insnStorage.get() || head >= code.insnStorage.get() + code.insnCount)
    return false;
  // The first instruction of a block may stand for a later IL instruction: the block says where it begins.
  const auto index = static_cast<uint32_t>(head - code.insnStorage.get());
  const std::pair<uint32_t, uint32_t>* place = nullptr;
  for (const auto& loopHead : code.tier.loopHeads) {
    if (loopHead.first == index) place = &loopHead;
  }
  if (!place) return false;
  const uint32_t offset = place->second;
  // Within a handler the unwinder knows the interpreter's frame.
  for (const EhRow& row : code.ehRows) {
    if (offset >= row.il.handlerOffset && offset < row.il.handlerEnd()) return false;
    if (row.il.kind == EhKind::Filter && offset >= row.il.filterOffset && offset < row.il.handlerOffset)
      return false;
  }
  const uint32_t calls = runtime.config().jitThreshold ? runtime.config().jitThreshold : kCallThreshold;
  code.countDown(code.backEdgeCount, kRetryCalls * kBackEdgesPerCall);
  const CompiledLoop* loop = findLoop(code.tier, offset);
  if (!loop) {
    if (CompileThread* compiler = compileThreadFor(runtime, code.method)) {
      compiler->request(code.method, offset);
      return false;
    }
    const auto lock = lockCompiling(thread);
    if (!lock.owns_lock()) return false;
    loop = findLoop(code.tier, offset);
    if (!loop) loop = compileLoop(thread, code, offset);
  }
  // The next call, or another loop of this method, is soon tried again.
  code.countDown(code.backEdgeCount, loop->code ? calls : calls * kBackEdgesPerCall);
  if (!loop->code) return false;
  Slot* callerFp = headerOf(fp)->callerFp;
  const auto* call = static_cast<const Insn*>(headerOf(callerFp)->pc);
  // The compiled loop reads the frame before anything else happens; what has an address stays in it.
  headerOf(fp)->layout = &loop->left;
  headerOf(fp)->pc = nullptr;
  Slot frame;
  frame.ptr = fp;
  runtime.stubs().callThrough(thread, code.tier.loopSig, loop->code->code, &frame, &callerFp[call->dst]);
  if (code.localAllocReg >= 0) thread.releaseLocalAlloc(fp[code.localAllocReg].u8);
  return true;
}

}  // namespace minivm
