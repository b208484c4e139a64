// Where calls go: what can be known, or guessed from a profile, about virtual calls and delegates; natives
// without the interpreter between; methods that never return.
#include <algorithm>
#include <vector>

#include "jit/emit/helpers.h"
#include "jit/graph/graph_builder.h"
#include "jit/tuning.h"
#include "loader/load_error.h"
#include "loader/method_body.h"
#include "vm/entry/entry_stubs.h"
#include "vm/native/native_leaf.h"
#include "vm/native/native_table.h"
#include "vm/runtime.h"
#include "vm/types/loader_allocator.h"
#include "vm/types/offsets.h"

namespace minivm::jit {

namespace {

/// Do the arguments of a leaf fit the registers of the C convention, behind the thread?
bool fitsRegisters(std::span<Node* const> args) {
  constexpr size_t kInts = 5, kFloats = 8;
  const auto floats = static_cast<size_t>(
      std::count_if(args.begin(), args.end(), [](const Node* node) { return isFloat(node->type); }));
  return floats <= kFloats && args.size() - floats <= kInts;
}

}  // namespace

/// The one method a virtual call can reach, where the receiver's exact type is known.
MethodDesc* GraphBuilder::devirtualized(const CallInfo& call, Node* receiver) const {
  if (receiver->is(NodeOp::NullCheck)) receiver = receiver->in(0);
  const bool isLast = call.method->isFinal() || call.method->methodTable->has(MethodTable::kIsSealed);
  if (isLast && !call.method->isAbstract() && !call.method->methodTable->isInterface() &&
      call.method->methodArgs.empty())
    return call.method;
  if (!receiver->is(NodeOp::New)) return nullptr;
  MethodTable* type = receiver->table;
  if (type->isValueType()) return nullptr;
  try {
    return loader_.resolveVirtual(type, call.method);
  } catch (const LoadFailure&) {
    return nullptr;
  }
}

/// What a virtual call or a delegate reaches most often, by what was seen at this place; at most a few.
std::vector<GraphBuilder::Guess> GraphBuilder::guessTargets(const CallInfo& call, bool& isSure) const {
  std::vector<Guess> guesses;
  const TypeProfile* profile = (*graph_.profiles)(method_, ilOffset_);
  if (!profile) return guesses;
  uint64_t total = profile->others;
  for (size_t i = 0; i < TypeProfile::kKeys && profile->keys[i]; ++i) {
    guesses.push_back({profile->keys[i], nullptr, profile->counts[i]});
    total += profile->counts[i];
  }
  if (total < kMinProfiledCalls) return {};
  const bool isDelegate = call.method->kind == MethodKind::DelegateInvoke;
  const LoaderAllocator* own = allocatorOf(graph_.method());
  std::erase_if(guesses, [&](Guess& guess) {
    if (guess.calls * 100 < total * kMinGuardPercent) return true;
    // Code embeds nothing that may be unloaded before it.
    const LoaderAllocator* theirs = isDelegate ? allocatorOf(static_cast<const MethodDesc*>(guess.key))
                                               : allocatorOf(static_cast<const MethodTable*>(guess.key));
    if (!mayRemember(own, theirs)) return true;
    try {
      if (isDelegate) {
        // Closed ones only: their entry tells the method.
        guess.target = static_cast<MethodDesc*>(guess.key);
        const bool isBoxed = !guess.target->isStatic() && guess.target->methodTable->isValueType();
        if (isBoxed || loader_.signature(guess.target).args.size() != call.sig->args.size()) return true;
      } else {
        guess.target = loader_.resolveVirtual(static_cast<MethodTable*>(guess.key), call.method);
      }
    } catch (const LoadFailure&) {
      return true;
    }
    return !mayInline(guess.target);
  });
  std::stable_sort(guesses.begin(), guesses.end(), [](auto& a, auto& b) { return a.calls > b.calls; });
  isSure = !guesses.empty() && guesses[0].calls * 100 >= total * kSureGuardPercent;
  if (isSure) guesses.resize(1);
  return guesses;
}

/// Where a few receiver types or delegate targets make most of the calls, each is tested for, and its method
/// called directly (as a rule, inlined); the others take the long way.
bool GraphBuilder::tryGuarded(const CallInfo& call, std::span<Value> args, Value& result) {
  MethodDesc* declared = call.method;
  const bool isDelegate = declared->kind == MethodKind::DelegateInvoke;
  if (!graph_.profiles || !graph_.inlining || !declared->methodArgs.empty() || call.sig->isVarArg ||
      current_->isCold || current_->inFilter || frame_->depth >= kMaxInlineDepth ||
      graph_.nodeCount() > kMaxInlineNodes)
    return false;
  bool isSure = false;
  std::vector<Guess> guesses = guessTargets(call, isSure);
  if (guesses.empty()) return false;

  const MethodSig& sig = *call.sig;
  StackObject* object = newResultObject(sig);
  auto finish = [&](const Value& value, Block* exit) {
    if (object && sig.ret.kind == StackKind::Struct) {
      copyMem(addressOf(object), addressOf(objectOf(value)), sig.ret.type.sizeBytes(), false);
    } else if (object) {
      store(object->mem, addressOf(object), 0, nodeOf(value))->flag = true;
    }
    jumpTo(exit);
  };
  auto pointer = [&](const void* address) {
    return constant(Ty::I8, static_cast<int64_t>(reinterpret_cast<intptr_t>(address)));
  };
  Node* receiver = nodeOf(args[0]);
  Block* exit = openBlock(ilOffset_);
  Node* seen = isDelegate ? load(Mem::I8, receiver, offsets::kDelegateMethodPtr)
                          : emit(NodeOp::LoadTable, Ty::I8, {receiver});
  for (const Guess& guess : guesses) {
    const void* expected = isDelegate ? runtime_.stubs().ensurePrecode(guess.target) : guess.key;
    Node* isExpected = emit(NodeOp::Compare, Ty::I4, {seen, pointer(expected)});
    isExpected->imm = static_cast<int64_t>(CompareOp::Eq);
    Block* hit = openBlock(ilOffset_);
    branchTo(isExpected, hit);
    Block* miss = current_;
    current_ = hit;
    CallInfo direct = call;
    direct.method = guess.target;
    direct.kind = CallInfo::Kind::Direct;
    direct.sig = &loader_.signature(guess.target);
    std::vector<Value> own(args.begin(), args.end());
    if (isDelegate) {
      own[0] = scalar(load(Mem::Ref, receiver, offsets::kDelegateTarget));
    } else if (static_cast<MethodTable*>(guess.key)->isValueType() &&
               guess.target->methodTable->isValueType()) {
      own[0] = scalar(plus(receiver, offsets::kObjectFirstField));
    }
    Value value;
    if (!tryInline(direct, own, value))
      value = emitManagedCall(CallTarget::Entry, guess.target, *direct.sig, own, nullptr, nullptr);
    finish(value, exit);
    current_ = miss;
  }
  current_->isCold = isSure;
  finish(emitManagedCall(targetOf(call), declared, sig, args, nullptr, nullptr), exit);
  current_ = exit;
  if (object) result = loadVariable({object, sig.ret});
  return true;
}

/// How a call finds its code when nothing is known about where it goes.
CallTarget GraphBuilder::targetOf(const CallInfo& call) const {
  const MethodDesc* method = call.method;
  if (method->kind == MethodKind::DelegateInvoke) {
    const bool hasBuffer = runtime_.stubs().shapeOf(*call.sig).returnKind == ReturnKind::Buffer;
    return hasBuffer ? CallTarget::Entry : CallTarget::Delegate;
  }
  if (call.kind != CallInfo::Kind::Virtual || !method->isVirtual()) return CallTarget::Entry;
  const bool isDispatch = method->methodTable->isInterface() || !method->methodArgs.empty();
  return isDispatch ? CallTarget::Dispatch : CallTarget::Virtual;
}

/// Is the method one that is inlined if nothing in its IL or at the site speaks against it?
bool GraphBuilder::mayInline(MethodDesc* method) const {
  if (method->kind != MethodKind::IL || method->isNoInlining() || method->isSynchronized() ||
      method->isDynamic)
    return false;
  const Metadata& metadata = method->methodTable->module->metadata();
  const uint32_t rva = metadata.methodDef(method->token.rid()).rva;
  if (rva == 0) return false;
  const uint32_t limit = (method->implAttributes & 0x100) != 0 ? kMaxAggressiveIlBytes : kMaxInlineIlBytes;
  try {
    const MethodBody body = MethodBody::read(metadata, rva, method->token.rid());
    return body.ehClauses.empty() && body.code.size() <= limit;
  } catch (const LoadError&) {
    return false;
  }
}

/// A method that only throws: no return instruction, whatever the bytes of its tokens look like.
bool GraphBuilder::neverReturns(MethodDesc* method) const {
  constexpr size_t kMostBytes = 64;
  constexpr uint8_t kRet = 0x2A, kThrow = 0x7A, kJmp = 0x27;
  if (method->kind != MethodKind::IL || method->isSynchronized()) return false;
  const Metadata& metadata = method->methodTable->module->metadata();
  const uint32_t rva = metadata.methodDef(method->token.rid()).rva;
  if (rva == 0) return false;
  try {
    const MethodBody body = MethodBody::read(metadata, rva, method->token.rid());
    if (!body.ehClauses.empty() || body.code.empty() || body.code.size() > kMostBytes ||
        body.code[body.code.size() - 1] != kThrow)
      return false;
    return std::none_of(body.code.begin(), body.code.end(), [](uint8_t b) { return b == kRet || b == kJmp; });
  } catch (const LoadError&) {
    return false;
  }
}

/// The constructor of a delegate over a method that is known: three stores (the shapes of delegates are in
/// vm/native/delegate_natives.cpp).
bool GraphBuilder::tryNewDelegate(const CallInfo& call, std::span<Value> args) {
  if (call.method->kind != MethodKind::DelegateCtor || args.size() != 3) return false;
  Node* delegate = nodeOf(args[0]);
  Node* target = nodeOf(args[1]);
  Node* entry = nodeOf(args[2]);
  if (!delegate->is(NodeOp::New) || !entry->isConst()) return false;
  auto* address = reinterpret_cast<void*>(entry->imm);
  MethodDesc* method = runtime_.stubs().methodOfPrecode(address);
  MethodDesc* invoke = loader_.findMethod(call.method->methodTable, "Invoke");
  if (!method || !invoke || method->isCollectible) return false;
  const MethodSig& sig = loader_.signature(method);
  const MethodSig& invokeSig = loader_.signature(invoke);
  EntryStubs& stubs = runtime_.stubs();
  const bool isOpen = method->isStatic() && sig.args.size() == invokeSig.args.size() - 1;
  auto storeWord = [&](int offset, const void* word) {
    store(Mem::I8, delegate, offset,
          constant(Ty::I8, static_cast<int64_t>(reinterpret_cast<intptr_t>(word))));
  };
  if (isOpen) {
    const bool hasBuffer = stubs.shapeOf(invokeSig).returnKind == ReturnKind::Buffer;
    void* thunk = hasBuffer ? nullptr : stubs.shuffleThunk(invokeSig, sig);
    storeWord(offsets::kDelegateMethodPtr, thunk ? thunk : stubs.ensurePrecode(invoke));
    storeWord(offsets::kDelegateMethodPtrAux, address);
    target = delegate;
  } else {
    if (!method->isStatic() && !target->is(NodeOp::New) && !target->is(NodeOp::NullCheck)) {
      // An instance method without an instance is the native's to refuse.
      Node* isThere = emit(NodeOp::Compare, Ty::I4, {target, constant(Ty::Ref, 0)});
      isThere->imm = static_cast<int64_t>(CompareOp::Ne);
      Block* bound = openBlock(ilOffset_);
      branchTo(isThere, bound);
      current_->isCold = true;
      emitManagedCall(CallTarget::Entry, call.method, *call.sig, args, nullptr, nullptr);
      jumpTo(bound);
      current_ = bound;
    }
    const bool isBoxed = !method->isStatic() && method->methodTable->isValueType();
    storeWord(offsets::kDelegateMethodPtr, isBoxed ? stubs.unboxingStub(method) : address);
  }
  Node* node = emit(NodeOp::StoreRef, Ty::Void, {delegate, target});
  node->imm = offsets::kDelegateTarget;
  return true;
}

bool GraphBuilder::tryNative(const CallInfo& call, std::span<Value> args, Value& result) {
  return tryNewString(call, args, result) || callNative(call, args, result);
}

/// Natives are called without the interpreter's help: leaves as C++ functions; the others through their
/// bridge, with arguments in slots of this frame, which the collector keeps up to date.
bool GraphBuilder::callNative(const CallInfo& call, std::span<Value> args, Value& result) {
  MethodDesc* method = call.method;
  const MethodSig& sig = *call.sig;
  const bool isNative = method->kind == MethodKind::FCall || method->kind == MethodKind::DelegateCtor;
  if (!isNative || sig.isVarArg || sig.ret.kind == StackKind::Struct || runtime_.config().stockLibrary)
    return false;
  for (const Value& arg : args) {
    if (isStruct(arg)) return false;
  }
  NativeBridge bridge = runtime_.natives().bind(method);
  const Ty type = sig.ret.kind == StackKind::Void ? Ty::Void : typeOfKind(sig.ret.kind);
  std::vector<Node*> inputs;
  for (Value& arg : args) inputs.push_back(nodeOf(arg));
  if (const void* leaf = leafOf(bridge); leaf && fitsRegisters(inputs)) {
    Node* node = callLeaf(leaf, method->name(), type, std::span<Node* const>(inputs));
    if (type != Ty::Void) result = scalar(node);
    return true;
  }
  StackObject* slots = graph_.newObject(Mem::I8, "n");
  slots->sizeBytes = static_cast<uint32_t>(std::max<size_t>(1, args.size())) * 8;
  slots->escapes = true;
  auto roots = graph_.arena().makeArray<Ty>(inputs.size());
  for (size_t i = 0; i < inputs.size(); ++i) {
    roots[i] = inputs[i]->type;
    store(minivm::jit::memOf(inputs[i]->type), addressOf(slots, static_cast<int64_t>(i) * 8), 0, inputs[i]);
  }
  slots->words = roots;
  const Ty raw = isFloat(type) ? Ty::I8 : type;
  Node* node = callHelper(
      addressOfHelper(&callNativeBridge), "native", raw,
      {constant(Ty::I8, static_cast<int64_t>(reinterpret_cast<intptr_t>(method))), addressOf(slots)});
  // What is left in the slots would keep objects alive.
  for (size_t i = 0; i < inputs.size(); ++i) {
    if (isGc(inputs[i]->type))
      store(minivm::jit::memOf(inputs[i]->type), addressOf(slots, static_cast<int64_t>(i) * 8), 0,
            constant(inputs[i]->type, 0));
  }
  if (type == Ty::F4) node = emit(NodeOp::Trunc32, Ty::I4, {node});
  if (isFloat(type)) node = emit(NodeOp::BitMove, type, {node});
  if (type != Ty::Void) result = scalar(node);
  return true;
}

}  // namespace minivm::jit
