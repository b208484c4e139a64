#include "loader/ilasm/assembler.h"

#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <stdexcept>

#include "loader/ilasm/parser.h"
#include "loader/ilasm/preprocessor.h"
#include "loader/ilasm/writer.h"

namespace minivm::ilasm {
namespace {

namespace fs = std::filesystem;

std::string readFile(const std::string& path) {
  std::error_code ignored;
  std::ifstream in(path, std::ios::binary);
  if (!in || fs::is_directory(path, ignored))
    throw std::runtime_error(path + ": cannot be read: " + (errno ? std::strerror(errno) : "not a file"));
  std::string text;
  for (char piece[1 << 16]; in.read(piece, sizeof piece), in.gcount() > 0;)
    text.append(piece, static_cast<size_t>(in.gcount()));
  return text;
}

// Written under another name first, so that nobody ever sees half a file.
void writeFile(const fs::path& path, const std::vector<uint8_t>& bytes) {
  const fs::path fresh = path.string() + ".fresh" + std::to_string(::getpid());
  std::ofstream out(fresh, std::ios::binary);
  out.write(reinterpret_cast<const char*>(bytes.data()), static_cast<std::streamsize>(bytes.size()));
  out.close();
  std::error_code failed;
  if (out) fs::rename(fresh, path, failed);
  if (!out || failed) {
    fs::remove(fresh, failed);
    throw std::runtime_error(path.string() + ": cannot be written");
  }
}

}  // namespace

ReadFile filesOnDisk() {
  return [](const std::string& path) -> std::optional<std::vector<uint8_t>> {
    std::error_code ignored;
    std::ifstream in(path, std::ios::binary);
    if (!in || fs::is_directory(path, ignored)) return std::nullopt;
    return std::vector<uint8_t>{std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
  };
}

Result assemble(const std::vector<Source>& sources, const OpcodeTable& opcodes, const std::string& outputName,
                const ReadFile& readFile, bool isDll, bool isDebug) {
  Program program;
  Diagnostics diagnostics;
  Result result;
  for (const Source& source : sources) result.files.push_back(source.path);
  for (size_t i = 0; i < sources.size(); ++i) {
    const auto file = static_cast<uint32_t>(i);
    const std::string& text = sources[i].text;
    if (hasPreprocessorLines(text)) {
      const Preprocessed own = preprocess(text, file, result.files, readFile, diagnostics);
      Parser(own.text, file, own.origins, result.files, opcodes, program, diagnostics, isDebug).parse();
    } else {
      Parser(text, file, {}, result.files, opcodes, program, diagnostics, isDebug).parse();
    }
  }
  if (diagnostics.errorCount() == 0) {
    const fs::path folder = fs::path(sources.front().path).parent_path();
    const ReadFile besideSource = [&](const std::string& name) { return readFile((folder / name).string()); };
    Output output = Writer(program, diagnostics, {outputName, besideSource, isDll, isDebug}).write();
    result.image = std::move(output.image);
    result.pdb = std::move(output.pdb);
  }
  result.diagnostics = diagnostics.sorted();
  result.errorCount = diagnostics.errorCount();
  return result;
}

std::string diagnosticText(const Diagnostic& diagnostic, const std::vector<std::string>& files) {
  return files[diagnostic.at.file] + ":" + std::to_string(diagnostic.at.line) + ":" +
         std::to_string(diagnostic.at.column) + (diagnostic.isError ? ": error: " : ": warning: ") +
         diagnostic.message;
}

bool assembleFiles(const Request& request, const OpcodeTable& opcodes) {
  std::vector<Source> sources;
  for (const std::string& path : request.sources) sources.push_back({path, readFile(path)});
  fs::path output = request.output;
  if (output.empty())
    output = fs::path(request.sources.front()).replace_extension(request.isDll ? ".dll" : ".exe");
  const Result result =
      assemble(sources, opcodes, output.filename().string(), filesOnDisk(), request.isDll, request.isDebug);
  for (const Diagnostic& diagnostic : result.diagnostics)
    std::fprintf(stderr, "%s\n", diagnosticText(diagnostic, result.files).c_str());
  if (result.errorCount != 0) {
    std::fprintf(stderr, "%zu error%s, nothing is written\n", result.errorCount,
                 result.errorCount == 1 ? "" : "s");
    return false;
  }
  if (request.isDebug) writeFile(fs::path(output).replace_extension(".pdb"), result.pdb);
  writeFile(output, result.image);
  return true;
}

}  // namespace minivm::ilasm
