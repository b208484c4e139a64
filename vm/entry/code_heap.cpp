#include "vm/entry/code_heap.h"

#include <sys/mman.h>

#include <algorithm>
#include <cassert>
#include <cstring>
#include <new>

namespace minivm {
namespace {

constexpr size_t kAlignment = 16;
/// Before each block: padding and the MethodDesc word (ABI 5).
constexpr size_t kPrefixBytes = 16;
constexpr uintptr_t kSearchStep = uintptr_t{16} << 20;
constexpr uintptr_t kSearchRange = uintptr_t{1536} << 20;

/// Maps the pages of a shared view once more, at `address`, to be run. False when the system refuses.
bool mapToRun(uint8_t* view, size_t bytes, uint8_t* address) {
  // An old size of zero leaves the old mapping where it is (mremap(2)).
  if (mremap(view, 0, bytes, MREMAP_MAYMOVE | MREMAP_FIXED, address) == MAP_FAILED) return false;
  return mprotect(address, bytes, PROT_READ | PROT_EXEC) == 0;
}

/// Address space below the VM's text, so that a rel32 operand reaches both ways (FINDINGS D: 16 MB steps).
/// Null when there is no room.
uint8_t* reserveNearText(size_t bytes) {
  uintptr_t text = reinterpret_cast<uintptr_t>(&mapToRun);
  uintptr_t start = (text & ~(kSearchStep - 1)) - bytes;
  for (uintptr_t moved = 0; moved < kSearchRange && moved < start; moved += kSearchStep) {
    void* hint = reinterpret_cast<void*>(start - moved);
    void* got = mmap(hint, bytes, PROT_NONE,
                     MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE | MAP_FIXED_NOREPLACE, -1, 0);
    if (got == hint) return static_cast<uint8_t*>(got);
    if (got != MAP_FAILED) munmap(got, bytes);  // a kernel that takes the flag for a hint
  }
  return nullptr;
}

}  // namespace

CodeHeap::CodeHeap() = default;

CodeHeap::~CodeHeap() {
  if (base_) munmap(base_, kReservedBytes);
  if (writable_) munmap(writable_, kCodeBytes + kTemplateBytes);
}

void CodeHeap::reserve() {
  if (base_) return;
  uint8_t* base = reserveNearText(kReservedBytes);
  nearText_ = base != nullptr;
  if (!base) {
    void* anywhere =
        mmap(nullptr, kReservedBytes, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
    if (anywhere == MAP_FAILED) throw std::bad_alloc();
    base = static_cast<uint8_t*>(anywhere);
  }
  // Only pages that hold code cost memory. The template run for precodes lies behind the code. Shared
  // anonymous memory rather than a memfd: profilers take it for code without a file, and look into the perf
  // map.
  void* writable = mmap(nullptr, kCodeBytes + kTemplateBytes, PROT_READ | PROT_WRITE,
                        MAP_SHARED | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
  if (writable == MAP_FAILED || !mapToRun(static_cast<uint8_t*>(writable), kCodeBytes, base)) {
    if (writable != MAP_FAILED) munmap(writable, kCodeBytes + kTemplateBytes);
    munmap(base, kReservedBytes);
    throw std::bad_alloc();
  }
  base_ = base;
  writable_ = static_cast<uint8_t*>(writable);
  writeTemplate();
}

void CodeHeap::writeTemplate() {
  // mov r10, [rip + toKey]; jmp [rip + toTarget]; int3 ×3. Displacements count from the end of their
  // instruction.
  constexpr size_t kInstance = 16;
  constexpr uint32_t kMovEnd = 7, kJmpEnd = 13;
  constexpr uint32_t kToKey = kTemplateBytes + 8 - kMovEnd;
  constexpr uint32_t kToTarget = kTemplateBytes - kJmpEnd;
  uint8_t instance[kInstance] = {0x4C, 0x8B, 0x15, 0, 0, 0, 0, 0xFF, 0x25, 0, 0, 0, 0, 0xCC, 0xCC, 0xCC};
  std::memcpy(instance + 3, &kToKey, 4);
  std::memcpy(instance + 9, &kToTarget, 4);
  uint8_t* run = writable_ + kCodeBytes;
  for (size_t at = 0; at < kTemplateBytes; at += kInstance) std::memcpy(run + at, instance, kInstance);
}

uint8_t* CodeHeap::ensureReserved() {
  std::lock_guard guard(mutex_);
  reserve();
  return base_;
}

void CodeHeap::mapTemplateBlock(uint8_t* address) {
  assert(address >= base_ + kCodeBytes && address + 2 * kTemplateBytes <= base_ + kReservedBytes &&
         "a precode block lies in its part of the reservation");
  const bool isMapped = mapToRun(writable_ + kCodeBytes, kTemplateBytes, address);
  void* data = mmap(address + kTemplateBytes, kTemplateBytes, PROT_READ | PROT_WRITE,
                    MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED, -1, 0);
  if (!isMapped || data == MAP_FAILED) throw std::bad_alloc();
}

const uint8_t* CodeHeap::emit(size_t maxBytes, std::string name, CodeKind kind, MethodDesc* method,
                              const std::function<size_t(uint8_t* rw, const uint8_t* rx)>& write) {
  std::lock_guard guard(mutex_);
  reserve();
  auto aligned = [](size_t offset) { return (offset + kAlignment - 1) & ~(kAlignment - 1); };
  const size_t needed = kPrefixBytes + aligned(maxBytes);
  auto hole = std::find_if(free_.begin(), free_.end(), [&](auto& range) { return range.second >= needed; });
  size_t start = (hole != free_.end() ? hole->first : aligned(used_)) + kPrefixBytes;
  if (start + maxBytes > kCodeBytes) throw std::bad_alloc();
  std::memcpy(writable_ + start - sizeof(method), &method, sizeof(method));
  size_t size = write(writable_ + start, base_ + start);
  assert(size <= maxBytes && "a code block outgrew its buffer");
  if (hole != free_.end()) {
    const auto [offset, bytes] = *hole;
    const size_t taken = kPrefixBytes + aligned(size);
    free_.erase(hole);
    if (bytes > taken) free_.emplace(offset + taken, bytes - taken);
  } else {
    used_ = start + size;
  }
  auto place = std::upper_bound(
      blocks_.begin(), blocks_.end(), start,
      [](size_t value, const std::unique_ptr<Block>& block) { return value < block->offset; });
  const auto made = blocks_.insert(
      place, std::make_unique<Block>(Block{static_cast<uint32_t>(start), static_cast<uint32_t>(size), kind,
                                           method, std::move(name)}));
  for (const auto& observer : observers_) observer->emitted(infoOf(**made));
  return base_ + start;
}

void CodeHeap::release(const uint8_t* start) {
  std::lock_guard guard(mutex_);
  const auto offset = static_cast<size_t>(start - base_);
  auto found = std::lower_bound(
      blocks_.begin(), blocks_.end(), offset,
      [](const std::unique_ptr<Block>& block, size_t value) { return block->offset < value; });
  if (found == blocks_.end() || (*found)->offset != offset) return;
  for (const auto& observer : observers_) observer->released(start);
  size_t from = offset - kPrefixBytes;
  size_t bytes = kPrefixBytes + (((*found)->size + kAlignment - 1) & ~(kAlignment - 1));
  blocks_.erase(found);
  auto after = free_.lower_bound(from);
  if (after != free_.end() && after->first == from + bytes) {
    bytes += after->second;
    after = free_.erase(after);
  }
  if (after != free_.begin()) {
    auto before = std::prev(after);
    if (before->first + before->second == from) {
      from = before->first;
      bytes += before->second;
      free_.erase(before);
    }
  }
  free_.emplace(from, bytes);
}

CodeInfo CodeHeap::infoOf(const Block& block) const {
  return {block.name, block.kind, block.method, base_ + block.offset, block.size};
}

CodeInfo CodeHeap::find(const void* pc) const {
  std::lock_guard guard(mutex_);
  auto address = reinterpret_cast<uintptr_t>(pc);
  uintptr_t offset = address - reinterpret_cast<uintptr_t>(base_);
  if (!base_ || offset >= kReservedBytes) return {};
  if (offset >= kCodeBytes) {
    // Precode blocks alternate: a run of code, a run of data of the same size. Runs not mapped yet have no
    // code.
    bool isNative = offset >= kCodeBytes + kPrecodeBytes;
    uintptr_t inRange = offset - kCodeBytes;
    if ((inRange & kTemplateBytes) != 0) return {};
    CodeInfo info;
    info.kind = isNative ? CodeKind::NativeEntry : CodeKind::Precode;
    info.name = isNative ? "native entry" : "precode";
    info.start = base_ + (offset & ~uintptr_t{15});
    info.size = 16;
    return info;
  }
  auto after = std::upper_bound(
      blocks_.begin(), blocks_.end(), offset,
      [](uintptr_t value, const std::unique_ptr<Block>& block) { return value < block->offset; });
  if (after == blocks_.begin()) return {};
  const Block& block = **std::prev(after);
  if (offset - block.offset >= block.size) return {};
  return infoOf(block);
}

std::vector<CodeInfo> CodeHeap::blocks() const {
  std::lock_guard guard(mutex_);
  std::vector<CodeInfo> result;
  result.reserve(blocks_.size());
  for (const auto& block : blocks_) result.push_back(infoOf(*block));
  return result;
}

size_t CodeHeap::usedBytes() const {
  std::lock_guard guard(mutex_);
  return used_;
}

}  // namespace minivm
