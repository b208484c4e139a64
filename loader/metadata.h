#pragma once
#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "loader/image.h"
#include "loader/load_error.h"
#include "loader/tables.h"
#include "loader/token.h"
#include "vm/support/span.h"

namespace minivm {

/// A 16-byte GUID as the #GUID heap stores it.
using Guid = std::array<uint8_t, 16>;

/// The rows that belong to one owner, in order: either consecutive rows, or a slice of a permutation (pointer
/// tables, unsorted tables). Iterate it, or index it; each element is a row number. Cheap to copy; valid as
/// long as the Metadata it came from.
class RowRange {
 public:
  RowRange() = default;
  RowRange(uint32_t first, uint32_t count, const uint32_t* permutation = nullptr)
      : permutation_(permutation), first_(first), count_(count) {}

  uint32_t size() const { return count_; }
  bool empty() const { return count_ == 0; }
  /// The i-th row number, i < size().
  uint32_t operator[](uint32_t i) const { return permutation_ ? permutation_[first_ - 1 + i] : first_ + i; }
  /// The first row number; only when not empty.
  uint32_t front() const { return (*this)[0]; }
  /// The place of `rid` in the range, or size() when it is not there.
  uint32_t indexOf(uint32_t rid) const {
    if (!permutation_) return rid >= first_ && rid - first_ < count_ ? rid - first_ : count_;
    uint32_t i = 0;
    while (i < count_ && (*this)[i] != rid) ++i;
    return i;
  }
  bool contains(uint32_t rid) const { return indexOf(rid) != count_; }

  class Iterator {
   public:
    Iterator(const RowRange* range, uint32_t index) : range_(range), index_(index) {}
    uint32_t operator*() const { return (*range_)[index_]; }
    Iterator& operator++() {
      ++index_;
      return *this;
    }
    bool operator==(const Iterator& other) const { return index_ == other.index_; }

   private:
    const RowRange* range_;
    uint32_t index_;
  };
  Iterator begin() const { return {this, 0}; }
  Iterator end() const { return {this, count_}; }

 private:
  const uint32_t* permutation_ = nullptr;
  uint32_t first_ = 1;
  uint32_t count_ = 0;
};

/// Metadata that was made in memory, row by row: every index column is 4 bytes wide, so that tables can grow
/// without changing their layout. What it points to must outlive the Metadata over it, and may grow behind
/// the row counts and sizes given here.
struct WideTables {
  struct Rows {
    const uint8_t* data = nullptr;
    uint32_t count = 0;
  };
  std::array<Rows, kTableCount> tables;
  ByteSpan strings, blobs, guids, userStrings;
  /// Lists that are no ranges up to the next owner's: rows are added to owners in any order. By row, from 0.
  struct List {
    std::span<const uint32_t> counts;  ///< of an owner; kNotWritten: a class whose rows are still to come
    std::span<const uint32_t> owners;  ///< of a child
  };
  static constexpr uint32_t kNotWritten = 0xFFFFFFFF;
  std::array<List, 5> lists;  ///< fields, methods, parameters, events, properties
};

/// The tables and heaps of one image, read in place. Construction parses headers only; every accessor checks
/// its bounds and throws LoadError. Indexes over unsorted tables and over type names are built on first use,
/// under a lock; everything else is immutable, so that any thread may read.
class Metadata {
 public:
  /// Reads the headers of the image's metadata; the image must outlive this.
  explicit Metadata(const Image& image);
  /// Reads bare metadata (a portable PDB, a test); `bytes` must outlive this, `name` is used in messages.
  Metadata(std::string name, ByteSpan bytes);
  /// Reads tables made in memory; `image` holds the method bodies and must outlive this.
  Metadata(const Image& image, const WideTables& tables);
  ~Metadata();
  Metadata(const Metadata&) = delete;
  Metadata& operator=(const Metadata&) = delete;

  /// The image; only for metadata that came from one (asserted).
  const Image& image() const;
  bool hasImage() const { return image_ != nullptr; }
  /// The path or name used in messages.
  const std::string& path() const { return name_; }
  /// The version string of the metadata root ("v4.0.30319").
  std::string_view version() const { return version_; }

  // ---- Rows. One accessor per table of tables.def: `TypeDefRow typeDef(uint32_t rid) const`, ...
  //      Row numbers start at 1. Heap and row indexes in the result are as stored: they are checked when
  //      used.
  uint32_t rows(Table table) const {
    auto index = static_cast<uint32_t>(table);
    return index < kTableCount ? tables_[index].rows : 0;
  }
#define TABLE_BEGIN(Name, number, accessor) Name##Row accessor(uint32_t rid) const;
#include "loader/tables.def"

  /// True when the token names an existing row.
  bool isValid(Token token) const {
    return !token.isNil() && token.rid() <= rows(token.table());
  }
  /// Throws BadRow unless the token names an existing row of a table.
  void require(Token token) const {
    if (!isValid(token)) throwBadRow(token.table(), token.rid());
  }
  /// One cell as stored, for tools that walk tables by column number; coded indexes stay coded.
  uint32_t cell(Table table, uint32_t rid, uint32_t column) const;
  /// Bytes per row in this image.
  uint32_t rowSize(Table table) const {
    return tables_[static_cast<uint32_t>(table)].rowSize;
  }

  // ---- Heaps
  /// A name: UTF-8 up to its NUL (not validated).
  std::string_view string(StringIdx index) const;
  /// A blob without its length prefix; empty for index 0.
  ByteSpan blob(BlobIdx index) const;
  /// A GUID; all zero for index 0.
  Guid guid(GuidIdx index) const;
  /// The UTF-16LE bytes of a user string, without the trailing flag byte (II.24.2.4).
  ByteSpan userString(uint32_t offset) const;
  /// The heaps as a whole, for tools.
  ByteSpan stringHeap() const {
    return strings_;
  }
  ByteSpan blobHeap() const {
    return blobs_;
  }
  ByteSpan guidHeap() const {
    return guids_;
  }
  ByteSpan userStringHeap() const {
    return userStrings_;
  }
  /// The #Pdb stream; empty except in a portable PDB.
  ByteSpan pdbStream() const {
    return pdb_;
  }

  // ---- Lists: children of a row, by the list columns
  RowRange fieldsOf(uint32_t typeRid) const;
  RowRange methodsOf(uint32_t typeRid) const;
  RowRange paramsOf(uint32_t methodRid) const;
  RowRange propertiesOf(uint32_t typeRid) const;
  RowRange eventsOf(uint32_t typeRid) const;

  /// False for a class of a module that is being made, until its rows are there.
  bool isWritten(uint32_t typeRid) const {
    const auto& counts = lists_[1].counts;
    return typeRid >= counts.size() || counts[typeRid] != WideTables::kNotWritten;
  }

  // ---- Owners: the inverse; throw when no type has the row
  uint32_t typeOfField(uint32_t fieldRid) const;
  uint32_t typeOfMethod(uint32_t methodRid) const;
  uint32_t methodOfParam(uint32_t paramRid) const;
  uint32_t typeOfProperty(uint32_t propertyRid) const;
  uint32_t typeOfEvent(uint32_t eventRid) const;

  // ---- Lookups by owner. Ranges are row numbers of the table named.
  RowRange interfaceImplsOf(uint32_t typeRid) const;     ///< InterfaceImpl
  RowRange methodImplsOf(uint32_t typeRid) const;        ///< MethodImpl
  uint32_t enclosingType(uint32_t typeRid) const;        ///< TypeDef, or 0
  RowRange nestedClassRowsOf(uint32_t enclosing) const;  ///< NestedClass (whose `nested` is the type)
  std::optional<ClassLayoutRow> classLayoutOf(uint32_t typeRid) const;
  std::optional<uint32_t> fieldLayoutOf(uint32_t fieldRid) const;  ///< explicit offset
  std::optional<uint32_t> fieldRvaOf(uint32_t fieldRid) const;     ///< RVA of the initial data
  std::optional<ConstantRow> constantOf(Token parent) const;       ///< of a Field, Param or Property
  std::optional<ImplMapRow> implMapOf(Token member) const;         ///< of a MethodDef or Field
  std::optional<BlobIdx> fieldMarshalOf(Token parent) const;       ///< of a Field or Param
  RowRange customAttributesOf(Token parent) const;                 ///< CustomAttribute
  RowRange genericParamsOf(Token owner) const;                 ///< GenericParam, of a TypeDef or MethodDef
  RowRange constraintsOf(uint32_t genericParamRid) const;      ///< GenericParamConstraint
  RowRange semanticsOf(Token association) const;               ///< MethodSemantics, of a Property or Event
  RowRange methodSemanticsOfMethod(uint32_t methodRid) const;  ///< MethodSemantics
  RowRange declSecurityOf(Token parent) const;                 ///< DeclSecurity

  // ---- Names
  /// A top-level TypeDef by its names, or 0. The first call hashes all of them.
  uint32_t findTypeDef(std::string_view nameSpace, std::string_view name) const;
  /// A TypeDef nested directly in `enclosing`, or 0.
  uint32_t findNestedType(uint32_t enclosing, std::string_view name) const;
  /// A top-level ExportedType by its names, or 0.
  uint32_t findExportedType(std::string_view nameSpace, std::string_view name) const;

  // ---- The manifest
  ModuleRow moduleRow() const {
    return module(1);
  }
  bool hasAssembly() const {
    return rows(Table::Assembly) != 0;
  }
  /// The Assembly row; throws for a netmodule.
  AssemblyRow assemblyRow() const {
    return assembly(1);
  }
  /// The simple name from the manifest, or the module's name for a netmodule.
  std::string_view assemblyName() const;
  Guid mvid() const {
    return guid(moduleRow().mvid);
  }

  /// Throws LoadError with this file's name.
  [[noreturn]] void fail(LoadErrorKind kind, std::string_view detail, Table table = Table::None,
                         uint32_t row = 0) const;

 private:
  struct TableView {
    const uint8_t* data = nullptr;
    uint32_t rows = 0;
    uint8_t rowSize = 0;
    bool isMarkedSorted = false;
    uint8_t columnOffset[kMaxColumns] = {};
    uint8_t columnWidth[kMaxColumns] = {};
  };
  struct Lazy;
  struct KeyIndex;

  void parseRoot(ByteSpan bytes);
  void parseTables(ByteSpan stream);
  void computeLayout(const std::array<uint32_t, kTableCount>& sizingRows);
  const uint8_t* row(Table table, uint32_t rid) const;
  uint32_t cellAt(const TableView& view, const uint8_t* row, uint32_t column) const;
  Token decode(CodedSet set, uint32_t raw, Table table, uint32_t rid) const;
  bool encode(CodedSet set, Token token, uint32_t& raw) const;
  [[noreturn]] void throwBadRow(Table table, uint32_t rid) const;

  const KeyIndex& keyIndex(uint32_t which) const;
  RowRange equalRange(uint32_t which, uint32_t key) const;
  RowRange equalRange(uint32_t which, CodedSet set, Token key) const;
  const uint32_t* pointers(Table pointer, Table child, bool inverse) const;
  RowRange listOf(Table owner, uint32_t rid, uint32_t column, Table child, Table pointer) const;
  uint32_t ownerOf(Table owner, uint32_t column, Table child, Table pointer, uint32_t rid) const;

  const Image* image_ = nullptr;
  std::string name_;
  std::string_view version_;
  ByteSpan strings_;
  ByteSpan blobs_;
  ByteSpan guids_;
  ByteSpan userStrings_;
  ByteSpan pdb_;
  uint32_t heapSizes_ = 0;
  std::array<TableView, kTableCount> tables_;
  std::array<WideTables::List, 5> lists_;  ///< empty: lists are ranges
  std::unique_ptr<Lazy> lazy_;
};

}  // namespace minivm
