// Collector: the one implementation of GcHeap. Decides when to collect, hands out allocation windows, keeps
// the heap within its limit.
//
// Threads allocate from windows of their own. Everything slower happens under `allocation_`, which a thread
// keeps while it stops the others and collects; `structure_` guards the shape of the spaces against those
// who only look.
#pragma once

#include <atomic>
#include <mutex>
#include <vector>

#include "vm/gc/heap.h"
#include "vm/gc/spaces.h"
#include "vm/gc/stress.h"
#include "vm/threads/safepoint.h"

namespace minivm::gc {

class Collector final : public GcHeap, private SafepointListener {
 public:
  Collector(const GcConfig& config, RootSource& roots);

  Object* allocateSlow(Thread& thread, MethodTable* type, size_t bytes) override;
  Object* allocateFrozen_nogc(MethodTable* type, size_t bytes) override;
  Object* allocateTenured_nogc(MethodTable* type, size_t bytes) override;
  void withWorldStopped(Thread& thread, const std::function<void()>& body) override;
  Object* allocatePinned(Thread& thread, MethodTable* type, size_t bytes) override;
  void copyWithBarrier_nogc(Thread& thread, void* destination, const void* source, size_t bytes) override;

  void collect(Thread& thread, int generation, const char* reason, bool compacts) override;
  bool isCollectionDue(Thread& thread, int generation) override;
  GcCollection lastCollection(GcKind kind) const override;
  size_t limitBytes() const override;
  void refreshLimit(Thread& thread) override;
  size_t nurseryBytes() const override;
  void addPressure(Thread& thread, int64_t bytes) override;
  bool startNoGcRegion(Thread& thread, uint64_t bytes) override;
  NoGcRegionEnd endNoGcRegion(Thread& thread) override;
  bool isInNoGcRegion() const override;
  void verify_nogc(Thread& thread, const char* when) override;
  const GcStatistics& statistics() const override;
  int generationOf_nogc(const Object* object) const override;
  size_t heapBytes() const override;
  Object* objectOf_nogc(const void* address) override;
  void attach(Thread& thread) override;
  void detach(Thread& thread) override;
  bool stressesSafepoints() const override;

  GcHandle createHandle(HandleKind kind, Object* object, Object* secondary) override;
  void destroyHandle(GcHandle handle) override;
  HandleKind handleKind(GcHandle handle) const override;
  Object* dependentSecondary(GcHandle handle) const override;
  void setDependentSecondary(GcHandle handle, Object* secondary) override;
  Object* compareExchangeHandle_nogc(GcHandle handle, Object* object, Object* expected) override;
  void setHandle(Thread& thread, GcHandle handle, Object* object) override;

  void suppressFinalize_nogc(Object* object) override;
  void reRegisterForFinalize(Thread& thread, Handle<Object> object) override;
  Object* nextFinalizable_nogc() override;
  bool hasFinalizable() const override;

 private:
  /// A run of zeroed nursery memory being filled.
  struct Window {
    uint8_t* begin = nullptr;
    uint8_t* top = nullptr;
    uint8_t* limit = nullptr;
    size_t room() const { return static_cast<size_t>(limit - top); }
  };

  void atSafepoint(Thread& thread) override;
  void beforeAllocation(Thread& thread);
  Object* finishAllocation(MethodTable* type, uint8_t* start, size_t bytes);
  uint8_t* allocateYoung(Thread& thread, size_t bytes);
  uint8_t* allocateOld(Thread& thread, size_t bytes, OldSpace::Stream stream);
  uint8_t* allocateLarge(Thread& thread, size_t bytes);
  bool refillAndAllocate(Thread& thread, size_t bytes, uint8_t*& start);
  void openWindow(Thread& thread, const Window& window);
  void countAllocated(Thread& thread);
  void closeWindow(Thread& thread);
  void closeWindows();
  void publishTops();
  bool isNoGcRegionOpen() const;
  void measureGenerations(GcCollection& info, bool after) const;
  size_t usedBytes() const;
  void collectForSpace(Thread& thread);
  void collectStopped(Thread& thread, int generation, bool moveEverything, const char* reason);
  void runCollection(Thread& thread, int generation, bool moveEverything, const char* reason);
  /// After a collection of the nursery alone.
  void resizeNursery(size_t edenBytes, size_t survivedBytes, uint64_t pause);
  void ensureRoom(Thread& thread, size_t bytes);
  bool isFullDue(size_t bytes) const;
  bool isLowLatency() const;
  bool ensureFits(Thread& thread, size_t bytes);
  [[noreturn]] void throwOutOfMemory(Thread& thread);
  /// Bytes that count against the limit.
  size_t committedBytes() const;
  size_t oldGrowth() const { return spaces_.old.allocatedSinceFull() + spaces_.large.allocatedSinceFull(); }

  GcConfig config_;
  Spaces spaces_;
  Stress stress_;
  std::vector<Thread*> threads_;
  Window stressWindow_;  ///< under stress threads have no window, so that every allocation comes here
  mutable GcStatistics statistics_;
  size_t retiredBytes_ = 0;     ///< allocated through windows closed so far, and directly in other spaces
  size_t fullAfterGrowth_ = 0;  ///< a full collection is due when old and large space grew by this
  size_t lastPromoted_[2] =
      {};                 ///< bytes promoted: by the last collection; by the last one of generation 1 or 2
  size_t keptBytes_ = 0;  ///< old and large objects alive at the last full collection
  size_t crowdedUntilGrowth_ =
      0;  ///< the nursery is full of pinned chunks: allocate in old space up to this growth
  static constexpr uint32_t kLeastPatience = 16;
  /// What the size of the nursery is decided by.
  struct {
    double cost = 0;                 ///< part of the time that its collections take, smoothed
    double shareBeforeGrowth = 0;    ///< of eden survived when the nursery grew, one collection ago; else 0
    uint32_t collectionsToWait = 0;  ///< before it is tried again
    uint32_t patience = kLeastPatience;
    uint32_t littleSurvived = 0;  ///< successive collections of a full nursery that found little alive
  } sizing_;
  GcCollection last_[2];                ///< of the nursery; full
  std::atomic<uint64_t> noGcUntil_{0};  ///< no collection before so many bytes were allocated; 0: no region
  int64_t pressure_ = 0;                ///< bytes of GC.AddMemoryPressure
  int64_t pressureAfterFull_ = 0;       ///< its lowest value since the last full collection
  const uint64_t started_;              ///< nanoseconds, when the heap was made
  uint64_t resumed_;                    ///< the same, when the last collection ended
  bool isCollecting_ = false;
  /// Held by the one thread that is in a slow path of allocation, or collects.
  SafepointMutex allocation_;
  // Leaf locks: no safepoint while they are held, nor another lock taken. Collections need none of them.
  mutable std::mutex structure_;   ///< chunks, blocks, windows
  mutable std::mutex finalizers_;  ///< the finalization queue
  mutable std::mutex handles_;
  std::mutex frozen_;
};

}  // namespace minivm::gc
