// StackWalk: the frames of a thread, youngest first. Two stacks, one order (ABI 11): the chain of Frame
// records on the native stack, and for each InterpreterActivation in it the run of interpreter frames it
// names. The walker never unwinds C++ (ABI 10).
//
//   Thread::topFrame → InterpreterActivation → TransitionFrame → ExitFrame → InterpreterActivation → null
//                        lastFp → callerFp → … → baseFp (not a frame of a method: it only ends the walk of
//                        its activation)
#pragma once

#include "vm/threads/frame.h"

namespace minivm {

class RootVisitor;
class Thread;

/// One step of a walk: a frame of a method, or a link of the native chain that has no method.
struct StackFrame {
  Frame* link = nullptr;         ///< the link of the native chain this step belongs to
  Slot* fp = nullptr;            ///< interpreter frames: register 0; null for other links
  MethodDesc* method = nullptr;  ///< method of the frame; null for an exit frame
  bool isInterpreter() const { return fp != nullptr; }
  /// An interpreter frame of a native method: only its argument slots exist.
  bool isNative() const { return fp != nullptr && headerOf(fp)->layout == nullptr; }
};

/// Iterates over the frames of a thread that stands still (its own, or stopped). Frames must not be pushed or
/// popped meanwhile.
class StackWalk {
 public:
  explicit StackWalk(const Thread& thread);
  /// Starts at a link of the chain instead of the youngest one.
  explicit StackWalk(Frame* from);
  bool done() const { return link_ == nullptr; }
  const StackFrame& current() const { return frame_; }
  /// To the next older frame.
  void next();
  /// IL offset of the current interpreter frame, as its saved pc says; 0 for frames without bytecode.
  uint32_t ilOffset() const;

 private:
  void enter(Frame* link);
  void settle();

  Frame* link_ = nullptr;
  StackFrame frame_;
};

/// Reports every reference that the thread holds: interpreter frames by their FrameLayout, native frames and
/// transition frames by their signature, Locals blocks, active exceptions, the pending exception. World
/// stopped.
void visitThreadRoots(Thread& thread, RootVisitor& visitor);

}  // namespace minivm
