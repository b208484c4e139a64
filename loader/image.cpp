#include "loader/image.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstring>

#include "loader/load_error.h"

namespace minivm {
namespace {

// The Windows loader's own limit; keeps RVA lookups short whatever a file claims.
constexpr uint32_t kMaxSections = 96;
constexpr uint32_t kDebugDirectory = 6;
constexpr uint32_t kCliDirectory = 14;
constexpr uint32_t kCliHeaderSize = 72;
constexpr uint32_t kReadyToRunSignature = 0x00525452;  // "RTR\0"

/// What uninitialised section data reads as.
alignas(4096) constexpr uint8_t kZeroPages[65536] = {};

std::string hex(uint64_t value) {
  char buffer[24];
  std::snprintf(buffer, sizeof buffer, "0x%llx", static_cast<unsigned long long>(value));
  return buffer;
}

/// Closes a file descriptor at the end of a scope.
struct FileDescriptor {
  int fd;
  ~FileDescriptor() {
    if (fd >= 0) ::close(fd);
  }
};

bool isKnownMachine(uint16_t machine) {
  switch (static_cast<Machine>(machine)) {
    case Machine::I386:
    case Machine::Amd64:
    case Machine::Amd64Linux: return true;
  }
  return false;
}

}  // namespace

std::unique_ptr<Image> Image::open(const std::string& path) {
  auto cannotOpen = [&path](const char* what) {
    throwLoadError(LoadErrorKind::CannotOpen, path, std::string(what) + ": " + std::strerror(errno));
  };
  FileDescriptor file{::open(path.c_str(), O_RDONLY | O_CLOEXEC)};
  if (file.fd < 0) cannotOpen("cannot open");
  struct stat info;
  if (::fstat(file.fd, &info) != 0) cannotOpen("cannot read its size");
  if (!S_ISREG(info.st_mode)) throwLoadError(LoadErrorKind::CannotOpen, path, "not a regular file");
  if (info.st_size == 0) throwLoadError(LoadErrorKind::NotPe, path, "the file is empty");
  if (info.st_size > 0xFFFFFFFFll) throwLoadError(LoadErrorKind::NotPe, path, "the file exceeds 4 GB");

  std::unique_ptr<Image> image(new Image(path));
  auto size = static_cast<size_t>(info.st_size);
  void* mapping = ::mmap(nullptr, size, PROT_READ, MAP_PRIVATE, file.fd, 0);
  if (mapping == MAP_FAILED) cannotOpen("cannot map");
  image->mapping_ = mapping;
  image->mappingSize_ = size;
  image->bytes_ = {static_cast<const uint8_t*>(mapping), size};
  image->parse();
  return image;
}

std::unique_ptr<Image> Image::fromMemory(std::string name, std::vector<uint8_t> bytes) {
  std::unique_ptr<Image> image(new Image(std::move(name)));
  if (bytes.size() > 0xFFFFFFFFu)
    throwLoadError(LoadErrorKind::NotPe, image->path_, "the image exceeds 4 GB");
  image->owned_ = std::move(bytes);
  image->bytes_ = image->owned_;
  image->parse();
  return image;
}

std::unique_ptr<Image> Image::flat(std::string name, ByteSpan bytes) {
  std::unique_ptr<Image> image(new Image(std::move(name)));
  image->bytes_ = bytes;
  const auto size = static_cast<uint32_t>(bytes.size());
  image->sections_.push_back({".text", 0, size, 0, size});
  image->cliFlags_ = kCliIlOnly;
  image->characteristics_ = 0x2000;
  image->machine_ = static_cast<uint16_t>(Machine::I386);
  return image;
}

Image::~Image() {
  if (mapping_) ::munmap(mapping_, mappingSize_);
}

// ECMA-335 II.25: MS-DOS header, PE signature, COFF header, optional header, section table, CLI header.
void Image::parse() {
  auto bad = [this](LoadErrorKind kind, std::string_view detail) { throwLoadError(kind, path_, detail); };
  auto read = [this, &bad](uint64_t offset, auto& out) {
    if (!tryReadLe(bytes_, offset, out)) bad(LoadErrorKind::BadImage, "the PE headers are cut off");
  };

  uint32_t peOffset = 0;
  if (bytes_.size() < 64 || bytes_[0] != 'M' || bytes_[1] != 'Z')
    bad(LoadErrorKind::NotPe, "the file does not start with an MZ header");
  read(0x3C, peOffset);
  uint32_t signature = 0;
  if (!tryReadLe(bytes_, peOffset, signature) || signature != 0x00004550)
    bad(LoadErrorKind::NotPe, "the file has no PE signature");

  uint64_t coff = uint64_t{peOffset} + 4;
  uint16_t sectionCount = 0, optionalSize = 0, magic = 0;
  read(coff, machine_);
  read(coff + 2, sectionCount);
  read(coff + 4, timeDateStamp_);
  read(coff + 16, optionalSize);
  read(coff + 18, characteristics_);
  if (!isKnownMachine(machine_))
    bad(LoadErrorKind::UnsupportedMachine, "the image is for machine " + hex(machine_));

  uint64_t optional = coff + 20;
  read(optional, magic);
  if (magic != 0x10B && magic != 0x20B) bad(LoadErrorKind::BadImage, "optional header magic " + hex(magic));
  isPe32Plus_ = magic == 0x20B;
  if (isPe32Plus_) {
    read(optional + 24, base_);
  } else {
    uint32_t base = 0;
    read(optional + 28, base);
    base_ = base;
  }
  read(optional + 60, headerSize_);
  read(optional + 68, subsystem_);
  uint64_t directories = optional + (isPe32Plus_ ? 112 : 96);
  uint32_t directoryCount = 0;
  read(directories - 4, directoryCount);
  directoryCount = std::min<uint32_t>(directoryCount, 16);
  if (directories + directoryCount * 8 > optional + optionalSize)
    bad(LoadErrorKind::BadImage, "the data directories do not fit the optional header");
  headerSize_ = static_cast<uint32_t>(std::min<uint64_t>(headerSize_, bytes_.size()));

  if (sectionCount > kMaxSections) bad(LoadErrorKind::BadImage, "more than 96 sections");
  sections_.reserve(sectionCount);
  for (uint32_t i = 0; i < sectionCount; ++i) {
    uint64_t header = optional + optionalSize + uint64_t{i} * 40;
    Section section{};
    read(header + 8, section.virtualSize);
    read(header + 12, section.virtualAddress);
    read(header + 16, section.rawSize);
    read(header + 20, section.rawOffset);
    std::memcpy(section.name, bytes_.data() + header, 8);
    if (section.virtualSize == 0) section.virtualSize = section.rawSize;
    if (section.rawSize && !spanHolds(bytes_, section.rawOffset, section.rawSize))
      bad(LoadErrorKind::BadImage, "section " + std::to_string(i + 1) + " lies beyond the end of the file");
    if (uint64_t{section.virtualAddress} + std::max(section.virtualSize, section.rawSize) > 0xFFFFFFFFu)
      bad(LoadErrorKind::BadImage, "section " + std::to_string(i + 1) + " wraps around the address space");
    sections_.push_back(section);
  }

  auto directory = [&](uint64_t offset) {
    Directory d;
    read(offset, d.rva);
    read(offset + 4, d.size);
    return d;
  };
  if (directoryCount <= kCliDirectory) bad(LoadErrorKind::NotManaged, {});
  Directory cli = directory(directories + kCliDirectory * 8);
  if (cli.rva == 0) bad(LoadErrorKind::NotManaged, {});

  // II.25.3.3; the header's own cb and the directory's size must both cover what is read.
  ByteSpan header = at(cli.rva, kCliHeaderSize);
  auto field = [&header](uint32_t offset) { return loadLe<uint32_t>(header.data() + offset); };
  if (cli.size < kCliHeaderSize || field(0) < kCliHeaderSize)
    bad(LoadErrorKind::BadImage, "the CLI header is too small");
  cliFlags_ = field(16);
  entryPointToken_ = field(20);
  metadata_ = at(field(8), field(12));
  if (field(28)) resources_ = at(field(24), field(28));
  vtableFixups_ = {field(48), field(52)};
  nativeExports_ = directory(directories);
  if (uint32_t size = field(68); size >= 4)
    isReadyToRun_ = loadLe<uint32_t>(at(field(64), 4).data()) == kReadyToRunSignature;

  // Debug information is optional: what is wrong with it must not keep the program from running.
  if (directoryCount > kDebugDirectory) {
    Directory debug = directory(directories + kDebugDirectory * 8);
    const Section* section = debug.size ? sectionOf(debug.rva) : nullptr;
    if (section && uint64_t{debug.rva} - section->virtualAddress + debug.size <= section->rawSize)
      debugDirectory_ = at(debug.rva, debug.size);
  }
}

const Image::Section* Image::sectionOf(uint32_t rva) const {
  for (const Section& section : sections_)
    if (rva >= section.virtualAddress &&
        rva - section.virtualAddress < std::max(section.virtualSize, section.rawSize))
      return &section;
  return nullptr;
}

ByteSpan Image::at(uint32_t rva, uint32_t size) const {
  const Section* section = sectionOf(rva);
  if (section) {
    uint32_t offset = rva - section->virtualAddress;
    if (offset <= section->rawSize && size <= section->rawSize - offset)
      return bytes_.subspan(size_t{section->rawOffset} + offset, size);
    bool isZeroFill = offset >= section->rawSize && offset <= section->virtualSize &&
                      size <= section->virtualSize - offset && size <= sizeof kZeroPages;
    if (isZeroFill) return {kZeroPages, size};
  } else if (rva < headerSize_ && size <= headerSize_ - rva) {
    return bytes_.subspan(rva, size);
  }
  throwLoadError(LoadErrorKind::BadRva, path_,
                 std::to_string(size) + " bytes at RVA " + hex(rva) + " lie outside the image");
}

ByteSpan Image::from(uint32_t rva) const {
  const Section* section = sectionOf(rva);
  if (!section || rva - section->virtualAddress >= section->rawSize)
    throwLoadError(LoadErrorKind::BadRva, path_, "RVA " + hex(rva) + " lies outside the image");
  uint32_t offset = rva - section->virtualAddress;
  return bytes_.subspan(size_t{section->rawOffset} + offset, section->rawSize - offset);
}

ByteSpan Image::resource(uint32_t offset) const {
  uint32_t size = 0;
  ByteSpan bytes;
  if (!tryReadLe(resources_, offset, size) || !trySlice(resources_, uint64_t{offset} + 4, size, bytes))
    throwLoadError(LoadErrorKind::BadImage, path_,
                   "the resource at " + hex(offset) + " lies outside the resource data",
                   Table::ManifestResource);
  return bytes;
}

}  // namespace minivm
