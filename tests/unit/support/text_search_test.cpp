#include "vm/support/text_search.h"

#include <gtest/gtest.h>

#include <random>
#include <string>

namespace minivm {
namespace {

/// Text of a small alphabet in memory of exactly its size, so that the sanitizers see a read beyond it.
std::u16string randomText(std::mt19937& random, size_t length, unsigned letters) {
  std::u16string text(length, u'a');
  for (char16_t& c : text) c = static_cast<char16_t>(u'a' + random() % letters);
  text.shrink_to_fit();
  return text;
}

TEST(TextSearch, AgreesWithTheStandardLibrary) {
  std::mt19937 random(1);
  for (int round = 0; round < 20000; ++round) {
    const std::u16string text = randomText(random, random() % 70, 2 + random() % 6);
    const std::u16string value = randomText(random, 1 + random() % 6, 2 + random() % 6);
    EXPECT_EQ(findChar(text, value[0]), text.find(value[0]));
    EXPECT_EQ(findAnyChar(text, value), text.find_first_of(value));
    EXPECT_EQ(findText(text, value), text.find(value));
  }
}

TEST(TextSearch, FindsWhatStandsAtTheEnds) {
  const std::u16string text = u"xaaaaaaaaaaaaaaay";
  EXPECT_EQ(findChar(text, u'x'), 0u);
  EXPECT_EQ(findChar(text, u'y'), 16u);
  EXPECT_EQ(findText(text, u"ay"), 15u);
  EXPECT_EQ(findText(text, text), 0u);
  EXPECT_EQ(findText(text, u"xay"), std::u16string::npos);
  EXPECT_EQ(findChar(u"", u'x'), std::u16string::npos);
  // The sign bit of a 16-bit lane is a character like any other.
  EXPECT_EQ(findAnyChar(u"\u1234\u8000\uFFFF", u"\uFFFF\u8000"), 1u);
}

}  // namespace
}  // namespace minivm
