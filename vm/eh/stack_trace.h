// Stack traces as .NET writes them.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "loader/pdb.h"
#include "vm/eh/ex_info.h"

namespace minivm {

/// Stands between the rows of an exception's earlier throw and those of ExceptionDispatchInfo.Throw.
inline constexpr std::string_view kEndOfForeignTrace = "\n--- End of stack trace from previous location ---";

/// How a trace shows a method.
struct TraceMethod {
  /// `Ns.Outer.Inner`1.Method[T](Int32 x, List`1& y)`: nested types with dots, definitions without their
  /// arguments, parameter types by their short names; a state machine as the method that it was made from.
  std::string text;
  bool isHidden = false;  ///< [StackTraceHidden], [AggressiveInlining]: left out, unless it is the last row
  bool isAsync = false;   ///< of an async method: traces do not show where it was resumed
};

/// Which rows of a trace name their IL offset. Managed code passes the numbers.
enum class TraceIlOffsets : int32_t {
  Never = 0,
  WithoutSource = 1,  ///< .NET's switch System.Diagnostics.StackTrace.ShowILOffsets
  Always = 2,         ///< --trace-il-offsets
};

/// Reads metadata only: it loads no types, allocates no objects, and does not throw LoadError.
TraceMethod describeForTrace(MethodDesc* method);
/// `Ns.Outer+Inner`1.Method(Int32, System.String ByRef)`: how .NET writes the frames of a stack overflow and
/// of FailFast. Reads metadata only.
std::string fullMethodText(MethodDesc* method);
/// Does a trace have a row for frames of this method? Not for the VM's own bodies of Invoke.
bool hasTraceRow(const MethodDesc* method);
/// File and line from the module's PDB, if it has one that knows the place. The class library's own lines are
/// shown with --trace-il-offsets only: .NET does not show them.
std::optional<SourcePosition> sourcePositionOf(const StackTraceElement& row);
/// ` in FILE:line N`, with the IL offset ` in FILE:line N [IL 0x12]`; without a position nothing, or
/// ` in app.dll:token 0x6000001+0x12`, which is .NET's form.
std::string traceLocationText(const StackTraceElement& row, const std::optional<SourcePosition>& position,
                              TraceIlOffsets ilOffsets);
/// `   at …` lines joined by \n, without a newline at the end.
std::string stackTraceText(std::span<const StackTraceElement> rows, TraceIlOffsets ilOffsets);

}  // namespace minivm
