#include "vm/types/signature_compare.h"

namespace minivm {

namespace {

/// The handle that !n or !!n stands for on this side; null when the side does not substitute it.
TypeHandle substituted(const SigSide& side, ElementType kind, uint32_t index) {
  if (!side.context) return {};
  std::span<const TypeHandle> args =
      kind == ElementType::Var ? side.context->classArgs : side.context->methodArgs;
  return index < args.size() ? args[index] : TypeHandle();
}

bool definitionIs(TypeLoader& loader, const MethodTable* mt, Module& module, Token token) {
  if (mt->isArray()) return false;
  return keyOfTable(mt) == loader.keyOf(module, token);
}

std::pair<std::string_view, std::string_view> fullName(Module& module, Token token) {
  const Metadata& metadata = module.metadata();
  if (token.is(Table::TypeDef)) {
    const TypeDefRow row = metadata.typeDef(token.rid());
    return {metadata.string(row.nameSpace), metadata.string(row.name)};
  }
  const TypeRefRow row = metadata.typeRef(token.rid());
  return {metadata.string(row.nameSpace), metadata.string(row.name)};
}

/// Modifiers are only marks: one whose type exists nowhere is still the same as its namesake.
bool sameModifier(TypeLoader& loader, SigSide& a, Token tokenA, SigSide& b, Token tokenB, uint32_t depth) {
  if (a.module == b.module && tokenA == tokenB) return true;
  if (tokenA.isNil() || tokenB.isNil() || tokenA.is(Table::TypeSpec) != tokenB.is(Table::TypeSpec))
    return false;
  if (tokenA.is(Table::TypeSpec)) {
    const Metadata& metadataA = a.module->metadata();
    const Metadata& metadataB = b.module->metadata();
    SigSide specA{a.module, SigCursor(metadataA, metadataA.typeSpec(tokenA.rid()).signature), a.context};
    SigSide specB{b.module, SigCursor(metadataB, metadataB.typeSpec(tokenB.rid()).signature), b.context};
    return equalTypeSigs(loader, specA, specB, depth + 1);
  }
  if (fullName(*a.module, tokenA) != fullName(*b.module, tokenB)) return false;
  try {
    return loader.keyOf(*a.module, tokenA) == loader.keyOf(*b.module, tokenB);
  } catch (const LoadFailure&) {
    return true;
  }
}

/// II.7.1.1: both sides have the same modifiers, in the same order.
bool equalModifiers(TypeLoader& loader, SigSide& a, SigSide& b, uint32_t depth) {
  const auto isModifier = [](ElementType kind) {
    return kind == ElementType::CModReqd || kind == ElementType::CModOpt;
  };
  for (;;) {
    const ElementType kindA = a.cursor.peekElementType();
    const ElementType kindB = b.cursor.peekElementType();
    if (!isModifier(kindA) && !isModifier(kindB)) return true;
    if (kindA != kindB) return false;
    a.cursor.readByte();
    b.cursor.readByte();
    const Token tokenA = a.cursor.readTypeDefOrRef();
    const Token tokenB = b.cursor.readTypeDefOrRef();
    if (!sameModifier(loader, a, tokenA, b, tokenB, depth)) return false;
  }
}

bool equalFnPtrs(TypeLoader& loader, SigSide& a, SigSide& b, uint32_t depth) {
  MethodSigHeader headA = readMethodHeader(a.cursor);
  MethodSigHeader headB = readMethodHeader(b.cursor);
  if (headA.callConv != headB.callConv || headA.hasThis != headB.hasThis ||
      headA.paramCount != headB.paramCount || headA.genericCount != headB.genericCount) {
    return false;
  }
  for (uint32_t i = 0; i <= headA.paramCount; ++i) {
    if (!equalTypeSigs(loader, a, b, depth + 1)) return false;
  }
  return true;
}

}  // namespace

bool sameDefinition(TypeLoader& loader, Module& a, Token tokenA, Module& b, Token tokenB) {
  if (&a == &b && tokenA == tokenB) return true;
  if (tokenA.isNil() || tokenB.isNil() || tokenA.is(Table::TypeSpec) || tokenB.is(Table::TypeSpec))
    return false;
  auto nameOf = [](Module& module, Token token) {
    const Metadata& metadata = module.metadata();
    return metadata.string(token.is(Table::TypeDef) ? metadata.typeDef(token.rid()).name
                                                    : metadata.typeRef(token.rid()).name);
  };
  // Names first: a reference that cannot be resolved must not stop the comparison with something else.
  if (nameOf(a, tokenA) != nameOf(b, tokenB)) return false;
  return loader.keyOf(a, tokenA) == loader.keyOf(b, tokenB);
}

bool equalsHandle(TypeLoader& loader, TypeHandle type, SigSide& b, uint32_t depth) {
  if (depth > kMaxSigDepth || !type) return false;
  b.cursor.skipModifiers();
  ElementType element = b.cursor.readElementType();
  if (element == ElementType::Var || element == ElementType::MVar) {
    uint32_t index = b.cursor.readCompressed();
    if (TypeHandle other = substituted(b, element, index)) return other == type;
    return type.isTypeDesc() && type.asTypeDesc()->kind == element && type.asTypeDesc()->index == index;
  }
  if (type.isTypeDesc()) {
    const TypeDesc* desc = type.asTypeDesc();
    if (desc->kind != element) return false;
    switch (element) {
      case ElementType::Ptr:
      case ElementType::ByRef: return equalsHandle(loader, desc->element, b, depth + 1);
      case ElementType::FnPtr: {
        MethodSigHeader head = readMethodHeader(b.cursor);
        if (head.paramCount + 1 != desc->fnPtrSig.size() ||
            identityOfConvention(head.callConv) != (desc->fnPtrCallConv & kSigKindMask))
          return false;
        for (TypeHandle part : desc->fnPtrSig) {
          if (!equalsHandle(loader, part, b, depth + 1)) return false;
        }
        return true;
      }
      default: return false;
    }
  }
  const MethodTable* mt = type.asMethodTable();
  switch (element) {
    case ElementType::Class:
    case ElementType::ValueType:
      return !mt->isGenericInstance() && !mt->isArray() &&
             definitionIs(loader, mt, *b.module, b.cursor.readTypeDefOrRef());
    case ElementType::GenericInst: {
      b.cursor.readByte();
      Token definition = b.cursor.readTypeDefOrRef();
      uint32_t count = b.cursor.readCount();
      std::span<const TypeHandle> args =
          mt->isArray() ? std::span<const TypeHandle>() : mt->eeClass->typeArgs;
      if (args.empty() || args.size() != count || !definitionIs(loader, mt, *b.module, definition))
        return false;
      for (TypeHandle arg : args) {
        if (!equalsHandle(loader, arg, b, depth + 1)) return false;
      }
      return true;
    }
    case ElementType::SzArray:
      return mt->isSzArray() && equalsHandle(loader, mt->elementType(), b, depth + 1);
    case ElementType::Array: {
      if (!mt->isArray() || mt->isSzArray() || !equalsHandle(loader, mt->elementType(), b, depth + 1))
        return false;
      uint32_t rank = b.cursor.readCompressed();
      for (uint32_t n = b.cursor.readCount(); n; --n) b.cursor.readCompressed();
      for (uint32_t n = b.cursor.readCount(); n; --n) b.cursor.readCompressedSigned();
      return rank == mt->eeClass->rank;
    }
    default: return mt->eeClass->elementType == element && !mt->isEnum();
  }
}

bool equalTypeSigs(TypeLoader& loader, SigSide& a, SigSide& b, uint32_t depth) {
  if (depth > kMaxSigDepth) return false;
  if (!equalModifiers(loader, a, b, depth)) return false;
  ElementType kindA = a.cursor.peekElementType();
  ElementType kindB = b.cursor.peekElementType();
  auto isVariable = [](ElementType kind) { return kind == ElementType::Var || kind == ElementType::MVar; };
  if (isVariable(kindA)) {
    SigCursor ahead = a.cursor;
    ahead.readByte();
    if (TypeHandle type = substituted(a, kindA, ahead.readCompressed())) {
      a.cursor = ahead;
      return equalsHandle(loader, type, b, depth);
    }
  }
  if (isVariable(kindB)) {
    SigCursor ahead = b.cursor;
    ahead.readByte();
    if (TypeHandle type = substituted(b, kindB, ahead.readCompressed())) {
      b.cursor = ahead;
      return equalsHandle(loader, type, a, depth);
    }
  }
  if (kindA != kindB) return false;
  a.cursor.readByte();
  b.cursor.readByte();
  switch (kindA) {
    case ElementType::Ptr:
    case ElementType::ByRef:
    case ElementType::SzArray:
    case ElementType::Pinned: return equalTypeSigs(loader, a, b, depth + 1);
    case ElementType::Sentinel: return equalTypeSigs(loader, a, b, depth + 1);
    case ElementType::Class:
    case ElementType::ValueType: {
      Token tokenA = a.cursor.readTypeDefOrRef();
      Token tokenB = b.cursor.readTypeDefOrRef();
      return sameDefinition(loader, *a.module, tokenA, *b.module, tokenB);
    }
    case ElementType::GenericInst: {
      a.cursor.readByte();
      b.cursor.readByte();
      Token tokenA = a.cursor.readTypeDefOrRef();
      Token tokenB = b.cursor.readTypeDefOrRef();
      uint32_t count = a.cursor.readCount();
      if (count != b.cursor.readCount() || !sameDefinition(loader, *a.module, tokenA, *b.module, tokenB))
        return false;
      for (uint32_t i = 0; i < count; ++i) {
        if (!equalTypeSigs(loader, a, b, depth + 1)) return false;
      }
      return true;
    }
    case ElementType::Array: {
      if (!equalTypeSigs(loader, a, b, depth + 1) || a.cursor.readCompressed() != b.cursor.readCompressed())
        return false;
      for (SigSide* side : {&a, &b}) {  // sizes and bounds are not part of the type
        for (uint32_t n = side->cursor.readCount(); n; --n) side->cursor.readCompressed();
        for (uint32_t n = side->cursor.readCount(); n; --n) side->cursor.readCompressedSigned();
      }
      return true;
    }
    case ElementType::FnPtr: return equalFnPtrs(loader, a, b, depth);
    case ElementType::Var:
    case ElementType::MVar: return a.cursor.readCompressed() == b.cursor.readCompressed();
    default: return true;
  }
}

bool equalMethodSigs(TypeLoader& loader, SigSide a, SigSide b, bool compareReturn) {
  MethodSigHeader headA = readMethodHeader(a.cursor);
  MethodSigHeader headB = readMethodHeader(b.cursor);
  if (headA.hasThis != headB.hasThis || headA.genericCount != headB.genericCount ||
      headA.callConv != headB.callConv)
    return false;
  if (headA.paramCount != headB.paramCount && !headA.isVarArg()) return false;
  if (compareReturn) {
    if (!equalTypeSigs(loader, a, b)) return false;
  } else {
    a.cursor.skipType();
    b.cursor.skipType();
  }
  // A call site of a varargs method has more parameters, behind a sentinel.
  uint32_t count = std::min(headA.paramCount, headB.paramCount);
  for (uint32_t i = 0; i < count; ++i) {
    if (!equalTypeSigs(loader, a, b)) return false;
  }
  return true;
}

}  // namespace minivm
