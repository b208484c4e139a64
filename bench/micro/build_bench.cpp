// Building bytecode for all closed methods of the core library, in bytes of IL per second. The first build of
// a method loads the types and resolves the tokens it names; a second one finds them in the caches. The
// difference is what resolution costs.
#include <benchmark/benchmark.h>

#include "bench/micro/micro.h"
#include "interpreter/bytecode.h"
#include "interpreter/bytecode_builder.h"
#include "loader/load_error.h"
#include "loader/metadata.h"
#include "loader/method_body.h"
#include "vm/il/importer.h"
#include "vm/types/load_failure.h"

namespace minivm::micro {
namespace {

/// Builds one method and throws the result away; bytes of its IL, 0 when it cannot be built.
size_t build(Runtime& runtime, MethodDesc* method) {
  const Metadata& metadata = method->methodTable->module->metadata();
  MethodBody body =
      MethodBody::read(metadata, metadata.methodDef(method->token.rid()).rva, method->token.rid());
  try {
    JoinKinds joins;
    for (;;) {
      BytecodeBuilder builder(runtime, method);
      if (!IlImporter(runtime, method, body, builder, joins).run()) continue;
      benchmark::DoNotOptimize(builder.take());
      return body.code.size();
    }
  } catch (const LoadFailure&) {
    return 0;
  }
}

size_t buildAll(Runtime& runtime, const std::vector<MethodDesc*>& methods) {
  size_t bytes = 0;
  for (MethodDesc* method : methods) bytes += build(runtime, method);
  return bytes;
}

/// Types and tokens included; the types of the library itself are loaded before.
void BuildFirst(benchmark::State& state) {
  size_t bytes = 0, count = 0;
  for (auto _ : state) {
    state.PauseTiming();
    auto runtime = makeRuntime();
    std::vector<MethodDesc*> methods = closedMethods(*runtime);
    state.ResumeTiming();
    bytes += buildAll(*runtime, methods);
    count += methods.size();
    state.PauseTiming();
    runtime.reset();
    state.ResumeTiming();
  }
  state.SetBytesProcessed(static_cast<int64_t>(bytes));
  state.SetItemsProcessed(static_cast<int64_t>(count));
}
BENCHMARK(BuildFirst)->Unit(benchmark::kMillisecond);

/// The importer and the builder alone.
void BuildAgain(benchmark::State& state) {
  auto runtime = makeRuntime();
  std::vector<MethodDesc*> methods = closedMethods(*runtime);
  buildAll(*runtime, methods);
  size_t bytes = 0, count = 0;
  for (auto _ : state) {
    bytes += buildAll(*runtime, methods);
    count += methods.size();
  }
  state.SetBytesProcessed(static_cast<int64_t>(bytes));
  state.SetItemsProcessed(static_cast<int64_t>(count));
}
BENCHMARK(BuildAgain)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace minivm::micro
