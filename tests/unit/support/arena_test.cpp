#include "vm/support/arena.h"

#include <gtest/gtest.h>

namespace minivm {
namespace {

TEST(Arena, AlignsAndSeparates) {
  Arena arena(64);
  uintptr_t end = 0;
  for (size_t align : {1u, 8u, 16u, 64u, 4096u}) {
    auto at = reinterpret_cast<uintptr_t>(arena.allocate(3, align));
    EXPECT_EQ(at % align, 0u);
    EXPECT_NE(at, end);
    end = at;
  }
}

TEST(Arena, ArraysAreZeroedAndStable) {
  Arena arena;
  auto first = arena.makeArray<int>(1000);
  for (int value : first) ASSERT_EQ(value, 0);
  first[999] = 42;
  for (int i = 0; i < 1000; ++i) arena.makeArray<uint64_t>(100)[99] = 1;
  EXPECT_EQ(first[999], 42);
  EXPECT_TRUE(arena.makeArray<int>(0).empty());
  EXPECT_THROW(arena.makeArray<uint64_t>(SIZE_MAX / 4), std::bad_alloc);
}

TEST(Arena, BigObjectsDoNotWasteTheChunk) {
  Arena arena(4096);
  arena.allocate(16);
  arena.allocate(1 << 16);
  size_t reserved = arena.reservedBytes();
  arena.allocate(2048);
  EXPECT_EQ(arena.reservedBytes(), reserved);
}

TEST(Arena, CopiesAndMoves) {
  Arena arena;
  std::string_view copy = arena.copyString("hello");
  EXPECT_EQ(copy, "hello");
  EXPECT_EQ(copy.data()[5], '\0');
  Arena other = std::move(arena);
  EXPECT_EQ(copy, "hello");
  EXPECT_EQ(arena.reservedBytes(), 0u);
}

}  // namespace
}  // namespace minivm
