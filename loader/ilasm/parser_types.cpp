// Types, signatures and references to members (ECMA-335 II.7, II.14, II.15.3).
#include <algorithm>

#include "loader/ilasm/metadata_writer.h"
#include "loader/ilasm/parser.h"

namespace minivm::ilasm {
namespace {

struct PrimitiveWord {
  std::string_view word;
  ElementType type;
};
constexpr PrimitiveWord kPrimitives[] = {
    {"void", ElementType::Void},         {"bool", ElementType::Boolean},
    {"char", ElementType::Char},         {"int8", ElementType::I1},
    {"uint8", ElementType::U1},          {"int16", ElementType::I2},
    {"uint16", ElementType::U2},         {"int32", ElementType::I4},
    {"uint32", ElementType::U4},         {"int64", ElementType::I8},
    {"uint64", ElementType::U8},         {"float32", ElementType::R4},
    {"float64", ElementType::R8},        {"string", ElementType::String},
    {"object", ElementType::Object},     {"typedref", ElementType::TypedByRef},
    {"refany", ElementType::TypedByRef}, {"wchar", ElementType::Char},
};

ElementType unsignedOf(ElementType type) {
  switch (type) {
    case ElementType::I1: return ElementType::U1;
    case ElementType::I2: return ElementType::U2;
    case ElementType::I4: return ElementType::U4;
    case ElementType::I8: return ElementType::U8;
    default: return ElementType::End;
  }
}

}  // namespace

std::optional<uint32_t> Parser::metadataToken() {
  if (!at("mdtoken") || !peek().is("(")) return std::nullopt;
  advance();
  advance();
  const uint32_t token = integerIn("a token", 0, 0xFFFFFFFF);
  expect(")");
  return token;
}

ClassName Parser::className() {
  ClassName result;
  result.at = current_.at;
  if (auto token = metadataToken()) {
    result.token = token;
    return result;
  }
  if (current_.is(".this") || current_.is(".nester") || current_.is(".base")) {
    const TypeDecl* from = type_;
    if (!from) fail("a class name; there is no class around");
    if (current_.is(".nester")) from = from->enclosing;
    if (!from) fail("a class name; the class is not nested");
    if (current_.is(".base")) {
      if (!from->extends || from->extends->kind != TypeExpr::Kind::Named)
        fail("a class name; the class names no plain base");
      result = from->extends->name;
    } else {
      for (const TypeDecl* outer = from; outer; outer = outer->enclosing) {
        const size_t above = outer->enclosing ? outer->enclosing->fullName.size() + 1 : 0;
        result.path.insert(result.path.begin(), outer->fullName.substr(above));
      }
    }
    advance();
    return result;
  }
  if (accept("[")) {
    if (accept(".module")) {
      result.scope = Scope::Module;
      result.scopeName = dottedName("a module's name");
    } else if (accept("*")) {
      result.scope = Scope::Here;
    } else {
      result.scope = Scope::Assembly;
      result.scopeName = dottedName("an assembly's name");
    }
    expect("]");
    if (at("::")) return result;  // global members of a module
  }
  result.path.push_back(classNamePart("a class name"));
  while (accept("/")) result.path.push_back(classNamePart("a nested class's name"));
  return result;
}

// One of each: nothing about them depends on where they stand.
TypePtr Parser::primitive(ElementType element) {
  TypePtr& known = primitives_[static_cast<size_t>(element)];
  if (!known) {
    auto made = std::make_shared<TypeExpr>();
    made->element = element;
    known = std::move(made);
  }
  return known;
}

TypePtr Parser::baseType() {
  if (atWord())
    if (const auto found = std::ranges::find(kPrimitives, current_.text, &PrimitiveWord::word);
        found != std::end(kPrimitives) && !peek().is("/")) {
      advance();
      return primitive(found->type);
    }
  auto made = std::make_shared<TypeExpr>();
  made->at = current_.at;
  if (accept("!")) {
    made->kind = TypeExpr::Kind::Variable;
    made->element = accept("!") ? ElementType::MVar : ElementType::Var;
    if (current_.kind == Lex::Integer)
      made->number = integerIn("a number", 0, 0xFFFF);
    else
      made->variable = dottedName("a generic parameter's name or number");
    return made;
  }
  if (atWord() && !peek().is("/")) {
    if (at("unsigned")) {
      advance();
      const auto found = std::ranges::find(kPrimitives, current_.text, &PrimitiveWord::word);
      const ElementType element = found == std::end(kPrimitives) ? ElementType::End : unsignedOf(found->type);
      if (element == ElementType::End) fail("int8, int16, int32 or int64");
      advance();
      return primitive(element);
    }
    if (at("native")) {
      advance();
      if (accept("int")) return primitive(ElementType::I);
      if (accept("uint")) return primitive(ElementType::U);
      if (accept("float")) return primitive(ElementType::R8);
      if (accept("unsigned")) {
        expect("int");
        return primitive(ElementType::U);
      }
      fail("int, uint or unsigned int");
    }
    if (at("method")) {
      advance();
      made->kind = TypeExpr::Kind::Function;
      auto signature = std::make_shared<Signature>();
      signature->header = callConvention();
      signature->result.type = type(true);
      expect("*");
      signature->parameters = parameters();
      made->signature = signature;
      return made;
    }
    if (at("class") || at("valuetype") || at("value")) {
      made->element = at("class") ? ElementType::Class : ElementType::ValueType;
      if (accept("value"))
        expect("class");
      else
        advance();
      made->kind = TypeExpr::Kind::Named;
      made->name = className();
      return made;
    }
  }
  if (const Alias* known = alias(); known && known->type) {
    advance();
    return std::make_shared<TypeExpr>(*known->type);
  }
  if (atName() || at("[") || at(".this") || at(".base") || at(".nester")) {
    made->kind = TypeExpr::Kind::Named;
    made->name = className();
    return made;
  }
  fail("a type");
}

// `[` continues a type only before `]`, a number, `,` or `...`; otherwise it opens the scope of a name.
bool Parser::atArraySuffix() const {
  if (!at("[")) return false;
  const Lexeme next = peek();
  return next.kind == Lex::Integer || next.is("]") || next.is(",") || next.is("...");
}

TypePtr Parser::arrayOf(TypePtr element) {
  auto made = std::make_shared<TypeExpr>();
  made->at = current_.at;
  made->inner = std::move(element);
  expect("[");
  if (accept("]")) {
    made->kind = TypeExpr::Kind::Wrapped;
    made->element = ElementType::SzArray;
    return made;
  }
  made->kind = TypeExpr::Kind::Array;
  do {
    Bound bound;
    if (current_.kind == Lex::Integer) {
      const auto first = static_cast<int32_t>(integerIn("a bound", INT32_MIN, INT32_MAX));
      if (accept("...")) {
        bound.lower = first;
        if (current_.kind == Lex::Integer)
          bound.size = static_cast<int32_t>(integerIn("a bound", INT32_MIN, INT32_MAX)) - first + 1;
      } else {
        bound.lower = 0;
        bound.size = first;
      }
    } else {
      accept("...");
    }
    made->bounds.push_back(bound);
  } while (accept(","));
  expect("]");
  return made;
}

TypePtr Parser::type(bool inFunctionPointer) {
  const Nested level(*this);
  uint32_t suffixes = 0;
  TypePtr result = baseType();
  auto wrap = [&](ElementType element) {
    auto made = std::make_shared<TypeExpr>();
    made->kind = TypeExpr::Kind::Wrapped;
    made->at = current_.at;
    made->element = element;
    made->inner = result;
    result = made;
    advance();
  };
  for (;;) {
    if (++suffixes > kMaxNesting) fail("less nesting than 100 levels");
    if (atArraySuffix()) {
      result = arrayOf(result);
    } else if (at("&")) {
      wrap(ElementType::ByRef);
    } else if (at("*")) {
      if (inFunctionPointer && peek().is("(")) return result;
      wrap(ElementType::Ptr);
    } else if (at("pinned")) {
      wrap(ElementType::Pinned);
    } else if ((at("modreq") || at("modopt")) && peek().is("(")) {
      auto made = std::make_shared<TypeExpr>();
      made->kind = TypeExpr::Kind::Modified;
      made->at = current_.at;
      made->element = at("modreq") ? ElementType::CModReqd : ElementType::CModOpt;
      advance();
      advance();
      made->modifier = type();
      expect(")");
      made->inner = result;
      result = made;
    } else if (at("<") && result->kind == TypeExpr::Kind::Named) {
      auto made = std::make_shared<TypeExpr>();
      made->kind = TypeExpr::Kind::Instance;
      made->at = result->at;
      made->arguments = typeArguments();
      made->inner = result;
      result = made;
    } else {
      return result;
    }
  }
}

std::vector<TypePtr> Parser::typeArguments() {
  std::vector<TypePtr> arguments;
  expect("<");
  do arguments.push_back(type());
  while (accept(","));
  expect(">");
  return arguments;
}

uint8_t Parser::callConvention() {
  uint8_t header = 0;
  for (;;) {
    if (accept("instance"))
      header |= kSigHasThis;
    else if (accept("explicit"))
      header |= kSigExplicitThis;
    else if (accept("default"))
      header = static_cast<uint8_t>(header & ~kSigKindMask);
    else if (accept("vararg"))
      header = static_cast<uint8_t>((header & ~kSigKindMask) | kSigVarArg);
    else if (at("callconv") && peek().is("(")) {
      advance();
      advance();
      header = static_cast<uint8_t>(integerIn("a calling convention", 0, 255));
      expect(")");
    } else if (accept("unmanaged")) {
      uint8_t kind = kSigUnmanaged;
      if (accept("cdecl"))
        kind = kSigC;
      else if (accept("stdcall"))
        kind = kSigStdCall;
      else if (accept("thiscall"))
        kind = kSigThisCall;
      else if (accept("fastcall"))
        kind = kSigFastCall;
      header = static_cast<uint8_t>((header & ~kSigKindMask) | kind);
    } else {
      return header;
    }
  }
}

uint16_t Parser::parameterFlags() {
  uint16_t flags = 0;
  while (at("[")) {
    const Lexeme next = peek();
    if (next.is("in"))
      flags |= 1;
    else if (next.is("out"))
      flags |= 2;
    else if (next.is("opt"))
      flags |= 0x10;
    else if (next.kind == Lex::Integer)
      flags |= static_cast<uint16_t>(next.integer);
    else
      break;
    Lexer copy = lexer_;
    copy.next();
    if (!copy.next().is("]")) break;
    advance();
    advance();
    expect("]");
  }
  return flags;
}

std::vector<Parameter> Parser::parameters() {
  std::vector<Parameter> result;
  expect("(");
  if (accept(")")) return result;
  do {
    Parameter parameter;
    parameter.at = current_.at;
    if (accept("...")) {
      parameter.isSentinel = true;
    } else {
      parameter.flags = parameterFlags();
      parameter.type = type();
      if (at("marshal") && peek().is("(")) {
        parameter.marshal = marshalInfo();
        parameter.flags |= 0x2000;
      }
      if (atName()) parameter.name = dottedName("a parameter's name");
    }
    result.push_back(std::move(parameter));
  } while (accept(","));
  expect(")");
  return result;
}

Signature Parser::signatureAfterConvention(uint8_t header) {
  Signature signature;
  signature.header = header;
  signature.result.at = current_.at;
  signature.result.type = type();
  signature.parameters = parameters();
  return signature;
}

std::string Parser::methodName() {
  if (at(".ctor") || at(".cctor")) {
    std::string text = current_.text;
    advance();
    return text;
  }
  return dottedName("a method's name");
}

// An owner is there if its name is followed by `::`; only a look ahead can tell `f(…)` from `C::f(…)`.
TypePtr Parser::ownerAndColons() {
  if (at(".ctor") || at(".cctor")) return nullptr;
  const Mark begin = mark();
  if (atName() && !at("class") && !at("valuetype")) {
    dottedName("a name");
    const bool isOwner = at("::") || at("/") || at("<") || atArraySuffix();
    const bool isGeneric = at("<");
    returnTo(begin);
    const bool isPrimitive =
        std::ranges::find(kPrimitives, current_.text, &PrimitiveWord::word) != std::end(kPrimitives);
    if (!isOwner && !(atWord() && (isPrimitive || at("native") || at("unsigned") || at("value") ||
                                   at("method") || at("mdtoken"))))
      return nullptr;
    if (isGeneric) {  // `f<int32>(…)` or `List`1<int32>::f(…)`
      Lexer scan = lexer_;
      int open = 0;
      bool seen = false;
      for (Lexeme next = current_; next.kind != Lex::End; next = scan.next()) {
        if (next.is("<")) ++open, seen = true;
        if (next.is(">")) --open;
        if (next.is("(") && open == 0) return nullptr;
        if (next.is("::") && open == 0) break;
        if (seen && open < 0) break;
      }
    }
  }
  TypePtr owner = type();
  expect("::");
  return owner;
}

std::shared_ptr<MethodRef> Parser::methodRef() {
  auto result = std::make_shared<MethodRef>();
  result->at = current_.at;
  if (auto token = metadataToken()) {
    result->token = token;
    return result;
  }
  if (const Alias* known = alias(); known && known->method) {
    advance();
    return known->method;
  }
  result->signature.header = callConvention();
  result->signature.result.at = current_.at;
  result->signature.result.type = type();
  if (at("marshal") && peek().is("(")) marshalInfo();
  result->at = current_.at;
  result->owner = ownerAndColons();
  result->name = methodName();
  if (at("<")) {
    if (peek().is("[")) {  // the number of parameters alone
      advance();
      advance();
      result->signature.genericCount = integerIn("a number of generic parameters", 1, 0xFFFF);
      expect("]");
      expect(">");
    } else {
      result->arguments = typeArguments();
      result->signature.genericCount = static_cast<uint32_t>(result->arguments.size());
    }
  }
  result->signature.parameters = parameters();
  return result;
}

std::shared_ptr<FieldRef> Parser::fieldRef() {
  auto result = std::make_shared<FieldRef>();
  result->at = current_.at;
  if (auto token = metadataToken()) {
    result->token = token;
    return result;
  }
  if (const Alias* known = alias(); known && known->field) {
    advance();
    return known->field;
  }
  result->type = type();
  result->at = current_.at;
  result->owner = ownerAndColons();
  result->name = dottedName("a field's name");
  return result;
}

}  // namespace minivm::ilasm
