#include "loader/ilasm/preprocessor.h"

#include <filesystem>
#include <map>
#include <utility>

namespace minivm::ilasm {
namespace {

// Texts may name other definitions; a definition that names itself would never end.
constexpr uint32_t kMaxReplacements = 100;
constexpr size_t kMaxLineBytes = 1 << 20;
// Files that include each other would never end, either.
constexpr uint32_t kMaxIncludeDepth = 32;
constexpr size_t kMaxIncludes = 1000;

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
  Preprocessor(std::vector<std::string>& files, const ReadFile& readFile, Diagnostics& diagnostics)
      : files_(files), readFile_(readFile), diagnostics_(diagnostics) {}

  Preprocessed run(std::string_view source, uint32_t file) {
    read(source, file);
    return std::move(out_);
  }

 private:
  struct Condition {
    uint32_t line;
    bool isActive;
    bool hadElse;
  };

  void error(uint32_t line, std::string message) { diagnostics_.error({file_, line, 1}, std::move(message)); }

  // One file, behind what is there already; conditions end with it, definitions do not.
  void read(std::string_view source, uint32_t file) {
    const uint32_t outerFile = std::exchange(file_, file);
    const uint32_t outerLine = std::exchange(line_, 0);
    const auto outerConditions = std::move(conditions_);
    conditions_.clear();
    out_.origins.push_back({outLine_, file_, 1});
    while (!source.empty()) {
      const size_t end = source.find('\n');
      const std::string_view line = source.substr(0, end);
      source.remove_prefix(end == std::string_view::npos ? source.size() : end + 1);
      ++line_;
      const std::string_view text = trimmed(line);
      if (!inComment_ && text.starts_with('#'))
        directive(trimmed(text.substr(1)));
      else if (isActive())
        out_.text += replaced(line, 0);
      if (end != std::string_view::npos) newLine();
    }
    for (const Condition& open : conditions_) error(open.line, "#ifdef without its #endif");
    file_ = outerFile;
    line_ = outerLine;
    conditions_ = outerConditions;
  }

  void newLine() {
    out_.text += '\n';
    ++outLine_;
  }

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
      include(rest);
    } else if (word == "line" || (!text.empty() && text[0] >= '0' && text[0] <= '9')) {
      // The second form is what C's preprocessor leaves behind; digits behind the name are its flags.
      const std::string_view place = word == "line" ? rest : text;
      const size_t quote = place.rfind('"');
      out_.text.append(".line ").append(place.substr(0, quote == std::string_view::npos ? quote : quote + 1));
    } else {
      error(line_, "found '#" + std::string(word) +
                       "', expected #define, #undef, #ifdef, #ifndef, #else, #endif, #include or #line");
    }
  }

  void include(std::string_view what) {
    const size_t close = what.size() > 1 ? what.find(what[0], 1) : std::string_view::npos;
    if (what.empty() || (what[0] != '"' && what[0] != '\'') || close == std::string_view::npos || close == 1)
      return error(line_, "#include needs a file's name in quotes");
    const std::string name(what.substr(1, close - 1));
    if (++depth_ > kMaxIncludeDepth || ++includes_ > kMaxIncludes) {
      error(line_, "#include \"" + name + "\": files include each other, or too many");
    } else {
      std::string path = (std::filesystem::path(files_[file_]).parent_path() / name).string();
      auto bytes = readFile_(path);
      if (!bytes && path != name) bytes = readFile_(path = name);
      if (!bytes) {
        error(line_, "#include: the file " + name + " cannot be read");
      } else {
        files_.push_back(path);
        std::string_view text(reinterpret_cast<const char*>(bytes->data()), bytes->size());
        if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
        read(text, static_cast<uint32_t>(files_.size() - 1));
        newLine();
        out_.origins.push_back({outLine_, file_, line_});
      }
    }
    --depth_;
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

  std::vector<std::string>& files_;
  const ReadFile& readFile_;
  Diagnostics& diagnostics_;
  Preprocessed out_;
  uint32_t outLine_ = 1;  ///< the line of out_ being written
  uint32_t file_ = 0;     ///< being read
  uint32_t line_ = 0;     ///< of file_
  uint32_t depth_ = 0;    ///< of inclusion
  size_t includes_ = 0;
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

Preprocessed preprocess(std::string_view source, uint32_t file, std::vector<std::string>& files,
                        const ReadFile& readFile, Diagnostics& diagnostics) {
  return Preprocessor(files, readFile, diagnostics).run(source, file);
}

}  // namespace minivm::ilasm
