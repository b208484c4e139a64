// Names to tokens, types and signatures to blobs (ECMA-335 II.23.2).
#include <algorithm>

#include "loader/ilasm/writer.h"

namespace minivm::ilasm {
namespace {

/// The first that a program refers to decides.
constexpr std::string_view kCoreLibraries[] = {"System.Private.CoreLib", "System.Runtime", "mscorlib",
                                               "netstandard"};

/// Classes of the core library that signatures must name by element type (II.23.2.16).
struct ShortForm {
  std::string_view name;
  ElementType type;
};
constexpr ShortForm kShortForms[] = {
    {"System.Void", ElementType::Void},     {"System.Boolean", ElementType::Boolean},
    {"System.Char", ElementType::Char},     {"System.SByte", ElementType::I1},
    {"System.Byte", ElementType::U1},       {"System.Int16", ElementType::I2},
    {"System.UInt16", ElementType::U2},     {"System.Int32", ElementType::I4},
    {"System.UInt32", ElementType::U4},     {"System.Int64", ElementType::I8},
    {"System.UInt64", ElementType::U8},     {"System.Single", ElementType::R4},
    {"System.Double", ElementType::R8},     {"System.String", ElementType::String},
    {"System.Object", ElementType::Object}, {"System.IntPtr", ElementType::I},
    {"System.UIntPtr", ElementType::U},     {"System.TypedReference", ElementType::TypedByRef},
};

void put(Bytes& out, ElementType element) {
  out.push_back(static_cast<uint8_t>(element));
}

}  // namespace

// Other disassemblers write hidden members (privatescope) as `name$PST06000001`, so that they differ.
std::string_view Writer::bareName(std::string_view name) {
  constexpr size_t kSuffix = 12;
  if (name.size() <= kSuffix) return name;
  const std::string_view suffix = name.substr(name.size() - kSuffix);
  const bool isToken = suffix.starts_with("$PST") &&
                       suffix.find_first_not_of("0123456789ABCDEFabcdef", 4) == std::string_view::npos;
  return isToken ? name.substr(0, name.size() - kSuffix) : name;
}

// The one that a program declares decides what `object` derives from; without any it is mscorlib.
const std::string& Writer::coreLibraryAlias() {
  if (!coreLibrary_.empty()) return coreLibrary_;
  for (std::string_view known : kCoreLibraries) {
    if (program_.assembly && program_.assembly->name == known) return coreLibrary_ = known;
    for (const AssemblyDecl& reference : program_.references)
      if (reference.name == known) return coreLibrary_ = reference.alias;
  }
  return coreLibrary_ = "mscorlib";
}

bool Writer::isCoreLibrary(const ClassName& name) const {
  auto isKnown = [](std::string_view text) {
    return std::ranges::find(kCoreLibraries, text) != std::end(kCoreLibraries);
  };
  if (name.scope == Scope::Here) {
    if (program_.assembly && isKnown(program_.assembly->name)) return true;
    return !name.path.empty() && name.path[0].starts_with("System.") && !findType(name);
  }
  if (name.scope == Scope::Module) return false;
  for (const AssemblyDecl& reference : program_.references)
    if (reference.alias == name.scopeName) return isKnown(reference.name);
  return name.scopeName.empty() || isKnown(name.scopeName);
}

Token Writer::assemblyRef(const std::string& alias, Position at) {
  if (auto found = assemblyRefs_.find(alias); found != assemblyRefs_.end()) return found->second;
  // ilasm allows it, too: the reference is made up from the name alone.
  if (alias != coreLibrary_)
    diagnostics_.warning(at,
                         "assembly " + alias + " is not declared with .assembly extern; any version will do");
  AssemblyRefRow row;
  row.name = md_.string(alias);
  if (alias == "mscorlib") {
    row.majorVersion = 4;
    row.publicKeyOrToken = md_.blob(Bytes{0xB7, 0x7A, 0x5C, 0x56, 0x19, 0x34, 0xE0, 0x89});
  }
  return assemblyRefs_[alias] = Token::make(Table::AssemblyRef, md_.add(row));
}

Token Writer::moduleRef(const std::string& name) {
  auto [place, isNew] = moduleRefs_.try_emplace(name);
  if (isNew) place->second = Token::make(Table::ModuleRef, md_.add(ModuleRefRow{md_.string(name)}));
  return place->second;
}

TypeDecl* Writer::findType(const ClassName& name) const {
  const bool isOwn =
      name.scope == Scope::Here ||
      (name.scope == Scope::Assembly && program_.assembly && name.scopeName == program_.assembly->name) ||
      (name.scope == Scope::Module && name.scopeName == program_.moduleName);
  if (!isOwn) return nullptr;
  std::string key;
  for (const std::string& part : name.path) key += (key.empty() ? "" : "/") + part;
  if (key == "<Module>") return &program_.globals;
  const auto found = program_.typesByName.find(key);
  return found == program_.typesByName.end() ? nullptr : found->second;
}

Token Writer::classToken(const ClassName& given) {
  if (given.token) return Token(*given.token);
  ClassName name = given;
  if (name.scope == Scope::Assembly && name.scopeName.empty()) name.scopeName = coreLibraryAlias();
  if (const TypeDecl* type = findType(name)) return Token::make(Table::TypeDef, type->rid);
  const bool isOldStyle =
      name.scope == Scope::Here && !name.path.empty() && name.path[0].starts_with("System.");
  if (isOldStyle && !(program_.assembly && program_.assembly->name == coreLibraryAlias())) {
    // Early assemblers took classes of System from the core library unasked, and sources from then live on.
    name.scope = Scope::Assembly;
    name.scopeName = coreLibraryAlias();
    if (!warnedOfSystem_)
      diagnostics_.warning(name.at,
                           "class " + given.text() +
                               " is not declared; classes of System without [assembly] are taken from " +
                               name.scopeName);
    warnedOfSystem_ = true;
  }
  if (name.scope == Scope::Here && !name.path.empty() && exports_.contains(name.path[0])) {
    // II.22.38: a class without a scope is looked up in ExportedType.
    return typeRef({}, name.path);
  }
  if (name.scope == Scope::Here) {
    error(name.at, "class " + name.text() + " is not declared; a class of another assembly needs [assembly]");
    return {};
  }
  if (name.path.empty()) {
    error(name.at, "a class name is missing behind " + name.text());
    return {};
  }
  Token scope;
  if (name.scope == Scope::Module) {
    scope = moduleRef(name.scopeName);
  } else if (program_.assembly && name.scopeName == program_.assembly->name &&
             !assemblyRefs_.contains(name.scopeName)) {
    error(name.at, "class " + name.text() + " is not declared in this assembly");
    return {};
  } else {
    scope = assemblyRef(name.scopeName, name.at);
  }
  return typeRef(scope, name.path);
}

// Rows for a class and those around it, outermost first.
Token Writer::typeRef(Token scope, const std::vector<std::string>& path) {
  for (const std::string& part : path) {
    auto [place, isNew] = typeRefs_.try_emplace({scope.value, part});
    if (isNew) {
      const SplitName parts = splitName(part);
      TypeRefRow row;
      row.resolutionScope = scope;
      row.name = md_.string(parts.name);
      row.nameSpace = md_.string(parts.nameSpace);
      place->second = Token::make(Table::TypeRef, md_.add(row));
    }
    scope = place->second;
  }
  return scope;
}

Token Writer::typeToken(const TypePtr& type, const Context& context) {
  if (!type) return {};
  if (type->kind == TypeExpr::Kind::Named) return classToken(type->name);
  Bytes bytes;
  encodeType(bytes, *type, context);
  const BlobIdx blob = md_.blob(bytes);
  auto [place, isNew] = typeSpecs_.try_emplace(blob.value);
  if (isNew) place->second = Token::make(Table::TypeSpec, md_.add(TypeSpecRow{blob}));
  return place->second;
}

void Writer::encodeClass(Bytes& out, const TypeExpr& type) {
  ElementType element = type.element;
  if (type.name.path.size() == 1 && !type.name.token && isCoreLibrary(type.name)) {
    const auto shortForm = std::ranges::find(kShortForms, type.name.path[0], &ShortForm::name);
    if (shortForm != std::end(kShortForms)) return put(out, shortForm->type);
  }
  const Token token = classToken(type.name);
  if (element == ElementType::End) {
    // A bare name says not which; a class of this file knows, by what it extends.
    element = ElementType::Class;
    if (const TypeDecl* own = findType(type.name);
        own && own->extends && own->extends->kind == TypeExpr::Kind::Named) {
      const ClassName& base = own->extends->name;
      if (isCoreLibrary(base) && base.path.size() == 1 &&
          (base.path[0] == "System.ValueType" || base.path[0] == "System.Enum") &&
          own->fullName != "System.Enum")
        element = ElementType::ValueType;
    }
  }
  put(out, element);
  putCompressed(out, encodeCoded(CodedSet::TypeDefOrRef, token));
}

void Writer::encodeVariable(Bytes& out, const TypeExpr& type, const Context& context) {
  uint32_t number = type.number;
  if (!type.variable.empty()) {
    const std::vector<GenericParameter>* generics = nullptr;
    if (type.element == ElementType::MVar && context.method) generics = &context.method->generics;
    if (type.element == ElementType::Var && context.type) generics = &context.type->generics;
    const auto found = generics ? std::ranges::find(*generics, type.variable, &GenericParameter::name)
                                : std::vector<GenericParameter>::const_iterator{};
    if (!generics || found == generics->end()) {
      error(type.at, "there is no generic parameter " + type.variable);
      return put(out, ElementType::Object);
    }
    number = static_cast<uint32_t>(found - generics->begin());
  }
  put(out, type.element);
  putCompressed(out, number);
}

void Writer::encodeType(Bytes& out, const TypeExpr& type, const Context& context) {
  switch (type.kind) {
    case TypeExpr::Kind::Primitive: return put(out, type.element);
    case TypeExpr::Kind::Named: return encodeClass(out, type);
    case TypeExpr::Kind::Variable: return encodeVariable(out, type, context);
    case TypeExpr::Kind::Wrapped: put(out, type.element); return encodeType(out, *type.inner, context);
    case TypeExpr::Kind::Modified:
      put(out, type.element);
      putCompressed(out, encodeCoded(CodedSet::TypeDefOrRef, typeToken(type.modifier, context)));
      return encodeType(out, *type.inner, context);
    case TypeExpr::Kind::Function:
      put(out, ElementType::FnPtr);
      return encodeSignature(out, *type.signature, context);
    case TypeExpr::Kind::Instance: {
      put(out, ElementType::GenericInst);
      const TypeExpr& generic = *type.inner;
      TypeExpr definition = generic;
      if (definition.element == ElementType::End) {
        encodeClass(out, definition);
      } else {
        put(out, definition.element);
        putCompressed(out, encodeCoded(CodedSet::TypeDefOrRef, classToken(definition.name)));
      }
      putCompressed(out, static_cast<uint32_t>(type.arguments.size()));
      for (const TypePtr& argument : type.arguments) encodeType(out, *argument, context);
      return;
    }
    case TypeExpr::Kind::Array: {
      put(out, ElementType::Array);
      encodeType(out, *type.inner, context);
      putCompressed(out, static_cast<uint32_t>(type.bounds.size()));
      size_t sizes = 0, lowers = 0;
      while (sizes < type.bounds.size() && type.bounds[sizes].size) ++sizes;
      while (lowers < type.bounds.size() && type.bounds[lowers].lower) ++lowers;
      putCompressed(out, static_cast<uint32_t>(sizes));
      for (size_t i = 0; i < sizes; ++i) putCompressed(out, static_cast<uint32_t>(*type.bounds[i].size));
      putCompressed(out, static_cast<uint32_t>(lowers));
      for (size_t i = 0; i < lowers; ++i) putCompressedSigned(out, *type.bounds[i].lower);
      return;
    }
  }
}

void Writer::encodeSignature(Bytes& out, const Signature& signature, const Context& context,
                             bool withSentinel) {
  uint8_t header = signature.header;
  if (signature.genericCount) header |= kSigGeneric;
  out.push_back(header);
  if (signature.genericCount) putCompressed(out, signature.genericCount);
  uint32_t count = 0;
  for (const Parameter& parameter : signature.parameters) {
    if (parameter.isSentinel) {
      if (!withSentinel) break;
      continue;
    }
    ++count;
  }
  putCompressed(out, count);
  encodeType(out, *signature.result.type, context);
  for (const Parameter& parameter : signature.parameters) {
    if (parameter.isSentinel && !withSentinel) break;
    if (parameter.isSentinel) {
      // A trailing sentinel stands before nothing and is not written (II.23.2.2).
      if (&parameter != &signature.parameters.back()) put(out, ElementType::Sentinel);
    } else {
      encodeType(out, *parameter.type, context);
    }
  }
}

BlobIdx Writer::methodSignature(const Signature& signature, const Context& context) {
  Bytes bytes;
  encodeSignature(bytes, signature, context);
  return md_.blob(bytes);
}

Token Writer::memberParent(const TypePtr& owner, const Context& context) {
  if (!owner) return Token::make(Table::TypeDef, 1);
  if (owner->kind == TypeExpr::Kind::Named && owner->name.path.empty() && !owner->name.token) {
    if (owner->name.scope == Scope::Module) return moduleRef(owner->name.scopeName);
  }
  return typeToken(owner, context);
}

// A method of this file is its row, unless it is called with more arguments than it declares (II.22.25).
Token Writer::methodToken(const MethodRef& method, const Context& context, bool asDefOrRef) {
  if (method.token) return Token(*method.token);
  const Token parent = memberParent(method.owner, context);
  if (parent.isNil()) return {};
  Bytes bytes;
  encodeSignature(bytes, method.signature, context);
  Token result;
  const bool hasSentinel = std::ranges::any_of(method.signature.parameters, &Parameter::isSentinel);
  Token actualParent = parent;
  if (parent.is(Table::TypeDef)) {
    Bytes fixed = bytes;
    if (hasSentinel) {
      fixed.clear();
      encodeSignature(fixed, method.signature, context, false);
    }
    const auto found = methodsBySignature_.find({parent.rid(), method.name, std::move(fixed)});
    if (found != methodsBySignature_.end()) {
      const Token definition = Token::make(Table::MethodDef, found->second);
      if (hasSentinel)
        actualParent = definition;
      else
        result = definition;
    } else if (parent.rid() == 1) {
      error(method.at, "there is no global method " + method.name + " of this signature");
      return {};
    }
  }
  if (result.isNil()) {
    auto [place, isNew] = memberRefs_.try_emplace({actualParent.value, method.name, md_.blob(bytes).value});
    if (isNew) {
      MemberRefRow row;
      row.parent = actualParent;
      row.name = md_.string(bareName(method.name));
      row.signature = md_.blob(bytes);
      place->second = Token::make(Table::MemberRef, md_.add(row));
    }
    result = place->second;
  }
  if (method.arguments.empty() || asDefOrRef) return result;
  Bytes instantiation = {kSigGenericInst};
  putCompressed(instantiation, static_cast<uint32_t>(method.arguments.size()));
  for (const TypePtr& argument : method.arguments) encodeType(instantiation, *argument, context);
  const BlobIdx blob = md_.blob(instantiation);
  auto [place, isNew] = methodSpecs_.try_emplace({result.value, blob.value});
  if (isNew) place->second = Token::make(Table::MethodSpec, md_.add(MethodSpecRow{result, blob}));
  return place->second;
}

Token Writer::fieldToken(const FieldRef& field, const Context& context) {
  if (field.token) return Token(*field.token);
  const Token parent = memberParent(field.owner, context);
  if (parent.isNil()) return {};
  Bytes bytes = {kSigField};
  encodeType(bytes, *field.type, context);
  if (parent.is(Table::TypeDef)) {
    const auto found = fieldsBySignature_.find({parent.rid(), field.name, bytes});
    if (found != fieldsBySignature_.end()) return Token::make(Table::Field, found->second);
    if (parent.rid() == 1) {
      error(field.at, "there is no global field " + field.name + " of this type");
      return {};
    }
  }
  auto [place, isNew] = memberRefs_.try_emplace({parent.value, field.name, md_.blob(bytes).value});
  if (isNew) {
    MemberRefRow row;
    row.parent = parent;
    row.name = md_.string(bareName(field.name));
    row.signature = md_.blob(bytes);
    place->second = Token::make(Table::MemberRef, md_.add(row));
  }
  return place->second;
}

// As Type.AssemblyQualifiedName, `+` between nested classes; without an assembly for classes of this one.
std::string Writer::serializedTypeName(const ClassName& name) {
  std::string text;
  for (const std::string& part : name.path)
    text += (text.empty() ? "" : "+") + shownName(part.starts_with(kNameBreak) ? part.substr(1) : part);
  if (name.scope != Scope::Assembly || findType(name)) return text;
  for (const AssemblyDecl& reference : program_.references) {
    if (reference.alias != name.scopeName) continue;
    text += ", " + reference.name + ", Version=";
    for (int i = 0; i < 4; ++i) text += (i ? "." : "") + std::to_string(reference.version[i]);
    text += ", Culture=" + (reference.culture.empty() ? "neutral" : reference.culture) + ", PublicKeyToken=";
    if (reference.publicKey.empty() || (reference.flags & 1)) return text + "null";
    for (uint8_t byte : reference.publicKey) {
      constexpr char kHex[] = "0123456789abcdef";
      text += kHex[byte >> 4];
      text += kHex[byte & 15];
    }
    return text;
  }
  return text + ", " + name.scopeName;
}

}  // namespace minivm::ilasm
