#pragma once
#include <cstdint>
#include <stdexcept>
#include <string>
#include <string_view>

#include "loader/token.h"

namespace minivm {

/// What is wrong with an image, as a row of load_error.def.
enum class LoadErrorKind : uint8_t {
#define LOAD_ERROR(Kind, sentence) Kind,
#include "loader/load_error.def"
};

/// The enumerator's own name, for tests and logs.
const char* loadErrorName(LoadErrorKind kind);
/// The general sentence of a kind.
const char* loadErrorSentence(LoadErrorKind kind);

/// Thrown by everything in loader/. what() reads `file: Table row N: detail`.
class LoadError : public std::runtime_error {
 public:
  /// `table` and `row` may be absent (None, 0); an empty detail is replaced by the kind's sentence.
  LoadError(LoadErrorKind kind, std::string_view file, std::string_view detail, Table table = Table::None,
            uint32_t row = 0);

  LoadErrorKind kind() const { return kind_; }
  /// The file's path as it was opened; may be empty when a bare blob was read.
  const std::string& file() const { return file_; }
  /// The sentence without file, table and row.
  const std::string& detail() const { return detail_; }
  Table table() const { return table_; }
  uint32_t row() const { return row_; }

 private:
  LoadErrorKind kind_;
  Table table_;
  uint32_t row_;
  std::string file_;
  std::string detail_;
};

/// Out-of-line throw, so that checks stay one compare and a cold call.
[[noreturn]] void throwLoadError(LoadErrorKind kind, std::string_view file, std::string_view detail,
                                 Table table = Table::None, uint32_t row = 0);

}  // namespace minivm
