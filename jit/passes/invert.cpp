// Loop inversion: a loop that decides at its top becomes one that decides at its bottom. The deciding block
// is copied for those who enter the loop; they go on to the body, or past the loop.
//
//      → C ⇄ body          → C′ → [before] → body ⇄ C
//        ↓                    ↓______________________↓
//
// What stands first in the body is then what every entered loop does, so checks there can leave the loop.
// Done to loops that hold no others. A loop that is entered in the middle from the interpreter has two ways
// in, its top and its decision; the copy makes that one way, too.
#include <algorithm>
#include <unordered_map>

#include "jit/graph/loops.h"
#include "jit/graph/ssa_repair.h"
#include "jit/passes/passes.h"
#include "jit/tuning.h"

namespace minivm::jit {

namespace {

class Inverter {
 public:
  explicit Inverter(Graph& graph) : graph_(graph) {}
  /// Finds one loop to invert, and does.
  bool runOnce();

 private:
  struct Shape {
    Block* decision = nullptr;  ///< ends with the branch that stays or leaves
    Block* body = nullptr;      ///< where it goes to stay
    std::vector<Block*> entries;
  };
  bool findShape(const Loop& loop, Shape& shape) const;
  bool findOsrShape(Shape& shape) const;
  bool isCopyable(const Block* block) const;
  bool invert(const Shape& shape);
  Node* copyOf(const Node* node, std::unordered_map<Node*, Node*>& map);
  Node* jumpFrom(Block* block, const Node* like);

  Graph& graph_;
  std::vector<Block*> refused_;
};

/// Where a block lies in the method itself, whatever was inlined there.
uint32_t rootOffset(const Block* block) {
  uint32_t offset = block->ilOffset;
  for (const InlineFrame* f = block->last->frame; f && f->parent; f = f->parent) offset = f->callOffset;
  return offset;
}

bool Inverter::isCopyable(const Block* block) const {
  uint32_t count = 0;
  for (const Node* node = block->first; node; node = node->next) {
    if (node->is(NodeOp::Phi) || node->is(NodeOp::ConstInt) || node->is(NodeOp::ConstFloat) ||
        node->isControl())
      continue;
    if ((node->traits() & (Writes | Calls)) != 0) return false;
    if ((node->traits() & Slow) != 0 && !node->is(NodeOp::Poll)) return false;
    if (node->is(NodeOp::Param) || node->is(NodeOp::OsrFrame)) return false;
    ++count;
  }
  return count <= kMaxInvertedNodes && block->last->is(NodeOp::Branch) && !block->isHandler &&
         !block->inFilter && block != graph_.entry && block->succs[0] != block->succs[1];
}

bool Inverter::findShape(const Loop& loop, Shape& shape) const {
  Block* head = loop.head;
  if (std::find(refused_.begin(), refused_.end(), head) != refused_.end() || !isCopyable(head)) return false;
  bool stays0 = loop.contains(head->succs[0]), stays1 = loop.contains(head->succs[1]);
  if (stays0 == stays1) return false;
  Block* body = head->succs[stays0 ? 0 : 1];
  if (body == head) return false;
  for (Block* tail : loop.tails) {
    if (tail->succs.size() != 1) return false;  // decides at its bottom already
  }
  shape = {head, body, loop.entries};
  return true;
}

/// The loop the interpreter was left in: its body is where this code begins, its decision is entered from a
/// place of its own.
bool Inverter::findOsrShape(Shape& shape) const {
  if (!graph_.isOsr) return false;
  Block* from = graph_.entry;
  while (from->succs.size() == 1 && from->succs[0]->preds.size() == 1) from = from->succs[0];
  if (from->succs.size() != 1) return false;
  Block* body = from->succs[0];
  for (Block* decision : body->preds) {
    if (decision == from || decision->succs.size() != 2 || decision == body || !isCopyable(decision))
      continue;
    if (std::find(refused_.begin(), refused_.end(), decision) != refused_.end()) continue;
    std::vector<Block*> entries;
    for (Block* pred : decision->preds) {
      if (rootOffset(pred) < rootOffset(body) || rootOffset(pred) > rootOffset(decision))
        entries.push_back(pred);
    }
    if (entries.empty() || entries.size() == decision->preds.size()) continue;
    shape = {decision, body, entries};
    return true;
  }
  return false;
}

Node* Inverter::copyOf(const Node* node, std::unordered_map<Node*, Node*>& map) {
  std::vector<Node*> inputs;
  for (Node* input : node->ins()) {
    auto it = map.find(input);
    inputs.push_back(it == map.end() ? input : it->second);
  }
  return graph_.copyOf(node, inputs);
}

Node* Inverter::jumpFrom(Block* block, const Node* like) {
  Node* jump = graph_.newNode(NodeOp::Jump, Ty::Void, {});
  jump->ilOffset = like->ilOffset;
  jump->frame = like->frame;
  Graph::append(block, jump);
  return jump;
}

bool Inverter::invert(const Shape& shape) {
  Block* decision = shape.decision;
  Block* body = shape.body;
  Block* exit = decision->succs[decision->succs[0] == body ? 1 : 0];
  auto isEntry = [&](const Block* block) {
    return std::find(shape.entries.begin(), shape.entries.end(), block) != shape.entries.end();
  };
  for (Block* entry : shape.entries) {
    if (entry->handlers != decision->handlers ||
        std::count(entry->succs.begin(), entry->succs.end(), decision) != 1 ||
        std::count(shape.entries.begin(), shape.entries.end(), entry) != 1)
      return false;
  }
  if (exit->isHandler || body->isHandler) return false;
  // Who reads, outside the block, what it defines?
  std::vector<Node*> defined;
  std::vector<Block*> readers;
  for (Node* node = decision->first; node; node = node->next) {
    if (node->type != Ty::Void) defined.push_back(node);
  }
  auto forEachUse = [&](auto&& visit) {
    for (Block* block : graph_.order()) {
      for (Node* node = block->first; node; node = node->next) {
        bool isPhi = node->is(NodeOp::Phi);
        if (block == decision && !isPhi) continue;
        for (size_t i = 0; i < node->inputCount; ++i) {
          if (node->in(i)->block == decision) visit(node, i, isPhi ? block->preds[i] : block);
        }
      }
    }
  };
  forEachUse([&](Node*, size_t, Block* at) {
    if (std::find(readers.begin(), readers.end(), at) == readers.end()) readers.push_back(at);
  });
  if (readsThroughHandler(graph_, readers, {decision})) return false;

  // Two ways in: the body is entered from elsewhere, too.
  const bool fromInterpreter = !Graph::dominates(decision, body);
  // The copy, entered by those who come from outside.
  Block* guard = graph_.newBlock(decision->ilOffset);
  guard->handlers = decision->handlers;
  guard->preds = shape.entries;
  for (Block* entry : shape.entries) std::replace(entry->succs.begin(), entry->succs.end(), decision, guard);
  std::unordered_map<Node*, Node*> map;
  for (Node* node = decision->first; node; node = node->next) {
    Node* copy;
    if (node->is(NodeOp::Phi)) {
      std::vector<Node*> inputs;
      for (Block* entry : shape.entries) {
        auto at = std::find(decision->preds.begin(), decision->preds.end(), entry) - decision->preds.begin();
        inputs.push_back(node->in(static_cast<size_t>(at)));
      }
      // From outside the loop only what is outside comes; with two ways in, what the decision defined last
      // may.
      if (!fromInterpreter &&
          std::all_of(inputs.begin(), inputs.end(), [&](Node* input) { return input == inputs[0]; })) {
        map[node] = inputs[0];
        continue;
      }
      copy = graph_.newNode(NodeOp::Phi, node->type, std::span<Node* const>(inputs));
      copy->frame = node->frame;
      copy->ilOffset = node->ilOffset;
    } else {
      copy = copyOf(node, map);
    }
    map[node] = copy;
    Graph::append(guard, copy);
  }
  for (size_t i = decision->preds.size(); i-- > 0;) {
    if (!isEntry(decision->preds[i])) continue;
    decision->preds.erase(decision->preds.begin() + static_cast<ptrdiff_t>(i));
    removePhiInputs(decision, i);
  }
  // Into the body: guard → before → top; the top is the body itself unless somebody else goes there, too.
  Block* before = graph_.newBlock(body->ilOffset);
  before->handlers = decision->handlers;
  before->preds = {guard};
  jumpFrom(before, decision->last);
  Block* top = body;
  if (fromInterpreter) {
    // They all enter the loop: one way in for them.
    for (size_t i = body->preds.size(); i-- > 0;) {
      Block* pred = body->preds[i];
      if (pred == decision) continue;
      before->preds.push_back(pred);
      std::replace(pred->succs.begin(), pred->succs.end(), body, before);
    }
    for (Node* phi = body->first; phi && phi->is(NodeOp::Phi); phi = phi->next) {
      // From the guard comes what would have come through the decision.
      auto at = [&](const Block* pred) {
        return static_cast<size_t>(std::find(body->preds.begin(), body->preds.end(), pred) -
                                   body->preds.begin());
      };
      Node* through = phi->in(at(decision));
      auto it = map.find(through);
      std::vector<Node*> inputs{it == map.end() ? through : it->second};
      for (size_t i = 1; i < before->preds.size(); ++i) inputs.push_back(phi->in(at(before->preds[i])));
      Node* merged = graph_.newNode(NodeOp::Phi, phi->type, std::span<Node* const>(inputs));
      merged->frame = phi->frame;
      merged->ilOffset = phi->ilOffset;
      Graph::insertBefore(before->first, merged);
      Node* both[2] = {through, merged};
      Node* fresh = graph_.newNode(NodeOp::Phi, phi->type, std::span<Node* const>(both));
      phi->inputs = fresh->inputs;
      phi->inputCount = 2;
    }
    body->preds = {decision, before};
  } else if (body->preds.size() == 1) {
    for (Node* phi = body->first; phi && phi->is(NodeOp::Phi); phi = phi->next) {
      auto it = map.find(phi->in(0));
      addPhiInput(graph_, phi, it == map.end() ? phi->in(0) : it->second);
    }
    body->preds.push_back(before);
  } else {
    top = graph_.newBlock(body->ilOffset);
    top->handlers = decision->handlers;
    std::replace(decision->succs.begin(), decision->succs.end(), body, top);
    std::replace(body->preds.begin(), body->preds.end(), decision, top);
    top->preds = {decision, before};
    top->succs = {body};
    jumpFrom(top, decision->last);
    for (Node* phi = body->first; phi && phi->is(NodeOp::Phi); phi = phi->next) {
      for (size_t i = 0; i < phi->inputCount; ++i) {
        auto it = map.find(phi->in(i));
        if (body->preds[i] != top || it == map.end()) continue;
        Node* merged = graph_.newNode(NodeOp::Phi, phi->type, {phi->in(i), it->second});
        merged->frame = phi->frame;
        merged->ilOffset = phi->ilOffset;
        Graph::insertBefore(top->first, merged);
        phi->inputs[i] = merged;
      }
    }
  }
  before->succs = {top};
  guard->succs = {before, exit};
  if (decision->succs[0] == exit) std::swap(guard->succs[0], guard->succs[1]);
  // Past the loop.
  auto fromDecision = std::find(exit->preds.begin(), exit->preds.end(), decision) - exit->preds.begin();
  for (Node* phi = exit->first; phi && phi->is(NodeOp::Phi); phi = phi->next) {
    Node* value = phi->in(static_cast<size_t>(fromDecision));
    auto it = map.find(value);
    addPhiInput(graph_, phi, it == map.end() ? value : it->second);
  }
  exit->preds.push_back(guard);
  graph_.analyse();

  struct Use {
    Node* node;
    size_t input;
    Block* at;
  };
  std::unordered_map<Node*, std::vector<Use>> uses;
  forEachUse([&](Node* node, size_t i, Block* at) {
    // Phis read where their predecessor ends; others where their block begins.
    uses[node->in(i)].push_back({node, i, at});
  });
  for (Node* value : defined) {
    auto it = uses.find(value);
    if (it == uses.end()) continue;
    SsaRepair repair(graph_, value->type);
    repair.define(decision, value);
    repair.define(guard, map[value]);
    for (const Use& use : it->second) {
      use.node->inputs[use.input] = use.node->is(NodeOp::Phi) ? repair.atEnd(use.at) : repair.atStart(use.at);
    }
    repair.finish();
  }
  graph_.settle();
  return true;
}

bool Inverter::runOnce() {
  Shape shape;
  if (findOsrShape(shape)) {
    refused_.push_back(shape.decision);
    return invert(shape);
  }
  LoopForest forest(graph_);
  for (const Loop& loop : forest.loops()) {
    // What leaves an outer loop would hold registers over the inner ones, which need them more.
    const bool isInner = std::none_of(forest.loops().begin(), forest.loops().end(),
                                      [&](const Loop& other) { return other.parent == &loop; });
    if (!isInner || !findShape(loop, shape)) continue;
    refused_.push_back(shape.decision);
    if (invert(shape)) return true;
  }
  return false;
}

}  // namespace

void invertLoops(Graph& graph) {
  Inverter inverter(graph);
  for (uint32_t i = 0; i < kMaxInvertedLoops && inverter.runOnce(); ++i) {
  }
}

}  // namespace minivm::jit
