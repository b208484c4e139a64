#include "loader/ilasm/metadata_writer.h"

#include <algorithm>
#include <cstring>

namespace minivm::ilasm {
namespace {

/// The tables that must be sorted, and the columns they are sorted by (II.22).
struct SortKey {
  Table table;
  uint32_t column;
  uint32_t second;
};
constexpr SortKey kSorted[] = {
    {Table::InterfaceImpl, InterfaceImplColumn::type, InterfaceImplColumn::type},
    {Table::Constant, ConstantColumn::parent, ConstantColumn::parent},
    {Table::CustomAttribute, CustomAttributeColumn::parent, CustomAttributeColumn::parent},
    {Table::FieldMarshal, FieldMarshalColumn::parent, FieldMarshalColumn::parent},
    {Table::DeclSecurity, DeclSecurityColumn::parent, DeclSecurityColumn::parent},
    {Table::ClassLayout, ClassLayoutColumn::parent, ClassLayoutColumn::parent},
    {Table::FieldLayout, FieldLayoutColumn::field, FieldLayoutColumn::field},
    {Table::MethodSemantics, MethodSemanticsColumn::association, MethodSemanticsColumn::association},
    {Table::MethodImpl, MethodImplColumn::type, MethodImplColumn::type},
    {Table::ImplMap, ImplMapColumn::memberForwarded, ImplMapColumn::memberForwarded},
    {Table::FieldRva, FieldRvaColumn::field, FieldRvaColumn::field},
    {Table::NestedClass, NestedClassColumn::nested, NestedClassColumn::nested},
    {Table::GenericParam, GenericParamColumn::owner, GenericParamColumn::number},
    {Table::GenericParamConstraint, GenericParamConstraintColumn::owner, GenericParamConstraintColumn::owner},
};
// The bit of each in the Sorted mask, as every compiler writes it.
constexpr uint64_t kSortedMask = 0x000016003301FA00u;
// The same of a portable PDB: LocalScope, StateMachineMethod, CustomDebugInformation.
constexpr uint64_t kSortedPdbMask = 0x00C4000000000000u;

void appendBytes(Bytes& out, const Bytes& more) {
  out.insert(out.end(), more.begin(), more.end());
}

}  // namespace

void putCompressedSigned(Bytes& out, int32_t value) {
  const uint32_t sign = value < 0 ? 1 : 0;
  const uint32_t rotated = static_cast<uint32_t>(value) << 1;
  if (value >= -0x40 && value < 0x40) {
    out.push_back(static_cast<uint8_t>((rotated & 0x7E) | sign));
  } else if (value >= -0x2000 && value < 0x2000) {
    const uint32_t bits = (rotated & 0x3FFE) | sign;
    out.push_back(static_cast<uint8_t>(0x80 | bits >> 8));
    out.push_back(static_cast<uint8_t>(bits));
  } else {
    const uint32_t bits = (rotated & 0x1FFFFFFE) | sign;
    out.push_back(static_cast<uint8_t>(0xC0 | bits >> 24));
    for (int shift = 16; shift >= 0; shift -= 8) out.push_back(static_cast<uint8_t>(bits >> shift));
  }
}

void putSerString(Bytes& out, std::string_view text) {
  putCompressed(out, static_cast<uint32_t>(text.size()));
  out.insert(out.end(), text.begin(), text.end());
}

uint32_t encodeCoded(CodedSet set, Token token) {
  if (token.isNil()) return 0;
  const CodedSetInfo& info = codedSetInfo(set);
  for (uint32_t tag = 0; tag < info.tables.size(); ++tag)
    if (info.tables[tag] == token.table()) return token.rid() << info.tagBits | tag;
  return 0;
}

// Index 0 of each heap is the empty one (II.24.2.3, II.24.2.4).
MetadataWriter::MetadataWriter() : strings_(1, '\0'), blobs_(1, 0), userStrings_(1, 0) {
  blobAt_[""] = 0;
  stringAt_[""] = 0;
}

StringIdx MetadataWriter::string(std::string_view text) {
  if (auto found = stringAt_.find(text); found != stringAt_.end()) return {found->second};
  const auto at = static_cast<uint32_t>(strings_.size());
  strings_.append(text).push_back('\0');
  stringAt_.emplace(text, at);
  return {at};
}

BlobIdx MetadataWriter::blob(ByteSpan bytes) {
  const std::string_view text(reinterpret_cast<const char*>(bytes.data()), bytes.size());
  if (const auto found = blobAt_.find(text); found != blobAt_.end()) return {found->second};
  const auto at = static_cast<uint32_t>(blobs_.size());
  putCompressed(blobs_, static_cast<uint32_t>(bytes.size()));
  blobs_.insert(blobs_.end(), bytes.begin(), bytes.end());
  blobAt_.emplace(text, at);
  return {at};
}

GuidIdx MetadataWriter::guid(const std::array<uint8_t, 16>& bytes) {
  guids_.insert(guids_.end(), bytes.begin(), bytes.end());
  return {static_cast<uint32_t>(guids_.size() / kGuidSize)};
}

uint32_t MetadataWriter::userString(std::u16string_view text) {
  if (auto found = userStringAt_.find(text); found != userStringAt_.end()) return found->second;
  const auto at = static_cast<uint32_t>(userStrings_.size());
  putCompressed(userStrings_, static_cast<uint32_t>(text.size() * 2 + 1));
  uint8_t isSpecial = 0;  // II.24.2.4: whether a character needs more than ASCII's treatment
  for (char16_t c : text) {
    putLe<uint16_t>(userStrings_, c);
    if (c >= 0x7F || (c >= 1 && c <= 8) || (c >= 0x0E && c <= 0x1F) || c == 0x27 || c == 0x2D) isSpecial = 1;
  }
  userStrings_.push_back(isSpecial);
  userStringAt_.emplace(text, at);
  return at;
}

// The last two streams are #GUID and #Blob, each a multiple of 4.
size_t MetadataWriter::guidStreamOffset(size_t size) const {
  return size - (blobs_.size() + 3) / 4 * 4 - (guids_.size() + 3) / 4 * 4;
}

void MetadataWriter::sort() {
  for (const SortKey& key : kSorted) {
    auto encoded = [&key](const Cells& cells, uint32_t column) {
      const ColumnInfo& info = tableColumns(key.table)[column];
      return info.kind == ColumnKind::Coded ? encodeCoded(info.set, Token(cells[column])) : cells[column];
    };
    std::ranges::stable_sort(tables_[index(key.table)], {}, [&](const Cells& cells) {
      return uint64_t{encoded(cells, key.column)} << 32 | encoded(cells, key.second);
    });
  }
}

// II.24.2.6
Bytes MetadataWriter::tableStream(const std::array<uint32_t, kTableCount>& externalRows) const {
  auto rowCount = [&](Table table) { return std::max(rows(table), externalRows[index(table)]); };
  auto isWideCoded = [&](CodedSet set) {
    const CodedSetInfo& info = codedSetInfo(set);
    return std::ranges::any_of(info.tables, [&](Table table) {
      return table != Table::None && rowCount(table) >= 1u << (16 - info.tagBits);
    });
  };
  const bool wideStrings = strings_.size() > 0xFFFF;
  const bool wideBlobs = blobs_.size() > 0xFFFF;
  Bytes out;
  putLe<uint32_t>(out, 0);
  out.push_back(2);
  out.push_back(0);
  out.push_back(static_cast<uint8_t>((wideStrings ? 1 : 0) | (wideBlobs ? 4 : 0)));
  out.push_back(1);
  uint64_t valid = 0;
  for (uint32_t table = 0; table < kTableCount; ++table)
    if (!tables_[table].empty()) valid |= uint64_t{1} << table;
  putLe<uint64_t>(out, valid);
  putLe<uint64_t>(out, rows(Table::Module) != 0 ? kSortedMask : kSortedPdbMask);
  for (const auto& table : tables_)
    if (!table.empty()) putLe<uint32_t>(out, static_cast<uint32_t>(table.size()));
  for (uint32_t table = 0; table < kTableCount; ++table) {
    const auto columns = tableColumns(static_cast<Table>(table));
    for (const Cells& cells : tables_[table])
      for (size_t i = 0; i < columns.size(); ++i) {
        uint32_t value = cells[i];
        bool isWide = false;
        switch (columns[i].kind) {
          case ColumnKind::U16:
          case ColumnKind::Guid: break;
          case ColumnKind::U32: isWide = true; break;
          case ColumnKind::String: isWide = wideStrings; break;
          case ColumnKind::Blob: isWide = wideBlobs; break;
          case ColumnKind::Rid: isWide = rowCount(columns[i].table) > 0xFFFF; break;
          case ColumnKind::Coded:
            isWide = isWideCoded(columns[i].set);
            value = encodeCoded(columns[i].set, Token(value));
            break;
        }
        if (isWide) {
          putLe<uint32_t>(out, value);
        } else {
          putLe<uint16_t>(out, static_cast<uint16_t>(value));
        }
      }
  }
  out.push_back(0);
  padTo(out, 4);
  return out;
}

// II.24.2.1
Bytes MetadataWriter::write(std::string_view version, const Bytes& pdbStream,
                            const std::array<uint32_t, kTableCount>& externalRows) const {
  struct Stream {
    const char* name;
    Bytes bytes;
  };
  std::vector<Stream> streams;
  if (!pdbStream.empty()) streams.push_back({"#Pdb", pdbStream});
  streams.push_back({"#~", tableStream(externalRows)});
  streams.push_back({"#Strings", Bytes(strings_.begin(), strings_.end())});
  streams.push_back({"#US", userStrings_});
  streams.push_back({"#GUID", guids_});
  streams.push_back({"#Blob", blobs_});
  Bytes out;
  putLe<uint32_t>(out, 0x424A5342);
  putLe<uint16_t>(out, 1);
  putLe<uint16_t>(out, 1);
  putLe<uint32_t>(out, 0);
  const auto padded = static_cast<uint32_t>((version.size() + 4) / 4 * 4);
  putLe<uint32_t>(out, padded);
  const size_t versionEnd = out.size() + padded;
  out.insert(out.end(), version.begin(), version.end());
  out.resize(versionEnd, 0);
  putLe<uint16_t>(out, 0);
  putLe<uint16_t>(out, static_cast<uint16_t>(streams.size()));
  size_t offset = out.size();
  for (Stream& stream : streams) {
    padTo(stream.bytes, 4);
    offset += 8 + (std::strlen(stream.name) + 4) / 4 * 4;
  }
  for (const Stream& stream : streams) {
    putLe<uint32_t>(out, static_cast<uint32_t>(offset));
    putLe<uint32_t>(out, static_cast<uint32_t>(stream.bytes.size()));
    out.insert(out.end(), stream.name, stream.name + std::strlen(stream.name) + 1);
    padTo(out, 4);
    offset += stream.bytes.size();
  }
  for (const Stream& stream : streams) appendBytes(out, stream.bytes);
  return out;
}

}  // namespace minivm::ilasm
