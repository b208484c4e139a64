// Registers, values, blocks, constants, locals, and the final encoding. Operations are in builder_ops.cpp
// (arithmetic, control) and builder_objects.cpp (memory, objects, calls).
#include "interpreter/bytecode_builder.h"

#include <fmt/format.h>

#include <algorithm>
#include <bit>
#include <cstring>

#include "vm/runtime.h"

namespace minivm {

BytecodeBuilder::BytecodeBuilder(Runtime& runtime, MethodDesc* method)
    : runtime_(runtime), method_(method), code_(std::make_unique<BytecodeMethod>()) {
  std::fill(std::begin(freeSingles_), std::end(freeSingles_), kNoTemp);
}

BytecodeBuilder::~BytecodeBuilder() = default;

std::unique_ptr<BytecodeMethod> BytecodeBuilder::take() {
  return std::move(code_);
}

void BytecodeBuilder::begin(MethodDesc* method, std::span<const ArgInfo> args,
                            std::span<const ArgInfo> locals, std::span<const ClauseInfo> clauses, bool) {
  sig_ = &runtime_.classLoader().signature(method);
  groupSize_[kArg] = sig_->argSlots;
  args_.reserve(args.size());
  locals_.reserve(locals.size());
  blocks_.reserve(16);
  temps_.reserve(16);
  for (const ArgInfo& arg : args) args_.push_back({makeReg(kArg, arg.slot), arg, false});
  placeLocals(locals);
  for (const ClauseInfo& clause : clauses) {
    ClauseRegs regs;
    if (clause.il.kind == EhKind::Catch || clause.il.kind == EhKind::Filter) {
      regs.exception = newReg(kObj, StackKind::O, {}, 1);
    } else {
      regs.continuation = newReg(kTemp, StackKind::I, {}, 1);
    }
    clauseRegs_.push_back(regs);
    clauseInfos_.push_back(clause);
    hasFilters_ |= clause.il.kind == EhKind::Filter;
  }
  if (method_->isSynchronized() && (method_->isStatic() || !method_->methodTable->isValueType()))
    beginSynchronized();
}

/// Locals are registers, which an op names in 16 bits. Where there are too many of them, or too large ones,
/// those without references lie in a block of localloc memory instead and are reached through its address
/// (ABI 12).
void BytecodeBuilder::placeLocals(std::span<const ArgInfo> locals) {
  constexpr uint64_t kNearSlots = 16384, kNearSlotsOfOne = 16;
  const auto slots = [](const ArgInfo& local) { return slotsOf(local.kind, local.type); };
  uint64_t all = 0, near = 0;
  for (const ArgInfo& local : locals) all += slots(local);
  int64_t farBytes = 0;
  for (const ArgInfo& local : locals) {
    const Group group = groupFor(local.kind, local.type, true);
    const uint64_t own = slots(local);
    if (all > kNearSlots && group == kLocal && (own > kNearSlotsOfOne || near + own > kNearSlots)) {
      locals_.push_back({0, local, true, farBytes});
      farBytes += static_cast<int64_t>((own * sizeof(Slot) + 15) & ~uint64_t{15});
    } else {
      locals_.push_back({newReg(group, local.kind, local.type, static_cast<uint32_t>(own)), local, false});
      near += own;
    }
  }
  if (farBytes == 0) return;
  markLocalAlloc();
  farLocalsReg_ = newReg(kTemp, StackKind::I, {}, 1);
  prologue_.push_back({Op::LdImm, false, farLocalsReg_, 0, 0, {farBytes}, -1, 0});
  prologue_.push_back({Op::LocalAlloc, false, farLocalsReg_, farLocalsReg_, 0, {0}, -1, 0});
}

void BytecodeBuilder::beginSynchronized() {
  isSynchronized_ = true;
  lockReg_ = newReg(kObj, StackKind::O, {}, 1);
  lockContinuation_ = newReg(kTemp, StackKind::I, {}, 1);
  Reg source = makeReg(kArg, 0);
  if (method_->isStatic()) {
    source = newReg(kObj, StackKind::O, {}, 1);
    uint32_t index;
    newCell(Token(), index).type = method_->methodTable;
    prologue_.push_back({Op::LdTypeObject, false, source, index, 0, {0}, -1, 0});
  }
  prologue_.push_back({Op::SyncEnter, false, lockReg_, source, 0, {0}, -1, 0});
}

/// What every way out of the method does that is not an exception.
void BytecodeBuilder::emitLeave() {
  if (isSynchronized_) emit(Op::SyncExit, 0, lockReg_);
  if (usesLocalAlloc_) emit(Op::LocalAllocLeave, 0, localAllocReg_);
}

void BytecodeBuilder::setStack(StackEntry* base, const size_t* depth) {
  stack_ = base;
  depth_ = depth;
}

void BytecodeBuilder::markAddressTaken(bool isArg, uint32_t index) {
  auto& variables = isArg ? args_ : locals_;
  if (index < variables.size()) variables[index].isExposed = true;
}

void BytecodeBuilder::endBlock() {
  if (block_ < blocks_.size()) blocks_[block_].count = static_cast<uint32_t>(insns_.size() - blockFirst_);
}

void BytecodeBuilder::beginBlock(BlockId block, uint32_t ilOffset) {
  endBlock();
  if (blocks_.size() <= block) blocks_.resize(block + 1);
  block_ = block;
  blockFirst_ = insns_.size();
  blocks_[block] = {static_cast<uint32_t>(blockFirst_), 0, ilOffset, true};
  ilOffset_ = ilOffset;
  if (hasFilters_) {
    inFilter_ = std::any_of(clauseInfos_.begin(), clauseInfos_.end(), [&](const ClauseInfo& clause) {
      return clause.il.kind == EhKind::Filter && ilOffset >= clause.il.filterOffset &&
             ilOffset < clause.il.handlerOffset;
    });
  }
  storedSlots_.clear();
  // Values do not live across blocks: every temporary is free again.
  std::fill(std::begin(freeSingles_), std::end(freeSingles_), kNoTemp);
  freeOthers_.clear();
  for (size_t i = temps_.size(); i-- > 0;) {
    temps_[i].uses = 1;
    releaseTemp(static_cast<uint32_t>(i));
  }
}

// ----------------------------------------------------------------------------------------------------
// registers

uint32_t BytecodeBuilder::slotsOfStruct(TypeHandle type) {
  return std::max<uint32_t>(1, (type.sizeBytes() + 7) / 8);
}

bool BytecodeBuilder::hasReferences(TypeHandle structType) {
  return structType.containsGcPointers() || !structType.asMethodTable()->eeClass->byRefOffsets.empty();
}

BytecodeBuilder::Reg BytecodeBuilder::newReg(Group group, StackKind kind, TypeHandle type, uint32_t slots) {
  uint32_t index = groupSize_[group];
  groupSize_[group] += slots;
  if (group == kStructRef && kind == StackKind::Struct) {
    EEClass* cls = type.asMethodTable()->eeClass;
    for (uint32_t offset : cls->refOffsets)
      code_->objectSlotStorage.push_back(static_cast<uint16_t>(index + offset / 8));
    for (uint32_t offset : cls->byRefOffsets)
      code_->byRefSlotStorage.push_back(static_cast<uint16_t>(index + offset / 8));
  }
  return makeReg(group, index);
}

Value BytecodeBuilder::newTempOf(Group group, uint32_t slots, StackKind kind, TypeHandle type) {
  if (!isSingle(group, slots)) {
    for (size_t i = freeOthers_.size(); i-- > 0;) {
      const uint32_t index = freeOthers_[i];
      TempInfo& temp = temps_[index];
      if (groupOf(temp.reg) != group || temp.slots != slots) continue;
      if (group == kStructRef && temp.type != type) continue;
      std::copy(freeOthers_.begin() + i + 1, freeOthers_.end(), freeOthers_.begin() + i);
      freeOthers_.pop_back();
      temp.type = type;
      temp.uses = 1;
      return makeValue(kTempValue, kind, index);
    }
  }
  temps_.push_back({newReg(group, kind, type, slots), type, slots, 1, kNoTemp});
  return makeValue(kTempValue, kind, static_cast<uint32_t>(temps_.size()) - 1);
}

void BytecodeBuilder::discard(Value value) {
  if (tagOf(value) == kTempValue) releaseTemp(payloadOf(value));
}

Value BytecodeBuilder::duplicate(Value& value) {
  if (tagOf(value) == kTempValue) ++temps_[payloadOf(value)].uses;
  return value;
}

TypeHandle BytecodeBuilder::typeOf(const Value& v) const {
  switch (tagOf(v)) {
    case kTempValue: return temps_[payloadOf(v)].type;
    case kBorrowed: return TypeHandle::fromWord(v.b);
    default: return {};
  }
}

BytecodeBuilder::Operand BytecodeBuilder::newOperand(const Value& v) {
  const bool isConstant = tagOf(v) == kConst;
  assert((isConstant || tagOf(v) == kRegAddr) && "value used twice or never made");
  Value temp = newTemp(isConstant ? kindOf(v) : StackKind::ByRef);
  const Reg reg = regOfTemp(temp);
  if (isConstant) {
    emit(Op::LdImm, reg, 0, 0, static_cast<int64_t>(v.b));
  } else {
    emit(Op::LdRegA, reg, payloadOf(v));
    if (v.b != 0) emit(Op::AddrOff, reg, reg, 0, static_cast<int64_t>(v.b));
  }
  return {reg, static_cast<int>(payloadOf(temp))};
}

void BytecodeBuilder::storeInto(Reg dst, StackKind kind, TypeHandle type, Value value) {
  uint32_t slots = slotsOf(kind, type);
  switch (tagOf(value)) {
    case kConst: emit(Op::LdImm, dst, 0, 0, static_cast<int64_t>(value.b)); return;
    case kRegAddr:
      emit(Op::LdRegA, dst, payloadOf(value));
      if (value.b != 0) emit(Op::AddrOff, dst, dst, 0, static_cast<int64_t>(value.b));
      return;
    case kTempValue: {
      TempInfo& temp = temps_[payloadOf(value)];
      // The op just emitted computed this temporary and nobody else reads it: let it write the destination
      // instead.
      if (temp.uses == 1) {
        BuildInsn* last = lastInsn();
        if (last && !last->isPart && writesRegister(last->op) && last->dst == temp.reg &&
            last->ilOffset <= ilOffset_) {
          last->dst = dst;
          releaseTemp(payloadOf(value));
          return;
        }
      }
      break;
    }
    default: break;
  }
  Operand source = operand(value);
  if (source.reg != dst) {
    if (slots == 1) {
      emit(Op::Mov, dst, source.reg);
    } else {
      emit(Op::MovStruct, dst, source.reg, 0, slots);
    }
  }
  release(source);
}

void BytecodeBuilder::copyBorrowers(Reg reg, uint32_t slots) {
  for (size_t i = 0; i < *depth_; ++i) {
    Value& value = stack_[i].value;
    if (tagOf(value) != kBorrowed || payloadOf(value) < reg || payloadOf(value) >= reg + slots) continue;
    TypeHandle type = typeOf(value);
    Value copy = newTemp(kindOf(value), type);
    storeInto(regOfTemp(copy), kindOf(value), type, value);
    value = copy;
  }
}

bool BytecodeBuilder::reads(const BuildInsn& insn, Reg reg) {
  const OpForm& form = opForm(insn.op);
  return (form.readsDst && insn.dst == reg) || (form.readsA && insn.a == reg) ||
         (form.readsB && insn.b == reg) ||
         (form.hasRegisters && (insn.extra[0] == reg || insn.extra[1] == reg));
}

bool BytecodeBuilder::computeAfterCopies(size_t first, Reg local, const Value& value) {
  if (tagOf(value) != kTempValue || temps_[payloadOf(value)].uses != 1) return false;
  const BuildInsn computation = insns_[first - 1];
  if (!writesRegister(computation.op) || computation.dst != regOfTemp(value)) return false;
  for (size_t i = first; i < insns_.size(); ++i) {
    const BuildInsn& copy = insns_[i];
    if (copy.op != Op::Mov || reads(computation, copy.dst)) return false;
  }
  if (insns_.size() == first + 1 && computation.op == Op::AddI4Imm && computation.a == local) {
    // x++ whose old value is used.
    const Reg before = insns_.back().dst;
    insns_.pop_back();
    insns_.back().op = Op::IncI4;
    insns_.back().dst = before;
    releaseTemp(payloadOf(value));
    return true;
  }
  std::rotate(insns_.begin() + first - 1, insns_.begin() + first, insns_.end());
  return false;
}

bool BytecodeBuilder::computeShared(const LocalInfo& local, const Value& value) {
  if (tagOf(value) != kTempValue) return false;
  const TempInfo& temp = temps_[payloadOf(value)];
  BuildInsn* last = lastInsn();
  const Group from = groupOf(temp.reg), to = groupOf(local.reg);
  if (temp.uses < 2 || temp.slots != 1 || !last || !writesRegister(last->op) || last->dst != temp.reg ||
      !(from == to || (from == kTemp && to == kLocal)))
    return false;
  uint32_t entries = 0;
  for (size_t i = 0; i < *depth_; ++i) {
    const Value& entry = stack_[i].value;
    if (tagOf(entry) == kTempValue && payloadOf(entry) == payloadOf(value)) ++entries;
  }
  if (entries + 1 != temp.uses) return false;
  last->dst = local.reg;
  for (size_t i = 0; i < *depth_; ++i) {
    Value& entry = stack_[i].value;
    if (tagOf(entry) == kTempValue && payloadOf(entry) == payloadOf(value))
      entry = makeValue(kBorrowed, kindOf(entry), local.reg, temp.type.word());
  }
  for (uint32_t i = 0; i <= entries; ++i) releaseTemp(payloadOf(value));
  return true;
}

// ---------------------------------------------------------------------------------------------------- stack
// slots across blocks

void BytecodeBuilder::storeStackSlot(uint32_t depth, StackKind kind, TypeHandle type, Value value) {
  if (kind != StackKind::Struct) type = {};
  Reg reg = 0;
  auto found = std::find_if(stackSlots_.begin(), stackSlots_.end(), [&](const StackSlotReg& s) {
    return s.depth == depth && s.kind == kind && s.type == type;
  });
  if (found != stackSlots_.end()) {
    reg = found->reg;
  } else {
    reg = newReg(groupFor(kind, type, false), kind, type, slotsOf(kind, type));
    stackSlots_.push_back({depth, kind, type, reg});
  }
  // The same entries are stored again for every further successor: copy, do not consume, and do it once.
  for (const StoredSlot& stored : storedSlots_) {
    if (stored.reg == reg && stored.value.a == value.a && stored.value.b == value.b) return;
  }
  storedSlots_.push_back({reg, value});
  switch (tagOf(value)) {
    case kConst: emit(Op::LdImm, reg, 0, 0, static_cast<int64_t>(value.b)); return;
    case kRegAddr:
      emit(Op::LdRegA, reg, payloadOf(value));
      if (value.b != 0) emit(Op::AddrOff, reg, reg, 0, static_cast<int64_t>(value.b));
      return;
    default: break;
  }
  Reg source = tagOf(value) == kTempValue ? regOfTemp(value) : payloadOf(value);
  if (source == reg) return;
  uint32_t slots = slotsOf(kind, type);
  copyBorrowers(reg, slots);
  if (computeInto(value, reg)) {
    stack_[depth].value = makeValue(kBorrowed, kindOf(value), reg, type.word());
    return;
  }
  if (slots == 1) {
    emit(Op::Mov, reg, source);
  } else {
    emit(Op::MovStruct, reg, source, 0, slots);
  }
}

Value BytecodeBuilder::loadStackSlot(uint32_t depth, StackKind kind, TypeHandle type) {
  TypeHandle slotType = kind == StackKind::Struct ? type : TypeHandle();
  auto found = std::find_if(stackSlots_.begin(), stackSlots_.end(), [&](const StackSlotReg& s) {
    return s.depth == depth && s.kind == kind && s.type == slotType;
  });
  assert(found != stackSlots_.end() && "a predecessor stored this slot");
  // Not copied: until the slot is stored again, at the end of the block at the earliest.
  return makeValue(kBorrowed, kind, found->reg, slotType.word());
}

// ----------------------------------------------------------------------------------------------------
// constants and variables

Value BytecodeBuilder::constI4(int32_t value) {
  return makeValue(kConst, StackKind::I4, 0, static_cast<uint64_t>(int64_t{value}));
}
Value BytecodeBuilder::constI8(int64_t value, StackKind kind) {
  return makeValue(kConst, kind, 0, static_cast<uint64_t>(value));
}
Value BytecodeBuilder::constR4(float value) {
  return makeValue(kConst, StackKind::F4, 0, std::bit_cast<uint32_t>(value));
}
Value BytecodeBuilder::constR8(double value) {
  return makeValue(kConst, StackKind::F8, 0, std::bit_cast<uint64_t>(value));
}
Value BytecodeBuilder::constNull() {
  return makeValue(kConst, StackKind::O, 0, 0);
}
Value BytecodeBuilder::constPointer(const void* address) {
  return makeValue(kConst, StackKind::I, 0, reinterpret_cast<uint64_t>(address));
}

Value BytecodeBuilder::addressableTemp(StackKind kind, TypeHandle type, Value& address) {
  if (kind != StackKind::Struct) type = {};
  Value temp = newTemp(kind, type);
  emit(Op::ZeroRegs, regOfTemp(temp), 0, 0, slotsOf(kind, type));
  address = makeValue(kRegAddr, StackKind::ByRef, regOfTemp(temp));
  return temp;
}

/// How a variable is read and written by its address: small integers fill their register's low half.
static MemType memoryOfVariable(const ArgInfo& info) {
  switch (info.kind) {
    case StackKind::I4:
      return {info.element == ElementType::U4 ? ElementType::U4 : ElementType::I4, info.kind, {}, 4, false};
    case StackKind::F4: return {ElementType::R4, info.kind, {}, 4, false};
    case StackKind::F8: return {ElementType::R8, info.kind, {}, 8, false};
    case StackKind::I8: return {ElementType::I8, info.kind, {}, 8, false};
    case StackKind::I: return {ElementType::I, info.kind, {}, 8, false};
    case StackKind::ByRef: return {ElementType::ByRef, info.kind, {}, 8, false};
    case StackKind::Struct:
      return {ElementType::ValueType, info.kind, info.type, info.type.sizeBytes(),
              info.type.containsGcPointers()};
    default: return {ElementType::Object, info.kind, {}, 8, true};
  }
}

static MemType smallMemory(ElementType element, MemType memory) {
  switch (element) {
    case ElementType::Boolean:
    case ElementType::U1: return {ElementType::U1, StackKind::I4, {}, 1, false};
    case ElementType::I1: return {ElementType::I1, StackKind::I4, {}, 1, false};
    case ElementType::Char:
    case ElementType::U2: return {ElementType::U2, StackKind::I4, {}, 2, false};
    case ElementType::I2: return {ElementType::I2, StackKind::I4, {}, 2, false};
    default: return memory;
  }
}

Value BytecodeBuilder::outerAddress(const LocalInfo& variable, StackKind kind) {
  Value address = newTemp(kind);
  emit(Op::OuterRegA, regOfTemp(address), variable.reg);
  return address;
}

Value BytecodeBuilder::farAddress(const LocalInfo& variable, StackKind kind) {
  Value address = newTemp(kind);
  Reg base = farLocalsReg_;
  if (inFilter_) {
    base = regOfTemp(address);
    emit(Op::OuterRegA, base, farLocalsReg_);
    emit(Op::LdI8, base, base);
  }
  emit(Op::AddrOff, regOfTemp(address), base, 0, variable.farOffset);
  return address;
}

Value BytecodeBuilder::loadVariable(LocalInfo& variable) {
  const ArgInfo& info = variable.info;
  if (variable.farOffset >= 0) {
    MemType memory = memoryOfVariable(info);
    if (info.kind == StackKind::I4) memory = smallMemory(info.element, memory);
    return loadIndirect(memory, StackKind::I, farAddress(variable, StackKind::I));
  }
  if (inFilter_) {
    MemType memory = memoryOfVariable(info);
    // Written through its address, a small integer may have stale upper bytes.
    if (info.kind == StackKind::I4 && variable.isExposed) memory = smallMemory(info.element, memory);
    return loadIndirect(memory, StackKind::I, outerAddress(variable, StackKind::I));
  }
  TypeHandle type = info.kind == StackKind::Struct ? info.type : TypeHandle();
  if (!variable.isExposed) return makeValue(kBorrowed, info.kind, variable.reg, type.word());
  Value temp = newTemp(info.kind, type);
  // Written through its address, a small integer may have stale upper bytes: read it as what it is. All
  // four-byte values are read as such: a wide load would wait for the narrow store.
  Op op = info.kind == StackKind::F4 ? Op::RegLdI4 : Op::Mov;
  if (info.kind == StackKind::I4) {
    switch (info.element) {
      case ElementType::I1: op = Op::RegLdI1; break;
      case ElementType::U1:
      case ElementType::Boolean: op = Op::RegLdU1; break;
      case ElementType::I2: op = Op::RegLdI2; break;
      case ElementType::U2:
      case ElementType::Char: op = Op::RegLdU2; break;
      default: op = Op::RegLdI4; break;
    }
  }
  uint32_t slots = slotsOf(info.kind, type);
  if (slots > 1) {
    emit(Op::MovStruct, regOfTemp(temp), variable.reg, 0, slots);
  } else {
    emit(op, regOfTemp(temp), variable.reg);
  }
  return temp;
}

void BytecodeBuilder::storeVariable(LocalInfo& variable, Value value) {
  const ArgInfo& info = variable.info;
  if (variable.farOffset >= 0)
    return storeIndirect(memoryOfVariable(info), StackKind::I, farAddress(variable, StackKind::I), value);
  if (inFilter_)
    return storeIndirect(memoryOfVariable(info), StackKind::I, outerAddress(variable, StackKind::I), value);
  TypeHandle type = info.kind == StackKind::Struct ? info.type : TypeHandle();
  if (!variable.isExposed) {
    const size_t first = insns_.size();
    copyBorrowers(variable.reg, slotsOf(info.kind, type));
    if (computeShared(variable, value)) return;
    if (first != blockFirst_ && insns_.size() != first && computeAfterCopies(first, variable.reg, value))
      return;
  }
  storeInto(variable.reg, info.kind, type, value);
}

Value BytecodeBuilder::loadArg(uint32_t index) {
  return loadVariable(args_[index]);
}
Value BytecodeBuilder::loadLocal(uint32_t index) {
  return loadVariable(locals_[index]);
}
void BytecodeBuilder::storeArg(uint32_t index, Value value) {
  storeVariable(args_[index], value);
}
void BytecodeBuilder::storeLocal(uint32_t index, Value value) {
  storeVariable(locals_[index], value);
}
Value BytecodeBuilder::argAddress(uint32_t index) {
  if (inFilter_) return outerAddress(args_[index], StackKind::ByRef);
  return makeValue(kRegAddr, StackKind::ByRef, args_[index].reg);
}
Value BytecodeBuilder::localAddress(uint32_t index) {
  if (locals_[index].farOffset >= 0) return farAddress(locals_[index], StackKind::ByRef);
  if (inFilter_) return outerAddress(locals_[index], StackKind::ByRef);
  return makeValue(kRegAddr, StackKind::ByRef, locals_[index].reg);
}

// ---------------------------------------------------------------------------------------------------- finish

inline void BytecodeBuilder::encode(const BuildInsn& in, Insn* code, std::span<const uint32_t> blockStart,
                                    uint32_t index) {
  const OpForm form = opForm(in.op);
  Insn& out = code[index];
  // Plain numbers lie in the first group, which begins at 0; outgoing slots are registers by another name.
  out.op = in.op;
  out.dst = slotOf(in.dst & form.dstMask);
  out.a = slotOf(in.a & form.aMask);
  out.b = slotOf(in.b & form.bMask);
  if (form.hasRegisters) {
    out.c = slotOf(in.extra[0]);
    out.d = slotOf(in.extra[1]);
    out.e = out.f = 0;
    return;
  }
  out.imm = in.imm;
  if (form.hasTarget && in.targetBlock >= 0) {
    out.imm32 = static_cast<int32_t>(in.imm);
    const auto target = static_cast<size_t>(in.targetBlock);
    if (blockStart[target] <= index)
      code_->tier.loopHeads.emplace_back(blockStart[target], blocks_[target].ilOffset);
    out.target = static_cast<int32_t>(blockStart[target]) - static_cast<int32_t>(index);
  } else if (in.op == Op::Switch) {
    for (int32_t& target : static_cast<SwitchTable*>(out.ptr)->targets)
      target = static_cast<int32_t>(blockStart[static_cast<size_t>(target)]) - static_cast<int32_t>(index);
  }
}

void BytecodeBuilder::fuseLoopStep(std::span<BuildInsn> body, std::span<const BuildInsn> condition) {
  if (body.empty() || condition.empty() || condition.front().op != Op::BrLtI4Back) return;
  BuildInsn& step = body.back();
  const BuildInsn& test = condition.front();
  if (step.op != Op::AddI4Imm || step.dst != step.a || test.a != step.dst) return;
  step.op = Op::IncBrLtI4;
  step.b = test.b;
  step.targetBlock = test.targetBlock;
}

void BytecodeBuilder::finishLayout() {
  // Group bases. One range of slots is zeroed at entry: everything the collector sees, and the locals.
  uint32_t base = 0;
  for (uint32_t group = kArg; group < kOut; ++group) {
    groupBase_[group] = base;
    base += groupSize_[group];
  }
  code_->frameSlots = base;
  groupBase_[kOut] = base + kInterpHeaderSlots;
  code_->totalSlots = base + kInterpHeaderSlots + outSlots_;
  if (code_->totalSlots > 0xFFFF) {
    throw LoadFailure(
        LoadFailureKind::NotSupported,
        fmt::format("{}: arguments, references and values on the stack need {} frame slots, more than 65535",
                    method_->toString(), code_->totalSlots));
  }
  code_->method = method_;
  code_->argSlots = sig_->argSlots;
  code_->argObjects = sig_->objectSlots;
  code_->argByRefs = sig_->byRefSlots;
  code_->objectStart = static_cast<uint16_t>(groupBase_[kObj]);
  code_->objectCount = static_cast<uint16_t>(groupSize_[kObj]);
  code_->byRefStart = static_cast<uint16_t>(groupBase_[kByRef]);
  code_->byRefCount = static_cast<uint16_t>(groupSize_[kByRef]);
  code_->structStart = static_cast<uint16_t>(groupBase_[kStructRef]);
  code_->structSlots = static_cast<uint16_t>(groupSize_[kStructRef]);
  for (uint16_t& slot : code_->objectSlotStorage) slot = static_cast<uint16_t>(slot + groupBase_[kStructRef]);
  for (uint16_t& slot : code_->byRefSlotStorage) slot = static_cast<uint16_t>(slot + groupBase_[kStructRef]);
  InterpretedFrame& frame = code_->tier.frame;
  frame.localSlots.reserve(locals_.size());
  for (const LocalInfo& local : locals_) frame.localSlots.push_back(slotOf(local.reg));
  if (isSynchronized_) frame.localSlots.push_back(slotOf(lockReg_));
  code_->structObjects = code_->objectSlotStorage;
  code_->structByRefs = code_->byRefSlotStorage;
  for (const LocalInfo& local : locals_) {
    bool isReference = local.info.kind == StackKind::O || local.info.kind == StackKind::ByRef;
    if (local.info.isPinned && isReference) code_->pinnedSlotStorage.push_back(slotOf(local.reg));
  }
  code_->pinnedSlots = code_->pinnedSlotStorage;
  code_->zeroStart = static_cast<uint16_t>(groupBase_[kObj]);
  code_->zeroCount = static_cast<uint16_t>(groupBase_[kTemp] - groupBase_[kObj]);
  code_->localAllocReg = usesLocalAlloc_ ? slotOf(localAllocReg_) : -1;
  code_->ilOffsetOf = [](const FrameLayout& layout, const void* pc) {
    const auto& code = static_cast<const BytecodeMethod&>(layout);
    return code.ilOffsetAt(static_cast<uint32_t>(static_cast<const Insn*>(pc) - code.insnStorage.get()));
  };
}

void BytecodeBuilder::finish() {
  endBlock();
  finishLayout();
  // Blocks in IL order; a jump to the block that follows anyway is dropped.
  const std::span<uint32_t> blockStart = arena_.makeArray<uint32_t>(blocks_.size());
  if (usesLocalAlloc_) prologue_.pushFront({Op::LocalAllocEnter, false, localAllocReg_, 0, 0, {0}, -1, 0});
  auto count = static_cast<uint32_t>(prologue_.size());
  uint32_t mapCount = count != 0;
  uint32_t mapped = count != 0 ? 0 : UINT32_MAX;
  for (size_t i = 0; i < blocks_.size(); ++i) {
    blockStart[i] = count;
    BlockCode& block = blocks_[i];
    if (!block.isPresent) continue;
    size_t next = i + 1;
    while (next < blocks_.size() && !blocks_[next].isPresent) ++next;
    if (block.count != 0) {
      const BuildInsn& last = insnsOf(block).back();
      if (last.op == Op::Br && last.targetBlock == static_cast<int32_t>(next)) --block.count;
    }
    if (next < blocks_.size()) fuseLoopStep(insnsOf(block), insnsOf(blocks_[next]));
    for (const BuildInsn& insn : insnsOf(block)) {
      mapCount += insn.ilOffset != mapped;
      mapped = insn.ilOffset;
    }
    count += block.count;
  }
  const uint32_t lockFault = count;
  if (isSynchronized_) count += 2;

  code_->makeStorage(count, mapCount);
  BytecodeMethod::IlMapEntry* map = code_->ilMap.data();
  Insn* const code = code_->insns;
  uint32_t index = 0;
  if (!prologue_.empty()) *map++ = {0, 0};
  for (const BuildInsn& insn : prologue_) encode(insn, code, blockStart, index++);
  mapped = prologue_.empty() ? UINT32_MAX : 0;
  for (const BlockCode& block : blocks_) {
    for (const BuildInsn& insn : insnsOf(block)) {
      if (insn.ilOffset != mapped) *map++ = {index, mapped = insn.ilOffset};
      encode(insn, code, blockStart, index++);
    }
  }
  if (isSynchronized_) {
    encode({Op::SyncExit, false, 0, lockReg_, 0, {0}, -1, 0}, code, blockStart, index++);
    encode({Op::EndFinally, false, 0, lockContinuation_, 0, {0}, -1, 0}, code, blockStart, index++);
  }
  if (!code_->tier.loopHeads.empty()) {
    for (const StackSlotReg& s : stackSlots_)
      code_->tier.frame.stackSlots.push_back({s.depth, s.kind, s.type, slotOf(s.reg)});
  }
  finishClauses(blockStart, lockFault);
}

void BytecodeBuilder::finishClauses(std::span<const uint32_t> blockStart, uint32_t lockFault) {
  code_->ehRowStorage.reserve(clauseInfos_.size());
  for (const ClauseInfo& clause : clauseInfos_) {
    EhRow row{};
    row.il = clause.il;
    auto pcOf = [&](BlockId block) -> const void* {
      return block < blocks_.size() && blocks_[block].isPresent ? code_->insns + blockStart[block] : nullptr;
    };
    row.handlerPc = pcOf(clause.handler);
    if (clause.il.kind == EhKind::Filter) row.filterPc = pcOf(clause.filter);
    const ClauseRegs& regs = clauseRegs_[clause.index];
    if (clause.il.kind == EhKind::Catch || clause.il.kind == EhKind::Filter) {
      row.exceptionReg = slotOf(regs.exception);
    } else {
      row.returnReg = slotOf(regs.continuation);
    }
    code_->ehRowStorage.push_back(row);
  }
  if (isSynchronized_) {  // outermost: covers all of the code, its handler none of it
    EhRow row{};
    row.il.kind = EhKind::Fault;
    row.il.tryLength = row.il.handlerOffset = INT32_MAX;
    row.handlerPc = code_->insns + lockFault;
    row.returnReg = slotOf(lockContinuation_);
    code_->ehRowStorage.push_back(row);
  }
  code_->ehRows = code_->ehRowStorage;
}

void BytecodeMethod::makeStorage(uint32_t instructions, uint32_t mapEntries) {
  constexpr size_t kEntriesPerInsn = sizeof(Insn) / sizeof(IlMapEntry);
  const size_t code = size_t{instructions} + 1;
  insnStorage =
      std::make_unique_for_overwrite<Insn[]>(code + (mapEntries + kEntriesPerInsn - 1) / kEntriesPerInsn);
  insns = insnStorage.get();
  insnCount = instructions;
  // A method that ends in a block without successors cannot run past this.
  insns[instructions] = {Op::Nop, 0, 0, 0, {0}};
  auto* map = reinterpret_cast<IlMapEntry*>(insns + code);
  std::uninitialized_default_construct_n(map, mapEntries);
  ilMap = {map, mapEntries};
}

uint32_t BytecodeMethod::ilOffsetAt(uint32_t insnIndex) const {
  auto next = std::upper_bound(ilMap.begin(), ilMap.end(), insnIndex,
                               [](uint32_t value, const IlMapEntry& entry) { return value < entry.insn; });
  return next == ilMap.begin() ? 0 : std::prev(next)->ilOffset;
}

}  // namespace minivm
