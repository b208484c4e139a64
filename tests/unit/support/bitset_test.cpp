#include "vm/support/bitset.h"

#include <gtest/gtest.h>

#include "vm/support/span.h"

namespace minivm {
namespace {

TEST(Bitset, MembersAcrossWords) {
  Bitset set(130);
  for (size_t i : {0u, 63u, 64u, 129u}) EXPECT_TRUE(set.insert(i));
  EXPECT_FALSE(set.insert(64));
  EXPECT_EQ(set.count(), 4u);
  EXPECT_EQ(set.findNext(1), 63u);
  EXPECT_EQ(set.findNext(65), 129u);
  set.reset(129);
  EXPECT_EQ(set.findNext(65), 130u);
  std::vector<size_t> seen;
  set.forEach([&](size_t i) { seen.push_back(i); });
  EXPECT_EQ(seen, (std::vector<size_t>{0, 63, 64}));
}

TEST(Bitset, AlgebraReportsChange) {
  Bitset a(70), b(70);
  a.set(1);
  b.set(1);
  b.set(69);
  EXPECT_TRUE(a.unionWith(b));
  EXPECT_FALSE(a.unionWith(b));
  EXPECT_TRUE(a.subtract(b));
  EXPECT_FALSE(a.any());
  a.setAll();
  EXPECT_EQ(a.count(), 70u);
  EXPECT_TRUE(a.intersectWith(b));
  EXPECT_EQ(a, b);
}

TEST(Span, ReadsAreBounded) {
  const uint8_t bytes[] = {1, 2, 3, 4};
  uint32_t value = 0;
  EXPECT_TRUE(tryReadLe(ByteSpan(bytes), 0, value));
  EXPECT_EQ(value, 0x04030201u);
  EXPECT_FALSE(tryReadLe(ByteSpan(bytes), 1, value));
  EXPECT_FALSE(spanHolds(bytes, UINT64_MAX, 2));
  EXPECT_FALSE(spanHolds(bytes, 2, UINT64_MAX));
  EXPECT_TRUE(spanHolds(bytes, 4, 0));
}

}  // namespace
}  // namespace minivm
