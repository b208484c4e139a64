// The passes over the graph, in the order of passes.def. Each is one function in one file, leaves a graph
// that checkGraph accepts, and can be switched off by name (`--disable=`), but for those that make the graph
// what it has to be.
#pragma once

#include <string_view>

namespace minivm::jit {

class Graph;

#define PASS(name, function, isRequired, meaning) void function(Graph& graph);
#include "jit/passes/passes.def"

}  // namespace minivm::jit
