#include <algorithm>
#include <numeric>

#include "loader/metadata.h"
#include "loader/metadata_index.h"
#include "vm/support/bitset.h"

// Finding rows by their owner, owners by their rows, and types by their names. Binary search where the table
// is in key order, otherwise over a permutation built once (KeyIndex). A table that is marked sorted but is
// not gives wrong answers, never unsafe ones: every row number handed out exists.

namespace minivm {
namespace {

/// How deep types may nest: a limit against cycles.
constexpr uint32_t kMaxNesting = 64;

struct KeyColumn {
  Table table;
  uint32_t column;
};

constexpr KeyColumn kKeyColumns[] = {
#define KEY(Name, table, column) {Table::table, table##Column::column},
    MINIVM_KEYS(KEY)
#undef KEY
};

/// Only primary keys are covered by the sorted mask (II.22).
bool isPrimaryKey(uint32_t which) {
  switch (which) {
    case SemanticsByMethod:
    case NestedByEnclosing:
    case EventMapByParent:
    case PropertyMapByParent: return false;
    default: return true;
  }
}

}  // namespace

const Metadata::KeyIndex& Metadata::keyIndex(uint32_t which) const {
  KeyIndex& index = lazy_->keys[which];
  auto [table, column] = kKeyColumns[which];
  const TableView& view = tables_[static_cast<uint32_t>(table)];
  if (view.isMarkedSorted && isPrimaryKey(which)) return index;
  std::call_once(index.once, [&, column = column] {
    auto keyOf = [&](uint32_t rid) {
      return cellAt(view, view.data + size_t{rid - 1} * view.rowSize, column);
    };
    bool isSorted = true;
    for (uint32_t rid = 2; rid <= view.rows && isSorted; ++rid) isSorted = keyOf(rid - 1) <= keyOf(rid);
    if (isSorted) return;
    std::vector<uint32_t> permutation(view.rows);
    std::iota(permutation.begin(), permutation.end(), 1u);
    std::stable_sort(permutation.begin(), permutation.end(),
                     [&](uint32_t a, uint32_t b) { return keyOf(a) < keyOf(b); });
    index.permutation = std::move(permutation);
  });
  return index;
}

RowRange Metadata::equalRange(uint32_t which, uint32_t key) const {
  auto [table, column] = kKeyColumns[which];
  const TableView& view = tables_[static_cast<uint32_t>(table)];
  if (!view.rows) return {};
  const KeyIndex& index = keyIndex(which);
  const uint32_t* permutation = index.permutation.empty() ? nullptr : index.permutation.data();
  auto keyAt = [&, column = column](uint32_t position) {
    uint32_t rid = permutation ? permutation[position] : position + 1;
    return cellAt(view, view.data + size_t{rid - 1} * view.rowSize, column);
  };
  auto search = [&](uint32_t low, auto isBefore) {
    for (uint32_t high = view.rows; low < high;) {
      uint32_t middle = low + (high - low) / 2;
      if (isBefore(keyAt(middle)))
        low = middle + 1;
      else
        high = middle;
    }
    return low;
  };
  uint32_t first = search(0, [key](uint32_t k) { return k < key; });
  if (first == view.rows || keyAt(first) != key) return {};
  uint32_t last = search(first, [key](uint32_t k) { return k <= key; });
  return {first + 1, last - first, permutation};
}

RowRange Metadata::equalRange(uint32_t which, CodedSet set, Token key) const {
  uint32_t raw = 0;
  if (key.isNil() || !encode(set, key, raw)) return {};
  return equalRange(which, raw);
}

// ---- Lists

const uint32_t* Metadata::pointers(Table pointer, Table child, bool inverse) const {
  const TableView& view = tables_[static_cast<uint32_t>(pointer)];
  if (!view.rows) return nullptr;
  size_t which = 0;
  switch (pointer) {
    case Table::FieldPtr: which = 0; break;
    case Table::MethodPtr: which = 1; break;
    case Table::ParamPtr: which = 2; break;
    case Table::EventPtr: which = 3; break;
    default: which = 4; break;
  }
  Lazy::Pointers& lazy = lazy_->pointers[which];
  std::call_once(lazy.once, [&] {
    std::vector<uint32_t> forward(view.rows), inverted(size_t{rows(child)} + 1);
    for (uint32_t i = 0; i < view.rows; ++i) {
      uint32_t target = cellAt(view, view.data + size_t{i} * view.rowSize, 0);
      if (target == 0 || target > rows(child))
        fail(LoadErrorKind::BadCell, "points to no row", pointer, i + 1);
      forward[i] = target;
      inverted[target] = i + 1;
    }
    lazy.forward = std::move(forward);
    lazy.inverse = std::move(inverted);
  });
  return inverse ? lazy.inverse.data() : lazy.forward.data();
}

namespace {

/// The place of a child table in WideTables::lists.
size_t listIndex(Table child) {
  switch (child) {
    case Table::Field: return 0;
    case Table::MethodDef: return 1;
    case Table::Param: return 2;
    case Table::Event: return 3;
    default: return 4;
  }
}

}  // namespace

// A list runs to the start of the next row's list, or to the end of the child table (II.22.37).
RowRange Metadata::listOf(Table owner, uint32_t rid, uint32_t column, Table child, Table pointer) const {
  uint32_t first = cell(owner, rid, column);
  if (const auto& counts = lists_[listIndex(child)].counts; !counts.empty()) {
    const uint32_t count = rid < counts.size() ? counts[rid] : 0;
    if (count == 0 || count == WideTables::kNotWritten) return {};
    const uint32_t* through = pointers(pointer, child, false);
    const uint32_t limit = through ? rows(pointer) : rows(child);
    if (first == 0 || first > limit || count > limit + 1 - first)
      fail(LoadErrorKind::BadCell, "the list leaves its table", owner, rid);
    return {first, count, through};
  }
  const uint32_t* through = pointers(pointer, child, false);
  uint32_t limit = (through ? rows(pointer) : rows(child)) + 1;
  uint32_t last = rid < rows(owner) ? cell(owner, rid + 1, column) : limit;
  if (first == 0 || first > last || last > limit)
    fail(LoadErrorKind::BadCell,
         std::string(tableColumns(owner)[column].name) + " runs from " + std::to_string(first) + " to " +
             std::to_string(last) + " of " + std::to_string(limit - 1),
         owner, rid);
  return {first, last - first, through};
}

uint32_t Metadata::ownerOf(Table owner, uint32_t column, Table child, Table pointer, uint32_t rid) const {
  if (rid == 0 || rid > rows(child)) throwBadRow(child, rid);
  if (const auto& owners = lists_[listIndex(child)].owners; rid < owners.size()) return owners[rid];
  const uint32_t* inverse = pointers(pointer, child, true);
  uint32_t position = inverse ? inverse[rid] : rid;
  const TableView& view = tables_[static_cast<uint32_t>(owner)];
  uint32_t low = 0;  // how many owners start at or before the position
  for (uint32_t high = view.rows; position && low < high;) {
    uint32_t middle = low + (high - low) / 2;
    if (cellAt(view, view.data + size_t{middle} * view.rowSize, column) <= position)
      low = middle + 1;
    else
      high = middle;
  }
  if (low == 0 || !listOf(owner, low, column, child, pointer).contains(rid))
    fail(LoadErrorKind::BadRow, std::string("no row of ") + tableName(owner) + " owns it", child, rid);
  return low;
}

RowRange Metadata::fieldsOf(uint32_t typeRid) const {
  return listOf(Table::TypeDef, typeRid, TypeDefColumn::fieldList, Table::Field, Table::FieldPtr);
}
RowRange Metadata::methodsOf(uint32_t typeRid) const {
  return listOf(Table::TypeDef, typeRid, TypeDefColumn::methodList, Table::MethodDef, Table::MethodPtr);
}
RowRange Metadata::paramsOf(uint32_t methodRid) const {
  return listOf(Table::MethodDef, methodRid, MethodDefColumn::paramList, Table::Param, Table::ParamPtr);
}
RowRange Metadata::propertiesOf(uint32_t typeRid) const {
  RowRange maps = equalRange(PropertyMapByParent, typeRid);
  if (maps.empty()) return {};
  return listOf(Table::PropertyMap, maps.front(), PropertyMapColumn::propertyList, Table::Property,
                Table::PropertyPtr);
}
RowRange Metadata::eventsOf(uint32_t typeRid) const {
  RowRange maps = equalRange(EventMapByParent, typeRid);
  if (maps.empty()) return {};
  return listOf(Table::EventMap, maps.front(), EventMapColumn::eventList, Table::Event, Table::EventPtr);
}

uint32_t Metadata::typeOfField(uint32_t fieldRid) const {
  return ownerOf(Table::TypeDef, TypeDefColumn::fieldList, Table::Field, Table::FieldPtr, fieldRid);
}
uint32_t Metadata::typeOfMethod(uint32_t methodRid) const {
  return ownerOf(Table::TypeDef, TypeDefColumn::methodList, Table::MethodDef, Table::MethodPtr, methodRid);
}
uint32_t Metadata::methodOfParam(uint32_t paramRid) const {
  return ownerOf(Table::MethodDef, MethodDefColumn::paramList, Table::Param, Table::ParamPtr, paramRid);
}
uint32_t Metadata::typeOfProperty(uint32_t propertyRid) const {
  uint32_t map = ownerOf(Table::PropertyMap, PropertyMapColumn::propertyList, Table::Property,
                         Table::PropertyPtr, propertyRid);
  return propertyMap(map).parent;
}
uint32_t Metadata::typeOfEvent(uint32_t eventRid) const {
  uint32_t map = ownerOf(Table::EventMap, EventMapColumn::eventList, Table::Event, Table::EventPtr, eventRid);
  return eventMap(map).parent;
}

// ---- Lookups by owner

RowRange Metadata::interfaceImplsOf(uint32_t typeRid) const {
  return equalRange(InterfaceImplByType, typeRid);
}
RowRange Metadata::methodImplsOf(uint32_t typeRid) const {
  return equalRange(MethodImplByType, typeRid);
}

uint32_t Metadata::enclosingType(uint32_t typeRid) const {
  // Callers walk outwards until there is no more: a cycle must not get out of here.
  const auto outerOf = [&](uint32_t rid) {
    RowRange found = equalRange(NestedByNested, rid);
    return found.empty() ? 0 : nestedClass(found.front()).enclosing;
  };
  const uint32_t enclosing = outerOf(typeRid);
  uint32_t depth = 0;
  for (uint32_t rid = enclosing; rid; rid = outerOf(rid)) {
    require(Token::make(Table::TypeDef, rid));
    if (++depth > kMaxNesting)
      fail(LoadErrorKind::BadCell, "types nest too deeply or in a cycle", Table::TypeDef, typeRid);
  }
  return enclosing;
}

RowRange Metadata::nestedClassRowsOf(uint32_t enclosing) const {
  return equalRange(NestedByEnclosing, enclosing);
}

std::optional<ClassLayoutRow> Metadata::classLayoutOf(uint32_t typeRid) const {
  RowRange found = equalRange(ClassLayoutByParent, typeRid);
  if (found.empty()) return std::nullopt;
  return classLayout(found.front());
}

std::optional<uint32_t> Metadata::fieldLayoutOf(uint32_t fieldRid) const {
  RowRange found = equalRange(FieldLayoutByField, fieldRid);
  if (found.empty()) return std::nullopt;
  return fieldLayout(found.front()).offset;
}

std::optional<uint32_t> Metadata::fieldRvaOf(uint32_t fieldRid) const {
  RowRange found = equalRange(FieldRvaByField, fieldRid);
  if (found.empty()) return std::nullopt;
  return fieldRva(found.front()).rva;
}

std::optional<ConstantRow> Metadata::constantOf(Token parent) const {
  RowRange found = equalRange(ConstantByParent, CodedSet::HasConstant, parent);
  if (found.empty()) return std::nullopt;
  return constant(found.front());
}

std::optional<ImplMapRow> Metadata::implMapOf(Token member) const {
  RowRange found = equalRange(ImplMapByMember, CodedSet::MemberForwarded, member);
  if (found.empty()) return std::nullopt;
  return implMap(found.front());
}

std::optional<BlobIdx> Metadata::fieldMarshalOf(Token parent) const {
  RowRange found = equalRange(FieldMarshalByParent, CodedSet::HasFieldMarshal, parent);
  if (found.empty()) return std::nullopt;
  return fieldMarshal(found.front()).nativeType;
}

RowRange Metadata::customAttributesOf(Token parent) const {
  return equalRange(CustomAttributeByParent, CodedSet::HasCustomAttribute, parent);
}
RowRange Metadata::genericParamsOf(Token owner) const {
  return equalRange(GenericParamByOwner, CodedSet::TypeOrMethodDef, owner);
}
RowRange Metadata::constraintsOf(uint32_t genericParamRid) const {
  return equalRange(ConstraintByOwner, genericParamRid);
}
RowRange Metadata::semanticsOf(Token association) const {
  return equalRange(SemanticsByAssociation, CodedSet::HasSemantics, association);
}
RowRange Metadata::methodSemanticsOfMethod(uint32_t methodRid) const {
  return equalRange(SemanticsByMethod, methodRid);
}
RowRange Metadata::declSecurityOf(Token parent) const {
  return equalRange(DeclSecurityByParent, CodedSet::HasDeclSecurity, parent);
}

// ---- Names

uint32_t Metadata::findTypeDef(std::string_view nameSpace, std::string_view name) const {
  Lazy::Names& names = lazy_->typeDefs;
  std::call_once(names.once, [&] {
    HashMap<TypeNameKey, uint32_t> map;
    uint32_t count = rows(Table::TypeDef);
    Bitset nested(size_t{count} + 1);
    for (uint32_t rid = 1; rid <= rows(Table::NestedClass); ++rid)
      if (uint32_t type = nestedClass(rid).nested; type <= count) nested.set(type);
    map.reserve(count);
    for (uint32_t rid = 1; rid <= count; ++rid) {
      if (nested.test(rid)) continue;
      TypeDefRow row = typeDef(rid);
      map.tryInsert(TypeNameKey{string(row.nameSpace), string(row.name)}, rid);
    }
    names.map = std::move(map);
  });
  const uint32_t* found = names.map.find(TypeNameKey{nameSpace, name});
  return found ? *found : 0;
}

uint32_t Metadata::findNestedType(uint32_t enclosing, std::string_view name) const {
  for (uint32_t row : nestedClassRowsOf(enclosing)) {
    uint32_t type = nestedClass(row).nested;
    if (string(typeDef(type).name) == name) return type;
  }
  return 0;
}

uint32_t Metadata::findExportedType(std::string_view nameSpace, std::string_view name) const {
  Lazy::Names& names = lazy_->exportedTypes;
  std::call_once(names.once, [&] {
    HashMap<TypeNameKey, uint32_t> map;
    uint32_t count = rows(Table::ExportedType);
    map.reserve(count);
    for (uint32_t rid = 1; rid <= count; ++rid) {
      ExportedTypeRow row = exportedType(rid);
      if (row.implementation.is(Table::ExportedType)) continue;  // nested in another exported type
      map.tryInsert(TypeNameKey{string(row.nameSpace), string(row.name)}, rid);
    }
    names.map = std::move(map);
  });
  const uint32_t* found = names.map.find(TypeNameKey{nameSpace, name});
  return found ? *found : 0;
}

}  // namespace minivm
