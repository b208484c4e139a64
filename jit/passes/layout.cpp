#include "jit/passes/layout.h"

#include <algorithm>

#include "jit/graph/loops.h"
#include "jit/regalloc/intervals.h"

namespace minivm::jit {

namespace {

/// Reverse postorder in which what leaves a loop comes behind the loop: successors are visited first that are
/// to stand last.
std::vector<Block*> contiguousOrder(Graph& graph, const LoopForest& forest) {
  struct Visit {
    Block* block;
    std::vector<Block*> next;  ///< taken from the back
  };
  uint32_t maxId = 0;
  for (Block* block : graph.order()) maxId = std::max(maxId, block->id);
  std::vector<uint8_t> seen(maxId + 1, 0);
  std::vector<Block*> post;
  std::vector<Visit> stack;
  auto enter = [&](Block* block) {
    seen[block->id] = 1;
    Visit visit{block, {}};
    // The fall-through last, so that it follows at once; before it other ways within the loop; before those,
    // cold ones and ways out, the farthest first.
    std::vector<Block*> ways(block->succs.begin(), block->succs.end());
    auto leaves = [&](Block* next) {
      int levels = 0;
      for (const Loop* loop = forest.innermost(block); loop && !loop->contains(next); loop = loop->parent)
        ++levels;
      return levels;
    };
    std::stable_sort(ways.begin(), ways.end(), [&](Block* x, Block* y) {
      if (leaves(x) != leaves(y)) return leaves(x) > leaves(y);
      return x->isCold && !y->isCold;
    });
    std::reverse(ways.begin(), ways.end());
    visit.next = std::move(ways);
    for (Block* handler : block->handlers) visit.next.push_back(handler);
    stack.push_back(std::move(visit));
  };
  enter(graph.entry);
  while (!stack.empty()) {
    Visit& top = stack.back();
    if (top.next.empty()) {
      post.push_back(top.block);
      stack.pop_back();
      continue;
    }
    Block* next = top.next.back();
    top.next.pop_back();
    if (!seen[next->id]) enter(next);
  }
  std::reverse(post.begin(), post.end());
  return post;
}

}  // namespace

std::vector<Block*> layOutBlocks(Graph& graph) {
  // A block that leads to cold code only is cold, and so is one that only cold code leads to.
  for (Block* block : graph.order()) block->isCold |= block->isHandler;
  for (size_t i = graph.order().size(); i-- > 1;) {
    Block* block = graph.order()[i];
    bool leadsToCold = !block->succs.empty();
    for (Block* next : block->succs) leadsToCold &= next->isCold && next->order > block->order;
    block->isCold |= leadsToCold;
  }
  for (Block* block : graph.order()) {
    if (block->idom && block->idom->isCold) block->isCold = true;
  }
  LoopForest forest(graph);
  std::vector<Block*> order = contiguousOrder(graph, forest);
  std::stable_partition(order.begin(), order.end(), [](const Block* block) { return !block->isCold; });
  return order;
}

Block* throughJumps(Block* start, const Allocation& a) {
  Block* block = start;
  // A chain of such blocks may be an endless loop: it is followed for a while only. Where it does not end,
  // its blocks stay, each for itself: what this answers is always a block that it answers for itself.
  for (int i = 0; i < 16; ++i) {
    bool isEmpty = block->first == block->last && block->first->is(NodeOp::Jump) && !block->isHandler &&
                   !block->inFilter && a.movesAtStart[block->id].empty() && a.movesAtEnd[block->id].empty() &&
                   a.movesBefore[block->first->position / 4].empty();
    if (!isEmpty || block->succs[0] == block) return block;
    block = block->succs[0];
  }
  return start;
}

std::vector<Block*> orderCode(Graph& graph, const Allocation& a) {
  std::vector<Block*> order;
  for (Block* block : a.layout) {
    if (block == graph.entry || throughJumps(block, a) == block) order.push_back(block);
  }
  // A loop that decides at its top: [head, …, tail → head] becomes [tail …, head].
  LoopForest forest(graph);
  for (Loop& loop : forest.loops()) {
    Node* end = loop.head->last;
    if (!end->is(NodeOp::Branch) || loop.head->isHandler || loop.head == graph.entry) continue;
    bool leaves = !loop.contains(end->block->succs[0]) || !loop.contains(end->block->succs[1]);
    auto first = std::find(order.begin(), order.end(), loop.head);
    if (!leaves || first == order.end()) continue;
    auto last = first;
    while (last + 1 != order.end() && loop.contains(*(last + 1))) ++last;
    if (last == first || !(*last)->last->is(NodeOp::Jump)) continue;
    if (throughJumps((*last)->succs[0], a) != loop.head) continue;
    // The block that falls into the head now jumps there, once.
    std::rotate(first, first + 1, last + 1);
  }
  return order;
}

}  // namespace minivm::jit
