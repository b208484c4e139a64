// GraphBuilder: importer events → graph. Every local, argument, stack slot between blocks and struct
// temporary is a stack object here, every access a load or a store: promotion (passes/promote.cpp) makes
// values of them later. That keeps this half a plain translation, and makes inlining the same translation
// once more, into the caller's graph.
#pragma once

#include <string>
#include <vector>

#include "jit/graph/graph.h"
#include "vm/il/il_builder.h"
#include "vm/jit_interface.h"

namespace minivm {
class Thread;
}

namespace minivm::jit {

enum class Refusal : uint8_t {
#define REFUSAL(name, sentence) name,
#include "jit/refusal.def"
};
const char* sentenceOf(Refusal refusal);
/// Thrown by the builder: the method stays interpreted.
struct RefusedMethod {
  Refusal why;
};

/// One primitive of a struct.
struct StructLeaf {
  uint32_t offset;
  Mem mem;
};
/// The primitives a struct consists of, ascending; empty when they overlap, are repeated (inline arrays), or
/// are more than a compiler wants to know of.
std::vector<StructLeaf> structLeaves(TypeHandle type);

class GraphBuilder final : public IlBuilder {
 public:
  /// For the method itself.
  GraphBuilder(Graph& graph, Thread& thread, MethodDesc* method);
  /// Starts in the middle: the interpreter's frame at the head of the block at `osrOffset`.
  /// `frame` lives as long as the builder.
  void enterAt(uint32_t osrOffset, const InterpretedFrame& frame) {
    osrOffset_ = static_cast<int64_t>(osrOffset);
    interpreted_ = &frame;
  }
  ~GraphBuilder() override;
  /// Instead of an import: the body of a delegate type's Invoke (builder_delegate.cpp).
  void buildDelegateInvoke();

  bool resolvesEagerly() const override { return true; }
  void begin(MethodDesc* method, std::span<const ArgInfo> args, std::span<const ArgInfo> locals,
             std::span<const ClauseInfo> clauses, bool initLocals) override;
  void setStack(StackEntry* base, const size_t* depth) override;
  void markAddressTaken(bool, uint32_t) override {}
  void markLocalAlloc() override;
  void beginBlock(BlockId block, uint32_t ilOffset) override;
  void setIlOffset(uint32_t ilOffset) override { ilOffset_ = ilOffset; }
  void storeStackSlot(uint32_t depth, StackKind kind, TypeHandle type, Value value) override;
  Value loadStackSlot(uint32_t depth, StackKind kind, TypeHandle type) override;
  void discard(Value) override {}
  Value duplicate(Value& value) override { return value; }
  void finish() override;

  Value constI4(int32_t value) override;
  Value constI8(int64_t value, StackKind kind) override;
  Value constR4(float value) override;
  Value constR8(double value) override;
  Value constNull() override;
  Value constPointer(const void* address) override;
  Value addressableTemp(StackKind kind, TypeHandle type, Value& address) override;
  Value loadArg(uint32_t index) override { return loadVariable(args_[index]); }
  Value loadLocal(uint32_t index) override { return loadVariable(locals_[index]); }
  void storeArg(uint32_t index, Value value) override { storeVariable(args_[index], value); }
  void storeLocal(uint32_t index, Value value) override { storeVariable(locals_[index], value); }
  Value argAddress(uint32_t index) override { return scalar(addressOf(args_[index])); }
  Value localAddress(uint32_t index) override { return scalar(addressOf(locals_[index])); }

  Value binary(BinaryOp op, StackKind kind, Value a, Value b) override;
  Value unary(UnaryOp op, StackKind kind, Value a) override;
  Value compare(CompareOp op, StackKind kind, Value a, Value b) override;
  Value convert(StackKind from, ElementType to, bool overflow, bool sourceUnsigned, Value a) override;
  Value checkFinite(StackKind kind, Value a) override;

  void jump(BlockId target, bool backward) override;
  void branch(CompareOp op, StackKind kind, Value a, Value b, BlockId target, bool backward) override;
  void branchOn(bool whenTrue, StackKind kind, Value a, BlockId target, bool backward) override;
  void switchOn(Value a, std::span<const BlockId> targets) override;
  void ret(const ArgInfo& type, Value value) override;
  void throwValue(Value exception) override;
  void rethrow() override;
  void leave(std::span<const LeaveStep> steps, BlockId target, bool backward) override;
  void endFinally(uint32_t clause) override;
  void endFilter(uint32_t clause, Value result) override;
  Value beginHandler(uint32_t clause) override;
  void throwLoadFailure(const LoadFailure& failure) override;

  Value loadIndirect(const MemType& memory, StackKind addressKind, Value address) override;
  void storeIndirect(const MemType& memory, StackKind addressKind, Value address, Value value) override;
  Value loadField(const FieldRef& field, StackKind baseKind, TypeHandle baseType, Value base) override;
  Value fieldAddress(const FieldRef& field, StackKind baseKind, Value base) override;
  void storeField(const FieldRef& field, StackKind baseKind, Value base, Value value) override;
  Value loadStatic(const FieldRef& field) override;
  Value staticAddress(const FieldRef& field) override;
  void storeStatic(const FieldRef& field, Value value) override;
  Value loadElement(const MemType& memory, Value array, StackKind indexKind, Value index) override;
  void storeElement(const MemType& memory, Value array, StackKind indexKind, Value index,
                    Value value) override;
  Value elementAddress(const TypeRef& elementType, const MemType& memory, bool checkType, Value array,
                       StackKind indexKind, Value index) override;
  Value arrayLength(Value array) override;
  Value arrayData(Value array) override;
  Value loadMethodTable(Value object) override;
  void initObject(TypeHandle type, StackKind addressKind, Value address) override;
  void copyBlock(Value destination, Value source, Value bytes) override;
  void initBlock(Value destination, Value byteValue, Value bytes) override;
  Value localAlloc(Value bytes) override;
  void memoryBarrier() override;
  void volatileOrder() override;
  void nullCheck(StackKind kind, const Value& value) override;

  Value newArray(const TypeRef& elementType, StackKind lengthKind, Value length) override;
  Value newObject(MethodDesc* constructor, Token token) override;
  Value box(TypeHandle type, Value value) override;
  Value unboxAddress(TypeHandle type, Value object) override;
  Value castClass(const TypeRef& type, Value object) override;
  Value isInstance(const TypeRef& type, Value object) override;
  Value loadString(Token token) override;
  Value loadTypeObject(TypeHandle type) override;
  Value loadMethodObject(MethodDesc* method) override;
  Value loadFieldObject(FieldDesc* field) override;
  Value loadFunction(MethodDesc* method, Token token) override;
  Value loadVirtualFunction(MethodDesc* method, Token token, Value object) override;
  Value makeTypedReference(TypeHandle type, Value address) override;
  Value typedReferenceAddress(TypeHandle type, Value reference) override;
  Value typedReferenceType(Value reference) override;
  Value argumentList() override;
  Value variableArguments(const VarArgList& list, std::span<Value> values) override;

  Value call(const CallInfo& call, std::span<Value> args, Value calliTarget) override;
  void classInitCheck(MethodTable* type) override;
  void jumpToMethod(MethodDesc* method) override;

 private:
  /// A call being inlined: the callee's builder writes into the caller's graph.
  GraphBuilder(GraphBuilder& caller, MethodDesc* method, std::span<Value> args);

  // --- values: a node, or a struct by the object that holds it
  static Value scalar(Node* node) { return {reinterpret_cast<uint64_t>(node), 0}; }
  static Value structIn(StackObject* object) { return {reinterpret_cast<uint64_t>(object), 1}; }
  /// A scalar whose constructor has yet to run: read when it is used.
  static Value lateScalar(StackObject* object) { return {reinterpret_cast<uint64_t>(object), 2}; }
  Node* nodeOf(const Value& v) {
    if (v.b == 2) return load(objectOf(v)->mem, addressOf(objectOf(v)), 0);
    return reinterpret_cast<Node*>(v.a);
  }
  static bool isStruct(const Value& v) { return v.b == 1; }
  static StackObject* objectOf(const Value& v) { return reinterpret_cast<StackObject*>(v.a); }

  // --- nodes
  Node* emit(NodeOp op, Ty type, std::initializer_list<Node*> inputs);
  Node* emit(NodeOp op, Ty type, std::span<Node* const> inputs);
  Node* constant(Ty type, int64_t value);
  Node* constantFloat(Ty type, uint64_t bits);
  Node* addressOf(StackObject* object, int64_t offset = 0);
  /// base + offset, keeping what is known: stack addresses stay stack addresses.
  Node* plus(Node* base, int64_t offset);
  Node* load(Mem mem, Node* base, int64_t offset);
  Node* store(Mem mem, Node* base, int64_t offset, Node* value);
  void copyMem(Node* destination, Node* source, uint32_t bytes, bool withBarrier);
  Node* nonNull(Node* node);
  Node* widen(Node* node);  ///< I4 to I8, signed
  Value loadFrom(const MemType& memory, Node* base, int64_t offset);
  void storeTo(const MemType& memory, Node* base, int64_t offset, Value value, bool knownHeap);
  /// An address that a null pointer must not get through.
  Node* checkedAddress(Node* address);

  // --- variables
  struct Variable {
    StackObject* object;
    ArgInfo info;
  };
  Variable makeVariable(const ArgInfo& info, std::string_view name);
  Value loadVariable(const Variable& v);
  void storeVariable(const Variable& v, Value value);
  Node* addressOf(const Variable& v) { return addressOf(v.object); }
  static Mem memOf(const ArgInfo& info);
  void receiveArguments();
  void receiveOsrFrame();
  void receiveInlinedArguments(std::span<Value> args);

  // --- control
  Block* blockOf(BlockId id, uint32_t ilOffset = 0);
  void jumpTo(Block* target);
  /// Ends the block; the importer goes on in the block of the other way.
  void branchTo(Node* condition, Block* whenTrue);
  void poll();
  Block* openBlock(uint32_t ilOffset);
  void setHandlers(Block* block, uint32_t ilOffset);
  StackObject* stackSlotObject(uint32_t depth, StackKind kind, TypeHandle type);

  // --- arrays
  struct Element {
    Node* array;
    Node* index;  ///< I8
  };
  Element checkedElement(Value array, StackKind indexKind, Value index);
  /// Base and scaled index, or the whole address in `base` when the size is no scale.
  void elementOperands(const Element& element, uint32_t size, Node*& base, Node*& index, uint8_t& scale,
                       int64_t& offset);

  // --- calls
  Node* emitCall(CallData data, Ty type, std::span<Node* const> inputs);
  Node* callHelper(const void* function, std::string_view name, Ty result, std::initializer_list<Node*> args);
  Node* callLeaf(const void* function, std::string_view name, Ty result, std::initializer_list<Node*> args);
  Node* callLeaf(const void* function, std::string_view name, Ty result, std::span<Node* const> inputs);
  Value emitManagedCall(CallTarget target, MethodDesc* method, const MethodSig& sig, std::span<Value> args,
                        Node* pointer, Node* varArgs);
  /// The words of the arguments of a call, where they go, and the call's data but for its result.
  struct ArgumentWords {
    std::vector<Node*> nodes;
    std::vector<ArgPlace> places;
  };
  ArgumentWords argumentWords(const CallShape& shape, const MethodSig& sig, std::span<Value> args,
                              Node* varArgs);
  CallData callData(CallTarget target, MethodDesc* method, const CallShape& shape,
                    const ArgumentWords& words);
  void callBoundDelegate(const std::vector<Value>& args, StackObject* result, Block* done);
  Value callNativePointer(const MethodSig& sig, std::span<Value> args, Node* pointer);

  // --- ways out (builder_leave.cpp)
  GraphBuilder& root() { return caller_ ? caller_->root() : *this; }
  /// May this call take the frame's place?
  bool mayTailCall(const CallInfo& call);
  void emitTailCall(CallTarget target, MethodDesc* method, const MethodSig& sig, std::span<Value> args,
                    Node* pointer, Node* varArgs);
  /// A value of this kind for code that is never reached.
  Value anyValue(const ArgInfo& info);
  bool holdsLock() const { return lock_ != nullptr; }
  void beginSynchronized();
  void endSynchronized();
  void releaseLocalAlloc();
  void finishSynchronized();
  Mem wordMem(const ShapeWord& word, TypeHandle structType, uint32_t offset) const;
  bool neverReturns(MethodDesc* method) const;
  bool mayInline(MethodDesc* method) const;
  StackObject* newResultObject(const MethodSig& sig);
  bool tryInline(const CallInfo& call, std::span<Value> args, Value& result);
  bool tryArrayAccess(const CallInfo& call, std::span<Value> args, Value& result);
  bool tryMonitor(const CallInfo& call, std::span<Value> args);
  bool tryAtomic(const CallInfo& call, std::span<Value> args, Value& result);
  bool tryIntrinsic(const CallInfo& call, std::span<Value> args, Value& result);
  bool tryNewDelegate(const CallInfo& call, std::span<Value> args);
  bool tryNative(const CallInfo& call, std::span<Value> args, Value& result);
  bool callNative(const CallInfo& call, std::span<Value> args, Value& result);
  bool tryNewString(const CallInfo& call, std::span<Value> args, Value& result);
  Node* arrayCtorResult(const CallInfo& call, std::span<Value> args);
  struct Guess {
    void* key;  ///< receiver type, or the delegate's target
    MethodDesc* target;
    uint64_t calls;
  };
  std::vector<Guess> guessTargets(const CallInfo& call, bool& isSure) const;
  bool tryGuarded(const CallInfo& call, std::span<Value> args, Value& result);
  CallTarget targetOf(const CallInfo& call) const;
  MethodDesc* devirtualized(const CallInfo& call, Node* receiver) const;
  Value runtimeObject(TypeHandle handleType, Object* object);
  void fail(const LoadFailure& failure);

  Graph& graph_;
  Thread& thread_;
  Runtime& runtime_;
  ClassLoader& loader_;
  MethodDesc* method_;
  const MethodSig* sig_ = nullptr;
  GraphBuilder* caller_ = nullptr;
  InlineFrame* frame_ = nullptr;
  Block* current_ = nullptr;
  uint32_t ilOffset_ = 0;
  int64_t osrOffset_ = -1;
  std::vector<Variable> args_;
  std::vector<Variable> locals_;
  Variable varArgs_{};  ///< the hidden argument of a vararg method (ABI 9)
  StackObject* returnBuffer_ = nullptr;
  std::vector<Block*> blocks_;  ///< by BlockId
  std::vector<ClauseInfo> clauseInfos_;
  struct SlotObject {
    uint32_t depth;
    StackKind kind;
    TypeHandle type;
    StackObject* object;
  };
  std::vector<SlotObject> slots_;
  struct FinallyEnd {
    Block* block;
    uint32_t clause;
    uint32_t ilOffset;
  };
  std::vector<FinallyEnd> finallyEnds_;
  std::vector<Value> inlineArgs_;
  // Of an inlined callee: where its result goes and where control goes on.
  Block* inlineExit_ = nullptr;
  StackObject* inlineResult_ = nullptr;
  std::vector<Block*> inlineHandlers_;
  bool usesLocalAlloc_ = false;
  bool isEntered_ = false;
  bool isTailPosition_ = true;  ///< what this code tail-calls may take the compiled method's frame
  // A synchronized method: the lock it holds, and the fault handler around everything.
  StackObject* lock_ = nullptr;
  Block* lockHandler_ = nullptr;
  // Entry in the middle.
  void finishOsrEntry();
  void copyOsrSlot(StackObject* object, uint32_t slot);
  void connectOsrEntry();
  const InterpretedFrame* interpreted_ = nullptr;
  Node* osrFrame_ = nullptr;
  Block* osrBlock_ = nullptr;         ///< has read the interpreter's frame
  Block* firstBlock_ = nullptr;       ///< of IL offset 0
  std::vector<SlotObject> osrStack_;  ///< what is on the stack at the head of the loop
};

}  // namespace minivm::jit
