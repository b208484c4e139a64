#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "vm/support/options.h"

namespace minivm {

/// Exit code of a bad command line, and of a file that cannot be loaded (DESIGN 12).
inline constexpr int kExitUsage = 2;

/// One word of the command line that minivm obeys instead of running a program. Each lives in a file of its
/// own, command_NAME.cpp; the table is in commands.cpp.
struct Command {
  std::string_view name;
  std::string_view arguments;  ///< what follows the name, as the help writes it
  std::string_view summary;    ///< one line of --help
  std::string_view text;       ///< the rest of `minivm help NAME`
  /// Runs it; returns the exit code. `options.app` is the first word after the command, `options.appArgs` the
  /// rest. Throws std::exception with a sentence for stderr; the exit code is then kExitUsage.
  int (*run)(const Options& options);
};

/// All commands, in the order of --help.
std::span<const Command> commands();
/// Null if there is none of that name.
const Command* findCommand(std::string_view name);
/// Their names, for parseOptions.
std::vector<std::string_view> commandNames();

int commandRun(const Options& options);
int commandCheck(const Options& options);
int commandInfo(const Options& options);
int commandVerify(const Options& options);
int commandAsm(const Options& options);
int commandDis(const Options& options);
int commandHelp(const Options& options);

}  // namespace minivm
