// The C++ halves of the entry stubs. They are called by machine code only; no C++ exception leaves them.
#pragma once

#include <cstdint>

#include "vm/objects/object.h"

namespace minivm {

class EntryStubs;
class Thread;
struct NativeCallback;
struct TransitionFrame;

/// What a reverse thunk spills: the argument registers of the native convention and the place of the stack
/// arguments, then the results.
struct ReverseFrame {
  uint64_t intArgs[6];
  double floatArgs[8];
  uint8_t* stackArgs;
  Slot intResults[2];
  Slot floatResults[2];
  uint64_t pad;
};
/// First call of a method: makes it runnable, leads its precode to where calls go from now on, and answers
/// that address. The arguments are in `frame` and are reported from there. May collect; a failure is left
/// pending and the answer is EntryStubs::returnPending.
void* prestubWorker(Thread* thread, TransitionFrame* frame, EntryStubs* stubs) noexcept;

/// A compiled method is about to be entered that found its thread's stack limit not kept: the stack is used
/// up, or the limit was raised to stop the thread, which stops here then. `frame` is followed by the entry.
void entryPollWorker(Thread* thread, TransitionFrame* frame, EntryStubs* stubs) noexcept;

/// A call from machine code to an interpreted or native method: `frame` is an EntryFrame, whose results are
/// filled. Runs managed code; an exception that leaves the method stays pending. True: it leaves by a tail
/// call, with the arguments in Thread::tailArguments.
bool interpreterEntryWorker(Thread* thread, TransitionFrame* frame, EntryStubs* stubs) noexcept;

/// A call from native code to a managed method (ABI 1). An exception that reaches the native caller ends the
/// process (ABI 16).
void reverseEntryWorker(NativeCallback* callback, ReverseFrame* frame) noexcept;

}  // namespace minivm
