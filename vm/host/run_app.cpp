#include "vm/host/run_app.h"

#include <fmt/format.h>

#include <chrono>
#include <cstdio>
#include <filesystem>
#include <memory>
#include <stdexcept>

#include "interpreter/interpreter.h"
#include "vm/runtime.h"

namespace minivm {
namespace {

constexpr const char* kCoreLibFile = "System.Private.CoreLib.dll";

/// The class library: in the folder of --corlib, else beside the binary.
std::string findCoreLib(const Options& options) {
  namespace fs = std::filesystem;
  const fs::path folder =
      options.corlib.empty() ? fs::read_symlink("/proc/self/exe").parent_path() : fs::path(options.corlib);
  const fs::path file = folder / kCoreLibFile;
  if (!fs::exists(file))
    throw std::runtime_error(
        fmt::format("{}: no such file; --corlib=DIR names the folder of the class library, "
                    "./dev build makes one beside the binary",
                    file.string()));
  return file.string();
}

RuntimeConfig configFrom(const Options& options) {
  RuntimeConfig config;
  config.coreLibPath = findCoreLib(options);
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

using Clock = std::chrono::steady_clock;

double millisecondsSince(Clock::time_point start) {
  return std::chrono::duration<double, std::milli>(Clock::now() - start).count();
}

/// The lines of --stats.
void printStats(Runtime& runtime, double startMs, double runMs) {
  const GcStatistics& gc = runtime.heap().statistics();
  fmt::print(stderr,
             "[stats] start {:.1f} ms, run {:.1f} ms\n"
             "[stats] gc: {} nursery and {} full collections, {:.1f} ms in all, longest {:.2f} ms\n"
             "[stats] heap: {:.1f} MB allocated, {:.1f} MB live after the last collection, {:.1f} MB held\n",
             startMs, runMs, gc.collections[0] + gc.collections[1], gc.collections[2],
             double(gc.pauseNanoseconds) / 1e6, double(gc.maxPauseNanoseconds) / 1e6,
             double(gc.allocatedBytes) / 1e6, double(gc.liveBytes) / 1e6,
             double(runtime.heap().heapBytes()) / 1e6);
}

}  // namespace

int runApp(const Options& options) {
  const auto start = Clock::now();
  const auto runtime = Runtime::create(configFrom(options), createInterpreter());
  const double startMs = millisecondsSince(start);
  const int code = runtime->runMain(options.app, options.appArgs);
  if (options.stats) printStats(*runtime, startMs, millisecondsSince(start) - startMs);
  return code;
}

}  // namespace minivm
