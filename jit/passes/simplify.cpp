// Simplification: one node at a time, in order, until nothing changes. A node that turns out to be another
// value is replaced by it; branches on constants lose an edge.
#include <bit>
#include <climits>

#include "jit/graph/compare.h"
#include "jit/graph/graph.h"
#include "jit/passes/passes.h"

namespace minivm::jit {

namespace {

class Simplifier {
 public:
  explicit Simplifier(Graph& graph) : graph_(graph) {}
  bool runOnce();

 private:
  Node* simplify(Node* node);
  Node* simplifyBinary(Node* node);
  Node* simplifyCompare(Node* node);
  Node* simplifyConversion(Node* node);
  void simplifyBranch(Block* block);
  Node* constant(Node* place, Ty type, int64_t value);
  Node* make(Node* place, NodeOp op, Ty type, std::initializer_list<Node*> inputs);

  Graph& graph_;
};

Node* Simplifier::constant(Node* place, Ty type, int64_t value) {
  Node* node = graph_.constInt(type, value);
  node->frame = place->frame;
  node->ilOffset = place->ilOffset;
  Graph::insertBefore(place, node);
  return node;
}

Node* Simplifier::make(Node* place, NodeOp op, Ty type, std::initializer_list<Node*> inputs) {
  Node* node = graph_.newNode(op, type, inputs);
  node->frame = place->frame;
  node->ilOffset = place->ilOffset;
  Graph::insertBefore(place, node);
  return node;
}

int64_t fold(NodeOp op, Ty type, int64_t a, int64_t b) {
  auto ua = static_cast<uint64_t>(a), ub = static_cast<uint64_t>(b);
  bool narrow = type == Ty::I4;
  switch (op) {
    case NodeOp::Add: return static_cast<int64_t>(ua + ub);
    case NodeOp::Sub: return static_cast<int64_t>(ua - ub);
    case NodeOp::Mul: return static_cast<int64_t>(ua * ub);
    case NodeOp::And: return a & b;
    case NodeOp::Or: return a | b;
    case NodeOp::Xor: return a ^ b;
    case NodeOp::Shl: return static_cast<int64_t>(ua << (ub & (narrow ? 31 : 63)));
    case NodeOp::Shr: return narrow ? static_cast<int32_t>(a) >> (b & 31) : a >> (b & 63);
    case NodeOp::ShrUn:
      return narrow ? static_cast<int32_t>(static_cast<uint32_t>(ua) >> (ub & 31))
                    : static_cast<int64_t>(ua >> (ub & 63));
    default: return 0;
  }
}

bool isPowerOfTwo(int64_t value) {
  return value > 0 && std::has_single_bit(static_cast<uint64_t>(value));
}

Node* Simplifier::simplifyBinary(Node* node) {
  Node* a = node->in(0);
  Node* b = node->in(1);
  bool commutes = node->op == NodeOp::Add || node->op == NodeOp::Mul || node->op == NodeOp::And ||
                  node->op == NodeOp::Or || node->op == NodeOp::Xor;
  if (commutes && a->isConst() && !b->isConst() && !isGc(b->type)) {
    std::swap(node->inputs[0], node->inputs[1]);
    std::swap(a, b);
  }
  if (isGc(node->type) && !b->isConst()) return node;
  if (a->isConst() && b->isConst() && !isGc(node->type) && a->type != Ty::Ref)
    return constant(node, node->type, fold(node->op, node->type, a->imm, b->imm));
  if (node->op == NodeOp::Sub && a == b && !isGc(a->type)) return constant(node, node->type, 0);
  if (!b->isConst()) return node;
  int64_t c = b->imm;
  bool sameType = a->type == node->type;
  switch (node->op) {
    case NodeOp::Add:
      if (c == 0 && sameType) return a;
      if (a->is(NodeOp::StackAddr) && node->type == Ty::ByRef) {
        Node* address = make(node, NodeOp::StackAddr, Ty::ByRef, {});
        address->object = a->object;
        address->imm = a->imm + c;
        return address;
      }
      if (a->is(NodeOp::Add) && a->in(1)->isConst() && a->type == node->type) {
        Node* sum = constant(node, b->type, fold(NodeOp::Add, b->type, a->in(1)->imm, c));
        return make(node, NodeOp::Add, node->type, {a->in(0), sum});
      }
      return node;
    case NodeOp::Sub:
      if (isGc(node->type) || !sameType) return node;
      return make(node, NodeOp::Add, node->type,
                  {a, constant(node, b->type, fold(NodeOp::Sub, b->type, 0, c))});
    case NodeOp::Mul:
      if (c == 0) return b;
      if (c == 1) return a;
      if (isPowerOfTwo(c)) {
        Node* shift = constant(node, Ty::I4, std::countr_zero(static_cast<uint64_t>(c)));
        return make(node, NodeOp::Shl, node->type, {a, shift});
      }
      return node;
    case NodeOp::And:
      if (c == 0) return b;
      return c == -1 && sameType ? a : node;
    case NodeOp::Or:
    case NodeOp::Xor: return c == 0 && sameType ? a : node;
    case NodeOp::Shl:
    case NodeOp::Shr:
    case NodeOp::ShrUn: return (c & (node->type == Ty::I4 ? 31 : 63)) == 0 ? a : node;
    default: return node;
  }
}

bool holds(CompareOp op, int64_t a, int64_t b, bool narrow) {
  uint64_t ua = narrow ? static_cast<uint32_t>(a) : static_cast<uint64_t>(a);
  uint64_t ub = narrow ? static_cast<uint32_t>(b) : static_cast<uint64_t>(b);
  switch (op) {
    case CompareOp::Eq: return a == b;
    case CompareOp::Ne:
    case CompareOp::NeUn: return a != b;
    case CompareOp::Lt: return a < b;
    case CompareOp::Le: return a <= b;
    case CompareOp::Gt: return a > b;
    case CompareOp::Ge: return a >= b;
    case CompareOp::LtUn: return ua < ub;
    case CompareOp::LeUn: return ua <= ub;
    case CompareOp::GtUn: return ua > ub;
    case CompareOp::GeUn: return ua >= ub;
  }
  return false;
}

bool isNonNull(const Node* node) {
  switch (node->op) {
    case NodeOp::New:
    case NodeOp::NewArray:
    case NodeOp::StackAddr:
    case NodeOp::NullCheck:
    case NodeOp::Unbox: return true;
    case NodeOp::ConstInt: return static_cast<uint64_t>(node->imm) >= 0x10000;
    default: return false;
  }
}

Node* Simplifier::simplifyCompare(Node* node) {
  Node* a = node->in(0);
  Node* b = node->in(1);
  auto op = static_cast<CompareOp>(node->imm);
  if (isFloat(a->type)) return node;
  if (a->isConst() && !b->isConst()) {
    std::swap(node->inputs[0], node->inputs[1]);
    std::swap(a, b);
    op = swappedCompare(op);
    node->imm = static_cast<int64_t>(op);
  }
  if (a->isConst() && b->isConst())
    return constant(node, Ty::I4, holds(op, a->imm, b->imm, a->type == Ty::I4) ? 1 : 0);
  if (a == b) return constant(node, Ty::I4, holds(op, 0, 0, true) ? 1 : 0);
  if (!b->isConst()) return node;
  bool isZero = b->imm == 0;
  if (isZero && isNonNull(a) && (op == CompareOp::Eq || op == CompareOp::Ne || op == CompareOp::GtUn))
    return constant(node, Ty::I4, op == CompareOp::Eq ? 0 : 1);
  // x >u 0 is x != 0.
  if (isZero && op == CompareOp::GtUn) node->imm = static_cast<int64_t>(op = CompareOp::Ne);
  if (isZero && op == CompareOp::LeUn) node->imm = static_cast<int64_t>(op = CompareOp::Eq);
  // (a < b) == 0 is a >= b, but for floats, where unordered is neither.
  if (a->is(NodeOp::Compare) && isZero && (op == CompareOp::Eq || op == CompareOp::Ne)) {
    if (op == CompareOp::Ne) return a;
    auto inner = static_cast<CompareOp>(a->imm);
    if (!isFloat(a->in(0)->type)) {
      Node* result = make(node, NodeOp::Compare, Ty::I4, {a->in(0), a->in(1)});
      result->imm = static_cast<int64_t>(negatedCompare(inner));
      return result;
    }
    // The Un forms are true when unordered: they are the exact opposites.
    CompareOp opposite;
    switch (inner) {
      case CompareOp::Eq: opposite = CompareOp::NeUn; break;
      case CompareOp::Ne:
      case CompareOp::NeUn: opposite = CompareOp::Eq; break;
      case CompareOp::Lt: opposite = CompareOp::GeUn; break;
      case CompareOp::Le: opposite = CompareOp::GtUn; break;
      case CompareOp::Gt: opposite = CompareOp::LeUn; break;
      case CompareOp::Ge: opposite = CompareOp::LtUn; break;
      case CompareOp::LtUn: opposite = CompareOp::Ge; break;
      case CompareOp::LeUn: opposite = CompareOp::Gt; break;
      case CompareOp::GtUn: opposite = CompareOp::Le; break;
      default: opposite = CompareOp::Lt; break;
    }
    Node* result = make(node, NodeOp::Compare, Ty::I4, {a->in(0), a->in(1)});
    result->imm = static_cast<int64_t>(opposite);
    return result;
  }
  return node;
}

/// The bits a value is known to fit in, as the extension that would not change it.
bool fitsExtension(const Node* value, NodeOp extension) {
  auto isIn = [&](int64_t low, int64_t high) {
    return value->isConst() && value->imm >= low && value->imm <= high;
  };
  bool isByte = (value->is(NodeOp::Load) && value->mem == Mem::U1) || value->is(NodeOp::ZExt8) ||
                value->is(NodeOp::Compare) || isIn(0, 255);
  bool isWord = isByte || (value->is(NodeOp::Load) && value->mem == Mem::U2) || value->is(NodeOp::ZExt16) ||
                isIn(0, 65535);
  bool isSByte = (value->is(NodeOp::Load) && value->mem == Mem::I1) || value->is(NodeOp::SExt8) ||
                 value->is(NodeOp::Compare) || isIn(-128, 127);
  if (value->is(NodeOp::And) && value->in(1)->isConst()) {
    int64_t mask = value->in(1)->imm;
    isByte |= mask >= 0 && mask <= 255;
    isWord |= mask >= 0 && mask <= 65535;
  }
  switch (extension) {
    case NodeOp::ZExt8: return isByte;
    case NodeOp::ZExt16: return isWord;
    case NodeOp::SExt8: return isSByte;
    case NodeOp::SExt16:
      return isSByte || isByte || (value->is(NodeOp::Load) && value->mem == Mem::I2) ||
             value->is(NodeOp::SExt16) || isIn(-32768, 32767);
    default: return false;
  }
}

Node* Simplifier::simplifyConversion(Node* node) {
  Node* a = node->in(0);
  if (a->isConst()) {
    switch (node->op) {
      case NodeOp::SExt8: return constant(node, Ty::I4, static_cast<int8_t>(a->imm));
      case NodeOp::SExt16: return constant(node, Ty::I4, static_cast<int16_t>(a->imm));
      case NodeOp::ZExt8: return constant(node, Ty::I4, static_cast<uint8_t>(a->imm));
      case NodeOp::ZExt16: return constant(node, Ty::I4, static_cast<uint16_t>(a->imm));
      case NodeOp::SExt32: return constant(node, Ty::I8, static_cast<int32_t>(a->imm));
      case NodeOp::ZExt32: return constant(node, Ty::I8, static_cast<uint32_t>(a->imm));
      case NodeOp::Trunc32: return constant(node, Ty::I4, static_cast<int32_t>(a->imm));
      default: break;
    }
  }
  if (node->op == NodeOp::Trunc32 && (a->is(NodeOp::SExt32) || a->is(NodeOp::ZExt32))) return a->in(0);
  if (a->type == node->type && fitsExtension(a, node->op)) return a;
  return node;
}

Node* Simplifier::simplify(Node* node) {
  switch (node->op) {
    case NodeOp::Add:
    case NodeOp::Sub:
    case NodeOp::Mul:
    case NodeOp::And:
    case NodeOp::Or:
    case NodeOp::Xor:
    case NodeOp::Shl:
    case NodeOp::Shr:
    case NodeOp::ShrUn: return simplifyBinary(node);
    case NodeOp::Compare: return simplifyCompare(node);
    case NodeOp::SExt8:
    case NodeOp::SExt16:
    case NodeOp::ZExt8:
    case NodeOp::ZExt16:
    case NodeOp::SExt32:
    case NodeOp::ZExt32:
    case NodeOp::Trunc32: return simplifyConversion(node);
    case NodeOp::BitMove: {
      Node* a = node->in(0);
      if (a->type == node->type) return a;
      if (a->is(NodeOp::BitMove) && a->in(0)->type == node->type && !isGc(node->type)) return a->in(0);
      return node;
    }
    case NodeOp::NullCheck: return isNonNull(node->in(0)) ? node->in(0) : node;
    case NodeOp::FloatConv:
      if (node->in(0)->type == node->type) return node->in(0);
      return node;
    case NodeOp::ArrayLength: {
      // The length of a new array is what it was made with (a negative one never gets here).
      Node* array = node->in(0);
      if (array->is(NodeOp::NullCheck)) array = array->in(0);
      return array->is(NodeOp::NewArray) ? array->in(0) : node;
    }
    case NodeOp::LoadTable: {
      Node* object = node->in(0);
      if (object->is(NodeOp::New) || object->is(NodeOp::NewArray))
        return constant(node, Ty::I8, static_cast<int64_t>(reinterpret_cast<intptr_t>(object->table)));
      return node;
    }
    case NodeOp::BoundsCheck: {
      Node* index = node->in(0);
      Node* length = node->in(1);
      if (index->isConst() && length->isConst() && index->imm >= 0 && index->imm < length->imm)
        Graph::remove(node);
      return node;
    }
    case NodeOp::StoreCheck:
      if (node->in(1)->isConst() && node->in(1)->imm == 0) Graph::remove(node);
      return node;
    case NodeOp::CastClass:
    case NodeOp::IsInst: {
      Node* object = node->in(0);
      if (object->isConst() && object->imm == 0) return object;
      bool isExact = object->is(NodeOp::New) &&
                     reinterpret_cast<uintptr_t>(object->table) == static_cast<uintptr_t>(node->imm);
      return isExact ? object : node;
    }
    default: return node;
  }
}

void Simplifier::simplifyBranch(Block* block) {
  Node* last = block->last;
  if (!last || !last->is(NodeOp::Branch)) return;
  Node* condition = Graph::resolve(last->in(0));
  // `x != 0` and `x` decide alike.
  if (condition->is(NodeOp::Compare) && static_cast<CompareOp>(condition->imm) == CompareOp::Ne &&
      condition->in(1)->isConst() && condition->in(1)->imm == 0 && condition->in(0)->is(NodeOp::Compare)) {
    last->inputs[0] = condition->in(0);
    condition = condition->in(0);
  }
  if (!condition->isConst() && block->succs[0] != block->succs[1]) return;
  size_t taken = condition->isConst() && condition->imm == 0 ? 1 : 0;
  Block* dropped = block->succs[1 - taken];
  Block* kept = block->succs[taken];
  for (size_t i = 0; i < dropped->preds.size(); ++i) {
    if (dropped->preds[i] != block) continue;
    dropped->preds.erase(dropped->preds.begin() + static_cast<ptrdiff_t>(i));
    for (Node* phi = dropped->first; phi && phi->is(NodeOp::Phi); phi = phi->next) {
      for (size_t k = i; k + 1 < phi->inputCount; ++k) phi->inputs[k] = phi->inputs[k + 1];
      --phi->inputCount;
    }
    break;
  }
  block->succs = {kept};
  last->op = NodeOp::Jump;
  last->inputCount = 0;
}

bool Simplifier::runOnce() {
  bool changed = false;
  for (Block* block : graph_.order()) {
    for (Node* node = block->first; node;) {
      Node* next = node->next;
      for (Node*& input : node->ins()) input = Graph::resolve(input);
      if (node->is(NodeOp::Phi)) {
        Node* only = nullptr;
        bool isTrivial = true;
        for (Node* input : node->ins()) {
          if (input == node || input == only) continue;
          if (only) isTrivial = false;
          only = input;
        }
        // Equal constants are equal values; their nodes may lie in blocks that do not dominate this one.
        if (isTrivial && only) {
          Graph::replace(node, only);
          changed = true;
        }
        node = next;
        continue;
      }
      Node* result = simplify(node);
      if (result != node) {
        Graph::replace(node, result);
        changed = true;
      }
      node = next;
    }
    size_t before = block->succs.size();
    simplifyBranch(block);
    changed |= before != block->succs.size();
  }
  graph_.analyse();
  graph_.settle();
  return changed;
}

}  // namespace

void simplifyGraph(Graph& graph) {
  constexpr int kMaxRounds = 4;
  Simplifier simplifier(graph);
  for (int i = 0; i < kMaxRounds && simplifier.runOnce(); ++i) {
  }
}

}  // namespace minivm::jit
