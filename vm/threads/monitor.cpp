#include "vm/threads/monitor.h"

#include <sched.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <thread>

namespace minivm {

namespace {

using Clock = ThreadSet::Clock;

/// Who finds a thin lock taken looks again so often, gives the processor away, then sleeps, twice as long
/// each time: together about a millisecond.
constexpr int kThinSpins = 150, kThinYields = 4, kThinNaps = 6;
constexpr std::chrono::microseconds kFirstNap{15};
/// Who has waited for so long in a queue gets the lock handed.
constexpr std::chrono::milliseconds kStarvingAfter{5};

bool isOver(ThreadSet::Deadline deadline) {
  return deadline && Clock::now() >= *deadline;
}

}  // namespace

void Monitors::WaiterList::add(Waiter& waiter) {
  waiter.next = nullptr;
  (last ? last->next : first) = &waiter;
  last = &waiter;
}

bool Monitors::WaiterList::remove(Waiter& waiter) {
  Waiter* before = nullptr;
  for (Waiter* at = first; at; before = at, at = at->next) {
    if (at != &waiter) continue;
    (before ? before->next : first) = at->next;
    if (last == at) last = before;
    return true;
  }
  return false;
}

Monitors::~Monitors() {
  for (auto& chunk : chunks_) delete chunk.load(std::memory_order_relaxed);
}

Monitors::Layout Monitors::layout() const {
  return {chunks_.data(), kChunkShift, offsetof(SyncBlock, owner), offsetof(SyncBlock, depth),
          offsetof(SyncBlock, entering)};
}

uint32_t Monitors::takeFree() {
  if (!free_.empty()) {
    const uint32_t number = free_.back();
    free_.pop_back();
    return number;
  }
  const uint32_t number = made_++;
  if (number == kBlocksPerChunk * kMostChunks) {
    std::fprintf(stderr, "fatal: more than %u objects are waited for\n", number);
    std::abort();
  }
  if (number % kBlocksPerChunk == 0)
    chunks_[number >> kChunkShift].store(new Chunk, std::memory_order_release);
  return number;
}

Monitors::SyncBlock* Monitors::inflate(Thread& thread, Object* object, bool isStopped) {
  const auto lock = threads_.lockWaits();
  std::atomic_ref<uint32_t> word(object->lockWord());
  uint32_t seen = word.load(std::memory_order_acquire);
  if (seen & kInflated) return &blockOf(seen);
  if (seen != 0 && (seen & kOwnerMask) != thread.id && !isStopped) return nullptr;
  const uint32_t number = takeFree();
  SyncBlock& block = blockAt(number);
  block.object = object;
  block.owner.store(seen & kOwnerMask, std::memory_order_relaxed);
  block.depth = seen / kOneLevel;
  if (seen != 0) {
    word.store(kInflated | number, std::memory_order_release);  // nobody else writes a word that is owned
  } else if (!word.compare_exchange_strong(seen, kInflated | number, std::memory_order_acq_rel)) {
    block.object = nullptr;
    free_.push_back(number);
    return nullptr;
  }
  return &block;
}

// No safepoint lies between reading the word and counting this thread in the block: a collection between them
// could take the block away.
MonitorResult Monitors::enter(Thread& thread, Handle<Object> object, int32_t milliseconds) {
  const uint32_t id = thread.id;
  for (;;) {
    std::atomic_ref<uint32_t> word(object->lockWord());
    uint32_t seen = word.load(std::memory_order_acquire);
    if (!(seen & kInflated)) {
      if (seen == 0) {
        if (tryEnterFast_nogc(thread, object.get())) return MonitorResult::Done;
        if (id > kOwnerMask) inflate(thread, object.get(), false);
        continue;
      }
      if ((seen & kOwnerMask) != id) {
        if (milliseconds == 0) return MonitorResult::TimedOut;
        return enterContended(thread, object, deadlineAfter(milliseconds));
      }
      if (seen < kInflated - kOneLevel) {
        word.store(seen + kOneLevel, std::memory_order_relaxed);
        return MonitorResult::Done;
      }
      inflate(thread, object.get(), false);
      continue;
    }
    SyncBlock& block = blockOf(seen);
    if (block.owner.load(std::memory_order_relaxed) == id) {
      ++block.depth;
      return MonitorResult::Done;
    }
    if (tryTake(block, id)) return MonitorResult::Done;
    if (milliseconds == 0) return MonitorResult::TimedOut;
    return enterBlock(thread, block, deadlineAfter(milliseconds));
  }
}

/// Another thread owned the thin lock a moment ago. A queue needs a block, and to give it one behind its
/// owner's back the world must stand: most locks are free long before that is worth it.
MonitorResult Monitors::enterContended(Thread& thread, Handle<Object> object, ThreadSet::Deadline deadline) {
  for (int looks = 0;; ++looks) {
    const uint32_t seen = std::atomic_ref<uint32_t>(object->lockWord()).load(std::memory_order_acquire);
    if (seen & kInflated) return enterBlock(thread, blockOf(seen), deadline);
    if (seen == 0) {
      if (thread.id > kOwnerMask) {
        inflate(thread, object.get(), false);
      } else if (tryEnterFast_nogc(thread, object.get())) {
        // Once is often: the next one finds a queue.
        if (looks >= kThinSpins) inflate(thread, object.get(), false);
        return MonitorResult::Done;
      }
    } else if (looks < kThinSpins) {
      __builtin_ia32_pause();
    } else if (isOver(deadline)) {
      return MonitorResult::TimedOut;
    } else if (looks < kThinSpins + kThinYields + kThinNaps) {
      const int naps = looks - kThinSpins - kThinYields;
      thread.record->isWaiting = true;
      {
        Preemptive scope(thread);
        naps < 0 ? void(sched_yield()) : std::this_thread::sleep_for(kFirstNap * (1 << naps));
      }
      thread.record->isWaiting = false;
    } else {
      threads_.stopWorld(thread);
      inflate(thread, object.get(), true);
      threads_.resumeWorld(thread);
    }
  }
}

MonitorResult Monitors::enterBlock(Thread& thread, SyncBlock& block, ThreadSet::Deadline deadline) {
  if (tryTake(block, thread.id) || spin(block, thread.id)) return MonitorResult::Done;
  // Counted first, then tried once more: whoever leaves frees the block first, then looks at the count.
  block.entering.fetch_add(1, std::memory_order_seq_cst);
  auto lock = threads_.lockWaits();
  Waiter waiter{thread.record, Clock::now()};
  block.queue.add(waiter);
  return queueUp(thread, lock, block, waiter, deadline, true);
}

/// Waits for as long as that has been worth it at this block: the limit grows when the lock came free
/// meanwhile.
bool Monitors::spin(SyncBlock& block, uint32_t id) {
  const uint16_t limit = block.spins.load(std::memory_order_relaxed);
  for (uint16_t i = 0; i < limit; ++i) {
    __builtin_ia32_pause();
    if (!tryTake(block, id)) continue;
    block.spins.store(std::min<uint16_t>(kMostSpins, limit + limit / 8), std::memory_order_relaxed);
    return true;
  }
  block.spins.store(std::max<uint16_t>(kLeastSpins, limit - limit / 8), std::memory_order_relaxed);
  return false;
}

/// Until the lock is taken, or handed over. `waiter` is in the queue and counted; neither holds afterwards.
MonitorResult Monitors::queueUp(Thread& thread, ThreadSet::WaitLock& lock, SyncBlock& block, Waiter& waiter,
                                ThreadSet::Deadline deadline, bool mayBeInterrupted) {
  ThreadRecord& record = *thread.record;
  bool isTaken = false;
  for (;;) {
    // Forgotten first, then tried: whoever leaves frees the block first, then asks whether somebody is awake.
    Waiter* self = &waiter;
    block.woken.compare_exchange_strong(self, nullptr, std::memory_order_seq_cst);
    isTaken =
        isTaken || block.owner.load(std::memory_order_seq_cst) == thread.id || tryTake(block, thread.id);
    if (isTaken || (mayBeInterrupted && record.isInterrupted) || isOver(deadline)) break;
    if (Clock::now() - waiter.since > kStarvingAfter) block.isStarving.store(true, std::memory_order_relaxed);
    record.isWaiting = true;
    threads_.block(thread, lock, deadline);
    record.isWaiting = false;
    if (block.woken.load(std::memory_order_relaxed) != &waiter) continue;
    lock.unlock();
    isTaken = spin(block, thread.id);
    lock.lock();
  }
  block.queue.remove(waiter);
  block.entering.fetch_sub(1, std::memory_order_seq_cst);
  if (isTaken) {
    block.isStarving.store(false, std::memory_order_relaxed);  // who still is says so when it wakes
    return MonitorResult::Done;
  }
  // A wake-up meant for it goes to the next.
  if (block.owner.load(std::memory_order_seq_cst) == 0) wakeFirst(block, lock);
  return record.isInterrupted ? MonitorResult::Interrupted : MonitorResult::TimedOut;
}

/// Under `lock`, which it may give up.
void Monitors::wakeFirst(SyncBlock& block, ThreadSet::WaitLock& lock) {
  Waiter* first = block.queue.first;
  if (!first || block.woken.load(std::memory_order_seq_cst)) return;
  block.woken.store(first, std::memory_order_seq_cst);
  threads_.signalAndUnlock(*first->record, lock);
}

void Monitors::leaveBlock(SyncBlock& block) {
  if (block.isStarving.load(std::memory_order_relaxed)) {
    auto lock = threads_.lockWaits();
    if (Waiter* first = block.queue.first) {
      block.owner.store(first->record->id, std::memory_order_seq_cst);
      block.isStarving.store(false, std::memory_order_relaxed);
      threads_.signalAndUnlock(*first->record, lock);
      return;
    }
  }
  block.owner.store(0, std::memory_order_seq_cst);
  if (block.entering.load(std::memory_order_seq_cst) == 0) return;
  if (block.woken.load(std::memory_order_seq_cst)) return;
  auto lock = threads_.lockWaits();
  wakeFirst(block, lock);
}

void Monitors::wakeAfterExit_nogc(Object* object) {
  const uint32_t seen = std::atomic_ref<uint32_t>(object->lockWord()).load(std::memory_order_acquire);
  SyncBlock& block = blockOf(seen);
  if (block.woken.load(std::memory_order_seq_cst)) return;
  auto lock = threads_.lockWaits();
  wakeFirst(block, lock);
}

MonitorResult Monitors::exit_nogc(Thread& thread, Object* object) {
  const uint32_t id = thread.id;
  std::atomic_ref<uint32_t> word(object->lockWord());
  const uint32_t seen = word.load(std::memory_order_acquire);
  if (seen & kInflated) {
    SyncBlock& block = blockOf(seen);
    if (block.owner.load(std::memory_order_relaxed) != id) return MonitorResult::NotHeld;
    if (block.depth > 0) {
      --block.depth;
    } else {
      leaveBlock(block);
    }
    return MonitorResult::Done;
  }
  if (seen == 0 || (seen & kOwnerMask) != id) return MonitorResult::NotHeld;
  word.store(seen >= kOneLevel ? seen - kOneLevel : 0, std::memory_order_release);
  return MonitorResult::Done;
}

bool Monitors::isHeld_nogc(const Thread& thread, Object* object) const {
  const uint32_t seen = std::atomic_ref<uint32_t>(object->lockWord()).load(std::memory_order_acquire);
  if (seen & kInflated) return blockOf(seen).owner.load(std::memory_order_relaxed) == thread.id;
  return seen != 0 && (seen & kOwnerMask) == thread.id;
}

MonitorResult Monitors::wait(Thread& thread, Handle<Object> object, int32_t milliseconds) {
  if (!isHeld_nogc(thread, object.get())) return MonitorResult::NotHeld;
  ThreadRecord& record = *thread.record;
  if (record.isInterrupted) return MonitorResult::Interrupted;
  SyncBlock& block = *inflate(thread, object.get(), false);
  auto lock = threads_.lockWaits();
  Waiter waiter{&record, {}};
  block.waiters.add(waiter);
  const uint32_t depth = std::exchange(block.depth, 0);
  block.owner.store(0, std::memory_order_seq_cst);
  wakeFirst(block, lock);
  if (!lock.owns_lock()) lock.lock();
  threads_.waitFor(thread, lock, deadlineAfter(milliseconds), [&] { return waiter.isPulsed; });
  if (!waiter.isPulsed) {
    block.waiters.remove(waiter);
    block.entering.fetch_add(1, std::memory_order_seq_cst);
    waiter.since = Clock::now();
    block.queue.add(waiter);
  }
  // The lock is taken again in any case: an interrupt waits for it.
  queueUp(thread, lock, block, waiter, std::nullopt, false);
  block.depth = depth;
  if (waiter.isPulsed) return MonitorResult::Done;
  return record.isInterrupted ? MonitorResult::Interrupted : MonitorResult::TimedOut;
}

/// Those pulsed are not woken: they would find the lock taken by this thread. They join the queue.
MonitorResult Monitors::pulse_nogc(Thread& thread, Object* object, bool all) {
  if (!isHeld_nogc(thread, object)) return MonitorResult::NotHeld;
  const uint32_t seen = std::atomic_ref<uint32_t>(object->lockWord()).load(std::memory_order_acquire);
  if (!(seen & kInflated)) return MonitorResult::Done;  // nobody waits
  const auto lock = threads_.lockWaits();
  SyncBlock& block = blockOf(seen);
  while (Waiter* first = block.waiters.first) {
    block.waiters.remove(*first);
    first->isPulsed = true;
    first->since = Clock::now();
    block.entering.fetch_add(1, std::memory_order_seq_cst);
    block.queue.add(*first);
    if (!all) break;
  }
  return MonitorResult::Done;
}

void Monitors::sweep(Object* (*forward)(void* context, Object*), void* context) {
  for (uint32_t number = 0; number < made_; ++number) {
    SyncBlock& block = blockAt(number);
    if (!block.object) continue;
    Object* now = forward(context, block.object);
    block.object = now;
    if (now && !block.isIdle()) continue;
    if (now) now->lockWord() = 0;
    block.object = nullptr;
    block.owner.store(0, std::memory_order_relaxed);  // of an object that died while it was locked
    block.depth = 0;
    block.spins.store(kFirstSpins, std::memory_order_relaxed);
    free_.push_back(number);
  }
}

}  // namespace minivm
