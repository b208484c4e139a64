// Divisions by constants become multiplications by their reciprocals and shifts (Granlund, Montgomery,
// "Division by Invariant Integers using Multiplication", PLDI 1994); by powers of two, shifts and masks.
// Divisors 0 and −1 stay, for they raise; so does the smallest integer.
#include <bit>

#include "jit/graph/inequalities.h"
#include "jit/passes/magic.h"
#include "jit/passes/passes.h"

namespace minivm::jit {

namespace {

class Reducer {
 public:
  explicit Reducer(Graph& graph) : graph_(graph), inequalities_(graph) {}
  void run();

 private:
  Node* quotient(Node* node, int64_t divisor, bool isSigned);
  Node* signedPowerOfTwo(Node* node, int shift, bool isRemainder);
  Node* reduce(Node* node);
  Node* make(NodeOp op, Ty type, std::initializer_list<Node*> inputs);
  Node* number(Ty type, int64_t value);

  Graph& graph_;
  Inequalities inequalities_;
  Node* place_ = nullptr;
  bool isNotNegative_ = false;  ///< the dividend
};

Node* Reducer::make(NodeOp op, Ty type, std::initializer_list<Node*> inputs) {
  Node* node = graph_.newNode(op, type, inputs);
  node->frame = place_->frame;
  node->ilOffset = place_->ilOffset;
  Graph::insertBefore(place_, node);
  return node;
}

Node* Reducer::number(Ty type, int64_t value) {
  Node* node = graph_.constInt(type, value);
  node->frame = place_->frame;
  node->ilOffset = place_->ilOffset;
  Graph::insertBefore(place_, node);
  return node;
}

/// x / 2^shift or x % 2^shift, rounding towards zero.
Node* Reducer::signedPowerOfTwo(Node* x, int shift, bool isRemainder) {
  Ty type = x->type;
  int width = type == Ty::I4 ? 32 : 64;
  int64_t mask = (int64_t{1} << shift) - 1;
  if (isNotNegative_) {
    if (isRemainder) return make(NodeOp::And, type, {x, number(type, mask)});
    return make(NodeOp::Shr, type, {x, number(Ty::I4, shift)});
  }
  // Negative numbers are rounded up: 2^shift − 1 is added to them.
  Node* sign = shift == 1 ? x : make(NodeOp::Shr, type, {x, number(Ty::I4, width - 1)});
  Node* bias = make(NodeOp::ShrUn, type, {sign, number(Ty::I4, width - shift)});
  Node* sum = make(NodeOp::Add, type, {x, bias});
  if (!isRemainder) return make(NodeOp::Shr, type, {sum, number(Ty::I4, shift)});
  return make(NodeOp::Sub, type, {x, make(NodeOp::And, type, {sum, number(type, ~mask)})});
}

/// x / divisor for a divisor of at least 3 that is no power of two.
Node* Reducer::quotient(Node* x, int64_t divisor, bool isSigned) {
  auto shifted = [&](NodeOp op, Node* value, int count) {
    return count == 0 ? value : make(op, value->type, {value, number(Ty::I4, count)});
  };
  if (x->type == Ty::I4) {
    if (isSigned) {
      Magic32 magic = signedMagic32(static_cast<uint32_t>(divisor));
      Node* wide = make(NodeOp::SExt32, Ty::I8, {x});
      Node* product =
          make(NodeOp::Mul, Ty::I8, {wide, number(Ty::I8, static_cast<int64_t>(magic.multiplier))});
      Node* q = make(NodeOp::Trunc32, Ty::I4, {shifted(NodeOp::Shr, product, magic.shift)});
      if (isNotNegative_) return q;
      return make(NodeOp::Add, Ty::I4, {q, shifted(NodeOp::ShrUn, x, 31)});
    }
    Magic32 magic = unsignedMagic32(static_cast<uint32_t>(divisor));
    Node* wide = make(NodeOp::ZExt32, Ty::I8, {x});
    Node* multiplier = number(Ty::I8, static_cast<int64_t>(magic.multiplier));
    if (magic.shift == 64)
      return make(NodeOp::Trunc32, Ty::I4, {make(NodeOp::MulHighUn, Ty::I8, {wide, multiplier})});
    return make(NodeOp::Trunc32, Ty::I4,
                {shifted(NodeOp::ShrUn, make(NodeOp::Mul, Ty::I8, {wide, multiplier}), magic.shift)});
  }
  if (isSigned) {
    Magic64 magic = signedMagic64(static_cast<uint64_t>(divisor));
    auto multiplier = static_cast<int64_t>(magic.multiplier);
    Node* q = make(NodeOp::MulHigh, Ty::I8, {x, number(Ty::I8, multiplier)});
    if (multiplier < 0) q = make(NodeOp::Add, Ty::I8, {q, x});
    q = shifted(NodeOp::Shr, q, magic.shift);
    if (isNotNegative_) return q;
    return make(NodeOp::Add, Ty::I8, {q, shifted(NodeOp::ShrUn, x, 63)});
  }
  Magic64 magic = unsignedMagic64(static_cast<uint64_t>(divisor));
  Node* q = make(NodeOp::MulHighUn, Ty::I8, {x, number(Ty::I8, static_cast<int64_t>(magic.multiplier))});
  if (!magic.addsDividend) return shifted(NodeOp::ShrUn, q, magic.shift);
  // The multiplier has a 65th bit: (x − q) / 2 + q is the sum without the carry.
  Node* half = shifted(NodeOp::ShrUn, make(NodeOp::Sub, Ty::I8, {x, q}), 1);
  return shifted(NodeOp::ShrUn, make(NodeOp::Add, Ty::I8, {half, q}), magic.shift - 1);
}

/// What takes the node's place, or null.
Node* Reducer::reduce(Node* node) {
  bool isSigned = node->is(NodeOp::Div) || node->is(NodeOp::Rem);
  bool isRemainder = node->is(NodeOp::Rem) || node->is(NodeOp::RemUn);
  Node* x = node->in(0);
  if (!node->in(1)->isConst() || x->type != node->type || (x->type != Ty::I4 && x->type != Ty::I8))
    return nullptr;
  int64_t divisor = node->in(1)->imm;
  bool narrow = node->type == Ty::I4;
  place_ = node;
  isNotNegative_ = isSigned && inequalities_.isAtLeast(x, 0, {node->block, node});
  if (divisor == 1) return isRemainder ? number(node->type, 0) : x;
  if (!isSigned) {
    auto d = narrow ? static_cast<uint32_t>(divisor) : static_cast<uint64_t>(divisor);
    if (d == 0) return nullptr;
    if (std::has_single_bit(d)) {
      if (isRemainder)
        return make(NodeOp::And, node->type, {x, number(node->type, static_cast<int64_t>(d - 1))});
      return make(NodeOp::ShrUn, node->type, {x, number(Ty::I4, std::countr_zero(d))});
    }
    Node* q = quotient(x, static_cast<int64_t>(d), false);
    if (!isRemainder) return q;
    return make(NodeOp::Sub, node->type,
                {x, make(NodeOp::Mul, node->type, {q, number(node->type, divisor)})});
  }
  if (divisor == 0 || divisor == -1 || divisor == (narrow ? INT32_MIN : INT64_MIN)) return nullptr;
  int64_t d = divisor < 0 ? -divisor : divisor;
  if (std::has_single_bit(static_cast<uint64_t>(d))) {
    Node* result = signedPowerOfTwo(x, std::countr_zero(static_cast<uint64_t>(d)), isRemainder);
    return isRemainder || divisor > 0 ? result : make(NodeOp::Neg, node->type, {result});
  }
  Node* q = quotient(x, d, true);
  if (!isRemainder) return divisor > 0 ? q : make(NodeOp::Neg, node->type, {q});
  return make(NodeOp::Sub, node->type, {x, make(NodeOp::Mul, node->type, {q, number(node->type, d)})});
}

void Reducer::run() {
  std::vector<std::pair<Node*, Node*>> replaced;
  for (Block* block : graph_.order()) {
    for (Node* node = block->first; node; node = node->next) {
      if (!node->is(NodeOp::Div) && !node->is(NodeOp::Rem) && !node->is(NodeOp::DivUn) &&
          !node->is(NodeOp::RemUn))
        continue;
      // The node itself stays until the end: what is proved may rest on it.
      if (Node* result = reduce(node)) replaced.emplace_back(node, result);
    }
  }
  for (auto [node, result] : replaced) Graph::replace(node, result);
  graph_.settle();
}

}  // namespace

void reduceStrength(Graph& graph) {
  Reducer(graph).run();
}

}  // namespace minivm::jit
