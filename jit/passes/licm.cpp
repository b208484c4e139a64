// Loop-invariant code motion. Pure nodes whose inputs come from outside move to the end of the block that
// leads into the loop. So do null checks at the top of the loop's head: they are the first thing that happens
// in the loop anyway, and lengths can follow them.
#include "jit/graph/loops.h"
#include "jit/passes/passes.h"

namespace minivm::jit {

namespace {

/// A comparison that only branches read costs nothing where it is, and a register anywhere else.
std::vector<uint8_t> findDeciding(Graph& graph) {
  std::vector<uint8_t> isDeciding(graph.nodeCount(), 1);
  for (Block* block : graph.order()) {
    for (Node* node = block->first; node; node = node->next) {
      if (node->is(NodeOp::Branch)) continue;
      for (Node* input : node->ins()) isDeciding[input->id] = 0;
    }
  }
  return isDeciding;
}

}  // namespace

void hoistInvariants(Graph& graph) {
  const std::vector<uint8_t> isDeciding = findDeciding(graph);
  // Inner loops first: what they give up may leave the outer one, too.
  LoopForest forest(graph);
  for (Loop& loop : forest.loops()) {
    Block* before = preheaderOf(loop);
    if (!before) continue;
    std::vector<uint8_t> inLoop(graph.nodeCount(), 0);
    for (Block* block : loop.blocks) {
      for (Node* node = block->first; node; node = node->next) inLoop[node->id] = 1;
    }
    for (Block* block : loop.blocks) {
      bool isTop = block == loop.head;  // nothing has happened in the loop yet
      for (Node* node = block->first; node;) {
        Node* next = node->next;
        bool isInvariant = true;
        for (Node* input : node->ins()) isInvariant &= !inLoop[input->id];
        bool mayMove = (node->traits() & Pure) != 0 || (node->is(NodeOp::NullCheck) && isTop);
        if (node->is(NodeOp::ConstInt) || node->is(NodeOp::ConstFloat) || node->is(NodeOp::StackAddr)) {
          mayMove = true;  // made where they are used
        }
        if (node->is(NodeOp::Compare) && isDeciding[node->id]) mayMove = false;
        if (isInvariant && mayMove && !node->is(NodeOp::Phi)) {
          Graph::remove(node);
          Graph::insertBefore(before->last, node);
          inLoop[node->id] = 0;
        } else if ((node->traits() & (Writes | Throws | Slow | Calls)) != 0) {
          // A poll stops nothing that a null check could be mistaken for.
          isTop = isTop && node->is(NodeOp::Poll);
        }
        node = next;
      }
    }
  }
}

}  // namespace minivm::jit
