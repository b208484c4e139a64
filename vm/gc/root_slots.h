// The roots of one collection, gathered before anything moves: pins must be known first, and each slot is
// then updated in place.
#pragma once

#include <vector>

#include "vm/gc/heap.h"
#include "vm/gc/heap_layout.h"

namespace minivm::gc {

/// Remembers the slots whose contents lie in [begin, end).
class RootSlots final : public RootVisitor {
 public:
  RootSlots(uintptr_t begin, uintptr_t end) : begin_(begin), bytes_(end - begin) {}

  void object(Object** slot) override {
    if (isWithin(*slot)) objects.push_back(slot);
  }
  void interior(uint8_t** slot) override {
    // One past the end of the range's last object still belongs to that object: spare bytes keep it inside
    // (ABI 20).
    if (isWithin(*slot)) interiors.push_back(slot);
  }
  void pinned(uint8_t** slot) override {
    if (isWithin(*slot)) pins.push_back(slot);
  }

  std::vector<Object**> objects;
  std::vector<uint8_t**> interiors;
  std::vector<uint8_t**> pins;

 private:
  bool isWithin(const void* address) const { return addressOf(address) - begin_ < bytes_; }

  uintptr_t begin_;
  size_t bytes_;
};

}  // namespace minivm::gc
