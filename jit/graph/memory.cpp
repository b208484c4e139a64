#include "jit/graph/memory.h"

namespace minivm::jit {

namespace {

Mem memOf(const Node* access) {
  return access->is(NodeOp::StoreRef) ? Mem::Ref : access->mem;
}

bool hasIndex(const Node* access) {
  return access->inputCount > (access->is(NodeOp::Load) ? 1 : 2);
}

/// At a fixed offset of an object: a field, an element with a constant index.
bool isAtFixedOffset(const Node* access) {
  return access->in(0)->type == Ty::Ref && !hasIndex(access);
}

bool mayOverlap(const Node* store, uint32_t bytes, const Node* load) {
  const Node* to = store->in(0);
  const Node* from = load->in(0);
  if (to->is(NodeOp::StackAddr) && from->is(NodeOp::StackAddr)) {
    if (to->object != from->object) return false;
    if (!to->object || hasIndex(store) || hasIndex(load)) return true;
    int64_t a = to->imm + store->imm, b = from->imm + load->imm;
    return a < b + sizeOf(memOf(load)) && b < a + bytes;
  }
  // Static storage lies in no object, at an address that is known.
  if (to->isConst() && from->isConst() && to->type != Ty::Ref && from->type != Ty::Ref && !hasIndex(store) &&
      !hasIndex(load)) {
    int64_t a = to->imm + store->imm, b = from->imm + load->imm;
    return a < b + sizeOf(memOf(load)) && b < a + bytes;
  }
  if ((to->isConst() && to->type != Ty::Ref && from->type == Ty::Ref) ||
      (from->isConst() && from->type != Ty::Ref && to->type == Ty::Ref))
    return false;
  // The heap is not the stack.
  if ((to->is(NodeOp::StackAddr) && from->type == Ty::Ref) ||
      (from->is(NodeOp::StackAddr) && to->type == Ty::Ref))
    return false;
  if (isAtFixedOffset(store) && isAtFixedOffset(load)) {
    // Of one object or of two: different offsets are different places.
    return store->imm < load->imm + sizeOf(memOf(load)) && load->imm < store->imm + bytes;
  }
  return true;
}

}  // namespace

bool mayChange(const Node* writer, const Node* load) {
  switch (writer->op) {
    case NodeOp::Store:
      // Numbers never overwrite references.
      if ((memOf(load) == Mem::Ref) != (writer->mem == Mem::Ref) && writer->mem != Mem::ByRef &&
          memOf(load) != Mem::ByRef && !writer->in(0)->is(NodeOp::StackAddr))
        return false;
      return mayOverlap(writer, sizeOf(writer->mem), load);
    case NodeOp::StoreRef:
      if (memOf(load) != Mem::Ref) return false;
      return mayOverlap(writer, 8, load);
    // They may collect, but run nothing that the program sees.
    case NodeOp::Poll:
    case NodeOp::CastClass:
    case NodeOp::IsInst:
    case NodeOp::Unbox:
    case NodeOp::StoreCheck:
    case NodeOp::New:
    case NodeOp::NewArray: return false;
    default: return (writer->traits() & (Writes | Slow | Calls)) != 0;
  }
}

}  // namespace minivm::jit
