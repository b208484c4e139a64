// The part of libSystem.Native that minivm provides itself: console, time, environment, memory. No function
// here touches managed objects; pointers come from pinned or native memory.
#include <sys/random.h>
#include <unistd.h>

#include <cerrno>
#include <chrono>
#include <cstdlib>
#include <cstring>
#include <ctime>

#include <sched.h>

#include "vm/native/native_list.h"
#include "vm/threads/safepoint.h"

namespace minivm::natives {

namespace {

int64_t clockNanoseconds(clockid_t clock) {
  timespec now;
  clock_gettime(clock, &now);
  return int64_t{now.tv_sec} * 1000000000 + now.tv_nsec;
}

}  // namespace

int32_t sysWrite(Thread& thread, intptr_t fd, const uint8_t* buffer, int32_t count) {
  Preemptive scope(thread);
  ssize_t done;
  do done = ::write(static_cast<int>(fd), buffer, static_cast<size_t>(count));
  while (done < 0 && errno == EINTR);
  return static_cast<int32_t>(done);
}

int32_t sysRead(Thread& thread, intptr_t fd, uint8_t* buffer, int32_t count) {
  Preemptive scope(thread);
  ssize_t done;
  do done = ::read(static_cast<int>(fd), buffer, static_cast<size_t>(count));
  while (done < 0 && errno == EINTR);
  return static_cast<int32_t>(done);
}

int32_t sysGetErrNo() {
  return errno;
}
void sysSetErrNo(int32_t value) {
  errno = value;
}
int32_t sysIsATty(intptr_t fd) {
  return ::isatty(static_cast<int>(fd));
}

/// UTC now, in ticks since 1970.
int64_t sysGetSystemTimeAsTicks() {
  return clockNanoseconds(CLOCK_REALTIME) / 100;
}
int64_t sysGetTimestamp() {
  return clockNanoseconds(CLOCK_MONOTONIC);
}
int64_t sysGetLowResolutionTimestamp() {
  return clockNanoseconds(CLOCK_MONOTONIC_COARSE) / 1000000;
}
int64_t sysGetTimestampResolution() {
  return 1000000000;
}

int32_t sysGetCryptographicallySecureRandomBytes(uint8_t* buffer, int32_t count) {
  for (int32_t done = 0; done < count;) {
    const ssize_t got = ::getrandom(buffer + done, static_cast<size_t>(count - done), 0);
    if (got < 0 && errno != EINTR) return -1;
    if (got > 0) done += static_cast<int32_t>(got);
  }
  return 0;
}
void sysGetNonCryptographicallySecureRandomBytes(uint8_t* buffer, int32_t count) {
  sysGetCryptographicallySecureRandomBytes(buffer, count);
}

void* sysMalloc(uintptr_t size) {
  return std::malloc(size);
}
void* sysCalloc(uintptr_t count, uintptr_t size) {
  return std::calloc(count, size);
}
void* sysRealloc(void* memory, uintptr_t size) {
  return std::realloc(memory, size);
}
void sysFree(void* memory) {
  std::free(memory);
}
void* sysAlignedAlloc(uintptr_t alignment, uintptr_t size) {
  return std::aligned_alloc(alignment, (size + alignment - 1) & ~(alignment - 1));
}
void sysAlignedFree(void* memory) {
  std::free(memory);
}
const char* sysGetEnv(const char* name) {
  return std::getenv(name);
}
int32_t sysGetPid() {
  return ::getpid();
}
int32_t sysSchedYield(Thread& thread) {
  Preemptive scope(thread);
  return ::sched_yield();
}

}  // namespace minivm::natives
