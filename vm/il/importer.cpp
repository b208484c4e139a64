#include "vm/il/importer.h"

#include <fmt/format.h>

#include <algorithm>
#include <stdexcept>

#include "loader/stack_effect.h"
#include "vm/runtime.h"

namespace minivm {

namespace {

bool inside(uint32_t offset, uint32_t start, uint32_t end) {
  return offset >= start && offset < end;
}

/// True when the I4 range of `small` is inside that of `target`: no conversion is due.
bool fitsSmall(ElementType small, ElementType target) {
  if (small == target) return true;
  auto isByte = [](ElementType e) { return e == ElementType::U1 || e == ElementType::Boolean; };
  auto isWide = [](ElementType e) { return e == ElementType::U2 || e == ElementType::Char; };
  if (isByte(small) && (isByte(target) || isWide(target) || target == ElementType::I2)) return true;
  if (isWide(small) && isWide(target)) return true;
  return small == ElementType::I1 && target == ElementType::I2;
}

}  // namespace

const char* stackKindName(StackKind kind) {
  switch (kind) {
    case StackKind::Void: return "nothing";
    case StackKind::I4: return "int32";
    case StackKind::I8: return "int64";
    case StackKind::I: return "native int";
    case StackKind::F4: return "float32";
    case StackKind::F8: return "float64";
    case StackKind::O: return "object";
    case StackKind::ByRef: return "&";
    case StackKind::Struct: return "value type";
  }
  return "?";
}

std::string describeLocation(const MethodDesc* method, uint32_t ilOffset) {
  return fmt::format("{}: {} +0x{:x}", method->methodTable->module->simpleName(), method->toString(),
                     ilOffset);
}

IlImporter::IlImporter(Runtime& runtime, MethodDesc* method, const MethodBody& body, IlBuilder& builder,
                       JoinKinds& joins)
    : runtime_(runtime),
      loader_(runtime.classLoader()),
      method_(method),
      module_(*method->methodTable->module),
      body_(body),
      builder_(builder),
      context_(method->genericContext()),
      blocks_(arena_, runtime.opcodes(), body, module_.simpleName()),
      joins_(joins) {}

IlImporter::~IlImporter() = default;

void IlImporter::fail(const std::string& message) const {
  const char* mnemonic = il_.info ? il_.info->mnemonic.data() : "";
  throw LoadFailure(LoadFailureKind::InvalidProgram,
                    fmt::format("{}: {}: {}", describeLocation(method_, il_.offset), mnemonic, message));
}

void IlImporter::contradictsRow(size_t depthBefore) const {
  throw std::logic_error(
      fmt::format("{}: {}: the importer goes on with {} values after {}; the row of the opcode "
                  "table says otherwise",
                  describeLocation(method_, il_.offset), il_.info->mnemonic, depth_, depthBefore));
}

bool IlImporter::run() {
  try {
    importMethod();
  } catch (const LoadFailure&) {
    if (!hasWidened_) throw;  // else what was found wrong may be the kind that is too narrow
  }
  return !hasWidened_;
}

void IlImporter::importMethod() {
  sig_ = &loader_.signature(method_);
  resolveLocals();
  for (uint32_t i = 0; i < body_.ehClauses.size(); ++i) {
    const EhClause& clause = body_.ehClauses[i];
    Block* handler = blocks_.at(clause.handlerOffset);
    Block* filter = clause.kind == EhKind::Filter ? blocks_.at(clause.filterOffset) : nullptr;
    if (!handler || (clause.kind == EhKind::Filter && !filter))
      fail("an exception handler starts outside the code");
    clauses_.push_back({clause, i, handler->id, filter ? filter->id : 0});
  }
  // One entry more than .maxstack, so that newobj's result never needs a check of its own.
  stack_ = static_cast<StackEntry*>(
      arena_.allocate((size_t{body_.maxStack} + 2) * sizeof(StackEntry), alignof(StackEntry)));
  maxDepth_ = std::max<size_t>(body_.maxStack, 1);

  builder_.begin(method_, sig_->args, locals_, clauses_, body_.initLocals);
  builder_.setStack(stack_, &depth_);
  for (const BlockMap::Exposure& exposure : blocks_.exposures()) {
    if (exposure.kind == BlockMap::Exposure::Kind::LocalAlloc) {
      builder_.markLocalAlloc();
    } else {
      builder_.markAddressTaken(exposure.kind == BlockMap::Exposure::Kind::Argument, exposure.index);
    }
  }

  if (record_) *record_ = {{}, static_cast<uint32_t>(blocks_.blocks().size())};
  if (blocks_.blocks().empty()) fail("the method has no code");
  reach(blocks_.blocks().front());
  blocks_.blocks().front().hasEntryStack = true;
  bool isFirst = true;
  while (!work_.empty()) {
    Block& block = blocks_.blocks()[work_.back()];
    work_.pop_back();
    if (block.isImported) continue;
    block.isImported = true;
    builder_.beginBlock(block.id, block.start);
    if (isFirst) {
      isFirst = false;
      if (method_->methodTable->eeClass->needsInit() && method_->startsClassInit()) {
        builder_.setIlOffset(0);
        builder_.classInitCheck(method_->methodTable);
      }
    }
    importBlock(block);
  }
  builder_.finish();
}

void IlImporter::resolveLocals() {
  if (body_.localsSig.isNil()) return;
  const Metadata& metadata = module_.metadata();
  if (!body_.localsSig.is(Table::StandAloneSig)) fail("the locals token is no StandAloneSig");
  SigCursor cursor(metadata, metadata.standAloneSig(body_.localsSig.rid()).signature);
  uint32_t count = readLocalsHeader(cursor);
  locals_.reserve(count);
  for (uint32_t i = 0; i < count; ++i) {
    bool isPinned = false;
    while (cursor.skipModifiers() || cursor.peekElementType() == ElementType::Pinned) {
      if (cursor.peekElementType() != ElementType::Pinned) continue;
      cursor.readByte();
      isPinned = true;
    }
    locals_.push_back(loader_.classifyTypeSig(module_, cursor, context_));
    locals_.back().isPinned = isPinned;
    if (locals_.back().kind == StackKind::Void) fail(fmt::format("local {} has type void", i));
  }
}

void IlImporter::reach(Block& block) {
  if (block.isReached) return;
  block.isReached = true;
  work_.push_back(block.id);
}

void IlImporter::importBlock(Block& block) {
  // Whatever runs inside a protected region can enter its handlers.
  for (const ClauseInfo& clause : clauses_) {
    if (!inside(block.start, clause.il.tryOffset, clause.il.tryEnd())) continue;
    Block& handler = blocks_.blocks()[clause.handler];
    handler.hasEntryStack = true;
    reach(handler);
    if (clause.il.kind == EhKind::Filter) {
      Block& filter = blocks_.blocks()[clause.filter];
      filter.hasEntryStack = true;
      reach(filter);
    }
  }

  depth_ = 0;
  builder_.setIlOffset(block.start);
  if (block.filterOf >= 0 || block.handlerOf >= 0) {
    auto clause = static_cast<uint32_t>(block.filterOf >= 0 ? block.filterOf : block.handlerOf);
    EhKind kind = clauses_[clause].il.kind;
    if (kind == EhKind::Catch || kind == EhKind::Filter) push(StackKind::O, builder_.beginHandler(clause));
  } else {
    for (uint32_t i = 0; i < block.entryStack.size(); ++i) {
      const StackShape& shape = block.entryStack[i];
      push(shape.kind, builder_.loadStackSlot(i, shape.kind, shape.type), shape.type);
    }
  }

  if (record_) record_->blocks.push_back({block.id, block.handlerOf, block.filterOf, {}, {}});
  IlReader reader(runtime_.opcodes(), body_.code, module_.simpleName());
  reader.seek(block.start);
  blockEnded_ = false;
  prefixes_.clear();
  havePrefixes_ = false;
  while (reader.offset() < block.end && reader.next(il_)) {
    builder_.setIlOffset(il_.offset);
    if (record_) [[unlikely]]
      recordInstruction();
    const StackEffect effect(*il_.info);
    const size_t depthBefore = depth_;
    if (depthBefore < effect.pops()) [[unlikely]]
      failEmpty();
    try {
      importInstruction(il_);
    } catch (const LoadFailure& failure) {
      // Broken IL refuses the method; a name that cannot be resolved only matters where it is executed.
      if (failure.kind() == LoadFailureKind::InvalidProgram) throw;
      while (depth_ > 0) builder_.discard(stack_[--depth_].value);
      builder_.throwLoadFailure(failure);
      finishBlock();
    }
    if (blockEnded_) return;
    const OpFlow flow = il_.info->flow;
    if (endsBlock(flow) || (effect.isFixed() && depth_ != effect.depthAfter(depthBefore))) [[unlikely]]
      contradictsRow(depthBefore);
    if (flow == OpFlow::Meta) {
      havePrefixes_ = true;
    } else if (havePrefixes_) {
      prefixes_.clear();
      havePrefixes_ = false;
    }
  }
  // Control falls into the next block.
  if (reader.offset() >= body_.code.size()) fail("control falls off the end of the method");
  uint32_t next = reader.offset();
  endBlockInto(next);
  builder_.jump(blocks_.at(next)->id, false);
}

// ---------------------------------------------------------------------------------------------------- the
// stack

void IlImporter::recordInstruction() {
  auto& instruction = record_->blocks.back().instructions.emplace_back(il_.offset);
  for (size_t i = 0; i < depth_; ++i) instruction.stack.push_back({stack_[i].kind, stack_[i].type});
}

void IlImporter::failEmpty() const {
  fail("evaluation stack is empty");
}

void IlImporter::failTooDeep() const {
  fail(fmt::format("evaluation stack grows beyond .maxstack {}", body_.maxStack));
}

void IlImporter::pushTyped(const ArgInfo& type, Value value) {
  ElementType small = type.kind == StackKind::I4 ? type.element : ElementType::End;
  push(type.kind, value, type.type, small);
}

void IlImporter::pushMemory(const MemType& memory, Value value) {
  push(memory.kind, value, memory.type, memory.kind == StackKind::I4 ? memory.element : ElementType::End);
}

Value IlImporter::popKind(StackKind kind, const char* what) {
  StackEntry entry = pop();
  if (entry.kind != kind)
    fail(fmt::format("stack has {}, {} expects {}", stackKindName(entry.kind), what, stackKindName(kind)));
  return entry.value;
}

Value IlImporter::popObject(const char* what) {
  return popKind(StackKind::O, what);
}

Value IlImporter::popInt32(const char* what) {
  StackEntry entry = pop();
  if (entry.kind == StackKind::I4) return entry.value;
  if (entry.kind == StackKind::I)
    return builder_.convert(StackKind::I, ElementType::I4, false, false, entry.value);
  fail(fmt::format("stack has {}, {} expects int32", stackKindName(entry.kind), what));
}

Value IlImporter::popFor(const ArgInfo& target, const char* what) {
  return coerce(pop(), target, what);
}

Value IlImporter::coerce(StackEntry entry, const ArgInfo& target, const char* what) {
  StackKind to = target.kind;
  if (entry.kind == to) {
    if (to == StackKind::I4) {
      ElementType element = target.element;
      bool isSmall = element == ElementType::I1 || element == ElementType::U1 || element == ElementType::I2 ||
                     element == ElementType::U2 || element == ElementType::Boolean ||
                     element == ElementType::Char;
      if (!isSmall || fitsSmall(entry.small, element)) return entry.value;
      if (element == ElementType::Boolean) element = ElementType::U1;
      if (element == ElementType::Char) element = ElementType::U2;
      return builder_.convert(StackKind::I4, element, false, false, entry.value);
    }
    if (to == StackKind::Struct && entry.type != target.type) {
      fail(fmt::format("stack has {}, {} expects {}", entry.type.toString(), what, target.type.toString()));
    }
    return entry.value;
  }
  switch (to) {
    case StackKind::I:
      if (entry.kind == StackKind::I4)
        return builder_.convert(StackKind::I4, ElementType::I, false, false, entry.value);
      if (entry.kind == StackKind::ByRef)
        return builder_.convert(StackKind::ByRef, ElementType::I, false, false, entry.value);
      if (entry.kind == StackKind::I8) return entry.value;  // tolerated by every CLR on 64 bits
      break;
    case StackKind::ByRef:
      // An object is the address of its first word: Managed C++ makes `interior_ptr` so.
      if (entry.kind == StackKind::I || entry.kind == StackKind::O)
        return builder_.convert(entry.kind, ElementType::ByRef, false, false, entry.value);
      break;
    case StackKind::I8:
      // int32 widens, addresses are numbers: every CLR on 64 bits takes it, and it cannot hurt memory.
      if (entry.kind == StackKind::I) return entry.value;
      if (entry.kind == StackKind::I4 || entry.kind == StackKind::ByRef)
        return builder_.convert(entry.kind, ElementType::I8, false, false, entry.value);
      break;
    case StackKind::I4:
      if (entry.kind == StackKind::I || entry.kind == StackKind::ByRef) {
        Value low = builder_.convert(entry.kind, ElementType::I4, false, false, entry.value);
        return coerce({StackKind::I4, ElementType::End, false, {}, low}, target, what);
      }
      break;
    case StackKind::F4:
      if (entry.kind == StackKind::F8)
        return builder_.convert(StackKind::F8, ElementType::R4, false, false, entry.value);
      break;
    case StackKind::F8:
      if (entry.kind == StackKind::F4)
        return builder_.convert(StackKind::F4, ElementType::R8, false, false, entry.value);
      break;
    default: break;
  }
  std::string expected =
      target.kind == StackKind::Struct && target.type ? target.type.toString() : stackKindName(to);
  fail(fmt::format("stack has {}, {} expects {}", stackKindName(entry.kind), what, expected));
}

StackEntry IlImporter::popAddress(const char* what) {
  StackEntry entry = pop();
  if (entry.kind == StackKind::ByRef || entry.kind == StackKind::I) return entry;
  if (entry.kind == StackKind::I8) {
    entry.kind = StackKind::I;
    return entry;
  }
  if (entry.kind == StackKind::I4) {
    entry.value = builder_.convert(StackKind::I4, ElementType::U, false, true, entry.value);
    entry.kind = StackKind::I;
    return entry;
  }
  fail(fmt::format("stack has {}, {} expects an address", stackKindName(entry.kind), what));
}

StackEntry IlImporter::popIndex() {
  StackEntry entry = pop();
  if (entry.kind == StackKind::I8) entry.kind = StackKind::I;  // one register on 64 bits: every CLR takes it
  if (entry.kind != StackKind::I4 && entry.kind != StackKind::I) {
    fail(fmt::format("stack has {}, an array index is int32 or native int", stackKindName(entry.kind)));
  }
  return entry;
}

// ---------------------------------------------------------------------------------------------------- the
// dispatch

void IlImporter::importInstruction(const IlInstruction& il) {
  auto checkLocal = [&](int64_t index) {
    if (index < 0 || static_cast<size_t>(index) >= locals_.size())
      fail(fmt::format("there is no local {}", index));
    return static_cast<uint32_t>(index);
  };
  auto checkArg = [&](int64_t index) {
    if (index < 0 || static_cast<size_t>(index) >= sig_->args.size())
      fail(fmt::format("there is no argument {}", index));
    return static_cast<uint32_t>(index);
  };
  auto loadArg = [&](int64_t i) {
    uint32_t index = checkArg(i);
    pushTyped(sig_->args[index], builder_.loadArg(index));
    if (index == 0 && sig_->hasThis) {
      top().isThis = true;
      top().type = method_->methodTable;
    }
  };
  auto storeArg = [&](int64_t i) {
    uint32_t index = checkArg(i);
    Value value = popFor(sig_->args[index], "starg");
    builder_.storeArg(index, value);
  };
  auto loadLocal = [&](int64_t i) {
    uint32_t index = checkLocal(i);
    pushTyped(locals_[index], builder_.loadLocal(index));
  };
  auto storeLocal = [&](int64_t i) {
    uint32_t index = checkLocal(i);
    Value value = popFor(locals_[index], "stloc");
    builder_.storeLocal(index, value);
  };
  auto constI4 = [&](int32_t value) {
    ElementType small = value >= 0 && value <= 127 ? ElementType::U1 : ElementType::End;
    push(StackKind::I4, builder_.constI4(value), {}, small);
  };

  switch (il.opcode) {
    case Opcode::Nop:
    case Opcode::Break: return;
    case Opcode::Ldarg0: return loadArg(0);
    case Opcode::Ldarg1: return loadArg(1);
    case Opcode::Ldarg2: return loadArg(2);
    case Opcode::Ldarg3: return loadArg(3);
    case Opcode::LdargS:
    case Opcode::Ldarg: return loadArg(il.integer);
    case Opcode::StargS:
    case Opcode::Starg: return storeArg(il.integer);
    case Opcode::LdargaS:
    case Opcode::Ldarga: {
      uint32_t index = checkArg(il.integer);
      TypeHandle type = sig_->args[index].type;
      return push(StackKind::ByRef, builder_.argAddress(index), type);
    }
    case Opcode::Ldloc0: return loadLocal(0);
    case Opcode::Ldloc1: return loadLocal(1);
    case Opcode::Ldloc2: return loadLocal(2);
    case Opcode::Ldloc3: return loadLocal(3);
    case Opcode::LdlocS:
    case Opcode::Ldloc: return loadLocal(il.integer);
    case Opcode::Stloc0: return storeLocal(0);
    case Opcode::Stloc1: return storeLocal(1);
    case Opcode::Stloc2: return storeLocal(2);
    case Opcode::Stloc3: return storeLocal(3);
    case Opcode::StlocS:
    case Opcode::Stloc: return storeLocal(il.integer);
    case Opcode::LdlocaS:
    case Opcode::Ldloca: {
      uint32_t index = checkLocal(il.integer);
      return push(StackKind::ByRef, builder_.localAddress(index), locals_[index].type);
    }
    case Opcode::Ldnull: return push(StackKind::O, builder_.constNull());
    case Opcode::LdcI4M1: return constI4(-1);
    case Opcode::LdcI40: return constI4(0);
    case Opcode::LdcI41: return constI4(1);
    case Opcode::LdcI42: return constI4(2);
    case Opcode::LdcI43: return constI4(3);
    case Opcode::LdcI44: return constI4(4);
    case Opcode::LdcI45: return constI4(5);
    case Opcode::LdcI46: return constI4(6);
    case Opcode::LdcI47: return constI4(7);
    case Opcode::LdcI48: return constI4(8);
    case Opcode::LdcI4S:
    case Opcode::LdcI4: return constI4(static_cast<int32_t>(il.integer));
    case Opcode::LdcI8: return push(StackKind::I8, builder_.constI8(il.integer, StackKind::I8));
    case Opcode::LdcR4: return push(StackKind::F4, builder_.constR4(static_cast<float>(il.real)));
    case Opcode::LdcR8: return push(StackKind::F8, builder_.constR8(il.real));
    case Opcode::Dup: {
      StackEntry copy = top();
      copy.value = builder_.duplicate(top().value);
      push(copy.kind, copy.value, copy.type, copy.small);
      top().isThis = copy.isThis;
      return;
    }
    case Opcode::Pop: return builder_.discard(pop().value);

    case Opcode::Jmp: return importJmp(il);
    case Opcode::Call: return importCall(il, false);
    case Opcode::Callvirt: return importCall(il, true);
    case Opcode::Calli: return importCalli(il);
    case Opcode::Newobj: return importNewObject(il);
    case Opcode::Ldftn: return importLoadFunction(il, false);
    case Opcode::Ldvirtftn: return importLoadFunction(il, true);
    case Opcode::Ret: return importRet();

    case Opcode::BrS:
    case Opcode::Br:
      endBlockInto(il.target);
      builder_.jump(blocks_.at(il.target)->id, il.target <= il.offset);
      return finishBlock();
    case Opcode::BrfalseS:
    case Opcode::Brfalse: return importBranchOn(il, false);
    case Opcode::BrtrueS:
    case Opcode::Brtrue: return importBranchOn(il, true);
    case Opcode::BeqS:
    case Opcode::Beq: return importBranch(il, CompareOp::Eq);
    case Opcode::BgeS:
    case Opcode::Bge: return importBranch(il, CompareOp::Ge);
    case Opcode::BgtS:
    case Opcode::Bgt: return importBranch(il, CompareOp::Gt);
    case Opcode::BleS:
    case Opcode::Ble: return importBranch(il, CompareOp::Le);
    case Opcode::BltS:
    case Opcode::Blt: return importBranch(il, CompareOp::Lt);
    case Opcode::BneUnS:
    case Opcode::BneUn: return importBranch(il, CompareOp::NeUn);
    case Opcode::BgeUnS:
    case Opcode::BgeUn: return importBranch(il, CompareOp::GeUn);
    case Opcode::BgtUnS:
    case Opcode::BgtUn: return importBranch(il, CompareOp::GtUn);
    case Opcode::BleUnS:
    case Opcode::BleUn: return importBranch(il, CompareOp::LeUn);
    case Opcode::BltUnS:
    case Opcode::BltUn: return importBranch(il, CompareOp::LtUn);
    case Opcode::Switch: return importSwitch(il);

    case Opcode::LdindI1: return importLoadIndirect(ElementType::I1);
    case Opcode::LdindU1: return importLoadIndirect(ElementType::U1);
    case Opcode::LdindI2: return importLoadIndirect(ElementType::I2);
    case Opcode::LdindU2: return importLoadIndirect(ElementType::U2);
    case Opcode::LdindI4: return importLoadIndirect(ElementType::I4);
    case Opcode::LdindU4: return importLoadIndirect(ElementType::U4);
    case Opcode::LdindI8: return importLoadIndirect(ElementType::I8);
    case Opcode::LdindI: return importLoadIndirect(ElementType::I);
    case Opcode::LdindR4: return importLoadIndirect(ElementType::R4);
    case Opcode::LdindR8: return importLoadIndirect(ElementType::R8);
    case Opcode::LdindRef: return importLoadIndirect(ElementType::Object);
    case Opcode::StindRef: return importStoreIndirect(ElementType::Object);
    case Opcode::StindI1: return importStoreIndirect(ElementType::I1);
    case Opcode::StindI2: return importStoreIndirect(ElementType::I2);
    case Opcode::StindI4: return importStoreIndirect(ElementType::I4);
    case Opcode::StindI8: return importStoreIndirect(ElementType::I8);
    case Opcode::StindI: return importStoreIndirect(ElementType::I);
    case Opcode::StindR4: return importStoreIndirect(ElementType::R4);
    case Opcode::StindR8: return importStoreIndirect(ElementType::R8);

    case Opcode::Add: return importBinary(BinaryOp::Add);
    case Opcode::Sub: return importBinary(BinaryOp::Sub);
    case Opcode::Mul: return importBinary(BinaryOp::Mul);
    case Opcode::Div: return importBinary(BinaryOp::Div);
    case Opcode::DivUn: return importBinary(BinaryOp::DivUn);
    case Opcode::Rem: return importBinary(BinaryOp::Rem);
    case Opcode::RemUn: return importBinary(BinaryOp::RemUn);
    case Opcode::And: return importBinary(BinaryOp::And);
    case Opcode::Or: return importBinary(BinaryOp::Or);
    case Opcode::Xor: return importBinary(BinaryOp::Xor);
    case Opcode::Shl: return importShift(BinaryOp::Shl);
    case Opcode::Shr: return importShift(BinaryOp::Shr);
    case Opcode::ShrUn: return importShift(BinaryOp::ShrUn);
    case Opcode::AddOvf: return importBinary(BinaryOp::AddOvf);
    case Opcode::AddOvfUn: return importBinary(BinaryOp::AddOvfUn);
    case Opcode::SubOvf: return importBinary(BinaryOp::SubOvf);
    case Opcode::SubOvfUn: return importBinary(BinaryOp::SubOvfUn);
    case Opcode::MulOvf: return importBinary(BinaryOp::MulOvf);
    case Opcode::MulOvfUn: return importBinary(BinaryOp::MulOvfUn);
    case Opcode::Matt: return importMatt();
    case Opcode::Neg: return importUnary(UnaryOp::Neg);
    case Opcode::Not: return importUnary(UnaryOp::Not);
    case Opcode::Ceq: return importCompare(CompareOp::Eq);
    case Opcode::Cgt: return importCompare(CompareOp::Gt);
    case Opcode::CgtUn: return importCompare(CompareOp::GtUn);
    case Opcode::Clt: return importCompare(CompareOp::Lt);
    case Opcode::CltUn: return importCompare(CompareOp::LtUn);
    case Opcode::Ckfinite: {
      StackEntry a = pop();
      if (a.kind != StackKind::F4 && a.kind != StackKind::F8) fail("ckfinite needs a floating-point value");
      return push(a.kind, builder_.checkFinite(a.kind, a.value));
    }

    case Opcode::ConvI1: return importConvert(ElementType::I1, false, false);
    case Opcode::ConvI2: return importConvert(ElementType::I2, false, false);
    case Opcode::ConvI4: return importConvert(ElementType::I4, false, false);
    case Opcode::ConvI8: return importConvert(ElementType::I8, false, false);
    case Opcode::ConvR4: return importConvert(ElementType::R4, false, false);
    case Opcode::ConvR8: return importConvert(ElementType::R8, false, false);
    case Opcode::ConvU1: return importConvert(ElementType::U1, false, false);
    case Opcode::ConvU2: return importConvert(ElementType::U2, false, false);
    case Opcode::ConvU4: return importConvert(ElementType::U4, false, false);
    case Opcode::ConvU8: return importConvert(ElementType::U8, false, true);
    case Opcode::ConvI: return importConvert(ElementType::I, false, false);
    case Opcode::ConvU: return importConvert(ElementType::U, false, true);
    case Opcode::ConvRUn: return importConvert(ElementType::R8, false, true);
    case Opcode::ConvOvfI1: return importConvert(ElementType::I1, true, false);
    case Opcode::ConvOvfU1: return importConvert(ElementType::U1, true, false);
    case Opcode::ConvOvfI2: return importConvert(ElementType::I2, true, false);
    case Opcode::ConvOvfU2: return importConvert(ElementType::U2, true, false);
    case Opcode::ConvOvfI4: return importConvert(ElementType::I4, true, false);
    case Opcode::ConvOvfU4: return importConvert(ElementType::U4, true, false);
    case Opcode::ConvOvfI8: return importConvert(ElementType::I8, true, false);
    case Opcode::ConvOvfU8: return importConvert(ElementType::U8, true, false);
    case Opcode::ConvOvfI: return importConvert(ElementType::I, true, false);
    case Opcode::ConvOvfU: return importConvert(ElementType::U, true, false);
    case Opcode::ConvOvfI1Un: return importConvert(ElementType::I1, true, true);
    case Opcode::ConvOvfU1Un: return importConvert(ElementType::U1, true, true);
    case Opcode::ConvOvfI2Un: return importConvert(ElementType::I2, true, true);
    case Opcode::ConvOvfU2Un: return importConvert(ElementType::U2, true, true);
    case Opcode::ConvOvfI4Un: return importConvert(ElementType::I4, true, true);
    case Opcode::ConvOvfU4Un: return importConvert(ElementType::U4, true, true);
    case Opcode::ConvOvfI8Un: return importConvert(ElementType::I8, true, true);
    case Opcode::ConvOvfU8Un: return importConvert(ElementType::U8, true, true);
    case Opcode::ConvOvfIUn: return importConvert(ElementType::I, true, true);
    case Opcode::ConvOvfUUn: return importConvert(ElementType::U, true, true);

    case Opcode::Ldfld:
    case Opcode::Ldflda:
    case Opcode::Stfld:
    case Opcode::Ldsfld:
    case Opcode::Ldsflda:
    case Opcode::Stsfld: return importField(il);

    case Opcode::Ldlen: {
      Value array = popObject("ldlen");
      return push(StackKind::I, builder_.arrayLength(array));
    }
    case Opcode::Ldelema: return importElementAddress(il);
    case Opcode::LdelemI1: return importLoadElement(memTypeOf(ElementType::I1));
    case Opcode::LdelemU1: return importLoadElement(memTypeOf(ElementType::U1));
    case Opcode::LdelemI2: return importLoadElement(memTypeOf(ElementType::I2));
    case Opcode::LdelemU2: return importLoadElement(memTypeOf(ElementType::U2));
    case Opcode::LdelemI4: return importLoadElement(memTypeOf(ElementType::I4));
    case Opcode::LdelemU4: return importLoadElement(memTypeOf(ElementType::U4));
    case Opcode::LdelemI8: return importLoadElement(memTypeOf(ElementType::I8));
    case Opcode::LdelemI: return importLoadElement(memTypeOf(ElementType::I));
    case Opcode::LdelemR4: return importLoadElement(memTypeOf(ElementType::R4));
    case Opcode::LdelemR8: return importLoadElement(memTypeOf(ElementType::R8));
    case Opcode::LdelemRef: return importLoadElement(memTypeOf(ElementType::Object));
    case Opcode::StelemI: return importStoreElement(memTypeOf(ElementType::I));
    case Opcode::StelemI1: return importStoreElement(memTypeOf(ElementType::I1));
    case Opcode::StelemI2: return importStoreElement(memTypeOf(ElementType::I2));
    case Opcode::StelemI4: return importStoreElement(memTypeOf(ElementType::I4));
    case Opcode::StelemI8: return importStoreElement(memTypeOf(ElementType::I8));
    case Opcode::StelemR4: return importStoreElement(memTypeOf(ElementType::R4));
    case Opcode::StelemR8: return importStoreElement(memTypeOf(ElementType::R8));
    case Opcode::StelemRef: return importStoreElement(memTypeOf(ElementType::Object));
    case Opcode::Ldelem: return importLoadElement(memTypeOf(typeOperand(il.token)));
    case Opcode::Stelem: return importStoreElement(memTypeOf(typeOperand(il.token)));

    case Opcode::Ldobj: return importLoadObject(memTypeOf(typeOperand(il.token)));
    case Opcode::Stobj: return importStoreObject(memTypeOf(typeOperand(il.token)));
    case Opcode::Cpobj:
    case Opcode::Initobj:
    case Opcode::Newarr:
    case Opcode::Box:
    case Opcode::Unbox:
    case Opcode::UnboxAny:
    case Opcode::Castclass:
    case Opcode::Isinst:
    case Opcode::Sizeof:
    case Opcode::Mkrefany:
    case Opcode::Refanyval: return importTypeOperation(il);
    case Opcode::Refanytype: {
      StackEntry reference = pop();
      if (reference.kind != StackKind::Struct) fail("refanytype needs a typed reference");
      TypeHandle type = loader_.wellKnown(WellKnownType::RuntimeTypeHandle);
      return push(StackKind::Struct, builder_.typedReferenceType(reference.value), type);
    }
    case Opcode::Ldtoken: return importLoadToken(il);
    case Opcode::Ldstr:
      if (!il.token.isUserString()) fail("ldstr needs a string token");
      module_.metadata().userString(il.token.rid());  // refuse a bad offset now
      return push(StackKind::O, builder_.loadString(il.token));
    case Opcode::Localloc: {
      StackEntry size = pop();
      if (depth_ != 0) fail("localloc with more than its size on the stack");
      for (const ClauseInfo& clause : clauses_) {  // III.3.47
        if (inside(il.offset, clause.il.handlerOffset, clause.il.handlerEnd()) ||
            (clause.il.kind == EhKind::Filter &&
             inside(il.offset, clause.il.filterOffset, clause.il.handlerOffset)))
          fail("localloc in an exception handler");
      }
      if (size.kind == StackKind::I4) {
        size.value = builder_.convert(StackKind::I4, ElementType::U, false, true, size.value);
      } else if (size.kind != StackKind::I && size.kind != StackKind::I8) {
        fail("localloc needs a size");
      }
      return push(StackKind::I, builder_.localAlloc(size.value));
    }
    case Opcode::Cpblk: {
      Value bytes = popInt32("cpblk");
      Value source = popAddress("cpblk").value;
      Value destination = popAddress("cpblk").value;
      return builder_.copyBlock(destination, source, bytes);
    }
    case Opcode::Initblk: {
      Value bytes = popInt32("initblk");
      Value fill = popInt32("initblk");
      Value destination = popAddress("initblk").value;
      return builder_.initBlock(destination, fill, bytes);
    }
    case Opcode::Arglist: {
      if (!sig_->isVarArg) fail("arglist in a method without variable arguments");
      return push(StackKind::Struct, builder_.argumentList(),
                  loader_.wellKnown(WellKnownType::RuntimeArgumentHandle));
    }

    case Opcode::Throw:
      builder_.throwValue(popObject("throw"));
      while (depth_ > 0) builder_.discard(stack_[--depth_].value);
      return finishBlock();
    case Opcode::Rethrow: {
      bool inCatch = std::any_of(clauses_.begin(), clauses_.end(), [&](const ClauseInfo& clause) {
        return (clause.il.kind == EhKind::Catch || clause.il.kind == EhKind::Filter) &&
               inside(il.offset, clause.il.handlerOffset, clause.il.handlerEnd());
      });
      if (!inCatch) fail("rethrow outside a catch handler");
      while (depth_ > 0) builder_.discard(stack_[--depth_].value);
      builder_.rethrow();
      return finishBlock();
    }
    case Opcode::LeaveS:
    case Opcode::Leave: return importLeave(il);
    case Opcode::Endfinally: return importEndFinally();
    case Opcode::Endfilter: return importEndFilter();

    case Opcode::Volatile: prefixes_.isVolatile = true; return;
    case Opcode::Unaligned: prefixes_.isUnaligned = true; return;
    case Opcode::Tail: prefixes_.isTail = true; return;
    case Opcode::Readonly: prefixes_.isReadonly = true; return;
    case Opcode::Constrained: prefixes_.constrained = typeOperand(il.token); return;
    case Opcode::No: return;
    default: return importAddedOpcode(il);
  }
}

}  // namespace minivm
