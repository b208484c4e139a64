#pragma once
#include <cstdint>
#include <string>

#include "loader/ilasm/metadata_writer.h"
#include "loader/native_exports.h"

namespace minivm::ilasm {

/// Where method bodies begin: behind the import address table and the CLI header, first in the text section.
inline constexpr uint32_t kCodeRva = 0x2000 + 8 + 72;

/// A native export: a stub that jumps through a slot in the data.
struct ExportPart {
  uint32_t ordinal = 0;
  std::string name;
  uint32_t slot = 0;  ///< offset in ImageParts::data
};

/// What goes into an image.
struct ImageParts {
  Bytes code;       ///< method bodies; lies at kCodeRva
  Bytes resources;  ///< managed resources
  Bytes metadata;
  Bytes data;                       ///< a writable section of its own
  std::vector<uint32_t> addresses;  ///< RVAs of 32-bit addresses that a loader moves
  uint32_t entryPointToken = 0;
  uint32_t cliFlags = 1;  ///< COMIMAGE_FLAGS_ILONLY (II.25.3.3.1)
  uint32_t timeStamp = 0;
  uint16_t subsystem = 3;
  uint32_t imageBase = 0x400000;
  uint32_t fileAlignment = 0x200;
  uint32_t stackReserve = 0x100000;
  bool isDll = false;
  Bytes debugPath;  ///< of the PDB, without terminator; empty: no debug directory
  std::array<uint8_t, 20> pdbId{};
  bool isPe32Plus = false;                ///< for x86-64 instead of any machine
  std::vector<VtableFixup> vtableFixups;  ///< `rva` counts from the begin of `data`
  std::vector<ExportPart> exports;        ///< by ordinal, each once
  std::string exportName;                 ///< of the image, in its export directory
};

/// RVA of the data section, given the sizes of the other parts.
uint32_t dataRva(const ImageParts& parts);
/// Where the metadata lies in the file.
uint32_t metadataFileOffset(const ImageParts& parts);
/// The PE32 or PE32+ file (II.25).
Bytes writeImage(const ImageParts& parts);

}  // namespace minivm::ilasm
