// The file: headers, .text (import address table, CLI header, bodies, resources, metadata, debug directory,
// slots and stubs for native callers, import table, entry stub), .sdata if there is data, .reloc for the
// addresses in stubs and data (II.25). PE32+ has neither import table nor entry stub: no loader wants them
// there.
#include "loader/ilasm/pe_writer.h"

#include <algorithm>
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

constexpr uint32_t kImportsSize = 88;
constexpr uint32_t kExportHeaderSize = 40;
constexpr uint32_t kVtableFixupSize = 8;

/// Offsets of the parts of .text, as RVAs.
struct Layout {
  uint32_t resources, metadata, debug, debugData, debugDataSize, vtableFixups, exports, exportNames,
      exportsEnd, exportStubs;
  uint32_t imports, stub, end;
};

uint32_t vtableFixupsSize(const ImageParts& parts) {
  return static_cast<uint32_t>(parts.vtableFixups.size()) * kVtableFixupSize;
}

uint32_t exportStubSize(const ImageParts& parts) {
  return parts.isPe32Plus ? 16 : 8;
}

/// Numbers from the lowest ordinal to the highest.
uint32_t exportFunctions(const ImageParts& parts) {
  return parts.exports.empty() ? 0 : parts.exports.back().ordinal - parts.exports.front().ordinal + 1;
}

Layout layoutOf(const ImageParts& parts) {
  Layout at{};
  at.resources = alignUp(kCodeRva + static_cast<uint32_t>(parts.code.size()), 8);
  at.metadata = alignUp(at.resources + static_cast<uint32_t>(parts.resources.size()), 4);
  at.debug = alignUp(at.metadata + static_cast<uint32_t>(parts.metadata.size()), 4);
  at.debugData = at.debug + (parts.debugPath.empty() ? 0 : 28);
  at.debugDataSize = parts.debugPath.empty() ? 0 : 24 + static_cast<uint32_t>(parts.debugPath.size()) + 1;
  at.vtableFixups = alignUp(at.debugData + at.debugDataSize, 4);
  at.exports = at.vtableFixups + vtableFixupsSize(parts);
  at.exportNames = at.exportStubs = at.exports;
  if (!parts.exports.empty()) {
    const auto named = static_cast<uint32_t>(parts.exports.size());
    at.exportNames = at.exports + kExportHeaderSize + 4 * exportFunctions(parts) + 6 * named;
    uint32_t end = at.exportNames + static_cast<uint32_t>(parts.exportName.size()) + 1;
    for (const ExportPart& one : parts.exports) end += static_cast<uint32_t>(one.name.size()) + 1;
    at.exportsEnd = end;
    at.exportStubs = alignUp(end + 1, 8);  // an address in the directory would be a forwarder
  }
  at.imports =
      alignUp(at.exportStubs + exportStubSize(parts) * static_cast<uint32_t>(parts.exports.size()), 4);
  at.stub = at.imports + (parts.isPe32Plus ? 0 : kImportsSize);
  at.end = at.stub + (parts.isPe32Plus ? 0 : 8);
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
  out.insert(out.end(), 16, 0);
  putLe<uint32_t>(out, parts.vtableFixups.empty() ? 0 : at.vtableFixups);
  putLe<uint32_t>(out, vtableFixupsSize(parts));
  out.insert(out.end(), 16, 0);
}

// II.25.3.3.3
void putVtableFixups(Bytes& out, const ImageParts& parts) {
  for (const VtableFixup& fixup : parts.vtableFixups) {
    putLe<uint32_t>(out, dataRva(parts) + fixup.rva);
    putLe<uint16_t>(out, fixup.count);
    putLe<uint16_t>(out, fixup.flags);
  }
}

// The PE specification's .edata, then the stubs.
void putExports(Bytes& out, const ImageParts& parts, const Layout& at) {
  if (parts.exports.empty()) return;
  const uint32_t base = parts.exports.front().ordinal, functions = exportFunctions(parts);
  const auto count = static_cast<uint32_t>(parts.exports.size());
  const uint32_t stubSize = exportStubSize(parts);
  const uint32_t addresses = at.exports + kExportHeaderSize;
  putLe<uint32_t>(out, 0);
  putLe<uint32_t>(out, parts.timeStamp);
  putLe<uint32_t>(out, 0);
  for (uint32_t cell : {at.exportNames, base, functions, count, addresses, addresses + 4 * functions,
                        addresses + 4 * functions + 4 * count})
    putLe<uint32_t>(out, cell);
  std::vector<uint32_t> stubOf(functions, 0);
  for (uint32_t i = 0; i < count; ++i)
    stubOf[parts.exports[i].ordinal - base] = at.exportStubs + i * stubSize;
  for (uint32_t stub : stubOf) putLe<uint32_t>(out, stub);
  std::vector<const ExportPart*> byName;
  for (const ExportPart& one : parts.exports) byName.push_back(&one);
  std::ranges::sort(byName, {}, &ExportPart::name);
  uint32_t name = at.exportNames + static_cast<uint32_t>(parts.exportName.size()) + 1;
  for (const ExportPart* one : byName) {
    putLe<uint32_t>(out, name);
    name += static_cast<uint32_t>(one->name.size()) + 1;
  }
  for (const ExportPart* one : byName) putLe<uint16_t>(out, static_cast<uint16_t>(one->ordinal - base));
  putText(out, parts.exportName, parts.exportName.size() + 1);
  for (const ExportPart* one : byName) putText(out, one->name, one->name.size() + 1);
  out.resize(at.exportStubs - kTextRva, 0);
  for (const ExportPart& one : parts.exports) {
    const uint64_t slot = uint64_t{parts.imageBase} + dataRva(parts) + one.slot;
    const size_t begin = out.size();
    if (parts.isPe32Plus) {
      putText(out, "\x48\xA1", 2);  // mov rax, [slot]
      putLe<uint64_t>(out, slot);
      putText(out, "\xFF\xE0", 2);  // jmp rax
    } else {
      putText(out, "\xFF\x25", 2);  // jmp [slot]
      putLe<uint32_t>(out, static_cast<uint32_t>(slot));
    }
    out.resize(begin + stubSize, 0);
  }
}

// II.25.3.1; the stub jumps through the import address table (II.25.2.3.1).
Bytes textSection(const ImageParts& parts, const Layout& at) {
  Bytes out;
  auto padToRva = [&out](uint32_t rva) { out.resize(rva - kTextRva, 0); };
  const uint32_t hintName = at.imports + 48;
  putLe<uint32_t>(out, parts.isPe32Plus ? 0 : hintName);
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
  padToRva(at.vtableFixups);
  putVtableFixups(out, parts);
  putExports(out, parts, at);
  padToRva(at.imports);
  if (parts.isPe32Plus) return out;
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

// II.25.2.3.2 (PE specification, .reloc): a block per page. Empty if nothing moves.
Bytes relocations(const ImageParts& parts, const Layout& at) {
  constexpr uint32_t kHighLow = 3, kDir64 = 10;
  std::map<uint32_t, std::vector<uint16_t>> pages;
  auto add = [&pages](uint32_t rva, uint32_t kind) {
    pages[rva / 0x1000].push_back(static_cast<uint16_t>(kind << 12 | rva % 0x1000));
  };
  for (uint32_t i = 0; i < parts.exports.size(); ++i)
    add(at.exportStubs + i * exportStubSize(parts) + 2, parts.isPe32Plus ? kDir64 : kHighLow);
  if (!parts.isPe32Plus) add(at.stub + 4, kHighLow);
  for (uint32_t address : parts.addresses) add(address, kHighLow);
  Bytes out;
  for (const auto& [page, entries] : pages) {
    const auto count = static_cast<uint32_t>((entries.size() + 1) / 2 * 2);
    putLe<uint32_t>(out, page * 0x1000);
    putLe<uint32_t>(out, 8 + count * 2);
    for (uint16_t entry : entries) putLe<uint16_t>(out, entry);
    if (entries.size() != count) putLe<uint16_t>(out, 0);
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
  const Bytes reloc = relocations(parts, at);
  const uint32_t relocRva = rva;
  if (!reloc.empty()) sections.push_back({".reloc", 0x42000040, relocRva, reloc});
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
  auto putWord = [&](uint64_t value) {  // of the width of an address
    if (parts.isPe32Plus) return putLe<uint64_t>(out, value);
    putLe<uint32_t>(out, static_cast<uint32_t>(value));
  };
  putLe<uint16_t>(out, static_cast<uint16_t>(parts.isPe32Plus ? Machine::Amd64 : Machine::I386));
  putLe<uint16_t>(out, static_cast<uint16_t>(sections.size()));
  putLe<uint32_t>(out, parts.timeStamp);
  putLe<uint32_t>(out, 0);
  putLe<uint32_t>(out, 0);
  putLe<uint16_t>(out, parts.isPe32Plus ? 0xF0 : 0xE0);
  // Executable, and for 32-bit machines or able to lie anywhere.
  putLe<uint16_t>(out, static_cast<uint16_t>((parts.isDll ? 0x2000 : 0) | (parts.isPe32Plus ? 0x22 : 0x102)));
  putLe<uint16_t>(out, parts.isPe32Plus ? 0x20B : 0x10B);
  putLe<uint16_t>(out, 8);
  putLe<uint32_t>(out, sections.front().rawSize);
  putLe<uint32_t>(out, initialized);
  putLe<uint32_t>(out, 0);
  putLe<uint32_t>(out, parts.isPe32Plus ? 0 : at.stub + 2);
  putLe<uint32_t>(out, kTextRva);
  if (!parts.isPe32Plus) putLe<uint32_t>(out, sections[1].rva);
  putWord(parts.imageBase);
  putLe<uint32_t>(out, kSectionAlignment);
  putLe<uint32_t>(out, parts.fileAlignment);
  for (uint16_t version : {4, 0, 0, 0, 4, 0}) putLe<uint16_t>(out, version);
  putLe<uint32_t>(out, 0);
  putLe<uint32_t>(out, imageSize);
  putLe<uint32_t>(out, alignUp(kHeaderSize, parts.fileAlignment));
  putLe<uint32_t>(out, 0);
  putLe<uint16_t>(out, parts.subsystem);
  putLe<uint16_t>(out, 0x8540);  // dynamic base, NX, no SEH, terminal-server aware
  putWord(parts.stackReserve);
  putWord(0x1000);
  putWord(0x100000);
  putWord(0x1000);
  putLe<uint32_t>(out, 0);
  putLe<uint32_t>(out, 16);
  for (uint32_t directory = 0; directory < 16; ++directory) {
    uint32_t where = 0, size = 0;
    switch (directory) {
      case 0:
        if (!parts.exports.empty()) where = at.exports, size = at.exportsEnd - at.exports;
        break;
      case 1:
        if (!parts.isPe32Plus) where = at.imports, size = kImportsSize;
        break;
      case 5:
        if (!reloc.empty()) where = relocRva, size = static_cast<uint32_t>(reloc.size());
        break;
      case 6:
        if (!parts.debugPath.empty()) where = at.debug, size = 28;
        break;
      case 12:
        if (!parts.isPe32Plus) where = kTextRva, size = 8;
        break;
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
