// StackWalk: the frames of a thread, youngest first. Two stacks, one order (ABI 11): the chain of Frame
// records on the native stack, and for each InterpreterActivation in it the run of interpreter frames it
// names. The walker never unwinds C++ (ABI 10).
//
//   Thread::topFrame → InterpreterActivation → TransitionFrame → ExitFrame → InterpreterActivation → null
//                        lastFp → callerFp → … → baseFp (not a frame of a method: it only ends the walk of
//                        its activation)
#pragma once

#include <cstdint>
#include <vector>

#include "vm/threads/frame.h"

namespace minivm {

class CompiledCode;
class RootVisitor;
class Thread;
struct CompiledMethod;
struct SafepointRow;

/// One step of a walk: a frame of a method, or a link of the native chain that has no method.
struct StackFrame {
  Frame* link = nullptr;         ///< the link of the native chain this step belongs to
  Slot* fp = nullptr;            ///< interpreter frames: register 0; null for other links
  MethodDesc* method = nullptr;  ///< method of the frame; null for an exit frame
  // Compiled frames: behind the transition or machine link that they called.
  const CompiledMethod* machine = nullptr;
  uint8_t* rbp = nullptr;
  const uint8_t* pc = nullptr;  ///< where it goes on: a return address
  uint64_t* regs[16] = {};      ///< where the frame's value of a register is now, by x86 number
  bool isInterpreter() const { return fp != nullptr; }
  bool isMachine() const { return machine != nullptr; }
  /// What is known of the place where a compiled frame stands. It ends the process when there is nothing: a
  /// frame that cannot be described cannot be survived.
  const SafepointRow& safepoint() const;
  /// An interpreter frame with a place in its code: not that of a native, nor one that was left for compiled
  /// code.
  bool runsBytecode() const {
    return fp != nullptr && headerOf(fp)->layout != nullptr && !headerOf(fp)->layout->isLeft;
  }
};

/// Iterates over the frames of a thread that stands still (its own, or stopped). Frames must not be pushed or
/// popped meanwhile.
class StackWalk {
 public:
  explicit StackWalk(const Thread& thread);
  /// Starts at a link of the chain instead of the youngest one.
  StackWalk(const Thread& thread, Frame* from);
  bool done() const { return link_ == nullptr; }
  const StackFrame& current() const { return frame_; }
  /// To the next older frame.
  void next();
  /// IL offset of the current interpreter frame, as its saved pc says; 0 for frames without bytecode.
  uint32_t ilOffset() const;

 private:
  void enter(Frame* link);
  void settle();
  void enterMachine(const uint8_t* pc, uint8_t* rbp);

  const CompiledCode* code_;
  Frame* link_ = nullptr;
  StackFrame frame_;
};

/// One row of what a person calls the stack: natives and links of the chain are not in it, inlined calls are.
struct ManagedFrame {
  MethodDesc* method;
  uint32_t ilOffset;
};
/// The managed frames of a thread that stands still, youngest first, at most `limit`.
std::vector<ManagedFrame> managedFrames(const Thread& thread, size_t limit = SIZE_MAX);

/// Reports every reference that the thread holds: interpreter frames by their FrameLayout, native frames and
/// transition frames by their signature, Locals blocks, active exceptions, the pending exception. World
/// stopped.
void visitThreadRoots(Thread& thread, RootVisitor& visitor);

}  // namespace minivm
