// What vm/ sees of the interpreter. The host wires an implementation into the Runtime; vm never includes
// interpreter/.
#pragma once

#include <string>

#include "vm/types/method_desc.h"

namespace minivm {

class Runtime;
class Thread;
struct EhRow;

class InterpreterInterface {
 public:
  virtual ~InterpreterInterface() = default;
  /// Builds the bytecode of an IL method once and publishes it in `method->code`. May load types; throws
  /// ManagedException (InvalidProgramException, TypeLoadException …) when the method cannot be prepared.
  virtual void prepare(Thread& thread, MethodDesc* method) = 0;
  /// Runs `method` (of any kind) with arguments laid out by its MethodSig, as a new activation (one C++ frame
  /// whatever the managed depth). `args` is copied before anything else happens; `ret` receives the result
  /// slots. An exception that leaves the method is thrown as ManagedException.
  virtual void execute(Thread& thread, MethodDesc* method, const Slot* args, Slot* ret) = 0;
  /// The same for a caller in machine code, which can go on with a tail call (ABI 8): when the method ends by
  /// entering compiled code, Thread::tailArguments has a target instead of `ret` a result.
  virtual void executeOrLeave(Thread& thread, MethodDesc* method, const Slot* args, Slot* ret) = 0;
  /// Like execute(), but the boundary catches everything (ABI 16): false when an exception left the method,
  /// which is then in thread.pendingException and over as far as dispatch is concerned. For code that
  /// swallows or wraps: type initializers, reflection invoke, thread start, finalizers, reports.
  virtual bool tryExecute(Thread& thread, MethodDesc* method, const Slot* args, Slot* ret) = 0;
  /// Runs a filter block over the registers of frame `fp`, above everything that is on the stack. False when
  /// it declines or throws.
  virtual bool runFilter(Thread& thread, Slot* fp, const EhRow& row, Object* const* exception) = 0;
  /// Compiles a method (or one of its loops, CompileThread) and installs the code. On the compile thread;
  /// others may collect meanwhile.
  virtual void compileHot(Thread& thread, MethodDesc* method, int64_t loopOffset) = 0;
  /// Frees what was made of a method that nobody can call any more, compiled code included.
  virtual void release(Runtime& runtime, MethodDesc* method) = 0;
  /// Drops what call sites remember of types and methods that are unlinked (unload.h). World stopped.
  virtual void forgetUnlinked() = 0;
  /// Text of `--dump=METHOD:bytecode`.
  virtual std::string dumpBytecode(Thread& thread, MethodDesc* method) = 0;
};

}  // namespace minivm
