// Random programs against a shadow model: every object has a shadow that knows what it must contain; the two
// graphs are compared again and again.
#include <gtest/gtest.h>

#include <random>
#include <unordered_map>

#include "tests/unit/gc/fake_heap.h"

namespace minivm::test {
namespace {

enum class Shape { Node, References, Structs, Bytes };

/// What an object should be. The object's identity hash is the shadow's id, so that headers are tested on the
/// way.
struct Shadow {
  uint32_t id;
  Shape shape;
  uint32_t length;
  std::vector<Shadow*> children;
};

struct TortureCase {
  const char* name;
  GcConfig config;
  int steps;
};

class Torture : public testing::TestWithParam<TortureCase> {
 protected:
  static constexpr size_t kRoots = 40;

  Torture() : h(GetParam().config), random(12345) {
    for (size_t i = 0; i < kRoots; ++i) {
      h.roots.add(nullptr);
      shadowRoots.push_back(nullptr);
      h.roots.interiors.push_back(nullptr);
      interiorShadows.push_back(nullptr);
    }
  }

  uint32_t below(uint32_t limit) { return static_cast<uint32_t>(random() % limit); }

  Object*& slot(Object* object, const Shadow& shadow, uint32_t index) {
    switch (shadow.shape) {
      case Shape::Node: return index == 0 ? FakeHeap::next(object) : FakeHeap::other(object);
      case Shape::References: return static_cast<Array*>(object)->elementsAs<Object*>()[index];
      default: return *reinterpret_cast<Object**>(static_cast<Array*>(object)->elements() + 24 * index + 8);
    }
  }

  /// An object in a random root. Sizes reach from nodes to large arrays.
  void allocate() {
    auto shape = static_cast<Shape>(below(4));
    uint32_t length = below(30);
    if (below(20) == 0) length = below(600);
    if (below(100) == 0) length = below(8000);
    size_t root = below(kRoots);
    Object* object;
    switch (shape) {
      case Shape::Node:
        length = 2;
        object = h.newNode();
        break;
      case Shape::References: object = h.newArray(*h.references, length); break;
      case Shape::Structs: object = h.newArray(*h.structs, length); break;
      default: object = h.newArray(*h.bytes, length * 4); break;
    }
    shadows.push_back({static_cast<uint32_t>(shadows.size() + 1), shape, length, {}});
    Shadow& shadow = shadows.back();
    object->identityHash() = shadow.id;
    if (shape == Shape::Bytes) {
      for (uint32_t i = 0; i < length * 4; ++i) {
        ASSERT_EQ(static_cast<Array*>(object)->elements()[i], 0);
        static_cast<Array*>(object)->elements()[i] = static_cast<uint8_t>(shadow.id + i);
      }
    } else {
      shadow.children.resize(length);
      for (uint32_t i = 0; i < length; ++i) ASSERT_EQ(slot(object, shadow, i), nullptr);
    }
    h.roots.objects[root] = object;
    shadowRoots[root] = &shadow;
  }

  /// A random object reachable from a root, at most a few steps away.
  bool pick(Object*& object, Shadow*& shadow) {
    size_t root = below(kRoots);
    object = h.roots.objects[root];
    shadow = shadowRoots[root];
    for (uint32_t step = below(6); shadow != nullptr && step != 0; --step) {
      if (shadow->children.empty()) break;
      uint32_t index = below(static_cast<uint32_t>(shadow->children.size()));
      if (shadow->children[index] == nullptr) break;
      object = slot(object, *shadow, index);
      shadow = shadow->children[index];
    }
    return shadow != nullptr;
  }

  void link() {
    Object *from, *to;
    Shadow *fromShadow, *toShadow;
    if (!pick(from, fromShadow) || !pick(to, toShadow) || fromShadow->children.empty()) return;
    uint32_t index = below(static_cast<uint32_t>(fromShadow->children.size()));
    if (below(5) == 0) to = nullptr, toShadow = nullptr;
    h.store(&slot(from, *fromShadow, index), to);
    fromShadow->children[index] = toShadow;
  }

  void pointInside() {
    size_t root = below(kRoots);
    Object* object;
    Shadow* shadow;
    if (!pick(object, shadow) || shadow->shape != Shape::Bytes) return;
    h.roots.interiors[root] = static_cast<Array*>(object)->elements() + below(shadow->length * 4 + 1);
    interiorShadows[root] = shadow;
    interiorOffsets[root] = h.roots.interiors[root] - static_cast<Array*>(object)->elements();
  }

  void compare() {
    std::unordered_map<const Shadow*, Object*> seen;
    std::vector<std::pair<Object*, Shadow*>> todo;
    auto meet = [&](Object* object, Shadow* shadow) {
      ASSERT_EQ(object == nullptr, shadow == nullptr);
      if (shadow == nullptr) return;
      auto [it, isNew] = seen.try_emplace(shadow, object);
      ASSERT_EQ(it->second, object) << "one object became two";
      if (isNew) todo.emplace_back(object, shadow);
    };
    for (size_t i = 0; i < kRoots; ++i) {
      meet(h.roots.objects[i], shadowRoots[i]);
      if (uint8_t* inside = h.roots.interiors[i]) {
        meet(reinterpret_cast<Object*>(inside - interiorOffsets[i] - kSzArrayDataOffset), interiorShadows[i]);
      }
    }
    while (!todo.empty()) {
      auto [object, shadow] = todo.back();
      todo.pop_back();
      ASSERT_EQ(object->identityHash(), shadow->id);
      if (shadow->shape == Shape::Bytes) {
        for (uint32_t i = 0; i < shadow->length * 4; ++i) {
          ASSERT_EQ(static_cast<Array*>(object)->elements()[i], static_cast<uint8_t>(shadow->id + i));
        }
      }
      for (uint32_t i = 0; i < shadow->children.size(); ++i)
        meet(slot(object, *shadow, i), shadow->children[i]);
    }
  }

  FakeHeap h;
  std::mt19937 random;
  std::deque<Shadow> shadows;
  std::vector<Shadow*> shadowRoots, interiorShadows;
  std::unordered_map<size_t, ptrdiff_t> interiorOffsets;
};

TEST_P(Torture, graphsStayEqual) {
  std::vector<GcHandle> pins;
  for (int step = 0; step < GetParam().steps; ++step) {
    uint32_t action = below(1000);
    if (action < 450) {
      allocate();
    } else if (action < 900) {
      link();
    } else if (action < 940) {
      size_t root = below(kRoots);
      h.roots.objects[root] = nullptr;
      shadowRoots[root] = nullptr;
    } else if (action < 960) {
      pointInside();
    } else if (action < 970) {
      h.roots.interiors[below(kRoots)] = nullptr;
    } else if (action < 980) {
      Object* object;
      Shadow* shadow;
      if (pick(object, shadow)) pins.push_back(h.heap->createHandle(HandleKind::Pinned, object));
    } else if (action < 995) {
      if (!pins.empty()) {
        h.heap->destroyHandle(pins.back());
        pins.pop_back();
      }
    } else if (action < 999) {
      h.collect(step % 2);
    } else {
      h.collect(2);
    }
    if (HasFatalFailure()) return;
    if (step % 500 == 0) compare();
  }
  h.collect(2);
  compare();
  for (GcHandle pin : pins) h.heap->destroyHandle(pin);
  for (size_t i = 0; i < kRoots; ++i) h.roots.objects[i] = nullptr, h.roots.interiors[i] = nullptr;
  h.collect(2);
  h.collect(2);
  EXPECT_LT(h.heap->heapBytes(), 100u);
}

GcConfig configOf(size_t nurseryKilobytes, uint32_t stressEvery) {
  GcConfig config;
  config.nurseryBytes = nurseryKilobytes << 10;
  config.stressEvery = stressEvery;
  return config;
}

INSTANTIATE_TEST_SUITE_P(Heaps, Torture,
                         testing::Values(TortureCase{"plain", configOf(4096, 0), 150000},
                                         TortureCase{"smallNursery", configOf(64, 0), 150000},
                                         TortureCase{"mediumNursery", configOf(512, 0), 150000},
                                         TortureCase{"stress37", configOf(4096, 37), 30000},
                                         TortureCase{"stress1", configOf(256, 1), 6000}),
                         [](const auto& info) { return std::string(info.param.name); });

}  // namespace
}  // namespace minivm::test
