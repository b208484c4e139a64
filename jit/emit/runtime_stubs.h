// The stubs between compiled code and the C++ functions of helpers.h (ABI 10). Made once per runtime, before
// anything is compiled.
//
//   helper stub   arguments where the C convention wants them, but for the thread, which it adds; publishes a
//                 MachineFrame with the callee-saved registers; afterwards a pending exception starts
//                 unwinding
//   slow stub     the same with every register saved, and reloaded as the collector left them; r10, r11 in,
//   r11
//                 out
//   dispatch      r11 = site cell: the dispatch cache, without a frame; then like the prestub: spills the
//   argument
//                 registers and reports them by the method's shape; jumps to the target
#pragma once

#include <array>
#include <atomic>
#include <deque>
#include <memory>
#include <mutex>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "jit/emit/cells.h"
#include "vm/jit_interface.h"
#include "vm/threads/frame.h"

namespace minivm {
class Runtime;
class Thread;
struct MethodDesc;
struct MethodTable;
}  // namespace minivm

namespace minivm::jit {

class RuntimeStubs {
 public:
  explicit RuntimeStubs(Runtime& runtime);
  ~RuntimeStubs();
  /// The stub of a helper or slow-path function.
  const void* helper(const void* function, std::string_view name);
  const void* slow(const void* function, std::string_view name);
  /// Where an interface or generic virtual call goes whose cell (r11) is of another type: the dispatch cache,
  /// then the loader.
  const void* dispatch() const { return dispatch_; }
  /// Where a virtual call (r10 = declared method) goes whose vtable slot is empty, and a tail call, which has
  /// no cell.
  const void* fillSlot() const { return fillSlot_; }
  /// New cells for code of `site`; they live as long as that.
  DispatchCell* newDispatchCell(const MethodDesc* site, MethodDesc* declared);
  CastCell* newCastCell(const MethodDesc* site, uint64_t target);
  /// Takes back the cells of a method that is about to be freed.
  void forgetSites(const MethodDesc* site);
  /// Drops what is unlinked from cells and cache (vm/unload.h). World stopped.
  void forgetUnlinked();
  void fill(DispatchCell& cell, MethodTable* type, void* entry);
  /// What the next call of `declared` on a receiver of `type` finds.
  void remember(const MethodTable* type, const MethodDesc* declared, void* entry);
  /// Runs the filter at `pc` over frame `rbp`: its answer, or anything with an exception pending.
  using FilterCall = uint64_t (*)(Thread* thread, const uint8_t* pc, uint8_t* rbp);
  FilterCall filterCall() const { return reinterpret_cast<FilterCall>(filterCall_); }

 private:
  const void* emitHelper(const void* function, std::string_view name, bool savesAll);
  const void* emitDispatch();
  const void* emitResolve(std::string_view name, bool hasCell);
  static constexpr size_t kCacheSlots = 4096;
  static size_t cacheIndex(const MethodTable* type, const MethodDesc* declared);
  Runtime& runtime_;
  std::unordered_map<const void*, const void*> helpers_, slows_;
  const void* emitFilterCall();
  const void* dispatch_ = nullptr;
  const void* fillSlot_ = nullptr;
  const void* resolve_ = nullptr;  ///< the slow half of dispatch_
  std::mutex mutex_;               ///< cells and rows
  std::deque<DispatchCell> dispatchCells_;
  std::deque<CastCell> castCells_;
  struct SiteCells {
    std::vector<DispatchCell*> dispatch;
    std::vector<CastCell*> cast;
  };
  std::unordered_map<const MethodDesc*, SiteCells> cellsOf_;  ///< of code that may be freed
  SiteCells freeCells_;
  std::deque<DispatchRow> rows_;
  /// By hash; readers take no lock, so rows stay, even those that lost their slot, until the world is stopped
  /// to unload something.
  std::array<std::atomic<const DispatchRow*>, kCacheSlots> cache_{};
  const void* filterCall_ = nullptr;
};

}  // namespace minivm::jit
