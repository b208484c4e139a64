#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "loader/opcode.h"
#include "vm/support/span.h"

namespace minivm::ildasm {

/// Names as the assembler reads them back (ECMA-335 II.5.2): bare where that is safe, otherwise in quotes.
class Spelling {
 public:
  /// `opcodes` must outlive this: its mnemonics are no bare names.
  explicit Spelling(const OpcodeTable& opcodes) : opcodes_(opcodes) {}

  /// A name of anything but a class; dots may stay as they are.
  std::string name(std::string_view text) const;
  /// A class's name behind its namespace. A name that has dots itself is quoted behind a dot (`N.'a.b'`,
  /// `''.'a.b'`), so that it stays whole.
  std::string className(std::string_view nameSpace, std::string_view text) const;

 private:
  bool isPlain(std::string_view part) const;
  bool isPlainDotted(std::string_view text) const;

  const OpcodeTable& opcodes_;
};

/// `text` between two `quote`s, with escapes.
std::string quoted(std::string_view text, char quote);
/// The literal of a string given as UTF-16LE: "…", or bytearray ( … ) if it is no well-formed text.
std::string textLiteral(ByteSpan utf16);
/// `( 01 00 )`; more than 16 bytes take lines of their own, indented by `indent` blanks, with their
/// characters behind them.
std::string byteList(ByteSpan bytes, size_t indent);
/// `0x0000ABCD`, with at least `digits` digits.
std::string hex(uint64_t value, int digits);
/// The shortest decimal number that reads back as exactly these bits; nothing if there is none (infinities,
/// NaN).
std::optional<std::string> float64Text(uint64_t bits);
std::optional<std::string> float32Text(uint32_t bits);

}  // namespace minivm::ildasm
