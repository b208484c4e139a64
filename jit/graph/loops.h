// Loops: the natural loops of a graph, as analyse() left it. Loops that share a head are one; an irreducible
// cycle is no loop here.
#pragma once

#include <vector>

#include "jit/graph/graph.h"

namespace minivm::jit {

/// One natural loop. Blocks are in reverse postorder, the head first.
struct Loop {
  Block* head;
  Loop* parent = nullptr;  ///< the next loop around it
  std::vector<Block*> blocks;
  std::vector<Block*> tails;    ///< where the back edges begin
  std::vector<Block*> entries;  ///< predecessors of the head from outside

  bool contains(const Block* block) const;
};

/// All loops of a graph. Stale as soon as edges change.
class LoopForest {
 public:
  explicit LoopForest(Graph& graph);

  /// Inner loops before those around them.
  std::vector<Loop>& loops() { return loops_; }
  /// The innermost loop around `block`, or null.
  Loop* innermost(const Block* block) const { return innermost_[block->id]; }

 private:
  std::vector<Loop> loops_;
  std::vector<Loop*> innermost_;  ///< by block id
};

/// The block that leads into the loop and nowhere else, protected by the handlers of the head; null when there
/// is none.
Block* preheaderOf(const Loop& loop);

}  // namespace minivm::jit
