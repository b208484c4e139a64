// ExInfo: the state of one exception on its way or in its handler (ABI 15). A per-thread list, youngest
// first, scanned by the collector; it does not live on any stack that unwinds.
#pragma once

#include <cstdint>
#include <vector>

#include "vm/objects/object.h"

namespace minivm {

struct MethodDesc;
struct Frame;
struct InterpreterActivation;

/// One row of Exception._stackTrace (a byte[] opaque to managed code).
struct StackTraceElement {
  MethodDesc* method;
  uint32_t ilOffset;
  uint32_t flags;  ///< StackTraceFlags
};
enum StackTraceFlags : uint32_t {
  kTraceEndsForeign =
      1,  ///< the last row that ExceptionDispatchInfo captured; the rows after it are of a later throw
};
static_assert(sizeof(StackTraceElement) == 16);

struct ExInfo {
  enum class State : uint8_t {
    Searching,  ///< pass 1: filters run, nothing is unwound yet
    Unwinding,  ///< pass 2: finally and fault handlers run
    Handling,   ///< a catch handler runs
  };
  ExInfo* previous = nullptr;
  Object* exception = nullptr;  ///< root
  State state = State::Searching;
  bool isRethrow = false;
  bool isReported = false;  ///< as unhandled; the finally blocks run, and then the process ends

  // Where pass 1 found the handler: a clause of a frame, or a link of the native chain that catches
  // everything (ABI 16).
  const Frame* targetBoundary = nullptr;
  InterpreterActivation* targetActivation = nullptr;
  Slot* targetFp = nullptr;
  uint32_t targetClause = 0;
  bool targetIsMachine = false;  ///< targetFp is the rbp of a compiled frame

  // Pass 2: the frame whose clauses are being looked at, its IL offset when the exception came through, and
  // the next clause.
  Slot* currentFp = nullptr;      ///< null: between two activations
  bool currentIsMachine = false;  ///< currentFp is the rbp of a compiled frame
  bool resumes = false;           ///< compiled code: the handler that pass 2 started has just ended
  uint32_t currentIlOffset = 0;
  uint32_t nextClause = 0;
  /// The clause whose finally, fault or catch runs now; −1 = none.
  int32_t runningClause = -1;

  std::vector<StackTraceElement> trace;  ///< frames seen by pass 1; after those of the first throw
};

}  // namespace minivm
