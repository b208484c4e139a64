// Global value numbering over the dominator tree: a pure node that an equal one dominates is that one. Checks
// count as pure in this sense: what was checked on the way here need not be checked again. Loads are merged,
// and read what was stored before, along blocks with one predecessor while nothing is written that may change
// them.
#include <algorithm>
#include <unordered_map>
#include <vector>

#include "jit/graph/memory.h"
#include "jit/passes/passes.h"

namespace minivm::jit {

namespace {

struct Key {
  uint64_t head;
  int64_t imm;
  const void* aux;
  Node* inputs[3];
  bool operator==(const Key&) const = default;
};
struct KeyHash {
  size_t operator()(const Key& key) const {
    uint64_t h = key.head * 0x9E3779B97F4A7C15ull;
    auto mix = [&](uint64_t v) { h = (h ^ v) * 0xBF58476D1CE4E5B9ull ^ h >> 29; };
    mix(static_cast<uint64_t>(key.imm));
    mix(reinterpret_cast<uint64_t>(key.aux));
    for (Node* input : key.inputs) mix(reinterpret_cast<uint64_t>(input));
    return h;
  }
};

bool isMergeable(const Node* node) {
  if (node->inputCount > 3) return false;
  if (node->op == NodeOp::NullCheck || node->op == NodeOp::BoundsCheck) return true;
  return (node->traits() & Pure) != 0;
}

Key keyOf(const Node* node) {
  Key key{};
  key.head = static_cast<uint64_t>(node->op) | static_cast<uint64_t>(node->type) << 8 |
             static_cast<uint64_t>(node->mem) << 16 | static_cast<uint64_t>(node->scale) << 24;
  key.imm = node->imm;
  key.aux = node->aux;
  for (size_t i = 0; i < node->inputCount; ++i) key.inputs[i] = node->inputs[i];
  return key;
}

using Table = std::unordered_map<Key, Node*, KeyHash>;

/// What memory is known to hold.
struct Known {
  Key key;             ///< of the load that would read it
  const Node* access;  ///< the load or store it is known from
  Node* value;
};
constexpr size_t kMaxKnown = 48;

/// The key of a load of what `store` wrote; false when the load would not give the very value that was
/// stored.
bool keyOfStored(const Node* store, Key& key) {
  Mem mem = store->is(NodeOp::StoreRef) ? Mem::Ref : store->mem;
  const Node* value = store->in(1);
  if (sizeOf(mem) < 4 || value->type != typeOf(mem)) return false;
  key = {};
  key.head = static_cast<uint64_t>(NodeOp::Load) | static_cast<uint64_t>(typeOf(mem)) << 8 |
             static_cast<uint64_t>(mem) << 16 | static_cast<uint64_t>(store->scale) << 24;
  key.imm = store->imm;
  key.inputs[0] = store->in(0);
  if (store->inputCount > 2) key.inputs[1] = store->in(2);
  return true;
}

class Merger {
 public:
  explicit Merger(Graph& graph) : graph_(graph) {}
  void run() {
    uint32_t maxId = 0;
    for (Block* block : graph_.order()) maxId = std::max(maxId, block->id);
    children_.resize(maxId + 1);
    known_.resize(maxId + 1);
    for (Block* block : graph_.order()) {
      if (block->idom) children_[block->idom->id].push_back(block);
    }
    // Depth first over the dominator tree; what a subtree added is taken out again behind it.
    struct Visit {
      Block* block;
      size_t nextChild;
      size_t undoMark;
    };
    std::vector<Visit> stack;
    enter(graph_.entry);
    stack.push_back({graph_.entry, 0, 0});
    while (!stack.empty()) {
      Visit& top = stack.back();
      auto& children = children_[top.block->id];
      if (top.nextChild == children.size()) {
        while (added_.size() > top.undoMark) {
          table_.erase(added_.back());
          added_.pop_back();
        }
        stack.pop_back();
        continue;
      }
      Block* child = children[top.nextChild++];
      size_t mark = added_.size();
      enter(child);
      stack.push_back({child, 0, mark});
    }
    graph_.settle();
  }

 private:
  void enter(Block* block) {
    // Nothing else leads here: what was known still is. The unwinder leads to handlers, too.
    std::vector<Known>& known = known_[block->id];
    if (block->preds.size() == 1 && !block->isHandler && block->preds[0] == block->idom)
      known = known_[block->idom->id];
    for (Node* node = block->first; node;) {
      Node* next = node->next;
      for (Node*& input : node->ins()) input = Graph::resolve(input);
      if (isMergeable(node)) {
        Key key = keyOf(node);
        auto [it, isNew] = table_.try_emplace(key, node);
        if (isNew) {
          added_.push_back(key);
        } else if (node->type == Ty::Void) {
          Graph::remove(node);
        } else {
          Graph::replace(node, it->second);
        }
      } else if (node->is(NodeOp::Load) && !node->flag) {
        Key key = keyOf(node);
        auto it = std::find_if(known.begin(), known.end(), [&](const Known& k) { return k.key == key; });
        if (it != known.end()) {
          Graph::replace(node, it->value);
        } else if (known.size() < kMaxKnown) {
          known.push_back({key, node, node});
        }
      } else if ((node->traits() & (Writes | Slow | Calls)) != 0) {
        std::erase_if(known, [&](const Known& k) { return mayChange(node, k.access); });
        Key key;
        bool isStore = node->is(NodeOp::Store) || node->is(NodeOp::StoreRef);
        if (isStore && known.size() < kMaxKnown && keyOfStored(node, key))
          known.push_back({key, node, node->in(1)});
      }
      node = next;
    }
  }

  Graph& graph_;
  Table table_;
  std::vector<Key> added_;
  std::vector<std::vector<Known>> known_;  ///< by block id: at its end
  std::vector<std::vector<Block*>> children_;
};

}  // namespace

void mergeEqualNodes(Graph& graph) {
  Merger(graph).run();
}

namespace {

/// The new object a store goes to, if nothing but its address was computed on the way.
Node* newObjectOf(const Node* node) {
  if (!node->is(NodeOp::Store) && !node->is(NodeOp::StoreRef) && !node->is(NodeOp::CopyMem) &&
      !node->is(NodeOp::ZeroMem))
    return nullptr;
  Node* base = node->in(0);
  while (base->is(NodeOp::NullCheck) || (base->is(NodeOp::Add) && base->in(1)->isConst())) base = base->in(0);
  return base->is(NodeOp::New) && !base->table->hasFinalizer() ? base : nullptr;
}

}  // namespace

void removeDeadNodes(Graph& graph) {
  // Stores to an object that nobody reads are as dead as the object.
  std::unordered_map<Node*, std::vector<Node*>> storesTo;
  std::vector<Node*> work;
  std::vector<uint8_t> isLive(graph.nodeCount(), 0);
  auto mark = [&](Node* node) {
    if (isLive[node->id]) return;
    isLive[node->id] = 1;
    work.push_back(node);
  };
  for (Block* block : graph.order()) {
    for (Node* node = block->first; node; node = node->next) {
      uint8_t traits = node->traits();
      bool isRoot = (traits & (Writes | Throws | Slow | Calls | Control)) != 0;
      // Allocations and casts to null have no effect of their own.
      if (node->is(NodeOp::IsInst)) isRoot = false;
      if (node->is(NodeOp::New) && !node->table->hasFinalizer()) isRoot = false;
      if (Node* object = newObjectOf(node); object && !isLive[object->id]) {
        storesTo[object].push_back(node);
        continue;
      }
      if (node->is(NodeOp::NullCheck) && node->in(0)->is(NodeOp::New)) isRoot = false;
      if (isRoot || node->is(NodeOp::Param) || node->is(NodeOp::OsrFrame)) mark(node);
    }
  }
  while (!work.empty()) {
    Node* node = work.back();
    work.pop_back();
    for (Node* input : node->ins()) mark(input);
    if (auto it = storesTo.find(node); it != storesTo.end()) {
      for (Node* store : it->second) mark(store);
    }
  }
  for (Block* block : graph.order()) {
    for (Node* node = block->first; node;) {
      Node* next = node->next;
      if (!isLive[node->id]) Graph::remove(node);
      node = next;
    }
  }
}

}  // namespace minivm::jit
