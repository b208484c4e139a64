#include "vm/types/module_storage.h"

#include <sys/mman.h>

#include <cstring>
#include <new>

namespace minivm {

namespace {

constexpr size_t kPage = 4096;

size_t wholePages(size_t bytes) {
  return (bytes + kPage - 1) & ~(kPage - 1);
}

size_t wideRowBytes(Table table) {
  size_t bytes = 0;
  for (const ColumnInfo& column : tableColumns(table)) bytes += column.kind == ColumnKind::U16 ? 2 : 4;
  return bytes;
}

}  // namespace

ModuleStorage::ModuleStorage() {
  auto each = [&](auto&& area) {
    for (uint32_t i = 0; i < kTableCount; ++i)
      area(tables_[i], wholePages(wideRowBytes(static_cast<Table>(i)) * kMaxRows));
    for (Area& list : counts_) area(list, size_t{kMaxRows} * 4);
    for (Area& list : owners_) area(list, size_t{kMaxRows} * 4);
    for (Area& heap : heaps_) area(heap, kMaxHeapBytes);
  };
  each([&](Area&, size_t bytes) { bytes_ += bytes; });
  base_ = mmap(nullptr, bytes_, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
  if (base_ == MAP_FAILED) throw std::bad_alloc();
  auto* next = static_cast<uint8_t*>(base_);
  each([&](Area& area, size_t bytes) {
    area.start = next;
    area.capacity = bytes;
    next += bytes;
  });
}

ModuleStorage::~ModuleStorage() {
  munmap(base_, bytes_);
}

void ModuleStorage::fill(Area& area, ByteSpan bytes, bool onlyGrows) {
  if (bytes.size() > area.capacity) throw std::bad_alloc();
  const size_t from = onlyGrows ? std::min(area.used, bytes.size()) : 0;
  if (bytes.size() > from) std::memcpy(area.start + from, bytes.data() + from, bytes.size() - from);
  area.used = bytes.size();
}

void ModuleStorage::setTable(uint32_t table, ByteSpan bytes, uint32_t rows) {
  const size_t rowBytes = table < kTableCount ? wideRowBytes(static_cast<Table>(table)) : 0;
  if (rowBytes == 0 || rows > kMaxRows || bytes.size() < rowBytes * rows) throw std::bad_alloc();
  fill(tables_[table], bytes.subspan(0, rowBytes * rows), false);
  rows_[table] = rows;
}

void ModuleStorage::setCounts(uint32_t list, ByteSpan bytes) {
  fill(counts_[list], bytes, false);
}

void ModuleStorage::setOwners(uint32_t list, ByteSpan bytes) {
  fill(owners_[list], bytes, true);
}

void ModuleStorage::setHeap(Heap heap, ByteSpan bytes) {
  fill(heaps_[heap], bytes, true);
}

std::unique_ptr<Metadata> ModuleStorage::metadata(const Image& image) const {
  WideTables tables;
  for (uint32_t i = 0; i < kTableCount; ++i) tables.tables[i] = {tables_[i].start, rows_[i]};
  auto heap = [&](Heap which) -> ByteSpan { return {heaps_[which].start, heaps_[which].used}; };
  tables.strings = heap(Strings);
  tables.blobs = heap(Blobs);
  tables.guids = heap(Guids);
  tables.userStrings = heap(UserStrings);
  auto words = [](const Area& area) -> std::span<const uint32_t> {
    return {reinterpret_cast<const uint32_t*>(area.start), area.used / 4};
  };
  for (size_t i = 0; i < kLists; ++i) tables.lists[i] = {words(counts_[i]), words(owners_[i])};
  return std::make_unique<Metadata>(image, tables);
}

}  // namespace minivm
