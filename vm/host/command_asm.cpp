// `minivm asm FILE.il… [-o OUT] [--dll] [--debug]`: text to an image (ECMA-335 II).
#include <fmt/format.h>

#include "loader/ilasm/assembler.h"
#include "vm/host/commands.h"
#include "vm/host/opcodes.h"

namespace minivm {

int commandAsm(const Options& options) {
  std::vector<std::string> words = options.appArgs;
  if (!options.app.empty()) words.insert(words.begin(), options.app);
  ilasm::Request request;
  for (size_t i = 0; i < words.size(); ++i) {
    const std::string& word = words[i];
    if (word == "--dll") {
      request.isDll = true;
    } else if (word == "--debug") {
      request.isDebug = true;
    } else if (word == "-o") {
      if (i + 1 == words.size()) throw OptionError("-o: the name of the output is missing");
      request.output = words[++i];
    } else if (word.starts_with("-")) {
      throw OptionError(fmt::format("{}: asm takes -o OUT, --dll and --debug behind the files", word));
    } else {
      request.sources.push_back(word);
    }
  }
  if (request.sources.empty())
    throw OptionError("nothing to assemble\nusage: minivm asm FILE.il… [-o OUT] [--dll] [--debug]");
  return ilasm::assembleFiles(request, *opcodesFor(options)) ? 0 : kExitUsage;
}

}  // namespace minivm
