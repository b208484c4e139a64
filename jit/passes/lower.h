// From the graph to what the register allocator takes.
#pragma once

#include <vector>

namespace minivm::jit {

class Graph;
struct Block;

/// Folds what the emitter folds. The graph is not to be optimized any more.
void lowerGraph(Graph& graph);
/// The order of the code: reverse postorder, cold blocks last. A block comes behind what dominates it.
std::vector<Block*> layOutBlocks(Graph& graph);

}  // namespace minivm::jit
