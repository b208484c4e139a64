// From the graph to what the register allocator takes.
#pragma once

namespace minivm::jit {

class Graph;

/// Folds what the emitter folds. The graph is not to be optimized any more.
void lowerGraph(Graph& graph);
/// What the pass matt left: calls.
void callMatt(Graph& graph);

}  // namespace minivm::jit
