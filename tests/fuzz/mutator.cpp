#include "tests/fuzz/mutator.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstring>
#include <stdexcept>

#include "loader/image.h"
#include "loader/load_error.h"
#include "loader/metadata.h"
#include "loader/method_body.h"
#include "loader/opcode.h"

namespace minivm::fuzz {

namespace {

constexpr size_t kMostChanges = 8;
/// Numbers that sit at the edges of what fields of 1, 2 and 4 bytes, compressed integers and row numbers
/// hold.
constexpr uint32_t kNasty[] = {0,      1,      2,       0x7F,       0x80,       0xFE,
                               0xFF,   0x100,  0x3FFF,  0x4000,     0x7FFF,     0x8000,
                               0xFFFE, 0xFFFF, 0x10000, 0x1FFFFFFF, 0x7FFFFFFF, 0x80000000,
                               0xC0,   0xE0,   0xDF,    0xFFFFFFFE, 0xFFFFFFFF};
/// What a signature is made of (ECMA-335 II.23.1.16): element types, and calling conventions, which overlap.
constexpr uint8_t kSignatureBytes[] = {0x00, 0x01, 0x02, 0x04, 0x05, 0x06, 0x07, 0x08, 0x0A, 0x0D, 0x0E, 0x0F,
                                       0x10, 0x11, 0x12, 0x13, 0x14, 0x15, 0x16, 0x18, 0x1B, 0x1C, 0x1D, 0x1E,
                                       0x1F, 0x20, 0x30, 0x41, 0x45, 0x51, 0x55, 0x60, 0x80, 0xC0, 0xFF};
constexpr uint32_t kTablesStreamHeader = 24;
/// Where the #Pdb stream has its row counts: behind the id, the entry point and the mask of tables.
constexpr size_t kPdbStreamRows = 32;
constexpr size_t kDebugEntryBytes = 28;
/// One assembly mutant in so many is the assembly with a mutated PDB.
constexpr size_t kPdbMutants = 12;

uint32_t read(const Bytes& bytes, size_t offset, uint32_t width) {
  uint32_t value = 0;
  if (offset + width <= bytes.size()) std::memcpy(&value, bytes.data() + offset, width);
  return value;
}

}  // namespace

uint64_t Random::next() {  // splitmix64
  uint64_t z = state_ += 0x9E3779B97F4A7C15u;
  z = (z ^ z >> 30) * 0xBF58476D1CE4E5B9u;
  z = (z ^ z >> 27) * 0x94D049BB133111EBu;
  return z ^ z >> 31;
}

/// The mutant in the making.
struct Seed::Change {
  Bytes bytes;
  Random random;
  std::vector<std::string>* story;

  void write(size_t offset, uint32_t width, uint32_t value, std::string_view what) {
    if (offset + width > bytes.size()) return;
    if (story)
      story->push_back(
          fmt::format("{} at 0x{:x}: 0x{:x} -> 0x{:x}", what, offset, read(bytes, offset, width), value));
    std::memcpy(bytes.data() + offset, &value, width);
  }
  /// A new value for a number of which nothing more is known.
  uint32_t perturb(uint32_t value) {
    switch (random.below(5)) {
      case 0: return kNasty[random.below(std::size(kNasty))];
      case 1: return value + 1 + static_cast<uint32_t>(random.below(4));
      case 2: return value - 1 - static_cast<uint32_t>(random.below(4));
      case 3: return value ^ 1u << random.below(32);
      default: return static_cast<uint32_t>(random.next());
    }
  }
};

Seed::Seed(std::string name, Bytes bytes) : name_(std::move(name)), bytes_(std::move(bytes)) {
  findHeaders();
  auto image = Image::fromMemory(name_, bytes_);
  const Metadata metadata(*image);
  const uint8_t* base = image->whole().data();
  findTables(metadata, base);
  findMethods();
  findBlobs(metadata, base);
  findResources(metadata, base);
}

Seed::Seed(std::string name, Bytes pdb, PdbTag) : name_(std::move(name)), bytes_(std::move(pdb)) {
  const Metadata metadata(name_, bytes_);
  metadata_ = {0, bytes_.size()};
  headers_.push_back({0, std::min<size_t>(bytes_.size(), 20 + read(bytes_, 12, 4) + 6 * 20)});
  const ByteSpan stream = metadata.pdbStream();
  if (stream.size() < kPdbStreamRows) throw std::runtime_error(name_ + ": no #Pdb stream");
  headers_.push_back({static_cast<size_t>(stream.data() - bytes_.data()), stream.size()});
  // How wide the columns are that name rows of the assembly.
  size_t at = kPdbStreamRows;
  const auto mask = loadLe<uint64_t>(stream.data() + kPdbStreamRows - 8);
  for (uint32_t table = 0; table < 64; ++table) {
    if (!(mask >> table & 1)) continue;
    if (at + 4 > stream.size()) throw std::runtime_error(name_ + ": the #Pdb stream is short");
    rowsOf_[table] = loadLe<uint32_t>(stream.data() + at);
    at += 4;
  }
  findTables(metadata, bytes_.data());
  findBlobs(metadata, bytes_.data());
}

void Seed::attachPdb(Bytes pdb) {
  if (debugEntry_ == 0) throw std::runtime_error(name_ + ": no debug directory for its PDB");
  pdb_.reset(new Seed(name_ + " (PDB)", std::move(pdb), PdbTag{}));
}

void Seed::findHeaders() {
  auto image = Image::fromMemory(name_, bytes_);
  const auto regionOf = [&](ByteSpan span) {
    return Region{span.empty() ? 0 : static_cast<size_t>(span.data() - image->whole().data()), span.size()};
  };
  metadata_ = regionOf(image->metadata());
  const size_t pe = read(bytes_, 0x3C, 4);
  const size_t optional = pe + 24;
  const uint32_t optionalSize = read(bytes_, pe + 20, 2);
  headers_.push_back({0x3C, 4});
  headers_.push_back({pe, 24});
  headers_.push_back({optional, optionalSize});
  headers_.push_back({optional + optionalSize, image->sections().size() * 40});
  const uint32_t cliRva = read(bytes_, optional + (image->isPe32Plus() ? 112 : 96) + 14 * 8, 4);
  headers_.push_back(regionOf(image->at(cliRva, 72)));
  resourceDirectory_ = {headers_.back().offset + 24, 8};
  const uint32_t versionSize = read(bytes_, metadata_.offset + 12, 4);
  headers_.push_back({metadata_.offset, std::min<size_t>(metadata_.size, 20 + versionSize + 5 * 20)});
  const Region debug = regionOf(image->debugDirectory());
  if (debug.size) extras_.push_back(debug);
  for (size_t entry = 0; entry + kDebugEntryBytes <= debug.size; entry += kDebugEntryBytes) {
    if (entry == 0) debugEntry_ = debug.offset;
    const size_t offset = read(bytes_, debug.offset + entry + 24, 4);
    const size_t size = read(bytes_, debug.offset + entry + 16, 4);
    if (size && offset + size <= bytes_.size()) extras_.push_back({offset, size});
  }
}

void Seed::findTables(const Metadata& md, const uint8_t* base) {
  const auto regionOf = [&](ByteSpan span) {
    return Region{static_cast<size_t>(span.data() - base), span.size()};
  };
  for (ByteSpan heap : {md.stringHeap(), md.blobHeap(), md.userStringHeap(), md.guidHeap()}) {
    if (!heap.empty()) heaps_.push_back(regionOf(heap));
  }
  size_t header = metadata_.offset + 16 + read(bytes_, metadata_.offset + 12, 4);
  const uint32_t streams = read(bytes_, header + 2, 2);
  header += 4;
  size_t tables = 0;
  for (uint32_t i = 0; i < streams; ++i) {
    const char* streamName = reinterpret_cast<const char*>(bytes_.data() + header + 8);
    if (std::strncmp(streamName, "#~", 3) == 0 || std::strncmp(streamName, "#-", 3) == 0)
      tables = metadata_.offset + read(bytes_, header, 4);
    header += 8 + (std::strlen(streamName) + 4) / 4 * 4;
  }
  if (!tables) throw std::runtime_error(name_ + ": no table stream");
  tableHeader_ = {tables, kTablesStreamHeader};
  const uint32_t heapSizes = bytes_[tables + 6];
  uint64_t valid;
  std::memcpy(&valid, bytes_.data() + tables + 8, 8);
  size_t at = tables + kTablesStreamHeader;
  for (uint32_t i = 0; i < 64; ++i) {
    if (!(valid >> i & 1)) continue;
    rowsOf_[i] = read(bytes_, at, 4);
    at += 4;
  }
  rowCounts_ = {tables + kTablesStreamHeader, at - tables - kTablesStreamHeader};
  for (uint32_t i = 0; i < 64; ++i) {
    if (!rowsOf_[i] || !(valid >> i & 1)) continue;
    TableRows rows;
    rows.table = static_cast<Table>(i);
    rows.offset = at;
    rows.rows = rowsOf_[i];
    for (const ColumnInfo& info : tableColumns(rows.table)) {
      uint32_t width = 2;
      switch (info.kind) {
        case ColumnKind::U16: break;
        case ColumnKind::U32: width = 4; break;
        case ColumnKind::String: width = heapSizes & 1 ? 4 : 2; break;
        case ColumnKind::Guid: width = heapSizes & 2 ? 4 : 2; break;
        case ColumnKind::Blob: width = heapSizes & 4 ? 4 : 2; break;
        case ColumnKind::Rid: width = rowsOf_[static_cast<size_t>(info.table)] < 0x10000 ? 2 : 4; break;
        case ColumnKind::Coded: {
          const CodedSetInfo& set = codedSetInfo(info.set);
          for (Table table : set.tables) {
            if (table != Table::None && rowsOf_[static_cast<size_t>(table)] >= 1u << (16 - set.tagBits))
              width = 4;
          }
        }
      }
      rows.columns.push_back({info, rows.rowSize, width});
      rows.rowSize += width;
    }
    if (rows.rowSize != md.rowSize(rows.table)) throw std::runtime_error(name_ + ": column widths differ");
    at += size_t{rows.rows} * rows.rowSize;
    tables_.push_back(std::move(rows));
  }
}

void Seed::findMethods() {
  auto image = Image::fromMemory(name_, bytes_);
  Metadata md(*image);
  const OpcodeTable opcodes = OpcodeTable::standard();
  const uint8_t* base = image->whole().data();
  for (uint32_t rid = 1; rid <= md.rows(Table::MethodDef); ++rid) {
    const MethodDefRow row = md.methodDef(rid);
    if (row.rva == 0 || (row.implFlags & 3) != 0) continue;
    const MethodBody body = MethodBody::read(md, row.rva, rid);
    Method method;
    const size_t start = static_cast<size_t>(image->from(row.rva).data() - base);
    const size_t code = static_cast<size_t>(body.code.data() - base);
    method.header = {start, code - start};
    method.code = {code, body.code.size()};
    IlReader reader(opcodes, body.code, name_);
    try {
      for (IlInstruction il; reader.next(il);) {
        const size_t at = code + il.offset;
        if (!method.instructions.empty()) method.instructions.back().end = at;
        const size_t opcode = bytes_[at] == 0xFE ? 2 : 1;
        const OperandKind kind = il.info->operand;
        const bool hasToken = kind == OperandKind::String || kind == OperandKind::Tok ||
                              kind == OperandKind::Type || kind == OperandKind::Method ||
                              kind == OperandKind::Field || kind == OperandKind::Sig;
        method.instructions.push_back({at, at + opcode, code + body.code.size(), hasToken});
      }
    } catch (const LoadError&) {  // broken on purpose: what was read will do
    }
    if (!body.ehClauses.empty()) {
      const size_t clauses = (code + body.code.size() + 3) / 4 * 4;
      const bool isFat = bytes_[clauses] & 0x40;
      method.clauses = {clauses, 4 + body.ehClauses.size() * (isFat ? 24 : 12)};
      methodsWithClauses_.push_back(method);
    }
    methods_.push_back(std::move(method));
  }
  for (uint32_t rid = 1; rid <= md.rows(Table::FieldRva); ++rid) {
    const size_t at = static_cast<size_t>(image->from(md.fieldRva(rid).rva).data() - base);
    extras_.push_back({at, std::min<size_t>(16, bytes_.size() - at)});
  }
}

void Seed::findResources(const Metadata& md, const uint8_t* base) {
  for (uint32_t rid = 1; rid <= md.rows(Table::ManifestResource); ++rid) {
    const ManifestResourceRow row = md.manifestResource(rid);
    if (!row.implementation.isNil()) continue;
    const ByteSpan bytes = md.image().resource(row.offset);
    resources_.push_back({static_cast<size_t>(bytes.data() - base), bytes.size()});
  }
}

void Seed::findBlobs(const Metadata& md, const uint8_t* base) {
  std::vector<size_t> known;
  for (const TableRows& rows : tables_) {
    for (const Column& column : rows.columns) {
      if (column.info.kind != ColumnKind::Blob) continue;
      for (uint32_t rid = 0; rid < rows.rows; ++rid) {
        const uint32_t index =
            read(bytes_, rows.offset + size_t{rid} * rows.rowSize + column.offset, column.width);
        if (index == 0) continue;
        const ByteSpan blob = md.blob(BlobIdx{index});
        const auto at = static_cast<size_t>(blob.data() - base);
        if (blob.empty() || std::find(known.begin(), known.end(), at) != known.end()) continue;
        known.push_back(at);
        signatures_.push_back({at, blob.size()});
      }
    }
  }
}

Bytes Seed::mutate(Random random, std::vector<std::string>* story) const {
  if (pdb_ && random.oneIn(kPdbMutants)) return withPdb(pdb_->mutatePdb(random, story));
  // Half of the mutants have one change: more hide each other.
  const size_t changes = random.oneIn(2) ? 1 : 1 + random.below(kMostChanges);
  Change change{bytes_, random, story};
  for (size_t i = 0; i < changes; ++i) {
    const size_t kind = change.random.below(100);
    if (kind < 4) {
      mutateHeader(change);
    } else if (kind < 8) {
      mutateTableHeader(change);
    } else if (kind < 38) {
      mutateCell(change);
    } else if (kind < 42) {
      mutateHeap(change);
    } else if (kind < 57) {
      mutateSignature(change);
    } else if (kind < 62) {
      mutateMethodHeader(change);
    } else if (kind < 70) {
      mutateClauses(change);
    } else if (kind < 94) {
      mutateIl(change);
    } else if (kind < 96) {
      if (!extras_.empty())
        mutateRegion(change, extras_[change.random.below(extras_.size())], "debug or field data");
    } else if (kind < 97) {
      mutateResource(change);
    } else if (kind < 99) {
      copyBlock(change);
    } else if (change.random.oneIn(4)) {
      change.bytes.resize(change.random.below(change.bytes.size()));
      if (story) story->push_back(fmt::format("cut to {} bytes", change.bytes.size()));
    } else {
      mutateRegion(change, {0, change.bytes.size()}, "any byte");
    }
  }
  return std::move(change.bytes);
}

Bytes Seed::mutatePdb(Random random, std::vector<std::string>* story) const {
  if (story) story->push_back("its PDB:");
  const size_t changes = random.oneIn(2) ? 1 : 1 + random.below(kMostChanges);
  Change change{bytes_, random, story};
  for (size_t i = 0; i < changes; ++i) {
    const size_t kind = change.random.below(100);
    if (kind < 10) {
      mutateHeader(change);
    } else if (kind < 18) {
      mutateTableHeader(change);
    } else if (kind < 50) {
      mutateCell(change);
    } else if (kind < 57) {
      mutateHeap(change);
    } else if (kind < 97) {
      mutatePdbBlob(change);
    } else if (kind < 99) {
      copyBlock(change);
    } else {
      change.bytes.resize(change.random.below(change.bytes.size()));
      if (story) story->push_back(fmt::format("cut to {} bytes", change.bytes.size()));
    }
  }
  return std::move(change.bytes);
}

/// The assembly with a PDB behind it, which the first entry of the debug directory is made to name: `MPDB`,
/// size, and a deflate stream of blocks that are stored as they are.
Bytes Seed::withPdb(const Bytes& pdb) const {
  constexpr uint32_t kEmbeddedPdb = 17;
  constexpr size_t kMostStored = 0xFFFF;
  Bytes result = bytes_;
  const auto append = [&](uint32_t value, uint32_t width) {
    for (uint32_t i = 0; i < width; ++i) result.push_back(static_cast<uint8_t>(value >> 8 * i));
  };
  append(0x4244504D, 4);
  append(static_cast<uint32_t>(pdb.size()), 4);
  size_t at = 0;
  do {
    const size_t size = std::min(kMostStored, pdb.size() - at);
    append(at + size == pdb.size(), 1);  // the last block
    append(static_cast<uint32_t>(size), 2);
    append(~static_cast<uint32_t>(size), 2);
    result.insert(result.end(), pdb.begin() + static_cast<ptrdiff_t>(at),
                  pdb.begin() + static_cast<ptrdiff_t>(at + size));
    at += size;
  } while (at < pdb.size());
  const auto set = [&](size_t offset, size_t value) {
    const auto word = static_cast<uint32_t>(value);
    std::memcpy(result.data() + debugEntry_ + offset, &word, 4);
  };
  set(12, kEmbeddedPdb);
  set(16, result.size() - bytes_.size());
  set(20, 0);  // not mapped
  set(24, bytes_.size());
  return result;
}

void Seed::mutateRegion(Change& change, Region region, const char* what) const {
  if (region.size == 0) return;
  const uint32_t width = 1u << change.random.below(3);
  size_t at = region.offset + change.random.below(region.size);
  if (change.random.oneIn(2)) at -= (at - region.offset) % width;
  change.write(at, width, change.perturb(read(change.bytes, at, width)), what);
}

void Seed::mutateHeader(Change& change) const {
  mutateRegion(change, headers_[change.random.below(headers_.size())], "header");
}

void Seed::mutateTableHeader(Change& change) const {
  if (change.random.oneIn(3)) return mutateRegion(change, tableHeader_, "table stream header");
  const size_t at = rowCounts_.offset + 4 * change.random.below(rowCounts_.size / 4);
  change.write(at, 4, change.perturb(read(change.bytes, at, 4)), "row count");
}

void Seed::mutateCell(Change& change) const {
  Random& random = change.random;
  const TableRows& rows = tables_[random.below(tables_.size())];
  const Column& column = rows.columns[random.below(rows.columns.size())];
  const size_t at = rows.offset + random.below(rows.rows) * rows.rowSize + column.offset;
  uint32_t value = read(change.bytes, at, column.width);
  const size_t kind = random.below(8);
  if (kind == 0) {
    value = change.perturb(value);
  } else if (kind <= 2) {  // what another row has there
    value = read(bytes_, rows.offset + random.below(rows.rows) * rows.rowSize + column.offset, column.width);
  } else {
    switch (column.info.kind) {
      case ColumnKind::U16:
      case ColumnKind::U32: value ^= 1u << random.below(column.width * 8); break;
      case ColumnKind::Rid:
        value = static_cast<uint32_t>(random.below(rowsOf_[static_cast<size_t>(column.info.table)] + 3));
        break;
      case ColumnKind::Coded: {
        const CodedSetInfo& set = codedSetInfo(column.info.set);
        const size_t tag = random.below(set.tables.size());
        const Table table = set.tables[tag];
        const uint32_t count = table == Table::None ? 4 : rowsOf_[static_cast<size_t>(table)];
        const auto rid =
            static_cast<uint32_t>(random.oneIn(10) ? count + random.below(3) : 1 + random.below(count));
        value = rid << set.tagBits | static_cast<uint32_t>(tag);
        break;
      }
      case ColumnKind::Blob:
      case ColumnKind::String:
      case ColumnKind::Guid: {  // another column's index into the same kind of heap
        const TableRows& others = tables_[random.below(tables_.size())];
        for (const Column& other : others.columns) {
          if (other.info.kind != column.info.kind) continue;
          value = read(bytes_, others.offset + random.below(others.rows) * others.rowSize + other.offset,
                       other.width);
        }
        if (random.oneIn(4)) value += static_cast<uint32_t>(random.below(5)) - 2;
        break;
      }
    }
  }
  change.write(at, column.width, value, column.info.name);
}

void Seed::mutateHeap(Change& change) const {
  if (!heaps_.empty()) mutateRegion(change, heaps_[change.random.below(heaps_.size())], "heap");
}

void Seed::mutateSignature(Change& change) const {
  if (signatures_.empty()) return;
  Random& random = change.random;
  const Region blob = signatures_[random.below(signatures_.size())];
  // The byte before is its length.
  const size_t at =
      random.oneIn(16) ? blob.offset - 1 : blob.offset + random.below(std::min<size_t>(blob.size, 24));
  const uint32_t old = read(change.bytes, at, 1);
  uint32_t value = kSignatureBytes[random.below(std::size(kSignatureBytes))];
  if (random.oneIn(4)) value = old + static_cast<uint32_t>(random.below(9)) - 4;
  if (random.oneIn(8)) value = static_cast<uint32_t>(random.next());
  change.write(at, 1, value & 0xFF, "signature");
}

/// Sequence points, names of documents, scopes: lists of compressed integers.
void Seed::mutatePdbBlob(Change& change) const {
  if (signatures_.empty()) return;
  Random& random = change.random;
  const Region blob = signatures_[random.below(signatures_.size())];
  const size_t at = random.oneIn(16) ? blob.offset - 1 : blob.offset + random.below(blob.size);
  const uint32_t old = read(change.bytes, at, 1);
  if (random.oneIn(3))  // a number of four bytes, most of them too large
    return change.write(at, 4, 0xC0 | static_cast<uint32_t>(random.next()) << 8, "number in a blob");
  change.write(at, 1, change.perturb(old) & 0xFF, "blob");
}

void Seed::mutateResource(Change& change) const {
  if (resources_.empty()) return;
  Random& random = change.random;
  const Region resource = resources_[random.below(resources_.size())];
  switch (random.below(4)) {
    case 0: return mutateRegion(change, resourceDirectory_, "resource directory");
    case 1:
      return change.write(resource.offset - 4, 4, change.perturb(read(change.bytes, resource.offset - 4, 4)),
                          "resource length");
    case 2:  // the head, where a reader of resources finds its counts
      return mutateRegion(change, {resource.offset, std::min<size_t>(resource.size, 256)}, "resource");
    default: return mutateRegion(change, resource, "resource");
  }
}

void Seed::mutateMethodHeader(Change& change) const {
  if (methods_.empty()) return;
  const Method& method = methods_[change.random.below(methods_.size())];
  mutateRegion(change, method.header, "method header");
}

void Seed::mutateClauses(Change& change) const {
  if (methodsWithClauses_.empty()) return mutateIl(change);
  Random& random = change.random;
  const Method& method = methodsWithClauses_[random.below(methodsWithClauses_.size())];
  if (random.oneIn(3) || method.instructions.empty()) return mutateRegion(change, method.clauses, "clauses");
  // A border moves to another instruction.
  const bool isFat = bytes_[method.clauses.offset] & 0x40;
  const size_t row =
      method.clauses.offset + 4 + random.below(method.clauses.size / (isFat ? 24 : 12)) * (isFat ? 24 : 12);
  constexpr struct {
    uint32_t offset, width;
  } kSmall[] = {{0, 2}, {2, 2}, {4, 1}, {5, 2}, {7, 1}, {8, 4}},
    kFat[] = {{0, 4}, {4, 4}, {8, 4}, {12, 4}, {16, 4}, {20, 4}};
  const size_t which = random.below(6);
  const auto cell = isFat ? kFat[which] : kSmall[which];
  const Instruction& target = method.instructions[random.below(method.instructions.size())];
  auto value = static_cast<uint32_t>(target.offset - method.code.offset);
  if (which == 0) value = static_cast<uint32_t>(random.below(6));
  if (which == 5 && random.oneIn(2)) value = randomToken(random, read(change.bytes, row + cell.offset, 4));
  change.write(row + cell.offset, cell.width, value, "clause");
}

uint32_t Seed::randomToken(Random& random, uint32_t like) const {
  uint32_t table = like >> 24;
  if (table == 0x70) return random.oneIn(4) ? like + static_cast<uint32_t>(random.below(64)) : like;
  if (random.oneIn(4) && !tables_.empty())
    table = static_cast<uint32_t>(tables_[random.below(tables_.size())].table);
  if (random.oneIn(64)) table = static_cast<uint32_t>(random.below(256));
  const uint32_t rows = table < 64 ? rowsOf_[table] : 0;
  return table << 24 | static_cast<uint32_t>(random.oneIn(16) ? rows + 1 : 1 + random.below(rows));
}

void Seed::mutateIl(Change& change) const {
  if (methods_.empty()) return;
  Random& random = change.random;
  const Method& method = methods_[random.below(methods_.size())];
  if (method.instructions.empty()) return;
  const Instruction& il = method.instructions[random.below(method.instructions.size())];
  if (il.end > change.bytes.size()) return;  // the mutant was cut before
  switch (random.below(8)) {
    case 0:  // another opcode, whatever its operand
      return change.write(il.offset, 1, static_cast<uint32_t>(random.below(256)), "opcode");
    case 1:  // one of the neighbours in the table, often of the same family
      return change.write(
          il.offset, 1,
          (read(change.bytes, il.offset, 1) + static_cast<uint32_t>(random.below(7)) - 3) & 0xFF, "opcode");
    case 2:
      if (il.operand == il.end)
        return change.write(il.offset, 1, static_cast<uint32_t>(random.below(0x27)), "opcode");
      return mutateRegion(change, {il.operand, il.end - il.operand}, "operand");
    case 3:
    case 4: {
      // Tokens are the interesting operands: look for one from here on.
      const auto first = static_cast<size_t>(&il - method.instructions.data());
      for (size_t i = first; i < method.instructions.size(); ++i) {
        const Instruction& with = method.instructions[i];
        if (!with.hasToken) continue;
        return change.write(with.operand, 4, randomToken(random, read(change.bytes, with.operand, 4)),
                            "token");
      }
      return;
    }
    case 5:  // gone
      if (change.story)
        change.story->push_back(fmt::format("nop at 0x{:x}, {} bytes", il.offset, il.end - il.offset));
      std::fill(change.bytes.begin() + static_cast<ptrdiff_t>(il.offset),
                change.bytes.begin() + static_cast<ptrdiff_t>(std::min(il.end, change.bytes.size())),
                uint8_t{0});
      return;
    case 6: {  // another instruction of the same size in its place
      const Method& from = methods_[random.below(methods_.size())];
      for (int tries = 0; tries < 20 && !from.instructions.empty(); ++tries) {
        const Instruction& other = from.instructions[random.below(from.instructions.size())];
        if (other.end - other.offset != il.end - il.offset || il.end > change.bytes.size()) continue;
        if (change.story)
          change.story->push_back(fmt::format("instruction at 0x{:x} from 0x{:x}", il.offset, other.offset));
        std::memcpy(change.bytes.data() + il.offset, bytes_.data() + other.offset, il.end - il.offset);
        return;
      }
      return;
    }
    default: {  // a run of instructions from elsewhere
      const Method& from = methods_[random.below(methods_.size())];
      if (from.instructions.empty()) return;
      const size_t start = from.instructions[random.below(from.instructions.size())].offset;
      const size_t size =
          std::min({size_t{1} + random.below(24), method.code.offset + method.code.size - il.offset,
                    from.code.offset + from.code.size - start});
      if (il.offset + size > change.bytes.size()) return;
      if (change.story)
        change.story->push_back(fmt::format("{} bytes of IL at 0x{:x} from 0x{:x}", size, il.offset, start));
      std::memcpy(change.bytes.data() + il.offset, bytes_.data() + start, size);
    }
  }
}

void Seed::copyBlock(Change& change) const {
  Random& random = change.random;
  const size_t size = 1 + random.below(64);
  const size_t to = metadata_.offset + random.below(metadata_.size), from = random.below(bytes_.size());
  if (to + size > change.bytes.size() || from + size > bytes_.size()) return;
  if (change.story) change.story->push_back(fmt::format("{} bytes at 0x{:x} from 0x{:x}", size, to, from));
  std::memcpy(change.bytes.data() + to, bytes_.data() + from, size);
}

}  // namespace minivm::fuzz
