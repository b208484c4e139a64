// Type initializers (ECMA-335 II.10.5.3). States: NotStarted → Running → Initialised or Failed. While
// Running, the thread that runs the initializer passes (II.10.5.3.3: it may see the type half-initialised);
// afterwards a failed type throws the very same TypeInitializationException for ever.
#include "vm/eh/exceptions.h"
#include "vm/runtime.h"
#include "vm/threads/catch_all.h"
#include "vm/threads/thread.h"
#include "vm/threads/thread_set.h"

namespace minivm {

namespace {

constexpr uint32_t kAuxInitialised = 1;  // contract §4.3

void wakeOtherThreads(Thread& thread, const EEClass& eeClass);

void finish(Thread& thread, MethodTable* type) {
  type->aux->flags.fetch_or(kAuxInitialised, std::memory_order_relaxed);
  type->eeClass->initState.store(ClassInitState::Initialised, std::memory_order_release);
  wakeOtherThreads(thread, *type->eeClass);
}

/// The name as .NET puts it into the exception: namespace and metadata name, without enclosing types and type
/// arguments.
std::string nameForMessage(const MethodTable* type) {
  const EEClass& eeClass = *type->eeClass;
  const Metadata& metadata = eeClass.module->metadata();
  const TypeDefRow row = metadata.typeDef(eeClass.typeDef.rid());
  std::string name(metadata.string(row.nameSpace));
  if (!name.empty()) name += '.';
  return name += metadata.string(row.name);
}

/// Runs the initializer; true when it threw, with the exception pending.
bool runFails(Thread& thread, MethodDesc* cctor) {
  CatchAllFrame catchAll(thread);
  try {
    try {
      Slot ret[2];
      callManaged(thread, cctor, nullptr, ret);
      return false;
    } catch (const LoadFailure& failure) {
      throwLoadFailure(thread, failure);
    }
  } catch (const ManagedException&) {
    return true;
  }
}

/// Wraps the pending exception and keeps the wrapper for later users.
void recordFailure(Thread& thread, MethodTable* type) {
  Runtime& runtime = thread.runtime();
  struct : Locals {
    Rooted<Object> inner, wrapper;
    Rooted<String> name;
  } r;
  LocalsScope scope(thread, r);
  r.inner = thread.pendingException;
  thread.pendingException = nullptr;
  ClassLoader& loader = runtime.classLoader();
  MethodTable* wrapperType = loader.wellKnown(WellKnownType::TypeInitializationException);
  MethodDesc* ctor = loader.findMethod(wrapperType, ".ctor", "void(string,System.Exception)");
  if (!ctor)
    throw LoadFailure(LoadFailureKind::MissingMethod,
                      "the class library has no TypeInitializationException(string, Exception)");
  r.name = newString(thread, nameForMessage(type));
  r.wrapper = runtime.heap().allocate(thread, wrapperType);
  Slot args[3];
  args[0].obj = r.wrapper.get();
  args[1].obj = r.name.get();
  args[2].obj = r.inner.get();
  Slot ret[2];
  callManaged(thread, ctor, args, ret);
  type->eeClass->initFailure = runtime.keepAlive(type->eeClass->allocator, r.wrapper.get());
}

/// Waits until the thread that runs the initializer is done with it. False at once when it must not be waited
/// for: it is this thread, or one that waits, directly or through others, for an initializer that this thread
/// runs (II.10.5.3.3).
bool waitForOtherThread(Thread& thread, EEClass& eeClass) {
  ThreadSet& threads = thread.runtime().threads();
  auto lock = threads.lockWaits();
  const auto runnerOf = [&](const EEClass& type) -> const ThreadRecord* {
    const ThreadRecord* found = nullptr;
    threads.forEachRunningRecord([&](const ThreadRecord& record) {
      if (record.id == type.initThread.load(std::memory_order_relaxed)) found = &record;
    });
    return found;
  };
  // Who closes a circle finds it: everybody registers under the lock before he waits. The walk ends, since a
  // circle without this thread would have been found by another.
  const EEClass* type = &eeClass;
  while (type) {
    const ThreadRecord* runner = runnerOf(*type);
    if (runner == thread.record) return false;
    type = runner ? runner->waitsForInitOf : nullptr;
  }
  thread.record->waitsForInitOf = &eeClass;
  while (eeClass.initState.load(std::memory_order_acquire) == ClassInitState::Running)
    threads.block(thread, lock, std::nullopt);
  thread.record->waitsForInitOf = nullptr;
  return true;
}

/// The state of `eeClass` has changed for good.
void wakeOtherThreads(Thread& thread, const EEClass& eeClass) {
  ThreadSet& threads = thread.runtime().threads();
  const auto lock = threads.lockWaits();
  threads.forEachRunningRecord([&](ThreadRecord& record) {
    if (record.waitsForInitOf == &eeClass) threads.signal(record);
  });
}

}  // namespace

void ensureClassInitRunsManaged(Thread& thread, MethodTable* type) {
  EEClass& eeClass = *type->eeClass;
  if (!eeClass.needsInit()) return;
  Runtime& runtime = thread.runtime();
  runtime.classLoader().ensureFullyLoaded(type);
  if (eeClass.typeDef.rid() != 1) ensureModuleInitRunsManaged(thread, *type->module);  // 1 is <Module> itself
  ClassInitState state = ClassInitState::NotStarted;
  if (eeClass.initState.compare_exchange_strong(state, ClassInitState::Running, std::memory_order_acq_rel)) {
    eeClass.initThread.store(thread.id, std::memory_order_relaxed);
    if (!eeClass.cctor) return finish(thread, type);
    runtime.log().line(LogFacility::Init, "{} starts", TypeHandle(type).toString());
    if (!runFails(thread, eeClass.cctor)) {
      runtime.log().line(LogFacility::Init, "{} is initialised", TypeHandle(type).toString());
      return finish(thread, type);
    }
    recordFailure(thread, type);
    eeClass.initState.store(ClassInitState::Failed, std::memory_order_release);
    wakeOtherThreads(thread, eeClass);
    runtime.log().line(LogFacility::Init, "{} failed", TypeHandle(type).toString());
    state = ClassInitState::Failed;
  }
  if (state == ClassInitState::Running) {
    if (!waitForOtherThread(thread, eeClass)) return;
    state = eeClass.initState.load(std::memory_order_acquire);
  }
  if (state == ClassInitState::Failed) throwManaged(thread, *eeClass.initFailure);
}

void ensureModuleInitRunsManaged(Thread& thread, Module& module) {
  if (module.isInitialised.load(std::memory_order_acquire)) return;
  ClassLoader& loader = thread.runtime().classLoader();
  MethodTable* globals = loader.loadType(module, Token::make(Table::TypeDef, 1), {}).asMethodTable();
  if (globals->eeClass->needsInit()) ensureClassInitRunsManaged(thread, globals);
  // While it runs, its own thread goes on; the state changes when it is through.
  if (!globals->eeClass->needsInit()) module.isInitialised.store(true, std::memory_order_release);
}

}  // namespace minivm
