// The file: headers, .text (import address table, CLI header, bodies, resources, metadata, debug directory,
// import table, entry stub), .sdata if there is data, .reloc for the stub's one address (II.25).
#include "loader/ilasm/pe_writer.h"

#include <map>
#include <string_view>

namespace minivm::ilasm {
namespace {

constexpr uint32_t kTextRva = 0x2000;
constexpr uint32_t kSectionAlignment = 0x2000;
constexpr uint32_t kHeaderSize = 0x200;

uint32_t alignUp(uint32_t value, uint32_t alignment) {
  return (value + alignment - 1) / alignment * alignment;
}

/// Offsets of the parts of .text, as RVAs.
struct Layout {
  uint32_t resources, metadata, debug, debugData, debugDataSize, imports, stub, end;
};

Layout layoutOf(const ImageParts& parts) {
  Layout at{};
  at.resources = alignUp(kCodeRva + static_cast<uint32_t>(parts.code.size()), 8);
  at.metadata = alignUp(at.resources + static_cast<uint32_t>(parts.resources.size()), 4);
  at.debug = alignUp(at.metadata + static_cast<uint32_t>(parts.metadata.size()), 4);
  at.debugData = at.debug + (parts.debugPath.empty() ? 0 : 28);
  at.debugDataSize = parts.debugPath.empty() ? 0 : 24 + static_cast<uint32_t>(parts.debugPath.size()) + 1;
  at.imports = alignUp(at.debugData + at.debugDataSize, 4);
  at.stub = at.imports + 88;
  at.end = at.stub + 8;
  return at;
}

void putText(Bytes& out, std::string_view text, size_t size) {
  for (size_t i = 0; i < size; ++i) out.push_back(i < text.size() ? static_cast<uint8_t>(text[i]) : 0);
}

void putCliHeader(Bytes& out, const ImageParts& parts, const Layout& at) {
  putLe<uint32_t>(out, 72);
  putLe<uint16_t>(out, 2);
  putLe<uint16_t>(out, 5);
  putLe<uint32_t>(out, at.metadata);
  putLe<uint32_t>(out, static_cast<uint32_t>(parts.metadata.size()));
  putLe<uint32_t>(out, parts.cliFlags);
  putLe<uint32_t>(out, parts.entryPointToken);
  putLe<uint32_t>(out, parts.resources.empty() ? 0 : at.resources);
  putLe<uint32_t>(out, static_cast<uint32_t>(parts.resources.size()));
  out.insert(out.end(), 40, 0);
}

// II.25.3.1; the stub jumps through the import address table (II.25.2.3.1).
Bytes textSection(const ImageParts& parts, const Layout& at) {
  Bytes out;
  auto padToRva = [&out](uint32_t rva) { out.resize(rva - kTextRva, 0); };
  const uint32_t hintName = at.imports + 48;
  putLe<uint32_t>(out, hintName);
  putLe<uint32_t>(out, 0);
  putCliHeader(out, parts, at);
  out.insert(out.end(), parts.code.begin(), parts.code.end());
  padToRva(at.resources);
  out.insert(out.end(), parts.resources.begin(), parts.resources.end());
  padToRva(at.metadata);
  out.insert(out.end(), parts.metadata.begin(), parts.metadata.end());
  padToRva(at.debug);
  if (!parts.debugPath.empty()) {
    putLe<uint32_t>(out, 0);
    out.insert(out.end(), parts.pdbId.begin() + 16, parts.pdbId.end());
    putLe<uint16_t>(out, 0x100);  // portable
    putLe<uint16_t>(out, 0x504D);
    putLe<uint32_t>(out, 2);  // CodeView
    putLe<uint32_t>(out, at.debugDataSize);
    putLe<uint32_t>(out, at.debugData);
    putLe<uint32_t>(out, at.debugData - kTextRva + alignUp(kHeaderSize, parts.fileAlignment));
    putText(out, "RSDS", 4);
    out.insert(out.end(), parts.pdbId.begin(), parts.pdbId.begin() + 16);
    putLe<uint32_t>(out, 1);
    out.insert(out.end(), parts.debugPath.begin(), parts.debugPath.end());
    out.push_back(0);
  }
  padToRva(at.imports);
  putLe<uint32_t>(out, at.imports + 40);
  putLe<uint32_t>(out, 0);
  putLe<uint32_t>(out, 0);
  putLe<uint32_t>(out, at.imports + 64);
  putLe<uint32_t>(out, kTextRva);
  out.insert(out.end(), 20, 0);
  putLe<uint32_t>(out, hintName);
  putLe<uint32_t>(out, 0);
  putText(out, std::string_view("\0\0", 2), 2);
  putText(out, parts.isDll ? "_CorDllMain" : "_CorExeMain", 14);
  putText(out, "mscoree.dll", 16);
  padToRva(at.stub);
  putText(out, std::string_view("\0\0\xFF\x25", 4), 4);
  putLe<uint32_t>(out, parts.imageBase + kTextRva);
  return out;
}

// II.25.2.3.2 (PE specification, .reloc): a block per page, its entries IMAGE_REL_BASED_HIGHLOW.
Bytes relocations(const ImageParts& parts, uint32_t stubAddress) {
  std::map<uint32_t, std::vector<uint32_t>> pages;
  pages[stubAddress / 0x1000].push_back(stubAddress);
  for (uint32_t address : parts.addresses) pages[address / 0x1000].push_back(address);
  Bytes out;
  for (const auto& [page, addresses] : pages) {
    const auto entries = static_cast<uint32_t>((addresses.size() + 1) / 2 * 2);
    putLe<uint32_t>(out, page * 0x1000);
    putLe<uint32_t>(out, 8 + entries * 2);
    for (uint32_t address : addresses) putLe<uint16_t>(out, static_cast<uint16_t>(0x3000 | address % 0x1000));
    if (addresses.size() != entries) putLe<uint16_t>(out, 0);
  }
  return out;
}

}  // namespace

uint32_t dataRva(const ImageParts& parts) {
  return kTextRva + alignUp(layoutOf(parts).end - kTextRva, kSectionAlignment);
}

uint32_t metadataFileOffset(const ImageParts& parts) {
  return layoutOf(parts).metadata - kTextRva + alignUp(kHeaderSize, parts.fileAlignment);
}

Bytes writeImage(const ImageParts& parts) {
  const Layout at = layoutOf(parts);
  struct Section {
    const char* name;
    uint32_t flags;
    uint32_t rva;
    Bytes bytes;
    uint32_t rawOffset = 0;
    uint32_t rawSize = 0;
  };
  std::vector<Section> sections;
  sections.push_back({".text", 0x60000020, kTextRva, textSection(parts, at)});
  uint32_t rva = dataRva(parts);
  if (!parts.data.empty()) {
    sections.push_back({".sdata", 0xC0000040, rva, parts.data});
    rva += alignUp(static_cast<uint32_t>(parts.data.size()), kSectionAlignment);
  }
  const Bytes reloc = relocations(parts, at.stub + 4);
  const uint32_t relocRva = rva;
  sections.push_back({".reloc", 0x42000040, relocRva, reloc});
  uint32_t offset = alignUp(kHeaderSize, parts.fileAlignment);
  uint32_t initialized = 0;
  for (Section& section : sections) {
    section.rawOffset = offset;
    section.rawSize = alignUp(static_cast<uint32_t>(section.bytes.size()), parts.fileAlignment);
    offset += section.rawSize;
    if (&section != &sections.front()) initialized += section.rawSize;
  }
  const uint32_t imageSize = relocRva + alignUp(static_cast<uint32_t>(reloc.size()), kSectionAlignment);

  Bytes out;
  putText(out, std::string_view("MZ\x90\0\x03\0\0\0\x04\0\0\0\xFF\xFF\0\0\xB8\0\0\0\0\0\0\0\x40\0\0\0", 28),
          60);
  putLe<uint32_t>(out, 0x80);
  putText(out, "\x0E\x1F\xBA\x0E", 4);
  out.resize(0x80, 0);
  putText(out, "PE", 4);
  putLe<uint16_t>(out, 0x14C);
  putLe<uint16_t>(out, static_cast<uint16_t>(sections.size()));
  putLe<uint32_t>(out, parts.timeStamp);
  putLe<uint32_t>(out, 0);
  putLe<uint32_t>(out, 0);
  putLe<uint16_t>(out, 0xE0);
  putLe<uint16_t>(out, parts.isDll ? 0x2102 : 0x0102);
  putLe<uint16_t>(out, 0x10B);  // PE32
  putLe<uint16_t>(out, 8);
  putLe<uint32_t>(out, sections.front().rawSize);
  putLe<uint32_t>(out, initialized);
  putLe<uint32_t>(out, 0);
  putLe<uint32_t>(out, at.stub + 2);
  putLe<uint32_t>(out, kTextRva);
  putLe<uint32_t>(out, sections[1].rva);
  putLe<uint32_t>(out, parts.imageBase);
  putLe<uint32_t>(out, kSectionAlignment);
  putLe<uint32_t>(out, parts.fileAlignment);
  for (uint16_t version : {4, 0, 0, 0, 4, 0}) putLe<uint16_t>(out, version);
  putLe<uint32_t>(out, 0);
  putLe<uint32_t>(out, imageSize);
  putLe<uint32_t>(out, alignUp(kHeaderSize, parts.fileAlignment));
  putLe<uint32_t>(out, 0);
  putLe<uint16_t>(out, parts.subsystem);
  putLe<uint16_t>(out, 0x8540);  // dynamic base, NX, no SEH, terminal-server aware
  putLe<uint32_t>(out, parts.stackReserve);
  putLe<uint32_t>(out, 0x1000);
  putLe<uint32_t>(out, 0x100000);
  putLe<uint32_t>(out, 0x1000);
  putLe<uint32_t>(out, 0);
  putLe<uint32_t>(out, 16);
  for (uint32_t directory = 0; directory < 16; ++directory) {
    uint32_t where = 0, size = 0;
    switch (directory) {
      case 1: where = at.imports, size = at.stub - at.imports; break;
      case 5: where = relocRva, size = static_cast<uint32_t>(reloc.size()); break;
      case 6:
        if (!parts.debugPath.empty()) where = at.debug, size = 28;
        break;
      case 12: where = kTextRva, size = 8; break;
      case 14: where = kTextRva + 8, size = 72; break;
      default: break;
    }
    putLe<uint32_t>(out, where);
    putLe<uint32_t>(out, size);
  }
  for (const Section& section : sections) {
    putText(out, section.name, 8);
    putLe<uint32_t>(out, static_cast<uint32_t>(section.bytes.size()));
    putLe<uint32_t>(out, section.rva);
    putLe<uint32_t>(out, section.rawSize);
    putLe<uint32_t>(out, section.rawOffset);
    out.insert(out.end(), 12, 0);
    putLe<uint32_t>(out, section.flags);
  }
  for (const Section& section : sections) {
    out.resize(section.rawOffset, 0);
    out.insert(out.end(), section.bytes.begin(), section.bytes.end());
    out.resize(section.rawOffset + section.rawSize, 0);
  }
  return out;
}

}  // namespace minivm::ilasm
