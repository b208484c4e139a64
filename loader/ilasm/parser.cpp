// The cursor, error recovery, and what stands outside of classes.
#include "loader/ilasm/parser.h"

#include <algorithm>

#include "loader/ilasm/metadata_writer.h"
#include "vm/support/utf.h"

namespace minivm::ilasm {

SplitName splitName(std::string_view text) {
  if (const size_t at = text.find(kNameBreak); at != std::string_view::npos)
    return {text.substr(0, at), text.substr(at + 1)};
  const size_t dot = text.rfind('.');
  if (dot == std::string_view::npos || dot == 0 || dot + 1 == text.size()) return {{}, text};
  return {text.substr(0, dot), text.substr(dot + 1)};
}

std::string shownName(std::string_view text) {
  std::string shown(text);
  std::ranges::replace(shown, kNameBreak, '.');
  return shown;
}

std::string ClassName::key() const {
  std::string result;
  if (scope == Scope::Assembly) result = "[" + scopeName + "]";
  if (scope == Scope::Module) result = "[.module " + scopeName + "]";
  for (const std::string& part : path) {
    if (&part != &path.front()) result += '/';
    result += part;
  }
  return result;
}

void Parser::advance() {
  if (current_.kind == Lex::Mark && current_.text == "{") ++depth_;
  if (current_.kind == Lex::Mark && current_.text == "}" && depth_ > 0) --depth_;
  previousEnd_ = current_.end;
  current_ = lexer_.next();
}

bool Parser::accept(std::string_view text) {
  if (!at(text)) return false;
  advance();
  return true;
}

void Parser::expect(std::string_view text) {
  if (!accept(text)) fail("'" + std::string(text) + "'");
}

void Parser::fail(std::string_view expected) {
  std::string found = current_.kind == Lex::End ? "the end of the file"
                      : current_.kind == Lex::Bad
                          ? "'" + std::string(current_.raw.substr(0, 40)) + "', " + current_.text
                          : "'" + std::string(current_.raw.substr(0, 60)) + "'";
  diagnostics_.error(current_.at, "found " + found + ", expected " + std::string(expected));
  throw SyntaxError();
}

uint64_t Parser::integer(std::string_view what) {
  if (current_.kind != Lex::Integer) fail(what);
  const uint64_t value = current_.integer;
  if (current_.isTooLarge) diagnostics_.warning(current_.at, "more than 64 bits; the lowest are taken");
  advance();
  return value;
}

// An operand that does not fit is cut, with a warning: tests of verifiers count on it.
uint64_t Parser::operandBits(uint32_t bits, int64_t low, int64_t high) {
  const Position where = current_.at;
  const auto value = static_cast<int64_t>(integer("a number"));
  if (value < low || value > high)
    diagnostics_.warning(where,
                         "the number does not fit " + std::to_string(bits) + " bits; the lowest are taken");
  return static_cast<uint64_t>(value) & ((uint64_t{1} << bits) - 1);
}

uint32_t Parser::integerIn(std::string_view what, int64_t low, int64_t high) {
  const auto value = static_cast<int64_t>(current_.integer);
  if (current_.kind != Lex::Integer || current_.isTooLarge || value < low || value > high)
    fail(std::string(what) + " from " + std::to_string(low) + " to " + std::to_string(high));
  advance();
  return static_cast<uint32_t>(value);
}

std::string Parser::name(std::string_view what) {
  if (!atName()) fail(what);
  std::string text = current_.text;
  if (text.find('\0') != std::string::npos) fail(std::string(what) + ", without \\000");
  advance();
  return text;
}

// Quoted parts are lexemes of their own: 'A'.'B', A.'B'.C.
std::string Parser::dottedName(std::string_view what) {
  std::string text = name(what);
  for (;;) {
    if (current_.kind == Lex::Directive && current_.begin == previousEnd_) {
      text += current_.text;
      advance();
    } else if (current_.kind == Lex::Mark && current_.text == "." && current_.begin == previousEnd_) {
      advance();
      text += "." + name("a name after the dot");
    } else {
      return text;
    }
  }
}

// A name in quotes behind a dot is one name, whatever dots it has (`N.'a.b'`, `''.'a.b'`). Alone in quotes it
// is parted at its last dot like any other, as all assemblers do.
std::string Parser::classNamePart(std::string_view what) {
  std::string text;
  size_t lastDot = std::string::npos;
  for (;;) {
    const bool isWord = atWord();
    const size_t begin = text.size();
    text += name(what);
    if (isWord)
      if (const size_t dot = text.rfind('.'); dot != std::string::npos && dot >= begin) lastDot = dot;
    while (current_.kind == Lex::Directive && current_.begin == previousEnd_) {
      lastDot = text.size();
      text += current_.text;
      advance();
    }
    if (current_.kind != Lex::Mark || current_.text != "." || current_.begin != previousEnd_) break;
    lastDot = text.size();
    text += '.';
    advance();
    what = "a name after the dot";
  }
  if (lastDot != std::string::npos && splitName(text).name.size() != text.size() - lastDot - 1)
    text[lastDot] = kNameBreak;
  return text;
}

std::string Parser::stringText() {
  if (current_.kind != Lex::String) fail("a text in double quotes");
  std::string text = current_.text;
  advance();
  while (accept("+")) {
    if (current_.kind != Lex::String) fail("a text in double quotes");
    text += current_.text;
    advance();
  }
  return text;
}

// What opens it is the current lexeme.
Bytes Parser::byteList(char close) {
  if (!at(close == ')' ? "(" : "{")) fail("'(' and bytes in hexadecimal");
  Bytes bytes;
  Lexeme bad;
  if (!lexer_.hexBytes(bytes, bad, close)) {
    current_ = bad;
    fail(std::string("a byte in hexadecimal, or '") + close + "'");
  }
  previousEnd_ = current_.end;
  current_ = lexer_.next();  // not advance(): a brace that opened has been closed
  return bytes;
}

void Parser::skipBraces() {
  const uint32_t depth = depth_;
  expect("{");
  while (depth_ > depth && current_.kind != Lex::End) advance();
}

bool Parser::flagWord(std::span<const FlagWord> words, uint32_t& flags) {
  if (current_.kind != Lex::Word) return false;
  if (current_.text == "flags" && peek().is("(")) {
    advance();
    advance();
    flags = static_cast<uint32_t>(integer("flag bits"));  // all of them: words behind it add theirs
    expect(")");
    return true;
  }
  const auto found = std::ranges::find(words, current_.text, &FlagWord::word);
  if (found == words.end()) return false;
  flags = (flags & ~found->mask) | found->bits;
  advance();
  return true;
}

void Parser::declarations(bool untilBrace, const std::function<void()>& declare) {
  while (current_.kind != Lex::End) {
    if (untilBrace && at("}")) break;
    if (accept(";")) continue;  // other assemblers let it pass
    const uint32_t depth = depth_;
    const size_t begin = current_.begin;
    try {
      declare();
    } catch (const SyntaxError&) {
      recover(depth, begin);
    }
  }
  if (untilBrace) expect("}");
}

// Skips to a directive that begins a declaration, or to the brace that closes the enclosing one. At least one
// lexeme is consumed, so that reading always ends.
void Parser::recover(uint32_t depth, size_t begin) {
  constexpr std::string_view kStarts[] = {
      ".class",          ".method",        ".field",     ".property",  ".event",     ".assembly",
      ".module",         ".custom",        ".data",      ".file",      ".namespace", ".mresource",
      ".override",       ".permissionset", ".language",  ".subsystem", ".corflags",  ".size",
      ".pack",           ".get",           ".set",       ".addon",     ".removeon",  ".ver",
      ".publickeytoken", ".publickey",     ".imagebase", ".vtfixup",   ".typedef",   ".typelist",
      ".interfaceimpl",  ".param",         ".export"};
  if (current_.begin == begin && current_.kind != Lex::End && !(at("}") && depth_ == depth && depth > 0))
    advance();
  while (current_.kind != Lex::End) {
    if (depth_ < depth) return;
    if (depth_ == depth) {
      if (at("}") && depth > 0) return;
      if (current_.kind == Lex::Directive && std::ranges::find(kStarts, current_.text) != std::end(kStarts))
        return;
    }
    advance();
  }
}

void Parser::parse() {
  type_ = nullptr;
  customs_ = &program_.moduleCustoms;
  declarations(false, [this] { topLevel(); });
}

void Parser::topLevel() {
  if (current_.kind != Lex::Directive) fail("a declaration, such as .class or .method");
  const std::string& word = current_.text;
  if (word != ".custom") {
    customs_ = &program_.moduleCustoms;
  }
  if (word == ".class") {
    if (peek().is("extern")) return parseExport();
    return parseClass();
  }
  if (word == ".export") return parseExport();
  if (word == ".namespace") return parseNamespace();
  if (word == ".method") return parseMethod();
  if (word == ".field") return parseField();
  if (word == ".assembly") return parseAssembly();
  if (word == ".module") return parseModule();
  if (word == ".custom") return parseCustom();
  if (word == ".data") return parseData();
  if (word == ".file") return parseFile();
  if (word == ".mresource") return parseResource();
  if (word == ".line") return parseLine();
  if (word == ".typedef") return parseTypedef();
  if (word == ".permissionset" || word == ".permission")
    return parsePermission(program_.modulePermissions, word == ".permissionset");
  if (word == ".subsystem") {
    advance();
    program_.subsystem = integerIn("a subsystem number", 0, 0xFFFF);
  } else if (word == ".corflags") {
    advance();
    program_.corFlags = integerIn("flag bits", 0, 0xFFFFFFFF);
  } else if (word == ".imagebase") {
    advance();
    const Position where = current_.at;
    const uint64_t base = integer("an address");
    if (base > 0xFFFF0000 || base % 0x10000 != 0)
      diagnostics_.warning(where, "not an address for PE32 (a multiple of 64 KB below 4 GB); ignored");
    else
      program_.imageBase = static_cast<uint32_t>(base);
  } else if (word == ".stackreserve") {
    advance();
    program_.stackReserve = integerIn("a size", 0, 0xFFFFFFFF);
  } else if (word == ".language") {
    advance();
    do {
      if (current_.kind != Lex::Quoted && current_.kind != Lex::String) fail("a language's GUID in quotes");
      advance();
    } while (accept(","));
  } else if (word == ".typelist") {
    advance();
    expect("{");
    while (!at("}")) program_.typeOrder.push_back(className());
    advance();
  } else if (word == ".mscorlib") {
    advance();
  } else if (word == ".vtfixup") {
    parseVtableFixup();
  } else {
    fail("a declaration, such as .class or .method");
  }
}

// `.vtfixup [count] int32 fromunmanaged at Label` (II.15.5.1).
void Parser::parseVtableFixup() {
  constexpr FlagWord kWords[] = {{"int32", kVtable32Bit, 0},
                                 {"int64", kVtable64Bit, 0},
                                 {"fromunmanaged", kVtableFromUnmanaged, 0},
                                 {"retainappdomain", kVtableRetainAppDomain, 0},
                                 {"callmostderived", kVtableCallMostDerived, 0}};
  VtableFixupDecl fixup;
  fixup.at = current_.at;
  advance();
  fixup.count = 1;
  if (accept("[")) {
    fixup.count = static_cast<uint16_t>(integerIn("a number of slots", 1, 0xFFFF));
    expect("]");
  }
  uint32_t flags = 0;
  while (flagWord(kWords, flags)) {
  }
  if (!(flags & (kVtable32Bit | kVtable64Bit))) flags |= kVtable32Bit;
  fixup.flags = static_cast<uint16_t>(flags);
  expect("at");
  fixup.label = dottedName("the label of a .data");
  program_.vtableFixups.push_back(std::move(fixup));
}

// `.typedef type as N`, `.typedef method … as N`, `.typedef field … as N`, `.typedef .custom … as N`.
void Parser::parseTypedef() {
  advance();
  Alias made;
  if (at(".custom")) {
    Customs* const outer = customs_;
    Customs one;
    customs_ = &one;
    try {
      parseCustom();
    } catch (const SyntaxError&) {
      customs_ = outer;
      throw;
    }
    customs_ = outer;
    if (one.empty()) fail("a custom attribute without an owner");
    made.custom = std::move(one.front());
  } else if (at("method")) {
    advance();
    made.method = methodRef();
  } else if (at("field")) {
    advance();
    made.field = fieldRef();
  } else {
    made.type = type();
  }
  expect("as");
  program_.aliases.insert_or_assign(dottedName("a name"), std::move(made));
}

const Alias* Parser::alias() const {
  if (program_.aliases.empty() || !atName()) return nullptr;
  const auto found = program_.aliases.find(current_.text);
  return found == program_.aliases.end() ? nullptr : &found->second;
}

void Parser::parseNamespace() {
  const Nested level(*this);
  advance();
  const std::string outer = nameSpace_;
  const std::string inner = dottedName("a namespace");
  nameSpace_ = outer.empty() ? inner : outer + "." + inner;
  expect("{");
  declarations(true, [this] { topLevel(); });
  nameSpace_ = outer;
}

// II.23.1.2, and the words of today's and former tools for its bits. The last word is the name, whatever it
// is.
bool Parser::assemblyWord(AssemblyDecl& assembly) {
  constexpr FlagWord kWords[] = {{"retargetable", 0x100, 0}, {"windowsruntime", 0x200, 0xE00},
                                 {"cil", 0x10, 0xF0},        {"x86", 0x20, 0xF0},
                                 {"amd64", 0x40, 0xF0},      {"arm", 0x50, 0xF0},
                                 {"arm64", 0x60, 0xF0},      {"noappdomain", 0, 0},
                                 {"noprocess", 0, 0},        {"nomachine", 0, 0}};
  if (!atWord() || peek().is("{") || peek().is("as")) return false;
  if (at("legacy") && peek().is("library")) {
    advance();
    advance();
    return true;
  }
  return flagWord(kWords, assembly.flags);
}

void Parser::parseAssembly() {
  const Position where = current_.at;
  advance();
  if (accept("extern")) return parseAssemblyReference(where);
  AssemblyDecl assembly;
  assembly.at = where;
  while (assemblyWord(assembly)) {
  }
  assembly.name = dottedName("the assembly's name");
  if (program_.assembly && program_.assembly->name != assembly.name)
    diagnostics_.error(where, "a second .assembly; the first is " + program_.assembly->name);
  if (!program_.assembly) program_.assembly = assembly;
  AssemblyDecl& declared = *program_.assembly;
  expect("{");
  customs_ = &declared.customs;
  declarations(true, [this, &declared] { assemblyMember(declared, false); });
  customs_ = &program_.moduleCustoms;
}

void Parser::parseAssemblyReference(Position where) {
  AssemblyDecl reference;
  reference.at = where;
  while (assemblyWord(reference)) {
  }
  reference.name = dottedName("the assembly's name");
  reference.alias = accept("as") ? dottedName("an alias") : reference.name;
  expect("{");
  customs_ = &reference.customs;
  declarations(true, [this, &reference] { assemblyMember(reference, true); });
  customs_ = &program_.moduleCustoms;
  // The same reference may be declared again, as headers are often repeated.
  const auto known = std::ranges::find(program_.references, reference.alias, &AssemblyDecl::alias);
  if (known == program_.references.end()) program_.references.push_back(std::move(reference));
}

void Parser::assemblyMember(AssemblyDecl& assembly, bool isReference) {
  if (accept(".ver")) {
    for (int i = 0; i < 4; ++i) {
      if (i > 0 && !accept(":")) break;
      if (!atWord() || current_.text != "_")
        assembly.version[i] = static_cast<uint16_t>(integerIn("a version part", 0, 0xFFFF));
      else
        advance();
    }
  } else if (at(".publickeytoken") || at(".publickey")) {
    if (at(".publickey")) assembly.flags |= 1;
    advance();
    expect("=");
    assembly.publicKey = byteList();
  } else if (accept(".hash")) {
    if (accept("algorithm")) {
      assembly.hashAlgorithm = integerIn("an algorithm's number", 0, 0xFFFFFFFF);
    } else {
      expect("=");
      assembly.hash = byteList();
    }
  } else if (at(".culture") || at(".locale")) {
    advance();
    if (accept("=")) {
      const Bytes text = byteList();  // UTF-16
      for (size_t i = 0; i + 1 < text.size(); i += 2)
        if (text[i]) assembly.culture += static_cast<char>(text[i]);
    } else {
      assembly.culture = stringText();
    }
  } else if (accept(".os")) {
    integer("a platform number");
    expect(".ver");
    integer("a version part");
    if (accept(":")) integer("a version part");
  } else if (accept(".processor")) {
    integer("a processor number");
  } else if (at(".custom")) {
    parseCustom();
  } else if (at(".permissionset") || at(".permission")) {
    parsePermission(assembly.permissions, at(".permissionset"));
  } else if (accept("auto")) {
  } else {
    fail(isReference ? ".ver, .publickeytoken, .publickey, .hash, .culture, .custom or '}'"
                     : ".ver, .publickey, .hash, .culture, .custom, .permissionset or '}'");
  }
}

void Parser::parseModule() {
  advance();
  if (accept("extern")) {
    const std::string module = dottedName("the module's name");
    if (std::ranges::find(program_.moduleReferences, module) == program_.moduleReferences.end())
      program_.moduleReferences.push_back(module);
    customs_ = &program_.moduleReferenceCustoms[module];
    return;
  }
  if (atName()) program_.moduleName = dottedName("the module's name");
}

void Parser::parseFile() {
  FileDecl file;
  file.at = current_.at;
  advance();
  if (accept("alignment")) {
    const uint32_t alignment = integerIn("an alignment", 0x200, 0x10000);
    if ((alignment & (alignment - 1)) != 0)
      diagnostics_.error(file.at, "the file alignment must be a power of two");
    else
      program_.fileAlignment = alignment;
    return;
  }
  if (accept("nometadata")) file.flags = 1;
  file.name = dottedName("a file's name");
  if (accept(".entrypoint")) file.isEntryPoint = true;
  if (accept(".hash")) {
    expect("=");
    file.hash = byteList();
  }
  if (accept(".entrypoint")) file.isEntryPoint = true;
  program_.files.push_back(std::move(file));
  customs_ = &program_.files.back().customs;
}

void Parser::parseResource() {
  ResourceDecl resource;
  resource.at = current_.at;
  advance();
  resource.flags = 1;
  if (accept("private"))
    resource.flags = 2;
  else
    accept("public");
  resource.name = dottedName("the resource's name");
  resource.fileName = resource.name;
  if (accept("as")) resource.fileName = dottedName("a file name");
  if (accept("{")) {
    customs_ = &resource.customs;
    declarations(true, [&] {
      if (accept(".file")) {
        resource.file = dottedName("a file's name");
        if (accept("at")) resource.offset = integerIn("an offset", 0, 0xFFFFFFFF);
      } else if (accept(".assembly")) {
        expect("extern");
        resource.assembly = dottedName("the assembly's name");
      } else if (at(".custom")) {
        parseCustom();
      } else {
        fail(".file, .assembly extern, .custom or '}'");
      }
    });
    customs_ = &program_.moduleCustoms;
  }
  program_.resources.push_back(std::move(resource));
}

// `.class extern … { … }`; older sources say `.export … { … }`.
void Parser::parseExport() {
  ExportDecl exported;
  exported.at = current_.at;
  const bool isOld = at(".export");
  advance();
  if (!isOld) expect("extern");
  for (;;) {
    if (accept("public"))
      exported.flags |= 1;
    else if (accept("private"))
      exported.flags |= 0;
    else if (accept("forwarder"))
      exported.flags |= 0x200000;
    else if (flagWord({}, exported.flags))
      continue;
    else if (accept("nested")) {
      constexpr FlagWord kNested[] = {{"public", 2, 7},   {"private", 3, 7},     {"family", 4, 7},
                                      {"assembly", 5, 7}, {"famandassem", 6, 7}, {"famorassem", 7, 7}};
      if (!flagWord(kNested, exported.flags)) fail("an access word after nested");
    } else
      break;
  }
  exported.name = classNamePart("a class name");
  expect("{");
  customs_ = &exported.customs;
  declarations(true, [&] {
    if (accept(".file")) {
      exported.where = ExportDecl::Where::File;
      exported.whereName = dottedName("a file's name");
    } else if (accept(".assembly")) {
      expect("extern");
      exported.where = ExportDecl::Where::Assembly;
      exported.whereName = dottedName("the assembly's name");
    } else if (at(".class")) {
      advance();
      if (accept("extern")) {
        exported.where = ExportDecl::Where::Export;
        exported.whereName = className().key();
      } else {
        exported.typeDefId = integerIn("a row number", 0, 0xFFFFFFFF);
      }
    } else if (const auto token = metadataToken()) {
      exported.where = ExportDecl::Where::Token;
      exported.whereToken = *token;
    } else if (at(".custom")) {
      parseCustom();
    } else {
      fail(".file, .assembly extern, .class, .custom, mdtoken or '}'");
    }
  });
  customs_ = &program_.moduleCustoms;
  program_.exports.push_back(std::move(exported));
}

// II.16.3.1
void Parser::parseData() {
  DataDecl data;
  data.at = current_.at;
  advance();
  if (at("tls") && (peek().kind == Lex::Word || peek().kind == Lex::Quoted || peek().is("="))) {
    diagnostics_.warning(data.at, ".data tls: the data is shared by all threads; use ThreadStaticAttribute");
    advance();
  }
  accept("cil");
  if (atName() && peek().is("=")) {
    data.label = name("a label");
    expect("=");
  }
  auto item = [&] {
    if (at("bytearray")) {
      advance();
      const Bytes bytes = byteList();
      data.bytes.insert(data.bytes.end(), bytes.begin(), bytes.end());
      return;
    }
    if (accept("&")) {
      expect("(");
      data.addresses.emplace_back(data.bytes.size(), dottedName("a label"));
      expect(")");
      putLe<uint32_t>(data.bytes, 0);
      return;
    }
    if (at("char") && peek().is("*")) {
      advance();
      advance();
      expect("(");
      const std::string text = stringText();
      expect(")");
      for (char16_t c : utf8ToUtf16(text)) putLe<uint16_t>(data.bytes, c);
      putLe<uint16_t>(data.bytes, 0);
      return;
    }
    struct Kind {
      std::string_view word;
      uint32_t size;
      bool isFloat;
    };
    constexpr Kind kKinds[] = {{"int8", 1, false},   {"int16", 2, false},  {"int32", 4, false},
                               {"int64", 8, false},  {"uint8", 1, false},  {"uint16", 2, false},
                               {"uint32", 4, false}, {"uint64", 8, false}, {"float32", 4, true},
                               {"float64", 8, true}};
    const auto kind = std::ranges::find(kKinds, current_.text, &Kind::word);
    if (!atWord() || kind == std::end(kKinds))
      fail("a data item: int8…int64, float32, float64, char*, bytearray");
    advance();
    uint64_t value = 0;
    if (accept("(")) {
      value = kind->isFloat ? floatBits(kind->size == 8) : integer("a number");
      expect(")");
    }
    uint64_t count = 1;
    if (accept("[")) {
      count = integerIn("a count", 0, 0x1000000);
      expect("]");
    }
    for (uint64_t i = 0; i < count; ++i)
      for (uint32_t byte = 0; byte < kind->size; ++byte)
        data.bytes.push_back(static_cast<uint8_t>(value >> (8 * byte)));
  };
  if (accept("{")) {
    if (!at("}")) {
      do item();
      while (accept(","));
    }
    expect("}");
  } else {
    item();
  }
  program_.data.push_back(std::move(data));
}

// II.5.7: `.line 5`, `.line 5:3`, `.line 5,6 : 1,9 'file.cs'`; the older `#line` is not read.
void Parser::parseLine() {
  advance();
  const bool isHidden = current_.kind == Lex::Integer && current_.integer == 0xFEEFEE;
  line_.line = integerIn("a line", 0, 0xFFFFFF);
  line_.endLine = accept(",") ? integerIn("a line", 0, 0xFFFFFF) : line_.line;
  line_.column = line_.endColumn = 0;
  if (accept(":")) {
    line_.column = integerIn("a column", 0, 0xFFFF);
    line_.endColumn = accept(",") ? integerIn("a column", 0, 0xFFFF) : line_.column + 1;
  }
  if (current_.kind == Lex::Quoted || current_.kind == Lex::String) {
    line_.document = current_.text;
    advance();
  }
  if (isHidden) line_.line = line_.endLine = 0xFEEFEE;
  hasLine_ = true;
}

}  // namespace minivm::ilasm
