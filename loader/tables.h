#pragma once
#include <cstdint>
#include <span>

#include "loader/token.h"

namespace minivm {

/// The sets of tables a coded index can point into (ECMA-335 II.24.2.6).
enum class CodedSet : uint8_t {
#define CODED(Set, tagBits, ...) Set,
#include "loader/tables.def"
  None,
};

/// How a column is stored.
enum class ColumnKind : uint8_t { U16, U32, String, Guid, Blob, Rid, Coded };

/// The widest table (Assembly, AssemblyRef) has nine columns.
inline constexpr uint32_t kMaxColumns = 9;

/// One column of the schema; `table` is set for Rid, `set` for Coded.
struct ColumnInfo {
  const char* name;
  ColumnKind kind;
  Table table;
  CodedSet set;
};

/// The columns of a table in file order; empty for a number without a table.
std::span<const ColumnInfo> tableColumns(Table table);

/// A coded index: how many tag bits, and the table of each tag (None = reserved).
struct CodedSetInfo {
  const char* name;
  uint32_t tagBits;
  std::span<const Table> tables;
};
const CodedSetInfo& codedSetInfo(CodedSet set);

/// The C++ type of a column by its kind; used to generate the row structs.
template <ColumnKind Kind>
struct ColumnType {
  using Type = uint32_t;
};
template <>
struct ColumnType<ColumnKind::U16> {
  using Type = uint16_t;
};
template <>
struct ColumnType<ColumnKind::String> {
  using Type = StringIdx;
};
template <>
struct ColumnType<ColumnKind::Guid> {
  using Type = GuidIdx;
};
template <>
struct ColumnType<ColumnKind::Blob> {
  using Type = BlobIdx;
};
template <>
struct ColumnType<ColumnKind::Coded> {
  using Type = Token;
};

// struct TypeDefRow { uint32_t flags; StringIdx name; StringIdx nameSpace; Token extends; ... }, and so on.
#define TABLE_BEGIN(Name, number, accessor) struct Name##Row {
#define COLUMN(Kind, Arg, name) ColumnType<ColumnKind::Kind>::Type name{};
#define TABLE_END(Name) \
  }                     \
  ;
#include "loader/tables.def"

// Column numbers: TypeDefColumn::fieldList, and so on.
#define TABLE_BEGIN(Name, number, accessor) \
  struct Name##Column {                     \
    enum Index : uint32_t {
#define COLUMN(Kind, Arg, name) name,
#define TABLE_END(Name) \
  count                 \
  }                     \
  ;                     \
  }                     \
  ;
#include "loader/tables.def"

}  // namespace minivm
