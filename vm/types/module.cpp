#include "vm/types/module.h"

#include <algorithm>
#include <cstdlib>

#include "loader/names.h"
#include "loader/pdb.h"
#include "vm/types/module_storage.h"

namespace minivm {

namespace {

/// Zeroed array of rows + 1 entries; large ones are untouched pages until used.
template <typename T>
T* makeCache(uint32_t capacity, const Metadata& metadata, Table table) {
  return static_cast<T*>(std::calloc(std::max(capacity, metadata.rows(table)) + 1, sizeof(T)));
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

void Module::makeCaches() {
  const Metadata& metadata = this->metadata();
  typeDefs = makeCache<std::atomic<MethodTable*>>(capacity_, metadata, Table::TypeDef);
  typeRefs = makeCache<std::atomic<uintptr_t>>(capacity_, metadata, Table::TypeRef);
  methodDefs = makeCache<std::atomic<MethodDesc*>>(capacity_, metadata, Table::MethodDef);
  fieldDefs = makeCache<std::atomic<FieldDesc*>>(capacity_, metadata, Table::Field);
  memberRefMethods = makeCache<std::atomic<MethodDesc*>>(capacity_, metadata, Table::MemberRef);
  memberRefFields = makeCache<std::atomic<FieldDesc*>>(capacity_, metadata, Table::MemberRef);
  typeRefTargets = makeCache<TypeRefTarget>(capacity_, metadata, Table::TypeRef);
  virtualBounds = makeCache<uint32_t>(capacity_, metadata, Table::TypeDef);
  ctorAttributes[0] = makeCache<uint8_t>(capacity_, metadata, Table::MethodDef);
  ctorAttributes[1] = makeCache<uint8_t>(capacity_, metadata, Table::MemberRef);
  assemblyRefs = makeCache<Module*>(capacity_, metadata, Table::AssemblyRef);
}

Module::~Module() {
  for (void* cache :
       {static_cast<void*>(typeDefs), static_cast<void*>(typeRefs), static_cast<void*>(methodDefs),
        static_cast<void*>(fieldDefs), static_cast<void*>(memberRefMethods),
        static_cast<void*>(memberRefFields), static_cast<void*>(typeRefTargets),
        static_cast<void*>(virtualBounds), static_cast<void*>(ctorAttributes[0]),
        static_cast<void*>(ctorAttributes[1]), static_cast<void*>(assemblyRefs)}) {
    std::free(cache);
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
