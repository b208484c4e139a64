#include "vm/types/module.h"

#include <sys/mman.h>

#include <algorithm>
#include <cstdlib>
#include <new>
#include <type_traits>

#include "loader/names.h"
#include "loader/pdb.h"
#include "vm/types/module_storage.h"

namespace minivm {

namespace {

/// Calls `visit(cache, table)` for each cache of a module, all of one block, the first at its start.
template <typename F>
void forEachCache(Module& module, F&& visit) {
  visit(module.typeDefs, Table::TypeDef);
  visit(module.typeRefs, Table::TypeRef);
  visit(module.methodDefs, Table::MethodDef);
  visit(module.fieldDefs, Table::Field);
  visit(module.memberRefMethods, Table::MemberRef);
  visit(module.memberRefFields, Table::MemberRef);
  visit(module.typeRefTargets, Table::TypeRef);
  visit(module.assemblyRefs, Table::AssemblyRef);
  visit(module.virtualBounds, Table::TypeDef);
  visit(module.ctorAttributes[0], Table::MethodDef);
  visit(module.ctorAttributes[1], Table::MemberRef);
}

/// Bytes of all caches: rows + 1 entries each.
size_t cacheBytes(Module& module, uint32_t capacity) {
  size_t bytes = 0;
  forEachCache(module, [&](auto*& cache, Table table) {
    bytes += sizeof(*cache) * (std::max(capacity, module.metadata().rows(table)) + size_t{1});
    bytes = (bytes + 15) & ~size_t{15};
  });
  return bytes;
}

}  // namespace

Module::Module(Runtime* runtime, std::unique_ptr<Image> image, std::string simpleName)
    : runtime_(runtime), image_(std::move(image)), simpleName_(std::move(simpleName)) {
  grow(std::make_unique<Metadata>(*image_));
  if (simpleName_.empty()) simpleName_ = std::string(metadata().assemblyName());
  makeCaches();
}

Module::Module(Runtime* runtime, std::unique_ptr<Image> image, std::unique_ptr<Metadata> metadata,
               std::string simpleName)
    : runtime_(runtime), image_(std::move(image)), simpleName_(std::move(simpleName)) {
  grow(std::move(metadata));
  makeCaches();
}

Module::Module(Runtime* runtime, std::unique_ptr<ModuleStorage> storage, std::string simpleName)
    : runtime_(runtime),
      storage_(std::move(storage)),
      image_(Image::flat(simpleName, storage_->text())),
      simpleName_(std::move(simpleName)),
      capacity_(ModuleStorage::kMaxRows) {
  grow(storage_->metadata(*image_));
  makeCaches();
}

void Module::grow(std::unique_ptr<Metadata> next) {
  metadata_.push_back(std::move(next));
  current_.store(metadata_.back().get(), std::memory_order_release);
}

/// Zeroed. Of a module that grows, pages of its own, untouched until used: what malloc gives for the second
/// module of this size was used before, and would have to be cleared.
void Module::makeCaches() {
  const size_t bytes = cacheBytes(*this, capacity_);
  void* block = capacity_ ? mmap(nullptr, bytes, PROT_READ | PROT_WRITE,
                                 MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0)
                          : std::calloc(bytes, 1);
  if (!block || block == MAP_FAILED) throw std::bad_alloc();
  size_t at = 0;
  forEachCache(*this, [&](auto*& cache, Table table) {
    cache = reinterpret_cast<std::remove_reference_t<decltype(cache)>>(static_cast<uint8_t*>(block) + at);
    at += sizeof(*cache) * (std::max(capacity_, metadata().rows(table)) + size_t{1});
    at = (at + 15) & ~size_t{15};
  });
}

Module::~Module() {
  if (!typeDefs) return;
  if (capacity_) {
    munmap(typeDefs, cacheBytes(*this, capacity_));
  } else {
    std::free(typeDefs);
  }
}

const Pdb* Module::pdb() const {
  std::call_once(pdbOnce_, [this] { pdb_ = Pdb::find(*image_); });
  return pdb_.get();
}

void Module::joinAssembly(Module& manifest) {
  manifest_ = &manifest;
  simpleName_ = manifest.simpleName_;
}

std::string Module::displayName() const {
  if (!isManifest()) return manifest_->displayName();
  return metadata().hasAssembly() ? assemblyFullName(metadata()) : simpleName_;
}

}  // namespace minivm
