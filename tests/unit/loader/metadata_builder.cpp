#include "tests/unit/loader/metadata_builder.h"

#include "loader/tables.h"

namespace minivm::test {
namespace {

using Bytes = std::vector<uint8_t>;

void put(Bytes& out, uint64_t value, uint32_t bytes) {
  for (uint32_t i = 0; i < bytes; ++i) out.push_back(static_cast<uint8_t>(value >> (i * 8)));
}

void putName(Bytes& out, std::string_view name) {
  size_t start = out.size();
  out.insert(out.end(), name.begin(), name.end());
  do out.push_back(0);
  while ((out.size() - start) % 4);
}

}  // namespace

Bytes MetadataBuilder::build(std::string_view tableStream) const {
  Bytes tables;
  put(tables, 0, 4);
  put(tables, 0x0002, 2);  // version 2.0
  put(tables, 0x0100, 2);  // no wide heaps
  uint64_t valid = 0;
  for (uint32_t i = 0; i < kTableCount; ++i)
    if (!tables_[i].empty()) valid |= uint64_t{1} << i;
  put(tables, valid, 8);
  put(tables, sorted_, 8);
  for (const auto& rows : tables_)
    if (!rows.empty()) put(tables, rows.size(), 4);
  for (uint32_t i = 0; i < kTableCount; ++i) {
    auto columns = tableColumns(static_cast<Table>(i));
    for (const auto& row : tables_[i])
      for (size_t c = 0; c < columns.size(); ++c)
        put(tables, c < row.size() ? row[c] : 0, columns[c].kind == ColumnKind::U32 ? 4 : 2);
  }
  while (tables.size() % 4) tables.push_back(0);

  struct Stream {
    std::string_view name;
    const Bytes* bytes;
  };
  std::vector<Stream> streams = {{tableStream, &tables}, {"#Strings", &strings_}, {"#Blob", &blobs_}};
  if (!pdb_.empty()) streams.push_back({"#Pdb", &pdb_});
  Bytes out;
  put(out, 0x424A5342, 4);
  put(out, 0x00010001, 4);
  put(out, 0, 4);
  put(out, 8, 4);
  putName(out, "v4.test");
  put(out, 0, 2);
  put(out, streams.size(), 2);
  size_t headers = out.size();
  size_t offset = headers;
  for (const Stream& stream : streams) offset += 8 + (stream.name.size() + 4) / 4 * 4;
  for (const Stream& stream : streams) {
    put(out, offset, 4);
    put(out, stream.bytes->size(), 4);
    putName(out, stream.name);
    offset += stream.bytes->size();
  }
  for (const Stream& stream : streams) out.insert(out.end(), stream.bytes->begin(), stream.bytes->end());
  return out;
}

}  // namespace minivm::test
