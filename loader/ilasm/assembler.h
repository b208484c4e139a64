#pragma once
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "loader/ilasm/diagnostics.h"
#include "loader/opcode.h"

namespace minivm::ilasm {

/// What is assembled into what.
struct Request {
  std::vector<std::string> sources;
  std::string output;  ///< empty: the first source with .exe or .dll
  bool isDll = false;
  bool isDebug = false;
};

/// One source text, and the name it goes by in messages.
struct Source {
  std::string path;
  std::string text;
};

/// What came of it. `image` is empty if there was an error.
struct Result {
  std::vector<uint8_t> image;
  std::vector<uint8_t> pdb;
  std::vector<Diagnostic> diagnostics;
  std::vector<std::string> files;  ///< paths by Position::file: the sources, then what they include
  size_t errorCount = 0;
};

/// Gives the bytes of a file that a source names (an embedded resource, an inclusion), or nothing. Paths are
/// those of the sources, with another last part.
using ReadFile = std::function<std::optional<std::vector<uint8_t>>(const std::string& path)>;
/// Reads what is there.
ReadFile filesOnDisk();

/// Assembles sources into one image, in memory. `outputName`: file name of the image. Resources are looked
/// for beside the first source, inclusions beside the file that wants them.
Result assemble(const std::vector<Source>& sources, const OpcodeTable& opcodes, const std::string& outputName,
                const ReadFile& readFile, bool isDll, bool isDebug);

/// `file.il:3:5: error: found ')', expected a type`; `files` as in Result.
std::string diagnosticText(const Diagnostic& diagnostic, const std::vector<std::string>& files);

/// Reads the sources, assembles, writes the output and with isDebug its PDB beside it; messages go to stderr.
/// Nothing is written if there is an error: the files appear whole, under their names, at the end. True on
/// success. Throws std::runtime_error for a file that cannot be read or written.
bool assembleFiles(const Request& request, const OpcodeTable& opcodes);

}  // namespace minivm::ilasm
