#include "tests/roundtrip/meaning.h"

#include "loader/method_body.h"
#include "loader/names.h"

namespace minivm::test {
namespace {

std::string bytesText(ByteSpan bytes) {
  return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

}  // namespace

std::string Meaning::token(Token token) {
  if (token.isNil()) return "nil";
  auto [place, isNew] = known_.try_emplace(token.value);
  if (isNew) {
    std::string text = uncached(token);
    return known_[token.value] = std::move(text);
  }
  return place->second;
}

std::string Meaning::uncached(Token token) {
  if (!metadata_.isValid(token)) return "row that is not there";
  auto definition = [](const char* kind, uint32_t rid) { return kind + std::to_string(rid); };
  switch (token.table()) {
    case Table::TypeRef: {
      const TypeRefRow row = metadata_.typeRef(token.rid());
      const std::string name =
          std::string(metadata_.string(row.nameSpace)) + "." + std::string(metadata_.string(row.name));
      const Token scope = row.resolutionScope;
      if (scope.isNil() || scope.is(Table::Module)) {
        const uint32_t own =
            metadata_.findTypeDef(metadata_.string(row.nameSpace), metadata_.string(row.name));
        return own ? definition("TypeDef ", own) : "? " + name;
      }
      const std::string outer = this->token(scope);
      if (outer.starts_with("TypeDef ")) {
        const uint32_t own = metadata_.findNestedType(static_cast<uint32_t>(std::stoul(outer.substr(8))),
                                                      metadata_.string(row.name));
        if (own) return definition("TypeDef ", own);
      }
      return outer + "/" + name;
    }
    case Table::TypeSpec: {
      const ByteSpan blob = metadata_.blob(metadata_.typeSpec(token.rid()).signature);
      SigCursor cursor(blob);
      const ElementType first = cursor.peekElementType();
      if (first == ElementType::Class || first == ElementType::ValueType) {
        cursor.readByte();
        return this->token(cursor.readTypeDefOrRef());
      }
      std::string out = "spec ";
      type(cursor, out, 0);
      return out;
    }
    case Table::ModuleRef:
      return "module " + std::string(metadata_.string(metadata_.moduleRef(token.rid()).name));
    case Table::MemberRef: return memberRef(token.rid());
    case Table::MethodSpec: {
      const MethodSpecRow row = metadata_.methodSpec(token.rid());
      return this->token(row.method) + signature(metadata_.blob(row.instantiation));
    }
    case Table::StandAloneSig:
      return signature(metadata_.blob(metadata_.standAloneSig(token.rid()).signature));
    default: return std::string(tableName(token.table())) + " " + std::to_string(token.rid());
  }
}

// A reference to a member of this file means the member.
std::string Meaning::memberRef(uint32_t rid) {
  const MemberRefRow row = metadata_.memberRef(rid);
  const ByteSpan blob = metadata_.blob(row.signature);
  const std::string name(metadata_.string(row.name));
  const std::string parent = token(row.parent);
  std::string text = signature(blob);
  if (parent.starts_with("TypeDef ")) {
    if (!hasIndex_) {
      hasIndex_ = true;
      for (uint32_t type = 1; type <= metadata_.rows(Table::TypeDef); ++type) {
        const std::string key = "TypeDef " + std::to_string(type) + "::";
        for (uint32_t method : metadata_.methodsOf(type)) {
          const MethodDefRow own = metadata_.methodDef(method);
          methods_.try_emplace(
              key + std::string(metadata_.string(own.name)) + signature(metadata_.blob(own.signature)),
              method);
        }
        for (uint32_t field : metadata_.fieldsOf(type)) {
          const FieldRow own = metadata_.field(field);
          fields_.try_emplace(
              key + std::string(metadata_.string(own.name)) + signature(metadata_.blob(own.signature)),
              field);
        }
      }
    }
    const std::string key = parent + "::" + name + text;
    if (const auto own = methods_.find(key); own != methods_.end())
      return "MethodDef " + std::to_string(own->second);
    if (const auto own = fields_.find(key); own != fields_.end())
      return "Field " + std::to_string(own->second);
  }
  return parent + "::" + name + text;
}

void Meaning::type(SigCursor& cursor, std::string& out, uint32_t depth) {
  if (depth > kMaxSigDepth || out.size() > 1 << 20) cursor.fail("too deep or too large");
  const ElementType element = cursor.readElementType();
  out += "<" + std::to_string(static_cast<int>(element));
  switch (element) {
    case ElementType::CModReqd:
    case ElementType::CModOpt:
      out += "(" + token(cursor.readTypeDefOrRef()) + ")";
      type(cursor, out, depth + 1);
      break;
    case ElementType::Ptr:
    case ElementType::ByRef:
    case ElementType::SzArray:
    case ElementType::Pinned:
    case ElementType::Sentinel: type(cursor, out, depth + 1); break;
    case ElementType::Class:
    case ElementType::ValueType: out += "(" + token(cursor.readTypeDefOrRef()) + ")"; break;
    case ElementType::Var:
    case ElementType::MVar: out += "(" + std::to_string(cursor.readCompressed()) + ")"; break;
    case ElementType::Array: {
      type(cursor, out, depth + 1);
      out += "(" + std::to_string(cursor.readCompressed());
      const uint32_t sizes = cursor.readCompressed();
      for (uint32_t i = 0; i < sizes; ++i) out += " size " + std::to_string(cursor.readCompressed());
      const uint32_t bounds = cursor.readCompressed();
      for (uint32_t i = 0; i < bounds; ++i) out += " bound " + std::to_string(cursor.readCompressedSigned());
      out += ")";
      break;
    }
    case ElementType::GenericInst: {
      type(cursor, out, depth + 1);
      const uint32_t count = cursor.readCount();
      for (uint32_t i = 0; i < count; ++i) type(cursor, out, depth + 1);
      break;
    }
    case ElementType::FnPtr: method(cursor, out, depth + 1); break;
    default: break;
  }
  out += ">";
}

void Meaning::method(SigCursor& cursor, std::string& out, uint32_t depth) {
  out += "sig " + std::to_string(cursor.peek());
  const MethodSigHeader header = readMethodHeader(cursor);
  out += " " + std::to_string(header.genericCount) + " " + std::to_string(header.paramCount) + " ";
  for (uint32_t i = 0; i <= header.paramCount; ++i) type(cursor, out, depth);
}

std::string Meaning::signature(ByteSpan blob) {
  SigCursor cursor(blob);
  std::string out;
  switch (cursor.peek() & kSigKindMask) {
    case kSigField:
      out = "field ";
      readFieldHeader(cursor);
      type(cursor, out, 0);
      break;
    case kSigLocals: {
      out = "locals ";
      const uint32_t count = readLocalsHeader(cursor);
      for (uint32_t i = 0; i < count; ++i) type(cursor, out, 0);
      break;
    }
    case kSigGenericInst: {
      out = "inst ";
      const uint32_t count = readMethodSpecHeader(cursor);
      for (uint32_t i = 0; i < count; ++i) type(cursor, out, 0);
      break;
    }
    default: method(cursor, out, 0);
  }
  return out;
}

std::string Meaning::cell(Table table, uint32_t rid, uint32_t column) {
  const ColumnInfo& info = tableColumns(table)[column];
  const uint32_t value = metadata_.cell(table, rid, column);
  switch (info.kind) {
    case ColumnKind::String: return std::string(metadata_.string({value}));
    case ColumnKind::Blob: {
      const ByteSpan blob = metadata_.blob({value});
      const bool isSignature = table == Table::Field || table == Table::MethodDef || table == Table::Property;
      return isSignature ? signature(blob) : bytesText(blob);
    }
    case ColumnKind::Coded: {
      const CodedSetInfo& set = codedSetInfo(info.set);
      const uint32_t tag = value & ((1u << set.tagBits) - 1);
      if (tag >= set.tables.size()) return "no such tag";
      return token(Token::make(set.tables[tag], value >> set.tagBits));
    }
    case ColumnKind::Rid: return token(Token::make(info.table, value));
    case ColumnKind::Guid: return "";
    default: return std::to_string(value);
  }
}

std::string Meaning::row(Table table, uint32_t rid) {
  std::string text;
  const auto columns = tableColumns(table);
  for (uint32_t column = 0; column < columns.size(); ++column) {
    const std::string name = columns[column].name;
    // RVAs are places in a file; lists are compared by what owns the rows listed.
    const bool isPlace = name == "rva" || (table == Table::ManifestResource && name == "offset") ||
                         name == "fieldList" || name == "methodList" || name == "paramList" ||
                         name == "eventList" || name == "propertyList" ||
                         columns[column].kind == ColumnKind::Guid;
    if (!isPlace) text += name + "=" + cell(table, rid, column) + "; ";
  }
  switch (table) {
    case Table::Field: text += "of " + std::to_string(metadata_.typeOfField(rid)); break;
    case Table::MethodDef: text += "of " + std::to_string(metadata_.typeOfMethod(rid)); break;
    case Table::Param: text += "of " + std::to_string(metadata_.methodOfParam(rid)); break;
    case Table::Property: text += "of " + std::to_string(metadata_.typeOfProperty(rid)); break;
    case Table::Event: text += "of " + std::to_string(metadata_.typeOfEvent(rid)); break;
    case Table::ManifestResource: {
      const ManifestResourceRow resource = metadata_.manifestResource(rid);
      if (resource.implementation.isNil()) text += bytesText(metadata_.image().resource(resource.offset));
      break;
    }
    default: break;
  }
  return text;
}

std::vector<std::string> Meaning::body(const OpcodeTable& opcodes, uint32_t methodRid) {
  std::vector<std::string> lines;
  const uint32_t rva = metadata_.methodDef(methodRid).rva;
  if (rva == 0) return lines;
  const MethodBody body = MethodBody::read(metadata_, rva, methodRid);
  std::string locals;
  if (!body.localsSig.isNil()) {
    locals = token(body.localsSig);
    if (locals == "locals ") locals.clear();
  }
  // A tiny header (II.25.4.2) has room for nothing else than a stack of 8.
  lines.push_back("stack " + std::to_string(std::max(body.maxStack, 8u)) +
                  (body.initLocals ? " init " : " ") + locals);
  IlReader reader(opcodes, body.code, metadata_.path());
  for (IlInstruction i; reader.next(i);) {
    std::string text = std::to_string(i.offset) + " " + std::string(i.info->mnemonic) + " ";
    const ByteSpan bytes = body.code.subspan(i.offset, i.nextOffset - i.offset);
    switch (i.info->operand) {
      case OperandKind::Method:
      case OperandKind::Field:
      case OperandKind::Type:
      case OperandKind::Tok:
      case OperandKind::Sig: text += token(i.token); break;
      case OperandKind::String: text += bytesText(metadata_.userString(i.token.rid())); break;
      default: text += bytesText(bytes);
    }
    lines.push_back(std::move(text));
  }
  for (const EhClause& clause : body.ehClauses) {
    std::string text = "clause";
    for (uint32_t number : {static_cast<uint32_t>(clause.kind), clause.tryOffset, clause.tryLength,
                            clause.handlerOffset, clause.handlerLength, clause.filterOffset})
      text += " " + std::to_string(number);
    lines.push_back(text + " " + token(clause.classToken));
  }
  return lines;
}

}  // namespace minivm::test
