#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "loader/image.h"

namespace minivm {

/// Bits of a VTableFixup's type (ECMA-335 II.25.3.3.3).
enum VtableFixupFlags : uint16_t {
  kVtable32Bit = 1,
  kVtable64Bit = 2,
  kVtableFromUnmanaged = 4,
  kVtableRetainAppDomain = 8,
  kVtableCallMostDerived = 16,
};

/// Slots in the image that hold tokens of methods, and that a loader with native callers fills with
/// addresses.
struct VtableFixup {
  uint32_t rva = 0;
  uint16_t count = 0;
  uint16_t flags = 0;

  uint32_t slotSize() const { return (flags & kVtable64Bit) ? 8 : 4; }
};

/// A native export: a stub in the image that jumps through a slot.
struct NativeExport {
  uint32_t ordinal = 0;
  std::string name;  ///< empty: by ordinal alone
  uint32_t slotRva = 0;
};

/// The VTableFixups of the CLI header. Throws LoadError. They are of use to native callers only: minivm reads
/// them to show them.
std::vector<VtableFixup> readVtableFixups(const Image& image);
/// Exports whose stubs are those of assemblers: `jmp [slot]` in PE32, `mov rax, [slot]; jmp rax` in PE32+.
/// Others are native code, and left out. Throws LoadError.
std::vector<NativeExport> readNativeExports(const Image& image);

}  // namespace minivm
