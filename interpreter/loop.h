// What the loop and its slow paths share. Internal to the room.
#pragma once

#include "interpreter/bytecode.h"
#include "vm/runtime.h"
#include "vm/slow_paths.h"
#include "vm/threads/frame.h"
#include "vm/threads/safepoint.h"

namespace minivm {

/// How the loop ended.
/// Base frame of an activation that runs a filter: the slot that holds the registers of the filter's own
/// frame.
inline constexpr uint32_t kOuterFpSlot = 1;

enum class LoopExit {
  Returned,   ///< the activation's first method returned; its result is in the base frame
  Unwinding,  ///< an exception leaves the activation; it is pending
  Filtered,   ///< endfilter: the result is in the activation's base frame, register 0
  Leaving,    ///< the activation ends with a tail call: the youngest frame holds its method and arguments
};

/// Runs from (fp, pc) until the activation ends. C++ exceptions (ManagedException, LoadFailure, LoadError)
/// pass through: execute() dispatches them and enters again.
LoopExit runLoop(Thread& thread, InterpreterActivation& activation, Slot* fp, const Insn* pc);
class Observer;
/// The same with an Observer that looks at every op.
LoopExit runWatchedLoop(Thread& thread, InterpreterActivation& activation, Slot* fp, const Insn* pc,
                        Observer& observer);

// --- interpreter_slow.cpp: everything the loop calls out to. The frame was saved by the caller; all may
// collect and throw. ---

/// The bytecode of `method`, built if need be; null when it is no IL method and was run right away, its
/// result stored in `result`. The arguments are at newFp; the callee's frame header is written first, so that
/// they are rooted.
BytecodeMethod* prepareOrInvoke(Thread& thread, InterpreterActivation& activation, MethodDesc* method,
                                Slot* callerFp, Slot* newFp, Slot* result);
/// Target of an interface call on the receiver in newFp[0]; fills the site's cache.
MethodDesc* resolveInterfaceSite(Thread& thread, SiteCell& cell, MethodTable* receiver);
/// Target of any virtual call of `declared` on the receiver; adjusts `this` to the value inside a boxed
/// receiver.
MethodDesc* resolveVirtualCall(Thread& thread, MethodDesc* declared, Slot* newFp);
/// Target of a delegate invocation with its arguments rearranged in place; the Invoke method itself for
/// several targets.
MethodDesc* bindDelegateCall(Thread& thread, MethodDesc* invoke, Slot* newFp);
// --- tiering.cpp
/// A method was called often, or is prepared where everything is compiled: compiles it and leads its calls to
/// the code, unless it is refused; or asks the compile thread to. Loads types; neither collects nor throws.
void methodIsHot_nogc(Thread& thread, BytecodeMethod& code);
/// Runs the compiled code of the frame's method with the arguments in it. Throws ManagedException. The frame
/// is over as far as walks are concerned.
void runCompiled(Thread& thread, Slot* fp, Slot* result);
/// Fills Thread::tailArguments with the call of the frame's compiled method (LoopExit::Leaving).
void leaveToCompiled(Thread& thread, Slot* fp);
/// A loop ran often: goes on in compiled code at its head, to the end of the method; the result is in the
/// caller's slot then. False: the loop stays here.
bool enterCompiledLoop(Thread& thread, InterpreterActivation& activation, Slot* fp, BytecodeMethod& code,
                       const Insn* head);
/// The method or its loop has been asked for: InterpreterInterface::compileHot.
void compileHotCode(Thread& thread, BytecodeMethod& code, int64_t loopOffset);
/// The counters' first values (`--tier=`); compiles right away where everything is compiled.
void startTier(Thread& thread, BytecodeMethod& code);
/// Frees the compiled code of a method that nobody runs or calls any more.
void releaseTier(Runtime& runtime, BytecodeMethod& code);

// Quickening: other threads may run or quicken the same instruction at the same time (ABI 33). All of them
// write the same fields with the same values, then the new op; so the op that brought a thread here is an
// argument, `insn->op` may be another by now.

/// Quickens a CallLazy / CallVirtLazy site.
void resolveCall(Thread& thread, Slot* fp, Insn* insn, Op op);
void resolveField(Thread& thread, Slot* fp, Insn* insn, Op op);
/// Static field ops: resolves, initialises the class, quickens when the class is initialised for good;
/// performs the access once in any case.
void staticFieldAccess(Thread& thread, Slot* fp, Insn* insn, Op op);
void resolveNew(Thread& thread, Slot* fp, Insn* insn);
void resolveTypeSite(Thread& thread, Slot* fp, Insn* insn, Op op);
void resolveConstantSite(Thread& thread, Slot* fp, Insn* insn, Op op);
void runClassInit(Thread& thread, Insn* insn);
void callNativePointer(Thread& thread, Slot* fp, const Insn* insn);
/// `--calls=stubs`: the call crosses the machine-code border both ways.
void callStub(Thread& thread, Slot* fp, const Insn* insn);
MethodDesc* methodOfPointer(Thread& thread, void* pointer);
[[noreturn]] void throwKnown(Thread& thread, WellKnownType type);
/// A call whose frame at `fp` does not fit below the thread's limit: the stack is used up, or the limit was
/// lowered to stop the thread, which stops here then. The frame's header and arguments are there already.
void stopOrOverflow(Thread& thread, InterpreterActivation& activation, Slot* fp);

}  // namespace minivm
