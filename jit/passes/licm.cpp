// Loop-invariant code motion. Pure nodes whose inputs come from outside move to the end of the block that
// leads into the loop. So do checks and loads at the top of the loop: they are the first thing that happens
// in the loop anyway, and what reads lengths and fields can follow them.
#include "jit/graph/loops.h"
#include "jit/graph/memory.h"
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

namespace {

class Hoister {
 public:
  explicit Hoister(Graph& graph) : graph_(graph), isDeciding_(findDeciding(graph)) {}
  void run();

 private:
  void hoistFrom(Loop& loop, Block* before);
  bool isInvariant(const Node* node) const;
  bool decides(const Loop& loop, const Node* load) const;
  bool isChangedIn(const Loop& loop, const Node* load) const;

  Graph& graph_;
  std::vector<uint8_t> isDeciding_;
  std::vector<uint8_t> inLoop_;  ///< by node id
};

bool Hoister::isInvariant(const Node* node) const {
  for (const Node* input : node->ins()) {
    if (inLoop_[input->id]) return false;
  }
  return true;
}

/// Would the loop never end, or end for no visible reason, if the value were read once? Such a loop waits for
/// another thread; it may rely on more than the language promises.
bool Hoister::decides(const Loop& loop, const Node* load) const {
  for (const Block* block : loop.blocks) {
    const Node* last = block->last;
    if (!last->is(NodeOp::Branch)) continue;
    const Node* condition = last->in(0);
    bool reads = false, changes = false;
    // What the condition is made of, as far as it is computed in one go.
    std::vector<const Node*> work{condition};
    for (size_t i = 0; i < work.size() && i < 16; ++i) {
      const Node* node = work[i];
      if (node == load) {
        reads = true;
      } else if ((node->traits() & Pure) != 0 && node->inputCount > 0) {
        work.insert(work.end(), node->ins().begin(), node->ins().end());
      } else {
        changes |= inLoop_[node->id] != 0;
      }
    }
    if (reads && !changes) return true;
  }
  return false;
}

bool Hoister::isChangedIn(const Loop& loop, const Node* load) const {
  for (const Block* block : loop.blocks) {
    for (const Node* node = block->first; node; node = node->next) {
      if ((node->traits() & (Writes | Slow | Calls)) != 0 && mayChange(node, load)) return true;
    }
  }
  return false;
}

void Hoister::hoistFrom(Loop& loop, Block* before) {
  inLoop_.assign(graph_.nodeCount(), 0);
  for (Block* block : loop.blocks) {
    for (Node* node = block->first; node; node = node->next) inLoop_[node->id] = 1;
  }
  // The top is what every iteration passes first; nothing has happened in the loop there but what moved.
  bool isTop = true;
  Block* top = loop.head;
  for (Block* block : loop.blocks) {
    if (block != top) isTop = false;
    for (Node* node = block->first; node;) {
      Node* next = node->next;
      bool mayMove = (node->traits() & Pure) != 0;
      if (isTop && (node->is(NodeOp::NullCheck) || node->is(NodeOp::BoundsCheck))) mayMove = true;
      if (node->is(NodeOp::Compare) && isDeciding_[node->id]) mayMove = false;
      bool isLoad = isTop && node->is(NodeOp::Load);
      if ((mayMove || isLoad) && isInvariant(node) &&
          (!isLoad || (!decides(loop, node) && !isChangedIn(loop, node)))) {
        Graph::remove(node);
        Graph::insertBefore(before->last, node);
        inLoop_[node->id] = 0;
      } else if ((node->traits() & (Writes | Throws | Slow | Calls)) != 0) {
        // A poll stops nothing that a check could be mistaken for.
        isTop = isTop && node->is(NodeOp::Poll);
      }
      node = next;
    }
    if (block == top && block->succs.size() == 1 && block->succs[0]->preds.size() == 1) top = block->succs[0];
  }
}

void Hoister::run() {
  // Inner loops first: what they give up may leave the outer one, too.
  LoopForest forest(graph_);
  for (Loop& loop : forest.loops()) {
    if (Block* before = preheaderOf(loop)) hoistFrom(loop, before);
  }
}

}  // namespace

void hoistInvariants(Graph& graph) {
  Hoister(graph).run();
}

}  // namespace minivm::jit
