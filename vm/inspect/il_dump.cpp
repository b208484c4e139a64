#include "vm/inspect/il_dump.h"

#include <fmt/format.h>

#include <algorithm>

#include "loader/method_body.h"
#include "loader/names.h"
#include "loader/signature.h"
#include "vm/il/importer.h"
#include "vm/runtime.h"

namespace minivm {

namespace {

std::string memberText(const Metadata& metadata, Token token) {
  switch (token.table()) {
    case Table::TypeDef:
    case Table::TypeRef:
    case Table::TypeSpec: return printTypeToken(metadata, token);
    case Table::MethodDef: {
      MethodDefRow row = metadata.methodDef(token.rid());
      SigCursor cursor(metadata, row.signature);
      Token owner = Token::make(Table::TypeDef, metadata.typeOfMethod(token.rid()));
      return printMethodSig(metadata, cursor,
                            printTypeToken(metadata, owner) + "::" + std::string(metadata.string(row.name)));
    }
    case Table::Field: {
      FieldRow row = metadata.field(token.rid());
      Token owner = Token::make(Table::TypeDef, metadata.typeOfField(token.rid()));
      return printTypeToken(metadata, owner) + "::" + std::string(metadata.string(row.name));
    }
    case Table::MemberRef: {
      MemberRefRow row = metadata.memberRef(token.rid());
      std::string name = printTypeToken(metadata, row.parent) + "::" + std::string(metadata.string(row.name));
      SigCursor cursor(metadata, row.signature);
      if ((cursor.peek() & kSigKindMask) == kSigField) return name;
      return printMethodSig(metadata, cursor, name);
    }
    case Table::MethodSpec: {
      MethodSpecRow row = metadata.methodSpec(token.rid());
      SigCursor cursor(metadata, row.instantiation);
      return memberText(metadata, row.method) + printMethodSpec(metadata, cursor);
    }
    default: return fmt::format("token {:08x}", token.value);
  }
}

std::string operandText(const Metadata& metadata, const IlInstruction& il) {
  std::string operand;
  switch (il.info->operand) {
    case OperandKind::None: break;
    case OperandKind::ShortBrTarget:
    case OperandKind::BrTarget: operand = fmt::format("IL_{:04x}", il.target); break;
    case OperandKind::Switch:
      for (uint32_t i = 0; i < il.switchTargets.size(); ++i)
        operand += fmt::format("{}IL_{:04x}", i ? ", " : "", il.switchTargets[i]);
      break;
    case OperandKind::ShortR:
    case OperandKind::R: operand = fmt::format("{}", il.real); break;
    case OperandKind::String: {
      ByteSpan bytes = metadata.userString(il.token.rid());
      operand = "\"";
      for (size_t i = 0; i + 1 < bytes.size(); i += 2) {
        unsigned unit = bytes[i] | bytes[i + 1] << 8;
        operand += unit >= 0x20 && unit < 0x7F && unit != '"' && unit != '\\'
                       ? std::string(1, static_cast<char>(unit))
                       : fmt::format("\\u{:04x}", unit);
      }
      operand += "\"";
      break;
    }
    case OperandKind::Method:
    case OperandKind::Field:
    case OperandKind::Type:
    case OperandKind::Tok: operand = memberText(metadata, il.token); break;
    case OperandKind::Sig: operand = fmt::format("token {:08x}", il.token.value); break;
    default: operand = fmt::format("{}", il.integer); break;
  }
  return operand;
}

/// What lies on the stack, as messages about it say; with the type where it is known.
std::string stackText(const std::vector<StackShape>& stack) {
  std::string text;
  for (const StackShape& shape : stack) {
    if (!text.empty()) text += ", ";
    const bool isAddress = shape.kind == StackKind::ByRef;
    if (shape.type && (isAddress || shape.kind == StackKind::O || shape.kind == StackKind::Struct)) {
      text += shape.type.toString() + (isAddress ? "&" : "");
    } else {
      text += stackKindName(shape.kind);
    }
  }
  return text;
}

bool matchesPart(std::string_view text, std::string_view pattern) {
  if (pattern == "*") return true;
  bool open = !pattern.empty() && pattern.front() == '*';
  bool close = pattern.size() > 1 && pattern.back() == '*';
  if (open) pattern.remove_prefix(1);
  if (close) pattern.remove_suffix(1);
  if (open && close) return text.find(pattern) != std::string_view::npos;
  if (open) return text.ends_with(pattern);
  if (close) return text.starts_with(pattern);
  return text == pattern;
}

}  // namespace

std::string dumpIl(Runtime& runtime, MethodDesc* method) {
  const Metadata& metadata = method->methodTable->module->metadata();
  if (method->token.isNil()) return fmt::format("{}: no IL\n", method->toString());
  uint32_t rva = metadata.methodDef(method->token.rid()).rva;
  if (rva == 0) return fmt::format("{}: no IL\n", method->toString());
  MethodBody body = MethodBody::read(metadata, rva, method->token.rid());
  std::string text =
      fmt::format("{}: {} bytes of IL, .maxstack {}\n", method->toString(), body.code.size(), body.maxStack);
  IlReader reader(runtime.opcodes(), body.code, metadata.path());
  IlInstruction il;
  while (reader.next(il)) {
    text += fmt::format("  IL_{:04x} {:<14} {}\n", il.offset, il.info->mnemonic, operandText(metadata, il));
  }
  for (const EhClause& clause : body.ehClauses) {
    const char* kind = clause.kind == EhKind::Catch     ? "catch"
                       : clause.kind == EhKind::Filter  ? "filter"
                       : clause.kind == EhKind::Finally ? "finally"
                                                        : "fault";
    text += fmt::format("  {} IL_{:04x}..IL_{:04x} handler IL_{:04x}..IL_{:04x}\n", kind, clause.tryOffset,
                        clause.tryEnd(), clause.handlerOffset, clause.handlerEnd());
  }
  return text;
}

std::string dumpImport(Runtime& runtime, const MethodDesc* method, const MethodBody& body,
                       const ImportRecord& record) {
  const Metadata& metadata = method->methodTable->module->metadata();
  std::string text = fmt::format("{}: {} of {} basic blocks, .maxstack {}\n", method->toString(),
                                 record.blocks.size(), record.blockCount, body.maxStack);
  IlReader reader(runtime.opcodes(), body.code, metadata.path());
  IlInstruction il;
  for (const ImportRecord::Block& block : record.blocks) {
    text += fmt::format("B{}{}\n", block.id,
                        block.filterOf >= 0    ? fmt::format(" filter of clause {}", block.filterOf)
                        : block.handlerOf >= 0 ? fmt::format(" handler of clause {}", block.handlerOf)
                                               : "");
    for (const ImportRecord::Instruction& at : block.instructions) {
      reader.seek(at.offset);
      if (!reader.next(il)) break;
      std::string line = fmt::format("{:<14} {}", il.info->mnemonic, operandText(metadata, il));
      text += fmt::format("  IL_{:04x} {:<36} | {}\n", at.offset, line, stackText(at.stack));
    }
    std::string next;
    for (uint32_t id : block.next) next += fmt::format("{}B{}", next.empty() ? "  -> " : ", ", id);
    if (!next.empty()) text += next + "\n";
  }
  return text;
}

bool matchesMethodPattern(const MethodDesc* method, std::string_view pattern) {
  std::string_view typePattern = "*";
  std::string_view namePattern = pattern;
  if (size_t colons = pattern.rfind("::"); colons != std::string_view::npos) {
    typePattern = pattern.substr(0, colons);
    namePattern = pattern.substr(colons + 2);
  } else if (size_t dot = pattern.rfind('.'); dot != std::string_view::npos && dot != 0) {
    typePattern = pattern.substr(0, dot);
    namePattern = pattern.substr(dot + 1);
  }
  if (!matchesPart(method->name(), namePattern)) return false;
  std::string type = TypeHandle(method->methodTable).toString();
  if (matchesPart(type, typePattern)) return true;
  size_t dot = type.rfind('.');
  return dot != std::string::npos && matchesPart(std::string_view(type).substr(dot + 1), typePattern);
}

bool isDumpAsked(const std::vector<std::string>& patterns, const MethodDesc* method, std::string_view what,
                 std::string_view stage) {
  for (const std::string& pattern : patterns) {
    const size_t colon = pattern.rfind(':');
    if (colon == std::string::npos) continue;
    if (!matchesMethodPattern(method, std::string_view(pattern).substr(0, colon))) continue;
    std::string_view list = std::string_view(pattern).substr(colon + 1);
    while (!list.empty()) {
      const std::string_view item = list.substr(0, list.find(','));
      list.remove_prefix(std::min(list.size(), item.size() + 1));
      if (item == "all") return true;
      const size_t at = item.find('@');
      const std::string_view where = at == std::string_view::npos ? std::string_view() : item.substr(at + 1);
      if (item.substr(0, at) == what && where == stage) return true;
    }
  }
  return false;
}

}  // namespace minivm
