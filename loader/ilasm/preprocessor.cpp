#include "loader/ilasm/preprocessor.h"

#include <map>
#include <vector>

namespace minivm::ilasm {
namespace {

// Texts may name other definitions; a definition that names itself would never end.
constexpr uint32_t kMaxReplacements = 100;
constexpr size_t kMaxLineBytes = 1 << 20;

bool isWordStart(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
}
bool isWord(char c) {
  return isWordStart(c) || (c >= '0' && c <= '9') || c == '$' || c == '@' || c == '`' || c == '?';
}

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
  while (!text.empty() && (text.back() == ' ' || text.back() == '\t' || text.back() == '\r'))
    text.remove_suffix(1);
  return text;
}

std::string_view firstWord(std::string_view text) {
  size_t end = 0;
  while (end < text.size() && isWord(text[end])) ++end;
  return text.substr(0, end);
}

class Preprocessor {
 public:
  Preprocessor(uint32_t file, Diagnostics& diagnostics) : file_(file), diagnostics_(diagnostics) {}

  std::string run(std::string_view source) {
    std::string out;
    while (!source.empty()) {
      const size_t end = source.find('\n');
      const std::string_view line = source.substr(0, end);
      source.remove_prefix(end == std::string_view::npos ? source.size() : end + 1);
      ++line_;
      const std::string_view text = trimmed(line);
      if (!inComment_ && text.starts_with('#'))
        directive(trimmed(text.substr(1)));
      else if (isActive())
        out += replaced(line, 0);
      if (end != std::string_view::npos) out += '\n';
    }
    for (const Condition& open : conditions_) error(open.line, "#ifdef without its #endif");
    return out;
  }

 private:
  struct Condition {
    uint32_t line;
    bool isActive;
    bool hadElse;
  };

  void error(uint32_t line, std::string message) { diagnostics_.error({file_, line, 1}, std::move(message)); }

  bool isActive() const {
    for (const Condition& condition : conditions_)
      if (!condition.isActive) return false;
    return true;
  }

  void directive(std::string_view text) {
    const std::string_view word = firstWord(text);
    const std::string_view rest = trimmed(text.substr(word.size()));
    const std::string name(firstWord(rest));
    if (word == "ifdef" || word == "ifndef") {
      conditions_.push_back({line_, definitions_.contains(name) == (word == "ifdef"), false});
    } else if (word == "else") {
      if (conditions_.empty() || conditions_.back().hadElse) return error(line_, "#else without #ifdef");
      conditions_.back().isActive = !conditions_.back().isActive;
      conditions_.back().hadElse = true;
    } else if (word == "endif") {
      if (conditions_.empty()) return error(line_, "#endif without #ifdef");
      conditions_.pop_back();
    } else if (!isActive()) {
      return;
    } else if (word == "define") {
      if (name.empty()) return error(line_, "#define needs a name");
      std::string_view value = trimmed(rest.substr(name.size()));
      if (value.size() >= 2 && value.front() == '"' && value.back() == '"')
        value = value.substr(1, value.size() - 2);
      definitions_[name] = std::string(value);
    } else if (word == "undef") {
      definitions_.erase(name);
    } else if (word == "include") {
      error(line_, "#include is not supported; the files of a program are named on the command line");
    } else if (word != "line") {
      error(line_, "found '#" + std::string(word) +
                       "', expected #define, #undef, #ifdef, #ifndef, #else, #endif or #line");
    }
  }

  // Words outside of texts and comments that are defined. `depth`: replacements around this one.
  std::string replaced(std::string_view line, uint32_t depth) {
    std::string out;
    for (size_t i = 0; i < line.size();) {
      const char c = line[i];
      if (inComment_) {
        if (line.substr(i).starts_with("*/")) inComment_ = false;
        out += c;
        ++i;
      } else if (line.substr(i).starts_with("//")) {
        return out.append(line.substr(i));
      } else if (line.substr(i).starts_with("/*")) {
        inComment_ = true;
        out += "/*";
        i += 2;
      } else if (c == '"' || c == '\'') {
        size_t end = i + 1;
        while (end < line.size() && line[end] != c) end += line[end] == '\\' ? 2 : 1;
        end = end < line.size() ? end + 1 : line.size();
        out.append(line.substr(i, end - i));
        i = end;
      } else if (isWordStart(c)) {
        const std::string_view word = firstWord(line.substr(i));
        const auto found = definitions_.find(word);
        if (found == definitions_.end()) {
          out += word;
        } else if (depth >= kMaxReplacements || out.size() > kMaxLineBytes) {
          error(line_,
                "the definition of " + std::string(word) + " names itself, or grows beyond all measure");
          return out;
        } else {
          out += replaced(found->second, depth + 1);
        }
        i += word.size();
      } else if (isWord(c)) {  // 1abc is no word
        while (i < line.size() && isWord(line[i])) out += line[i++];
      } else {
        out += c;
        ++i;
      }
    }
    return out;
  }

  uint32_t file_;
  Diagnostics& diagnostics_;
  uint32_t line_ = 0;
  bool inComment_ = false;
  std::vector<Condition> conditions_;
  std::map<std::string, std::string, std::less<>> definitions_;
};

}  // namespace

bool hasPreprocessorLines(std::string_view source) {
  for (size_t at = source.find('#'); at != std::string_view::npos; at = source.find('#', at + 1)) {
    size_t begin = at;
    while (begin > 0 && (source[begin - 1] == ' ' || source[begin - 1] == '\t')) --begin;
    if (begin == 0 || source[begin - 1] == '\n') return true;
  }
  return false;
}

std::string preprocess(std::string_view source, uint32_t file, Diagnostics& diagnostics) {
  return Preprocessor(file, diagnostics).run(source);
}

}  // namespace minivm::ilasm
