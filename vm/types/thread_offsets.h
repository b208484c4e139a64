// Offsets within Thread that machine code embeds; r15 points to it (ABI 1). Like offsets.h, apart because
// layouts know no threads.
#pragma once

#include <cstddef>

#include "vm/threads/thread.h"

namespace minivm::offsets {

inline constexpr int kThreadStackLimit = offsetof(Thread, stackLimit);
inline constexpr int kThreadPollFlag = offsetof(Thread, pollFlag);
inline constexpr int kThreadId = offsetof(Thread, id);
inline constexpr int kThreadAllocPtr = offsetof(Thread, allocPtr);
inline constexpr int kThreadAllocLimit = offsetof(Thread, allocLimit);
inline constexpr int kThreadTopFrame = offsetof(Thread, topFrame);
inline constexpr int kThreadCardTable = offsetof(Thread, cardTable);
inline constexpr int kThreadNurseryBase = offsetof(Thread, nurseryBase);
inline constexpr int kThreadNurserySize = offsetof(Thread, nurserySize);
inline constexpr int kThreadStatics = offsetof(Thread, threadStatics);
inline constexpr int kThreadPendingException = offsetof(Thread, pendingException);
inline constexpr int kThreadTailArguments = offsetof(Thread, tailArguments);
static_assert(kThreadPendingException < 128, "the fields machine code reads must be reachable with a disp8");

}  // namespace minivm::offsets
