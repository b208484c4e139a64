#include "jit/graph/inequalities.h"

#include <algorithm>
#include <climits>

#include "jit/graph/compare.h"
#include "jit/tuning.h"

namespace minivm::jit {

namespace {

/// No array is longer.
constexpr int64_t kMaxLength = INT32_MAX;

int64_t minOf(Ty type) {
  return type == Ty::I4 ? INT32_MIN : INT64_MIN;
}
int64_t maxOf(Ty type) {
  return type == Ty::I4 ? INT32_MAX : INT64_MAX;
}

/// a + b; false when it does not fit 64 bits.
bool sumFits(int64_t a, int64_t b, int64_t& sum) {
  return !__builtin_add_overflow(a, b, &sum);
}

/// What a node's kind alone says.
void boundsOfKind(const Node* x, int64_t& low, int64_t& high) {
  low = minOf(x->type);
  high = maxOf(x->type);
  switch (x->op) {
    case NodeOp::ConstInt: low = high = x->imm; return;
    case NodeOp::ArrayLength: low = 0, high = kMaxLength; return;
    case NodeOp::Compare: low = 0, high = 1; return;
    case NodeOp::ZExt8: low = 0, high = UINT8_MAX; return;
    case NodeOp::ZExt16: low = 0, high = UINT16_MAX; return;
    case NodeOp::SExt8: low = INT8_MIN, high = INT8_MAX; return;
    case NodeOp::SExt16: low = INT16_MIN, high = INT16_MAX; return;
    case NodeOp::ZExt32: low = 0, high = UINT32_MAX; return;
    case NodeOp::SExt32: low = INT32_MIN, high = INT32_MAX; return;
    case NodeOp::Load:
      switch (x->mem) {
        case Mem::U1: low = 0, high = UINT8_MAX; return;
        case Mem::U2: low = 0, high = UINT16_MAX; return;
        case Mem::I1: low = INT8_MIN, high = INT8_MAX; return;
        case Mem::I2: low = INT16_MIN, high = INT16_MAX; return;
        default: return;
      }
    case NodeOp::And:
      if (x->in(1)->isConst() && x->in(1)->imm >= 0) low = 0, high = x->in(1)->imm;
      return;
    case NodeOp::ShrUn:
      if (x->in(1)->isConst()) {
        int width = x->type == Ty::I4 ? 32 : 64;
        auto count = static_cast<int>(x->in(1)->imm & (width - 1));
        if (count > 0) low = 0, high = static_cast<int64_t>(UINT64_MAX >> (64 - (width - count)));
      }
      return;
    case NodeOp::Shr:
      if (x->in(1)->isConst()) {
        int width = x->type == Ty::I4 ? 32 : 64;
        auto count = static_cast<int>(x->in(1)->imm & (width - 1));
        low >>= count;
        high >>= count;
      }
      return;
    case NodeOp::Rem:
      if (x->in(1)->isConst() && x->in(1)->imm != 0 && x->in(1)->imm > minOf(x->type)) {
        high = std::abs(x->in(1)->imm) - 1;
        low = -high;
      }
      return;
    case NodeOp::RemUn:
      if (x->in(1)->isConst() && x->in(1)->imm > 0) low = 0, high = x->in(1)->imm - 1;
      return;
    default: return;
  }
}

}  // namespace

Inequalities::Inequalities(Graph& graph) : order_(graph.nodeCount()) {
  for (Block* block : graph.order()) {
    uint32_t place = 0;
    for (Node* node = block->first; node; node = node->next) {
      order_[node->id] = place++;
      if (!node->is(NodeOp::BoundsCheck)) continue;
      // Unsigned less than a length, which is not negative.
      if (!node->in(1)->is(NodeOp::ArrayLength)) continue;
      Fact fact{CompareOp::LtUn, nullptr, block, node, nullptr};
      add(node->in(0), CompareOp::LtUn, node->in(1), fact);
      add(node->in(1), CompareOp::GtUn, node->in(0), fact);
    }
    Node* last = block->last;
    if (!last->is(NodeOp::Branch) || block->succs[0] == block->succs[1]) continue;
    Node* condition = last->in(0);
    if (!condition->is(NodeOp::Compare)) continue;
    learn(condition, true, block, block->succs[0]);
    learn(condition, false, block, block->succs[1]);
  }
}

void Inequalities::add(const Node* x, CompareOp op, const Node* other, Fact fact) {
  fact.op = op;
  fact.other = other;
  facts_[x].push_back(fact);
}

void Inequalities::learn(const Node* compare, bool holds, const Block* block, const Block* next) {
  const Node* a = compare->in(0);
  const Node* b = compare->in(1);
  if (a->type != b->type || (a->type != Ty::I4 && a->type != Ty::I8)) return;
  auto op = static_cast<CompareOp>(compare->imm);
  if (!holds) op = negatedCompare(op);
  // On the edge, and wherever it leads if nothing else leads there (holdsAt).
  Fact fact{op, nullptr, next, nullptr, block};
  add(a, op, b, fact);
  add(b, swappedCompare(op), a, fact);
}

bool Inequalities::holdsAt(const Fact& fact, Place at) const {
  if (fact.check) {
    const Block* block = fact.check->block;
    if (!block) return false;  // it was taken out
    if (block == at.block) return !at.before || order_[fact.check->id] < order_[at.before->id];
    return Graph::dominates(block, at.block);
  }
  if (at.edgeTo == fact.from && at.block == fact.edgeFrom) return true;
  return fact.from->preds.size() == 1 && Graph::dominates(fact.from, at.block);
}

bool Inequalities::proveByFacts(Goal goal, Place at, int depth) {
  auto it = facts_.find(goal.x);
  if (it == facts_.end()) return false;
  for (const Fact& fact : it->second) {
    if (!holdsAt(fact, at)) continue;
    const Node* other = fact.other;
    // What does the fact say as a signed inequality: x ≤ other + upper, or x ≥ other + lower?
    bool saysUpper = false, saysLower = false;
    int64_t slack = 0;
    switch (fact.op) {
      case CompareOp::Eq: saysUpper = saysLower = true; break;
      case CompareOp::Lt: saysUpper = true, slack = -1; break;
      case CompareOp::Le: saysUpper = true; break;
      case CompareOp::Gt: saysLower = true, slack = 1; break;
      case CompareOp::Ge: saysLower = true; break;
      case CompareOp::LtUn:
      case CompareOp::LeUn: {
        // Below something that is not negative: not negative itself, and below it as signed numbers, too.
        if (fact.check ? false : !prove({other, nullptr, 0, false}, at, depth - 1)) break;
        if (!goal.isUpper && goal.c <= 0) return true;
        saysUpper = true;
        slack = fact.op == CompareOp::LtUn ? -1 : 0;
        break;
      }
      case CompareOp::GtUn:
      case CompareOp::GeUn:
        // Above something unsigned, and not negative: above it as signed numbers.
        if (goal.isUpper || goal.x->op != NodeOp::ArrayLength) break;
        if (fact.op == CompareOp::GtUn && goal.c <= 1) return true;
        break;
      case CompareOp::Ne:
      case CompareOp::NeUn:
        // Not the end of the range it is known to lie in.
        if (!other->isConst() || goal.y || depth < 2) break;
        if (goal.isUpper && other->imm == goal.c + 1 && goal.c < INT64_MAX) {
          if (prove({goal.x, nullptr, goal.c + 1, true}, {at.block, at.before, at.edgeTo}, 1)) return true;
        }
        break;
    }
    int64_t rest;
    if (goal.isUpper && saysUpper) {
      // other + slack ≤ y + c?
      if (!sumFits(goal.c, -slack, rest)) continue;
      if (prove({other, goal.y, rest, true}, at, depth - 1)) return true;
    }
    if (!goal.isUpper && saysLower) {
      if (!sumFits(goal.c, -slack, rest)) continue;
      if (prove({other, nullptr, rest, false}, at, depth - 1)) return true;
    }
  }
  return false;
}

bool Inequalities::proveByOperation(Goal goal, Place at, int depth) {
  const Node* x = goal.x;
  auto isAtLeastHere = [&](const Node* node, int64_t c) {
    return prove({node, nullptr, c, false}, at, depth - 1);
  };
  auto isAtMostHere = [&](const Node* node, int64_t c) {
    return prove({node, nullptr, c, true}, at, depth - 1);
  };
  switch (x->op) {
    case NodeOp::Add: {
      const Node* step = x->in(1);
      if (!step->isConst() || isGc(x->type) || x->in(0)->type != x->type) return false;
      int64_t k = step->imm;
      // x = a + k, if that does not wrap.
      if (k > 0 && !isAtMostHere(x->in(0), maxOf(x->type) - k)) return false;
      if (k < 0 && !isAtLeastHere(x->in(0), minOf(x->type) - k)) return false;
      // Not goal.c + −k: the least integer has no opposite.
      int64_t rest;
      return !__builtin_sub_overflow(goal.c, k, &rest) &&
             prove({x->in(0), goal.y, rest, goal.isUpper}, at, depth - 1);
    }
    case NodeOp::Sub: {
      // a − b with both not negative neither wraps nor exceeds a.
      if (isGc(x->type) || x->in(0)->type != x->type || !goal.isUpper) return false;
      return isAtLeastHere(x->in(0), 0) && isAtLeastHere(x->in(1), 0) &&
             prove({x->in(0), goal.y, goal.c, true}, at, depth - 1);
    }
    case NodeOp::And: {
      // At most an operand that is not negative.
      for (const Node* operand : {x->in(0), x->in(1)}) {
        if (operand->type != x->type || !isAtLeastHere(operand, 0)) continue;
        if (!goal.isUpper) {
          if (goal.c <= 0) return true;
        } else if (prove({operand, goal.y, goal.c, true}, at, depth - 1)) {
          return true;
        }
      }
      return false;
    }
    case NodeOp::Shr:
    case NodeOp::ShrUn:
    case NodeOp::Div: {
      // Towards zero, for what is not negative.
      bool shrinks = x->op != NodeOp::Div || (x->in(1)->isConst() && x->in(1)->imm > 0);
      if (!shrinks || !isAtLeastHere(x->in(0), 0)) return false;
      if (!goal.isUpper) return goal.c <= 0;
      return prove({x->in(0), goal.y, goal.c, true}, at, depth - 1);
    }
    case NodeOp::Rem: {
      if (!isAtLeastHere(x->in(0), 0)) return false;
      if (!goal.isUpper) return goal.c <= 0;
      // Below a positive divisor; the division has happened, so it is not 0.
      int64_t rest;
      if (isAtLeastHere(x->in(1), 0) && sumFits(goal.c, 1, rest) &&
          prove({x->in(1), goal.y, rest, true}, at, depth - 1))
        return true;
      return prove({x->in(0), goal.y, goal.c, true}, at, depth - 1);
    }
    case NodeOp::RemUn: {
      if (!isAtLeastHere(x->in(1), 0)) return false;
      if (!goal.isUpper) return goal.c <= 0;
      int64_t rest;
      return sumFits(goal.c, 1, rest) && prove({x->in(1), goal.y, rest, true}, at, depth - 1);
    }
    case NodeOp::SExt32: return !goal.y && prove({x->in(0), nullptr, goal.c, goal.isUpper}, at, depth - 1);
    case NodeOp::ZExt32:
      return !goal.y && isAtLeastHere(x->in(0), 0) &&
             prove({x->in(0), nullptr, goal.c, goal.isUpper}, at, depth - 1);
    default: return false;
  }
}

/// By induction: every input keeps the bound if the phi itself has it the time before. What is compared with
/// must be the same each time.
bool Inequalities::provePhi(Goal goal, int depth) {
  const Node* phi = goal.x;
  if (phi->block->isHandler) return false;
  if (goal.y && !goal.y->isConst() &&
      (goal.y->block == phi->block || !Graph::dominates(goal.y->block, phi->block)))
    return false;
  for (const Goal& known : assumed_) {
    if (known.x != phi || known.y != goal.y || known.isUpper != goal.isUpper) continue;
    if (goal.isUpper ? known.c <= goal.c : known.c >= goal.c) return true;
    return false;
  }
  assumed_.push_back(goal);
  bool holds = true;
  for (size_t i = 0; i < phi->inputCount && holds; ++i) {
    const Node* input = phi->in(i);
    holds = input == phi || prove({input, goal.y, goal.c, goal.isUpper},
                                  {phi->block->preds[i], nullptr, phi->block}, depth - 1);
  }
  assumed_.pop_back();
  return holds;
}

bool Inequalities::prove(Goal goal, Place at, int depth) {
  if (goal.x->type != Ty::I4 && goal.x->type != Ty::I8) return false;
  if (goal.y && goal.y->isConst()) {
    if (!sumFits(goal.c, goal.y->imm, goal.c)) return false;
    goal.y = nullptr;
  }
  if (goal.x == goal.y) return goal.isUpper && goal.c >= 0;
  if (goal.y && goal.y->type != goal.x->type) return false;
  int64_t low, high;
  boundsOfKind(goal.x, low, high);
  if (!goal.isUpper && low >= goal.c) return true;
  if (goal.isUpper) {
    int64_t least = 0;
    if (goal.y) {
      int64_t unused;
      boundsOfKind(goal.y, least, unused);
    }
    int64_t limit;
    if (sumFits(least, goal.c, limit) && high <= limit) return true;
  }
  if (goal.x->isConst() && !goal.y) return false;
  if (depth <= 0 || --budget_ <= 0) return false;
  if (goal.x->isConst()) {
    // const ≤ y + c: y ≥ const − c.
    int64_t rest;
    return goal.isUpper && !__builtin_sub_overflow(goal.x->imm, goal.c, &rest) &&
           prove({goal.y, nullptr, rest, false}, at, depth - 1);
  }
  if (proveByFacts(goal, at, depth)) return true;
  if (goal.x->is(NodeOp::Phi)) return provePhi(goal, depth);
  return proveByOperation(goal, at, depth);
}

bool Inequalities::isAtMost(const Node* x, const Node* y, int64_t c, Place at) {
  budget_ = kMaxProofSteps;
  return prove({x, y, c, true}, at, kMaxProofDepth);
}

bool Inequalities::isAtLeast(const Node* x, int64_t c, Place at) {
  budget_ = kMaxProofSteps;
  return prove({x, nullptr, c, false}, at, kMaxProofDepth);
}

bool Inequalities::isWithin(const Node* x, const Node* y, Place at) {
  return isAtMost(x, y, -1, at) && isAtLeast(x, 0, at);
}

int Inequalities::decide(const Node* compare, Place at) {
  const Node* a = compare->in(0);
  const Node* b = compare->in(1);
  if (a->type != b->type || (a->type != Ty::I4 && a->type != Ty::I8)) return -1;
  auto less = [&](const Node* x, const Node* y) { return isAtMost(x, y, -1, at); };
  auto atMost = [&](const Node* x, const Node* y) { return isAtMost(x, y, 0, at); };
  auto notNegative = [&](const Node* x) { return isAtLeast(x, 0, at); };
  switch (static_cast<CompareOp>(compare->imm)) {
    case CompareOp::Lt: return less(a, b) ? 1 : atMost(b, a) ? 0 : -1;
    case CompareOp::Le: return atMost(a, b) ? 1 : less(b, a) ? 0 : -1;
    case CompareOp::Gt: return less(b, a) ? 1 : atMost(a, b) ? 0 : -1;
    case CompareOp::Ge: return atMost(b, a) ? 1 : less(a, b) ? 0 : -1;
    case CompareOp::LtUn:
    case CompareOp::GeUn: {
      int yes = static_cast<CompareOp>(compare->imm) == CompareOp::LtUn ? 1 : 0;
      if (less(a, b) && notNegative(a)) return yes;
      if (atMost(b, a) && notNegative(b)) return 1 - yes;
      return -1;
    }
    case CompareOp::LeUn:
    case CompareOp::GtUn: {
      int yes = static_cast<CompareOp>(compare->imm) == CompareOp::LeUn ? 1 : 0;
      if (atMost(a, b) && notNegative(a)) return yes;
      if (less(b, a) && notNegative(b)) return 1 - yes;
      return -1;
    }
    case CompareOp::Eq:
    case CompareOp::Ne:
    case CompareOp::NeUn: {
      int yes = static_cast<CompareOp>(compare->imm) == CompareOp::Eq ? 0 : 1;
      return less(a, b) || less(b, a) ? yes : -1;
    }
  }
  return -1;
}

}  // namespace minivm::jit
