// The portable PDB: documents, sequence points, names of locals (Portable PDB 1.0).
#include <algorithm>

#include "loader/ilasm/writer.h"
#include "vm/support/sha1.h"

namespace minivm::ilasm {
namespace {

/// The id of #Pdb: a hash of the content; its first 16 bytes are repeated in the image's debug directory.
constexpr uint32_t kHiddenLine = 0xFEEFEE;

// A document's name is a list of parts and their separator.
Bytes documentName(MetadataWriter& pdb, const std::string& path) {
  Bytes name = {'/'};
  size_t begin = 0;
  for (;;) {
    const size_t slash = path.find('/', begin);
    const std::string part = path.substr(begin, slash == std::string::npos ? slash : slash - begin);
    putCompressed(name, pdb.blob(bytesOf(part)).value);
    if (slash == std::string::npos) return name;
    begin = slash + 1;
  }
}

}  // namespace

Bytes Writer::writePdb(uint32_t entryPoint, std::array<uint8_t, 20>& id) {
  MetadataWriter pdb;
  std::map<std::string, uint32_t> documents;
  auto documentOf = [&](const std::string& path) {
    auto [place, isNew] = documents.try_emplace(path);
    if (isNew) {
      DocumentRow row;
      row.name = pdb.blob(documentName(pdb, path));
      place->second = pdb.add(row);
    }
    return place->second;
  };
  std::map<uint32_t, const DebugMethod*> byRow;
  for (const DebugMethod& method : debugMethods_) byRow[method.method->rid] = &method;
  pdb.add(ImportScopeRow{});
  for (uint32_t rid = 1; rid <= md_.rows(Table::MethodDef); ++rid) {
    MethodDebugInformationRow row;
    const auto found = byRow.find(rid);
    if (found == byRow.end() || found->second->method->body.points.empty()) {
      pdb.add(row);
      continue;
    }
    const DebugMethod& method = *found->second;
    Bytes points;
    putCompressed(points, method.localSignature.rid());
    uint32_t current = documentOf(method.method->body.points.front().document);
    row.document = current;
    uint32_t previousOffset = 0, previousLine = 0, previousColumn = 0;
    bool isFirst = true, isFirstVisible = true;
    for (const SequencePoint& point : method.method->body.points) {
      const uint32_t offset = method.offsets[point.instruction];
      if (offset >= method.codeSize || (!isFirst && offset <= previousOffset)) continue;
      if (const uint32_t document = documentOf(point.document); document != current) {
        putCompressed(points, 0);
        putCompressed(points, document);
        current = document;
      }
      putCompressed(points, offset - previousOffset);
      previousOffset = offset;
      isFirst = false;
      if (point.line == kHiddenLine) {
        putCompressed(points, 0);
        putCompressed(points, 0);
        continue;
      }
      // A point that names no columns covers the line.
      const uint32_t column = std::max(point.column, 1u);
      const uint32_t endLine = std::max(point.endLine, point.line);
      const uint32_t endColumn =
          endLine == point.line ? std::max(point.endColumn, column + 1) : std::max(point.endColumn, 1u);
      putCompressed(points, endLine - point.line);
      if (endLine == point.line)
        putCompressed(points, endColumn - column);
      else
        putCompressedSigned(points, static_cast<int32_t>(endColumn) - static_cast<int32_t>(column));
      if (isFirstVisible) {
        putCompressed(points, point.line);
        putCompressed(points, column);
      } else {
        putCompressedSigned(points, static_cast<int32_t>(point.line) - static_cast<int32_t>(previousLine));
        putCompressedSigned(points, static_cast<int32_t>(column) - static_cast<int32_t>(previousColumn));
      }
      isFirstVisible = false;
      previousLine = point.line;
      previousColumn = column;
    }
    if (!isFirst) row.sequencePoints = pdb.blob(points);
    pdb.add(row);
  }
  for (const auto& [rid, method] : byRow) {
    LocalScopeRow scope;
    scope.method = rid;
    scope.importScope = 1;
    scope.variableList = pdb.rows(Table::LocalVariable) + 1;
    scope.constantList = 1;
    scope.length = method->codeSize;
    bool isNamed = false;
    const auto& names = method->method->body.localNames;
    for (size_t i = 0; i < names.size(); ++i) {
      if (names[i].empty()) continue;
      isNamed = true;
      pdb.add(LocalVariableRow{0, static_cast<uint16_t>(i), pdb.string(names[i])});
    }
    if (isNamed) pdb.add(scope);
  }
  std::array<uint32_t, kTableCount> external{};
  uint64_t referenced = 0;
  for (uint32_t table = 0; table < static_cast<uint32_t>(Table::Document); ++table) {
    external[table] = md_.rows(static_cast<Table>(table));
    if (external[table]) referenced |= uint64_t{1} << table;
  }
  auto stream = [&] {
    Bytes bytes(id.begin(), id.end());
    putLe<uint32_t>(bytes, entryPoint);
    putLe<uint64_t>(bytes, referenced);
    for (uint32_t rows : external)
      if (rows) putLe<uint32_t>(bytes, rows);
    return bytes;
  };
  id = {};
  id = sha1(pdb.write("PDB v1.0", stream(), external));
  return pdb.write("PDB v1.0", stream(), external);
}

}  // namespace minivm::ilasm
