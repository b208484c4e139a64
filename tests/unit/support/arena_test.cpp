#include "vm/support/arena.h"

#include <gtest/gtest.h>

#include "vm/support/arena_vector.h"

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

TEST(Arena, BeginsInMemoryOfTheCaller) {
  alignas(16) std::byte first[256];
  Arena arena(first);
  void* inside = arena.allocate(100);
  EXPECT_EQ(inside, first);
  EXPECT_EQ(arena.reservedBytes(), 0u);
  arena.allocate(1000);
  EXPECT_NE(arena.reservedBytes(), 0u);
}

TEST(Arena, ExtendsOnlyItsLastObject) {
  Arena arena(1024);
  auto* first = static_cast<std::byte*>(arena.allocate(16));
  EXPECT_TRUE(arena.extend(first + 16, 16));
  auto* second = static_cast<std::byte*>(arena.allocate(16));
  EXPECT_EQ(second, first + 32);
  EXPECT_FALSE(arena.extend(first + 32, 16));
  EXPECT_FALSE(arena.extend(second + 16, 1 << 20));
}

TEST(ArenaVector, GrowsInPlaceAndByMoving) {
  Arena arena(64);
  ArenaVector<int> numbers(arena), others(arena);
  for (int i = 0; i < 1000; ++i) {
    numbers.push_back(i);
    if (i % 100 == 0) others.push_back(-i);  // now and then somebody else is the last object
  }
  ASSERT_EQ(numbers.size(), 1000u);
  ASSERT_EQ(others.size(), 10u);
  for (int i = 0; i < 1000; ++i) ASSERT_EQ(numbers[static_cast<size_t>(i)], i);
  EXPECT_EQ(others.back(), -900);
  numbers.push_back(numbers.front());  // an element of its own, while it grows
  EXPECT_EQ(numbers.back(), 0);
  numbers.pop_back();
  numbers.resize(1002);
  EXPECT_EQ(numbers[1001], 0);
  numbers.pushFront(7);
  EXPECT_EQ(numbers.front(), 7);
  EXPECT_EQ(numbers[1], 0);
  EXPECT_EQ(numbers.size(), 1003u);
  numbers.clear();
  EXPECT_TRUE(numbers.empty());
}

}  // namespace
}  // namespace minivm
