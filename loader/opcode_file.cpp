#include "loader/opcode_file.h"

#include <algorithm>
#include <charconv>
#include <fstream>

#include "loader/load_error.h"

namespace minivm {

namespace {

constexpr std::string_view kSpaces = " \t\r";
constexpr size_t kMaxOperands = 8;

std::string_view trimmed(std::string_view text) {
  const size_t first = text.find_first_not_of(kSpaces);
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(kSpaces) - first + 1);
}

std::string withoutSpaces(std::string_view text) {
  std::string result;
  for (char c : text) {
    if (kSpaces.find(c) == std::string_view::npos) result += c;
  }
  return result;
}

/// One file being read. An opcode is added when all of its methods are known.
class Reader {
 public:
  Reader(const std::string& path, OpcodeTable& table) : path_(path), table_(table) {}

  void read() {
    std::ifstream in(path_);
    if (!in) throwLoadError(LoadErrorKind::CannotOpen, path_, {});
    for (std::string text; std::getline(in, text);) {
      ++line_;
      const std::string_view line = trimmed(text);
      if (line.empty() || line.front() == '#') continue;
      if (line.starts_with("opcode") && line.find_first_of(kSpaces) == 6) {
        finish();
        beginOpcode(trimmed(line.substr(6)));
      } else {
        readMeaning(line);
      }
    }
    finish();
  }

 private:
  [[noreturn]] void fail(uint32_t line, const std::string& why) const {
    throwLoadError(LoadErrorKind::BadOpcodeRow, path_, "line " + std::to_string(line) + ": " + why);
  }
  [[noreturn]] void fail(const std::string& why) const { fail(line_, why); }

  static std::string_view nextWord(std::string_view& rest) {
    const size_t end = std::min(rest.find_first_of(kSpaces), rest.size());
    const std::string_view word = rest.substr(0, end);
    rest = trimmed(rest.substr(end));
    return word;
  }

  /// `expo 0x78 "raises a base to a power"`
  void beginOpcode(std::string_view rest) {
    opcodeLine_ = line_;
    mnemonic_ = nextWord(rest);
    const bool isWord = !mnemonic_.empty() && std::all_of(mnemonic_.begin(), mnemonic_.end(), [](char c) {
      return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.' || c == '_';
    });
    if (!isWord) fail("the name of an opcode consists of small letters, digits, '.' and '_'");
    const std::string_view number = nextWord(rest);
    uint32_t value = 0;
    const bool isHex = number.starts_with("0x") &&
                       std::from_chars(number.data() + 2, number.data() + number.size(), value, 16).ptr ==
                           number.data() + number.size();
    const bool fits = value <= 0xFF || (value >= 0xFE00 && value <= 0xFEFF);
    if (!isHex || number.size() <= 2 || !fits)
      fail("'" + std::string(number) + "' is no encoding: 0x00 to 0xFF, or 0xFE00 to 0xFEFF");
    if (value >= 0xF8 && value <= 0xFF)
      fail(std::string(number) + " is reserved: 0xF8 to 0xFF announce longer opcodes (ECMA-335 III.1.2.1)");
    encoding_ = static_cast<Opcode>(value);
    if (rest.size() < 2 || rest.front() != '"' || rest.back() != '"')
      fail("behind the encoding stands a sentence in quotation marks");
    sentence_ = rest.substr(1, rest.size() - 2);
  }

  /// `int32 [Assembly]Namespace.Type::Method(int32, int32)`
  void readMeaning(std::string_view line) {
    if (mnemonic_.empty()) fail("a line begins with 'opcode', or belongs to one that does");
    const size_t open = line.find('['), close = line.find(']');
    const size_t colons = line.find("::"), paren = line.find('(');
    const bool isMethod = open != std::string_view::npos && open > 0 && close != std::string_view::npos &&
                          open < close && close < colons && colons != std::string_view::npos &&
                          paren != std::string_view::npos && colons + 2 < paren && close + 1 < colons &&
                          open + 1 < close && line.back() == ')';
    if (!isMethod) fail("expected TYPE [ASSEMBLY]NAMESPACE.TYPE::METHOD(TYPE, …)");
    OpcodeMeaning meaning;
    meaning.assembly = trimmed(line.substr(open + 1, close - open - 1));
    meaning.type = trimmed(line.substr(close + 1, colons - close - 1));
    meaning.method = trimmed(line.substr(colons + 2, paren - colons - 2));
    const std::string result = withoutSpaces(line.substr(0, open));
    const std::string operands = withoutSpaces(line.substr(paren));
    meaning.signature = result + operands;
    meaning.place = path_ + ":" + std::to_string(line_);
    const size_t count =
        operands == "()" ? 0 : 1 + static_cast<size_t>(std::count(operands.begin(), operands.end(), ','));
    if (count > kMaxOperands) fail("an opcode takes at most 8 operands");
    const bool returns = result != "void";
    if (!meanings_.empty() && (count != operandCount_ || returns != returns_))
      fail("the methods of an opcode take equally many operands, and all or none return a value");
    operandCount_ = count;
    returns_ = returns;
    meanings_.push_back(std::move(meaning));
  }

  void finish() {
    if (mnemonic_.empty()) return;
    if (meanings_.empty()) fail(opcodeLine_, mnemonic_ + " has no method");
    OpcodeInfo row;
    row.opcode = encoding_;
    row.mnemonic = mnemonic_;
    row.name = mnemonic_;
    row.meaning = sentence_;
    constexpr StackBehaviour kPops[] = {StackBehaviour::Pop0, StackBehaviour::Pop1, StackBehaviour::Pop1Pop1};
    row.pop = operandCount_ < std::size(kPops) ? kPops[operandCount_] : StackBehaviour::VarPop;
    row.push = returns_ ? StackBehaviour::Push1 : StackBehaviour::Push0;
    try {
      table_.add(row, std::move(meanings_));
    } catch (const LoadError& error) {
      fail(opcodeLine_, error.detail());
    }
    mnemonic_.clear();
    meanings_.clear();
  }

  const std::string& path_;
  OpcodeTable& table_;
  uint32_t line_ = 0;
  uint32_t opcodeLine_ = 0;
  std::string mnemonic_;  ///< of the opcode being read; empty: none
  std::string sentence_;
  Opcode encoding_{};
  std::vector<OpcodeMeaning> meanings_;
  size_t operandCount_ = 0;
  bool returns_ = false;
};

}  // namespace

void addOpcodesOf(const std::string& path, OpcodeTable& table) {
  Reader(path, table).read();
}

}  // namespace minivm
