// Stack traces as .NET writes them.
#pragma once

#include <span>
#include <string>

#include "vm/eh/ex_info.h"

namespace minivm {

class ClassLoader;

/// `Ns.Outer.Inner`1.Method[T](Int32 x, List`1& y)`: nested types with dots, definitions without their
/// arguments, parameter types by their short names.
std::string traceMethodText(ClassLoader& loader, MethodDesc* method);
/// `   at …` lines joined by \n, without a newline at the end.
std::string stackTraceText(ClassLoader& loader, std::span<const StackTraceElement> rows);

}  // namespace minivm
