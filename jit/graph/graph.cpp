#include "jit/graph/graph.h"

#include <algorithm>

#include "vm/runtime.h"

namespace minivm::jit {

const NodeInfo& infoOf(NodeOp op) {
  static constexpr NodeInfo kTable[] = {
#define NODE(name, traits, meaning) {#name, static_cast<uint8_t>(traits)},
#include "jit/node.def"
  };
  return kTable[static_cast<size_t>(op)];
}

Ty typeOfKind(StackKind kind) {
  switch (kind) {
    case StackKind::I4: return Ty::I4;
    case StackKind::I8:
    case StackKind::I: return Ty::I8;
    case StackKind::F4: return Ty::F4;
    case StackKind::F8: return Ty::F8;
    case StackKind::O: return Ty::Ref;
    case StackKind::ByRef: return Ty::ByRef;
    case StackKind::Void:
    case StackKind::Struct: break;
  }
  return Ty::Void;
}

uint32_t sizeOf(Mem mem) {
  switch (mem) {
    case Mem::I1:
    case Mem::U1: return 1;
    case Mem::I2:
    case Mem::U2: return 2;
    case Mem::I4:
    case Mem::F4: return 4;
    default: return 8;
  }
}

Ty typeOf(Mem mem) {
  switch (mem) {
    case Mem::I8: return Ty::I8;
    case Mem::F4: return Ty::F4;
    case Mem::F8: return Ty::F8;
    case Mem::Ref: return Ty::Ref;
    case Mem::ByRef: return Ty::ByRef;
    default: return Ty::I4;
  }
}

Mem memOf(const MemType& memory) {
  switch (memory.element) {
    case ElementType::I1: return Mem::I1;
    case ElementType::U1:
    case ElementType::Boolean: return Mem::U1;
    case ElementType::I2: return Mem::I2;
    case ElementType::U2:
    case ElementType::Char: return Mem::U2;
    case ElementType::I4:
    case ElementType::U4: return Mem::I4;
    case ElementType::R4: return Mem::F4;
    case ElementType::R8: return Mem::F8;
    case ElementType::ByRef: return Mem::ByRef;
    case ElementType::Object: return Mem::Ref;
    default: return memory.kind == StackKind::O ? Mem::Ref : Mem::I8;
  }
}

Mem memOf(Ty type) {
  switch (type) {
    case Ty::I4: return Mem::I4;
    case Ty::Ref: return Mem::Ref;
    case Ty::ByRef: return Mem::ByRef;
    case Ty::F4: return Mem::F4;
    case Ty::F8: return Mem::F8;
    default: return Mem::I8;
  }
}

Block* Graph::newBlock(uint32_t ilOffset) {
  blocks_.push_back(std::make_unique<Block>());
  Block* block = blocks_.back().get();
  block->id = nextBlock_++;
  block->ilOffset = ilOffset;
  return block;
}

Node* Graph::newNode(NodeOp op, Ty type, std::span<Node* const> inputs) {
  Node* node = arena_.make<Node>();
  node->op = op;
  node->type = type;
  node->id = nextNode_++;
  node->inputCount = static_cast<uint16_t>(inputs.size());
  if (!inputs.empty()) {
    auto storage = arena_.makeArray<Node*>(inputs.size());
    std::copy(inputs.begin(), inputs.end(), storage.begin());
    node->inputs = storage.data();
  }
  return node;
}

Node* Graph::newNode(NodeOp op, Ty type, std::initializer_list<Node*> inputs) {
  return newNode(op, type, std::span<Node* const>(inputs.begin(), inputs.size()));
}

Node* Graph::copyOf(const Node* node, std::span<Node* const> inputs) {
  Node* copy = newNode(node->op, node->type, inputs);
  copy->mem = node->mem;
  copy->flag = node->flag;
  copy->scale = node->scale;
  copy->ilOffset = node->ilOffset;
  copy->frame = node->frame;
  copy->imm = node->imm;
  copy->aux = node->aux;
  return copy;
}

Node* Graph::constInt(Ty type, int64_t value) {
  Node* node = newNode(NodeOp::ConstInt, type, {});
  node->imm = type == Ty::I4 ? static_cast<int32_t>(value) : value;
  return node;
}

StackObject* Graph::newObject(Mem mem, std::string_view name) {
  auto* object = arena_.make<StackObject>();
  object->id = static_cast<uint32_t>(objects.size());
  object->mem = mem;
  object->sizeBytes = 8;
  object->isStruct = false;
  object->name = name;
  objects.push_back(object);
  return object;
}

StackObject* Graph::newStructObject(TypeHandle type, std::string_view name) {
  StackObject* object = newObject(Mem::I8, name);
  object->isStruct = true;
  object->type = type;
  object->sizeBytes = std::max<uint32_t>(8, (type.sizeBytes() + 7) & ~7u);
  return object;
}

void Graph::append(Block* block, Node* node) {
  node->block = block;
  node->prev = block->last;
  node->next = nullptr;
  (block->last ? block->last->next : block->first) = node;
  block->last = node;
}

void Graph::insertBefore(Node* place, Node* node) {
  Block* block = place->block;
  node->block = block;
  node->next = place;
  node->prev = place->prev;
  (place->prev ? place->prev->next : block->first) = node;
  place->prev = node;
}

void Graph::remove(Node* node) {
  Block* block = node->block;
  if (!block) return;
  (node->prev ? node->prev->next : block->first) = node->next;
  (node->next ? node->next->prev : block->last) = node->prev;
  node->block = nullptr;
}

void Graph::connect(Block* from, Block* to) {
  from->succs.push_back(to);
  to->preds.push_back(from);
}

Node* Graph::resolve(Node* node) {
  Node* root = node;
  while (root->replacement) root = root->replacement;
  while (node->replacement) {
    Node* next = node->replacement;
    node->replacement = root == node ? nullptr : root;
    node = next;
  }
  return root;
}

void Graph::replace(Node* node, Node* with) {
  with = resolve(with);
  if (with == node) return;
  remove(node);
  node->replacement = with;
}

void Graph::settle() {
  for (Block* block : order_) {
    for (Node* node = block->first; node; node = node->next) {
      for (Node*& input : node->ins()) input = resolve(input);
    }
  }
}

void Graph::countUses() {
  for (Block* block : order_) {
    for (Node* node = block->first; node; node = node->next) node->uses = 0;
  }
  for (Block* block : order_) {
    for (Node* node = block->first; node; node = node->next) {
      for (Node* input : node->ins()) ++input->uses;
    }
  }
}

bool Graph::dominates(const Block* a, const Block* b) {
  while (b && b->order > a->order) b = b->idom;
  return a == b;
}

namespace {

/// Everything that control may reach from a block: successors, then handlers.
template <typename F>
void forEachNext(Block* block, F&& visit) {
  for (Block* next : block->succs) visit(next);
  for (Block* next : block->handlers) visit(next);
}

}  // namespace

void Graph::analyse() {
  // Depth-first, iterative: postorder reversed.
  for (auto& block : blocks_) {
    block->order = -1;
    block->idom = nullptr;
    block->loopDepth = 0;
    block->isLoopHead = false;
  }
  std::vector<Block*> post;
  struct Visit {
    Block* block;
    size_t next;
  };
  std::vector<Visit> stack;
  std::vector<uint8_t> state(nextBlock_, 0);
  std::vector<std::pair<Block*, Block*>> backEdges;
  stack.push_back({entry, 0});
  state[entry->id] = 1;
  while (!stack.empty()) {
    Visit& top = stack.back();
    Block* block = top.block;
    size_t total = block->succs.size() + block->handlers.size();
    if (top.next == total) {
      state[block->id] = 2;
      post.push_back(block);
      stack.pop_back();
      continue;
    }
    // Successors from last to first: the fall-through ends up right behind its block.
    size_t i = total - 1 - top.next++;
    Block* next = i < block->succs.size() ? block->succs[i] : block->handlers[i - block->succs.size()];
    if (state[next->id] == 0) {
      state[next->id] = 1;
      stack.push_back({next, 0});
    } else if (state[next->id] == 1 && i < block->succs.size()) {
      backEdges.push_back({block, next});
    }
  }
  order_.assign(post.rbegin(), post.rend());
  for (size_t i = 0; i < order_.size(); ++i) order_[i]->order = static_cast<int32_t>(i);
  // Unreachable predecessors go, with the phi inputs that belong to them.
  for (Block* block : order_) {
    for (size_t i = block->preds.size(); i-- > 0;) {
      if (block->preds[i]->order >= 0) continue;
      block->preds.erase(block->preds.begin() + static_cast<ptrdiff_t>(i));
      for (Node* node = block->first; node && node->is(NodeOp::Phi); node = node->next) {
        for (size_t k = i; k + 1 < node->inputCount; ++k) node->inputs[k] = node->inputs[k + 1];
        --node->inputCount;
      }
    }
  }
  // Dominators (Cooper, Harvey, Kennedy). A handler is reached from everything it protects, and from the
  // blocks that lead into what it protects: what such a block computed is there, what the region computes may
  // not be.
  std::vector<std::vector<Block*>> entries(nextBlock_);
  for (Block* block : order_) {
    for (Block* handler : block->handlers) {
      for (Block* pred : block->preds) {
        if (std::find(pred->handlers.begin(), pred->handlers.end(), handler) == pred->handlers.end())
          entries[handler->id].push_back(pred);
      }
      if (block->preds.empty()) entries[handler->id].push_back(entry);
      // Filters and handlers nested in what the handler protects have no predecessors of their own.
      if (block->isHandler) entries[handler->id].push_back(block);
    }
  }
  auto intersect = [](Block* a, Block* b) {
    while (a != b) {
      while (a->order > b->order) a = a->idom;
      while (b->order > a->order) b = b->idom;
    }
    return a;
  };
  entry->idom = entry;
  for (bool changed = true; changed;) {
    changed = false;
    for (Block* block : order_) {
      if (block == entry) continue;
      Block* idom = nullptr;
      auto consider = [&](Block* pred) {
        if (!pred->idom) return;
        idom = idom ? intersect(idom, pred) : pred;
      };
      for (Block* pred : block->preds) consider(pred);
      for (Block* pred : entries[block->id]) consider(pred);
      if (!idom) continue;
      if (idom == block) idom = entry;
      if (block->idom != idom) {
        block->idom = idom;
        changed = true;
      }
    }
  }
  entry->idom = nullptr;
  for (Block* block : order_) {
    if (block != entry && !block->idom) block->idom = entry;
  }
  // Loop depth: the natural loop of each back edge whose head dominates it.
  for (auto [tail, head] : backEdges) {
    head->isLoopHead = true;
    if (!dominates(head, tail)) continue;
    std::vector<Block*> work{tail};
    std::vector<uint8_t> inLoop(nextBlock_, 0);
    inLoop[head->id] = 1;
    while (!work.empty()) {
      Block* block = work.back();
      work.pop_back();
      if (inLoop[block->id]) continue;
      inLoop[block->id] = 1;
      for (Block* pred : block->preds) work.push_back(pred);
    }
    for (Block* block : order_) {
      if (inLoop[block->id]) ++block->loopDepth;
    }
  }
}

void Graph::splitCriticalEdges() {
  std::vector<Block*> all = order_;
  for (Block* block : all) {
    if (block->succs.size() < 2) continue;
    for (size_t i = 0; i < block->succs.size(); ++i) {
      Block* target = block->succs[i];
      if (target->preds.size() < 2) continue;
      Block* middle = newBlock(target->ilOffset);
      middle->handlers = block->handlers;
      middle->inFilter = block->inFilter;
      middle->preds.push_back(block);
      middle->succs.push_back(target);
      block->succs[i] = middle;
      // The same target may follow twice (switch): take one predecessor entry per edge, in order.
      auto place = std::find(target->preds.begin(), target->preds.end(), block);
      *place = middle;
      Node* jump = newNode(NodeOp::Jump, Ty::Void, {});
      jump->ilOffset = target->ilOffset;
      jump->frame = block->last->frame;
      append(middle, jump);
    }
  }
  analyse();
}

}  // namespace minivm::jit
