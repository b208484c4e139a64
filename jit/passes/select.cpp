// Two ways that only choose a value become a selection:
//
//      Branch x > y                              Select > x y a b
//       ↙        ↘              ⟶                 ↓
//     (a)        (b)                            (join)
//       ↘ Phi a b ↙
//
// One of the ways may be the edge itself, and both may end in a Return instead of joining. What the ways
// compute is done whatever the comparison says, so it has to be little and without effect: no loads, since
// waiting for one may cost more than a branch guessed wrong. It runs behind everything that learns from
// branches. `x > y ? x : y` becomes the very node that the opcode `matt` becomes (passes/matt).
#include <algorithm>

#include "jit/graph/compare.h"
#include "jit/graph/graph.h"
#include "jit/graph/ssa_repair.h"
#include "jit/passes/passes.h"
#include "jit/tuning.h"

namespace minivm::jit {

namespace {

/// One of two values by a comparison: Select's inputs.
struct Choice {
  CompareOp op;
  Node *left, *right, *yes, *no;
};

/// The blocks of one way out of a branch: a chain that is entered at its start only and does nothing but
/// compute a few values. Empty: the edge leads to the join itself.
struct Way {
  Block* first = nullptr;
  Block* last = nullptr;
};

/// A branch whose ways only choose values.
struct Fork {
  Block* block;
  Way ways[2];  ///< when the comparison holds, and when not
  Block* join;  ///< null: both ways return
  CompareOp op;
  Node *left, *right;  ///< right null: zero
};

class Selector {
 public:
  explicit Selector(Graph& graph) : graph_(graph) {}
  /// Converts forks, inner before outer; answers whether the graph changed.
  bool runOnce();

 private:
  bool convert(Block* block);
  bool canConvert(const Fork& fork) const;
  void convertJoin(const Fork& fork);
  void convertReturns(const Fork& fork);
  Node* select(const Fork& fork, Node* yes, Node* no);
  void emit(const Fork& fork, Node* node);

  Graph& graph_;
};

/// No code of its own.
bool isFree(const Node* node) {
  return node->is(NodeOp::ConstInt) || node->is(NodeOp::ConstFloat) || node->is(NodeOp::StackAddr);
}

/// Operations that cost about as much as a move. Addresses inside of objects are not computed in advance:
/// they might lie outside.
bool isCheap(const Node* node) {
  switch (node->op) {
    case NodeOp::Add:
    case NodeOp::Sub:
    case NodeOp::And:
    case NodeOp::Or:
    case NodeOp::Xor:
    case NodeOp::Shl:
    case NodeOp::Shr:
    case NodeOp::ShrUn:
    case NodeOp::Neg:
    case NodeOp::Not:
    case NodeOp::SExt8:
    case NodeOp::SExt16:
    case NodeOp::ZExt8:
    case NodeOp::ZExt16:
    case NodeOp::SExt32:
    case NodeOp::ZExt32:
    case NodeOp::Trunc32: return !isGc(node->type);
    case NodeOp::Compare:
    case NodeOp::Select: return !isFloat(node->in(0)->type);
    default: return false;
  }
}

Way findWay(Block* start, const Block* from) {
  Way way{start, nullptr};
  uint32_t cost = 0;
  for (Block* block = start;; from = block, block = block->succs[0]) {
    const bool isEnd = block->last->is(NodeOp::Return);
    if (block->preds.size() != 1 || block->preds[0] != from || block->isHandler || block->isCold ||
        (!isEnd && !block->last->is(NodeOp::Jump)))
      break;
    for (const Node* node = block->first; node != block->last; node = node->next) {
      if (isFree(node)) continue;
      if (!isCheap(node) || ++cost > kMaxSelectNodes) return {};
    }
    way.last = block;
    if (isEnd) break;
  }
  return way.last ? way : Way{};
}

bool findFork(Block* block, Fork& fork) {
  const Node* last = block->last;
  if (!last->is(NodeOp::Branch) || block->succs[0] == block->succs[1]) return false;
  Node* condition = Graph::resolve(last->in(0));
  fork = {block, {}, nullptr, CompareOp::Ne, condition, nullptr};
  if (condition->is(NodeOp::Compare)) {
    fork.op = static_cast<CompareOp>(condition->imm);
    fork.left = Graph::resolve(condition->in(0));
    fork.right = Graph::resolve(condition->in(1));
  }
  Block *yes = block->succs[0], *no = block->succs[1];
  fork.ways[0] = findWay(yes, block);
  fork.ways[1] = findWay(no, block);
  auto target = [](const Way& way) {
    return way.last && way.last->last->is(NodeOp::Jump) ? way.last->succs[0] : nullptr;
  };
  Block *behindYes = target(fork.ways[0]), *behindNo = target(fork.ways[1]);
  if (fork.ways[0].last && fork.ways[1].last && behindYes == behindNo) {
    fork.join = behindYes;
    if (!fork.join) return fork.ways[0].last->last->inputCount == fork.ways[1].last->last->inputCount;
  } else if (behindYes == no) {
    fork.join = no;
    fork.ways[1] = {};
  } else if (behindNo == yes) {
    fork.join = yes;
    fork.ways[0] = {};
  }
  return fork.join && fork.join != block;
}

/// The opposite of a comparison of floats: what is not ordered changes sides.
constexpr CompareOp negatedFloatCompare(CompareOp op) {
  switch (op) {
    case CompareOp::Lt: return CompareOp::GeUn;
    case CompareOp::Le: return CompareOp::GtUn;
    case CompareOp::Gt: return CompareOp::LeUn;
    case CompareOp::Ge: return CompareOp::LtUn;
    case CompareOp::LtUn: return CompareOp::Ge;
    case CompareOp::LeUn: return CompareOp::Gt;
    case CompareOp::GtUn: return CompareOp::Le;
    case CompareOp::GeUn: return CompareOp::Lt;
    default: return negatedCompare(op);
  }
}

/// Maxima and minima in their one form, `a > b ? a : b` and `a < b ? a : b`: what is true of unordered floats
/// is asked the other way round, and of equal integers either is right.
Choice normalized(Choice choice) {
  auto& [op, left, right, yes, no] = choice;
  const bool isExtreme = (yes == left && no == right) || (yes == right && no == left);
  if (!isExtreme) return choice;
  const bool asksUnordered =
      op == CompareOp::LtUn || op == CompareOp::LeUn || op == CompareOp::GtUn || op == CompareOp::GeUn;
  const bool asksEqual =
      op == CompareOp::Le || op == CompareOp::Ge || op == CompareOp::LeUn || op == CompareOp::GeUn;
  if (isFloat(left->type) ? asksUnordered : asksEqual) {
    op = isFloat(left->type) ? negatedFloatCompare(op) : negatedCompare(op);
    std::swap(yes, no);
  }
  if (yes != left) {
    op = swappedCompare(op);
    std::swap(left, right);
  }
  return choice;
}

/// Does the processor choose so without a branch?
bool isDirect(const Choice& choice) {
  const bool isEquality =
      choice.op == CompareOp::Eq || choice.op == CompareOp::Ne || choice.op == CompareOp::NeUn;
  if (isFloat(choice.left->type) && isEquality) return false;
  if (!isFloat(choice.yes->type)) return true;
  return choice.yes == choice.left && choice.no == choice.right &&
         (choice.op == CompareOp::Gt || choice.op == CompareOp::Lt);
}

size_t indexOf(const Block* join, const Block* pred) {
  return static_cast<size_t>(std::find(join->preds.begin(), join->preds.end(), pred) - join->preds.begin());
}

/// The places of the two ways among the predecessors of the join.
std::pair<size_t, size_t> placesOf(const Fork& fork) {
  auto place = [&](const Way& way) { return indexOf(fork.join, way.last ? way.last : fork.block); };
  return {place(fork.ways[0]), place(fork.ways[1])};
}

/// The values of the two ways, pair by pair.
template <typename F>
void forEachChoice(const Fork& fork, F&& visit) {
  if (!fork.join) {
    const Node *yes = fork.ways[0].last->last, *no = fork.ways[1].last->last;
    for (size_t i = 0; i < yes->inputCount; ++i) visit(Graph::resolve(yes->in(i)), Graph::resolve(no->in(i)));
    return;
  }
  auto [yes, no] = placesOf(fork);
  for (Node* phi = fork.join->first; phi && phi->is(NodeOp::Phi); phi = phi->next)
    visit(Graph::resolve(phi->in(yes)), Graph::resolve(phi->in(no)));
}

bool isInt(const Node* node, int64_t value) {
  return node->is(NodeOp::ConstInt) && node->type == Ty::I4 && node->imm == value;
}

/// Two values that are both computed are seldom equal: in a loop the processor guesses that branch right, and
/// goes on before it knows.
bool isGuessedRight(const Fork& fork) {
  const bool isEquality = fork.op == CompareOp::Eq || fork.op == CompareOp::Ne || fork.op == CompareOp::NeUn;
  return isEquality && fork.block->loopDepth > 0 && fork.right && !isFree(fork.left) && !isFree(fork.right);
}

bool Selector::canConvert(const Fork& fork) const {
  if (isGuessedRight(fork)) return false;
  uint32_t count = 0;
  bool isPossible = true;
  forEachChoice(fork, [&](Node* yes, Node* no) {
    if (yes == no) return;
    ++count;
    isPossible &= isDirect(normalized({fork.op, fork.left, fork.right, yes, no}));
  });
  return isPossible && count <= kMaxSelects;
}

void Selector::emit(const Fork& fork, Node* node) {
  node->ilOffset = fork.block->last->ilOffset;
  node->frame = fork.block->last->frame;
  Graph::insertBefore(fork.block->last, node);
}

Node* Selector::select(const Fork& fork, Node* yes, Node* no) {
  if (yes == no) return yes;
  Choice choice = normalized({fork.op, fork.left, fork.right, yes, no});
  if (!choice.right) emit(fork, choice.right = graph_.constInt(choice.left->type, 0));
  Node* node;
  if (isInt(choice.yes, 1) && isInt(choice.no, 0)) {
    node = graph_.newNode(NodeOp::Compare, Ty::I4, {choice.left, choice.right});
  } else {
    node = graph_.newNode(NodeOp::Select, yes->type, {choice.left, choice.right, choice.yes, choice.no});
  }
  node->imm = static_cast<int64_t>(choice.op);
  emit(fork, node);
  return node;
}

void Selector::convertJoin(const Fork& fork) {
  auto [yes, no] = placesOf(fork);
  Block* join = fork.join;
  for (Node *phi = join->first, *next = nullptr; phi && phi->is(NodeOp::Phi); phi = next) {
    next = phi->next;
    phi->inputs[yes] = select(fork, Graph::resolve(phi->in(yes)), Graph::resolve(phi->in(no)));
  }
  removePhiInputs(join, no);
  join->preds[yes] = fork.block;
  join->preds.erase(join->preds.begin() + static_cast<ptrdiff_t>(no));
  for (Node *phi = join->first, *next = nullptr; phi && phi->is(NodeOp::Phi); phi = next) {
    next = phi->next;
    if (join->preds.size() == 1) Graph::replace(phi, phi->in(0));
  }
  fork.block->succs = {join};
  fork.block->last->op = NodeOp::Jump;
  fork.block->last->inputCount = 0;
}

void Selector::convertReturns(const Fork& fork) {
  std::vector<Node*> results;
  forEachChoice(fork, [&](Node* yes, Node* no) { results.push_back(select(fork, yes, no)); });
  Node* last = graph_.copyOf(fork.ways[0].last->last, results);
  Graph::remove(fork.block->last);
  Graph::append(fork.block, last);
  fork.block->succs.clear();
}

bool Selector::convert(Block* block) {
  Fork fork;
  if (!findFork(block, fork) || !canConvert(fork)) return false;
  for (const Way& way : fork.ways) {
    for (Block* from = way.first; from; from = from == way.last ? nullptr : from->succs[0]) {
      while (from->first != from->last) {
        Node* node = from->first;
        Graph::remove(node);
        Graph::insertBefore(block->last, node);
      }
    }
  }
  fork.join ? convertJoin(fork) : convertReturns(fork);
  return true;
}

bool Selector::runOnce() {
  bool isChanged = false;
  for (size_t i = graph_.order().size(); i-- > 0;) {
    if (convert(graph_.order()[i])) isChanged = true;
  }
  return isChanged;
}

}  // namespace

void selectValues(Graph& graph) {
  constexpr int kMaxRounds = 4;
  Selector selector(graph);
  for (int i = 0; i < kMaxRounds && selector.runOnce(); ++i) {
    graph.analyse();
    graph.settle();
  }
}

}  // namespace minivm::jit
