#include "loader/native_exports.h"

#include <algorithm>
#include <map>

#include "loader/load_error.h"

namespace minivm {
namespace {

constexpr uint32_t kFixupSize = 8;
constexpr uint32_t kExportHeaderSize = 40;
constexpr uint32_t kMaxExports = 0x10000;
constexpr size_t kMaxNameBytes = 4096;

std::string nameAt(const Image& image, uint32_t rva) {
  const ByteSpan bytes = image.from(rva);
  const ByteSpan text = bytes.first(std::min(bytes.size(), kMaxNameBytes));
  const auto end = std::ranges::find(text, uint8_t{0});
  if (end == text.end())
    throwLoadError(LoadErrorKind::BadImage, image.path(), "the name of an export has no end");
  return {text.begin(), end};
}

}  // namespace

std::vector<VtableFixup> readVtableFixups(const Image& image) {
  const Image::Directory directory = image.vtableFixups();
  std::vector<VtableFixup> fixups;
  if (directory.size == 0) return fixups;
  const ByteSpan bytes = image.at(directory.rva, directory.size);
  for (size_t at = 0; at + kFixupSize <= bytes.size(); at += kFixupSize) {
    VtableFixup fixup;
    fixup.rva = loadLe<uint32_t>(bytes.data() + at);
    fixup.count = loadLe<uint16_t>(bytes.data() + at + 4);
    fixup.flags = loadLe<uint16_t>(bytes.data() + at + 6);
    image.at(fixup.rva, fixup.count * fixup.slotSize());
    fixups.push_back(fixup);
  }
  return fixups;
}

// The PE specification's .edata: three arrays, two of them by name.
std::vector<NativeExport> readNativeExports(const Image& image) {
  const Image::Directory directory = image.nativeExports();
  std::vector<NativeExport> exports;
  if (directory.size == 0) return exports;
  const ByteSpan head = image.at(directory.rva, kExportHeaderSize);
  auto field = [&head](uint32_t offset) { return loadLe<uint32_t>(head.data() + offset); };
  const uint32_t base = field(16), functions = field(20), named = field(24);
  if (functions > kMaxExports || named > kMaxExports)
    throwLoadError(LoadErrorKind::BadImage, image.path(), "more than 65536 exports");
  const ByteSpan addresses = image.at(field(28), functions * 4);
  const ByteSpan names = image.at(field(32), named * 4);
  const ByteSpan ordinals = image.at(field(36), named * 2);
  std::map<uint32_t, uint32_t> nameOf;
  for (uint32_t i = 0; i < named; ++i)
    nameOf[loadLe<uint16_t>(ordinals.data() + size_t{i} * 2)] =
        loadLe<uint32_t>(names.data() + size_t{i} * 4);
  size_t nameBytes = 0;  // names that share their bytes could be more than memory holds
  for (uint32_t i = 0; i < functions; ++i) {
    const auto stub = loadLe<uint32_t>(addresses.data() + size_t{i} * 4);
    if (stub == 0) continue;  // a gap in the ordinals
    uint64_t address = 0;
    if (image.isPe32Plus()) {
      const ByteSpan code = image.at(stub, 12);
      if (code[0] != 0x48 || code[1] != 0xA1 || code[10] != 0xFF || code[11] != 0xE0) continue;
      address = loadLe<uint64_t>(code.data() + 2);
    } else {
      const ByteSpan code = image.at(stub, 6);
      if (code[0] != 0xFF || code[1] != 0x25) continue;
      address = loadLe<uint32_t>(code.data() + 2);
    }
    if (address < image.base() || address - image.base() > 0xFFFFFFFF) continue;
    NativeExport one;
    one.ordinal = base + i;
    one.slotRva = static_cast<uint32_t>(address - image.base());
    if (const auto name = nameOf.find(i); name != nameOf.end()) one.name = nameAt(image, name->second);
    nameBytes += one.name.size();
    if (nameBytes > image.whole().size())
      throwLoadError(LoadErrorKind::BadImage, image.path(),
                     "the names of its exports are larger than the image");
    exports.push_back(std::move(one));
  }
  return exports;
}

}  // namespace minivm
