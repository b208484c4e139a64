// Control flow: joins, branches, protected regions, returns.
#include <fmt/format.h>

#include "vm/il/importer.h"
#include "vm/runtime.h"

namespace minivm {

namespace {

bool inside(uint32_t offset, uint32_t start, uint32_t end) {
  return offset >= start && offset < end;
}

/// The order of kinds that may meet at a join: int32, native int, &; float32, float64.
bool isWider(StackKind wide, StackKind narrow) {
  switch (wide) {
    case StackKind::I: return narrow == StackKind::I4;
    case StackKind::ByRef: return narrow == StackKind::I4 || narrow == StackKind::I;
    case StackKind::F8: return narrow == StackKind::F4;
    default: return false;
  }
}

ArgInfo locationOf(StackKind kind, TypeHandle type) {
  ArgInfo location{};
  location.kind = kind;
  location.type = type;
  location.element = kind == StackKind::F4   ? ElementType::R4
                     : kind == StackKind::F8 ? ElementType::R8
                     : kind == StackKind::I4 ? ElementType::I4
                                             : ElementType::I;
  return location;
}

}  // namespace

/// Control may enter a try region only at its start with an empty stack, never a handler or filter; it leaves
/// them only by `leave` (I.12.4.2.8.2). A catch handler may `leave` into the try it belongs to.
void IlImporter::checkTransfer(uint32_t target, bool isLeave) {
  uint32_t source = il_.offset;
  for (const ClauseInfo& clause : clauses_) {
    const EhClause& eh = clause.il;
    auto in = [&](uint32_t offset, uint32_t start, uint32_t end) { return inside(offset, start, end); };
    bool fromTry = in(source, eh.tryOffset, eh.tryEnd());
    bool toTry = in(target, eh.tryOffset, eh.tryEnd());
    bool fromHandler = in(source, eh.handlerOffset, eh.handlerEnd());
    bool toHandler = in(target, eh.handlerOffset, eh.handlerEnd());
    bool isFilter = eh.kind == EhKind::Filter;
    bool fromFilter = isFilter && in(source, eh.filterOffset, eh.handlerOffset);
    bool toFilter = isFilter && in(target, eh.filterOffset, eh.handlerOffset);
    if (toTry && !fromTry && !(target == eh.tryOffset && depth_ == 0) && !(isLeave && fromHandler)) {
      fail(fmt::format(
          "control enters the try region at IL_{:04x} other than at its start with an empty stack",
          eh.tryOffset));
    }
    if (fromTry && !toTry && !isLeave)
      fail(fmt::format("control leaves the try region at IL_{:04x} without leave", eh.tryOffset));
    if (toHandler && !fromHandler)
      fail(fmt::format("control enters the handler at IL_{:04x} other than by an exception",
                       eh.handlerOffset));
    if (fromHandler && !toHandler && !isLeave)
      fail(fmt::format("control leaves the handler at IL_{:04x} without leave", eh.handlerOffset));
    if (fromFilter != toFilter)
      fail(fmt::format("control crosses the border of the filter at IL_{:04x}", eh.filterOffset));
  }
}

void IlImporter::coerceAtJoin(StackEntry& entry, StackKind kind, TypeHandle type) {
  if (kind == StackKind::ByRef && entry.kind == StackKind::I4) coerceAtJoin(entry, StackKind::I, type);
  entry.value = coerce(entry, locationOf(kind, type), "branch");
  entry.kind = kind;
}

void IlImporter::endBlockInto(uint32_t targetOffset, bool isLeave) {
  Block* target = blocks_.at(targetOffset);
  if (!target) fail(fmt::format("branch to IL_{:04x}, which starts no instruction", targetOffset));
  if (!clauses_.empty()) checkTransfer(targetOffset, isLeave);
  if (record_) record_->blocks.back().next.push_back(target->id);
  if (!target->hasEntryStack) {
    target->hasEntryStack = true;
    if (depth_ != 0) target->entryStack = arena_.makeArray<StackShape>(depth_);
    for (size_t i = 0; i < depth_; ++i) {
      StackEntry& entry = stack_[i];
      auto wider = joins_.find({targetOffset, static_cast<uint32_t>(i)});
      if (wider != joins_.end() && isWider(wider->second, entry.kind)) {
        coerceAtJoin(entry, wider->second, entry.type);
      }
      target->entryStack[i] = {entry.kind, entry.type};
    }
  } else if (target->handlerOf >= 0 || target->filterOf >= 0) {
    fail("control enters an exception handler other than by an exception");
  } else {
    if (target->entryStack.size() != depth_) {
      fail(fmt::format("stack depth {} at IL_{:04x}, another path arrives with {}", depth_, targetOffset,
                       target->entryStack.size()));
    }
    for (size_t i = 0; i < depth_; ++i) {
      StackShape& shape = target->entryStack[i];
      StackEntry& entry = stack_[i];
      if (shape.kind == entry.kind) {
        if (shape.kind == StackKind::Struct && shape.type != entry.type) {
          fail(fmt::format("stack slot {} holds {}, another path brings {}", i, entry.type.toString(),
                           shape.type.toString()));
        }
        if (shape.kind == StackKind::O && shape.type != entry.type && !target->isImported) shape.type = {};
        continue;
      }
      // Integers and pointers of one width may meet (III.1.5 note on native int, and F). The wider kind wins:
      // the first path has stored the narrower one already, so the method is imported again.
      if (isWider(entry.kind, shape.kind)) {
        joins_[{targetOffset, static_cast<uint32_t>(i)}] = entry.kind;
        hasWidened_ = true;
      }
      bool canMeet = isWider(entry.kind, shape.kind) || isWider(shape.kind, entry.kind) ||
                     (shape.kind == StackKind::I8 && entry.kind == StackKind::I) ||
                     (shape.kind == StackKind::I && entry.kind == StackKind::I8);
      if (!canMeet) {
        fail(fmt::format("stack slot {} holds {}, another path brings {}", i, stackKindName(entry.kind),
                         stackKindName(shape.kind)));
      }
      if (shape.kind != StackKind::I8 && entry.kind != StackKind::I8)
        coerceAtJoin(entry, shape.kind, shape.type);
      entry.kind = shape.kind;
    }
  }
  for (size_t i = 0; i < depth_; ++i) {
    builder_.storeStackSlot(static_cast<uint32_t>(i), target->entryStack[i].kind, target->entryStack[i].type,
                            stack_[i].value);
  }
  reach(*target);
}

void IlImporter::importBranch(const IlInstruction& il, CompareOp op) {
  StackEntry b = pop();
  StackEntry a = pop();
  StackKind kind;
  if (a.kind == StackKind::O && b.kind == StackKind::O) {
    kind = StackKind::O;
  } else {
    kind = unify(a, b, "comparison");
  }
  endBlockInto(il.target);
  builder_.branch(floatAware(op, kind, true), kind, a.value, b.value, blocks_.at(il.target)->id,
                  il.target <= il.offset);
  if (il.nextOffset >= body_.code.size()) fail("control falls off the end of the method");
  endBlockInto(il.nextOffset);
  builder_.jump(blocks_.at(il.nextOffset)->id, false);
  finishBlock();
}

void IlImporter::importBranchOn(const IlInstruction& il, bool whenTrue) {
  StackEntry a = pop();
  if (a.kind == StackKind::Struct || a.kind == StackKind::F4 || a.kind == StackKind::F8) {
    fail(fmt::format("stack has {}, a condition is an integer, a reference or an address",
                     stackKindName(a.kind)));
  }
  endBlockInto(il.target);
  builder_.branchOn(whenTrue, a.kind, a.value, blocks_.at(il.target)->id, il.target <= il.offset);
  if (il.nextOffset >= body_.code.size()) fail("control falls off the end of the method");
  endBlockInto(il.nextOffset);
  builder_.jump(blocks_.at(il.nextOffset)->id, false);
  finishBlock();
}

void IlImporter::importSwitch(const IlInstruction& il) {
  Value value = popInt32("switch");
  std::vector<BlockId> targets;
  for (uint32_t i = 0; i < il.switchTargets.size(); ++i) {
    endBlockInto(il.switchTargets[i]);
    targets.push_back(blocks_.at(il.switchTargets[i])->id);
  }
  builder_.switchOn(value, targets);
  if (il.nextOffset >= body_.code.size()) fail("control falls off the end of the method");
  endBlockInto(il.nextOffset);
  builder_.jump(blocks_.at(il.nextOffset)->id, false);
  finishBlock();
}

void IlImporter::importLeave(const IlInstruction& il) {
  while (depth_ > 0) builder_.discard(stack_[--depth_].value);
  uint32_t source = il.offset;
  uint32_t target = il.target;
  std::vector<IlBuilder::LeaveStep> steps;
  // Clauses are ordered innermost first (II.25.4.6), which is the order of leaving.
  for (const ClauseInfo& clause : clauses_) {
    const EhClause& eh = clause.il;
    bool inTry = inside(source, eh.tryOffset, eh.tryEnd());
    bool inHandler = inside(source, eh.handlerOffset, eh.handlerEnd());
    if (inTry && !inside(target, eh.tryOffset, eh.tryEnd()) && eh.kind == EhKind::Finally) {
      steps.push_back({clause.index, false});
      reach(blocks_.blocks()[clause.handler]);
    }
    if (inHandler && !inside(target, eh.handlerOffset, eh.handlerEnd())) {
      if (eh.kind == EhKind::Finally || eh.kind == EhKind::Fault)
        fail("leave out of a finally or fault handler");
      steps.push_back({clause.index, true});
    }
  }
  endBlockInto(target, true);
  builder_.leave(steps, blocks_.at(target)->id, target <= source);
  finishBlock();
}

void IlImporter::importRet() {
  for (const ClauseInfo& clause : clauses_) {
    if (inside(il_.offset, clause.il.tryOffset, clause.il.tryEnd()) ||
        inside(il_.offset, clause.il.handlerOffset, clause.il.handlerEnd())) {
      fail("ret inside a protected region or handler");
    }
  }
  Value value;
  if (sig_->ret.kind != StackKind::Void) value = popFor(sig_->ret, "ret");
  if (depth_ != 0) fail(fmt::format("{} more values on the stack", depth_));
  builder_.ret(sig_->ret, value);
  finishBlock();
}

void IlImporter::importEndFinally() {
  while (depth_ > 0) builder_.discard(stack_[--depth_].value);
  for (const ClauseInfo& clause : clauses_) {
    if ((clause.il.kind == EhKind::Finally || clause.il.kind == EhKind::Fault) &&
        inside(il_.offset, clause.il.handlerOffset, clause.il.handlerEnd())) {
      builder_.endFinally(clause.index);
      finishBlock();
      return;
    }
  }
  fail("endfinally outside a finally or fault handler");
}

void IlImporter::importEndFilter() {
  Value result = popInt32("endfilter");
  while (depth_ > 0) builder_.discard(stack_[--depth_].value);
  for (const ClauseInfo& clause : clauses_) {
    if (clause.il.kind == EhKind::Filter &&
        inside(il_.offset, clause.il.filterOffset, clause.il.handlerOffset)) {
      builder_.endFilter(clause.index, result);
      finishBlock();
      return;
    }
  }
  fail("endfilter outside a filter block");
}

}  // namespace minivm
