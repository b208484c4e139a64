#include "vm/threads/monitor.h"

#include <algorithm>
#include <cstdio>
#include <cstdlib>

namespace minivm {

namespace {

/// Looks at a lock that is taken before its thread goes to sleep: most are held for less than this takes.
constexpr int kSpins = 100;

template <typename T>
void eraseOne(std::vector<T>& list, const T& item) {
  const auto at = std::find(list.begin(), list.end(), item);
  if (at != list.end()) list.erase(at);
}

}  // namespace

Monitors::~Monitors() {
  for (auto& chunk : chunks_) delete chunk.load(std::memory_order_relaxed);
}

Monitors::SyncBlock& Monitors::takeFree() {
  if (!free_.empty()) {
    SyncBlock* block = free_.back();
    free_.pop_back();
    return *block;
  }
  const uint32_t number = made_++;
  if (number == kBlocksPerChunk * kMostChunks) {
    std::fprintf(stderr, "fatal: more than %u objects are waited for\n", number);
    std::abort();
  }
  auto& chunk = chunks_[number / kBlocksPerChunk];
  if (number % kBlocksPerChunk == 0) chunk.store(new Chunk, std::memory_order_release);
  SyncBlock& block = (*chunk.load(std::memory_order_relaxed))[number % kBlocksPerChunk];
  block.number = number;
  return block;
}

Monitors::SyncBlock& Monitors::inflate(Object* object) {
  const auto lock = threads_.lockWaits();
  std::atomic_ref<uint32_t> word(object->lockWord());
  uint32_t seen = word.load(std::memory_order_acquire);
  if (seen & kInflated) return blockOf(seen);
  SyncBlock& block = takeFree();
  block.object = object;
  do {
    block.owner.store(seen & kOwnerMask, std::memory_order_relaxed);
    block.depth = seen / kOneLevel;
  } while (!word.compare_exchange_weak(seen, kInflated | block.number, std::memory_order_acq_rel));
  return block;
}

// No safepoint lies between reading the word and counting this thread in the block: a collection between them
// could take the block away.
MonitorResult Monitors::enter(Thread& thread, Handle<Object> object, int32_t milliseconds) {
  const uint32_t id = thread.id;
  std::atomic_ref<uint32_t> word(object->lockWord());
  int spins = kSpins;
  for (;;) {
    uint32_t seen = word.load(std::memory_order_relaxed);
    if (seen & kInflated) return enterBlock(thread, blockOf(seen), milliseconds);
    if (seen == 0 && id <= kOwnerMask) {
      if (word.compare_exchange_strong(seen, id, std::memory_order_acquire)) return MonitorResult::Done;
      continue;
    }
    if (seen != 0 && (seen & kOwnerMask) == id && seen < kInflated - kOneLevel) {
      if (word.compare_exchange_strong(seen, seen + kOneLevel, std::memory_order_relaxed))
        return MonitorResult::Done;
      continue;
    }
    const bool isMine = (seen & kOwnerMask) == id;
    if (!isMine && seen != 0) {
      if (milliseconds == 0) return MonitorResult::TimedOut;
      if (spins-- > 0) {
        __builtin_ia32_pause();
        continue;
      }
    }
    return enterBlock(thread, inflate(object.get()), milliseconds);
  }
}

MonitorResult Monitors::enterBlock(Thread& thread, SyncBlock& block, int32_t milliseconds) {
  const uint32_t id = thread.id;
  if (block.owner.load(std::memory_order_relaxed) == id) {
    ++block.depth;
    return MonitorResult::Done;
  }
  if (tryTake(block, id)) return MonitorResult::Done;
  if (milliseconds == 0) return MonitorResult::TimedOut;
  for (int i = 0; i < kSpins; ++i) {
    __builtin_ia32_pause();
    if (block.owner.load(std::memory_order_relaxed) == 0 && tryTake(block, id)) return MonitorResult::Done;
  }
  // Counted first, then tried once more: whoever leaves frees the block first, then looks at the count.
  block.entering.fetch_add(1, std::memory_order_seq_cst);
  auto lock = threads_.lockWaits();
  block.queue.push_back(thread.record);
  const bool isTaken =
      threads_.waitFor(thread, lock, deadlineAfter(milliseconds), [&] { return tryTake(block, id); });
  eraseOne(block.queue, thread.record);
  block.entering.fetch_sub(1, std::memory_order_seq_cst);
  if (isTaken) return MonitorResult::Done;
  // A wake-up meant for it goes to the next.
  if (block.owner.load(std::memory_order_seq_cst) == 0) wakeFirst(block);
  return thread.record->isInterrupted ? MonitorResult::Interrupted : MonitorResult::TimedOut;
}

void Monitors::wakeFirst(SyncBlock& block) {
  if (!block.queue.empty() && !block.queue.front()->isSignaled) threads_.signal(*block.queue.front());
}

void Monitors::leaveBlock(SyncBlock& block) {
  block.owner.store(0, std::memory_order_seq_cst);
  if (block.entering.load(std::memory_order_seq_cst) == 0) return;
  const auto lock = threads_.lockWaits();
  wakeFirst(block);
}

MonitorResult Monitors::exit_nogc(Thread& thread, Object* object) {
  const uint32_t id = thread.id;
  std::atomic_ref<uint32_t> word(object->lockWord());
  for (;;) {
    uint32_t seen = word.load(std::memory_order_acquire);
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
    const uint32_t next = seen >= kOneLevel ? seen - kOneLevel : 0;
    if (word.compare_exchange_strong(seen, next, std::memory_order_release)) return MonitorResult::Done;
  }
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
  SyncBlock& block = inflate(object.get());
  auto lock = threads_.lockWaits();
  Waiter waiter{&record, false};
  block.waiters.push_back(&waiter);
  const uint32_t depth = std::exchange(block.depth, 0);
  block.owner.store(0, std::memory_order_seq_cst);
  wakeFirst(block);
  threads_.waitFor(thread, lock, deadlineAfter(milliseconds), [&] { return waiter.isPulsed; });
  eraseOne(block.waiters, &waiter);
  // The lock is taken again in any case: an interrupt waits for it.
  block.entering.fetch_add(1, std::memory_order_seq_cst);
  block.queue.push_back(&record);
  while (!tryTake(block, thread.id)) threads_.block(thread, lock, std::nullopt);
  eraseOne(block.queue, &record);
  block.entering.fetch_sub(1, std::memory_order_seq_cst);
  block.depth = depth;
  if (waiter.isPulsed) return MonitorResult::Done;
  return record.isInterrupted ? MonitorResult::Interrupted : MonitorResult::TimedOut;
}

MonitorResult Monitors::pulse_nogc(Thread& thread, Object* object, bool all) {
  if (!isHeld_nogc(thread, object)) return MonitorResult::NotHeld;
  const uint32_t seen = std::atomic_ref<uint32_t>(object->lockWord()).load(std::memory_order_acquire);
  if (!(seen & kInflated)) return MonitorResult::Done;  // nobody waits
  const auto lock = threads_.lockWaits();
  for (Waiter* waiter : blockOf(seen).waiters) {
    if (waiter->isPulsed) continue;
    waiter->isPulsed = true;
    threads_.signal(*waiter->record);
    if (!all) break;
  }
  return MonitorResult::Done;
}

void Monitors::sweep(Object* (*forward)(void* context, Object*), void* context) {
  for (uint32_t number = 0; number < made_; ++number) {
    SyncBlock& block = blockOf(number);
    if (!block.object) continue;
    Object* now = forward(context, block.object);
    block.object = now;
    if (now && !block.isIdle()) continue;
    if (now) now->lockWord() = 0;
    block.object = nullptr;
    block.owner.store(0, std::memory_order_relaxed);  // of an object that died while it was locked
    block.depth = 0;
    free_.push_back(&block);
  }
}

}  // namespace minivm
