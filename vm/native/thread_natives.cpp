// System.Threading.Thread.
#include <pthread.h>
#include <sched.h>

#include <algorithm>

#include "vm/eh/dispatch.h"
#include "vm/native/native_list.h"
#include "vm/native/native_support.h"
#include "vm/native/wait_support.h"
#include "vm/runtime.h"
#include "vm/threads/thread.h"

namespace minivm {

bool waitFor(Thread& thread, ThreadSet::Deadline deadline, const std::function<bool()>& isReady) {
  ThreadSet& threads = thread.runtime().threads();
  ThreadRecord& record = *thread.record;
  bool ready = isReady();
  while (!ready && !record.isInterrupted && (!deadline || ThreadSet::Clock::now() < *deadline)) {
    record.isWaiting = true;
    threads.block(thread, deadline);
    record.isWaiting = false;
    ready = isReady();
  }
  return ready;
}

void throwIfInterrupted(Thread& thread) {
  if (!thread.record->isInterrupted) return;
  thread.record->isInterrupted = false;
  throwNew(thread, WellKnownType::ThreadInterruptedException);
}

ThreadSet::Deadline deadlineAfter(int32_t milliseconds) {
  if (milliseconds < 0) return std::nullopt;
  return ThreadSet::Clock::now() + std::chrono::milliseconds(milliseconds);
}

namespace natives {

namespace {

// Contract §4.5.
constexpr size_t kNativeThread = 40, kPriority = 48, kManagedId = 52;

ThreadRecord* recordOf(Object* managedThread) {
  return managedThread->field<ThreadRecord*>(kNativeThread);
}

void bindRecord(Object* managedThread, ThreadRecord& record) {
  managedThread->field<ThreadRecord*>(kNativeThread) = &record;
  managedThread->field<int32_t>(kManagedId) = static_cast<int32_t>(record.id);
}

/// What a new native thread gets. `threads` stays alive as long as some thread may wait for it.
struct StartInfo {
  Runtime* runtime;
  std::shared_ptr<ThreadSet> threads;
  ThreadRecord* record;
  GcHandle managedThread;
  size_t interpreterStackBytes;
};

void runThread(StartInfo& start) {
  Runtime& runtime = *start.runtime;
  ThreadSet& threads = *start.threads;
  Thread thread(runtime, start.interpreterStackBytes);
  if (runtime.jit()) thread.compiledCode = &runtime.compiledCode();
  thread.record = start.record;
  thread.id = start.record->id;
  threads.acquire(thread);
  threads.running.push_back(&thread);
  runtime.heap().attach(thread);
  start.record->thread = &thread;
  thread.managedThread = *start.managedThread;
  runtime.heap().destroyHandle(start.managedThread);
  try {
    ClassLoader& loader = runtime.classLoader();
    MethodDesc* callback = loader.findMethod(loader.wellKnown(WellKnownType::Thread), "StartCallback");
    Slot self, ret[2];
    self.obj = thread.managedThread;
    callManaged(thread, callback, &self, ret);
  } catch (const ManagedException&) {
    failUnhandled(thread, thread.pendingException);
  }
  start.record->state = ThreadRecord::State::Stopped;
  start.record->thread = nullptr;
  runtime.heap().detach(thread);
  threads.running.erase(std::find(threads.running.begin(), threads.running.end(), &thread));
  threads.forEachRecord([&](ThreadRecord& record) {
    if (record.awaitsThreadEnd) threads.signal(record);
  });
  threads.releaseId(thread.id);
  threads.forget(thread);
  threads.release(thread);
}

void* threadMain(void* argument) {
  const std::unique_ptr<StartInfo> start(static_cast<StartInfo*>(argument));
  runThread(*start);
  return nullptr;
}

}  // namespace

Object* threadGetCurrent(Thread& thread) {
  if (thread.managedThread) return thread.managedThread;
  MethodTable* type = loaderOf(thread).wellKnown(WellKnownType::Thread);
  loaderOf(thread).ensureFullyLoaded(type);
  Object* object = heapOf(thread).allocate(thread, type).take();
  constexpr int32_t kNormalPriority = 2;
  object->field<int32_t>(kPriority) = kNormalPriority;
  bindRecord(object, *thread.record);
  thread.managedThread = object;
  return object;
}

void threadInitialize(Thread& thread, Handle<Object> object) {
  bindRecord(object.get(), thread.runtime().threads().addRecord());
}

void threadStart(Thread& thread, Handle<Object> object, int32_t maxStackSize) {
  constexpr size_t kLeastStack = size_t{1} << 20;  // C++ needs its reserve (ABI 17)
  Runtime& runtime = thread.runtime();
  ThreadRecord& record = *recordOf(object.get());
  const size_t stackBytes =
      maxStackSize > 0 ? std::max<size_t>(kLeastStack, static_cast<size_t>(maxStackSize)) : 0;
  auto* start = new StartInfo{&runtime, runtime.shareThreads(), &record,
                              runtime.heap().createHandle(HandleKind::Strong, object.get()),
                              stackBytes ? 2 * stackBytes : runtime.config().interpreterStackBytes};
  pthread_attr_t attributes;
  pthread_attr_init(&attributes);
  pthread_attr_setdetachstate(&attributes, PTHREAD_CREATE_DETACHED);
  if (stackBytes) pthread_attr_setstacksize(&attributes, (stackBytes + 4095) & ~size_t{4095});
  record.state = ThreadRecord::State::Running;
  pthread_t native;
  const int error = pthread_create(&native, &attributes, &threadMain, start);
  pthread_attr_destroy(&attributes);
  if (error != 0) {
    record.state = ThreadRecord::State::Unstarted;
    runtime.heap().destroyHandle(start->managedThread);
    delete start;
    throwNew(thread, WellKnownType::OutOfMemoryException);
  }
}

bool threadJoin(Thread& thread, Handle<Object> object, int32_t milliseconds) {
  const ThreadRecord& other = *recordOf(object.get());
  if (other.state == ThreadRecord::State::Unstarted) {
    throwNew(thread, WellKnownType::ThreadStateException, "Thread has not been started.");
  }
  thread.record->awaitsThreadEnd = true;
  const bool ended = waitFor(thread, deadlineAfter(milliseconds),
                             [&] { return other.state == ThreadRecord::State::Stopped; });
  thread.record->awaitsThreadEnd = false;
  if (!ended) throwIfInterrupted(thread);
  return ended;
}

void threadSleep(Thread& thread, int32_t milliseconds) {
  if (milliseconds == 0) return thread.runtime().threads().yield(thread);
  waitFor(thread, deadlineAfter(milliseconds), [] { return false; });
  throwIfInterrupted(thread);
}

bool threadYield(Thread& thread) {
  thread.runtime().threads().yield(thread);
  return true;
}

void threadSpinWait(Thread& thread, int32_t) {
  thread.runtime().threads().yield(thread);
}
bool threadGetIsBackground(Handle<Object> object) {
  return recordOf(object.get())->isBackground;
}

void threadSetIsBackground(Thread& thread, Handle<Object> object, bool value) {
  recordOf(object.get())->isBackground = value;
  // Main may be waiting for the last foreground thread.
  ThreadSet& threads = thread.runtime().threads();
  threads.forEachRecord([&](ThreadRecord& record) {
    if (record.awaitsThreadEnd) threads.signal(record);
  });
}

int32_t threadGetState(Handle<Object> object) {
  constexpr int32_t kBackground = 4, kUnstarted = 8, kStopped = 16, kWaitSleepJoin = 32;
  const ThreadRecord& record = *recordOf(object.get());
  int32_t state = record.isBackground && record.state != ThreadRecord::State::Stopped ? kBackground : 0;
  if (record.state == ThreadRecord::State::Unstarted) state |= kUnstarted;
  if (record.state == ThreadRecord::State::Stopped) state |= kStopped;
  if (record.isWaiting) state |= kWaitSleepJoin;
  return state;
}

void threadInterrupt(Thread& thread, Handle<Object> object) {
  ThreadRecord& record = *recordOf(object.get());
  record.isInterrupted = true;
  thread.runtime().threads().signal(record);
}

void threadInformNameChange(Handle<Object>, Handle<String>) {}

}  // namespace natives
}  // namespace minivm
