#include "vm/eh/stack_trace.h"

#include <fmt/format.h>

#include <algorithm>

#include "loader/load_error.h"
#include "loader/names.h"
#include "vm/runtime.h"
#include "vm/types/class_loader.h"

namespace minivm {

namespace {

/// A name of the loader, whose nested types stand after '/', with another separator.
std::string replaced(std::string name, char separator) {
  std::replace(name.begin(), name.end(), '/', separator);
  return name;
}

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

/// How types are written. Short: `List`1&`, as in the traces of exceptions; Full:
/// `System.Collections.Generic.List`1<Int32> ByRef`, as where the VM itself ends the process.
enum class TypeStyle : uint8_t { Short, Full };

std::string definitionName(const Metadata& metadata, Token token, TypeStyle style) {
  if (!metadata.isValid(token)) return {};
  if (token.is(Table::TypeDef)) {
    if (style == TypeStyle::Full) return replaced(typeDefName(metadata, token.rid()), '+');
    return std::string(metadata.string(metadata.typeDef(token.rid()).name));
  }
  if (token.is(Table::TypeRef)) {
    if (style == TypeStyle::Full) return replaced(typeRefName(metadata, token.rid()), '+');
    return std::string(metadata.string(metadata.typeRef(token.rid()).name));
  }
  return {};
}

/// Name of the `index`th generic parameter of a type or method.
std::string_view variableName(const Metadata& metadata, Token owner, uint32_t index) {
  const RowRange rows = metadata.genericParamsOf(owner);
  return index < rows.size() ? metadata.string(metadata.genericParam(rows[index]).name) : std::string_view();
}

/// Name of the next type of the signature of `methodRid`, which is `method` itself or stands for it. From
/// metadata alone: a trace must not load types.
std::string nextTypeName(const MethodDesc& method, uint32_t methodRid, SigCursor& cursor, TypeStyle style,
                         uint32_t depth) {
  const Metadata& metadata = method.methodTable->module->metadata();
  if (depth > kMaxSigDepth) return {};
  cursor.skipModifiers();
  const ElementType element = cursor.readElementType();
  if (const auto primitive = primitiveName(element); !primitive.empty()) {
    const bool isClass = element == ElementType::String || element == ElementType::Object;
    return (style == TypeStyle::Full && isClass ? "System." : "") + std::string(primitive);
  }
  switch (element) {
    case ElementType::Class:
    case ElementType::ValueType: return definitionName(metadata, cursor.readTypeDefOrRef(), style);
    case ElementType::GenericInst: {
      cursor.readByte();
      std::string name = definitionName(metadata, cursor.readTypeDefOrRef(), style);
      std::string arguments;
      for (uint32_t n = cursor.readCount(); n; --n) {
        if (!arguments.empty()) arguments += ", ";
        if (style == TypeStyle::Short) {
          cursor.skipType();
        } else {
          arguments += nextTypeName(method, methodRid, cursor, style, depth + 1);
        }
      }
      return style == TypeStyle::Short ? name : name + "<" + arguments + ">";
    }
    case ElementType::SzArray: return nextTypeName(method, methodRid, cursor, style, depth + 1) + "[]";
    case ElementType::Ptr: return nextTypeName(method, methodRid, cursor, style, depth + 1) + "*";
    case ElementType::ByRef:
      return nextTypeName(method, methodRid, cursor, style, depth + 1) +
             (style == TypeStyle::Full ? " ByRef" : "&");
    case ElementType::Pinned: return nextTypeName(method, methodRid, cursor, style, depth + 1);
    case ElementType::Array: {
      std::string name = nextTypeName(method, methodRid, cursor, style, depth + 1);
      const uint32_t rank = cursor.readCompressed();
      for (uint32_t n = cursor.readCount(); n; --n) cursor.readCompressed();
      for (uint32_t n = cursor.readCount(); n; --n) cursor.readCompressedSigned();
      return name + (rank == 1 ? "[*]" : "[" + std::string(std::min<uint32_t>(rank - 1, 31), ',') + "]");
    }
    case ElementType::Var:
      return std::string(
          variableName(metadata, method.methodTable->eeClass->typeDef, cursor.readCompressed()));
    case ElementType::MVar: {
      const Token owner = Token::make(Table::MethodDef, methodRid);
      return std::string(variableName(metadata, owner, cursor.readCompressed()));
    }
    case ElementType::FnPtr: cursor.skipMethodSig(); return {};  // .NET prints nothing, too
    default: return {};
  }
}

/// Namespace and name of the type that an attribute's constructor belongs to, as `Ns.Name`.
std::string attributeTypeName(const Metadata& metadata, uint32_t customAttributeRid) {
  const Token ctor = metadata.customAttribute(customAttributeRid).type;
  if (!metadata.isValid(ctor)) return {};
  const Token type = ctor.is(Table::MemberRef)
                         ? metadata.memberRef(ctor.rid()).parent
                         : Token::make(Table::TypeDef, metadata.typeOfMethod(ctor.rid()));
  if (!metadata.isValid(type)) return {};
  if (type.is(Table::TypeRef)) return typeRefName(metadata, type.rid());
  if (type.is(Table::TypeDef)) return typeDefName(metadata, type.rid());
  return {};
}

bool hasAttribute(const Metadata& metadata, Token owner, std::string_view attribute) {
  for (uint32_t rid : metadata.customAttributesOf(owner)) {
    if (attributeTypeName(metadata, rid) == attribute) return true;
  }
  return false;
}

/// Does the type itself name this interface? (State machines do; their base is Object.)
bool namesInterface(const Metadata& metadata, uint32_t typeRid, std::string_view interfaceName) {
  for (uint32_t rid : metadata.interfaceImplsOf(typeRid)) {
    const Token type = metadata.interfaceImpl(rid).interface;
    if (!metadata.isValid(type)) continue;
    if (type.is(Table::TypeRef) && typeRefName(metadata, type.rid()) == interfaceName) return true;
    if (type.is(Table::TypeDef) && typeDefName(metadata, type.rid()) == interfaceName) return true;
  }
  return false;
}

/// The type that a [StateMachine(typeof(T))] names: a serialized name (II.23.3) without its assembly, with
/// '+' between nested types as '/', and without escapes.
std::string stateMachineTypeName(const Metadata& metadata, uint32_t customAttributeRid) {
  SigCursor cursor(metadata, metadata.customAttribute(customAttributeRid).value);
  if (cursor.readFixed<uint16_t>() != 1) return {};
  const ByteSpan text = cursor.readBytes(cursor.readCount());
  std::string name;
  for (size_t i = 0; i < text.size() && text[i] != ','; ++i) {
    if (text[i] == '\\' && i + 1 < text.size()) {
      name += static_cast<char>(text[++i]);
    } else {
      name += text[i] == '+' ? '/' : static_cast<char>(text[i]);
    }
  }
  return name;
}

/// What a method of a compiler-generated state machine stands for.
struct StateMachineOrigin {
  uint32_t method = 0;      ///< the method that the programmer wrote; 0: not known
  bool isAsync = false;     ///< the type is an IAsyncStateMachine
  bool isIterator = false;  ///< the trace names both methods: `M()+MoveNext()`
};

StateMachineOrigin originOf(const Metadata& metadata, uint32_t typeRid) {
  StateMachineOrigin origin;
  const Token type = Token::make(Table::TypeDef, typeRid);
  const uint32_t enclosing = metadata.enclosingType(typeRid);
  if (!hasAttribute(metadata, type, "System.Runtime.CompilerServices.CompilerGeneratedAttribute"))
    return origin;
  origin.isAsync = namesInterface(metadata, typeRid, "System.Runtime.CompilerServices.IAsyncStateMachine");
  if (!origin.isAsync && !namesInterface(metadata, typeRid, "System.Collections.IEnumerator")) return origin;
  if (!enclosing) return origin;
  const std::string name = typeDefName(metadata, typeRid);
  for (uint32_t rid : metadata.methodsOf(enclosing)) {
    for (uint32_t attribute : metadata.customAttributesOf(Token::make(Table::MethodDef, rid))) {
      const std::string kind = attributeTypeName(metadata, attribute);
      const bool isIterator = kind == "System.Runtime.CompilerServices.IteratorStateMachineAttribute" ||
                              kind == "System.Runtime.CompilerServices.AsyncIteratorStateMachineAttribute";
      if (!isIterator && kind != "System.Runtime.CompilerServices.AsyncStateMachineAttribute") continue;
      if (stateMachineTypeName(metadata, attribute) != name) continue;
      origin.method = rid;
      origin.isIterator = isIterator;
      return origin;
    }
  }
  return origin;
}

std::string parametersText(const MethodDesc& method, const Metadata& metadata, uint32_t methodRid,
                           TypeStyle style) {
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
    text += nextTypeName(method, methodRid, cursor, style, 0);
    if (style == TypeStyle::Full || names[i].data() == nullptr) continue;  // null: no Param row
    text += ' ';
    text += names[i];
  }
  return text + ")";
}

/// `[T,U]` of a generic method.
std::string variablesText(const Metadata& metadata, uint32_t methodRid) {
  const RowRange variables = metadata.genericParamsOf(Token::make(Table::MethodDef, methodRid));
  if (variables.empty()) return {};
  std::string text = "[";
  for (uint32_t i = 0; i < variables.size(); ++i) {
    if (i) text += ',';
    text += metadata.string(metadata.genericParam(variables[i]).name);
  }
  return text + "]";
}

/// Broken metadata must not turn a report into another failure: the name as messages print it will do.
template <typename F>
std::string orPlainName(MethodDesc* method, F&& text) {
  try {
    return text();
  } catch (const LoadError&) {
    return method->toString();
  }
}

}  // namespace

TraceMethod describeForTrace(MethodDesc* method) {
  TraceMethod result;
  if (method->token.isNil()) {
    result.text = TypeHandle(method->methodTable).toString() + "." + std::string(method->name()) + "()";
    return result;
  }
  const Metadata& metadata = method->methodTable->module->metadata();
  result.text = orPlainName(method, [&] {
    const uint32_t typeRid = method->methodTable->eeClass->typeDef.rid();
    // As in .NET: what asks to be inlined would not be there in optimized code.
    constexpr uint16_t kAggressiveInlining = 0x100;
    constexpr std::string_view kHidden = "System.Diagnostics.StackTraceHiddenAttribute";
    result.isHidden = (method->implAttributes & kAggressiveInlining) != 0 ||
                      hasAttribute(metadata, method->token, kHidden) ||
                      hasAttribute(metadata, method->methodTable->eeClass->typeDef, kHidden);
    const StateMachineOrigin origin = originOf(metadata, typeRid);
    result.isAsync = origin.isAsync;
    const uint32_t shownMethod = origin.method ? origin.method : method->token.rid();
    const uint32_t shownType = origin.method ? metadata.enclosingType(typeRid) : typeRid;
    const std::string type = replaced(typeDefName(metadata, shownType), '.');
    // Methods of the module itself stand without a type (II.10.8).
    std::string text = typeRid == 1 ? std::string() : type + ".";
    text += metadata.string(metadata.methodDef(shownMethod).name);
    text += variablesText(metadata, shownMethod);
    text += parametersText(*method, metadata, shownMethod, TypeStyle::Short);
    if (origin.isIterator) text += "+" + std::string(method->name()) + "()";
    return text;
  });
  return result;
}

std::string fullMethodText(MethodDesc* method) {
  if (method->token.isNil()) return method->toString();
  const Metadata& metadata = method->methodTable->module->metadata();
  return orPlainName(method, [&] {
    const uint32_t typeRid = method->methodTable->eeClass->typeDef.rid();
    return replaced(typeDefName(metadata, typeRid), '+') + "." + std::string(method->name()) +
           variablesText(metadata, method->token.rid()) +
           parametersText(*method, metadata, method->token.rid(), TypeStyle::Full);
  });
}

bool hasTraceRow(const MethodDesc* method) {
  return method->kind != MethodKind::DelegateInvoke;
}

std::optional<SourcePosition> sourcePositionOf(const StackTraceElement& row) {
  if (!row.method || row.method->token.isNil()) return std::nullopt;
  const Module& module = *row.method->methodTable->module;
  if (module.isCoreLib() && !module.runtime().config().traceIlOffsets) return std::nullopt;
  const Pdb* pdb = module.pdb();
  if (!pdb) return std::nullopt;
  return pdb->positionOf(row.method->token.rid(), row.ilOffset);
}

std::string traceLocationText(const StackTraceElement& row, const std::optional<SourcePosition>& position,
                              TraceIlOffsets ilOffsets) {
  if (position) {
    const std::string text = fmt::format(" in {}:line {}", position->file, position->line);
    return ilOffsets == TraceIlOffsets::Always ? text + fmt::format(" [IL 0x{:x}]", row.ilOffset) : text;
  }
  if (ilOffsets == TraceIlOffsets::Never || row.method->token.isNil()) return {};
  const Metadata& metadata = row.method->methodTable->module->metadata();
  return fmt::format(" in {}:token 0x{:x}+0x{:x}", metadata.string(metadata.moduleRow().name),
                     row.method->token.value, row.ilOffset);
}

std::string stackTraceText(std::span<const StackTraceElement> rows, TraceIlOffsets ilOffsets) {
  std::string text;
  for (size_t i = 0; i < rows.size(); ++i) {
    const StackTraceElement& row = rows[i];
    if (!row.method) continue;
    const TraceMethod method = describeForTrace(row.method);
    if (method.isHidden && i + 1 != rows.size()) continue;  // the last row is always shown
    if (!text.empty()) text += '\n';
    text += "   at " + method.text + traceLocationText(row, sourcePositionOf(row), ilOffsets);
    if ((row.flags & kTraceEndsForeign) && !method.isAsync) text += kEndOfForeignTrace;
  }
  return text;
}

}  // namespace minivm
