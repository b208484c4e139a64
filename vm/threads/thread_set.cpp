#include "vm/threads/thread_set.h"

#include "vm/threads/thread.h"

namespace minivm {

namespace {

/// How long the holder may run while others wait.
constexpr auto kTimeSlice = std::chrono::milliseconds(5);

}  // namespace

void ThreadSet::acquireLocked(Thread& thread, std::unique_lock<std::mutex>& lock) {
  const uint64_t ticket = nextTicket_++;
  while (isClosed_ || holder_ || nowServing_ != ticket) {
    // After close() the holder's Thread may be gone.
    if (free_.wait_for(lock, kTimeSlice) == std::cv_status::timeout && holder_ && !isClosed_)
      holder_->pollFlag.store(1, std::memory_order_relaxed);
  }
  ++nowServing_;
  holder_ = &thread;
  if (lastHolder_ != &thread) {
    changeHands_(lastHolder_, thread);
    lastHolder_ = &thread;
  }
}

void ThreadSet::acquire(Thread& thread) {
  std::unique_lock lock(mutex_);
  acquireLocked(thread, lock);
}

void ThreadSet::release(Thread&) {
  std::lock_guard lock(mutex_);
  holder_ = nullptr;
  free_.notify_all();
}

void ThreadSet::yield(Thread& thread) {
  std::unique_lock lock(mutex_);
  thread.pollFlag.store(0, std::memory_order_relaxed);
  if (nextTicket_ == nowServing_) return;  // nobody waits
  holder_ = nullptr;
  free_.notify_all();
  acquireLocked(thread, lock);
}

void ThreadSet::forget(Thread& thread) {
  std::lock_guard lock(mutex_);
  if (lastHolder_ == &thread) lastHolder_ = nullptr;
}

void ThreadSet::close() {
  std::lock_guard lock(mutex_);
  isClosed_ = true;
}

void ThreadSet::block(Thread& thread, Deadline deadline) {
  std::unique_lock lock(mutex_);
  ThreadRecord& record = *thread.record;
  holder_ = nullptr;
  free_.notify_all();
  while (!record.isSignaled) {
    if (!deadline) {
      record.wake.wait(lock);
    } else if (record.wake.wait_until(lock, *deadline) == std::cv_status::timeout) {
      break;
    }
  }
  record.isSignaled = false;
  acquireLocked(thread, lock);
}

void ThreadSet::signal(ThreadRecord& record) {
  std::lock_guard lock(mutex_);
  record.isSignaled = true;
  record.wake.notify_one();
}

ThreadRecord& ThreadSet::addRecord() {
  records_.push_back(std::make_unique<ThreadRecord>());
  ThreadRecord& record = *records_.back();
  if (freeIds_.empty()) {
    record.id = ++lastId_;
  } else {
    record.id = freeIds_.back();
    freeIds_.pop_back();
  }
  return record;
}

}  // namespace minivm
