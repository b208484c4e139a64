#include "vm/runtime.h"

#include <fmt/format.h>

#include <filesystem>

#include "loader/image.h"
#include "loader/load_error.h"
#include "loader/opcode.h"
#include "vm/compile_thread.h"
#include "vm/eh/dispatch.h"
#include "vm/eh/exceptions.h"
#include "vm/entry/code_heap.h"
#include "vm/entry/entry_stubs.h"
#include "vm/finalizer_thread.h"
#include "vm/interop/interop_state.h"
#include "vm/native/native_table.h"
#include "vm/native/stock/startup.h"
#include "vm/native/stock/stock_state.h"
#include "vm/support/phase_clock.h"
#include "vm/threads/monitor.h"
#include "vm/threads/process_state.h"
#include "vm/threads/stack_walk.h"
#include "vm/threads/thread.h"
#include "vm/threads/thread_set.h"

namespace minivm {

namespace {

/// What the entry point of `module` must look like (ECMA-335 II.15.4.1.2): static, void/int32/uint32, no
/// argument or one string[].
MethodDesc* findEntryPoint(ClassLoader& loader, Module& module) {
  const Token token(module.image().entryPointToken());
  const auto refuse = [&](std::string_view why) {
    throw LoadFailure(LoadFailureKind::BadImageFormat, fmt::format("{}: {}", module.image().path(), why));
  };
  if (token.isNil()) refuse("has no entry point, it is a library");
  if (token.is(Table::File) && module.metadata().isValid(token))  // II.25.3.3: it is in another file
    return findEntryPoint(loader, loader.resolveFile(module, token.rid()));
  if (!token.is(Table::MethodDef) || !module.metadata().isValid(token))
    refuse("the entry point is no method of this file");
  MethodDesc* main = loader.resolveMethod(module, token, {});
  const MethodSig& sig = loader.signature(main);
  const bool resultFits = sig.ret.kind == StackKind::Void || sig.ret.element == ElementType::I4 ||
                          sig.ret.element == ElementType::U4;
  if (!main->isStatic() || !resultFits || sig.args.size() > 1 ||
      (sig.args.size() == 1 && sig.args[0].kind != StackKind::O) || main->isGenericDefinition ||
      main->methodTable->isGenericDefinition()) {
    refuse(
        fmt::format("{} cannot be an entry point: it must be static, not generic, return void, int32 or "
                    "uint32, and take nothing or string[]",
                    main->toString()));
  }
  return main;
}

}  // namespace

Runtime::Runtime(const RuntimeConfig& config) : config_(config), log_(config.logFacilities) {}

std::unique_ptr<Runtime> Runtime::create(const RuntimeConfig& config,
                                         std::unique_ptr<InterpreterInterface> interpreter) {
  processState::installFaultHandlers();
  std::unique_ptr<Runtime> runtime(new Runtime(config));
  PhaseClock clock(runtime->log());
  clock.doneSinceProcessStart("process, options, library found (CPU time)");
  runtime->interpreter_ = std::move(interpreter);
  runtime->opcodes_ =
      config.opcodes ? config.opcodes : std::make_shared<const OpcodeTable>(OpcodeTable::standard());
  runtime->heap_ = GcHeap::create(config.gc, *runtime);
  clock.done("opcodes, heap");
  runtime->codeHeap_ = std::make_unique<CodeHeap>();
  runtime->natives_ = std::make_unique<NativeTable>(*runtime);
  runtime->classLoader_ = std::make_unique<ClassLoader>(*runtime);
  clock.done("code heap, natives, class loader");
  runtime->classLoader_->loadModule(config.coreLibPath).setCoreLib();
  clock.done("class library opened");
  runtime->log().line(LogFacility::Startup, "class library: {}", config.coreLibPath);
  if (config.stockLibrary) {
    runtime->stock_ = std::make_unique<StockState>();
    stock::checkLayout(*runtime->classLoader_);
  }
  runtime->stubs_ = std::make_unique<EntryStubs>(*runtime);
  runtime->interop_ = std::make_unique<InteropState>();
  runtime->literals_ = std::make_unique<StringLiterals>(*runtime);
  runtime->mainThread_ = std::make_unique<Thread>(*runtime, config.interpreterStackBytes);
  runtime->threads_ = std::make_shared<ThreadSet>();
  runtime->monitors_ = std::make_unique<Monitors>(*runtime->threads_);
  runtime->finalizerThread_ = std::make_unique<FinalizerThread>(*runtime);
  {
    const auto lock = runtime->threads_->lockWaits();
    runtime->mainThread_->record = &runtime->threads_->addRecord();
  }
  runtime->enter(*runtime->mainThread_);
  clock.done("stubs, literals, main thread");
  return runtime;
}

void Runtime::setJit(std::unique_ptr<JitInterface> jit) {
  jit_ = std::move(jit);
  mainThread_->compiledCode = &compiledCode_;
  if (config_.compilesInBackground) compileThread_ = std::make_unique<CompileThread>(*this);
}

Runtime::~Runtime() {
  if (!heap_) return;
  if (threads_) {
    if (compileThread_) compileThread_->end(*mainThread_);
    finalizerThread_->end(*mainThread_);
    threads_->close(*mainThread_);
    if (threads_->count() > 1) {
      // They never run managed code again, but may stand in native code that has addresses of ours.
      (void)heap_.release(), (void)codeHeap_.release(), (void)stubs_.release();
    }
  }
}

int Runtime::runMain(const std::string& path, std::span<const std::string> args) {
  Thread& thread = *mainThread_;
  PhaseClock clock(log_);
  commandLine_.assign(1, path);
  commandLine_.insert(commandLine_.end(), args.begin(), args.end());
  std::error_code ignored;
  const auto folder = std::filesystem::absolute(path, ignored).parent_path();
  classLoader_->addProbingDirectory(folder.string());
  Module& app = classLoader_->loadModule(path);
  clock.done("program opened");
  MethodDesc* main = findEntryPoint(*classLoader_, app);
  const MethodSig& sig = classLoader_->signature(main);
  clock.done("entry point found");
  try {
    struct : Locals {
      Rooted<Array> arguments;
    } r;
    LocalsScope scope(thread, r);
    Slot slots[1] = {};
    if (stock_) {
      r.arguments = stock::startRunsManaged(thread, path, args);
      if (!sig.args.empty()) slots[0].obj = r.arguments.get();
    } else if (!sig.args.empty()) {
      MethodTable* arrayType = classLoader_->loadSzArray(classLoader_->wellKnown(WellKnownType::String));
      r.arguments = heap_->allocateArray(thread, arrayType, static_cast<uint32_t>(args.size()));
      for (size_t i = 0; i < args.size(); ++i) {
        Fresh<String> text = newString(thread, args[i]);
        GcHeap::writeRef_nogc(thread, &r.arguments->elementsAs<Object*>()[i], text.take());
      }
      slots[0].obj = r.arguments.get();
    }
    // Calling a static method of a class with a precise initializer runs it first (ECMA-335 II.10.5.3.2).
    if (!main->methodTable->has(MethodTable::kBeforeFieldInit)) {
      ensureClassInitRunsManaged(thread, main->methodTable);
      slots[0].obj = r.arguments.get();
    }
    Slot result[2] = {};
    clock.done("arguments, initializer of the entry point's class");
    callManaged(thread, main, slots, result);
    clock.done("Main, all it does included");
    // A void Main leaves the answer to Environment.ExitCode, which others may still set.
    if (sig.ret.kind != StackKind::Void) exitCode = result[0].i4;
    waitForForegroundThreads(thread);
    raiseProcessExitRunsManaged(thread);
    clock.done("threads waited for, ProcessExit");
    return exitCode;
  } catch (const ManagedException&) {
    // What managed code threw was reported where it was found unhandled; this one comes from before or after
    // it.
    failUnhandled(thread, thread.pendingException);
  }
}

void Runtime::visitRoots(RootVisitor& visitor) {
  if (classLoader_) classLoader_->forEachStaticRoot([&](Object** slot) { visitor.object(slot); });
  if (stock_) visitStockRoots(*stock_, visitor);
  if (!threads_) return;
  threads_->forEachThread([&](Thread& thread) {
    visitThreadRoots(thread, visitor);
    visitThreadStatics(thread, classLoader_->threadStaticRoots(), visitor);
  });
  if (classLoader_) {
    for (const auto& allocator : classLoader_->allocators()) allocator->isVisited = false;
  }
}

/// Statics and objects that live as long as a LoaderAllocator, and the owners of those that it refers to.
/// Youngest first: references lead to older ones.
bool Runtime::visitOwnedRoots(bool (*isReached)(void*, Object*), void* context, RootVisitor& visitor) {
  if (!classLoader_) return false;
  bool any = false;
  const auto allocators = classLoader_->allocators();
  for (auto it = allocators.rbegin(); it != allocators.rend(); ++it) {
    LoaderAllocator& allocator = **it;
    if (allocator.isVisited || allocator.isDead() || !isReached(context, *allocator.owner)) continue;
    allocator.isVisited = any = true;
    auto visitOwner = [&](LoaderAllocator& one) {
      one.reported = *one.owner;
      visitor.object(&one.reported);
    };
    visitOwner(allocator);
    for (LoaderAllocator* older : allocator.references) visitOwner(*older);
    for (Object*& kept : allocator.kept()) visitor.object(&kept);
    for (const StaticRootBlock& block : allocator.staticRoots) {
      for (uint32_t offset : block.offsets) visitor.object(reinterpret_cast<Object**>(block.base + offset));
    }
    threads_->forEachThread(
        [&](Thread& thread) { visitThreadStatics(thread, allocator.threadStaticRoots, visitor); });
  }
  return any;
}

void Runtime::visitWeakRoots(Object* (*forward)(void*, Object*), void* context) {
  // Handles are the heap's own, literals and RuntimeTypes are frozen: what is left are inflated locks.
  if (monitors_) monitors_->sweep(forward, context);
}

}  // namespace minivm
