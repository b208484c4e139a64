// System.Reflection.RuntimeAssembly and RuntimeModule.
#include <algorithm>
#include <filesystem>

#include "loader/names.h"
#include "vm/native/native_list.h"
#include "vm/native/native_support.h"
#include "vm/native/reflection_support.h"
#include "vm/runtime.h"
#include "vm/support/utf.h"
#include "vm/threads/thread.h"

namespace minivm::natives {

namespace {

Module& moduleFrom(Thread& thread, Handle<Object> assembly) {
  if (assembly.isNull()) throwNew(thread, WellKnownType::NullReferenceException);
  return *moduleOfAssembly_nogc(assembly.get());
}

Module* moduleOfType(TypeHandle type) {
  while (type.isTypeDesc() && type.asTypeDesc()->element) type = type.asTypeDesc()->element;
  if (type.isTypeDesc()) return type.asTypeDesc()->module;
  MethodTable* mt = type.asMethodTable();
  return mt->isArray() ? moduleOfType(mt->elementType()) : mt->module;
}

/// The module of the program: the one whose Main runs.
Module* entryModule(Thread& thread) {
  const auto modules = loaderOf(thread).modules();
  for (Module* module : modules) {
    if (!module->isCoreLib() && module->image().entryPointToken() != 0) return module;
  }
  return nullptr;
}

/// The modules of an assembly, its manifest's first.
std::vector<Module*> modulesOf(Thread& thread, Handle<Object> assembly) {
  constexpr uint32_t kContainsNoMetadata = 1;  // II.23.1.6
  Module& manifest = moduleFrom(thread, assembly);
  std::vector<Module*> modules{&manifest};
  const Metadata& metadata = manifest.metadata();
  for (uint32_t rid = 1; rid <= metadata.rows(Table::File); ++rid) {
    if ((metadata.file(rid).flags & kContainsNoMetadata) == 0)
      modules.push_back(&loaderOf(thread).resolveFile(manifest, rid));
  }
  return modules;
}

/// Absolute path of a module's file; empty when it came from memory.
std::string locationOf(const Module& module) {
  std::error_code error;
  const auto absolute = std::filesystem::absolute(module.image().path(), error);
  return std::filesystem::exists(absolute, error) ? absolute.lexically_normal().string() : std::string();
}

/// The part of a display name before the first comma.
std::string simpleNameOf(std::string_view displayName) {
  std::string name(displayName.substr(0, displayName.find(',')));
  while (!name.empty() && name.back() == ' ') name.pop_back();
  return name;
}

}  // namespace

Object* typeGetAssembly(Thread& thread, Handle<RuntimeTypeObject> type) {
  Module* module = moduleOfType(typeFrom(thread, type));
  return assemblyObjectOf(thread, module ? *module : loaderOf(thread).coreLib());
}
Object* typeGetModule(Thread& thread, Handle<RuntimeTypeObject> type) {
  Module* module = moduleOfType(typeFrom(thread, type));
  return moduleObjectOf(thread, module ? *module : loaderOf(thread).coreLib());
}

Fresh<String> assemblyGetFullName(Thread& thread, Handle<Object> assembly) {
  return newString(thread, moduleFrom(thread, assembly).displayName());
}
Fresh<String> assemblyGetLocation(Thread& thread, Handle<Object> assembly) {
  return newString(thread, locationOf(moduleFrom(thread, assembly)));
}
Object* assemblyGetManifestModule(Thread& thread, Handle<Object> assembly) {
  return moduleObjectOf(thread, moduleFrom(thread, assembly));
}

Fresh<Array> assemblyGetModules(Thread& thread, Handle<Object> assembly) {
  const std::vector<Module*> modules = modulesOf(thread, assembly);
  struct : Locals {
    Rooted<Array> result;
  } r;
  LocalsScope scope(thread, r);
  MethodTable* type = loaderOf(thread).findCoreType("System.Reflection", "Module");
  r.result = heapOf(thread).allocateArray(thread, loaderOf(thread).loadSzArray(type),
                                          static_cast<uint32_t>(modules.size()));
  for (size_t i = 0; i < modules.size(); ++i) {
    Object* module = moduleObjectOf(thread, *modules[i]);
    GcHeap::writeRef_nogc(thread, &r.result->elementsAs<Object*>()[i], module);
  }
  return Fresh<Array>(r.result.get());
}

Fresh<Array> assemblyGetTypes(Thread& thread, Handle<Object> assembly) {
  std::vector<TypeHandle> types;
  for (Module* module : modulesOf(thread, assembly)) {
    const uint32_t rows = module->metadata().rows(Table::TypeDef);
    for (uint32_t rid = 2; rid <= rows; ++rid) {
      if (module->metadata().isWritten(rid))
        types.push_back(loaderOf(thread).loadType(*module, Token::make(Table::TypeDef, rid), {}));
    }
  }
  return newTypeArray(thread, types);
}

MethodDesc* assemblyGetEntryPoint(Thread& thread, Handle<Object> assembly) {
  Module& module = moduleFrom(thread, assembly);
  const Token token(module.image().entryPointToken());
  return token.is(Table::MethodDef) && !token.isNil() ? loaderOf(thread).resolveMethod(module, token, {})
                                                      : nullptr;
}

Fresh<Array> assemblyGetReferencedNames(Thread& thread, Handle<Object> assembly) {
  const Metadata& metadata = moduleFrom(thread, assembly).metadata();
  std::vector<std::string> names;
  for (uint32_t rid = 1; rid <= metadata.rows(Table::AssemblyRef); ++rid)
    names.push_back(assemblyRefName(metadata, rid));
  return newStringArray(thread, names);
}

Fresh<Array> assemblyGetResourceNames(Thread& thread, Handle<Object> assembly) {
  const Metadata& metadata = moduleFrom(thread, assembly).metadata();
  std::vector<std::string> names;
  for (uint32_t rid = 1; rid <= metadata.rows(Table::ManifestResource); ++rid)
    names.emplace_back(metadata.string(metadata.manifestResource(rid).name));
  return newStringArray(thread, names);
}

Fresh<Array> assemblyGetResource(Thread& thread, Handle<Object> assembly, Handle<String> name) {
  Module& module = moduleFrom(thread, assembly);
  const Metadata& metadata = module.metadata();
  const std::string wanted = toUtf8(name.get());
  for (uint32_t rid = 1; rid <= metadata.rows(Table::ManifestResource); ++rid) {
    const ManifestResourceRow row = metadata.manifestResource(rid);
    if (metadata.string(row.name) != wanted || !row.implementation.isNil()) continue;
    const ByteSpan bytes = module.image().resource(row.offset);
    return newByteArray(thread, {bytes.data(), bytes.size()});
  }
  return Fresh<Array>(nullptr);
}

Object* assemblyGetExecuting(Thread& thread, ByRef<int32_t>) {
  return assemblyObjectOf(thread, *callerModule(thread));
}
Object* assemblyGetEntry(Thread& thread) {
  Module* module = entryModule(thread);
  return module ? assemblyObjectOf(thread, *module) : nullptr;
}

Object* assemblyLoadByName(Thread& thread, Handle<String> name) {
  if (name.isNull()) throwArgument(thread, WellKnownType::ArgumentNullException, "", "assemblyRef");
  const std::string simple = simpleNameOf(toUtf8(name.get()));
  ClassLoader& loader = loaderOf(thread);
  for (Module* module : loader.modules()) {
    if (module->simpleName() == simple && module->isManifest() && !module->allocator)
      return assemblyObjectOf(thread, *module);
  }
  // Framework names mean the library in use (DESIGN §2); everything else lies beside the program.
  if (simple == "mscorlib" || simple == "netstandard" || simple == "System" || simple.starts_with("System."))
    return assemblyObjectOf(thread, loader.coreLib());
  if (Module* entry = entryModule(thread)) {
    const auto folder = std::filesystem::path(entry->image().path()).parent_path();
    for (const char* extension : {".dll", ".exe"}) {
      const auto file = folder / (simple + extension);
      std::error_code error;
      if (std::filesystem::exists(file, error))
        return assemblyObjectOf(thread, loader.loadModule(file.string()));
    }
  }
  throw LoadFailure(LoadFailureKind::FileNotFound, "Could not load file or assembly '" + toUtf8(name.get()) +
                                                       "'. The system cannot find the file specified.");
}

Object* assemblyLoadFromFile(Thread& thread, Handle<String> path) {
  const std::string file = toUtf8(path.get());
  std::error_code error;
  if (!std::filesystem::exists(file, error)) {
    throw LoadFailure(LoadFailureKind::FileNotFound, "Could not load file or assembly '" + file +
                                                         "'. The system cannot find the file specified.");
  }
  ClassLoader& loader = loaderOf(thread);
  for (Module* module : loader.modules()) {
    if (std::filesystem::equivalent(module->image().path(), file, error))
      return assemblyObjectOf(thread, *module);
  }
  return assemblyObjectOf(thread, loader.loadModule(file));
}

Object* assemblyLoadFromBytes(Thread& thread, Handle<Array> bytes) {
  if (bytes.isNull()) throwArgument(thread, WellKnownType::ArgumentNullException, "", "rawAssembly");
  std::vector<uint8_t> image(bytes->elements(), bytes->elements() + bytes->length);
  return assemblyObjectOf(thread,
                          loaderOf(thread).addModule(Image::fromMemory("<memory>", std::move(image))));
}

Fresh<Array> assemblyGetLoaded(Thread& thread) {
  struct : Locals {
    Rooted<Array> result, owners;
  } r;
  LocalsScope scope(thread, r);
  const std::vector<Module*> modules = livingAssemblies(thread, r.owners);
  MethodTable* type = loaderOf(thread).findCoreType("System.Reflection", "RuntimeAssembly");
  r.result = heapOf(thread).allocateArray(thread, loaderOf(thread).loadSzArray(type),
                                          static_cast<uint32_t>(modules.size()));
  for (size_t i = 0; i < modules.size(); ++i) {
    Object* assembly = assemblyObjectOf(thread, *modules[i]);
    setElement_nogc(thread, r.result.get(), i, assembly);
  }
  return Fresh<Array>(r.result.get());
}

// --- modules ---

Fresh<String> moduleGetScopeName(Thread& thread, Handle<Object> module) {
  const Metadata& metadata = moduleOfModule_nogc(module.get())->metadata();
  return newString(thread, metadata.string(metadata.moduleRow().name));
}

Fresh<String> moduleGetLocation(Thread& thread, Handle<Object> module) {
  return newString(thread, locationOf(*moduleOfModule_nogc(module.get())));
}

Fresh<Array> moduleGetMvid(Thread& thread, Handle<Object> module) {
  const Guid mvid = moduleOfModule_nogc(module.get())->metadata().mvid();
  return newByteArray(thread, mvid);
}

Fresh<Array> moduleResolveToken(Thread& thread, Handle<Object> moduleObject, int32_t tokenValue,
                                Handle<Array> typeArguments, Handle<Array> methodArguments) {
  ClassLoader& loader = loaderOf(thread);
  Module& module = *moduleOfModule_nogc(moduleObject.get());
  const Token token(static_cast<uint32_t>(tokenValue));
  if (!module.metadata().isValid(token)) return Fresh<Array>(nullptr);
  const std::vector<TypeHandle> classArgs = typesOf_nogc(typeArguments.get()),
                                methodArgs = typesOf_nogc(methodArguments.get());
  const GenericContext context{classArgs, methodArgs};
  Object* type = nullptr;
  const void* handle = nullptr;
  bool isField = token.is(Table::Field);
  if (token.is(Table::MemberRef)) {
    SigCursor cursor(module.metadata(), module.metadata().memberRef(token.rid()).signature);
    isField = (cursor.peek() & kSigKindMask) == kSigField;
  }
  if (token.is(Table::TypeDef) || token.is(Table::TypeRef) || token.is(Table::TypeSpec)) {
    type = runtimeTypeOf_nogc(thread.runtime(), loader.loadType(module, token, context));
  } else if (isField) {
    handle = loader.resolveField(module, token, context);
  } else if (token.is(Table::MethodDef) || token.is(Table::MemberRef) || token.is(Table::MethodSpec)) {
    handle = loader.resolveMethod(module, token, context);
  } else {
    return Fresh<Array>(nullptr);
  }
  struct : Locals {
    Rooted<Array> result;
  } r;
  LocalsScope scope(thread, r);
  r.result = newObjectArray(thread, isField ? 2 : 1);
  if (handle) {
    Object* box = boxValue(thread, loader.wellKnown(WellKnownType::IntPtr), [&] { return &handle; });
    setElement_nogc(thread, r.result.get(), isField ? 1 : 0, box);
  } else {
    setElement_nogc(thread, r.result.get(), 0, type);
  }
  return Fresh<Array>(r.result.get());
}

Fresh<String> moduleResolveUserString(Thread& thread, Handle<Object> module, int32_t token) {
  const Metadata& metadata = moduleOfModule_nogc(module.get())->metadata();
  return newString(thread, utf16LeToString(metadata.userString(Token(static_cast<uint32_t>(token)).rid())));
}

}  // namespace minivm::natives
