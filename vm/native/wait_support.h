// What natives that block share.
#pragma once

#include <cstdint>

#include "vm/threads/monitor.h"

namespace minivm {

/// ThreadInterruptedException when somebody interrupted this thread. The wait lock is not held.
void throwIfInterrupted(Thread& thread);

namespace natives {

// System.Threading.Thread by the thread's record.
void setBackground(Thread& thread, ThreadRecord& record, bool value);
/// System.Threading.ThreadState.
int32_t stateOf(const ThreadRecord& record);
void interrupt(Thread& thread, ThreadRecord& record);
/// `name` is UTF-8.
void rename(Thread& thread, ThreadRecord& record, std::string name);

}  // namespace natives
}  // namespace minivm
