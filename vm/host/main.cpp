// The program `minivm`: reads the command line, wires the rooms, runs one app, hands on its exit code.
#include <cstdio>
#include <exception>
#include <span>

#include "vm/host/run_app.h"
#include "vm/support/options.h"

extern char** environ;

namespace minivm {
namespace {

/// A bad command line, or a file that cannot be loaded (DESIGN 12).
constexpr int kExitUsage = 2;

int refuse(const char* why) {
  std::fprintf(stderr, "minivm: %s\n", why);
  return kExitUsage;
}

int run(std::span<const char* const> args) {
  const Options options = parseOptions(args, environ);
  if (options.help) {
    std::fputs(optionsHelp().c_str(), stdout);
    return 0;
  }
  if (options.version) {
    std::puts(versionText().c_str());
    return 0;
  }
  if (options.app.empty())
    return refuse("no program to run\nusage: minivm [options] app.exe [args…]; --help explains");
  return runApp(options);
}

}  // namespace
}  // namespace minivm

int main(int argc, char** argv) {
  try {
    return minivm::run(std::span<const char* const>(argv + 1, size_t(argc > 0 ? argc - 1 : 0)));
  } catch (const std::exception& error) {
    return minivm::refuse(error.what());
  }
}
