#include "vm/il/intrinsics.h"

#include <gtest/gtest.h>

#include <set>
#include <string>
#include <string_view>

namespace minivm::test {
namespace {

struct Row {
  std::string_view id, type, method;
};
constexpr Row kRows[] = {
#define INTRINSIC(id, type, method) {#id, type, method},
#include "vm/il/intrinsics.def"
};

TEST(Intrinsics, RowsAreDistinctAndQualified) {
  std::set<std::string> names, ids;
  for (const Row& row : kRows) {
    EXPECT_TRUE(names.insert(std::string(row.type) + "::" + std::string(row.method)).second) << row.method;
    EXPECT_TRUE(ids.insert(std::string(row.id)).second) << row.id;
    EXPECT_EQ(row.type.substr(0, 7), "System.") << row.type;
  }
  EXPECT_EQ(std::size(kRows) + 1, static_cast<size_t>(Intrinsic::Count)) << "None is 0 and has no row";
}

}  // namespace
}  // namespace minivm::test
