// GcHeap: allocation and collection (DESIGN §9, ABI 18–22). Precise, moving, generational.
#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <utility>

#include "vm/gc/handle.h"
#include "vm/objects/object.h"
#include "vm/threads/thread.h"
#include "vm/types/method_table.h"

namespace minivm {

class Runtime;

struct GcConfig {
  size_t nurseryBytes = size_t{4} << 20;      ///< at first: power of two, 64 KiB … 32 MiB
  size_t maxNurseryBytes = size_t{16} << 20;  ///< how far it may grow: a power of two
  size_t heapLimitBytes = 0;                  ///< 0 = three quarters of physical memory
  bool isLimitGiven = false;                  ///< settled by GcHeap::create
  uint32_t stressEvery = 0;                   ///< collect at every Nth allocation; 0 = off
  uint32_t stressSafepoints = 0;              ///< collect at every Nth poll; 0 = off
  bool fullOnly = false;                      ///< every collection is full and moves everything it can
  bool poison = false;                        ///< fill freed memory; also under stress
  bool verify = false;                        ///< verify the heap before and after each collection
  bool trace = false;                         ///< one line a collection on stderr (--trace=gc)
};

/// Receives the roots. `object` slots hold a reference or null; `interior` slots hold any address: into an
/// object (also one past its end), or elsewhere (stack, statics, native memory), which is left alone.
class RootVisitor {
 public:
  virtual void object(Object** slot) = 0;
  virtual void interior(uint8_t** slot) = 0;
  /// An interior slot whose object must not move: a pinned local (ECMA-335 II.23.1.16).
  virtual void pinned(uint8_t** slot) { interior(slot); }

 protected:
  ~RootVisitor() = default;
};

/// Who knows the roots outside the heap (stacks, statics, Locals, pending exceptions, sync blocks). The
/// Runtime implements it; handles are the heap's own.
class RootSource {
 public:
  virtual void visitRoots(RootVisitor& visitor) = 0;
  /// Roots that belong to an object, their owner (a LoaderAllocator's): full collections count them when they
  /// reach it and ask until nothing new was reached, others always. Visits those of owners that
  /// `isReached` holds for and that were not visited since the last visitRoots(); true if there were any.
  virtual bool visitOwnedRoots(bool (*)(void* context, Object* owner), void*, RootVisitor&) { return false; }
  /// After marking/copying and before memory is reused: `isLive(Object*)` questions through `forward` (null =
  /// dead, else the new address).
  virtual void visitWeakRoots(Object* (*forward)(void* context, Object*), void* context) = 0;
  /// All other threads stand still and have published their frames, until resumeOthers(). The default is for
  /// heaps with one thread.
  virtual void stopOthers(Thread&) {}
  virtual void resumeOthers(Thread&) {}
  /// A collection has found objects whose finalizer is due. Neither collects nor runs managed code.
  virtual void finalizersAreDue() {}
  /// Raises OutOfMemoryException; may allocate a little beyond the limit. Does not return. The default, in
  /// vm/out_of_memory.cpp, is throwNew.
  virtual void throwOutOfMemory(Thread& thread);

 protected:
  ~RootSource() = default;
};

struct GcStatistics {
  uint64_t collections[3] = {};  ///< by the oldest generation collected
  uint64_t total() const { return collections[0] + collections[1] + collections[2]; }
  uint64_t allocatedBytes = 0;  ///< since start
  uint64_t liveBytes = 0;       ///< after the last collection
  uint64_t pauseNanoseconds = 0;
  uint64_t maxPauseNanoseconds = 0;
};

/// What System.Runtime.GCSettings keeps; the values are those of its enums.
struct GcSettings {
  enum : int32_t { kBatch, kInteractive, kLowLatency, kSustainedLowLatency, kNoGcRegion };
  enum : int32_t { kCompactDefault = 1, kCompactOnce = 2 };
  std::atomic<int32_t> latencyMode{kInteractive};  ///< low latency: full collections come later
  /// Large objects are pages of their own and leave no gaps worth moving for; the next full collection sets
  /// this back.
  std::atomic<int32_t> largeObjectCompaction{kCompactDefault};
};

/// Physical memory, or what the control group leaves of it.
size_t availableMemoryBytes();
/// The limit of a heap for which none was given.
size_t defaultHeapLimit();

/// Sizes of one generation before and after a collection. 3 stands for large objects, 4 for pinned ones.
struct GcGeneration {
  uint64_t sizeBefore = 0, fragmentedBefore = 0, sizeAfter = 0, fragmentedAfter = 0;
};

/// What a collection found and did, as GC.GetGCMemoryInfo tells it. All zero: there was none.
struct GcCollection {
  uint64_t heapBytes = 0;        ///< of objects
  uint64_t fragmentedBytes = 0;  ///< free within blocks in use
  uint64_t committedBytes = 0;
  uint64_t promotedBytes = 0;  ///< survived, of what was collected
  uint64_t pinnedObjects = 0;
  uint64_t finalizationPending = 0;  ///< objects whose finalizer is due
  uint64_t index = 0;                ///< from 1
  int32_t generation = 0;
  uint32_t pausePercent = 0;  ///< time paused of all the time so far, in hundredths of a percent
  bool isCompacting = false;
  uint64_t pauseNanoseconds = 0;
  GcGeneration generations[5];
};

/// Which collection is asked for; the values are those of System.GCKind. Background ones do not exist.
enum class GcKind : uint32_t { Any, Ephemeral, FullBlocking, Background };

/// How the end of a region without collections went, as GC.EndNoGCRegion knows it.
enum class NoGcRegionEnd : int32_t { Succeeded, NotInProgress };

enum class HandleKind : uint32_t { Strong, Pinned, WeakShort, WeakLong, Dependent };
/// A GC handle is the address of a word holding the reference: managed code dereferences it directly
/// (contract §4.4).
using GcHandle = Object**;

class GcHeap {
 public:
  static std::unique_ptr<GcHeap> create(const GcConfig& config, RootSource& roots);
  virtual ~GcHeap() = default;

  // --- allocation. All may collect and may throw OutOfMemoryException (ManagedException). Objects come
  // zeroed, with their MethodTable set. ---
  Fresh<Object> allocate(Thread& thread, MethodTable* type);
  /// Single-dimensional array or anything with a component size; `length` is not negative (checked by the
  /// caller) and sized without overflow.
  Fresh<Array> allocateArray(Thread& thread, MethodTable* arrayType, uint32_t length);
  Fresh<String> allocateString(Thread& thread, MethodTable* stringType, int32_t length);
  /// Any object of `bytes` (header included, multiple of 8): used by the above and by multi-dimensional
  /// arrays.
  virtual Object* allocateSlow(Thread& thread, MethodTable* type, size_t bytes) = 0;
  /// Non-moving, never collected, must stay free of references (ABI 21): literals, RuntimeTypes. Never
  /// collects.
  virtual Object* allocateFrozen_nogc(MethodTable* type, size_t bytes) = 0;
  /// Non-moving and collected as others are. Never collects.
  virtual Object* allocateTenured_nogc(MethodTable* type, size_t bytes) = 0;
  /// Pinned object space (GC.AllocateArray(pinned: true)).
  virtual Object* allocatePinned(Thread& thread, MethodTable* type, size_t bytes) = 0;

  // --- barrier (ABI 19) ---
  /// Stores a reference into a slot inside a heap object.
  static void writeRef_nogc(Thread& thread, Object** slot, Object* value) {
    *slot = value;
    if (reinterpret_cast<uintptr_t>(value) - thread.nurseryBase < thread.nurserySize) {
      thread.cardTable[reinterpret_cast<uintptr_t>(slot) >> 9] = 1;
    }
  }
  /// Stores through a byref of unknown origin: heap, stack, statics or native memory.
  void writeRefChecked_nogc(Thread& thread, Object** slot, Object* value) {
    *slot = value;
    if (reinterpret_cast<uintptr_t>(value) - thread.nurseryBase < thread.nurserySize && contains(slot)) {
      thread.cardTable[reinterpret_cast<uintptr_t>(slot) >> 9] = 1;
    }
  }
  /// The card of a slot of unknown origin that `value` was stored into by an atomic operation.
  void markCard_nogc(Thread& thread, Object** slot, Object* value) {
    if (reinterpret_cast<uintptr_t>(value) - thread.nurseryBase < thread.nurserySize && contains(slot)) {
      thread.cardTable[reinterpret_cast<uintptr_t>(slot) >> 9] = 1;
    }
  }
  /// Copies a value that contains references to a destination of unknown origin (memmove semantics, 8-byte
  /// aligned).
  virtual void copyWithBarrier_nogc(Thread& thread, void* destination, const void* source, size_t bytes) = 0;
  /// True for addresses inside the collected heap (nursery, old, large, pinned space).
  bool contains(const void* address) const {
    return reinterpret_cast<uintptr_t>(address) - heapBase_ < heapReserved_;
  }

  /// The addresses that contains() answers for: start and bytes. Code embeds them.
  std::pair<uintptr_t, uintptr_t> range() const { return {heapBase_, heapReserved_}; }

  // --- collection ---
  /// Runs `body` while all other threads stand still: to take back what they may be reading.
  virtual void withWorldStopped(Thread& thread, const std::function<void()>& body) = 0;
  /// Collects up to `generation` (0: what was born since the last time, 1: the nursery, 2: everything); stops
  /// all other threads meanwhile. `compacts`: a full collection moves everything that is not pinned and gives
  /// memory back.
  virtual void collect(Thread& thread, int generation, const char* reason, bool compacts = false) = 0;
  /// Is a collection of the generation worth its time, by what was allocated since the last one?
  virtual bool isCollectionDue(Thread& thread, int generation) = 0;
  /// The last collection of a kind.
  virtual GcCollection lastCollection(GcKind kind) const = 0;
  /// Bytes that the calling thread allocated since its start.
  static uint64_t allocatedBytes(const Thread& thread) {
    return thread.allocatedBytes + static_cast<uint64_t>(thread.allocPtr - thread.allocCounted);
  }
  /// Bytes of memory that objects may take.
  virtual size_t limitBytes() const = 0;
  /// Looks again how much memory there is, unless the limit was given.
  virtual void refreshLimit(Thread& thread) = 0;
  /// How much may be allocated before the next collection of the nursery.
  virtual size_t nurseryBytes() const = 0;
  GcSettings& settings() { return settings_; }
  /// Is every poll told of? Then methods poll at their entries, too, not only when a stop is requested.
  virtual bool stressesSafepoints() const = 0;
  /// Memory of others that lives and dies with objects (`bytes` may be negative); when it has grown much,
  /// collects.
  virtual void addPressure(Thread& thread, int64_t bytes) = 0;
  /// Collects, then promises not to collect until `bytes` more were allocated. False if they do not fit. The
  /// region also ends with the first collection that is asked for.
  virtual bool startNoGcRegion(Thread& thread, uint64_t bytes) = 0;
  virtual NoGcRegionEnd endNoGcRegion(Thread& thread) = 0;
  virtual bool isInNoGcRegion() const = 0;
  /// Checks every object, reference and card; aborts with a report on the first wrong one.
  /// Its thread alone may run.
  virtual void verify_nogc(Thread& thread, const char* when) = 0;
  virtual const GcStatistics& statistics() const = 0;
  virtual int generationOf_nogc(const Object* object) const = 0;  ///< 0, 1, 2; INT32_MAX for frozen
  virtual size_t heapBytes() const = 0;
  /// The object that an address points into, or one past the end of; null outside of the collected heap. To
  /// pin what a byref points into, make a pinned handle of the result.
  virtual Object* objectOf_nogc(const void* address) = 0;
  /// Gives a new thread its allocation window and barrier constants; takes them back.
  virtual void attach(Thread& thread) = 0;
  virtual void detach(Thread& thread) = 0;

  // --- handles ---
  virtual GcHandle createHandle(HandleKind kind, Object* object, Object* secondary = nullptr) = 0;
  virtual void destroyHandle(GcHandle handle) = 0;
  virtual HandleKind handleKind(GcHandle handle) const = 0;
  virtual Object* dependentSecondary(GcHandle handle) const = 0;
  virtual void setDependentSecondary(GcHandle handle, Object* secondary) = 0;
  /// Stores `object` if the handle holds `expected`; what it held before.
  virtual Object* compareExchangeHandle_nogc(GcHandle handle, Object* object, Object* expected) = 0;
  /// Handles are written through here alone: collections of the nursery visit only those written lately.
  virtual void setHandle(Thread& thread, GcHandle handle, Object* object) = 0;

  // --- finalization: objects whose type has a finalizer are registered at allocation ---
  virtual void suppressFinalize_nogc(Object* object) = 0;
  virtual void reRegisterForFinalize(Thread& thread, Handle<Object> object) = 0;
  /// Next object found unreachable whose finalizer is due, or null.
  virtual Object* nextFinalizable_nogc() = 0;
  virtual bool hasFinalizable() const = 0;

 protected:
  GcSettings settings_;
  uintptr_t heapBase_ = 0;
  uintptr_t heapReserved_ = 0;
  bool allocationSlow_ = false;  ///< stress or tracing: every allocation takes allocateSlow
};

// The fast path: bump within the thread's window. The window's end already accounts for stress (it is empty
// then).
inline Fresh<Object> GcHeap::allocate(Thread& thread, MethodTable* type) {
  size_t bytes = (type->baseSize + 7u) & ~size_t{7};
  uint8_t* start = thread.allocPtr;
  if (bytes <= static_cast<size_t>(thread.allocLimit - start) && !type->hasFinalizer()) {
    thread.allocPtr = start + bytes;
    auto* object = reinterpret_cast<Object*>(start + 8);
    object->mt = type;
    return Fresh<Object>(object, &thread.safepointEpoch);
  }
  Object* object = allocateSlow(thread, type, bytes);
  return Fresh<Object>(object, &thread.safepointEpoch);
}

inline Fresh<Array> GcHeap::allocateArray(Thread& thread, MethodTable* arrayType, uint32_t length) {
  size_t bytes =
      (arrayType->baseSize + static_cast<size_t>(length) * arrayType->componentSize() + 7) & ~size_t{7};
  uint8_t* start = thread.allocPtr;
  Array* array;
  if (bytes <= static_cast<size_t>(thread.allocLimit - start)) {
    thread.allocPtr = start + bytes;
    array = reinterpret_cast<Array*>(start + 8);
    array->mt = arrayType;
  } else {
    array = static_cast<Array*>(allocateSlow(thread, arrayType, bytes));
  }
  array->length = length;
  return Fresh<Array>(array, &thread.safepointEpoch);
}

inline Fresh<String> GcHeap::allocateString(Thread& thread, MethodTable* stringType, int32_t length) {
  return Fresh<String>(static_cast<String*>(
      static_cast<Object*>(allocateArray(thread, stringType, static_cast<uint32_t>(length)).take())));
}

}  // namespace minivm
