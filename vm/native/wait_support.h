// What natives that block share.
#pragma once

#include <cstdint>
#include <functional>

#include "vm/threads/thread_set.h"

namespace minivm {

/// Blocks until `isReady()`, the deadline, or an interrupt; true when ready. Others run meanwhile: may
/// collect.
bool waitFor(Thread& thread, ThreadSet::Deadline deadline, const std::function<bool()>& isReady);
/// ThreadInterruptedException when somebody interrupted this thread.
void throwIfInterrupted(Thread& thread);
/// Milliseconds from now; negative means for ever.
ThreadSet::Deadline deadlineAfter(int32_t milliseconds);

}  // namespace minivm
