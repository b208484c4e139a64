// Backpatching: when a method changes tier, its precode slot and the vtable slots that hold it are rewritten
// under one lock (ABI 4, DESIGN §5).
#pragma once

#include <mutex>
#include <vector>

#include "vm/support/hash.h"

namespace minivm {

struct MethodDesc;
struct MethodTable;

/// Knows which vtable slots hold a method's entry. Slots are written with release stores while other threads
/// call through them.
class Backpatcher {
 public:
  /// The backpatch lock; second in rank (ABI 30). The MethodTable builder holds it while it copies parent
  /// slots.
  std::mutex& lock() { return mutex_; }
  /// Writes the method's current entry into `slot` and remembers the slot for later patches.
  void addVtableSlot(MethodDesc* method, void** slot);
  /// Leads every call of `method` to `code`.
  void patch(MethodDesc* method, void* code);
  /// Takes the patch back: the precode leads where it led before, the vtable slots to the precode.
  void unpatch(MethodDesc* method);
  /// Drops what is known of a method that is about to be freed.
  void forget(MethodDesc* method);
  /// Drops the slots of a vtable that is about to be freed.
  void forgetVtable(MethodTable* type);
  /// The code that `patch` installed, or null.
  void* patchedCode(MethodDesc* method);

 private:
  struct Entry {
    void* code = nullptr;      ///< installed by patch
    void* previous = nullptr;  ///< target of the precode before that
    std::vector<void**> slots;
  };
  std::mutex mutex_;
  HashMap<MethodDesc*, Entry> entries_;
};

}  // namespace minivm
