#include "vm/types/module.h"

#include <cstdlib>

#include "loader/names.h"
#include "loader/pdb.h"

namespace minivm {

namespace {

/// Zeroed array of rows + 1 entries; large ones are untouched pages until used.
template <typename T>
T* makeCache(const Metadata& metadata, Table table) {
  return static_cast<T*>(std::calloc(metadata.rows(table) + 1, sizeof(T)));
}

}  // namespace

Module::Module(Runtime* runtime, std::unique_ptr<Image> image, std::string simpleName)
    : runtime_(runtime),
      image_(std::move(image)),
      metadata_(std::make_unique<Metadata>(*image_)),
      simpleName_(std::move(simpleName)) {
  if (simpleName_.empty()) simpleName_ = std::string(metadata_->assemblyName());
  typeDefs = makeCache<std::atomic<MethodTable*>>(*metadata_, Table::TypeDef);
  typeRefs = makeCache<std::atomic<uintptr_t>>(*metadata_, Table::TypeRef);
  memberRefMethods = makeCache<std::atomic<MethodDesc*>>(*metadata_, Table::MemberRef);
  memberRefFields = makeCache<std::atomic<FieldDesc*>>(*metadata_, Table::MemberRef);
  typeRefTargets = makeCache<TypeRefTarget>(*metadata_, Table::TypeRef);
  virtualBounds = makeCache<uint32_t>(*metadata_, Table::TypeDef);
  ctorAttributes[0] = makeCache<uint8_t>(*metadata_, Table::MethodDef);
  ctorAttributes[1] = makeCache<uint8_t>(*metadata_, Table::MemberRef);
  assemblyRefs = makeCache<Module*>(*metadata_, Table::AssemblyRef);
}

Module::~Module() {
  for (void* cache :
       {static_cast<void*>(typeDefs), static_cast<void*>(typeRefs), static_cast<void*>(memberRefMethods),
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

std::string Module::displayName() const {
  return metadata_->hasAssembly() ? assemblyFullName(*metadata_) : simpleName_;
}

}  // namespace minivm
