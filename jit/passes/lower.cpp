// The last step before registers: nodes that are another value plus a check become the check alone,
// comparisons that only a branch reads are folded into it, loads into what computes with them, additions into
// addresses.
#include "jit/passes/lower.h"
#include "jit/graph/compare.h"
#include "jit/graph/memory.h"
#include "jit/regalloc/intervals.h"

namespace minivm::jit {

namespace {

/// Whether the upper half of an I4's register is zero: 32-bit instructions leave it so, callers do not.
std::vector<uint8_t> findClean(Graph& graph) {
  std::vector<uint8_t> isClean(graph.nodeCount(), 0);
  for (Block* block : graph.order()) {
    for (Node* node = block->first; node; node = node->next) {
      if (node->type != Ty::I4) continue;
      switch (node->op) {
        case NodeOp::Phi:
        case NodeOp::Add:
        case NodeOp::Sub:
        case NodeOp::Mul:
        case NodeOp::And:
        case NodeOp::Or:
        case NodeOp::Xor:
        case NodeOp::Shl:
        case NodeOp::Shr:
        case NodeOp::ShrUn:
        case NodeOp::Neg:
        case NodeOp::Not:
        case NodeOp::Compare:
        case NodeOp::SExt8:
        case NodeOp::SExt16:
        case NodeOp::ZExt8:
        case NodeOp::ZExt16:
        case NodeOp::Trunc32:
        case NodeOp::Load:
        case NodeOp::ArrayLength:
        case NodeOp::ArrayShape:
        case NodeOp::ConstInt: isClean[node->id] = 1; break;
        case NodeOp::Select: isClean[node->id] = !isFloat(node->in(0)->type); break;  // cmov clears it
        default: break;
      }
    }
  }
  // A phi may be one register with its input.
  for (bool changed = true; changed;) {
    changed = false;
    for (Block* block : graph.order()) {
      for (Node* phi = block->first; phi && phi->is(NodeOp::Phi); phi = phi->next) {
        if (!isClean[phi->id]) continue;
        for (Node* input : phi->ins()) {
          if (isClean[input->id]) continue;
          isClean[phi->id] = 0;
          changed = true;
          break;
        }
      }
    }
  }
  return isClean;
}

/// An index whose register has a zero upper half needs no extension.
void freeIndexes(Graph& graph) {
  std::vector<uint8_t> isClean = findClean(graph);
  auto free = [&](Node*& input) {
    if (input->is(NodeOp::ZExt32) && isClean[input->in(0)->id] && !input->in(0)->isConst())
      input = input->in(0);
  };
  for (Block* block : graph.order()) {
    for (Node* node = block->first; node; node = node->next) {
      if (node->is(NodeOp::Load) && node->inputCount > 1) free(node->inputs[1]);
      if (node->is(NodeOp::Store) && node->inputCount > 2) free(node->inputs[2]);
      bool isWide = node->type == Ty::I8 || node->type == Ty::ByRef;
      bool isSum =
          node->is(NodeOp::Add) || node->is(NodeOp::Sub) || node->is(NodeOp::Mul) || node->is(NodeOp::Shl);
      if (!isWide || !isSum) continue;
      free(node->inputs[0]);
      if (!node->is(NodeOp::Shl)) free(node->inputs[1]);
    }
  }
}

/// Constants added to the base of an access become its displacement.
void foldAddresses(Graph& graph) {
  for (Block* block : graph.order()) {
    for (Node* node = block->first; node; node = node->next) {
      if (!node->is(NodeOp::Load) && !node->is(NodeOp::Store) && !node->is(NodeOp::StoreRef)) continue;
      for (;;) {
        Node* base = node->in(0);
        if (!base->is(NodeOp::Add) || !base->in(1)->isConst() ||
            (base->type != Ty::I8 && base->type != Ty::ByRef))
          break;
        int64_t sum = node->imm + base->in(1)->imm;
        if (sum != static_cast<int32_t>(sum) || isMaterialized(base->in(0))) break;
        node->inputs[0] = base->in(0);
        node->imm = sum;
      }
    }
  }
}

/// What only those read that no longer do. Uses are counted.
void dropUnused(Graph& graph) {
  for (size_t i = graph.order().size(); i-- > 0;) {
    for (Node* node = graph.order()[i]->last; node;) {
      Node* previous = node->prev;
      if (node->uses == 0 && (node->traits() & Pure) != 0) {
        for (Node* input : node->ins()) --input->uses;
        Graph::remove(node);
      }
      node = previous;
    }
  }
}

/// No code and no register of its own: it is done where its user is.
void contain(Node* node, Node* user) {
  Graph::remove(node);
  Graph::insertBefore(user, node);
  node->contained = true;
}

/// Does nothing from `load` to `user` change what it reads, and is that near?
bool isUndisturbed(const Node* load, const Node* user) {
  constexpr int kFar = 24;
  int steps = 0;
  for (const Node* between = load->next; between != user; between = between->next) {
    if (++steps > kFar || (between->traits() & Calls) != 0) return false;
    if (load->is(NodeOp::Load) && mayChange(between, load)) return false;
  }
  return true;
}

/// The left side of a comparison with a constant in memory; answers whether it was done.
template <typename F>
bool foldCompared(Node* compare, F&& isFoldable) {
  Node* x = compare->in(0);
  const Node* y = compare->in(1);
  auto op = static_cast<CompareOp>(compare->imm);
  if (!y->is(NodeOp::ConstInt)) {
    // The memory operand comes last.
    if (isFoldable(x) && !isFoldable(y)) {
      std::swap(compare->inputs[0], compare->inputs[1]);
      compare->imm = static_cast<int64_t>(swappedCompare(op));
    }
    return false;
  }
  bool isEquality = op == CompareOp::Eq || op == CompareOp::Ne || op == CompareOp::NeUn;
  bool isByte = x->is(NodeOp::Load) && x->mem == Mem::U1 && x->uses == 1 && x->block == compare->block &&
                !x->contained && x->imm == static_cast<int32_t>(x->imm) && isEquality && y->imm >= 0 &&
                y->imm <= UINT8_MAX;
  if ((!isByte && !isFoldable(x)) || y->imm != static_cast<int32_t>(y->imm) || !isUndisturbed(x, compare))
    return true;
  contain(x, compare);
  return true;
}

/// A load that only this node reads, as its memory operand, if nothing in between changes what it reads.
void foldLoad(Node* node) {
  Ty type = node->type;
  switch (node->op) {
    case NodeOp::Add:
    case NodeOp::Sub:
    case NodeOp::Mul:
    case NodeOp::And:
    case NodeOp::Or:
    case NodeOp::Xor:
      if (isGc(type)) return;
      break;
    case NodeOp::FAdd:
    case NodeOp::FSub:
    case NodeOp::FMul:
    case NodeOp::FDiv: break;
    case NodeOp::BoundsCheck: type = node->in(0)->type; break;
    case NodeOp::Compare:
      type = node->in(0)->type;
      if (isFloat(type)) return;
      break;
    default: return;
  }
  bool commutes = node->is(NodeOp::Add) || node->is(NodeOp::Mul) || node->is(NodeOp::And) ||
                  node->is(NodeOp::Or) || node->is(NodeOp::Xor) || node->is(NodeOp::FAdd) ||
                  node->is(NodeOp::FMul);
  auto isFoldable = [&](const Node* load) {
    if (load->uses != 1 || load->block != node->block || load->contained || load->type != type) return false;
    if (load->is(NodeOp::ArrayLength)) return true;
    if (!load->is(NodeOp::Load) || sizeOf(load->mem) < 4) return false;
    // An operand is addressed with one scratch register: the other holds what it is computed with.
    return load->imm == static_cast<int32_t>(load->imm) &&
           (load->inputCount < 2 || !isMaterialized(load->in(1)));
  };
  if (node->in(0) == node->in(1)) return;
  if (node->is(NodeOp::Compare) && foldCompared(node, isFoldable)) return;
  if (!isFoldable(node->in(1))) {
    // x op load is load op x where the order does not matter, also of NaNs: none of the two is preferred.
    if (!commutes || isFloat(type) || isMaterialized(node->in(1)) || !isFoldable(node->in(0))) return;
    std::swap(node->inputs[0], node->inputs[1]);
  }
  Node* load = node->in(1);
  bool isIndexConstant = node->is(NodeOp::BoundsCheck) && node->in(0)->is(NodeOp::ConstInt) &&
                         node->in(0)->imm == static_cast<int32_t>(node->in(0)->imm);
  if ((isMaterialized(node->in(0)) && !isIndexConstant) || node->in(0)->contained) return;
  if (isUndisturbed(load, node)) contain(load, node);
}

}  // namespace

void lowerGraph(Graph& graph) {
  callMatt(graph);
  for (Block* block : graph.order()) {
    for (Node* node = block->first; node; node = node->next) {
      if (!node->is(NodeOp::NullCheck) && !node->is(NodeOp::CastClass)) continue;
      node->replacement = Graph::resolve(node->in(0));
      node->type = Ty::Void;
    }
  }
  graph.settle();
  for (Block* block : graph.order()) {
    for (Node* node = block->first; node; node = node->next) node->replacement = nullptr;
  }
  freeIndexes(graph);
  foldAddresses(graph);
  graph.countUses();
  dropUnused(graph);
  for (Block* block : graph.order()) {
    Node* last = block->last;
    if (last->is(NodeOp::Branch)) {
      Node* condition = last->in(0);
      if (condition->is(NodeOp::Load) && condition->uses == 1 && condition->block == block) {
        // A flag is compared where it is.
        Node* zero = graph.constInt(Ty::I4, 0);
        Node* compare = graph.newNode(NodeOp::Compare, Ty::I4, {condition, zero});
        compare->imm = static_cast<int64_t>(CompareOp::Ne);
        for (Node* node : {zero, compare}) {
          node->frame = last->frame;
          node->ilOffset = last->ilOffset;
          node->uses = 1;
          Graph::insertBefore(last, node);
        }
        last->inputs[0] = condition = compare;
      }
      if (condition->is(NodeOp::Compare) && condition->uses == 1 && condition->block == block)
        contain(condition, last);
    }
    for (Node* node = block->first; node; node = node->next) foldLoad(node);
  }
}

}  // namespace minivm::jit
