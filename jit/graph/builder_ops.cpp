// Arithmetic, conversions, memory, arrays and objects of the GraphBuilder.
#include <bit>
#include <cstring>

#include "jit/emit/helpers.h"
#include "jit/graph/graph_builder.h"
#include "vm/entry/precode.h"
#include "vm/interop/pinvoke.h"
#include "vm/runtime.h"
#include "vm/slow_paths.h"

namespace minivm::jit {

// ------------------------------------------------------------------------------------------------ constants

Value GraphBuilder::constI4(int32_t value) {
  return scalar(constant(Ty::I4, value));
}
Value GraphBuilder::constI8(int64_t value, StackKind kind) {
  return scalar(constant(typeOfKind(kind), value));
}
Value GraphBuilder::constR4(float value) {
  return scalar(constantFloat(Ty::F4, std::bit_cast<uint32_t>(value)));
}
Value GraphBuilder::constR8(double value) {
  return scalar(constantFloat(Ty::F8, std::bit_cast<uint64_t>(value)));
}
Value GraphBuilder::constNull() {
  return scalar(constant(Ty::Ref, 0));
}
Value GraphBuilder::constPointer(const void* address) {
  return scalar(constant(Ty::I8, static_cast<int64_t>(reinterpret_cast<intptr_t>(address))));
}

Value GraphBuilder::addressableTemp(StackKind kind, TypeHandle type, Value& address) {
  ArgInfo info{};
  info.kind = kind;
  info.type = type;
  info.element = kind == StackKind::Struct ? ElementType::ValueType : type.reducedElementType();
  Variable v = makeVariable(info, "n");
  if (kind == StackKind::Struct) {
    emit(NodeOp::ZeroMem, Ty::Void, {addressOf(v.object)})->imm = v.object->sizeBytes;
    address = scalar(addressOf(v.object));
    return structIn(v.object);
  }
  // The value is read after the constructor has run: it is known by its address until then.
  store(v.object->mem, addressOf(v.object), 0,
        isFloat(typeOf(v.object->mem)) ? constantFloat(typeOf(v.object->mem), 0)
                                       : constant(typeOf(v.object->mem), 0));
  address = scalar(addressOf(v.object));
  return lateScalar(v.object);
}

// ---------------------------------------------------------------------------------------------- arithmetic

Value GraphBuilder::binary(BinaryOp op, StackKind kind, Value a, Value b) {
  Ty type = typeOfKind(kind);
  Node* x = nodeOf(a);
  Node* y = nodeOf(b);
  if (isFloat(type)) {
    switch (op) {
      case BinaryOp::Add: return scalar(emit(NodeOp::FAdd, type, {x, y}));
      case BinaryOp::Sub: return scalar(emit(NodeOp::FSub, type, {x, y}));
      case BinaryOp::Mul: return scalar(emit(NodeOp::FMul, type, {x, y}));
      case BinaryOp::Div: return scalar(emit(NodeOp::FDiv, type, {x, y}));
      case BinaryOp::Matt: return scalar(emit(NodeOp::Matt, type, {x, y}));
      default:
        return scalar(type == Ty::F4 ? callLeaf(addressOfHelper(&remainderF4), "fmodf", type, {x, y})
                                     : callLeaf(addressOfHelper(&remainderF8), "fmod", type, {x, y}));
    }
  }
  NodeOp node = NodeOp::Add;
  switch (op) {
    case BinaryOp::Add: {
      // Address plus constant keeps its object.
      if (y->isConst() && type != Ty::I4) {
        if (x->is(NodeOp::StackAddr)) return scalar(plus(x, y->imm));
        if (y->imm == 0 && x->type == type) return a;
      }
      node = NodeOp::Add;
      break;
    }
    case BinaryOp::Sub: node = NodeOp::Sub; break;
    case BinaryOp::Mul: node = NodeOp::Mul; break;
    case BinaryOp::Div: node = NodeOp::Div; break;
    case BinaryOp::DivUn: node = NodeOp::DivUn; break;
    case BinaryOp::Rem: node = NodeOp::Rem; break;
    case BinaryOp::RemUn: node = NodeOp::RemUn; break;
    case BinaryOp::And: node = NodeOp::And; break;
    case BinaryOp::Or: node = NodeOp::Or; break;
    case BinaryOp::Xor: node = NodeOp::Xor; break;
    case BinaryOp::Shl: node = NodeOp::Shl; break;
    case BinaryOp::Shr: node = NodeOp::Shr; break;
    case BinaryOp::ShrUn: node = NodeOp::ShrUn; break;
    case BinaryOp::AddOvf: node = NodeOp::AddOvf; break;
    case BinaryOp::AddOvfUn: node = NodeOp::AddOvfUn; break;
    case BinaryOp::SubOvf: node = NodeOp::SubOvf; break;
    case BinaryOp::SubOvfUn: node = NodeOp::SubOvfUn; break;
    case BinaryOp::MulOvf: node = NodeOp::MulOvf; break;
    case BinaryOp::MulOvfUn: node = NodeOp::MulOvfUn; break;
    case BinaryOp::Matt: node = NodeOp::Matt; break;
  }
  return scalar(emit(node, type, {x, y}));
}

Value GraphBuilder::unary(UnaryOp op, StackKind kind, Value a) {
  Ty type = typeOfKind(kind);
  if (isFloat(type)) return scalar(emit(NodeOp::FNeg, type, {nodeOf(a)}));
  return scalar(emit(op == UnaryOp::Neg ? NodeOp::Neg : NodeOp::Not, type, {nodeOf(a)}));
}

Value GraphBuilder::compare(CompareOp op, StackKind, Value a, Value b) {
  Node* node = emit(NodeOp::Compare, Ty::I4, {nodeOf(a), nodeOf(b)});
  node->imm = static_cast<int64_t>(op);
  return scalar(node);
}

Value GraphBuilder::convert(StackKind from, ElementType to, bool overflow, bool sourceUnsigned, Value a) {
  Node* x = nodeOf(a);
  Ty source = typeOfKind(from);
  auto wrapI4 = [&](NodeOp op) { return scalar(emit(op, Ty::I4, {x})); };
  if (to == ElementType::R4 || to == ElementType::R8) {
    Ty target = to == ElementType::R4 ? Ty::F4 : Ty::F8;
    if (isFloat(source)) return source == target ? a : scalar(emit(NodeOp::FloatConv, target, {x}));
    return scalar(emit(sourceUnsigned ? NodeOp::UIntToFloat : NodeOp::IntToFloat, target, {x}));
  }
  bool wide = to == ElementType::I8 || to == ElementType::U8 || to == ElementType::I ||
              to == ElementType::U || to == ElementType::ByRef;
  if (isFloat(source)) {
    Node* node = emit(overflow ? NodeOp::ConvOvfFloat : NodeOp::FloatToInt, wide ? Ty::I8 : Ty::I4, {x});
    node->imm = static_cast<int64_t>(to);
    return scalar(node);
  }
  if (overflow) {
    Node* node = emit(NodeOp::ConvOvf, wide ? Ty::I8 : Ty::I4, {x});
    node->imm = static_cast<int64_t>(to) | (sourceUnsigned ? 0x100 : 0);
    return scalar(node);
  }
  switch (to) {
    case ElementType::I1: return wrapI4(NodeOp::SExt8);
    case ElementType::U1: return wrapI4(NodeOp::ZExt8);
    case ElementType::I2: return wrapI4(NodeOp::SExt16);
    case ElementType::U2: return wrapI4(NodeOp::ZExt16);
    case ElementType::I4:
    case ElementType::U4: return source == Ty::I4 ? a : wrapI4(NodeOp::Trunc32);
    case ElementType::ByRef: return source == Ty::ByRef ? a : scalar(emit(NodeOp::BitMove, Ty::ByRef, {x}));
    default: break;
  }
  if (source == Ty::I4) {
    bool isUnsigned = to == ElementType::U8 || to == ElementType::U || sourceUnsigned;
    return scalar(emit(isUnsigned ? NodeOp::ZExt32 : NodeOp::SExt32, Ty::I8, {x}));
  }
  return source == Ty::I8 ? a : scalar(emit(NodeOp::BitMove, Ty::I8, {x}));
}

Value GraphBuilder::checkFinite(StackKind kind, Value a) {
  return scalar(emit(NodeOp::CheckFinite, typeOfKind(kind), {nodeOf(a)}));
}

// ---------------------------------------------------------------------------------------------------- memory

Value GraphBuilder::loadFrom(const MemType& memory, Node* base, int64_t offset) {
  if (memory.kind != StackKind::Struct) return scalar(load(minivm::jit::memOf(memory), base, offset));
  StackObject* copy = graph_.newStructObject(memory.type, "t");
  copyMem(addressOf(copy), plus(base, offset), memory.sizeBytes, false);
  return structIn(copy);
}

void GraphBuilder::storeTo(const MemType& memory, Node* base, int64_t offset, Value value, bool knownHeap) {
  if (memory.kind == StackKind::Struct) {
    constexpr size_t kFewLeaves = 6;
    std::vector<StructLeaf> leaves;
    if (memory.hasReferences && !base->is(NodeOp::StackAddr)) leaves = structLeaves(memory.type);
    if (leaves.empty() || leaves.size() > kFewLeaves)
      return copyMem(plus(base, offset), addressOf(objectOf(value)), memory.sizeBytes, memory.hasReferences);
    // Leaf by leaf: the source need not be in memory then.
    for (const StructLeaf& leaf : leaves) {
      Node* part = load(leaf.mem, addressOf(objectOf(value), leaf.offset), 0);
      if (leaf.mem == Mem::Ref) {
        Node* node = emit(NodeOp::StoreRef, Ty::Void, {base, part});
        node->imm = offset + leaf.offset;
        node->flag = !knownHeap;
      } else {
        store(leaf.mem, base, offset + leaf.offset, part);
      }
    }
    return;
  }
  Mem mem = minivm::jit::memOf(memory);
  if (mem != Mem::Ref || base->is(NodeOp::StackAddr)) {
    store(mem, base, offset, nodeOf(value));
    return;
  }
  Node* node = emit(NodeOp::StoreRef, Ty::Void, {base, nodeOf(value)});
  node->imm = offset;
  node->flag = !knownHeap;
}

Value GraphBuilder::loadIndirect(const MemType& memory, StackKind, Value address) {
  return loadFrom(memory, checkedAddress(nodeOf(address)), 0);
}

void GraphBuilder::storeIndirect(const MemType& memory, StackKind, Value address, Value value) {
  storeTo(memory, checkedAddress(nodeOf(address)), 0, value, false);
}

Value GraphBuilder::loadField(const FieldRef& field, StackKind baseKind, TypeHandle, Value base) {
  const FieldDesc* desc = field.field;
  if (isStruct(base)) return loadFrom(field.memory, addressOf(objectOf(base)), desc->offset);
  if (baseKind == StackKind::Struct) return base;  // a struct of one scalar that travels as that scalar
  Node* node = nodeOf(base);
  if (baseKind == StackKind::O) return loadFrom(field.memory, nonNull(node), desc->objectOffset());
  return loadFrom(field.memory, checkedAddress(node), desc->offset);
}

Value GraphBuilder::fieldAddress(const FieldRef& field, StackKind baseKind, Value base) {
  Node* node = nodeOf(base);
  if (baseKind == StackKind::O) return scalar(plus(nonNull(node), field.field->objectOffset()));
  return scalar(plus(node, field.field->offset));
}

void GraphBuilder::storeField(const FieldRef& field, StackKind baseKind, Value base, Value value) {
  Node* node = nodeOf(base);
  if (baseKind == StackKind::O)
    return storeTo(field.memory, nonNull(node), field.field->objectOffset(), value, true);
  storeTo(field.memory, checkedAddress(node), field.field->offset, value, false);
}

Value GraphBuilder::staticAddress(const FieldRef& field) {
  MethodTable* owner = field.field->owner;
  loader_.ensureFullyLoaded(owner);
  if (owner->eeClass->needsInit() || needsModuleInit(owner->module)) {
    emit(NodeOp::ClassInit, Ty::Void, {})->table = owner;
  }
  if (field.field->isThreadStatic)
    return scalar(plus(emit(NodeOp::ThreadStatics, Ty::I8, {}), field.field->offset));
  // Static storage neither moves nor goes (ABI 21).
  Node* address =
      constant(Ty::I8, static_cast<int64_t>(reinterpret_cast<intptr_t>(field.field->staticAddress())));
  return scalar(address);
}

Value GraphBuilder::loadStatic(const FieldRef& field) {
  return loadFrom(field.memory, nodeOf(staticAddress(field)), 0);
}

void GraphBuilder::storeStatic(const FieldRef& field, Value value) {
  Node* address = nodeOf(staticAddress(field));
  if (field.memory.kind == StackKind::Struct) {
    // Static storage is scanned as roots: no barrier.
    return copyMem(address, addressOf(objectOf(value)), field.memory.sizeBytes, false);
  }
  store(minivm::jit::memOf(field.memory), address, 0, nodeOf(value));
}

Value GraphBuilder::loadMethodTable(Value object) {
  return scalar(emit(NodeOp::LoadTable, Ty::I8, {nonNull(nodeOf(object))}));
}

void GraphBuilder::initObject(TypeHandle type, StackKind, Value address) {
  emit(NodeOp::ZeroMem, Ty::Void, {checkedAddress(nodeOf(address))})->imm = type.sizeBytes();
}

void GraphBuilder::copyBlock(Value destination, Value source, Value bytes) {
  callHelper(addressOfHelper(&copyBytes), "cpblk", Ty::Void,
             {nodeOf(destination), nodeOf(source), nodeOf(bytes)});
}

void GraphBuilder::initBlock(Value destination, Value byteValue, Value bytes) {
  callHelper(addressOfHelper(&fillBytes), "initblk", Ty::Void,
             {nodeOf(destination), nodeOf(byteValue), nodeOf(bytes)});
}

Value GraphBuilder::localAlloc(Value bytes) {
  return scalar(callHelper(addressOfHelper(&allocateLocal), "localloc", Ty::I8, {nodeOf(bytes)}));
}

void GraphBuilder::volatileOrder() {
  emit(NodeOp::Fence, Ty::Void, {})->flag = true;
}

void GraphBuilder::memoryBarrier() {
  emit(NodeOp::Fence, Ty::Void, {});
}

void GraphBuilder::nullCheck(StackKind, const Value& value) {
  nonNull(nodeOf(value));
}

// ---------------------------------------------------------------------------------------------------- arrays

GraphBuilder::Element GraphBuilder::checkedElement(Value array, StackKind indexKind, Value index) {
  Node* object = nonNull(nodeOf(array));
  Node* length = emit(NodeOp::ArrayLength, Ty::I4, {object});
  Node* i = nodeOf(index);
  if (indexKind == StackKind::I4) {
    emit(NodeOp::BoundsCheck, Ty::Void, {i, length});
    return {object, i->isConst() ? constant(Ty::I8, i->imm) : emit(NodeOp::ZExt32, Ty::I8, {i})};
  }
  emit(NodeOp::BoundsCheck, Ty::Void, {i, emit(NodeOp::ZExt32, Ty::I8, {length})});
  return {object, i};
}

void GraphBuilder::elementOperands(const Element& element, uint32_t size, Node*& base, Node*& index,
                                   uint8_t& scale, int64_t& offset) {
  offset = kSzArrayDataOffset;
  base = element.array;
  index = nullptr;
  scale = 1;
  if (element.index->isConst()) {
    offset += element.index->imm * size;
  } else if (size == 1 || size == 2 || size == 4 || size == 8) {
    index = element.index;
    scale = static_cast<uint8_t>(size);
  } else {
    Node* bytes = emit(NodeOp::Mul, Ty::I8, {element.index, constant(Ty::I8, size)});
    base = emit(NodeOp::Add, Ty::ByRef, {element.array, bytes});
  }
}

Value GraphBuilder::loadElement(const MemType& memory, Value array, StackKind indexKind, Value index) {
  Element element = checkedElement(array, indexKind, index);
  Node *base, *scaled;
  uint8_t scale;
  int64_t offset;
  elementOperands(element, memory.sizeBytes, base, scaled, scale, offset);
  if (memory.kind == StackKind::Struct) {
    if (scaled) {
      Node* bytes = scale == 1 ? scaled : emit(NodeOp::Mul, Ty::I8, {scaled, constant(Ty::I8, scale)});
      base = emit(NodeOp::Add, Ty::ByRef, {base, bytes});
    }
    return loadFrom(memory, base, offset);
  }
  Mem mem = minivm::jit::memOf(memory);
  Node* node =
      scaled ? emit(NodeOp::Load, typeOf(mem), {base, scaled}) : emit(NodeOp::Load, typeOf(mem), {base});
  node->mem = mem;
  node->imm = offset;
  node->scale = scale;
  return scalar(node);
}

void GraphBuilder::storeElement(const MemType& memory, Value array, StackKind indexKind, Value index,
                                Value value) {
  Element element = checkedElement(array, indexKind, index);
  if (memory.kind == StackKind::O) emit(NodeOp::StoreCheck, Ty::Void, {element.array, nodeOf(value)});
  Node *base, *scaled;
  uint8_t scale;
  int64_t offset;
  elementOperands(element, memory.sizeBytes, base, scaled, scale, offset);
  if (memory.kind == StackKind::Struct || memory.kind == StackKind::O) {
    if (scaled) {
      Node* bytes = scale == 1 ? scaled : emit(NodeOp::Mul, Ty::I8, {scaled, constant(Ty::I8, scale)});
      base = emit(NodeOp::Add, Ty::ByRef, {base, bytes});
    }
    return storeTo(memory, base, offset, value, true);
  }
  Mem mem = minivm::jit::memOf(memory);
  Node* node = scaled ? emit(NodeOp::Store, Ty::Void, {base, nodeOf(value), scaled})
                      : emit(NodeOp::Store, Ty::Void, {base, nodeOf(value)});
  node->mem = mem;
  node->imm = offset;
  node->scale = scale;
}

Value GraphBuilder::elementAddress(const TypeRef& elementType, const MemType& memory, bool checkType,
                                   Value array, StackKind indexKind, Value index) {
  if (checkType) {
    Node* object = nonNull(nodeOf(array));
    emit(NodeOp::BoundsCheck, Ty::Void,
         {indexKind == StackKind::I4 ? nodeOf(index) : emit(NodeOp::Trunc32, Ty::I4, {nodeOf(index)}),
          emit(NodeOp::ArrayLength, Ty::I4, {object})});
    callHelper(addressOfHelper(&requireElementType), "requireElementType", Ty::Void,
               {object, constant(Ty::I8, static_cast<int64_t>(elementType.type.word()))});
  }
  Element element = checkedElement(array, indexKind, index);
  Node *base, *scaled;
  uint8_t scale;
  int64_t offset;
  elementOperands(element, memory.sizeBytes, base, scaled, scale, offset);
  if (scaled) {
    Node* bytes = scale == 1 ? scaled : emit(NodeOp::Mul, Ty::I8, {scaled, constant(Ty::I8, scale)});
    base = emit(NodeOp::Add, Ty::ByRef, {base, bytes});
  }
  return scalar(plus(base, offset));
}

Value GraphBuilder::arrayLength(Value array) {
  Node* length = emit(NodeOp::ArrayLength, Ty::I4, {nonNull(nodeOf(array))});
  return scalar(emit(NodeOp::ZExt32, Ty::I8, {length}));
}

Value GraphBuilder::arrayData(Value array) {
  return scalar(plus(nonNull(nodeOf(array)), kSzArrayDataOffset));
}

// --------------------------------------------------------------------------------------------------- objects

Value GraphBuilder::newArray(const TypeRef& elementType, StackKind lengthKind, Value length) {
  MethodTable* array = loader_.loadSzArray(elementType.type);
  loader_.ensureFullyLoaded(array);
  if (lengthKind == StackKind::I) length = convert(StackKind::I, ElementType::I4, true, false, length);
  Node* node = emit(NodeOp::NewArray, Ty::Ref, {nodeOf(length)});
  node->table = array;
  return scalar(node);
}

Value GraphBuilder::newObject(MethodDesc* constructor, Token) {
  MethodTable* type = constructor->methodTable;
  loader_.ensureFullyLoaded(type);
  loader_.requireImplemented(type);
  Node* node = emit(NodeOp::New, Ty::Ref, {});
  node->table = type;
  return scalar(node);
}

Value GraphBuilder::box(TypeHandle type, Value value) {
  MethodTable* mt = type.asMethodTable();
  loader_.ensureFullyLoaded(mt);
  if (mt->isNullable()) {
    return scalar(callHelper(addressOfHelper(&boxNullableValue), "boxNullable", Ty::Ref,
                             {constant(Ty::I8, static_cast<int64_t>(reinterpret_cast<intptr_t>(mt))),
                              addressOf(objectOf(value))}));
  }
  Node* box = emit(NodeOp::New, Ty::Ref, {});
  box->table = mt;
  if (isStruct(value)) {
    // A fresh box is young: no barrier.
    copyMem(plus(box, 8), addressOf(objectOf(value)), mt->unboxedSize(), false);
    return scalar(box);
  }
  Node* node = nodeOf(value);
  MemType memory{type.reducedElementType(), type.stackKind(), type, 0, false};
  store(minivm::jit::memOf(memory), box, 8, node);
  return scalar(box);
}

Value GraphBuilder::unboxAddress(TypeHandle type, Value object) {
  MethodTable* mt = type.asMethodTable();
  loader_.ensureFullyLoaded(mt);
  if (!mt->isNullable()) {
    Node* node = emit(NodeOp::Unbox, Ty::ByRef, {nonNull(nodeOf(object))});
    node->table = mt;
    return scalar(node);
  }
  StackObject* storage = graph_.newStructObject(type, "u");
  callHelper(addressOfHelper(&unboxNullableValue), "unboxNullable", Ty::Void,
             {constant(Ty::I8, static_cast<int64_t>(reinterpret_cast<intptr_t>(mt))), nodeOf(object),
              addressOf(storage)});
  return scalar(addressOf(storage));
}

Value GraphBuilder::castClass(const TypeRef& type, Value object) {
  Node* node = emit(NodeOp::CastClass, Ty::Ref, {nodeOf(object)});
  node->imm = static_cast<int64_t>(type.type.word());
  return scalar(node);
}

Value GraphBuilder::isInstance(const TypeRef& type, Value object) {
  Node* node = emit(NodeOp::IsInst, Ty::Ref, {nodeOf(object)});
  node->imm = static_cast<int64_t>(type.type.word());
  return scalar(node);
}

Value GraphBuilder::loadString(Token token) {
  ByteSpan bytes = method_->methodTable->module->metadata().userString(token.rid());
  std::u16string text(bytes.size() / 2, u'\0');
  std::memcpy(text.data(), bytes.data(), text.size() * 2);
  String* literal = runtime_.literals().intern_nogc(text);
  return scalar(constant(Ty::Ref, static_cast<int64_t>(reinterpret_cast<intptr_t>(literal))));
}

Value GraphBuilder::runtimeObject(TypeHandle handleType, Object* object) {
  StackObject* handle = graph_.newStructObject(handleType, "h");
  store(Mem::Ref, addressOf(handle), 0,
        constant(Ty::Ref, static_cast<int64_t>(reinterpret_cast<intptr_t>(object))));
  return structIn(handle);
}

Value GraphBuilder::loadTypeObject(TypeHandle type) {
  return runtimeObject(loader_.wellKnown(WellKnownType::RuntimeTypeHandle),
                       runtimeTypeOf_nogc(runtime_, type));
}

Value GraphBuilder::loadMethodObject(MethodDesc* method) {
  return runtimeObject(
      loader_.wellKnown(WellKnownType::RuntimeMethodHandle),
      frozenHandleStub(runtime_, WellKnownType::RuntimeMethodInfoStub, kMethodStubValue, method));
}

Value GraphBuilder::loadFieldObject(FieldDesc* field) {
  return runtimeObject(
      loader_.wellKnown(WellKnownType::RuntimeFieldHandle),
      frozenHandleStub(runtime_, WellKnownType::RuntimeFieldInfoStub, kFieldStubValue, field));
}

Value GraphBuilder::loadFunction(MethodDesc* method, Token) {
  void* entry =
      method->isUnmanagedCallersOnly ? nativeEntryFor(runtime_, method) : ensurePrecode(runtime_, method);
  return constPointer(entry);
}

Value GraphBuilder::loadVirtualFunction(MethodDesc* method, Token, Value object) {
  return scalar(callHelper(
      addressOfHelper(&virtualFunctionOf), "ldvirtftn", Ty::I8,
      {constant(Ty::I8, static_cast<int64_t>(reinterpret_cast<intptr_t>(method))), nonNull(nodeOf(object))}));
}

Value GraphBuilder::makeTypedReference(TypeHandle type, Value address) {
  StackObject* reference = graph_.newStructObject(loader_.wellKnown(WellKnownType::TypedReference), "tr");
  store(Mem::ByRef, addressOf(reference), 0, nodeOf(address));
  store(Mem::I8, addressOf(reference, 8), 0, constant(Ty::I8, static_cast<int64_t>(type.word())));
  return structIn(reference);
}

Value GraphBuilder::typedReferenceAddress(TypeHandle type, Value reference) {
  StackObject* object = objectOf(reference);
  callHelper(addressOfHelper(&requireSameType), "refanyval", Ty::Void,
             {load(Mem::I8, addressOf(object, 8), 0), constant(Ty::I8, static_cast<int64_t>(type.word()))});
  return scalar(load(Mem::ByRef, addressOf(object), 0));
}

Value GraphBuilder::typedReferenceType(Value reference) {
  Node* type = callHelper(addressOfHelper(&runtimeTypeOfWord), "refanytype", Ty::Ref,
                          {load(Mem::I8, addressOf(objectOf(reference), 8), 0)});
  StackObject* handle = graph_.newStructObject(loader_.wellKnown(WellKnownType::RuntimeTypeHandle), "h");
  store(Mem::Ref, addressOf(handle), 0, type);
  return structIn(handle);
}

Value GraphBuilder::argumentList() {
  StackObject* handle = graph_.newStructObject(loader_.wellKnown(WellKnownType::RuntimeArgumentHandle), "h");
  store(Mem::I8, addressOf(handle), 0, nodeOf(loadVariable(varArgs_)));
  return structIn(handle);
}

Value GraphBuilder::variableArguments(const VarArgList& list, std::span<Value> values) {
  StackObject* block = graph_.newObject(Mem::I8, "varargs");
  block->sizeBytes = list.blockSlots * 8u;
  block->varArgs = &list;
  block->escapes = true;
  store(Mem::I8, addressOf(block), 0, nodeOf(constPointer(&list)));
  for (size_t i = 0; i < values.size(); ++i) {
    const ArgInfo& arg = list.args[i];
    Node* place = addressOf(block, int64_t{arg.slot} * 8);
    if (isStruct(values[i])) {
      copyMem(place, addressOf(objectOf(values[i])), arg.type.sizeBytes(), false);
    } else {
      store(minivm::jit::memOf(typeOfKind(arg.kind)), place, 0, nodeOf(values[i]));
    }
  }
  return scalar(addressOf(block));
}

}  // namespace minivm::jit
