// The thread's localloc area: one reserved range, committed as it is reached, released by mark (ABI 14).
#include <sys/mman.h>

#include <cstring>

#include "vm/threads/thread.h"

namespace minivm {

namespace {
constexpr size_t kReservedBytes = size_t{64} << 20;
}

void* Thread::localAlloc(size_t bytes) {
  if (!localAllocBase_) {
    void* memory = mmap(nullptr, kReservedBytes, PROT_READ | PROT_WRITE,
                        MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
    if (memory == MAP_FAILED) return nullptr;
    localAllocBase_ = static_cast<uint8_t*>(memory);
  }
  if (bytes > kReservedBytes || localAllocTop_ + bytes + 16 > kReservedBytes) return nullptr;
  uint8_t* block = localAllocBase_ + localAllocTop_;
  localAllocTop_ += (bytes + 15) & ~size_t{15};
  std::memset(block, 0, bytes);
  return block;
}

void Thread::freeLocalAllocArea() {
  if (localAllocBase_) munmap(localAllocBase_, kReservedBytes);
  localAllocBase_ = nullptr;
}

}  // namespace minivm
