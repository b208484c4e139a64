// What native callers see: slots of methods, and exports that jump through them (ECMA-335 II.15.5.1,
// II.25.3.3.3).
#include <algorithm>

#include "loader/ilasm/writer.h"

namespace minivm::ilasm {

// One method's `.vtentry` and `.export`. An export that names no slot gets one of its own.
void Writer::writeNativeEntry(ImageParts& parts, const MethodDecl& method) {
  std::vector<VtableFixup>& fixups = parts.vtableFixups;
  std::optional<VtableEntry> entry = method.vtableEntry;
  if (entry && (entry->table > fixups.size() || entry->slot > fixups[entry->table - 1].count)) {
    diagnostics_.warning(entry->at, ".vtentry is skipped: no .vtfixup has slot " +
                                        std::to_string(entry->slot) + " of table " +
                                        std::to_string(entry->table));
    entry.reset();
  }
  if (!entry && method.nativeExport) {
    padTo(data_, 8);
    VtableFixup fixup{static_cast<uint32_t>(data_.size()), 1, kVtableFromUnmanaged};
    fixup.flags |= parts.isPe32Plus ? kVtable64Bit : kVtable32Bit;
    data_.resize(data_.size() + fixup.slotSize());
    fixups.push_back(fixup);
    entry = VtableEntry{method.nativeExport->at, static_cast<uint32_t>(fixups.size()), 1};
  }
  if (!entry) return;
  const VtableFixup& fixup = fixups[entry->table - 1];
  const uint32_t slot = fixup.rva + (entry->slot - 1) * fixup.slotSize();
  const uint32_t token = Token::make(Table::MethodDef, method.rid).value;
  for (uint32_t i = 0; i < fixup.slotSize(); ++i)
    data_[slot + i] = static_cast<uint8_t>(i < 4 ? token >> (8 * i) : 0);
  if (!method.nativeExport) return;
  const NativeExportDecl& exported = *method.nativeExport;
  if (std::ranges::find(parts.exports, exported.ordinal, &ExportPart::ordinal) != parts.exports.end())
    return error(exported.at, "another method is exported with ordinal " + std::to_string(exported.ordinal));
  parts.exports.push_back({exported.ordinal, exported.name, slot});
}

// A slot holds the token of its method, as the data says, or `.vtentry`.
void Writer::writeNativeEntries(ImageParts& parts) {
  std::vector<VtableFixup>& fixups = parts.vtableFixups;
  for (const VtableFixupDecl& declared : program_.vtableFixups) {
    VtableFixup fixup{0, declared.count, declared.flags};
    const auto data = dataOffsets_.find(declared.label);
    if (data == dataOffsets_.end())
      error(declared.at, "there is no .data " + declared.label);
    else if (data->second + uint64_t{fixup.count} * fixup.slotSize() > data_.size())
      error(declared.at,
            ".data " + declared.label + " has no room for " + std::to_string(fixup.count) + " slots");
    else
      fixup.rva = data->second;
    fixups.push_back(fixup);
    if (fixup.flags & kVtable64Bit) parts.isPe32Plus = true;
  }
  if (diagnostics_.errorCount() != 0) return;
  for (const TypeDecl* type : order_)
    for (const auto& method : type->methods) writeNativeEntry(parts, *method);
  std::ranges::stable_sort(parts.exports, {}, &ExportPart::ordinal);
  parts.exportName = options_.outputName;
}

}  // namespace minivm::ilasm
