#pragma once
#include <algorithm>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace minivm::ilasm {

/// A place in the sources: which file, and line and column from 1.
struct Position {
  uint32_t file = 0;
  uint32_t line = 0;
  uint32_t column = 0;
  auto operator<=>(const Position&) const = default;
};

/// From line `line` of a text that was put together on, its lines are those of `file` from `origin` on.
struct LineOrigin {
  uint32_t line = 1;
  uint32_t file = 0;
  uint32_t origin = 1;
};

/// One finding, about a place.
struct Diagnostic {
  Position at;
  bool isError = true;
  std::string message;
};

/// What an assembly run has found so far. Errors beyond kMaxErrors are counted, not kept.
class Diagnostics {
 public:
  static constexpr size_t kMaxErrors = 50;

  void error(Position at, std::string message) {
    if (errorCount_++ < kMaxErrors) list_.push_back({at, true, std::move(message)});
  }
  void warning(Position at, std::string message) { list_.push_back({at, false, std::move(message)}); }
  size_t errorCount() const { return errorCount_; }
  /// All findings in the order of the sources.
  std::vector<Diagnostic> sorted() const {
    std::vector<Diagnostic> copy = list_;
    std::ranges::stable_sort(copy, {}, &Diagnostic::at);
    return copy;
  }

 private:
  std::vector<Diagnostic> list_;
  size_t errorCount_ = 0;
};

}  // namespace minivm::ilasm
