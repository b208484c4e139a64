#include "tests/fuzz/text_mutator.h"

#include <algorithm>
#include <cctype>

namespace minivm::fuzz {
namespace {

/// What a hand would not write.
const std::vector<std::string_view> kOddities = {
    "{",
    "}",
    "(",
    ")",
    "<",
    ">",
    "[",
    "]",
    ",",
    "::",
    "...",
    "=",
    "+",
    "!",
    "!!",
    "&",
    "*",
    "/",
    "'",
    "\"",
    "''",
    "\"\"",
    "0xFFFFFFFFFFFFFFFF",
    "99999999999999999999999",
    "-1",
    "-2147483649",
    "0x",
    "1e999",
    "1.5e",
    "/*",
    "*/",
    "//",
    "\\",
    "\0",
    "\xFF\xFE",
    "\xF0\x9F\x98\x80",
    "#define A B\n",
    "#ifdef X\n",
    "#endif\n",
    "#define A A\n",
    "\n#include \"mutant.il\"\n",
    "\n#include \"again.il\"\n",
    "\n#line 5 \"x\"\n",
    "\n# 5 \"x\" 1\n",
    "A",
    "\n",
    ";",
    "#",
    "mdtoken(0x02FFFFFF)",
    "mdtoken(0x1B000001)",
    "mdtoken(0)",
    "flags(0xFFFFFFFF)",
    "callconv(255)",
    "int32[0...,0...]",
    "int8 (1)[1000000]",
    ".typedef",
    ".typelist {",
    "bytearray (",
    "method void *()",
    "modreq(",
    "class",
    "valuetype",
    "[mscorlib]",
    ".this",
    ".base",
    ".nester",
    "nested public",
    "''.'a.b'",
    "'a.b'.",
    "'\\000'",
    "x$PST06000001",
    ".vtfixup [65535] int64 at X",
    ".vtfixup [1] int32 fromunmanaged at X",
    ".vtentry 1 : 1",
    ".vtentry 65535 : 65535",
    ".export [0] as X",
    ".export [65535]",
    "marshal({ 1D",
    "safearray * vector [] &",
    "float64(1)",
    "at X",
    "&(X)",
    ".data X = { &(X) }",
    ".try 0 to 99999 finally handler 1 to 2",
    ".emitbyte 254",
    ".maxstack 65535",
    ".line 16707566",
    ".param [0] = int32(1)",
    ".param [99]",
    "<[65535]>",
    "!99999",
    ".namespace N {",
    ".class C { .class C {",
    ".permissionset demand = (",
    ".mresource public r",
    ".file f .entrypoint",
    ".hash = (",
};

bool isWordByte(char c) {
  return std::isalnum(static_cast<unsigned char>(c)) || c == '_' || c == '.' || c == '`' || c == '$' ||
         c == '@' || c == '?';
}

}  // namespace

TextSeeds::TextSeeds(const std::vector<std::string>& sources) {
  for (const std::string& source : sources) {
    Text text;
    for (size_t i = 0; i < source.size();) {
      size_t end = i + 1;
      if (isWordByte(source[i]))
        while (end < source.size() && isWordByte(source[end])) ++end;
      else if (source[i] == '"' || source[i] == '\'')
        end = std::min(source.find(source[i], i + 1), source.size() - 1) + 1;
      else if (source[i] == ' ')
        while (end < source.size() && source[end] == ' ') ++end;
      text.push_back(source.substr(i, end - i));
      i = end;
    }
    words_.insert(words_.end(), text.begin(), text.end());
    sources_.push_back(std::move(text));
  }
  std::ranges::sort(words_);
  words_.erase(std::unique(words_.begin(), words_.end()), words_.end());
}

const std::string& TextSeeds::anyWord(Random& random) const {
  return words_[random.below(words_.size())];
}

void TextSeeds::change(Text& text, Random& random) const {
  if (text.empty()) text.emplace_back(" ");
  const size_t at = random.below(text.size());
  const auto place = text.begin() + static_cast<ptrdiff_t>(at);
  const size_t length = std::min<size_t>(1 + random.below(random.oneIn(4) ? 200 : 4), text.size() - at);
  const auto end = place + static_cast<ptrdiff_t>(length);
  switch (random.below(10)) {
    case 0: text.erase(place, end); break;
    case 1: {  // again
      const Text copy(place, end);
      text.insert(end, copy.begin(), copy.end());
      break;
    }
    case 2: std::swap(*place, text[random.below(text.size())]); break;
    case 3:
    case 4: *place = anyWord(random); break;
    case 5: *place = kOddities[random.below(kOddities.size())]; break;
    case 6: text.insert(place, std::string(kOddities[random.below(kOddities.size())])); break;
    case 7: {  // a piece of another source
      const Text& other = sources_[random.below(sources_.size())];
      const size_t from = random.below(other.size());
      const size_t count = std::min<size_t>(random.below(100), other.size() - from);
      text.insert(place, other.begin() + static_cast<ptrdiff_t>(from),
                  other.begin() + static_cast<ptrdiff_t>(from + count));
      break;
    }
    case 8: {  // many times over
      const std::string one =
          random.oneIn(2) ? *place : std::string(kOddities[random.below(kOddities.size())]);
      text.insert(place, 1 + random.below(3000), one);
      break;
    }
    default:
      if (random.oneIn(3))
        text.resize(at);
      else if (!place->empty())
        (*place)[random.below(place->size())] = static_cast<char>(random.next());
  }
}

std::string TextSeeds::mutate(Random random) const {
  Text text;
  if (random.oneIn(30)) {
    for (size_t i = random.below(2000); i > 0; --i)
      text.push_back(anyWord(random) + (random.oneIn(2) ? " " : ""));
  } else {
    text = sources_[random.below(sources_.size())];
    for (size_t i = random.oneIn(2) ? 1 : 1 + random.below(8); i > 0; --i) change(text, random);
  }
  std::string result;
  for (const std::string& one : text) result += one;
  return result;
}

}  // namespace minivm::fuzz
