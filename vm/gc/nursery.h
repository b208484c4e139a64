// Nursery: where objects are born and spend one collection (ABI 20). A power-of-two aligned range cut into
// chunks; every chunk is walkable from its start to its top, so interior pointers are found by walking at
// most one chunk.
//
//   Free ──► Eden ──► (collection: From) ──► Free
//                        │ survivors of age 0 are copied into Survivor chunks, those of age 1 into old space
//                        └ with a pinned object inside: stays as Pinned, its dead objects become fillers
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
  /// All filled chunks become From space.
  void beginCollection();
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
  bool isFiller(const Object* object) const { return typeOf(object) == &filler_.type; }
  /// 0 or 1, outside of collections.
  int generationOf(const Object* object) const { return state_[chunkOf(object)] == ChunkState::Eden ? 0 : 1; }
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

}  // namespace minivm::gc
