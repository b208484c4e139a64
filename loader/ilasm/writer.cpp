// Rows: assemblies, types and their members, in the order that II.22 asks for.
#include "loader/ilasm/writer.h"

#include <algorithm>

#include "vm/support/sha1.h"

namespace minivm::ilasm {
namespace {

constexpr std::string_view kVersion = "v4.0.30319";
// II.22.11: what has a DeclSecurity row says so.
constexpr uint32_t kTypeHasSecurity = 0x40000;
constexpr uint16_t kMethodHasSecurity = 0x4000;

}  // namespace

void Writer::collectTypes(std::vector<std::unique_ptr<TypeDecl>>& types) {
  for (auto& type : types) {
    order_.push_back(type.get());
    collectTypes(type->nested);
  }
}

// As declared, those inside behind those around, unless `.typelist` says otherwise.
void Writer::numberTypes() {
  order_.push_back(&program_.globals);
  program_.globals.rid = 1;
  for (const ClassName& name : program_.typeOrder) {
    TypeDecl* type = findType(name);
    if (!type) {
      error(name.at, "class " + name.text() + " is not declared");
    } else if (type->rid == 0) {
      order_.push_back(type);
      type->rid = static_cast<uint32_t>(order_.size());
    }
  }
  std::vector<TypeDecl*> listed = std::move(order_);
  order_.clear();
  collectTypes(program_.types);
  for (TypeDecl* type : order_) {
    if (type->rid != 0) continue;
    listed.push_back(type);
    type->rid = static_cast<uint32_t>(listed.size());
  }
  order_ = std::move(listed);
}

// Fields and methods get their rows before anything refers to them; their signatures need only types.
void Writer::numberMembers() {
  uint32_t fields = 0, methods = 0;
  for (TypeDecl* type : order_) {
    // Names that hide from others (privatescope, II.15.3.3.1) may be taken twice; others come first then.
    auto isHidden = [](uint16_t flags) { return (flags & 7) == 0; };
    for (auto& field : type->fields) {
      field->rid = ++fields;
      Bytes bytes = {kSigField};
      encodeType(bytes, *field->type, {type, nullptr});
      if (isHidden(field->flags)) continue;
      if (!fieldsBySignature_.try_emplace({type->rid, field->name, bytes}, field->rid).second)
        error(field->at, "field " + field->name + " is declared a second time with this type");
    }
    for (auto& method : type->methods) {
      method->rid = ++methods;
      Bytes bytes;
      encodeSignature(bytes, method->signature, {type, method.get()});
      if (isHidden(method->flags)) continue;
      if (!methodsBySignature_.try_emplace({type->rid, method->name, bytes}, method->rid).second)
        error(method->at, "method " + method->name + " is declared a second time with this signature");
    }
    for (auto& field : type->fields) {
      if (!isHidden(field->flags)) continue;
      Bytes bytes = {kSigField};
      encodeType(bytes, *field->type, {type, nullptr});
      fieldsBySignature_.try_emplace({type->rid, field->name, bytes}, field->rid);
    }
    for (auto& method : type->methods) {
      if (!isHidden(method->flags)) continue;
      Bytes bytes;
      encodeSignature(bytes, method->signature, {type, method.get()});
      methodsBySignature_.try_emplace({type->rid, method->name, bytes}, method->rid);
    }
  }
}

void Writer::writeAssemblies() {
  coreLibraryAlias();
  for (const AssemblyDecl& reference : program_.references) {
    AssemblyRefRow row;
    row.majorVersion = reference.version[0];
    row.minorVersion = reference.version[1];
    row.buildNumber = reference.version[2];
    row.revisionNumber = reference.version[3];
    row.flags = reference.flags;
    row.publicKeyOrToken = md_.blob(reference.publicKey);
    row.name = md_.string(reference.name);
    row.culture = md_.string(reference.culture);
    row.hashValue = md_.blob(reference.hash);
    assemblyRefs_[reference.alias] = Token::make(Table::AssemblyRef, md_.add(row));
  }
  for (const std::string& name : program_.moduleReferences) moduleRef(name);
  if (!program_.assembly) return;
  const AssemblyDecl& assembly = *program_.assembly;
  AssemblyRow row;
  row.hashAlgorithm = assembly.hashAlgorithm.value_or(0x8004);
  row.majorVersion = assembly.version[0];
  row.minorVersion = assembly.version[1];
  row.buildNumber = assembly.version[2];
  row.revisionNumber = assembly.version[3];
  row.flags = assembly.flags;
  row.publicKey = md_.blob(assembly.publicKey);
  row.name = md_.string(assembly.name);
  row.culture = md_.string(assembly.culture);
  md_.add(row);
}

// Each `.data` begins on a multiple of 8, so that any value in it is aligned.
void Writer::layoutData() {
  for (const DataDecl& data : program_.data) {
    padTo(data_, data.label.empty() ? 1 : 8);
    if (!data.label.empty() &&
        !dataOffsets_.try_emplace(data.label, static_cast<uint32_t>(data_.size())).second)
      error(data.at, "data " + data.label + " is declared a second time");
    for (const auto& [at, label] : data.addresses)
      dataAddresses_.emplace_back(static_cast<uint32_t>(data_.size() + at), label);
    data_.insert(data_.end(), data.bytes.begin(), data.bytes.end());
  }
  for (const DataDecl& data : program_.data)
    for (const auto& [at, label] : data.addresses)
      if (!dataOffsets_.contains(label)) error(data.at, "there is no .data " + label);
}

// `&(label)` is the address at which the image would like to be loaded (II.16.3.1).
void Writer::writeDataAddresses(ImageParts& parts, uint32_t base) {
  for (const auto& [at, label] : dataAddresses_) {
    const uint32_t address = parts.imageBase + base + dataOffsets_.at(label);
    for (size_t i = 0; i < 4; ++i) parts.data[at + i] = static_cast<uint8_t>(address >> (8 * i));
    parts.addresses.push_back(base + at);
  }
}

void Writer::addCustoms(Token parent, const Customs& customs, const Context& context) {
  for (const CustomAttribute& custom : customs) {
    CustomAttributeRow row;
    row.parent = parent;
    row.type = methodToken(*custom.constructor, context);
    Bytes value;
    for (const BlobPart& part : custom.value) {
      if (part.type)
        putSerString(value, serializedTypeName(*part.type));
      else
        value.insert(value.end(), part.bytes.begin(), part.bytes.end());
    }
    row.value = md_.blob(value);
    md_.add(row);
  }
}

void Writer::addPermissions(Token parent, const std::vector<Permission>& permissions) {
  for (const Permission& permission : permissions)
    md_.add(DeclSecurityRow{permission.action, parent, md_.blob(permission.bytes)});
}

void Writer::writeTypes() {
  for (TypeDecl* type : order_) {
    TypeDefRow row;
    row.flags = type->flags | (type->permissions.empty() ? 0 : kTypeHasSecurity);
    row.name = md_.string(type->name);
    row.nameSpace = md_.string(type->nameSpace);
    row.extends = typeToken(type->extends, {type, nullptr});
    row.fieldList = md_.rows(Table::Field) + 1;
    row.methodList = md_.rows(Table::MethodDef) + 1;
    md_.add(row);
    for (const auto& field : type->fields) writeField(*type, *field);
    for (const auto& method : type->methods) writeMethod(*type, *method);
  }
  for (TypeDecl* type : order_) writeType(*type);
}

void Writer::writeField(const TypeDecl& type, const FieldDecl& field) {
  FieldRow row;
  row.flags = field.flags;
  row.name = md_.string((field.flags & 7) == 0 ? bareName(field.name) : field.name);
  Bytes bytes = {kSigField};
  encodeType(bytes, *field.type, {&type, nullptr});
  row.signature = md_.blob(bytes);
  const Token token = Token::make(Table::Field, md_.add(row));
  if (field.offset) md_.add(FieldLayoutRow{*field.offset, token.rid()});
  if (field.marshal) md_.add(FieldMarshalRow{token, md_.blob(*field.marshal)});
  if (field.constant)
    md_.add(ConstantRow{static_cast<uint16_t>(field.constant->type), token, md_.blob(field.constant->bytes)});
  if (!field.data.empty()) {
    const auto found = dataOffsets_.find(field.data);
    if (found == dataOffsets_.end())
      error(field.at, "there is no .data " + field.data);
    else
      md_.add(FieldRvaRow{found->second, token.rid()});  // made an RVA when the section has one
  }
}

void Writer::writeMethod(const TypeDecl&, MethodDecl& method) {
  MethodDefRow row;
  row.implFlags = method.implFlags;
  row.flags = static_cast<uint16_t>(method.flags | (method.permissions.empty() ? 0 : kMethodHasSecurity));
  row.name = md_.string((method.flags & 7) == 0 ? bareName(method.name) : method.name);
  row.signature = methodSignature(method.signature, {method.owner, &method});
  row.paramList = md_.rows(Table::Param) + 1;
  const Token token = Token::make(Table::MethodDef, md_.add(row));
  writeParameters(method);
  if (method.body.isEntryPoint) {
    if (!entryPoint_.isNil()) error(method.at, "a second .entrypoint");
    entryPoint_ = token;
  }
  if (method.pinvoke) {
    ImplMapRow map;
    map.flags = method.pinvoke->flags;
    map.memberForwarded = token;
    map.importName =
        md_.string(method.pinvoke->entry.empty() ? bareName(method.name) : method.pinvoke->entry);
    map.importScope = moduleRef(method.pinvoke->module).rid();
    md_.add(map);
  }
}

// A Param row only where there is something to say (II.22.33).
void Writer::writeParameters(const MethodDecl& method) {
  uint16_t sequence = 0;
  auto write = [&](const Parameter& parameter) {
    if (parameter.name.empty() && !parameter.flags && !parameter.marshal && !parameter.constant &&
        parameter.customs.empty() && !parameter.hasRow)
      return;
    const Token token =
        Token::make(Table::Param, md_.add(ParamRow{parameter.flags, sequence, md_.string(parameter.name)}));
    if (parameter.marshal) md_.add(FieldMarshalRow{token, md_.blob(*parameter.marshal)});
    if (parameter.constant)
      md_.add(ConstantRow{static_cast<uint16_t>(parameter.constant->type), token,
                          md_.blob(parameter.constant->bytes)});
    addCustoms(token, parameter.customs, {method.owner, &method});
  };
  write(method.signature.result);
  for (const Parameter& parameter : method.signature.parameters) {
    if (parameter.isSentinel) continue;
    ++sequence;
    write(parameter);
  }
}

void Writer::writeType(TypeDecl& type) {
  const Context context{&type, nullptr};
  const Token token = Token::make(Table::TypeDef, type.rid);
  if (type.enclosing) md_.add(NestedClassRow{type.rid, type.enclosing->rid});
  if (type.packing || type.size)
    md_.add(ClassLayoutRow{type.packing.value_or(0), type.size.value_or(0), type.rid});
  writeInterfaces(type);
  writePropertiesAndEvents(type);
  writeOverrides(type);
  addPermissions(token, type.permissions);
  addCustoms(token, type.customs, context);
  for (const auto& field : type.fields)
    addCustoms(Token::make(Table::Field, field->rid), field->customs, context);
  for (const auto& method : type.methods) {
    const Token owner = Token::make(Table::MethodDef, method->rid);
    addPermissions(owner, method->permissions);
    addCustoms(owner, method->customs, {&type, method.get()});
    md_.set(Table::MethodDef, method->rid, MethodDefColumn::rva, writeBody(*method));
  }
}

void Writer::writeInterfaces(const TypeDecl& type) {
  for (size_t i = 0; i < type.interfaces.size(); ++i) {
    const Token row =
        Token::make(Table::InterfaceImpl,
                    md_.add(InterfaceImplRow{type.rid, typeToken(type.interfaces[i], {&type, nullptr})}));
    if (const auto customs = type.interfaceCustoms.find(i); customs != type.interfaceCustoms.end())
      addCustoms(row, customs->second, {&type, nullptr});
  }
}

void Writer::writeOverrides(const TypeDecl& type) {
  for (const Override& one : type.overrides) {
    const Context context{&type, nullptr};
    md_.add(MethodImplRow{type.rid, methodToken(*one.body, context, true),
                          methodToken(*one.declaration, context, true)});
  }
  for (const auto& method : type.methods)
    for (const Override& one : method->overrides) {
      const Context context{&type, method.get()};
      md_.add(MethodImplRow{type.rid, Token::make(Table::MethodDef, method->rid),
                            methodToken(*one.declaration, context, true)});
    }
}

void Writer::writePropertiesAndEvents(const TypeDecl& type) {
  const Context context{&type, nullptr};
  auto semantics = [&](Token association, const std::vector<Accessor>& accessors) {
    for (const Accessor& accessor : accessors) {
      const Token method = methodToken(*accessor.method, context);
      if (method.is(Table::MethodDef) && !method.isNil())
        md_.add(MethodSemanticsRow{accessor.semantics, method.rid(), association});
      else if (!method.isNil())
        error(accessor.method->at, "accessor " + accessor.method->name + " is not a method of this class");
    }
  };
  if (!type.properties.empty()) md_.add(PropertyMapRow{type.rid, md_.rows(Table::Property) + 1});
  for (const auto& property : type.properties) {
    PropertyRow row;
    row.flags = property->flags;
    row.name = md_.string(property->name);
    Signature signature = property->signature;
    signature.header = static_cast<uint8_t>((signature.header & kSigHasThis) | kSigProperty);
    row.signature = methodSignature(signature, context);
    const Token token = Token::make(Table::Property, md_.add(row));
    semantics(token, property->accessors);
    if (property->constant)
      md_.add(ConstantRow{static_cast<uint16_t>(property->constant->type), token,
                          md_.blob(property->constant->bytes)});
    addCustoms(token, property->customs, context);
  }
  if (!type.events.empty()) md_.add(EventMapRow{type.rid, md_.rows(Table::Event) + 1});
  for (const auto& event : type.events) {
    const Token token = Token::make(Table::Event, md_.add(EventRow{event->flags, md_.string(event->name),
                                                                   typeToken(event->type, context)}));
    semantics(token, event->accessors);
    addCustoms(token, event->customs, context);
  }
}

// Sorted by owner before they get their numbers, as constraints and attributes refer to them (II.22.20).
void Writer::writeGenerics() {
  struct Owned {
    Token owner;
    const std::vector<GenericParameter>* generics;
    Context context;
  };
  std::vector<Owned> owners;
  for (const TypeDecl* type : order_) {
    if (!type->generics.empty())
      owners.push_back({Token::make(Table::TypeDef, type->rid), &type->generics, {type, nullptr}});
    for (const auto& method : type->methods)
      if (!method->generics.empty())
        owners.push_back(
            {Token::make(Table::MethodDef, method->rid), &method->generics, {type, method.get()}});
  }
  std::ranges::sort(owners, {},
                    [](const Owned& owned) { return encodeCoded(CodedSet::TypeOrMethodDef, owned.owner); });
  for (const Owned& owned : owners) {
    uint16_t number = 0;
    for (const GenericParameter& generic : *owned.generics) {
      const uint32_t rid =
          md_.add(GenericParamRow{number++, generic.flags, owned.owner, md_.string(generic.name)});
      addCustoms(Token::make(Table::GenericParam, rid), generic.customs, owned.context);
      for (size_t i = 0; i < generic.constraints.size(); ++i) {
        const uint32_t constraint =
            md_.add(GenericParamConstraintRow{rid, typeToken(generic.constraints[i], owned.context)});
        if (i < generic.constraintCustoms.size())
          addCustoms(Token::make(Table::GenericParamConstraint, constraint), generic.constraintCustoms[i],
                     owned.context);
      }
    }
  }
}

// `.custom (owner) …`, wherever it stands.
void Writer::writeOwnedCustoms() {
  const Context context{&program_.globals, nullptr};
  for (const OwnedCustom& owned : program_.ownedCustoms) {
    const Token parent = owned.method  ? methodToken(*owned.method, context)
                         : owned.field ? fieldToken(*owned.field, context)
                                       : typeToken(owned.type, context);
    addCustoms(parent, {owned.custom}, context);
  }
}

void Writer::writeManifest() {
  for (const FileDecl& file : program_.files) {
    const Token token =
        Token::make(Table::File, md_.add(FileRow{file.flags, md_.string(file.name), md_.blob(file.hash)}));
    files_[file.name] = token;
    if (file.isEntryPoint) entryPoint_ = token;
    addCustoms(token, file.customs, {});
  }
  for (const ExportDecl& exported : program_.exports) {
    ExportedTypeRow row;
    row.flags = exported.flags;
    row.typeDefId = exported.typeDefId;
    const SplitName parts = splitName(exported.name);
    row.name = md_.string(parts.name);
    row.nameSpace = md_.string(parts.nameSpace);
    std::map<std::string, Token>* where = nullptr;
    switch (exported.where) {
      case ExportDecl::Where::File: where = &files_; break;
      case ExportDecl::Where::Export: where = &exports_; break;
      case ExportDecl::Where::Assembly:
        row.implementation = assemblyRef(exported.whereName, exported.at);
        break;
      case ExportDecl::Where::Token: row.implementation = Token(exported.whereToken); break;
      case ExportDecl::Where::None: break;
    }
    if (where) {
      const auto found = where->find(exported.whereName);
      if (found == where->end())
        error(exported.at, shownName(exported.whereName) + " is not declared before");
      else
        row.implementation = found->second;
    }
    const Token token = Token::make(Table::ExportedType, md_.add(row));
    const bool isNested = exported.where == ExportDecl::Where::Export;
    exports_[isNested ? exported.whereName + "/" + exported.name : exported.name] = token;
    addCustoms(token, exported.customs, {});
  }
}

// II.22.24: a length, then the bytes; offsets are multiples of 8.
void Writer::writeResources(Bytes& resources) {
  for (const ResourceDecl& resource : program_.resources) {
    ManifestResourceRow row;
    row.flags = resource.flags;
    row.name = md_.string(resource.name);
    row.offset = resource.offset;
    if (!resource.assembly.empty()) {
      row.implementation = assemblyRef(resource.assembly, resource.at);
    } else if (!resource.file.empty()) {
      const auto found = files_.find(resource.file);
      if (found == files_.end())
        error(resource.at, "file " + resource.file + " is not declared with .file");
      else
        row.implementation = found->second;
    } else {
      const std::optional<Bytes> bytes = options_.readFile(resource.fileName);
      if (!bytes) {
        error(resource.at, "the resource's file " + resource.fileName + " cannot be read");
        continue;
      }
      padTo(resources, 8);
      row.offset = static_cast<uint32_t>(resources.size());
      putLe<uint32_t>(resources, static_cast<uint32_t>(bytes->size()));
      resources.insert(resources.end(), bytes->begin(), bytes->end());
    }
    addCustoms(Token::make(Table::ManifestResource, md_.add(row)), resource.customs, {});
  }
}

Output Writer::write() {
  program_.globals.name = "<Module>";
  program_.globals.fullName = "<Module>";
  numberTypes();
  if (program_.moduleName.empty()) program_.moduleName = options_.outputName;
  const GuidIdx mvid = md_.guid({});
  ModuleRow module;
  module.name = md_.string(program_.moduleName);
  module.mvid = mvid;
  md_.add(module);
  writeAssemblies();
  layoutData();
  writeManifest();
  numberMembers();
  writeTypes();
  writeGenerics();
  writeOwnedCustoms();
  ImageParts parts;
  writeResources(parts.resources);
  addCustoms(Token::make(Table::Module, 1), program_.moduleCustoms, {&program_.globals, nullptr});
  if (program_.assembly) {
    addCustoms(Token::make(Table::Assembly, 1), program_.assembly->customs, {&program_.globals, nullptr});
    addPermissions(Token::make(Table::Assembly, 1), program_.assembly->permissions);
    addPermissions(Token::make(Table::Assembly, 1), program_.modulePermissions);
  }
  for (const auto& [module, customs] : program_.moduleReferenceCustoms)
    addCustoms(moduleRef(module), customs, {});
  for (const AssemblyDecl& reference : program_.references)
    addCustoms(assemblyRefs_[reference.alias], reference.customs, {});
  if (entryPoint_.isNil() && !options_.isDll && program_.assembly)
    diagnostics_.warning(program_.assembly->at, "no method has .entrypoint; the program cannot be started");
  md_.sort();
  writeNativeEntries(parts);
  if (diagnostics_.errorCount() != 0) return {};

  parts.code = code_;
  parts.data = data_;
  parts.isDll = options_.isDll;
  parts.entryPointToken = entryPoint_.isNil() ? 0 : entryPoint_.value;
  // Stubs are native code (II.25.3.3.1), those of PE32 of a 32-bit machine.
  if (!parts.exports.empty()) parts.cliFlags = parts.isPe32Plus ? 0u : kCli32BitRequired;
  if (program_.corFlags) parts.cliFlags = *program_.corFlags;
  if (program_.subsystem) parts.subsystem = static_cast<uint16_t>(*program_.subsystem);
  if (program_.imageBase) parts.imageBase = *program_.imageBase;
  if (program_.fileAlignment) parts.fileAlignment = *program_.fileAlignment;
  if (program_.stackReserve) parts.stackReserve = *program_.stackReserve;
  Output output;
  if (options_.isDebug) {
    output.pdb = writePdb(parts.entryPointToken, parts.pdbId);
    std::string name = options_.outputName.substr(0, options_.outputName.rfind('.')) + ".pdb";
    parts.debugPath.assign(name.begin(), name.end());
  }
  // Sizes are final now, so the data section has its place.
  parts.metadata = md_.write(kVersion);
  const uint32_t base = dataRva(parts);
  writeDataAddresses(parts, base);
  for (uint32_t rid = 1; rid <= md_.rows(Table::FieldRva); ++rid)
    md_.set(Table::FieldRva, rid, FieldRvaColumn::rva,
            md_.get(Table::FieldRva, rid, FieldRvaColumn::rva) + base);
  if (md_.rows(Table::FieldRva) != 0) parts.metadata = md_.write(kVersion);
  // The MVID is a hash of everything else: same sources, same file.
  output.image = writeImage(parts);
  const auto digest = sha1(output.image);
  std::array<uint8_t, MetadataWriter::kGuidSize> id{};
  std::copy_n(digest.begin(), id.size(), id.begin());
  id[7] = static_cast<uint8_t>((id[7] & 0x0F) | 0x40);
  id[8] = static_cast<uint8_t>((id[8] & 0x3F) | 0x80);
  const size_t at = metadataFileOffset(parts) + md_.guidStreamOffset(parts.metadata.size()) +
                    (mvid.value - 1) * MetadataWriter::kGuidSize;
  std::ranges::copy(id, output.image.begin() + static_cast<ptrdiff_t>(at));
  return output;
}

}  // namespace minivm::ilasm
