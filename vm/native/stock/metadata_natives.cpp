// System.Reflection.MetadataImport: the library's reflection reads the tables of a module itself. A scope is
// the Module. Every native answers an HRESULT.
#include <cstring>

#include "vm/native/native_list.h"
#include "vm/native/stock/stock_support.h"
#include "vm/runtime.h"
#include "vm/threads/thread.h"

namespace minivm::natives {

namespace {

constexpr int32_t kOk = 0, kNotFound = static_cast<int32_t>(0x80131130);  // CLDB_E_RECORD_NOTFOUND

ConstArray arrayOf(ByteSpan bytes) {
  return {static_cast<int32_t>(bytes.size()), 0, bytes.data()};
}

/// The row is there; what is not answers kNotFound, as the library expects for tokens made by programs.
bool names(const Module* module, uint32_t token, Table table) {
  const Token value(token);
  return value.is(table) && module->metadata().isValid(value);
}

}  // namespace

const Module* metaImport(Handle<Object> module) {
  return moduleOfModule_nogc(module.get());
}

bool metaIsValid(const Module* module, uint32_t token) {
  const Token value(token);
  constexpr uint32_t kUserString = 0x70;
  if (token >> 24 == kUserString) return (token & 0xFFFFFF) < module->metadata().userStringHeap().size();
  return module->metadata().isValid(value);
}

int32_t metaName(const Module* module, uint32_t token, ByRef<const char*> name) {
  const Metadata& metadata = module->metadata();
  const Token value(token);
  if (!metadata.isValid(value)) return kNotFound;
  StringIdx index;
  switch (value.table()) {
    case Table::Module: index = metadata.moduleRow().name; break;
    case Table::TypeDef: index = metadata.typeDef(value.rid()).name; break;
    case Table::TypeRef: index = metadata.typeRef(value.rid()).name; break;
    case Table::MethodDef: index = metadata.methodDef(value.rid()).name; break;
    case Table::MemberRef: index = metadata.memberRef(value.rid()).name; break;
    case Table::Field: index = metadata.field(value.rid()).name; break;
    case Table::Param: index = metadata.param(value.rid()).name; break;
    case Table::Property: index = metadata.property(value.rid()).name; break;
    case Table::Event: index = metadata.event(value.rid()).name; break;
    case Table::GenericParam: index = metadata.genericParam(value.rid()).name; break;
    case Table::ModuleRef: index = metadata.moduleRef(value.rid()).name; break;
    case Table::AssemblyRef: index = metadata.assemblyRef(value.rid()).name; break;
    default: return kNotFound;
  }
  *name = metadata.string(index).data();
  return kOk;
}

int32_t metaNamespace(const Module* module, uint32_t token, ByRef<const char*> name) {
  const Metadata& metadata = module->metadata();
  const Token value(token);
  if (!metadata.isValid(value)) return kNotFound;
  if (value.is(Table::TypeDef)) {
    *name = metadata.string(metadata.typeDef(value.rid()).nameSpace).data();
  } else if (value.is(Table::TypeRef)) {
    *name = metadata.string(metadata.typeRef(value.rid()).nameSpace).data();
  } else {
    return kNotFound;
  }
  return kOk;
}

int32_t metaParentToken(const Module* module, uint32_t token, ByRef<uint32_t> parent) {
  const Metadata& metadata = module->metadata();
  const Token value(token);
  if (!metadata.isValid(value)) return kNotFound;
  const auto type = [](uint32_t rid) { return Token::make(Table::TypeDef, rid).value; };
  switch (value.table()) {
    case Table::TypeDef: *parent = type(metadata.enclosingType(value.rid())); break;
    case Table::Field: *parent = type(metadata.typeOfField(value.rid())); break;
    case Table::MethodDef: *parent = type(metadata.typeOfMethod(value.rid())); break;
    case Table::Property: *parent = type(metadata.typeOfProperty(value.rid())); break;
    case Table::Event: *parent = type(metadata.typeOfEvent(value.rid())); break;
    case Table::Param:
      *parent = Token::make(Table::MethodDef, metadata.methodOfParam(value.rid())).value;
      break;
    case Table::MemberRef: *parent = metadata.memberRef(value.rid()).parent.value; break;
    case Table::GenericParam: *parent = metadata.genericParam(value.rid()).owner.value; break;
    case Table::CustomAttribute: *parent = metadata.customAttribute(value.rid()).parent.value; break;
    default: return kNotFound;
  }
  return kOk;
}

int32_t metaParamProps(const Module* module, uint32_t token, ByRef<int32_t> sequence,
                       ByRef<int32_t> attributes) {
  if (!names(module, token, Table::Param)) return kNotFound;
  const ParamRow row = module->metadata().param(Token(token).rid());
  *sequence = row.sequence;
  *attributes = row.flags;
  return kOk;
}

int32_t metaAttributeProps(const Module* module, uint32_t token, ByRef<uint32_t> ctor,
                           ByRef<ConstArray> blob) {
  if (!names(module, token, Table::CustomAttribute)) return kNotFound;
  const CustomAttributeRow row = module->metadata().customAttribute(Token(token).rid());
  *ctor = row.type.value;
  *blob = arrayOf(module->metadata().blob(row.value));
  return kOk;
}

int32_t metaDefaultValue(const Module* module, uint32_t token, ByRef<int64_t> value, ByRef<const void*> text,
                         ByRef<int32_t> length, ByRef<int32_t> elementType) {
  *text = nullptr;
  *length = 0;
  *value = 0;
  *elementType = static_cast<int32_t>(ElementType::Void);
  const auto row = module->metadata().constantOf(Token(token));
  if (!row) return kOk;
  const ByteSpan blob = module->metadata().blob(row->value);
  const auto element = static_cast<ElementType>(row->type & 0xFF);
  *elementType = static_cast<int32_t>(element);
  if (element == ElementType::String) {
    *text = blob.data();
    *length = static_cast<int32_t>(blob.size() / sizeof(char16_t));
    return kOk;
  }
  uint64_t bits = 0;
  std::memcpy(&bits, blob.data(), std::min<size_t>(blob.size(), sizeof bits));
  switch (element) {  // integers come as long, sign and all
    case ElementType::I1: *value = static_cast<int8_t>(bits); break;
    case ElementType::I2: *value = static_cast<int16_t>(bits); break;
    case ElementType::I4: *value = static_cast<int32_t>(bits); break;
    default: *value = static_cast<int64_t>(bits); break;
  }
  return kOk;
}

int32_t metaFieldMarshal(const Module* module, uint32_t token, ByRef<ConstArray> blob) {
  const auto row = module->metadata().fieldMarshalOf(Token(token));
  *blob = row ? arrayOf(module->metadata().blob(*row)) : ConstArray{};
  return kOk;  // nothing is an answer, too
}

int32_t metaPropertyProps(const Module* module, uint32_t token, ByRef<const char*> name,
                          ByRef<int32_t> attributes, ByRef<ConstArray> signature) {
  if (!names(module, token, Table::Property)) return kNotFound;
  const Metadata& metadata = module->metadata();
  const PropertyRow row = metadata.property(Token(token).rid());
  *name = metadata.string(row.name).data();
  *attributes = row.flags;
  *signature = arrayOf(metadata.blob(row.signature));
  return kOk;
}

int32_t metaEventProps(const Module* module, uint32_t token, ByRef<const char*> name,
                       ByRef<int32_t> attributes) {
  if (!names(module, token, Table::Event)) return kNotFound;
  const EventRow row = module->metadata().event(Token(token).rid());
  *name = module->metadata().string(row.name).data();
  *attributes = row.flags;
  return kOk;
}

int32_t metaFieldProps(const Module* module, uint32_t token, ByRef<int32_t> attributes) {
  if (!names(module, token, Table::Field)) return kNotFound;
  *attributes = module->metadata().field(Token(token).rid()).flags;
  return kOk;
}

int32_t metaSigOfMethod(const Module* module, uint32_t token, ByRef<ConstArray> signature) {
  if (!names(module, token, Table::MethodDef)) return kNotFound;
  *signature = arrayOf(module->metadata().blob(module->metadata().methodDef(Token(token).rid()).signature));
  return kOk;
}
int32_t metaSigOfField(const Module* module, uint32_t token, ByRef<ConstArray> signature) {
  if (!names(module, token, Table::Field)) return kNotFound;
  *signature = arrayOf(module->metadata().blob(module->metadata().field(Token(token).rid()).signature));
  return kOk;
}
int32_t metaMemberRef(const Module* module, uint32_t token, ByRef<ConstArray> signature) {
  if (!names(module, token, Table::MemberRef)) return kNotFound;
  *signature = arrayOf(module->metadata().blob(module->metadata().memberRef(Token(token).rid()).signature));
  return kOk;
}
int32_t metaSignature(const Module* module, uint32_t token, ByRef<ConstArray> signature) {
  const Metadata& metadata = module->metadata();
  const Token value(token);
  if (!metadata.isValid(value)) return kNotFound;
  if (value.is(Table::StandAloneSig)) {
    *signature = arrayOf(metadata.blob(metadata.standAloneSig(value.rid()).signature));
  } else if (value.is(Table::TypeSpec)) {
    *signature = arrayOf(metadata.blob(metadata.typeSpec(value.rid()).signature));
  } else {
    return kNotFound;
  }
  return kOk;
}

int32_t metaGenericParam(const Module* module, uint32_t token, ByRef<int32_t> attributes) {
  if (!names(module, token, Table::GenericParam)) return kNotFound;
  *attributes = module->metadata().genericParam(Token(token).rid()).flags;
  return kOk;
}

int32_t metaClassLayout(const Module* module, uint32_t token, ByRef<int32_t> packing, ByRef<int32_t> size) {
  *packing = *size = 0;
  const auto row = module->metadata().classLayoutOf(Token(token).rid());
  if (!row) return kOk;
  *packing = row->packingSize;
  *size = static_cast<int32_t>(row->classSize);
  return kOk;
}

int32_t metaFieldOffset(const Module* module, uint32_t, uint32_t field, ByRef<int32_t> offset,
                        ByRef<bool> found) {
  const auto row = module->metadata().fieldLayoutOf(Token(field).rid());
  *found = row.has_value();
  *offset = static_cast<int32_t>(row.value_or(0));
  return kOk;
}

int32_t metaScopeProps(const Module* module, ByRef<uint8_t> mvid) {
  const Guid guid = module->metadata().mvid();
  std::memcpy(mvid.get(), guid.data(), guid.size());
  return kOk;
}

int32_t metaPInvokeMap(const Module* module, uint32_t token, ByRef<int32_t> flags, ByRef<const char*> name,
                       ByRef<const char*> library) {
  const Metadata& metadata = module->metadata();
  const auto map = metadata.implMapOf(Token(token));
  if (!map) return kNotFound;
  *flags = map->flags;
  *name = metadata.string(map->importName).data();
  *library = map->importScope ? metadata.string(metadata.moduleRef(map->importScope).name).data() : "";
  return kOk;
}

/// The tokens of one table that belong to `parent`: up to 16 of them into `few`, more into a new int[].
void qcallMetadataEnum(Thread& thread, const Module* module, int32_t type, int32_t parent, int32_t* length,
                       int32_t* few, const OnStack& many) {
  const Metadata& metadata = module->metadata();
  const auto table = static_cast<Table>(static_cast<uint32_t>(type) >> 24);
  const Token owner(static_cast<uint32_t>(parent));
  std::vector<int32_t> tokens;
  const auto addRange = [&](const RowRange& rows) {
    for (uint32_t rid : rows) tokens.push_back(static_cast<int32_t>(Token::make(table, rid).value));
  };
  switch (table) {
    case Table::MethodDef:
      if (owner.is(Table::TypeDef)) {
        addRange(metadata.methodsOf(owner.rid()));
        break;
      }
      for (uint32_t rid : metadata.semanticsOf(owner)) {  // of a property or event: pairs of method and role
        const MethodSemanticsRow row = metadata.methodSemantics(rid);
        tokens.push_back(static_cast<int32_t>(Token::make(Table::MethodDef, row.method).value));
        tokens.push_back(row.semantics);
      }
      break;
    case Table::Field: addRange(metadata.fieldsOf(owner.rid())); break;
    case Table::Property: addRange(metadata.propertiesOf(owner.rid())); break;
    case Table::Event: addRange(metadata.eventsOf(owner.rid())); break;
    case Table::Param: addRange(metadata.paramsOf(owner.rid())); break;
    case Table::CustomAttribute: addRange(metadata.customAttributesOf(owner)); break;
    case Table::GenericParam: addRange(metadata.genericParamsOf(owner)); break;
    case Table::TypeDef:  // nested types of a type, else all
      if (owner.is(Table::TypeDef) && !owner.isNil()) {
        for (uint32_t rid : metadata.nestedClassRowsOf(owner.rid()))
          tokens.push_back(
              static_cast<int32_t>(Token::make(Table::TypeDef, metadata.nestedClass(rid).nested).value));
      } else {
        for (uint32_t rid = 2; rid <= metadata.rows(Table::TypeDef); ++rid)
          tokens.push_back(static_cast<int32_t>(Token::make(Table::TypeDef, rid).value));
      }
      break;
    default:
      for (uint32_t rid = 1; rid <= metadata.rows(table); ++rid)
        tokens.push_back(static_cast<int32_t>(Token::make(table, rid).value));
      break;
  }
  const auto capacity = static_cast<size_t>(*length);
  *length = static_cast<int32_t>(tokens.size());
  if (tokens.size() <= capacity) {
    std::copy(tokens.begin(), tokens.end(), few);
  } else {
    put(thread, many, newInt32Array(thread, tokens).take());
  }
}

int32_t qcallAttributeUsage(const uint8_t* blob, int32_t size, int32_t* targets, int32_t* inherited,
                            int32_t* multiple) {
  // Prolog, AttributeTargets, number of named arguments; those are bool properties (ECMA-335 II.23.3).
  *targets = 0x7FFF;  // AttributeTargets.All
  *inherited = 1;
  *multiple = 0;
  if (size < 8) return 0;
  std::memcpy(targets, blob + 2, sizeof *targets);
  int32_t at = 6;
  uint16_t named;
  std::memcpy(&named, blob + at, sizeof named);
  at += 2;
  for (; named; --named) {
    if (at + 3 > size) return 0;
    at += 2;  // kind and type, always a bool property
    const uint8_t length = blob[at++];
    if (length >= 0x80 || at + length + 1 > size) return 0;
    const std::string_view name(reinterpret_cast<const char*>(blob + at), length);
    at += length;
    const int32_t value = blob[at++];
    if (name == "AllowMultiple") *multiple = value;
    if (name == "Inherited") *inherited = value;
  }
  return 1;
}

int32_t qcallUtf8EqualsIgnoringCase(const char* a, const char* b, int32_t bytes) {
  for (int32_t i = 0; i < bytes; ++i) {
    const auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; };
    if (lower(a[i]) != lower(b[i])) return 0;
  }
  return 1;
}

}  // namespace minivm::natives
