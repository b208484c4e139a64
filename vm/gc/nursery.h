// Nursery: where objects are born and become generation 1 (ABI 20). A power-of-two aligned range cut into
// chunks; every chunk is walkable from its start to its top, so interior pointers are found by walking at
// most one chunk.
//
//   Free ──► Eden ──► (collection: From) ──► Free
//                        │ survivors are copied into Survivor chunks (generation 1)
//                        └ with a pinned object inside: stays as Pinned, its dead objects become fillers
//   Survivor, Pinned ──► (collection of generation 1: From) ──► Free
//                        │ survivors are copied into old space
//                        └ with a pinned object inside: as above
#pragma once

#include <vector>

#include "vm/gc/heap_layout.h"

namespace minivm::gc {

class Nursery {
 public:
  enum class ChunkState : uint8_t { Free, Eden, Survivor, Pinned, From, FromPinned };

  /// Uses `activeBytes` of the reserved range at first.
  Nursery(HeapLayout& layout, size_t activeBytes, bool poison);

  bool contains(const void* address) const { return layout_.inNursery(addressOf(address)); }
  /// How much memory may be filled before a collection, room for survivors included.
  size_t activeBytes() const { return active_ * chunkBytes_; }
  size_t chunkBytes() const { return chunkBytes_; }
  size_t reservedBytes() const { return count_ * chunkBytes_; }
  /// Changes that, from the next chunk taken on; chunks that are too many go as they become free. Outside of
  /// collections. `bytes`: at least 16 chunks, at most what is reserved.
  void resize(size_t bytes);
  /// Objects above this size are born in old space.
  size_t maxObjectBytes() const { return chunkBytes_ / 2; }

  // --- birth ---
  /// A zeroed chunk for allocation: [begin, limit). False when it is time to collect.
  bool takeEden(uint8_t*& begin, uint8_t*& limit);
  /// The allocator is done with a window; objects end at `top`.
  void retireWindow(uint8_t* top, uint8_t* limit);
  /// Bytes up to the tops of all chunks; the chunk of an open window counts as full.
  size_t usedBytes() const;
  /// The same for Eden alone: what was allocated since the last collection.
  size_t edenBytes() const;

  // --- collection ---
  /// Eden becomes From space, of generation 1 the rest, too.
  void beginCollection(int generation);
  /// Do chunks of generation 1 take so much room that they should be collected?
  bool isAgedFull() const { return agedChunks() > reserve_; }
  /// Calls f(Object*) for each object of generation 1 that stays, where it overlaps a dirty card; cleans
  /// those cards. During a collection of generation 0.
  template <typename F>
  void forEachDirtyAged(F&& f);
  /// Is this a From-space object (that must be copied or is pinned)?
  bool isFrom(const Object* object) const { return state_[chunkOf(object)] >= ChunkState::From; }
  bool isFromPinned(const Object* object) const { return state_[chunkOf(object)] == ChunkState::FromPinned; }
  /// Keeps the object where it is (its mark bit says so); true when it was not pinned yet.
  bool pin(Object* object);
  /// 0 or 1: collections survived by a From-space object.
  int ageOf(const Object* object) const { return age_[chunkOf(object)]; }
  /// Room for a survivor, or null: then it is promoted.
  uint8_t* allocateSurvivor(size_t bytes) {
    if (bytes <= static_cast<size_t>(survivorLimit_ - survivorTop_)) [[likely]] {
      uint8_t* start = survivorTop_;
      survivorTop_ += bytes;
      return start;
    }
    return allocateSurvivorSlow(bytes);
  }
  /// Frees From space, turns chunks with pinned objects into Pinned ones.
  void endCollection();
  /// After marking: unmarked objects become fillers (they may refer to freed old objects), marks are cleared,
  /// empty chunks freed.
  void sweepAfterMarking();

  /// The object that `address` points into (or one past the end of), or null.
  Object* resolveInterior(uintptr_t address) const;
  /// Calls f(Object*) for every object and filler, chunk by chunk. Windows are retired.
  template <typename F>
  void forEachObject(F&& f) const {
    for (size_t chunk = 0; chunk < count_; ++chunk) {
      if (state_[chunk] != ChunkState::Free) forEachObjectIn(chunk, f);
    }
  }
  /// Was born since the last collection.
  bool isEden(const void* address) const { return state_[chunkOf(address)] == ChunkState::Eden; }
  bool isFiller(const Object* object) const { return typeOf(object) == &filler_.type; }
  /// 0 or 1, outside of collections.
  int generationOf(const Object* object) const { return isEden(object) ? 0 : 1; }
  /// Chunks that are not free, and the top of each, for verification.
  bool isInFilledPart(const Object* object) const {
    size_t chunk = chunkOf(object);
    return state_[chunk] != ChunkState::Free && addressOf(object) < addressOf(top_[chunk]);
  }

 private:
  size_t chunkOf(const void* address) const {
    return (addressOf(address) - layout_.nurseryBase) >> chunkShift_;
  }
  uint8_t* chunkBegin(size_t chunk) const { return pointerTo(layout_.nurseryBase + (chunk << chunkShift_)); }
  uint8_t* chunkLimit(size_t chunk) const { return chunkBegin(chunk) + chunkBytes_ - kSpareBytes; }
  size_t takeFree();
  size_t agedChunks() const;
  void clearCards(size_t chunk);
  void freeChunk(size_t chunk);
  uint8_t* allocateSurvivorSlow(size_t bytes);
  void fill(uintptr_t begin, uintptr_t end);
  bool keepMarkedOnly(size_t chunk);
  template <typename F>
  void forEachObjectIn(size_t chunk, F&& f) const {
    for (uintptr_t at = addressOf(chunkBegin(chunk)); at < addressOf(top_[chunk]);) {
      Object* object = objectAt(at + kHeaderBytes);
      at += sizeOf(object);
      f(object);
    }
  }

  /// What lies in the gaps of a Pinned chunk: an array of bytes. In front of a MethodTable stands its GcDesc
  /// pointer.
  struct FillerType {
    const GcDesc* desc = nullptr;
    MethodTable type{};
  };
  static_assert(offsetof(FillerType, type) == sizeof(GcDesc*));

  HeapLayout& layout_;
  FillerType filler_;
  bool poison_;
  size_t chunkShift_ = 0, chunkBytes_ = 0;
  size_t count_ = 0;        ///< chunks reserved
  size_t active_ = 0;       ///< of which so many may be in use at a time
  size_t used_ = 0;         ///< not Free
  size_t searchFrom_ = 0;   ///< where to look for a free chunk
  size_t reserve_ = 0;      ///< chunks that Eden leaves for survivors
  size_t survivors_ = 0;    ///< Survivor chunks taken in this collection
  bool edenTaken_ = false;  ///< since the last collection
  uint8_t* survivorTop_ = nullptr;
  uint8_t* survivorLimit_ = nullptr;
  size_t survivorChunk_ = 0;
  std::vector<ChunkState> state_;
  std::vector<uint8_t> age_;
  std::vector<uint8_t> touched_;  ///< 0: pages as the kernel gave them, zero already
  std::vector<uint8_t*> top_;
};

template <typename F>
void Nursery::forEachDirtyAged(F&& f) {
  const size_t cardsPerChunk = chunkBytes_ / kCardBytes;
  for (size_t chunk = 0; chunk < count_; ++chunk) {
    if (state_[chunk] != ChunkState::Survivor && state_[chunk] != ChunkState::Pinned) continue;
    const uint8_t* cards = &layout_.card(addressOf(chunkBegin(chunk)));
    uint64_t dirty = 0;
    for (size_t i = 0; i < cardsPerChunk; ++i) dirty |= uint64_t{cards[i] != 0} << i;
    if (dirty == 0) continue;
    clearCards(chunk);
    const uintptr_t begin = addressOf(chunkBegin(chunk));
    forEachObjectIn(chunk, [&](Object* object) {
      const uintptr_t first = (startOf(object) - begin) >> kCardShift;
      const uintptr_t last = (startOf(object) + sizeOf(object) - 1 - begin) >> kCardShift;
      if (dirty >> first & ((uint64_t{2} << (last - first)) - 1)) f(object);
    });
  }
}

}  // namespace minivm::gc
