// Monitors: the lock of every object (ECMA-335 I.12.6.5). The word at −4 of the object (ABI 18) holds
//
//      0   30 … 16      15 … 0
//          depth − 1    id of the owner, 0 = free       thin: as long as nobody waits for it
//      1   30 … 0
//          number of a SyncBlock                        inflated: somebody waited; until a collection finds
//          it idle
//
// Taking and leaving a thin lock is one compare-and-swap. Whoever finds it taken, wants to Wait, or nests too
// deep inflates it, under the wait lock of the ThreadSet; the owner notices at its next compare-and-swap. A
// SyncBlock is taken by a compare-and-swap, too; those who fail queue up, and whoever leaves wakes the first
// of the queue, who tries again: a thread that comes along may be faster.
#pragma once

#include <array>
#include <atomic>
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
    uint32_t taken = thread.id;
    return taken <= kOwnerMask && std::atomic_ref<uint32_t>(object->lockWord())
                                      .compare_exchange_strong(taken, 0, std::memory_order_release);
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
  static constexpr uint32_t kBlocksPerChunk = 1024, kMostChunks = 1024;

  struct Waiter {
    ThreadRecord* record;
    bool isPulsed;
  };
  struct SyncBlock {
    uint32_t number = 0;
    std::atomic<uint32_t> owner{0};     ///< thread id
    uint32_t depth = 0;                 ///< levels above the first; the owner's
    std::atomic<uint32_t> entering{0};  ///< threads that are in the queue, or about to be
    std::vector<ThreadRecord*> queue;   ///< under the wait lock, like all that follows
    std::vector<Waiter*> waiters;       ///< in Wait, oldest first
    Object* object = nullptr;           ///< weak; null: free
    bool isIdle() const { return owner.load() == 0 && entering.load() == 0 && waiters.empty(); }
  };
  using Chunk = std::array<SyncBlock, kBlocksPerChunk>;

  static bool tryTake(SyncBlock& block, uint32_t id) {
    uint32_t free = 0;
    return block.owner.compare_exchange_strong(free, id, std::memory_order_seq_cst);
  }
  SyncBlock& blockOf(uint32_t word) const {
    const uint32_t number = word & ~kInflated;
    return (*chunks_[number / kBlocksPerChunk].load(std::memory_order_acquire))[number % kBlocksPerChunk];
  }
  /// The block of the object's lock, which it has from now on.
  SyncBlock& inflate(Object* object);
  SyncBlock& takeFree();
  MonitorResult enterBlock(Thread& thread, SyncBlock& block, int32_t milliseconds);
  void leaveBlock(SyncBlock& block);
  void wakeFirst(SyncBlock& block);

  ThreadSet& threads_;
  std::array<std::atomic<Chunk*>, kMostChunks> chunks_{};
  uint32_t made_ = 0;
  std::vector<SyncBlock*> free_;
};

/// Milliseconds from now; negative means for ever.
inline ThreadSet::Deadline deadlineAfter(int32_t milliseconds) {
  if (milliseconds < 0) return std::nullopt;
  return ThreadSet::Clock::now() + std::chrono::milliseconds(milliseconds);
}

}  // namespace minivm
