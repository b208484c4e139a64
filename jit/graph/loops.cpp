#include "jit/graph/loops.h"

#include <algorithm>

namespace minivm::jit {

bool Loop::contains(const Block* block) const {
  auto it = std::lower_bound(blocks.begin(), blocks.end(), block,
                             [](const Block* x, const Block* y) { return x->order < y->order; });
  return it != blocks.end() && *it == block;
}

LoopForest::LoopForest(Graph& graph) {
  uint32_t maxId = 0;
  for (Block* block : graph.order()) maxId = std::max(maxId, block->id);
  for (Block* head : graph.order()) {
    Loop loop{head, nullptr, {}, {}, {}};
    for (Block* pred : head->preds) {
      (Graph::dominates(head, pred) ? loop.tails : loop.entries).push_back(pred);
    }
    if (loop.tails.empty()) continue;
    std::vector<uint8_t> seen(maxId + 1, 0);
    seen[head->id] = 1;
    loop.blocks.push_back(head);
    std::vector<Block*> work = loop.tails;
    while (!work.empty()) {
      Block* block = work.back();
      work.pop_back();
      // A handler in the loop has no predecessors; what follows it belongs to the loop all the same.
      if (seen[block->id]) continue;
      seen[block->id] = 1;
      loop.blocks.push_back(block);
      for (Block* pred : block->preds) work.push_back(pred);
    }
    std::sort(loop.blocks.begin(), loop.blocks.end(), [](Block* a, Block* b) { return a->order < b->order; });
    loops_.push_back(std::move(loop));
  }
  std::stable_sort(loops_.begin(), loops_.end(),
                   [](const Loop& a, const Loop& b) { return a.blocks.size() < b.blocks.size(); });
  innermost_.assign(maxId + 1, nullptr);
  for (Loop& loop : loops_) {
    for (Block* block : loop.blocks) {
      if (!innermost_[block->id]) innermost_[block->id] = &loop;
    }
  }
  for (size_t i = 0; i < loops_.size(); ++i) {
    for (size_t k = i + 1; k < loops_.size() && !loops_[i].parent; ++k) {
      if (loops_[k].head != loops_[i].head && loops_[k].contains(loops_[i].head))
        loops_[i].parent = &loops_[k];
    }
  }
}

Block* preheaderOf(const Loop& loop) {
  if (loop.entries.size() != 1 || loop.head->isHandler) return nullptr;
  Block* before = loop.entries[0];
  return before->succs.size() == 1 && before->handlers == loop.head->handlers ? before : nullptr;
}

}  // namespace minivm::jit
