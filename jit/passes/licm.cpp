// Loop-invariant code motion. Pure nodes whose inputs come from outside move to the end of the block that
// leads into the loop. So do null checks at the top of the loop's head: they are the first thing that happens
// in the loop anyway, and lengths can follow them.
#include <algorithm>

#include "jit/graph/graph.h"
#include "jit/passes/passes.h"

namespace minivm::jit {

namespace {

struct Loop {
  Block* head;
  Block* before;  ///< the only way in
  std::vector<Block*> blocks;
};

std::vector<Loop> findLoops(Graph& graph) {
  std::vector<Loop> loops;
  uint32_t maxId = 0;
  for (Block* block : graph.order()) maxId = std::max(maxId, block->id);
  for (Block* head : graph.order()) {
    std::vector<Block*> tails, outside;
    for (Block* pred : head->preds) (Graph::dominates(head, pred) ? tails : outside).push_back(pred);
    if (tails.empty() || outside.size() != 1 || head->isHandler) continue;
    Block* before = outside[0];
    // The way in must lead nowhere else, and be protected by the same handlers.
    if (before->succs.size() != 1 || before->handlers != head->handlers) continue;
    Loop loop{head, before, {}};
    std::vector<uint8_t> seen(maxId + 1, 0);
    seen[head->id] = 1;
    loop.blocks.push_back(head);
    std::vector<Block*> work = tails;
    while (!work.empty()) {
      Block* block = work.back();
      work.pop_back();
      if (seen[block->id]) continue;
      seen[block->id] = 1;
      loop.blocks.push_back(block);
      for (Block* pred : block->preds) work.push_back(pred);
    }
    std::sort(loop.blocks.begin(), loop.blocks.end(), [](Block* a, Block* b) { return a->order < b->order; });
    loops.push_back(std::move(loop));
  }
  // Inner loops first: what they give up may leave the outer one, too.
  std::sort(loops.begin(), loops.end(),
            [](const Loop& a, const Loop& b) { return a.blocks.size() < b.blocks.size(); });
  return loops;
}

}  // namespace

void hoistInvariants(Graph& graph) {
  for (Loop& loop : findLoops(graph)) {
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
        if (isInvariant && mayMove && !node->is(NodeOp::Phi)) {
          Graph::remove(node);
          Graph::insertBefore(loop.before->last, node);
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
