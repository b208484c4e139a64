// The checker of the allocator: runs over the code that will be emitted with the names of values instead of
// values, and complains where a node would read something else than its input. A forward analysis; where paths
// meet, a place holds a value only if it does on all of them.
#include <fmt/format.h>

#include <stdexcept>
#include <vector>

#include "jit/regalloc/intervals.h"

namespace minivm::jit {

namespace {

/// Who is where: registers first, then spill slots.
using State = std::vector<const Node*>;

class Checker {
 public:
  Checker(Graph& graph, const Allocation& a) : graph_(graph), a_(a) {}
  void run();

 private:
  size_t size() const { return kRegCount + a_.slotCount; }
  static size_t placeOf(const Loc& loc) {
    return loc.kind == Loc::Register ? static_cast<size_t>(loc.reg) : kRegCount + static_cast<size_t>(loc.slot);
  }
  static const Node* valueAt(const State& state, const Loc& loc) {
    return loc.kind == Loc::Const ? loc.node : state[placeOf(loc)];
  }
  void apply(State& state, const std::vector<Move>& moves) const;
  void define(State& state, const Node* node, uint32_t position) const;
  void walk(Block* block, State& state, bool check) const;
  State atStart(Block* block, const std::vector<State>& exits, const std::vector<uint8_t>& known) const;
  void require(const State& state, const Node* user, const Node* value, uint32_t position) const;

  Graph& graph_;
  const Allocation& a_;
};

void Checker::apply(State& state, const std::vector<Move>& moves) const {
  State before = state;
  for (const Move& move : moves) {
    if (move.to.kind == Loc::None || move.from.kind == Loc::Incoming) continue;
    state[placeOf(move.to)] = valueAt(before, move.from);
  }
}

void Checker::define(State& state, const Node* node, uint32_t position) const {
  if (!node->interval) return;
  Loc loc = a_.at(node, position);
  state[placeOf(loc)] = node;
  if (node->interval->slot >= 0) state[kRegCount + static_cast<size_t>(node->interval->slot)] = node;
}

void Checker::require(const State& state, const Node* user, const Node* value, uint32_t position) const {
  if (isMaterialized(value)) return;
  Loc loc = a_.at(value, position);
  const Node* found = valueAt(state, loc);
  if (found == value) return;
  throw std::logic_error(fmt::format(
      "{}: v{} {} in B{} at {} reads v{} from {} {}, which holds {}", graph_.method()->toString(), user->id,
      infoOf(user->op).name, user->block->id, position, value->id, loc.kind == Loc::Register ? "register" : "slot",
      loc.kind == Loc::Register ? loc.reg : loc.slot, found ? fmt::format("v{}", found->id) : "nothing certain"));
}

void Checker::walk(Block* block, State& state, bool check) const {
  for (Node* node = block->first; node; node = node->next) {
    if (node->is(NodeOp::Phi) || node->is(NodeOp::Param) || node->is(NodeOp::OsrFrame) ||
        node->is(NodeOp::Result2) || node->contained || isMaterialized(node))
      continue;
    apply(state, a_.movesBefore[node->position / 4]);
    if (node == block->last) {
      // Edge moves read what the block leaves; its own inputs are read first by position, but emitted after.
      State forInputs = state;
      apply(forInputs, a_.movesAtEnd[block->id]);
      state = forInputs;
    }
    if (check) {
      std::vector<Node*> inputs(node->ins().begin(), node->ins().end());
      for (size_t i = 0; i < inputs.size(); ++i) {  // grows while it is walked
        if (inputs[i]->contained) {
          inputs.insert(inputs.end(), inputs[i]->ins().begin(), inputs[i]->ins().end());
          continue;
        }
        require(state, node, inputs[i], node->position);
      }
    }
    if (RegMask clobbered = clobbersOf(node)) {
      for (size_t reg = 0; reg < kRegCount; ++reg) {
        if (clobbered >> reg & 1) state[reg] = nullptr;
      }
    }
    if (definesRegister(node)) define(state, node, node->position + 2);
    if (node->is(NodeOp::Call) && node->next && node->next->is(NodeOp::Result2))
      define(state, node->next, node->position + 2);
  }
}

State Checker::atStart(Block* block, const std::vector<State>& exits, const std::vector<uint8_t>& known) const {
  State state(size(), nullptr);
  if (block == graph_.entry) {
    for (Node* node = block->first; node; node = node->next) {
      if (node->is(NodeOp::Param) || node->is(NodeOp::OsrFrame)) define(state, node, block->startPosition);
    }
    return state;
  }
  if (block->isHandler) {
    // The unwinder: slots only, each with the value it belongs to.
    for (Interval* value : a_.values) {
      if (value->slot >= 0) state[kRegCount + static_cast<size_t>(value->slot)] = value->node;
    }
    return state;
  }
  bool isFirst = true;
  for (size_t i = 0; i < block->preds.size(); ++i) {
    Block* pred = block->preds[i];
    if (!known[pred->id]) continue;
    State incoming = exits[pred->id];
    if (pred->succs.size() != 1) apply(incoming, a_.movesAtStart[block->id]);
    std::vector<std::pair<size_t, const Node*>> phis;
    for (Node* phi = block->first; phi && phi->is(NodeOp::Phi); phi = phi->next) {
      if (!phi->interval) continue;
      size_t place = placeOf(a_.at(phi, block->startPosition));
      if (incoming[place] == phi->in(i)) phis.emplace_back(place, phi);
    }
    for (auto [place, phi] : phis) incoming[place] = phi;
    if (isFirst) {
      state = incoming;
      isFirst = false;
      continue;
    }
    for (size_t k = 0; k < state.size(); ++k) {
      if (state[k] != incoming[k]) state[k] = nullptr;
    }
  }
  for (Node* phi = block->first; phi && phi->is(NodeOp::Phi); phi = phi->next) {
    if (!phi->interval || phi->interval->slot < 0) continue;
    Loc loc = a_.at(phi, block->startPosition);
    if (loc.kind == Loc::Register)
      state[kRegCount + static_cast<size_t>(phi->interval->slot)] = state[placeOf(loc)];
  }
  return state;
}

void Checker::run() {
  uint32_t maxId = 0;
  for (Block* block : a_.layout) maxId = std::max(maxId, block->id);
  std::vector<State> exits(maxId + 1);
  std::vector<uint8_t> known(maxId + 1, 0);
  for (bool changed = true; changed;) {
    changed = false;
    for (Block* block : a_.layout) {
      bool isReached = block == graph_.entry || block->isHandler;
      for (Block* pred : block->preds) isReached |= known[pred->id] != 0;
      if (!isReached) continue;
      State state = atStart(block, exits, known);
      walk(block, state, false);
      if (known[block->id] && exits[block->id] == state) continue;
      exits[block->id] = std::move(state);
      known[block->id] = 1;
      changed = true;
    }
  }
  for (Block* block : a_.layout) {
    if (!known[block->id]) continue;
    State state = atStart(block, exits, known);
    for (Node* phi = block->first; phi && phi->is(NodeOp::Phi); phi = phi->next) {
      if (phi->interval && !block->isHandler) require(state, phi, phi, block->startPosition);
    }
    walk(block, state, true);
  }
}

}  // namespace

void checkAllocation(Graph& graph, const Allocation& allocation) {
  Checker(graph, allocation).run();
}

}  // namespace minivm::jit
