// Frames: what the stack walker sees. Two stacks, one order (ABI 11): the chain of Frame records lives on the
// native stack; each InterpreterActivation record in it names a run of interpreter frames on the thread's
// interpreter stack.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

#include "loader/method_body.h"
#include "vm/objects/object.h"
#include "vm/types/type_handle.h"

namespace minivm {

struct MethodDesc;
struct CallShape;
struct FrameLayout;

enum class FrameKind : uint32_t {
  Interpreter,  ///< InterpreterActivation
  Transition,   ///< TransitionFrame: machine code called into the runtime (ABI 10)
  Exit,         ///< ExitFrame: the runtime called machine code
  Machine,      ///< MachineFrame: compiled code called a helper
};

/// One link of Thread::topFrame.
struct Frame {
  Frame* previous;
  FrameKind kind;
  uint32_t flags;  ///< FrameFlags
};

/// Pass 1 of exception handling sees a frame with kCatchesAll as a catch (ABI 16).
/// kFrameRunsFilter: the oldest frame of the activation is a copy that runs a filter block; its regions do
/// not apply (I.12.4.2.5). kFrameMayLeave: whoever entered the activation goes on with a tail call (ABI 8).
enum FrameFlags : uint32_t {
  kFrameCatchesAll = 1,
  kFrameArgsLive = 2,
  kFrameRunsFilter = 4,
  kFrameMayLeave = 8
};

/// Pushed by prestub and interpreter-entry stubs (ABI 6, 10): the spilled argument registers and the
/// callee-saved set. While kFrameArgsLive is set the walker reports the arguments by `shape`'s argument map.
struct TransitionFrame : Frame {
  MethodDesc* method;
  const CallShape* shape;
  uint64_t intArgs[6];  ///< rdi rsi rdx rcx r8 r9
  double floatArgs[8];  ///< low halves of xmm0–7
  uint64_t rbx, r12, r13, r14, r15, rbp;
  uint64_t returnPc;
  uint8_t* stackArgs;  ///< first stack argument of the caller
};

/// Header of an interpreter frame; sits directly below its registers. `fp` points at register 0, which is
/// also argument slot 0.
struct InterpFrameHeader {
  Slot* callerFp;             ///< registers of the caller, or null in the base frame of an activation
  const void* pc;             ///< while not running: the call instruction it waits for
  const FrameLayout* layout;  ///< null for a native frame: only the argument slots exist
  MethodDesc* method;         ///< null in the base frame of an activation
};
inline constexpr size_t kInterpHeaderSlots = sizeof(InterpFrameHeader) / sizeof(Slot);
inline InterpFrameHeader* headerOf(Slot* fp) {
  return reinterpret_cast<InterpFrameHeader*>(fp) - 1;
}

/// An exception clause in run-time form. IL offsets decide whether it applies; the rest says where control
/// goes.
struct EhRow {
  EhClause il;
  const void* handlerPc;  ///< null when the handler is unreachable
  const void* filterPc;
  uint16_t exceptionReg;  ///< catch, filter: register that receives the exception
  uint16_t returnReg;  ///< finally, fault: register that receives the continuation, negative = the unwinder
  mutable TypeHandle type;  ///< catch: the class once resolved (racing threads compute the same)
};

/// What the collector and the stack walker need of a method's interpreter frames. Base of the interpreter's
/// BytecodeMethod. A register never changes its GC kind (ABI 12), so one map is precise at every pc.
struct FrameLayout {
  MethodDesc* method;
  uint32_t frameSlots;  ///< registers, arguments included; the callee's header starts here
  uint32_t
      totalSlots;  ///< frameSlots plus the largest outgoing area: the stack check; frames above start here
  std::span<const EhRow> ehRows;  ///< innermost first (II.25.4.6)
  int32_t localAllocReg;          ///< register holding the mark of the thread's localloc area, or −1
  uint16_t argSlots;
  std::span<const uint16_t> argObjects;     ///< argument slots holding references …
  std::span<const uint16_t> argByRefs;      ///< … and byrefs
  uint16_t objectStart, objectCount;        ///< register group: object references (zeroed at entry)
  uint16_t byRefStart, byRefCount;          ///< register group: byrefs (zeroed at entry)
  uint16_t structStart, structSlots;        ///< register group: structs with references (zeroed at entry)
  std::span<const uint16_t> structObjects;  ///< slots within the frame that hold references of such structs
  std::span<const uint16_t> structByRefs;
  std::span<const uint16_t>
      pinnedSlots;  ///< pinned locals (references and byrefs): what they point into stays where it is
  /// The method goes on in compiled code, entered in the middle: the frame only keeps what has an address.
  bool isLeft;
  /// IL offset of a saved pc.
  uint32_t (*ilOffsetOf)(const FrameLayout&, const void* pc);
};

/// One entry of C++ into the interpreter loop.
struct InterpreterActivation : Frame {
  Slot* baseFp;  ///< base frame: its code is the single op that ends the activation
  Slot* lastFp;  ///< youngest frame; published before everything that may collect, throw or walk
};

/// Compiled code called into the runtime through a helper or slow-path stub (ABI 10). The walker goes on with
/// the compiled frame at (returnPc, rbp).
struct MachineFrame : Frame {
  uint64_t regs[16];  ///< by x86 number; helper stubs fill the callee-saved ones, slow-path stubs all
  double xmms[14];    ///< slow-path stubs: low halves
  uint64_t rbp;
  uint64_t returnPc;
};

/// Registers with which compiled code goes on after a dispatch step. Read by stubs right after the call that
/// made it.
struct MachineResume {
  uint64_t pc;
  uint64_t rbp;
  uint64_t rsp;
  uint64_t rbx, r12, r13, r14;  ///< what the frame left in them: frames above it have used them since
};

/// The runtime called machine code through an exit stub.
struct ExitFrame : Frame {
  uint64_t rsp;
  uint64_t returnPc;
};
/// From an ExitFrame up to the rbp of the stub that pushed it: five saved registers and padding between them.
inline constexpr size_t kExitFrameToRbp = 5 * 8 + 8 + sizeof(ExitFrame);

}  // namespace minivm
