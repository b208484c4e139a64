#include "vm/types/signature_text.h"

#include "loader/element_names.h"
#include "loader/names.h"
#include "vm/types/ee_class.h"
#include "vm/types/method_desc.h"
#include "vm/types/module.h"

namespace minivm {

namespace {

/// `A.B+C` of a token, without assembly.
std::string tokenText(const Metadata& metadata, Token token) {
  if (!metadata.isValid(token) || token.is(Table::TypeSpec)) return "?";
  std::string name =
      token.is(Table::TypeDef) ? typeDefName(metadata, token.rid()) : typeRefName(metadata, token.rid());
  for (char& c : name) {
    if (c == '/') c = '+';
  }
  return name;
}

std::string typeText(const Module& module, SigCursor& cursor, const GenericContext& context, uint32_t depth) {
  if (depth > kMaxSigDepth) return "?";
  cursor.skipModifiers();
  ElementType element = cursor.readElementType();
  if (const char* text = primitiveName(element)) return text;
  switch (element) {
    case ElementType::Class:
    case ElementType::ValueType: return tokenText(module.metadata(), cursor.readTypeDefOrRef());
    case ElementType::GenericInst: {
      cursor.readByte();
      std::string text = tokenText(module.metadata(), cursor.readTypeDefOrRef()) + "<";
      uint32_t count = cursor.readCount();
      for (uint32_t i = 0; i < count; ++i)
        text += (i ? "," : "") + typeText(module, cursor, context, depth + 1);
      return text + ">";
    }
    case ElementType::SzArray: return typeText(module, cursor, context, depth + 1) + "[]";
    case ElementType::Array: {
      std::string text = typeText(module, cursor, context, depth + 1);
      uint32_t rank = cursor.readCompressed();
      for (uint32_t n = cursor.readCount(); n; --n) cursor.readCompressed();
      for (uint32_t n = cursor.readCount(); n; --n) cursor.readCompressedSigned();
      return text + "[" + std::string(rank > 1 && rank <= 32 ? rank - 1 : 0, ',') + "]";
    }
    case ElementType::Ptr: return typeText(module, cursor, context, depth + 1) + "*";
    case ElementType::ByRef: return typeText(module, cursor, context, depth + 1) + "&";
    case ElementType::Var:
    case ElementType::MVar: {
      uint32_t index = cursor.readCompressed();
      std::span<const TypeHandle> args = element == ElementType::Var ? context.classArgs : context.methodArgs;
      if (index < args.size() && args[index] && !args[index].isTypeDesc()) {
        if (const char* text = primitiveName(args[index].elementType())) return text;
        return args[index].toString();
      }
      return (element == ElementType::Var ? "!" : "!!") + std::to_string(index);
    }
    case ElementType::FnPtr: {
      MethodSigHeader head = readMethodHeader(cursor);
      std::string text = "method " + typeText(module, cursor, context, depth + 1) + "(";
      for (uint32_t i = 0; i < head.paramCount; ++i)
        text += (i ? "," : "") + typeText(module, cursor, context, depth + 1);
      return text + ")";
    }
    case ElementType::Sentinel: return "...," + typeText(module, cursor, context, depth + 1);
    case ElementType::Pinned: return typeText(module, cursor, context, depth + 1);
    default: return "?";
  }
}

}  // namespace

std::string typeSigText(const Module& module, SigCursor& cursor, const GenericContext& context) {
  return typeText(module, cursor, context, 0);
}

std::string signatureText(const Module& module, const MethodDesc& method) {
  const Metadata& metadata = module.metadata();
  SigCursor cursor(metadata, metadata.methodDef(method.token.rid()).signature);
  MethodSigHeader head = readMethodHeader(cursor);
  GenericContext context = method.genericContext();
  std::string text = typeText(module, cursor, context, 0) + "(";
  for (uint32_t i = 0; i < head.paramCount; ++i)
    text += (i ? "," : "") + typeText(module, cursor, context, 0);
  return text + ")";
}

}  // namespace minivm
