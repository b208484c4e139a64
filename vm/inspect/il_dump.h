// Text of a method's IL, for --dump=METHOD:il, and of its import, for :import.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace minivm {

class Runtime;
struct ImportRecord;
struct MethodBody;
struct MethodDesc;

/// Instructions, operands by name where metadata alone tells them, protected regions. Loads nothing; stable
/// text.
std::string dumpIl(Runtime& runtime, MethodDesc* method);
/// The basic blocks in the order in which the importer came to them: each instruction and the stack that it
/// found.
std::string dumpImport(Runtime& runtime, const MethodDesc* method, const MethodBody& body,
                       const ImportRecord& record);
/// `Type.Method`, `Type::Method` or `Method`, with `*` at either end of a part; the type with or without its
/// namespace.
bool matchesMethodPattern(const MethodDesc* method, std::string_view pattern);

/// Does one of the patterns `METHOD:WHAT,WHAT@STAGE,…` name this method and thing? `all` is every thing at
/// every stage.
bool isDumpAsked(const std::vector<std::string>& patterns, const MethodDesc* method, std::string_view what,
                 std::string_view stage);

}  // namespace minivm
