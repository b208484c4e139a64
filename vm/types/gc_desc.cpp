// Where the references are: EEClass::refOffsets (layout's view) and the GcDesc in front of the MethodTable
// (the collector's view).
#include <algorithm>

#include "vm/types/gc_desc.h"
#include "vm/types/method_table_builder.h"

namespace minivm {

namespace {

/// An inline array of references must not make a descriptor of gigabytes.
constexpr size_t kMaxReferences = 1 << 17;

}  // namespace

GcDesc* makeGcDesc(Arena& arena, GcDesc::Kind kind, uint32_t elementSize, std::span<const uint32_t> offsets,
                   uint32_t bias) {
  size_t bytes = offsetof(GcDesc, offsets) + std::max<size_t>(offsets.size(), 1) * sizeof(uint32_t);
  auto* desc = static_cast<GcDesc*>(arena.allocate(bytes));
  desc->kind = kind;
  desc->count = static_cast<uint32_t>(offsets.size());
  desc->elementSize = elementSize;
  desc->offsets[0] = 0;
  for (size_t i = 0; i < offsets.size(); ++i) desc->offsets[i] = offsets[i] + bias;
  return desc;
}

void setGcDesc(MethodTable* mt, const GcDesc* desc) {
  reinterpret_cast<const GcDesc**>(mt)[-1] = desc;
}

void MethodTableBuilder::collectReferences() {
  // Classes count from the object's start, values from the value's.
  uint32_t bias = mt_->isValueType() ? 0 : 8;
  if (mt_->parent && !mt_->isValueType()) {
    refs_.assign(mt_->parent->eeClass->refOffsets.begin(), mt_->parent->eeClass->refOffsets.end());
  }
  for (const Placement& placed : instanceFields_) {
    uint32_t start = placed.field->offset + bias;
    if (placed.isRef) {
      refs_.push_back(start);
    } else if (placed.isByRef) {
      byRefs_.push_back(start);
    } else if (placed.structType) {
      for (uint32_t offset : placed.structType->eeClass->refOffsets) refs_.push_back(start + offset);
      for (uint32_t offset : placed.structType->eeClass->byRefOffsets) byRefs_.push_back(start + offset);
    }
  }
  if (eeClass_->isInlineArray && !instanceFields_.empty()) {
    uint32_t stride = instanceFields_[0].size;
    if ((refs_.size() + byRefs_.size()) * eeClass_->inlineArrayLength > kMaxReferences)
      loader_.fail(mt_, "it holds too many references");
    for (std::vector<uint32_t>* offsets : {&refs_, &byRefs_}) {
      const std::vector<uint32_t> first = *offsets;
      for (uint32_t i = 1; i < eeClass_->inlineArrayLength; ++i) {
        for (uint32_t offset : first) offsets->push_back(offset + i * stride);
      }
    }
  }
  if (refs_.size() > kMaxReferences) loader_.fail(mt_, "it holds too many references");
  std::sort(refs_.begin(), refs_.end());
  refs_.erase(std::unique(refs_.begin(), refs_.end()),
              refs_.end());  // explicit layouts may overlap references exactly
  std::sort(byRefs_.begin(), byRefs_.end());
  eeClass_->refOffsets = memory_.copyArray(std::span<const uint32_t>(refs_));
  eeClass_->byRefOffsets = memory_.copyArray(std::span<const uint32_t>(byRefs_));
  if (!refs_.empty()) mt_->flags |= MethodTable::kContainsGcPointers;
  if (!byRefs_.empty()) mt_->privateFlags.fetch_or(MethodTable::kHasByRefFields, std::memory_order_relaxed);
}

void MethodTableBuilder::buildGcDesc() {
  uint32_t bias = mt_->isValueType() ? 8 : 0;  // the boxed form
  setGcDesc(mt_,
            makeGcDesc(memory_, refs_.empty() ? GcDesc::Kind::None : GcDesc::Kind::Fixed, 0, refs_, bias));
}

}  // namespace minivm
