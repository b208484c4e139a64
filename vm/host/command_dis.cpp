// `minivm dis FILE [-o OUT] [--tokens] [--bytes] [--method M]`: an image to text (ECMA-335 II).
#include <fmt/format.h>

#include <cstdio>
#include <filesystem>
#include <fstream>

#include "loader/ildasm/disassembler.h"
#include "vm/host/commands.h"
#include "vm/host/opcodes.h"

namespace minivm {
namespace {

namespace fs = std::filesystem;

void writeBytes(const fs::path& path, ByteSpan bytes) {
  std::ofstream out(path, std::ios::binary);
  out.write(reinterpret_cast<const char*>(bytes.data()), static_cast<std::streamsize>(bytes.size()));
  out.close();
  if (!out) throw std::runtime_error(path.string() + ": cannot be written");
}

}  // namespace

int commandDis(const Options& options) {
  std::vector<std::string> words = options.appArgs;
  if (!options.app.empty()) words.insert(words.begin(), options.app);
  ildasm::Request request;
  std::string input, output;
  for (size_t i = 0; i < words.size(); ++i) {
    const std::string& word = words[i];
    auto value = [&](std::string_view what) -> std::string {
      if (i + 1 == words.size()) throw OptionError(fmt::format("{}: {} is missing", word, what));
      return words[++i];
    };
    if (word == "--tokens")
      request.showTokens = true;
    else if (word == "--bytes")
      request.showBytes = true;
    else if (word == "--method")
      request.method = value("the method's name, as in Ns.Type::Name, or its token");
    else if (word == "-o")
      output = value("the name of the output");
    else if (word.starts_with("-"))
      throw OptionError(
          fmt::format("{}: dis takes -o OUT, --tokens, --bytes and --method M behind the file", word));
    else if (!input.empty())
      throw OptionError(fmt::format("{}: dis takes one file", word));
    else
      input = word;
  }
  if (input.empty())
    throw OptionError(
        "nothing to disassemble\nusage: minivm dis FILE [-o OUT] [--tokens] [--bytes] [--method M]");

  const auto image = Image::open(input);
  const Metadata metadata(*image);
  const auto opcodes = opcodesFor(options);
  std::ofstream file;
  std::function<void(std::string_view)> sink = [](std::string_view text) {
    std::fwrite(text.data(), 1, text.size(), stdout);
  };
  if (!output.empty()) {
    file.open(output, std::ios::binary);
    if (!file) throw std::runtime_error(output + ": cannot be written");
    sink = [&file](std::string_view text) {
      file.write(text.data(), static_cast<std::streamsize>(text.size()));
    };
    const fs::path folder = fs::path(output).parent_path();
    request.resourcePrefix = fs::path(output).stem().string();
    request.resource = [folder](const std::string& name, ByteSpan bytes) {
      writeBytes(folder / name, bytes);
    };
  }
  const ildasm::Outcome outcome = ildasm::disassemble(metadata, *opcodes, request, sink);
  if (!output.empty()) {
    file.close();
    if (!file) throw std::runtime_error(output + ": cannot be written");
  } else {
    std::fflush(stdout);
  }
  for (const std::string& problem : outcome.problems)
    std::fprintf(stderr, "%s: %s\n", input.c_str(), problem.c_str());
  if (!request.method.empty() && outcome.methods == 0)
    throw std::runtime_error(fmt::format("{}: no method is called {}", input, request.method));
  return outcome.problems.empty() ? 0 : 1;
}

}  // namespace minivm
