#include "vm/types/scope_writer.h"

#include <cstring>

#include "loader/put_bytes.h"
#include "loader/signature.h"
#include "vm/runtime.h"
#include "vm/types/type_loader.h"

namespace minivm {

namespace {

constexpr uint8_t kModifierInternal = 0x22;  // CMOD_INTERNAL: a byte (required?) and a type's address
constexpr uint32_t kBodyOffset = 16;         // RVA 0 means that there is none

/// A type as a TypeDefOrRefOrSpecEncoded (II.23.2.8).
void putTypeToken(std::vector<uint8_t>& out, Token token) {
  const uint32_t tag = token.is(Table::TypeRef) ? 1 : token.is(Table::TypeSpec) ? 2 : 0;
  putCompressed(out, token.rid() << 2 | tag);
}

/// The open definition of an instance; the type itself otherwise.
MethodTable* definitionOf(MethodTable* type) {
  return type->eeClass->genericDefinition ? type->eeClass->genericDefinition : type;
}

}  // namespace

uint32_t ScopeWriter::row(Table table, std::initializer_list<uint32_t> cells) {
  auto& out = tables_[static_cast<size_t>(table)];
  const auto columns = tableColumns(table);
  size_t i = 0;
  for (uint32_t cell : cells) putLe(out, cell, columns[i++].kind == ColumnKind::U16 ? 2 : 4);
  return ++counts_[static_cast<size_t>(table)];
}

uint32_t ScopeWriter::string(std::string_view text) {
  if (text.empty()) return 0;
  const auto index = static_cast<uint32_t>(strings_.size());
  strings_.insert(strings_.end(), text.begin(), text.end());
  strings_.push_back(0);
  return index;
}

uint32_t ScopeWriter::blob(std::span<const uint8_t> bytes) {
  const auto index = static_cast<uint32_t>(blobs_.size());
  putCompressed(blobs_, static_cast<uint32_t>(bytes.size()));
  blobs_.insert(blobs_.end(), bytes.begin(), bytes.end());
  return index;
}

uint32_t ScopeWriter::userString(std::u16string_view text) {
  const auto index = static_cast<uint32_t>(userStrings_.size());
  putCompressed(userStrings_, static_cast<uint32_t>(text.size() * 2 + 1));
  for (char16_t unit : text) putLe(userStrings_, unit, 2);
  userStrings_.push_back(0);
  return index;
}

uint32_t ScopeWriter::coded(CodedSet set, Token token) const {
  const CodedSetInfo& info = codedSetInfo(set);
  for (uint32_t tag = 0; tag < info.tables.size(); ++tag) {
    if (info.tables[tag] == token.table()) return token.rid() << info.tagBits | tag;
  }
  return 0;
}

Token ScopeWriter::typeRef(MethodTable* definition) {
  if (auto known = typeRefs_.find(definition); known != typeRefs_.end()) return known->second;
  Module& module = *definition->module;
  const Metadata& metadata = module.metadata();
  const uint32_t rid = definition->eeClass->typeDef.rid();
  const TypeDefRow row = metadata.typeDef(rid);
  Token scope;
  if (const uint32_t enclosing = metadata.enclosingType(rid)) {
    scope = typeRef(loader_.typeDef(module, enclosing));
  } else {
    uint32_t& assembly = assemblyRefs_[&module];
    if (!assembly) {
      assembly = this->row(Table::AssemblyRef, {0, 0, 0, 0, 0, 0, string(module.simpleName()), 0, 0});
    }
    scope = Token::make(Table::AssemblyRef, assembly);
  }
  const Token token = Token::make(
      Table::TypeRef,
      this->row(Table::TypeRef, {coded(CodedSet::ResolutionScope, scope), string(metadata.string(row.name)),
                                 string(metadata.string(row.nameSpace))}));
  cachedTypes_.push_back(definition);
  typeRefs_.emplace(definition, token);
  return token;
}

Token ScopeWriter::type(TypeHandle type) {
  if (!type.isTypeDesc()) {
    MethodTable* mt = type.asMethodTable();
    if (!mt->isArray() && (!mt->isGenericInstance())) return typeRef(mt);
  }
  std::vector<uint8_t> signature;
  encode(signature, type, 0);
  return Token::make(Table::TypeSpec, row(Table::TypeSpec, {blob(signature)}));
}

// II.23.2.12.
void ScopeWriter::encode(std::vector<uint8_t>& out, TypeHandle type, uint32_t depth) {
  if (type.isNull() || depth > kMaxSigDepth)
    throw LoadFailure(LoadFailureKind::BadImageFormat, "a signature of a dynamic method names no type");
  const ElementType element = type.elementType();
  if (type.isTypeDesc()) {
    const TypeDesc* desc = type.asTypeDesc();
    out.push_back(static_cast<uint8_t>(desc->kind));
    switch (desc->kind) {
      case ElementType::FnPtr:
        out.push_back(desc->fnPtrCallConv);
        putCompressed(out, static_cast<uint32_t>(desc->fnPtrSig.size() - 1));
        for (TypeHandle part : desc->fnPtrSig) encode(out, part, depth + 1);
        break;
      case ElementType::Ptr:
      case ElementType::ByRef: encode(out, desc->element, depth + 1); break;
      default: putCompressed(out, desc->index); break;
    }
    return;
  }
  MethodTable* mt = type.asMethodTable();
  switch (element) {
    case ElementType::SzArray:
      out.push_back(static_cast<uint8_t>(element));
      encode(out, mt->elementType(), depth + 1);
      return;
    case ElementType::Array:
      out.push_back(static_cast<uint8_t>(element));
      encode(out, mt->elementType(), depth + 1);
      putCompressed(out, mt->eeClass->rank);
      out.push_back(0);
      out.push_back(0);
      return;
    case ElementType::Class:
    case ElementType::ValueType: break;
    default: out.push_back(static_cast<uint8_t>(element)); return;
  }
  if (mt->isGenericInstance()) {
    out.push_back(static_cast<uint8_t>(ElementType::GenericInst));
    out.push_back(static_cast<uint8_t>(element));
    putTypeToken(out, typeRef(definitionOf(mt)));
    putCompressed(out, static_cast<uint32_t>(mt->eeClass->typeArgs.size()));
    for (TypeHandle arg : mt->eeClass->typeArgs) encode(out, arg, depth + 1);
    return;
  }
  out.push_back(static_cast<uint8_t>(element));
  putTypeToken(out, typeRef(mt));
}

void ScopeWriter::convertType(SigCursor& in, std::vector<uint8_t>& out, uint32_t depth) {
  if (depth > kMaxSigDepth) in.fail("types nest too deep");
  const uint8_t byte = in.readByte();
  if (byte == kModifierInternal) {  // which modifier it is decides nothing here
    in.readByte();
    in.readFixed<uint64_t>();
    return convertType(in, out, depth + 1);
  }
  const auto element = static_cast<ElementType>(byte);
  if (element == ElementType::Internal) {
    const auto type = TypeHandle::fromWord(in.readFixed<uint64_t>());
    return encode(out, type, depth + 1);
  }
  auto copyCount = [&] {
    const uint32_t count = in.readCount();
    putCompressed(out, count);
    return count;
  };
  out.push_back(byte);
  switch (element) {
    case ElementType::Ptr:
    case ElementType::ByRef:
    case ElementType::SzArray:
    case ElementType::Pinned:
    case ElementType::Sentinel: return convertType(in, out, depth + 1);
    case ElementType::Array: {
      convertType(in, out, depth + 1);
      putCompressed(out, in.readCompressed());
      for (uint32_t n = copyCount(); n; --n) putCompressed(out, in.readCompressed());
      const uint32_t bounds = copyCount();
      for (uint32_t i = 0; i < bounds; ++i) putCompressed(out, in.readCompressed());
      return;
    }
    case ElementType::GenericInst: {
      // GENERICINST INTERNAL address: the category byte is known from the definition.
      if (in.peekElementType() == ElementType::Internal) {
        in.readByte();
        const auto definition = TypeHandle::fromWord(in.readFixed<uint64_t>());
        if (!definition || definition.isTypeDesc()) in.fail("an instance of no class");
        out.push_back(static_cast<uint8_t>(definition.elementType()));
        putTypeToken(out, typeRef(definitionOf(definition.asMethodTable())));
      } else {
        in.fail("a token in a signature of a dynamic method");
      }
      for (uint32_t n = copyCount(); n; --n) convertType(in, out, depth + 1);
      return;
    }
    case ElementType::FnPtr: return convertMethod(in, out, depth + 1);
    case ElementType::Class:
    case ElementType::ValueType:
    case ElementType::CModReqd:
    case ElementType::CModOpt: in.fail("a token in a signature of a dynamic method");
    case ElementType::Var:
    case ElementType::MVar: in.fail("a generic parameter in a signature of a dynamic method");
    default: return;
  }
}

void ScopeWriter::convertMethod(SigCursor& in, std::vector<uint8_t>& out, uint32_t depth) {
  const uint8_t kind = in.readByte();
  if (kind & kSigGeneric) in.fail("a generic signature of a dynamic method");
  out.push_back(kind);
  const uint32_t count = in.readCount();
  putCompressed(out, count);
  for (uint32_t i = 0; i <= count; ++i) convertType(in, out, depth);
}

std::vector<uint8_t> ScopeWriter::convert(std::span<const uint8_t> signature) {
  SigCursor in(ByteSpan(signature.data(), signature.size()), "dynamic method");
  std::vector<uint8_t> out;
  const uint8_t kind = in.peek() & kSigKindMask;
  if (kind == kSigLocals) {
    out.push_back(in.readByte());
    const uint32_t count = in.readCount();
    putCompressed(out, count);
    for (uint32_t i = 0; i < count; ++i) convertType(in, out, 0);
  } else if (kind == kSigField) {
    out.push_back(in.readByte());
    convertType(in, out, 0);
  } else {
    convertMethod(in, out, 0);
  }
  return out;
}

/// A method's signature with exact types, for listings and traces; nothing is resolved by it.
std::vector<uint8_t> ScopeWriter::signatureOf(MethodDesc* method) {
  std::vector<uint8_t> out;
  if (method->isDynamic) return convert(scopeOf(method).head.signature);
  const MethodSig& sig = loader_.signature(method);
  out.push_back(static_cast<uint8_t>((sig.callConv & kSigKindMask) | (sig.hasThis ? kSigHasThis : 0)));
  const size_t first = sig.hasThis ? 1 : 0;
  putCompressed(out, static_cast<uint32_t>(sig.args.size() - first));
  encode(out, loader_.argType(method, -1), 0);
  for (size_t i = first; i < sig.args.size(); ++i)
    encode(out, loader_.argType(method, static_cast<int>(i)), 0);
  return out;
}

Token ScopeWriter::memberRef(const DynamicToken& token) {
  Token parent;
  std::vector<uint8_t> signature;
  std::string_view name;
  if (token.kind == DynamicToken::Kind::Field) {
    FieldDesc* field = token.field;
    parent = type(field->owner);
    name = field->name();
    signature.push_back(kSigField);
    TypeHandle fieldType = field->type;
    if (!fieldType) {
      Module& module = *field->owner->module;
      SigCursor cursor(module.metadata(), module.metadata().field(field->token.rid()).signature);
      readFieldHeader(cursor);
      fieldType = loader_.typeSig(module, cursor, {field->owner->eeClass->typeArgs, {}});
    }
    encode(signature, fieldType, 0);
    if (field->isStatic()) loader_.ensureStatics(field->owner);
  } else {
    MethodDesc* method = token.method;
    // A dynamic method has no class to be named by.
    parent = method->isDynamic ? Token::make(Table::TypeDef, 1) : type(method->methodTable);
    name = method->isDynamic ? std::string_view(scopeOf(method).head.name) : method->name();
    signature = token.kind == DynamicToken::Kind::VarArgMethod ? convert(token.blob) : signatureOf(method);
    if (!method->isDynamic) loader_.learnAttributes(method);
  }
  const uint32_t rid =
      row(Table::MemberRef, {coded(CodedSet::MemberRefParent, parent), string(name), blob(signature)});
  cachedMembers_.emplace_back(token.method, token.field);
  return Token::make(Table::MemberRef, rid);
}

Token ScopeWriter::tokenOf(const DynamicToken& token) {
  switch (token.kind) {
    case DynamicToken::Kind::Type: return type(token.type);
    case DynamicToken::Kind::Method:
    case DynamicToken::Kind::VarArgMethod:
    case DynamicToken::Kind::Field: return memberRef(token);
    case DynamicToken::Kind::Signature:
      return Token::make(Table::StandAloneSig, row(Table::StandAloneSig, {blob(convert(token.blob))}));
    case DynamicToken::Kind::String: {
      const uint32_t index = userString(token.text);
      return Token(kUserStringKind << 24 | (index & 0xFFFFFF));
    }
    case DynamicToken::Kind::None: break;
  }
  return Token(0);
}

void ScopeWriter::method(const DynamicMethodHead& head) {
  row(Table::Module, {0, string("DynamicMethod"), 0, 0, 0});
  row(Table::TypeDef, {0, string("<Module>"), 0, 0, 1, 1});
  constexpr uint32_t kPublicStatic = 0x16;
  row(Table::MethodDef, {0, 0, kPublicStatic, string(head.name), blob(convert(head.signature)), 1});
}

void ScopeWriter::body(const OpcodeTable& opcodes, const DynamicBody& body,
                       std::span<const DynamicToken> tokens) {
  std::vector<Token> made(tokens.size());
  auto replaced = [&](Token token) {
    const uint32_t index = token.rid();
    // A number that was never given out names no row of any table: the importer says so.
    if (index == 0 || index > tokens.size()) return Token::make(Table::TypeRef, 0xFFFFFF);
    if (!made[index - 1].value) made[index - 1] = tokenOf(tokens[index - 1]);
    return made[index - 1];
  };
  std::vector<uint8_t> code = body.code;
  try {
    IlReader reader(opcodes, ByteSpan(body.code.data(), body.code.size()), "dynamic method");
    for (IlInstruction il; reader.next(il);) {
      switch (il.info->operand) {
        case OperandKind::Method:
        case OperandKind::Field:
        case OperandKind::Type:
        case OperandKind::Tok:
        case OperandKind::Sig:
        case OperandKind::String: {
          const uint32_t token = replaced(il.token).value;
          std::memcpy(code.data() + il.nextOffset - 4, &token, 4);
          break;
        }
        default: break;
      }
    }
  } catch (const LoadError&) {
    // Broken IL: whoever imports it explains.
  }
  uint32_t locals = 0;
  if (!body.locals.empty()) {
    locals = Token::make(Table::StandAloneSig, row(Table::StandAloneSig, {blob(convert(body.locals))})).value;
  }
  // II.25.4.3: the fat header; II.25.4.5: fat clauses.
  constexpr uint32_t kFat = 0x3003, kMoreSections = 0x8, kInitLocals = 0x10;
  bodies_.assign(kBodyOffset, 0);
  putLe(bodies_, kFat | (body.clauses.empty() ? 0 : kMoreSections) | (body.initLocals ? kInitLocals : 0), 2);
  putLe(bodies_, std::min<uint32_t>(body.maxStack, 0xFFFF), 2);
  putLe(bodies_, static_cast<uint32_t>(code.size()), 4);
  putLe(bodies_, locals, 4);
  bodies_.insert(bodies_.end(), code.begin(), code.end());
  if (!body.clauses.empty()) {
    while (bodies_.size() % 4) bodies_.push_back(0);
    constexpr uint32_t kFatClauses = 0x41;
    putLe(bodies_, kFatClauses | static_cast<uint32_t>(body.clauses.size() * 24 + 4) << 8, 4);
    for (const EhClause& clause : body.clauses) {
      putLe(bodies_, static_cast<uint32_t>(clause.kind), 4);
      putLe(bodies_, clause.tryOffset, 4);
      putLe(bodies_, clause.tryLength, 4);
      putLe(bodies_, clause.handlerOffset, 4);
      putLe(bodies_, clause.handlerLength, 4);
      putLe(bodies_,
            clause.kind == EhKind::Filter  ? clause.filterOffset
            : clause.kind == EhKind::Catch ? replaced(clause.classToken).value
                                           : 0,
            4);
    }
  }
  auto& methods = tables_[static_cast<size_t>(Table::MethodDef)];
  std::memcpy(methods.data(), &kBodyOffset, 4);
}

std::unique_ptr<Module> ScopeWriter::finish(Runtime* runtime, Arena& arena, std::string name) {
  auto keep = [&](const std::vector<uint8_t>& bytes) -> ByteSpan {
    auto copy = arena.copyArray(std::span<const uint8_t>(bytes));
    return {copy.data(), copy.size()};
  };
  WideTables tables;
  for (size_t i = 0; i < kTableCount; ++i) {
    if (counts_[i]) tables.tables[i] = {keep(tables_[i]).data(), counts_[i]};
  }
  tables.strings = keep(strings_);
  tables.blobs = keep(blobs_);
  tables.userStrings = keep(userStrings_);
  auto image = Image::flat(name, keep(bodies_));
  auto metadata = std::make_unique<Metadata>(*image, tables);
  auto module = std::make_unique<Module>(runtime, std::move(image), std::move(metadata), std::move(name));
  module->isInitialised.store(true, std::memory_order_relaxed);
  return module;
}

void ScopeWriter::fillCaches(Module& module) const {
  for (size_t i = 0; i < cachedTypes_.size(); ++i)
    module.typeRefs[i + 1].store(TypeHandle(cachedTypes_[i]).word(), std::memory_order_release);
  for (size_t i = 0; i < cachedMembers_.size(); ++i) {
    module.memberRefMethods[i + 1].store(cachedMembers_[i].first, std::memory_order_release);
    module.memberRefFields[i + 1].store(cachedMembers_[i].second, std::memory_order_release);
  }
}

}  // namespace minivm
