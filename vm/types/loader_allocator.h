// LoaderAllocator: who owns types, methods and all that is made of them, and is freed as a whole (ABI 23).
// What is never freed belongs to the class loader itself (no LoaderAllocator); every assembly that can be
// collected has one, and so has every DynamicMethod (dynamic_scope.h).
//
// A LoaderAllocator is alive as long as a managed object, its owner, is reached. To it refer the collector
// for every object of its types, RuntimeType objects, assemblies, delegates and handles of its methods,
// frames that run its code, exceptions with its frames, and owners of what was made after it and refers to
// it. Full collections find out (Runtime::visitOwnedRoots); for those of the nursery all are alive.
//
// An instance of generics belongs to the youngest of its parts: that one refers to the others, so that it
// dies first or together with them.
#pragma once

#include <cstdint>
#include <deque>
#include <mutex>
#include <span>
#include <utility>
#include <vector>

#include "vm/gc/handle.h"
#include "vm/support/arena.h"
#include "vm/types/ee_class.h"
#include "vm/types/method_desc.h"
#include "vm/types/type_handle.h"

namespace minivm {

class Module;

/// Static fields of a type that hold references: offsets of the references from `base`.
struct StaticRootBlock {
  uint8_t* base;
  std::span<const uint32_t> offsets;
};

struct LoaderAllocator {
  explicit LoaderAllocator(size_t firstChunkBytes) : arena(firstChunkBytes) {}

  Arena arena;               ///< under the type-load lock
  uint64_t number = 0;       ///< in the order of their making: the youngest has the greatest
  Object** owner = nullptr;  ///< weak, long handle: survives the finalizers; holds null when it is dead
  /// The root slot that frames and objects report: a collection looks at slots after all were reported.
  Object* reported = nullptr;
  bool isVisited = false;   ///< of the collection that runs
  bool isUnlinked = false;  ///< nothing leads to it any more, and it is about to be freed

  // What a collectible assembly has besides. Under the type-load lock; collections read it.
  std::vector<LoaderAllocator*> references;  ///< live at least as long
  std::vector<StaticRootBlock> staticRoots;
  std::vector<uint32_t> threadStaticRoots;                   ///< offsets in Thread::threadStatics
  std::vector<std::pair<uint32_t, uint32_t>> threadStatics;  ///< places and sizes there
  std::vector<MethodTable*> types;
  std::vector<MethodDesc*> methodInstances;
  std::vector<TypeDesc*> typeDescs;
  std::vector<Module*> modules;

  bool isDead() const { return *owner == nullptr; }
  /// A strong handle that lives as long as this. Never collects.
  Object** keep(Object* object) {
    std::lock_guard guard(keptLock_);
    return &kept_.emplace_back(object);
  }
  /// The slots of keep(). World stopped.
  std::deque<Object*>& kept() { return kept_; }
  /// `other` lives at least as long as this, null: the class loader does. Under the type-load lock.
  void refer(LoaderAllocator* other) {
    if (!other || other == this) return;
    for (LoaderAllocator* known : references) {
      if (known == other) return;
    }
    references.push_back(other);
  }

 private:
  std::mutex keptLock_;  ///< leaf
  std::deque<Object*> kept_;
};

/// Null: the class loader itself, never freed.
inline LoaderAllocator* allocatorOf(const MethodTable* type) {
  return type->eeClass->allocator;
}
inline LoaderAllocator* allocatorOf(TypeHandle type) {
  if (type.isNull()) return nullptr;
  return type.isTypeDesc() ? type.asTypeDesc()->allocator : allocatorOf(type.asMethodTable());
}
/// The one that dies first.
inline LoaderAllocator* youngerOf(LoaderAllocator* a, LoaderAllocator* b) {
  if (!a || !b) return a ? a : b;
  return a->number > b->number ? a : b;
}
inline LoaderAllocator* youngestOf(LoaderAllocator* first, std::span<const TypeHandle> types) {
  for (TypeHandle type : types) first = youngerOf(first, allocatorOf(type));
  return first;
}
inline LoaderAllocator* allocatorOf(const MethodDesc* method) {
  if (!method->isCollectible) return nullptr;
  return youngestOf(allocatorOf(method->methodTable), method->methodArgs);
}

/// Is it about to be freed? Asked while memory is still there.
inline bool isUnlinked(const MethodTable* type) {
  const LoaderAllocator* allocator = type->isCollectible() ? allocatorOf(type) : nullptr;
  return allocator && allocator->isUnlinked;
}
inline bool isUnlinked(const MethodDesc* method) {
  const LoaderAllocator* allocator = allocatorOf(method);
  return allocator && allocator->isUnlinked;
}

/// May what belongs to `holder` remember addresses of what belongs to `held`?
inline bool mayRemember(const LoaderAllocator* holder, const LoaderAllocator* held) {
  return !held || held == holder;
}

}  // namespace minivm
