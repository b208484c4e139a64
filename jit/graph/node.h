// Node: one operation of the graph. Nodes stand in order in a block; a value is its node. One table,
// node.def, says what each kind does to memory, registers and control; everything that asks goes through
// traitsOf().
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "vm/entry/call_shape.h"
#include "vm/il/il_builder.h"

namespace minivm::jit {

struct Block;
struct Interval;
struct CallData;
struct InlineFrame;
struct StackObject;

enum class NodeOp : uint8_t {
#define NODE(name, traits, meaning) name,
#include "jit/node.def"
  Count
};

enum Traits : uint8_t { Pure = 1, Reads = 2, Writes = 4, Throws = 8, Slow = 16, Calls = 32, Control = 64 };
/// Row of node.def.
struct NodeInfo {
  std::string_view name;
  uint8_t traits;
};
const NodeInfo& infoOf(NodeOp op);
inline uint8_t traitsOf(NodeOp op) {
  return infoOf(op).traits;
}

/// What a value is in a register. Native ints and pointers are I8.
enum class Ty : uint8_t { Void, I4, I8, Ref, ByRef, F4, F8 };
inline bool isFloat(Ty type) {
  return type == Ty::F4 || type == Ty::F8;
}
inline bool isGc(Ty type) {
  return type == Ty::Ref || type == Ty::ByRef;
}
Ty typeOfKind(StackKind kind);

/// What a load or store moves.
enum class Mem : uint8_t { I1, U1, I2, U2, I4, I8, F4, F8, Ref, ByRef };
uint32_t sizeOf(Mem mem);
Ty typeOf(Mem mem);
Mem memOf(const MemType& memory);
Mem memOf(Ty type);

struct Node {
  NodeOp op;
  Ty type;
  Mem mem = Mem::I8;
  bool flag =
      false;  ///< StoreRef: unknown origin; Store: value fits the small type already; Fence: compiler only
  bool contained = false;  ///< folded into its users by lowering: no code and no register of its own
  uint8_t scale = 1;       ///< Load, Store: factor of the index input
  uint16_t inputCount = 0;
  uint32_t id = 0;
  uint32_t ilOffset = 0;
  uint32_t uses = 0;      ///< counted by passes that need it
  uint32_t position = 0;  ///< numbered by the register allocator
  Node** inputs = nullptr;
  Block* block = nullptr;
  Node* prev = nullptr;
  Node* next = nullptr;
  Node* replacement = nullptr;  ///< users mean that node; resolved by Graph::settle
  InlineFrame* frame = nullptr;
  int64_t imm = 0;
  union {
    void* aux = nullptr;
    StackObject* object;
    CallData* call;
    MethodTable* table;
  };
  Interval* interval = nullptr;

  uint8_t traits() const { return traitsOf(op); }
  bool is(NodeOp other) const { return op == other; }
  bool isControl() const { return (traits() & Control) != 0; }
  bool isConst() const { return op == NodeOp::ConstInt; }
  std::span<Node*> ins() const { return {inputs, inputCount}; }
  Node* in(size_t i) const { return inputs[i]; }
};

/// A place in the frame: a local, argument, struct temporary, stack slot between blocks. Promotion turns
/// those whose address goes nowhere into values.
struct StackObject {
  uint32_t id;
  uint32_t sizeBytes;
  Mem mem;          ///< scalars
  TypeHandle type;  ///< structs
  bool isStruct;
  bool isPinned = false;
  bool escapes = false;       ///< the address is a value of its own
  bool handlerLive = false;   ///< read by a handler: stays in memory
  bool noInit = false;        ///< written before it is read: the prologue need not clear it (no references)
  bool keep = false;          ///< the unwinder writes it
  std::span<const Ty> words;  ///< argument slots: what each holds
  int32_t frameOffset = 0;    ///< from rbp, given by frame layout
  int32_t interpretedSlot = -1;  ///< entry in the middle: of the variable, in the interpreter's frame
  const VarArgList* varArgs = nullptr;  ///< a block of variable arguments: what it holds
  std::string_view name;
};

/// How a call finds its code.
enum class CallTarget : uint8_t {
  Entry,     ///< through the callee's precode
  Virtual,   ///< through the vtable slot of the receiver
  Dispatch,  ///< interface or generic virtual: site cell, then the dispatcher
  Delegate,  ///< through the delegate's entry, with its target as receiver
  Pointer,   ///< last input is the managed entry
  Helper,    ///< a C++ function, through its helper stub (thread in rdi)
  Leaf,      ///< a C++ function that neither collects nor throws, called directly
};
/// Where an input word goes.
struct ArgPlace {
  Place place;
  uint16_t index;
};
struct CallData {
  CallTarget target = CallTarget::Entry;
  MethodDesc* method = nullptr;
  const void* function = nullptr;  ///< Helper, Leaf
  const void* code = nullptr;      ///< Entry: the callee's code if it is compiled, else its precode
  std::string_view name;           ///< of the function, for listings
  std::span<ArgPlace> places;      ///< one per input, but for Pointer's last
  uint32_t stackBytes = 0;         ///< of outgoing arguments
};

/// A chain of inlined calls: which method an IL offset belongs to.
struct InlineFrame {
  MethodDesc* method;
  InlineFrame* parent;  ///< null for the method being compiled
  uint32_t callOffset;  ///< IL offset of the call in the parent
  uint32_t index;       ///< in the compiled method's table
  uint32_t depth;
};

/// A basic block: nodes between `first` and `last`, the last being its control node.
struct Block {
  uint32_t id = 0;
  uint32_t ilOffset = 0;
  uint32_t loopDepth = 0;
  int32_t order = -1;  ///< place in reverse postorder, -1 when unreachable
  Node* first = nullptr;
  Node* last = nullptr;
  std::vector<Block*> preds;
  std::vector<Block*> succs;
  std::vector<Block*> handlers;  ///< where an exception of this block may go
  Block* idom = nullptr;
  bool isHandler = false;  ///< entered by the unwinder
  bool isFilter = false;   ///< entered as a filter
  bool inFilter = false;   ///< runs within a filter
  bool isLoopHead = false;
  bool isCold = false;
  uint32_t startPosition = 0, endPosition = 0;  ///< register allocator
};

}  // namespace minivm::jit
