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

void freeDynamicMethods(Runtime& runtime) {
  const GcStatistics& statistics = runtime.heap().statistics();
  DynamicMethods& methods = runtime.classLoader().dynamicMethods();
  for (const auto& scope : methods.takeDead(statistics.total())) {
    releaseMethod(runtime, scope->method);
    runtime.heap().destroyHandle(scope->memory.owner);
  }
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
  freeDynamicMethods(runtime);
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
    runtime.log().line(LogFacility::Load, "assembly {} is unloaded", allocator->modules.front()->simpleName());
    loader.freeAllocator(std::move(allocator));
    runtime.heap().addPressure(thread, -kAssemblyPressureBytes);
  }
}

void freeDeadBeforeNew(Thread& thread, int64_t pressureBytes) {
  Runtime& runtime = thread.runtime();
  if (pressureBytes != 0) runtime.heap().addPressure(thread, pressureBytes);
  // The collector does not see the memory of a method, of which the object that owns it is the smallest part.
  constexpr size_t kMostMadeBetweenCollections = 5000;
  if (runtime.classLoader().dynamicMethods().madeSinceCollection() > kMostMadeBetweenCollections)
    runtime.heap().collect(thread, 2, "dynamic methods");
  freeDead(thread);
}

}  // namespace minivm
