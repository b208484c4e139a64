#include "vm/types/failure_text.h"

#include "loader/names.h"
#include "loader/signature.h"
#include "vm/types/ee_class.h"

namespace minivm {

namespace {

/// Primitive types go without their namespace in signatures, but not as type arguments of a method's owner.
const char* shortName(ElementType element) {
  switch (element) {
    case ElementType::Void: return "Void";
    case ElementType::Boolean: return "Boolean";
    case ElementType::Char: return "Char";
    case ElementType::I1: return "SByte";
    case ElementType::U1: return "Byte";
    case ElementType::I2: return "Int16";
    case ElementType::U2: return "UInt16";
    case ElementType::I4: return "Int32";
    case ElementType::U4: return "UInt32";
    case ElementType::I8: return "Int64";
    case ElementType::U8: return "UInt64";
    case ElementType::R4: return "Single";
    case ElementType::R8: return "Double";
    case ElementType::I: return "IntPtr";
    case ElementType::U: return "UIntPtr";
    case ElementType::TypedByRef: return "TypedReference";
    case ElementType::String: return "System.String";
    case ElementType::Object: return "System.Object";
    default: return nullptr;
  }
}

std::string rankText(uint32_t rank) {
  return rank == 1 ? "[*]" : "[" + std::string(rank <= 32 ? rank - 1 : 0, ',') + "]";
}

/// A type that is known. `isShort`: primitives without namespace.
std::string handleText(TypeHandle type, bool isShort, uint32_t depth) {
  if (type.isNull() || depth > kMaxSigDepth) return "?";
  if (type.isTypeDesc()) {
    const TypeDesc* desc = type.asTypeDesc();
    if (desc->kind == ElementType::Ptr) return handleText(desc->element, isShort, depth + 1) + "*";
    if (desc->kind == ElementType::ByRef) return handleText(desc->element, isShort, depth + 1) + " ByRef";
    return type.toString();
  }
  const MethodTable* mt = type.asMethodTable();
  if (mt->isArray()) {
    return handleText(mt->elementType(), isShort, depth + 1) +
           (mt->isSzArray() ? std::string("[]") : rankText(mt->eeClass->rank));
  }
  const char* name = isShort && !mt->isEnum() ? shortName(mt->eeClass->elementType) : nullptr;
  if (name) return name;
  std::string text = typeDefName(mt->module->metadata(), mt->eeClass->typeDef.rid());
  for (char& c : text) c = c == '/' ? '+' : c;
  if (mt->isGenericInstance()) {
    text += '<';
    for (size_t i = 0; i < mt->eeClass->typeArgs.size(); ++i)
      text += (i ? "," : "") + handleText(mt->eeClass->typeArgs[i], isShort, depth + 1);
    text += '>';
  }
  return text;
}

std::string typeTokenName(const Metadata& metadata, Token token) {
  if (!metadata.isValid(token) || token.is(Table::TypeSpec)) return "?";
  std::string name =
      token.is(Table::TypeDef) ? typeDefName(metadata, token.rid()) : typeRefName(metadata, token.rid());
  for (char& c : name) c = c == '/' ? '+' : c;
  return name;
}

std::string sigText(const Module& module, SigCursor& cursor, const GenericContext& context, uint32_t depth) {
  if (depth > kMaxSigDepth) return "?";
  cursor.skipModifiers();
  ElementType element = cursor.readElementType();
  if (const char* name = shortName(element)) return name;
  switch (element) {
    case ElementType::Class:
    case ElementType::ValueType: return typeTokenName(module.metadata(), cursor.readTypeDefOrRef());
    case ElementType::GenericInst: {
      cursor.readByte();
      std::string text = typeTokenName(module.metadata(), cursor.readTypeDefOrRef()) + "<";
      uint32_t count = cursor.readCount();
      for (uint32_t i = 0; i < count; ++i)
        text += (i ? "," : "") + sigText(module, cursor, context, depth + 1);
      return text + ">";
    }
    case ElementType::SzArray: return sigText(module, cursor, context, depth + 1) + "[]";
    case ElementType::Array: {
      std::string text = sigText(module, cursor, context, depth + 1);
      uint32_t rank = cursor.readCompressed();
      for (uint32_t n = cursor.readCount(); n; --n) cursor.readCompressed();
      for (uint32_t n = cursor.readCount(); n; --n) cursor.readCompressedSigned();
      return text + rankText(rank);
    }
    case ElementType::Ptr: return sigText(module, cursor, context, depth + 1) + "*";
    case ElementType::ByRef: return sigText(module, cursor, context, depth + 1) + " ByRef";
    case ElementType::Var:
    case ElementType::MVar: {
      uint32_t index = cursor.readCompressed();
      std::span<const TypeHandle> args = element == ElementType::Var ? context.classArgs : context.methodArgs;
      if (index < args.size() && args[index]) return handleText(args[index], true, depth + 1);
      return (element == ElementType::Var ? "!" : "!!") + std::to_string(index);
    }
    case ElementType::FnPtr: {
      MethodSigHeader head = readMethodHeader(cursor);
      std::string text = sigText(module, cursor, context, depth + 1) + " (";
      for (uint32_t i = 0; i < head.paramCount; ++i)
        text += (i ? ", " : "") + sigText(module, cursor, context, depth + 1);
      return text + ")";
    }
    case ElementType::Sentinel: return "..., " + sigText(module, cursor, context, depth + 1);
    case ElementType::Pinned: return sigText(module, cursor, context, depth + 1);
    default: return "?";
  }
}

std::string parameterText(const Module& module, SigCursor& cursor, uint32_t count,
                          const GenericContext& context) {
  std::string text = "(";
  for (uint32_t i = 0; i < count; ++i) text += (i ? ", " : "") + sigText(module, cursor, context, 0);
  return text + ")";
}

}  // namespace

std::string typeAndAssembly(const MethodTable* type) {
  const MethodTable* definition = type->eeClass->genericDefinition ? type->eeClass->genericDefinition : type;
  return "'" + TypeHandle(definition).toString() + "' from assembly '" + type->module->displayName() + "'";
}

std::string methodNameInFailure(const MethodDesc* method) {
  std::string text = handleText(method->methodTable, false, 0) + ".";
  text += method->name();
  if (method->token.isNil()) return text;
  if (!method->methodArgs.empty()) {
    text += '<';
    for (size_t i = 0; i < method->methodArgs.size(); ++i)
      text += (i ? "," : "") + handleText(method->methodArgs[i], false, 0);
    text += '>';
  }
  const Module& module = *method->methodTable->module;
  try {
    SigCursor cursor(module.metadata(), module.metadata().methodDef(method->token.rid()).signature);
    uint32_t count = readMethodHeader(cursor).paramCount;
    cursor.skipModifiers();
    cursor.skipType();
    return text + parameterText(module, cursor, count, method->genericContext());
  } catch (const LoadError&) {
    return text;
  }
}

std::string memberRefInFailure(const Module& module, uint32_t memberRefRid) {
  const Metadata& metadata = module.metadata();
  MemberRefRow row = metadata.memberRef(memberRefRid);
  try {
    Token parent = row.parent;
    std::string owner = "?";
    if (parent.is(Table::TypeSpec) && metadata.isValid(parent)) {
      SigCursor spec(metadata, metadata.typeSpec(parent.rid()).signature);
      spec.skipModifiers();
      if (spec.peekElementType() == ElementType::GenericInst) {
        spec.readByte();
        spec.readByte();
        owner = typeTokenName(metadata, spec.readTypeDefOrRef());
      } else {
        owner = sigText(module, spec, {}, 0);
      }
    } else if (parent.is(Table::TypeDef) || parent.is(Table::TypeRef)) {
      owner = typeTokenName(metadata, parent);
    }
    std::string name = owner + "." + std::string(metadata.string(row.name));
    SigCursor cursor(metadata, row.signature);
    if ((cursor.peek() & kSigKindMask) == kSigField) return name;
    uint32_t count = readMethodHeader(cursor).paramCount;
    std::string result = sigText(module, cursor, {}, 0);
    return result + " " + name + parameterText(module, cursor, count, {});
  } catch (const LoadError&) {
    return std::string(metadata.string(row.name));
  }
}

std::string typeRefInFailure(const Module& module, uint32_t typeRefRid) {
  const Metadata& metadata = module.metadata();
  TypeRefRow row = metadata.typeRef(typeRefRid);
  std::string_view nameSpace = metadata.string(row.nameSpace);
  return (nameSpace.empty() ? std::string() : std::string(nameSpace) + ".") +
         std::string(metadata.string(row.name));
}

}  // namespace minivm
