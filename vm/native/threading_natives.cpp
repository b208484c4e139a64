// System.Threading.Monitor and Interlocked.
#include <atomic>

#include "vm/native/native_list.h"
#include "vm/native/native_support.h"
#include "vm/native/wait_support.h"
#include "vm/runtime.h"
#include "vm/threads/thread.h"

namespace minivm::natives {

namespace {

void requireObject(Thread& thread, Handle<Object> object) {
  if (object.isNull()) throwArgument(thread, WellKnownType::ArgumentNullException, "", "obj");
}

void requireLocation(Thread& thread, const void* location) {
  if (!location) throwNew(thread, WellKnownType::NullReferenceException);
}

[[noreturn]] void throwNotHeld(Thread& thread) {
  throwNew(thread, WellKnownType::SynchronizationLockException,
           "Object synchronization method was called from an unsynchronized block of code.");
}

Monitors& monitorsOf(Thread& thread) {
  return thread.runtime().monitors();
}

}  // namespace

bool monitorTryEnter(Thread& thread, Handle<Object> object, int32_t milliseconds) {
  requireObject(thread, object);
  if (Monitors::tryEnterFast_nogc(thread, object.get())) return true;
  const MonitorResult result = monitorsOf(thread).enter(thread, object, milliseconds);
  if (result == MonitorResult::Interrupted) throwIfInterrupted(thread);
  return result == MonitorResult::Done;
}

void monitorEnter(Thread& thread, Handle<Object> object) {
  monitorTryEnter(thread, object, -1);
}

void monitorExit(Thread& thread, Handle<Object> object) {
  requireObject(thread, object);
  if (Monitors::tryExitFast_nogc(thread, object.get())) return;
  if (monitorsOf(thread).exit_nogc(thread, object.get()) == MonitorResult::NotHeld) throwNotHeld(thread);
}

bool monitorIsEntered(Thread& thread, Handle<Object> object) {
  return monitorsOf(thread).isHeld_nogc(thread, object.get());
}

bool monitorWait(Thread& thread, Handle<Object> object, int32_t milliseconds) {
  requireObject(thread, object);
  const MonitorResult result = monitorsOf(thread).wait(thread, object, milliseconds);
  if (result == MonitorResult::NotHeld) throwNotHeld(thread);
  if (result == MonitorResult::Interrupted) throwIfInterrupted(thread);
  return result == MonitorResult::Done;
}

void monitorPulse(Thread& thread, Handle<Object> object, bool all) {
  requireObject(thread, object);
  if (monitorsOf(thread).pulse_nogc(thread, object.get(), all) == MonitorResult::NotHeld)
    throwNotHeld(thread);
}

Object* interlockedExchangeObject(Thread& thread, ByRef<Object*> location, Handle<Object> value) {
  if (location.isNull()) throwNew(thread, WellKnownType::NullReferenceException);
  Object* old = std::atomic_ref<Object*>(*location).exchange(value.get(), std::memory_order_acq_rel);
  heapOf(thread).markCard_nogc(thread, location.get(), value.get());
  return old;
}

Object* interlockedCompareExchangeObject(Thread& thread, ByRef<Object*> location, Handle<Object> value,
                                         Handle<Object> comparand) {
  if (location.isNull()) throwNew(thread, WellKnownType::NullReferenceException);
  Object* expected = comparand.get();
  if (std::atomic_ref<Object*>(*location).compare_exchange_strong(expected, value.get(),
                                                                  std::memory_order_acq_rel)) {
    heapOf(thread).markCard_nogc(thread, location.get(), value.get());
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
