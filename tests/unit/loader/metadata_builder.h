#pragma once
#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "loader/token.h"

namespace minivm::test {

/// Builds small metadata by hand, broken ones too: every index 2 bytes wide, rows as lists of cells whose
/// widths come from the values' table schema.
class MetadataBuilder {
 public:
  MetadataBuilder() : strings_{0}, blobs_{0} {}

  uint32_t string(std::string_view text) {
    auto index = static_cast<uint32_t>(strings_.size());
    strings_.insert(strings_.end(), text.begin(), text.end());
    strings_.push_back(0);
    return index;
  }
  uint32_t blob(const std::vector<uint8_t>& bytes) {
    auto index = static_cast<uint32_t>(blobs_.size());
    blobs_.push_back(static_cast<uint8_t>(bytes.size()));
    blobs_.insert(blobs_.end(), bytes.begin(), bytes.end());
    return index;
  }
  /// Appends a row; cells as stored (coded indexes coded).
  MetadataBuilder& row(Table table, std::vector<uint32_t> cells) {
    tables_[static_cast<size_t>(table)].push_back(std::move(cells));
    return *this;
  }
  MetadataBuilder& markSorted(Table table) {
    sorted_ |= uint64_t{1} << static_cast<uint32_t>(table);
    return *this;
  }

  /// Adds a #Pdb stream with an id of twenty times `id`, no entry point and no referenced tables.
  MetadataBuilder& pdb(uint8_t id) {
    pdb_.assign(20, id);
    pdb_.resize(20 + 4 + 8);
    return *this;
  }

  /// The finished metadata root. `tableStream` is "#~" or "#-".
  std::vector<uint8_t> build(std::string_view tableStream = "#~") const;

 private:
  std::vector<uint8_t> strings_;
  std::vector<uint8_t> blobs_;
  std::vector<uint8_t> pdb_;
  std::array<std::vector<std::vector<uint32_t>>, kTableCount> tables_;
  uint64_t sorted_ = 0;
};

}  // namespace minivm::test
