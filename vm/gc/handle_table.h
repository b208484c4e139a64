// GC handles. A handle is the address of a word in a page that never moves; managed code reads and (strong,
// weak) writes that word directly.
//
//   page (4 KiB, aligned): | header: kind | word | word | … |      Dependent: | header | primary, secondary |
//   …
//
// All handles of a page have one kind, found by masking the address. A free entry holds the next free entry +
// 1: odd, never a reference.
#pragma once

#include <array>
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
  static HandleKind kindOf(GcHandle handle) { return pageOf(handle)->kind; }
  /// The second word of a dependent handle.
  static Object*& secondaryOf(GcHandle handle) { return handle[1]; }

  /// Calls f(GcHandle) for every handle of the kind in use, also those holding null.
  template <typename F>
  void forEach(HandleKind kind, F&& f) const {
    size_t stride = strideOf(kind);
    for (const auto& page : pages_[index(kind)]) {
      for (size_t word = 0; word + stride <= kWordsPerPage; word += stride) {
        GcHandle handle = &page->words[word];
        if ((reinterpret_cast<uintptr_t>(*handle) & 1) == 0) f(handle);
      }
    }
  }

 private:
  static constexpr size_t kHandlePageBytes = 4096;
  static constexpr size_t kWordsPerPage = kHandlePageBytes / sizeof(Object*) - 2;
  static constexpr size_t kKinds = static_cast<size_t>(HandleKind::Dependent) + 1;

  struct alignas(kHandlePageBytes) Page {
    HandleKind kind;
    Object* reserved;
    Object* words[kWordsPerPage];
  };
  static_assert(sizeof(Page) == kHandlePageBytes);

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
