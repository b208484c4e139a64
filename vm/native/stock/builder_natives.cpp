// AssemblyBuilder of the stock library: its QCalls write rows into a module that grows. The managed side
// holds the lock of the assembly over each of them.
#include <cstring>

#include "loader/put_bytes.h"
#include "loader/signature.h"
#include "vm/native/native_list.h"
#include "vm/native/stock/module_writer.h"
#include "vm/native/stock/stock_state.h"
#include "vm/native/stock/stock_support.h"
#include "vm/runtime.h"
#include "vm/support/utf.h"
#include "vm/threads/thread.h"
#include "vm/types/module_storage.h"

namespace minivm::natives {

/// ExceptionHandler of the library: a clause of a body.
struct EmitHandler {
  int32_t classToken, tryStart, tryEnd, filterStart, handlerStart, handlerEnd, kind;
};

namespace {

ModuleWriter* findWriter(Thread& thread, const Module& module) {
  StockState& state = *thread.runtime().stock();
  std::lock_guard guard(state.lock);
  auto found = state.writers.find(&module);
  return found == state.writers.end() ? nullptr : found->second.get();
}

ModuleWriter& writerOf(Thread& thread, const ModuleOnStack& handle) {
  ModuleWriter* writer = findWriter(thread, *handle.module);
  if (!writer)
    throw LoadFailure(LoadFailureKind::BadImageFormat,
                      std::string(handle.module->simpleName()) + ": a module that is not made in memory");
  return *writer;
}

std::string utf8(const char16_t* text) {
  return text ? utf16ToUtf8(std::u16string_view(text)) : std::string();
}

ByteSpan bytesAt(const uint8_t* bytes, int32_t count) {
  return {bytes, bytes && count > 0 ? static_cast<size_t>(count) : 0};
}

uint32_t u(int32_t value) {
  return static_cast<uint32_t>(value);
}

/// The row of a class; global members belong to `<Module>`.
uint32_t typeRid(int32_t token) {
  return std::max<uint32_t>(Token(u(token)).rid(), 1);
}

/// Name and signature of a member, which may be of a module that is being made and not published yet.
void readMember(Thread& thread, Module& module, Token token, std::string& name, std::vector<uint8_t>& blob) {
  const bool isField = token.is(Table::Field);
  ByteSpan bytes;
  if (const ModuleWriter* writer = findWriter(thread, module)) {
    const Table table = isField ? Table::Field : Table::MethodDef;
    const uint32_t column = isField ? uint32_t{FieldColumn::name} : uint32_t{MethodDefColumn::name};
    name = writer->stringAt(writer->cell(table, token.rid(), column));
    bytes = writer->blobAt(writer->cell(table, token.rid(), column + 1));
  } else {
    const Metadata& metadata = module.metadata();
    const BlobIdx signature =
        isField ? metadata.field(token.rid()).signature : metadata.methodDef(token.rid()).signature;
    name = metadata.string(isField ? metadata.field(token.rid()).name : metadata.methodDef(token.rid()).name);
    bytes = metadata.blob(signature);
  }
  blob.assign(bytes.begin(), bytes.end());
}

/// A MemberRef to a member that another module, or this one, defines.
int32_t referTo(Thread& thread, ModuleWriter& writer, int32_t parent, Module& from, Token member) {
  std::string name;
  std::vector<uint8_t> signature;
  readMember(thread, from, member, name, signature);
  if (ModuleWriter* other = findWriter(thread, from); other && other != &writer) other->publish();
  signature = writer.translate(loaderOf(thread), from, {signature.data(), signature.size()});
  return static_cast<int32_t>(
      writer
          .uniqueRow(Table::MemberRef,
                     {u(parent), writer.string(name), writer.blob({signature.data(), signature.size()})})
          .value);
}

}  // namespace

void qcallCreateDynamicAssembly(Thread& thread, const OnStack&, const AssemblyNameParts* parts,
                                int32_t hashAlgorithm, int32_t access, const OnStack& out) {
  const std::string name = utf8(parts->name);
  if (name.empty()) {
    throwNew(thread, WellKnownType::ArgumentException,
             "AssemblyName.Name cannot be null or an empty string. (Parameter 'name')");
  }
  constexpr int32_t kRunAndCollect = 9;
  struct : Locals {
    Rooted<Object> assembly;
  } r;
  LocalsScope scope(thread, r);
  r.assembly = newGrowingAssembly(thread, name, (access & kRunAndCollect) == kRunAndCollect);
  Module& module = *moduleOfAssembly_nogc(r.assembly.get());
  auto writer = std::make_shared<ModuleWriter>(module);
  constexpr uint32_t kPublicKey = 1, kRetargetable = 0x100;
  const ByteSpan key = bytesAt(parts->key, parts->keySize);
  const uint32_t flags = (u(parts->flags) & kRetargetable) | (key.empty() ? 0 : kPublicKey);
  writer->row(Table::Assembly, {u(hashAlgorithm), parts->major, parts->minor, parts->build, parts->revision,
                                flags, key.empty() ? 0 : writer->blob(key), writer->string(name),
                                writer->string(utf8(parts->culture))});
  writer->publish();
  {
    StockState& state = *thread.runtime().stock();
    std::lock_guard guard(state.lock);
    state.writers[&module] = writer;
  }
  put(thread, out, r.assembly.get());
}

int32_t qcallAssemblyCollectible(const ModuleOnStack& assembly) {
  return assembly.module->allocator != nullptr;
}

// ---------------------------------------------------------------------------------------------- references

int32_t qcallBuilderTypeRef(Thread& thread, const ModuleOnStack& self, const char16_t* fullName,
                            const ModuleOnStack& target, int32_t scopeToken) {
  ModuleWriter& writer = writerOf(thread, self);
  const std::string full = utf8(fullName);
  Token scope{u(scopeToken)};
  size_t dot = std::string::npos;
  if (!scope.is(Table::TypeRef) || scope.isNil()) {
    scope = writer.assemblyRef(*target.module);
    dot = full.rfind('.');
  }
  const std::string name = dot == std::string::npos ? full : full.substr(dot + 1);
  const std::string nameSpace = dot == std::string::npos ? "" : full.substr(0, dot);
  return static_cast<int32_t>(
      writer.uniqueRow(Table::TypeRef, {scope.value, writer.string(name), writer.string(nameSpace)}).value);
}

int32_t qcallBuilderMemberRef(Thread& thread, const ModuleOnStack& self, const ModuleOnStack& from,
                              int32_t parent, int32_t member) {
  return referTo(thread, writerOf(thread, self), parent, *from.module, Token(u(member)));
}

int32_t qcallBuilderMethodRef(Thread& thread, const ModuleOnStack& self, int32_t parent, MethodDesc* method) {
  ModuleWriter& writer = writerOf(thread, self);
  if (!method->token.isNil())
    return referTo(thread, writer, parent, *method->methodTable->module, method->token);
  const std::vector<uint8_t> signature = writer.signatureOf(loaderOf(thread), method);
  return static_cast<int32_t>(
      writer
          .uniqueRow(Table::MemberRef, {u(parent), writer.string(method->name()),
                                        writer.blob({signature.data(), signature.size()})})
          .value);
}

int32_t qcallBuilderFieldRef(Thread& thread, const ModuleOnStack& self, int32_t parent,
                             const TypeOnStack& owner, int32_t field) {
  return referTo(thread, writerOf(thread, self), parent, *owner.type().asMethodTable()->module,
                 Token(u(field)));
}

int32_t qcallBuilderSignatureRef(Thread& thread, const ModuleOnStack& self, int32_t parent,
                                 const char16_t* name, const uint8_t* signature, int32_t length) {
  ModuleWriter& writer = writerOf(thread, self);
  return static_cast<int32_t>(writer
                                  .uniqueRow(Table::MemberRef, {u(parent), writer.string(utf8(name)),
                                                                writer.blob(bytesAt(signature, length))})
                                  .value);
}

int32_t qcallBuilderTypeSpec(Thread& thread, const ModuleOnStack& self, const uint8_t* signature,
                             int32_t length) {
  ModuleWriter& writer = writerOf(thread, self);
  return static_cast<int32_t>(
      writer.uniqueRow(Table::TypeSpec, {writer.blob(bytesAt(signature, length))}).value);
}

int32_t qcallBuilderSignature(Thread& thread, const ModuleOnStack& self, const uint8_t* signature,
                              int32_t length) {
  ModuleWriter& writer = writerOf(thread, self);
  return static_cast<int32_t>(
      writer.uniqueRow(Table::StandAloneSig, {writer.blob(bytesAt(signature, length))}).value);
}

int32_t qcallBuilderMethodSpec(Thread& thread, const ModuleOnStack& self, int32_t method,
                               const uint8_t* signature, int32_t length) {
  ModuleWriter& writer = writerOf(thread, self);
  return static_cast<int32_t>(
      writer.uniqueRow(Table::MethodSpec, {u(method), writer.blob(bytesAt(signature, length))}).value);
}

int32_t qcallBuilderString(Thread& thread, const ModuleOnStack& self, const char16_t* text, int32_t length) {
  return static_cast<int32_t>(
      kUserStringKind << 24 |
      writerOf(thread, self).userString({text, text ? static_cast<size_t>(length) : 0}));
}

// ------------------------------------------------------------------------------------------------- classes

int32_t qcallBuilderType(Thread& thread, const ModuleOnStack& self, const char16_t* fullName, int32_t parent,
                         int32_t attributes, int32_t enclosing, const int32_t* interfaces) {
  ModuleWriter& writer = writerOf(thread, self);
  const std::string full = utf8(fullName);
  const size_t dot = full.rfind('.');
  const bool isSplit = dot != std::string::npos && dot != 0;
  const uint32_t rid =
      writer.row(Table::TypeDef, {u(attributes), writer.string(isSplit ? full.substr(dot + 1) : full),
                                  writer.string(isSplit ? full.substr(0, dot) : ""),
                                  Token(u(parent)).isNil() ? 0 : u(parent), 1, 1});
  if (!Token(u(enclosing)).isNil()) writer.row(Table::NestedClass, {rid, Token(u(enclosing)).rid()});
  for (; interfaces && *interfaces; ++interfaces) writer.row(Table::InterfaceImpl, {rid, u(*interfaces)});
  return static_cast<int32_t>(Token::make(Table::TypeDef, rid).value);
}

void qcallBuilderParent(Thread& thread, const ModuleOnStack& self, int32_t type, int32_t parent) {
  writerOf(thread, self).set(Table::TypeDef, typeRid(type), TypeDefColumn::extends, u(parent));
}

void qcallBuilderInterface(Thread& thread, const ModuleOnStack& self, int32_t type, int32_t iface) {
  writerOf(thread, self).row(Table::InterfaceImpl, {typeRid(type), u(iface)});
}

void qcallBuilderLayout(Thread& thread, const ModuleOnStack& self, int32_t type, int32_t packing,
                        int32_t size) {
  writerOf(thread, self).row(Table::ClassLayout, {u(packing), u(size), typeRid(type)});
}

int32_t qcallBuilderGenericParam(Thread& thread, const ModuleOnStack& self, const char16_t* name,
                                 int32_t owner, int32_t attributes, int32_t position,
                                 const int32_t* constraints) {
  ModuleWriter& writer = writerOf(thread, self);
  const uint32_t rid =
      writer.row(Table::GenericParam, {u(position), u(attributes), u(owner), writer.string(utf8(name))});
  for (; constraints && *constraints; ++constraints)
    writer.row(Table::GenericParamConstraint, {rid, u(*constraints)});
  return static_cast<int32_t>(Token::make(Table::GenericParam, rid).value);
}

void qcallBuilderFinish(Thread& thread, const ModuleOnStack& self, int32_t type, const OnStack& out) {
  ModuleWriter& writer = writerOf(thread, self);
  const uint32_t rid = typeRid(type);
  writer.finishType(rid);
  writer.publish();
  MethodTable* mt =
      loaderOf(thread).loadType(writer.module(), Token::make(Table::TypeDef, rid), {}).asMethodTable();
  validateMadeType(thread, mt);
  put(thread, out, runtimeTypeOf_nogc(thread.runtime(), TypeHandle(mt)));
}

// ------------------------------------------------------------------------------------------------- members

int32_t qcallBuilderMethod(Thread& thread, const ModuleOnStack& self, int32_t type, const char16_t* name,
                           const uint8_t* signature, int32_t length, int32_t attributes) {
  ModuleWriter& writer = writerOf(thread, self);
  const std::string text = utf8(name);
  constexpr uint32_t kSpecialNames = 0x1800;  // for the program, and for the runtime (II.23.1.10)
  const uint32_t flags = u(attributes) | (text == ".ctor" || text == ".cctor" ? kSpecialNames : 0);
  return static_cast<int32_t>(
      writer
          .member(ModuleWriter::Methods, typeRid(type),
                  {0, 0, flags, writer.string(text), writer.blob(bytesAt(signature, length)), 1})
          .value);
}

int32_t qcallBuilderField(Thread& thread, const ModuleOnStack& self, int32_t type, const char16_t* name,
                          const uint8_t* signature, int32_t length, int32_t attributes) {
  ModuleWriter& writer = writerOf(thread, self);
  const std::string text = utf8(name);
  constexpr uint32_t kSpecialNames = 0x600;  // II.23.1.5
  const uint32_t flags = u(attributes) | (text == "value__" ? kSpecialNames : 0);
  return static_cast<int32_t>(
      writer
          .member(ModuleWriter::Fields, typeRid(type),
                  {flags, writer.string(text), writer.blob(bytesAt(signature, length))})
          .value);
}

int32_t qcallBuilderProperty(Thread& thread, const ModuleOnStack& self, int32_t type, const char16_t* name,
                             int32_t attributes, const uint8_t* signature, int32_t length) {
  ModuleWriter& writer = writerOf(thread, self);
  return static_cast<int32_t>(
      writer
          .member(ModuleWriter::Properties, writer.propertyMapOf(typeRid(type)),
                  {u(attributes), writer.string(utf8(name)), writer.blob(bytesAt(signature, length))})
          .value);
}

int32_t qcallBuilderEvent(Thread& thread, const ModuleOnStack& self, int32_t type, const char16_t* name,
                          int32_t attributes, int32_t eventType) {
  ModuleWriter& writer = writerOf(thread, self);
  return static_cast<int32_t>(writer
                                  .member(ModuleWriter::Events, writer.eventMapOf(typeRid(type)),
                                          {u(attributes), writer.string(utf8(name)), u(eventType)})
                                  .value);
}

int32_t qcallBuilderParameter(Thread& thread, const ModuleOnStack& self, int32_t method, int32_t sequence,
                              int32_t attributes, const char16_t* name) {
  ModuleWriter& writer = writerOf(thread, self);
  return static_cast<int32_t>(writer
                                  .member(ModuleWriter::Params, Token(u(method)).rid(),
                                          {u(attributes), u(sequence), writer.string(utf8(name))})
                                  .value);
}

void qcallBuilderSemantics(Thread& thread, const ModuleOnStack& self, int32_t association, int32_t semantics,
                           int32_t method) {
  writerOf(thread, self).row(Table::MethodSemantics, {u(semantics), Token(u(method)).rid(), u(association)});
}

void qcallBuilderOverride(Thread& thread, const ModuleOnStack& self, int32_t type, int32_t body,
                          int32_t declaration) {
  writerOf(thread, self).row(Table::MethodImpl, {typeRid(type), u(body), u(declaration)});
}

void qcallBuilderImplementation(Thread& thread, const ModuleOnStack& self, int32_t method, int32_t flags) {
  writerOf(thread, self).set(Table::MethodDef, Token(u(method)).rid(), MethodDefColumn::implFlags, u(flags));
}

void qcallBuilderFieldOffset(Thread& thread, const ModuleOnStack& self, int32_t field, int32_t offset) {
  writerOf(thread, self).row(Table::FieldLayout, {u(offset), Token(u(field)).rid()});
}

void qcallBuilderFieldData(Thread& thread, const ModuleOnStack& self, int32_t field, const uint8_t* data,
                           int32_t length) {
  ModuleWriter& writer = writerOf(thread, self);
  std::vector<uint8_t> zeros;
  ByteSpan bytes = bytesAt(data, length);
  if (bytes.empty()) {
    zeros.resize(u(std::max(length, 1)));
    bytes = {zeros.data(), zeros.size()};
  }
  const uint32_t rid = Token(u(field)).rid();
  constexpr uint32_t kHasFieldRva = 0x100;
  writer.set(Table::Field, rid, FieldColumn::flags,
             writer.cell(Table::Field, rid, FieldColumn::flags) | kHasFieldRva);
  writer.row(Table::FieldRva, {writer.text(bytes), rid});
}

void qcallBuilderConstant(Thread& thread, const ModuleOnStack& self, int32_t member, int32_t element,
                          const uint8_t* value) {
  ModuleWriter& writer = writerOf(thread, self);
  size_t bytes = 0;
  switch (static_cast<ElementType>(element)) {
    case ElementType::Boolean:
    case ElementType::I1:
    case ElementType::U1: bytes = 1; break;
    case ElementType::Char:
    case ElementType::I2:
    case ElementType::U2: bytes = 2; break;
    case ElementType::I4:
    case ElementType::U4:
    case ElementType::R4: bytes = 4; break;
    case ElementType::I8:
    case ElementType::U8:
    case ElementType::R8: bytes = 8; break;
    case ElementType::String:
      if (value) bytes = std::char_traits<char16_t>::length(reinterpret_cast<const char16_t*>(value)) * 2;
      break;
    default: break;
  }
  // A class: null, four bytes of zero (II.22.9).
  const uint8_t null[4] = {};
  const bool isNull = !value || static_cast<ElementType>(element) == ElementType::Class;
  const uint32_t type = isNull ? static_cast<uint32_t>(ElementType::Class) : u(element);
  writer.row(Table::Constant,
             {type, u(member), writer.blob(isNull ? ByteSpan(null) : ByteSpan(value, bytes))});
}

void qcallBuilderNative(Thread& thread, const ModuleOnStack& self, const char16_t* library,
                        const char16_t* name, int32_t method, int32_t flags) {
  ModuleWriter& writer = writerOf(thread, self);
  const Token scope = writer.uniqueRow(Table::ModuleRef, {writer.string(utf8(library))});
  writer.row(Table::ImplMap, {u(flags), u(method), writer.string(utf8(name)), scope.rid()});
}

void qcallBuilderAttribute(Thread& thread, const ModuleOnStack& self, int32_t parent, int32_t constructor,
                           const uint8_t* value, int32_t length) {
  ModuleWriter& writer = writerOf(thread, self);
  writer.row(Table::CustomAttribute, {u(parent), u(constructor), writer.blob(bytesAt(value, length))});
  // Of an assembly, a module or a class that is there already it shows at once.
  writer.publish();
}

// II.25.4
void qcallBuilderBody(Thread& thread, const ModuleOnStack& self, int32_t method, int32_t initLocals,
                      const uint8_t* code, int32_t codeLength, const uint8_t* locals, int32_t localsLength,
                      int32_t maxStack, const EmitHandler* handlers, int32_t handlerCount, const int32_t*,
                      int32_t) {
  ModuleWriter& writer = writerOf(thread, self);
  const ByteSpan signature = bytesAt(locals, localsLength);
  const bool hasLocals = signature.size() > 2 || (signature.size() == 2 && signature[1] != 0);
  const uint32_t localsToken =
      hasLocals ? writer.uniqueRow(Table::StandAloneSig, {writer.blob(signature)}).value : 0;
  std::vector<uint8_t> body;
  auto put = [&](uint32_t value, uint32_t bytes) { putLe(body, value, bytes); };
  constexpr uint32_t kFat = 0x3003, kMoreSections = 8, kInitLocals = 0x10;
  put(kFat | (handlerCount > 0 ? kMoreSections : 0) | (initLocals ? kInitLocals : 0), 2);
  put(u(std::min(maxStack, 0xFFFF)), 2);
  put(u(codeLength), 4);
  put(localsToken, 4);
  const ByteSpan instructions = bytesAt(code, codeLength);
  body.insert(body.end(), instructions.begin(), instructions.end());
  if (handlerCount > 0) {
    constexpr uint32_t kFatClauses = 0x41, kClauseBytes = 24;
    while (body.size() % 4) body.push_back(0);
    put(kFatClauses | (u(handlerCount) * kClauseBytes + 4) << 8, 4);
    for (int32_t i = 0; i < handlerCount; ++i) {
      const EmitHandler& each = handlers[i];
      put(u(each.kind), 4);
      put(u(each.tryStart), 4);
      put(u(each.tryEnd - each.tryStart), 4);
      put(u(each.handlerStart), 4);
      put(u(each.handlerEnd - each.handlerStart), 4);
      put(u(each.kind == 1 ? each.filterStart : each.classToken), 4);
    }
  }
  writer.set(Table::MethodDef, Token(u(method)).rid(), MethodDefColumn::rva,
             writer.text({body.data(), body.size()}));
}

}  // namespace minivm::natives
