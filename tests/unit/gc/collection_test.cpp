// Single steps of allocation and collection.
#include <gtest/gtest.h>

#include "tests/unit/gc/fake_heap.h"

namespace minivm::test {
namespace {

TEST(Collection, objectsAreBornZeroedAndYoung) {
  FakeHeap h;
  for (int i = 0; i < 200000; ++i) {
    Object* object = h.newNode(i);
    ASSERT_EQ(h.next(object), nullptr);
    ASSERT_EQ(object->lockWord(), 0u);
    ASSERT_EQ(object->identityHash(), 0u);
    ASSERT_EQ(h.generationOf(object), 0);
  }
  EXPECT_GT(h.heap->statistics().collections[0], 0u);
  EXPECT_EQ(h.heap->statistics().allocatedBytes, 200000u * 40);
}

TEST(Collection, survivorsAgeAndArePromoted) {
  FakeHeap h;
  Object*& root = h.roots.add(h.newNode(7));
  root->identityHash() = 99;
  root->lockWord() = 5;
  Object* first = root;
  h.collect(0);
  EXPECT_NE(root, first);
  EXPECT_EQ(h.generationOf(root), 1);
  Object* second = root;
  h.collect(0);
  EXPECT_EQ(root, second);
  EXPECT_EQ(h.generationOf(root), 1);
  h.collect(1);
  EXPECT_EQ(h.generationOf(root), 2);
  EXPECT_EQ(h.number(root), 7);
  EXPECT_EQ(root->identityHash(), 99u);
  EXPECT_EQ(root->lockWord(), 5u);
}

TEST(Collection, cyclesAndSharedObjectsStayShared) {
  FakeHeap h;
  Object*& a = h.roots.add(h.newNode(1));
  Object* b = h.newNode(2);
  h.store(&h.next(a), b);
  h.store(&h.other(a), b);
  h.store(&h.next(b), a);
  for (int i = 0; i < 4; ++i) {
    h.collect(i % 2 * 2);
    EXPECT_EQ(h.next(a), h.other(a));
    EXPECT_EQ(h.next(h.next(a)), a);
  }
}

TEST(Collection, barrierKeepsYoungObjectsOfOldOnes) {
  FakeHeap h;
  Object*& root = h.roots.add(h.newNode(1));
  h.collect(1);
  h.collect(1);
  ASSERT_EQ(h.generationOf(root), 2);
  h.store(&h.next(root), h.newNode(42));
  h.collect(0);
  ASSERT_EQ(h.generationOf(h.next(root)), 1);
  h.collect(1);  // the card must have stayed dirty
  ASSERT_EQ(h.generationOf(h.next(root)), 2);
  EXPECT_EQ(h.number(h.next(root)), 42);
}

TEST(Collection, barrierKeepsYoungObjectsOfSurvivors) {
  FakeHeap h;
  Object*& root = h.roots.add(h.newNode(1));
  for (int i = 0; i < 20; ++i) {
    h.collect(0);
    ASSERT_EQ(h.generationOf(root), 1);
    h.store(&h.next(root), h.newNode(i));
    h.collect(0);
    ASSERT_EQ(h.generationOf(h.next(root)), 1);
    ASSERT_EQ(h.number(h.next(root)), i);
  }
}

TEST(Collection, cardsAreRebuiltByAFullCollection) {
  FakeHeap h;
  Object*& root = h.roots.add(h.newNode(1));
  h.collect(1);
  h.collect(1);
  h.store(&h.next(root), h.newNode(42));
  h.collect(2);
  ASSERT_EQ(h.generationOf(h.next(root)), 1);
  h.collect(0);
  EXPECT_EQ(h.number(h.next(root)), 42);
}

TEST(Collection, interiorPointersFollow) {
  FakeHeap h;
  Array* array = h.newArray(*h.bytes, 100);
  for (int i = 0; i < 100; ++i) array->elements()[i] = static_cast<uint8_t>(i);
  h.newNode();
  uint8_t*& inside = h.roots.interiors.emplace_back(array->elements() + 50);
  uint8_t*& pastTheEnd = h.roots.interiors.emplace_back(array->elements() + 104);  // end of the padded object
  int64_t local = 5;
  uint8_t*& foreign = h.roots.interiors.emplace_back(reinterpret_cast<uint8_t*>(&local));
  for (int i = 0; i < 5; ++i) {
    uint8_t* before = inside;
    h.collect(i == 3 ? 2 : 1);
    EXPECT_EQ(*inside, 50);
    EXPECT_EQ(pastTheEnd - inside, 54);
    EXPECT_EQ(foreign, reinterpret_cast<uint8_t*>(&local));
    if (i < 2) {
      EXPECT_NE(before, inside);
    }
  }
}

TEST(Collection, largeObjectsStayAndAreFreed) {
  FakeHeap h;
  Object*& root = h.roots.add(h.newArray(*h.references, 10000));
  Object* before = root;
  auto element = [&](int i) -> Object*& { return static_cast<Array*>(root)->elementsAs<Object*>()[i]; };
  for (int i = 0; i < 10000; i += 100) h.store(&element(i), h.newNode(i));
  for (int round = 0; round < 3; ++round) {
    h.collect(0);
    for (int i = 0; i < 10000; i += 100) ASSERT_EQ(h.number(element(i)), i);
  }
  h.collect(2);
  EXPECT_EQ(root, before);
  EXPECT_EQ(h.generationOf(root), 2);
  uint8_t*& pastTheEnd = h.roots.interiors.emplace_back(reinterpret_cast<uint8_t*>(&element(10000)));
  root = nullptr;
  h.collect(2);
  EXPECT_GT(h.heap->heapBytes(), 80000u);
  pastTheEnd = nullptr;
  h.collect(2);
  h.collect(2);
  EXPECT_LT(h.heap->heapBytes(), 1000u);
}

TEST(Collection, largeMemoryIsReusedZeroed) {
  FakeHeap h;
  for (int i = 0; i < 300; ++i) {
    Array* array = h.newArray(*h.bytes, 300000 + 1000 * (i % 7));
    for (uint32_t n = 0; n < array->length; n += 997) ASSERT_EQ(array->elements()[n], 0);
    std::memset(array->elements(), 0xFF, array->length);
  }
  EXPECT_LT(h.heap->heapBytes(), size_t{40} << 20);
  EXPECT_GT(h.heap->statistics().collections[2], 0u);
}

TEST(Collection, arraysOfStructs) {
  FakeHeap h;
  for (uint32_t length : {5u, 600u, 5000u}) {
    Object*& root = h.roots.add(h.newArray(*h.structs, length));
    auto slot = [&](uint32_t i) {
      return reinterpret_cast<Object**>(static_cast<Array*>(root)->elements() + 24 * i + 8);
    };
    for (uint32_t i = 0; i < length; ++i) h.store(slot(i), h.newNode(i));
    for (int generation : {0, 0, 2, 0}) {
      h.collect(generation);
      for (uint32_t i = 0; i < length; ++i) ASSERT_EQ(h.number(*slot(i)), i);
    }
    for (uint32_t i = 0; i < length; i += 3) h.store(slot(i), h.newNode(i + 1000));
    h.collect(0);
    for (uint32_t i = 0; i < length; i += 3) ASSERT_EQ(h.number(*slot(i)), i + 1000);
  }
}

TEST(Collection, multiDimensionalArraysStartTheirElementsLater) {
  FakeHeap h;
  auto type = FakeType::arrayOfReferences(2);
  Object*& root = h.roots.add(h.newArray(*type, 6));
  auto* elements = reinterpret_cast<Object**>(static_cast<Array*>(root)->elements() + 16);
  static_cast<Array*>(root)->mdLengths()[0] = 0x1234567;  // no reference
  h.store(&elements[5], h.newNode(55));
  h.collect(0);
  EXPECT_EQ(h.number(reinterpret_cast<Object**>(static_cast<Array*>(root)->elements() + 16)[5]), 55);
}

TEST(Collection, frozenObjectsAreLeftAlone) {
  FakeHeap h;
  Object* frozen = h.heap->allocateFrozen_nogc(&*h.leaf, 24);
  Object*& root = h.roots.add(frozen);
  Object*& holder = h.roots.add(h.newNode());
  h.store(&h.next(holder), frozen);
  h.collect(0);
  h.collect(2);
  EXPECT_EQ(root, frozen);
  EXPECT_EQ(h.next(holder), frozen);
  EXPECT_FALSE(h.heap->contains(frozen));
  EXPECT_EQ(h.generationOf(frozen), INT32_MAX);
}

TEST(Collection, pinnedObjectsStayWhileOthersMove) {
  FakeHeap h;
  Object*& before = h.roots.add(h.newNode(1));
  Object* pinned = h.newNode(2);
  Object*& after = h.roots.add(h.newNode(3));
  h.store(&h.next(pinned), h.newNode(4));
  GcHandle handle = h.heap->createHandle(HandleKind::Pinned, pinned);
  for (int i = 0; i < 5; ++i) {
    h.collect(i % 2 * 2);
    ASSERT_EQ(*handle, pinned);
    ASSERT_EQ(h.number(pinned), 2);
    ASSERT_EQ(h.number(h.next(pinned)), 4);
    ASSERT_EQ(h.number(before) + h.number(after), 4);
  }
  h.heap->destroyHandle(handle);
  h.roots.add(pinned);
  h.collect(1);
  EXPECT_NE(h.roots.objects.back(), pinned);
  EXPECT_EQ(h.number(h.next(h.roots.objects.back())), 4);
}

TEST(Collection, pinnedLocalsStayInOldSpaceToo) {
  GcConfig config;
  config.stressEvery = 1000000;  // full collections move everything
  FakeHeap h(config);
  Object*& moving = h.roots.add(h.newNode(1));
  h.collect(1);
  h.collect(1);
  Object* before = moving;
  h.collect(2);
  EXPECT_NE(moving, before);
  before = moving;
  uint8_t*& pin = h.roots.pins.emplace_back(before->data() + 3);
  h.collect(2);
  EXPECT_EQ(moving, before);
  EXPECT_EQ(pin, before->data() + 3);
  pin = nullptr;
  h.collect(2);
  EXPECT_NE(moving, before);
}

TEST(Collection, pinnedSpaceNeverMoves) {
  GcConfig config;
  config.stressEvery = 50;
  FakeHeap h(config);
  std::vector<Object*> expected;
  for (int i = 0; i < 500; ++i) {
    Object* object = h.heap->allocatePinned(h.thread, &*h.node, 40);
    ASSERT_EQ(h.number(object), 0);
    h.number(object) = i;
    h.roots.add(object);
    expected.push_back(object);
    h.store(&h.next(object), h.newNode(-i));
  }
  h.collect(2);
  for (int i = 0; i < 500; ++i) {
    ASSERT_EQ(h.roots.objects[static_cast<size_t>(i)], expected[static_cast<size_t>(i)]);
    ASSERT_EQ(h.number(h.next(expected[static_cast<size_t>(i)])), -i);
  }
}

TEST(Collection, nurseryFullOfPinnedChunksStillAllocates) {
  GcConfig config;
  config.nurseryBytes = 64 << 10;
  FakeHeap h(config);
  std::vector<GcHandle> handles;
  for (int i = 0; i < 20000; ++i) {
    Object* object = h.newNode(i);
    if (i % 10 == 0) handles.push_back(h.heap->createHandle(HandleKind::Pinned, object));
  }
  for (size_t i = 0; i < handles.size(); ++i) ASSERT_EQ(h.number(*handles[i]), static_cast<int64_t>(i) * 10);
}

TEST(Collection, heapLimitThrowsAfterTryingAndRecovers) {
  GcConfig config;
  config.heapLimitBytes = 16 << 20;
  FakeHeap h(config);
  EXPECT_THROW(h.newArray(*h.bytes, 100u << 20), FakeOutOfMemory);
  Object*& list = h.roots.add(nullptr);
  auto fill = [&] {
    for (;;) {
      Object* node = h.newNode(1);
      h.store(&h.next(node), list);
      list = node;
    }
  };
  EXPECT_THROW(fill(), FakeOutOfMemory);
  size_t used = h.heap->heapBytes();
  EXPECT_GT(used, size_t{8} << 20);
  EXPECT_LT(used, size_t{20} << 20);
  EXPECT_THROW(h.newArray(*h.bytes, 8u << 20), FakeOutOfMemory);
  list = nullptr;
  h.roots.add(h.newArray(*h.bytes, 8u << 20));
  h.collect(2);
  EXPECT_LT(h.heap->heapBytes(), size_t{9} << 20);
}

TEST(Collection, theOutOfMemoryExceptionItselfFindsMemory) {
  GcConfig config;
  config.heapLimitBytes = 12 << 20;
  FakeHeap h(config);
  Object*& list = h.roots.add(nullptr);
  Object*& exception = h.roots.add(nullptr);
  h.roots.beforeOutOfMemory = [&] {
    for (int i = 0; i < 1000; ++i) exception = h.newNode(i);
  };
  auto fill = [&] {
    for (;;) {
      Object* array = h.newArray(*h.references, 200);
      h.store(static_cast<Array*>(array)->elementsAs<Object*>(), list);
      list = array;
    }
  };
  for (int i = 0; i < 3; ++i) {
    EXPECT_THROW(fill(), FakeOutOfMemory);
    EXPECT_EQ(h.number(exception), 999);
  }
}

TEST(Collection, fragmentedBlocksAreEvacuated) {
  FakeHeap h;
  Object*& array = h.roots.add(h.newArray(*h.references, 100000));
  auto element = [&](uint32_t i) -> Object*& { return static_cast<Array*>(array)->elementsAs<Object*>()[i]; };
  for (uint32_t i = 0; i < 100000; ++i) h.store(&element(i), h.newNode(i));
  h.collect(1);
  h.collect(1);
  for (uint32_t i = 0; i < 100000; ++i) {
    if (i % 32 != 0) element(i) = nullptr;
  }
  h.collect(2);  // finds the holes
  std::vector<Object*> before;
  for (uint32_t i = 0; i < 100000; i += 32) before.push_back(element(i));
  h.collect(2);  // still there: moves
  size_t moved = 0;
  for (uint32_t i = 0; i < 100000; i += 32) {
    ASSERT_EQ(h.number(element(i)), i);
    moved += element(i) != before[i / 32] ? 1u : 0u;
  }
  EXPECT_GT(moved, before.size() * 9 / 10);
  EXPECT_LT(static_cast<size_t>(reinterpret_cast<uint8_t*>(element(99968)) -
                                reinterpret_cast<uint8_t*>(element(0))),
            size_t{1} << 20);
}

TEST(Collection, newObjectsMayBeFilledWithoutBarrierWhereverTheyAreBorn) {
  GcConfig config;
  config.nurseryBytes = 64 << 10;  // chunks of 4 KiB: bigger objects are born old
  FakeHeap h(config);
  auto big = FakeType::object(20000, {8000, 16000});
  Object*& value = h.roots.add(h.newNode(5));
  Object*& array = h.roots.add(h.newArray(*h.references, 1000));
  Object* young = h.newNode(6);
  ASSERT_EQ(h.generationOf(array), 2);
  static_cast<Array*>(array)->elementsAs<Object*>()[900] = young;  // no collection since it was born
  Object*& box = h.roots.add(h.heap->allocate(h.thread, &*big).take());
  box->field<Object*>(16008) = value;
  h.collect(1);
  h.collect(1);
  EXPECT_EQ(h.number(static_cast<Array*>(array)->elementsAs<Object*>()[900]), 6);
  EXPECT_EQ(box->field<Object*>(16008), value);
}

TEST(Collection, addressesKnowTheirObject) {
  FakeHeap h;
  Object* node = h.newNode(1);
  Array* large = h.newArray(*h.bytes, 100000);
  Object* pinned = h.heap->allocatePinned(h.thread, &*h.node, 40);
  EXPECT_EQ(h.heap->objectOf_nogc(&h.other(node)), node);
  EXPECT_EQ(h.heap->objectOf_nogc(node->data() + 24), node);  // one past the end, and the end of the window
  EXPECT_EQ(h.heap->objectOf_nogc(large->elements() + 99999), large);
  EXPECT_EQ(h.heap->objectOf_nogc(&h.next(pinned)), pinned);
  EXPECT_EQ(h.heap->objectOf_nogc(&node), nullptr);
  EXPECT_EQ(h.heap->objectOf_nogc(nullptr), nullptr);
}

TEST(Collection, twoHeapsLiveSideBySide) {
  FakeHeap one, two;
  Object*& a = one.roots.add(one.newNode(1));
  Object*& b = two.roots.add(two.newNode(2));
  one.collect(2);
  two.newArray(*two.bytes, 1 << 20);
  two.collect(0);
  EXPECT_EQ(one.number(a), 1);
  EXPECT_EQ(two.number(b), 2);
  EXPECT_FALSE(one.heap->contains(b));
}

TEST(Collection, copyWithBarrier) {
  FakeHeap h;
  Object*& array = h.roots.add(h.newArray(*h.structs, 100));
  h.collect(1);
  h.collect(1);
  int64_t value[3] = {1, 0, 3};
  Object* young = h.newNode(77);
  std::memcpy(&value[1], &young, 8);
  auto element = [&](int i) { return static_cast<Array*>(array)->elements() + 24 * i; };
  h.heap->copyWithBarrier_nogc(h.thread, element(50), value, sizeof value);
  h.heap->copyWithBarrier_nogc(h.thread, value, element(50), sizeof value);  // to the stack
  h.collect(0);
  EXPECT_EQ(h.number(*reinterpret_cast<Object**>(element(50) + 8)), 77);
}

}  // namespace
}  // namespace minivm::test
