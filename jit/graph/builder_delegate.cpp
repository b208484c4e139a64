// Invoke of a delegate type, for the delegates that its stub (vm/entry) does not jump through: those with
// several targets, which are called in order, and those whose arguments have to be laid out anew.
//
//   entry ─ several targets? ──▶ loop: result = list[i].Invoke(arguments) ──▶ done: return result
//             └ one ──▶ bind ─ switch ─▶ call with target │ without delegate … ──▶ done
#include <cstddef>

#include "jit/emit/helpers.h"
#include "jit/graph/graph_builder.h"
#include "vm/entry/entry_stubs.h"
#include "vm/runtime.h"
#include "vm/types/offsets.h"

namespace minivm::jit {

void GraphBuilder::buildDelegateInvoke() {
  const MethodSig& sig = loader_.signature(method_);
  begin(method_, sig.args, {}, {}, true);
  StackObject* result = nullptr;
  if (sig.ret.kind == StackKind::Struct) result = graph_.newStructObject(sig.ret.type, "r");
  if (!result && sig.ret.kind != StackKind::Void) result = graph_.newObject(memOf(sig.ret), "r");
  StackObject* index = graph_.newObject(Mem::I8, "i");
  Block* start = openBlock(0);
  Block* isMulticast = openBlock(0);
  Block* next = openBlock(0);
  Block* call = openBlock(0);
  Block* isSingle = openBlock(0);
  Block* done = openBlock(0);
  auto choose = [&](Node* condition, CompareOp op, Node* with, Block* yes, Block* no) {
    Node* compare = emit(NodeOp::Compare, Ty::I4, {condition, with});
    compare->imm = static_cast<int64_t>(op);
    emit(NodeOp::Branch, Ty::Void, {compare});
    Graph::connect(current_, yes);
    Graph::connect(current_, no);
    current_ = yes;
  };
  auto field = [&](Mem mem, size_t offset) {
    return load(mem, nonNull(nodeOf(loadArg(0))), static_cast<int64_t>(offset));
  };
  auto arguments = [&] {
    std::vector<Value> args;
    for (size_t i = 0; i < args_.size(); ++i) args.push_back(loadArg(static_cast<uint32_t>(i)));
    return args;
  };

  jumpTo(start);
  current_ = start;
  store(Mem::I8, addressOf(index), 0, constant(Ty::I8, 0));
  choose(field(Mem::I8, offsetof(DelegateObject, invocationCount)), CompareOp::Gt, constant(Ty::I8, 0),
         isMulticast, isSingle);
  choose(field(Mem::Ref, offsetof(DelegateObject, invocationList)), CompareOp::Ne, constant(Ty::Ref, 0), next,
         isSingle);

  Node* number = load(Mem::I8, addressOf(index), 0);
  choose(number, CompareOp::Lt, field(Mem::I8, offsetof(DelegateObject, invocationCount)), call, done);
  poll();
  Node* list = field(Mem::Ref, offsetof(DelegateObject, invocationList));
  number = load(Mem::I8, addressOf(index), 0);
  Node* entry = emit(NodeOp::Load, Ty::Ref, {list, number});
  entry->mem = Mem::Ref;
  entry->scale = 8;
  entry->imm = kSzArrayDataOffset;
  store(Mem::I8, addressOf(index), 0, emit(NodeOp::Add, Ty::I8, {number, constant(Ty::I8, 1)}));
  std::vector<Value> args = arguments();
  args[0] = scalar(entry);
  Value value = emitManagedCall(CallTarget::Entry, method_, sig, args, nullptr, nullptr);
  if (result) storeVariable({result, sig.ret}, value);
  jumpTo(next);

  current_ = isSingle;
  callBoundDelegate(arguments(), result, done);

  current_ = done;
  ret(sig.ret, result ? loadVariable({result, sig.ret}) : Value{});
  finish();
}

/// The calls that a bound delegate may mean, each with a signature of its own.
void GraphBuilder::callBoundDelegate(const std::vector<Value>& args, StackObject* result, Block* done) {
  const MethodSig& sig = *sig_;
  StackObject* entry = graph_.newObject(Mem::I8, "entry");
  entry->escapes = true;
  const bool hasObject = args.size() > 1 && sig.args[1].kind == StackKind::O;
  Node* delegate = nonNull(nodeOf(args[0]));
  Node* kind = callHelper(addressOfHelper(&bindDelegate), "bind delegate", Ty::I8,
                          {delegate, hasObject ? nodeOf(args[1]) : constant(Ty::Ref, 0), addressOf(entry)});
  emit(NodeOp::Switch, Ty::Void, {emit(NodeOp::Trunc32, Ty::I4, {kind})});
  Block* from = current_;
  Block* unreachable = openBlock(0);
  std::vector<Block*> cases;
  for (uint64_t i = 0; i < static_cast<uint64_t>(DelegateBinding::Count); ++i) {
    cases.push_back(openBlock(0));
    Graph::connect(from, cases.back());
  }
  Graph::connect(from, unreachable);
  for (uint64_t i = 0; i < cases.size(); ++i) {
    const auto binding = static_cast<DelegateBinding>(i);
    const bool isOpen = binding == DelegateBinding::OpenStatic || binding == DelegateBinding::OpenInstance;
    current_ = cases[i];
    if (binding == DelegateBinding::OpenInstance && args.size() < 2) {
      emit(NodeOp::Unreachable, Ty::Void, {});
      continue;
    }
    auto* target = graph_.arena().make<MethodSig>();
    target->hasThis = binding == DelegateBinding::Instance || binding == DelegateBinding::OpenInstance;
    target->ret = sig.ret;
    std::span<const ArgInfo> infos = isOpen ? sig.args.subspan(1) : sig.args;
    auto kept = graph_.arena().makeArray<ArgInfo>(infos.size());
    std::copy(infos.begin(), infos.end(), kept.begin());
    if (isOpen) {
      for (ArgInfo& info : kept) --info.slot;  // the delegate took one
    }
    target->args = kept;
    target->argSlots = static_cast<uint16_t>(sig.argSlots - (isOpen ? 1 : 0));
    std::vector<Value> passed(args.begin() + (isOpen ? 1 : 0), args.end());
    if (!isOpen) passed[0] = scalar(load(Mem::Ref, delegate, offsetof(DelegateObject, target)));
    Node* pointer = load(Mem::I8, addressOf(entry), 0);
    Value value = emitManagedCall(CallTarget::Pointer, nullptr, *target, passed, pointer, nullptr);
    if (result) storeVariable({result, sig.ret}, value);
    jumpTo(done);
  }
  current_ = unreachable;
  emit(NodeOp::Unreachable, Ty::Void, {});
  current_ = nullptr;
}

}  // namespace minivm::jit
