// ModuleStorage: the memory of a module that grows while it is used (System.Reflection.Emit.AssemblyBuilder).
//
// Address space for the largest tables and heaps is reserved at once, so that nothing ever moves: names,
// blobs, bodies and rows that somebody holds stay where they are. Managed code writes the tables and hands
// over what is new; rows of classes that are finished never change, and whoever reads an older Metadata sees
// fewer rows.
#pragma once

#include <array>
#include <memory>

#include "loader/metadata.h"

namespace minivm {

class ModuleStorage {
 public:
  /// Rows of a table, bytes of a heap: more are refused.
  static constexpr uint32_t kMaxRows = 1u << 18;
  static constexpr uint32_t kMaxHeapBytes = 16u << 20;
  static constexpr size_t kLists = 5;
  enum Heap : uint32_t { Strings, Blobs, Guids, UserStrings, Text, HeapCount };

  /// Throws bad_alloc when the address space is used up.
  ModuleStorage();
  ~ModuleStorage();
  ModuleStorage(const ModuleStorage&) = delete;
  ModuleStorage& operator=(const ModuleStorage&) = delete;

  /// Takes over the whole of a table, a list's counts or owners, or a heap; what was there before is its
  /// beginning. Throws bad_alloc when it has no room.
  void setTable(uint32_t table, ByteSpan bytes, uint32_t rows);
  void setCounts(uint32_t list, ByteSpan bytes);
  void setOwners(uint32_t list, ByteSpan bytes);
  void setHeap(Heap heap, ByteSpan bytes);

  /// The room for bodies and field data; RVAs are offsets in it.
  ByteSpan text() const { return {heaps_[Text].start, kMaxHeapBytes}; }
  /// A view of what is there now.
  std::unique_ptr<Metadata> metadata(const Image& image) const;

 private:
  struct Area {
    uint8_t* start = nullptr;
    size_t capacity = 0;
    size_t used = 0;
  };
  static void fill(Area& area, ByteSpan bytes, bool onlyGrows);

  void* base_ = nullptr;
  size_t bytes_ = 0;
  std::array<Area, kTableCount> tables_;
  std::array<uint32_t, kTableCount> rows_{};
  std::array<Area, kLists> counts_, owners_;
  std::array<Area, HeapCount> heaps_;
};

}  // namespace minivm
