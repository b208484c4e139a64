#include "jit/graph/ssa_repair.h"

#include <algorithm>

namespace minivm::jit {

Node* SsaRepair::atEnd(Block* block) {
  if (auto it = atEnd_.find(block); it != atEnd_.end()) return it->second;
  Node* value = atStart(block);
  atEnd_[block] = value;
  return value;
}

Node* SsaRepair::atStart(Block* block) {
  // Up the chain of single predecessors without recursion.
  std::vector<Block*> path;
  Node* value = nullptr;
  for (;;) {
    if (auto it = atStart_.find(block); it != atStart_.end()) {
      value = it->second;
      break;
    }
    path.push_back(block);
    if (block->preds.size() != 1) {
      value = graph_.newNode(NodeOp::Phi, type_, {});
      value->ilOffset = block->ilOffset;
      value->frame = block->first->frame;
      Graph::insertBefore(block->first, value);
      phis_.push_back({value});
      break;
    }
    block = block->preds[0];
    if (auto it = atEnd_.find(block); it != atEnd_.end()) {
      value = it->second;
      break;
    }
  }
  for (Block* b : path) atStart_[b] = value;
  return value;
}

void SsaRepair::finish() {
  for (size_t i = 0; i < phis_.size(); ++i) {  // grows while it is walked
    if (phis_[i].isFilled) continue;
    phis_[i].isFilled = true;
    Node* phi = phis_[i].phi;
    std::vector<Node*> inputs;
    for (Block* pred : phi->block->preds) inputs.push_back(atEnd(pred));
    auto storage = graph_.arena().makeArray<Node*>(inputs.size());
    std::copy(inputs.begin(), inputs.end(), storage.begin());
    phi->inputs = storage.data();
    phi->inputCount = static_cast<uint16_t>(inputs.size());
  }
  for (bool changed = true; changed;) {
    changed = false;
    for (Pending& pending : phis_) {
      Node* phi = pending.phi;
      if (!phi->block) continue;
      Node* only = nullptr;
      bool isTrivial = true;
      for (Node*& input : phi->ins()) {
        input = Graph::resolve(input);
        if (input == phi || input == only) continue;
        isTrivial &= only == nullptr;
        only = input;
      }
      if (!isTrivial || !only) continue;
      Graph::replace(phi, only);
      changed = true;
    }
  }
}

bool readsThroughHandler(Graph& graph, const std::vector<Block*>& uses,
                         const std::vector<Block*>& definitions) {
  std::vector<Block*> work = uses;
  std::vector<const Block*> seen(definitions.begin(), definitions.end());
  auto isNew = [&](const Block* block) {
    if (std::find(seen.begin(), seen.end(), block) != seen.end()) return false;
    seen.push_back(block);
    return true;
  };
  while (!work.empty()) {
    Block* block = work.back();
    work.pop_back();
    if (!isNew(block)) continue;
    if (block->isHandler || block == graph.entry || block->preds.empty()) return true;
    for (Block* pred : block->preds) work.push_back(pred);
  }
  return false;
}

void addPhiInput(Graph& graph, Node* phi, Node* value) {
  auto storage = graph.arena().makeArray<Node*>(phi->inputCount + size_t{1});
  std::copy(phi->ins().begin(), phi->ins().end(), storage.begin());
  storage.back() = value;
  phi->inputs = storage.data();
  ++phi->inputCount;
}

void removePhiInputs(Block* block, size_t index) {
  for (Node* phi = block->first; phi && phi->is(NodeOp::Phi); phi = phi->next) {
    for (size_t k = index; k + 1 < phi->inputCount; ++k) phi->inputs[k] = phi->inputs[k + 1];
    --phi->inputCount;
  }
}

}  // namespace minivm::jit
