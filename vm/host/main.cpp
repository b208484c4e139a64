// The program `minivm`: reads the command line and runs one command; a command line without one runs a
// program.
#include <fmt/format.h>

#include <cstdio>
#include <exception>
#include <span>

#include "vm/host/commands.h"
#include "vm/host/help.h"
#include "vm/support/options.h"
#include "vm/threads/process_signals.h"

extern char** environ;

namespace minivm {
namespace {

int refuse(const char* why) {
  std::fprintf(stderr, "minivm: %s\n", why);
  return kExitUsage;
}

void printConfig(const Options& options) {
  for (const OptionValue& row : optionValues(options))
    fmt::print("{:<18}{:<24}{}\n", row.name, row.value.empty() ? "-" : row.value, row.origin);
}

int run(std::span<const char* const> args) {
  const Options options = parseOptions(args, environ, commandNames());
  if (!options.help.empty()) {
    std::fputs(helpText(options.help).c_str(), stdout);
    return 0;
  }
  if (options.version) {
    std::puts(versionText().c_str());
    return 0;
  }
  if (options.printConfig) {
    printConfig(options);
    return 0;
  }
  return options.command.empty() ? commandRun(options) : findCommand(options.command)->run(options);
}

}  // namespace
}  // namespace minivm

int main(int argc, char** argv) {
  minivm::processState::ignoreBrokenPipes();
  try {
    return minivm::run(std::span<const char* const>(argv + 1, size_t(argc > 0 ? argc - 1 : 0)));
  } catch (const std::exception& error) {
    return minivm::refuse(error.what());
  }
}
