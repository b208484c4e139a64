#pragma once
#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "loader/put_bytes.h"
#include "loader/tables.h"
#include "vm/support/span.h"

namespace minivm::ilasm {

using Bytes = std::vector<uint8_t>;

/// Appends a little-endian value.
template <typename T>
void putLe(Bytes& out, T value) {
  for (size_t i = 0; i < sizeof(T); ++i)
    out.push_back(static_cast<uint8_t>(static_cast<uint64_t>(value) >> (8 * i)));
}
/// Fills with zeros up to a multiple of `alignment`.
inline void padTo(Bytes& out, size_t alignment) {
  while (out.size() % alignment != 0) out.push_back(0);
}
/// A compressed signed integer (II.23.2), from -2^28 to 2^28-1.
void putCompressedSigned(Bytes& out, int32_t value);
/// A SerString (II.23.3).
void putSerString(Bytes& out, std::string_view text);

/// Finds texts by views of them.
struct TextHash {
  using is_transparent = void;
  size_t operator()(std::string_view text) const { return std::hash<std::string_view>()(text); }
  size_t operator()(std::u16string_view text) const { return std::hash<std::u16string_view>()(text); }
};

/// Heaps and tables in the making, laid out from tables.def. Rows are given with the row structs of the
/// loader; equal strings and blobs share their place.
class MetadataWriter {
 public:
  MetadataWriter();

  StringIdx string(std::string_view text);
  BlobIdx blob(ByteSpan bytes);
  GuidIdx guid(const std::array<uint8_t, 16>& bytes);
  /// Offset in #US.
  uint32_t userString(std::u16string_view text);

#define TABLE_BEGIN(Name, number, accessor) \
  uint32_t add(const Name##Row& row) {      \
    Cells cells{};                          \
    size_t i = 0;
#define COLUMN(Kind, Arg, name) cells[i++] = raw(row.name);
#define TABLE_END(Name)              \
  return append(Table::Name, cells); \
  }
#include "loader/tables.def"

  uint32_t rows(Table table) const {
    return static_cast<uint32_t>(tables_[index(table)].size());
  }
  /// Changes a cell of an existing row.
  void set(Table table, uint32_t rid, uint32_t column, uint32_t value) {
    tables_[index(table)][rid - 1][column] = value;
  }
  uint32_t get(Table table, uint32_t rid, uint32_t column) const {
    return tables_[index(table)][rid - 1][column];
  }
  /// Puts the tables that II.22 wants sorted in order. Row numbers of those tables change.
  void sort();
  /// The metadata root with its streams (II.24.2). Portable PDBs: `pdbStream` is the #Pdb stream, and the
  /// widths of references to `externalRows` are those of the image.
  Bytes write(std::string_view version, const Bytes& pdbStream = {},
              const std::array<uint32_t, kTableCount>& externalRows = {}) const;
  static constexpr size_t kGuidSize = 16;
  /// Where #GUID lies in a root of `size` bytes that write() made.
  size_t guidStreamOffset(size_t size) const;

 private:
  using Cells = std::array<uint32_t, kMaxColumns>;
  static size_t index(Table table) {
    return static_cast<size_t>(table);
  }
  static uint32_t raw(uint32_t value) {
    return value;
  }
  static uint32_t raw(StringIdx value) {
    return value.value;
  }
  static uint32_t raw(BlobIdx value) {
    return value.value;
  }
  static uint32_t raw(GuidIdx value) {
    return value.value;
  }
  static uint32_t raw(Token value) {
    return value.value;
  }
  uint32_t append(Table table, const Cells& cells) {
    tables_[index(table)].push_back(cells);
    return rows(table);
  }
  Bytes tableStream(const std::array<uint32_t, kTableCount>& externalRows) const;

  std::array<std::vector<Cells>, kTableCount> tables_;
  std::string strings_;
  Bytes blobs_, userStrings_, guids_;
  std::unordered_map<std::string, uint32_t, TextHash, std::equal_to<>> stringAt_;
  std::unordered_map<std::string, uint32_t, TextHash, std::equal_to<>> blobAt_;  ///< by the bytes
  std::unordered_map<std::u16string, uint32_t, TextHash, std::equal_to<>> userStringAt_;
};

/// A token as a coded index of `set`; 0 for a nil token.
uint32_t encodeCoded(CodedSet set, Token token);

}  // namespace minivm::ilasm
