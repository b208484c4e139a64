// A heap without a runtime: hand-made types, roots in vectors, one thread.
#pragma once

#include <cstring>
#include <deque>
#include <functional>
#include <initializer_list>
#include <memory>
#include <vector>

#include "vm/gc/heap.h"
#include "vm/runtime.h"

namespace minivm::test {

/// A MethodTable with its GcDesc in front, and nothing else.
class FakeType {
 public:
  /// A class with `fieldBytes` of fields; references at these field offsets (0 = first field).
  static std::unique_ptr<FakeType> object(uint32_t fieldBytes, std::vector<uint32_t> references,
                                          bool hasFinalizer = false) {
    for (uint32_t& offset : references) offset += 8;
    uint32_t flags = hasFinalizer ? MethodTable::kHasFinalizer : 0u;
    return make(flags, 16 + (fieldBytes < 8 ? 8 : fieldBytes), GcDesc::Kind::Fixed, 0, references);
  }
  static std::unique_ptr<FakeType> arrayOfBytes() {
    return make(MethodTable::kHasComponentSize | MethodTable::kCategorySzArray | 1, kSzArrayBaseSize,
                GcDesc::Kind::None, 0, {});
  }
  static std::unique_ptr<FakeType> arrayOfReferences(uint32_t rank = 0) {
    return make(MethodTable::kHasComponentSize | MethodTable::kCategorySzArray | 8,
                kSzArrayBaseSize + 8 * rank, GcDesc::Kind::ArrayOfRefs, 0, {}, true);
  }
  /// An array of structs of `stride` bytes with references at these offsets.
  static std::unique_ptr<FakeType> arrayOfStructs(uint32_t stride, std::vector<uint32_t> references) {
    return make(MethodTable::kHasComponentSize | MethodTable::kCategorySzArray | stride, kSzArrayBaseSize,
                GcDesc::Kind::ArrayOfStructs, stride, references);
  }

  MethodTable* operator&() { return &head_.type; }

 private:
  struct Head {
    const GcDesc* desc = nullptr;
    MethodTable type{};
  };

  static std::unique_ptr<FakeType> make(uint32_t flags, uint32_t baseSize, GcDesc::Kind kind,
                                        uint32_t elementSize, const std::vector<uint32_t>& offsets,
                                        bool isReferences = false) {
    auto fake = std::make_unique<FakeType>();
    fake->descWords_.resize(4 + offsets.size());
    fake->descWords_[0] = static_cast<uint32_t>(kind);
    fake->descWords_[1] = static_cast<uint32_t>(offsets.size());
    fake->descWords_[2] = elementSize;
    std::copy(offsets.begin(), offsets.end(), fake->descWords_.begin() + 3);
    fake->head_.desc = reinterpret_cast<const GcDesc*>(fake->descWords_.data());
    bool hasReferences = isReferences || !offsets.empty();
    fake->head_.type.flags = flags | (hasReferences ? MethodTable::kContainsGcPointers : 0u);
    fake->head_.type.baseSize = baseSize;
    return fake;
  }

  Head head_;
  std::vector<uint32_t> descWords_;
};

/// Thrown instead of OutOfMemoryException.
struct FakeOutOfMemory {};

/// Roots by hand. The deques' elements never move.
class FakeRoots : public RootSource {
 public:
  std::deque<Object*> objects;
  std::deque<uint8_t*> interiors;
  std::deque<uint8_t*> pins;
  std::vector<Object*> weak;

  void visitRoots(RootVisitor& visitor) override {
    for (Object*& slot : objects) visitor.object(&slot);
    for (uint8_t*& slot : interiors) visitor.interior(&slot);
    for (uint8_t*& slot : pins) visitor.pinned(&slot);
  }
  void visitWeakRoots(Object* (*forward)(void*, Object*), void* context) override {
    for (Object*& slot : weak) {
      if (slot != nullptr) slot = forward(context, slot);
    }
  }
  std::function<void()> beforeOutOfMemory = [] {};
  void throwOutOfMemory(Thread&) override {
    beforeOutOfMemory();
    throw FakeOutOfMemory();
  }

  Object*& add(Object* object) { return objects.emplace_back(object); }
};

/// Storage that stands for a Runtime nobody looks into.
struct FakeRuntime {
  alignas(Runtime) unsigned char bytes[sizeof(Runtime)] = {};
  Runtime& get() { return *static_cast<Runtime*>(static_cast<void*>(bytes)); }
};

/// A heap with some types and one attached thread; verifies after every collection.
class FakeHeap {
 public:
  explicit FakeHeap(GcConfig config = {}) : heap(create(config, roots)) { heap->attach(thread); }
  ~FakeHeap() { heap->detach(thread); }

  /// next at +8, other at +16, a number at +24.
  std::unique_ptr<FakeType> node = FakeType::object(24, {0, 8});
  std::unique_ptr<FakeType> leaf = FakeType::object(8, {});
  std::unique_ptr<FakeType> finalizable = FakeType::object(24, {0, 8}, true);
  std::unique_ptr<FakeType> bytes = FakeType::arrayOfBytes();
  std::unique_ptr<FakeType> references = FakeType::arrayOfReferences();
  std::unique_ptr<FakeType> structs = FakeType::arrayOfStructs(24, {8});

  FakeRuntime runtime;
  FakeRoots roots;
  Thread thread{runtime.get(), 64 << 10};
  std::unique_ptr<GcHeap> heap;

  Object* newNode(int64_t number = 0, std::unique_ptr<FakeType> FakeHeap::*type = &FakeHeap::node) {
    Object* object = heap->allocate(thread, &*(this->*type)).take();
    object->field<int64_t>(24) = number;
    return object;
  }
  Array* newArray(FakeType& type, uint32_t length) {
    return heap->allocateArray(thread, &type, length).take();
  }
  static Object*& next(Object* object) { return object->field<Object*>(8); }
  static Object*& other(Object* object) { return object->field<Object*>(16); }
  static int64_t& number(Object* object) { return object->field<int64_t>(24); }
  void store(Object** slot, Object* value) { GcHeap::writeRef_nogc(thread, slot, value); }
  void collect(int generation = 2) { heap->collect(thread, generation, "test"); }
  int generationOf(Object* object) { return heap->generationOf_nogc(object); }

 private:
  static std::unique_ptr<GcHeap> create(GcConfig config, RootSource& roots) {
    config.verify = true;
    if (config.heapLimitBytes == 0) config.heapLimitBytes = size_t{256} << 20;
    return GcHeap::create(config, roots);
  }
};

}  // namespace minivm::test
