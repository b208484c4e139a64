#include "loader/metadata.h"

#include <algorithm>
#include <cassert>
#include <cstring>

#include "loader/metadata_index.h"

// The metadata root, the streams and the rows: ECMA-335 II.24.2. What is found through a row's neighbours or
// by searching is in metadata_lookup.cpp.

namespace minivm {
namespace {

constexpr uint32_t kMetadataSignature = 0x424A5342;  // "BSJB"
constexpr uint32_t kMaxVersionLength = 256;
constexpr uint32_t kMaxStreams = 32;
constexpr uint32_t kMaxStreamName = 32;
constexpr uint32_t kMaxRows = 0x00FFFFFF;  // a token has 24 bits for the row

constexpr uint32_t kWideStrings = 0x01;
constexpr uint32_t kWideGuids = 0x02;
constexpr uint32_t kWideBlobs = 0x04;
constexpr uint32_t kExtraData = 0x40;
// Set by a #JTD stream (an edit-and-continue delta): every index is 4 bytes wide.
constexpr uint32_t kAllWide = 0x10000;

/// Reads a compressed length (II.23.2) at the front of `bytes`; false when it is malformed.
bool readLength(ByteSpan bytes, uint32_t& length, uint32_t& prefixBytes) {
  if (bytes.empty()) return false;
  uint8_t b = bytes[0];
  if ((b & 0x80) == 0) {
    length = b;
    prefixBytes = 1;
  } else if ((b & 0xC0) == 0x80) {
    if (bytes.size() < 2) return false;
    length = (b & 0x3Fu) << 8 | bytes[1];
    prefixBytes = 2;
  } else if ((b & 0xE0) == 0xC0) {
    if (bytes.size() < 4) return false;
    length = (b & 0x1Fu) << 24 | uint32_t{bytes[1]} << 16 | uint32_t{bytes[2]} << 8 | bytes[3];
    prefixBytes = 4;
  } else {
    return false;
  }
  return true;
}

/// The table a list column really points into: the pointer table when the image has one (II.22, `#-`).
Table throughPointer(Table table, const std::array<uint32_t, kTableCount>& rows) {
  auto pick = [&](Table pointer) { return rows[static_cast<uint32_t>(pointer)] ? pointer : table; };
  switch (table) {
    case Table::Field: return pick(Table::FieldPtr);
    case Table::MethodDef: return pick(Table::MethodPtr);
    case Table::Param: return pick(Table::ParamPtr);
    case Table::Event: return pick(Table::EventPtr);
    case Table::Property: return pick(Table::PropertyPtr);
    default: return table;
  }
}

bool isListColumn(Table owner, uint32_t column) {
  switch (owner) {
    case Table::TypeDef: return column >= TypeDefColumn::fieldList;
    case Table::MethodDef: return column == MethodDefColumn::paramList;
    case Table::EventMap: return column == EventMapColumn::eventList;
    case Table::PropertyMap: return column == PropertyMapColumn::propertyList;
    default: return false;
  }
}

}  // namespace

Metadata::Metadata(const Image& image)
    : image_(&image), name_(image.path()), lazy_(std::make_unique<Lazy>()) {
  parseRoot(image.metadata());
}

Metadata::Metadata(std::string name, ByteSpan bytes)
    : name_(std::move(name)), lazy_(std::make_unique<Lazy>()) {
  parseRoot(bytes);
}

Metadata::Metadata(const Image& image, const WideTables& tables)
    : image_(&image), name_(image.path()), lazy_(std::make_unique<Lazy>()) {
  version_ = "v4.0.30319";
  strings_ = tables.strings;
  blobs_ = tables.blobs;
  guids_ = tables.guids;
  userStrings_ = tables.userStrings;
  lists_ = tables.lists;
  heapSizes_ = kAllWide;
  computeLayout({});
  for (uint32_t i = 0; i < kTableCount; ++i) {
    tables_[i].data = tables.tables[i].data;
    tables_[i].rows = tables.tables[i].count;
  }
}

Metadata::~Metadata() = default;

const Image& Metadata::image() const {
  assert(image_);
  return *image_;
}

void Metadata::fail(LoadErrorKind kind, std::string_view detail, Table table, uint32_t row) const {
  throwLoadError(kind, name_, detail, table, row);
}

void Metadata::throwBadRow(Table table, uint32_t rid) const {
  if (tableColumns(table).empty()) {
    fail(LoadErrorKind::BadRow,
         "token " + std::to_string(static_cast<uint32_t>(table) << 24 | rid) + " names no metadata table");
  }
  fail(LoadErrorKind::BadRow, "there are only " + std::to_string(rows(table)) + " rows", table, rid);
}

// II.24.2.1-2: signature, version string, stream headers.
void Metadata::parseRoot(ByteSpan bytes) {
  auto cutOff = [this]() { fail(LoadErrorKind::BadMetadata, "the metadata root is cut off"); };
  uint32_t signature = 0, versionLength = 0;
  if (!tryReadLe(bytes, 0, signature) || signature != kMetadataSignature)
    fail(LoadErrorKind::BadMetadata, "the metadata root has no BSJB signature");
  if (!tryReadLe(bytes, 12, versionLength) || versionLength > kMaxVersionLength ||
      !spanHolds(bytes, 16, versionLength))
    fail(LoadErrorKind::BadMetadata, "the version string is malformed");
  const char* version = reinterpret_cast<const char*>(bytes.data() + 16);
  version_ = {version, strnlen(version, versionLength)};

  uint64_t position = 16 + ((uint64_t{versionLength} + 3) & ~uint64_t{3}) + 2;
  uint16_t streamCount = 0;
  if (!tryReadLe(bytes, position, streamCount)) cutOff();
  if (streamCount > kMaxStreams) fail(LoadErrorKind::BadMetadata, "too many streams");
  position += 2;

  ByteSpan tables;
  bool hasTables = false;
  for (uint32_t i = 0; i < streamCount; ++i) {
    uint32_t offset = 0, size = 0;
    if (!tryReadLe(bytes, position, offset) || !tryReadLe(bytes, position + 4, size)) cutOff();
    position += 8;
    uint64_t nameEnd = position;
    while (nameEnd < bytes.size() && nameEnd - position < kMaxStreamName && bytes[nameEnd]) ++nameEnd;
    if (nameEnd >= bytes.size() || bytes[nameEnd])
      fail(LoadErrorKind::BadMetadata, "a stream name is not terminated");
    std::string_view name(reinterpret_cast<const char*>(bytes.data() + position), nameEnd - position);
    position = position + ((nameEnd - position + 4) & ~uint64_t{3});

    ByteSpan stream;
    if (!trySlice(bytes, offset, size, stream))
      fail(LoadErrorKind::BadMetadata, "a stream lies outside the metadata");
    if (name == "#~" || name == "#-") {
      if (hasTables) fail(LoadErrorKind::BadMetadata, "there are two table streams");
      hasTables = true;
      tables = stream;
    } else if (name == "#Strings") {
      strings_ = stream;
    } else if (name == "#Blob") {
      blobs_ = stream;
    } else if (name == "#GUID") {
      guids_ = stream;
    } else if (name == "#US") {
      userStrings_ = stream;
    } else if (name == "#Pdb") {
      pdb_ = stream;
    } else if (name == "#JTD") {
      heapSizes_ |= kAllWide;
    }
  }
  if (!hasTables) fail(LoadErrorKind::BadMetadata, "there is no table stream");
  parseTables(tables);
}

// II.24.2.6: heap sizes, valid and sorted masks, row counts, then the tables without gaps.
void Metadata::parseTables(ByteSpan stream) {
  uint8_t heapSizes = 0;
  uint64_t valid = 0, sorted = 0;
  if (!tryReadLe(stream, 6, heapSizes) || !tryReadLe(stream, 8, valid) || !tryReadLe(stream, 16, sorted))
    fail(LoadErrorKind::BadMetadata, "the table stream header is cut off");
  heapSizes_ |= heapSizes;
  if (valid >> kTableCount) fail(LoadErrorKind::BadMetadata, "the image has unknown tables");

  std::array<uint32_t, kTableCount> sizingRows{};
  uint64_t position = 24;
  for (uint32_t i = 0; i < kTableCount; ++i) {
    if (!(valid >> i & 1)) continue;
    auto table = static_cast<Table>(i);
    if (tableColumns(table).empty()) fail(LoadErrorKind::BadMetadata, "the image has unknown tables");
    uint32_t count = 0;
    if (!tryReadLe(stream, position, count))
      fail(LoadErrorKind::BadMetadata, "the row counts are cut off", table);
    if (count > kMaxRows) fail(LoadErrorKind::BadMetadata, "the table has too many rows", table);
    position += 4;
    tables_[i].rows = sizingRows[i] = count;
    tables_[i].isMarkedSorted = sorted >> i & 1;
  }
  if (heapSizes_ & kExtraData) position += 4;

  // In a portable PDB the type-system tables are elsewhere; #Pdb tells their sizes (for index widths).
  uint64_t referenced = 0, pdbPosition = 32;
  if (tryReadLe(pdb_, 24, referenced)) {
    for (uint32_t i = 0; i < 64; ++i) {
      if (!(referenced >> i & 1)) continue;
      uint32_t count = 0;
      if (i >= kTableCount || !tryReadLe(pdb_, pdbPosition, count) || count > kMaxRows)
        fail(LoadErrorKind::BadPdb, "the #Pdb stream is malformed");
      pdbPosition += 4;
      if (!sizingRows[i]) sizingRows[i] = count;
    }
  }

  computeLayout(sizingRows);
  for (uint32_t i = 0; i < kTableCount; ++i) {
    TableView& view = tables_[i];
    if (!view.rows) continue;
    ByteSpan data;
    if (!trySlice(stream, position, uint64_t{view.rows} * view.rowSize, data))
      fail(LoadErrorKind::BadMetadata, "the rows lie beyond the end of the table stream",
           static_cast<Table>(i), view.rows);
    view.data = data.data();
    position += data.size();
  }
}

void Metadata::computeLayout(const std::array<uint32_t, kTableCount>& sizingRows) {
  auto wide = [this](bool isWide) -> uint8_t { return isWide || (heapSizes_ & kAllWide) ? 4 : 2; };
  auto rowsOf = [&sizingRows](Table table) {
    return table == Table::None ? 0 : sizingRows[static_cast<uint32_t>(table)];
  };
  uint8_t codedWidth[static_cast<size_t>(CodedSet::None)];
  for (size_t set = 0; set < std::size(codedWidth); ++set) {
    const CodedSetInfo& info = codedSetInfo(static_cast<CodedSet>(set));
    uint32_t most = 0;
    for (Table table : info.tables) most = std::max(most, rowsOf(table));
    codedWidth[set] = wide(most >= 1u << (16 - info.tagBits));
  }
  for (uint32_t i = 0; i < kTableCount; ++i) {
    auto table = static_cast<Table>(i);
    TableView& view = tables_[i];
    uint32_t offset = 0, column = 0;
    for (const ColumnInfo& info : tableColumns(table)) {
      uint8_t width = 0;
      switch (info.kind) {
        case ColumnKind::U16: width = 2; break;
        case ColumnKind::U32: width = 4; break;
        case ColumnKind::String: width = wide(heapSizes_ & kWideStrings); break;
        case ColumnKind::Guid: width = wide(heapSizes_ & kWideGuids); break;
        case ColumnKind::Blob: width = wide(heapSizes_ & kWideBlobs); break;
        case ColumnKind::Coded: width = codedWidth[static_cast<size_t>(info.set)]; break;
        case ColumnKind::Rid: {
          Table target = isListColumn(table, column) ? throughPointer(info.table, sizingRows) : info.table;
          width = wide(rowsOf(target) > 0xFFFF);
          break;
        }
      }
      view.columnOffset[column] = static_cast<uint8_t>(offset);
      view.columnWidth[column] = width;
      offset += width;
      ++column;
    }
    view.rowSize = static_cast<uint8_t>(offset);
  }
}

// ---- Rows

inline const uint8_t* Metadata::row(Table table, uint32_t rid) const {
  const TableView& view = tables_[static_cast<uint32_t>(table)];
  if (rid - 1 >= view.rows) throwBadRow(table, rid);  // rid 0 wraps around
  return view.data + size_t{rid - 1} * view.rowSize;
}

uint32_t Metadata::cellAt(const TableView& view, const uint8_t* row, uint32_t column) const {
  const uint8_t* p = row + view.columnOffset[column];
  return view.columnWidth[column] == 2 ? loadLe<uint16_t>(p) : loadLe<uint32_t>(p);
}

uint32_t Metadata::cell(Table table, uint32_t rid, uint32_t column) const {
  if (column >= tableColumns(table).size()) fail(LoadErrorKind::BadCell, "no such column", table, rid);
  const uint8_t* data = row(table, rid);
  return cellAt(tables_[static_cast<uint32_t>(table)], data, column);
}

Token Metadata::decode(CodedSet set, uint32_t raw, Table table, uint32_t rid) const {
  const CodedSetInfo& info = codedSetInfo(set);
  uint32_t tag = raw & ((1u << info.tagBits) - 1);
  uint32_t target = raw >> info.tagBits;
  if (tag >= info.tables.size() || info.tables[tag] == Table::None || target > kMaxRows)
    fail(LoadErrorKind::BadCell, std::string(info.name) + " index " + std::to_string(raw) + " names no table",
         table, rid);
  return Token::make(info.tables[tag], target);
}

bool Metadata::encode(CodedSet set, Token token, uint32_t& raw) const {
  const CodedSetInfo& info = codedSetInfo(set);
  for (uint32_t tag = 0; tag < info.tables.size(); ++tag) {
    if (info.tables[tag] != token.table()) continue;
    raw = token.rid() << info.tagBits | tag;
    return true;
  }
  return false;
}

// typeDef(), field(), ...: every column in file order. Constants have a fixed width, the rest 2 or 4 bytes.
#define READ_U16(Arg, name)          \
  result.name = loadLe<uint16_t>(p); \
  p += 2;
#define READ_U32(Arg, name)          \
  result.name = loadLe<uint32_t>(p); \
  p += 4;
#define READ_INDEX(name)                                                   \
  uint32_t name = *width == 2 ? loadLe<uint16_t>(p) : loadLe<uint32_t>(p); \
  p += *width;
#define READ_Rid(Arg, name) READ_INDEX(name) result.name = name;
#define READ_String(Arg, name) READ_INDEX(name) result.name = StringIdx{name};
#define READ_Blob(Arg, name) READ_INDEX(name) result.name = BlobIdx{name};
#define READ_Guid(Arg, name) READ_INDEX(name) result.name = GuidIdx{name};
#define READ_Coded(Arg, name) READ_INDEX(name) result.name = decode(CodedSet::Arg, name, kTable, rid);
#define TABLE_BEGIN(Name, number, accessor)                \
  Name##Row Metadata::accessor(uint32_t rid) const {       \
    [[maybe_unused]] constexpr Table kTable = Table::Name; \
    const uint8_t* p = row(kTable, rid);                   \
    const uint8_t* width = tables_[number].columnWidth;    \
    Name##Row result;
#define COLUMN(Kind, Arg, name) READ_##Kind(Arg, name)++ width;
#define TABLE_END(Name) \
  (void)width;          \
  return result;        \
  }
#include "loader/tables.def"

// ---- Heaps

std::string_view Metadata::string(StringIdx index) const {
  if (index.isNil()) return {};
  if (index.value < strings_.size()) {
    const uint8_t* start = strings_.data() + index.value;
    if (const void* end = std::memchr(start, 0, strings_.size() - index.value))
      return {reinterpret_cast<const char*>(start),
              static_cast<size_t>(static_cast<const uint8_t*>(end) - start)};
  }
  fail(LoadErrorKind::BadHeapIndex,
       "#Strings index " + std::to_string(index.value) + " lies outside the heap");
}

ByteSpan Metadata::blob(BlobIdx index) const {
  if (index.isNil()) return {};
  uint32_t length = 0, prefix = 0;
  ByteSpan bytes;
  if (index.value < blobs_.size() && readLength(blobs_.subspan(index.value), length, prefix) &&
      trySlice(blobs_, uint64_t{index.value} + prefix, length, bytes))
    return bytes;
  fail(LoadErrorKind::BadHeapIndex, "#Blob index " + std::to_string(index.value) + " lies outside the heap");
}

Guid Metadata::guid(GuidIdx index) const {
  Guid result{};
  if (index.isNil()) return result;
  ByteSpan bytes;
  if (!trySlice(guids_, (uint64_t{index.value} - 1) * 16, 16, bytes))
    fail(LoadErrorKind::BadHeapIndex,
         "#GUID index " + std::to_string(index.value) + " lies outside the heap");
  std::memcpy(result.data(), bytes.data(), 16);
  return result;
}

ByteSpan Metadata::userString(uint32_t offset) const {
  uint32_t length = 0, prefix = 0;
  ByteSpan bytes;
  if (offset >= userStrings_.size() || !readLength(userStrings_.subspan(offset), length, prefix) ||
      !trySlice(userStrings_, uint64_t{offset} + prefix, length, bytes))
    fail(LoadErrorKind::BadHeapIndex, "#US offset " + std::to_string(offset) + " lies outside the heap");
  return bytes.first(bytes.size() & ~size_t{1});  // an odd length ends with the flag byte
}

std::string_view Metadata::assemblyName() const {
  return hasAssembly() ? string(assemblyRow().name) : string(moduleRow().name);
}

}  // namespace minivm
