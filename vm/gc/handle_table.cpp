#include "vm/gc/handle_table.h"

namespace minivm::gc {

namespace {
Object* freeWord(GcHandle next) {
  return reinterpret_cast<Object*>(reinterpret_cast<uintptr_t>(next) + 1);
}
GcHandle nextFree(GcHandle free) {
  return reinterpret_cast<GcHandle>(reinterpret_cast<uintptr_t>(*free) - 1);
}
}  // namespace

GcHandle HandleTable::create(HandleKind kind, Object* object, Object* secondary) {
  GcHandle& free = free_[index(kind)];
  if (free == nullptr) addPage(kind);
  GcHandle handle = free;
  free = nextFree(handle);
  set(handle, object);
  if (kind == HandleKind::Dependent) setSecondary(handle, secondary);
  return handle;
}

void HandleTable::destroy(GcHandle handle) {
  HandleKind kind = kindOf(handle);
  if (kind == HandleKind::Dependent) secondaryOf(handle) = nullptr;
  *handle = freeWord(free_[index(kind)]);
  free_[index(kind)] = handle;
}

void HandleTable::addPage(HandleKind kind) {
  auto page = std::make_unique<Page>();
  page->kind = kind;
  size_t stride = strideOf(kind);
  // Back to front, so that the lowest entries are handed out first.
  for (size_t entry = kWordsPerPage / stride; entry-- != 0;) {
    GcHandle handle = &page->words[entry * stride];
    *handle = freeWord(free_[index(kind)]);
    free_[index(kind)] = handle;
  }
  pages_[index(kind)].push_back(std::move(page));
}

}  // namespace minivm::gc
