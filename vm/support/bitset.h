#pragma once
#include <bit>
#include <cassert>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace minivm {

/// A set of small integers below a size fixed at construction (or by resize).
class Bitset {
 public:
  Bitset() = default;
  explicit Bitset(size_t size) : words_((size + 63) / 64), size_(size) {}

  size_t size() const { return size_; }

  /// Changes the size; new members are absent.
  void resize(size_t size) {
    words_.resize((size + 63) / 64);
    size_ = size;
    trim();
  }

  bool test(size_t index) const {
    assert(index < size_);
    return (words_[index / 64] >> (index % 64)) & 1;
  }
  void set(size_t index) {
    assert(index < size_);
    words_[index / 64] |= uint64_t{1} << (index % 64);
  }
  void set(size_t index, bool value) { value ? set(index) : reset(index); }
  void reset(size_t index) {
    assert(index < size_);
    words_[index / 64] &= ~(uint64_t{1} << (index % 64));
  }
  /// Adds `index`; true when it was absent.
  bool insert(size_t index) {
    if (test(index)) return false;
    set(index);
    return true;
  }
  void clear() { words_.assign(words_.size(), 0); }
  void setAll() {
    words_.assign(words_.size(), ~uint64_t{0});
    trim();
  }

  size_t count() const {
    size_t total = 0;
    for (uint64_t word : words_) total += static_cast<size_t>(std::popcount(word));
    return total;
  }
  bool any() const {
    for (uint64_t word : words_)
      if (word) return true;
    return false;
  }

  /// this |= other; true when this changed. Sizes must be equal, as for the next two.
  bool unionWith(const Bitset& other) {
    return combine(other, [](uint64_t a, uint64_t b) { return a | b; });
  }
  /// this &= other; true when this changed.
  bool intersectWith(const Bitset& other) {
    return combine(other, [](uint64_t a, uint64_t b) { return a & b; });
  }
  /// this &= ~other; true when this changed.
  bool subtract(const Bitset& other) {
    return combine(other, [](uint64_t a, uint64_t b) { return a & ~b; });
  }

  /// The first member at or after `from`, or size() when there is none.
  size_t findNext(size_t from) const {
    if (from >= size_) return size_;
    size_t index = from / 64;
    uint64_t word = words_[index] & (~uint64_t{0} << (from % 64));
    while (!word) {
      if (++index == words_.size()) return size_;
      word = words_[index];
    }
    return index * 64 + static_cast<size_t>(std::countr_zero(word));
  }

  /// Calls visit(index) for every member, in rising order.
  template <typename Visit>
  void forEach(Visit visit) const {
    for (size_t w = 0; w < words_.size(); ++w)
      for (uint64_t word = words_[w]; word; word &= word - 1)
        visit(w * 64 + static_cast<size_t>(std::countr_zero(word)));
  }

  bool operator==(const Bitset& other) const = default;

 private:
  template <typename Op>
  bool combine(const Bitset& other, Op op) {
    assert(size_ == other.size_);
    uint64_t changed = 0;
    for (size_t i = 0; i < words_.size(); ++i) {
      uint64_t next = op(words_[i], other.words_[i]);
      changed |= next ^ words_[i];
      words_[i] = next;
    }
    return changed != 0;
  }
  void trim() {
    if (size_ % 64) words_.back() &= ~(~uint64_t{0} << (size_ % 64));
  }

  std::vector<uint64_t> words_;
  size_t size_ = 0;
};

}  // namespace minivm
