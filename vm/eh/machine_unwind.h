// Exceptions through compiled frames (ABI 15). Pass 1 is dispatch.cpp's; pass 2 goes segment by segment: the
// compiled frames between a transition (or machine) link and the exit frame below it. A step either resumes a
// frame of the segment in one of its handlers, or goes back to the exit stub with the exception pending.
#pragma once

#include <cstdint>

#include "vm/eh/ex_info.h"
#include "vm/entry/unwind_entry.h"
#include "vm/threads/frame.h"

namespace minivm {

class Thread;

/// `endfinally` of a handler that pass 2 started, in the compiled frame `rbp`: the exception is pending
/// again.
uint64_t continueUnwinding(Thread* thread, uint64_t rbp) noexcept;
/// `rethrow` in the compiled frame `rbp`: the exception of the innermost running catch becomes pending.
void prepareRethrowMachine(Thread& thread, uint64_t rbp, uint32_t ilOffset);
/// Runs a filter over a compiled frame; what it throws means no (I.12.4.2.5).
bool runMachineFilterRunsManaged(Thread& thread, const uint8_t* pc, uint8_t* rbp);

/// Pass 1 for the pending exception from the frames of `from`, unless it has a target already (dispatch.cpp).
ExInfo& beginOrContinueException(Thread& thread, Frame* from);

}  // namespace minivm
