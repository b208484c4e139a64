#include "vm/gc/old_space.h"

#include <sys/mman.h>

#include <algorithm>
#include <cstring>
#include <functional>

namespace minivm::gc {

namespace {
/// A block is worth evacuating when half of its lines stayed free since the last full collection.
constexpr size_t kEvacuateFreeLines = kLinesPerBlock / 2;
/// Free blocks whose memory is kept for reuse; first touch of fresh pages costs several times a copy.
constexpr size_t kKeepFreeBlocks = (size_t{4} << 20) / kBlockBytes;
}  // namespace

uint8_t* OldSpace::allocateSlow(size_t bytes, Stream stream) {
  Cursors& cursors = cursors_[static_cast<size_t>(stream)];
  if (bytes > kLineBytes) {
    Cursor& overflow = cursors.overflow;
    if (bytes > static_cast<size_t>(overflow.limit - overflow.top)) {
      size_t block = takeFreshBlock(stream);
      overflow.top = pointerTo(blockBegin(block));
      overflow.limit = overflow.top + kBlockBytes - kSpareBytes;
    }
    uint8_t* start = overflow.top;
    overflow.top += bytes;
    return start;
  }
  do {
    if (!nextHole(cursors)) {
      cursors.block = takeFreshBlock(stream);
      cursors.nextLine = kLinesPerBlock;
      cursors.hole.top = pointerTo(blockBegin(cursors.block));
      cursors.hole.limit = cursors.hole.top + kBlockBytes - kSpareBytes;
    }
  } while (bytes > static_cast<size_t>(cursors.hole.limit - cursors.hole.top));
  uint8_t* start = cursors.hole.top;
  cursors.hole.top += bytes;
  return start;
}

bool OldSpace::nextHole(Cursors& cursors) {
  for (;;) {
    if (cursors.nextLine < kLinesPerBlock) {
      const uint8_t* lines = lineBytesOf(cursors.block);
      size_t first = cursors.nextLine;
      while (first < kLinesPerBlock && lines[first] != 0) ++first;
      size_t last = first;
      while (last < kLinesPerBlock && lines[last] == 0) ++last;
      cursors.nextLine = last;
      if (first < last) {
        uintptr_t begin = blockBegin(cursors.block);
        cursors.hole.top = pointerTo(begin + first * kLineBytes);
        cursors.hole.limit =
            pointerTo(begin + last * kLineBytes - (last == kLinesPerBlock ? kSpareBytes : 0));
        return true;
      }
    }
    if (cursors.recyclable.empty()) return false;
    cursors.block = cursors.recyclable.back();
    cursors.recyclable.pop_back();
    cursors.nextLine = 0;
    blocks_[cursors.block].hasHoles = false;
  }
}

size_t OldSpace::takeFreshBlock(Stream stream) {
  size_t block;
  if (!freeList_.empty() && poison_) {  // oldest first: stale pointers should meet the poison
    block = freeList_.front();
    freeList_.erase(freeList_.begin());
  } else if (!freeList_.empty()) {
    block = freeList_.back();
    freeList_.pop_back();
  } else {
    block = blocks_.size();
    if (blockBegin(block) >= layout_.oldEnd)
      fatal("old space: address space of %zu blocks is used up", block);
    blocks_.emplace_back();
  }
  Block& info = blocks_[block];
  info = Block{};
  info.inUse = info.isDirty = true;
  info.isPinned = stream == Stream::Pinned;
  ++blocksInUse_;
  if (info.isPinned) ++pinnedBlocks_;
  return block;
}

void OldSpace::beginMarking(bool everything) {
  for (size_t block = 0; block < blocks_.size(); ++block) {
    Block& info = blocks_[block];
    info.isCandidate = info.inUse && !info.isPinned &&
                       (everything || (info.hasHoles && info.freeLines >= kEvacuateFreeLines));
  }
  if (!blocks_.empty()) std::memset(layout_.lines, 0, blocks_.size() * kLinesPerBlock);
  for (Cursors& cursors : cursors_) cursors = Cursors{};
  markedBytes_ = 0;
}

void OldSpace::sweep() {
  for (Cursors& cursors : cursors_) cursors = Cursors{};
  for (size_t block = 0; block < blocks_.size(); ++block) {
    Block& info = blocks_[block];
    if (!info.inUse) continue;
    info.isCandidate = false;
    const uint8_t* lines = lineBytesOf(block);
    size_t used = 0;
    for (size_t line = 0; line < kLinesPerBlock; ++line) used += lines[line];
    if (used == 0) {
      freeBlock(block);
      continue;
    }
    uintptr_t begin = blockBegin(block);
    size_t words = kBlockBytes / kCardBytes;
    std::memcpy(&layout_.starts.wordOf(begin), &layout_.marks.wordOf(begin), words * sizeof(uint64_t));
    layout_.marks.clearRange(begin, begin + kBlockBytes);
    info.freeLines = static_cast<uint16_t>(kLinesPerBlock - used);
    info.hasHoles = info.freeLines != 0;
    if (info.hasHoles) cursors_[info.isPinned ? 1 : 0].recyclable.push_back(block);
    if (poison_ && info.hasHoles) {
      for (size_t line = 0; line < kLinesPerBlock; ++line) {
        if (lines[line] == 0) std::memset(pointerTo(begin + line * kLineBytes), kPoison, kLineBytes);
      }
    }
  }
  // Taken from the back: lowest addresses first.
  for (Cursors& cursors : cursors_) std::reverse(cursors.recyclable.begin(), cursors.recyclable.end());
  liveBytes_ = markedBytes_;
  allocatedBytes_ = 0;
  releaseFreeBlocks();
}

void OldSpace::freeBlock(size_t block) {
  uintptr_t begin = blockBegin(block);
  if (poison_) std::memset(pointerTo(begin), kPoison, kBlockBytes);
  layout_.starts.clearRange(begin, begin + kBlockBytes);
  layout_.marks.clearRange(begin, begin + kBlockBytes);
  blocks_[block].inUse = blocks_[block].hasHoles = false;
  freeList_.push_back(block);
  --blocksInUse_;
  if (blocks_[block].isPinned) --pinnedBlocks_;
}

void OldSpace::releaseFreeBlocks() {
  if (poison_) return;
  std::sort(freeList_.begin(), freeList_.end(), std::greater<>());
  size_t keep = std::max(kKeepFreeBlocks, blocksInUse_ / 2);
  for (size_t i = 0; i + keep < freeList_.size(); ++i) {
    Block& info = blocks_[freeList_[i]];
    if (!info.isDirty) continue;
    info.isDirty = false;
    madvise(pointerTo(blockBegin(freeList_[i])), kBlockBytes, MADV_DONTNEED);
  }
}

void OldSpace::clearCards() {
  if (!blocks_.empty())
    std::memset(&layout_.card(layout_.oldBase), 0, blocks_.size() * (kBlockBytes / kCardBytes));
}

Object* OldSpace::resolveInterior(uintptr_t address) const {
  if (address >= blocksEnd() || !blocks_[blockOf(pointerTo(address))].inUse) return nullptr;
  // The word before an object's MethodTable belongs to its header: an address there is one past the end of
  // its predecessor, which findPrevious finds, because start bits stand at the MethodTable word.
  uintptr_t start = layout_.starts.findPrevious(address, blockBeginOf(address));
  if (start == 0) return nullptr;
  Object* object = objectAt(start);
  return address <= startOf(object) + sizeOf(object) ? object : nullptr;
}

}  // namespace minivm::gc
