#pragma once
#include <string>
#include <string_view>

#include "loader/ilasm/diagnostics.h"

namespace minivm::ilasm {

/// True if a line of the source begins with `#`: only then is there anything to preprocess.
bool hasPreprocessorLines(std::string_view source);
/// The source with its `#` lines obeyed: `#define NAME`, `#define NAME "text"`, `#undef`, `#ifdef`,
/// `#ifndef`,
/// `#else`, `#endif`; `#line` is ignored. Lines keep their numbers: what is left out becomes an empty line.
std::string preprocess(std::string_view source, uint32_t file, Diagnostics& diagnostics);

}  // namespace minivm::ilasm
