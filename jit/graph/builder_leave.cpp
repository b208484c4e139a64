// Ways out of a method besides ret: tail calls and jmp; and the lock that a synchronized method lets go on
// every way out.
//
//   synchronized:   B0: parameters     B1: take lock … body … release lock, return
//                                       └ any exception ─▶ Bn: release lock, go on unwinding
#include <cstdint>

#include "jit/emit/helpers.h"
#include "jit/graph/graph_builder.h"
#include "vm/entry/entry_stubs.h"
#include "vm/runtime.h"
#include "vm/slow_paths.h"
#include "vm/threads/tail_arguments.h"

namespace minivm::jit {

// ------------------------------------------------------------------------------------------------ tail calls

bool GraphBuilder::mayTailCall(const CallInfo& call) {
  GraphBuilder& outer = root();
  if (!call.isTail || !isTailPosition_ || outer.usesLocalAlloc_ || outer.holdsLock() || call.returnsObject)
    return false;
  if (call.kind == CallInfo::Kind::CalliNative) return false;
  // What is pinned has to stay pinned while the callee runs.
  for (const StackObject* object : graph_.objects) {
    if (object->isPinned) return false;
  }
  // The callee's result is ours (III.2.4): small integers must be completed in the same way.
  const ArgInfo& own = outer.sig_->ret;
  const ArgInfo& theirs = call.sig->ret;
  if (own.kind != theirs.kind || (own.kind == StackKind::Struct && own.type != theirs.type)) return false;
  auto isWide = [](ElementType element) { return element == ElementType::I4 || element == ElementType::U4; };
  return own.kind != StackKind::I4 || own.element == theirs.element ||
         (isWide(own.element) && isWide(theirs.element));
}

Value GraphBuilder::anyValue(const ArgInfo& info) {
  if (info.kind == StackKind::Void) return {};
  if (info.kind == StackKind::Struct) return structIn(graph_.newStructObject(info.type, "r"));
  const Ty type = typeOfKind(info.kind);
  return scalar(isFloat(type) ? constantFloat(type, 0) : constant(type, 0));
}

void GraphBuilder::emitTailCall(CallTarget target, MethodDesc* method, const MethodSig& sig,
                                std::span<Value> args, Node* pointer, Node* varArgs) {
  GraphBuilder& outer = root();
  const CallShape& shape = runtime_.stubs().shapeOf(sig);
  ArgumentWords words = argumentWords(shape, sig, args, varArgs);
  if (shape.returnKind == ReturnKind::Buffer) {
    words.nodes.insert(words.nodes.begin(), load(Mem::I8, addressOf(outer.returnBuffer_), 0));
    words.places.insert(words.places.begin(), {Place::Int, shape.returnBufferRegister});
  }
  CallData data = callData(target, method, shape, words);
  // A loop that was entered in the middle has been called with a pointer to the interpreter's frame.
  const uint32_t room = graph_.isOsr ? 0 : runtime_.stubs().shapeOf(*outer.sig_).stackWords;
  Node* leave;
  if (shape.stackWords <= room) {
    if (pointer) words.nodes.push_back(pointer);
    leave = emit(NodeOp::TailCall, Ty::Void, std::span<Node* const>(words.nodes));
  } else {
    // ABI 8: the arguments wait in the thread; no safepoint lies between here and their new place.
    Node* buffer = callLeaf(addressOfHelper(&reserveTailArguments), "reserveTailArguments", Ty::I8,
                            {constant(Ty::I8, shape.stackWords)});
    Node* stack = load(Mem::I8, buffer, offsetof(TailArguments, stack));
    for (size_t i = 0; i < words.nodes.size(); ++i) {
      const ArgPlace& place = words.places[i];
      const Mem mem = minivm::jit::memOf(words.nodes[i]->type);
      const int64_t index = place.index * 8;
      if (place.place == Place::Stack) {
        store(mem, stack, index, words.nodes[i]);
      } else if (place.place == Place::Float) {
        store(mem, buffer, offsetof(TailArguments, floatArgs) + index, words.nodes[i]);
      } else {
        store(mem, buffer, offsetof(TailArguments, intArgs) + index, words.nodes[i]);
      }
    }
    data.places = {};
    leave = pointer ? emit(NodeOp::TailDispatch, Ty::Void, {buffer, pointer})
                    : emit(NodeOp::TailDispatch, Ty::Void, {buffer});
  }
  leave->call = graph_.arena().make<CallData>(data);
  current_ = nullptr;
}

void GraphBuilder::jumpToMethod(MethodDesc* method) {
  const MethodSig& sig = loader_.signature(method);
  std::vector<Value> args;
  for (size_t i = 0; i < args_.size(); ++i) args.push_back(loadArg(static_cast<uint32_t>(i)));
  if (caller_) {
    // The frame belongs to somebody else: a call, and a return.
    return ret(sig_->ret, emitManagedCall(CallTarget::Entry, method, sig, args, nullptr, nullptr));
  }
  endSynchronized();
  releaseLocalAlloc();
  Node* varArgs = sig_->isVarArg ? nodeOf(loadVariable(varArgs_)) : nullptr;
  emitTailCall(CallTarget::Entry, method, sig, args, nullptr, varArgs);
}

void GraphBuilder::releaseLocalAlloc() {
  if (!usesLocalAlloc_) return;
  Node* mark = load(Mem::I8, addressOf(graph_.localAllocMark), 0);
  callLeaf(addressOfHelper(&releaseLocalAlloc_nogc), "releaseLocalAlloc", Ty::Void, {mark});
}

// ---------------------------------------------------------------------------------------------- synchronized

namespace {
/// Behind all IL: the handler protects everything, and nothing protects it.
constexpr uint32_t kBehindCode = INT32_MAX;
}  // namespace

void GraphBuilder::beginSynchronized() {
  lock_ = graph_.newObject(Mem::Ref, "lock");
  lock_->keep = true;
  GraphClause clause;
  clause.il.kind = EhKind::Fault;
  clause.il.tryLength = clause.il.handlerOffset = kBehindCode;
  clause.continuation = graph_.newObject(Mem::I8, "cont");
  clause.continuation->keep = true;
  graph_.clauses.push_back(clause);
  lockHandler_ = graph_.newBlock(kBehindCode);
  if (graph_.isOsr) return;  // the interpreter holds the lock already; finishOsrEntry takes it over
  Block* body = openBlock(0);
  jumpTo(body);
  current_ = body;
  StackObject* owner = graph_.newObject(Mem::Ref, "owner");
  Node* object = method_->isStatic()
                     ? nodeOf(constPointer(runtimeTypeOf_nogc(runtime_, method_->methodTable)))
                     : nodeOf(loadArg(0));
  store(Mem::Ref, addressOf(owner), 0, object);
  callHelper(addressOfHelper(&takeLock), "take lock", Ty::Void, {addressOf(owner), addressOf(lock_)});
}

void GraphBuilder::endSynchronized() {
  if (!holdsLock()) return;
  callHelper(addressOfHelper(&releaseLock), "release lock", Ty::Void, {addressOf(lock_)});
}

void GraphBuilder::finishSynchronized() {
  if (!holdsLock()) return;
  current_ = lockHandler_;
  ilOffset_ = kBehindCode;
  lockHandler_->isHandler = true;
  lockHandler_->isCold = true;
  endSynchronized();
  emit(NodeOp::EndFinally, Ty::Void, {});
  current_ = nullptr;
  graph_.clauses.back().handler = lockHandler_;
}

}  // namespace minivm::jit
