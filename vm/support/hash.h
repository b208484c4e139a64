#pragma once
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <functional>
#include <memory>
#include <new>
#include <string>
#include <string_view>
#include <tuple>
#include <type_traits>
#include <utility>
#include <vector>

namespace minivm {

/// Scrambles 64 bits so that every input bit reaches every output bit.
constexpr uint64_t mix64(uint64_t x) {
  x ^= x >> 32;
  x *= 0xD6E8FEB86659FD93u;
  x ^= x >> 32;
  x *= 0xD6E8FEB86659FD93u;
  x ^= x >> 32;
  return x;
}

/// Joins a hash with one more value; order matters.
constexpr uint64_t combineHash(uint64_t hash, uint64_t value) {
  return mix64(hash * 0x9E3779B97F4A7C15u + value + 0x7F4A7C15u);
}

/// Hash of a run of bytes, eight at a time.
inline uint64_t hashBytes(const void* data, size_t size, uint64_t seed = 0) {
  const auto* p = static_cast<const uint8_t*>(data);
  uint64_t hash = mix64(seed ^ (size * 0x9E3779B97F4A7C15u));
  while (size >= 8) {
    uint64_t word;
    std::memcpy(&word, p, 8);
    hash = mix64(hash ^ word) + 0x9E3779B97F4A7C15u;
    p += 8;
    size -= 8;
  }
  uint64_t tail = 0;
  if (size) std::memcpy(&tail, p, size);
  return mix64(hash ^ tail);
}

/// Hash of a text.
inline uint64_t hashString(std::string_view text, uint64_t seed = 0) {
  return hashBytes(text.data(), text.size(), seed);
}

/// The hash HashMap uses unless told otherwise. Integers, enums, pointers, strings, pairs, and every type
/// with a `uint64_t hash() const` member. Transparent: a string_view finds a std::string key.
struct DefaultHash {
  template <typename T>
  uint64_t operator()(const T& key) const {
    if constexpr (std::is_convertible_v<const T&, std::string_view>) {
      return hashString(key);
    } else if constexpr (std::is_integral_v<T> || std::is_enum_v<T>) {
      return mix64(static_cast<uint64_t>(key));
    } else if constexpr (std::is_pointer_v<T>) {
      return mix64(reinterpret_cast<uintptr_t>(key));
    } else {
      return key.hash();
    }
  }
  template <typename A, typename B>
  uint64_t operator()(const std::pair<A, B>& key) const {
    return combineHash((*this)(key.first), (*this)(key.second));
  }
};

/// Open-addressing hash map: linear probing, at most 7/8 full, deletion by shifting back (no tombstones).
/// Pointers to values are valid until the next insertion or erasure. Keys and values must be nothrow
/// movable. Iteration order is unspecified: never let it reach a dump.
template <typename K, typename V, typename Hash = DefaultHash>
class HashMap {
  struct Slot {
    uint32_t tag = 0;  // 0 = empty, otherwise the upper hash bits | 1
    alignas(std::pair<K, V>) unsigned char storage[sizeof(std::pair<K, V>)];
    std::pair<K, V>& pair() { return *std::launder(reinterpret_cast<std::pair<K, V>*>(storage)); }
    const std::pair<K, V>& pair() const {
      return *std::launder(reinterpret_cast<const std::pair<K, V>*>(storage));
    }
  };

  template <typename S, typename P>
  class Iterator {
   public:
    Iterator(S* slot, S* end) : slot_(slot), end_(end) { skip(); }
    P& operator*() const { return slot_->pair(); }
    P* operator->() const { return &slot_->pair(); }
    Iterator& operator++() {
      ++slot_;
      skip();
      return *this;
    }
    bool operator==(const Iterator& other) const { return slot_ == other.slot_; }

   private:
    void skip() {
      while (slot_ != end_ && slot_->tag == 0) ++slot_;
    }
    S* slot_;
    S* end_;
  };

 public:
  using iterator = Iterator<Slot, std::pair<K, V>>;
  using const_iterator = Iterator<const Slot, const std::pair<K, V>>;

  HashMap() = default;
  ~HashMap() { clear(); }
  HashMap(HashMap&& other) noexcept { swap(other); }
  HashMap& operator=(HashMap&& other) noexcept {
    if (this != &other) {
      clear();
      swap(other);
    }
    return *this;
  }
  HashMap(const HashMap& other) {
    reserve(other.size());
    for (const auto& [key, value] : other) tryInsert(key, value);
  }
  HashMap& operator=(const HashMap& other) {
    HashMap copy(other);
    swap(copy);
    return *this;
  }

  size_t size() const { return size_; }
  bool empty() const { return size_ == 0; }

  /// The value of `key`, or null.
  template <typename Q>
  V* find(const Q& key) {
    Slot* slot = findSlot(key);
    return slot ? &slot->pair().second : nullptr;
  }
  template <typename Q>
  const V* find(const Q& key) const {
    return const_cast<HashMap*>(this)->find(key);
  }
  template <typename Q>
  bool contains(const Q& key) const {
    return find(key) != nullptr;
  }

  /// Inserts unless the key is there; the value's place, and whether it was inserted.
  template <typename Key, typename... Args>
  std::pair<V*, bool> tryInsert(Key&& key, Args&&... args) {
    if (Slot* slot = findSlot(key)) return {&slot->pair().second, false};
    if ((size_ + 1) * 8 > capacity_ * 7) grow(capacity_ ? capacity_ * 2 : 8);
    uint64_t hash = Hash()(key);
    size_t index = hash & (capacity_ - 1);
    while (slots_[index].tag) index = (index + 1) & (capacity_ - 1);
    Slot& slot = slots_[index];
    new (slot.storage)
        std::pair<K, V>(std::piecewise_construct, std::forward_as_tuple(std::forward<Key>(key)),
                        std::forward_as_tuple(std::forward<Args>(args)...));
    slot.tag = tagOf(hash);
    ++size_;
    return {&slot.pair().second, true};
  }

  /// Inserts or overwrites.
  template <typename Key, typename Value>
  V& set(Key&& key, Value&& value) {
    auto [place, inserted] = tryInsert(std::forward<Key>(key));
    *place = std::forward<Value>(value);
    return *place;
  }

  /// The value of `key`, value-initialised when it was not there.
  template <typename Key>
  V& operator[](Key&& key) {
    return *tryInsert(std::forward<Key>(key)).first;
  }

  /// Removes `key`; true when it was there.
  template <typename Q>
  bool erase(const Q& key) {
    Slot* found = findSlot(key);
    if (!found) return false;
    size_t hole = static_cast<size_t>(found - slots_.get());
    found->pair().~pair();
    found->tag = 0;
    --size_;
    // Shift back every follower that probed past the hole, so that no probe sequence is broken.
    for (size_t index = (hole + 1) & (capacity_ - 1); slots_[index].tag;
         index = (index + 1) & (capacity_ - 1)) {
      size_t home = Hash()(slots_[index].pair().first) & (capacity_ - 1);
      if (((index - home) & (capacity_ - 1)) < ((index - hole) & (capacity_ - 1))) continue;
      moveSlot(slots_[hole], slots_[index]);
      hole = index;
    }
    return true;
  }

  /// Removes what `isDead(key, value)` holds for.
  template <typename F>
  void eraseIf(F&& isDead) {
    std::vector<K> dead;
    for (const auto& [key, value] : *this) {
      if (isDead(key, value)) dead.push_back(key);
    }
    for (const K& key : dead) erase(key);
  }

  /// Removes everything and gives the memory back.
  void clear() {
    for (size_t i = 0; i < capacity_; ++i)
      if (slots_[i].tag) slots_[i].pair().~pair();
    slots_.reset();
    size_ = capacity_ = 0;
  }

  /// Makes room for `count` entries without growing in between.
  void reserve(size_t count) {
    size_t wanted = 8;
    while (wanted * 7 < count * 8) wanted *= 2;
    if (count && wanted > capacity_) grow(wanted);
  }

  iterator begin() { return {slots_.get(), slots_.get() + capacity_}; }
  iterator end() { return {slots_.get() + capacity_, slots_.get() + capacity_}; }
  const_iterator begin() const { return {slots_.get(), slots_.get() + capacity_}; }
  const_iterator end() const { return {slots_.get() + capacity_, slots_.get() + capacity_}; }

 private:
  static uint32_t tagOf(uint64_t hash) { return static_cast<uint32_t>(hash >> 32) | 1; }

  template <typename Q>
  Slot* findSlot(const Q& key) {
    if (!capacity_) return nullptr;
    uint64_t hash = Hash()(key);
    uint32_t tag = tagOf(hash);
    for (size_t index = hash & (capacity_ - 1); slots_[index].tag; index = (index + 1) & (capacity_ - 1))
      if (slots_[index].tag == tag && slots_[index].pair().first == key) return &slots_[index];
    return nullptr;
  }

  static void moveSlot(Slot& to, Slot& from) {
    new (to.storage) std::pair<K, V>(std::move(from.pair()));
    to.tag = from.tag;
    from.pair().~pair();
    from.tag = 0;
  }

  void grow(size_t newCapacity) {
    auto old = std::move(slots_);
    size_t oldCapacity = capacity_;
    slots_.reset(new Slot[newCapacity]);
    capacity_ = newCapacity;
    for (size_t i = 0; i < oldCapacity; ++i) {
      if (!old[i].tag) continue;
      size_t index = Hash()(old[i].pair().first) & (capacity_ - 1);
      while (slots_[index].tag) index = (index + 1) & (capacity_ - 1);
      moveSlot(slots_[index], old[i]);
    }
  }

  void swap(HashMap& other) {
    std::swap(slots_, other.slots_);
    std::swap(size_, other.size_);
    std::swap(capacity_, other.capacity_);
  }

  std::unique_ptr<Slot[]> slots_;
  size_t size_ = 0;
  size_t capacity_ = 0;  // a power of two, or 0
};

}  // namespace minivm
