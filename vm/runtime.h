// Runtime: one CLR. Everything hangs off it; several can live in one process, created and destroyed cleanly
// (DESIGN §3).
#pragma once

#include <atomic>
#include <memory>
#include <mutex>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "vm/gc/heap.h"
#include "vm/interpreter_interface.h"
#include "vm/jit_interface.h"
#include "vm/support/log.h"
#include "vm/threads/compiled_method.h"
#include "vm/types/class_loader.h"
#include "vm/types/load_failure.h"

namespace minivm {

class CodeHeap;
class CompileThread;
class EntryStubs;
class FinalizerThread;
struct InteropState;
class Monitors;
class NativeTable;
class OpcodeTable;
struct StockState;
struct ThreadRecord;
class StringLiterals;
class ThreadSet;

struct RuntimeConfig {
  std::string coreLibPath;    ///< path of System.Private.CoreLib.dll
  bool stockLibrary = false;  ///< it is .NET's own: its natives, its start-up, its assemblies beside it
  GcConfig gc;
  bool callsThroughStubs =
      false;            ///< --calls=stubs: every managed call crosses the machine-code border (tests)
  bool verify = false;  ///< --verify: methods are proved safe before their first run
  size_t interpreterStackBytes = size_t{16} << 20;
  LogFacilities logFacilities = 0;  ///< --trace= facilities (log.def)
  bool traceIlOffsets = false;      ///< --trace-il-offsets: stack traces name the IL offset of each frame
  std::vector<std::string> dumps;   ///< --dump= patterns: METHOD:il,bytecode
  Tier tier = Tier::Interpreted;    ///< --tier=
  std::vector<std::string> disabledPasses;  ///< --disable=: passes of the compiler by name
  bool jitChecks = false;                   ///< check the graph after each pass
  bool compilesInBackground = false;        ///< hot methods are compiled on a thread of their own
  uint32_t jitThreshold = 0;                ///< calls before a method is compiled; 0: the compiler's own
  /// --jit-only=: what may be compiled, in the words of --trace=tier; absent: everything.
  std::optional<std::set<std::string>> jitOnly;
  /// The IL table of decoder, importer and verifier (ABI 28); null: the standard one.
  std::shared_ptr<const OpcodeTable> opcodes;
};

class Runtime : private RootSource {
 public:
  /// Creates a runtime, loads the core library and attaches the calling thread as main. Throws LoadError /
  /// LoadFailure when the library cannot be used.
  static std::unique_ptr<Runtime> create(const RuntimeConfig& config,
                                         std::unique_ptr<InterpreterInterface> interpreter);
  ~Runtime();

  /// Loads `path`, runs its entry point with `args`, returns the process exit code: the program's own, or 134
  /// after an unhandled exception, whose type, message and trace went to stderr. LoadError / LoadFailure when
  /// it cannot be loaded.
  int runMain(const std::string& path, std::span<const std::string> args);

  const RuntimeConfig& config() const { return config_; }
  ClassLoader& classLoader() { return *classLoader_; }
  GcHeap& heap() { return *heap_; }
  InterpreterInterface& interpreter() { return *interpreter_; }
  NativeTable& natives() { return *natives_; }
  /// The machine-code tier; null when methods are only interpreted.
  JitInterface* jit() { return jit_.get(); }
  /// Wires it, before anything managed runs.
  void setJit(std::unique_ptr<JitInterface> jit);
  /// Where hot methods are compiled; null: by the thread that finds them.
  CompileThread* compileThread() { return compileThread_.get(); }
  CompiledCode& compiledCode() { return compiledCode_; }
  /// Failures that compiled code raises when it gets there.
  std::vector<std::unique_ptr<LoadFailure>> keptFailures;
  CodeHeap& codeHeap() { return *codeHeap_; }
  EntryStubs& stubs() { return *stubs_; }
  StringLiterals& literals() { return *literals_; }
  InteropState& interop() { return *interop_; }
  const OpcodeTable& opcodes() const { return *opcodes_; }
  Thread& mainThread() { return *mainThread_; }
  ThreadSet& threads() { return *threads_; }
  /// What the natives of the stock library keep; null on minivm's own library.
  StockState* stock() { return stock_.get(); }
  /// The calling native thread runs managed code as `thread`, which has a record and the native stack it
  /// stands on; cooperative from here on.
  void enter(Thread& thread);
  /// It does no more.
  void leave(Thread& thread);
  /// The thread that the calling native thread runs; a native thread that runs none of this runtime joins, as
  /// a background thread, until it ends. Preemptive in any case.
  Thread& callingThread();
  /// Tells the system the name of a running thread. Under the wait lock.
  static void nameThread(const ThreadRecord& record);
  /// For native threads that may outlive the runtime, standing still for ever.
  std::shared_ptr<ThreadSet> shareThreads() { return threads_; }
  const Log& log() const { return log_; }
  /// Path and arguments of the running program, for Environment natives.
  std::span<const std::string> commandLine() const { return commandLine_; }

  Monitors& monitors() { return *monitors_; }
  FinalizerThread& finalizerThread() { return *finalizerThread_; }

  std::atomic<int> exitCode{0};  ///< Environment.ExitCode
  /// Somebody listens to AppDomain.FirstChanceException: every throw tells it.
  std::atomic<bool> announcesExceptions{false};
  /// AppDomain.ProcessExit handlers, once. Runs managed code.
  void raiseProcessExitRunsManaged(Thread& thread);
  /// The next identity hash code (ABI 18): 26 bits, never 0, in an order that repeats from run to run.
  uint32_t nextIdentityHash() {
    uint32_t seed = identityHashSeed_.load(std::memory_order_relaxed), next;
    do next = seed * 1664525u + 1013904223u;
    while (!identityHashSeed_.compare_exchange_weak(seed, next, std::memory_order_relaxed));
    const uint32_t hash = next >> 6;
    return hash != 0 ? hash : 1;
  }
  /// A strong handle that lives as long as `allocator`; null: as long as the runtime. Never collects.
  GcHandle keepAlive(LoaderAllocator* allocator, Object* object);
  /// The one object of its kind that `cell` stands for: `object`, unless another thread was first; then that
  /// thread's. It lives as long as `allocator`, null: as long as the runtime. Never collects.
  Object* publishOnce_nogc(std::atomic<GcHandle>& cell, LoaderAllocator* allocator, Object* object);

 private:
  explicit Runtime(const RuntimeConfig& config);
  void visitRoots(RootVisitor& visitor) override;
  bool visitOwnedRoots(bool (*isReached)(void*, Object*), void* context, RootVisitor& visitor) override;
  void visitWeakRoots(Object* (*forward)(void*, Object*), void* context) override;
  void stopOthers(Thread& thread) override;
  void resumeOthers(Thread& thread) override;
  void finalizersAreDue() override;
  void visitThreadStatics(Thread& thread, std::span<const uint32_t> offsets, RootVisitor& visitor);
  void waitForForegroundThreads(Thread& thread);

  RuntimeConfig config_;
  Log log_;
  std::vector<std::string> commandLine_;
  std::atomic<bool> processExitRaised_{false};
  std::atomic<uint32_t> identityHashSeed_{0x2545F491};
  std::mutex keptLock_;         ///< leaf
  std::vector<GcHandle> kept_;  ///< of keepAlive()
  std::shared_ptr<const OpcodeTable> opcodes_;
  std::unique_ptr<InterpreterInterface> interpreter_;
  CompiledCode compiledCode_;
  std::unique_ptr<GcHeap> heap_;
  std::unique_ptr<CodeHeap> codeHeap_;
  std::unique_ptr<EntryStubs> stubs_;
  std::unique_ptr<NativeTable> natives_;
  std::unique_ptr<ClassLoader> classLoader_;
  std::unique_ptr<StringLiterals> literals_;
  std::unique_ptr<InteropState> interop_;
  std::unique_ptr<JitInterface> jit_;
  std::unique_ptr<StockState> stock_;
  std::unique_ptr<Thread> mainThread_;
  std::shared_ptr<ThreadSet> threads_;
  std::unique_ptr<Monitors> monitors_;
  std::unique_ptr<FinalizerThread> finalizerThread_;
  std::unique_ptr<CompileThread> compileThread_;
};

/// Calls a managed method from C++ (any kind; runs managed code): arguments laid out by its MethodSig, copied
/// first. Throws ManagedException.
inline void callManaged(Thread& thread, MethodDesc* method, const Slot* args, Slot* ret) {
  thread.runtime().interpreter().execute(thread, method, args, ret);
}
/// Like callManaged, for code that swallows or wraps exceptions: false when one left the method; it is then
/// in thread.pendingException.
inline bool tryCallManaged(Thread& thread, MethodDesc* method, const Slot* args, Slot* ret) {
  return thread.runtime().interpreter().tryExecute(thread, method, args, ret);
}
/// Runs the type initializer of `type` if it is due (ECMA-335 II.10.5.3); TypeInitializationException when it
/// fails. Runs managed code.
void ensureClassInitRunsManaged(Thread& thread, MethodTable* type);
/// Runs the module initializer, `<Module>::.cctor`, if due: before the first method of the module runs and
/// before the first access to a static field of it.
void ensureModuleInitRunsManaged(Thread& thread, Module& module);
/// The RuntimeType object of a type, which does not move; frozen, unless the type may be unloaded. Never
/// collects.
Object* runtimeTypeOf_nogc(Runtime& runtime, TypeHandle type);
/// A managed string from UTF-8 / UTF-16. May collect.
Fresh<String> newString(Thread& thread, std::string_view utf8);
Fresh<String> newString(Thread& thread, std::u16string_view utf16);
std::string toUtf8(const String* string);

/// Interned string literals: one frozen String per text (ldstr, String.Intern).
class StringLiterals {
 public:
  explicit StringLiterals(Runtime& runtime);
  ~StringLiterals();
  /// The interned literal of `text` (UTF-16LE bytes as in the #US heap). Never collects.
  String* intern_nogc(std::u16string_view text);
  /// The literal if it is interned already, else null.
  String* find_nogc(std::u16string_view text) const;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace minivm
