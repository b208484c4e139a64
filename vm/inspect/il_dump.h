// Text of a method's IL, for --dump=METHOD:il.
#pragma once

#include <string>
#include <string_view>

namespace minivm {

class Runtime;
struct MethodDesc;

/// Instructions, operands by name where metadata alone tells them, protected regions. Loads nothing; stable
/// text.
std::string dumpIl(Runtime& runtime, MethodDesc* method);
/// `Type.Method`, `Type::Method` or `Method`, with `*` at either end of a part; the type with or without its
/// namespace.
bool matchesMethodPattern(const MethodDesc* method, std::string_view pattern);

}  // namespace minivm
