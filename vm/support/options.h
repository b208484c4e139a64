#pragma once

#include <cstdint>
#include <span>
#include <stdexcept>
#include <string>
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
using Texts = std::vector<std::string>;
using Facilities = LogFacilities;
}  // namespace option_kind

/// What the user asked for: one field per row of options.def, then the program. Made by parseOptions,
/// constant afterwards.
struct Options {
#define OPTION_SECTION(id, title)
#define OPTION(field, name, kind, argument, initial, section, meaning) option_kind::kind field{};
#define OPTION_REFUSED(name, value, wayOut)
#define OPTION_VARIABLE(name, meaning)
#include "vm/support/options.def"
  /// The program to run; empty if the command line names none.
  std::string app;
  /// Everything after the program: its own arguments, unread by minivm.
  std::vector<std::string> appArgs;
};

/// A command line or environment that cannot be obeyed; what() is one sentence with the way out. Exit code 2.
struct OptionError : std::runtime_error {
  using std::runtime_error::runtime_error;
};

/// Reads defaults, then the MINIVM_* variables of `environment` (null-terminated, as environ), then `args`
/// (without the program name), the later winning. Options end at the first word without a dash or at `--`.
/// Throws OptionError.
Options parseOptions(std::span<const char* const> args, const char* const* environment);

/// The text of --help.
std::string optionsHelp();

/// The text of --version, one line.
std::string versionText();

}  // namespace minivm
