// System.Threading.Monitor and Interlocked. A lock is thin: the word at −4 of the object (ABI 18) holds the
// owner's id and the depth of its recursion.
//
//      31 ……………… 16   15 ……………… 0
//      depth − 1        thread id, 0 = free
//
// TODO: inflating to a SyncBlock is due when a second thread can exist. Until then nobody else can hold a
// lock, and nobody else can pulse a waiter: waiting is sleeping.
#include <atomic>
#include <chrono>
#include <thread>

#include "vm/native/native_list.h"
#include "vm/native/native_support.h"
#include "vm/runtime.h"
#include "vm/threads/thread.h"

namespace minivm::natives {

namespace {

constexpr uint32_t kOwnerMask = 0xFFFF;
constexpr uint32_t kOneLevel = 0x10000;

bool isHeldBy(const Thread& thread, Handle<Object> object) {
  return (object->lockWord() & kOwnerMask) == thread.id;
}

void requireHeld(Thread& thread, Handle<Object> object) {
  if (object.isNull()) throwArgument(thread, WellKnownType::ArgumentNullException, "", "obj");
  if (!isHeldBy(thread, object)) {
    throwNew(thread, WellKnownType::SynchronizationLockException,
             "Object synchronization method was called from an unsynchronized block of code.");
  }
}

}  // namespace

bool monitorTryEnter(Thread& thread, Handle<Object> object, int32_t) {
  if (object.isNull()) throwArgument(thread, WellKnownType::ArgumentNullException, "", "obj");
  std::atomic_ref<uint32_t> word(object->lockWord());
  uint32_t old = word.load(std::memory_order_relaxed);
  if (old == 0) return word.compare_exchange_strong(old, thread.id, std::memory_order_acquire);
  if ((old & kOwnerMask) != thread.id) return false;
  if (old > UINT32_MAX - kOneLevel) throwNew(thread, WellKnownType::OverflowException);
  word.store(old + kOneLevel, std::memory_order_relaxed);
  return true;
}

void monitorEnter(Thread& thread, Handle<Object> object) {
  monitorTryEnter(thread, object, -1);
}

void monitorExit(Thread& thread, Handle<Object> object) {
  requireHeld(thread, object);
  std::atomic_ref<uint32_t> word(object->lockWord());
  const uint32_t old = word.load(std::memory_order_relaxed);
  word.store(old >= kOneLevel ? old - kOneLevel : 0, std::memory_order_release);
}

bool monitorIsEntered(Thread& thread, Handle<Object> object) {
  return isHeldBy(thread, object);
}

bool monitorWait(Thread& thread, Handle<Object> object, int32_t milliseconds) {
  requireHeld(thread, object);
  if (milliseconds < 0) {
    throwNew(thread, WellKnownType::InvalidOperationException,
             "Monitor.Wait would never return: there is no other thread that could pulse");
  }
  std::this_thread::sleep_for(std::chrono::milliseconds(milliseconds));
  return false;
}

void monitorPulse(Thread& thread, Handle<Object> object, bool) {
  requireHeld(thread, object);
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

}  // namespace minivm::natives
