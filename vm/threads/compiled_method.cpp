#include "vm/threads/compiled_method.h"

#include <algorithm>

namespace minivm {

const SafepointRow* CompiledMethod::safepointAt(const void* pc) const {
  auto offset = static_cast<uint32_t>(static_cast<const uint8_t*>(pc) - code);
  auto it = std::lower_bound(safepoints.begin(), safepoints.end(), offset,
                             [](const SafepointRow& row, uint32_t value) { return row.pcOffset < value; });
  return it != safepoints.end() && it->pcOffset == offset ? &*it : nullptr;
}

bool CompiledMethod::isInFilter(const void* pc) const {
  auto offset = static_cast<uint32_t>(static_cast<const uint8_t*>(pc) - code);
  for (const FilterRange& range : filterRanges) {
    // A return address may be the first byte behind the range's last call.
    if (offset > range.start && offset <= range.end) return true;
  }
  return false;
}

const CompiledMethod* CompiledCode::add(std::unique_ptr<CompiledMethod> method) {
  std::lock_guard guard(mutex_);
  auto place = std::upper_bound(methods_.begin(), methods_.end(), method->code,
                                [](const uint8_t* code, const auto& other) { return code < other->code; });
  return methods_.insert(place, std::move(method))->get();
}

void CompiledCode::remove(const CompiledMethod* method) {
  std::lock_guard guard(mutex_);
  std::erase_if(methods_, [method](const auto& other) { return other.get() == method; });
}

const CompiledMethod* CompiledCode::find(const void* pc) const {
  std::lock_guard guard(mutex_);
  const auto* address = static_cast<const uint8_t*>(pc);
  auto after = std::upper_bound(methods_.begin(), methods_.end(), address,
                                [](const uint8_t* value, const auto& other) { return value < other->code; });
  if (after == methods_.begin()) return nullptr;
  const CompiledMethod* method = std::prev(after)->get();
  return address < method->code + method->codeBytes ? method : nullptr;
}

void* CompiledCode::newCell() {
  std::lock_guard guard(mutex_);
  return &cells_.emplace_back();
}

size_t CompiledCode::count() const {
  std::lock_guard guard(mutex_);
  return methods_.size();
}

}  // namespace minivm
