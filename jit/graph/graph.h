// Graph: blocks, nodes, stack objects and clauses of one method on its way to machine code.
#pragma once

#include <initializer_list>
#include <memory>
#include <string>
#include <vector>

#include "jit/graph/node.h"
#include "vm/support/arena.h"
#include "vm/threads/compiled_method.h"
#include "vm/types/type_profile.h"

namespace minivm {
class Runtime;
}

namespace minivm::jit {

/// One exception clause of the method, in the order of the metadata (innermost first).
struct GraphClause {
  EhClause il;
  Block* handler = nullptr;  ///< null: unreachable
  Block* filter = nullptr;
  StackObject* exception = nullptr;     ///< catch, filter
  StackObject* continuation = nullptr;  ///< finally, fault: which way out; negative = the unwinder
  std::vector<Block*> continuations;    ///< by number
};

class Graph {
 public:
  Graph(Runtime& runtime, MethodDesc* method) : runtime_(runtime), method_(method) {}
  Graph(const Graph&) = delete;
  Graph& operator=(const Graph&) = delete;

  Runtime& runtime() const { return runtime_; }
  MethodDesc* method() const { return method_; }
  Arena& arena() { return arena_; }

  Block* newBlock(uint32_t ilOffset);
  void removeBlocksFrom(size_t count) { blocks_.resize(count); }
  Node* newNode(NodeOp op, Ty type, std::initializer_list<Node*> inputs);
  Node* newNode(NodeOp op, Ty type, std::span<Node* const> inputs);
  /// The same operation, not yet in a block, on `inputs`.
  Node* copyOf(const Node* node, std::span<Node* const> inputs);
  StackObject* newObject(Mem mem, std::string_view name);
  StackObject* newStructObject(TypeHandle type, std::string_view name);
  static void append(Block* block, Node* node);
  static void insertBefore(Node* place, Node* node);
  static void remove(Node* node);
  static void connect(Block* from, Block* to);
  /// Makes `node` mean `with` from the next settle() on, and unlinks it.
  static void replace(Node* node, Node* with);
  static Node* resolve(Node* node);
  /// Rewrites all inputs to what they mean now.
  void settle();
  /// Counts uses of every node.
  void countUses();
  /// Reverse postorder, loops, dominators; drops unreachable blocks.
  void analyse();
  /// Puts an empty block on every edge from a block with several successors to one with several
  /// predecessors.
  void splitCriticalEdges();
  /// Does `a` dominate `b`?
  static bool dominates(const Block* a, const Block* b);
  Node* constInt(Ty type, int64_t value);  ///< not yet in a block

  std::vector<std::unique_ptr<Block>>& blocks() { return blocks_; }
  std::vector<Block*>& order() { return order_; }  ///< reverse postorder, reachable blocks only
  Block* entry = nullptr;
  std::vector<StackObject*> objects;
  std::vector<GraphClause> clauses;
  std::vector<InlineFrame*> frames;  ///< by index; 0 is the method itself
  StackObject* localAllocMark = nullptr;
  uint32_t nodeCount() const { return nextNode_; }
  uint32_t ilBytes = 0;  ///< of the method itself
  bool isOsr = false;
  uint32_t osrOffset = 0;
  Node* osrFrame = nullptr;                     ///< address of the interpreter's frame
  std::vector<FrameSlot> keptSlots;             ///< references that stay in it, by byte offset
  bool recordsLines = false;                    ///< the code will be listed
  bool inlining = true;                         ///< off: `--disable=inlining`
  const TypeProfileSource* profiles = nullptr;  ///< null: no guarded devirtualization (`--disable=guards`)

 private:
  Runtime& runtime_;
  MethodDesc* method_;
  Arena arena_;
  std::vector<std::unique_ptr<Block>> blocks_;
  std::vector<Block*> order_;
  uint32_t nextNode_ = 0;
  uint32_t nextBlock_ = 0;
};

/// A call of a C++ function that neither collects nor throws: `args` are its arguments behind the thread.
CallData leafCall(Arena& arena, const void* function, std::string_view name, std::span<Node* const> args);

/// Text of the graph: stable, no addresses.
std::string printGraph(Graph& graph);
/// Throws std::logic_error with the first broken rule of the graph; `after` names the pass.
void checkGraph(Graph& graph, std::string_view after);

}  // namespace minivm::jit
