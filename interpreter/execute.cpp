// Entry into the loop: activations, exceptions between loop and C++, filters, preparation of methods.
#include <fmt/format.h>

#include <cstring>
#include <mutex>
#include <unordered_map>

#include "interpreter/bytecode_builder.h"
#include "interpreter/interpreter.h"
#include "interpreter/loop.h"
#include "interpreter/observer.h"
#include "loader/load_error.h"
#include "vm/eh/dispatch.h"
#include "vm/eh/exceptions.h"
#include "vm/il/importer.h"
#include "vm/il/load_verifier.h"
#include "vm/il/opcode_method.h"
#include "vm/il/unsafe_accessor.h"
#include "vm/inspect/il_dump.h"
#include "vm/native/native_table.h"
#include "vm/threads/catch_all.h"
#include "vm/types/dynamic_scope.h"
#include "vm/types/loader_allocator.h"

namespace minivm {

namespace {

/// Each import widens a join for good; valid code settles after one or two.
constexpr int kMaxImports = 64;

/// The base frame of every activation runs this: a call whose result goes to register 0, then the end.
constexpr Insn kBaseCode[2] = {{Op::Call, 0, 0, 0, {}}, {Op::EndActivation, 0, 0, 0, {}}};
const FrameLayout kBaseLayout = [] {
  FrameLayout layout{};
  layout.ilOffsetOf = [](const FrameLayout&, const void*) { return 0u; };
  layout.localAllocReg = -1;
  return layout;
}();

/// First free slot above everything on the thread's interpreter stack.
Slot* stackTop(Thread& thread) {
  for (Frame* frame = thread.topFrame; frame; frame = frame->previous) {
    if (frame->kind != FrameKind::Interpreter) continue;
    auto* activation = static_cast<InterpreterActivation*>(frame);
    Slot* fp = activation->lastFp;
    const InterpFrameHeader* header = headerOf(fp);
    if (header->layout == &kBaseLayout) return fp + 32;
    if (header->layout) return fp + header->layout->totalSlots;
    const MethodSig* sig = header->method->sig.load(std::memory_order_acquire);
    return fp + (sig ? sig->argSlots : 0);
  }
  return thread.interpStackBase;
}

/// Links an activation for a C++ scope.
class ActivationScope {
 public:
  ActivationScope(Thread& thread, InterpreterActivation& activation)
      : thread_(thread), activation_(activation) {
    activation.previous = thread.topFrame;
    activation.kind = FrameKind::Interpreter;
    activation.flags = 0;
  }
  void link() { thread_.topFrame = &activation_; }
  ~ActivationScope() { thread_.topFrame = activation_.previous; }

 private:
  Thread& thread_;
  InterpreterActivation& activation_;
};

class Interpreter final : public InterpreterInterface {
 public:
  explicit Interpreter(Observer* observer)
      : observer_(observer), watchesLoop_(observer && observer->watchesLoop()) {}
  void prepare(Thread& thread, MethodDesc* method) override;
  void execute(Thread& thread, MethodDesc* method, const Slot* args, Slot* ret) override {
    run(thread, method, args, ret, 0);
  }
  void executeOrLeave(Thread& thread, MethodDesc* method, const Slot* args, Slot* ret) override {
    run(thread, method, args, ret, kFrameMayLeave);
  }
  bool tryExecute(Thread& thread, MethodDesc* method, const Slot* args, Slot* ret) override;
  bool runFilter(Thread& thread, Slot* fp, const EhRow& row, Object* const* exception) override;
  void compileHot(Thread& thread, MethodDesc* method, int64_t loopOffset) override;
  void release(Runtime& runtime, MethodDesc* method) override;
  void forgetUnlinked() override;
  std::string dumpBytecode(Thread& thread, MethodDesc* method) override;

 private:
  void run(Thread& thread, MethodDesc* method, const Slot* args, Slot* ret, uint32_t frameFlags);
  LoopExit drive(Thread& thread, InterpreterActivation& activation, Slot* fp, const Insn* pc);
  void dumpIfAsked(Runtime& runtime, MethodDesc* method);
  Observer* const observer_;
  const bool watchesLoop_;
  std::recursive_mutex mutex_;              ///< one builder at a time
  std::unique_ptr<LoadVerifier> verifier_;  ///< --verify only; made with the first method
  std::unordered_map<const BytecodeMethod*, std::unique_ptr<BytecodeMethod>> owned_;
};

/// Enters the loop again and again: C++ exceptions that come out of it are dispatched to their handlers.
LoopExit Interpreter::drive(Thread& thread, InterpreterActivation& activation, Slot* fp, const Insn* pc) {
  for (;;) {
    try {
      if (pc) {
        if (watchesLoop_) [[unlikely]]
          return runWatchedLoop(thread, activation, fp, pc, *observer_);
        return runLoop(thread, activation, fp, pc);
      }
    } catch (const ManagedException&) {
    } catch (const LoadFailure& failure) {
      try {
        throwLoadFailure(thread, failure);
      } catch (const ManagedException&) {
      }
    } catch (const LoadError& error) {
      try {
        throwLoadFailure(thread, LoadFailure(LoadFailureKind::BadImageFormat, error.what()));
      } catch (const ManagedException&) {
      }
    }
    ResumePoint resume = dispatchException(thread, activation);
    if (!resume.fp) return LoopExit::Unwinding;
    fp = resume.fp;
    pc = static_cast<const Insn*>(resume.pc);
  }
}

void Interpreter::run(Thread& thread, MethodDesc* method, const Slot* args, Slot* ret, uint32_t frameFlags) {
  const MethodSig& sig = thread.runtime().classLoader().signature(method);
  uint8_t probe;
  if (reinterpret_cast<uintptr_t>(&probe) < thread.nativeStackEnd) failStackOverflow(thread);

  uint32_t retSlots = sig.ret.kind == StackKind::Void ? 1 : std::max<uint32_t>(1, sig.ret.slots);
  Slot* baseFp = stackTop(thread) + kInterpHeaderSlots;
  Slot* newFp = baseFp + std::max<uint32_t>(retSlots, 32) + kInterpHeaderSlots;
  if (newFp + sig.argSlots + 64 > thread.interpStackEnd) failStackOverflow(thread);
  *headerOf(baseFp) = {nullptr, kBaseCode, &kBaseLayout, nullptr};
  if (sig.argSlots) std::memmove(newFp, args, size_t{sig.argSlots} * sizeof(Slot));

  InterpreterActivation activation{};
  ActivationScope scope(thread, activation);
  activation.baseFp = baseFp;
  activation.lastFp = baseFp;
  activation.flags = frameFlags;
  scope.link();

  LoopExit exit = LoopExit::Returned;
  BytecodeMethod* code = nullptr;
  bool entered = false;
  try {
    code = static_cast<BytecodeMethod*>(method->code.load(std::memory_order_acquire));
    if (!code) code = prepareOrInvoke(thread, activation, method, baseFp, newFp, baseFp);
    entered = true;
  } catch (const ManagedException&) {
  } catch (const LoadFailure& failure) {
    try {
      throwLoadFailure(thread, failure);
    } catch (const ManagedException&) {
    }
  } catch (const LoadError& error) {
    try {
      throwLoadFailure(thread, LoadFailure(LoadFailureKind::BadImageFormat, error.what()));
    } catch (const ManagedException&) {
    }
  }
  if (!entered) {
    exit = drive(thread, activation, baseFp, nullptr);
  } else if (code) {
    *headerOf(newFp) = {baseFp, nullptr, code, method};
    if (newFp + code->totalSlots > thread.interpStackEnd) failStackOverflow(thread);
    std::memset(static_cast<void*>(newFp + code->zeroStart), 0, size_t{code->zeroCount} * sizeof(Slot));
    headerOf(newFp)->pc = code->insns;
    activation.lastFp = newFp;
    if (++code->callCount == 0) methodIsHot_nogc(thread, *code);
    headerOf(newFp)->pc = code->insns;
    exit = drive(thread, activation, newFp, code->insns);
  }
  if (exit == LoopExit::Unwinding) throw ManagedException();
  if (exit == LoopExit::Leaving) return leaveToCompiled(thread, activation.lastFp);
  if (sig.ret.kind != StackKind::Void && ret)
    std::memcpy(static_cast<void*>(ret), baseFp, size_t{sig.ret.slots} * sizeof(Slot));
  if (method->kind == MethodKind::ArrayCtor && ret) ret->obj = baseFp->obj;
}

bool Interpreter::tryExecute(Thread& thread, MethodDesc* method, const Slot* args, Slot* ret) {
  CatchAllFrame boundary(thread);
  try {
    execute(thread, method, args, ret);
    return true;
  } catch (const ManagedException&) {
    return false;
  }
}

bool Interpreter::runFilter(Thread& thread, Slot* fp, const EhRow& row, Object* const* exception) {
  if (!row.filterPc) return false;
  // The frame's own outgoing area is in use by younger frames, which still stand in pass 1. So the filter has
  // temporaries and an outgoing area of its own, in a frame of the same layout at the top of the stack; the
  // arguments and locals it names are those of the frame it belongs to, reached by address (OuterRegA).
  const FrameLayout& layout = *headerOf(fp)->layout;
  Slot* baseFp = stackTop(thread) + kInterpHeaderSlots;
  Slot* own = baseFp + 32 + kInterpHeaderSlots;
  if (own + layout.totalSlots > thread.interpStackEnd) failStackOverflow(thread);
  *headerOf(baseFp) = {nullptr, kBaseCode, &kBaseLayout, nullptr};
  baseFp[kOuterFpSlot].ptr = fp;
  std::memset(static_cast<void*>(own), 0, size_t{layout.frameSlots} * sizeof(Slot));
  *headerOf(own) = *headerOf(fp);
  headerOf(own)->callerFp = baseFp;
  headerOf(own)->pc = row.filterPc;
  own[row.exceptionReg].obj = *exception;

  CatchAllFrame boundary(thread);
  InterpreterActivation activation{};
  ActivationScope scope(thread, activation);
  activation.baseFp = baseFp;
  activation.lastFp = own;
  activation.flags = kFrameRunsFilter;
  scope.link();
  LoopExit exit = drive(thread, activation, own, static_cast<const Insn*>(row.filterPc));
  if (exit == LoopExit::Filtered) return baseFp[0].i8 == 1;
  thread.pendingException = nullptr;  // an exception in a filter means no (I.12.4.2.5)
  return false;
}

void Interpreter::prepare(Thread& thread, MethodDesc* method) {
  if (method->code.load(std::memory_order_acquire)) return;
  Runtime& runtime = thread.runtime();
  if (method->isDynamic) ensureDynamicBodyRunsManaged(thread, method);
  if (method->kind != MethodKind::IL && method->kind != MethodKind::DelegateInvoke) {
    runtime.natives().bind(method);
    return;
  }
  std::unique_ptr<BytecodeMethod> code;
  std::lock_guard lock(mutex_);
  if (method->code.load(std::memory_order_acquire)) return;
  Observer::Preparing preparing(observer_);
  if (method->kind == MethodKind::DelegateInvoke) {
    code = buildMulticastInvoke(runtime, method);
  } else if (isUnsafeAccessor(method)) {
    BytecodeBuilder builder(runtime, method);
    importUnsafeAccessor(runtime, method, builder);
    code = builder.take();
  } else {
    const Module& module = *method->methodTable->module;
    const Metadata& metadata = module.metadata();
    uint32_t rva = metadata.methodDef(method->token.rid()).rva;
    if (rva == 0) {
      throw LoadFailure(LoadFailureKind::TypeLoad,
                        fmt::format("{}: method {} has no body", module.simpleName(), method->toString()));
    }
    if (runtime.config().verify) {
      if (!verifier_) verifier_ = std::make_unique<LoadVerifier>(runtime.classLoader(), runtime.opcodes());
      verifier_->require(method);
    }
    const MethodBodySource source(runtime, method);
    const MethodBody& body = source.body();
    try {
      JoinKinds joins;
      for (int attempt = 1; !code; ++attempt) {
        BytecodeBuilder builder(runtime, method);
        IlImporter importer(runtime, method, body, builder, joins);
        ImportRecord record;
        const bool isRecorded = isDumpAsked(runtime.config().dumps, method, "import", "");
        if (isRecorded) importer.recordInto(record);
        if (importer.run()) {
          code = builder.take();
          if (isRecorded) std::fputs(dumpImport(runtime, method, body, record).c_str(), stderr);
        } else if (attempt == kMaxImports) {
          throw LoadFailure(LoadFailureKind::InvalidProgram,
                            fmt::format("{}: {}: the kinds of stack slots at joins do not settle",
                                        module.simpleName(), method->toString()));
        }
      }
    } catch (const LoadError& error) {
      if (error.kind() != LoadErrorKind::BadIl) throw;
      throw LoadFailure(LoadFailureKind::InvalidProgram,
                        fmt::format("{}: {}", method->toString(), error.what()));
    } catch (const LoadFailure& failure) {
      // What was found before any instruction was looked at does not know the method yet.
      std::string name = method->toString();
      if (failure.kind() != LoadFailureKind::InvalidProgram ||
          std::string_view(failure.what()).find(name) != std::string_view::npos)
        throw;
      throw LoadFailure(LoadFailureKind::InvalidProgram,
                        fmt::format("{}: {}: {}", module.simpleName(), name, failure.what()));
    }
  }
  if (runtime.log().isOn(LogFacility::Prestub)) {
    runtime.log().line(LogFacility::Prestub, "{}: {} ops, {} slots", method->toString(), code->insnCount,
                       code->frameSlots);
  }
  BytecodeMethod& made = *code;
  if (observer_) observer_->prepared(&made);
  owned_.emplace(&made, std::move(code));
  startTier(thread, made);
  method->code.store(&made, std::memory_order_release);
  dumpIfAsked(runtime, method);
}

void Interpreter::dumpIfAsked(Runtime& runtime, MethodDesc* method) {
  const std::vector<std::string>& asked = runtime.config().dumps;
  if (isDumpAsked(asked, method, "il", "")) std::fputs(dumpIl(runtime, method).c_str(), stderr);
  if (isDumpAsked(asked, method, "bytecode", "")) {
    const auto* code = static_cast<BytecodeMethod*>(method->code.load(std::memory_order_acquire));
    std::fputs(disassemble(*code).c_str(), stderr);
  }
}

void Interpreter::compileHot(Thread& thread, MethodDesc* method, int64_t loopOffset) {
  auto* code = static_cast<BytecodeMethod*>(method->code.load(std::memory_order_acquire));
  compileHotCode(thread, *code, loopOffset);
}

void Interpreter::release(Runtime& runtime, MethodDesc* method) {
  std::lock_guard lock(mutex_);
  auto* code = static_cast<BytecodeMethod*>(method->code.exchange(nullptr, std::memory_order_acq_rel));
  if (!code) return;
  if (observer_) observer_->released(code);
  releaseTier(runtime, *code);
  owned_.erase(code);
}

void Interpreter::forgetUnlinked() {
  std::lock_guard lock(mutex_);
  for (auto& [address, code] : owned_) {
    if (isUnlinked(code->method)) continue;  // it goes itself
    for (uint32_t i = 0; i < code->insnCount; ++i) {
      const Insn& insn = code->insnStorage[i];
      if (insn.op == Op::CallDelegate) {
        code->cells[insn.b]->profile.removeIf(
            [](void* key) { return isUnlinked(static_cast<MethodDesc*>(key)); });
      } else if (insn.op == Op::CallVirt || insn.op == Op::CallInterface) {
        auto* cell = static_cast<SiteCell*>(insn.ptr);
        cell->profile.removeIf([](void* key) { return isUnlinked(static_cast<MethodTable*>(key)); });
        cell->forgetUnlinked();
      }
    }
  }
}

std::string Interpreter::dumpBytecode(Thread&, MethodDesc* method) {
  auto* code = static_cast<BytecodeMethod*>(method->code.load(std::memory_order_acquire));
  return code ? disassemble(*code) : std::string();
}

}  // namespace

std::unique_ptr<InterpreterInterface> createInterpreter(Observer* observer) {
  return std::make_unique<Interpreter>(observer);
}

}  // namespace minivm
