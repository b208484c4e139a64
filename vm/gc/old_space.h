// Old space: 32 KiB blocks of 128-byte lines (mark-region). Objects are allocated by bumping through runs of
// free lines; a full collection marks objects and lines, frees the other lines, and moves the objects out of
// blocks that are mostly holes. Pinned objects live in blocks of their own that are never moved.
//
//   block   |....####|#...####|........|   # line with a live object   . free line: the next objects go here
//
// An object bigger than a line that does not fit the current hole goes to the overflow block, so that small
// objects still fill the hole.
#pragma once

#include <vector>

#include "vm/gc/heap_layout.h"

namespace minivm::gc {

class OldSpace {
 public:
  enum class Stream : uint32_t { Moving, Pinned };

  OldSpace(HeapLayout& layout, bool poison) : layout_(layout), poison_(poison) {}

  /// Memory for an object, its start bit set; not zeroed. Never fails but for the end of the address space.
  uint8_t* allocate(size_t bytes, Stream stream = Stream::Moving) {
    Cursor& cursor = cursors_[static_cast<size_t>(stream)].hole;
    uint8_t* start = cursor.top;
    if (bytes <= static_cast<size_t>(cursor.limit - start)) [[likely]] {
      cursor.top = start + bytes;
    } else {
      start = allocateSlow(bytes, stream);
    }
    allocatedBytes_ += bytes;
    layout_.starts.set(addressOf(start) + kHeaderBytes);
    return start;
  }
  bool contains(const void* address) const { return layout_.inOld(addressOf(address)); }
  /// Bytes of objects: live after the last full collection, plus everything allocated since.
  size_t usedBytes() const { return liveBytes_ + allocatedBytes_; }
  size_t allocatedSinceFull() const { return allocatedBytes_; }
  /// Memory held by blocks in use.
  size_t blockBytes() const { return blocksInUse_ * kBlockBytes; }
  /// The part of it that pinned objects are born in.
  size_t pinnedBlockBytes() const { return pinnedBlocks_ * kBlockBytes; }
  bool isPinnedBlock(const Object* object) const { return blocks_[blockOf(object)].isPinned; }

  // --- full collection, in this order ---
  /// Chooses the blocks to evacuate (all movable ones if `everything`) and forgets holes and lines: copies go
  /// to fresh blocks.
  void beginMarking(bool everything);
  /// Keeps the block of a pinned object from being evacuated. Before anything is copied.
  void pinBlock(const Object* object) { blocks_[blockOf(object)].isCandidate = false; }
  bool isCandidate(const Object* object) const { return blocks_[blockOf(object)].isCandidate; }
  /// Marks the lines of a reached object.
  void markLines(const Object* object, size_t bytes) {
    size_t first = (startOf(object) - layout_.oldBase) / kLineBytes;
    size_t last = (startOf(object) + bytes - 1 - layout_.oldBase) / kLineBytes;
    for (size_t line = first; line <= last; ++line) layout_.lines[line] = 1;
    markedBytes_ += bytes;
  }
  /// Frees what is unmarked; marks become starts.
  void sweep();

  /// The object that `address` points into (or one past the end of), or null.
  Object* resolveInterior(uintptr_t address) const;
  /// True if an object starts exactly there.
  bool isObject(const Object* object) const {
    return addressOf(object) < blocksEnd() && layout_.starts.test(addressOf(object));
  }
  /// Calls f(Object*) for every object. `f` may allocate here; new objects may or may not be seen.
  template <typename F>
  void forEachObject(F&& f) const {
    for (size_t block = 0; block < blocks_.size(); ++block) {
      if (!blocks_[block].inUse) continue;
      layout_.starts.forEach(blockBegin(block), blockBegin(block) + kBlockBytes,
                             [&](uintptr_t at) { f(objectAt(at)); });
    }
  }
  /// Calls f(cardAddress) for each dirty card of blocks in use; `f` clears it if it likes.
  template <typename F>
  void forEachDirtyCard(F&& f) {
    for (size_t block = 0; block < blocks_.size(); ++block) {
      if (!blocks_[block].inUse) continue;
      uintptr_t begin = blockBegin(block);
      auto* words = reinterpret_cast<const uint64_t*>(&layout_.card(begin));
      for (size_t word = 0; word < kBlockBytes / kCardBytes / 8; ++word) {
        if (words[word] == 0) continue;
        for (size_t i = 0; i < 8; ++i) {
          uintptr_t card = begin + (word * 8 + i) * kCardBytes;
          if (layout_.card(card) != 0) f(card);
        }
      }
    }
  }
  void clearCards();
  uintptr_t blocksEnd() const { return layout_.oldBase + blocks_.size() * kBlockBytes; }
  uintptr_t blockBeginOf(uintptr_t address) const { return address & ~(kBlockBytes - 1); }

 private:
  struct Block {
    bool inUse = false;
    bool isPinned = false;     ///< belongs to the pinned stream: never evacuated
    bool isCandidate = false;  ///< being evacuated by the current full collection
    bool hasHoles = false;     ///< free lines not handed out since the last sweep
    bool isDirty = false;      ///< its memory was used before
    uint16_t freeLines = 0;    ///< at the last sweep
  };
  struct Cursor {
    uint8_t* top = nullptr;
    uint8_t* limit = nullptr;
  };
  struct Cursors {
    Cursor hole;                       ///< small objects
    Cursor overflow;                   ///< medium objects that did not fit the hole
    size_t block = 0;                  ///< of `hole`
    size_t nextLine = kLinesPerBlock;  ///< where to look for the next hole of that block
    std::vector<size_t> recyclable;    ///< blocks with holes, next at the back
  };

  size_t blockOf(const void* address) const { return (addressOf(address) - layout_.oldBase) >> kBlockShift; }
  uintptr_t blockBegin(size_t block) const { return layout_.oldBase + (block << kBlockShift); }
  uint8_t* lineBytesOf(size_t block) const { return layout_.lines + block * kLinesPerBlock; }
  uint8_t* allocateSlow(size_t bytes, Stream stream);
  bool nextHole(Cursors& cursors);
  size_t takeFreshBlock(Stream stream);
  void freeBlock(size_t block);
  void releaseFreeBlocks();

  HeapLayout& layout_;
  bool poison_;
  std::vector<Block> blocks_;     ///< every block ever used, by address
  std::vector<size_t> freeList_;  ///< blocks not in use
  Cursors cursors_[2];
  size_t blocksInUse_ = 0;
  size_t pinnedBlocks_ = 0;  ///< of them, in the pinned stream
  size_t liveBytes_ = 0;
  size_t allocatedBytes_ = 0;
  size_t markedBytes_ = 0;
};

}  // namespace minivm::gc
