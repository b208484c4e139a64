#include "loader/ildasm/references.h"

#include <algorithm>
#include <map>

#include "loader/element_names.h"
#include "loader/load_error.h"

namespace minivm::ildasm {
namespace {

// A TypeSpec may name TypeSpecs, and heaps may be one endless name: texts have a limit that no program comes
// near.
constexpr uint32_t kMaxTypes = 20000;
constexpr size_t kMaxBytes = 1 << 20;
constexpr uint32_t kMaxNesting = 64;

std::string tokenText(Token token) {
  return "mdtoken(" + hex(token.value, 8) + ")";
}

}  // namespace

References::References(const Metadata& metadata, const Spelling& spelling)
    : metadata_(metadata), spelling_(spelling) {
  typeDefs_.resize(metadata.rows(Table::TypeDef) + 1);
  typeRefs_.resize(metadata.rows(Table::TypeRef) + 1);
  std::vector<std::string> taken;
  if (metadata.hasAssembly()) taken.emplace_back(metadata.string(metadata.assemblyRow().name));
  for (uint32_t rid = 1; rid <= metadata.rows(Table::AssemblyRef); ++rid) {
    const std::string name(metadata.string(metadata.assemblyRef(rid).name));
    std::string alias = name;
    for (uint32_t n = 1; std::ranges::find(taken, alias) != taken.end(); ++n)
      alias = name + "_" + std::to_string(n);
    taken.push_back(alias);
    aliases_.push_back(alias);
  }
}

void References::spend(const std::string& out) {
  if (budget_ == 0 || out.size() > kMaxBytes)
    metadata_.fail(LoadErrorKind::BadSignature, "a type is too large to be written");
  --budget_;
}

const std::string& References::typeDef(uint32_t rid) {
  const TypeDefRow row = metadata_.typeDef(rid);  // checks the row number
  std::string& known = typeDefs_[rid];
  if (!known.empty()) return known;
  std::string text;
  uint32_t level = 0;
  for (uint32_t at = rid; at != 0; at = metadata_.enclosingType(at)) {
    if (++level > kMaxNesting)
      metadata_.fail(LoadErrorKind::BadCell, "types nest too deeply or in a cycle", Table::TypeDef, rid);
    const TypeDefRow outer = at == rid ? row : metadata_.typeDef(at);
    std::string part = spelling_.className(metadata_.string(outer.nameSpace), metadata_.string(outer.name));
    text = text.empty() ? std::move(part) : part + "/" + text;
    if (text.size() > kMaxBytes)
      metadata_.fail(LoadErrorKind::BadCell, "a name is too long to be written", Table::TypeDef, rid);
  }
  return known = std::move(text);
}

const std::string& References::typeRef(uint32_t rid) {
  TypeRefRow row = metadata_.typeRef(rid);
  std::string& known = typeRefs_[rid];
  if (!known.empty()) return known;
  std::string text;
  for (uint32_t level = 0;; ++level) {
    if (level > kMaxNesting)
      metadata_.fail(LoadErrorKind::BadCell, "types nest too deeply or in a cycle", Table::TypeRef, rid);
    std::string part = spelling_.className(metadata_.string(row.nameSpace), metadata_.string(row.name));
    text = text.empty() ? std::move(part) : part + "/" + text;
    if (text.size() > kMaxBytes)
      metadata_.fail(LoadErrorKind::BadCell, "a name is too long to be written", Table::TypeRef, rid);
    if (!row.resolutionScope.is(Table::TypeRef) || row.resolutionScope.isNil()) break;
    row = metadata_.typeRef(row.resolutionScope.rid());
  }
  const Token scope = row.resolutionScope;
  if (!scope.isNil()) {
    metadata_.require(scope);
    if (scope.is(Table::AssemblyRef))
      text = "[" + spelling_.name(assemblyAlias(scope.rid())) + "]" + text;
    else if (scope.is(Table::ModuleRef))
      text =
          "[.module " + spelling_.name(metadata_.string(metadata_.moduleRef(scope.rid()).name)) + "]" + text;
  }
  return known = std::move(text);
}

void References::typeToken(Token token, std::string& out, uint32_t depth) {
  metadata_.require(token);
  switch (token.table()) {
    case Table::TypeDef: out += typeDef(token.rid()); return;
    case Table::TypeRef: out += typeRef(token.rid()); return;
    case Table::TypeSpec: {
      SigCursor cursor(metadata_, metadata_.typeSpec(token.rid()).signature);
      type(cursor, out, depth + 1);
      return;
    }
    default:
      metadata_.fail(LoadErrorKind::BadSignature, "a type token names no type", token.table(), token.rid());
  }
}

std::string References::type(Token token) {
  budget_ = kMaxTypes;
  std::string out;
  typeToken(token, out, 0);
  return out;
}

std::string References::type(SigCursor& cursor) {
  budget_ = kMaxTypes;
  std::string out;
  type(cursor, out, 0);
  return out;
}

// Modifiers and PINNED are written behind the type they precede.
void References::type(SigCursor& cursor, std::string& out, uint32_t depth) {
  if (depth > kMaxSigDepth) cursor.fail("types nest too deeply");
  spend(out);
  std::string suffix;
  for (;;) {
    const ElementType next = cursor.peekElementType();
    if (next == ElementType::Pinned) {
      cursor.readByte();
      suffix.insert(0, " pinned");
    } else if (next == ElementType::CModReqd || next == ElementType::CModOpt) {
      cursor.readByte();
      spend(suffix);
      std::string modifier;
      typeToken(cursor.readTypeDefOrRef(), modifier, depth + 1);
      suffix.insert(0, (next == ElementType::CModReqd ? " modreq(" : " modopt(") + modifier + ")");
    } else {
      break;
    }
  }
  plainType(cursor, out, depth);
  out += suffix;
}

void References::plainType(SigCursor& cursor, std::string& out, uint32_t depth) {
  const ElementType kind = cursor.readElementType();
  if (const char* name = primitiveName(kind)) {
    out += name;
    return;
  }
  switch (kind) {
    case ElementType::Ptr:
      type(cursor, out, depth + 1);
      out += '*';
      return;
    case ElementType::ByRef:
      type(cursor, out, depth + 1);
      out += '&';
      return;
    case ElementType::SzArray:
      type(cursor, out, depth + 1);
      out += "[]";
      return;
    case ElementType::ValueType:
    case ElementType::Class:
      out += kind == ElementType::Class ? "class " : "valuetype ";
      typeToken(cursor.readTypeDefOrRef(), out, depth);
      return;
    case ElementType::Var: out.append("!").append(std::to_string(cursor.readCompressed())); return;
    case ElementType::MVar: out.append("!!").append(std::to_string(cursor.readCompressed())); return;
    case ElementType::Array: return array(cursor, out, depth);
    case ElementType::GenericInst: {
      const ElementType what = cursor.readElementType();
      if (what != ElementType::Class && what != ElementType::ValueType)
        cursor.fail("a generic instance is neither class nor value type");
      out += what == ElementType::Class ? "class " : "valuetype ";
      typeToken(cursor.readTypeDefOrRef(), out, depth);
      out += '<';
      arguments(cursor, cursor.readCount(), out, depth);
      out += '>';
      return;
    }
    case ElementType::FnPtr: out += "method "; return method(cursor, "*", out, depth + 1);
    default: cursor.fail("element type " + std::to_string(static_cast<uint32_t>(kind)) + " is no type");
  }
}

void References::arguments(SigCursor& cursor, uint32_t count, std::string& out, uint32_t depth) {
  for (uint32_t i = 0; i < count; ++i) {
    if (i) out += ", ";
    type(cursor, out, depth + 1);
  }
}

// II.23.2.13: `int32[0...3,5...,]`
void References::array(SigCursor& cursor, std::string& out, uint32_t depth) {
  type(cursor, out, depth + 1);
  const uint32_t rank = cursor.readCompressed();
  if (rank == 0 || rank > 32) cursor.fail("an array of rank " + std::to_string(rank));
  uint32_t sizes[32];
  const uint32_t sizeCount = cursor.readCompressed();
  if (sizeCount > rank) cursor.fail("an array has more sizes than dimensions");
  for (uint32_t i = 0; i < sizeCount; ++i) sizes[i] = cursor.readCompressed();
  int32_t bounds[32];
  const uint32_t boundCount = cursor.readCompressed();
  if (boundCount > rank) cursor.fail("an array has more bounds than dimensions");
  for (uint32_t i = 0; i < boundCount; ++i) bounds[i] = cursor.readCompressedSigned();
  out += '[';
  for (uint32_t i = 0; i < rank; ++i) {
    if (i) out += ',';
    if (i >= boundCount && i >= sizeCount) {
      if (rank == 1) out += "...";  // `[]` would be a vector
    } else if (i >= boundCount) {
      out += std::to_string(sizes[i]);  // a size alone, from a lower bound that is not given
    } else {
      out += std::to_string(bounds[i]) + "...";
      if (i < sizeCount) out += std::to_string(int64_t{bounds[i]} + sizes[i] - 1);
    }
  }
  out += ']';
}

std::string References::callingConvention(uint8_t header) {
  std::string words;
  const uint8_t kind = header & kSigKindMask;
  const bool isKnown = kind <= kSigVarArg || kind == kSigUnmanaged;
  if (!isKnown || (header & 0x80)) return "callconv(" + std::to_string(header & ~kSigGeneric) + ") ";
  if (header & kSigHasThis) words += "instance ";
  if (header & kSigExplicitThis) words += "explicit ";
  switch (kind) {
    case kSigC: return words + "unmanaged cdecl ";
    case kSigStdCall: return words + "unmanaged stdcall ";
    case kSigThisCall: return words + "unmanaged thiscall ";
    case kSigFastCall: return words + "unmanaged fastcall ";
    case kSigVarArg: return words + "vararg ";
    case kSigUnmanaged: return words + "unmanaged ";
    default: return words;
  }
}

void References::method(SigCursor& cursor, std::string_view name, std::string& out, uint32_t depth) {
  const uint8_t first = cursor.peek();
  const MethodSigHeader header = readMethodHeader(cursor);
  out += callingConvention(first);
  type(cursor, out, depth + 1);
  out.append(" ").append(name);
  // An instantiation, if there is one, is part of the name already.
  if (header.genericCount && !name.ends_with('>'))
    out.append("<[").append(std::to_string(header.genericCount)).append("]>");
  out += '(';
  for (uint32_t i = 0; i < header.paramCount; ++i) {
    if (i) out += ", ";
    if (cursor.peekElementType() == ElementType::Sentinel) {
      cursor.readByte();
      out += "..., ";
    }
    type(cursor, out, depth + 1);
  }
  out += ')';
}

std::string References::methodSignature(SigCursor& cursor, std::string_view name) {
  budget_ = kMaxTypes;
  std::string out;
  method(cursor, name, out, 0);
  return out;
}

std::string References::owner(Token parent) {
  metadata_.require(parent);
  switch (parent.table()) {
    case Table::TypeDef: return parent.rid() == 1 ? "" : typeDef(parent.rid()) + "::";
    case Table::ModuleRef:
      return "[.module " + spelling_.name(metadata_.string(metadata_.moduleRef(parent.rid()).name)) + "]::";
    case Table::MethodDef: return owner(Token::make(Table::TypeDef, metadata_.typeOfMethod(parent.rid())));
    default: return type(parent) + "::";
  }
}

std::string References::method(Token token) {
  metadata_.require(token);
  std::string instantiation;
  Token definition = token;
  if (token.is(Table::MethodSpec)) {
    const MethodSpecRow row = metadata_.methodSpec(token.rid());
    SigCursor cursor(metadata_, row.instantiation);
    const uint32_t count = readMethodSpecHeader(cursor);
    budget_ = kMaxTypes;
    instantiation = "<";
    arguments(cursor, count, instantiation, 0);
    instantiation += ">";
    definition = row.method;
    metadata_.require(definition);
  }
  std::string_view name;
  std::string place;
  BlobIdx signature;
  if (definition.is(Table::MethodDef)) {
    const MethodDefRow row = metadata_.methodDef(definition.rid());
    if (instantiation.empty() && (row.flags & 7) == 0 && needsToken(definition)) return tokenText(definition);
    place = owner(Token::make(Table::TypeDef, metadata_.typeOfMethod(definition.rid())));
    name = metadata_.string(row.name);
    signature = row.signature;
  } else if (definition.is(Table::MemberRef)) {
    const MemberRefRow row = metadata_.memberRef(definition.rid());
    place = owner(row.parent);
    name = metadata_.string(row.name);
    signature = row.signature;
  } else {
    metadata_.fail(LoadErrorKind::BadCell, "a method is expected", token.table(), token.rid());
  }
  place += name == ".ctor" || name == ".cctor" ? std::string(name) : spelling_.name(name);
  SigCursor cursor(metadata_, signature);
  if ((cursor.peek() & kSigKindMask) == kSigField)
    metadata_.fail(LoadErrorKind::BadCell, "a method is expected", token.table(), token.rid());
  return methodSignature(cursor, place + instantiation);
}

// A member without access may share name and signature with others (II.15.3.3.1): its row then says which.
bool References::needsToken(Token member) {
  if (!knowsSameNamed_) {
    knowsSameNamed_ = true;
    for (uint32_t type = 1; type <= metadata_.rows(Table::TypeDef); ++type) {
      std::map<std::pair<std::string, std::string>, Token> members;
      auto add = [&](Token token, uint32_t flags, StringIdx name, BlobIdx signature) {
        const ByteSpan blob = metadata_.blob(signature);
        const auto [place, isNew] = members.try_emplace(
            {std::string(metadata_.string(name)), std::string(blob.begin(), blob.end())}, token);
        if (isNew) return;
        if ((flags & 7) == 0) sameNamed_.insert(token.value);
        sameNamed_.insert(place->second.value);
      };
      for (uint32_t rid : metadata_.methodsOf(type)) {
        const MethodDefRow row = metadata_.methodDef(rid);
        add(Token::make(Table::MethodDef, rid), row.flags, row.name, row.signature);
      }
      for (uint32_t rid : metadata_.fieldsOf(type)) {
        const FieldRow row = metadata_.field(rid);
        add(Token::make(Table::Field, rid), row.flags, row.name, row.signature);
      }
    }
  }
  return sameNamed_.contains(member.value);
}

bool References::isField(Token memberRef) const {
  SigCursor cursor(metadata_, metadata_.memberRef(memberRef.rid()).signature);
  return cursor.peek() == kSigField;
}

std::string References::field(Token token) {
  metadata_.require(token);
  std::string_view name;
  std::string place;
  BlobIdx signature;
  if (token.is(Table::Field)) {
    const FieldRow row = metadata_.field(token.rid());
    if ((row.flags & 7) == 0 && needsToken(token)) return tokenText(token);
    place = owner(Token::make(Table::TypeDef, metadata_.typeOfField(token.rid())));
    name = metadata_.string(row.name);
    signature = row.signature;
  } else if (token.is(Table::MemberRef)) {
    const MemberRefRow row = metadata_.memberRef(token.rid());
    place = owner(row.parent);
    name = metadata_.string(row.name);
    signature = row.signature;
  } else {
    metadata_.fail(LoadErrorKind::BadCell, "a field is expected", token.table(), token.rid());
  }
  SigCursor cursor(metadata_, signature);
  readFieldHeader(cursor);
  return type(cursor) + " " + place + spelling_.name(name);
}

}  // namespace minivm::ildasm
