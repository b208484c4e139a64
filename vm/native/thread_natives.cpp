// System.Threading.Thread.
#include <pthread.h>
#include <sched.h>

#include <algorithm>

#include "vm/eh/dispatch.h"
#include "vm/native/native_list.h"
#include "vm/native/native_support.h"
#include "vm/native/wait_support.h"
#include "vm/runtime.h"
#include "vm/threads/safepoint.h"

namespace minivm {

void throwIfInterrupted(Thread& thread) {
  if (thread.record->isInterrupted.exchange(false))
    throwNew(thread, WellKnownType::ThreadInterruptedException);
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

/// What a new native thread gets. `threads` stays alive as long as some thread may stand still in it.
struct StartInfo {
  Runtime* runtime;
  std::shared_ptr<ThreadSet> threads;
  ThreadRecord* record;
  GcHandle managedThread;
  size_t interpreterStackBytes;
};

void runThread(StartInfo& start) {
  Runtime& runtime = *start.runtime;
  Thread thread(runtime, start.interpreterStackBytes);
  thread.record = start.record;
  runtime.enter(thread);
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
  runtime.leave(thread);
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
  ThreadSet& threads = thread.runtime().threads();
  const auto lock = threads.lockWaits();
  bindRecord(object.get(), threads.addRecord());
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
  ThreadSet& threads = runtime.threads();
  {
    const auto lock = threads.lockWaits();
    threads.setRunning(record);
  }
  int error;
  {
    Preemptive scope(thread);
    pthread_t native;
    error = pthread_create(&native, &attributes, &threadMain, start);
  }
  pthread_attr_destroy(&attributes);
  if (error != 0) {
    {
      const auto lock = threads.lockWaits();
      threads.setStopped(record);
    }
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
  ThreadSet& threads = thread.runtime().threads();
  bool ended;
  {
    auto lock = threads.lockWaits();
    thread.record->awaitsThreadEnd = true;
    ended = threads.waitFor(thread, lock, deadlineAfter(milliseconds),
                            [&] { return other.state == ThreadRecord::State::Stopped; });
    thread.record->awaitsThreadEnd = false;
  }
  if (!ended) throwIfInterrupted(thread);
  return ended;
}

void threadSleep(Thread& thread, int32_t milliseconds) {
  if (milliseconds == 0) return (void)threadYield(thread);
  ThreadSet& threads = thread.runtime().threads();
  {
    auto lock = threads.lockWaits();
    threads.waitFor(thread, lock, deadlineAfter(milliseconds), [] { return false; });
  }
  throwIfInterrupted(thread);
}

bool threadYield(Thread& thread) {
  Preemptive scope(thread);
  return ::sched_yield() == 0;
}

void threadSpinWait(Thread& thread, int32_t iterations) {
  constexpr int32_t kBetweenPolls = 1000;
  for (int32_t i = 0; i < iterations; ++i) {
    __builtin_ia32_pause();
    if (i % kBetweenPolls == kBetweenPolls - 1) pollThread(thread);
  }
}

bool threadGetIsBackground(Handle<Object> object) {
  return recordOf(object.get())->isBackground;
}

void threadSetIsBackground(Thread& thread, Handle<Object> object, bool value) {
  setBackground(thread, *recordOf(object.get()), value);
}

int32_t threadGetState(Handle<Object> object) {
  return stateOf(*recordOf(object.get()));
}

void threadInterrupt(Thread& thread, Handle<Object> object) {
  interrupt(thread, *recordOf(object.get()));
}

void threadInformNameChange(Thread& thread, Handle<Object> object, Handle<String> name) {
  rename(thread, *recordOf(object.get()), toUtf8(name.get()));
}

// --- by record, as QCalls name threads ---

void setBackground(Thread& thread, ThreadRecord& record, bool value) {
  // Main may be waiting for the last foreground thread.
  ThreadSet& threads = thread.runtime().threads();
  const auto lock = threads.lockWaits();
  record.isBackground = value;
  threads.signalThreadEnd();
}

int32_t stateOf(const ThreadRecord& record) {
  constexpr int32_t kBackground = 4, kUnstarted = 8, kStopped = 16, kWaitSleepJoin = 32;
  const ThreadRecord::State now = record.state;
  int32_t state = record.isBackground && now != ThreadRecord::State::Stopped ? kBackground : 0;
  if (now == ThreadRecord::State::Unstarted) state |= kUnstarted;
  if (now == ThreadRecord::State::Stopped) state |= kStopped;
  if (record.isWaiting) state |= kWaitSleepJoin;
  return state;
}

void interrupt(Thread& thread, ThreadRecord& record) {
  ThreadSet& threads = thread.runtime().threads();
  const auto lock = threads.lockWaits();
  record.isInterrupted = true;
  threads.signal(record);
}

void rename(Thread& thread, ThreadRecord& record, std::string name) {
  const auto lock = thread.runtime().threads().lockWaits();
  record.name = std::move(name);
  Runtime::nameThread(record);
}

}  // namespace natives
}  // namespace minivm
