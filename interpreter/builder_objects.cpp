// Memory, arrays, objects and calls of the BytecodeBuilder.
#include <fmt/format.h>

#include <algorithm>

#include "interpreter/bytecode_builder.h"
#include "vm/runtime.h"

namespace minivm {

namespace {

int64_t packOffset(int64_t offset, uint32_t size) {
  return static_cast<int64_t>(static_cast<uint32_t>(offset) | static_cast<uint64_t>(size) << 32);
}
int64_t pointerBits(const void* p) {
  return static_cast<int64_t>(reinterpret_cast<intptr_t>(p));
}

static_assert(at(Op::LdI1, 5) == Op::LdI8 && at(Op::St1, 3) == Op::St8 && at(Op::RegLdI1, 5) == Op::RegLdI8 &&
              at(Op::RegSt1, 3) == Op::RegSt8);
/// Ops that neither collect nor run managed code.
bool isQuiet(Op op) {
  return op <= Op::CGeI4Imm || (op >= Op::LdI1 && op <= Op::InitBlk) ||
         (op >= Op::LdSI1 && op <= Op::ArrayData);
}
/// Ops whose callee's frame lies where outgoing arguments would.
bool isCall(Op op) {
  return op >= Op::Call && op <= Op::JmpMethod;
}
/// Place of an array's element type in the load families.
unsigned loadIndexOf(ElementType element) {
  switch (element) {
    case ElementType::Boolean: return 1;
    case ElementType::Char: return 3;
    default: return loadIndex({element, StackKind::I4, {}, 0, false});
  }
}

static_assert(at(Op::LdElem2DI1, 5) == Op::LdElem2DI8 && at(Op::StElem2D1, 3) == Op::StElem2D8);
static_assert(at(Op::LdElemI1, 5) == Op::LdElemI8 && at(Op::StElem1, 3) == Op::StElem8 &&
              at(Op::LdFldElemI1, 5) == Op::LdFldElemI8);

}  // namespace

uint32_t BytecodeBuilder::addCell(std::unique_ptr<SiteCell> cell) {
  code_->cells.push_back(std::move(cell));
  if (code_->cells.size() > 0xFFFF)
    throw LoadFailure(LoadFailureKind::NotSupported,
                      fmt::format("{}: more than 65535 unresolved sites in one method", method_->toString()));
  return static_cast<uint32_t>(code_->cells.size()) - 1;
}

SiteCell& BytecodeBuilder::newCell(Token token, uint32_t& index) {
  auto cell = std::make_unique<SiteCell>();
  cell->token = token;
  SiteCell& result = *cell;
  index = addCell(std::move(cell));
  return result;
}

// ---------------------------------------------------------------------------------------------------- memory

Value BytecodeBuilder::loadFromReg(const MemType& memory, Reg reg, uint32_t byteOffset) {
  TypeHandle type = memory.kind == StackKind::Struct ? memory.type : TypeHandle();
  Value result = newTemp(memory.kind, type);
  Reg dst = regOfTemp(result);
  if (memory.kind == StackKind::Struct) {
    if (byteOffset % 8 == 0 && memory.sizeBytes % 8 == 0) {
      uint32_t slots = memory.sizeBytes / 8;
      if (slots == 1) {
        emit(Op::Mov, dst, plus(reg, byteOffset / 8));
      } else {
        emit(Op::MovStruct, dst, plus(reg, byteOffset / 8), 0, slots);
      }
    } else {
      emit(Op::RegLdStruct, dst, reg, 0, packOffset(byteOffset, memory.sizeBytes));
    }
  } else if (byteOffset % 8 == 0 && memory.sizeBytes == 8) {
    emit(Op::Mov, dst, plus(reg, byteOffset / 8));
  } else {
    emit(at(Op::RegLdI1, loadIndex(memory)), dst, reg, 0, packOffset(byteOffset, memory.sizeBytes));
  }
  return result;
}

void BytecodeBuilder::storeToReg(const MemType& memory, Reg reg, uint32_t byteOffset, Value value) {
  if (byteOffset % 8 == 0 && memory.sizeBytes == 8 && memory.kind != StackKind::Struct) {
    storeInto(plus(reg, byteOffset / 8), memory.kind, {}, value);
    if (BuildInsn* last = lastInsn()) last->isPart = true;
    return;
  }
  Operand source = operand(value);
  release(source);
  if (memory.kind == StackKind::Struct) {
    emit(Op::RegStStruct, 0, reg, source.reg, packOffset(byteOffset, memory.sizeBytes));
  } else {
    emit(at(Op::RegSt1, storeIndex(memory)), 0, reg, source.reg, packOffset(byteOffset, memory.sizeBytes));
  }
}

Value BytecodeBuilder::loadAt(const MemType& memory, Value address, int64_t offset) {
  if (tagOf(address) == kRegAddr)
    return loadFromReg(memory, payloadOf(address),
                       static_cast<uint32_t>(offset + static_cast<int64_t>(address.b)));
  bool isStruct = memory.kind == StackKind::Struct;
  Op op = isStruct ? Op::LdStruct : at(Op::LdI1, loadIndex(memory));
  return emitUnary(op, memory.kind, isStruct ? memory.type : TypeHandle(), address,
                   packOffset(offset, memory.sizeBytes));
}

void BytecodeBuilder::storeAt(const MemType& memory, bool baseIsObject, Value address, int64_t offset,
                              Value value) {
  if (tagOf(address) == kRegAddr)
    return storeToReg(memory, payloadOf(address),
                      static_cast<uint32_t>(offset + static_cast<int64_t>(address.b)), value);
  Operand base = operand(address);
  Operand source = operand(value);
  release(base);
  release(source);
  Op op;
  if (memory.kind == StackKind::Struct) {
    op = memory.hasReferences ? Op::StStructRef : Op::StStruct;
  } else if (memory.kind == StackKind::O) {
    op = baseIsObject ? Op::StRef : Op::StRefChecked;
  } else {
    op = at(Op::St1, storeIndex(memory));
    if (fuseIncrement(op, base, offset, value, source)) return;
  }
  emit(op, 0, base.reg, source.reg, packOffset(offset, memory.sizeBytes));
}

bool BytecodeBuilder::fuseIncrement(Op store, const Operand& base, int64_t offset, const Value& value,
                                    const Operand& source) {
  const bool isWide = store == Op::St8;
  // The value was its only use: released, it is free.
  if ((!isWide && store != Op::St4) || tagOf(value) != kTempValue || temps_[payloadOf(value)].uses != 0 ||
      insns_.size() < blockFirst_ + 2)
    return false;
  const BuildInsn& sum = insns_.back();
  BuildInsn& load = insns_[insns_.size() - 2];
  // A sum over the register of what was loaded: nobody else wants that.
  if (sum.op != (isWide ? Op::AddI8Imm : Op::AddI4Imm) || sum.dst != source.reg || sum.a != sum.dst ||
      sum.imm != static_cast<int32_t>(sum.imm) || load.op != (isWide ? Op::LdI8 : Op::LdI4) ||
      load.dst != sum.dst || load.a != base.reg || load.dst == base.reg ||
      static_cast<int32_t>(load.imm) != offset)
    return false;
  load.op = isWide ? Op::IncMemI8 : Op::IncMemI4;
  load.dst = 0;
  load.imm = packOffset(offset, static_cast<uint32_t>(sum.imm));
  insns_.pop_back();
  return true;
}

bool BytecodeBuilder::takeFieldLoad(const Value& array, const Value& index, Reg& base, int64_t& offset) {
  if (tagOf(array) != kTempValue || temps_[payloadOf(array)].uses != 1 ||
      (tagOf(index) != kTempValue && tagOf(index) != kBorrowed))
    return false;
  constexpr size_t kFar = 4;
  const Reg reg = regOfTemp(array);
  size_t at = insns_.size();
  do {
    if (at == blockFirst_ || insns_.size() - at == kFar) return false;
    --at;
  } while (insns_[at].dst != reg || !writesRegister(insns_[at].op));
  const BuildInsn load = insns_[at];
  if (load.op != Op::LdI8) return false;
  // `this` is no null, so that no exception comes too late.
  const bool isThis = load.a == makeReg(kArg, 0) && sig_->hasThis;
  for (size_t i = at + 1; i < insns_.size(); ++i) {
    const BuildInsn& between = insns_[i];
    const bool mayStand = (between.op == Op::IncI4 && isThis) ||
                          (between.op == Op::LdI4 && between.a == load.a) || between.op == Op::AddI4Imm ||
                          between.op == Op::AddI4 || between.op == Op::SubI4 || between.op == Op::MulI4Imm ||
                          between.op == Op::AndI4Imm || between.op == Op::AndI4 ||
                          between.op == Op::ShrI4Imm || between.op == Op::Mov;
    if (!mayStand || between.dst == load.a || reads(between, reg) ||
        (groupOf(between.dst) != kTemp && !isThis))
      return false;
  }
  base = load.a;
  offset = static_cast<int32_t>(load.imm);
  std::copy(insns_.begin() + at + 1, insns_.end(), insns_.begin() + at);
  insns_.pop_back();
  return true;
}

Value BytecodeBuilder::loadIndirect(const MemType& memory, StackKind, Value address) {
  return loadAt(memory, address, 0);
}

void BytecodeBuilder::storeIndirect(const MemType& memory, StackKind, Value address, Value value) {
  storeAt(memory, false, address, 0, value);
}

Value BytecodeBuilder::loadField(const FieldRef& field, StackKind baseKind, TypeHandle, Value base) {
  const MemType& memory = field.memory;
  if (!field.field) {
    uint32_t index;
    SiteCell& cell = newCell(field.token, index);
    cell.memory = memory;
    cell.baseKind = baseKind;
    Operand source = operand(base);
    release(source);
    Value result = newTemp(memory.kind, memory.kind == StackKind::Struct ? memory.type : TypeHandle());
    emit(Op::LdFldLazy, regOfTemp(result), source.reg, index);
    return result;
  }
  if (baseKind == StackKind::Struct) {
    if (tagOf(base) == kTempValue || tagOf(base) == kBorrowed) {
      Reg reg = tagOf(base) == kTempValue ? regOfTemp(base) : payloadOf(base);
      Value result = loadFromReg(memory, reg, field.field->offset);
      discard(base);
      return result;
    }
  }
  return loadAt(memory, base, baseKind == StackKind::O ? field.field->objectOffset() : field.field->offset);
}

Value BytecodeBuilder::fieldAddress(const FieldRef& field, StackKind baseKind, Value base) {
  StackKind result = baseKind == StackKind::I ? StackKind::I : StackKind::ByRef;
  if (!field.field) {
    uint32_t index;
    SiteCell& cell = newCell(field.token, index);
    cell.baseKind = baseKind;
    Operand source = operand(base);
    release(source);
    Value address = newTemp(result);
    emit(Op::FldALazy, regOfTemp(address), source.reg, index);
    return address;
  }
  if (tagOf(base) == kRegAddr) {
    base.b += field.field->offset;
    return base;
  }
  uint32_t offset = baseKind == StackKind::O ? field.field->objectOffset() : field.field->offset;
  // Only an object is checked; an address is just added to (III.4.11).
  if (baseKind != StackKind::O) return offset == 0 ? base : emitUnary(Op::AddI8Imm, result, {}, base, offset);
  return emitUnary(Op::AddrOff, result, {}, base, packOffset(offset, 0));
}

void BytecodeBuilder::storeField(const FieldRef& field, StackKind baseKind, Value base, Value value) {
  if (!field.field) {
    uint32_t index;
    SiteCell& cell = newCell(field.token, index);
    cell.memory = field.memory;
    cell.baseKind = baseKind;
    Operand object = operand(base);
    Operand source = operand(value);
    release(object);
    release(source);
    emit(Op::StFldLazy, index, object.reg, source.reg);
    return;
  }
  storeAt(field.memory, baseKind == StackKind::O, base,
          baseKind == StackKind::O ? field.field->objectOffset() : field.field->offset, value);
}

Value BytecodeBuilder::loadStatic(const FieldRef& field) {
  uint32_t index;
  SiteCell& cell = newCell(field.token, index);
  cell.field = field.field;
  cell.memory = field.memory;
  Value result =
      newTemp(field.memory.kind, field.memory.kind == StackKind::Struct ? field.memory.type : TypeHandle());
  emit(Op::LdSFldLazy, regOfTemp(result), index);
  return result;
}

Value BytecodeBuilder::staticAddress(const FieldRef& field) {
  uint32_t index;
  SiteCell& cell = newCell(field.token, index);
  cell.field = field.field;
  Value result = newTemp(StackKind::ByRef);
  emit(Op::SFldALazy, regOfTemp(result), index);
  return result;
}

void BytecodeBuilder::storeStatic(const FieldRef& field, Value value) {
  uint32_t index;
  SiteCell& cell = newCell(field.token, index);
  cell.field = field.field;
  cell.memory = field.memory;
  Operand source = operand(value);
  release(source);
  emit(Op::StSFldLazy, index, source.reg);
}

Value BytecodeBuilder::indexI4(StackKind kind, Value index) {
  if (kind == StackKind::I4) return index;
  return emitUnary(Op::ElemIndex, StackKind::I4, {}, index);
}

Value BytecodeBuilder::loadElement(const MemType& memory, Value array, StackKind indexKind, Value index) {
  index = indexI4(indexKind, index);
  bool isStruct = memory.kind == StackKind::Struct;
  Reg base;
  int64_t offset;
  const bool isField = !isStruct && takeFieldLoad(array, index, base, offset);
  Operand a = operand(array);
  Operand i = operand(index);
  release(a);
  release(i);
  if (isField) {
    Value element = newTemp(memory.kind);
    emit(at(Op::LdFldElemI1, loadIndex(memory)), regOfTemp(element), base, i.reg,
         packOffset(offset, memory.sizeBytes));
    return element;
  }
  Value result = newTemp(memory.kind, isStruct ? memory.type : TypeHandle());
  emit(isStruct ? Op::LdElemStruct : at(Op::LdElemI1, loadIndex(memory)), regOfTemp(result), a.reg, i.reg,
       memory.sizeBytes);
  return result;
}

void BytecodeBuilder::storeElement(const MemType& memory, Value array, StackKind indexKind, Value index,
                                   Value value) {
  index = indexI4(indexKind, index);
  Operand a = operand(array);
  Operand i = operand(index);
  Operand v = operand(value);
  release(a);
  release(i);
  release(v);
  Op op;
  if (memory.kind == StackKind::Struct) {
    op = memory.hasReferences ? Op::StElemStructRef : Op::StElemStruct;
  } else if (memory.kind == StackKind::O) {
    op = Op::StElemRef;
  } else {
    op = at(Op::StElem1, storeIndex(memory));
  }
  emit(op, v.reg, a.reg, i.reg, memory.sizeBytes);
}

Value BytecodeBuilder::elementAddress(const TypeRef& elementType, const MemType& memory, bool checkType,
                                      Value array, StackKind indexKind, Value index) {
  index = indexI4(indexKind, index);
  if (checkType)
    return emitBinary(Op::ElemARef, StackKind::ByRef, array, index,
                      static_cast<int64_t>(elementType.type.word()));
  return emitBinary(Op::ElemA, StackKind::ByRef, array, index, memory.sizeBytes);
}

Value BytecodeBuilder::arrayLength(Value array) {
  return emitUnary(Op::LdLen, StackKind::I, {}, array);
}
Value BytecodeBuilder::arrayData(Value array) {
  return emitUnary(Op::ArrayData, StackKind::ByRef, {}, array);
}
Value BytecodeBuilder::loadMethodTable(Value object) {
  return emitUnary(Op::LdMethodTable, StackKind::I, {}, object);
}

void BytecodeBuilder::initObject(TypeHandle type, StackKind, Value address) {
  uint32_t size = type.sizeBytes();
  if (tagOf(address) == kRegAddr && address.b % 8 == 0 && (size % 8 == 0 || address.b == 0)) {
    emit(Op::ZeroRegs, plus(payloadOf(address), static_cast<uint32_t>(address.b / 8)), 0, 0,
         std::max<uint32_t>(1, (size + 7) / 8));
    return;
  }
  Operand base = operand(address);
  release(base);
  bool hasReferences = !type.isValueType() || type.containsGcPointers();
  emit(hasReferences ? Op::ZeroMemRef : Op::ZeroMem, 0, base.reg, 0, packOffset(0, size));
}

void BytecodeBuilder::copyBlock(Value destination, Value source, Value bytes) {
  Operand d = operand(destination);
  Operand s = operand(source);
  Operand n = operand(bytes);
  release(d);
  release(s);
  release(n);
  emit(Op::CpBlk, 0, d.reg, s.reg).extra[0] = n.reg;
}

void BytecodeBuilder::initBlock(Value destination, Value byteValue, Value bytes) {
  Operand d = operand(destination);
  Operand v = operand(byteValue);
  Operand n = operand(bytes);
  release(d);
  release(v);
  release(n);
  emit(Op::InitBlk, 0, d.reg, v.reg).extra[0] = n.reg;
}

void BytecodeBuilder::markLocalAlloc() {
  if (usesLocalAlloc_) return;
  usesLocalAlloc_ = true;
  localAllocReg_ = newReg(kTemp, StackKind::I, {}, 1);
}

Value BytecodeBuilder::localAlloc(Value bytes) {
  return emitUnary(Op::LocalAlloc, StackKind::I, {}, bytes);
}

void BytecodeBuilder::memoryBarrier() {
  emit(Op::Fence);
}

void BytecodeBuilder::nullCheck(StackKind, const Value& value) {
  Operand x = operand(value);
  emit(Op::NullCheck, 0, x.reg);
  if (tagOf(value) != kTempValue) release(x);
}

// ----------------------------------------------------------------------------------------------------
// objects

Value BytecodeBuilder::newArray(const TypeRef& elementType, StackKind lengthKind, Value length) {
  if (lengthKind == StackKind::I) length = convert(StackKind::I, ElementType::I4, true, false, length);
  if (!elementType.type) {
    uint32_t index;
    newCell(elementType.token, index);
    Operand n = operand(length);
    release(n);
    Value result = newTemp(StackKind::O);
    emit(Op::NewArrLazy, regOfTemp(result), n.reg, index);
    return result;
  }
  MethodTable* array = runtime_.classLoader().loadSzArray(elementType.type);
  return emitUnary(Op::NewArr, StackKind::O, {}, length, pointerBits(array));
}

Value BytecodeBuilder::newObject(MethodDesc* constructor, Token token) {
  uint32_t index;
  SiteCell& cell = newCell(token, index);
  cell.method = constructor;
  Value result = newTemp(StackKind::O);
  emit(Op::NewLazy, regOfTemp(result), index);
  return result;
}

Value BytecodeBuilder::box(TypeHandle type, Value value) {
  MethodTable* mt = type.asMethodTable();
  runtime_.classLoader().ensureFullyLoaded(mt);
  if (isConst(value) || tagOf(value) == kRegAddr) {
    // The op reads the register's memory.
    Operand source = operand(value);
    release(source);
    Value result = newTemp(StackKind::O);
    emit(Op::Box, regOfTemp(result), source.reg, 0, pointerBits(mt));
    return result;
  }
  return emitUnary(mt->isNullable() ? Op::BoxNullable : Op::Box, StackKind::O, {}, value, pointerBits(mt));
}

Value BytecodeBuilder::unboxAddress(TypeHandle type, Value object) {
  MethodTable* mt = type.asMethodTable();
  runtime_.classLoader().ensureFullyLoaded(mt);
  if (!mt->isNullable()) return emitUnary(Op::Unbox, StackKind::ByRef, {}, object, pointerBits(mt));
  // A boxed Nullable is its value or null: rebuild the Nullable in a register of the frame and take its
  // address (III.4.32).
  Group group = groupFor(StackKind::Struct, type, false);
  Reg storage = newReg(group, StackKind::Struct, type, slotsOf(StackKind::Struct, type));
  Operand source = operand(object);
  release(source);
  Value result = newTemp(StackKind::ByRef);
  emit(Op::UnboxNullable, regOfTemp(result), source.reg, storage, pointerBits(mt));
  return result;
}

Value BytecodeBuilder::castClass(const TypeRef& type, Value object) {
  if (type.type)
    return emitUnary(Op::CastClass, StackKind::O, {}, object, static_cast<int64_t>(type.type.word()));
  uint32_t index;
  newCell(type.token, index);
  Operand source = operand(object);
  release(source);
  Value result = newTemp(StackKind::O);
  emit(Op::CastClassLazy, regOfTemp(result), source.reg, index);
  return result;
}

Value BytecodeBuilder::isInstance(const TypeRef& type, Value object) {
  if (type.type)
    return emitUnary(Op::IsInst, StackKind::O, {}, object, static_cast<int64_t>(type.type.word()));
  uint32_t index;
  newCell(type.token, index);
  Operand source = operand(object);
  release(source);
  Value result = newTemp(StackKind::O);
  emit(Op::IsInstLazy, regOfTemp(result), source.reg, index);
  return result;
}

Value BytecodeBuilder::loadString(Token token) {
  uint32_t index;
  newCell(token, index);
  Value result = newTemp(StackKind::O);
  emit(Op::LdStrLazy, regOfTemp(result), index);
  return result;
}

Value BytecodeBuilder::loadTypeObject(TypeHandle type) {
  uint32_t index;
  newCell(Token(), index).type = type;
  Value result =
      newTemp(StackKind::Struct, runtime_.classLoader().wellKnown(WellKnownType::RuntimeTypeHandle));
  emit(Op::LdTypeObject, regOfTemp(result), index);
  return result;
}

Value BytecodeBuilder::loadMethodObject(MethodDesc* method) {
  uint32_t index;
  newCell(Token(), index).method = method;
  Value result =
      newTemp(StackKind::Struct, runtime_.classLoader().wellKnown(WellKnownType::RuntimeMethodHandle));
  emit(Op::LdMethodObject, regOfTemp(result), index);
  return result;
}

Value BytecodeBuilder::loadFieldObject(FieldDesc* field) {
  uint32_t index;
  newCell(Token(), index).field = field;
  Value result =
      newTemp(StackKind::Struct, runtime_.classLoader().wellKnown(WellKnownType::RuntimeFieldHandle));
  emit(Op::LdFieldObject, regOfTemp(result), index);
  return result;
}

Value BytecodeBuilder::loadFunction(MethodDesc* method, Token token) {
  uint32_t index;
  SiteCell& cell = newCell(token, index);
  cell.method = method;
  Value result = newTemp(StackKind::I);
  emit(Op::LdFtnLazy, regOfTemp(result), index);
  return result;
}

Value BytecodeBuilder::loadVirtualFunction(MethodDesc* method, Token, Value object) {
  return emitUnary(Op::LdVirtFtn, StackKind::I, {}, object, pointerBits(method));
}

Value BytecodeBuilder::makeTypedReference(TypeHandle type, Value address) {
  return emitUnary(Op::MkRefAny, StackKind::Struct,
                   runtime_.classLoader().wellKnown(WellKnownType::TypedReference), address,
                   static_cast<int64_t>(type.word()));
}

Value BytecodeBuilder::typedReferenceAddress(TypeHandle type, Value reference) {
  return emitUnary(Op::RefAnyVal, StackKind::ByRef, {}, reference, static_cast<int64_t>(type.word()));
}

Value BytecodeBuilder::typedReferenceType(Value reference) {
  return emitUnary(Op::RefAnyType, StackKind::Struct,
                   runtime_.classLoader().wellKnown(WellKnownType::RuntimeTypeHandle), reference);
}

Value BytecodeBuilder::argumentList() {
  Value handle =
      newTemp(StackKind::Struct, runtime_.classLoader().wellKnown(WellKnownType::RuntimeArgumentHandle));
  const auto slot = static_cast<uint16_t>(sig_->argSlots - 1u);
  LocalInfo hidden{makeReg(kArg, slot), {{}, StackKind::I, ElementType::I, slot, 1, false}, false};
  storeInto(regOfTemp(handle), StackKind::I, {}, loadVariable(hidden));
  return handle;
}

Value BytecodeBuilder::variableArguments(const VarArgList& list, std::span<Value> values) {
  // A piece of the frame of its own, whose references are roots from the start.
  const uint32_t first = groupSize_[kStructRef];
  groupSize_[kStructRef] += list.blockSlots;
  for (uint16_t slot : list.objectSlots)
    code_->objectSlotStorage.push_back(static_cast<uint16_t>(first + slot));
  for (uint16_t slot : list.byRefSlots)
    code_->byRefSlotStorage.push_back(static_cast<uint16_t>(first + slot));
  emit(Op::LdImm, makeReg(kStructRef, first), 0, 0, pointerBits(&list));
  for (size_t i = 0; i < values.size(); ++i) {
    const ArgInfo& arg = list.args[i];
    storeInto(makeReg(kStructRef, first + arg.slot), arg.kind, arg.type, values[i]);
  }
  return makeValue(kRegAddr, StackKind::I, makeReg(kStructRef, first));
}

// ---------------------------------------------------------------------------------------------------- calls

bool BytecodeBuilder::computeInto(const Value& value, Reg to) {
  if (tagOf(value) != kTempValue || temps_[payloadOf(value)].uses != 1) return false;
  const TempInfo& temp = temps_[payloadOf(value)];
  if (temp.slots != 1) return false;
  // The out area is no root: an object must not wait there while something may collect.
  const bool isOut = groupOf(to) == kOut;
  const bool isRoot = isOut && groupOf(temp.reg) != kTemp;
  // An object in a register that is no root would be lost, too.
  if (!isOut && groupOf(temp.reg) != kTemp && groupOf(temp.reg) != groupOf(to)) return false;
  constexpr size_t kFar = 24;
  for (size_t i = insns_.size(), seen = 0; i-- > blockFirst_ && seen < kFar; ++seen) {
    BuildInsn& insn = insns_[i];
    // What a call writes its result to is also known to natives: not into their own arguments.
    if (isOut && isCall(insn.op)) return false;
    if (writesRegister(insn.op) && insn.dst == temp.reg) {
      insn.dst = to;
      return true;
    }
    if ((isRoot && !isQuiet(insn.op)) || reads(insn, temp.reg)) return false;
    if (!isOut && (reads(insn, to) || insn.dst == to)) return false;
  }
  return false;
}

bool BytecodeBuilder::access2D(const CallInfo& call, std::span<Value> args, Value& result) {
  const MethodDesc* method = call.method;
  const bool isGet = method->kind == MethodKind::ArrayGet;
  const bool isSet = method->kind == MethodKind::ArraySet;
  if (!isGet && !isSet && method->kind != MethodKind::ArrayAddress) return false;
  MethodTable* array = method->methodTable;
  if (array->isSzArray() || array->eeClass->rank != 2 || runtime_.config().callsThroughStubs) return false;
  const TypeHandle element = array->elementType();
  const StackKind kind = element.stackKind();
  // Stores of references are checked, their addresses too: the native does it.
  if (kind == StackKind::O && !isGet) return false;
  const bool isStruct = kind == StackKind::Struct;
  const uint32_t size = element.sizeBytes();
  Operand base = operand(args[0]);
  Operand row = operand(args[1]);
  Operand column = operand(args[2]);
  auto releaseAll = [&] {
    release(base);
    release(row);
    release(column);
  };
  if (isSet && !isStruct) {
    Operand source = operand(args[3]);
    releaseAll();
    release(source);
    const Op op = at(Op::StElem2D1, size == 1 ? 0 : size == 2 ? 1 : size == 4 ? 2 : 3);
    emit(op, source.reg, base.reg, row.reg).extra[0] = column.reg;
    return true;
  }
  releaseAll();
  if (isGet && !isStruct) {
    result = newTemp(kind);
    const Op op = at(Op::LdElem2DI1, loadIndexOf(element.reducedElementType()));
    emit(op, regOfTemp(result), base.reg, row.reg).extra[0] = column.reg;
    return true;
  }
  Value address = newTemp(StackKind::ByRef);
  emit(Op::Elem2DA, regOfTemp(address), base.reg, row.reg).extra[0] = column.reg;
  if (isGet) {
    result = emitUnary(Op::LdStruct, kind, element, address, packOffset(0, size));
  } else if (isSet) {
    storeAt({ElementType::ValueType, kind, element, size, element.containsGcPointers()}, false, address, 0,
            args[3]);
  } else {
    result = address;
  }
  return true;
}

void BytecodeBuilder::emitArguments(const MethodSig& sig, std::span<Value> args) {
  outSlots_ = std::max<uint32_t>(outSlots_, sig.argSlots);
  // Constants and addresses go straight to their slots; registers are moved in runs of up to four.
  moves_.clear();
  held_.clear();
  for (size_t i = 0; i < args.size(); ++i) {
    const ArgInfo& info = sig.args[i];
    Value& value = args[i];
    Reg out = makeReg(kOut, info.slot);
    if (tagOf(value) == kConst || tagOf(value) == kRegAddr) {
      storeInto(out, info.kind, info.type, value);
      continue;
    }
    if (computeInto(value, out)) {
      releaseTemp(payloadOf(value));
      continue;
    }
    Operand source = operand(value);
    held_.push_back(source);
    if (info.slots == 1) {
      moves_.push_back({info.slot, source.reg});
    } else {
      emit(Op::ArgStruct, out, source.reg, 0, info.slots);
    }
  }
  for (size_t i = 0; i < moves_.size();) {
    size_t run = 1;
    while (run < 4 && i + run < moves_.size() && moves_[i + run].slot == moves_[i].slot + run) ++run;
    Op op = run == 1 ? Op::Args1 : run == 2 ? Op::Args2 : run == 3 ? Op::Args3 : Op::Args4;
    BuildInsn& insn = emit(op, makeReg(kOut, moves_[i].slot), moves_[i].reg, run > 1 ? moves_[i + 1].reg : 0);
    if (run > 2) insn.extra[0] = moves_[i + 2].reg;
    if (run > 3) insn.extra[1] = moves_[i + 3].reg;
    i += run;
  }
  for (const Operand& source : held_) release(source);
}

Value BytecodeBuilder::callResult(const CallInfo& call, Reg& dst) {
  dst = makeReg(kOut, 0);  // void: nothing is written there
  if (call.returnsObject) {
    Value result = newTemp(StackKind::O);
    dst = regOfTemp(result);
    return result;
  }
  const ArgInfo& ret = call.sig->ret;
  if (ret.kind == StackKind::Void) return {};
  Value result = newTemp(ret.kind, ret.kind == StackKind::Struct ? ret.type : TypeHandle());
  dst = regOfTemp(result);
  return result;
}

Value BytecodeBuilder::call(const CallInfo& call, std::span<Value> args, Value calliTarget) {
  Operand target{0, -1};
  Value element{};
  if (call.method && access2D(call, args, element)) return element;
  bool isCalli = call.kind == CallInfo::Kind::Calli || call.kind == CallInfo::Kind::CalliNative;
  if (isCalli) target = operand(calliTarget);
  emitArguments(*call.sig, args);
  if (call.sig->isVarArg) storeInto(makeReg(kOut, call.sig->argSlots - 1u), StackKind::I, {}, call.varArgs);
  if (isCalli) release(target);
  Reg dst;
  Value result = callResult(call, dst);
  Reg out = makeReg(kOut, 0);
  int64_t methodBits = pointerBits(call.method);
  if (call.kind == CallInfo::Kind::Calli && call.isTail && !usesLocalAlloc_ && !isSynchronized_) {
    emit(Op::TailCallI, dst, out, target.reg, pointerBits(call.sig));
    return result;
  }
  if (isCalli) {
    emit(call.kind == CallInfo::Kind::Calli ? Op::CallI : Op::CallINative, dst, out, target.reg,
         pointerBits(call.sig));
    return result;
  }
  if (!call.method) {
    uint32_t index;
    newCell(call.token, index);
    emit(call.kind == CallInfo::Kind::Virtual ? Op::CallVirtLazy : Op::CallLazy, dst, out, index);
    return result;
  }
  MethodDesc* method = call.method;
  bool isVirtual = call.kind == CallInfo::Kind::Virtual;
  const bool isDelegate = method->kind == MethodKind::DelegateInvoke;
  bool mayTail =
      method->kind == MethodKind::IL || isDelegate || (isVirtual && method->kind == MethodKind::Abstract);
  if (call.isTail && mayTail && !usesLocalAlloc_ && !isSynchronized_) {
    if (isVirtual || isDelegate || call.checkThis) emit(Op::NullCheck, 0, out);
    emit(isVirtual || isDelegate ? Op::TailCallVirt : Op::TailCall, dst, out, 0, methodBits);
    return result;
  }
  if (runtime_.config().callsThroughStubs && method->kind != MethodKind::ArrayCtor) {
    if (call.checkThis || isVirtual) emit(Op::NullCheck, 0, out);
    emit(isVirtual && method->kind != MethodKind::DelegateInvoke ? Op::CallStubVirt : Op::CallStub, dst, out,
         0, methodBits);
    return result;
  }
  if (method->kind == MethodKind::DelegateInvoke) {
    uint32_t index;
    newCell(call.token, index);
    emit(Op::CallDelegate, dst, out, index, methodBits);
  } else if (!isVirtual) {
    emit(call.checkThis ? Op::CallChecked : Op::Call, dst, out, 0, methodBits);
  } else if (!method->methodArgs.empty()) {
    emit(Op::CallGenericVirtual, dst, out, 0, methodBits);
  } else if (method->methodTable->isInterface()) {
    uint32_t index;
    SiteCell& cell = newCell(call.token, index);
    cell.method = method;
    emit(Op::CallInterface, dst, out, 0, pointerBits(&cell));
  } else {
    uint32_t index;
    SiteCell& cell = newCell(call.token, index);
    assert(method->slot != MethodDesc::kNoSlot && "a virtual call needs a virtual method");
    cell.method = method;
    cell.slot = method->slot;
    emit(Op::CallVirt, dst, out, 0, pointerBits(&cell));
  }
  return result;
}

void BytecodeBuilder::classInitCheck(MethodTable* type) {
  emit(Op::ClassInit, 0, 0, 0, pointerBits(type));
}

void BytecodeBuilder::jumpToMethod(MethodDesc* method) {
  emitLeave();
  emit(Op::JmpMethod, 0, 0, 0, pointerBits(method));
}

}  // namespace minivm
