#include "vm/threads/thread.h"

#include <pthread.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <unistd.h>

#include <new>

#include "vm/threads/process_state.h"
#include "vm/threads/tail_arguments.h"

namespace minivm {

namespace {

constexpr size_t kPage = 4096;
/// Left for C++ below the limit that managed entries test (ABI 17).
constexpr size_t kNativeReserve = size_t{256} << 10;
/// Interpreter slots kept above the soft end: the frame that reports the overflow needs some.
constexpr size_t kSoftReserveBytes = size_t{64} << 10;

/// Lowest address of the calling thread's native stack.
uintptr_t nativeStackBottom() {
  pthread_attr_t attributes;
  if (pthread_getattr_np(pthread_self(), &attributes) != 0) return 0;
  void* address = nullptr;
  size_t size = 0;
  pthread_attr_getstack(&attributes, &address, &size);
  pthread_attr_destroy(&attributes);
  uintptr_t top = reinterpret_cast<uintptr_t>(address) + size;
  // The main thread's stack grows on demand up to the limit of the moment, which may be "unlimited".
  rlimit limit;
  constexpr size_t kMost = size_t{8} << 20;
  if (size > kMost && getrlimit(RLIMIT_STACK, &limit) == 0 && limit.rlim_cur == RLIM_INFINITY)
    return top - kMost;
  return top - size;
}

}  // namespace

Thread::Thread(Runtime& runtime, size_t interpreterStackBytes)
    : fencesTransitions(processState::transitionsNeedFence()), runtime_(runtime) {
  interpStackBytes_ = (interpreterStackBytes + kPage - 1) & ~(kPage - 1);
  if (interpStackBytes_ < 4 * kSoftReserveBytes) interpStackBytes_ = 4 * kSoftReserveBytes;
  // One guard page at each end; pages are committed as frames reach them.
  size_t total = interpStackBytes_ + 2 * kPage;
  void* memory = mmap(nullptr, total, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
  if (memory == MAP_FAILED) throw std::bad_alloc();
  uint8_t* base = static_cast<uint8_t*>(memory) + kPage;
  if (mprotect(base, interpStackBytes_, PROT_READ | PROT_WRITE) != 0) {
    munmap(memory, total);
    throw std::bad_alloc();
  }
  interpStackBase = reinterpret_cast<Slot*>(base);
  interpStackEnd = reinterpret_cast<Slot*>(base + interpStackBytes_ - kSoftReserveBytes);
  void* statics = mmap(nullptr, kThreadStaticsBytes, PROT_READ | PROT_WRITE,
                       MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
  if (statics == MAP_FAILED) {
    munmap(memory, total);
    throw std::bad_alloc();
  }
  threadStatics = static_cast<uint8_t*>(statics);
  nativeStackEnd = nativeStackBottom() + kNativeReserve;
  withdrawStop();
  processState::attach(*this);
}

Thread::~Thread() {
  delete tailArguments;
  processState::detach(*this);
  freeLocalAllocArea();
  munmap(threadStatics, kThreadStaticsBytes);
  munmap(reinterpret_cast<uint8_t*>(interpStackBase) - kPage, interpStackBytes_ + 2 * kPage);
}

TailArguments& Thread::reserveTailArguments(size_t stackWords) {
  if (!tailArguments) tailArguments = new TailArguments;
  TailArguments& tail = *tailArguments;
  if (stackWords > tail.capacity) {
    tail.memory = std::make_unique<uint64_t[]>(stackWords);
    tail.stack = tail.memory.get();
    tail.capacity = stackWords;
  }
  tail.stackWords = stackWords;
  return tail;
}

void Thread::requestStop() {
  pollFlag.fetch_or(kStopRequested, std::memory_order_relaxed);
  stackLimit.store(UINTPTR_MAX, std::memory_order_relaxed);
  interpStackLimit.store(nullptr, std::memory_order_relaxed);
}

void Thread::withdrawStop() {
  interpStackLimit.store(safepointListener ? nullptr : interpStackEnd, std::memory_order_relaxed);
  stackLimit.store(nativeStackEnd, std::memory_order_relaxed);
  pollFlag.fetch_and(~uint32_t{kStopRequested}, std::memory_order_release);
  pollFlag.notify_all();
}

void Thread::pollAlways(SafepointListener& listener) {
  safepointListener = &listener;
  interpStackLimit.store(nullptr, std::memory_order_relaxed);
  pollFlag.fetch_or(kPollsAlways, std::memory_order_relaxed);
}

}  // namespace minivm
