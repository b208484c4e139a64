// Cells: what a place in compiled code remembers. Emitted code reads their fields. A cell is filled without a
// lock: its words are right one by one, or the word that is compared is written last.
#pragma once

#include <cstdint>

namespace minivm {
struct MethodDesc;
struct MethodTable;
}  // namespace minivm

namespace minivm::jit {

/// An interface or generic virtual call: the first receiver's type and its target. `entry` is written before
/// `type`.
struct DispatchCell {
  MethodTable* type = nullptr;
  void* entry = nullptr;
  MethodDesc* declared = nullptr;
};

/// A cast: the types last found to be instances, and one that was none. Each holds by itself, for good.
struct CastCell {
  MethodTable* instance = nullptr;
  MethodTable* olderInstance = nullptr;
  MethodTable* other = nullptr;
  uint64_t target = 0;  ///< TypeHandle
};

/// A row of the dispatch cache (ABI 25). Never changes once a slot of the table points to it.
struct DispatchRow {
  const MethodTable* type;
  const MethodDesc* declared;
  void* entry;
};

}  // namespace minivm::jit
