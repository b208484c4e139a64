// Handles, ephemerons, finalization: what is cleared when.
#include <gtest/gtest.h>

#include "tests/unit/gc/fake_heap.h"

namespace minivm::test {
namespace {

/// Every test runs with nursery collections and with full moving ones.
class Weak : public testing::TestWithParam<int> {
 protected:
  static GcConfig config() {
    GcConfig config;
    config.stressEvery = 1u << 30;  // full collections move everything
    return config;
  }
  FakeHeap h{config()};
  void collect() { h.collect(GetParam()); }
  /// For the full variant objects start out old.
  void settle() {
    if (GetParam() == 2) {
      h.collect(1);
      h.collect(1);
    }
  }
};

TEST_P(Weak, handlesTellTheirKind) {
  for (HandleKind kind : {HandleKind::Strong, HandleKind::Pinned, HandleKind::WeakShort, HandleKind::WeakLong,
                          HandleKind::Dependent}) {
    GcHandle handle = h.heap->createHandle(kind, nullptr);
    EXPECT_EQ(h.heap->handleKind(handle), kind);
    EXPECT_EQ(*handle, nullptr);
    h.heap->destroyHandle(handle);
  }
}

TEST_P(Weak, manyHandlesAreReused) {
  std::vector<GcHandle> handles;
  for (int i = 0; i < 5000; ++i) handles.push_back(h.heap->createHandle(HandleKind::Strong, h.newNode(i)));
  collect();
  for (int i = 0; i < 5000; ++i) ASSERT_EQ(h.number(*handles[static_cast<size_t>(i)]), i);
  for (int i = 0; i < 5000; i += 2) h.heap->destroyHandle(handles[static_cast<size_t>(i)]);
  for (int i = 0; i < 5000; i += 2) {
    handles[static_cast<size_t>(i)] = h.heap->createHandle(HandleKind::Strong, h.newNode(-i));
  }
  collect();
  for (int i = 0; i < 5000; ++i) ASSERT_EQ(h.number(*handles[static_cast<size_t>(i)]), i % 2 == 0 ? -i : i);
}

TEST_P(Weak, weakHandlesFollowAndAreCleared) {
  Object*& root = h.roots.add(h.newNode(1));
  GcHandle weak = h.heap->createHandle(HandleKind::WeakShort, root);
  GcHandle tracking = h.heap->createHandle(HandleKind::WeakLong, root);
  h.roots.weak.push_back(root);
  settle();
  collect();
  EXPECT_EQ(*weak, root);
  EXPECT_EQ(*tracking, root);
  EXPECT_EQ(h.roots.weak[0], root);
  root = nullptr;
  h.collect(2);
  EXPECT_EQ(*weak, nullptr);
  EXPECT_EQ(*tracking, nullptr);
  EXPECT_EQ(h.roots.weak[0], nullptr);
}

TEST_P(Weak, dependentHandlesAreEphemerons) {
  Object*& key = h.roots.add(h.newNode(1));
  // key → value1; value1 → value2 through a second ephemeron; a cycle value3 → key2 with key2 dead.
  Object*& temporary = h.roots.add(h.newNode(2));
  GcHandle first = h.heap->createHandle(HandleKind::Dependent, key, temporary);
  GcHandle second = h.heap->createHandle(HandleKind::Dependent, temporary, h.newNode(3));
  Object*& deadKey = h.roots.add(h.newNode(4));
  Object* value = h.newNode(5);
  h.store(&h.next(value), deadKey);
  GcHandle cycle = h.heap->createHandle(HandleKind::Dependent, deadKey, value);
  settle();
  temporary = deadKey = nullptr;
  collect();
  ASSERT_EQ(*first, key);
  EXPECT_EQ(h.number(h.heap->dependentSecondary(first)), 2);
  ASSERT_EQ(*second, h.heap->dependentSecondary(first));
  EXPECT_EQ(h.number(h.heap->dependentSecondary(second)), 3);
  EXPECT_EQ(*cycle, nullptr);
  EXPECT_EQ(h.heap->dependentSecondary(cycle), nullptr);
  key = nullptr;
  h.collect(2);
  EXPECT_EQ(*first, nullptr);
  EXPECT_EQ(*second, nullptr);
  EXPECT_EQ(h.heap->dependentSecondary(second), nullptr);
}

TEST_P(Weak, finalizableObjectsAreResurrectedOnce) {
  Object*& root = h.roots.add(h.newNode(1, &FakeHeap::finalizable));
  h.store(&h.next(root), h.newNode(2));
  GcHandle weak = h.heap->createHandle(HandleKind::WeakShort, root);
  GcHandle tracking = h.heap->createHandle(HandleKind::WeakLong, root);
  GcHandle child = h.heap->createHandle(HandleKind::WeakShort, h.next(root));
  settle();
  collect();
  EXPECT_EQ(h.heap->nextFinalizable_nogc(), nullptr);
  root = nullptr;
  h.collect(2);
  EXPECT_EQ(*weak, nullptr);
  EXPECT_EQ(*child, nullptr) << "only reachable through a dead object";
  ASSERT_NE(*tracking, nullptr);
  h.collect(2);  // the ready list keeps it
  ASSERT_NE(*tracking, nullptr);
  root = h.heap->nextFinalizable_nogc();
  ASSERT_EQ(root, *tracking);
  EXPECT_EQ(h.number(h.next(root)), 2);
  EXPECT_EQ(h.heap->nextFinalizable_nogc(), nullptr);
  root = nullptr;
  h.collect(2);
  EXPECT_EQ(*tracking, nullptr);
  EXPECT_EQ(h.heap->nextFinalizable_nogc(), nullptr);
}

TEST_P(Weak, finalizersOfAWholeDeadGraphRun) {
  Object*& root = h.roots.add(h.newNode(1, &FakeHeap::finalizable));
  h.store(&h.next(root), h.newNode(2, &FakeHeap::finalizable));
  settle();
  root = nullptr;
  h.collect(2);
  int64_t sum = 0;
  while (Object* object = h.heap->nextFinalizable_nogc()) sum += h.number(object);
  EXPECT_EQ(sum, 3);
}

TEST_P(Weak, suppressAndReRegister) {
  Object*& root = h.roots.add(h.newNode(1, &FakeHeap::finalizable));
  settle();
  h.heap->suppressFinalize_nogc(root);
  GcHandle tracking = h.heap->createHandle(HandleKind::WeakLong, root);
  collect();
  root = nullptr;
  h.collect(2);
  EXPECT_EQ(*tracking, nullptr);
  EXPECT_EQ(h.heap->nextFinalizable_nogc(), nullptr);

  root = h.newNode(2, &FakeHeap::finalizable);
  settle();
  h.heap->suppressFinalize_nogc(root);
  h.heap->reRegisterForFinalize(h.thread, Handle<Object>(&root));
  root = nullptr;
  h.collect(2);
  root = h.heap->nextFinalizable_nogc();
  ASSERT_NE(root, nullptr);
  EXPECT_EQ(h.number(root), 2);

  h.heap->reRegisterForFinalize(h.thread, Handle<Object>(&root));  // resurrected: once more
  root = nullptr;
  h.collect(2);
  EXPECT_NE(h.heap->nextFinalizable_nogc(), nullptr);
}

TEST_P(Weak, suppressionSurvivesMovesUntilItCounts) {
  Object*& root = h.roots.add(h.newNode(1, &FakeHeap::finalizable));
  h.heap->suppressFinalize_nogc(root);
  for (int i = 0; i < 4; ++i) collect();
  h.heap->reRegisterForFinalize(h.thread, Handle<Object>(&root));
  collect();
  root = nullptr;
  h.collect(2);
  EXPECT_NE(h.heap->nextFinalizable_nogc(), nullptr);
  EXPECT_EQ(h.heap->nextFinalizable_nogc(), nullptr);
}

INSTANTIATE_TEST_SUITE_P(Generations, Weak, testing::Values(0, 1, 2));

}  // namespace
}  // namespace minivm::test
