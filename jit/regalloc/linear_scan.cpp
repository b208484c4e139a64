// Linear scan: intervals by start; each gets the register that stays free longest, is cut where it is not
// free any more, or waits in its slot until it must be in a register.
#include <algorithm>
#include <climits>
#include <queue>

#include "jit/graph/loops.h"
#include "jit/regalloc/intervals.h"

namespace minivm::jit {

namespace {

constexpr uint32_t kForever = UINT32_MAX;

class LinearScan {
 public:
  LinearScan(Graph& graph, Allocation& a) : graph_(graph), a_(a) {}
  void run();

 private:
  struct LaterFirst {
    bool operator()(const Interval* x, const Interval* y) const {
      if (x->start() != y->start()) return x->start() > y->start();
      return x->node->id > y->node->id;
    }
  };

  void collectClobbers();
  void collectLoops();
  /// Where an interval that must be out of its register at `position` had better leave it: before the loops
  /// in which it is not used until then.
  uint32_t leaveBefore(const Interval* interval, uint32_t position) const;
  /// Where one that waits in its slot from its start had better come back for a use at `position`: before the
  /// loops around the use.
  uint32_t comeBackFor(const Interval* interval, uint32_t position) const;
  uint32_t nextClobber(int reg, uint32_t from, uint32_t end) const;
  static uint32_t intersection(const Interval& a, const Interval& b);
  bool allocateFree(Interval* current);
  void allocateBlocked(Interval* current);
  /// Cuts `interval` at `position`; the rest is a new piece, not queued yet.
  Interval* split(Interval* interval, uint32_t position);
  /// In the slot from its start; whatever must be in a register later is cut off and queued.
  void spill(Interval* interval);
  void splitAndSpillFrom(Interval* interval, uint32_t position);
  int hintFor(const Interval* current) const;
  static uint32_t boundaryBefore(uint32_t position) { return position & ~3u; }

  Graph& graph_;
  Allocation& a_;
  std::priority_queue<Interval*, std::vector<Interval*>, LaterFirst> unhandled_;
  std::vector<Interval*> active_, inactive_, moved_;
  std::vector<uint32_t> clobbers_[kRegCount];
  std::vector<Range> loops_;  ///< positions, outer loops before those in them
  uint32_t now_ = 0;          ///< where the scan is
};

void LinearScan::collectClobbers() {
  auto add = [&](RegMask mask, uint32_t position) {
    for (int reg = 0; reg < kRegCount; ++reg) {
      if (mask >> reg & 1) clobbers_[reg].push_back(position);
    }
  };
  for (Block* block : a_.layout) {
    // The unwinder leaves nothing in registers.
    if (block->isHandler) add(kIntRegs | kFloatRegs, block->startPosition);
    for (Node* node = block->first; node; node = node->next) {
      if (RegMask mask = clobbersOf(node)) add(mask, node->position + 1);
    }
  }
}

void LinearScan::collectLoops() {
  LoopForest forest(graph_);
  for (const Loop& loop : forest.loops()) {
    if (loop.head->isHandler) continue;
    Range range{loop.head->startPosition, loop.head->endPosition};
    for (const Block* block : loop.blocks) {
      if (!block->isCold || loop.head->isCold) range.to = std::max(range.to, block->endPosition);
    }
    loops_.push_back(range);
  }
  std::sort(loops_.begin(), loops_.end(),
            [](const Range& x, const Range& y) { return x.from != y.from ? x.from < y.from : x.to > y.to; });
}

uint32_t LinearScan::leaveBefore(const Interval* interval, uint32_t position) const {
  uint32_t lastUse = interval->start();
  for (const UsePosition& use : interval->uses) {
    if (use.position < position) lastUse = use.position;
  }
  for (const Range& loop : loops_) {
    if (loop.from > lastUse && loop.from < position && position < loop.to) return loop.from;
  }
  return position;
}

uint32_t LinearScan::comeBackFor(const Interval* interval, uint32_t position) const {
  for (const Range& loop : loops_) {
    // What lies behind is given out already.
    if (loop.from < now_) continue;
    if (loop.from > interval->start() && loop.from < position && position < loop.to) return loop.from;
  }
  return boundaryBefore(position);
}

/// First clobber of `reg` at or after `from` that lies in a range of an interval ending at `end`.
uint32_t LinearScan::nextClobber(int reg, uint32_t from, uint32_t end) const {
  auto it = std::lower_bound(clobbers_[reg].begin(), clobbers_[reg].end(), from);
  return it != clobbers_[reg].end() && *it < end ? *it : kForever;
}

uint32_t LinearScan::intersection(const Interval& a, const Interval& b) {
  size_t i = 0, k = 0;
  while (i < a.ranges.size() && k < b.ranges.size()) {
    uint32_t from = std::max(a.ranges[i].from, b.ranges[k].from);
    uint32_t to = std::min(a.ranges[i].to, b.ranges[k].to);
    if (from < to) return from;
    (a.ranges[i].to < b.ranges[k].to ? i : k)++;
  }
  return kForever;
}

int LinearScan::hintFor(const Interval* current) const {
  auto regOf = [](const Node* node) {
    return node->interval ? node->interval->reg : static_cast<int>(kNoReg);
  };
  const Node* node = current->node;
  if (current->parent != current) return current->parent->reg;
  // A phi that this value becomes, if it has its register already; else what the value comes from.
  if (node->is(NodeOp::Phi)) {
    for (const Node* input : node->ins()) {
      if (!isMaterialized(input) && regOf(input) >= 0) return regOf(input);
    }
    return kNoReg;
  }
  if (node->is(NodeOp::Call)) return isFloat(node->type) ? static_cast<int>(kXmm0) : static_cast<int>(kRax);
  if (node->is(NodeOp::Div) || node->is(NodeOp::DivUn)) return kRax;
  if (node->is(NodeOp::Rem) || node->is(NodeOp::RemUn) || node->is(NodeOp::MulHigh) || node->is(NodeOp::MulHighUn))
    return kRdx;
  if (current->hint != kNoReg) return current->hint;
  if (node->inputCount > 0 && !isMaterialized(node->in(0)) && !node->in(0)->contained &&
      isFloat(node->in(0)->type) == isFloat(node->type))
    return regOf(node->in(0));
  return kNoReg;
}

Interval* LinearScan::split(Interval* interval, uint32_t position) {
  a_.intervals.push_back({});
  Interval* rest = &a_.intervals.back();
  rest->node = interval->node;
  rest->parent = interval->parent;
  interval->parent->pieces.push_back(rest);
  auto& ranges = interval->ranges;
  size_t i = 0;
  while (i < ranges.size() && ranges[i].to <= position) ++i;
  rest->ranges.assign(ranges.begin() + static_cast<ptrdiff_t>(i), ranges.end());
  ranges.resize(i);
  if (!rest->ranges.empty() && rest->ranges.front().from < position) {
    ranges.push_back({rest->ranges.front().from, position});
    rest->ranges.front().from = position;
  }
  auto use = std::lower_bound(interval->uses.begin(), interval->uses.end(), position,
                              [](const UsePosition& u, uint32_t p) { return u.position < p; });
  rest->uses.assign(use, interval->uses.end());
  interval->uses.erase(use, interval->uses.end());
  return rest;
}

void LinearScan::spill(Interval* interval) {
  Interval* parent = interval->parent;
  interval->reg = kNoReg;
  if (parent->slot < 0) parent->slot = static_cast<int32_t>(a_.slotCount++);
  for (const UsePosition& use : interval->uses) {
    if (!use.needsRegister) continue;
    uint32_t position = comeBackFor(interval, use.position);
    if (position <= interval->start()) position = interval->start();
    Interval* rest = position == interval->start() ? nullptr : split(interval, position);
    if (rest) unhandled_.push(rest);
    return;
  }
}

void LinearScan::splitAndSpillFrom(Interval* interval, uint32_t position) {
  if (position <= interval->start()) {
    spill(interval);
    return;
  }
  if (position >= interval->end()) return;
  Interval* rest = split(interval, leaveBefore(interval, position));
  if (rest->ranges.empty()) return;
  spill(rest);
}

bool LinearScan::allocateFree(Interval* current) {
  RegMask allowed = current->isFloat() ? kFloatRegs : kIntRegs;
  // A piece that begins between two nodes' boundaries can only begin in its slot: no move fits there.
  bool isDefinition = current->parent == current;
  if (!isDefinition && current->start() % 4 != 0) return false;
  uint32_t freeUntil[kRegCount];
  for (int reg = 0; reg < kRegCount; ++reg)
    freeUntil[reg] = allowed >> reg & 1 ? nextClobber(reg, current->start(), current->end()) : 0;
  for (Interval* interval : active_) freeUntil[interval->reg] = 0;
  for (Interval* interval : inactive_) {
    if (freeUntil[interval->reg] == 0) continue;
    freeUntil[interval->reg] = std::min(freeUntil[interval->reg], intersection(*interval, *current));
  }
  // A clobber in a hole of the interval does not matter.
  for (int reg = 0; reg < kRegCount; ++reg) {
    uint32_t at = freeUntil[reg];
    while (at != 0 && at != kForever && !current->covers(at)) {
      uint32_t next = nextClobber(reg, at + 1, current->end());
      bool isClobber = std::binary_search(clobbers_[reg].begin(), clobbers_[reg].end(), at);
      if (!isClobber) break;
      at = next;
      for (Interval* interval : inactive_) {
        if (interval->reg == reg) at = std::min(at, intersection(*interval, *current));
      }
    }
    freeUntil[reg] = at;
  }
  int best = kNoReg;
  int hint = hintFor(current);
  for (int reg = 0; reg < kRegCount; ++reg) {
    if (!(allowed >> reg & 1) || freeUntil[reg] <= current->start()) continue;
    if (best == kNoReg || freeUntil[reg] > freeUntil[best]) {
      best = reg;
      continue;
    }
    // Of equals: one that costs no save in the prologue.
    if (freeUntil[reg] == freeUntil[best] && (kCalleeSaved >> best & 1) && !(a_.usedRegs >> best & 1) &&
        !(kCalleeSaved >> reg & 1))
      best = reg;
  }
  if (best == kNoReg) return false;
  if (hint >= 0 && (allowed >> hint & 1) &&
      (freeUntil[hint] >= current->end() || freeUntil[hint] == freeUntil[best]))
    best = hint;
  if (freeUntil[best] < current->end()) {
    uint32_t at = boundaryBefore(freeUntil[best]);
    if (at <= current->start()) {
      // Free for less than a node: only a definition may use that, and goes to its slot right behind it.
      if (!isDefinition) return false;
      at = current->start() + 1;
      if (at > freeUntil[best] || at >= current->end()) return false;
      Interval* rest = split(current, at);
      current->reg = best;
      a_.usedRegs |= maskOf(best);
      if (!rest->ranges.empty()) spill(rest);
      return true;
    }
    Interval* rest = split(current, leaveBefore(current, at));
    if (!rest->ranges.empty()) unhandled_.push(rest);
  }
  current->reg = best;
  a_.usedRegs |= maskOf(best);
  return true;
}

void LinearScan::allocateBlocked(Interval* current) {
  const UsePosition* firstUse = nullptr;
  for (const UsePosition& use : current->uses) {
    if (use.needsRegister) {
      firstUse = &use;
      break;
    }
  }
  bool isDefinition = current->parent == current;
  if (!firstUse || boundaryBefore(firstUse->position) > current->start() ||
      (!isDefinition && current->start() % 4 != 0)) {
    spill(current);
    return;
  }
  // Somebody else must leave: whoever is needed last.
  RegMask allowed = current->isFloat() ? kFloatRegs : kIntRegs;
  uint32_t nextUse[kRegCount];
  uint32_t blockedAt[kRegCount];
  for (int reg = 0; reg < kRegCount; ++reg) {
    nextUse[reg] = allowed >> reg & 1 ? kForever : 0;
    blockedAt[reg] = nextClobber(reg, current->start(), current->end());
  }
  auto note = [&](Interval* interval) {
    uint32_t use = kForever - 1;
    for (const UsePosition& u : interval->uses) {
      if (u.position >= boundaryBefore(current->start())) {
        use = u.position;
        break;
      }
    }
    // What is read by this very node, or was just put there, stays.
    if (use <= current->start()) use = 0;
    nextUse[interval->reg] = std::min(nextUse[interval->reg], use);
  };
  for (Interval* interval : active_) note(interval);
  for (Interval* interval : inactive_) {
    if (intersection(*interval, *current) != kForever) note(interval);
  }
  int best = kNoReg;
  for (int reg = 0; reg < kRegCount; ++reg) {
    if (!(allowed >> reg & 1) || blockedAt[reg] <= current->start() + 1) continue;
    if (best == kNoReg || nextUse[reg] > nextUse[best]) best = reg;
  }
  if (best == kNoReg) throw std::logic_error("no register can be freed");
  if (blockedAt[best] < current->end()) {
    uint32_t at = boundaryBefore(blockedAt[best]);
    if (at <= current->start()) at = current->start() + 1;
    Interval* rest = split(current, at);
    if (!rest->ranges.empty()) {
      if (at % 4 == 0) {
        unhandled_.push(rest);
      } else {
        spill(rest);
      }
    }
  }
  current->reg = best;
  a_.usedRegs |= maskOf(best);
  uint32_t start = current->start();
  auto evict = [&](std::vector<Interval*>& list) {
    for (size_t i = 0; i < list.size();) {
      Interval* interval = list[i];
      if (interval->reg != best || interval == current) {
        ++i;
        continue;
      }
      uint32_t meets = intersection(*interval, *current);
      if (meets == kForever) {
        ++i;
        continue;
      }
      list.erase(list.begin() + static_cast<ptrdiff_t>(i));
      int reg = interval->reg;
      uint32_t at = std::max(start, interval->start() + 1);
      if (interval->start() >= start) at = interval->start();
      splitAndSpillFrom(interval, at);
      if (at > interval->start()) interval->reg = reg;
    }
  };
  evict(active_);
  evict(inactive_);
}

void LinearScan::run() {
  collectClobbers();
  collectLoops();
  for (Interval* interval : a_.values) {
    if (interval->mustSpill && interval->slot < 0) interval->slot = static_cast<int32_t>(a_.slotCount++);
    unhandled_.push(interval);
  }
  // Arguments of calls and results like to be where they will be needed.
  for (Block* block : a_.layout) {
    for (Node* node = block->first; node; node = node->next) {
      if (node->is(NodeOp::Param)) continue;
      if (!node->is(NodeOp::Call) && !node->is(NodeOp::TailCall)) continue;
      static constexpr int kArgs[6] = {kRdi, kRsi, kRdx, kRcx, kR8, kR9};
      for (size_t i = 0; i < node->call->places.size(); ++i) {
        const ArgPlace& place = node->call->places[i];
        Interval* value = node->in(i)->interval;
        if (!value || value->hint != kNoReg) continue;
        if (place.place == Place::Int) value->hint = kArgs[place.index];
        if (place.place == Place::Float) value->hint = kXmm0 + place.index;
      }
    }
  }
  while (!unhandled_.empty()) {
    Interval* current = unhandled_.top();
    unhandled_.pop();
    uint32_t position = now_ = current->start();
    auto sortOut = [&](std::vector<Interval*>& list, bool isActive) {
      for (size_t i = 0; i < list.size();) {
        Interval* interval = list[i];
        if (interval->end() <= position) {
          list.erase(list.begin() + static_cast<ptrdiff_t>(i));
        } else if (interval->covers(position) != isActive) {
          list.erase(list.begin() + static_cast<ptrdiff_t>(i));
          moved_.push_back(interval);
        } else {
          ++i;
        }
      }
    };
    moved_.clear();
    sortOut(active_, true);
    std::vector<Interval*> toInactive = moved_;
    moved_.clear();
    sortOut(inactive_, false);
    active_.insert(active_.end(), moved_.begin(), moved_.end());
    inactive_.insert(inactive_.end(), toInactive.begin(), toInactive.end());
    if (!allocateFree(current)) allocateBlocked(current);
    if (current->reg >= 0) active_.push_back(current);
  }
  for (Interval* interval : a_.values) {
    std::sort(interval->pieces.begin(), interval->pieces.end(),
              [](const Interval* x, const Interval* y) { return x->start() < y->start(); });
  }
}

}  // namespace

void scanIntervals(Graph& graph, Allocation& allocation) {
  LinearScan(graph, allocation).run();
}

Loc Allocation::at(const Node* node, uint32_t position) const {
  Loc loc;
  if (isMaterialized(node)) {
    loc.kind = Loc::Const;
    loc.node = node;
    return loc;
  }
  const Interval* parent = node->interval;
  // The piece that covers the position; between pieces, the one that ended last.
  const Interval* found = parent;
  for (const Interval* piece : parent->pieces) {
    if (piece->ranges.empty() || piece->start() > position) break;
    found = piece;
  }
  if (found->reg >= 0) {
    loc.kind = Loc::Register;
    loc.reg = found->reg;
  } else {
    loc.kind = Loc::Slot;
    loc.slot = parent->slot;
  }
  return loc;
}

}  // namespace minivm::jit
