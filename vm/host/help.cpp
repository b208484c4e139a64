// The help: an overview, and a page for each topic and command. Options and commands come from their tables.
#include "vm/host/help.h"

#include <fmt/format.h>

#include "vm/host/commands.h"
#include "vm/support/nearest_name.h"
#include "vm/support/options.h"

namespace minivm {
namespace {

std::string overview();
std::string optionsPage();

std::string environmentPage() {
  return "Each option is also a variable: --gc-stress=50 is MINIVM_GC_STRESS=50; a flag is switched on by 1 "
         "and\n"
         "off by 0. The command line wins over the variable. A MINIVM_ variable that is no option is an "
         "error,\n"
         "so a misspelling cannot go unnoticed; --print-config shows what was taken from where.\n"
         "\n"
         "Variables of .NET (DOTNET_gcServer, DOTNET_TieredCompilation, COMPlus_…) are left alone: they "
         "mean\n"
         "nothing here.\n";
}

std::string exitCodesPage() {
  return "  0…255   the program's own: what Main returns, or Environment.Exit was given, modulo 256\n"
         "  2       a bad command line, or a file that cannot be loaded: one sentence on stderr says why\n"
         "  1       minivm check found something missing\n"
         "  134     an unhandled exception, or Environment.FailFast (SIGABRT)\n"
         "  130     Ctrl-C (SIGINT), unless a handler cancelled it\n"
         "  143     SIGTERM, after AppDomain.ProcessExit\n";
}

struct Topic {
  std::string_view name;
  std::string_view summary;
  std::string (*text)();
};
constexpr Topic kTopics[] = {
    {kHelpOverview, "how to call minivm", overview},
    {"options", "every option", optionsPage},
    {"environment", "the MINIVM_* variables", environmentPage},
    {"exit-codes", "what the exit code says", exitCodesPage},
};

std::string optionsPage() {
  return "Usage: minivm [options] app.exe [args…]\n\n" + optionsHelp();
}

std::string overview() {
  std::string out = versionText();
  out +=
      "\n\n"
      "Usage: minivm [options] app.exe [args…]\n"
      "       minivm [options] COMMAND …\n\n"
      "Runs a .NET program: an .exe or .dll with a Main, as any C# compiler writes it. Options come before\n"
      "the program; everything after it is handed to Main. The exit code is the program's own, 134 after an\n"
      "unhandled exception, 2 for a bad command line or a file that cannot be loaded.\n"
      "\nCommands:\n";
  for (const Command& command : commands())
    out +=
        fmt::format("  {:<28}{}\n", fmt::format("{} {}", command.name, command.arguments), command.summary);
  out += "\n" + optionsHelp();
  out +=
      "\nEach option is also a variable: --gc-stress=50 is MINIVM_GC_STRESS=50. The command line wins, and "
      "a\n"
      "MINIVM_ variable that is no option is an error, so a misspelling cannot go unnoticed.\n"
      "\nTopics of --help=TOPIC, beside the commands:\n";
  for (const Topic& topic : kTopics) out += fmt::format("  {:<28}{}\n", topic.name, topic.summary);
  out +=
      "\nExamples:\n"
      "  minivm hello.exe a b                            run hello.exe with two arguments\n"
      "  minivm --trace=load,init hello.exe              watch types load and class constructors run\n"
      "  minivm '--dump=Program.Main:il,bytecode' x.exe  a method as IL and as register bytecode\n"
      "  minivm --gc-stress=50 --gc-verify x.exe         shake the program with collections\n";
  return out;
}

}  // namespace

std::string helpText(std::string_view topic) {
  for (const Topic& known : kTopics)
    if (known.name == topic) return known.text();
  if (const Command* command = findCommand(topic)) {
    return fmt::format("Usage: minivm [options] {} [options] {}\n\n{}{}{}", command->name, command->arguments,
                       command->text.empty() ? command->summary : command->text,
                       command->text.empty() ? "\n" : "", "");
  }
  std::vector<std::string_view> names = commandNames();
  for (const Topic& known : kTopics) names.push_back(known.name);
  const std::string_view best = nearestName(topic, names);
  throw OptionError(fmt::format("no help on '{}'; {}", topic,
                                best.empty() ? fmt::format("there is: {}", fmt::join(names, ", "))
                                             : fmt::format("did you mean {}?", best)));
}

std::string commandSuggestion(std::string_view word) {
  const std::string_view best = nearestName(word, commandNames());
  return best.empty() ? "" : fmt::format("; did you mean the command {}?", best);
}

}  // namespace minivm
