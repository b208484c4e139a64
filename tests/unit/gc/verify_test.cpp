// The verifier, tested on broken heaps.
#include <gtest/gtest.h>

#include "tests/unit/gc/fake_heap.h"

namespace minivm::test {
namespace {

class VerifyDeathTest : public testing::Test {
 protected:
  FakeHeap h;
  void verify() { h.heap->verify_nogc(h.thread, "a broken heap"); }
  Object*& oldNode() {
    Object*& root = h.roots.add(h.newNode(1));
    h.collect(1);
    h.collect(1);
    return root;
  }
};

TEST_F(VerifyDeathTest, missingBarrier) {
  Object*& root = oldNode();
  h.next(root) = h.newNode(2);
  EXPECT_DEATH(verify(), "field at \\+8 refers to a younger object, but its card is clean");
}

TEST_F(VerifyDeathTest, missingBarrierOfASurvivor) {
  Object*& root = h.roots.add(h.newNode(1));
  h.collect(0);
  h.next(root) = h.newNode(2);
  EXPECT_DEATH(verify(), "field at \\+8 refers to a younger object, but its card is clean");
}

TEST_F(VerifyDeathTest, theMutatorIsBlamedForItsOwnFaults) {
  Object*& root = oldNode();
  h.next(root) = h.newNode(2);
  EXPECT_DEATH(h.collect(0), "\"before the collection\" failed .* a store without barrier");
}

TEST_F(VerifyDeathTest, danglingReference) {
  Object*& root = oldNode();
  h.next(root) = reinterpret_cast<Object*>(reinterpret_cast<uintptr_t>(root) + 16);
  EXPECT_DEATH(verify(), "where no object starts");
}

TEST_F(VerifyDeathTest, staleRoot) {
  Object* stale = h.newNode(1);
  h.collect(0);
  h.roots.add(stale);
  EXPECT_DEATH(verify(), "root or handle .* where no object starts");
}

TEST_F(VerifyDeathTest, badMethodTable) {
  Object*& root = oldNode();
  root->mt = reinterpret_cast<MethodTable*>(root);
  EXPECT_DEATH(verify(), "bad MethodTable word");
}

TEST_F(VerifyDeathTest, soundHeapPasses) {
  Object*& root = oldNode();
  h.store(&h.next(root), h.newNode(2));
  verify();
}

TEST_F(VerifyDeathTest, collectingInsideNoGc) {
  NoGc scope(h.thread);
  EXPECT_DEATH(h.collect(0), "collection inside a NoGc scope");
}

TEST(Stress, stalePointersReadPoison) {
  GcConfig config;
  config.stressEvery = 1;
  FakeHeap h(config);
  Object*& root = h.roots.add(h.newNode(1));
  Object* stale = root;
  h.newNode(2);
  EXPECT_NE(root, stale);
  EXPECT_EQ(reinterpret_cast<uintptr_t>(stale->mt), 0xDBDBDBDBDBDBDBDBu);
}

}  // namespace
}  // namespace minivm::test
