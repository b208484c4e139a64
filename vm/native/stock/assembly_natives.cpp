// Assemblies, modules, load contexts and resources for the stock library. The native handle of all of them is
// the Module.
#include <cstring>
#include <filesystem>

#include "loader/image.h"
#include "loader/names.h"
#include "vm/native/native_list.h"
#include "vm/native/stock/stock_support.h"
#include "vm/runtime.h"
#include "vm/support/utf.h"
#include "vm/threads/thread.h"

namespace minivm::natives {

namespace {

void putText(Thread& thread, const OnStack& out, std::string_view text) {
  put(thread, out, newString(thread, text).take());
}

std::string utf8From(const char16_t* text) {
  return text ? utf16ToUtf8(std::u16string_view(text)) : std::string();
}

Module& moduleOf(const ModuleOnStack& handle) {
  return *handle.module;
}

/// A resource of this very file.
bool findResource(const Module& module, const std::string& name, ByteSpan& bytes) {
  const Metadata& metadata = module.metadata();
  for (uint32_t rid = 1; rid <= metadata.rows(Table::ManifestResource); ++rid) {
    const ManifestResourceRow row = metadata.manifestResource(rid);
    if (metadata.string(row.name) != name || !row.implementation.isNil()) continue;
    bytes = module.image().resource(row.offset);
    return true;
  }
  return false;
}

Fresh<Array> assemblyArray(Thread& thread, std::span<Module* const> modules, const char* elementType,
                           Object* (*objectOf)(Thread&, Module&)) {
  struct : Locals {
    Rooted<Array> result;
  } r;
  LocalsScope scope(thread, r);
  ClassLoader& loader = loaderOf(thread);
  r.result = heapOf(thread).allocateArray(
      thread, loader.loadSzArray(loader.findCoreType("System.Reflection", elementType)),
      static_cast<uint32_t>(modules.size()));
  for (size_t i = 0; i < modules.size(); ++i) {
    Object* object = objectOf(thread, *modules[i]);
    setElement_nogc(thread, r.result.get(), i, object);
  }
  return Fresh<Array>(r.result.get());
}

GenericContext contextFrom(std::vector<TypeHandle>& types, std::vector<TypeHandle>& methods,
                           const uintptr_t* typeWords, int32_t typeCount, const uintptr_t* methodWords,
                           int32_t methodCount) {
  types = handlesFrom(typeWords, typeCount);
  methods = handlesFrom(methodWords, methodCount);
  return {types, methods};
}

Object* stubOver(Thread& thread, WellKnownType type, size_t offset, void* value) {
  MethodTable* mt = loaderOf(thread).wellKnown(type);
  loaderOf(thread).ensureFullyLoaded(mt);
  Object* stub = heapOf(thread).allocate(thread, mt).take();
  stub->field<void*>(offset) = value;
  return stub;
}

[[noreturn]] void notFound(const std::string& name) {
  throw LoadFailure(LoadFailureKind::FileNotFound, "Could not load file or assembly '" + name +
                                                       "'. The system cannot find the file specified.\n");
}

}  // namespace

// --- assemblies ---

int32_t stockAssemblyToken(Handle<Object>) {
  return static_cast<int32_t>(Token::make(Table::Assembly, 1).value);
}

void qcallAssemblyFullName(Thread& thread, const ModuleOnStack& assembly, const OnStack& out) {
  putText(thread, out, moduleOf(assembly).displayName());
}
void qcallAssemblySimpleName(Thread& thread, const ModuleOnStack& assembly, const OnStack& out) {
  putText(thread, out, moduleOf(assembly).simpleName());
}
void qcallAssemblyLocation(Thread& thread, const ModuleOnStack& assembly, const OnStack& out) {
  std::error_code error;
  const auto path = std::filesystem::absolute(moduleOf(assembly).image().path(), error);
  putText(thread, out,
          std::filesystem::exists(path, error) ? path.lexically_normal().string() : std::string());
}
/// `file:///…`; false when the assembly has no file.
int32_t qcallCodeBase(Thread& thread, const ModuleOnStack& assembly, const OnStack& out) {
  std::error_code error;
  const auto path = std::filesystem::absolute(moduleOf(assembly).image().path(), error);
  if (!std::filesystem::exists(path, error)) return 0;
  putText(thread, out, "file://" + path.lexically_normal().string());
  return 1;
}
void qcallAssemblyLocale(Thread& thread, const ModuleOnStack& assembly, const OnStack& out) {
  const Metadata& metadata = moduleOf(assembly).metadata();
  putText(thread, out, metadata.string(metadata.assemblyRow().culture));
}
void qcallAssemblyVersion(const ModuleOnStack& assembly, int32_t* major, int32_t* minor, int32_t* build,
                          int32_t* revision) {
  const AssemblyRow row = moduleOf(assembly).metadata().assemblyRow();
  *major = row.majorVersion;
  *minor = row.minorVersion;
  *build = row.buildNumber;
  *revision = row.revisionNumber;
}
int32_t qcallAssemblyFlags(const ModuleOnStack& assembly) {
  return static_cast<int32_t>(moduleOf(assembly).metadata().assemblyRow().flags);
}
int32_t qcallAssemblyHash(const ModuleOnStack& assembly) {
  return static_cast<int32_t>(moduleOf(assembly).metadata().assemblyRow().hashAlgorithm);
}
void qcallAssemblyPublicKey(Thread& thread, const ModuleOnStack& assembly, const OnStack& out) {
  const Metadata& metadata = moduleOf(assembly).metadata();
  const ByteSpan key = metadata.blob(metadata.assemblyRow().publicKey);
  put(thread, out, newByteArray(thread, {key.data(), key.size()}).take());
}
void qcallImageVersion(Thread& thread, const ModuleOnStack& assembly, const OnStack& out) {
  putText(thread, out, moduleOf(assembly).metadata().version());
}
void qcallAssemblyModules(Thread& thread, const ModuleOnStack& assembly, int32_t, int32_t,
                          const OnStack& out) {
  put(thread, out, assemblyArray(thread, {&assembly.module, 1}, "RuntimeModule", &moduleObjectOf).take());
}
void qcallManifestModule(Thread& thread, const OnStack& assembly, const OnStack& out) {
  put(thread, out, moduleObjectOf(thread, *moduleOfAssembly_nogc(assembly.get())));
}
void qcallAssemblyEntryPoint(Thread& thread, const ModuleOnStack& assembly, const OnStack& out) {
  const Token token(moduleOf(assembly).image().entryPointToken());
  if (!token.is(Table::MethodDef) || token.isNil()) return put(thread, out, nullptr);
  put(thread, out,
      stubOver(thread, WellKnownType::RuntimeMethodInfoStub, 80,
               loaderOf(thread).resolveMethod(moduleOf(assembly), token, {})));
}
void qcallExportedTypes(Thread& thread, const ModuleOnStack& assembly, const OnStack& out) {
  Module& module = moduleOf(assembly);
  const Metadata& metadata = module.metadata();
  std::vector<TypeHandle> types;
  for (uint32_t rid = 2; rid <= metadata.rows(Table::TypeDef); ++rid) {
    constexpr uint32_t kMask = 7, kPublic = 1, kNestedPublic = 2;
    bool visible = true;
    for (uint32_t at = rid; at && visible; at = metadata.enclosingType(at)) {
      const uint32_t access = metadata.typeDef(at).flags & kMask;
      visible = access == kPublic || access == kNestedPublic;
    }
    if (visible) types.push_back(loaderOf(thread).loadType(module, Token::make(Table::TypeDef, rid), {}));
  }
  put(thread, out, newTypeArray(thread, types).take());
}
int32_t qcallIsNoUpdate() {
  return 0;
}
uint32_t qcallAssemblyCount(Thread& thread) {
  return static_cast<uint32_t>(loaderOf(thread).modules().size());
}
void qcallLoadedAssemblies(Thread& thread, const OnStack& out) {
  struct : Locals {
    Rooted<Array> owners;
  } r;
  LocalsScope scope(thread, r);
  const std::vector<Module*> modules = livingAssemblies(thread, r.owners);
  put(thread, out, assemblyArray(thread, modules, "RuntimeAssembly", &assemblyObjectOf).take());
}
void qcallEntryAssembly(Thread& thread, const OnStack& out) {
  put(thread, out, assemblyGetEntry(thread));
}
void qcallExecutingAssembly(Thread& thread, const CrawlMark&, const OnStack& out) {
  put(thread, out, assemblyObjectOf(thread, *callerModule(thread)));
}

/// AssemblyName[]: built by managed code from display names.
void qcallAssemblyReferences(Thread& thread, const ModuleOnStack& assembly, const OnStack& out) {
  ClassLoader& loader = loaderOf(thread);
  MethodTable* type = loader.findCoreType("System.Reflection", "AssemblyName");
  MethodDesc* ctor = loader.findMethod(type, ".ctor", "void(string)");
  if (!ctor)
    throw LoadFailure(LoadFailureKind::MissingMethod, "AssemblyName has no constructor that takes a string");
  const Metadata& metadata = moduleOf(assembly).metadata();
  struct : Locals {
    Rooted<Array> result;
    Rooted<Object> name;
    Rooted<String> text;
  } r;
  LocalsScope scope(thread, r);
  const uint32_t count = metadata.rows(Table::AssemblyRef);
  loader.ensureFullyLoaded(type);
  r.result = heapOf(thread).allocateArray(thread, loader.loadSzArray(type), count);
  for (uint32_t rid = 1; rid <= count; ++rid) {
    r.name = heapOf(thread).allocate(thread, type);
    r.text = newString(thread, assemblyRefName(metadata, rid));
    Slot args[2], ret[2];
    args[0].obj = r.name.get();
    args[1].obj = r.text.get();
    callManaged(thread, ctor, args, ret);
    setElement_nogc(thread, r.result.get(), rid - 1, r.name.get());
  }
  put(thread, out, r.result.get());
}

// --- loading ---

void qcallInternalLoad(Thread& thread, const AssemblyNameParts* parts, const OnStack&, const CrawlMark&,
                       int32_t throwIfMissing, const OnStack&, const OnStack& out) {
  const std::string name = utf8From(parts->name);
  ClassLoader& loader = loaderOf(thread);
  if (Module* module = loader.tryLoadAssembly(name))
    return put(thread, out, assemblyObjectOf(thread, *module));
  if (throwIfMissing) notFound(name);
  put(thread, out, nullptr);
}
void qcallLoadFromPath(Thread& thread, void*, const char16_t* path, const char16_t*, const OnStack& out) {
  struct : Locals {
    Rooted<String> path;
  } r;
  LocalsScope scope(thread, r);
  r.path = newString(thread, std::u16string_view(path));
  put(thread, out, assemblyLoadFromFile(thread, r.path));
}
void qcallLoadFromStream(Thread& thread, void*, const uint8_t* bytes, int32_t size, const uint8_t*, int32_t,
                         const OnStack& out) {
  std::vector<uint8_t> image(bytes, bytes + size);
  put(thread, out,
      assemblyObjectOf(thread, loaderOf(thread).addModule(Image::fromMemory("<memory>", std::move(image)))));
}
/// Contexts have no native side: any word but null names one.
void* qcallInitializeContext(Thread& thread, void*, int32_t, int32_t) {
  return &thread.runtime();
}
/// Null: the default context.
void* qcallContextOf(Thread&, const ModuleOnStack&) {
  return nullptr;
}

void qcallGetTypeCore(Thread& thread, const ModuleOnStack& assembly, const char* fullName,
                      const char** nested, int32_t nestedCount, const OnStack& out) {
  const std::string_view name(fullName);
  const size_t dot = name.rfind('.');
  ClassLoader& loader = loaderOf(thread);
  MethodTable* type = loader.tryFindType(moduleOf(assembly), dot == name.npos ? "" : name.substr(0, dot),
                                         dot == name.npos ? name : name.substr(dot + 1));
  for (int32_t i = 0; type && i < nestedCount; ++i) {
    const uint32_t rid = type->module->metadata().findNestedType(type->eeClass->typeDef.rid(), nested[i]);
    type =
        rid ? loader.loadType(*type->module, Token::make(Table::TypeDef, rid), {}).asMethodTable() : nullptr;
  }
  put(thread, out, type ? runtimeTypeOf_nogc(thread.runtime(), type) : nullptr);
}

// --- resources ---

const uint8_t* qcallGetResource(Thread&, const ModuleOnStack& assembly, const char16_t* name,
                                uint32_t* size) {
  ByteSpan bytes;
  if (!findResource(moduleOf(assembly), utf8From(name), bytes)) return nullptr;
  *size = static_cast<uint32_t>(bytes.size());
  return bytes.data();
}
void qcallResourceNames(Thread& thread, const ModuleOnStack& assembly, const OnStack& out) {
  const Metadata& metadata = moduleOf(assembly).metadata();
  std::vector<std::string> names;
  for (uint32_t rid = 1; rid <= metadata.rows(Table::ManifestResource); ++rid)
    names.emplace_back(metadata.string(metadata.manifestResource(rid).name));
  put(thread, out, newStringArray(thread, names).take());
}
int32_t qcallResourceInfo(Thread& thread, const ModuleOnStack& assembly, const char16_t* name,
                          const OnStack& owner, const OnStack& file) {
  constexpr int32_t kEmbedded = 1, kInManifestFile = 4;  // ResourceLocation
  ByteSpan bytes;
  put(thread, owner, nullptr);
  put(thread, file, nullptr);
  return findResource(moduleOf(assembly), utf8From(name), bytes) ? kEmbedded | kInManifestFile : -1;
}

// --- modules ---

int32_t qcallModuleToken(const ModuleOnStack&) {
  return static_cast<int32_t>(Token::make(Table::Module, 1).value);
}
int32_t qcallModuleVersion(const ModuleOnStack&) {
  return 0x20000;
}
void qcallModulePeKind(const ModuleOnStack&, int32_t* kind, int32_t* machine) {
  *kind = 1;         // PortableExecutableKinds.ILOnly
  *machine = 0x14C;  // ImageFileMachine.I386, as of every portable file
}
void qcallModuleScopeName(Thread& thread, const ModuleOnStack& module, const OnStack& out) {
  const Metadata& metadata = moduleOf(module).metadata();
  putText(thread, out, metadata.string(metadata.moduleRow().name));
}
void qcallModuleFullName(Thread& thread, const ModuleOnStack& module, const OnStack& out) {
  std::error_code error;
  putText(thread, out,
          std::filesystem::absolute(moduleOf(module).image().path(), error).lexically_normal().string());
}
void qcallModuleTypes(Thread& thread, const ModuleOnStack& module, const OnStack& out) {
  std::vector<TypeHandle> types;
  const uint32_t rows = moduleOf(module).metadata().rows(Table::TypeDef);
  for (uint32_t rid = 2; rid <= rows; ++rid) {
    if (moduleOf(module).metadata().isWritten(rid))
      types.push_back(loaderOf(thread).loadType(moduleOf(module), Token::make(Table::TypeDef, rid), {}));
  }
  put(thread, out, newTypeArray(thread, types).take());
}

void qcallResolveType(Thread& thread, const ModuleOnStack& module, int32_t token, const uintptr_t* types,
                      int32_t typeCount, const uintptr_t* methods, int32_t methodCount, const OnStack& out) {
  std::vector<TypeHandle> a, b;
  const GenericContext context = contextFrom(a, b, types, typeCount, methods, methodCount);
  put(thread, out,
      runtimeTypeOf_nogc(
          thread.runtime(),
          loaderOf(thread).loadType(moduleOf(module), Token(static_cast<uint32_t>(token)), context)));
}
MethodDesc* qcallResolveMethod(Thread& thread, const ModuleOnStack& module, int32_t token,
                               const uintptr_t* types, int32_t typeCount, const uintptr_t* methods,
                               int32_t methodCount) {
  std::vector<TypeHandle> a, b;
  const GenericContext context = contextFrom(a, b, types, typeCount, methods, methodCount);
  return loaderOf(thread).resolveMethod(moduleOf(module), Token(static_cast<uint32_t>(token)), context);
}
void qcallResolveField(Thread& thread, const ModuleOnStack& module, int32_t token, const uintptr_t* types,
                       int32_t typeCount, const uintptr_t* methods, int32_t methodCount, const OnStack& out) {
  std::vector<TypeHandle> a, b;
  const GenericContext context = contextFrom(a, b, types, typeCount, methods, methodCount);
  FieldDesc* field =
      loaderOf(thread).resolveField(moduleOf(module), Token(static_cast<uint32_t>(token)), context);
  put(thread, out, stubOver(thread, WellKnownType::RuntimeFieldInfoStub, 56, field));
}

}  // namespace minivm::natives
