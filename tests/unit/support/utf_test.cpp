#include "vm/support/utf.h"

#include <gtest/gtest.h>

namespace minivm {
namespace {

TEST(Utf, RoundTripsEveryScalarValue) {
  for (char32_t value = 0; value <= 0x10FFFF; ++value) {
    if (value >= 0xD800 && value <= 0xDFFF) continue;
    std::string text;
    appendUtf8(text, value);
    size_t position = 0;
    ASSERT_EQ(nextUtf8(text, position), value);
    ASSERT_EQ(position, text.size());
    ASSERT_EQ(utf16ToUtf8(utf8ToUtf16(text)), text);
  }
}

TEST(Utf, MalformedUtf8IsReplacedByMaximalParts) {
  EXPECT_EQ(utf8ToUtf16("a\xFFz"), u"a\uFFFDz");
  EXPECT_EQ(utf8ToUtf16("\xC0\x80"), u"\uFFFD\uFFFD");            // overlong
  EXPECT_EQ(utf8ToUtf16("\xED\xA0\x80"), u"\uFFFD\uFFFD\uFFFD");  // surrogate
  EXPECT_EQ(utf8ToUtf16("\xE2\x82"), u"\uFFFD");                  // cut off
  EXPECT_EQ(utf8ToUtf16("\xF0\x9F\x98z"), u"\uFFFDz");
  EXPECT_EQ(utf8ToUtf16("\xF4\x90\x80\x80").size(), 4u);  // beyond U+10FFFF
  EXPECT_FALSE(isValidUtf8("\x80"));
  EXPECT_TRUE(isValidUtf8("h\xC3\xA9"));
}

TEST(Utf, LoneSurrogatesAreReplaced) {
  EXPECT_EQ(utf16ToUtf8(u"\xD800"), "\xEF\xBF\xBD");
  EXPECT_EQ(utf16ToUtf8(u"\xDC00\xD800"), "\xEF\xBF\xBD\xEF\xBF\xBD");
  EXPECT_EQ(utf16ToUtf8(u"\xD83D\xDE00"), "\xF0\x9F\x98\x80");
}

TEST(Utf, UnalignedLittleEndian) {
  const uint8_t bytes[] = {0, 'h', 0, 'i', 0, 7};
  EXPECT_EQ(utf16LeToUtf8(ByteSpan(bytes).subspan(1)), "hi");
  EXPECT_EQ(utf16LeToString(ByteSpan(bytes).subspan(1)), u"hi");
}

}  // namespace
}  // namespace minivm
