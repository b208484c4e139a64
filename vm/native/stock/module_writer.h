// ModuleWriter: rows and heaps of a module that the stock library's AssemblyBuilder makes, row by row in any
// order (own library: System.Reflection.Emit.MetadataTables in C#). Members of a class come between those of
// others: they are brought together by the pointer tables (ECMA-335 II.22's FieldPtr, MethodPtr, …) when it
// is finished.
#pragma once

#include <array>
#include <initializer_list>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "loader/metadata.h"
#include "vm/types/type_handle.h"

namespace minivm {

class ClassLoader;
class Module;
struct MethodDesc;

class ModuleWriter {
 public:
  /// What belongs to an owner; also its place in WideTables::lists.
  enum List : uint32_t { Fields, Methods, Params, Events, Properties, ListCount };

  /// Begins `module`, which grows, with its rows of Module and TypeDef `<Module>`.
  explicit ModuleWriter(Module& module);
  Module& module() const { return module_; }
  /// What the program asked for; it is never unloaded.

  /// Adds a row and answers its number. Cells of coded columns are tokens.
  uint32_t row(Table table, std::initializer_list<uint32_t> cells);
  /// The same, unless there is such a row.
  Token uniqueRow(Table table, std::initializer_list<uint32_t> cells);
  /// Adds a row that belongs to row `owner` of the list's owners.
  Token member(List list, uint32_t owner, std::initializer_list<uint32_t> cells);
  void set(Table table, uint32_t rid, uint32_t column, uint32_t value);
  uint32_t cell(Table table, uint32_t rid, uint32_t column) const;
  uint32_t rows(Table table) const { return counts_[static_cast<size_t>(table)]; }

  uint32_t string(std::string_view text);
  uint32_t blob(ByteSpan bytes);
  uint32_t userString(std::u16string_view text);
  /// Bytes behind all others, at a multiple of 8; their RVA.
  uint32_t text(ByteSpan bytes);
  std::string_view stringAt(uint32_t index) const { return strings_.c_str() + index; }
  ByteSpan blobAt(uint32_t index) const;

  /// The row by which this module names a class of any module.
  Token typeRef(Module& target, uint32_t typeRid);
  Token assemblyRef(Module& target);
  /// A signature of another module in this one's tokens; may load types, hence collect nothing but throw
  /// LoadFailure.
  std::vector<uint8_t> translate(ClassLoader& loader, Module& from, ByteSpan signature);
  /// The signature of a method that no row describes: of an array.
  std::vector<uint8_t> signatureOf(ClassLoader& loader, MethodDesc* method);

  uint32_t propertyMapOf(uint32_t typeRid);
  uint32_t eventMapOf(uint32_t typeRid);
  /// All rows of the class are there: brings its members together.
  void finishType(uint32_t typeRid);
  bool isFinished(uint32_t typeRid) const;
  /// Hands everything over to the module.
  void publish();

 private:
  void encodeType(std::vector<uint8_t>& out, TypeHandle type);
  void gather(List list, uint32_t owner, Table ownerTable, uint32_t column);
  void translateType(ClassLoader& loader, Module& from, class SigCursor& in, std::vector<uint8_t>& out);
  void translateMethod(ClassLoader& loader, Module& from, class SigCursor& in, std::vector<uint8_t>& out);

  Module& module_;
  /// Of a cell: its first byte, and how many.
  struct Place {
    uint32_t offset, bytes;
  };
  std::optional<Place> placeOf(Table table, uint32_t rid, uint32_t column) const;

  std::array<std::vector<uint8_t>, kTableCount> tables_;
  std::array<uint32_t, kTableCount> counts_{};
  std::string strings_, blobs_, guids_, userStrings_, text_;
  std::unordered_map<std::string, uint32_t> stringIndex_, blobIndex_;
  std::map<std::pair<Table, std::vector<uint32_t>>, uint32_t> unique_;
  std::array<std::vector<uint32_t>, ListCount> listCounts_, listOwners_;
  std::array<std::unordered_map<uint32_t, std::vector<uint32_t>>, ListCount> members_;  ///< by owner
  std::unordered_map<uint32_t, uint32_t> propertyMaps_, eventMaps_;                     ///< by type
  std::vector<Module*> referenced_;  ///< by AssemblyRef row − 1
};

}  // namespace minivm
