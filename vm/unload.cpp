// Freeing what nobody refers to any more: dynamic methods and collectible assemblies (ABI 23).
//
//   a full collection does not reach an owner ──▶ its handle is empty
//   world stopped: caches, lists and cells forget what leads there ──▶ threads go on
//   code, bytecode, entries, descriptions by other rooms, then the memory
#include "vm/unload.h"

#include <cstring>

#include "vm/entry/entry_stubs.h"
#include "vm/interop/interop_state.h"
#include "vm/native/stock/module_writer.h"
#include "vm/native/stock/stock_state.h"
#include "vm/runtime.h"
#include "vm/threads/thread.h"
#include "vm/threads/thread_set.h"
#include "vm/types/dynamic_scope.h"

namespace minivm {

namespace {

/// What other rooms made of a method.
void releaseMethod(Runtime& runtime, MethodDesc* method) {
  runtime.interpreter().release(runtime, method);
  runtime.stubs().releaseEntries(method);
}

void freeDynamicMethods(Thread& thread) {
  Runtime& runtime = thread.runtime();
  const GcStatistics& statistics = runtime.heap().statistics();
  DynamicMethods& methods = runtime.classLoader().dynamicMethods();
  const auto dead = methods.takeDead(statistics.total());
  for (const auto& scope : dead) {
    releaseMethod(runtime, scope->method);
    runtime.heap().destroyHandle(scope->memory.owner);
  }
  if (!dead.empty())
    runtime.heap().addPressure(thread, -kMethodPressureBytes * static_cast<int64_t>(dead.size()));
}

/// World stopped: no thread reads what is taken back.
std::vector<std::unique_ptr<LoaderAllocator>> unlinkDead(Runtime& runtime) {
  auto dead = runtime.classLoader().unlinkDead();
  if (dead.empty()) return dead;
  for (const auto& allocator : dead) {
    for (MethodTable* type : allocator->types) runtime.stubs().backpatcher().forgetVtable(type);
    runtime.threads().forEachThread([&](Thread& thread) {
      for (const auto& [start, bytes] : allocator->threadStatics)
        std::memset(thread.threadStatics + start, 0, bytes);
    });
  }
  runtime.interpreter().forgetUnlinked();
  if (runtime.jit()) runtime.jit()->forgetUnlinked();
  runtime.interop().forgetUnlinked(dead);
  return dead;
}

}  // namespace

void freeDead(Thread& thread) {
  Runtime& runtime = thread.runtime();
  ClassLoader& loader = runtime.classLoader();
  freeDynamicMethods(thread);
  if (!loader.hasDeadAllocators()) return;
  std::vector<std::unique_ptr<LoaderAllocator>> dead;
  runtime.heap().withWorldStopped(thread, [&] { dead = unlinkDead(runtime); });
  for (std::unique_ptr<LoaderAllocator>& allocator : dead) {
    ClassLoader::forEachMethod(*allocator, [&](MethodDesc* method) { releaseMethod(runtime, method); });
    if (StockState* stock = runtime.stock()) {
      std::lock_guard guard(stock->lock);
      for (Module* module : allocator->modules) stock->writers.erase(module);
    }
    runtime.heap().destroyHandle(allocator->owner);
    runtime.log().line(LogFacility::Load, "assembly {} is unloaded",
                       allocator->modules.front()->simpleName());
    loader.freeAllocator(std::move(allocator));
    runtime.heap().addPressure(thread, -kAssemblyPressureBytes);
  }
}

void freeDeadBeforeNew(Thread& thread, int64_t pressureBytes) {
  Runtime& runtime = thread.runtime();
  runtime.heap().addPressure(thread, pressureBytes);
  freeDead(thread);
}

}  // namespace minivm
