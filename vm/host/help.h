#pragma once

#include <string>
#include <string_view>

namespace minivm {

/// The topic of a bare --help.
inline constexpr std::string_view kHelpOverview = "overview";

/// The text of a topic or command. Throws OptionError, with a suggestion, if there is no such.
std::string helpText(std::string_view topic);

/// `; did you mean the command check?` if `word` looks like a misspelt command, else empty.
std::string commandSuggestion(std::string_view word);

}  // namespace minivm
