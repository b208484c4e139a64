#include "loader/tables.h"

#include <iterator>

namespace minivm {
namespace {

// A column's Arg means a table for Rid, a coded set for Coded, and nothing for the rest.
#define TABLE_OF_U16(Arg) Table::None
#define TABLE_OF_U32(Arg) Table::None
#define TABLE_OF_String(Arg) Table::None
#define TABLE_OF_Guid(Arg) Table::None
#define TABLE_OF_Blob(Arg) Table::None
#define TABLE_OF_Coded(Arg) Table::None
#define TABLE_OF_Rid(Arg) Table::Arg
#define SET_OF_U16(Arg) CodedSet::None
#define SET_OF_U32(Arg) CodedSet::None
#define SET_OF_String(Arg) CodedSet::None
#define SET_OF_Guid(Arg) CodedSet::None
#define SET_OF_Blob(Arg) CodedSet::None
#define SET_OF_Rid(Arg) CodedSet::None
#define SET_OF_Coded(Arg) CodedSet::Arg

// One constexpr array of columns per table.
#define TABLE_BEGIN(Name, number, accessor) constexpr ColumnInfo k##Name##Columns[] = {
#define COLUMN(Kind, Arg, name) {#name, ColumnKind::Kind, TABLE_OF_##Kind(Arg), SET_OF_##Kind(Arg)},
#define TABLE_END(Name) \
  }                     \
  ;                     \
  static_assert(std::size(k##Name##Columns) <= kMaxColumns);
#include "loader/tables.def"

struct CodedTables {
#define CODED(Set, tagBits, ...) static constexpr Table k##Set[] = {__VA_ARGS__};
  static constexpr Table None = Table::None;
#define TABLE_BEGIN(Name, number, accessor) static constexpr Table Name = Table::Name;
#include "loader/tables.def"
};

constexpr CodedSetInfo kCodedSets[] = {
#define CODED(Set, tagBits, ...) {#Set, tagBits, CodedTables::k##Set},
#include "loader/tables.def"
};

}  // namespace

// clang-format off
const char* tableName(Table table) {
  switch (table) {
#define TABLE_BEGIN(Name, number, accessor) case Table::Name: return #Name;
#include "loader/tables.def"
    default: return "?";
  }
}

std::span<const ColumnInfo> tableColumns(Table table) {
  switch (table) {
#define TABLE_BEGIN(Name, number, accessor) case Table::Name: return k##Name##Columns;
#include "loader/tables.def"
    default: return {};
  }
}
// clang-format on

const CodedSetInfo& codedSetInfo(CodedSet set) {
  return kCodedSets[static_cast<size_t>(set)];
}

}  // namespace minivm
