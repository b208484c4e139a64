// System.GC and GCHandle.
#include <sys/sysinfo.h>

#include <algorithm>

#include "vm/finalizer_thread.h"
#include "vm/native/native_list.h"
#include "vm/native/native_support.h"
#include "vm/runtime.h"
#include "vm/threads/thread.h"

namespace minivm::natives {

// `mode` is an InternalGCCollectionMode.
void gcCollect(Thread& thread, int32_t generation, int32_t mode) {
  constexpr int32_t kOptimized = 4, kCompacting = 8, kAggressive = 16;
  generation = generation < 0 || generation > 2 ? 2 : generation;
  GcHeap& heap = heapOf(thread);
  if ((mode & kOptimized) != 0 && !heap.isCollectionDue(thread, generation)) return;
  heap.collect(thread, generation, "GC.Collect", (mode & (kCompacting | kAggressive)) != 0);
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
int64_t gcAllocatedBytesOfThread(Thread& thread) {
  return static_cast<int64_t>(GcHeap::allocatedBytes(thread));
}

/// GCMemoryInfoData: a class whose fields are laid out as they are declared, 64-bit words for the most part.
void gcGetMemoryInfo(Thread& thread, Handle<Object> info, int32_t kind) {
  const GcCollection gc = heapOf(thread).lastCollection(static_cast<GcKind>(kind));
  if (gc.index == 0) return;
  struct sysinfo machine {};
  sysinfo(&machine);
  const uint64_t total = availableMemoryBytes();
  const uint64_t physical = uint64_t{machine.totalram} * machine.mem_unit;
  const uint64_t unused = uint64_t{machine.freeram + machine.bufferram} * machine.mem_unit;
  auto* words = reinterpret_cast<uint64_t*>(info->data());
  *words++ = total / 10 * 9;
  *words++ = total;
  *words++ = physical - std::min(physical, unused);
  *words++ = gc.heapBytes;
  *words++ = gc.fragmentedBytes;
  *words++ = gc.committedBytes;
  *words++ = gc.promotedBytes;
  *words++ = gc.pinnedObjects;
  *words++ = gc.finalizationPending;
  *words++ = gc.index;
  *words++ = static_cast<uint32_t>(gc.generation) | uint64_t{gc.pausePercent} << 32;
  *words++ = gc.isCompacting ? 1 : 0;
  for (const GcGeneration& generation : gc.generations) {
    *words++ = generation.sizeBefore;
    *words++ = generation.fragmentedBefore;
    *words++ = generation.sizeAfter;
    *words++ = generation.fragmentedAfter;
  }
  *words = gc.pauseNanoseconds / 100;  // TimeSpan's ticks
}

void gcAddMemoryPressure(Thread& thread, uint64_t bytes) {
  heapOf(thread).addPressure(thread, static_cast<int64_t>(std::min<uint64_t>(bytes, INT64_MAX / 4)));
}
void gcRemoveMemoryPressure(Thread& thread, uint64_t bytes) {
  heapOf(thread).addPressure(thread, -static_cast<int64_t>(std::min<uint64_t>(bytes, INT64_MAX / 4)));
}

// Returns a StartNoGCRegionStatus. A region that is asked for inside one ends it, as in CoreCLR.
int32_t gcStartNoGcRegion(Thread& thread, int64_t bytes, int32_t, int64_t, int32_t) {
  enum : int32_t { kSucceeded, kNotEnoughMemory, kAmountTooLarge, kAlreadyInProgress };
  GcHeap& heap = heapOf(thread);
  if (heap.isInNoGcRegion()) {
    heap.endNoGcRegion(thread);
    return kAlreadyInProgress;
  }
  if (static_cast<uint64_t>(bytes) > heap.limitBytes()) return kAmountTooLarge;
  return heap.startNoGcRegion(thread, static_cast<uint64_t>(bytes)) ? kSucceeded : kNotEnoughMemory;
}
int32_t gcEndNoGcRegion(Thread& thread) {
  return static_cast<int32_t>(heapOf(thread).endNoGcRegion(thread));
}

int32_t gcGetLatencyMode(Thread& thread) {
  GcHeap& heap = heapOf(thread);
  return heap.isInNoGcRegion() ? int32_t{GcSettings::kNoGcRegion} : heap.settings().latencyMode.load();
}
// Returns a SetLatencyModeStatus.
int32_t gcSetLatencyMode(Thread& thread, int32_t mode) {
  enum : int32_t { kSucceeded, kNoGcInProgress };
  GcHeap& heap = heapOf(thread);
  if (heap.isInNoGcRegion()) return kNoGcInProgress;
  heap.settings().latencyMode = mode;
  return kSucceeded;
}
int32_t gcGetLargeObjectCompaction(Thread& thread) {
  return heapOf(thread).settings().largeObjectCompaction;
}
void gcSetLargeObjectCompaction(Thread& thread, int32_t mode) {
  heapOf(thread).settings().largeObjectCompaction = mode;
}
int32_t gcRefreshMemoryLimit(Thread& thread) {
  heapOf(thread).refreshLimit(thread);
  return 0;
}
int64_t gcHeapLimit(Thread& thread) {
  return static_cast<int64_t>(heapOf(thread).limitBytes());
}
int64_t gcNurseryBytes(Thread& thread) {
  return static_cast<int64_t>(heapOf(thread).nurseryBytes());
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
