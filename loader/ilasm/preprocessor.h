#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "loader/ilasm/assembler.h"
#include "loader/ilasm/diagnostics.h"

namespace minivm::ilasm {

/// A text without `#` lines, and where its lines come from.
struct Preprocessed {
  std::string text;
  std::vector<LineOrigin> origins;  ///< by `line`, from 1
};

/// True if a line of the source begins with `#`: only then is there anything to preprocess.
bool hasPreprocessorLines(std::string_view source);
/// The source with its `#` lines obeyed: `#define NAME`, `#define NAME "text"`, `#undef`, `#ifdef`,
/// `#ifndef`,
/// `#else`, `#endif`, `#include "file"`; `#line` becomes `.line`. `files[file]` is the path of the source;
/// what it includes is looked for beside it, then in the working directory, and its path is appended. What is
/// left out becomes an empty line.
Preprocessed preprocess(std::string_view source, uint32_t file, std::vector<std::string>& files,
                        const ReadFile& readFile, Diagnostics& diagnostics);

}  // namespace minivm::ilasm
