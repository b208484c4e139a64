// Assembly unification (DESIGN §2): every reference to a framework assembly, whatever its flavour, is first
// looked for in the library in use; what is not there is looked for in an assembly of that name beside the
// library (the stock framework), then beside the app.
#include <sys/stat.h>

#include <algorithm>
#include <cstring>

#include "loader/names.h"
#include "vm/runtime.h"
#include "vm/types/failure_text.h"
#include "vm/types/type_loader.h"

namespace minivm {

namespace {

/// How many type forwarders may follow each other.
constexpr uint32_t kMaxForwards = 16;
constexpr uint32_t kMaxNesting = 64;

/// Simple names that mean the framework; `System.…` and `Microsoft.Win32.…` are tested by prefix.
constexpr std::string_view kFrameworkNames[] = {
    "mscorlib",         "netstandard",           "System",
    "Microsoft.CSharp", "Microsoft.VisualBasic", "Microsoft.VisualBasic.Core",
    "WindowsBase",      "PresentationCore",      "PresentationFramework"};
/// Public key tokens of the framework flavours: ECMA, Microsoft, .NET Core, platform, .NET Framework 3.
constexpr uint8_t kFrameworkTokens[][8] = {{0xb7, 0x7a, 0x5c, 0x56, 0x19, 0x34, 0xe0, 0x89},
                                           {0xb0, 0x3f, 0x5f, 0x7f, 0x11, 0xd5, 0x0a, 0x3a},
                                           {0x7c, 0xec, 0x85, 0xd7, 0xbe, 0xa7, 0x79, 0x8e},
                                           {0xcc, 0x7b, 0x13, 0xff, 0xcd, 0x2d, 0xdd, 0x51},
                                           {0x31, 0xbf, 0x38, 0x56, 0xad, 0x36, 0x4e, 0x35}};

bool isFrameworkName(std::string_view name) {
  return name.starts_with("System.") || name.starts_with("Microsoft.Win32.") ||
         std::find(std::begin(kFrameworkNames), std::end(kFrameworkNames), name) != std::end(kFrameworkNames);
}

bool isFrameworkToken(ByteSpan token) {
  if (token.size() != 8) return false;
  for (const auto& known : kFrameworkTokens) {
    if (std::memcmp(known, token.data(), 8) == 0) return true;
  }
  return false;
}

std::string directoryOf(const std::string& path) {
  size_t slash = path.rfind('/');
  return slash == std::string::npos ? "." : path.substr(0, slash);
}

bool fileExists(const std::string& path) {
  struct stat info;
  return stat(path.c_str(), &info) == 0 && S_ISREG(info.st_mode);
}

}  // namespace

Module& TypeLoader::addModule(std::unique_ptr<Image> image, Module* manifest) {
  auto module = std::make_unique<Module>(runtime, std::move(image), std::string());
  Module& result = *module;
  if (manifest) result.joinAssembly(*manifest);
  if (!coreLib) {
    // The first module defines System.Object, whatever its file is called.
    if (!result.metadata().findTypeDef("System", "Object")) {
      throw LoadFailure(
          LoadFailureKind::BadImageFormat,
          result.metadata().path() +
              ": not a core library: it does not define System.Object; use a System.Private.CoreLib.dll");
    }
    result.setCoreLib();
    coreLib = &result;
  }
  ownedModules.push_back(std::move(module));
  modules.push_back(&result);
  if (runtime)
    runtime->log().line(LogFacility::Load, "assembly {} from {}", result.simpleName(), result.image().path());
  if (result.isCoreLib()) {
    objectKey = coreKey("System", "Object");
    valueTypeKey = coreKey("System", "ValueType");
    enumKey = coreKey("System", "Enum");
    delegateKey = coreKey("System", "Delegate");
    multicastDelegateKey = coreKey("System", "MulticastDelegate");
    stringKey = coreKey("System", "String");
    nullableKey = coreKey("System", "Nullable`1");
    arrayKey = coreKey("System", "Array");
  }
  return result;
}

Module& TypeLoader::loadModule(const std::string& path) {
  for (Module* module : modules) {
    if (module->image().path() == path) return *module;
  }
  return addModule(Image::open(path));
}

/// Not those that may be unloaded: they are known to who made them, and to no name.
Module* TypeLoader::findModule(std::string_view simpleName) {
  for (Module* module : modules) {
    if (module->simpleName() == simpleName && module->isManifest() && !module->allocator) return module;
  }
  return nullptr;
}

Module& TypeLoader::moduleOfFile(Module& from, std::string_view fileName) {
  Module& manifest = from.manifest();
  const auto nameOf = [](Module& module) {
    const Metadata& metadata = module.metadata();
    return metadata.rows(Table::Module) ? metadata.string(metadata.module(1).name) : std::string_view();
  };
  if (fileName == nameOf(from)) return from;
  if (fileName == nameOf(manifest)) return manifest;
  // A name with a slash would leave the directory.
  const std::string path = directoryOf(manifest.image().path()) + "/" + std::string(fileName);
  if (fileName.empty() || fileName.find('/') != std::string_view::npos || !fileExists(path)) {
    throw LoadFailure(LoadFailureKind::FileNotFound,
                      "Could not load file or assembly '" + std::string(fileName) + "' of '" +
                          manifest.displayName() + "'. The system cannot find the file specified.\n");
  }
  for (Module* module : modules) {
    if (&module->manifest() == &manifest && module->image().path() == path) return *module;
  }
  return addModule(Image::open(path), &manifest);
}

Module* TypeLoader::loadByName(std::string_view simpleName) {
  if (Module* module = findModule(simpleName)) return module;
  // A name with a slash would leave the directory.
  if (simpleName.empty() || simpleName.find('/') != std::string_view::npos) return nullptr;
  std::vector<std::string> directories;
  if (coreLib && isFrameworkName(simpleName)) directories.push_back(directoryOf(coreLib->image().path()));
  directories.insert(directories.end(), probing.begin(), probing.end());
  for (const std::string& directory : directories) {
    for (const char* extension : {".dll", ".exe"}) {
      std::string path = directory + "/" + std::string(simpleName) + extension;
      if (fileExists(path)) return &loadModule(path);
    }
  }
  return nullptr;
}

/// An assembly of the stock framework; null on minivm's own library, and for names that the framework does
/// not have. Files of the framework win over those beside the app (DESIGN §2).
Module* TypeLoader::loadFromFramework(std::string_view simpleName) {
  if (!runtime || !runtime->config().stockLibrary || simpleName.find('/') != std::string_view::npos)
    return nullptr;
  if (simpleName == coreLib->simpleName()) return coreLib;
  const std::string path = directoryOf(coreLib->image().path()) + "/" + std::string(simpleName) + ".dll";
  for (Module* module : modules) {
    if (module->image().path() == path) return module;
  }
  return fileExists(path) ? &loadModule(path) : nullptr;
}

Module& TypeLoader::resolveAssemblyRef(Module& from, uint32_t rid) {
  const Metadata& metadata = from.metadata();
  AssemblyRefRow row = metadata.assemblyRef(rid);
  if (Module* known = from.assemblyRefs[rid]) return *known;
  std::string_view name = metadata.string(row.name);
  Module* module = loadFromFramework(name);
  if (module) {
    // its own
  } else if (name == coreLib->simpleName() || isFrameworkName(name) ||
             isFrameworkToken(metadata.blob(row.publicKeyOrToken))) {
    module = coreLib;
  } else {
    module = loadByName(name);
  }
  if (!module) {
    if (runtime) {
      std::string where;
      for (const std::string& directory : probing) where += (where.empty() ? "" : ", ") + directory;
      runtime->log().line(LogFacility::Load, "reference {} of {}: there is no {}.dll in {}",
                          assemblyRefName(metadata, rid), from.simpleName(), name,
                          where.empty() ? "any probing directory" : where);
    }
    throw LoadFailure(LoadFailureKind::FileNotFound, "Could not load file or assembly '" +
                                                         assemblyRefName(metadata, rid) +
                                                         "'. The system cannot find the file specified.\n");
  }
  from.assemblyRefs[rid] = module;
  if (runtime) {
    runtime->log().line(LogFacility::Load, "reference {} of {} is {}", assemblyRefName(metadata, rid),
                        from.simpleName(), module->image().path());
  }
  return *module;
}

TypeKey TypeLoader::coreKey(std::string_view nameSpace, std::string_view name) {
  return coreLib ? tryFindInModule(*coreLib, nameSpace, name) : TypeKey{};
}

TypeKey TypeLoader::tryFindInModule(Module& module, std::string_view nameSpace, std::string_view name,
                                    uint32_t depth) {
  const Metadata& metadata = module.metadata();
  if (uint32_t rid = metadata.findTypeDef(nameSpace, name)) return {&module, rid};
  uint32_t exported = metadata.findExportedType(nameSpace, name);
  if (!exported || depth > kMaxForwards) return {};
  Token implementation = metadata.exportedType(exported).implementation;
  if (implementation.isNil()) return {};
  if (implementation.is(Table::File)) {
    Module& file = moduleOfFile(module, metadata.string(metadata.file(implementation.rid()).name));
    const uint32_t rid = file.metadata().findTypeDef(nameSpace, name);
    return rid ? TypeKey{&file, rid} : TypeKey{};
  }
  if (!implementation.is(Table::AssemblyRef)) return {};
  Module& target = resolveAssemblyRef(module, implementation.rid());
  if (TypeKey key = tryFindInModule(target, nameSpace, name, depth + 1)) return key;
  // A framework facade forwards into an implementation assembly that is not the core library.
  Module* named = loadByName(metadata.string(metadata.assemblyRef(implementation.rid()).name));
  return named && named != &target && named != &module ? tryFindInModule(*named, nameSpace, name, depth + 1)
                                                       : TypeKey{};
}

TypeKey TypeLoader::tryFindByAssembly(Module& target, std::string_view assembly, std::string_view nameSpace,
                                      std::string_view name) {
  constexpr uint32_t kVisibilityMask = 7, kPublicType = 1;
  const TypeKey key = tryFindInModule(target, nameSpace, name);
  // The core library stands for all assemblies of the framework, but its internal types are no concern of
  // theirs: another assembly may show a type of that name.
  const bool isHidden = key && key.module == coreLib && assembly != coreLib->simpleName() &&
                        (coreLib->metadata().typeDef(key.rid).flags & kVisibilityMask) != kPublicType;
  if (key && !isHidden) return key;
  Module* named = loadByName(assembly);
  if (!named || named == &target) return key;
  const TypeKey other = tryFindInModule(*named, nameSpace, name);
  return other ? other : key;
}

TypeKey TypeLoader::resolveTypeRef(Module& module, uint32_t rid) {
  const Metadata& metadata = module.metadata();
  TypeRefRow row = metadata.typeRef(rid);
  Module::TypeRefTarget& cached = module.typeRefTargets[rid];
  if (cached.module) return {cached.module, cached.rid};
  std::string_view name = metadata.string(row.name);
  std::string_view nameSpace = metadata.string(row.nameSpace);
  Token scope = row.resolutionScope;
  TypeKey key;
  std::string_view assembly = module.simpleName();
  if (scope.is(Table::TypeRef) && !scope.isNil()) {
    // Nested: enclosing chains of a hostile image could be cyclic.
    uint32_t depth = 0;
    for (Token outer = scope; outer.is(Table::TypeRef) && !outer.isNil();
         outer = metadata.typeRef(outer.rid()).resolutionScope) {
      if (++depth > kMaxNesting) {
        throw LoadFailure(LoadFailureKind::BadImageFormat,
                          metadata.path() + ": TypeRef row " + std::to_string(rid) + " is nested in itself");
      }
    }
    TypeKey outer = resolveTypeRef(module, scope.rid());
    if (uint32_t nested = outer.module->metadata().findNestedType(outer.rid, name))
      key = {outer.module, nested};
    assembly = outer.module->simpleName();
  } else if (scope.is(Table::AssemblyRef) && !scope.isNil()) {
    assembly = metadata.string(metadata.assemblyRef(scope.rid()).name);
    key = tryFindByAssembly(resolveAssemblyRef(module, scope.rid()), assembly, nameSpace, name);
  } else if (scope.is(Table::ModuleRef) && !scope.isNil()) {
    Module& file = moduleOfFile(module, metadata.string(metadata.moduleRef(scope.rid()).name));
    if (const uint32_t found = file.metadata().findTypeDef(nameSpace, name)) key = {&file, found};
  } else {
    // A netmodule may leave the scope open: the manifest's list of exported types then knows the file
    // (II.22.38).
    key = tryFindInModule(module, nameSpace, name);
    if (!key && !module.isManifest()) key = tryFindInModule(module.manifest(), nameSpace, name);
    if (!key && !module.isCoreLib()) key = coreKey(nameSpace, name);
  }
  if (!key) {
    Token outermost = scope;
    while (outermost.is(Table::TypeRef) && !outermost.isNil())
      outermost = metadata.typeRef(outermost.rid()).resolutionScope;
    std::string from = outermost.is(Table::AssemblyRef) && !outermost.isNil()
                           ? assemblyRefName(metadata, outermost.rid())
                           : module.displayName();
    if (runtime && (isFrameworkName(assembly) || assembly == coreLib->simpleName())) {
      runtime->log().line(LogFacility::Load, "type {} of {} is not in the class library {}",
                          typeRefName(metadata, rid), assembly, coreLib->image().path());
    }
    throw LoadFailure(LoadFailureKind::TypeLoad, "Could not load type '" + typeRefInFailure(module, rid) +
                                                     "' from assembly '" + from + "'.");
  }
  noteReference(module, *key.module);
  cached = {key.module, key.rid};
  return key;
}

TypeKey TypeLoader::keyOf(Module& module, Token token) {
  if (token.isNil()) return {};
  switch (token.table()) {
    case Table::TypeDef: module.metadata().require(token); return {&module, token.rid()};
    case Table::TypeRef: return resolveTypeRef(module, token.rid());
    case Table::TypeSpec: {
      SigCursor cursor(module.metadata(), module.metadata().typeSpec(token.rid()).signature);
      cursor.skipModifiers();
      if (cursor.readElementType() != ElementType::GenericInst) return {};
      cursor.readByte();
      Token definition = cursor.readTypeDefOrRef();
      return definition.is(Table::TypeSpec) ? TypeKey{} : keyOf(module, definition);
    }
    default: return {};
  }
}

}  // namespace minivm
