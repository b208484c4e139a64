// Structure: blocks, variables, control flow, regions. Operations are in builder_ops.cpp (arithmetic, memory,
// objects) and builder_calls.cpp.
#include "jit/graph/graph_builder.h"

#include <algorithm>
#include <bit>

#include "jit/emit/helpers.h"
#include "jit/tuning.h"
#include "vm/entry/entry_stubs.h"
#include "vm/gc/heap.h"
#include "vm/runtime.h"

namespace minivm::jit {

const char* sentenceOf(Refusal refusal) {
  static constexpr const char* kSentences[] = {
#define REFUSAL(name, sentence) sentence,
#include "jit/refusal.def"
  };
  return kSentences[static_cast<size_t>(refusal)];
}

namespace {

constexpr size_t kMaxLeaves = 16;

bool collectLeaves(const MethodTable* type, uint32_t base, std::vector<StructLeaf>& leaves, int depth) {
  const EEClass* cls = type->eeClass;
  if (cls->isInlineArray || depth > 8) return false;
  uint32_t end = 0;
  for (const FieldDesc& field : cls->fields) {
    if (field.isStatic()) continue;
    end = std::max(end, field.offset + field.sizeBytes);
    if (field.kind == StackKind::Struct) {
      if (!field.type || !collectLeaves(field.type.asMethodTable(), base + field.offset, leaves, depth + 1))
        return false;
      continue;
    }
    MemType memory{field.elementType, field.kind, {}, field.sizeBytes, false};
    if (field.kind == StackKind::O) memory.element = ElementType::Object;
    leaves.push_back({base + field.offset, memOf(memory)});
    if (leaves.size() > kMaxLeaves) return false;
  }
  // A fixed buffer is one field repeated to the type's size; a size may also be asked for.
  const uint32_t alignment = std::max<uint32_t>(1, cls->alignment);
  return type->unboxedSize() <= (end + alignment - 1) / alignment * alignment;
}

}  // namespace

std::vector<StructLeaf> structLeaves(TypeHandle type) {
  std::vector<StructLeaf> leaves;
  if (type.isTypeDesc() || !collectLeaves(type.asMethodTable(), 0, leaves, 0)) return {};
  std::sort(leaves.begin(), leaves.end(), [](auto& a, auto& b) { return a.offset < b.offset; });
  uint32_t end = 0;
  for (const StructLeaf& leaf : leaves) {
    if (leaf.offset < end) return {};
    end = leaf.offset + sizeOf(leaf.mem);
  }
  return leaves;
}

GraphBuilder::GraphBuilder(Graph& graph, Thread& thread, MethodDesc* method)
    : graph_(graph),
      thread_(thread),
      runtime_(graph.runtime()),
      loader_(graph.runtime().classLoader()),
      method_(method) {
  frame_ = graph_.arena().make<InlineFrame>(InlineFrame{method, nullptr, 0, 0, 0});
  graph_.frames.push_back(frame_);
}

GraphBuilder::GraphBuilder(GraphBuilder& caller, MethodDesc* method, std::span<Value> args)
    : graph_(caller.graph_),
      thread_(caller.thread_),
      runtime_(caller.runtime_),
      loader_(caller.loader_),
      method_(method),
      caller_(&caller),
      inlineArgs_(args.begin(), args.end()),
      inlineHandlers_(caller.current_->handlers) {
  frame_ = graph_.arena().make<InlineFrame>(InlineFrame{method, caller.frame_, caller.ilOffset_,
                                                        static_cast<uint32_t>(graph_.frames.size()),
                                                        caller.frame_->depth + 1});
  graph_.frames.push_back(frame_);
}

GraphBuilder::~GraphBuilder() = default;

// ---------------------------------------------------------------------------------------------------- nodes

Node* GraphBuilder::emit(NodeOp op, Ty type, std::span<Node* const> inputs) {
  Node* node = graph_.newNode(op, type, inputs);
  node->ilOffset = ilOffset_;
  node->frame = frame_;
  // Code behind a return or throw: the importer may still drop values there.
  if (!current_) current_ = openBlock(ilOffset_);
  Graph::append(current_, node);
  return node;
}

Node* GraphBuilder::emit(NodeOp op, Ty type, std::initializer_list<Node*> inputs) {
  return emit(op, type, std::span<Node* const>(inputs.begin(), inputs.size()));
}

Node* GraphBuilder::constant(Ty type, int64_t value) {
  Node* node = emit(NodeOp::ConstInt, type, {});
  node->imm = type == Ty::I4 ? static_cast<int32_t>(value) : value;
  return node;
}

Node* GraphBuilder::constantFloat(Ty type, uint64_t bits) {
  Node* node = emit(NodeOp::ConstFloat, type, {});
  node->imm = static_cast<int64_t>(bits);
  return node;
}

Node* GraphBuilder::addressOf(StackObject* object, int64_t offset) {
  Node* node = emit(NodeOp::StackAddr, Ty::ByRef, {});
  node->object = object;
  node->imm = offset;
  return node;
}

Node* GraphBuilder::plus(Node* base, int64_t offset) {
  if (offset == 0 && base->type != Ty::Ref) return base;
  if (base->is(NodeOp::StackAddr)) return addressOf(base->object, base->imm + offset);
  return emit(NodeOp::Add, base->type == Ty::Ref ? Ty::ByRef : base->type, {base, constant(Ty::I8, offset)});
}

Node* GraphBuilder::load(Mem mem, Node* base, int64_t offset) {
  if (base->is(NodeOp::StackAddr) && offset != 0) {
    base = addressOf(base->object, base->imm + offset);
    offset = 0;
  }
  Node* node = emit(NodeOp::Load, typeOf(mem), {base});
  node->mem = mem;
  node->imm = offset;
  return node;
}

Node* GraphBuilder::store(Mem mem, Node* base, int64_t offset, Node* value) {
  if (base->is(NodeOp::StackAddr) && offset != 0) {
    base = addressOf(base->object, base->imm + offset);
    offset = 0;
  }
  Node* node = emit(NodeOp::Store, Ty::Void, {base, value});
  node->mem = mem;
  node->imm = offset;
  return node;
}

void GraphBuilder::copyMem(Node* destination, Node* source, uint32_t bytes, bool withBarrier) {
  if (withBarrier && !destination->is(NodeOp::StackAddr)) {
    callLeaf(addressOfHelper(&copyWithBarrier), "copyWithBarrier", Ty::Void,
             {destination, source, constant(Ty::I8, bytes)});
    return;
  }
  Node* node = emit(NodeOp::CopyMem, Ty::Void, {destination, source});
  node->imm = bytes;
}

Node* GraphBuilder::nonNull(Node* node) {
  if (node->is(NodeOp::StackAddr) || node->is(NodeOp::NullCheck) || node->is(NodeOp::New) ||
      node->is(NodeOp::NewArray))
    return node;
  // A literal, a frozen object, static storage; but small numbers made addresses are null plus an offset.
  if (node->is(NodeOp::ConstInt) && static_cast<uint64_t>(node->imm) >= 0x10000) return node;
  return emit(NodeOp::NullCheck, node->type, {node});
}

Node* GraphBuilder::checkedAddress(Node* address) {
  switch (address->op) {
    case NodeOp::StackAddr:
    case NodeOp::NullCheck:
    case NodeOp::Unbox: return address;
    case NodeOp::Add: {
      // Into an object, or a little behind an address that was looked at.
      const Node* base = address->in(0);
      if (base->type == Ty::Ref) return address;
      bool isChecked = base->is(NodeOp::NullCheck) || base->is(NodeOp::StackAddr) ||
                       base->is(NodeOp::Unbox) || (base->is(NodeOp::Add) && base->in(0)->type == Ty::Ref);
      if (isChecked && address->in(1)->isConst()) return address;
      break;
    }
    default: break;
  }
  return nonNull(address);
}

Node* GraphBuilder::widen(Node* node) {
  if (node->type != Ty::I4) return node;
  if (node->isConst()) return constant(Ty::I8, node->imm);
  return emit(NodeOp::SExt32, Ty::I8, {node});
}

// ---------------------------------------------------------------------------------------------- variables

Mem GraphBuilder::memOf(const ArgInfo& info) {
  return minivm::jit::memOf(MemType{info.element, info.kind, info.type, 0, false});
}

GraphBuilder::Variable GraphBuilder::makeVariable(const ArgInfo& info, std::string_view name) {
  Variable v{nullptr, info};
  v.object = info.kind == StackKind::Struct ? graph_.newStructObject(info.type, name)
                                            : graph_.newObject(memOf(info), name);
  v.object->isPinned = info.isPinned;
  return v;
}

Value GraphBuilder::loadVariable(const Variable& v) {
  if (v.info.kind != StackKind::Struct) return scalar(load(v.object->mem, addressOf(v.object), 0));
  StackObject* copy = graph_.newStructObject(v.info.type, "t");
  copyMem(addressOf(copy), addressOf(v.object), v.info.type.sizeBytes(), false);
  return structIn(copy);
}

void GraphBuilder::storeVariable(const Variable& v, Value value) {
  if (v.info.kind == StackKind::Struct) {
    return copyMem(addressOf(v.object), addressOf(objectOf(value)), v.info.type.sizeBytes(), false);
  }
  store(v.object->mem, addressOf(v.object), 0, nodeOf(value))->flag = true;
}

void GraphBuilder::begin(MethodDesc* method, std::span<const ArgInfo> args, std::span<const ArgInfo> locals,
                         std::span<const ClauseInfo> clauses, bool) {
  sig_ = &loader_.signature(method);
  for (const ArgInfo& arg : args) {
    args_.push_back(makeVariable(arg, "a"));
    args_.back().object->noInit = true;
  }
  if (sig_->isVarArg) {
    ArgInfo hidden{{}, StackKind::I, ElementType::I, static_cast<uint16_t>(sig_->argSlots - 1u), 1, false};
    varArgs_ = makeVariable(hidden, "varargs");
  }
  size_t localSlots = 0;
  for (const ArgInfo& local : locals) {
    localSlots += local.slots;
    if (localSlots > kMaxLocalSlots) throw RefusedMethod{Refusal::TooLarge};
    locals_.push_back(makeVariable(local, "l"));
  }
  clauseInfos_.assign(clauses.begin(), clauses.end());
  for (const ClauseInfo& clause : clauses) {
    GraphClause row;
    row.il = clause.il;
    bool hasObject = clause.il.kind == EhKind::Catch || clause.il.kind == EhKind::Filter;
    StackObject*& object = hasObject ? row.exception : row.continuation;
    object = graph_.newObject(hasObject ? Mem::Ref : Mem::I8, hasObject ? "ex" : "cont");
    object->keep = true;
    graph_.clauses.push_back(row);
  }
  if (caller_) {
    current_ = caller_->current_;
    receiveInlinedArguments(inlineArgs_);
    // An inlined callee's locals are zeroed each time it is entered, not once.
    for (Variable& v : locals_) {
      if (v.info.kind == StackKind::Struct) {
        Node* zero = emit(NodeOp::ZeroMem, Ty::Void, {addressOf(v.object)});
        zero->imm = v.object->sizeBytes;
      } else if (isFloat(typeOf(v.object->mem))) {
        store(v.object->mem, addressOf(v.object), 0, constantFloat(typeOf(v.object->mem), 0));
      } else {
        store(v.object->mem, addressOf(v.object), 0, constant(typeOf(v.object->mem), 0));
      }
    }
    return;
  }
  current_ = graph_.newBlock(0);
  graph_.entry = current_;
  if (osrOffset_ >= 0) {
    graph_.isOsr = true;
    graph_.osrOffset = static_cast<uint32_t>(osrOffset_);
    receiveOsrFrame();
  } else {
    receiveArguments();
    if (runtime_.heap().stressesSafepoints()) poll();
  }
  if (method->isSynchronized() && (method->isStatic() || !method->methodTable->isValueType()))
    beginSynchronized();
}

/// Parameter words of the shape into argument objects.
void GraphBuilder::receiveArguments() {
  const CallShape& shape = runtime_.stubs().shapeOf(*sig_);
  // All parameters come first: they are one parallel move.
  struct Word {
    Node* node;
    const Variable* variable;
    uint32_t offset;
    Mem mem;
  };
  std::vector<Word> words;
  if (shape.returnKind == ReturnKind::Buffer) {
    returnBuffer_ = graph_.newObject(Mem::I8, "ret");
    Node* param = emit(NodeOp::Param, Ty::I8, {});
    param->imm = -1;
    words.push_back({param, nullptr, 0, Mem::I8});
  }
  for (size_t i = 0; i < shape.words.size(); ++i) {
    const ShapeWord& word = shape.words[i];
    if (word.place == Place::None) continue;
    const Variable* variable = nullptr;
    for (const Variable& v : args_) {
      if (word.slot >= v.info.slot && word.slot < v.info.slot + v.info.slots) variable = &v;
    }
    if (!variable) variable = &varArgs_;
    uint32_t offset = (word.slot - variable->info.slot) * 8u;
    Mem mem = variable->info.kind == StackKind::Struct ? wordMem(word, variable->info.type, offset)
                                                       : variable->object->mem;
    Node* param = emit(NodeOp::Param, typeOf(mem), {});
    param->imm = static_cast<int64_t>(i);
    words.push_back({param, variable, offset, mem});
  }
  for (const Word& word : words) {
    StackObject* object = word.variable ? word.variable->object : returnBuffer_;
    store(word.mem, addressOf(object, word.offset), 0, word.node);
  }
}

void GraphBuilder::receiveOsrFrame() {
  Node* frame = emit(NodeOp::OsrFrame, Ty::I8, {});
  if (runtime_.stubs().shapeOf(*sig_).returnKind == ReturnKind::Buffer) {
    // Results go to the slots the caller gave as second argument.
    returnBuffer_ = graph_.newObject(Mem::I8, "ret");
    Node* param = emit(NodeOp::Param, Ty::I8, {});
    param->imm = -1;
    store(Mem::I8, addressOf(returnBuffer_), 0, param);
  }
  osrFrame_ = graph_.osrFrame = frame;
  for (const Variable& v : args_) {
    copyOsrSlot(v.object, v.info.slot);
    v.object->interpretedSlot = v.info.slot;
  }
  if (varArgs_.object) copyOsrSlot(varArgs_.object, varArgs_.info.slot);
}

/// What lies in the interpreter's frame, into the object that stands for it.
void GraphBuilder::copyOsrSlot(StackObject* object, uint32_t slot) {
  const int64_t offset = int64_t{slot} * 8;
  if (object->isStruct) {
    copyMem(addressOf(object), plus(osrFrame_, offset), object->type.sizeBytes(), false);
  } else {
    store(object->mem, addressOf(object), 0, load(object->mem, osrFrame_, offset));
  }
}

void GraphBuilder::receiveInlinedArguments(std::span<Value> args) {
  for (size_t i = 0; i < args.size(); ++i) {
    Variable& v = args_[i];
    if (v.info.kind == StackKind::Struct) {
      copyMem(addressOf(v.object), addressOf(objectOf(args[i])), v.info.type.sizeBytes(), false);
    } else {
      store(v.object->mem, addressOf(v.object), 0, nodeOf(args[i]));
    }
  }
}

void GraphBuilder::setStack(StackEntry*, const size_t*) {}
void GraphBuilder::markLocalAlloc() {
  if (usesLocalAlloc_) return;
  usesLocalAlloc_ = true;
  if (caller_) throw RefusedMethod{Refusal::TooLarge};  // the inliner does not come here
  graph_.localAllocMark = graph_.newObject(Mem::I8, "mark");
  graph_.localAllocMark->keep = true;
  Node* mark = callLeaf(addressOfHelper(&markLocalAlloc_nogc), "markLocalAlloc", Ty::I8, {});
  store(Mem::I8, addressOf(graph_.localAllocMark), 0, mark);
}

// ---------------------------------------------------------------------------------------------------- blocks

Block* GraphBuilder::blockOf(BlockId id, uint32_t ilOffset) {
  if (blocks_.size() <= id) blocks_.resize(id + 1);
  if (!blocks_[id]) blocks_[id] = graph_.newBlock(ilOffset);
  return blocks_[id];
}

/// Which handlers may be entered from code at `ilOffset`.
void GraphBuilder::setHandlers(Block* block, uint32_t ilOffset) {
  if (caller_) {
    block->handlers = inlineHandlers_;
    return;
  }
  auto inside = [&](uint32_t start, uint32_t end) { return ilOffset >= start && ilOffset < end; };
  auto add = [&](const ClauseInfo& clause) {
    if (clause.il.kind == EhKind::Filter) block->handlers.push_back(blockOf(clause.filter));
    block->handlers.push_back(blockOf(clause.handler));
  };
  // The outermost of all: pushed last, wherever the loop below ends.
  struct Outermost {
    Block* block;
    Block* lockHandler;
    ~Outermost() {
      if (lockHandler && block != lockHandler) block->handlers.push_back(lockHandler);
    }
  } outermost{block, lockHandler_};
  for (const ClauseInfo& clause : clauseInfos_) {
    if (clause.il.kind == EhKind::Filter && inside(clause.il.filterOffset, clause.il.handlerOffset)) {
      block->inFilter = true;
      // Nothing raised here leaves the filter, but the values of what may run after it must survive it.
      block->handlers.clear();
      for (const ClauseInfo& other : clauseInfos_) {
        if (clause.il.tryOffset < other.il.tryOffset || clause.il.tryOffset >= other.il.tryEnd()) continue;
        if (other.index != clause.index && other.index > clause.index) add(other);
      }
      block->handlers.push_back(blockOf(clause.handler));
      return;
    }
    if (inside(clause.il.tryOffset, clause.il.tryEnd())) add(clause);
  }
}

Block* GraphBuilder::openBlock(uint32_t ilOffset) {
  Block* block = graph_.newBlock(ilOffset);
  setHandlers(block, ilOffset);
  return block;
}

void GraphBuilder::beginBlock(BlockId id, uint32_t ilOffset) {
  Block* block = blockOf(id, ilOffset);
  block->ilOffset = ilOffset;
  ilOffset_ = ilOffset;
  if (block->handlers.empty()) setHandlers(block, ilOffset);
  if (osrOffset_ >= 0 && !isEntered_) {
    // The importer's first block is that of offset 0; the way into it is the head of the loop instead.
    isEntered_ = true;
    firstBlock_ = block;
    finishOsrEntry();
  } else if (!isEntered_) {
    isEntered_ = true;
    jumpTo(block);
  }
  current_ = block;
}

/// Locals come from the interpreter's frame, too; then control goes to the loop.
void GraphBuilder::finishOsrEntry() {
  for (size_t i = 0; i < locals_.size(); ++i) {
    const uint32_t slot = interpreted_->localSlots[i];
    copyOsrSlot(locals_[i].object, slot);
    locals_[i].object->interpretedSlot = static_cast<int32_t>(slot);
  }
  if (holdsLock()) copyOsrSlot(lock_, interpreted_->localSlots.back());
  osrBlock_ = current_;
}

/// The way from the interpreter's frame to the head of the loop. The code before it stays in the graph until
/// passes/osr has seen what it does with addresses of locals: the branch to it is never taken.
void GraphBuilder::connectOsrEntry() {
  Block* head = nullptr;
  for (Block* block : blocks_) {
    if (block && block->last && block->ilOffset == graph_.osrOffset) head = block;
  }
  if (!head || head->inFilter) throw RefusedMethod{Refusal::Osr};
  current_ = osrBlock_;
  for (const SlotObject& slot : osrStack_) {
    const auto& known = interpreted_->stackSlots;
    const auto found = std::find_if(known.begin(), known.end(), [&](const InterpretedFrame::StackSlot& s) {
      return s.depth == slot.depth && s.kind == slot.kind && s.type == slot.type;
    });
    if (found == known.end()) throw RefusedMethod{Refusal::Osr};
    copyOsrSlot(slot.object, found->slot);
  }
  if (head != firstBlock_) {
    Node* never = emit(NodeOp::Compare, Ty::I4, {osrFrame_, constant(Ty::I8, 0)});
    never->imm = static_cast<int64_t>(CompareOp::Eq);
    emit(NodeOp::Branch, Ty::Void, {never});
    Graph::connect(osrBlock_, firstBlock_);
    Graph::connect(osrBlock_, head);
    current_ = nullptr;
  } else {
    jumpTo(head);
  }
}

void GraphBuilder::storeStackSlot(uint32_t depth, StackKind kind, TypeHandle type, Value value) {
  if (kind != StackKind::Struct) type = {};
  StackObject* object = stackSlotObject(depth, kind, type);
  if (kind == StackKind::Struct) {
    copyMem(addressOf(object), addressOf(objectOf(value)), type.sizeBytes(), false);
  } else {
    store(object->mem, addressOf(object), 0, nodeOf(value));
  }
}

Value GraphBuilder::loadStackSlot(uint32_t depth, StackKind kind, TypeHandle type) {
  if (kind != StackKind::Struct) type = {};
  // In a block whose predecessors are all later in the list the slot is made here and stored to then.
  const SlotObject slot{depth, kind, type, stackSlotObject(depth, kind, type)};
  if (osrOffset_ >= 0 && current_->ilOffset == graph_.osrOffset) osrStack_.push_back(slot);
  ArgInfo info{};
  info.kind = kind;
  info.type = type;
  return loadVariable({slot.object, info});
}

/// The object that stands for a place on the stack where blocks meet.
StackObject* GraphBuilder::stackSlotObject(uint32_t depth, StackKind kind, TypeHandle type) {
  for (const SlotObject& slot : slots_) {
    if (slot.depth == depth && slot.kind == kind && slot.type == type) return slot.object;
  }
  StackObject* object = kind == StackKind::Struct
                            ? graph_.newStructObject(type, "s")
                            : graph_.newObject(minivm::jit::memOf(typeOfKind(kind)), "s");
  slots_.push_back({depth, kind, type, object});
  return object;
}

void GraphBuilder::finish() {
  for (const FinallyEnd& end : finallyEnds_) {
    GraphClause& clause = graph_.clauses[end.clause];
    current_ = end.block;
    ilOffset_ = end.ilOffset;
    Block* unwinding = openBlock(end.ilOffset);
    unwinding->isCold = true;
    if (clause.continuations.empty()) {
      jumpTo(unwinding);
    } else {
      Node* number = load(Mem::I8, addressOf(clause.continuation), 0);
      emit(NodeOp::Switch, Ty::Void, {emit(NodeOp::Trunc32, Ty::I4, {number})});
      for (Block* next : clause.continuations) Graph::connect(current_, next);
      Graph::connect(current_, unwinding);
    }
    current_ = unwinding;
    emit(NodeOp::EndFinally, Ty::Void, {});
    current_ = nullptr;
  }
  if (caller_) return;
  finishSynchronized();
  for (const ClauseInfo& clause : clauseInfos_) {
    GraphClause& row = graph_.clauses[clause.index];
    auto imported = [&](BlockId id) -> Block* {
      return id < blocks_.size() && blocks_[id] && blocks_[id]->last ? blocks_[id] : nullptr;
    };
    row.handler = imported(clause.handler);
    if (row.handler) row.handler->isHandler = true;
    if (clause.il.kind == EhKind::Filter) {
      row.filter = imported(clause.filter);
      if (row.filter) row.filter->isHandler = row.filter->isFilter = true;
    }
  }
  // A handler nobody reached has no code.
  for (auto& block : graph_.blocks()) {
    std::erase_if(block->handlers, [](Block* handler) { return handler->last == nullptr; });
  }
  if (osrOffset_ >= 0) connectOsrEntry();
}

// --------------------------------------------------------------------------------------------------- control

void GraphBuilder::poll() {
  emit(NodeOp::Poll, Ty::Void, {});
}

void GraphBuilder::jumpTo(Block* target) {
  emit(NodeOp::Jump, Ty::Void, {});
  Graph::connect(current_, target);
  current_ = nullptr;
}

void GraphBuilder::jump(BlockId target, bool backward) {
  if (backward) poll();
  jumpTo(blockOf(target));
}

void GraphBuilder::branchTo(Node* condition, Block* whenTrue) {
  emit(NodeOp::Branch, Ty::Void, {condition});
  Block* from = current_;
  Graph::connect(from, whenTrue);
  Block* next = openBlock(ilOffset_);
  Graph::connect(from, next);
  current_ = next;
}

void GraphBuilder::branch(CompareOp op, StackKind kind, Value a, Value b, BlockId target, bool backward) {
  if (backward) poll();
  branchTo(nodeOf(compare(op, kind, a, b)), blockOf(target));
}

void GraphBuilder::branchOn(bool whenTrue, StackKind kind, Value a, BlockId target, bool backward) {
  if (backward) poll();
  Node* node = nodeOf(a);
  if (kind != StackKind::I4 || !whenTrue) {
    Node* zero = constant(node->type == Ty::I4 ? Ty::I4 : Ty::I8, 0);
    node = emit(NodeOp::Compare, Ty::I4, {node, zero});
    node->imm = static_cast<int64_t>(whenTrue ? CompareOp::Ne : CompareOp::Eq);
  }
  branchTo(node, blockOf(target));
}

void GraphBuilder::switchOn(Value a, std::span<const BlockId> targets) {
  emit(NodeOp::Switch, Ty::Void, {nodeOf(a)});
  Block* from = current_;
  for (BlockId target : targets) Graph::connect(from, blockOf(target));
  Block* next = openBlock(ilOffset_);
  Graph::connect(from, next);
  current_ = next;
}

void GraphBuilder::ret(const ArgInfo& type, Value value) {
  if (caller_) {
    if (inlineResult_) {
      if (type.kind == StackKind::Struct) {
        copyMem(addressOf(inlineResult_), addressOf(objectOf(value)), type.type.sizeBytes(), false);
      } else {
        store(inlineResult_->mem, addressOf(inlineResult_), 0, nodeOf(value))->flag = true;
      }
    }
    return jumpTo(inlineExit_);
  }
  endSynchronized();
  releaseLocalAlloc();
  if (type.kind == StackKind::Void) {
    emit(NodeOp::Return, Ty::Void, {});
  } else if (type.kind != StackKind::Struct) {
    emit(NodeOp::Return, Ty::Void, {nodeOf(value)});
  } else {
    const CallShape& shape = runtime_.stubs().shapeOf(*sig_);
    StackObject* object = objectOf(value);
    if (shape.returnKind == ReturnKind::Buffer) {
      // The buffer is the caller's stack (ABI 2): no barrier.
      Node* buffer = load(Mem::I8, addressOf(returnBuffer_), 0);
      copyMem(buffer, addressOf(object), type.type.sizeBytes(), false);
      emit(NodeOp::Return, Ty::Void, {buffer});
    } else {
      std::vector<Node*> words;
      for (const ShapeWord& word : shape.returnWords) {
        if (word.place == Place::None) continue;
        uint32_t offset = word.slot * 8u;
        words.push_back(load(wordMem(word, type.type, offset), addressOf(object, offset), 0));
      }
      emit(NodeOp::Return, Ty::Void, std::span<Node* const>(words));
    }
  }
  current_ = nullptr;
}

void GraphBuilder::throwValue(Value exception) {
  emit(NodeOp::Throw, Ty::Void, {nodeOf(exception)});
  current_->isCold = true;
  current_ = nullptr;
}

void GraphBuilder::rethrow() {
  emit(NodeOp::Rethrow, Ty::Void, {});
  current_->isCold = true;
  current_ = nullptr;
}

void GraphBuilder::leave(std::span<const LeaveStep> steps, BlockId target, bool backward) {
  for (const LeaveStep& step : steps) {
    if (step.endsCatch) {
      callLeaf(addressOfHelper(&leaveCatch_nogc), "endCatch", Ty::Void,
               {emit(NodeOp::StackAddr, Ty::ByRef, {}), constant(Ty::I8, step.clause)});
      // The frame is named by its rbp: stack address of no object.
      continue;
    }
    GraphClause& clause = graph_.clauses[step.clause];
    auto number = static_cast<int64_t>(clause.continuations.size());
    Block* next = openBlock(ilOffset_);
    // Behind the finally the region is left: what still protects is what surrounds the clause.
    next->handlers.clear();
    std::vector<Block*> around;
    for (const ClauseInfo& outer : clauseInfos_) {
      if (outer.index <= step.clause) continue;
      const EhClause& il = outer.il;
      const EhClause& own = clause.il;
      if (own.handlerOffset >= il.tryOffset && own.handlerOffset < il.tryEnd()) {
        if (il.kind == EhKind::Filter) around.push_back(blockOf(outer.filter));
        around.push_back(blockOf(outer.handler));
      }
    }
    if (lockHandler_) around.push_back(lockHandler_);
    next->handlers = around;
    clause.continuations.push_back(next);
    store(Mem::I8, addressOf(clause.continuation), 0, constant(Ty::I8, number));
    jumpTo(blockOf(clauseInfos_[step.clause].handler));
    current_ = next;
  }
  jump(target, backward);
}

void GraphBuilder::endFinally(uint32_t clause) {
  finallyEnds_.push_back({current_, clause, ilOffset_});
  current_ = nullptr;
}

void GraphBuilder::endFilter(uint32_t, Value result) {
  emit(NodeOp::EndFilter, Ty::Void, {nodeOf(result)});
  current_ = nullptr;
}

Value GraphBuilder::beginHandler(uint32_t clause) {
  return scalar(load(Mem::Ref, addressOf(graph_.clauses[clause].exception), 0));
}

void GraphBuilder::throwLoadFailure(const LoadFailure& failure) {
  fail(failure);
  emit(NodeOp::Unreachable, Ty::Void, {});
  current_->isCold = true;
  current_ = nullptr;
}

}  // namespace minivm::jit
