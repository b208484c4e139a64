// Two-pass dispatch of managed exceptions (DESIGN §10; ABI 15–16; ECMA-335 I.12.4.2).
//
// Pass 1 looks for the handler, from the throwing frame towards the caller, through every activation of the
// interpreter on this thread, running filters; nothing is unwound. Pass 2 runs finally and fault handlers on
// the way there, activation by activation: when the handler is in an older activation the loop returns, and
// the C++ code between the two sees a ManagedException. State between the steps is in the ExInfo.
#pragma once

#include "vm/eh/ex_info.h"
#include "vm/threads/frame.h"

namespace minivm {

class Thread;

/// Where an activation goes on after a dispatch step.
struct ResumePoint {
  Slot* fp = nullptr;  ///< null: leave the activation, thread.pendingException is set
  const void* pc = nullptr;
};

/// Dispatches thread.pendingException, which was raised in `activation` at its youngest frame (or arrives
/// from a younger activation, already searched). May run filters; collects. Does not return for an exception
/// that nothing catches: it is reported and the process exits with 134.
ResumePoint dispatchException(Thread& thread, InterpreterActivation& activation);
/// A finally or fault handler that pass 2 started has ended: goes on with pass 2.
ResumePoint continueUnwind(Thread& thread, InterpreterActivation& activation, Slot* fp);
/// A catch handler is left normally: its exception is over.
void endCatch_nogc(Thread& thread, Slot* fp, uint32_t clause);
/// The exception that `rethrow` at this place throws again. Becomes pending; dispatchException follows.
void prepareRethrow(Thread& thread, Slot* fp, uint32_t ilOffset);
/// Reports an exception that nothing catches (`Unhandled exception. ` + ToString()) and ends the process with
/// 134.
[[noreturn]] void failUnhandled(Thread& thread, Object* exception);
/// Reports a stack overflow with the repeated frames folded and ends the process with 134.
[[noreturn]] void failStackOverflow(Thread& thread);

}  // namespace minivm
