// LockFreeMap: a map from two words to one, read without locks (ABI 25). Nothing is removed while somebody
// may read. Writers hold the type-load lock. Memory is the arena's: a table outgrown stays valid for the
// readers that still walk it.
#pragma once

#include <atomic>
#include <cstdint>

#include "vm/support/arena.h"
#include "vm/support/hash.h"

namespace minivm {

template <typename A, typename B, typename V>
class LockFreeMap {
 public:
  explicit LockFreeMap(Arena& arena) : arena_(arena) {}

  /// The value, or V{} when absent. Any thread.
  V find(A a, B b) const {
    const Table* table = table_.load(std::memory_order_acquire);
    if (!table) return V{};
    for (Entry* entry = table->buckets[hashOf(a, b) & table->mask].load(std::memory_order_acquire); entry;
         entry = entry->next) {
      if (entry->a == a && entry->b == b) return entry->value;
    }
    return V{};
  }
  /// Adds a pair that is absent (adding it twice is harmless). Under the lock.
  void insert(A a, B b, V value) {
    Table* table = table_.load(std::memory_order_relaxed);
    if (!table || count_ > table->mask) table = grow(table);
    add(table, a, b, value);
    ++count_;
  }

  /// Removes the entries for which `isDead(a, b, value)` holds. World stopped.
  template <typename F>
  void removeIf(F&& isDead) {
    Table* table = table_.load(std::memory_order_relaxed);
    if (!table) return;
    for (uint64_t i = 0; i <= table->mask; ++i) {
      Entry* living = nullptr;
      for (Entry* entry = table->buckets[i].load(std::memory_order_relaxed); entry;) {
        Entry* next = entry->next;
        const bool dies = isDead(entry->a, entry->b, entry->value);
        Entry*& list = dies ? free_ : living;
        entry->next = list;
        list = entry;
        if (dies) --count_;
        entry = next;
      }
      table->buckets[i].store(living, std::memory_order_relaxed);
    }
  }

 private:
  struct Entry {
    A a;
    B b;
    V value;
    Entry* next;
  };
  struct Table {
    uint64_t mask;
    std::atomic<Entry*>* buckets;
  };
  static uint64_t hashOf(A a, B b) { return combineHash((uint64_t)a, (uint64_t)b); }

  void add(Table* table, A a, B b, V value) {
    auto& bucket = table->buckets[hashOf(a, b) & table->mask];
    Entry* entry = free_;
    if (entry) {
      free_ = entry->next;
    } else {
      entry = static_cast<Entry*>(arena_.allocate(sizeof(Entry), alignof(Entry)));
    }
    bucket.store(new (entry) Entry{a, b, value, bucket.load(std::memory_order_relaxed)},
                 std::memory_order_release);
  }
  Table* grow(Table* old) {
    uint64_t size = old ? (old->mask + 1) * 4 : 64;
    Table* table = arena_.make<Table>(Table{size - 1, arena_.makeArray<std::atomic<Entry*>>(size).data()});
    if (old) {
      for (uint64_t i = 0; i <= old->mask; ++i) {
        for (Entry* e = old->buckets[i].load(std::memory_order_relaxed); e; e = e->next)
          add(table, e->a, e->b, e->value);
      }
    }
    table_.store(table, std::memory_order_release);
    return table;
  }

  Arena& arena_;
  std::atomic<Table*> table_{nullptr};
  uint64_t count_ = 0;
  Entry* free_ = nullptr;  ///< removed ones, to be used again
};

}  // namespace minivm
