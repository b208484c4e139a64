// Lifetimes: a backward walk over the blocks, after the sets of values live into each block are known.
#include <algorithm>

#include "jit/regalloc/intervals.h"

namespace minivm::jit {

bool Interval::covers(uint32_t position) const {
  for (const Range& range : ranges) {
    if (position < range.from) return false;
    if (position < range.to) return true;
  }
  return false;
}

namespace {

/// Inputs of a comparison, wherever it is emitted.
OperandRule compareRule(const Node* node, size_t input) {
  if (isFloat(node->in(0)->type)) return {OperandUse::Register, false};
  return {input == 0 ? OperandUse::Register : OperandUse::Any, false};
}

}  // namespace

OperandRule ruleOf(const Node* node, size_t input) {
  const Node* value = node->in(input);
  if (isMaterialized(value)) return {OperandUse::None, false};
  constexpr OperandRule kReg{OperandUse::Register, false};
  constexpr OperandRule kLateReg{OperandUse::Register, true};
  constexpr OperandRule kAny{OperandUse::Any, false};
  constexpr OperandRule kLateAny{OperandUse::Any, true};
  switch (node->op) {
    case NodeOp::Phi: return {OperandUse::None, false};
    case NodeOp::Add: return input == 0 || isMaterialized(node->in(0)) ? kReg : kLateReg;
    case NodeOp::Mul:
    case NodeOp::And:
    case NodeOp::Or:
    case NodeOp::Xor:
    case NodeOp::AddOvf:
    case NodeOp::AddOvfUn:
    case NodeOp::MulOvf: return input == 0 ? kReg : kLateAny;
    case NodeOp::Sub:
    case NodeOp::SubOvf:
    case NodeOp::SubOvfUn: return input == 0 ? kReg : kLateAny;
    case NodeOp::Shl:
    case NodeOp::Shr:
    case NodeOp::ShrUn: return input == 0 ? kReg : kLateReg;
    case NodeOp::Neg:
    case NodeOp::Not: return kReg;
    case NodeOp::Div:
    case NodeOp::Rem:
    case NodeOp::DivUn:
    case NodeOp::RemUn:
    case NodeOp::MulHigh:
    case NodeOp::MulHighUn:
    case NodeOp::MulOvfUn: return input == 0 ? kAny : kLateReg;
    case NodeOp::Compare: return compareRule(node, input);
    case NodeOp::Select: return input < 2 ? compareRule(node, input) : input == 2 ? kLateReg : kAny;
    case NodeOp::Branch: return kReg;
    case NodeOp::FAdd:
    case NodeOp::FSub:
    case NodeOp::FMul:
    case NodeOp::FDiv: return input == 0 ? kReg : kAny;
    case NodeOp::SExt8:
    case NodeOp::SExt16:
    case NodeOp::ZExt8:
    case NodeOp::ZExt16:
    case NodeOp::SExt32:
    case NodeOp::ZExt32:
    case NodeOp::Trunc32: return kReg;
    case NodeOp::FloatToInt:
    case NodeOp::ConvOvfFloat:
    case NodeOp::UIntToFloat:
    case NodeOp::CheckFinite: return kLateReg;
    case NodeOp::ConvOvf: return kLateReg;
    case NodeOp::StoreRef: return kLateReg;
    case NodeOp::Store: return kReg;
    case NodeOp::ArrayLength:
    case NodeOp::Load:
      return node->contained ? kLateReg : kReg;  // a memory operand is read behind the first write
    case NodeOp::CopyMem:
    case NodeOp::ZeroMem: return kLateReg;
    case NodeOp::BoundsCheck: return input == 0 ? kReg : kAny;
    case NodeOp::AtomicAdd:
    case NodeOp::AtomicExchange: return input == 0 ? kLateReg : kReg;
    case NodeOp::AtomicCompare: return input == 2 ? kAny : kLateReg;
    case NodeOp::MonitorEnter:
    case NodeOp::MonitorExit:
    case NodeOp::StoreCheck:
    case NodeOp::CastClass:
    case NodeOp::IsInst:
    case NodeOp::Unbox:
    case NodeOp::NewArray: return kLateReg;
    case NodeOp::Call: return kAny;
    case NodeOp::Result2: return {OperandUse::None, false};
    case NodeOp::Return:
    case NodeOp::TailCall:
    case NodeOp::TailDispatch:
    case NodeOp::Throw: return kAny;
    default: return kReg;
  }
}

bool definesRegister(const Node* node) {
  return node->type != Ty::Void && !isMaterialized(node) && !node->contained;
}

RegMask clobbersOf(const Node* node) {
  switch (node->op) {
    case NodeOp::Call: return kCallerSaved;
    case NodeOp::AtomicCompare:
    case NodeOp::MonitorEnter:
    case NodeOp::MonitorExit: return maskOf(kRax);
    case NodeOp::Div:
    case NodeOp::Rem:
    case NodeOp::DivUn:
    case NodeOp::RemUn:
    case NodeOp::MulHigh:
    case NodeOp::MulHighUn:
    case NodeOp::MulOvfUn: return maskOf(kRax) | maskOf(kRdx);
    default: return 0;
  }
}

namespace {

class IntervalBuilder {
 public:
  IntervalBuilder(Graph& graph, Allocation& a) : graph_(graph), a_(a) {}
  void run();

 private:
  void number();
  void computeLiveSets();
  Interval* intervalOf(Node* node);
  static void addRange(Interval* interval, uint32_t from, uint32_t to);
  void addUse(Node* node, const Node* user, size_t input, uint32_t blockStart, uint32_t position);
  void build(Block* block);
  std::vector<uint64_t> liveOut(Block* block);
  template <typename F>
  void forEach(const std::vector<uint64_t>& set, F&& visit) {
    for (size_t w = 0; w < set.size(); ++w) {
      for (uint64_t bits = set[w]; bits; bits &= bits - 1)
        visit(byId_[w * 64 + static_cast<size_t>(__builtin_ctzll(bits))]);
    }
  }

  Graph& graph_;
  Allocation& a_;
  std::vector<Node*> byId_;
  std::vector<std::vector<uint64_t>> liveIn_;  ///< by block id
  size_t words_ = 0;
};

void IntervalBuilder::number() {
  uint32_t position = 0;
  byId_.resize(graph_.nodeCount());
  for (Block* block : a_.layout) {
    block->startPosition = position;
    position += 4;
    for (Node* node = block->first; node; node = node->next) {
      byId_[node->id] = node;
      if (node->is(NodeOp::Phi) || node->is(NodeOp::Param) || node->is(NodeOp::OsrFrame)) {
        node->position = block->startPosition;
        continue;
      }
      if (node->is(NodeOp::Result2)) {
        node->position = node->in(0)->position;
        continue;
      }
      node->position = position;
      if (!node->contained) position += 4;  // it stands right before its user, and happens there
    }
    block->endPosition = position;
  }
  a_.positions = position;
}

std::vector<uint64_t> IntervalBuilder::liveOut(Block* block) {
  std::vector<uint64_t> out(words_);
  auto merge = [&](Block* next) {
    for (size_t w = 0; w < words_; ++w) out[w] |= liveIn_[next->id][w];
  };
  for (Block* next : block->succs) {
    merge(next);
    for (Node* phi = next->first; phi && phi->is(NodeOp::Phi); phi = phi->next) {
      for (size_t i = 0; i < next->preds.size(); ++i) {
        if (next->preds[i] != block || isMaterialized(phi->in(i))) continue;
        out[phi->in(i)->id / 64] |= 1ull << phi->in(i)->id % 64;
      }
    }
  }
  for (Block* handler : block->handlers) merge(handler);
  return out;
}

/// Visits every value that `node` reads, through the nodes folded into it.
template <typename F>
void forEachInput(Node* node, F&& visit) {
  for (size_t i = 0; i < node->inputCount; ++i) {
    Node* input = node->in(i);
    if (isMaterialized(input)) continue;
    if (input->contained) {
      forEachInput(input, visit);
    } else {
      visit(node, i);
    }
  }
}

void IntervalBuilder::computeLiveSets() {
  words_ = (graph_.nodeCount() + 63) / 64;
  uint32_t maxId = 0;
  for (Block* block : a_.layout) maxId = std::max(maxId, block->id);
  liveIn_.assign(maxId + 1, std::vector<uint64_t>(words_));
  for (bool changed = true; changed;) {
    changed = false;
    for (size_t i = a_.layout.size(); i-- > 0;) {
      Block* block = a_.layout[i];
      std::vector<uint64_t> live = liveOut(block);
      for (Node* node = block->last; node; node = node->prev) {
        live[node->id / 64] &= ~(1ull << node->id % 64);
        if (node->is(NodeOp::Phi) || node->contained) continue;
        forEachInput(node, [&](Node* user, size_t input) {
          uint32_t id = user->in(input)->id;
          live[id / 64] |= 1ull << id % 64;
        });
      }
      if (live != liveIn_[block->id]) {
        liveIn_[block->id] = std::move(live);
        changed = true;
      }
    }
  }
}

Interval* IntervalBuilder::intervalOf(Node* node) {
  if (!node->interval) {
    a_.intervals.push_back({});
    Interval* interval = &a_.intervals.back();
    interval->node = node;
    interval->parent = interval;
    node->interval = interval;
    a_.values.push_back(interval);
  }
  return node->interval;
}

/// Ranges are added from back to front.
void IntervalBuilder::addRange(Interval* interval, uint32_t from, uint32_t to) {
  auto& ranges = interval->ranges;  // kept descending while building
  while (!ranges.empty() && ranges.back().from <= to && from <= ranges.back().to) {
    from = std::min(from, ranges.back().from);
    to = std::max(to, ranges.back().to);
    ranges.pop_back();
  }
  ranges.push_back({from, to});
}

void IntervalBuilder::addUse(Node* value, const Node* user, size_t input, uint32_t blockStart,
                             uint32_t position) {
  OperandRule rule = ruleOf(user, input);
  Interval* interval = intervalOf(value);
  addRange(interval, blockStart, position + (rule.isLate ? 3 : 1));
  if (rule.use != OperandUse::None) interval->uses.push_back({position, rule.use == OperandUse::Register});
}

void IntervalBuilder::build(Block* block) {
  forEach(liveOut(block),
          [&](Node* node) { addRange(intervalOf(node), block->startPosition, block->endPosition); });
  for (Node* node = block->last; node; node = node->prev) {
    if (definesRegister(node)) {
      Interval* interval = intervalOf(node);
      bool atStart = node->is(NodeOp::Phi) || node->is(NodeOp::Param) || node->is(NodeOp::OsrFrame);
      uint32_t definition = atStart ? block->startPosition : node->position + 2;
      if (interval->ranges.empty()) {
        interval->ranges.push_back({definition, definition + 1});
      } else {
        interval->ranges.back().from = definition;
      }
      interval->uses.push_back({definition, !atStart});
    }
    if (node->is(NodeOp::Phi) || node->contained) continue;
    forEachInput(node, [&](Node* user, size_t input) {
      addUse(user->in(input), user, input, block->startPosition, node->position);
    });
  }
}

void IntervalBuilder::run() {
  number();
  computeLiveSets();
  for (size_t i = a_.layout.size(); i-- > 0;) build(a_.layout[i]);
  for (Interval* interval : a_.values) {
    std::reverse(interval->ranges.begin(), interval->ranges.end());
    std::stable_sort(interval->uses.begin(), interval->uses.end(),
                     [](auto& x, auto& y) { return x.position < y.position; });
  }
  for (Block* block : a_.layout) {
    if (!block->isHandler) continue;
    forEach(liveIn_[block->id], [&](Node* node) { node->interval->mustSpill = true; });
  }
}

}  // namespace

void buildIntervals(Graph& graph, Allocation& allocation) {
  IntervalBuilder(graph, allocation).run();
}

}  // namespace minivm::jit
