#include "vm/native/stock/module_writer.h"

#include <algorithm>

#include "loader/put_bytes.h"
#include "loader/signature.h"
#include "vm/runtime.h"
#include "vm/types/class_loader.h"
#include "vm/types/module.h"
#include "vm/types/module_storage.h"

namespace minivm {

namespace {

constexpr Table kChildren[] = {Table::Field, Table::MethodDef, Table::Param, Table::Event, Table::Property};
constexpr Table kPointers[] = {Table::FieldPtr, Table::MethodPtr, Table::ParamPtr, Table::EventPtr,
                               Table::PropertyPtr};

uint32_t encode(CodedSet set, Token token) {
  const CodedSetInfo& info = codedSetInfo(set);
  for (uint32_t tag = 0; tag < info.tables.size(); ++tag) {
    if (info.tables[tag] == token.table()) return token.rid() << info.tagBits | tag;
  }
  return 0;
}

uint32_t columnBytes(const ColumnInfo& column) {
  return column.kind == ColumnKind::U16 ? 2 : 4;
}

uint32_t rowBytes(Table table) {
  uint32_t bytes = 0;
  for (const ColumnInfo& column : tableColumns(table)) bytes += columnBytes(column);
  return bytes;
}

ByteSpan spanOf(const std::string& bytes) {
  return {reinterpret_cast<const uint8_t*>(bytes.data()), bytes.size()};
}

ByteSpan spanOf(const std::vector<uint32_t>& words) {
  return {reinterpret_cast<const uint8_t*>(words.data()), words.size() * 4};
}

template <typename T>
T& at(std::vector<T>& items, size_t index, T fill) {
  if (items.size() <= index) items.resize(index + 1, fill);
  return items[index];
}

}  // namespace

ModuleWriter::ModuleWriter(Module& module) : module_(module) {
  strings_.push_back(0);
  blobs_.push_back(0);
  userStrings_.push_back(0);
  text_.resize(16);  // RVA 0 means that there is none
  guids_.resize(16, 1);
  for (auto& owners : listOwners_) owners.push_back(0);
  for (auto& counts : listCounts_) counts.push_back(0);
  row(Table::Module, {0, string("RefEmit_InMemoryManifestModule"), 1, 0, 0});
  row(Table::TypeDef, {0, string("<Module>"), 0, 0, 1, 1});
}

uint32_t ModuleWriter::row(Table table, std::initializer_list<uint32_t> cells) {
  const auto columns = tableColumns(table);
  auto& out = tables_[static_cast<size_t>(table)];
  size_t i = 0;
  for (uint32_t value : cells) {
    const ColumnInfo& column = columns[i++];
    if (column.kind == ColumnKind::Coded) value = encode(column.set, Token(value));
    putLe(out, value, columnBytes(column));
  }
  const uint32_t rid = ++counts_[static_cast<size_t>(table)];
  if (table == Table::TypeDef) {
    at<uint32_t>(listCounts_[Fields], rid, 0);
    at(listCounts_[Methods], rid, WideTables::kNotWritten) = WideTables::kNotWritten;
  }
  return rid;
}

Token ModuleWriter::uniqueRow(Table table, std::initializer_list<uint32_t> cells) {
  auto [known, isNew] = unique_.try_emplace({table, std::vector<uint32_t>(cells)});
  if (isNew) known->second = row(table, cells);
  return Token::make(table, known->second);
}

Token ModuleWriter::member(List list, uint32_t owner, std::initializer_list<uint32_t> cells) {
  const uint32_t rid = row(kChildren[list], cells);
  at<uint32_t>(listOwners_[list], rid, 0) = owner;
  members_[list][owner].push_back(rid);
  return Token::make(kChildren[list], rid);
}

/// Where a cell lies among the rows of its table; nothing if there is none.
std::optional<ModuleWriter::Place> ModuleWriter::placeOf(Table table, uint32_t rid, uint32_t column) const {
  const auto columns = tableColumns(table);
  uint32_t offset = (rid - 1) * rowBytes(table);
  for (uint32_t i = 0; i < column; ++i) offset += columnBytes(columns[i]);
  const uint32_t bytes = columnBytes(columns[column]);
  if (rid == 0 || offset + bytes > tables_[static_cast<size_t>(table)].size()) return std::nullopt;
  return Place{offset, bytes};
}

void ModuleWriter::set(Table table, uint32_t rid, uint32_t column, uint32_t value) {
  const ColumnInfo& info = tableColumns(table)[column];
  if (info.kind == ColumnKind::Coded) value = encode(info.set, Token(value));
  const auto place = placeOf(table, rid, column);
  if (!place) return;
  auto& rows = tables_[static_cast<size_t>(table)];
  for (uint32_t i = 0; i < place->bytes; ++i)
    rows[place->offset + i] = static_cast<uint8_t>(value >> (8 * i));
}

uint32_t ModuleWriter::cell(Table table, uint32_t rid, uint32_t column) const {
  const auto place = placeOf(table, rid, column);
  if (!place) return 0;
  const auto& rows = tables_[static_cast<size_t>(table)];
  uint32_t value = 0;
  for (uint32_t i = 0; i < place->bytes; ++i) value |= uint32_t{rows[place->offset + i]} << (8 * i);
  return value;
}

uint32_t ModuleWriter::string(std::string_view text) {
  if (text.empty()) return 0;
  auto [known, isNew] = stringIndex_.try_emplace(std::string(text), static_cast<uint32_t>(strings_.size()));
  if (isNew) strings_.append(text).push_back(0);
  return known->second;
}

uint32_t ModuleWriter::blob(ByteSpan bytes) {
  std::string key(reinterpret_cast<const char*>(bytes.data()), bytes.size());
  auto [known, isNew] = blobIndex_.try_emplace(std::move(key), static_cast<uint32_t>(blobs_.size()));
  if (isNew) {
    putCompressed(blobs_, static_cast<uint32_t>(bytes.size()));
    blobs_ += known->first;
  }
  return known->second;
}

ByteSpan ModuleWriter::blobAt(uint32_t index) const {
  SigCursor cursor(spanOf(blobs_).subspan(index));
  const uint32_t bytes = cursor.readCompressed();
  return cursor.readBytes(bytes);
}

uint32_t ModuleWriter::userString(std::u16string_view text) {
  const auto index = static_cast<uint32_t>(userStrings_.size());
  putCompressed(userStrings_, static_cast<uint32_t>(text.size() * 2 + 1));
  for (char16_t unit : text) putLe(userStrings_, unit, 2);
  userStrings_.push_back(0);
  return index;
}

uint32_t ModuleWriter::text(ByteSpan bytes) {
  text_.resize((text_.size() + 7) & ~size_t{7});
  const auto rva = static_cast<uint32_t>(text_.size());
  text_.append(reinterpret_cast<const char*>(bytes.data()), bytes.size());
  return rva;
}

Token ModuleWriter::assemblyRef(Module& target) {
  auto known = std::find(referenced_.begin(), referenced_.end(), &target);
  if (known == referenced_.end()) {
    row(Table::AssemblyRef, {0, 0, 0, 0, 0, 0, string(target.simpleName()), 0, 0});
    module_.runtime().classLoader().noteReference(module_, target);
    known = referenced_.insert(referenced_.end(), &target);
  }
  return Token::make(Table::AssemblyRef, static_cast<uint32_t>(known - referenced_.begin()) + 1);
}

Token ModuleWriter::typeRef(Module& target, uint32_t typeRid) {
  if (&target == &module_) return Token::make(Table::TypeDef, typeRid);
  const Metadata& metadata = target.metadata();
  const uint32_t enclosing = metadata.enclosingType(typeRid);
  const Token scope = enclosing ? typeRef(target, enclosing) : assemblyRef(target);
  const TypeDefRow named = metadata.typeDef(typeRid);
  return uniqueRow(Table::TypeRef, {scope.value, string(metadata.string(named.name)),
                                    string(metadata.string(named.nameSpace))});
}

void ModuleWriter::translateType(ClassLoader& loader, Module& from, SigCursor& in,
                                 std::vector<uint8_t>& out) {
  const uint8_t byte = in.readByte();
  const auto element = static_cast<ElementType>(byte);
  out.push_back(byte);
  auto token = [&] {
    Token named = in.readTypeDefOrRef();
    if (named.is(Table::TypeRef)) {
      const MethodTable* type = loader.loadType(from, named, {}).asMethodTable();
      named = typeRef(*type->module, type->eeClass->typeDef.rid());
    } else if (named.is(Table::TypeDef)) {
      named = typeRef(from, named.rid());
    } else {
      in.fail("a modifier that is no class");
    }
    putCompressed(out, encode(CodedSet::TypeDefOrRef, named));
  };
  auto count = [&] {
    const uint32_t value = in.readCount();
    putCompressed(out, value);
    return value;
  };
  switch (element) {
    case ElementType::Ptr:
    case ElementType::ByRef:
    case ElementType::SzArray:
    case ElementType::Pinned:
    case ElementType::Sentinel: return translateType(loader, from, in, out);
    case ElementType::CModReqd:
    case ElementType::CModOpt: token(); return translateType(loader, from, in, out);
    case ElementType::Class:
    case ElementType::ValueType: return token();
    case ElementType::Var:
    case ElementType::MVar: return putCompressed(out, in.readCompressed());
    case ElementType::Array: {
      translateType(loader, from, in, out);
      putCompressed(out, in.readCompressed());
      for (int i = 0; i < 2; ++i) {
        for (uint32_t n = count(); n; --n) putCompressed(out, in.readCompressed());
      }
      return;
    }
    case ElementType::GenericInst: {
      out.push_back(in.readByte());
      token();
      for (uint32_t n = count(); n; --n) translateType(loader, from, in, out);
      return;
    }
    case ElementType::FnPtr: return translateMethod(loader, from, in, out);
    default: return;
  }
}

void ModuleWriter::translateMethod(ClassLoader& loader, Module& from, SigCursor& in,
                                   std::vector<uint8_t>& out) {
  const uint8_t kind = in.readByte();
  out.push_back(kind);
  if (kind & kSigGeneric) putCompressed(out, in.readCompressed());
  const uint32_t count = in.readCount();
  putCompressed(out, count);
  for (uint32_t i = 0; i <= count; ++i) translateType(loader, from, in, out);
}

std::vector<uint8_t> ModuleWriter::translate(ClassLoader& loader, Module& from, ByteSpan signature) {
  if (&from == &module_) return {signature.begin(), signature.end()};
  SigCursor in(signature, from.metadata().path());
  std::vector<uint8_t> out;
  if ((in.peek() & kSigKindMask) == kSigField) {
    out.push_back(in.readByte());
    translateType(loader, from, in, out);
  } else {
    translateMethod(loader, from, in, out);
  }
  return out;
}

// II.23.2.12.
void ModuleWriter::encodeType(std::vector<uint8_t>& out, TypeHandle type) {
  const ElementType element = type.elementType();
  out.push_back(static_cast<uint8_t>(element));
  if (type.isTypeDesc()) {
    const TypeDesc* desc = type.asTypeDesc();
    if (desc->element.isNull()) return putCompressed(out, desc->index);
    return encodeType(out, desc->element);
  }
  const MethodTable* mt = type.asMethodTable();
  switch (element) {
    case ElementType::SzArray: return encodeType(out, mt->elementType());
    case ElementType::Array:
      encodeType(out, mt->elementType());
      putCompressed(out, mt->eeClass->rank);
      out.insert(out.end(), {0, 0});
      return;
    case ElementType::Class:
    case ElementType::ValueType: break;
    default: return;
  }
  const bool isInstance = mt->isGenericInstance();
  if (isInstance) out.insert(out.end() - 1, static_cast<uint8_t>(ElementType::GenericInst));
  putCompressed(out, encode(CodedSet::TypeDefOrRef, typeRef(*mt->module, mt->eeClass->typeDef.rid())));
  if (!isInstance) return;
  putCompressed(out, static_cast<uint32_t>(mt->eeClass->typeArgs.size()));
  for (TypeHandle argument : mt->eeClass->typeArgs) encodeType(out, argument);
}

std::vector<uint8_t> ModuleWriter::signatureOf(ClassLoader& loader, MethodDesc* method) {
  const MethodSig& sig = loader.signature(method);
  std::vector<uint8_t> out{static_cast<uint8_t>(sig.hasThis ? kSigHasThis : 0)};
  const size_t first = sig.hasThis ? 1 : 0;
  putCompressed(out, static_cast<uint32_t>(sig.args.size() - first));
  if (sig.ret.kind == StackKind::Void) {
    out.push_back(static_cast<uint8_t>(ElementType::Void));
  } else {
    encodeType(out, loader.argType(method, -1));
  }
  for (size_t i = first; i < sig.args.size(); ++i)
    encodeType(out, loader.argType(method, static_cast<int>(i)));
  return out;
}

uint32_t ModuleWriter::propertyMapOf(uint32_t typeRid) {
  uint32_t& map = propertyMaps_[typeRid];
  if (!map) map = row(Table::PropertyMap, {typeRid, 1});
  return map;
}

uint32_t ModuleWriter::eventMapOf(uint32_t typeRid) {
  uint32_t& map = eventMaps_[typeRid];
  if (!map) map = row(Table::EventMap, {typeRid, 1});
  return map;
}

void ModuleWriter::gather(List list, uint32_t owner, Table ownerTable, uint32_t column) {
  const std::vector<uint32_t>& found = members_[list][owner];
  set(ownerTable, owner, column, rows(kPointers[list]) + 1);
  for (uint32_t rid : found) row(kPointers[list], {rid});
  at<uint32_t>(listCounts_[list], owner, 0) = static_cast<uint32_t>(found.size());
}

void ModuleWriter::finishType(uint32_t typeRid) {
  if (isFinished(typeRid)) return;
  for (uint32_t method : members_[Methods][typeRid]) {
    auto& params = members_[Params][method];
    std::stable_sort(params.begin(), params.end(), [&](uint32_t a, uint32_t b) {
      return cell(Table::Param, a, ParamColumn::sequence) < cell(Table::Param, b, ParamColumn::sequence);
    });
    gather(Params, method, Table::MethodDef, MethodDefColumn::paramList);
  }
  if (auto map = propertyMaps_.find(typeRid); map != propertyMaps_.end())
    gather(Properties, map->second, Table::PropertyMap, PropertyMapColumn::propertyList);
  if (auto map = eventMaps_.find(typeRid); map != eventMaps_.end())
    gather(Events, map->second, Table::EventMap, EventMapColumn::eventList);
  gather(Fields, typeRid, Table::TypeDef, TypeDefColumn::fieldList);
  gather(Methods, typeRid, Table::TypeDef, TypeDefColumn::methodList);
}

bool ModuleWriter::isFinished(uint32_t typeRid) const {
  return typeRid < listCounts_[Methods].size() && listCounts_[Methods][typeRid] != WideTables::kNotWritten;
}

void ModuleWriter::publish() {
  ModuleStorage& storage = *module_.storage();
  for (uint32_t i = 0; i < kTableCount; ++i) {
    if (!tableColumns(static_cast<Table>(i)).empty())
      storage.setTable(i, {tables_[i].data(), tables_[i].size()}, counts_[i]);
  }
  for (uint32_t i = 0; i < ListCount; ++i) {
    storage.setCounts(i, spanOf(listCounts_[i]));
    storage.setOwners(i, spanOf(listOwners_[i]));
  }
  storage.setHeap(ModuleStorage::Strings, spanOf(strings_));
  storage.setHeap(ModuleStorage::Blobs, spanOf(blobs_));
  storage.setHeap(ModuleStorage::Guids, spanOf(guids_));
  storage.setHeap(ModuleStorage::UserStrings, spanOf(userStrings_));
  storage.setHeap(ModuleStorage::Text, spanOf(text_));
  for (size_t i = 0; i < referenced_.size(); ++i) module_.assemblyRefs[i + 1] = referenced_[i];
  module_.grow(storage.metadata(module_.image()));
}

}  // namespace minivm
