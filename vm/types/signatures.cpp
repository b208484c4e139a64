// From signature blobs to types and to MethodSigs. Classification keeps reference types lazy: of a class,
// array or instance of a generic class only "it is a reference" matters for layout (ABI 27), so its tokens
// are not even resolved.
#include <algorithm>

#include "vm/types/type_loader.h"

namespace minivm {

namespace {
/// What ArgInfo::slots can say; a value that has as many or more is none to pass or to return.
constexpr uint32_t kMostSlots = 0xFFFF;
}  // namespace

TypeHandle TypeLoader::typeToken(Module& module, Token token, const GenericContext& context) {
  module.metadata().require(token);
  switch (token.table()) {
    case Table::TypeDef: return typeDef(module, token.rid());
    case Table::TypeRef: {
      uintptr_t known = module.typeRefs[token.rid()].load(std::memory_order_relaxed);
      if (known) return TypeHandle::fromWord(known);
      TypeHandle type = typeDef(resolveTypeRef(module, token.rid()));
      module.typeRefs[token.rid()].store(type.word(), std::memory_order_release);
      return type;
    }
    case Table::TypeSpec: {
      SigCursor cursor(module.metadata(), module.metadata().typeSpec(token.rid()).signature);
      return typeSig(module, cursor, context);
    }
    default:
      throw LoadFailure(LoadFailureKind::BadImageFormat, module.metadata().path() + ": token " +
                                                             tableName(token.table()) + " row " +
                                                             std::to_string(token.rid()) + " names no type");
  }
}

TypeHandle TypeLoader::typeSig(Module& module, SigCursor& cursor, const GenericContext& context,
                               uint32_t depth) {
  if (depth > kMaxSigDepth) cursor.fail("types nest too deep");
  cursor.skipModifiers();
  ElementType element = cursor.readElementType();
  switch (element) {
    case ElementType::Pinned:
    case ElementType::Sentinel: return typeSig(module, cursor, context, depth + 1);
    case ElementType::Class:
    case ElementType::ValueType: {
      Token token = cursor.readTypeDefOrRef();
      // A TypeSpec here could name itself (II.23.2.8 allows TypeDef and TypeRef only).
      if (token.is(Table::TypeSpec)) cursor.fail("a TypeSpec where a TypeDef or TypeRef is expected");
      return typeToken(module, token, context);
    }
    case ElementType::GenericInst: {
      cursor.readByte();
      Token token = cursor.readTypeDefOrRef();
      if (token.is(Table::TypeSpec)) cursor.fail("a TypeSpec where a TypeDef or TypeRef is expected");
      uint32_t count = cursor.readCount();
      TypeHandle definition = typeToken(module, token, {});
      TypeHandle small[4];
      std::vector<TypeHandle> large;
      TypeHandle* args = small;
      if (count > std::size(small)) {
        large.resize(count);
        args = large.data();
      }
      for (uint32_t i = 0; i < count; ++i) args[i] = typeSig(module, cursor, context, depth + 1);
      return instance(definition.asMethodTable(), {args, count});
    }
    case ElementType::SzArray: return szArray(typeSig(module, cursor, context, depth + 1));
    case ElementType::Array: {
      TypeHandle item = typeSig(module, cursor, context, depth + 1);
      uint32_t rank = cursor.readCompressed();
      for (uint32_t n = cursor.readCount(); n; --n) cursor.readCompressed();
      for (uint32_t n = cursor.readCount(); n; --n) cursor.readCompressedSigned();
      return mdArray(item, rank);
    }
    case ElementType::Ptr:
    case ElementType::ByRef: return derived(element, typeSig(module, cursor, context, depth + 1));
    case ElementType::FnPtr: {
      uint8_t callConv = cursor.peek();
      MethodSigHeader head = readMethodHeader(cursor);
      if (head.paramCount > cursor.size()) cursor.fail("more parameters than bytes");
      std::vector<TypeHandle> types;
      for (uint32_t i = 0; i <= head.paramCount; ++i)
        types.push_back(typeSig(module, cursor, context, depth + 1));
      return fnPtr(types, callConv);
    }
    case ElementType::Var:
    case ElementType::MVar: {
      uint32_t index = cursor.readCompressed();
      std::span<const TypeHandle> args = element == ElementType::Var ? context.classArgs : context.methodArgs;
      if (index < args.size() && args[index]) return args[index];
      throw LoadFailure(LoadFailureKind::BadImageFormat,
                        module.metadata().path() + ": generic parameter " +
                            (element == ElementType::Var ? "!" : "!!") + std::to_string(index) +
                            " is used where there are only " + std::to_string(args.size()));
    }
    default: return primitive(element);
  }
}

ArgInfo TypeLoader::classify(TypeHandle type) {
  ArgInfo info{};
  info.type = type;
  info.slots = 1;
  if (type.isValueType() && !type.asMethodTable()->isTruePrimitive()) load(type);
  info.element = type.reducedElementType();
  info.kind = type.stackKind();
  if (info.kind == StackKind::Void) info.slots = 0;
  if (info.kind == StackKind::Struct) {
    uint32_t slots = (type.sizeBytes() + 7) / 8;
    // More can be a local; nothing else (buildSig).
    info.slots = static_cast<uint16_t>(std::clamp(slots, 1u, kMostSlots));
  }
  return info;
}

ArgInfo TypeLoader::classify(Module& module, SigCursor& cursor, const GenericContext& context) {
  cursor.skipModifiers();
  ArgInfo info{};
  info.slots = 1;
  info.kind = StackKind::O;
  info.element = cursor.peekElementType();
  switch (info.element) {
    case ElementType::Pinned:
    case ElementType::Sentinel: cursor.readByte(); return classify(module, cursor, context);
    case ElementType::String:
    case ElementType::Object:
    case ElementType::Class:
    case ElementType::SzArray:
    case ElementType::Array: cursor.skipType(); return info;
    case ElementType::GenericInst: {
      SigCursor ahead = cursor;
      ahead.readByte();
      if (ahead.readElementType() == ElementType::Class) {
        info.element = ElementType::Class;
        cursor.skipType();
        return info;
      }
      break;
    }
    case ElementType::Ptr:
    case ElementType::FnPtr:
      info.kind = StackKind::I;
      cursor.skipType();
      return info;
    case ElementType::ByRef:
      info.kind = StackKind::ByRef;
      cursor.skipType();
      return info;
    case ElementType::Void:
      info.kind = StackKind::Void;
      info.slots = 0;
      cursor.readByte();
      return info;
    default: break;
  }
  return classify(typeSig(module, cursor, context));
}

const MethodSig* TypeLoader::buildSig(Module& module, SigCursor cursor, const GenericContext& context,
                                      MethodDesc* method) {
  uint8_t callConv = cursor.peek() & kSigKindMask;
  MethodSigHeader head = readMethodHeader(cursor);
  if (head.paramCount > cursor.size()) cursor.fail("more parameters than bytes");
  std::vector<ArgInfo> args;
  args.reserve(head.paramCount + 1);
  ArgInfo ret = classify(module, cursor, context);
  bool hasThis = head.hasThis && !head.explicitThis;
  // II.15.3: only a function pointer may name its this, as its first parameter.
  if (head.explicitThis && method) cursor.fail("an explicit this outside of a function pointer");
  if (head.explicitThis && head.hasThis && head.paramCount == 0)
    cursor.fail("an explicit this without a parameter");
  if (method && hasThis == method->isStatic())
    cursor.fail("the method's static flag contradicts its signature");
  if (head.hasThis && !head.explicitThis) {
    ArgInfo self{};
    self.slots = 1;
    self.kind = StackKind::O;
    self.element = ElementType::Class;
    if (method && method->methodTable->isValueType()) {
      self.kind = StackKind::ByRef;
      self.element = ElementType::ByRef;
    } else if (method) {
      self.type = method->methodTable;
    }
    args.push_back(self);
  }
  std::vector<ArgInfo> behindSentinel;
  bool hasSentinel = false;
  for (uint32_t i = 0; i < head.paramCount; ++i) {
    if (!hasSentinel && head.isVarArg() && cursor.peekElementType() == ElementType::Sentinel) {
      cursor.readByte();
      hasSentinel = true;
    }
    // Who looks at a variable argument asks for its exact type.
    ArgInfo info =
        hasSentinel ? classify(typeSig(module, cursor, context)) : classify(module, cursor, context);
    if (info.kind == StackKind::Void) cursor.fail("a parameter of type void");
    (hasSentinel ? behindSentinel : args).push_back(info);
  }
  if (ret.slots == kMostSlots) {
    throw LoadFailure(LoadFailureKind::NotSupported, ret.type.toString() + ": a value of " +
                                                         std::to_string(ret.type.sizeBytes()) +
                                                         " bytes is too big for a result");
  }
  std::vector<uint16_t> objects;
  std::vector<uint16_t> byRefs;
  uint32_t slot = 0;
  auto place = [&](ArgInfo& arg) {
    if (slot + arg.slots > 0xFFF0) {
      throw LoadFailure(LoadFailureKind::NotSupported,
                        module.metadata().path() + ": a signature's arguments take more than 65520 slots");
    }
    arg.slot = static_cast<uint16_t>(slot);
    if (arg.kind == StackKind::O) objects.push_back(arg.slot);
    if (arg.kind == StackKind::ByRef) byRefs.push_back(arg.slot);
    if (arg.kind == StackKind::Struct) {
      const EEClass* eeClass = arg.type.asMethodTable()->eeClass;
      for (uint32_t offset : eeClass->refOffsets) objects.push_back(static_cast<uint16_t>(slot + offset / 8));
      for (uint32_t offset : eeClass->byRefOffsets)
        byRefs.push_back(static_cast<uint16_t>(slot + offset / 8));
    }
    slot += arg.slots;
  };
  LoaderAllocator* allocator = method ? minivm::allocatorOf(method) : allocatorOf(module, context);
  Arena& memory = arenaOf(allocator);
  const VarArgList* varArgs = nullptr;
  if (hasSentinel && !behindSentinel.empty()) {
    slot = kVarArgHeaderSlots;
    for (ArgInfo& arg : behindSentinel) place(arg);
    varArgs = memory.make<VarArgList>(VarArgList{memory.copyArray(std::span<const ArgInfo>(behindSentinel)),
                                                 static_cast<uint16_t>(slot),
                                                 memory.copyArray(std::span<const uint16_t>(objects)),
                                                 memory.copyArray(std::span<const uint16_t>(byRefs))});
    objects.clear();
    byRefs.clear();
    slot = 0;
  }
  for (ArgInfo& arg : args) place(arg);
  auto* sig = memory.make<MethodSig>();
  sig->hasThis = head.hasThis;
  sig->isVarArg = head.isVarArg();
  sig->callConv = callConv;
  sig->genericCount = static_cast<uint16_t>(head.genericCount);
  sig->ret = ret;
  sig->varArgs = varArgs;
  sig->args = memory.copyArray(std::span<const ArgInfo>(args));
  sig->argSlots = static_cast<uint16_t>(slot + (sig->isVarArg ? 1 : 0));  // ABI 9
  sig->objectSlots = memory.copyArray(std::span<const uint16_t>(objects));
  sig->byRefSlots = memory.copyArray(std::span<const uint16_t>(byRefs));
  if (ret.kind == StackKind::Struct) sig->retRefOffsets = ret.type.asMethodTable()->eeClass->refOffsets;
  return sig;
}

ByteSpan TypeLoader::methodSigBlob(const MethodDesc* method) {
  if (method->token.isNil()) return {};
  const Metadata& metadata = method->methodTable->module->metadata();
  return metadata.blob(metadata.methodDef(method->token.rid()).signature);
}

const MethodSig& TypeLoader::signature(MethodDesc* method) {
  if (const MethodSig* known = method->sig.load(std::memory_order_acquire)) return *known;
  const MethodSig* sig;
  if (method->token.isNil()) {
    sig = arraySig(method);
  } else {
    Module& module = *method->methodTable->module;
    GenericContext context = method->genericContext();
    std::vector<TypeHandle> variables;
    if (method->isGenericDefinition) {
      uint32_t count = module.metadata().genericParamsOf(method->token).size();
      for (uint32_t i = 0; i < count; ++i) variables.push_back(variable(module, method->token, i));
      context.methodArgs = variables;
    }
    sig = buildSig(module, SigCursor(methodSigBlob(method), module.metadata().path()), context, method);
  }
  method->sig.store(sig, std::memory_order_release);
  return *sig;
}

TypeHandle TypeLoader::argType(MethodDesc* method, int index) {
  const MethodSig& sig = signature(method);
  const ArgInfo* info = index < 0                                      ? &sig.ret
                        : static_cast<size_t>(index) < sig.args.size() ? &sig.args[index]
                                                                       : nullptr;
  if (!info)
    throw LoadFailure(LoadFailureKind::BadImageFormat,
                      method->toString() + ": there is no argument " + std::to_string(index));
  if (info->type) return info->type;
  if (index == 0 && sig.hasThis) {
    return method->methodTable->isValueType() ? derived(ElementType::ByRef, method->methodTable)
                                              : TypeHandle(method->methodTable);
  }
  Module& module = *method->methodTable->module;
  if (method->token
          .isNil()) {  // array methods: everything that is not an Int32 is the element, or its address
    TypeHandle element = method->methodTable->elementType();
    if (info->kind == StackKind::Void) return primitive(ElementType::Void);
    return method->kind == MethodKind::ArrayAddress && index < 0 ? derived(ElementType::ByRef, element)
                                                                 : element;
  }
  SigCursor cursor(methodSigBlob(method), module.metadata().path());
  readMethodHeader(cursor);
  int skip = index < 0 ? 0 : index + (sig.hasThis ? 0 : 1);
  for (int i = 0; i < skip; ++i) {
    cursor.skipModifiers();
    cursor.skipType();
  }
  GenericContext context = method->genericContext();
  std::vector<TypeHandle> variables;
  if (method->isGenericDefinition) {
    uint32_t count = module.metadata().genericParamsOf(method->token).size();
    for (uint32_t i = 0; i < count; ++i) variables.push_back(variable(module, method->token, i));
    context.methodArgs = variables;
  }
  return typeSig(module, cursor, context);
}

}  // namespace minivm
