#pragma once
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "loader/ilasm/diagnostics.h"
#include "loader/opcode.h"

namespace minivm::ilasm {

/// The kinds of lexemes (ECMA-335 II.5.2, II.5.3).
enum class Lex : uint8_t {
  End,
  Word,       ///< identifier, keyword, mnemonic or dotted name; the parser knows which from where it stands
  Quoted,     ///< 'text'
  String,     ///< "text"
  Directive,  ///< .word, dot included
  Integer,
  Float,
  Mark,  ///< punctuation: one character, or :: or ...
  Bad,   ///< not a lexeme; `text` says why
};

/// One lexeme. `raw` points into the source.
struct Lexeme {
  Lex kind = Lex::End;
  std::string_view raw;
  std::string text;         ///< escapes resolved, quotes removed; otherwise as raw
  uint64_t integer = 0;     ///< two's complement; the lowest 64 bits
  bool isTooLarge = false;  ///< `integer` does not hold all of it
  double real = 0;
  Position at;
  size_t begin = 0;
  size_t end = 0;

  bool is(std::string_view mark) const {
    return (kind == Lex::Mark || kind == Lex::Word || kind == Lex::Directive) && text == mark;
  }
};

/// Cuts one source file into lexemes, on demand, as bytes inside parentheses are read by other rules than the
/// rest. A value type: copy it to look ahead.
class Lexer {
 public:
  /// `source` and `opcodes` must outlive the lexer. The opcodes tell which words end with a dot (`tail.`).
  /// `origins`: where lines come from (must outlive the lexer, too); empty: from `file` as they are.
  Lexer(std::string_view source, uint32_t file, const OpcodeTable& opcodes,
        std::span<const LineOrigin> origins = {})
      : source_(source), opcodes_(&opcodes), origins_(origins), file_(file) {
    if (source_.starts_with("\xEF\xBB\xBF")) position_ = lineStart_ = 3;
    if (!origins_.empty()) nextOrigin();
  }

  /// The next lexeme; End for ever at the end of the file.
  Lexeme next();
  /// The hexadecimal bytes up to `close`, which is consumed; what opened them was the last lexeme. False,
  /// with `bad` describing the offender, if something else stands there.
  bool hexBytes(std::vector<uint8_t>& out, Lexeme& bad, char close = ')');

 private:
  char peek(size_t ahead = 0) const {
    return position_ + ahead < source_.size() ? source_[position_ + ahead] : '\0';
  }
  bool skipBlanks();
  Position here() const { return {file_, line_, static_cast<uint32_t>(position_ - lineStart_ + 1)}; }
  /// A line begins at `begin`.
  void newLine(size_t begin) {
    ++line_;
    ++textLine_;
    lineStart_ = begin;
    if (!origins_.empty()) nextOrigin();
  }
  void nextOrigin();
  void readWord(Lexeme& lexeme);
  void readNumber(Lexeme& lexeme);
  void readText(Lexeme& lexeme, char quote);

  std::string_view source_;
  const OpcodeTable* opcodes_;
  std::span<const LineOrigin> origins_;  ///< those to come
  size_t position_ = 0;
  size_t lineStart_ = 0;
  uint32_t file_ = 0;
  uint32_t line_ = 1;      ///< of file_
  uint32_t textLine_ = 1;  ///< of source_
};

}  // namespace minivm::ilasm
