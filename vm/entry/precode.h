// Precodes: the stable entry of a method is a 16-byte template instance that jumps through its data pair (ABI
// 3).
//
//      code run  (RX, 16 KiB, the same for all)      data run (RW, 16 KiB, right behind)
//      +16·i   mov r10, [rip → pair.key]             +16·i   target
//              jmp      [rip → pair.target]          +16·i+8 key: the MethodDesc
//
// Distance and stride are equal for every instance, so the code pages are one template mapped many times, and
// making a thousand precodes costs two mmap calls. The address is the identity of the method: address →
// MethodDesc is arithmetic, not a lookup.
#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <mutex>
#include <vector>

#include "vm/entry/code_heap.h"

namespace minivm {

class Runtime;

/// The data half of a precode. The target is rewritten while other threads run through it; the key never
/// changes.
struct PrecodeData {
  std::atomic<void*> target;
  std::atomic<void*> key;
};
static_assert(sizeof(PrecodeData) == 16);

inline constexpr size_t kPrecodeSize = 16;

/// The data pair of a precode, whatever table it belongs to.
inline PrecodeData& precodeData(const void* precode) {
  return *reinterpret_cast<PrecodeData*>(reinterpret_cast<uintptr_t>(precode) + CodeHeap::kTemplateBytes);
}

/// Hands out precodes from one range of the code reservation. Thread-safe.
class PrecodeTable {
 public:
  /// Uses [offset, offset + bytes) of the heap's reservation.
  PrecodeTable(CodeHeap& heap, size_t offset, size_t bytes) : heap_(heap), offset_(offset), bytes_(bytes) {}
  /// A new precode. Throws bad_alloc when the range is used up.
  void* create(void* target, void* key);
  /// The key behind `address`, null if it is not the start of a precode of this table. Lock-free.
  void* keyOf(const void* address) const;
  /// Takes back a precode that nobody can call any more; it may be handed out again.
  void release(void* precode);
  size_t count() const { return count_.load(std::memory_order_relaxed); }

 private:
  CodeHeap& heap_;
  const size_t offset_;
  const size_t bytes_;
  std::mutex mutex_;
  std::vector<void*> free_;
  std::atomic<uint8_t*> base_{nullptr};
  std::atomic<size_t> count_{0};
};

/// The stable entry of `method`, made on first call; its target is the prestub until the method is called.
/// Never collects.
void* ensurePrecode(Runtime& runtime, MethodDesc* method);
/// Where the precode leads now. The method must have one.
void* precodeTarget(const MethodDesc* method);
/// Redirects the precode: one release store, safe while other threads run through it. Promotion goes through
/// Backpatcher, which knows the vtable slots too.
void setPrecodeTarget(MethodDesc* method, void* target);
/// The method whose precode starts at `address`, null if there is none.
MethodDesc* methodOfPrecode(Runtime& runtime, const void* address);

}  // namespace minivm
