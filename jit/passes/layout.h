// In which order blocks are numbered for the register allocator, and in which order their code stands.
#pragma once

#include <vector>

namespace minivm::jit {

class Graph;
struct Block;
struct Allocation;

/// The order the allocator works in: a block comes behind what dominates it, loops are contiguous, cold blocks
/// are last.
std::vector<Block*> layOutBlocks(Graph& graph);
/// The order of the code: that of the allocator without the blocks that do nothing but jump, and with the head
/// of a loop that decides whether to go on behind the loop's body.
std::vector<Block*> orderCode(Graph& graph, const Allocation& allocation);
/// Where control that enters `block` ends up: blocks that only jump are passed through.
Block* throughJumps(Block* block, const Allocation& allocation);

}  // namespace minivm::jit
