// `minivm app.exe [args…]`: creates a Runtime, runs the program in it, hands on its exit code.
#include <fmt/format.h>

#include <cerrno>
#include <chrono>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <optional>
#include <stdexcept>
#include <string_view>

#include "interpreter/observer.h"
#include "loader/load_error.h"
#include "vm/host/commands.h"
#include "vm/host/help.h"
#include "vm/host/runtime_setup.h"

namespace minivm {
namespace {

using Clock = std::chrono::steady_clock;

double millisecondsSince(Clock::time_point start) {
  return std::chrono::duration<double, std::milli>(Clock::now() - start).count();
}

/// The lines of --stats.
void printStats(Runtime& runtime, const Observer& observer, double startMs, double runMs) {
  const GcStatistics& gc = runtime.heap().statistics();
  fmt::print(stderr,
             "[stats] start {:.1f} ms, run {:.1f} ms, of which {:.1f} ms for preparing {} methods\n"
             "[stats] gc: {} nursery and {} full collections, {:.1f} ms in all, longest {:.2f} ms\n"
             "[stats] heap: {:.1f} MB allocated, {:.1f} MB live after the last collection, {:.1f} MB held\n",
             startMs, runMs, double(observer.prepareNanoseconds) / 1e6, observer.preparedMethods,
             gc.collections[0] + gc.collections[1], gc.collections[2], double(gc.pauseNanoseconds) / 1e6,
             double(gc.maxPauseNanoseconds) / 1e6, double(gc.allocatedBytes) / 1e6,
             double(gc.liveBytes) / 1e6, double(runtime.heap().heapBytes()) / 1e6);
  const CompilationTotals totals = runtime.jit() ? runtime.jit()->totals() : CompilationTotals{};
  fmt::print(stderr, "[stats] jit: {} methods and loops of {} bytes of IL compiled to {} bytes, {:.1f} ms\n",
             totals.methods, totals.ilBytes, totals.codeBytes, double(totals.nanoseconds) / 1e6);
  std::fputs(observer.hottestReport().c_str(), stderr);
  const LoaderStatistics types = runtime.classLoader().statistics();
  const auto kilobytes = [](size_t bytes) { return (bytes + 1023) / 1024; };
  fmt::print(stderr,
             "[stats] types: {} definitions, {} generic instances, {} arrays; methods: {}, and {} instances "
             "of generic ones\n"
             "[stats] loader: {} KB: {} tables, {} classes, {} interface maps, {} methods, {} fields, the "
             "rest names, signatures and caches; {} KB of statics\n",
             types.definitions, types.instances, types.arrays, types.methods, types.methodInstances,
             kilobytes(types.allBytes), kilobytes(types.tableBytes), kilobytes(types.classBytes),
             kilobytes(types.interfaceBytes), kilobytes(types.methodBytes), kilobytes(types.fieldBytes),
             kilobytes(types.staticBytes));
}

}  // namespace

namespace {

/// What cannot be run because it is another kind of file, with the way out; nothing for everything else.
void explainFile(const std::string& path) {
  namespace fs = std::filesystem;
  std::error_code ignored;
  if (!fs::exists(path, ignored)) {
    throw std::runtime_error(
        fmt::format("{}: no such file{}", path, path.find('/') == path.npos ? commandSuggestion(path) : ""));
  }
  char start[4] = {};
  std::ifstream(path, std::ios::binary).read(start, sizeof start);
  if (std::string_view(start, 4) !=
      "\x7F"
      "ELF")
    return;
  // `dotnet build` leaves a native starter, named as the program, beside it.
  const std::string beside = path + ".dll";
  throw std::runtime_error(fs::exists(beside, ignored)
                               ? fmt::format("{}: a native starter; the program itself is {}", path, beside)
                               : fmt::format("{}: a native program, not a .NET assembly", path));
}

}  // namespace

int commandRun(const Options& options) {
  if (options.app.empty())
    throw OptionError("no program to run\nusage: minivm [options] app.exe [args…]; --help explains");
  const auto start = Clock::now();
  std::optional<Observer> observer;
  if (options.stats || options.countOps || !options.profile.empty())
    observer.emplace(options.countOps, !options.profile.empty());
  const auto runtime = createRuntime(options, observer ? &*observer : nullptr);
  const double startMs = millisecondsSince(start);
  int code;
  try {
    code = runtime->runMain(options.app, options.appArgs);
  } catch (const LoadError&) {
    explainFile(options.app);
    throw;
  }
  if (options.stats) printStats(*runtime, *observer, startMs, millisecondsSince(start) - startMs);
  if (options.countOps) std::fputs(observer->countReport().c_str(), stderr);
  if (!options.profile.empty() && !observer->writeProfile(options.profile))
    throw std::runtime_error(fmt::format("{}: cannot be written: {}", options.profile, std::strerror(errno)));
  return code;
}

}  // namespace minivm
