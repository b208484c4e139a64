#pragma once

#include <cstdint>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "vm/support/log.h"

namespace minivm {

/// The C++ type behind each kind of options.def.
namespace option_kind {
using Flag = bool;
using Number = uint64_t;
using Size = uint64_t;
using Choice = std::string;
using Text = std::string;
using Topic = std::string;
using Texts = std::vector<std::string>;
using Facilities = LogFacilities;
}  // namespace option_kind

/// Where the value of an option came from; the later wins.
enum class OptionOrigin : uint8_t { Default, Environment, CommandLine };

/// How many rows options.def has.
inline constexpr size_t kOptionCount = 0
#define OPTION_SECTION(id, title)
#define OPTION(field, name, kind, argument, initial, section, meaning) +1
#define OPTION_REFUSED(name, value, wayOut)
#define OPTION_VARIABLE(name, meaning)
#include "vm/support/options.def"
    ;

/// What the user asked for: one field per row of options.def, then the command, the program and what is the
/// program's. Made by parseOptions, constant afterwards.
struct Options {
#define OPTION_SECTION(id, title)
#define OPTION(field, name, kind, argument, initial, section, meaning) option_kind::kind field{};
#define OPTION_REFUSED(name, value, wayOut)
#define OPTION_VARIABLE(name, meaning)
#include "vm/support/options.def"
  /// By row of options.def.
  OptionOrigin origins[kOptionCount] = {};
  /// The command, one of those given to parseOptions; empty: run a program.
  std::string command;
  /// The program, or the first word after the command; empty if the command line names none.
  std::string app;
  /// Everything after it, unread by minivm: the program's own arguments, or further words for the command.
  std::vector<std::string> appArgs;
};

/// A command line or environment that cannot be obeyed; what() is one sentence with the way out. Exit code 2.
struct OptionError : std::runtime_error {
  using std::runtime_error::runtime_error;
};

/// Reads defaults, then the MINIVM_* variables of `environment` (null-terminated, as environ), then `args`
/// (without the program name), the later winning. Options end at the first word without a dash or at `--`. If
/// that word (not after `--`) is one of `commands`, it is the command, and options may follow it, too. Throws
/// OptionError.
Options parseOptions(std::span<const char* const> args, const char* const* environment,
                     std::span<const std::string_view> commands = {});

/// The options by section, as --help lists them.
std::string optionsHelp();

/// One row of --print-config.
struct OptionValue {
  std::string_view name;  ///< as on the command line, without dashes
  std::string value;      ///< as it could be written on the command line; empty: off or none
  std::string origin;     ///< `default`, `command line`, or the variable's name
};

/// Every option with its value and where that came from, in the order of options.def.
std::vector<OptionValue> optionValues(const Options& options);

/// The text of --version, one line.
std::string versionText();

}  // namespace minivm
