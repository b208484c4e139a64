// Threads, monitors and Win32-shaped wait objects for the stock library. Wait objects are read and changed
// under the wait lock (thread_set.h).
#include <unistd.h>

#include <algorithm>
#include <cstring>
#include <span>

#include "vm/native/native_list.h"
#include "vm/native/stock/stock_state.h"
#include "vm/native/stock/stock_support.h"
#include "vm/native/wait_support.h"
#include "vm/runtime.h"
#include "vm/support/utf.h"
#include "vm/threads/thread.h"

namespace minivm::natives {

namespace {

// What WaitForSingleObject and friends answer.
constexpr int32_t kWaitObject0 = 0, kWaitAbandoned0 = 0x80, kWaitTimeout = 0x102;
constexpr size_t kNativeThread = 40;  // contract §4.5

WaitObject* add(Thread& thread, WaitObject::Kind kind, int32_t count, int32_t maximum) {
  auto made = std::make_unique<WaitObject>();
  made->kind = kind;
  made->count = count;
  made->maximum = maximum;
  const auto lock = thread.runtime().threads().lockWaits();
  auto& all = thread.runtime().stock()->waitObjects;
  all.push_back(std::move(made));
  return all.back().get();
}

bool isReady(const Thread& thread, const WaitObject& object) {
  if (object.kind == WaitObject::Kind::Mutex) return object.owner == 0 || object.owner == thread.id;
  return object.count > 0;
}

/// The wait is over: takes what it waited for. True when a mutex was found abandoned.
bool take(Thread& thread, WaitObject& object) {
  switch (object.kind) {
    case WaitObject::Kind::ManualEvent: return false;
    case WaitObject::Kind::AutoEvent:
    case WaitObject::Kind::Semaphore: --object.count; return false;
    case WaitObject::Kind::Mutex:
      object.owner = thread.id;
      ++object.recursion;
      return std::exchange(object.isAbandoned, false);
  }
  return false;
}

void wake(Thread& thread, WaitObject& object) {
  ThreadSet& threads = thread.runtime().threads();
  for (ThreadRecord* record : object.waiters) threads.signal(*record);
}

/// Waits for one or all of `objects`; the index of the one, or a WAIT_ code.
int32_t wait(Thread& thread, std::span<WaitObject* const> objects, bool all, int32_t milliseconds) {
  throwIfInterrupted(thread);
  ThreadSet& threads = thread.runtime().threads();
  auto lock = threads.lockWaits();
  size_t chosen = 0;
  const auto ready = [&] {
    if (all) {
      return std::all_of(objects.begin(), objects.end(), [&](WaitObject* o) { return isReady(thread, *o); });
    }
    for (chosen = 0; chosen < objects.size(); ++chosen) {
      if (isReady(thread, *objects[chosen])) return true;
    }
    return false;
  };
  bool got = ready();
  if (!got && milliseconds != 0) {
    for (WaitObject* object : objects) object->waiters.push_back(thread.record);
    got = threads.waitFor(thread, lock, deadlineAfter(milliseconds), ready);
    for (WaitObject* object : objects) {
      const auto at = std::find(object->waiters.begin(), object->waiters.end(), thread.record);
      if (at != object->waiters.end()) object->waiters.erase(at);
    }
  }
  if (!got) {
    lock.unlock();
    if (milliseconds != 0) throwIfInterrupted(thread);
    return kWaitTimeout;
  }
  if (!all)
    return static_cast<int32_t>(chosen) + (take(thread, *objects[chosen]) ? kWaitAbandoned0 : kWaitObject0);
  bool abandoned = false;
  for (WaitObject* object : objects) abandoned |= take(thread, *object);
  return abandoned ? kWaitAbandoned0 : kWaitObject0;
}

}  // namespace

// --- wait objects ---

WaitObject* qcallCreateEvent(Thread& thread, void*, const char16_t*, uint32_t flags, uint32_t) {
  constexpr uint32_t kManualReset = 1, kInitialSet = 2;
  return add(thread, flags & kManualReset ? WaitObject::Kind::ManualEvent : WaitObject::Kind::AutoEvent,
             flags & kInitialSet ? 1 : 0, 1);
}
int32_t qcallSetEvent(Thread& thread, WaitObject* event) {
  const auto lock = thread.runtime().threads().lockWaits();
  event->count = 1;
  wake(thread, *event);
  return 1;
}
int32_t qcallResetEvent(Thread& thread, WaitObject* event) {
  const auto lock = thread.runtime().threads().lockWaits();
  event->count = 0;
  return 1;
}
WaitObject* qcallCreateSemaphore(Thread& thread, void*, int32_t initial, int32_t maximum, const char16_t*,
                                 uint32_t, uint32_t) {
  return add(thread, WaitObject::Kind::Semaphore, initial, maximum);
}
int32_t qcallReleaseSemaphore(Thread& thread, WaitObject* semaphore, int32_t count, int32_t* previous) {
  constexpr int32_t kErrorTooManyPosts = 298;
  const auto lock = thread.runtime().threads().lockWaits();
  if (count <= 0 || semaphore->count > semaphore->maximum - count) {
    marshalSetLastPInvokeError(thread, kErrorTooManyPosts);
    return 0;
  }
  if (previous) *previous = semaphore->count;
  semaphore->count += count;
  wake(thread, *semaphore);
  return 1;
}
WaitObject* qcallCreateMutex(Thread& thread, int32_t, const char16_t*, int32_t isOwned, const uint8_t*,
                             uint32_t) {
  WaitObject* mutex = add(thread, WaitObject::Kind::Mutex, 0, 1);
  if (isOwned) {
    const auto lock = thread.runtime().threads().lockWaits();
    take(thread, *mutex);
  }
  marshalSetLastPInvokeError(thread, 0);
  return mutex;
}
int32_t qcallReleaseMutex(Thread& thread, WaitObject* mutex) {
  constexpr int32_t kErrorNotOwner = 288;
  const auto lock = thread.runtime().threads().lockWaits();
  if (mutex->owner != thread.id) {
    marshalSetLastPInvokeError(thread, kErrorNotOwner);
    return 0;
  }
  if (--mutex->recursion == 0) {
    mutex->owner = 0;
    wake(thread, *mutex);
  }
  return 1;
}
int32_t qcallCloseHandle(Thread& thread, WaitObject* object) {
  const auto lock = thread.runtime().threads().lockWaits();
  auto& all = thread.runtime().stock()->waitObjects;
  const auto at =
      std::find_if(all.begin(), all.end(), [&](const auto& owned) { return owned.get() == object; });
  // Whoever still waits for it keeps it alive.
  if (at != all.end() && object->waiters.empty()) all.erase(at);
  return 1;
}

int32_t qcallWaitOne(Thread& thread, WaitObject* object, int32_t milliseconds, int32_t) {
  return wait(thread, {&object, 1}, false, milliseconds);
}
int32_t qcallWaitPrioritized(Thread& thread, WaitObject* object, int32_t milliseconds) {
  return wait(thread, {&object, 1}, false, milliseconds);
}
int32_t qcallWaitMany(Thread& thread, WaitObject* const* objects, int32_t count, int32_t all,
                      int32_t milliseconds) {
  return wait(thread, {objects, static_cast<size_t>(count)}, all != 0, milliseconds);
}
int32_t qcallSignalAndWait(Thread& thread, WaitObject* toSignal, WaitObject* toWaitFor,
                           int32_t milliseconds) {
  switch (toSignal->kind) {
    case WaitObject::Kind::Semaphore: qcallReleaseSemaphore(thread, toSignal, 1, nullptr); break;
    case WaitObject::Kind::Mutex: qcallReleaseMutex(thread, toSignal); break;
    default: qcallSetEvent(thread, toSignal); break;
  }
  return wait(thread, {&toWaitFor, 1}, false, milliseconds);
}

// --- Monitor ---

bool stockTryEnterFast(Thread& thread, Handle<Object> object) {
  return monitorTryEnter(thread, object, 0);
}

/// EnterHelperResult: contention, entered, or take the slow path.
int32_t stockTryEnterTimeout(Thread& thread, Handle<Object> object, int32_t milliseconds) {
  constexpr int32_t kContention = 0, kEntered = 1, kSlowPath = 2;
  if (monitorTryEnter(thread, object, 0)) return kEntered;
  return milliseconds == 0 ? kContention : kSlowPath;
}

/// LeaveHelperAction: nothing to do, or the slow path throws.
int32_t stockExitFast(Thread& thread, Handle<Object> object) {
  constexpr int32_t kNone = 0, kError = 4;
  if (object.isNull() || !monitorIsEntered(thread, object)) return kError;
  monitorExit(thread, object);
  return kNone;
}

void qcallMonitorEnter(Thread& thread, const OnStack& object) {
  monitorEnter(thread, object.handle());
}
int32_t qcallMonitorTryEnter(Thread& thread, const OnStack& object, int32_t milliseconds) {
  return monitorTryEnter(thread, object.handle(), milliseconds);
}
void qcallMonitorExit(Thread& thread, const OnStack& object, int32_t) {
  monitorExit(thread, object.handle());
}
int32_t qcallMonitorWait(Thread& thread, const OnStack& object, int32_t milliseconds) {
  return monitorWait(thread, object.handle(), milliseconds);
}
void qcallMonitorPulse(Thread& thread, const OnStack& object) {
  monitorPulse(thread, object.handle(), false);
}
void qcallMonitorPulseAll(Thread& thread, const OnStack& object) {
  monitorPulse(thread, object.handle(), true);
}
int64_t qcallContentionCount() {
  return 0;
}

// --- Thread ---

void qcallCurrentThread(Thread& thread, const OnStack& out) {
  put(thread, out, threadGetCurrent(thread));
}
void qcallThreadInitialize(Thread& thread, const OnStack& object) {
  threadInitialize(thread, object.handle());
  auto* record = object.get()->field<ThreadRecord*>(kNativeThread);
  std::lock_guard guard(thread.runtime().stock()->lock);
  thread.runtime().stock()->unstarted[record] =
      heapOf(thread).createHandle(HandleKind::WeakShort, object.get());
}

void qcallThreadStart(Thread& thread, ThreadRecord* record, int32_t maxStackSize, int32_t, int32_t,
                      const char16_t*) {
  auto& unstarted = thread.runtime().stock()->unstarted;
  GcHandle weak = nullptr;
  {
    std::lock_guard guard(thread.runtime().stock()->lock);
    const auto found = unstarted.find(record);
    if (found != unstarted.end()) {
      weak = found->second;
      unstarted.erase(found);
    }
  }
  if (!weak)
    throwNew(thread, WellKnownType::ThreadStateException,
             "Thread is running or terminated; it cannot restart.");
  struct : Locals {
    Rooted<Object> managed;
  } r;
  LocalsScope scope(thread, r);
  r.managed = *weak;
  heapOf(thread).destroyHandle(weak);
  threadStart(thread, r.managed, maxStackSize);
}

int32_t qcallThreadJoin(Thread& thread, const OnStack& object, int32_t milliseconds) {
  return threadJoin(thread, object.handle(), milliseconds);
}
void qcallPollGc(Thread& thread) {
  threadYield(thread);
}
int32_t qcallGetIsBackground(ThreadRecord* record) {
  return record->isBackground;
}
void qcallSetIsBackground(Thread& thread, ThreadRecord* record, int32_t value) {
  setBackground(thread, *record, value != 0);
}
int32_t qcallThreadState(ThreadRecord* record) {
  return stateOf(*record);
}
void qcallThreadInterrupt(Thread& thread, ThreadRecord* record) {
  interrupt(thread, *record);
}
void qcallThreadName(Thread& thread, ThreadRecord* record, const char16_t* name, int32_t length) {
  rename(thread, *record, name ? utf16ToUtf8({name, static_cast<size_t>(length)}) : std::string());
}
void qcallThreadPriority(const OnStack&, int32_t) {}
uint64_t qcallOsThreadId() {
  return static_cast<uint64_t>(gettid());
}
int32_t stockOptimalSpins() {
  return 7;
}
void stockThreadFinalize(Handle<Object>) {}

}  // namespace minivm::natives
