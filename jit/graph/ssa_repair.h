// Puts a value back into SSA form after control flow gave it several definitions: each block that defines it
// is named, uses ask for the value that reaches them, and phis appear where definitions meet.
#pragma once

#include <unordered_map>
#include <vector>

#include "jit/graph/graph.h"

namespace minivm::jit {

class SsaRepair {
 public:
  SsaRepair(Graph& graph, Ty type) : graph_(graph), type_(type) {}
  /// `value` is what the variable is at the end of `block`.
  void define(Block* block, Node* value) { atEnd_[block] = value; }
  /// What the variable is where `block` ends, and where it begins. Control comes to these blocks through
  /// definitions only, and never through a handler's entry.
  Node* atEnd(Block* block);
  Node* atStart(Block* block);
  /// Gives the phis their inputs, and takes out those that are one value. Graph::settle() finishes it.
  void finish();

 private:
  struct Pending {
    Node* phi;
    bool isFilled = false;
  };
  Graph& graph_;
  Ty type_;
  std::unordered_map<const Block*, Node*> atEnd_, atStart_;
  std::vector<Pending> phis_;
};

/// Would reading a value at the end of `block` that `definitions` define pass through a handler's entry, or
/// reach the method's?
bool readsThroughHandler(Graph& graph, const std::vector<Block*>& uses,
                         const std::vector<Block*>& definitions);

/// Appends an input to a phi.
void addPhiInput(Graph& graph, Node* phi, Node* value);
/// Takes input `index` out of every phi of `block`.
void removePhiInputs(Block* block, size_t index);

}  // namespace minivm::jit
