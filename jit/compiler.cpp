#include "jit/compiler.h"

#include <fmt/format.h>

#include <atomic>
#include <chrono>
#include <mutex>
#include <unordered_map>

#include "jit/emit/emitter.h"
#include "jit/emit/listing.h"
#include "jit/emit/runtime_stubs.h"
#include "jit/graph/graph_builder.h"
#include "jit/passes/layout.h"
#include "jit/passes/lower.h"
#include "jit/passes/passes.h"
#include "jit/regalloc/intervals.h"
#include "jit/tuning.h"
#include "loader/load_error.h"
#include "vm/compile_thread.h"
#include "vm/entry/entry_stubs.h"
#include "vm/il/importer.h"
#include "vm/il/opcode_method.h"
#include "vm/il/unsafe_accessor.h"
#include "vm/inspect/il_dump.h"
#include "vm/runtime.h"

namespace minivm {

namespace jit {
namespace {

/// Each import widens a join for good; valid code settles after one or two.
constexpr int kMaxImports = 64;

bool hasCpuFeatures() {
  return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("bmi2");
}

struct OsrEntry {
  uint32_t offset;
  const InterpretedFrame* frame;
};

class JitCompiler final : public JitInterface {
 public:
  JitCompiler(Runtime& runtime, TypeProfileSource profiles)
      : runtime_(runtime), profiles_(std::move(profiles)) {}

  const CompiledMethod* compile(Thread& thread, MethodDesc* method) override {
    return compileGuarded(thread, method, nullptr);
  }
  const CompiledMethod* compileLoop(Thread& thread, MethodDesc* method, uint32_t osrOffset,
                                    const InterpretedFrame& frame) override {
    OsrEntry osr{osrOffset, &frame};
    return compileGuarded(thread, method, &osr);
  }
  std::string refusalOf(MethodDesc* method) const override {
    std::lock_guard guard(mutex_);
    auto it = refusals_.find(method);
    return it == refusals_.end() ? std::string() : it->second;
  }
  void forget(MethodDesc* method) override {
    std::lock_guard guard(mutex_);
    refusals_.erase(method);
    if (stubs_ && method->isCollectible) stubs_->forgetSites(method);
  }
  void forgetUnlinked() override {
    if (stubs_) stubs_->forgetUnlinked();
  }
  CompilationTotals totals() const override {
    std::lock_guard guard(mutex_);
    return totals_;
  }
  bool runFilterRunsManaged(Thread& thread, const uint8_t* pc, uint8_t* rbp) override {
    return static_cast<int32_t>(stubs().filterCall()(&thread, pc, rbp)) == 1;
  }

 private:
  const CompiledMethod* compileGuarded(Thread& thread, MethodDesc* method, const OsrEntry* osr);
  std::unique_ptr<CompiledMethod> compileNow(Thread& thread, MethodDesc* method, const OsrEntry* osr,
                                             const LoadFailure* failure);
  bool importBody(Graph& graph, GraphBuilder& builder, JoinKinds& joins);
  void importThrow(MethodDesc* method, GraphBuilder& builder, const LoadFailure& failure);
  void runPasses(Thread& thread, Graph& graph);
  void poll(Thread& thread) const;
  bool isDisabled(std::string_view pass) const;
  bool isChosen(const std::string& name) const;
  void dump(MethodDesc* method, std::string_view what, std::string_view stage, const std::string& text) const;
  bool wantsDump(MethodDesc* method, std::string_view what, std::string_view stage) const;

  Runtime& runtime_;
  const TypeProfileSource profiles_;
  /// Made with the first compilation: a program that never gets hot does not pay for it.
  RuntimeStubs& stubs() {
    if (!stubs_) stubs_ = std::make_unique<RuntimeStubs>(runtime_);
    return *stubs_;
  }
  std::unique_ptr<RuntimeStubs> stubs_;
  mutable std::mutex mutex_;
  std::unordered_map<MethodDesc*, std::string> refusals_;
  CompilationTotals totals_;
};

bool JitCompiler::isDisabled(std::string_view pass) const {
  for (const std::string& name : runtime_.config().disabledPasses) {
    if (name == pass) return true;
  }
  return false;
}

/// Does --jit-only, if it is there, name this method or loop?
bool JitCompiler::isChosen(const std::string& name) const {
  const auto& chosen = runtime_.config().jitOnly;
  return !chosen || chosen->contains(name);
}

/// Is `METHOD:…,what,…` or `…,what@stage,…` asked for?
bool JitCompiler::wantsDump(MethodDesc* method, std::string_view what, std::string_view stage) const {
  return isDumpAsked(runtime_.config().dumps, method, what, stage);
}

void JitCompiler::dump(MethodDesc* method, std::string_view what, std::string_view stage,
                       const std::string& text) const {
  if (!wantsDump(method, what, stage)) return;
  std::fputs(fmt::format("--- {} {}\n{}", what, stage, text).c_str(), stderr);
}

/// Between two steps of a compilation on the compile thread: whoever wants to collect does not wait for the
/// rest. A graph holds frozen objects only.
void JitCompiler::poll(Thread& thread) const {
  if (thread.isCompileThread && !runtime_.compileThread()->poll(thread)) throw RefusedMethod{Refusal::Ended};
}

void JitCompiler::runPasses(Thread& thread, Graph& graph) {
#ifndef NDEBUG
  constexpr bool kChecks = true;
#else
  const bool kChecks = runtime_.config().jitChecks;
#endif
  auto after = [&](std::string_view name) {
    if (wantsDump(graph.method(), "graph", name)) dump(graph.method(), "graph", name, printGraph(graph));
    if (kChecks && name != "build") checkGraph(graph, name);
    poll(thread);
  };
  graph.analyse();
  after("build");
#define PASS(name, function, isRequired, meaning) \
  if (isRequired || !isDisabled(name)) {          \
    function(graph);                              \
    after(name);                                  \
  }
#include "jit/passes/passes.def"
  graph.splitCriticalEdges();
  lowerGraph(graph);
  if (wantsDump(graph.method(), "graph", "")) dump(graph.method(), "graph", "", printGraph(graph));
}

/// The method's IL, or what Invoke or an accessor means. False: once more, with what `joins` knows now.
bool JitCompiler::importBody(Graph& graph, GraphBuilder& builder, JoinKinds& joins) {
  MethodDesc* method = graph.method();
  if (method->kind == MethodKind::DelegateInvoke) {
    builder.buildDelegateInvoke();
    return true;
  }
  if (isUnsafeAccessor(method)) {
    importUnsafeAccessor(runtime_, method, builder);
    return true;
  }
  const Metadata& metadata = method->methodTable->module->metadata();
  const uint32_t rva = metadata.methodDef(method->token.rid()).rva;
  if (rva == 0) throw RefusedMethod{Refusal::NotIl};
  const MethodBodySource source(runtime_, method);
  graph.ilBytes = static_cast<uint32_t>(source.body().code.size());
  IlImporter importer(runtime_, method, source.body(), builder, joins);
  ImportRecord record;
  const bool isRecorded = wantsDump(method, "import", "");
  if (isRecorded) importer.recordInto(record);
  if (!importer.run()) return false;
  if (isRecorded) dump(method, "import", "", dumpImport(runtime_, method, source.body(), record));
  return true;
}

/// A body that raises `failure` and does nothing else.
void JitCompiler::importThrow(MethodDesc* method, GraphBuilder& builder, const LoadFailure& failure) {
  builder.begin(method, runtime_.classLoader().signature(method).args, {}, {}, true);
  builder.beginBlock(0, 0);
  builder.setIlOffset(0);
  builder.throwLoadFailure(failure);
  builder.finish();
}

std::unique_ptr<CompiledMethod> JitCompiler::compileNow(Thread& thread, MethodDesc* method,
                                                        const OsrEntry* osr, const LoadFailure* failure) {
  if (!hasCpuFeatures()) throw RefusedMethod{Refusal::Cpu};
  if (method->kind != MethodKind::IL && method->kind != MethodKind::DelegateInvoke)
    throw RefusedMethod{Refusal::NotIl};
  JoinKinds joins;
  bool mayInline = !isDisabled("inlining");
  for (int attempt = 1;; ++attempt) {
    Graph graph(runtime_, method);
    graph.inlining = mayInline;
    graph.recordsLines = wantsDump(method, "asm", "");
    if (!isDisabled("guards")) graph.profiles = &profiles_;
    GraphBuilder builder(graph, thread, method);
    if (osr) builder.enterAt(osr->offset, *osr->frame);
    if (failure) {
      importThrow(method, builder, *failure);
    } else if (!importBody(graph, builder, joins)) {
      if (attempt == kMaxImports) throw RefusedMethod{Refusal::BadProgram};
      continue;
    }
    // Too large is a question of time: who asks for nothing but compiled code waits.
    if (graph.nodeCount() > kMaxNodes && (mayInline || runtime_.config().tier != Tier::Compiled)) {
      if (!mayInline) throw RefusedMethod{Refusal::TooLarge};
      mayInline = false;
      continue;
    }
    runPasses(thread, graph);
    Allocation allocation;
    allocation.layout = layOutBlocks(graph);
    // Helpers get their stubs before code is written: the code heap is locked then.
    for (Block* block : allocation.layout) {
      for (Node* node = block->first; node; node = node->next) {
        if (!node->is(NodeOp::Call) && !node->is(NodeOp::TailCall) && !node->is(NodeOp::TailDispatch))
          continue;
        CallData& call = *node->call;
        if (call.target == CallTarget::Helper) stubs().helper(call.function, call.name);
        if (call.target != CallTarget::Entry && call.target != CallTarget::Delegate) continue;
        // Code is made once and stays (but for a dynamic method's): where there is some, the precode need not
        // be asked.
        EntryStubs& entries = runtime_.stubs();
        call.code = entries.ensurePrecode(call.method);
        if (call.method->isDynamic) continue;
        if (const void* code = entries.backpatcher().patchedCode(call.method)) call.code = code;
      }
    }
    poll(thread);
    buildIntervals(graph, allocation);
    scanIntervals(graph, allocation);
    resolveMoves(graph, allocation);
    if (runtime_.config().jitChecks) checkAllocation(graph, allocation);
    poll(thread);
    Emitter emitter(graph, allocation, stubs());
    std::unique_ptr<CompiledMethod> code = emitter.emit();
    code->isOsr = osr != nullptr;
    code->osrOffset = osr ? osr->offset : 0;
    code->keptSlots = std::move(graph.keptSlots);
    code->nodeCount = graph.nodeCount();
    code->ilBytes = graph.ilBytes;
    if (graph.recordsLines) dump(method, "asm", "", listCode(runtime_, *code, namesIn(graph)));
    if (wantsDump(method, "bytes", "")) dump(method, "bytes", "", listBytes(*code));
    if (wantsDump(method, "gcmap", "")) dump(method, "gcmap", "", listGcMap(*code));
    return code;
  }
}

const CompiledMethod* JitCompiler::compileGuarded(Thread& thread, MethodDesc* method, const OsrEntry* osr) {
  auto start = std::chrono::steady_clock::now();
  const std::string name =
      method->toString() + (osr ? fmt::format(" loop at IL_{:04x}", osr->offset) : std::string());
  std::string reason;
  try {
    if (!isChosen(name)) throw RefusedMethod{Refusal::NotChosen};
    std::unique_ptr<CompiledMethod> code;
    try {
      code = compileNow(thread, method, osr, nullptr);
    } catch (const LoadFailure& failure) {
      // Invalid IL raises where it is reached, which only an interpreter knows; without one, at entry.
      const bool mayThrow = failure.kind() == LoadFailureKind::InvalidProgram && !osr &&
                            runtime_.config().tier == Tier::Compiled;
      if (!mayThrow) throw;
      code = compileNow(thread, method, nullptr, &failure);
    }
    code->compileNanoseconds = static_cast<uint64_t>(
        std::chrono::duration_cast<std::chrono::nanoseconds>(std::chrono::steady_clock::now() - start)
            .count());
    thread.compiled.add(code->ilBytes, code->codeBytes, code->compileNanoseconds);
    {
      std::lock_guard guard(mutex_);
      totals_.add(code->ilBytes, code->codeBytes, code->compileNanoseconds);
    }
    const CompiledMethod* result = runtime_.compiledCode().add(std::move(code));
    runtime_.log().line(LogFacility::Tier, "{}: compiled, {} bytes, {} nodes, {} us", name, result->codeBytes,
                        result->nodeCount, result->compileNanoseconds / 1000);
    return result;
  } catch (const RefusedMethod& refused) {
    reason = sentenceOf(refused.why);
  } catch (const LoadFailure& failure) {
    reason = failure.what();
  } catch (const LoadError& error) {
    reason = error.what();
  }
  runtime_.log().line(LogFacility::Tier, "{}: refused, {}", name, reason);
  std::lock_guard guard(mutex_);
  refusals_[method] = reason;
  return nullptr;
}

}  // namespace
}  // namespace jit

std::unique_ptr<JitInterface> createJit(Runtime& runtime, TypeProfileSource profiles) {
  return std::make_unique<jit::JitCompiler>(runtime, std::move(profiles));
}

}  // namespace minivm
