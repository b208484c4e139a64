// Monitors: the lock of every object (ECMA-335 I.12.6.5). The word at −4 of the object (ABI 18) holds
//
//      0   30 … 16      15 … 0
//          depth − 1    id of the owner, 0 = free       thin: as long as nobody waits for it
//      1   30 … 0
//          number of a SyncBlock                        inflated: somebody waited; until a collection finds
//          it idle
//
// Taking a thin lock is one compare-and-swap, leaving it one plain store: while a lock is thin and taken,
// nobody but its owner writes the word. Whoever finds it taken spins, gives way, sleeps a little; who gets it
// after that inflates it as its owner. If that takes too long the world is stopped, and no owner is about to
// leave: then it is inflated for him. Who wants to Wait, or nests too deep, is the owner.
//
// A SyncBlock is taken by a compare-and-swap, too, which compiled code does itself (jit/emit/runtime_stubs).
// Those who fail spin for a while, as long as that has paid at this block, then queue up under the wait lock
// of the ThreadSet. Whoever leaves wakes the first of the queue, who tries again: a thread that comes along
// may be faster. Until the woken one has tried, nobody else is woken. Who has waited too long is starving:
// then the lock is handed to the first of the queue instead of being freed.
#pragma once

#include <array>
#include <atomic>
#include <cstddef>
#include <vector>

#include "vm/gc/handle.h"
#include "vm/objects/object.h"
#include "vm/threads/thread_set.h"

namespace minivm {

enum class MonitorResult : uint8_t { Done, NotHeld, TimedOut, Interrupted };

class Monitors {
 public:
  explicit Monitors(ThreadSet& threads) : threads_(threads) {}
  ~Monitors();
  Monitors(const Monitors&) = delete;
  Monitors& operator=(const Monitors&) = delete;

  /// Takes a lock that is free and thin; false means nothing, ask enter().
  static bool tryEnterFast_nogc(Thread& thread, Object* object) {
    uint32_t free = 0;
    return thread.id <= kOwnerMask &&
           std::atomic_ref<uint32_t>(object->lockWord())
               .compare_exchange_strong(free, thread.id, std::memory_order_acquire);
  }
  /// Leaves a thin lock that was taken once; false means nothing, ask exit_nogc().
  static bool tryExitFast_nogc(Thread& thread, Object* object) {
    return tryReplaceOwned(object, thread.id, 0);
  }

  /// Done, TimedOut or Interrupted. Waits `milliseconds`, for ever when negative, not at all when 0. May
  /// collect unless that is 0.
  MonitorResult enter(Thread& thread, Handle<Object> object, int32_t milliseconds);
  /// Done or NotHeld.
  MonitorResult exit_nogc(Thread& thread, Object* object);
  bool isHeld_nogc(const Thread& thread, Object* object) const;
  /// Gives the lock up, waits for a pulse, takes it again: Done when pulsed, TimedOut, Interrupted (the flag
  /// is still set), or NotHeld. May collect.
  MonitorResult wait(Thread& thread, Handle<Object> object, int32_t milliseconds);
  /// Done or NotHeld.
  MonitorResult pulse_nogc(Thread& thread, Object* object, bool all);

  /// Frees the blocks of dead objects and of those that nobody uses. World stopped.
  void sweep(Object* (*forward)(void* context, Object*), void* context);

 private:
  static constexpr uint32_t kOwnerMask = 0xFFFF, kOneLevel = 0x10000, kInflated = 0x80000000;
  static constexpr uint32_t kChunkShift = 9, kBlocksPerChunk = 1 << kChunkShift, kMostChunks = 2048;

  /// A thread in the queue of a block or in Wait; on its stack. Under the wait lock.
  struct Waiter {
    ThreadRecord* record;
    ThreadSet::Clock::time_point since;  ///< when it joined the queue
    Waiter* next = nullptr;
    bool isPulsed = false;
  };
  /// Waiters, oldest first. Under the wait lock.
  struct WaiterList {
    Waiter* first = nullptr;
    Waiter* last = nullptr;
    void add(Waiter& waiter);
    /// True if it was there.
    bool remove(Waiter& waiter);
  };
  /// One cache line.
  struct alignas(64) SyncBlock {
    std::atomic<uint32_t> owner{0};     ///< thread id
    uint32_t depth = 0;                 ///< levels above the first; the owner's
    std::atomic<uint32_t> entering{0};  ///< threads that are in the queue, or about to be
    std::atomic<uint16_t> spins{kFirstSpins};
    std::atomic<bool> isStarving{false};  ///< somebody in the queue has waited too long
    std::atomic<Waiter*> woken{nullptr};  ///< was woken and has not tried yet
    WaiterList queue, waiters;            ///< who wants the lock; who is in Wait
    Object* object = nullptr;             ///< weak; null: free
    bool isIdle() const { return owner.load() == 0 && entering.load() == 0 && waiters.first == nullptr; }
  };
  static_assert(sizeof(SyncBlock) == 64);
  using Chunk = std::array<SyncBlock, kBlocksPerChunk>;

 public:
  /// What compiled code must know to take and leave an inflated lock: block n is at
  /// chunks[n >> chunkShift] + (n & (1 << chunkShift) − 1) × 64.
  struct Layout {
    const void* chunks;
    uint32_t chunkShift, ownerOffset, depthOffset, enteringOffset;
  };
  Layout layout() const;
  static constexpr uint32_t kMostThinOwner = kOwnerMask, kThinLevel = kOneLevel, kInflatedBit = kInflated;
  static constexpr uint32_t kBlockShift = 6;
  static_assert(sizeof(SyncBlock) == 1 << kBlockShift);
  /// Compiled code has freed an inflated lock, and somebody was entering.
  void wakeAfterExit_nogc(Object* object);

 private:
  static constexpr uint16_t kFirstSpins = 100, kLeastSpins = 20, kMostSpins = 400;

  /// Of a thin lock that this thread took once: nobody else writes the word meanwhile.
  static bool tryReplaceOwned(Object* object, uint32_t seen, uint32_t next) {
    std::atomic_ref<uint32_t> word(object->lockWord());
    if (seen > kOwnerMask || word.load(std::memory_order_relaxed) != seen) return false;
    word.store(next, std::memory_order_release);
    return true;
  }
  static bool tryTake(SyncBlock& block, uint32_t id) {
    uint32_t free = 0;
    return block.owner.load(std::memory_order_relaxed) == 0 &&
           block.owner.compare_exchange_strong(free, id, std::memory_order_seq_cst);
  }
  SyncBlock& blockAt(uint32_t number) const {
    return (*chunks_[number >> kChunkShift].load(std::memory_order_acquire))[number % kBlocksPerChunk];
  }
  SyncBlock& blockOf(uint32_t word) const { return blockAt(word & ~kInflated); }
  /// Gives the object a block: of a lock that the thread owns, that nobody owns, or while the world is
  /// stopped. Null where somebody took it meanwhile.
  SyncBlock* inflate(Thread& thread, Object* object, bool isStopped);
  uint32_t takeFree();
  MonitorResult enterContended(Thread& thread, Handle<Object> object, ThreadSet::Deadline deadline);
  MonitorResult enterBlock(Thread& thread, SyncBlock& block, ThreadSet::Deadline deadline);
  bool spin(SyncBlock& block, uint32_t id);
  MonitorResult queueUp(Thread& thread, ThreadSet::WaitLock& lock, SyncBlock& block, Waiter& waiter,
                        ThreadSet::Deadline deadline, bool mayBeInterrupted);
  void leaveBlock(SyncBlock& block);
  void wakeFirst(SyncBlock& block, ThreadSet::WaitLock& lock);

  ThreadSet& threads_;
  std::array<std::atomic<Chunk*>, kMostChunks> chunks_{};
  uint32_t made_ = 0;
  std::vector<uint32_t> free_;
};

/// Milliseconds from now; negative means for ever.
inline ThreadSet::Deadline deadlineAfter(int32_t milliseconds) {
  if (milliseconds < 0) return std::nullopt;
  return ThreadSet::Clock::now() + std::chrono::milliseconds(milliseconds);
}

}  // namespace minivm
