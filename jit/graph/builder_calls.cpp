// Calls: argument words by the callee's shape, the way to its code, inlining.
#include <vector>

#include "jit/emit/helpers.h"
#include "jit/graph/graph_builder.h"
#include "jit/tuning.h"
#include "loader/method_body.h"
#include "vm/entry/entry_stubs.h"
#include "vm/il/importer.h"
#include "vm/il/intrinsics.h"
#include "vm/il/opcode_method.h"
#include "vm/runtime.h"
#include "vm/types/offsets.h"

namespace minivm::jit {

Node* GraphBuilder::emitCall(CallData data, Ty type, std::span<Node* const> inputs) {
  Node* node = emit(NodeOp::Call, type, inputs);
  node->call = graph_.arena().make<CallData>(data);
  return node;
}

/// C++ functions take the thread first, then words and doubles in order.
static std::span<ArgPlace> placesOf(Arena& arena, std::span<Node* const> args) {
  auto places = arena.makeArray<ArgPlace>(args.size());
  uint16_t ints = 1, floats = 0;
  for (size_t i = 0; i < args.size(); ++i) {
    bool asFloat = isFloat(args[i]->type);
    places[i] = {asFloat ? Place::Float : Place::Int, asFloat ? floats++ : ints++};
  }
  return places;
}

CallData leafCall(Arena& arena, const void* function, std::string_view name, std::span<Node* const> args) {
  CallData data;
  data.target = CallTarget::Leaf;
  data.function = function;
  data.name = name;
  data.places = placesOf(arena, args);
  return data;
}

Node* GraphBuilder::callHelper(const void* function, std::string_view name, Ty result,
                               std::initializer_list<Node*> args) {
  std::span<Node* const> inputs(args.begin(), args.size());
  CallData data;
  data.target = CallTarget::Helper;
  data.function = function;
  data.name = name;
  data.places = placesOf(graph_.arena(), inputs);
  return emitCall(data, result, inputs);
}

Node* GraphBuilder::callLeaf(const void* function, std::string_view name, Ty result,
                             std::initializer_list<Node*> args) {
  return callLeaf(function, name, result, std::span<Node* const>(args.begin(), args.size()));
}

Node* GraphBuilder::callLeaf(const void* function, std::string_view name, Ty result,
                             std::span<Node* const> inputs) {
  return emitCall(leafCall(graph_.arena(), function, name, inputs), result, inputs);
}

void GraphBuilder::fail(const LoadFailure& failure) {
  auto* kept = keepFailure(runtime_, failure);
  callHelper(addressOfHelper(&throwKeptFailure), "throw load failure", Ty::Void,
             {constant(Ty::I8, static_cast<int64_t>(reinterpret_cast<intptr_t>(kept)))});
}

/// What an eightbyte of a struct is read or written as: its only primitive, or all eight bytes.
Mem GraphBuilder::wordMem(const ShapeWord& word, TypeHandle structType, uint32_t offset) const {
  if (word.kind == WordKind::Object) return Mem::Ref;
  if (word.kind == WordKind::ByRef) return Mem::ByRef;
  std::vector<StructLeaf> leaves = structLeaves(structType);
  const StructLeaf* only = nullptr;
  for (const StructLeaf& leaf : leaves) {
    if (leaf.offset < offset || leaf.offset >= offset + 8) continue;
    if (only || leaf.offset != offset) return word.place == Place::Float ? Mem::F8 : Mem::I8;
    only = &leaf;
  }
  if (!only) return word.place == Place::Float ? Mem::F8 : Mem::I8;
  bool isFloatLeaf = only->mem == Mem::F4 || only->mem == Mem::F8;
  if (isFloatLeaf != (word.place == Place::Float)) {
    // On the stack either will do; in registers the class decides.
    if (word.place == Place::Float) return Mem::F8;
    if (word.place == Place::Int) return Mem::I8;
  }
  return only->mem;
}

GraphBuilder::ArgumentWords GraphBuilder::argumentWords(const CallShape& shape, const MethodSig& sig,
                                                        std::span<Value> args, Node* varArgs) {
  ArgumentWords words;
  size_t argument = 0;
  for (const ShapeWord& word : shape.words) {
    while (argument + 1 < sig.args.size() && word.slot >= sig.args[argument + 1].slot) ++argument;
    if (word.place == Place::None) continue;
    if (varArgs && word.slot + 1u == sig.argSlots) {
      words.nodes.push_back(varArgs);
      words.places.push_back({word.place, word.index});
      continue;
    }
    const ArgInfo& info = sig.args[argument];
    Node* node;
    if (info.kind == StackKind::Struct) {
      uint32_t offset = (word.slot - info.slot) * 8u;
      node = load(wordMem(word, info.type, offset), addressOf(objectOf(args[argument]), offset), 0);
    } else {
      node = nodeOf(args[argument]);
    }
    words.nodes.push_back(node);
    words.places.push_back({word.place, word.index});
  }
  return words;
}

CallData GraphBuilder::callData(CallTarget target, MethodDesc* method, const CallShape& shape,
                                const ArgumentWords& words) {
  CallData data;
  data.target = target;
  data.method = method;
  auto kept = graph_.arena().makeArray<ArgPlace>(words.places.size());
  std::copy(words.places.begin(), words.places.end(), kept.begin());
  data.places = kept;
  data.stackBytes = shape.stackWords * 8u;
  return data;
}

Value GraphBuilder::emitManagedCall(CallTarget target, MethodDesc* method, const MethodSig& sig,
                                    std::span<Value> args, Node* pointer, Node* varArgs) {
  const CallShape& shape = runtime_.stubs().shapeOf(sig);
  StackObject* result = nullptr;
  if (sig.ret.kind == StackKind::Struct) result = graph_.newStructObject(sig.ret.type, "r");
  ArgumentWords words = argumentWords(shape, sig, args, varArgs);
  if (shape.returnKind == ReturnKind::Buffer) {
    words.nodes.insert(words.nodes.begin(), addressOf(result));
    words.places.insert(words.places.begin(), {Place::Int, shape.returnBufferRegister});
  }
  if (pointer) words.nodes.push_back(pointer);
  const CallData data = callData(target, method, shape, words);
  const std::vector<Node*>& inputs = words.nodes;
  if (shape.returnKind == ReturnKind::Buffer) {
    emitCall(data, Ty::Void, inputs);
    return structIn(result);
  }
  if (shape.returnKind == ReturnKind::Void) {
    emitCall(data, Ty::Void, inputs);
    return {};
  }
  if (sig.ret.kind != StackKind::Struct) {
    Node* call = emitCall(data, typeOfKind(sig.ret.kind), inputs);
    return scalar(call);
  }
  // A struct in one or two registers.
  const ShapeWord* found[2] = {nullptr, nullptr};
  size_t count = 0;
  for (const ShapeWord& word : shape.returnWords) {
    if (word.place != Place::None) found[count++] = &word;
  }
  if (count == 0) {
    emitCall(data, Ty::Void, inputs);
    return structIn(result);
  }
  auto memAt = [&](const ShapeWord& word) { return wordMem(word, sig.ret.type, word.slot * 8u); };
  // The first result register is rax or xmm0; the second is the next of its own class.
  Node* call = emitCall(data, typeOf(memAt(*found[0])), inputs);
  call->imm = count == 2 ? found[1]->index : 0;
  Node* second = nullptr;
  if (count == 2) {
    second = emit(NodeOp::Result2, typeOf(memAt(*found[1])), {call});
    second->imm = found[1]->index;
  }
  store(memAt(*found[0]), addressOf(result, found[0]->slot * 8), 0, call);
  if (second) store(memAt(*found[1]), addressOf(result, found[1]->slot * 8), 0, second);
  return structIn(result);
}

Value GraphBuilder::call(const CallInfo& call, std::span<Value> args, Value calliTarget) {
  if (call.kind == CallInfo::Kind::CalliNative)
    return callNativePointer(*call.sig, args, nodeOf(calliTarget));
  const bool isTail = mayTailCall(call);
  Node* varArgs = call.sig->isVarArg ? nodeOf(call.varArgs) : nullptr;
  auto emitCall = [&](CallTarget target, MethodDesc* method, const MethodSig& sig, Node* pointer) {
    if (!isTail) return emitManagedCall(target, method, sig, args, pointer, varArgs);
    emitTailCall(target, method, sig, args, pointer, varArgs);
    return anyValue(sig.ret);
  };
  if (call.kind == CallInfo::Kind::Calli) {
    Node* pointer = nodeOf(calliTarget);
    emit(NodeOp::NullCheck, pointer->type, {pointer});
    return emitCall(CallTarget::Pointer, nullptr, *call.sig, pointer);
  }
  CallInfo info = call;
  MethodDesc* method = info.method;
  bool isDelegate = method->kind == MethodKind::DelegateInvoke;
  bool isVirtual = info.kind == CallInfo::Kind::Virtual && method->isVirtual() && !isDelegate;
  if ((info.kind == CallInfo::Kind::Virtual || info.checkThis || isDelegate) && call.sig->hasThis &&
      !call.returnsObject) {
    args[0] = scalar(nonNull(nodeOf(args[0])));
  }
  Value result;
  if (isVirtual) {
    if (MethodDesc* exact = devirtualized(info, nodeOf(args[0]))) {
      method = info.method = exact;
      info.kind = CallInfo::Kind::Direct;
      info.sig = &loader_.signature(exact);
      isVirtual = false;
    }
  }
  if (method->kind == MethodKind::ArrayCtor) {
    // The constructor of an array has no `this` yet; its first argument is null.
    return scalar(arrayCtorResult(info, args));
  }
  if (isVirtual) {
    if (!isTail && tryGuarded(info, args, result)) return result;
    return emitCall(targetOf(info), method, *info.sig, nullptr);
  }
  if (isDelegate) {
    if (!isTail && tryGuarded(info, args, result)) return result;
    return emitCall(isTail ? CallTarget::Entry : targetOf(info), method, *info.sig, nullptr);
  }
  if (tryArrayAccess(info, args, result)) return result;
  if (tryIntrinsic(info, args, result)) return result;
  if (!varArgs && neverReturns(method)) {
    // What leads here is rare; nothing comes behind.
    current_->isCold = true;
    emitManagedCall(CallTarget::Entry, method, *info.sig, args, nullptr, nullptr);
    emit(NodeOp::Unreachable, Ty::Void, {});
    current_ = openBlock(ilOffset_);
    return anyValue(info.sig->ret);
  }
  if (tryNewDelegate(info, args)) return {};
  if (tryNative(info, args, result)) return result;
  if (tryInline(info, args, result)) return result;
  return emitCall(CallTarget::Entry, method, *info.sig, nullptr);
}

/// A native function: the arguments lie in memory as slots, the helper goes through the exit stub. What they
/// point to is pinned by the program.
Value GraphBuilder::callNativePointer(const MethodSig& sig, std::span<Value> args, Node* pointer) {
  StackObject* slots = graph_.newObject(Mem::I8, "native");
  slots->sizeBytes = std::max<uint32_t>(sig.argSlots, 1) * 8u;
  slots->escapes = true;
  for (size_t i = 0; i < args.size(); ++i) {
    const int64_t offset = int64_t{sig.args[i].slot} * 8;
    if (isStruct(args[i])) {
      copyMem(addressOf(slots, offset), addressOf(objectOf(args[i])), sig.args[i].type.sizeBytes(), false);
    } else {
      Node* value = nodeOf(args[i]);
      store(minivm::jit::memOf(value->type), addressOf(slots, offset), 0, value);
    }
  }
  StackObject* result = sig.ret.kind == StackKind::Struct ? graph_.newStructObject(sig.ret.type, "r")
                                                          : graph_.newObject(Mem::I8, "r");
  result->escapes = true;
  auto address = [&](const void* p) {
    return constant(Ty::I8, static_cast<int64_t>(reinterpret_cast<intptr_t>(p)));
  };
  callHelper(addressOfHelper(&callNativeFunction), "call native", Ty::Void,
             {address(&sig), pointer, addressOf(slots), addressOf(result)});
  if (sig.ret.kind == StackKind::Void) return {};
  if (sig.ret.kind == StackKind::Struct) return structIn(result);
  return scalar(load(memOf(sig.ret), addressOf(result), 0));
}

/// Multi-dimensional arrays are made by a helper: the lengths go through memory.
Node* GraphBuilder::arrayCtorResult(const CallInfo& call, std::span<Value> args) {
  StackObject* lengths = graph_.newObject(Mem::I8, "len");
  lengths->sizeBytes = static_cast<uint32_t>(args.size()) * 8;
  lengths->escapes = true;
  for (size_t i = 1; i < args.size(); ++i)
    store(Mem::I8, addressOf(lengths, static_cast<int64_t>(i) * 8), 0, widen(nodeOf(args[i])));
  return callHelper(
      addressOfHelper(&newMdArray), "new array", Ty::Ref,
      {constant(Ty::I8, static_cast<int64_t>(reinterpret_cast<intptr_t>(call.method))), addressOf(lengths)});
}

/// Get, Set and Address of multi-dimensional arrays: each index against its lower bound and length.
bool GraphBuilder::tryArrayAccess(const CallInfo& call, std::span<Value> args, Value& result) {
  MethodDesc* method = call.method;
  const bool isGet = method->kind == MethodKind::ArrayGet;
  const bool isSet = method->kind == MethodKind::ArraySet;
  if (!isGet && !isSet && method->kind != MethodKind::ArrayAddress) return false;
  MethodTable* type = method->methodTable;
  const TypeHandle element = type->elementType();
  // The address of a reference wants the array's exact type.
  if (!isGet && !isSet && !element.isValueType()) return false;
  const uint32_t rank = type->eeClass->rank;
  if (args.size() != rank + 1 + (isSet ? 1 : 0)) return false;
  Node* array = nonNull(nodeOf(args[0]));
  Node* position = nullptr;
  for (uint32_t i = 0; i < rank; ++i) {
    Node* length = emit(NodeOp::ArrayShape, Ty::I4, {array});
    length->imm = offsets::kMdArrayLengths + 4 * i;
    Node* lower = emit(NodeOp::ArrayShape, Ty::I4, {array});
    lower->imm = offsets::kMdArrayLengths + 4 * (rank + i);
    Node* index = emit(NodeOp::Sub, Ty::I4, {nodeOf(args[i + 1]), lower});
    emit(NodeOp::BoundsCheck, Ty::Void, {index, length});
    Node* wide = emit(NodeOp::ZExt32, Ty::I8, {index});
    if (position) {
      Node* row = emit(NodeOp::Mul, Ty::I8, {position, emit(NodeOp::ZExt32, Ty::I8, {length})});
      wide = emit(NodeOp::Add, Ty::I8, {row, wide});
    }
    position = wide;
  }
  // Elements lie behind the lengths and bounds; the base size counts the header, too.
  const int64_t dataOffset = static_cast<int64_t>(type->baseSize) - 8;
  MemType memory{element.reducedElementType(), element.stackKind(), element, element.sizeBytes(),
                 !element.isValueType() || element.containsGcPointers()};
  Node* base = array;
  Node* scaled = nullptr;
  const uint32_t size = memory.sizeBytes;
  const bool isScalar = memory.kind != StackKind::Struct && memory.kind != StackKind::O;
  if (isScalar && (isGet || isSet)) {
    scaled = position;
  } else {
    Node* bytes = emit(NodeOp::Mul, Ty::I8, {position, constant(Ty::I8, size)});
    base = emit(NodeOp::Add, Ty::ByRef, {array, bytes});
  }
  if (isSet && memory.kind == StackKind::O)
    emit(NodeOp::StoreCheck, Ty::Void, {array, nodeOf(args[rank + 1])});
  if (isScalar && isGet) {
    const Mem mem = minivm::jit::memOf(memory);
    Node* node = emit(NodeOp::Load, typeOf(mem), {base, scaled});
    node->mem = mem;
    node->scale = static_cast<uint8_t>(size);
    node->imm = dataOffset;
    result = scalar(node);
  } else if (isScalar && isSet) {
    Node* node = emit(NodeOp::Store, Ty::Void, {base, nodeOf(args[rank + 1]), scaled});
    node->mem = minivm::jit::memOf(memory);
    node->scale = static_cast<uint8_t>(size);
    node->imm = dataOffset;
  } else if (isGet) {
    result = loadFrom(memory, base, dataOffset);
  } else if (isSet) {
    storeTo(memory, base, dataOffset, args[rank + 1], true);
  } else {
    result = scalar(plus(base, dataOffset));
  }
  return true;
}

/// Methods that are one node.
bool GraphBuilder::tryIntrinsic(const CallInfo& call, std::span<Value> args, Value& result) {
  MethodDesc* method = call.method;
  MethodTable* owner = method->methodTable;
  if (!owner->module->isCoreLib() || owner->eeClass->typeDef.isNil()) return false;
  std::string_view name = method->name();
  if (owner->isString()) {
    if (name == "get_Length" && args.size() == 1) {
      static_assert(offsetof(String, length) == offsets::kArrayLength);
      result = scalar(emit(NodeOp::ArrayLength, Ty::I4, {nonNull(nodeOf(args[0]))}));
      return true;
    }
    if (name == "get_Chars" && args.size() == 2) {
      Node* string = nonNull(nodeOf(args[0]));
      Node* length = emit(NodeOp::ArrayLength, Ty::I4, {string});
      Node* index = nodeOf(args[1]);
      emit(NodeOp::BoundsCheck, Ty::Void, {index, length});
      Node* node = emit(NodeOp::Load, Ty::I4, {string, emit(NodeOp::ZExt32, Ty::I8, {index})});
      node->mem = Mem::U2;
      node->scale = 2;
      node->imm = kStringCharsOffset;
      result = scalar(node);
      return true;
    }
    return false;
  }
  const Metadata& metadata = owner->module->metadata();
  TypeDefRow row = metadata.typeDef(owner->eeClass->typeDef.rid());
  std::string_view type = metadata.string(row.name);
  if (metadata.string(row.nameSpace) == "System.Threading") {
    if (type == "Monitor") return tryMonitor(call, args);
    if (type == "Interlocked") return tryAtomic(call, args, result);
  }
  if ((type == "Math" || type == "MathF") && metadata.string(row.nameSpace) == "System" && args.size() == 1) {
    Node* x = isStruct(args[0]) ? nullptr : nodeOf(args[0]);
    if (x && isFloat(x->type) && (name == "Sqrt" || name == "Abs")) {
      result = scalar(emit(name == "Sqrt" ? NodeOp::FSqrt : NodeOp::FAbs, x->type, {x}));
      return true;
    }
  }
  return false;
}

/// The natives behind `lock`: free and taken once, which most locks are, is a compare-and-swap.
bool GraphBuilder::tryMonitor(const CallInfo& call, std::span<Value> args) {
  if (call.method->kind != MethodKind::FCall || args.size() != 1) return false;
  const std::string_view name = call.method->name();
  if (name != "Enter" && name != "Exit") return false;
  emit(name == "Enter" ? NodeOp::MonitorEnter : NodeOp::MonitorExit, Ty::Void, {nodeOf(args[0])});
  return true;
}

/// The natives of Interlocked for four and eight bytes.
bool GraphBuilder::tryAtomic(const CallInfo& call, std::span<Value> args, Value& result) {
  if (call.method->kind != MethodKind::FCall || args.size() < 2) return false;
  const ElementType element = call.sig->args[1].element;
  if (element != ElementType::I4 && element != ElementType::I8) return false;
  const std::string_view name = call.method->name();
  const NodeOp op = name == "ExchangeAdd"       ? NodeOp::AtomicAdd
                    : name == "Exchange"        ? NodeOp::AtomicExchange
                    : name == "CompareExchange" ? NodeOp::AtomicCompare
                                                : NodeOp::Unreachable;
  if (op == NodeOp::Unreachable) return false;
  Node* address = checkedAddress(nodeOf(args[0]));
  if (address->is(NodeOp::StackAddr) && address->object) address->object->escapes = true;
  const Ty type = element == ElementType::I4 ? Ty::I4 : Ty::I8;
  Node* node = op == NodeOp::AtomicCompare ? emit(op, type, {address, nodeOf(args[1]), nodeOf(args[2])})
                                           : emit(op, type, {address, nodeOf(args[1])});
  result = scalar(node);
  return true;
}

/// Small callees become part of their callers: the importer runs over their IL with a builder that writes
/// into this graph.
/// Where the ways through a call that is more than one node leave its result; null for void.
StackObject* GraphBuilder::newResultObject(const MethodSig& sig) {
  if (sig.ret.kind == StackKind::Void) return nullptr;
  if (sig.ret.kind == StackKind::Struct) return graph_.newStructObject(sig.ret.type, "r");
  return graph_.newObject(memOf(sig.ret), "r");
}

bool GraphBuilder::tryInline(const CallInfo& call, std::span<Value> args, Value& result) {
  MethodDesc* method = call.method;
  if (!graph_.inlining || (method->isVirtual() && call.kind == CallInfo::Kind::Virtual) || !mayInline(method))
    return false;
  if (frame_->depth >= kMaxInlineDepth || graph_.nodeCount() > kMaxInlineNodes) return false;
  if (current_ && (current_->inFilter || current_->isCold)) return false;
  uint32_t repeats = 0;
  for (InlineFrame* f = frame_; f; f = f->parent) repeats += f->method == method;
  if (repeats > kMaxInlineRepeats) return false;
  if (call.sig->isVarArg) return false;
  // A class constructor that has to run at this very moment keeps its call.
  if (method->methodTable->eeClass->needsInit() && method->startsClassInit()) return false;
  size_t firstBlock = graph_.blocks().size();
  size_t firstFrame = graph_.frames.size();
  Block* callBlock = current_;
  Node* lastBefore = callBlock->last;
  auto undo = [&] {
    while (callBlock->last != lastBefore) Graph::remove(callBlock->last);
    callBlock->succs.clear();
    graph_.removeBlocksFrom(firstBlock);
    graph_.frames.resize(firstFrame);
    current_ = callBlock;
  };
  try {
    const MethodBodySource source(runtime_, method);
    const MethodBody& body = source.body();
    if (repeats > 0 && body.code.size() > kMaxRepeatedIlBytes) return false;
    const MethodSig& sig = *call.sig;
    StackObject* object = newResultObject(sig);
    JoinKinds joins;
    for (int attempt = 0;; ++attempt) {
      GraphBuilder child(*this, method, args);
      child.inlineExit_ = openBlock(ilOffset_);
      child.isTailPosition_ = mayTailCall(call);
      child.inlineExit_->handlers = callBlock->handlers;
      child.inlineExit_->inFilter = callBlock->inFilter;
      child.inlineResult_ = object;
      if (IlImporter(runtime_, method, body, child, joins).run()) {
        current_ = child.inlineExit_;
        break;
      }
      undo();
      if (attempt == 4) return false;
    }
    if (object) {
      ArgInfo info = sig.ret;
      result = loadVariable({object, info});
    }
    return true;
  } catch (const RefusedMethod&) {
  } catch (const LoadFailure&) {
  } catch (const LoadError&) {
  }
  undo();
  return false;
}

void GraphBuilder::classInitCheck(MethodTable* type) {
  loader_.ensureFullyLoaded(type);
  emit(NodeOp::ClassInit, Ty::Void, {})->table = type;
}

}  // namespace minivm::jit
