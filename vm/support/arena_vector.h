#pragma once
#include <algorithm>
#include <cassert>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <span>
#include <type_traits>

#include "vm/support/arena.h"

namespace minivm {

/// A vector in an arena, of what needs neither destructor nor copy constructor. What it outgrows stays in
/// the arena, which frees it all at once; a vector that is the arena's last object grows in its place.
template <typename T>
class ArenaVector {
  static_assert(std::is_trivially_copyable_v<T> && std::is_trivially_destructible_v<T>);

 public:
  explicit ArenaVector(Arena& arena) : arena_(&arena) {}
  ArenaVector(const ArenaVector&) = delete;
  ArenaVector& operator=(const ArenaVector&) = delete;

  size_t size() const { return size_; }
  bool empty() const { return size_ == 0; }
  T* data() { return data_; }
  const T* data() const { return data_; }
  T* begin() { return data_; }
  T* end() { return data_ + size_; }
  const T* begin() const { return data_; }
  const T* end() const { return data_ + size_; }
  T& operator[](size_t i) {
    assert(i < size_);
    return data_[i];
  }
  const T& operator[](size_t i) const {
    assert(i < size_);
    return data_[i];
  }
  T& front() { return (*this)[0]; }
  T& back() { return (*this)[size_ - 1]; }
  operator std::span<const T>() const { return {data_, size_}; }  // NOLINT: as std::vector's
  operator std::span<T>() { return {data_, size_}; }              // NOLINT

  /// Room for `count` elements in all. Throws bad_alloc.
  void reserve(size_t count) {
    if (count > capacity_) grow(count);
  }
  /// A new last element, a copy of `value`, which may be an element. Throws bad_alloc.
  T& push_back(T value) {
    if (size_ == capacity_) [[unlikely]]
      grow(size_ + 1);
    return *new (data_ + size_++) T(value);
  }
  void pop_back() {
    assert(size_ != 0);
    --size_;
  }
  void clear() { size_ = 0; }
  /// Elements that are new are value-initialised.
  void resize(size_t count) {
    reserve(count);
    for (size_t i = size_; i < count; ++i) new (data_ + i) T();
    size_ = count;
  }
  /// Elements that are new have no value yet.
  void resizeForOverwrite(size_t count) {
    reserve(count);
    size_ = count;
  }
  /// A new first element.
  void pushFront(T value) {
    push_back(value);
    std::rotate(begin(), end() - 1, end());
  }

 private:
  void grow(size_t needed) {
    constexpr size_t kFirst = 8;
    const size_t capacity = std::max({kFirst, size_t{capacity_} * 2, needed});
    if (capacity > SIZE_MAX / 2 / sizeof(T)) throw std::bad_alloc();
    if (!data_ || !arena_->extend(data_ + capacity_, (capacity - capacity_) * sizeof(T))) {
      T* moved = static_cast<T*>(arena_->allocate(capacity * sizeof(T), alignof(T)));
      if (size_ != 0) std::memcpy(static_cast<void*>(moved), data_, size_ * sizeof(T));
      data_ = moved;
    }
    capacity_ = capacity;
  }

  Arena* arena_;
  T* data_ = nullptr;
  size_t size_ = 0;
  size_t capacity_ = 0;
};

}  // namespace minivm
