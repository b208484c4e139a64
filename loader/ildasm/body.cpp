// Method bodies (ECMA-335 II.15.4, II.19): locals, instructions, exception blocks.
#include <algorithm>

#include "loader/ildasm/printer.h"
#include "loader/load_error.h"

namespace minivm::ildasm {

/// What instructions call the arguments: names where these are unique, otherwise numbers.
struct ArgumentNames {
  std::vector<std::string> words;
};

namespace {

constexpr uint32_t kMaxBlocks = 60;  // nested: the assembler reads 100

/// What happens at an offset, outermost first where it opens, innermost first where it closes.
struct Block {
  uint32_t begin = 0;
  uint32_t end = 0;
  std::string head;  ///< `.try`, `catch T`, …
};

/// The blocks of a body in braces, as long as a reader makes the same clauses of them in the same order: not
/// if handlers stand elsewhere, or regions overlap.
class Scopes {
 public:
  explicit Scopes(const std::vector<EhClause>& clauses) : clauses_(clauses) {}

  /// False if braces cannot say it. `catchTypes`: the text of each clause's type.
  bool build(const std::vector<std::string>& catchTypes) {
    for (size_t first = 0; first < clauses_.size();) {
      first = addGroup(first, catchTypes);
      if (first == 0) return false;
    }
    return areNested() && isInOrder();
  }

  const std::vector<Block>& blocks() const { return blocks_; }

 private:
  /// A try block and the handlers that follow it one by one.
  struct Group {
    uint32_t begin, end;
    size_t firstBlock, lastBlock;
  };

  // The clause behind the group, or 0 if there is no group.
  size_t addGroup(size_t first, const std::vector<std::string>& catchTypes) {
    const EhClause& leader = clauses_[first];
    const size_t firstBlock = blocks_.size();
    uint32_t next = leader.tryEnd();
    blocks_.push_back({leader.tryOffset, next, ".try"});
    size_t at = first;
    for (; at < clauses_.size(); ++at) {
      const EhClause& clause = clauses_[at];
      if (clause.tryOffset != leader.tryOffset || clause.tryLength != leader.tryLength) break;
      if ((clause.kind == EhKind::Filter ? clause.filterOffset : clause.handlerOffset) != next) break;
      next = clause.handlerEnd();
      std::string head;
      switch (clause.kind) {
        case EhKind::Catch: head = "catch " + catchTypes[at]; break;
        case EhKind::Filter: blocks_.push_back({clause.filterOffset, clause.handlerOffset, "filter"}); break;
        case EhKind::Finally: head = "finally"; break;
        case EhKind::Fault: head = "fault"; break;
      }
      blocks_.push_back({clause.handlerOffset, clause.handlerEnd(), head});
    }
    if (at == first) return 0;
    groups_.push_back({leader.tryOffset, next, firstBlock, blocks_.size()});
    return at;
  }

  bool isInside(const Group& inner, const Group& outer) const {
    for (size_t i = outer.firstBlock; i < outer.lastBlock; ++i)
      if (blocks_[i].begin <= inner.begin && inner.end <= blocks_[i].end) return true;
    return false;
  }

  bool areNested() const {
    for (size_t i = 0; i < groups_.size(); ++i)
      for (size_t j = i + 1; j < groups_.size(); ++j) {
        const Group& a = groups_[i];
        const Group& b = groups_[j];
        const bool isApart = a.end <= b.begin || b.end <= a.begin;
        if (!isApart && !isInside(a, b) && !isInside(b, a)) return false;
      }
    return true;
  }

  // A reader has a clause complete when its handler closes, inner ones first.
  bool isInOrder() const {
    for (size_t i = 1; i < clauses_.size(); ++i) {
      const EhClause& a = clauses_[i - 1];
      const EhClause& b = clauses_[i];
      if (a.handlerEnd() > b.handlerEnd()) return false;
      if (a.handlerEnd() == b.handlerEnd() && a.handlerOffset < b.handlerOffset) return false;
    }
    return true;
  }

  const std::vector<EhClause>& clauses_;
  std::vector<Block> blocks_;
  std::vector<Group> groups_;
};

bool isBranch(const IlInstruction& instruction) {
  const OperandKind kind = instruction.info->operand;
  return kind == OperandKind::ShortBrTarget || kind == OperandKind::BrTarget;
}

bool namesRow(const IlInstruction& instruction) {
  switch (instruction.info->operand) {
    case OperandKind::Method:
    case OperandKind::Field:
    case OperandKind::Type:
    case OperandKind::Tok:
    case OperandKind::Sig: return true;
    default: return false;
  }
}

}  // namespace

std::string Printer::label(uint32_t offset) {
  std::string text = hex(offset, 4).substr(2);
  for (char& c : text) c = static_cast<char>(c >= 'A' ? c - 'A' + 'a' : c);
  return "IL_" + text;
}

void Printer::body(uint32_t rid, const MethodDefRow& row) {
  const MethodBody body = MethodBody::read(metadata_, row.rva, rid);
  if (request_.showBytes)
    line("// RVA " + hex(row.rva, 4) + ", " + std::to_string(body.code.size()) + " bytes of code");
  line(".maxstack " + std::to_string(body.maxStack));
  guarded("locals", [&] {
    if (body.localsSig.isNil()) {
      if (body.initLocals) line(".locals init ()");
      return;
    }
    SigCursor cursor(metadata_, metadata_.standAloneSig(body.localsSig.rid()).signature);
    const uint32_t count = readLocalsHeader(cursor);
    std::string text = body.initLocals ? ".locals init (" : ".locals (";
    for (uint32_t i = 0; i < count; ++i)
      text += (i ? ", " : "") + references_.type(cursor) + " V_" + std::to_string(i);
    line(text + ")" + tokenComment(body.localsSig));
  });

  ArgumentNames names;
  SigCursor cursor(metadata_, row.signature);
  const MethodSigHeader header = readMethodHeader(cursor);
  if (header.hasThis && !header.explicitThis) names.words.push_back("0");
  const size_t first = names.words.size();
  for (size_t i = 0; i < header.paramCount; ++i) names.words.push_back(std::to_string(first + i));
  std::vector<std::string> taken;
  for (uint32_t parameter : metadata_.paramsOf(rid)) {
    const ParamRow param = metadata_.param(parameter);
    std::string word = name(param.name);
    if (param.sequence == 0 || param.sequence > header.paramCount || word == "''" || word == "this") continue;
    if (std::ranges::find(taken, word) != taken.end()) continue;
    taken.push_back(word);
    names.words[first + param.sequence - 1] = std::move(word);
  }
  code(body, names);
}

void Printer::code(const MethodBody& body, const ArgumentNames& names) {
  std::vector<IlInstruction> instructions;
  std::string trouble;
  try {
    IlInstruction one;
    for (IlReader reader(opcodes_, body.code, metadata_.path()); reader.next(one);)
      instructions.push_back(one);
  } catch (const LoadError& error) {
    trouble = error.what();
  }
  const uint32_t readable = instructions.empty() ? 0 : instructions.back().nextOffset;
  const auto size = static_cast<uint32_t>(body.code.size());
  auto hasLabel = [&](uint32_t offset) {
    return offset >= readable || std::ranges::binary_search(instructions, offset, {}, &IlInstruction::offset);
  };

  std::vector<std::string> catchTypes(body.ehClauses.size());
  for (size_t i = 0; i < body.ehClauses.size(); ++i)
    if (body.ehClauses[i].kind == EhKind::Catch)
      catchTypes[i] = references_.type(body.ehClauses[i].classToken);
  Scopes scopes(body.ehClauses);
  bool inBraces = trouble.empty() && scopes.build(catchTypes);
  for (const Block& block : scopes.blocks())
    inBraces = inBraces && hasLabel(block.begin) && hasLabel(block.end);
  std::vector<Block> openings;
  if (inBraces) openings = scopes.blocks();
  std::ranges::stable_sort(openings, [](const Block& a, const Block& b) {
    return a.begin != b.begin ? a.begin < b.begin : a.end > b.end;
  });
  size_t opening = 0;
  std::vector<uint32_t> closings;
  auto blocksAt = [&](uint32_t offset) {
    for (; !closings.empty() && closings.back() == offset; closings.pop_back()) close();
    for (; opening < openings.size() && openings[opening].begin == offset; ++opening) {
      if (closings.size() > kMaxBlocks)
        metadata_.fail(LoadErrorKind::BadMethodBody, "exception blocks nest too deeply to be written");
      if (!openings[opening].head.empty()) line(openings[opening].head);
      open();
      closings.push_back(openings[opening].end);
    }
  };
  for (const IlInstruction& instruction : instructions) {
    blocksAt(instruction.offset);
    const ByteSpan bytes = body.code.subspan(instruction.offset, instruction.nextOffset - instruction.offset);
    std::string text = label(instruction.offset) + ":  ";
    if (request_.showBytes) {
      text += "/*";
      for (uint8_t byte : bytes) text += " " + hex(byte, 2).substr(2);
      text += " */ ";
    }
    try {
      bool isReachable = !isBranch(instruction) || hasLabel(instruction.target);
      if (instruction.info->operand == OperandKind::Switch)
        for (uint32_t i = 0; i < instruction.switchTargets.size(); ++i)
          isReachable = isReachable && hasLabel(instruction.switchTargets[i]);
      if (!isReachable) metadata_.fail(LoadErrorKind::BadIl, "a branch into the middle of an instruction");
      text += instruction.info->mnemonic;
      const std::string what = operand(instruction, bytes, names);
      if (!what.empty()) text.append(" ").append(what);
      line(text + (namesRow(instruction) ? tokenComment(instruction.token) : ""));
    } catch (const LoadError& error) {
      rawBytes(body.code, instruction.offset, instruction.nextOffset, error.what());
    }
  }
  if (readable < size) rawBytes(body.code, readable, size, trouble);
  blocksAt(size);
  if (!inBraces && !body.ehClauses.empty()) {
    line(label(size) + ":");
    for (size_t i = 0; i < body.ehClauses.size(); ++i) {
      // A number is an offset here: for places between instructions.
      auto place = [&](uint32_t at) { return hasLabel(at) ? label(at) : std::to_string(at); };
      line(clauseText(body.ehClauses[i], catchTypes[i], place));
    }
  }
}

// The label form says any order and any region.
std::string Printer::clauseText(const EhClause& clause, const std::string& catchType,
                                const std::function<std::string(uint32_t)>& place) {
  std::string text = ".try " + place(clause.tryOffset) + " to " + place(clause.tryEnd());
  switch (clause.kind) {
    case EhKind::Catch: text += " catch " + catchType; break;
    case EhKind::Filter: text += " filter " + place(clause.filterOffset); break;
    case EhKind::Finally: text += " finally"; break;
    case EhKind::Fault: text += " fault"; break;
  }
  return text + " handler " + place(clause.handlerOffset) + " to " + place(clause.handlerEnd());
}

// What is no instruction, or names no row, byte by byte.
void Printer::rawBytes(ByteSpan code, uint32_t begin, uint32_t end, std::string_view why) {
  std::string reason(why);
  for (char& c : reason)
    if (static_cast<uint8_t>(c) < 0x20) c = ' ';
  line("// " + reason);
  problem(reason);
  for (uint32_t i = begin; i < end; ++i) line(label(i) + ":  .emitbyte " + hex(code[i], 2));
}

std::string Printer::operand(const IlInstruction& instruction, ByteSpan bytes, const ArgumentNames& names) {
  const OpcodeInfo& info = *instruction.info;
  switch (info.operand) {
    case OperandKind::None: return {};
    case OperandKind::ShortVar:
    case OperandKind::Var: {
      const auto index = static_cast<size_t>(instruction.integer);
      const bool isArgument = info.mnemonic.find("arg") != std::string_view::npos;
      if (isArgument && index < names.words.size()) return names.words[index];
      return std::to_string(index);
    }
    case OperandKind::ShortI:
    case OperandKind::I:
    case OperandKind::I8: return std::to_string(instruction.integer);
    case OperandKind::ShortR: {
      const ByteSpan value = bytes.last(4);
      return float32Text(loadLe<uint32_t>(value.data())).value_or(byteList(value, 0));
    }
    case OperandKind::R: {
      const ByteSpan value = bytes.last(8);
      return float64Text(loadLe<uint64_t>(value.data())).value_or(byteList(value, 0));
    }
    case OperandKind::ShortBrTarget:
    case OperandKind::BrTarget: return label(instruction.target);
    case OperandKind::Switch: {
      std::string text = "(";
      for (uint32_t i = 0; i < instruction.switchTargets.size(); ++i)
        text += (i ? ", " : "") + label(instruction.switchTargets[i]);
      return text + ")";
    }
    case OperandKind::Method: return references_.method(instruction.token);
    case OperandKind::Field: return references_.field(instruction.token);
    case OperandKind::Type: return references_.type(instruction.token);
    case OperandKind::String: {
      if (!instruction.token.isUserString()) metadata_.fail(LoadErrorKind::BadIl, "ldstr names no string");
      return textLiteral(metadata_.userString(instruction.token.rid()));
    }
    case OperandKind::Sig: {
      metadata_.require(instruction.token);
      if (!instruction.token.is(Table::StandAloneSig))
        metadata_.fail(LoadErrorKind::BadIl, "calli names no signature");
      SigCursor cursor(metadata_, metadata_.standAloneSig(instruction.token.rid()).signature);
      return references_.methodSignature(cursor, "");
    }
    case OperandKind::Tok: {
      const Token token = instruction.token;
      metadata_.require(token);
      switch (token.table()) {
        case Table::MethodDef:
        case Table::MethodSpec: return "method " + references_.method(token);
        case Table::Field: return "field " + references_.field(token);
        case Table::MemberRef:
          return references_.isField(token) ? "field " + references_.field(token)
                                            : "method " + references_.method(token);
        default: return references_.type(token);
      }
    }
  }
  return {};
}

}  // namespace minivm::ildasm
