#include "loader/ildasm/spelling.h"

#include <algorithm>
#include <bit>
#include <charconv>
#include <cmath>
#include <cstdlib>
#include <iterator>

#include "vm/support/utf.h"

namespace minivm::ildasm {
namespace {

// The words of II.5.3 that are not mnemonics, in order. Where a word stands decides what it means to the
// assembler of minivm; other assemblers want them quoted everywhere.
constexpr std::string_view kKeywords[] = {
    // clang-format off
    "abstract", "aggressiveinlining", "algorithm", "alignment", "amd64", "ansi", "any", "array", "as",
    "assembly", "assert", "async", "at", "auto", "autochar", "beforefieldinit", "bestfit", "blob",
    "blob_object", "bool", "brnull", "brnull.s", "brzero", "brzero.s", "bstr", "byreflike", "bytearray",
    "byvalstr", "callconv", "callmostderived", "carray", "catch", "cdecl", "cf", "char", "charmaperror",
    "cil", "class", "clsid", "compilercontrolled", "const", "constraint", "currency", "custom", "date",
    "decimal", "default", "demand", "deny", "endmac", "enum", "error", "explicit", "extends", "extern",
    "false", "famandassem", "family", "famorassem", "fastcall", "fault", "field", "filetime", "filter",
    "final", "finally", "fixed", "flags", "float", "float32", "float64", "forwarder", "forwardref",
    "fromunmanaged", "handler", "hidebysig", "hresult", "idispatch", "il", "illegal", "implements",
    "implicitcom", "implicitres", "import", "in", "inheritcheck", "init", "initonly", "instance", "int",
    "int16", "int32", "int64", "int8", "interface", "internalcall", "iunknown", "lasterr", "lcid", "legacy",
    "library", "linkcheck", "literal", "localloc", "lpstr", "lpstruct", "lptstr", "lpvoid", "lpwstr",
    "managed", "marshal", "mdtoken", "method", "modopt", "modreq", "module", "native", "nested", "newslot",
    "noappdomain", "noinlining", "nomachine", "nomangle", "nometadata", "noncasdemand", "noncasinheritance",
    "noncaslinkdemand", "noprocess", "not_in_gc_heap", "notremotable", "notserialized", "null", "nullref",
    "object", "objectref", "off", "on", "opt", "optil", "out", "permitonly", "pinned", "pinvokeimpl",
    "platformapi", "prefix1", "prefix2", "prefix3", "prefix4", "prefix5", "prefix6", "prefix7", "prefixref",
    "prejitdeny", "prejitgrant", "preservesig", "private", "privatescope", "property", "protected",
    "public", "record", "refany", "reqmin", "reqopt", "reqrefuse", "reqsecobj", "request", "retargetable",
    "retval", "rtspecialname", "runtime", "safearray", "sealed", "sequential", "serializable", "special",
    "specialname", "static", "stdcall", "storage", "stored_object", "stream", "streamed_object", "strict",
    "string", "struct", "synchronized", "syschar", "sysstring", "tbstr", "thiscall", "tls", "to", "true",
    "type", "typedref", "uint", "uint16", "uint32", "uint64", "uint8", "unicode", "unmanaged",
    "unmanagedexp", "unsigned", "unused", "userdefined", "value", "valuetype", "vararg", "variant",
    "vector", "virtual", "void", "wchar", "winapi", "windowsruntime", "with", "wrapper", "x86",
    // clang-format on
};

bool isLetter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == '$' || c == '@' || c == '`';
}
bool isDigit(char c) {
  return c >= '0' && c <= '9';
}

void putByte(std::string& out, uint8_t byte) {
  constexpr char kHex[] = "0123456789ABCDEF";
  out += kHex[byte >> 4];
  out += kHex[byte & 15];
}

/// A decimal text gets the point or exponent that tells it from an integer.
std::string asReal(std::string text) {
  if (text.find_first_of(".e") == std::string::npos) text += ".0";
  return text;
}

}  // namespace

bool Spelling::isPlain(std::string_view part) const {
  if (part.empty() || !isLetter(part[0])) return false;
  if (!std::ranges::all_of(part, [](char c) { return isLetter(c) || isDigit(c); })) return false;
  return !std::ranges::binary_search(kKeywords, part) && !opcodes_.byMnemonic(part) &&
         !opcodes_.byMnemonic(std::string(part) + ".");
}

bool Spelling::isPlainDotted(std::string_view text) const {
  for (;;) {
    const size_t dot = text.find('.');
    if (!isPlain(text.substr(0, dot))) return false;
    if (dot == std::string_view::npos) return true;
    text.remove_prefix(dot + 1);
  }
}

std::string Spelling::name(std::string_view text) const {
  return isPlainDotted(text) && !opcodes_.byMnemonic(text) ? std::string(text) : quoted(text, '\'');
}

std::string Spelling::className(std::string_view nameSpace, std::string_view text) const {
  const std::string simple = isPlain(text) ? std::string(text) : quoted(text, '\'');
  if (!nameSpace.empty()) return name(nameSpace) + "." + simple;
  const size_t dot = text.rfind('.');
  const bool isParted = dot != std::string_view::npos && dot > 0 && dot + 1 < text.size();
  return (isParted ? "''." : "") + simple;
}

std::string quoted(std::string_view text, char quote) {
  std::string result(1, quote);
  for (char c : text) {
    switch (c) {
      case '\n': result += "\\n"; break;
      case '\r': result += "\\r"; break;
      case '\t': result += "\\t"; break;
      case '\\': result += "\\\\"; break;
      default:
        if (c == quote) {
          result += '\\';
          result += c;
        } else if (static_cast<uint8_t>(c) < 0x20 || c == 0x7F) {
          result += '\\';
          for (int shift = 6; shift >= 0; shift -= 3)
            result += static_cast<char>('0' + (static_cast<uint8_t>(c) >> shift & 7));
        } else {
          result += c;
        }
    }
  }
  return result += quote;
}

std::string textLiteral(ByteSpan utf16) {
  const std::string text = utf16LeToUtf8(utf16);
  // A lone surrogate has no UTF-8, and an odd length no text.
  const std::u16string exact = utf16LeToString(utf16);
  if (utf16.size() % 2 != 0 || utf8ToUtf16(text) != exact) return "bytearray " + byteList(utf16, 0);
  return quoted(text, '"');
}

std::string byteList(ByteSpan bytes, size_t indent) {
  constexpr size_t kPerLine = 16;
  std::string result = "(";
  const bool isLong = bytes.size() > kPerLine && indent > 0;
  for (size_t begin = 0; begin < bytes.size(); begin += kPerLine) {
    const ByteSpan line = bytes.subspan(begin, std::min(kPerLine, bytes.size() - begin));
    if (isLong) result.append("\n").append(indent, ' ');
    for (uint8_t byte : line) {
      if (!isLong || &byte != line.data()) result += ' ';
      putByte(result, byte);
    }
    if (!isLong) continue;
    const bool isLast = begin + line.size() == bytes.size();
    if (isLast) result += " )";
    result.append((kPerLine - line.size()) * 3 + (isLast ? 0 : 2), ' ').append("  // ");
    for (uint8_t byte : line) result += byte >= 0x20 && byte < 0x7F ? static_cast<char>(byte) : '.';
    // A backslash there would join the next line in the eyes of some readers.
    if (result.back() == '\\') result.back() = '.';
  }
  return isLong ? result : result + " )";
}

std::string hex(uint64_t value, int digits) {
  char text[17];
  const auto end = std::to_chars(text, text + 16, value, 16).ptr;
  std::string result = "0x";
  for (auto length = end - text; length < digits; ++length) result += '0';
  for (const char* c = text; c != end; ++c) result += static_cast<char>(*c >= 'a' ? *c - 'a' + 'A' : *c);
  return result;
}

std::optional<std::string> float64Text(uint64_t bits) {
  const double value = std::bit_cast<double>(bits);
  if (!std::isfinite(value)) return std::nullopt;
  char text[40];
  std::string result = asReal({text, std::to_chars(text, text + sizeof text, value).ptr});
  if (std::bit_cast<uint64_t>(std::strtod(result.c_str(), nullptr)) != bits) return std::nullopt;
  return result;
}

std::optional<std::string> float32Text(uint32_t bits) {
  const float value = std::bit_cast<float>(bits);
  if (!std::isfinite(value)) return std::nullopt;
  char text[40];
  std::string result = asReal({text, std::to_chars(text, text + sizeof text, value).ptr});
  // Read as a double first, as an assembler does.
  const auto read = static_cast<float>(std::strtod(result.c_str(), nullptr));
  if (std::bit_cast<uint32_t>(read) != bits) return std::nullopt;
  return result;
}

}  // namespace minivm::ildasm
