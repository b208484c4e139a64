#pragma once
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "loader/metadata.h"
#include "loader/opcode.h"

namespace minivm::ildasm {

/// What to write, and how.
struct Request {
  bool showTokens = false;  ///< row numbers as comments
  bool showBytes = false;   ///< the bytes of each instruction as a comment
  /// `Ns.Type::Name`, `Name` or a token such as 0x06000001: only methods that this names; empty: everything.
  std::string method;
  /// Embedded resources are named PREFIX.NAME in the text, and handed to `resource`.
  std::string resourcePrefix;
  std::function<void(const std::string& file, ByteSpan bytes)> resource;
};

/// What came of it.
struct Outcome {
  uint32_t methods = 0;               ///< written
  std::vector<std::string> problems;  ///< what could not be written; a comment stands in its place
};

/// Writes an image as IL that the assembler takes back (loader/ilasm). The text is handed to `sink` piece by
/// piece. Rows and code that the format cannot express, or that are broken, become comments and problems;
/// throws LoadError only if the image has no readable module.
Outcome disassemble(const Metadata& metadata, const OpcodeTable& opcodes, const Request& request,
                    const std::function<void(std::string_view)>& sink);

}  // namespace minivm::ildasm
