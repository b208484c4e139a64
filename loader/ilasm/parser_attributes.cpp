// Custom attributes, constants, marshalling and permissions (ECMA-335 II.16.2, II.21, II.22.11, II.23.3,
// II.23.4).
#include <algorithm>
#include <cstring>

#include "loader/ilasm/metadata_writer.h"
#include "loader/ilasm/parser.h"
#include "vm/support/utf.h"

namespace minivm::ilasm {
namespace {

/// Words of fixed-size values: element type, and bytes (0: not a number).
struct ValueWord {
  std::string_view word;
  ElementType type;
  uint32_t size;
};
constexpr ValueWord kValues[] = {
    {"bool", ElementType::Boolean, 1}, {"char", ElementType::Char, 2},  {"int8", ElementType::I1, 1},
    {"uint8", ElementType::U1, 1},     {"int16", ElementType::I2, 2},   {"uint16", ElementType::U2, 2},
    {"int32", ElementType::I4, 4},     {"uint32", ElementType::U4, 4},  {"int64", ElementType::I8, 8},
    {"uint64", ElementType::U8, 8},    {"float32", ElementType::R4, 4}, {"float64", ElementType::R8, 8},
};

const ValueWord* findValue(std::string_view word) {
  const auto found = std::ranges::find(kValues, word, &ValueWord::word);
  return found == std::end(kValues) ? nullptr : found;
}

const ValueWord* unsignedValue(std::string_view word) {
  return findValue("u" + std::string(word));
}

void putBits(Bytes& out, uint64_t value, uint32_t size) {
  for (uint32_t i = 0; i < size; ++i) out.push_back(static_cast<uint8_t>(value >> (8 * i)));
}

Bytes& tail(std::vector<BlobPart>& parts) {
  if (parts.empty() || parts.back().type) parts.emplace_back();
  return parts.back().bytes;
}

// II.23.4
struct NativeWord {
  std::string_view words;  ///< separated by blanks
  uint8_t code;
};
constexpr NativeWord kNatives[] = {
    {"as any", 0x28},        {"ansi bstr", 0x23},      {"tbstr", 0x24},          {"variant bool", 0x25},
    {"byvalstr", 0x22},      {"bool", 0x02},           {"int8", 0x03},           {"uint8", 0x04},
    {"unsigned int8", 0x04}, {"int16", 0x05},          {"uint16", 0x06},         {"unsigned int16", 0x06},
    {"int32", 0x07},         {"uint32", 0x08},         {"unsigned int32", 0x08}, {"int64", 0x09},
    {"uint64", 0x0A},        {"unsigned int64", 0x0A}, {"float32", 0x0B},        {"float64", 0x0C},
    {"syschar", 0x0D},       {"variant", 0x0E},        {"currency", 0x0F},       {"void", 0x01},
    {"decimal", 0x11},       {"date", 0x12},           {"bstr", 0x13},           {"lpstr", 0x14},
    {"lpwstr", 0x15},        {"lptstr", 0x16},         {"objectref", 0x18},      {"iunknown", 0x19},
    {"idispatch", 0x1A},     {"struct", 0x1B},         {"interface", 0x1C},      {"int", 0x1F},
    {"uint", 0x20},          {"unsigned int", 0x20},   {"nested struct", 0x21},  {"method", 0x26},
    {"lpstruct", 0x2B},      {"error", 0x2D},          {"iinspectable", 0x2E},   {"hstring", 0x2F},
    {"lputf8str", 0x30},
};

/// VARENUM of COM, by the words of assemblers.
struct VariantWord {
  std::string_view word;
  uint32_t type;
};
constexpr VariantWord kVariantWords[] = {
    {"null", 1},      {"int16", 2},          {"int32", 3},        {"float32", 4},   {"float64", 5},
    {"currency", 6},  {"date", 7},           {"bstr", 8},         {"idispatch", 9}, {"error", 10},
    {"bool", 11},     {"variant", 12},       {"iunknown", 13},    {"decimal", 14},  {"int8", 16},
    {"uint8", 17},    {"uint16", 18},        {"uint32", 19},      {"int64", 20},    {"uint64", 21},
    {"int", 22},      {"uint", 23},          {"void", 24},        {"hresult", 25},  {"safearray", 27},
    {"carray", 28},   {"userdefined", 29},   {"lpstr", 30},       {"lpwstr", 31},   {"record", 36},
    {"filetime", 64}, {"blob", 65},          {"stream", 66},      {"storage", 67},  {"streamed_object", 68},
    {"cf", 71},       {"stored_object", 69}, {"blob_object", 70}, {"clsid", 72},
};

}  // namespace

// `.custom [(owner)] constructor [= (bytes) | = { values }]`
void Parser::parseCustom() {
  CustomAttribute made;
  made.at = current_.at;
  advance();
  OwnedCustom owned;
  const bool isOwned = accept("(");
  if (isOwned) {
    if (accept("method"))
      owned.method = methodRef();
    else if (accept("field"))
      owned.field = fieldRef();
    else
      owned.type = type();
    expect(")");
  }
  if (const Alias* known = alias(); known && known->custom && !isOwned) {
    advance();
    customs_->push_back(*known->custom);
    return;
  }
  made.constructor = methodRef();
  BlobPart plain;
  if (!accept("=")) {
    plain.bytes = {1, 0, 0, 0};
    made.value.push_back(std::move(plain));
  } else if (at("(")) {
    plain.bytes = byteList();
    made.value.push_back(std::move(plain));
  } else if (accept("bytearray")) {
    plain.bytes = byteList();
    made.value.push_back(std::move(plain));
  } else if (current_.kind == Lex::String) {  // the text is the value, as it stands
    const std::string text = stringText();
    plain.bytes.assign(text.begin(), text.end());
    made.value.push_back(std::move(plain));
  } else if (at("{")) {
    made.value = customValue();
  } else {
    fail("'(' with bytes, '{' with values, or a text in double quotes");
  }
  if (isOwned) {
    owned.custom = std::move(made);
    program_.ownedCustoms.push_back(std::move(owned));
  } else {
    customs_->push_back(std::move(made));
  }
}

// II.23.3: prolog, fixed arguments, count of named ones, named ones.
std::vector<BlobPart> Parser::customValue() {
  std::vector<BlobPart> fixed, named;
  tail(fixed) = {1, 0};
  uint16_t count = 0;
  expect("{");
  while (!at("}")) {
    const bool isField = at("field");
    if (isField || at("property")) {
      advance();
      tail(named).push_back(isField ? 0x53 : 0x54);
      serializedType(named);
      putSerString(tail(named), dottedName("the name of a field or property"));
      expect("=");
      serializedArgument(named, false);
      ++count;
    } else {
      if (count > 0) fail("field, property or '}'");
      serializedArgument(fixed, false);
    }
    accept(",");
  }
  advance();
  putLe<uint16_t>(tail(fixed), count);
  fixed.insert(fixed.end(), named.begin(), named.end());
  return fixed;
}

// A FieldOrPropType (II.23.3).
void Parser::serializedType(std::vector<BlobPart>& out) {
  Bytes element;
  std::optional<ClassName> enumType;
  std::string enumText;
  if (accept("type"))
    element = {0x50};
  else if (accept("object"))
    element = {0x51};
  else if (accept("string"))
    element = {0x0E};
  else if (accept("enum")) {
    element = {0x55};
    if (accept("class")) enumType.emplace();
    if (current_.kind == Lex::Quoted && !enumType) {
      enumText = current_.text;
      advance();
    } else {
      enumType = className();
    }
  } else {
    const bool isUnsigned = accept("unsigned");
    const ValueWord* value = isUnsigned ? unsignedValue(current_.text) : findValue(current_.text);
    if (!atWord() || !value) fail("the type of a field or property");
    element = {static_cast<uint8_t>(value->type)};
    advance();
  }
  if (accept("[")) {
    expect("]");
    tail(out).push_back(0x1D);
  }
  Bytes& bytes = tail(out);
  bytes.insert(bytes.end(), element.begin(), element.end());
  if (enumType) {
    BlobPart part;
    part.type = enumType;
    out.push_back(std::move(part));
  } else if (element[0] == 0x55) {
    putSerString(bytes, enumText);
  }
}

// One value; `tagged`: preceded by its type, as within object(…).
void Parser::serializedArgument(std::vector<BlobPart>& out, bool tagged) {
  const Nested level(*this);
  auto text = [&] {
    if (accept("nullref")) {
      tail(out).push_back(0xFF);
      return;
    }
    if (current_.kind != Lex::Quoted && current_.kind != Lex::String) fail("a text in quotes, or nullref");
    putSerString(tail(out), current_.text);
    advance();
  };
  auto typeValue = [&] {
    if (accept("nullref")) {
      tail(out).push_back(0xFF);
    } else if (accept("class")) {
      text();
    } else if (current_.kind == Lex::Quoted) {
      text();
    } else {
      BlobPart part;
      part.type = className();
      out.push_back(std::move(part));
    }
  };
  auto tag = [&](uint8_t element) {
    if (tagged) tail(out).push_back(element);
  };
  // `word[n](…)`: elements follow each other without commas.
  auto elements = [&](uint8_t element, const std::function<void()>& one) {
    if (at("[")) {
      advance();
      const uint32_t count = integerIn("a number of elements", 0, 0x1000000);
      expect("]");
      if (tagged) tail(out).push_back(0x1D);
      tag(element);
      putLe<uint32_t>(tail(out), count);
      expect("(");
      for (uint32_t i = 0; i < count; ++i) {
        one();
        accept(",");
      }
      expect(")");
    } else {
      tag(element);
      expect("(");
      one();
      expect(")");
    }
  };
  if (accept("string")) return elements(0x0E, text);
  if (accept("type")) return elements(0x50, typeValue);
  if (accept("object")) {
    if (at("[")) return elements(0x51, [&] { serializedArgument(out, true); });
    expect("(");
    serializedArgument(out, true);
    expect(")");
    return;
  }
  if (accept("enum")) {
    std::vector<BlobPart> type;
    accept("class");
    BlobPart part;
    part.type = className();
    if (tagged) {
      tail(out).push_back(0x55);
      out.push_back(part);
    }
    expect("(");
    serializedArgument(out, false);
    expect(")");
    return;
  }
  if (accept("bytearray")) {
    const Bytes bytes = byteList();
    tail(out).insert(tail(out).end(), bytes.begin(), bytes.end());
    return;
  }
  const bool isUnsigned = accept("unsigned");
  const ValueWord* value = isUnsigned ? unsignedValue(current_.text) : findValue(current_.text);
  if (!atWord() || !value) fail("a value, such as int32(1) or string('text')");
  advance();
  elements(static_cast<uint8_t>(value->type), [&] {
    uint64_t bits = 0;
    if (value->type == ElementType::R4 || value->type == ElementType::R8) {
      bits = floatBits(value->size == 8);
    } else if (accept("true")) {
      bits = 1;
    } else if (!accept("false")) {
      bits = integer("a number");
    }
    putBits(tail(out), bits, value->size);
  });
}

// II.16.2
std::optional<Constant> Parser::fieldInit() {
  Constant made;
  if (accept("nullref")) {
    made.type = ElementType::Class;
    made.bytes = {0, 0, 0, 0};
    return made;
  }
  auto put = [&made](std::u16string_view text) {
    made.type = ElementType::String;
    for (char16_t c : text) putLe<uint16_t>(made.bytes, c);
  };
  if (current_.kind == Lex::String) {
    put(utf8ToUtf16(stringText()));
    return made;
  }
  if (accept("bytearray")) {
    made.type = ElementType::String;
    made.bytes = byteList();
    return made;
  }
  const bool isUnsigned = accept("unsigned");
  const ValueWord* value = isUnsigned ? unsignedValue(current_.text) : findValue(current_.text);
  if (!atWord() || !value) fail("a constant, such as int32(1), \"text\" or nullref");
  advance();
  made.type = value->type;
  expect("(");
  uint64_t bits = 0;
  if (value->type == ElementType::R4 || value->type == ElementType::R8) {
    bits = floatBits(value->size == 8);
  } else if (accept("true")) {
    bits = 1;
  } else if (!accept("false")) {
    bits = integer("a number");
  }
  expect(")");
  putBits(made.bytes, bits, value->size);
  return made;
}

Bytes Parser::marshalInfo() {
  advance();
  expect("(");
  Bytes out;
  nativeTypeInto(out);
  expect(")");
  return out;
}

// What a safe array holds: a VARENUM of COM with its modifiers behind it; nothing if no word stands here.
std::optional<uint32_t> Parser::variantType() {
  constexpr uint32_t kVector = 0x1000, kArray = 0x2000, kByRef = 0x4000, kPointer = 26;
  const bool isUnsigned = at("unsigned");
  const std::string word = isUnsigned ? "u" + peek().text : current_.text;
  const auto found = std::ranges::find(kVariantWords, word, &VariantWord::word);
  uint32_t type = 0;
  if (accept("*")) {
    type = kPointer;
  } else if (atWord() && found != std::end(kVariantWords)) {
    if (isUnsigned) advance();
    advance();
    type = found->type;
  } else {
    return std::nullopt;
  }
  for (;;) {
    if (accept("[")) {
      expect("]");
      type |= kArray;
    } else if (accept("vector")) {
      type |= kVector;
    } else if (accept("&")) {
      type |= kByRef;
    } else {
      return type;
    }
  }
}

// II.23.4: a native type, and arrays of one behind it.
void Parser::nativeTypeInto(Bytes& out) {
  const Nested level(*this);
  auto text = [&] { putSerString(out, current_.kind == Lex::Quoted ? name("a text") : stringText()); };
  if (at("{") || at("(")) {
    const Bytes raw = byteList(at("{") ? '}' : ')');
    out.insert(out.end(), raw.begin(), raw.end());
    return;
  }
  Bytes element;
  if (accept("custom")) {
    expect("(");
    out.push_back(0x2C);
    std::vector<std::string> texts;
    do texts.push_back(current_.kind == Lex::Quoted ? name("a text") : stringText());
    while (accept(","));
    expect(")");
    if (texts.size() == 2) texts.insert(texts.begin(), {"", ""});
    for (const std::string& one : texts) putSerString(out, one);
    return;
  }
  if (accept("fixed")) {
    if (accept("sysstring")) {
      expect("[");
      out.push_back(0x17);
      putCompressed(out, integerIn("a length", 0, 0x1FFFFFFF));
      expect("]");
      return;
    }
    expect("array");
    expect("[");
    out.push_back(0x1E);
    putCompressed(out, integerIn("a length", 0, 0x1FFFFFFF));
    expect("]");
    if (!at(")")) nativeTypeInto(out);
    return;
  }
  if (accept("safearray")) {
    out.push_back(0x1D);
    if (const auto variant = variantType()) putCompressed(out, *variant);
    if (accept(",")) text();
    return;
  }
  if (!at("[") && !at("*")) {
    const NativeWord* best = nullptr;
    for (const NativeWord& word : kNatives) {
      const size_t blank = word.words.find(' ');
      if (blank == std::string_view::npos
              ? current_.text == word.words
              : current_.text == word.words.substr(0, blank) && peek().is(word.words.substr(blank + 1))) {
        if (!best || word.words.size() > best->words.size()) best = &word;
      }
    }
    if (at(")")) {
      element = {};
    } else if (!atWord() || !best) {
      fail("a native type");
    } else {
      advance();
      if (best->words.find(' ') != std::string_view::npos) advance();
      element = {best->code};
      // interface and its kind may say which parameter holds the IID.
      if (accept("(")) {
        expect("iidparam");
        expect("=");
        putCompressed(element, integerIn("a parameter's number", 0, 0xFFFF));
        expect(")");
      }
    }
  }
  while (at("[") || at("*")) {
    if (accept("*")) {
      element.insert(element.begin(), 0x10);
      continue;
    }
    advance();
    Bytes array = {0x2A};
    if (element.empty()) element = {0x50};
    array.insert(array.end(), element.begin(), element.end());
    if (current_.kind == Lex::Integer) {
      const uint32_t size = integerIn("a length", 0, 0x1FFFFFFF);
      if (accept("+")) {
        putCompressed(array, integerIn("a parameter's number", 0, 0xFFFF));
        putCompressed(array, size);
        putCompressed(array, 1);
      } else {
        putCompressed(array, 0);
        putCompressed(array, size);
        putCompressed(array, 0);
      }
    } else if (accept("+")) {
      putCompressed(array, integerIn("a parameter's number", 0, 0xFFFF));
    }
    expect("]");
    element = array;
  }
  out.insert(out.end(), element.begin(), element.end());
}

// II.21: the byte form is kept; the readable forms are checked for balance only, with a warning, as no
// runtime that this assembler writes for looks at them.
void Parser::parsePermission(std::vector<Permission>& permissions, bool isSet) {
  constexpr ValueWord kActions[] = {
      {"request", ElementType::End, 1},
      {"demand", ElementType::End, 2},
      {"assert", ElementType::End, 3},
      {"deny", ElementType::End, 4},
      {"permitonly", ElementType::End, 5},
      {"linkcheck", ElementType::End, 6},
      {"inheritcheck", ElementType::End, 7},
      {"reqmin", ElementType::End, 8},
      {"reqopt", ElementType::End, 9},
      {"reqrefuse", ElementType::End, 10},
      {"prejitgrant", ElementType::End, 11},
      {"prejitdeny", ElementType::End, 12},
      {"noncasdemand", ElementType::End, 13},
      {"noncaslinkdemand", ElementType::End, 14},
      {"noncasinheritance", ElementType::End, 15},
  };
  const Position where = current_.at;
  advance();
  const auto action = std::ranges::find(kActions, current_.text, &ValueWord::word);
  if (action == std::end(kActions)) fail("a security action, such as demand or reqmin");
  advance();
  if (!isSet) {
    type();
    if (accept("(")) {
      uint32_t open = 1;
      while (open > 0 && current_.kind != Lex::End) {
        if (at("(")) ++open;
        if (at(")")) --open;
        advance();
      }
    }
    if (accept("=")) skipBraces();
    diagnostics_.warning(where, ".permission is skipped: code access security is not supported");
    return;
  }
  accept("=");
  accept("bytearray");
  if (at("(")) {
    permissions.push_back({static_cast<uint16_t>(action->size), byteList()});
  } else if (current_.kind == Lex::String) {
    Permission made{static_cast<uint16_t>(action->size), {}};
    for (char16_t c : utf8ToUtf16(stringText())) putLe<uint16_t>(made.bytes, c);
    permissions.push_back(std::move(made));
  } else {
    skipBraces();
    diagnostics_.warning(where, ".permissionset is skipped: code access security is not supported");
  }
}

}  // namespace minivm::ilasm
