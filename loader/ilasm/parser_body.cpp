// Method bodies: directives, exception blocks in both forms, instructions (ECMA-335 II.15.4, II.19).
#include <algorithm>
#include <bit>
#include <cmath>
#include <limits>

#include "loader/ilasm/parser.h"
#include "vm/support/utf.h"

namespace minivm::ilasm {
namespace {

/// Words of other assemblers for rows of opcode.def.
struct OtherWord {
  std::string_view word;
  Opcode opcode;
};
constexpr OtherWord kOtherWords[] = {
    {"ldelem.any", Opcode::Ldelem},   {"stelem.any", Opcode::Stelem},
    {"brnull", Opcode::Brfalse},      {"brnull.s", Opcode::BrfalseS},
    {"brzero", Opcode::Brfalse},      {"brzero.s", Opcode::BrfalseS},
    {"brinst", Opcode::Brtrue},       {"brinst.s", Opcode::BrtrueS},
    {"ldind.u8", Opcode::LdindI8},    {"ldelem.u8", Opcode::LdelemI8},
    {"ldc.i4.M1", Opcode::LdcI4M1},   {"endfault", Opcode::Endfinally},
    {"tail", Opcode::Tail},           {"volatile", Opcode::Volatile},
    {"unaligned", Opcode::Unaligned}, {"constrained", Opcode::Constrained},
    {"readonly", Opcode::Readonly},
};

}  // namespace

void Parser::parseBody(MethodDecl& method) {
  const auto outerScope = std::move(localScope_);
  localScope_.clear();
  hasLine_ = false;
  customs_ = &method.customs;
  const uint32_t depth = depth_;
  expect("{");
  while (!(at("}") && depth_ == depth + 1) && current_.kind != Lex::End) {
    const uint32_t line = current_.at.line;
    const size_t begin = current_.begin;
    try {
      bodyItem(method);
    } catch (const SyntaxError&) {
      // The rest of the line is skipped, and what it opened.
      if (depth_ <= depth) break;
      while (current_.kind != Lex::End &&
             ((current_.at.line == line && current_.begin >= begin) || depth_ > depth + 1)) {
        if (at("}") && depth_ == depth + 1) break;
        advance();
      }
    }
  }
  method.body.end = current_.at;
  std::vector<Label>& labels = method.body.labels;
  if (!std::ranges::is_sorted(labels, {}, &Label::name)) std::ranges::stable_sort(labels, {}, &Label::name);
  for (size_t i = 1; i < labels.size(); ++i)
    if (labels[i].name == labels[i - 1].name)
      diagnostics_.error(labels[i].at, "label " + labels[i].name + " is declared a second time");
  expect("}");
  localScope_ = outerScope;
}

void Parser::bodyItem(MethodDecl& method) {
  Body& body = method.body;
  if (at("{")) {
    scopeBlock(method);
    return;
  }
  if (at("}")) fail("an instruction");
  if (current_.kind == Lex::Directive) return bodyDirective(method);
  if (atName() && peek().is(":")) {
    body.labels.push_back({current_.text, body.instructions.size(), current_.at});
    advance();
    advance();
    return;
  }
  if (!atWord()) fail("an instruction, a label or a directive");
  const Position where = current_.at;
  const OpcodeInfo* opcode = mnemonic();
  if (!opcode) fail("an instruction, a label or a directive");
  instruction(method, *opcode, where);
}

// The opcode of the current word, which is consumed; `tail.call` counts as prefix and instruction.
const OpcodeInfo* Parser::mnemonic() {
  const std::string_view word = current_.text;
  const OpcodeInfo* found = opcodes_.byMnemonic(word);
  if (!found)
    for (const OtherWord& alias : kOtherWords)
      if (alias.word == word) found = opcodes_.find(alias.opcode);
  if (found) {
    advance();
    return found;
  }
  const size_t dot = word.find('.');
  if (dot != std::string_view::npos) {
    const OpcodeInfo* prefix = opcodes_.byMnemonic(word.substr(0, dot + 1));
    if (prefix && prefix->isPrefix() && prefix->operand == OperandKind::None) {
      const std::string rest(word.substr(dot + 1));
      current_.text = rest;  // the instruction itself follows as its own word
      return prefix;
    }
  }
  return nullptr;
}

void Parser::bodyDirective(MethodDecl& method) {
  Body& body = method.body;
  const std::string word = current_.text;
  if (word == ".maxstack") {
    advance();
    body.maxStack = integerIn("a stack depth", 0, 0xFFFF);
  } else if (word == ".locals") {
    parseLocals(body);
  } else if (word == ".entrypoint") {
    advance();
    body.isEntryPoint = true;
  } else if (word == ".zeroinit") {
    advance();
    body.initLocals = true;
  } else if (word == ".try") {
    parseTry(method);
  } else if (word == ".emitbyte") {
    Instruction made;
    made.at = current_.at;
    advance();
    made.operand = uint64_t{integerIn("a byte", -128, 255) & 0xFF};
    body.instructions.push_back(std::move(made));
  } else if (word == ".custom") {
    parseCustom();
  } else if (word == ".param") {
    parseParam(method);
  } else if (word == ".override") {
    Override made;
    made.at = current_.at;
    advance();
    if (accept("method")) {
      made.declaration = methodRef();
    } else {
      made.declaration = std::make_shared<MethodRef>();
      made.declaration->at = current_.at;
      made.declaration->owner = type();
      expect("::");
      made.declaration->name = methodName();
      made.declaration->signature = method.signature;
    }
    method.overrides.push_back(std::move(made));
  } else if (word == ".permissionset" || word == ".permission") {
    parsePermission(method.permissions, word == ".permissionset");
  } else if (word == ".line") {
    const uint32_t file = current_.at.file;
    parseLine();
    if (line_.document.empty()) line_.document = files_[file];
    line_.instruction = body.instructions.size();
    body.points.push_back(line_);
  } else if (word == ".language") {
    advance();
    while (current_.kind == Lex::Quoted || at(",")) advance();
  } else if (word == ".data") {
    parseData();
  } else if (word == ".vtentry") {
    VtableEntry entry;
    entry.at = current_.at;
    advance();
    entry.table = integerIn("the number of a .vtfixup", 1, 0xFFFF);
    expect(":");
    entry.slot = integerIn("the number of a slot", 1, 0xFFFF);
    method.vtableEntry = entry;
  } else if (word == ".export") {
    NativeExportDecl made;
    made.at = current_.at;
    advance();
    expect("[");
    made.ordinal = integerIn("an ordinal", 0, 0xFFFF);
    expect("]");
    made.name = accept("as") ? dottedName("a name") : method.name;
    method.nativeExport = std::move(made);
  } else {
    fail("an instruction, a label or a directive of a method body");
  }
}

void Parser::parseLocals(Body& body) {
  advance();
  if (accept("init")) body.initLocals = true;
  expect("(");
  if (accept(")")) return;
  do {
    uint32_t slot = static_cast<uint32_t>(body.locals.size());
    if (at("[") && peek().kind == Lex::Integer) {
      advance();
      slot = integerIn("a local's number", 0, 0xFFFF);
      expect("]");
    }
    TypePtr localType = type();
    if (body.locals.size() <= slot) {
      body.locals.resize(slot + 1);
      body.localNames.resize(slot + 1);
    }
    body.locals[slot] = localType;
    if (atName()) {
      const std::string local = dottedName("a local's name");
      body.localNames[slot] = local;
      localScope_.push_back({local, slot, nesting_});
    }
  } while (accept(","));
  expect(")");
}

// Braces without a keyword limit names; with one they are a region.
std::pair<Place, Place> Parser::scopeBlock(MethodDecl& method) {
  const Nested level(*this);
  const size_t visible = localScope_.size();
  Place begin, end;
  begin.kind = end.kind = Place::Kind::Instruction;
  begin.at = current_.at;
  begin.value = static_cast<int64_t>(method.body.instructions.size());
  const uint32_t depth = depth_;
  expect("{");
  while (!at("}") && current_.kind != Lex::End) {
    const uint32_t line = current_.at.line;
    try {
      bodyItem(method);
    } catch (const SyntaxError&) {
      while (current_.kind != Lex::End && (current_.at.line == line || depth_ > depth + 1)) {
        if (at("}") && depth_ == depth + 1) break;
        advance();
      }
      if (depth_ <= depth) throw;
    }
  }
  end.at = current_.at;
  end.value = static_cast<int64_t>(method.body.instructions.size());
  expect("}");
  localScope_.resize(visible);
  return {begin, end};
}

// II.19: `.try { … }` or `.try L1 to L2`, then one or more handlers in either form.
void Parser::parseTry(MethodDecl& method) {
  Place begin, end;
  advance();
  if (at("{")) {
    std::tie(begin, end) = scopeBlock(method);
  } else {
    begin = branchTarget();
    expect("to");
    end = branchTarget();
  }
  for (auto* place : {&begin, &end})
    if (place->kind == Place::Kind::Label && place->label.empty()) place->kind = Place::Kind::Offset;
  bool any = false;
  for (;;) {
    Clause clause;
    clause.at = current_.at;
    clause.tryBegin = begin;
    clause.tryEnd = end;
    if (accept("catch")) {
      clause.kind = Clause::Catch;
      clause.type = type();
    } else if (accept("filter")) {
      clause.kind = Clause::Filter;
      if (at("{"))
        clause.filter = scopeBlock(method).first;
      else
        clause.filter = branchTarget();
      if (clause.filter.kind == Place::Kind::Label && clause.filter.label.empty())
        clause.filter.kind = Place::Kind::Offset;
    } else if (accept("finally")) {
      clause.kind = Clause::Finally;
    } else if (accept("fault")) {
      clause.kind = Clause::Fault;
    } else {
      break;
    }
    handlerPlaces(method, clause);
    method.body.clauses.push_back(std::move(clause));
    any = true;
  }
  if (!any) fail("catch, filter, finally or fault");
}

void Parser::handlerPlaces(MethodDecl& method, Clause& clause) {
  if (at("{")) {
    std::tie(clause.handlerBegin, clause.handlerEnd) = scopeBlock(method);
    return;
  }
  if (!accept("handler")) fail("'{' or handler");
  clause.handlerBegin = branchTarget();
  expect("to");
  clause.handlerEnd = branchTarget();
  for (auto* place : {&clause.handlerBegin, &clause.handlerEnd})
    if (place->kind == Place::Kind::Label && place->label.empty()) place->kind = Place::Kind::Offset;
}

// `.param [n] [= constant]`; `.custom` behind it belongs to the parameter.
void Parser::parseParam(MethodDecl& method) {
  advance();
  if (at("type") || at("constraint")) return parseGenericParam(method.generics);
  expect("[");
  const uint32_t number = integerIn("a parameter's number", 0, 0xFFFF);
  expect("]");
  if (number > method.signature.parameters.size()) {
    diagnostics_.error(current_.at, "the method has no parameter " + std::to_string(number));
    throw SyntaxError();
  }
  Parameter& parameter = number == 0 ? method.signature.result : method.signature.parameters[number - 1];
  if (accept("=")) {
    parameter.constant = fieldInit();
    if (parameter.constant) parameter.flags |= 0x1000;
  }
  parameter.hasRow = true;
  customs_ = &parameter.customs;
}

void Parser::instruction(MethodDecl& method, const OpcodeInfo& opcode, Position where) {
  Body& body = method.body;
  Instruction made;
  made.at = where;
  made.opcode = &opcode;
  if (debug_ && !hasLine_ &&
      (body.points.empty() || body.points.back().line != made.at.line ||
       body.points.back().document != files_[made.at.file])) {
    SequencePoint point;
    point.instruction = body.instructions.size();
    point.document = files_[made.at.file];
    point.line = point.endLine = made.at.line;
    body.points.push_back(point);
  }
  made.operand = operandOf(method, opcode);
  body.instructions.push_back(std::move(made));
}

Place Parser::branchTarget() {
  Place place;
  place.at = current_.at;
  if (current_.kind == Lex::Integer) {
    place.value = static_cast<int64_t>(integer("an offset"));
    return place;  // a label without a name: a number, whose meaning depends on where it stands
  }
  place.label = name("a label");
  return place;
}

uint64_t Parser::variableIndex(MethodDecl& method, bool isArgument, bool isShort) {
  if (current_.kind == Lex::Integer) return isShort ? operandBits(8, 0, 0xFF) : operandBits(16, 0, 0xFFFF);
  const Position where = current_.at;
  const std::string wanted =
      dottedName(isArgument ? "an argument's name or number" : "a local's name or number");
  if (isArgument) {
    const bool hasThis =
        (method.signature.header & kSigHasThis) && !(method.signature.header & kSigExplicitThis);
    const auto& parameters = method.signature.parameters;
    for (size_t i = 0; i < parameters.size(); ++i)
      if (parameters[i].name == wanted) return i + (hasThis ? 1 : 0);
    if (wanted == "this" && hasThis) return 0;
  } else {
    // The innermost scope that has the name, and there the first.
    const LocalName* found = nullptr;
    for (auto local = localScope_.rbegin(); local != localScope_.rend(); ++local)
      if (local->name == wanted && (!found || found->nesting == local->nesting)) found = &*local;
    if (found) return found->slot;
  }
  diagnostics_.error(where,
                     (isArgument ? "there is no argument named " : "there is no local named ") + wanted);
  return 0;
}

// Behind ldc.r4 and ldc.r8 an integer is a number; behind float32( and float64( it is the bits.
uint64_t Parser::floatOperand(bool isDouble) {
  if (current_.kind != Lex::Integer) return floatBits(isDouble);
  const bool isHex = current_.raw.starts_with("0x") || current_.raw.starts_with("0X");
  const double value = isHex ? static_cast<double>(static_cast<int64_t>(current_.integer)) : current_.real;
  advance();
  return isDouble ? std::bit_cast<uint64_t>(value) : std::bit_cast<uint32_t>(static_cast<float>(value));
}

// A number, its bits, or its bytes.
uint64_t Parser::floatBits(bool isDouble) {
  auto bits = [isDouble](double value) -> uint64_t {
    if (isDouble) return std::bit_cast<uint64_t>(value);
    return std::bit_cast<uint32_t>(static_cast<float>(value));
  };
  if (current_.kind == Lex::Float || current_.kind == Lex::Integer) {
    const Lexeme lexeme = current_;
    advance();
    return lexeme.kind == Lex::Integer ? lexeme.integer : bits(lexeme.real);
  }
  if (at("(")) {
    const Bytes raw = byteList();
    uint64_t value = 0;
    for (size_t i = 0; i < raw.size() && i < 8; ++i) value |= uint64_t{raw[i]} << (8 * i);
    return value;
  }
  if ((at("float32") || at("float64")) && peek().is("(")) {
    const bool isSourceDouble = at("float64");
    advance();
    advance();
    uint64_t value = floatBits(isSourceDouble);
    expect(")");
    if (isSourceDouble == isDouble) return value;
    return bits(isSourceDouble ? std::bit_cast<double>(value)
                               : static_cast<double>(std::bit_cast<float>(static_cast<uint32_t>(value))));
  }
  const bool isNegative = accept("-");
  const double sign = isNegative ? -1 : 1;
  if (accept("inf") || accept("infinity")) return bits(sign * std::numeric_limits<double>::infinity());
  if (accept("nan") || accept("NaN"))
    return bits(std::copysign(std::numeric_limits<double>::quiet_NaN(), sign));
  fail("a number or bytes");
}

std::u16string Parser::userString() {
  if (accept("bytearray")) {
    const Bytes bytes = byteList();
    return utf16LeToString(bytes);
  }
  if (accept("ansi")) {
    expect("(");
    const std::string text = stringText();
    expect(")");
    std::u16string result;
    for (size_t i = 0; i < text.size(); i += 2)
      result += static_cast<char16_t>(static_cast<uint8_t>(text[i]) |
                                      (i + 1 < text.size() ? static_cast<uint8_t>(text[i + 1]) << 8 : 0));
    return result;
  }
  return utf8ToUtf16(stringText());
}

Operand Parser::operandOf(MethodDecl& method, const OpcodeInfo& opcode) {
  switch (opcode.operand) {
    case OperandKind::None: return {};
    case OperandKind::ShortVar:
    case OperandKind::Var: {
      const Position where = current_.at;
      const bool isShort = opcode.operand == OperandKind::ShortVar;
      const uint64_t index =
          variableIndex(method, opcode.mnemonic.find("arg") != std::string_view::npos, isShort);
      if (isShort && index > 255)
        diagnostics_.error(where,
                           std::string(opcode.mnemonic) + " cannot reach number " + std::to_string(index));
      return index;
    }
    case OperandKind::ShortI: return operandBits(8, -128, 255);
    case OperandKind::I: return operandBits(32, INT32_MIN, UINT32_MAX);
    case OperandKind::I8: return integer("a number");
    case OperandKind::ShortR: return floatOperand(false);
    case OperandKind::R: return floatOperand(true);
    case OperandKind::ShortBrTarget:
    case OperandKind::BrTarget: return branchTarget();
    case OperandKind::Switch: {
      std::vector<Place> targets;
      expect("(");
      if (accept(")")) return targets;
      do targets.push_back(branchTarget());
      while (accept(","));
      expect(")");
      return targets;
    }
    case OperandKind::Method: return methodRef();
    case OperandKind::Field: return fieldRef();
    case OperandKind::Type: return type();
    case OperandKind::String: return userString();
    case OperandKind::Tok:
      if (current_.kind == Lex::Integer) return integer("a token");
      if (at("field") && !peek().is("::")) {
        advance();
        return fieldRef();
      }
      if (at("method")) {
        const Mark begin = mark();
        advance();
        // `method R *(A)` is a function pointer, a type; anything else is a method.
        callConvention();
        type(true);
        const bool isPointer = at("*");
        returnTo(begin);
        if (!isPointer) {
          advance();
          return methodRef();
        }
      }
      return type();
    case OperandKind::Sig: {
      const uint8_t header = callConvention();
      return std::make_shared<const Signature>(signatureAfterConvention(header));
    }
  }
  return {};
}

}  // namespace minivm::ilasm
