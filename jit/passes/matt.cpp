// `matt`, the opcode that ECMA-335 does not have: two ways to machine code. As a selection it is what the
// compiler makes of `x > y ? x : y`; as a call (--disable=matt) it is the shortest way from an opcode to
// running code, which is where a new opcode begins (docs/add-an-opcode.md).
#include "jit/emit/helpers.h"
#include "jit/graph/graph.h"
#include "jit/passes/lower.h"
#include "jit/passes/passes.h"

namespace minivm::jit {

namespace {

template <typename F>
void forEachMatt(Graph& graph, F&& visit) {
  bool any = false;
  for (Block* block : graph.order()) {
    for (Node *node = block->first, *next = nullptr; node; node = next) {
      next = node->next;
      if (!node->is(NodeOp::Matt)) continue;
      any = true;
      Node* with = visit(node);
      with->ilOffset = node->ilOffset;
      with->frame = node->frame;
      Graph::insertBefore(node, with);
      Graph::replace(node, with);
    }
  }
  if (any) graph.settle();
}

}  // namespace

void expandMatt(Graph& graph) {
  forEachMatt(graph, [&](Node* node) {
    Node *a = node->in(0), *b = node->in(1);
    Node* select = graph.newNode(NodeOp::Select, node->type, {a, b, a, b});
    select->imm = static_cast<int64_t>(CompareOp::Gt);
    return select;
  });
}

void callMatt(Graph& graph) {
  forEachMatt(graph, [&](Node* node) {
    const void* function = node->type == Ty::I4   ? addressOfHelper(&JIT_MattI4)
                           : node->type == Ty::F4 ? addressOfHelper(&JIT_MattF4)
                           : node->type == Ty::F8 ? addressOfHelper(&JIT_MattF8)
                                                  : addressOfHelper(&JIT_MattI8);
    Node* call = graph.newNode(NodeOp::Call, node->type, {node->in(0), node->in(1)});
    call->call =
        graph.arena().make<CallData>(leafCall(graph.arena(), function, "CORINFO_HELP_MATT", call->ins()));
    return call;
  });
}

}  // namespace minivm::jit
