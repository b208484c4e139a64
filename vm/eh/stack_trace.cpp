#include "vm/native/stack_trace_text.h"

#include <algorithm>

#include "loader/names.h"
#include "vm/types/class_loader.h"

namespace minivm {

namespace {

std::string_view primitiveName(ElementType type) {
  switch (type) {
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
    case ElementType::String: return "String";
    case ElementType::Object: return "Object";
    case ElementType::TypedByRef: return "TypedReference";
    default: return {};
  }
}

std::string_view simpleName(const Metadata& metadata, Token token) {
  if (token.is(Table::TypeDef)) return metadata.string(metadata.typeDef(token.rid()).name);
  if (token.is(Table::TypeRef)) return metadata.string(metadata.typeRef(token.rid()).name);
  return {};
}

/// Name of the `index`th generic parameter of a type or method.
std::string_view variableName(const Metadata& metadata, Token owner, uint32_t index) {
  const RowRange rows = metadata.genericParamsOf(owner);
  return index < rows.size() ? metadata.string(metadata.genericParam(rows[index]).name) : std::string_view();
}

/// Short name of the next type of a signature, from metadata alone: a trace must not load types.
std::string shortName(const MethodDesc& method, SigCursor& cursor, uint32_t depth) {
  const Metadata& metadata = method.methodTable->module->metadata();
  if (depth > kMaxSigDepth) return {};
  cursor.skipModifiers();
  const ElementType element = cursor.readElementType();
  if (const auto primitive = primitiveName(element); !primitive.empty()) return std::string(primitive);
  switch (element) {
    case ElementType::Class:
    case ElementType::ValueType: return std::string(simpleName(metadata, cursor.readTypeDefOrRef()));
    case ElementType::GenericInst: {
      cursor.readByte();
      std::string name(simpleName(metadata, cursor.readTypeDefOrRef()));
      for (uint32_t n = cursor.readCount(); n; --n) cursor.skipType();
      return name;
    }
    case ElementType::SzArray: return shortName(method, cursor, depth + 1) + "[]";
    case ElementType::Ptr: return shortName(method, cursor, depth + 1) + "*";
    case ElementType::ByRef: return shortName(method, cursor, depth + 1) + "&";
    case ElementType::Pinned: return shortName(method, cursor, depth + 1);
    case ElementType::Array: {
      std::string name = shortName(method, cursor, depth + 1);
      const uint32_t rank = cursor.readCompressed();
      for (uint32_t n = cursor.readCount(); n; --n) cursor.readCompressed();
      for (uint32_t n = cursor.readCount(); n; --n) cursor.readCompressedSigned();
      return name + (rank == 1 ? "[*]" : "[" + std::string(std::min<uint32_t>(rank - 1, 31), ',') + "]");
    }
    case ElementType::Var:
      return std::string(
          variableName(metadata, method.methodTable->eeClass->typeDef, cursor.readCompressed()));
    case ElementType::MVar: return std::string(variableName(metadata, method.token, cursor.readCompressed()));
    case ElementType::FnPtr: cursor.skipMethodSig(); return {};  // .NET prints nothing, too
    default: return {};
  }
}

/// `Ns.Outer.Inner`1` of the definition.
std::string typeText(const MethodDesc& method) {
  if (method.token.isNil()) return TypeHandle(method.methodTable).toString();
  std::string name =
      typeDefName(method.methodTable->module->metadata(), method.methodTable->eeClass->typeDef.rid());
  std::replace(name.begin(), name.end(), '/', '.');
  return name;
}

/// True for compiler-generated state machines: `<Name>d__1`.
bool isStateMachineName(std::string_view name) {
  const size_t end = name.find('>');
  return name.size() > 3 && name[0] == '<' && end != name.npos && end > 1 && name.substr(end + 1, 3) == "d__";
}

std::string parametersText(const MethodDesc& method, const Metadata& metadata, uint32_t methodRid) {
  SigCursor cursor(metadata, metadata.methodDef(methodRid).signature);
  const MethodSigHeader head = readMethodHeader(cursor);
  cursor.skipType();
  std::vector<std::string_view> names(head.paramCount);
  for (uint32_t rid : metadata.paramsOf(methodRid)) {
    const ParamRow row = metadata.param(rid);
    if (row.sequence >= 1 && row.sequence <= names.size())
      names[row.sequence - 1] = metadata.string(row.name);
  }
  std::string text = "(";
  for (uint32_t i = 0; i < head.paramCount; ++i) {
    if (i) text += ", ";
    text += shortName(method, cursor, 0);
    text += ' ';
    text += names[i];
  }
  return text + ")";
}

}  // namespace

std::string traceMethodText(ClassLoader&, MethodDesc* method) {
  std::string text = typeText(*method) + "." + std::string(method->name());
  if (method->token.isNil()) return text + "()";
  const Metadata& metadata = method->methodTable->module->metadata();
  // An iterator or async method is shown as the method that the programmer wrote:
  // `Type.Method(…)+MoveNext()`.
  const uint32_t typeRid = method->methodTable->eeClass->typeDef.rid();
  const std::string_view typeName = metadata.string(metadata.typeDef(typeRid).name);
  if (method->name() == "MoveNext" && isStateMachineName(typeName)) {
    const std::string_view original = typeName.substr(1, typeName.find('>') - 1);
    const uint32_t enclosing = metadata.enclosingType(typeRid);
    if (enclosing) {
      for (uint32_t rid : metadata.methodsOf(enclosing)) {
        if (metadata.string(metadata.methodDef(rid).name) != original) continue;
        std::string owner = typeDefName(metadata, enclosing);
        std::replace(owner.begin(), owner.end(), '/', '.');
        // Async methods resume without the suffix.
        bool isIterator = false;
        for (uint32_t field : metadata.fieldsOf(typeRid))
          isIterator = isIterator || metadata.string(metadata.field(field).name) == "<>2__current";
        return owner + "." + std::string(original) + parametersText(*method, metadata, rid) +
               (isIterator ? "+MoveNext()" : "");
      }
    }
  }
  if (const RowRange variables = metadata.genericParamsOf(method->token); !variables.empty()) {
    text += '[';
    for (uint32_t i = 0; i < variables.size(); ++i)
      text += (i ? "," : "") + std::string(metadata.string(metadata.genericParam(variables[i]).name));
    text += ']';
  }
  return text + parametersText(*method, metadata, method->token.rid());
}

std::string stackTraceText(ClassLoader& loader, std::span<const StackTraceElement> rows) {
  std::string text;
  for (const StackTraceElement& row : rows) {
    // [StackTraceHidden] on the method or its type: throw helpers and the like.
    if (!row.method) continue;
    Module& module = *row.method->methodTable->module;
    if (!row.method->token.isNil() &&
        (loader.hasAttribute(module, row.method->token, "System.Diagnostics", "StackTraceHiddenAttribute") ||
         loader.hasAttribute(module, row.method->methodTable->eeClass->typeDef, "System.Diagnostics",
                             "StackTraceHiddenAttribute"))) {
      continue;
    }
    if (!text.empty()) text += '\n';
    text += "   at " + traceMethodText(loader, row.method);
  }
  return text;
}

}  // namespace minivm
