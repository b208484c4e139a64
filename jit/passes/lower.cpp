// The last step before registers: nodes that are another value plus a check become the check alone, and
// comparisons that only a branch reads are folded into it.
#include "jit/passes/lower.h"
#include "jit/graph/graph.h"

namespace minivm::jit {

void lowerGraph(Graph& graph) {
  callMatt(graph);
  for (Block* block : graph.order()) {
    for (Node* node = block->first; node; node = node->next) {
      if (!node->is(NodeOp::NullCheck) && !node->is(NodeOp::CastClass)) continue;
      node->replacement = Graph::resolve(node->in(0));
      node->type = Ty::Void;
    }
  }
  graph.settle();
  for (Block* block : graph.order()) {
    for (Node* node = block->first; node; node = node->next) node->replacement = nullptr;
  }
  graph.countUses();
  for (Block* block : graph.order()) {
    Node* last = block->last;
    if (!last->is(NodeOp::Branch)) continue;
    Node* condition = last->in(0);
    if (condition->is(NodeOp::Compare) && condition->uses == 1 && condition->block == block)
      condition->contained = true;
  }
}

}  // namespace minivm::jit
