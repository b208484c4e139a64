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
    {"check", "app.exe", "what a program needs and the class library lacks, without running it",
     "Binds every reference of the program, and of the assemblies it needs from its own folder, as\n"
     "running it would: assemblies, types, methods, fields, native libraries and their entry points.\n"
     "What is missing is listed with the methods that need it. Nothing is executed.\n"
     "\n"
     "Exit code: 0 nothing is missing, 1 something is, 2 the program cannot be loaded.\n",
     commandCheck},
    {"info", "[app.exe]", "version, class library, tiers, collector; what the references of a program mean",
     "Without a program: the version, the class library in use and why that one, the tiers and the\n"
     "settings of the collector. With a program also its identity and target framework, and for each\n"
     "assembly it refers to the file that the reference is bound to.\n",
     commandInfo},
    {"verify", "FILE… [options]", "prove memory safety (ECMA-335 III), or say what is in the way",
     "Checks every type and method of the files and runs nothing. One line per finding: where, the "
     "instruction,\n"
     "what was expected and found, the clause and the rule, and whether the code is invalid or only "
     "unverifiable.\n"
     "A framework's assemblies are verified against the class library in their own folder.\n"
     "\n"
     "--only=invalid    leave out code that is correct, but not provably safe\n"
     "--rule=RULE       only findings of this rule; may be given again\n"
     "--summary         one line per rule with the number of findings\n"
     "minivm verify rules lists the rules. docs/verifier.md explains how to read a finding.\n"
     "\n"
     "Exit code: 0 nothing was found, 1 something was, 2 a file cannot be loaded.\n",
     commandVerify},
    {"asm", "FILE.il… [options]", "assemble IL text (ECMA-335 II) to an .exe or .dll",
     "The files become one image, written only if there is no error. Messages name file, line and column,\n"
     "what was found and what was expected; reading goes on at the next declaration.\n"
     "\n"
     "-o OUT     the image; otherwise the first file with .exe or .dll\n"
     "--dll      a library: it needs no .entrypoint\n"
     "--debug    write a portable PDB beside it: the .line directives, or the lines of the IL itself\n"
     "loader/ilasm/README.md says what is read, and what is not.\n"
     "\n"
     "Exit code: 0 written, 2 something is wrong with the sources or the command line.\n",
     commandAsm},
    {"dis", "FILE [options]", "disassemble an .exe or .dll to IL text that asm takes back",
     "Everything that the format can express is written: manifest, classes, members, attributes, data, code.\n"
     "What is broken becomes a comment, and a line on stderr.\n"
     "\n"
     "-o OUT       the text; otherwise stdout. Embedded resources become files beside it, named OUT.NAME\n"
     "--tokens     row numbers as comments\n"
     "--bytes      the bytes of each instruction as a comment\n"
     "--method M   only methods called M: Ns.Type::Name, Name, or a token such as 0x06000001\n"
     "\n"
     "Exit code: 0 all is written, 1 something could not be, 2 the file cannot be loaded.\n",
     commandDis},
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
