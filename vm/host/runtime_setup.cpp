// Where the rooms are wired: options → RuntimeConfig, and the tiers that run methods.
#include "vm/host/runtime_setup.h"

#include <filesystem>
#include <fstream>

#include "interpreter/interpreter.h"
#include "jit/compiler.h"
#include "loader/load_error.h"
#include "vm/host/library.h"
#include "vm/host/opcodes.h"
#include "vm/inspect/gdb_jit.h"
#include "vm/inspect/perf_map.h"

namespace minivm {
namespace {

/// The lines of a file of the command line; LoadError when there is none.
std::set<std::string> readLines(const std::string& path) {
  std::ifstream file(path);
  if (!file) throw LoadError(LoadErrorKind::CannotOpen, path, "");
  std::set<std::string> lines;
  for (std::string line; std::getline(file, line);) lines.insert(line);
  return lines;
}

RuntimeConfig configFrom(const Options& options) {
  RuntimeConfig config;
  config.opcodes = opcodesFor(options);
  const Library library = findLibrary(options);
  config.coreLibPath = library.coreLibPath;
  config.stockLibrary = library.isStock;
  if (options.gcNursery != 0) config.gc.nurseryBytes = config.gc.maxNurseryBytes = options.gcNursery;
  config.gc.heapLimitBytes = options.gcHeapLimit;
  config.gc.stressEvery = uint32_t(options.gcStress);
  config.gc.stressSafepoints = uint32_t(options.gcStressSafepoint);
  config.gc.fullOnly = options.gcFull;
  config.gc.poison = options.gcPoison;
  config.gc.verify = options.gcVerify;
  config.gc.trace = (options.trace & logBit(LogFacility::Gc)) != 0;
  config.callsThroughStubs = options.calls == "stubs";
  config.verify = options.verify;
  config.logFacilities = options.trace;
  config.dumps = options.dump;
  config.tier = options.tier == "jit"     ? Tier::Compiled
                : options.tier == "mixed" ? Tier::Mixed
                                          : Tier::Interpreted;
  config.compilesInBackground = options.compile == "background" && config.tier == Tier::Mixed;
  config.disabledPasses = options.disable;
  config.jitThreshold = static_cast<uint32_t>(options.jitThreshold);
  config.jitChecks = options.jitChecks;
  if (!options.jitOnly.empty()) config.jitOnly = readLines(options.jitOnly);
  config.traceIlOffsets = options.traceIlOffsets;
  return config;
}

}  // namespace

std::unique_ptr<Runtime> createRuntime(const Options& options, Observer* observer) {
  std::unique_ptr<Runtime> runtime = Runtime::create(configFrom(options), createInterpreter(observer));
  addOpcodeDirectories(options, runtime->classLoader());
  if (options.perfMap) runtime->codeHeap().addObserver(createPerfMap());
  if (options.gdbJit) runtime->codeHeap().addObserver(createGdbJit());
  if (options.tier != "interp") runtime->setJit(createJit(*runtime, &typeProfileAt));
  return runtime;
}

Module& loadApp(Runtime& runtime, const std::string& path) {
  std::error_code ignored;
  ClassLoader& loader = runtime.classLoader();
  loader.addProbingDirectory(std::filesystem::absolute(path, ignored).parent_path().string());
  return loader.loadModule(path);
}

}  // namespace minivm
