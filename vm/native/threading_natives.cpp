// System.Threading.Monitor and Interlocked. A lock is thin: the word at −4 of the object (ABI 18) holds the
// owner's id and the depth of its recursion.
//
//      31 ……………… 16   15 ……………… 0
//      depth − 1        thread id, 0 = free
//
// Who finds it taken registers in ThreadRecord::enters and blocks; who leaves it signals those that wait for
// this object. Waiters of Monitor.Wait are in ThreadSet::monitorWaiters. Everything here happens under the
// lock of the ThreadSet (thread_set.h), so plain stores do.
#include <atomic>

#include "vm/native/native_list.h"
#include "vm/native/native_support.h"
#include "vm/native/wait_support.h"
#include "vm/runtime.h"
#include "vm/threads/thread.h"

namespace minivm::natives {

namespace {

constexpr uint32_t kOwnerMask = 0xFFFF;
constexpr uint32_t kOneLevel = 0x10000;

bool isHeldBy(const Thread& thread, Handle<Object> object) {
  return (object->lockWord() & kOwnerMask) == thread.id;
}

void requireObject(Thread& thread, Handle<Object> object) {
  if (object.isNull()) throwArgument(thread, WellKnownType::ArgumentNullException, "", "obj");
}

void requireLocation(Thread& thread, const void* location) {
  if (!location) throwNew(thread, WellKnownType::NullReferenceException);
}

void requireHeld(Thread& thread, Handle<Object> object) {
  requireObject(thread, object);
  if (!isHeldBy(thread, object)) {
    throwNew(thread, WellKnownType::SynchronizationLockException,
             "Object synchronization method was called from an unsynchronized block of code.");
  }
}

/// Blocks until the lock is free and takes it with `word`; false on timeout or interrupt.
bool enterSlowly(Thread& thread, Handle<Object> object, ThreadSet::Deadline deadline, uint32_t word) {
  ThreadSet& threads = thread.runtime().threads();
  thread.record->enters = const_cast<Object**>(object.slot());
  ++threads.enteringCount;
  const bool isFree = waitFor(thread, deadline, [&] { return object->lockWord() == 0; });
  --threads.enteringCount;
  thread.record->enters = nullptr;
  if (isFree) object->lockWord() = word;
  return isFree;
}

/// The lock of `object` has become free.
void signalEntering(Thread& thread, Handle<Object> object) {
  ThreadSet& threads = thread.runtime().threads();
  if (threads.enteringCount == 0) return;
  threads.forEachRecord([&](ThreadRecord& record) {
    if (record.enters && *record.enters == object.get()) threads.signal(record);
  });
}

}  // namespace

bool monitorTryEnter(Thread& thread, Handle<Object> object, int32_t milliseconds) {
  requireObject(thread, object);
  uint32_t& word = object->lockWord();
  if (word == 0) {
    word = thread.id;
    return true;
  }
  if ((word & kOwnerMask) == thread.id) {
    if (word > UINT32_MAX - kOneLevel) throwNew(thread, WellKnownType::OverflowException);
    word += kOneLevel;
    return true;
  }
  if (milliseconds == 0) return false;
  const bool entered = enterSlowly(thread, object, deadlineAfter(milliseconds), thread.id);
  if (!entered) throwIfInterrupted(thread);
  return entered;
}

void monitorEnter(Thread& thread, Handle<Object> object) {
  monitorTryEnter(thread, object, -1);
}

void monitorExit(Thread& thread, Handle<Object> object) {
  requireHeld(thread, object);
  uint32_t& word = object->lockWord();
  if (word >= kOneLevel) {
    word -= kOneLevel;
    return;
  }
  word = 0;
  signalEntering(thread, object);
}

bool monitorIsEntered(Thread& thread, Handle<Object> object) {
  return isHeldBy(thread, object);
}

bool monitorWait(Thread& thread, Handle<Object> object, int32_t milliseconds) {
  requireHeld(thread, object);
  throwIfInterrupted(thread);
  ThreadSet& threads = thread.runtime().threads();
  const uint32_t word = object->lockWord();
  const auto waiter =
      threads.monitorWaiters.insert(threads.monitorWaiters.end(), {thread.record, object.slot(), false});
  object->lockWord() = 0;
  signalEntering(thread, object);
  waitFor(thread, deadlineAfter(milliseconds), [&] { return waiter->isPulsed; });
  const bool isPulsed = waiter->isPulsed;
  threads.monitorWaiters.erase(waiter);
  // The lock is taken again in any case, an interrupt waits for it.
  const bool wasInterrupted = thread.record->isInterrupted;
  thread.record->isInterrupted = false;
  while (!enterSlowly(thread, object, std::nullopt, word)) thread.record->isInterrupted = false;
  if (wasInterrupted) {
    thread.record->isInterrupted = true;
    if (!isPulsed) throwIfInterrupted(thread);
  }
  return isPulsed;
}

void monitorPulse(Thread& thread, Handle<Object> object, bool all) {
  requireHeld(thread, object);
  ThreadSet& threads = thread.runtime().threads();
  for (MonitorWaiter& waiter : threads.monitorWaiters) {
    if (waiter.isPulsed || *waiter.object != object.get()) continue;
    waiter.isPulsed = true;
    threads.signal(*waiter.record);
    if (!all) return;
  }
}

Object* interlockedExchangeObject(Thread& thread, ByRef<Object*> location, Handle<Object> value) {
  if (location.isNull()) throwNew(thread, WellKnownType::NullReferenceException);
  Object* old = std::atomic_ref<Object*>(*location).exchange(value.get(), std::memory_order_acq_rel);
  heapOf(thread).writeRefChecked_nogc(thread, location.get(), value.get());  // for its card
  return old;
}

Object* interlockedCompareExchangeObject(Thread& thread, ByRef<Object*> location, Handle<Object> value,
                                         Handle<Object> comparand) {
  if (location.isNull()) throwNew(thread, WellKnownType::NullReferenceException);
  Object* expected = comparand.get();
  if (std::atomic_ref<Object*>(*location).compare_exchange_strong(expected, value.get(),
                                                                  std::memory_order_acq_rel)) {
    heapOf(thread).writeRefChecked_nogc(thread, location.get(), value.get());
  }
  return expected;
}

#define INTERLOCKED(bits, type)                                                                             \
  type interlockedExchange##bits(Thread& thread, ByRef<type> location, type value) {                        \
    requireLocation(thread, location.get());                                                                \
    return std::atomic_ref<type>(*location).exchange(value);                                                \
  }                                                                                                         \
  type interlockedCompareExchange##bits(Thread& thread, ByRef<type> location, type value, type comparand) { \
    requireLocation(thread, location.get());                                                                \
    std::atomic_ref<type>(*location).compare_exchange_strong(comparand, value);                             \
    return comparand;                                                                                       \
  }
INTERLOCKED(8, uint8_t)
INTERLOCKED(16, uint16_t)
INTERLOCKED(32, int32_t)
INTERLOCKED(64, int64_t)
#undef INTERLOCKED

int32_t interlockedExchangeAdd32(Thread& thread, ByRef<int32_t> location, int32_t value) {
  requireLocation(thread, location.get());
  return std::atomic_ref<int32_t>(*location).fetch_add(value);
}
int64_t interlockedExchangeAdd64(Thread& thread, ByRef<int64_t> location, int64_t value) {
  requireLocation(thread, location.get());
  return std::atomic_ref<int64_t>(*location).fetch_add(value);
}

}  // namespace minivm::natives
