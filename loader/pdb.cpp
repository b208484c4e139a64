#include "loader/pdb.h"

#include <zlib.h>

#include <algorithm>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "loader/load_error.h"
#include "loader/signature.h"

namespace minivm {
namespace {

constexpr size_t kIdBytes = 20;
constexpr size_t kDebugEntryBytes = 28;
constexpr uint32_t kCodeView = 2;
constexpr uint32_t kEmbeddedPortablePdb = 17;
constexpr uint16_t kPortableMinorVersion = 0x504D;   // "PM"
constexpr uint32_t kCodeViewSignature = 0x53445352;  // "RSDS"
constexpr uint32_t kEmbeddedSignature = 0x4244504D;  // "MPDB"
/// Deflate cannot do better: a larger claim is a lie, and nothing is allocated for it.
constexpr uint64_t kMaxDeflateRatio = 1032;
constexpr uint64_t kMaxPdbBytes = uint64_t{1} << 30;

constexpr uint32_t kMaxIlOffset = 0x1FFFFFFF;
/// Larger lines and columns cannot be written (the specification); the last one means "hidden" elsewhere.
constexpr int64_t kMaxLine = 0x1FFFFFFF;
constexpr int64_t kMaxColumn = 0xFFFF;

/// One IMAGE_DEBUG_DIRECTORY entry.
struct DebugEntry {
  uint32_t stamp = 0;
  uint16_t minorVersion = 0;
  uint32_t type = 0;
  ByteSpan data;
};

std::vector<DebugEntry> debugEntries(const Image& image) {
  std::vector<DebugEntry> entries;
  const ByteSpan directory = image.debugDirectory();
  for (size_t at = 0; at + kDebugEntryBytes <= directory.size(); at += kDebugEntryBytes) {
    const uint8_t* entry = directory.data() + at;
    DebugEntry result;
    result.stamp = loadLe<uint32_t>(entry + 4);
    result.minorVersion = loadLe<uint16_t>(entry + 10);
    result.type = loadLe<uint32_t>(entry + 12);
    if (trySlice(image.whole(), loadLe<uint32_t>(entry + 24), loadLe<uint32_t>(entry + 16), result.data))
      entries.push_back(result);
  }
  return entries;
}

/// The file's bytes; empty when it cannot be read.
std::vector<uint8_t> readFile(const std::filesystem::path& path) {
  std::error_code ignored;
  if (!std::filesystem::is_regular_file(path, ignored)) return {};
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

/// The PDB, or null when its headers are broken.
std::unique_ptr<Pdb> tryOpen(std::string name, std::vector<uint8_t> bytes) {
  if (bytes.empty()) return nullptr;
  try {
    return Pdb::fromMemory(std::move(name), std::move(bytes));
  } catch (const LoadError&) {
    return nullptr;
  }
}

/// `RSDS`, GUID, age, path of the PDB when it was written. Only its last part counts: the PDB is looked for
/// beside the image, whose folder may be another one by now.
std::unique_ptr<Pdb> openCodeView(const Image& image, const DebugEntry& entry) {
  constexpr size_t kPathOffset = 24;
  uint32_t signature = 0;
  if (!tryReadLe(entry.data, 0, signature) || signature != kCodeViewSignature ||
      entry.data.size() <= kPathOffset)
    return nullptr;
  std::string_view path(reinterpret_cast<const char*>(entry.data.data() + kPathOffset),
                        entry.data.size() - kPathOffset);
  path = path.substr(0, path.find('\0'));
  path = path.substr(path.find_last_of("/\\:") + 1);  // npos + 1 is 0
  if (path.empty()) return nullptr;
  const std::filesystem::path file = std::filesystem::path(image.path()).parent_path() / path;
  auto pdb = tryOpen(file.string(), readFile(file));
  if (!pdb || pdb->id().size() != kIdBytes) return nullptr;
  uint8_t id[kIdBytes];
  std::memcpy(id, entry.data.data() + 4, 16);
  std::memcpy(id + 16, &entry.stamp, 4);
  return std::equal(std::begin(id), std::end(id), pdb->id().begin()) ? std::move(pdb) : nullptr;
}

/// `MPDB`, size, the PDB deflated.
std::unique_ptr<Pdb> openEmbedded(const Image& image, const DebugEntry& entry) {
  uint32_t signature = 0, size = 0;
  if (!tryReadLe(entry.data, 0, signature) || signature != kEmbeddedSignature ||
      !tryReadLe(entry.data, 4, size))
    return nullptr;
  const ByteSpan packed = entry.data.subspan(8);
  if (size == 0 || size > kMaxPdbBytes || size > packed.size() * kMaxDeflateRatio) return nullptr;
  std::vector<uint8_t> bytes(size);
  z_stream stream{};
  stream.next_in = const_cast<Bytef*>(packed.data());
  stream.avail_in = static_cast<uInt>(packed.size());
  stream.next_out = bytes.data();
  stream.avail_out = static_cast<uInt>(bytes.size());
  constexpr int kRawDeflate = -MAX_WBITS;
  if (inflateInit2(&stream, kRawDeflate) != Z_OK) return nullptr;
  const int end = inflate(&stream, Z_FINISH);
  const bool isWhole = end == Z_STREAM_END && stream.avail_out == 0;
  inflateEnd(&stream);
  return isWhole ? tryOpen(image.path() + " (embedded PDB)", std::move(bytes)) : nullptr;
}

}  // namespace

std::unique_ptr<Pdb> Pdb::find(const Image& image) {
  const std::vector<DebugEntry> entries = debugEntries(image);
  // .NET's order: the first portable CodeView entry, then the embedded one.
  for (const DebugEntry& entry : entries) {
    if (entry.type != kCodeView || entry.minorVersion != kPortableMinorVersion) continue;
    if (auto pdb = openCodeView(image, entry)) return pdb;
    break;
  }
  for (const DebugEntry& entry : entries) {
    if (entry.type != kEmbeddedPortablePdb) continue;
    if (auto pdb = openEmbedded(image, entry)) return pdb;
  }
  if (!entries.empty()) return nullptr;
  const std::filesystem::path beside = std::filesystem::path(image.path()).replace_extension(".pdb");
  return tryOpen(beside.string(), readFile(beside));
}

std::unique_ptr<Pdb> Pdb::fromMemory(std::string name, std::vector<uint8_t> bytes) {
  return std::unique_ptr<Pdb>(new Pdb(std::move(name), std::move(bytes)));
}

Pdb::Pdb(std::string name, std::vector<uint8_t> bytes)
    : bytes_(std::move(bytes)), metadata_(std::move(name), bytes_) {
  if (metadata_.pdbStream().size() < kIdBytes + 4)
    metadata_.fail(LoadErrorKind::BadPdb, "there is no whole #Pdb stream");
}

Pdb::~Pdb() = default;

ByteSpan Pdb::id() const {
  return metadata_.pdbStream().first(kIdBytes);
}

uint32_t Pdb::entryPointToken() const {
  return loadLe<uint32_t>(metadata_.pdbStream().data() + kIdBytes);
}

std::vector<SequencePoint> Pdb::sequencePoints(uint32_t methodRid) const {
  std::vector<SequencePoint> points;
  if (methodRid == 0 || methodRid > metadata_.rows(Table::MethodDebugInformation)) return points;
  try {
    const MethodDebugInformationRow row = metadata_.methodDebugInformation(methodRid);
    if (row.sequencePoints.isNil()) return points;
    SigCursor cursor(metadata_, row.sequencePoints);
    cursor.readCompressed();  // the row of the local signature
    SequencePoint point;
    point.document = row.document ? row.document : cursor.readCompressed();
    // The last visible point, which the next one is relative to; none yet: absolute.
    int64_t line = -1, column = 0;
    for (bool isFirst = true; !cursor.atEnd(); isFirst = false) {
      uint32_t delta = cursor.readCompressed();
      while (!isFirst && delta == 0) {  // not a point: the document changes
        point.document = cursor.readCompressed();
        delta = cursor.readCompressed();
      }
      point.ilOffset += delta;
      const uint32_t lines = cursor.readCompressed();
      const int64_t columns =
          lines == 0 ? int64_t{cursor.readCompressed()} : int64_t{cursor.readCompressedSigned()};
      if (lines == 0 && columns == 0) {
        point.startLine = point.endLine = point.startColumn = point.endColumn = 0;
      } else {
        const bool isAbsolute = line < 0;
        line = isAbsolute ? cursor.readCompressed() : line + cursor.readCompressedSigned();
        column = isAbsolute ? cursor.readCompressed() : column + cursor.readCompressedSigned();
        const bool isPossible = line >= 1 && line + lines <= kMaxLine && column >= 0 &&
                                column <= kMaxColumn && column + columns >= 0 &&
                                column + columns <= kMaxColumn;
        if (!isPossible) return points;
        point.startLine = static_cast<uint32_t>(line);
        point.startColumn = static_cast<uint32_t>(column);
        point.endLine = static_cast<uint32_t>(line + lines);
        point.endColumn = static_cast<uint32_t>(column + columns);
      }
      if (point.ilOffset > kMaxIlOffset) return points;
      points.push_back(point);
    }
  } catch (const LoadError&) {  // what was read so far is good
  }
  return points;
}

std::optional<SourcePosition> Pdb::positionOf(uint32_t methodRid, uint32_t ilOffset) const {
  std::optional<SequencePoint> best;
  for (const SequencePoint& point : sequencePoints(methodRid)) {
    if (point.ilOffset > ilOffset) break;
    if (!point.isHidden()) best = point;
  }
  if (!best) return std::nullopt;
  std::string file = documentName(best->document);
  if (file.empty()) return std::nullopt;
  return SourcePosition{std::move(file), best->startLine, best->startColumn};
}

// A document's name is a blob: the separator (one character, 0 for none), then blobs with the parts.
std::string Pdb::documentName(uint32_t rid) const {
  std::string name;
  try {
    SigCursor cursor(metadata_, metadata_.document(rid).name);
    const char separator = static_cast<char>(cursor.readByte());
    for (bool isFirst = true; !cursor.atEnd(); isFirst = false) {
      if (separator && !isFirst) name += separator;
      const ByteSpan part = metadata_.blob(BlobIdx{cursor.readCompressed()});
      // Parts can be shared: a small name blob could stand for an endless name.
      constexpr size_t kMaxName = 32768;
      if (name.size() + part.size() > kMaxName) return {};
      name.append(reinterpret_cast<const char*>(part.data()), part.size());
    }
  } catch (const LoadError&) {
    return {};
  }
  return name;
}

std::vector<PdbLocal> Pdb::localsAt(uint32_t methodRid, uint32_t ilOffset) const {
  constexpr uint16_t kDebuggerHidden = 1;
  std::vector<PdbLocal> locals;
  try {
    // Sorted by method, then by start, outer scopes first.
    const uint32_t count = metadata_.rows(Table::LocalScope);
    uint32_t low = 1;
    for (uint32_t high = count + 1; low < high;) {
      const uint32_t middle = low + (high - low) / 2;
      if (metadata_.localScope(middle).method < methodRid)
        low = middle + 1;
      else
        high = middle;
    }
    const uint32_t variables = metadata_.rows(Table::LocalVariable);
    for (uint32_t rid = low; rid <= count; ++rid) {
      const LocalScopeRow scope = metadata_.localScope(rid);
      if (scope.method != methodRid) break;
      if (ilOffset < scope.startOffset || ilOffset - scope.startOffset >= scope.length) continue;
      const uint32_t end =
          std::min(rid < count ? metadata_.localScope(rid + 1).variableList : variables + 1, variables + 1);
      for (uint32_t v = std::max(scope.variableList, 1u); v < end; ++v) {
        const LocalVariableRow row = metadata_.localVariable(v);
        locals.push_back({metadata_.string(row.name), row.index, (row.attributes & kDebuggerHidden) != 0});
      }
    }
  } catch (const LoadError&) {
  }
  return locals;
}

uint32_t Pdb::kickoffOf(uint32_t moveNextRid) const {
  try {
    uint32_t low = 1;
    const uint32_t count = metadata_.rows(Table::StateMachineMethod);
    for (uint32_t high = count + 1; low < high;) {
      const uint32_t middle = low + (high - low) / 2;
      if (metadata_.stateMachineMethod(middle).moveNextMethod < moveNextRid)
        low = middle + 1;
      else
        high = middle;
    }
    if (low > count) return 0;
    const StateMachineMethodRow row = metadata_.stateMachineMethod(low);
    return row.moveNextMethod == moveNextRid ? row.kickoffMethod : 0;
  } catch (const LoadError&) {
    return 0;
  }
}

}  // namespace minivm
