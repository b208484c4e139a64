// System.GC and GCHandle.
#include "vm/finalizer_thread.h"
#include "vm/native/native_list.h"
#include "vm/native/native_support.h"
#include "vm/runtime.h"
#include "vm/threads/thread.h"

namespace minivm::natives {

void gcCollect(Thread& thread, int32_t generation, int32_t) {
  heapOf(thread).collect(thread, generation < 0 || generation > 2 ? 2 : generation, "GC.Collect");
}

void gcWaitForPendingFinalizers(Thread& thread) {
  thread.runtime().finalizerThread().waitUntilIdle(thread);
}

void gcSuppressFinalize(Thread& thread, Handle<Object> object) {
  if (object->mt->hasFinalizer()) heapOf(thread).suppressFinalize_nogc(object.get());
}
void gcReRegisterForFinalize(Thread& thread, Handle<Object> object) {
  if (object->mt->hasFinalizer()) heapOf(thread).reRegisterForFinalize(thread, object);
}
int32_t gcGetGeneration(Thread& thread, Handle<Object> object) {
  return heapOf(thread).generationOf_nogc(object.get());
}
int32_t gcMaxGeneration() {
  return 2;
}

int32_t gcCollectionCount(Thread& thread, int32_t generation, int32_t) {
  // A collection of an old generation collects the younger ones, too.
  const GcStatistics& statistics = heapOf(thread).statistics();
  uint64_t count = 0;
  for (int32_t i = generation < 0 ? 0 : generation; i <= 2; ++i) count += statistics.collections[i];
  return static_cast<int32_t>(count);
}

int64_t gcTotalMemory(Thread& thread) {
  return static_cast<int64_t>(heapOf(thread).heapBytes());
}
int64_t gcTotalPauseDuration(Thread& thread) {
  return static_cast<int64_t>(heapOf(thread).statistics().pauseNanoseconds / 100);  // TimeSpan's ticks
}
int64_t gcAllocatedBytes(Thread& thread) {
  return static_cast<int64_t>(heapOf(thread).statistics().allocatedBytes);
}

// --- handles: the values of GCHandleType are HandleKind's under other numbers ---

Object** handleAlloc(Thread& thread, Handle<Object> object, int32_t type) {
  constexpr HandleKind kKinds[] = {HandleKind::WeakShort, HandleKind::WeakLong, HandleKind::Strong,
                                   HandleKind::Pinned};
  if (type < 0 || type > 3)
    throwArgument(thread, WellKnownType::ArgumentOutOfRangeException, "Enum value was out of legal range.",
                  "type");
  if (type == 3 && !object.isNull()) {
    // Only what native code can make sense of may be pinned: no references, except in strings' and arrays'
    // headers.
    const MethodTable* mt = object->mt;
    if (mt->containsGcPointers()) {
      throwNew(thread, WellKnownType::ArgumentException,
               "Object contains non-primitive or non-blittable data.");
    }
  }
  return heapOf(thread).createHandle(kKinds[type], object.get());
}
void handleFree(Thread& thread, Object** handle) {
  heapOf(thread).destroyHandle(handle);
}
Object* handleGet(Object** handle) {
  return *handle;
}
void handleSet(Thread& thread, Object** handle, Handle<Object> object) {
  heapOf(thread).setHandle(thread, handle, object.get());
}

Object** dependentAlloc(Thread& thread, Handle<Object> target, Handle<Object> dependent) {
  return heapOf(thread).createHandle(HandleKind::Dependent, target.get(), dependent.get());
}
void dependentFree(Thread& thread, Object** handle) {
  heapOf(thread).destroyHandle(handle);
}
Object* dependentGetDependent(Thread& thread, Object** handle) {
  return heapOf(thread).dependentSecondary(handle);
}
void dependentSetDependent(Thread& thread, Object** handle, Handle<Object> dependent) {
  heapOf(thread).setDependentSecondary(handle, dependent.get());
}

void dependentSetTargetToNull(Thread& thread, Object** handle) {
  heapOf(thread).setDependentSecondary(handle, nullptr);
  heapOf(thread).setHandle(thread, handle, nullptr);
}

}  // namespace minivm::natives
