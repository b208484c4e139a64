#pragma once
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <memory>
#include <new>
#include <span>
#include <string_view>
#include <type_traits>
#include <utility>

namespace minivm {

/// A chunked bump allocator: objects live until the arena dies and are never freed singly. Destructors
/// are not run, so only trivially destructible types may be made here. Not thread-safe.
class Arena {
 public:
  /// `firstChunkBytes` is the size of the first chunk; later ones double up to 1 MB.
  explicit Arena(size_t firstChunkBytes = 4096) : nextChunkBytes_(firstChunkBytes) {}
  /// Begins in memory of the caller's, which outlives the arena and is not freed by it: short work then
  /// asks the system for nothing.
  explicit Arena(std::span<std::byte> first)
      : cursor_(reinterpret_cast<uintptr_t>(first.data())), limit_(cursor_ + first.size()) {}
  ~Arena() { release(); }
  Arena(const Arena&) = delete;
  Arena& operator=(const Arena&) = delete;
  Arena(Arena&& other) noexcept { swap(other); }
  Arena& operator=(Arena&& other) noexcept {
    if (this != &other) {
      release();
      swap(other);
    }
    return *this;
  }

  /// Uninitialised memory of `bytes` bytes; `align` is a power of two up to 4096. Throws bad_alloc.
  void* allocate(size_t bytes, size_t align = 8) {
    uintptr_t start = (cursor_ + align - 1) & ~(uintptr_t{align} - 1);
    if (start > limit_ || bytes > limit_ - start) return allocateSlow(bytes, align);
    cursor_ = start + bytes;
    return reinterpret_cast<void*>(start);
  }

  /// Makes what was allocated last longer, in its place; false when there is no room behind it, or it was
  /// not the last. `end` is where it ends.
  bool extend(void* end, size_t bytes) {
    if (reinterpret_cast<uintptr_t>(end) != cursor_ || bytes > limit_ - cursor_) return false;
    cursor_ += bytes;
    return true;
  }

  /// Constructs one T in the arena.
  template <typename T, typename... Args>
  T* make(Args&&... args) {
    static_assert(std::is_trivially_destructible_v<T>, "an arena never runs destructors");
    return new (allocate(sizeof(T), alignof(T))) T(std::forward<Args>(args)...);
  }

  /// An array of `count` zeroed (value-initialised) elements.
  template <typename T>
  std::span<T> makeArray(size_t count) {
    static_assert(std::is_trivially_destructible_v<T>, "an arena never runs destructors");
    if (count > SIZE_MAX / 2 / sizeof(T)) throw std::bad_alloc();
    T* first = static_cast<T*>(allocate(count * sizeof(T), alignof(T)));
    std::uninitialized_value_construct_n(first, count);
    return {first, count};
  }

  /// A copy of `source` in the arena.
  template <typename T>
  std::span<T> copyArray(std::span<const T> source) {
    static_assert(std::is_trivially_copyable_v<T>);
    T* first = static_cast<T*>(allocate(source.size_bytes(), alignof(T)));
    if (!source.empty()) std::memcpy(static_cast<void*>(first), source.data(), source.size_bytes());
    return {first, source.size()};
  }

  /// A NUL-terminated copy of `text`; the view does not include the NUL.
  std::string_view copyString(std::string_view text) {
    char* copy = static_cast<char*>(allocate(text.size() + 1, 1));
    if (!text.empty()) std::memcpy(copy, text.data(), text.size());
    copy[text.size()] = '\0';
    return {copy, text.size()};
  }

  /// Does the address lie in memory of this arena?
  bool contains(const void* address) const {
    const auto at = reinterpret_cast<uintptr_t>(address);
    for (const Chunk* chunk = chunks_; chunk; chunk = chunk->previous) {
      const auto start = reinterpret_cast<uintptr_t>(chunk);
      if (at >= start && at - start < chunk->bytes) return true;
    }
    return false;
  }

  /// Bytes obtained from the system so far.
  size_t reservedBytes() const { return reservedBytes_; }

 private:
  struct Chunk {
    Chunk* previous;
    size_t bytes;
  };

  void* allocateSlow(size_t bytes, size_t align) {
    if (bytes > SIZE_MAX / 2) throw std::bad_alloc();
    size_t needed = bytes + align + sizeof(Chunk);
    size_t chunkBytes = std::max(nextChunkBytes_, needed);
    auto* chunk = static_cast<Chunk*>(std::malloc(chunkBytes));
    if (!chunk) throw std::bad_alloc();
    chunk->previous = chunks_;
    chunk->bytes = chunkBytes;
    chunks_ = chunk;
    reservedBytes_ += chunkBytes;
    nextChunkBytes_ = std::min<size_t>(nextChunkBytes_ * 2, size_t{1} << 20);
    uintptr_t begin = reinterpret_cast<uintptr_t>(chunk + 1);
    uintptr_t end = reinterpret_cast<uintptr_t>(chunk) + chunkBytes;
    uintptr_t start = (begin + align - 1) & ~(uintptr_t{align} - 1);
    // A chunk made for one big object must not displace a fresher chunk with more room.
    if (end - (start + bytes) >= limit_ - cursor_) {
      cursor_ = start + bytes;
      limit_ = end;
    }
    return reinterpret_cast<void*>(start);
  }

  void release() {
    while (chunks_) {
      Chunk* previous = chunks_->previous;
      std::free(chunks_);
      chunks_ = previous;
    }
    cursor_ = limit_ = reservedBytes_ = 0;
  }

  void swap(Arena& other) {
    std::swap(chunks_, other.chunks_);
    std::swap(cursor_, other.cursor_);
    std::swap(limit_, other.limit_);
    std::swap(nextChunkBytes_, other.nextChunkBytes_);
    std::swap(reservedBytes_, other.reservedBytes_);
  }

  Chunk* chunks_ = nullptr;
  uintptr_t cursor_ = 0;
  uintptr_t limit_ = 0;
  size_t nextChunkBytes_ = 4096;
  size_t reservedBytes_ = 0;
};

}  // namespace minivm
