// The table of commands. To add one: its function in command_NAME.cpp, declared in commands.h, and a row
// here.
#include "vm/host/commands.h"

#include <algorithm>

namespace minivm {
namespace {

constexpr Command kCommands[] = {
    {"run", "app.exe [args…]", "run a program; the word may be left out",
     "Runs the Main of an .exe or .dll. It is needed only for a program whose file has the name of a "
     "command;\n"
     "everything after the program is handed to Main.\n",
     commandRun},
    {"help", "[COMMAND|TOPIC]", "explain a command or a topic; --help=TOPIC is the same", "", commandHelp},
};

}  // namespace

std::span<const Command> commands() {
  return kCommands;
}

const Command* findCommand(std::string_view name) {
  const auto found = std::ranges::find(kCommands, name, &Command::name);
  return found == std::end(kCommands) ? nullptr : found;
}

std::vector<std::string_view> commandNames() {
  std::vector<std::string_view> names;
  for (const Command& command : kCommands) names.push_back(command.name);
  return names;
}

}  // namespace minivm
