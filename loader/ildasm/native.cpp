// Entries for native callers (ECMA-335 II.15.5.1, II.25.3.3.3): slots of methods, and exports that jump
// through them.
#include <algorithm>

#include "loader/ildasm/printer.h"
#include "loader/load_error.h"

namespace minivm::ildasm {

void Printer::nativeEntries() {
  if (!metadata_.hasImage()) return;
  const Image& image = metadata_.image();
  const std::vector<VtableFixup> fixups = readVtableFixups(image);
  std::vector<NativeExport> exports = readNativeExports(image);
  if (exports.size() * 12 > image.whole().size())
    metadata_.fail(LoadErrorKind::BadImage, "more exports than the image has room for");
  std::ranges::sort(exports, {}, &NativeExport::slotRva);
  uint64_t slots = 0;
  for (const VtableFixup& fixup : fixups) slots += fixup.count;
  if (slots * 4 > image.whole().size())
    metadata_.fail(LoadErrorKind::BadImage, "more slots than the image has room for");
  size_t used = 0;
  for (size_t table = 0; table < fixups.size(); ++table) {
    const VtableFixup& fixup = fixups[table];
    constexpr FlagWord kWords[] = {{kVtable32Bit, kVtable32Bit, "int32"},
                                   {kVtable64Bit, kVtable64Bit, "int64"},
                                   {kVtableFromUnmanaged, kVtableFromUnmanaged, "fromunmanaged"},
                                   {kVtableRetainAppDomain, kVtableRetainAppDomain, "retainappdomain"},
                                   {kVtableCallMostDerived, kVtableCallMostDerived, "callmostderived"}};
    vtableFixups_.push_back(fixup);
    line(".vtfixup [" + std::to_string(fixup.count) + "] " + flagWords(fixup.flags, kWords) + "at " +
         dataLabel(fixup.rva));
    const ByteSpan bytes = image.at(fixup.rva, fixup.count * fixup.slotSize());
    for (uint32_t slot = 0; slot < fixup.count; ++slot) {
      const uint32_t offset = slot * fixup.slotSize();
      const Token token(loadLe<uint32_t>(bytes.data() + offset));
      const auto exported = std::ranges::lower_bound(exports, fixup.rva + offset, {}, &NativeExport::slotRva);
      const bool isExported = exported != exports.end() && exported->slotRva == fixup.rva + offset;
      if (!token.is(Table::MethodDef) || token.isNil() || !metadata_.isValid(token)) {
        if (isExported) problem("native export " + exported->name + ": its slot names no method");
        used += isExported;
        continue;
      }
      NativeEntry& entry =
          nativeEntries_.try_emplace(token.rid(), NativeEntry{table + 1, slot + 1, {}}).first->second;
      if (!isExported) continue;
      ++used;
      if (entry.exported) {
        problem("native export " + exported->name + ": its method has another export");
        continue;
      }
      entry = {table + 1, slot + 1, *exported};
    }
  }
  if (used < exports.size())
    problem(std::to_string(exports.size() - used) +
            " native exports share a slot, or have none in a VTableFixup");
}

void Printer::nativeEntryOf(uint32_t method) {
  const auto found = nativeEntries_.find(method);
  if (found == nativeEntries_.end()) return;
  const NativeEntry& entry = found->second;
  line(".vtentry " + std::to_string(entry.table) + " : " + std::to_string(entry.slot));
  if (entry.exported)
    line(".export [" + std::to_string(entry.exported->ordinal) + "] as " + names_.name(entry.exported->name));
}

}  // namespace minivm::ildasm
