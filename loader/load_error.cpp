#include "loader/load_error.h"

namespace minivm {
namespace {

struct KindText {
  const char* name;
  const char* sentence;
};

constexpr KindText kKinds[] = {
#define LOAD_ERROR(Kind, sentence) {#Kind, sentence},
#include "loader/load_error.def"
};

std::string compose(LoadErrorKind kind, std::string_view file, std::string_view detail, Table table,
                    uint32_t row) {
  std::string text;
  if (!file.empty()) text.append(file).append(": ");
  if (table != Table::None) {
    text.append(tableName(table));
    if (row) text.append(" row ").append(std::to_string(row));
    text.append(": ");
  }
  return text.append(detail.empty() ? std::string_view(loadErrorSentence(kind)) : detail);
}

}  // namespace

const char* loadErrorName(LoadErrorKind kind) {
  return kKinds[static_cast<size_t>(kind)].name;
}
const char* loadErrorSentence(LoadErrorKind kind) {
  return kKinds[static_cast<size_t>(kind)].sentence;
}

LoadError::LoadError(LoadErrorKind kind, std::string_view file, std::string_view detail, Table table,
                     uint32_t row)
    : std::runtime_error(compose(kind, file, detail, table, row)),
      kind_(kind),
      table_(table),
      row_(row),
      file_(file),
      detail_(detail.empty() ? std::string_view(loadErrorSentence(kind)) : detail) {}

void throwLoadError(LoadErrorKind kind, std::string_view file, std::string_view detail, Table table,
                    uint32_t row) {
  throw LoadError(kind, file, detail, table, row);
}

}  // namespace minivm
