#include "vm/entry/precode.h"

#include <new>

#include "vm/entry/entry_stubs.h"
#include "vm/runtime.h"

namespace minivm {
namespace {

constexpr size_t kBlockBytes = 2 * CodeHeap::kTemplateBytes;
constexpr size_t kPerBlock = CodeHeap::kTemplateBytes / kPrecodeSize;

}  // namespace

void* PrecodeTable::create(void* target, void* key) {
  std::lock_guard guard(mutex_);
  if (!free_.empty()) {
    void* precode = free_.back();
    free_.pop_back();
    PrecodeData& data = precodeData(precode);
    data.key.store(key, std::memory_order_relaxed);
    data.target.store(target, std::memory_order_release);
    return precode;
  }
  uint8_t* base = base_.load(std::memory_order_relaxed);
  if (!base) {
    base = heap_.ensureReserved() + offset_;
    base_.store(base, std::memory_order_release);
  }
  size_t index = count_.load(std::memory_order_relaxed);
  uint8_t* block = base + index / kPerBlock * kBlockBytes;
  if (block + kBlockBytes > base + bytes_) throw std::bad_alloc();
  if (index % kPerBlock == 0) heap_.mapTemplateBlock(block);
  uint8_t* precode = block + index % kPerBlock * kPrecodeSize;
  PrecodeData& data = precodeData(precode);
  data.key.store(key, std::memory_order_relaxed);
  data.target.store(target, std::memory_order_release);
  count_.store(index + 1, std::memory_order_release);
  return precode;
}

void PrecodeTable::release(void* precode) {
  std::lock_guard guard(mutex_);
  precodeData(precode).key.store(nullptr, std::memory_order_relaxed);
  free_.push_back(precode);
}

void* PrecodeTable::keyOf(const void* address) const {
  const uint8_t* base = base_.load(std::memory_order_acquire);
  uintptr_t offset = reinterpret_cast<uintptr_t>(address) - reinterpret_cast<uintptr_t>(base);
  if (!base || offset >= bytes_ || offset % kPrecodeSize != 0) return nullptr;
  size_t inBlock = offset % kBlockBytes;
  if (inBlock >= CodeHeap::kTemplateBytes) return nullptr;  // the data half
  size_t index = offset / kBlockBytes * kPerBlock + inBlock / kPrecodeSize;
  if (index >= count_.load(std::memory_order_acquire)) return nullptr;
  return precodeData(address).key.load(std::memory_order_relaxed);
}

void* ensurePrecode(Runtime& runtime, MethodDesc* method) {
  if (void* precode = method->precode.load(std::memory_order_acquire)) return precode;
  return runtime.stubs().ensurePrecode(method);
}

void* precodeTarget(const MethodDesc* method) {
  return precodeData(method->precode.load(std::memory_order_acquire)).target.load(std::memory_order_acquire);
}

void setPrecodeTarget(MethodDesc* method, void* target) {
  precodeData(method->precode.load(std::memory_order_acquire))
      .target.store(target, std::memory_order_release);
}

MethodDesc* methodOfPrecode(Runtime& runtime, const void* address) {
  return runtime.stubs().methodOfPrecode(address);
}

}  // namespace minivm
