// GC handles. A handle is the address of a word in a page that never moves; managed code reads and (strong,
// weak) writes that word directly.
//
//   page (4 KiB, aligned): | header: kind | word | word | … |      Dependent: | header | primary, secondary |
//   …
//
// A nursery collection visits those pages alone that were written since the last one or referred to the
// nursery after it.
//
// All handles of a page have one kind, found by masking the address. A free entry holds the next free entry +
// 1: odd, never a reference.
#pragma once

#include <array>
#include <atomic>
#include <memory>
#include <vector>

#include "vm/gc/heap.h"

namespace minivm::gc {

class HandleTable {
 public:
  HandleTable() = default;
  HandleTable(const HandleTable&) = delete;
  HandleTable& operator=(const HandleTable&) = delete;

  GcHandle create(HandleKind kind, Object* object, Object* secondary);
  void destroy(GcHandle handle);
  static void set(GcHandle handle, Object* object) {
    *handle = object;
    noteWrite(handle);
  }
  static Object* compareExchange(GcHandle handle, Object* object, Object* expected) {
    std::atomic_ref<Object*>(*handle).compare_exchange_strong(expected, object);
    noteWrite(handle);
    return expected;
  }
  static void setSecondary(GcHandle handle, Object* secondary) {
    secondaryOf(handle) = secondary;
    noteWrite(handle);
  }
  static HandleKind kindOf(GcHandle handle) { return pageOf(handle)->kind; }
  /// Do collections of the nursery look at it?
  static bool isInYoungPage(GcHandle handle) {
    return pageOf(handle)->mayBeYoung.load(std::memory_order_relaxed);
  }
  /// The second word of a dependent handle. Only collections write through this.
  static Object*& secondaryOf(GcHandle handle) { return handle[1]; }

  /// Calls f(GcHandle) for every handle of the kind in use, also those holding null.
  template <typename F>
  void forEach(HandleKind kind, F&& f) const {
    for (const auto& page : pages_[index(kind)]) forEachIn(*page, f);
  }
  /// The same for the pages that may hold references to the nursery.
  template <typename F>
  void forEachYoung(HandleKind kind, F&& f) const {
    for (const auto& page : pages_[index(kind)]) {
      if (page->mayBeYoung.load(std::memory_order_relaxed)) forEachIn(*page, f);
    }
  }
  /// At the end of a nursery collection: forgets the pages where `isYoung(Object*)` holds for no word.
  template <typename F>
  void age(F&& isYoung) {
    for (size_t kind = 0; kind < kKinds; ++kind) {
      for (const auto& page : pages_[kind]) {
        if (!page->mayBeYoung.load(std::memory_order_relaxed)) continue;
        bool any = false;
        forEachIn(*page, [&](GcHandle handle) {
          any = any || isYoung(*handle) ||
                (page->kind == HandleKind::Dependent && isYoung(secondaryOf(handle)));
        });
        page->mayBeYoung.store(any, std::memory_order_relaxed);
      }
    }
  }

 private:
  static constexpr size_t kHandlePageBytes = 4096;
  static constexpr size_t kWordsPerPage = kHandlePageBytes / sizeof(Object*) - 2;
  static constexpr size_t kKinds = static_cast<size_t>(HandleKind::Dependent) + 1;

  struct alignas(kHandlePageBytes) Page {
    HandleKind kind;
    std::atomic<bool> mayBeYoung;  ///< may hold references to the nursery; set by any thread
    Object* words[kWordsPerPage];
  };
  static_assert(sizeof(Page) == kHandlePageBytes);

  static void noteWrite(GcHandle handle) {
    pageOf(handle)->mayBeYoung.store(true, std::memory_order_relaxed);
  }
  template <typename F>
  static void forEachIn(Page& page, F&& f) {
    size_t stride = strideOf(page.kind);
    for (size_t word = 0; word + stride <= kWordsPerPage; word += stride) {
      GcHandle handle = &page.words[word];
      if ((reinterpret_cast<uintptr_t>(*handle) & 1) == 0) f(handle);
    }
  }
  static size_t index(HandleKind kind) { return static_cast<size_t>(kind); }
  static size_t strideOf(HandleKind kind) { return kind == HandleKind::Dependent ? 2 : 1; }
  static Page* pageOf(GcHandle handle) {
    return reinterpret_cast<Page*>(reinterpret_cast<uintptr_t>(handle) & ~(kHandlePageBytes - 1));
  }
  void addPage(HandleKind kind);

  std::array<std::vector<std::unique_ptr<Page>>, kKinds> pages_;
  std::array<GcHandle, kKinds> free_{};
};

}  // namespace minivm::gc
