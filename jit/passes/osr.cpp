// A loop entered in the middle: which variables stay where the interpreter has them, and the end of the code
// before the loop.
//
// Whoever took the address of a local before the loop was compiled holds a place in the interpreter's frame:
// another local, a callee that kept a pointer, memory that nobody here knows of. So a variable whose address
// is a value anywhere in the method, before the loop or in it, is read and written there, and the frame
// stays (InterpreterActivation keeps its slots, CompiledLoop::left says what is in them). All others were
// copied at entry and are values, or objects of the compiled frame that nothing points to.
#include <algorithm>
#include <vector>

#include "jit/graph/graph.h"
#include "jit/passes/passes.h"

namespace minivm::jit {

namespace {

/// Does `user` only read or write what lies at its input?
bool isAccess(const Node* user, size_t input) {
  if (user->is(NodeOp::Load) || user->is(NodeOp::Store)) return input == 0;
  return user->is(NodeOp::CopyMem) || user->is(NodeOp::ZeroMem);
}

/// Interpreted variables whose address is a value, by object id.
std::vector<uint8_t> findExposed(Graph& graph) {
  std::vector<uint8_t> isExposed(graph.objects.size(), 0);
  for (Block* block : graph.order()) {
    for (Node* node = block->first; node; node = node->next) {
      for (size_t i = 0; i < node->inputCount; ++i) {
        const Node* address = node->in(i);
        if (!address->is(NodeOp::StackAddr) || !address->object || address->object->interpretedSlot < 0)
          continue;
        if (!isAccess(node, i)) isExposed[address->object->id] = 1;
      }
    }
  }
  return isExposed;
}

/// The references in `object`, where it lies in the interpreter's frame.
void keepReferences(Graph& graph, const StackObject& object) {
  using Kind = FrameSlot::Kind;
  auto keep = [&](uint32_t at, bool isByRef) {
    const Kind kind = object.isPinned ? (isByRef ? Kind::PinnedByRef : Kind::PinnedObject)
                                      : (isByRef ? Kind::ByRef : Kind::Object);
    graph.keptSlots.push_back({object.interpretedSlot * 8 + static_cast<int32_t>(at), kind});
  };
  if (!object.isStruct) {
    if (isGc(typeOf(object.mem))) keep(0, object.mem == Mem::ByRef);
    return;
  }
  const EEClass* cls = object.type.asMethodTable()->eeClass;
  for (uint32_t at : cls->refOffsets) keep(at, false);
  for (uint32_t at : cls->byRefOffsets) keep(at, true);
}

/// `address`, an address in an object, becomes one in the interpreter's frame.
void moveToFrame(Graph& graph, Node* address) {
  Node* offset = graph.constInt(Ty::I8, int64_t{address->object->interpretedSlot} * 8 + address->imm);
  offset->frame = address->frame;
  offset->ilOffset = address->ilOffset;
  Graph::insertBefore(address, offset);
  Node* moved = graph.newNode(NodeOp::Add, Ty::ByRef, {graph.osrFrame, offset});
  moved->frame = address->frame;
  moved->ilOffset = address->ilOffset;
  Graph::insertBefore(address, moved);
  Graph::replace(address, moved);
}

/// The branch at the end of the entry block that leads to the code before the loop is none any more.
void cutCodeBeforeLoop(Block* entry) {
  if (!entry->last->is(NodeOp::Branch)) return;
  Block* before = entry->succs[0];
  const auto edge = std::find(before->preds.begin(), before->preds.end(), entry);
  const auto index = static_cast<size_t>(edge - before->preds.begin());
  before->preds.erase(edge);
  for (Node* phi = before->first; phi && phi->is(NodeOp::Phi); phi = phi->next) {
    for (size_t i = index; i + 1 < phi->inputCount; ++i) phi->inputs[i] = phi->inputs[i + 1];
    --phi->inputCount;
  }
  entry->succs = {entry->succs[1]};
  entry->last->op = NodeOp::Jump;
  entry->last->inputCount = 0;
}

}  // namespace

void settleLoopEntry(Graph& graph) {
  if (!graph.isOsr) return;
  const std::vector<uint8_t> isExposed = findExposed(graph);
  cutCodeBeforeLoop(graph.entry);
  graph.analyse();
  // What is there already is not copied.
  for (Node* node = graph.entry->first; node;) {
    Node* next = node->next;
    const bool isCopy = node->is(NodeOp::Store) || node->is(NodeOp::CopyMem);
    if (isCopy && node->in(0)->is(NodeOp::StackAddr) && node->in(0)->object &&
        isExposed[node->in(0)->object->id])
      Graph::remove(node);
    node = next;
  }
  for (const StackObject* object : graph.objects) {
    if (isExposed[object->id]) keepReferences(graph, *object);
  }
  for (Block* block : graph.order()) {
    for (Node* node = block->first; node;) {
      Node* next = node->next;
      if (node->is(NodeOp::StackAddr) && node->object && isExposed[node->object->id])
        moveToFrame(graph, node);
      node = next;
    }
  }
  graph.settle();
}

}  // namespace minivm::jit
