// Inequalities between integers of the graph, proved on demand from what dominates a place: branches, bounds
// checks that passed, the operations themselves, and induction over the phis of loops. A proof is about the
// numbers as they are at run time: additions count as additions only where they cannot wrap.
#pragma once

#include <unordered_map>
#include <vector>

#include "jit/graph/graph.h"

namespace minivm::jit {

class Inequalities {
 public:
  /// Collects what branches and checks say. Stale as soon as edges change or nodes are replaced, but for
  /// bounds checks that are taken out because they were proved.
  explicit Inequalities(Graph& graph);

  /// Where something is to hold: in a block, behind `before` if it is given; and, if `edgeTo` is given, on
  /// the edge from the block to it.
  struct Place {
    const Block* block;
    const Node* before = nullptr;
    const Block* edgeTo = nullptr;
  };
  /// x ≤ y + c, signed; without y: x ≤ c.
  bool isAtMost(const Node* x, const Node* y, int64_t c, Place at);
  /// x ≥ c, signed.
  bool isAtLeast(const Node* x, int64_t c, Place at);
  /// 0 ≤ x < y: what a bounds check asks.
  bool isWithin(const Node* x, const Node* y, Place at);
  /// Is the comparison certainly true, or certainly false? 1, 0, or -1 for neither.
  int decide(const Node* compare, Place at);

 private:
  /// One thing that holds from somewhere on: x `op` other.
  struct Fact {
    CompareOp op;
    const Node* other;
    const Block* from;  ///< in blocks it dominates
    const Node* check;  ///< a bounds check: behind it; a branch on the edge out of its block: `edgeFrom`
    const Block* edgeFrom;
  };
  struct Goal {
    const Node* x;
    const Node* y;
    int64_t c;
    bool isUpper;
  };
  void learn(const Node* compare, bool holds, const Block* block, const Block* next);
  void add(const Node* x, CompareOp op, const Node* other, Fact fact);
  bool holdsAt(const Fact& fact, Place at) const;
  bool prove(Goal goal, Place at, int depth);
  bool provePhi(Goal goal, int depth);
  bool proveByOperation(Goal goal, Place at, int depth);
  bool proveByFacts(Goal goal, Place at, int depth);

  std::unordered_map<const Node*, std::vector<Fact>> facts_;
  std::vector<uint32_t> order_;  ///< place of a node in its block, by id
  std::vector<Goal> assumed_;    ///< phis being proved by induction
  int budget_ = 0;
};

}  // namespace minivm::jit
