#include "tests/fuzz/probe.h"

#include <fcntl.h>
#include <sys/prctl.h>
#include <unistd.h>

#include "interpreter/interpreter.h"
#include "loader/image.h"
#include "loader/load_error.h"
#include "loader/pdb.h"
#include "tests/unit/loader/image_walk.h"
#include "vm/eh/exceptions.h"
#include "vm/il/verifier.h"
#include "vm/runtime.h"

namespace minivm::fuzz {

const char* phaseName(Phase phase) {
  constexpr const char* kNames[] = {"mutate", "open", "walk", "debug information", "load", "verify",
                                    "build",  "run",  "done"};
  return kNames[static_cast<uint32_t>(phase)];
}

std::unique_ptr<Runtime> createRuntime(const std::string& coreLibDirectory, bool forRuns,
                                       Observer* observer) {
  RuntimeConfig config;
  config.coreLibPath = coreLibDirectory + "/System.Private.CoreLib.dll";
  config.gc.nurseryBytes = size_t{64} << 10;
  config.gc.heapLimitBytes = size_t{64} << 20;
  config.interpreterStackBytes = size_t{1} << 20;
  if (forRuns) {
    config.verify = true;
    config.gc.verify = true;
    config.gc.stressEvery = 500;
  }
  return Runtime::create(config, createInterpreter(observer));
}

namespace {

/// Runs a step; false when the VM refused the file there.
template <typename Step>
bool survives(Step step) {
  try {
    step();
    return true;
  } catch (const LoadError&) {
  } catch (const LoadFailure&) {
  } catch (const ManagedException&) {
  }
  return false;
}

void readDebugInformation(const Image& image, const Metadata& metadata) {
  std::unique_ptr<Pdb> pdb = Pdb::find(image);
  if (!pdb) return;
  for (uint32_t rid = 1; rid <= metadata.rows(Table::MethodDef); ++rid) {
    pdb->sequencePoints(rid);
    pdb->positionOf(rid, 5);
    pdb->localsAt(rid, 5);
    pdb->kickoffOf(rid);
  }
}

void readResources(const Image& image, const Metadata& metadata) {
  for (uint32_t rid = 1; rid <= metadata.rows(Table::ManifestResource); ++rid)
    survives([&] { image.resource(metadata.manifestResource(rid).offset); });
}

/// Type arguments for something open: object for each parameter.
std::vector<TypeHandle> objects(ClassLoader& loader, size_t count) {
  constexpr size_t kMost = 64;
  return std::vector<TypeHandle>(std::min(count, kMost), TypeHandle(loader.wellKnown(WellKnownType::Object)));
}

void buildMethod(Runtime& runtime, MethodDesc* method, Tally& tally) {
  ClassLoader& loader = runtime.classLoader();
  const bool isBuilt = survives([&] {
    if (method->isGenericDefinition) {
      const Metadata& metadata = method->methodTable->module->metadata();
      const auto args = objects(loader, metadata.genericParamsOf(method->token).size());
      method = loader.instantiateMethod(method, args);
    }
    loader.signature(method);
    if (method->kind == MethodKind::IL || method->kind == MethodKind::DelegateInvoke)
      runtime.interpreter().prepare(runtime.mainThread(), method);
  });
  (isBuilt ? tally.methodsBuilt : tally.methodsRefused) += 1;
}

void buildType(Runtime& runtime, Module& module, uint32_t rid, Tally& tally) {
  ClassLoader& loader = runtime.classLoader();
  MethodTable* type = nullptr;
  const bool isLoaded = survives([&] {
    TypeHandle handle = loader.loadType(module, Token::make(Table::TypeDef, rid), {});
    type = handle.asMethodTable();
    if (type->isGenericDefinition()) {
      const auto args =
          objects(loader, module.metadata().genericParamsOf(Token::make(Table::TypeDef, rid)).size());
      type = loader.instantiate(type, args);
    }
    loader.ensureLoaded(TypeHandle(type));
    loader.ensureFullyLoaded(type);
  });
  (isLoaded ? tally.typesLoaded : tally.typesRefused) += 1;
  if (!isLoaded) return;
  survives([&] { loader.requireImplemented(type); });
  survives(
      [&] { loader.hasAttribute(module, Token::make(Table::TypeDef, rid), "System", "FlagsAttribute"); });
  for (MethodDesc& method : type->eeClass->methods) {
    survives([&] {
      if (method.isVirtual()) loader.resolveVirtual(type, &method);
    });
    buildMethod(runtime, &method, tally);
  }
}

}  // namespace

void probe(Runtime& runtime, const std::string& name, Bytes bytes, volatile Phase& phase, Tally& tally) {
  std::unique_ptr<Image> image;
  phase = Phase::Open;
  if (!survives([&] { image = Image::fromMemory(name, std::move(bytes)); })) return;
  ++tally.opened;
  phase = Phase::Walk;
  survives([&] { test::walkImage(*image, true); });
  ClassLoader& loader = runtime.classLoader();
  Module* module = nullptr;
  phase = Phase::Load;
  if (!survives([&] { module = &loader.addModule(std::move(image)); })) return;
  phase = Phase::Debug;
  survives([&] { readDebugInformation(module->image(), module->metadata()); });
  readResources(module->image(), module->metadata());
  survives([&] { (void)module->displayName(); });
  phase = Phase::Verify;
  survives([&] {
    Verifier verifier(loader, runtime.opcodes());
    verifier.verifyModule(*module,
                          [&](const VerifyFinding& finding) { tally.findings += !finding.text().empty(); });
  });
  phase = Phase::Build;
  for (uint32_t rid = 1; rid <= module->metadata().rows(Table::TypeDef); ++rid)
    buildType(runtime, *module, rid, tally);
  phase = Phase::Done;
}

bool mayRun(const std::string& name, const Bytes& bytes) {
  constexpr std::string_view kReachAnything[] = {
      "Unsafe",   "Marshal",       "MemoryMarshal", "CollectionsMarshal",     "NativeMemory",
      "GCHandle", "NativeLibrary", "SafeBuffer",    "UnsafeAccessorAttribute"};
  bool may = true;
  survives([&] {
    auto image = Image::fromMemory(name, bytes);
    const Metadata metadata(*image);
    may = metadata.rows(Table::ImplMap) == 0;
    for (uint32_t rid = 1; rid <= metadata.rows(Table::TypeRef); ++rid) {
      const std::string_view type = metadata.string(metadata.typeRef(rid).name);
      for (std::string_view known : kReachAnything) may &= type != known;
    }
  });
  return may;  // what cannot be read is refused by the VM
}

bool runMutant(Runtime& runtime, const std::string& name, Bytes bytes, volatile Phase& phase) {
  return survives([&] {
    phase = Phase::Open;
    auto image = Image::fromMemory(name, std::move(bytes));
    phase = Phase::Load;
    runtime.classLoader().addModule(std::move(image));
    phase = Phase::Run;
    runtime.runMain(name, {});
    phase = Phase::Done;
  });
}

}  // namespace minivm::fuzz
