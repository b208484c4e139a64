// Where the rooms are wired: options → RuntimeConfig, and the tiers that run methods.
#include "vm/host/runtime_setup.h"

#include <filesystem>

#include "interpreter/interpreter.h"
#include "vm/host/library.h"

namespace minivm {
namespace {

RuntimeConfig configFrom(const Options& options) {
  RuntimeConfig config;
  const Library library = findLibrary(options);
  config.coreLibPath = library.coreLibPath;
  config.stockLibrary = library.isStock;
  config.gc.nurseryBytes = options.gcNursery;
  config.gc.heapLimitBytes = options.gcHeapLimit;
  config.gc.stressEvery = uint32_t(options.gcStress);
  config.gc.verify = options.gcVerify;
  config.gc.trace = (options.trace & logBit(LogFacility::Gc)) != 0;
  config.callsThroughStubs = options.calls == "stubs";
  config.logFacilities = options.trace;
  config.dumps = options.dump;
  return config;
}
  config.traceIlOffsets = options.traceIlOffsets;

}  // namespace

std::unique_ptr<Runtime> createRuntime(const Options& options) {
  // The machine-code tier will be made here, for --tier=jit and mixed; the table of options refuses jit until
  // then, and mixed means what there is: the interpreter.
  return Runtime::create(configFrom(options), createInterpreter());
}

Module& loadApp(Runtime& runtime, const std::string& path) {
  std::error_code ignored;
  ClassLoader& loader = runtime.classLoader();
  loader.addProbingDirectory(std::filesystem::absolute(path, ignored).parent_path().string());
  return loader.loadModule(path);
}

}  // namespace minivm
