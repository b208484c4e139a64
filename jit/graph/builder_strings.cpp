// New strings without the native in between: memory from the allocation window, and one copy.
#include "jit/emit/helpers.h"
#include "jit/graph/graph_builder.h"
#include "jit/tuning.h"
#include "vm/runtime.h"
#include "vm/types/offsets.h"

namespace minivm::jit {

/// The natives of String that make one of known text. Lengths that are not small are theirs to refuse or
/// serve.
bool GraphBuilder::tryNewString(const CallInfo& call, std::span<Value> args, Value& result) {
  if (runtime_.config().stockLibrary || current_->isCold || !graph_.inlining) return false;
  MethodTable* type = call.method->methodTable;
  if (!type->isString()) return false;
  const std::string_view name = call.method->name();
  const bool isPiece = name == "SubstringNative";  // (text, start, length)
  const bool isCopy = name == "FromChars";         // (ref first, length)
  if (!isPiece && !isCopy && name != "FastAllocateString") return false;

  Node* length = nodeOf(args.back());
  StackObject* made = graph_.newObject(Mem::Ref, "s");
  auto finish = [&](Node* string, Block* exit) {
    store(Mem::Ref, addressOf(made), 0, string)->flag = true;
    jumpTo(exit);
  };
  Block* exit = openBlock(ilOffset_);
  Node* isSmall = emit(
      NodeOp::Compare, Ty::I4,
      {emit(NodeOp::Sub, Ty::I4, {length, constant(Ty::I4, 1)}), constant(Ty::I4, kMaxInlineStringLength)});
  isSmall->imm = static_cast<int64_t>(CompareOp::LtUn);
  Block* small = openBlock(ilOffset_);
  branchTo(isSmall, small);
  current_->isCold = true;
  Value long_;
  callNative(call, args, long_);
  finish(nodeOf(long_), exit);

  current_ = small;
  Node* string = emit(NodeOp::NewArray, Ty::Ref, {length});
  string->table = type;
  if (isPiece || isCopy) {
    Node* from = nodeOf(args[0]);
    if (isPiece) {
      Node* start = emit(NodeOp::Shl, Ty::I8, {widen(nodeOf(args[1])), constant(Ty::I4, 1)});
      from = emit(NodeOp::Add, Ty::ByRef, {plus(from, offsets::kStringChars), start});
    }
    Node* bytes = emit(NodeOp::Shl, Ty::I8, {widen(length), constant(Ty::I4, 1)});
    callLeaf(addressOfHelper(&copyChars_nogc), "copy chars", Ty::Void,
             {plus(string, offsets::kStringChars), from, bytes});
  }
  finish(string, exit);
  current_ = exit;
  result = scalar(load(Mem::Ref, addressOf(made), 0));
  return true;
}

}  // namespace minivm::jit
