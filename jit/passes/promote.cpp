// Promotion: stack objects whose address goes nowhere become values. A struct is taken apart into its
// primitives first, so that a Span or a Vector3 lives in registers. Afterwards the graph is in SSA form.
//
//   store [l2], v5          (gone)
//   v9 = load [l2]    →     v5
//   copy [t3] ← [l4]        (gone: one value per leaf)
//
// An access that spans several leaves (the words in which structs travel through calls) puts them together,
// or takes them apart, with shifts. Addresses are followed through variables, too: once `this` of an inlined
// method is a value, the struct it points to may have no other address. Hence rounds, until nothing more is
// promoted.
//
// An object stays in memory when its address is used for anything but loads, stores, copies and zeroing of
// whole leaves; when it is pinned; when the unwinder writes it; and when a handler may read what was
// stored before an exception (its value at that point is no value of the handler's block).
#include <algorithm>
#include <unordered_map>

#include "jit/graph/graph_builder.h"
#include "jit/passes/passes.h"

namespace minivm::jit {

namespace {

struct Candidate {
  StackObject* object;
  std::vector<StructLeaf> leaves;
  uint32_t firstVariable = 0;
  bool isPromotable = true;
};

class Promoter {
 public:
  explicit Promoter(Graph& graph) : graph_(graph) {}
  /// One round: did anything become a value?
  bool run();

 private:
  static bool isAddressOnlyUse(const Node* user, size_t input);
  void collect();
  void judgeUses();
  bool matches(const Candidate& c, int64_t offset, Mem mem) const;
  bool spansLeaves(const Candidate& c, int64_t offset, Mem mem) const;
  bool coversLeaves(const Candidate& c, int64_t offset, int64_t bytes) const;
  void excludeHandlerLive();
  void rewrite();
  Node* read(uint32_t variable, Block* block);
  Node* readAtEntry(uint32_t variable, Block* block);
  Node* zeroOf(uint32_t variable);
  void write(uint32_t variable, Block* block, Node* value) { current_[block->id][variable] = value; }
  Node* insert(Node* place, NodeOp op, Ty type, std::initializer_list<Node*> inputs);
  Node* adapt(Node* value, Mem mem, Node* place, bool fits);
  Node* join(const Candidate& c, int64_t offset, Node* load);
  void split(const Candidate& c, int64_t offset, Node* store);
  void rewriteCopy(Node* node);
  void fillPhis();
  void removeTrivialPhis();
  void followAddresses();
  Candidate* candidateOf(const Node* address) {
    if (!address->is(NodeOp::StackAddr) || !address->object) return nullptr;
    Candidate& c = candidates_[address->object->id];
    return c.object ? &c : nullptr;
  }
  /// Where a load or store touches its object.
  static int64_t offsetOf(const Node* access) { return access->in(0)->imm + access->imm; }
  uint32_t variableAt(const Candidate& c, int64_t offset) const {
    for (size_t i = 0; i < c.leaves.size(); ++i) {
      if (c.leaves[i].offset == offset) return c.firstVariable + static_cast<uint32_t>(i);
    }
    return 0;
  }

  Graph& graph_;
  std::vector<Candidate> candidates_;  ///< by object id
  std::vector<Mem> variables_;
  std::vector<std::unordered_map<uint32_t, Node*>> current_;  ///< by block: value of a variable at its end
  struct PendingPhi {
    Node* phi;
    uint32_t variable;
  };
  std::vector<PendingPhi> pending_;
  bool isChanged_ = false;
};

bool Promoter::isAddressOnlyUse(const Node* user, size_t input) {
  switch (user->op) {
    case NodeOp::Load:
    case NodeOp::Store: return input == 0;
    case NodeOp::CopyMem: return true;
    case NodeOp::ZeroMem: return true;
    default: return false;
  }
}

void Promoter::collect() {
  candidates_.resize(graph_.objects.size());
  for (StackObject* object : graph_.objects) {
    Candidate& c = candidates_[object->id];
    if (object->isPinned || object->keep || object->escapes) {
      object->escapes = true;
      continue;
    }
    if (object->isStruct) {
      c.leaves = structLeaves(object->type);
      if (c.leaves.empty()) continue;
    } else {
      c.leaves = {{0, object->mem}};
    }
    c.object = object;
  }
}

bool Promoter::matches(const Candidate& c, int64_t offset, Mem mem) const {
  for (const StructLeaf& leaf : c.leaves) {
    if (leaf.offset != offset) continue;
    if (leaf.mem == mem) return true;
    if (sizeOf(leaf.mem) != sizeOf(mem)) return false;
    // References keep their kind; integers and floats of one size are the same bits.
    return !isGc(typeOf(leaf.mem)) && !isGc(typeOf(mem));
  }
  return false;
}

/// Does the access take several leaves wholly, none of them a reference?
bool Promoter::spansLeaves(const Candidate& c, int64_t offset, Mem mem) const {
  if (isGc(typeOf(mem)) || !coversLeaves(c, offset, sizeOf(mem))) return false;
  bool isAny = false;
  for (const StructLeaf& leaf : c.leaves) {
    if (leaf.offset < offset || leaf.offset >= offset + sizeOf(mem)) continue;
    if (isGc(typeOf(leaf.mem))) return false;
    isAny = true;
  }
  return isAny;
}

/// True when a range takes every leaf wholly or not at all.
bool Promoter::coversLeaves(const Candidate& c, int64_t offset, int64_t bytes) const {
  for (const StructLeaf& leaf : c.leaves) {
    int64_t start = leaf.offset;
    int64_t end = start + sizeOf(leaf.mem);
    bool isInside = start >= offset && end <= offset + bytes;
    bool isOutside = end <= offset || start >= offset + bytes;
    if (!isInside && !isOutside) return false;
  }
  return true;
}

void Promoter::judgeUses() {
  for (Block* block : graph_.order()) {
    for (Node* node = block->first; node; node = node->next) {
      for (size_t i = 0; i < node->inputCount; ++i) {
        Node* address = node->in(i);
        if (!address->is(NodeOp::StackAddr) || !address->object) continue;
        if (!isAddressOnlyUse(node, i)) {
          address->object->escapes = true;
          candidates_[address->object->id].object = nullptr;
          continue;
        }
        Candidate* c = candidateOf(address);
        if (!c) continue;
        bool fits = true;
        if (node->is(NodeOp::Load) || node->is(NodeOp::Store)) {
          fits = node->inputCount == (node->is(NodeOp::Load) ? 1 : 2) &&
                 (matches(*c, offsetOf(node), node->mem) || spansLeaves(*c, offsetOf(node), node->mem));
        } else {
          fits = coversLeaves(*c, address->imm, node->imm);
        }
        if (!fits) c->object = nullptr;
      }
    }
  }
  // Copies between two objects: leaf by leaf, or not at all.
  for (bool changed = true; changed;) {
    changed = false;
    for (Block* block : graph_.order()) {
      for (Node* node = block->first; node; node = node->next) {
        if (!node->is(NodeOp::CopyMem)) continue;
        Candidate* to = candidateOf(node->in(0));
        Candidate* from = candidateOf(node->in(1));
        if (!to || !from) continue;
        int64_t shift = node->in(1)->imm - node->in(0)->imm;
        for (const StructLeaf& leaf : to->leaves) {
          if (leaf.offset < node->in(0)->imm || leaf.offset >= node->in(0)->imm + node->imm) continue;
          if (!matches(*from, leaf.offset + shift, leaf.mem)) {
            to->object = nullptr;
            changed = true;
            break;
          }
        }
      }
    }
  }
}

/// Backward liveness of whole objects; what is live where a handler begins stays in memory.
void Promoter::excludeHandlerLive() {
  bool hasHandlers = false;
  for (Block* block : graph_.order()) hasHandlers |= block->isHandler;
  if (!hasHandlers) return;
  size_t words = (graph_.objects.size() + 63) / 64;
  size_t blocks = graph_.blocks().size();
  uint32_t maxId = 0;
  for (Block* block : graph_.order()) maxId = std::max(maxId, block->id);
  blocks = maxId + 1;
  std::vector<uint64_t> use(blocks * words), def(blocks * words), in(blocks * words);
  auto set = [&](std::vector<uint64_t>& bits, Block* b, uint32_t id) {
    bits[b->id * words + id / 64] |= 1ull << id % 64;
  };
  auto has = [&](std::vector<uint64_t>& bits, Block* b, uint32_t id) {
    return (bits[b->id * words + id / 64] >> id % 64 & 1) != 0;
  };
  for (Block* block : graph_.order()) {
    auto reads = [&](const Node* address) {
      if (Candidate* c = candidateOf(address); c && !has(def, block, c->object->id))
        set(use, block, c->object->id);
    };
    for (Node* node = block->first; node; node = node->next) {
      if (node->is(NodeOp::Load)) reads(node->in(0));
      if (node->is(NodeOp::CopyMem)) reads(node->in(1));
      bool isWhole = node->is(NodeOp::Store) || node->is(NodeOp::CopyMem) || node->is(NodeOp::ZeroMem);
      if (!isWhole || !node->in(0)->is(NodeOp::StackAddr)) continue;
      Candidate* c = candidateOf(node->in(0));
      if (!c) continue;
      const bool isStore = node->is(NodeOp::Store);
      int64_t bytes = isStore ? sizeOf(node->mem) : node->imm;
      int64_t start = isStore ? offsetOf(node) : node->in(0)->imm;
      int64_t last = c->leaves.back().offset + sizeOf(c->leaves.back().mem);
      // In a protected block the store may not have happened when the handler runs.
      if (start == 0 && bytes >= last && block->handlers.empty()) set(def, block, c->object->id);
    }
  }
  for (bool changed = true; changed;) {
    changed = false;
    for (size_t i = graph_.order().size(); i-- > 0;) {
      Block* block = graph_.order()[i];
      for (size_t w = 0; w < words; ++w) {
        uint64_t out = 0;
        for (Block* next : block->succs) out |= in[next->id * words + w];
        for (Block* next : block->handlers) out |= in[next->id * words + w];
        uint64_t value = use[block->id * words + w] | (out & ~def[block->id * words + w]);
        if (value != in[block->id * words + w]) {
          in[block->id * words + w] = value;
          changed = true;
        }
      }
    }
  }
  for (Block* block : graph_.order()) {
    if (!block->isHandler) continue;
    for (StackObject* object : graph_.objects) {
      if (!candidates_[object->id].object || !has(in, block, object->id)) continue;
      object->handlerLive = true;
      candidates_[object->id].object = nullptr;
    }
  }
}

Node* Promoter::zeroOf(uint32_t variable) {
  Ty type = typeOf(variables_[variable]);
  Node* zero = graph_.newNode(isFloat(type) ? NodeOp::ConstFloat : NodeOp::ConstInt, type, {});
  zero->frame = graph_.frames[0];
  Graph::insertBefore(graph_.entry->first, zero);
  return zero;
}

Node* Promoter::readAtEntry(uint32_t variable, Block* block) {
  if (block->isHandler && block->preds.empty()) return zeroOf(variable);  // not live here: any value will do
  if (block->preds.empty()) return zeroOf(variable);
  if (block->preds.size() == 1 && !block->isHandler) return read(variable, block->preds[0]);
  Node* phi = graph_.newNode(NodeOp::Phi, typeOf(variables_[variable]), {});
  phi->ilOffset = block->ilOffset;
  phi->frame = block->first->frame;
  Graph::insertBefore(block->first, phi);
  pending_.push_back({phi, variable});
  return phi;
}

Node* Promoter::read(uint32_t variable, Block* block) {
  // Walks up single predecessors without recursion.
  std::vector<Block*> path;
  Node* value = nullptr;
  for (;;) {
    auto& known = current_[block->id];
    if (auto it = known.find(variable); it != known.end()) {
      value = it->second;
      break;
    }
    path.push_back(block);
    if (block->preds.size() == 1 && !block->isHandler) {
      block = block->preds[0];
      continue;
    }
    value = readAtEntry(variable, block);
    break;
  }
  for (Block* b : path) current_[b->id][variable] = value;
  return value;
}

Node* Promoter::insert(Node* place, NodeOp op, Ty type, std::initializer_list<Node*> inputs) {
  Node* node = graph_.newNode(op, type, inputs);
  node->frame = place->frame;
  node->ilOffset = place->ilOffset;
  Graph::insertBefore(place, node);
  return node;
}

/// What `load` reads of several leaves: their bits side by side.
Node* Promoter::join(const Candidate& c, int64_t offset, Node* load) {
  Node* word = nullptr;
  for (size_t i = 0; i < c.leaves.size(); ++i) {
    const StructLeaf& leaf = c.leaves[i];
    if (leaf.offset < offset || leaf.offset >= offset + sizeOf(load->mem)) continue;
    Node* part = read(c.firstVariable + static_cast<uint32_t>(i), load->block);
    if (part->type == Ty::F8) part = insert(load, NodeOp::BitMove, Ty::I8, {part});
    if (part->type == Ty::F4) part = insert(load, NodeOp::BitMove, Ty::I4, {part});
    if (sizeOf(leaf.mem) == 1) part = insert(load, NodeOp::ZExt8, Ty::I4, {part});
    if (sizeOf(leaf.mem) == 2) part = insert(load, NodeOp::ZExt16, Ty::I4, {part});
    if (part->type == Ty::I4) part = insert(load, NodeOp::ZExt32, Ty::I8, {part});
    if (int64_t shift = (leaf.offset - offset) * 8) {
      Node* amount = insert(load, NodeOp::ConstInt, Ty::I4, {});
      amount->imm = shift;
      part = insert(load, NodeOp::Shl, Ty::I8, {part, amount});
    }
    word = word ? insert(load, NodeOp::Or, Ty::I8, {word, part}) : part;
  }
  if (sizeOf(load->mem) < 8) word = insert(load, NodeOp::Trunc32, Ty::I4, {word});
  return adapt(word, load->mem, load, false);
}

/// Gives each leaf its part of what `store` writes.
void Promoter::split(const Candidate& c, int64_t offset, Node* store) {
  Node* word = Graph::resolve(store->in(1));
  if (word->type == Ty::F8) word = insert(store, NodeOp::BitMove, Ty::I8, {word});
  if (word->type == Ty::F4) word = insert(store, NodeOp::BitMove, Ty::I4, {word});
  if (word->type == Ty::I4) word = insert(store, NodeOp::ZExt32, Ty::I8, {word});
  for (size_t i = 0; i < c.leaves.size(); ++i) {
    const StructLeaf& leaf = c.leaves[i];
    if (leaf.offset < offset || leaf.offset >= offset + sizeOf(store->mem)) continue;
    Node* part = word;
    if (int64_t shift = (leaf.offset - offset) * 8) {
      Node* amount = insert(store, NodeOp::ConstInt, Ty::I4, {});
      amount->imm = shift;
      part = insert(store, NodeOp::ShrUn, Ty::I8, {part, amount});
    }
    if (sizeOf(leaf.mem) < 8) part = insert(store, NodeOp::Trunc32, Ty::I4, {part});
    write(c.firstVariable + static_cast<uint32_t>(i), store->block, adapt(part, leaf.mem, store, false));
  }
}

/// The value a load of `mem` gives of what was stored: small integers are completed.
Node* Promoter::adapt(Node* value, Mem mem, Node* place, bool fits) {
  Ty type = typeOf(mem);
  auto insert = [&](NodeOp op, Ty result, Node* input) { return this->insert(place, op, result, {input}); };
  if (value->type != type) {
    bool sameWidth = (value->type == Ty::I4 || value->type == Ty::F4) == (type == Ty::I4 || type == Ty::F4);
    if (isFloat(value->type) != isFloat(type)) {
      value = insert(NodeOp::BitMove, type, value);
    } else if (!sameWidth) {
      value = insert(type == Ty::I4 ? NodeOp::Trunc32 : NodeOp::SExt32, type, value);
    } else {
      value = insert(NodeOp::BitMove, type, value);
    }
  }
  if (fits) return value;
  switch (mem) {
    case Mem::I1: return insert(NodeOp::SExt8, Ty::I4, value);
    case Mem::U1: return insert(NodeOp::ZExt8, Ty::I4, value);
    case Mem::I2: return insert(NodeOp::SExt16, Ty::I4, value);
    case Mem::U2: return insert(NodeOp::ZExt16, Ty::I4, value);
    default: return value;
  }
}

void Promoter::rewriteCopy(Node* node) {
  Candidate* to = candidateOf(node->in(0));
  Candidate* from = candidateOf(node->in(1));
  if (!to && !from) return;
  Block* block = node->block;
  const Candidate& guide = to ? *to : *from;
  int64_t guideStart = to ? node->in(0)->imm : node->in(1)->imm;
  std::vector<std::pair<uint32_t, Node*>> writes;
  for (const StructLeaf& leaf : guide.leaves) {
    int64_t at = leaf.offset - guideStart;
    if (at < 0 || at >= node->imm) continue;
    Node* value;
    if (from) {
      value = read(variableAt(*from, node->in(1)->imm + at), block);
    } else {
      value = graph_.newNode(NodeOp::Load, typeOf(leaf.mem), {node->in(1)});
      value->mem = leaf.mem;
      value->imm = at;
      value->frame = node->frame;
      value->ilOffset = node->ilOffset;
      Graph::insertBefore(node, value);
    }
    if (to) {
      Mem source = from ? variables_[variableAt(*from, node->in(1)->imm + at)] : leaf.mem;
      writes.emplace_back(variableAt(*to, leaf.offset), adapt(value, leaf.mem, node, source == leaf.mem));
    } else {
      Node* store = graph_.newNode(NodeOp::Store, Ty::Void, {node->in(0), value});
      store->mem = leaf.mem;
      store->imm = at;
      store->frame = node->frame;
      store->ilOffset = node->ilOffset;
      Graph::insertBefore(node, store);
    }
  }
  for (auto [variable, value] : writes) write(variable, block, value);
  Graph::remove(node);
}

void Promoter::rewrite() {
  uint32_t maxId = 0;
  for (Block* block : graph_.order()) maxId = std::max(maxId, block->id);
  current_.resize(maxId + 1);
  for (Candidate& c : candidates_) {
    if (!c.object) continue;
    c.firstVariable = static_cast<uint32_t>(variables_.size());
    for (const StructLeaf& leaf : c.leaves) variables_.push_back(leaf.mem);
  }
  // Within a block reads look at `current_`, which holds the value so far; a block visited before one of its
  // predecessors gets phis whose inputs are filled in at the end.
  for (Block* block : graph_.order()) {
    for (Node* node = block->first; node;) {
      Node* next = node->next;
      switch (node->op) {
        case NodeOp::Load:
          if (Candidate* c = candidateOf(node->in(0))) {
            const int64_t offset = offsetOf(node);
            if (!matches(*c, offset, node->mem)) {
              Graph::replace(node, join(*c, offset, node));
              break;
            }
            uint32_t variable = variableAt(*c, offset);
            Node* value = read(variable, block);
            value = adapt(value, node->mem, node, variables_[variable] == node->mem);
            Graph::replace(node, value);
          }
          break;
        case NodeOp::Store:
          if (Candidate* c = candidateOf(node->in(0))) {
            const int64_t offset = offsetOf(node);
            if (!matches(*c, offset, node->mem)) {
              split(*c, offset, node);
            } else {
              uint32_t variable = variableAt(*c, offset);
              Node* value = Graph::resolve(node->in(1));
              write(variable, block, adapt(value, variables_[variable], node, node->flag));
            }
            Graph::remove(node);
          }
          break;
        case NodeOp::ZeroMem:
          if (Candidate* c = candidateOf(node->in(0))) {
            for (size_t i = 0; i < c->leaves.size(); ++i) {
              int64_t at = c->leaves[i].offset - node->in(0)->imm;
              if (at < 0 || at >= node->imm) continue;
              Ty type = typeOf(c->leaves[i].mem);
              Node* zero = graph_.newNode(isFloat(type) ? NodeOp::ConstFloat : NodeOp::ConstInt, type, {});
              zero->frame = node->frame;
              Graph::insertBefore(node, zero);
              write(c->firstVariable + static_cast<uint32_t>(i), block, zero);
            }
            Graph::remove(node);
          }
          break;
        case NodeOp::CopyMem: rewriteCopy(node); break;
        default: break;
      }
      isChanged_ |= !node->block;
      node = next;
    }
  }
}

void Promoter::fillPhis() {
  for (size_t i = 0; i < pending_.size(); ++i) {  // grows while it is walked
    auto [phi, variable] = pending_[i];
    std::vector<Node*> inputs;
    for (Block* pred : phi->block->preds) inputs.push_back(read(variable, pred));
    auto storage = graph_.arena().makeArray<Node*>(inputs.size());
    std::copy(inputs.begin(), inputs.end(), storage.begin());
    phi->inputs = storage.data();
    phi->inputCount = static_cast<uint16_t>(inputs.size());
  }
}

void Promoter::removeTrivialPhis() {
  for (bool changed = true; changed;) {
    changed = false;
    for (auto& [phi, variable] : pending_) {
      if (!phi->block) continue;
      Node* only = nullptr;
      bool isTrivial = true, isOneNode = true;
      for (Node*& input : phi->ins()) {
        input = Graph::resolve(input);
        if (input == phi || input == only) continue;
        if (!only) {
          only = input;
          continue;
        }
        isOneNode = false;
        isTrivial = input->is(NodeOp::StackAddr) && only->is(NodeOp::StackAddr) &&
                    input->object == only->object && input->imm == only->imm;
        if (!isTrivial) break;
      }
      if (!isTrivial || !only) continue;
      if (!isOneNode) {
        // The same address on all ways, by several nodes: one more, at the head of this block.
        Node* place = phi;
        while (place->is(NodeOp::Phi)) place = place->next;
        Node* address = insert(place, NodeOp::StackAddr, Ty::ByRef, {});
        address->object = only->object;
        address->imm = only->imm;
        only = address;
      }
      Graph::replace(phi, only);
      changed = true;
    }
  }
}

/// Arithmetic and checks on stack addresses, now that they may have come out of variables.
void Promoter::followAddresses() {
  for (Block* block : graph_.order()) {
    for (Node* node = block->first; node;) {
      Node* next = node->next;
      for (Node*& input : node->ins()) input = Graph::resolve(input);
      const bool isOffset =
          node->is(NodeOp::Add) && node->in(0)->is(NodeOp::StackAddr) && node->in(1)->isConst();
      const bool isSame = (node->is(NodeOp::NullCheck) || node->is(NodeOp::BitMove)) && isGc(node->type);
      if ((isOffset || (isSame && node->in(0)->is(NodeOp::StackAddr))) && node->in(0)->object) {
        Node* address = insert(node, NodeOp::StackAddr, Ty::ByRef, {});
        address->object = node->in(0)->object;
        address->imm = node->in(0)->imm + (isOffset ? node->in(1)->imm : 0);
        Graph::replace(node, address);
      }
      node = next;
    }
  }
  graph_.settle();
}

bool Promoter::run() {
  collect();
  judgeUses();
  excludeHandlerLive();
  // What was taken out above may be one side of a copy: the other side reads and writes it in memory.
  rewrite();
  fillPhis();
  removeTrivialPhis();
  graph_.settle();
  followAddresses();
  return isChanged_;
}

}  // namespace

void promoteObjects(Graph& graph) {
  constexpr int kMaxRounds = 4;
  std::vector<StackObject*> open;
  for (StackObject* object : graph.objects) {
    if (!object->isPinned && !object->keep) open.push_back(object);
  }
  for (int i = 0; i < kMaxRounds; ++i) {
    // What kept an object in memory may be gone: it is judged anew.
    for (StackObject* object : open) object->escapes = object->handlerLive = false;
    if (!Promoter(graph).run()) break;
  }
}

}  // namespace minivm::jit
