// What one call was made on, counted while the method is interpreted (ABI 34): receiver types (MethodTable)
// of virtual and interface calls, targets (MethodDesc) of delegates. Plain racy increments, no decay.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>

namespace minivm {

struct MethodDesc;

struct TypeProfile {
  static constexpr size_t kKeys = 3;
  void* keys[kKeys] = {};
  uint32_t counts[kKeys] = {};
  uint32_t others = 0;

  void count(void* key) {
    if (keys[0] == key) {
      ++counts[0];
    } else {
      countRare(key);
    }
  }

  /// Drops the keys for which `isDead(key)` holds. World stopped.
  template <typename F>
  void removeIf(F&& isDead) {
    size_t kept = 0;
    for (size_t i = 0; i < kKeys; ++i) {
      if (!keys[i] || isDead(keys[i])) continue;
      keys[kept] = keys[i];
      counts[kept++] = counts[i];
    }
    for (; kept < kKeys; ++kept) {
      keys[kept] = nullptr;
      counts[kept] = 0;
    }
  }

 private:
  [[gnu::noinline]] void countRare(void* key) {
    for (size_t i = 0; i < kKeys; ++i) {
      if (!keys[i]) keys[i] = key;
      if (keys[i] != key) continue;
      ++counts[i];
      return;
    }
    ++others;
  }
};

/// The profile of the call at an IL offset of a method, null when there is none.
using TypeProfileSource = std::function<const TypeProfile*(const MethodDesc* method, uint32_t ilOffset)>;

}  // namespace minivm
