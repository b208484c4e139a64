// Finding the references inside an object, from its GcDesc.
#pragma once

#include "vm/gc/heap_layout.h"

namespace minivm::gc {

/// First element of any array, also multi-dimensional.
inline uintptr_t elementsOf(const Object* object, const MethodTable* type) {
  return addressOf(object) + type->baseSize - kHeaderBytes;
}

/// Calls f(Object** slot) for every reference slot of an object of `type`.
template <typename F>
inline void forEachReference(Object* object, const MethodTable* type, F&& f) {
  const GcDesc* desc = type->gcDesc();
  switch (desc->kind) {
    case GcDesc::Kind::None: return;
    case GcDesc::Kind::Fixed:
      for (uint32_t i = 0; i < desc->count; ++i) {
        f(reinterpret_cast<Object**>(addressOf(object) + desc->offsets[i]));
      }
      return;
    case GcDesc::Kind::ArrayOfRefs: {
      auto* slot = reinterpret_cast<Object**>(elementsOf(object, type));
      for (auto* last = slot + static_cast<Array*>(object)->length; slot != last; ++slot) f(slot);
      return;
    }
    case GcDesc::Kind::ArrayOfStructs: {
      uintptr_t element = elementsOf(object, type);
      for (uint32_t n = static_cast<Array*>(object)->length; n != 0; --n, element += desc->elementSize) {
        for (uint32_t i = 0; i < desc->count; ++i) f(reinterpret_cast<Object**>(element + desc->offsets[i]));
      }
      return;
    }
  }
}

/// The same for the slots in [begin, end) only: one card of a long array costs one card's time.
template <typename F>
inline void forEachReferenceIn(Object* object, const MethodTable* type, uintptr_t begin, uintptr_t end,
                               F&& f) {
  const GcDesc* desc = type->gcDesc();
  auto within = [&](uintptr_t slot) {
    if (slot >= begin && slot < end) f(reinterpret_cast<Object**>(slot));
  };
  switch (desc->kind) {
    case GcDesc::Kind::None: return;
    case GcDesc::Kind::Fixed:
      for (uint32_t i = 0; i < desc->count; ++i) within(addressOf(object) + desc->offsets[i]);
      return;
    case GcDesc::Kind::ArrayOfRefs: {
      uintptr_t slot = elementsOf(object, type);
      uintptr_t last = slot + sizeof(Object*) * static_cast<Array*>(object)->length;
      if (slot < begin) slot = begin;
      if (last > end) last = end;
      for (; slot < last; slot += sizeof(Object*)) f(reinterpret_cast<Object**>(slot));
      return;
    }
    case GcDesc::Kind::ArrayOfStructs: {
      uintptr_t first = elementsOf(object, type);
      uintptr_t stride = desc->elementSize;
      uintptr_t last = first + stride * static_cast<Array*>(object)->length;
      uintptr_t element = first;
      if (begin > first) element = first + (begin - first) / stride * stride;
      for (; element < last && element < end; element += stride) {
        for (uint32_t i = 0; i < desc->count; ++i) within(element + desc->offsets[i]);
      }
      return;
    }
  }
}

}  // namespace minivm::gc
