// The textual form of a graph, and its checker.
#include <fmt/format.h>

#include <stdexcept>

#include "jit/graph/graph.h"
#include "vm/types/method_desc.h"

namespace minivm::jit {

namespace {

const char* nameOf(Ty type) {
  switch (type) {
    case Ty::Void: return "void";
    case Ty::I4: return "i4";
    case Ty::I8: return "i8";
    case Ty::Ref: return "ref";
    case Ty::ByRef: return "byref";
    case Ty::F4: return "f4";
    case Ty::F8: return "f8";
  }
  return "?";
}

const char* nameOf(Mem mem) {
  constexpr const char* kNames[] = {"i1", "u1", "i2", "u2", "i4", "i8", "f4", "f8", "ref", "byref"};
  return kNames[static_cast<size_t>(mem)];
}

const char* nameOf(CompareOp op) {
  constexpr const char* kNames[] = {"==", "!=", "<", "<=", ">", ">=", "!=u", "<u", "<=u", ">u", ">=u"};
  return kNames[static_cast<size_t>(op)];
}

std::string describe(const Node& node) {
  std::string text;
  if (node.type != Ty::Void) text += fmt::format("v{}:{} = ", node.id, nameOf(node.type));
  text += node.is(NodeOp::Matt) ? "m@" : infoOf(node.op).name;
  switch (node.op) {
    case NodeOp::ConstInt:
      text += node.type == Ty::Ref ? (node.imm ? " frozen" : " null") : fmt::format(" {}", node.imm);
      break;
    case NodeOp::ConstFloat: text += fmt::format(" {:#x}", static_cast<uint64_t>(node.imm)); break;
    case NodeOp::StackAddr:
      // Without an object: the frame itself.
      text += node.object ? fmt::format(" {}{}+{}", node.object->name, node.object->id, node.imm) : " frame";
      break;
    case NodeOp::Param: text += fmt::format(" {}", node.imm); break;
    case NodeOp::Compare:
    case NodeOp::Select: text += fmt::format(" {}", nameOf(static_cast<CompareOp>(node.imm))); break;
    case NodeOp::Load:
    case NodeOp::Store: text += fmt::format(" {} +{} x{}", nameOf(node.mem), node.imm, node.scale); break;
    case NodeOp::StoreRef: text += fmt::format(" +{}{}", node.imm, node.flag ? " checked" : ""); break;
    case NodeOp::CopyMem:
    case NodeOp::ZeroMem: text += fmt::format(" {} bytes", node.imm); break;
    case NodeOp::Call:
    case NodeOp::TailCall:
    case NodeOp::TailDispatch:
      text += node.call->method ? fmt::format(" {}", node.call->method->toString())
                                : fmt::format(" {}", node.call->name);
      break;
    case NodeOp::New:
    case NodeOp::NewArray:
    case NodeOp::ClassInit:
    case NodeOp::Unbox: text += fmt::format(" {}", TypeHandle(node.table).toString()); break;
    case NodeOp::CastClass:
    case NodeOp::IsInst:
      text += fmt::format(" {}", TypeHandle::fromWord(static_cast<uintptr_t>(node.imm)).toString());
      break;
    default: break;
  }
  for (Node* input : node.ins()) text += fmt::format(" v{}", Graph::resolve(input)->id);
  return text;
}

}  // namespace

std::string printGraph(Graph& graph) {
  std::string text = fmt::format("{}: {} blocks\n", graph.method()->toString(), graph.order().size());
  for (StackObject* object : graph.objects) {
    if (!object->escapes && !object->handlerLive && !object->keep && !object->isPinned) continue;
    text += fmt::format("  {}{}: {} bytes{}{}{}\n", object->name, object->id, object->sizeBytes,
                        object->escapes ? " escapes" : "", object->handlerLive ? " handler-live" : "",
                        object->isPinned ? " pinned" : "");
  }
  for (Block* block : graph.order()) {
    text += fmt::format("B{} IL_{:04x}", block->id, block->ilOffset);
    if (block->loopDepth) text += fmt::format(" loop {}", block->loopDepth);
    if (block->isHandler) text += " handler";
    text += " <-";
    for (Block* pred : block->preds) text += fmt::format(" B{}", pred->id);
    if (!block->handlers.empty()) text += " !";
    for (Block* handler : block->handlers) text += fmt::format(" B{}", handler->id);
    text += "\n";
    for (Node* node = block->first; node; node = node->next) {
      text += fmt::format("  {}", describe(*node));
      if (node->isControl()) {
        for (Block* next : block->succs) text += fmt::format(" B{}", next->id);
      }
      text += "\n";
    }
  }
  return text;
}

void checkGraph(Graph& graph, std::string_view after) {
  auto fail = [&](const std::string& what) {
    throw std::logic_error(fmt::format("graph of {} after {}: {}\n{}", graph.method()->toString(), after,
                                       what, printGraph(graph)));
  };
  std::vector<Node*> seen(graph.nodeCount(), nullptr);
  for (Block* block : graph.order()) {
    for (Node* node = block->first; node; node = node->next) seen[node->id] = node;
  }
  for (Block* block : graph.order()) {
    if (!block->last || !block->last->isControl()) fail(fmt::format("B{} has no end", block->id));
    for (Node* node = block->first; node; node = node->next) {
      if (node->block != block) fail(fmt::format("v{} does not know its block", node->id));
      if (node->isControl() && node != block->last)
        fail(fmt::format("v{} ends B{} early", node->id, block->id));
      if (node->is(NodeOp::Phi) && node->inputCount != block->preds.size())
        fail(fmt::format("v{} has {} inputs for {} predecessors", node->id, node->inputCount,
                         block->preds.size()));
      for (size_t i = 0; i < node->inputCount; ++i) {
        Node* input = Graph::resolve(node->in(i));
        if (!seen[input->id]) fail(fmt::format("v{} uses v{}, which is in no block", node->id, input->id));
        const Block* user = node->is(NodeOp::Phi) ? block->preds[i] : block;
        if (!Graph::dominates(input->block, user))
          fail(fmt::format("v{} uses v{}, which does not dominate it", node->id, input->id));
      }
    }
    for (Block* next : block->succs) {
      if (std::find(next->preds.begin(), next->preds.end(), block) == next->preds.end())
        fail(fmt::format("B{} does not know its predecessor B{}", next->id, block->id));
    }
  }
}

}  // namespace minivm::jit
