// Bounds checks and comparisons that cannot come out otherwise go: the inequalities that dominate them, and
// induction over loops, say so.
#include "jit/graph/inequalities.h"
#include "jit/passes/passes.h"

namespace minivm::jit {

void removeProvedChecks(Graph& graph) {
  Inequalities inequalities(graph);
  struct Decided {
    Node* compare;
    int64_t value;
  };
  std::vector<Decided> decided;
  for (Block* block : graph.order()) {
    for (Node* node = block->first; node;) {
      Node* next = node->next;
      if (node->is(NodeOp::BoundsCheck) && inequalities.isWithin(node->in(0), node->in(1), {block, node})) {
        Graph::remove(node);
      } else if (node->is(NodeOp::Branch) && node->in(0)->is(NodeOp::Compare)) {
        int value = inequalities.decide(node->in(0), {block, node});
        if (value >= 0) decided.push_back({node, value});
      }
      node = next;
    }
  }
  for (auto [branch, value] : decided) {
    Node* constant = graph.constInt(Ty::I4, value);
    constant->frame = branch->frame;
    constant->ilOffset = branch->ilOffset;
    Graph::insertBefore(branch, constant);
    branch->inputs[0] = constant;
  }
}

}  // namespace minivm::jit
