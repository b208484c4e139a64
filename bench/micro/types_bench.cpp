// The type loader: every type of the core library, and a whole runtime.
#include <benchmark/benchmark.h>

#include "bench/micro/micro.h"
#include "loader/metadata.h"
#include "vm/types/class_loader.h"

namespace minivm::micro {
namespace {

/// All TypeDefs of the core library by a loader that knows nothing yet: layouts, vtables, interface maps.
void TypesLoadAll(benchmark::State& state) {
  uint64_t types = 0;
  for (auto _ : state) {
    state.PauseTiming();
    auto loader = std::make_unique<ClassLoader>();
    Module& core = loader->loadModule(coreLibPath());
    state.ResumeTiming();
    const uint32_t count = core.metadata().rows(Table::TypeDef);
    for (uint32_t rid = 1; rid <= count; ++rid)
      benchmark::DoNotOptimize(loader->loadType(core, Token::make(Table::TypeDef, rid), {}));
    types += count;
    state.PauseTiming();
    loader.reset();
    state.ResumeTiming();
  }
  state.SetItemsProcessed(static_cast<int64_t>(types));
}
BENCHMARK(TypesLoadAll)->Unit(benchmark::kMillisecond);

/// A runtime made and destroyed: what start-up costs before the program's own code.
void RuntimeCreate(benchmark::State& state) {
  for (auto _ : state) benchmark::DoNotOptimize(makeRuntime());
}
BENCHMARK(RuntimeCreate)->Unit(benchmark::kMicrosecond);

}  // namespace
}  // namespace minivm::micro
