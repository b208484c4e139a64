// `minivm info [app.exe]`: what would run a program, and what its references mean.
#include <fmt/format.h>

#include <filesystem>
#include <optional>

#include "loader/names.h"
#include "loader/signature.h"
#include "vm/host/commands.h"
#include "vm/host/library.h"
#include "vm/host/runtime_setup.h"

namespace minivm {
namespace {

void row(std::string_view name, std::string_view value) {
  fmt::print("{:<18}{}\n", name, value);
}

std::string sizeText(uint64_t bytes) {
  for (const auto& [unit, shift] : {std::pair{"G", 30}, {"M", 20}, {"K", 10}})
    if (bytes != 0 && bytes % (uint64_t{1} << shift) == 0) return fmt::format("{}{}", bytes >> shift, unit);
  return fmt::format("{} bytes", bytes);
}

/// The one string argument of an assembly attribute in System.Runtime.Versioning, by its name.
std::optional<std::string> versioningAttribute(const Metadata& metadata, std::string_view name) {
  for (uint32_t rid : metadata.customAttributesOf(Token::make(Table::Assembly, 1))) {
    const CustomAttributeRow attribute = metadata.customAttribute(rid);
    if (!attribute.type.is(Table::MemberRef) || !metadata.isValid(attribute.type)) continue;
    const Token type = metadata.memberRef(attribute.type.rid()).parent;
    if (!type.is(Table::TypeRef) || !metadata.isValid(type)) continue;
    const TypeRefRow typeRow = metadata.typeRef(type.rid());
    if (metadata.string(typeRow.name) != name ||
        metadata.string(typeRow.nameSpace) != "System.Runtime.Versioning")
      continue;
    SigCursor cursor(metadata, attribute.value);
    cursor.readFixed<uint16_t>();  // the prolog (II.23.3)
    if (cursor.atEnd() || cursor.peek() == 0xFF) return std::nullopt;
    const ByteSpan text = cursor.readBytes(cursor.readCompressed());
    return std::string(reinterpret_cast<const char*>(text.data()), text.size());
  }
  return std::nullopt;
}

void printApp(Runtime& runtime, const std::string& path) {
  Module& app = loadApp(runtime, path);
  const Metadata& metadata = app.metadata();
  ClassLoader& loader = runtime.classLoader();
  fmt::print("\n");
  row("program", path);
  row("identity", app.displayName());
  row("target framework", versioningAttribute(metadata, "TargetFrameworkAttribute").value_or("not recorded"));
  const Token entry(app.image().entryPointToken());
  row("entry point", entry.is(Table::MethodDef) && metadata.isValid(entry) ? methodName(metadata, entry.rid())
                                                                           : "none, it is a library");
  for (uint32_t rid = 1; rid <= metadata.rows(Table::AssemblyRef); ++rid) {
    fmt::print("{:<18}{}\n", rid == 1 ? "references" : "", assemblyRefName(metadata, rid));
    try {
      const Module& target = loader.resolveAssemblyRef(app, rid);
      fmt::print("{:<20}→ {}\n", "", target.isCoreLib() ? "the class library" : target.image().path());
    } catch (const std::exception&) {
      fmt::print("{:<20}→ missing: no such file beside the program\n", "");
    }
  }
}

}  // namespace

int commandInfo(const Options& options) {
  if (!options.appArgs.empty())
    throw OptionError(fmt::format("info takes one program; '{}' is too much", options.appArgs[0]));
  const Library library = findLibrary(options);
  const auto runtime = createRuntime(options);
  row("minivm", MINIVM_VERSION);
#ifdef NDEBUG
  row("build", "release, x86-64 Linux, g++ " __VERSION__);
#else
  row("build", "debug, x86-64 Linux, g++ " __VERSION__);
#endif
  row("class library", library.coreLibPath);
  row("", library.why);
  row("identity", runtime->classLoader().coreLib().displayName());
  row("tiers", fmt::format("{} in use, of interp, mixed and jit", options.tier));
  row("collector", fmt::format("nursery {}, heap limit {}",
                               options.gcNursery == 0 ? "4M to 32M" : sizeText(options.gcNursery),
                               options.gcHeapLimit == 0 ? "none" : sizeText(options.gcHeapLimit)));
  if (!options.app.empty()) printApp(*runtime, options.app);
  return 0;
}

}  // namespace minivm
