// Finally: the normal way through a finally gets a copy of its own. What stays at the clause runs for
// exceptions only, and only what that reads has to be in memory for the unwinder: without the copy,
// everything that is used behind the try statement would be. `foreach` is such a statement.
//
//   leave → store [continuation], k → handler … Switch [continuation] → behind | unwinding
//   leave → store [copy], k         → copy    … Switch [copy]         → behind
//                                     handler …                       → unwinding
//
// It runs before promotion: values travel through stack objects, so that a block is copied node by node.
#include <algorithm>
#include <unordered_map>

#include "jit/graph/graph.h"
#include "jit/passes/passes.h"
#include "jit/tuning.h"

namespace minivm::jit {

namespace {

class FinallyCopier {
 public:
  FinallyCopier(Graph& graph, GraphClause& clause) : graph_(graph), clause_(clause) {}
  bool run();

 private:
  bool collect();
  bool isEnd(const Block* block) const;
  void redirectLeaves();
  void copyBlocks();
  void cutExceptionalWay();
  static void removePred(Block* block, Block* pred) {
    auto it = std::find(block->preds.begin(), block->preds.end(), pred);
    if (it != block->preds.end()) block->preds.erase(it);
  }

  Graph& graph_;
  GraphClause& clause_;
  std::vector<Block*> region_;  ///< the handler first
  std::unordered_map<Block*, Block*> copies_;
  StackObject* continuation_ = nullptr;  ///< of the copy
};

/// The block that reads which way to go on.
bool FinallyCopier::isEnd(const Block* block) const {
  const Node* last = block->last;
  if (!last->is(NodeOp::Switch) || !last->in(0)->is(NodeOp::Trunc32)) return false;
  const Node* load = last->in(0)->in(0);
  return load->is(NodeOp::Load) && load->in(0)->is(NodeOp::StackAddr) &&
         load->in(0)->object == clause_.continuation;
}

bool FinallyCopier::collect() {
  std::vector<Block*> work{clause_.handler};
  uint32_t nodes = 0;
  while (!work.empty()) {
    Block* block = work.back();
    work.pop_back();
    if (std::find(region_.begin(), region_.end(), block) != region_.end()) continue;
    // A finally with handlers of its own keeps its one body.
    if (block->isFilter || block->inFilter || !block->last || (block->isHandler && block != clause_.handler))
      return false;
    for (Node* node = block->first; node; node = node->next) ++nodes;
    region_.push_back(block);
    if (region_.size() > kMaxFinallyBlocks || nodes > kMaxFinallyNodes) return false;
    if (isEnd(block)) continue;
    for (Block* next : block->succs) work.push_back(next);
  }
  // The only way in is the handler.
  for (Block* block : region_) {
    for (Block* handler : block->handlers) {
      if (std::find(region_.begin(), region_.end(), handler) != region_.end()) return false;
    }
    if (block == clause_.handler) continue;
    for (Block* pred : block->preds) {
      if (std::find(region_.begin(), region_.end(), pred) == region_.end()) return false;
    }
  }
  // Every way in says where it goes on.
  return std::all_of(clause_.handler->preds.begin(), clause_.handler->preds.end(), [&](Block* pred) {
    return pred->last->is(NodeOp::Jump) && std::find(region_.begin(), region_.end(), pred) == region_.end();
  });
}

void FinallyCopier::redirectLeaves() {
  for (Block* leave : clause_.handler->preds) {
    for (Node* node = leave->first; node; node = node->next) {
      if (!node->is(NodeOp::Store) || !node->in(0)->is(NodeOp::StackAddr)) continue;
      if (node->in(0)->object == clause_.continuation) node->in(0)->object = continuation_;
    }
    leave->succs = {copies_[clause_.handler]};
    copies_[clause_.handler]->preds.push_back(leave);
  }
  clause_.handler->preds.clear();
}

void FinallyCopier::copyBlocks() {
  std::unordered_map<Node*, Node*> nodes;
  for (Block* block : region_) {
    Block* copy = graph_.newBlock(block->ilOffset);
    copy->handlers = block->handlers;
    copy->isCold = block->isCold;
    copies_[block] = copy;
  }
  for (Block* block : region_) {
    for (Node* node = block->first; node; node = node->next) {
      Node* copy = graph_.copyOf(node, node->ins());
      nodes[node] = copy;
      Graph::append(copies_[block], copy);
    }
  }
  for (Block* block : region_) {
    Block* copy = copies_[block];
    for (Node* node = copy->first; node; node = node->next) {
      for (Node*& input : node->ins()) {
        if (auto it = nodes.find(input); it != nodes.end()) input = it->second;
      }
      if (node->is(NodeOp::StackAddr) && node->object == clause_.continuation) node->object = continuation_;
    }
    if (!isEnd(block)) {
      for (Block* next : block->succs) Graph::connect(copy, copies_[next]);
      continue;
    }
    // The last successor of the original is the unwinder's; the copy's is just the last.
    for (size_t i = 0; i + 1 < block->succs.size(); ++i) Graph::connect(copy, block->succs[i]);
    if (copy->succs.size() == 1) {
      copy->last->op = NodeOp::Jump;
      copy->last->inputCount = 0;
    }
  }
}

void FinallyCopier::cutExceptionalWay() {
  for (Block* block : region_) {
    if (!isEnd(block)) continue;
    Block* unwinding = block->succs.back();
    for (size_t i = 0; i + 1 < block->succs.size(); ++i) removePred(block->succs[i], block);
    block->succs = {unwinding};
    block->last->op = NodeOp::Jump;
    block->last->inputCount = 0;
  }
  clause_.handler->isCold = true;
}

bool FinallyCopier::run() {
  if (clause_.il.kind != EhKind::Finally || !clause_.handler || clause_.handler->order < 0 ||
      !clause_.continuation || clause_.handler->preds.empty() || !collect())
    return false;
  continuation_ = graph_.newObject(Mem::I8, "way");
  copyBlocks();
  redirectLeaves();
  cutExceptionalWay();
  return true;
}

}  // namespace

void copyFinallies(Graph& graph) {
  bool isChanged = false;
  for (GraphClause& clause : graph.clauses) isChanged |= FinallyCopier(graph, clause).run();
  if (isChanged) graph.analyse();
}

}  // namespace minivm::jit
