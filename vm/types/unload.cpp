// What collectible assemblies own, and how everything that leads to a dead one is taken back (ABI 23).
#include <algorithm>

#include "vm/types/type_loader.h"

namespace minivm {

LoaderAllocator* TypeLoader::allocatorOf(LoaderAllocator* definition, std::span<const TypeHandle> args) {
  LoaderAllocator* youngest = youngestOf(definition, args);
  if (!youngest) return nullptr;
  youngest->refer(definition);
  for (TypeHandle arg : args) youngest->refer(minivm::allocatorOf(arg));
  return youngest;
}

LoaderAllocator* TypeLoader::allocatorOf(Module& module, const GenericContext& context) {
  LoaderAllocator* ofClass = allocatorOf(module.allocator, context.classArgs);
  return allocatorOf(ofClass, context.methodArgs);
}

TypeDesc* TypeLoader::makeTypeDesc(LoaderAllocator* allocator) {
  auto* desc = arenaOf(allocator).make<TypeDesc>();
  desc->allocator = allocator;
  if (allocator) allocator->typeDescs.push_back(desc);
  return desc;
}

void TypeLoader::noteReference(Module& from, Module& to) {
  if (!to.allocator || to.allocator == from.allocator) return;
  if (!from.allocator) {
    throw LoadFailure(LoadFailureKind::NotSupported,
                      "A non-collectible assembly may not reference a collectible assembly.");
  }
  from.allocator->refer(to.allocator);
}

/// World stopped. Everything dead is still in place: only what leads there goes.
std::vector<std::unique_ptr<LoaderAllocator>> TypeLoader::unlinkDead() {
  std::vector<std::unique_ptr<LoaderAllocator>> dead;
  for (std::unique_ptr<LoaderAllocator>& allocator : allocators) {
    if (allocator->isDead()) {
      allocator->isUnlinked = true;
      dead.push_back(std::move(allocator));
    }
  }
  if (dead.empty()) return dead;
  std::erase(allocators, nullptr);
  auto isGone = [](const LoaderAllocator* allocator) { return allocator && allocator->isUnlinked; };
  auto typeIsGone = [&](TypeHandle type) { return isGone(minivm::allocatorOf(type)); };
  auto methodIsGone = [&](const MethodDesc* method) {
    return method->isCollectible && isGone(minivm::allocatorOf(method));
  };
  // Whoever still lives refers to the living alone.
  for (const auto& allocator : allocators)
    std::erase_if(allocator->references, [&](LoaderAllocator* other) { return isGone(other); });
  std::erase_if(modules, [&](Module* module) { return isGone(module->allocator); });
  instances_.eraseIf([&](const InstanceKey&, MethodTable* mt) { return typeIsGone(mt); });
  methodInstances_.eraseIf([&](const InstanceKey&, MethodDesc* method) { return methodIsGone(method); });
  fnPtrs_.eraseIf([&](const InstanceKey&, TypeDesc* desc) { return isGone(desc->allocator); });
  szArrays_.eraseIf([&](uintptr_t, MethodTable* mt) { return typeIsGone(mt); });
  mdArrays_.eraseIf([&](const auto&, MethodTable* mt) { return typeIsGone(mt); });
  derived_.eraseIf([&](const auto&, TypeDesc* desc) { return isGone(desc->allocator); });
  variables_.eraseIf([&](const auto&, TypeDesc* desc) { return isGone(desc->allocator); });
  blobSigs_.eraseIf([&](const BlobSigKey&, const BlobSig& known) { return isGone(known.allocator); });
  dispatchCache.removeIf([&](MethodTable* type, MethodDesc* declared, MethodDesc* found) {
    return typeIsGone(type) || methodIsGone(declared) || methodIsGone(found);
  });
  castCache.removeIf([&](uintptr_t from, uintptr_t to, uintptr_t) {
    return typeIsGone(TypeHandle::fromWord(from)) || typeIsGone(TypeHandle::fromWord(to));
  });
  for (const auto& allocator : dead)
    freeThreadStatics.insert(freeThreadStatics.end(), allocator->threadStatics.begin(),
                             allocator->threadStatics.end());
  return dead;
}

void ClassLoader::noteReference(Module& from, Module& to) {
  std::lock_guard guard(loader_->lock);
  loader_->noteReference(from, to);
}

std::span<const std::unique_ptr<LoaderAllocator>> ClassLoader::allocators() const {
  return loader_->allocators;
}

bool ClassLoader::hasDeadAllocators() const {
  std::lock_guard guard(loader_->lock);
  return std::any_of(loader_->allocators.begin(), loader_->allocators.end(),
                     [](const auto& allocator) { return allocator->isDead(); });
}

std::vector<std::unique_ptr<LoaderAllocator>> ClassLoader::unlinkDead() {
  std::lock_guard guard(loader_->lock);
  return loader_->unlinkDead();
}

void ClassLoader::freeAllocator(std::unique_ptr<LoaderAllocator> allocator) {
  std::lock_guard guard(loader_->lock);
  std::erase_if(loader_->ownedModules,
                [&](const std::unique_ptr<Module>& module) { return module->allocator == allocator.get(); });
}

void ClassLoader::forEachMethod(LoaderAllocator& allocator, const std::function<void(MethodDesc*)>& visit) {
  for (MethodTable* type : allocator.types) {
    for (MethodDesc& method : type->eeClass->methods) visit(&method);
  }
  for (MethodDesc* method : allocator.methodInstances) visit(method);
}

}  // namespace minivm
