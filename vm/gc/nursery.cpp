#include "vm/gc/nursery.h"

#include <sys/mman.h>

#include <algorithm>
#include <bit>
#include <cstring>

namespace minivm::gc {

Nursery::Nursery(HeapLayout& layout, size_t activeBytes, bool poison) : layout_(layout), poison_(poison) {
  chunkBytes_ = std::clamp(activeBytes / 16, size_t{4} << 10, size_t{32} << 10);
  chunkShift_ = static_cast<size_t>(std::countr_zero(chunkBytes_));
  count_ = (layout.nurseryEnd - layout.nurseryBase) / chunkBytes_;
  state_.resize(count_);
  age_.resize(count_);
  touched_.resize(count_);
  top_.resize(count_);
  resize(activeBytes);
  filler_.type.flags = MethodTable::kHasComponentSize | 1;
  filler_.type.baseSize = kMinObjectBytes;
}

void Nursery::resize(size_t bytes) {
  active_ = bytes / chunkBytes_;
  reserve_ = std::max<size_t>(2, active_ / 8);
  for (size_t chunk = active_; chunk < count_; ++chunk) {
    if (!touched_[chunk] || state_[chunk] != ChunkState::Free || poison_) continue;
    madvise(chunkBegin(chunk), chunkBytes_, MADV_DONTNEED);
    touched_[chunk] = false;
  }
}

size_t Nursery::takeFree() {
  // Lowest first: a small program touches few pages. Under poison in turns: stale pointers should meet the
  // poison, not new objects.
  while (state_[searchFrom_ % count_] != ChunkState::Free) ++searchFrom_;
  ++used_;
  return searchFrom_++ % count_;
}

bool Nursery::takeEden(uint8_t*& begin, uint8_t*& limit) {
  // Eden leaves room for survivors. Only where pinned chunks crowd the nursery may its first chunk come out
  // of the reserve.
  if (used_ + reserve_ >= active_ && (edenTaken_ || used_ >= active_)) return false;
  edenTaken_ = true;
  size_t chunk = takeFree();
  state_[chunk] = ChunkState::Eden;
  age_[chunk] = 0;
  begin = chunkBegin(chunk);
  limit = chunkLimit(chunk);
  if (touched_[chunk]) std::memset(begin, 0, chunkBytes_);
  touched_[chunk] = true;
  top_[chunk] = limit;  // until retired; walked only after that
  return true;
}

void Nursery::retireWindow(uint8_t* top, uint8_t* limit) {
  top_[chunkOf(limit)] = top;
}

size_t Nursery::usedBytes() const {
  size_t bytes = 0;
  for (size_t chunk = 0; chunk < count_; ++chunk) {
    if (state_[chunk] != ChunkState::Free) bytes += static_cast<size_t>(top_[chunk] - chunkBegin(chunk));
  }
  return bytes;
}

size_t Nursery::edenBytes() const {
  size_t bytes = 0;
  for (size_t chunk = 0; chunk < count_; ++chunk) {
    if (state_[chunk] == ChunkState::Eden) bytes += static_cast<size_t>(top_[chunk] - chunkBegin(chunk));
  }
  return bytes;
}

size_t Nursery::agedChunks() const {
  return static_cast<size_t>(std::count_if(state_.begin(), state_.end(), [](ChunkState state) {
    return state == ChunkState::Survivor || state == ChunkState::Pinned;
  }));
}

void Nursery::clearCards(size_t chunk) {
  std::memset(&layout_.card(addressOf(chunkBegin(chunk))), 0, chunkBytes_ / kCardBytes);
}

void Nursery::beginCollection(int generation) {
  for (size_t chunk = 0; chunk < count_; ++chunk) {
    if (state_[chunk] == ChunkState::Eden || (generation != 0 && state_[chunk] != ChunkState::Free))
      state_[chunk] = ChunkState::From;
  }
  survivors_ = 0;
  if (generation != 0) survivorTop_ = survivorLimit_ = nullptr;
}

bool Nursery::pin(Object* object) {
  state_[chunkOf(object)] = ChunkState::FromPinned;
  return layout_.marks.insert(addressOf(object));
}

uint8_t* Nursery::allocateSurvivorSlow(size_t bytes) {
  if (survivors_ == reserve_ || used_ >= active_) return nullptr;
  if (survivorLimit_ != nullptr) top_[survivorChunk_] = survivorTop_;
  survivorChunk_ = takeFree();
  ++survivors_;
  state_[survivorChunk_] = ChunkState::Survivor;
  age_[survivorChunk_] = 1;
  clearCards(survivorChunk_);
  touched_[survivorChunk_] = true;
  survivorTop_ = top_[survivorChunk_] = chunkBegin(survivorChunk_);
  survivorLimit_ = chunkLimit(survivorChunk_);
  return allocateSurvivor(bytes);
}

void Nursery::endCollection() {
  if (survivorLimit_ != nullptr) top_[survivorChunk_] = survivorTop_;  // filled on by the next one
  for (size_t chunk = 0; chunk < count_; ++chunk) {
    if (state_[chunk] == ChunkState::FromPinned) {
      keepMarkedOnly(chunk);
      state_[chunk] = ChunkState::Pinned;
      age_[chunk] = 1;
    } else if (state_[chunk] == ChunkState::From) {
      freeChunk(chunk);
    }
  }
  edenTaken_ = false;
}

void Nursery::sweepAfterMarking() {
  for (size_t chunk = 0; chunk < count_; ++chunk) {
    if (state_[chunk] != ChunkState::Free && !keepMarkedOnly(chunk)) freeChunk(chunk);
  }
  survivorTop_ = survivorLimit_ = nullptr;  // its chunk may be free
}

void Nursery::freeChunk(size_t chunk) {
  if (poison_) std::memset(chunkBegin(chunk), kPoison, static_cast<size_t>(top_[chunk] - chunkBegin(chunk)));
  state_[chunk] = ChunkState::Free;
  --used_;
  if (!poison_) searchFrom_ = std::min(searchFrom_, chunk);
}

/// Turns unmarked runs into fillers and clears the marks; false when nothing was marked.
bool Nursery::keepMarkedOnly(size_t chunk) {
  bool any = false;
  uintptr_t gap = 0;
  forEachObjectIn(chunk, [&](Object* object) {
    if (layout_.marks.test(addressOf(object))) {
      layout_.marks.reset(addressOf(object));
      if (gap != 0) fill(gap, startOf(object));
      gap = 0;
      any = true;
    } else if (gap == 0) {
      gap = startOf(object);
    }
  });
  if (gap != 0) fill(gap, addressOf(top_[chunk]));
  return any;
}

void Nursery::fill(uintptr_t begin, uintptr_t end) {
  if (poison_) std::memset(pointerTo(begin), kPoison, end - begin);
  auto* filler = static_cast<Array*>(objectAt(begin + kHeaderBytes));
  filler->lockWord() = filler->identityHash() = 0;
  filler->mt = &filler_.type;
  filler->length = static_cast<uint32_t>(end - begin - kMinObjectBytes);
}

Object* Nursery::resolveInterior(uintptr_t address) const {
  size_t chunk = chunkOf(pointerTo(address));
  if (state_[chunk] == ChunkState::Free) return nullptr;
  for (uintptr_t at = addressOf(chunkBegin(chunk)); at < addressOf(top_[chunk]);) {
    Object* object = objectAt(at + kHeaderBytes);
    at += sizeOf(object);
    // One past the end of an object is the first byte of the next one's header, where nothing else may point.
    if (address <= at) return address < addressOf(object) || isFiller(object) ? nullptr : object;
  }
  return nullptr;
}

}  // namespace minivm::gc
