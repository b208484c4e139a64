// What belongs to the process and not to a runtime (ABI 35): the actions of fault signals and, for their
// handler, which Thread the calling native thread runs.
//
// Managed code faults only through wild pointers (null checks are explicit), native code and the VM through
// anything. Nothing can be unwound from there: the handler prints what CoreCLR prints, the managed stack, and
// ends the process with 134. A fault on a thread without managed code goes to the action that was there
// before.
#pragma once

#include <memory>

namespace minivm {

class Thread;

namespace processState {

/// Installs the actions for SIGSEGV, SIGBUS and SIGFPE, once; later calls do nothing.
void installFaultHandlers();
/// The kernel refuses membarrier: the transitions of safepoint.h carry their own barrier. Asked of it once,
/// by the first runtime, while the process has one thread: later it would cost milliseconds.
bool transitionsNeedFence();
/// What a native thread keeps until it ends.
class Attachment {
 public:
  virtual ~Attachment() = default;
};
void keepUntilThreadEnds(std::unique_ptr<Attachment> attachment);
/// The Thread that the calling native thread runs; null when it runs none.
Thread* currentThread();
/// The calling native thread runs `thread` from now on. It gets a signal stack, so that the overflow of its
/// native stack can be reported.
void attach(Thread& thread);
/// Ends the innermost attach of the calling native thread. Does nothing on another native thread.
void detach(Thread& thread);

}  // namespace processState
}  // namespace minivm
