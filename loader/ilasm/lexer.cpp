#include "loader/ilasm/lexer.h"

#include <charconv>
#include <cstdlib>

namespace minivm::ilasm {
namespace {

bool isDigit(char c) {
  return c >= '0' && c <= '9';
}
int hexValue(char c) {
  if (isDigit(c)) return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}
/// Letters, the four special signs of II.5.2, and everything beyond ASCII.
bool startsWord(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == '$' || c == '@' || c == '?' ||
         c == '`' || (c & 0x80) != 0;
}
bool continuesWord(char c) {
  return startsWord(c) || isDigit(c);
}

}  // namespace

void Lexer::nextOrigin() {
  for (; !origins_.empty() && origins_.front().line <= textLine_; origins_ = origins_.subspan(1)) {
    file_ = origins_.front().file;
    line_ = origins_.front().origin + (textLine_ - origins_.front().line);
  }
}

// Blanks and comments; false at a comment without an end.
bool Lexer::skipBlanks() {
  while (position_ < source_.size()) {
    const char c = peek();
    if (c == '\n') {
      newLine(++position_);
    } else if (c == ' ' || c == '\t' || c == '\r' || c == '\f' || c == '\v' || c == '\0') {
      ++position_;
    } else if (c == '/' && peek(1) == '/') {
      while (position_ < source_.size() && peek() != '\n') ++position_;
    } else if (c == '/' && peek(1) == '*') {
      const size_t close = source_.find("*/", position_ + 2);
      if (close == std::string_view::npos) return false;
      for (; position_ < close; ++position_)
        if (peek() == '\n') newLine(position_ + 1);
      position_ = close + 2;
    } else {
      break;
    }
  }
  return true;
}

Lexeme Lexer::next() {
  Lexeme lexeme;
  const bool closed = skipBlanks();
  lexeme.at = here();
  lexeme.begin = position_;
  const char c = peek();
  if (!closed) {
    lexeme.kind = Lex::Bad;
    lexeme.text = "a comment without its */";
    position_ = source_.size();
  } else if (position_ >= source_.size()) {
    lexeme.kind = Lex::End;
  } else if (startsWord(c)) {
    readWord(lexeme);
  } else if (isDigit(c) || (c == '-' && (isDigit(peek(1)) || (peek(1) == '.' && isDigit(peek(2))))) ||
             (c == '.' && isDigit(peek(1)))) {
    readNumber(lexeme);
  } else if (c == '\'' || c == '"') {
    readText(lexeme, c);
  } else if (c == '.' && startsWord(peek(1))) {
    ++position_;
    while (continuesWord(peek())) ++position_;
    lexeme.kind = Lex::Directive;
  } else {
    lexeme.kind = Lex::Mark;
    position_ += source_.substr(position_).starts_with("...")  ? 3
                 : source_.substr(position_).starts_with("::") ? 2
                                                               : 1;
    if (std::string_view("{}()[]<>,;:=+-&*!/.#|").find(c) == std::string_view::npos) {
      lexeme.kind = Lex::Bad;
      lexeme.text = "a character that starts nothing";
    }
  }
  lexeme.end = position_;
  lexeme.raw = source_.substr(lexeme.begin, lexeme.end - lexeme.begin);
  if (lexeme.kind == Lex::Word || lexeme.kind == Lex::Directive || lexeme.kind == Lex::Mark)
    lexeme.text = lexeme.raw;
  return lexeme;
}

// A dotted name is one lexeme (`System.Console`, `ldc.i4.0`); a final dot belongs to it only in a mnemonic.
void Lexer::readWord(Lexeme& lexeme) {
  lexeme.kind = Lex::Word;
  for (;;) {
    while (continuesWord(peek())) ++position_;
    if (peek() != '.') return;
    if (continuesWord(peek(1))) {
      ++position_;
      continue;
    }
    const std::string_view withDot = source_.substr(lexeme.begin, position_ + 1 - lexeme.begin);
    if (opcodes_->byMnemonic(withDot)) ++position_;
    return;
  }
}

void Lexer::readNumber(Lexeme& lexeme) {
  lexeme.kind = Lex::Integer;
  const bool negative = peek() == '-';
  if (negative) ++position_;
  const size_t digits = position_;
  uint64_t value = 0;
  bool tooLarge = false;
  auto add = [&](uint64_t base, int digit) {
    tooLarge |= value > (UINT64_MAX - static_cast<uint64_t>(digit)) / base;
    value = value * base + static_cast<uint64_t>(digit);
  };
  if (peek() == '0' && (peek(1) == 'x' || peek(1) == 'X') && hexValue(peek(2)) >= 0) {
    for (position_ += 2; hexValue(peek()) >= 0; ++position_) add(16, hexValue(peek()));
  } else {
    for (; isDigit(peek()); ++position_) add(10, peek() - '0');
    const bool hasPoint = peek() == '.' && peek(1) != '.' && !startsWord(peek(1));
    const bool hasPointExponent = peek() == '.' && (peek(1) == 'e' || peek(1) == 'E') &&
                                  (isDigit(peek(2)) || peek(2) == '-' || peek(2) == '+');
    auto hasExponent = [this] {
      if (peek() != 'e' && peek() != 'E') return false;
      return isDigit(peek(1)) || ((peek(1) == '-' || peek(1) == '+') && isDigit(peek(2)));
    };
    if (hasPoint || hasPointExponent || hasExponent()) {
      lexeme.kind = Lex::Float;
      if (peek() == '.') ++position_;
      while (isDigit(peek())) ++position_;
      if (hasExponent())
        for (position_ += 2; isDigit(peek());) ++position_;
      const std::string text(source_.substr(digits, position_ - digits));
      lexeme.real = std::strtod(text.c_str(), nullptr) * (negative ? -1 : 1);
      return;
    }
  }
  lexeme.isTooLarge = tooLarge;
  if (startsWord(peek())) {
    while (continuesWord(peek())) ++position_;
    lexeme.kind = Lex::Bad;
    lexeme.text = "a number that runs into a word";
  }
  lexeme.integer = negative ? ~value + 1 : value;
  lexeme.real = negative ? -static_cast<double>(value) : static_cast<double>(value);
}

// II.5.2: the escapes of C, octal numbers, and a backslash before a line end, which joins the lines.
void Lexer::readText(Lexeme& lexeme, char quote) {
  lexeme.kind = quote == '"' ? Lex::String : Lex::Quoted;
  ++position_;
  for (;;) {
    const char c = peek();
    if (position_ >= source_.size() || c == '\n') {
      lexeme.kind = Lex::Bad;
      lexeme.text = "a text without its closing quote";
      return;
    }
    ++position_;
    if (c == quote) return;
    if (c != '\\') {
      lexeme.text += c;
      continue;
    }
    const char escape = peek();
    ++position_;
    switch (escape) {
      case 't': lexeme.text += '\t'; break;
      case 'n': lexeme.text += '\n'; break;
      case 'r': lexeme.text += '\r'; break;
      case 'b': lexeme.text += '\b'; break;
      case 'f': lexeme.text += '\f'; break;
      case 'v': lexeme.text += '\v'; break;
      case 'a': lexeme.text += '\a'; break;
      case '\r':
      case '\n':
        if (escape == '\r' && peek() == '\n') ++position_;
        newLine(position_);
        while (peek() == ' ' || peek() == '\t') ++position_;
        break;
      default:
        if (escape >= '0' && escape <= '7') {
          int value = escape - '0';
          for (int i = 0; i < 2 && peek() >= '0' && peek() <= '7'; ++i, ++position_)
            value = value * 8 + peek() - '0';
          lexeme.text += static_cast<char>(value);
        } else {
          lexeme.text += escape;
        }
    }
  }
}

bool Lexer::hexBytes(std::vector<uint8_t>& out, Lexeme& bad, char close) {
  for (;;) {
    if (!skipBlanks() || position_ >= source_.size()) {
      bad = next();
      return false;
    }
    if (peek() == close) {
      ++position_;
      return true;
    }
    const int high = hexValue(peek());
    const int low = hexValue(peek(1));
    if (high < 0 || (low >= 0 && hexValue(peek(2)) >= 0)) {
      bad = next();
      return false;
    }
    out.push_back(static_cast<uint8_t>(low < 0 ? high : high * 16 + low));
    position_ += low < 0 ? 1 : 2;
  }
}

}  // namespace minivm::ilasm
