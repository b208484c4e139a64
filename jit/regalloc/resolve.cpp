// Connects the pieces: where a value changes its place within a block, and on edges where its place at the
// end of one block is not that at the start of the next. Slots are always right, so only registers need
// moves.
#include "jit/regalloc/intervals.h"

namespace minivm::jit {

namespace {

bool needsMove(const Loc& from, const Loc& to) {
  return to.kind == Loc::Register && !(from == to);
}

}  // namespace

void resolveMoves(Graph&, Allocation& a) {
  a.movesBefore.resize(a.positions / 4 + 1);
  uint32_t maxId = 0;
  for (Block* block : a.layout) maxId = std::max(maxId, block->id);
  a.movesAtStart.resize(maxId + 1);
  a.movesAtEnd.resize(maxId + 1);
  std::vector<uint8_t> isBlockStart(a.positions / 4 + 1, 0);
  for (Block* block : a.layout) isBlockStart[block->startPosition / 4] = 1;

  // Within blocks: a piece that begins where its predecessor ends.
  for (Interval* value : a.values) {
    const Interval* previous = value;
    for (Interval* piece : value->pieces) {
      if (piece->ranges.empty()) continue;
      uint32_t start = piece->start();
      bool continues = !previous->ranges.empty() && previous->end() == start;
      if (piece->reg >= 0 && !isBlockStart[start / 4] && continues && piece->reg != previous->reg) {
        Loc from = previous->reg >= 0 ? Loc{Loc::Register, previous->reg, 0, nullptr}
                                      : Loc{Loc::Slot, kNoReg, value->slot, nullptr};
        a.movesBefore[start / 4].push_back(
            {from, Loc{Loc::Register, piece->reg, 0, nullptr}, value->node->type});
      }
      previous = piece;
    }
  }
  // On edges.
  std::vector<Interval*> live;
  for (Block* block : a.layout) {
    if (block->preds.empty() && !block->isHandler) continue;
    uint32_t start = block->startPosition;
    live.clear();
    for (Interval* value : a.values) {
      if (value->start() > start || (value->node->block == block && value->node->is(NodeOp::Phi))) continue;
      bool isLive = value->covers(start);
      for (Interval* piece : value->pieces) isLive |= piece->covers(start);
      if (isLive) live.push_back(value);
    }
    for (size_t i = 0; i < block->preds.size(); ++i) {
      Block* pred = block->preds[i];
      std::vector<Move>& moves = pred->succs.size() == 1 ? a.movesAtEnd[pred->id] : a.movesAtStart[block->id];
      uint32_t end = pred->endPosition - 1;
      for (Interval* value : live) {
        Loc from = a.at(value->node, end);
        Loc to = a.at(value->node, start);
        if (needsMove(from, to)) moves.push_back({from, to, value->node->type});
      }
      for (Node* phi = block->first; phi && phi->is(NodeOp::Phi); phi = phi->next) {
        Loc from = a.at(phi->in(i), end);
        Loc to = a.at(phi, start);
        if (!(from == to)) moves.push_back({from, to, phi->type});
      }
    }
  }
}

}  // namespace minivm::jit
