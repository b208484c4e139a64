#include "vm/support/hash.h"

#include <gtest/gtest.h>

#include <map>
#include <random>

namespace minivm {
namespace {

TEST(HashMap, AgreesWithStdMapUnderRandomUse) {
  std::mt19937 random(7);
  HashMap<uint32_t, std::string> mine;
  std::map<uint32_t, std::string> theirs;
  for (int round = 0; round < 20000; ++round) {
    uint32_t key = random() % 500;
    switch (random() % 3) {
      case 0:
        mine.set(key, std::to_string(round));
        theirs[key] = std::to_string(round);
        break;
      case 1: EXPECT_EQ(mine.erase(key), theirs.erase(key) != 0); break;
      case 2: {
        const std::string* found = mine.find(key);
        ASSERT_EQ(found != nullptr, theirs.count(key) != 0);
        if (found) {
          EXPECT_EQ(*found, theirs[key]);
        }
        break;
      }
    }
    ASSERT_EQ(mine.size(), theirs.size());
  }
  std::map<uint32_t, std::string> copy;
  for (const auto& [key, value] : mine) copy[key] = value;
  EXPECT_EQ(copy, theirs);
  HashMap<uint32_t, std::string> other = mine;
  mine.clear();
  EXPECT_TRUE(mine.empty());
  EXPECT_EQ(other.size(), theirs.size());
}

/// All keys collide: probing and deletion must still work.
struct BadHash {
  uint64_t operator()(uint32_t) const { return 3; }
};

TEST(HashMap, SurvivesATerribleHash) {
  HashMap<uint32_t, uint32_t, BadHash> map;
  for (uint32_t i = 0; i < 100; ++i) map[i] = i * i;
  for (uint32_t i = 0; i < 100; i += 2) EXPECT_TRUE(map.erase(i));
  for (uint32_t i = 0; i < 100; ++i) EXPECT_EQ(map.contains(i), i % 2 == 1);
  EXPECT_EQ(*map.find(99u), 99u * 99u);
}

TEST(HashMap, StringsAreFoundByView) {
  HashMap<std::string, int> map;
  map["one"] = 1;
  EXPECT_EQ(*map.find(std::string_view("one")), 1);
  EXPECT_EQ(map.find("two"), nullptr);
  EXPECT_FALSE(map.tryInsert("one", 2).second);
  EXPECT_EQ(map["one"], 1);
}

TEST(Hash, SpreadsSmallIntegers) {
  uint64_t seen = 0;
  for (uint64_t i = 0; i < 64; ++i) seen |= uint64_t{1} << (mix64(i * 4096) & 63);
  EXPECT_GT(__builtin_popcountll(seen), 30);
  EXPECT_NE(hashString("ab"), hashString("ba"));
  EXPECT_NE(hashString("12345678"), hashString("123456789"));
}

}  // namespace
}  // namespace minivm
