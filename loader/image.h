#pragma once
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "vm/support/span.h"

namespace minivm {

/// COFF machine values that carry code this VM can use (ECMA-335 II.25.2.2). ReadyToRun images for Linux
/// xor the machine with 0x7B79.
enum class Machine : uint16_t { I386 = 0x014C, Amd64 = 0x8664, Amd64Linux = 0xFD1D };

/// Bits of the CLI header's Flags (ECMA-335 II.25.3.3.1).
enum CliFlags : uint32_t {
  kCliIlOnly = 0x1,
  kCli32BitRequired = 0x2,
  kCliIlLibrary = 0x4,
  kCliStrongNameSigned = 0x8,
  kCliNativeEntryPoint = 0x10,
  kCli32BitPreferred = 0x20000,
};

/// A PE32 or PE32+ file, mapped flat and read-only; RVAs are translated by the section table. Immutable after
/// construction and safe to share between threads. All spans live as long as the image.
class Image {
 public:
  /// Maps a file; throws LoadError.
  static std::unique_ptr<Image> open(const std::string& path);
  /// Takes over bytes that came from elsewhere (Assembly.Load(byte[]), tests); `name` is used in messages.
  static std::unique_ptr<Image> fromMemory(std::string name, std::vector<uint8_t> bytes);
  /// No PE file: bytes made in memory, whose RVAs are offsets. `bytes` must outlive the image, whose metadata
  /// is elsewhere (WideTables).
  static std::unique_ptr<Image> flat(std::string name, ByteSpan bytes);
  ~Image();
  Image(const Image&) = delete;
  Image& operator=(const Image&) = delete;

  const std::string& path() const { return path_; }
  /// The whole file.
  ByteSpan whole() const { return bytes_; }

  /// Exactly `size` bytes at an RVA; throws BadRva. Data beyond a section's raw size but inside its virtual
  /// size reads as zeros (up to 64 KB, and only when the request lies wholly there).
  ByteSpan at(uint32_t rva, uint32_t size) const;
  /// Everything from an RVA to the end of its section's raw data; throws BadRva.
  ByteSpan from(uint32_t rva) const;

  /// The metadata root (II.24.2.1).
  ByteSpan metadata() const { return metadata_; }
  /// The managed resources blob; empty when there is none.
  ByteSpan resources() const { return resources_; }
  /// One embedded resource by ManifestResource.offset: its bytes without the length prefix; throws.
  ByteSpan resource(uint32_t offset) const;
  /// MethodDef or File token, or 0; with kCliNativeEntryPoint an RVA.
  uint32_t entryPointToken() const { return entryPointToken_; }
  uint32_t cliFlags() const { return cliFlags_; }
  uint16_t machine() const { return machine_; }
  uint16_t peCharacteristics() const { return characteristics_; }
  uint16_t subsystem() const { return subsystem_; }
  uint32_t timeDateStamp() const { return timeDateStamp_; }
  bool isPe32Plus() const { return isPe32Plus_; }
  bool isReadyToRun() const { return isReadyToRun_; }
  bool isDll() const { return (characteristics_ & 0x2000) != 0; }
  bool isExe() const { return !isDll(); }
  /// IMAGE_DEBUG_DIRECTORY of 28-byte entries; empty when there is none.
  ByteSpan debugDirectory() const { return debugDirectory_; }

  /// A table of the image: where, and how many bytes; both 0 if there is none. Not checked.
  struct Directory {
    uint32_t rva = 0;
    uint32_t size = 0;
  };
  /// The VTableFixups of the CLI header, and the native exports of the PE header (native_exports.h).
  Directory vtableFixups() const { return vtableFixups_; }
  Directory nativeExports() const { return nativeExports_; }
  /// The address at which the image would like to lie.
  uint64_t base() const { return base_; }

  /// A section header as the file has it.
  struct Section {
    char name[9];
    uint32_t virtualAddress;
    uint32_t virtualSize;
    uint32_t rawOffset;
    uint32_t rawSize;
  };
  const std::vector<Section>& sections() const { return sections_; }

 private:
  explicit Image(std::string path) : path_(std::move(path)) {}
  void parse();
  const Section* sectionOf(uint32_t rva) const;

  std::string path_;
  ByteSpan bytes_;
  std::vector<uint8_t> owned_;
  void* mapping_ = nullptr;
  size_t mappingSize_ = 0;
  std::vector<Section> sections_;
  ByteSpan metadata_;
  ByteSpan resources_;
  ByteSpan debugDirectory_;
  Directory vtableFixups_, nativeExports_;
  uint64_t base_ = 0;
  uint32_t headerSize_ = 0;
  uint32_t entryPointToken_ = 0;
  uint32_t cliFlags_ = 0;
  uint32_t timeDateStamp_ = 0;
  uint16_t machine_ = 0;
  uint16_t characteristics_ = 0;
  uint16_t subsystem_ = 0;
  bool isPe32Plus_ = false;
  bool isReadyToRun_ = false;
};

}  // namespace minivm
