// Classes and their members (ECMA-335 II.10, II.15-II.18).
#include <algorithm>

#include "loader/ilasm/parser.h"

namespace minivm::ilasm {
namespace {

// II.23.1.15. The words that are not flags themselves (value, enum) are in parseClass.
constexpr FlagWord kClassWords[] = {
    {"private", 0, 7},
    {"public", 1, 7},
    {"interface", 0xA0, 0},
    {"sealed", 0x100, 0},
    {"abstract", 0x80, 0},
    {"auto", 0, 0x18},
    {"sequential", 8, 0x18},
    {"explicit", 0x10, 0x18},
    {"ansi", 0, 0x30000},
    {"unicode", 0x10000, 0x30000},
    {"autochar", 0x20000, 0x30000},
    {"import", 0x1000, 0},
    {"serializable", 0x2000, 0},
    {"beforefieldinit", 0x100000, 0},
    {"specialname", 0x400, 0},
    {"rtspecialname", 0x800, 0},
    {"windowsruntime", 0x4000, 0},
};
constexpr FlagWord kNestedWords[] = {{"public", 2, 7},   {"private", 3, 7},     {"family", 4, 7},
                                     {"assembly", 5, 7}, {"famandassem", 6, 7}, {"famorassem", 7, 7}};
// II.23.1.5
constexpr FlagWord kFieldWords[] = {
    {"privatescope", 0, 7},
    {"private", 1, 7},
    {"famandassem", 2, 7},
    {"assembly", 3, 7},
    {"family", 4, 7},
    {"famorassem", 5, 7},
    {"public", 6, 7},
    {"static", 0x10, 0},
    {"initonly", 0x20, 0},
    {"literal", 0x40, 0},
    {"notserialized", 0x80, 0},
    {"specialname", 0x200, 0},
    {"rtspecialname", 0x400, 0},
};
// II.23.1.10
constexpr FlagWord kMethodWords[] = {
    {"privatescope", 0, 7},
    {"compilercontrolled", 0, 7},
    {"private", 1, 7},
    {"famandassem", 2, 7},
    {"assembly", 3, 7},
    {"family", 4, 7},
    {"famorassem", 5, 7},
    {"public", 6, 7},
    {"static", 0x10, 0},
    {"final", 0x20, 0},
    {"virtual", 0x40, 0},
    {"hidebysig", 0x80, 0},
    {"newslot", 0x100, 0},
    {"strict", 0x200, 0},
    {"abstract", 0x400, 0},
    {"specialname", 0x800, 0},
    {"rtspecialname", 0x1000, 0},
    {"unmanagedexp", 8, 0},
    {"reqsecobj", 0x8000, 0},
};
// II.23.1.11
constexpr FlagWord kImplWords[] = {
    {"cil", 0, 3},
    {"il", 0, 3},
    {"native", 1, 3},
    {"optil", 2, 3},
    {"runtime", 3, 3},
    {"managed", 0, 4},
    {"unmanaged", 4, 4},
    {"forwardref", 0x10, 0},
    {"preservesig", 0x80, 0},
    {"internalcall", 0x1000, 0},
    {"synchronized", 0x20, 0},
    {"noinlining", 8, 0},
    {"aggressiveinlining", 0x100, 0},
    {"nooptimization", 0x40, 0},
    {"aggressiveoptimization", 0x200, 0},
    {"async", 0x2000, 0},
};
// II.23.1.8
constexpr FlagWord kPInvokeWords[] = {
    {"nomangle", 1, 0},         {"ansi", 2, 6},
    {"unicode", 4, 6},          {"autochar", 6, 6},
    {"lasterr", 0x40, 0},       {"winapi", 0x100, 0x700},
    {"cdecl", 0x200, 0x700},    {"stdcall", 0x300, 0x700},
    {"thiscall", 0x400, 0x700}, {"fastcall", 0x500, 0x700},
};
// II.23.1.7
constexpr FlagWord kGenericWords[] = {
    {"class", 4, 0}, {"valuetype", 8, 0}, {".ctor", 0x10, 0}, {"byreflike", 0x20, 0}};

constexpr uint32_t kStatic = 0x10;
constexpr uint32_t kInterface = 0x20;

/// Whether two types are written alike: how a directive says which of a class's interfaces it means.
bool isSameType(const TypePtr& a, const TypePtr& b) {
  if (!a || !b) return a == b;
  if (a->kind != b->kind || a->element != b->element || a->number != b->number ||
      a->variable != b->variable || a->name.key() != b->name.key() || a->bounds.size() != b->bounds.size())
    return false;
  for (size_t i = 0; i < a->bounds.size(); ++i)
    if (a->bounds[i].lower != b->bounds[i].lower || a->bounds[i].size != b->bounds[i].size) return false;
  if (a->signature || b->signature) {
    if (!a->signature || !b->signature || a->signature->header != b->signature->header ||
        !isSameType(a->signature->result.type, b->signature->result.type))
      return false;
    return std::ranges::equal(a->signature->parameters, b->signature->parameters,
                              [](const Parameter& one, const Parameter& other) {
                                return one.isSentinel == other.isSentinel && isSameType(one.type, other.type);
                              });
  }
  return isSameType(a->inner, b->inner) && isSameType(a->modifier, b->modifier) &&
         std::ranges::equal(a->arguments, b->arguments, isSameType);
}

TypePtr coreClass(Position at, const char* nameSpace, const char* name) {
  auto made = std::make_shared<TypeExpr>();
  made->kind = TypeExpr::Kind::Named;
  made->at = at;
  made->name.at = at;
  made->name.scope = Scope::Assembly;
  made->name.path = {std::string(nameSpace) + "." + name};  // an empty scope name: the core library
  return made;
}

}  // namespace

std::vector<GenericParameter> Parser::genericParameters() {
  std::vector<GenericParameter> result;
  expect("<");
  do {
    GenericParameter parameter;
    parameter.at = current_.at;
    uint32_t flags = 0;
    for (;;) {
      if (accept("+"))
        flags |= 1;
      else if (accept("-"))
        flags |= 2;
      else if (accept(".ctor"))
        flags |= 0x10;
      else if (!flagWord(kGenericWords, flags))
        break;
    }
    parameter.flags = static_cast<uint16_t>(flags);
    if (accept("(")) {
      if (!at(")")) {
        do parameter.constraints.push_back(type());
        while (accept(","));
      }
      expect(")");
    }
    parameter.name = dottedName("a generic parameter's name");
    result.push_back(std::move(parameter));
  } while (accept(","));
  expect(">");
  return result;
}

void Parser::parseClass() {
  const Nested level(*this);
  const Position where = current_.at;
  advance();
  uint32_t flags = 0;
  bool isValue = false, isEnum = false;
  for (;;) {
    if (at("value") && !peek().is("{") && !peek().is("extends")) {
      isValue = true;
      advance();
    } else if (at("enum") && !peek().is("{") && !peek().is("extends")) {
      isEnum = true;
      advance();
    } else if (accept("nested")) {
      if (!flagWord(kNestedWords, flags)) fail("an access word after nested");
    } else if (!flagWord(kClassWords, flags)) {
      break;
    }
  }
  std::string full = classNamePart("a class name");
  if (!type_ && !nameSpace_.empty()) full = nameSpace_ + (full.starts_with(kNameBreak) ? "" : ".") + full;
  const std::string key = type_ ? type_->fullName + "/" + full : full;
  auto& siblings = type_ ? type_->nested : program_.types;
  TypeDecl* declared = nullptr;
  const auto known = program_.typesByName.find(key);
  const bool isReopened = known != program_.typesByName.end();
  if (isReopened) {
    declared = known->second;
  } else {
    siblings.push_back(std::make_unique<TypeDecl>());
    declared = siblings.back().get();
    declared->at = where;
    declared->enclosing = type_;
    declared->fullName = key;
    const SplitName parts = splitName(full);
    declared->nameSpace = parts.nameSpace;
    declared->name = parts.name;
    if (type_ && (flags & 7) < 2) flags = (flags & ~7u) | ((flags & 7) ? 2 : 3);
    if (isValue || isEnum) flags |= 0x100;
    declared->flags = flags;
    program_.typesByName.emplace(key, declared);
  }
  TypeDecl* const outer = type_;
  type_ = declared;
  if (at("<")) {
    auto generics = genericParameters();
    if (!isReopened) declared->generics = std::move(generics);
  }
  if (accept("extends")) {
    TypePtr base = type();
    if (!isReopened) declared->extends = base;
  } else if (!isReopened && !(declared->flags & kInterface) && key != "System.Object") {
    declared->extends = isValue  ? coreClass(where, "System", "ValueType")
                        : isEnum ? coreClass(where, "System", "Enum")
                                 : coreClass(where, "System", "Object");
  }
  if (accept("implements")) {
    do {
      TypePtr interface = type();
      if (!isReopened) declared->interfaces.push_back(interface);
    } while (accept(","));
  }
  try {
    expect("{");
    customs_ = &declared->customs;
    declarations(true, [this] { classMember(); });
  } catch (const SyntaxError&) {
    type_ = outer;
    throw;
  }
  type_ = outer;
  customs_ = outer ? &outer->customs : &program_.moduleCustoms;
}

void Parser::classMember() {
  if (current_.kind != Lex::Directive) fail("a member, such as .field or .method, or '}'");
  const std::string word = current_.text;
  if (word == ".custom") return parseCustom();
  customs_ = &type_->customs;
  if (word == ".method") return parseMethod();
  if (word == ".field") return parseField();
  if (word == ".class") return parseClass();
  if (word == ".property") return parseProperty();
  if (word == ".event") return parseEvent();
  if (word == ".override") return parseClassOverride();
  if (word == ".data") return parseData();
  if (word == ".line") return parseLine();
  if (word == ".typedef") return parseTypedef();
  if (word == ".interfaceimpl") return parseInterfaceImpl();
  if (word == ".param") {
    advance();
    return parseGenericParam(type_->generics);
  }
  if (word == ".permissionset" || word == ".permission")
    return parsePermission(type_->permissions, word == ".permissionset");
  if (word == ".pack") {
    advance();
    type_->packing = static_cast<uint16_t>(integerIn("a packing size", 0, 0xFFFF));
  } else if (word == ".size") {
    advance();
    type_->size = integerIn("a size", 0, 0x7FFFFFFF);
  } else if (word == ".language") {
    advance();
    while (current_.kind == Lex::Quoted || at(",")) advance();
  } else if (word == ".export") {
    parseExport();
    customs_ = &type_->customs;
  } else {
    fail("a member, such as .field or .method, or '}'");
  }
}

// `.param type T` and `.param constraint T, Type`: what follows with .custom belongs to it.
void Parser::parseGenericParam(std::vector<GenericParameter>& generics) {
  const bool isConstraint = at("constraint");
  if (!isConstraint && !at("type")) fail("type or constraint");
  advance();
  GenericParameter* found = nullptr;
  if (accept("[")) {
    const uint32_t number = integerIn("a number from 1", 1, 0xFFFF);
    expect("]");
    if (number <= generics.size()) found = &generics[number - 1];
  } else {
    const std::string wanted = current_.text;
    if (const auto place = std::ranges::find(generics, wanted, &GenericParameter::name);
        place != generics.end())
      found = &*place;
    if (!found) fail("the name of a generic parameter");
    advance();
  }
  if (!found) {
    diagnostics_.error(current_.at, "there is no generic parameter of this number");
    throw SyntaxError();
  }
  if (!isConstraint) {
    customs_ = &found->customs;
    return;
  }
  expect(",");
  const TypePtr wanted = type();
  size_t at = 0;
  while (at < found->constraints.size() && !isSameType(found->constraints[at], wanted)) ++at;
  if (at == found->constraints.size()) found->constraints.push_back(wanted);
  found->constraintCustoms.resize(found->constraints.size());
  customs_ = &found->constraintCustoms[at];
}

void Parser::parseInterfaceImpl() {
  advance();
  expect("type");
  const TypePtr wanted = type();
  const auto place = std::ranges::find_if(
      type_->interfaces, [&wanted](const TypePtr& known) { return isSameType(known, wanted); });
  if (place == type_->interfaces.end()) {
    diagnostics_.error(wanted->at, "the class does not implement this type");
    throw SyntaxError();
  }
  customs_ = &type_->interfaceCustoms[static_cast<size_t>(place - type_->interfaces.begin())];
}

void Parser::parseField() {
  auto field = std::make_unique<FieldDecl>();
  field->at = current_.at;
  advance();
  if (at("[") && peek().kind == Lex::Integer) {
    advance();
    field->offset = integerIn("an offset", 0, 0x7FFFFFFF);
    expect("]");
  }
  uint32_t flags = 0;
  for (;;) {
    if (at("marshal") && peek().is("(")) {
      field->marshal = marshalInfo();
      flags |= 0x1000;
    } else if (!flagWord(kFieldWords, flags)) {
      break;
    }
  }
  field->type = type();
  if (at("marshal") && peek().is("(")) {
    field->marshal = marshalInfo();
    flags |= 0x1000;
  }
  field->name = dottedName("a field's name");
  if (accept("at")) {
    field->data = current_.kind == Lex::Integer ? "" : dottedName("the label of a .data");
    if (field->data.empty()) fail("the label of a .data");
    flags |= 0x100;
  } else if (accept("=")) {
    field->constant = fieldInit();
    if (field->constant) flags |= 0x8000;
  }
  if (!type_) flags |= kStatic;  // a global field
  field->flags = static_cast<uint16_t>(flags);
  customs_ = &field->customs;
  (type_ ? type_ : &program_.globals)->fields.push_back(std::move(field));
}

PInvoke Parser::parsePInvoke() {
  PInvoke result;
  uint32_t flags = 0;
  expect("(");
  if (current_.kind == Lex::String) {
    result.module = stringText();
    if (accept("as")) result.entry = stringText();
  }
  for (;;) {
    if (at("bestfit") || at("charmaperror")) {
      const bool isBestFit = at("bestfit");
      advance();
      expect(":");
      if (accept("on"))
        flags |= isBestFit ? 0x10 : 0x1000;
      else if (accept("off"))
        flags |= isBestFit ? 0x20 : 0x2000;
      else
        fail("on or off");
    } else if (at("platformapi")) {
      advance();
      flags |= 0x100;
    } else if (!flagWord(kPInvokeWords, flags)) {
      break;
    }
  }
  expect(")");
  result.flags = static_cast<uint16_t>(flags);
  return result;
}

void Parser::parseMethod() {
  TypeDecl& owner = type_ ? *type_ : program_.globals;
  auto made = std::make_unique<MethodDecl>();
  MethodDecl& method = *made;
  method.at = current_.at;
  method.owner = &owner;
  advance();
  uint32_t flags = 0;
  for (;;) {
    if (at("pinvokeimpl") && peek().is("(")) {
      advance();
      method.pinvoke = parsePInvoke();
      flags |= 0x2000;
    } else if (!flagWord(kMethodWords, flags)) {
      break;
    }
  }
  method.signature.header = callConvention();
  method.signature.result.flags = parameterFlags();
  method.signature.result.at = current_.at;
  method.signature.result.type = type();
  if (at("marshal") && peek().is("(")) {
    method.signature.result.marshal = marshalInfo();
    method.signature.result.flags |= 0x2000;
  }
  method.at = current_.at;
  method.name = methodName();
  if (at("<")) {
    method.generics = genericParameters();
    method.signature.genericCount = static_cast<uint32_t>(method.generics.size());
  }
  method.signature.parameters = parameters();
  uint32_t implFlags = 0;
  while (flagWord(kImplWords, implFlags)) {
  }
  if (!type_) flags |= kStatic;
  if (method.name == ".ctor" || method.name == ".cctor") flags |= 0x1800;
  // II.15.3: what is not static has a this, said or not.
  if (flags & kStatic)
    method.signature.header &= static_cast<uint8_t>(~kSigHasThis);
  else
    method.signature.header |= kSigHasThis;
  if (method.pinvoke && method.pinvoke->module.empty()) flags &= ~0x2000u;
  if (method.pinvoke && method.pinvoke->module.empty()) method.pinvoke.reset();
  method.flags = static_cast<uint16_t>(flags);
  method.implFlags = static_cast<uint16_t>(implFlags);
  owner.methods.push_back(std::move(made));
  if (!at("{")) fail("an implementation flag (cil, managed, …) or '{'");
  parseBody(method);
  customs_ = type_ ? &type_->customs : &program_.moduleCustoms;
}

Customs* Parser::accessorsBody(std::vector<Accessor>& accessors, Customs& customs, bool isProperty) {
  struct Word {
    std::string_view text;
    uint16_t semantics;
    bool ofProperty;
    bool ofEvent;
  };
  constexpr Word kWords[] = {{".set", 1, true, false},       {".get", 2, true, false},
                             {".other", 4, true, true},      {".addon", 8, false, true},
                             {".removeon", 16, false, true}, {".fire", 32, false, true}};
  expect("{");
  customs_ = &customs;
  declarations(true, [&] {
    if (at(".custom")) return parseCustom();
    if (at(".line")) return parseLine();
    const auto word = std::ranges::find(kWords, current_.text, &Word::text);
    if (word == std::end(kWords) || !(isProperty ? word->ofProperty : word->ofEvent))
      fail(isProperty ? ".get, .set, .other, .custom or '}'"
                      : ".addon, .removeon, .fire, .other, .custom or '}'");
    advance();
    accessors.push_back({word->semantics, methodRef()});
  });
  customs_ = &type_->customs;
  return customs_;
}

void Parser::parseProperty() {
  auto property = std::make_unique<PropertyDecl>();
  advance();
  constexpr FlagWord kWords[] = {{"specialname", 0x200, 0}, {"rtspecialname", 0x400, 0}};
  uint32_t flags = 0;
  while (flagWord(kWords, flags)) {
  }
  property->signature.header = callConvention();
  property->signature.result.type = type();
  property->at = current_.at;
  property->name = dottedName("a property's name");
  property->signature.parameters = parameters();
  if (accept("=")) {
    property->constant = fieldInit();
    if (property->constant) flags |= 0x1000;
  }
  property->flags = static_cast<uint16_t>(flags);
  accessorsBody(property->accessors, property->customs, true);
  type_->properties.push_back(std::move(property));
}

void Parser::parseEvent() {
  auto event = std::make_unique<EventDecl>();
  advance();
  constexpr FlagWord kWords[] = {{"specialname", 0x200, 0}, {"rtspecialname", 0x400, 0}};
  uint32_t flags = 0;
  while (flagWord(kWords, flags)) {
  }
  event->flags = static_cast<uint16_t>(flags);
  // One name, however many parts it has, is the event's own.
  const Mark begin = mark();
  const bool hasType = !atName() || (dottedName("a name"), !at("{"));
  returnTo(begin);
  if (hasType) event->type = type();
  event->at = current_.at;
  event->name = dottedName("an event's name");
  accessorsBody(event->accessors, event->customs, false);
  type_->events.push_back(std::move(event));
}

// II.10.3.2: `.override Base::M with instance void C::N()`, or `.override method … with method …`.
void Parser::parseClassOverride() {
  Override made;
  made.at = current_.at;
  advance();
  if (accept("method")) {
    made.declaration = methodRef();
    expect("with");
    expect("method");
    made.body = methodRef();
  } else {
    TypePtr owner = type();
    expect("::");
    const std::string name = methodName();
    expect("with");
    accept("method");
    made.body = methodRef();
    made.declaration = std::make_shared<MethodRef>(*made.body);
    made.declaration->owner = owner;
    made.declaration->name = name;
    made.declaration->arguments.clear();
  }
  type_->overrides.push_back(std::move(made));
}

}  // namespace minivm::ilasm
