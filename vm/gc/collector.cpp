#include "vm/gc/collector.h"

#include <algorithm>
#include <chrono>
#include <climits>
#include <cstdio>
#include <cstring>
#include <utility>

#include "vm/gc/marker.h"
#include "vm/gc/scavenger.h"
#include "vm/gc/verify.h"

namespace minivm::gc {

namespace {

/// A full collection is not due before old space grew by this much.
constexpr size_t kMinGrowthBytes = size_t{8} << 20;
/// Nor for memory of others before that grew by this much.
constexpr size_t kMinPressureBytes = size_t{32} << 20;

/// Nanoseconds that a collection of the nursery should not exceed.
constexpr uint64_t kPauseGoal = 1'000'000;
/// Parts of the time that collections of the nursery may take before it grows; below which it may shrink.
constexpr double kHighCost = 0.08, kSmallCost = 0.025;
constexpr size_t kLeastNurseryBytes = size_t{512} << 10;
constexpr uint32_t kMostPatience = 256;

uint64_t nanosecondsNow() {
  return static_cast<uint64_t>(std::chrono::duration_cast<std::chrono::nanoseconds>(
                                   std::chrono::steady_clock::now().time_since_epoch())
                                   .count());
}

/// The others stand.
struct OthersStand {
  RootSource& roots;
  Thread& thread;
  OthersStand(RootSource& source, Thread& self) : roots(source), thread(self) { roots.stopOthers(thread); }
  ~OthersStand() { roots.resumeOthers(thread); }
};

}  // namespace

Collector::Collector(const GcConfig& config, RootSource& roots)
    : config_(config),
      spaces_(config, roots, config.heapLimitBytes),
      stress_(config.stressEvery, config.stressSafepoints),
      fullAfterGrowth_(kMinGrowthBytes),
      started_(nanosecondsNow()),
      resumed_(started_) {
  config_.heapLimitBytes = spaces_.layout.limitBytes;
  heapBase_ = spaces_.layout.base;
  heapReserved_ = spaces_.layout.end - spaces_.layout.base;
  allocationSlow_ = stress_.isOn();
}

// --- threads and their windows ---

void Collector::attach(Thread& thread) {
  SafepointMutex::Scope lock(allocation_, thread);
  std::lock_guard guard(structure_);
  thread.allocPtr = thread.allocLimit = thread.allocCounted = nullptr;
  thread.cardTable = spaces_.layout.cards;
  thread.nurseryBase = spaces_.layout.nurseryBase;
  thread.nurserySize = spaces_.layout.nurseryEnd - spaces_.layout.nurseryBase;
  threads_.push_back(&thread);
  if (stressesSafepoints()) thread.pollAlways(*this);
}

bool Collector::stressesSafepoints() const {
  return stress_.isOnAtSafepoints();
}

void Collector::atSafepoint(Thread& thread) {
  if (thread.noGcDepth != 0 || thread.isCompileThread || !stress_.isDueAtSafepoint()) return;
  SafepointMutex::Scope lock(allocation_, thread);
  ++thread.safepointEpoch;
  stress_.count();
  runCollection(thread, stress_.generation(), true, "stress of safepoints");
}

void Collector::detach(Thread& thread) {
  SafepointMutex::Scope lock(allocation_, thread);
  std::lock_guard guard(structure_);
  closeWindow(thread);
  threads_.erase(std::remove(threads_.begin(), threads_.end(), &thread), threads_.end());
}

void Collector::openWindow(Thread& thread, const Window& window) {
  if (stress_.isOn()) {
    stressWindow_ = window;
    return;
  }
  countAllocated(thread);
  thread.allocPtr = thread.allocCounted = window.top;
  thread.allocLimit = window.limit;
}

void Collector::countAllocated(Thread& thread) {
  thread.allocatedBytes = allocatedBytes(thread);
  thread.allocCounted = thread.allocPtr;
}

void Collector::closeWindow(Thread& thread) {
  if (thread.allocLimit == nullptr) return;
  spaces_.nursery.retireWindow(thread.allocPtr, thread.allocLimit);
  countAllocated(thread);
  thread.allocPtr = thread.allocLimit = thread.allocCounted = nullptr;
}

void Collector::closeWindows() {
  for (Thread* thread : threads_) closeWindow(*thread);
  if (stressWindow_.limit != nullptr) spaces_.nursery.retireWindow(stressWindow_.top, stressWindow_.limit);
  stressWindow_ = Window{};
}

/// Makes all chunks walkable without closing windows.
void Collector::publishTops() {
  for (Thread* thread : threads_) {
    if (thread->allocLimit != nullptr) spaces_.nursery.retireWindow(thread->allocPtr, thread->allocLimit);
  }
  if (stressWindow_.limit != nullptr) spaces_.nursery.retireWindow(stressWindow_.top, stressWindow_.limit);
}

// --- allocation ---

Object* Collector::allocateSlow(Thread& thread, MethodTable* type, size_t bytes) {
  SafepointMutex::Scope lock(allocation_, thread);
  beforeAllocation(thread);
  bytes = alignUp(std::max(bytes, kMinObjectBytes), 8);
  thread.allocatedBytes += bytes;
  if (bytes > kLargeObjectBytes) return finishAllocation(type, allocateLarge(thread, bytes), bytes);
  if (bytes > spaces_.nursery.maxObjectBytes()) {
    return finishAllocation(type, allocateOld(thread, bytes, OldSpace::Stream::Moving), bytes);
  }
  return finishAllocation(type, allocateYoung(thread, bytes), bytes);
}

Object* Collector::allocatePinned(Thread& thread, MethodTable* type, size_t bytes) {
  SafepointMutex::Scope lock(allocation_, thread);
  beforeAllocation(thread);
  bytes = alignUp(std::max(bytes, kMinObjectBytes), 8);
  thread.allocatedBytes += bytes;
  if (bytes > kLargeObjectBytes) return finishAllocation(type, allocateLarge(thread, bytes), bytes);
  return finishAllocation(type, allocateOld(thread, bytes, OldSpace::Stream::Pinned), bytes);
}

Object* Collector::allocateFrozen_nogc(MethodTable* type, size_t bytes) {
  std::lock_guard guard(frozen_);
  uint8_t* start = spaces_.frozen.allocate(alignUp(std::max(bytes, kMinObjectBytes), 8));
  auto* object = reinterpret_cast<Object*>(start + kHeaderBytes);
  object->mt = type;
  return object;
}

Object* Collector::allocateTenured_nogc(MethodTable* type, size_t bytes) {
  bytes = alignUp(std::max(bytes, kMinObjectBytes), 8);
  uint8_t* start;
  {
    std::lock_guard guard(structure_);
    start = spaces_.old.allocate(bytes, OldSpace::Stream::Pinned);
    std::memset(start, 0, bytes);
    retiredBytes_ += bytes;
  }
  return finishAllocation(type, start, bytes);
}

void Collector::beforeAllocation(Thread& thread) {
  ++thread.safepointEpoch;
  if (stress_.isDue()) runCollection(thread, stress_.generation(), true, "stress");
}

Object* Collector::finishAllocation(MethodTable* type, uint8_t* start, size_t bytes) {
  auto* object = reinterpret_cast<Object*>(start + kHeaderBytes);
  object->mt = type;
  // The caller knows the length. Until he writes it, another thread may step over the object (objectOf_nogc).
  if (type->hasComponentSize() && type->componentSize() != 0) {
    static_cast<Array*>(object)->length =
        static_cast<uint32_t>((bytes - type->baseSize) / type->componentSize());
  }
  if (type->hasFinalizer()) {
    std::lock_guard guard(finalizers_);
    spaces_.finalizers.add(object);
  }
  // Whoever allocated may fill the object before the next safepoint without barriers, wherever it was born
  // (gc invariant 14).
  if (type->containsGcPointers() && !spaces_.nursery.contains(object)) {
    if (bytes <= kLargeObjectBytes || !type->hasComponentSize()) spaces_.cards.dirtyAll(start, bytes);
  }
  return object;
}

uint8_t* Collector::allocateYoung(Thread& thread, size_t bytes) {
  uint8_t* start;
  if (refillAndAllocate(thread, bytes, start)) return start;
  if (isNoGcRegionOpen()) return allocateOld(thread, bytes, OldSpace::Stream::Moving);
  if (oldGrowth() >= crowdedUntilGrowth_) {
    collectForSpace(thread);
    if (refillAndAllocate(thread, bytes, start)) return start;
    runCollection(thread, 1, false, "nursery crowded");
    if (refillAndAllocate(thread, bytes, start)) return start;
    // Pinned chunks fill the whole nursery: do without it for a while, rather than collect at every
    // allocation.
    crowdedUntilGrowth_ = oldGrowth() + spaces_.nursery.activeBytes();
  }
  return allocateOld(thread, bytes, OldSpace::Stream::Moving);
}

/// Allocates from the open window or a new chunk; of the two, the one with more room is the window from now
/// on.
bool Collector::refillAndAllocate(Thread& thread, size_t bytes, uint8_t*& start) {
  std::lock_guard guard(structure_);
  Window window{nullptr, thread.allocPtr, thread.allocLimit};
  if (stress_.isOn()) window = stressWindow_;
  if (window.limit == nullptr || bytes > window.room()) {
    Window fresh;
    if (!spaces_.nursery.takeEden(fresh.begin, fresh.limit)) return false;
    start = fresh.begin;
    fresh.top = fresh.begin + bytes;
    if (window.limit == nullptr || fresh.room() >= window.room()) std::swap(window, fresh);
    if (fresh.limit != nullptr) spaces_.nursery.retireWindow(fresh.top, fresh.limit);
  } else {
    start = window.top;
    window.top += bytes;
  }
  openWindow(thread, window);
  return true;
}

/// Objects born in old space: pinned ones, and those too big for the chunks of a small nursery.
uint8_t* Collector::allocateOld(Thread& thread, size_t bytes, OldSpace::Stream stream) {
  ensureRoom(thread, kBlockBytes);
  std::lock_guard guard(structure_);
  uint8_t* start = spaces_.old.allocate(bytes, stream);
  std::memset(start, 0, bytes);
  retiredBytes_ += bytes;
  return start;
}

uint8_t* Collector::allocateLarge(Thread& thread, size_t bytes) {
  ensureRoom(thread, bytes);
  const auto take = [&] {
    std::lock_guard guard(structure_);
    uint8_t* found = spaces_.large.allocate(bytes);
    if (found != nullptr) retiredBytes_ += bytes;
    return found;
  };
  uint8_t* start = take();
  if (start == nullptr) {
    runCollection(thread, 2, false, "large objects fill their address space");
    start = take();
    if (start == nullptr) throwOutOfMemory(thread);
  }
  return start;
}

void Collector::copyWithBarrier_nogc(Thread&, void* destination, const void* source, size_t bytes) {
  std::memmove(destination, source, bytes);
  if (contains(destination) &&
      !(spaces_.nursery.contains(destination) && spaces_.nursery.isEden(destination))) {
    spaces_.cards.dirtyYoungWords(destination, bytes);
  }
}

// --- the limit ---

size_t Collector::committedBytes() const {
  return spaces_.old.blockBytes() + spaces_.large.usedBytes() + spaces_.nursery.activeBytes();
}

/// Do old and large objects grow too much with `bytes` more?
bool Collector::isFullDue(size_t bytes) const {
  return oldGrowth() + bytes > fullAfterGrowth_ * (isLowLatency() ? 2 : 1);
}

bool Collector::isLowLatency() const {
  const int32_t mode = settings_.latencyMode.load(std::memory_order_relaxed);
  return mode == GcSettings::kLowLatency || mode == GcSettings::kSustainedLowLatency;
}

/// Makes sure that `bytes` more fit below the limit and that no full collection is overdue.
void Collector::ensureRoom(Thread& thread, size_t bytes) {
  if (!ensureFits(thread, bytes) && isFullDue(bytes) && !isNoGcRegionOpen()) {
    runCollection(thread, 2, false, "old space grew");
  }
}

/// Makes sure that `bytes` more fit below the limit; true if that took a full collection.
bool Collector::ensureFits(Thread& thread, size_t bytes) {
  if (thread.throwsOutOfMemory) return true;  // the exception object must not fail for want of memory
  size_t limit = config_.heapLimitBytes;
  auto fits = [&] {
    size_t committed = committedBytes();
    return committed <= limit && bytes <= limit - committed;
  };
  if (bytes > limit) throwOutOfMemory(thread);  // no collection makes room for this
  if (!fits()) {
    runCollection(thread, 2, false, "heap limit");
    // Once more, moving everything: holes in blocks count against the limit.
    if (!fits() && committedBytes() - spaces_.old.blockBytes() + spaces_.old.usedBytes() + bytes <= limit) {
      runCollection(thread, 2, true, "heap limit, fragmented");
    }
    if (!fits()) throwOutOfMemory(thread);
    return true;
  }
  return false;
}

void Collector::throwOutOfMemory(Thread& thread) {
  if (thread.throwsOutOfMemory) fatal("out of memory while throwing OutOfMemoryException");
  // The lock is not held while the exception is made, which allocates; the caller's scope gives it up again.
  struct Throwing {
    Thread& thread;
    SafepointMutex& lock;
    Throwing(Thread& who, SafepointMutex& held) : thread(who), lock(held) {
      thread.throwsOutOfMemory = true;
      lock.unlock();
    }
    ~Throwing() {
      lock.lock(thread);
      thread.throwsOutOfMemory = false;
    }
  } throwing(thread, allocation_);
  spaces_.roots.throwOutOfMemory(thread);
  fatal("RootSource::throwOutOfMemory returned");
}

/// The nursery is full.
void Collector::collectForSpace(Thread& thread) {
  // A nursery collection is likely to promote as much as the last one of its kind did.
  const int generation = spaces_.nursery.isAgedFull() ? 1 : 0;
  if (isFullDue(lastPromoted_[generation])) {
    runCollection(thread, 2, false, "old space grew");
  } else {
    runCollection(thread, generation, false, "nursery full");
  }
  ensureFits(thread, 0);
}

// --- collection ---

void Collector::collect(Thread& thread, int generation, const char* reason, bool compacts) {
  SafepointMutex::Scope lock(allocation_, thread);
  ++thread.safepointEpoch;
  runCollection(thread, generation, compacts || stress_.isOn() || stressesSafepoints(), reason);
}

void Collector::withWorldStopped(Thread& thread, const std::function<void()>& body) {
  SafepointMutex::Scope lock(allocation_, thread);
  ++thread.safepointEpoch;
  OthersStand others(spaces_.roots, thread);
  body();
}

bool Collector::isCollectionDue(Thread& thread, int generation) {
  SafepointMutex::Scope lock(allocation_, thread);
  std::lock_guard guard(structure_);
  if (generation >= 2) return oldGrowth() * 2 > fullAfterGrowth_;
  return spaces_.nursery.edenBytes() * 2 > spaces_.nursery.activeBytes();
}

void Collector::addPressure(Thread& thread, int64_t bytes) {
  SafepointMutex::Scope lock(allocation_, thread);
  pressure_ = std::max<int64_t>(0, pressure_ + bytes);
  pressureAfterFull_ = std::min(pressureAfterFull_, pressure_);
  // Worth a full collection when it has grown by as much as the objects themselves may.
  if (pressure_ - pressureAfterFull_ <= static_cast<int64_t>(std::max(fullAfterGrowth_, kMinPressureBytes)))
    return;
  ++thread.safepointEpoch;
  runCollection(thread, 2, false, "memory pressure");
}

bool Collector::startNoGcRegion(Thread& thread, uint64_t bytes) {
  SafepointMutex::Scope lock(allocation_, thread);
  ++thread.safepointEpoch;
  const auto fits = [&] {
    return committedBytes() <= config_.heapLimitBytes && bytes <= config_.heapLimitBytes - committedBytes();
  };
  runCollection(thread, 2, false, "region without collections");
  if (!fits()) return false;
  noGcUntil_ = retiredBytes_ + bytes;
  return true;
}

NoGcRegionEnd Collector::endNoGcRegion(Thread& thread) {
  SafepointMutex::Scope lock(allocation_, thread);
  const bool wasOpen = isNoGcRegionOpen();
  noGcUntil_ = 0;
  return wasOpen ? NoGcRegionEnd::Succeeded : NoGcRegionEnd::NotInProgress;
}

bool Collector::isInNoGcRegion() const {
  return isNoGcRegionOpen();
}

/// Everything allocated counts once its window is closed: that is exact enough, because a window is small.
bool Collector::isNoGcRegionOpen() const {
  if (noGcUntil_ == 0) return false;
  std::lock_guard guard(structure_);
  return retiredBytes_ + spaces_.nursery.edenBytes() <=
         noGcUntil_ + spaces_.nursery.chunkBytes() * threads_.size();
}

size_t Collector::limitBytes() const {
  return config_.heapLimitBytes;
}

void Collector::refreshLimit(Thread& thread) {
  SafepointMutex::Scope lock(allocation_, thread);
  if (!config_.isLimitGiven) config_.heapLimitBytes = std::min(spaces_.layout.limitBytes, defaultHeapLimit());
}

size_t Collector::nurseryBytes() const {
  std::lock_guard guard(structure_);
  return spaces_.nursery.activeBytes();
}

GcCollection Collector::lastCollection(GcKind kind) const {
  std::lock_guard guard(structure_);
  const GcCollection& young = last_[0];
  const GcCollection& full = last_[1];
  switch (kind) {
    case GcKind::Any: return young.index > full.index ? young : full;
    case GcKind::Ephemeral: return young;
    case GcKind::FullBlocking: return full;
    case GcKind::Background: break;
  }
  return {};
}

void Collector::measureGenerations(GcCollection& info, bool after) const {
  const size_t pinned = spaces_.old.pinnedBlockBytes();
  const size_t old = spaces_.old.usedBytes();
  const size_t free = spaces_.old.blockBytes() > old ? spaces_.old.blockBytes() - old : 0;
  const size_t young = spaces_.nursery.usedBytes(), eden = spaces_.nursery.edenBytes();
  const size_t sizes[5] = {eden, young - eden, old > pinned ? old - pinned : 0, spaces_.large.usedBytes(),
                           std::min(pinned, old)};
  for (size_t i = 0; i < 5; ++i) {
    GcGeneration& generation = info.generations[i];
    (after ? generation.sizeAfter : generation.sizeBefore) = sizes[i];
    if (i == 2) (after ? generation.fragmentedAfter : generation.fragmentedBefore) = free;
  }
}

void Collector::runCollection(Thread& thread, int generation, bool moveEverything, const char* reason) {
  if (isCollecting_) fatal("a collection was asked for inside a collection (%s)", reason);
  if (thread.noGcDepth != 0) fatal("collection inside a NoGc scope (%s)", reason);
  {
    OthersStand others(spaces_.roots, thread);
    collectStopped(thread, generation, moveEverything, reason);
  }
  if (spaces_.finalizers.hasReady()) spaces_.roots.finalizersAreDue();
}

/// The others stand.
void Collector::collectStopped(Thread& thread, int generation, bool moveEverything, const char* reason) {
  if (config_.fullOnly) {
    generation = 2;
    moveEverything = true;
  }
  noGcUntil_ = 0;
  // Before as well: what is wrong here was done by the mutator, what is wrong afterwards by the collection.
  if (config_.verify) verify_nogc(thread, "before the collection");
  isCollecting_ = true;
  crowdedUntilGrowth_ = 0;
  uint64_t begin = nanosecondsNow();
  closeWindows();
  GcCollection info;
  measureGenerations(info, false);
  size_t before = usedBytes();
  const size_t edenBytes = spaces_.nursery.edenBytes();
  retiredBytes_ += edenBytes;
  bool isFull = generation >= 2;
  CollectionResult result = Scavenger(spaces_).run(generation >= 1 ? 1 : 0);
  if (isFull) {
    const CollectionResult full = Marker(spaces_).run(moveEverything);
    result.movedBytes = full.movedBytes;
    result.pinnedObjects = full.pinnedObjects;
    pressureAfterFull_ = pressure_;
    keptBytes_ = spaces_.old.usedBytes() + spaces_.large.usedBytes();
    fullAfterGrowth_ = std::max(kMinGrowthBytes, keptBytes_ / 4 * 3);
    settings_.largeObjectCompaction = GcSettings::kCompactDefault;
  }
  uint64_t pause = nanosecondsNow() - begin;
  if (!isFull) resizeNursery(edenBytes, result.firstSurvivedBytes, pause);
  resumed_ = begin + pause;
  // The next one of generation 0 promotes less than this one of an older generation: never ask for full ones
  // for ever.
  lastPromoted_[0] = result.promotedBytes;
  if (generation >= 1) lastPromoted_[1] = result.promotedBytes;
  statistics_.pauseNanoseconds += pause;
  statistics_.maxPauseNanoseconds = std::max(statistics_.maxPauseNanoseconds, pause);
  ++statistics_.collections[std::clamp(generation, 0, 2)];
  statistics_.liveBytes = usedBytes();
  measureGenerations(info, true);
  info.index = statistics_.total();
  info.generation = std::clamp(generation, 0, 2);
  info.isCompacting = !isFull || moveEverything || result.movedBytes != 0;
  info.heapBytes = statistics_.liveBytes;
  info.fragmentedBytes = info.generations[2].fragmentedAfter;
  info.committedBytes = std::max(committedBytes(), size_t{info.heapBytes});
  info.promotedBytes = isFull ? info.heapBytes : result.survivedBytes + result.promotedBytes;
  info.pinnedObjects = result.pinnedObjects;
  info.finalizationPending = spaces_.finalizers.readyCount();
  info.pauseNanoseconds = pause;
  info.pausePercent = static_cast<uint32_t>(statistics_.pauseNanoseconds * 10000 /
                                            std::max<uint64_t>(1, nanosecondsNow() - started_));
  last_[isFull ? 1 : 0] = info;
  if (config_.trace) {
    const size_t survived = result.firstSurvivedBytes;
    std::fprintf(stderr,
                 "[gc] #%llu %s, generation %d: %llu us, %zu -> %zu KiB, survived %zu KiB (%zu %%), promoted "
                 "%zu KiB, moved %zu KiB\n",
                 static_cast<unsigned long long>(info.index), reason, info.generation,
                 static_cast<unsigned long long>(pause / 1000), before >> 10, usedBytes() >> 10,
                 survived >> 10, edenBytes == 0 ? 0 : std::min<size_t>(100, survived * 100 / edenBytes),
                 result.promotedBytes >> 10, result.movedBytes >> 10);
  }
  isCollecting_ = false;
  if (config_.verify) verifyHeap(spaces_, reason);
}

/// The nursery is as small as it can be without costing much (vm/gc/README.md has the figures):
///  - pauses above a millisecond are halved where collections take next to nothing of the program's time;
///  - where they take much of it and much survives, they come too early: it doubles, but not beyond what the
///    program keeps anyway. Where a smaller share does not survive then, that was for nothing but longer
///    pauses;
///  - where almost nothing survives it shrinks again, because a small one stays in the cache.
void Collector::resizeNursery(size_t edenBytes, size_t survivedBytes, uint64_t pause) {
  Nursery& nursery = spaces_.nursery;
  const size_t active = nursery.activeBytes();
  if (config_.maxNurseryBytes == config_.nurseryBytes || stress_.isOn()) return;  // its size was given
  if (edenBytes < active / 2) return;  // collected early: that says nothing
  const double between = static_cast<double>(std::max<uint64_t>(1, nanosecondsNow() - pause - resumed_));
  const double cost = static_cast<double>(pause) / (static_cast<double>(pause) + between);
  sizing_.cost = sizing_.cost * 0.75 + cost * 0.25;
  const double share = static_cast<double>(survivedBytes) / static_cast<double>(edenBytes);
  const double shareBefore = std::exchange(sizing_.shareBeforeGrowth, 0);
  if (sizing_.collectionsToWait > 0) --sizing_.collectionsToWait;

  if (pause > kPauseGoal && (sizing_.cost < kSmallCost || isLowLatency())) {
    if (active > kLeastNurseryBytes) nursery.resize(active / 2);
  } else if (shareBefore != 0 && share > shareBefore * 0.9) {
    nursery.resize(active / 2);
    sizing_.collectionsToWait = sizing_.patience;
    sizing_.patience = std::min(sizing_.patience * 2, kMostPatience);
  } else if (sizing_.cost > kHighCost && active < config_.nurseryBytes) {
    nursery.resize(active * 2);
  } else if (share > 0.25) {
    const size_t kept = keptBytes_ != 0 ? keptBytes_ : spaces_.old.usedBytes() + spaces_.large.usedBytes();
    if (shareBefore != 0) sizing_.patience = kLeastPatience;
    sizing_.littleSurvived = 0;
    if (active < nursery.reservedBytes() && active <= kept && sizing_.cost > kHighCost &&
        sizing_.collectionsToWait == 0) {
      sizing_.shareBeforeGrowth = share;
      nursery.resize(active * 2);
    }
  } else if (share > 1.0 / 32) {
    sizing_.littleSurvived = 0;
  } else if (++sizing_.littleSurvived == 8) {
    sizing_.littleSurvived = 0;
    if (active > config_.nurseryBytes) nursery.resize(active / 2);
  }
}

void Collector::verify_nogc(Thread&, const char* when) {
  publishTops();
  verifyHeap(spaces_, when);
}

const GcStatistics& Collector::statistics() const {
  std::lock_guard guard(structure_);
  size_t open = spaces_.nursery.edenBytes();
  for (const Thread* thread : threads_) open -= static_cast<size_t>(thread->allocLimit - thread->allocPtr);
  statistics_.allocatedBytes = retiredBytes_ + open - stressWindow_.room();
  return statistics_;
}

int Collector::generationOf_nogc(const Object* object) const {
  if (!contains(object)) return INT_MAX;
  return spaces_.nursery.contains(object) ? spaces_.nursery.generationOf(object) : 2;
}

size_t Collector::heapBytes() const {
  std::lock_guard guard(structure_);
  return usedBytes();
}

size_t Collector::usedBytes() const {
  size_t open = stressWindow_.room();
  for (const Thread* thread : threads_) open += static_cast<size_t>(thread->allocLimit - thread->allocPtr);
  return spaces_.nursery.usedBytes() - open + spaces_.old.usedBytes() + spaces_.large.usedBytes();
}

Object* Collector::objectOf_nogc(const void* address) {
  // The object is there already, so the walk through a chunk that some thread still fills ends before the
  // part that is not written yet.
  std::lock_guard guard(structure_);
  return spaces_.resolveInterior(addressOf(address));
}

// --- handles ---

GcHandle Collector::createHandle(HandleKind kind, Object* object, Object* secondary) {
  std::lock_guard guard(handles_);
  return spaces_.handles.create(kind, object, secondary);
}

void Collector::destroyHandle(GcHandle handle) {
  std::lock_guard guard(handles_);
  spaces_.handles.destroy(handle);
}

HandleKind Collector::handleKind(GcHandle handle) const {
  return HandleTable::kindOf(handle);
}

Object* Collector::dependentSecondary(GcHandle handle) const {
  return HandleTable::secondaryOf(handle);
}

void Collector::setDependentSecondary(GcHandle handle, Object* secondary) {
  HandleTable::setSecondary(handle, secondary);
}

Object* Collector::compareExchangeHandle_nogc(GcHandle handle, Object* object, Object* expected) {
  return HandleTable::compareExchange(handle, object, expected);
}

void Collector::setHandle(Thread&, GcHandle handle, Object* object) {
  HandleTable::set(handle, object);
}

// --- finalization ---

void Collector::suppressFinalize_nogc(Object* object) {
  std::lock_guard guard(finalizers_);
  spaces_.finalizers.suppress(object);
}

void Collector::reRegisterForFinalize(Thread&, Handle<Object> object) {
  std::lock_guard guard(finalizers_);
  spaces_.finalizers.reRegister(object.get());
}

Object* Collector::nextFinalizable_nogc() {
  std::lock_guard guard(finalizers_);
  return spaces_.finalizers.next();
}

bool Collector::hasFinalizable() const {
  std::lock_guard guard(finalizers_);
  return spaces_.finalizers.hasReady();
}

}  // namespace minivm::gc
