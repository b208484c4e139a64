#include "loader/signature.h"

#include <gtest/gtest.h>

#include "loader/metadata.h"
#include "tests/unit/loader/load_error_check.h"
#include "tests/unit/loader/metadata_builder.h"

namespace minivm::test {
namespace {

using Bytes = std::vector<uint8_t>;

uint32_t compressed(Bytes bytes) {
  return SigCursor(bytes).readCompressed();
}
int32_t compressedSigned(Bytes bytes) {
  return SigCursor(bytes).readCompressedSigned();
}

// The examples of ECMA-335 II.23.2.
TEST(SigCursor, CompressedUnsigned) {
  EXPECT_EQ(compressed({0x03}), 3u);
  EXPECT_EQ(compressed({0x7F}), 0x7Fu);
  EXPECT_EQ(compressed({0x80, 0x80}), 0x80u);
  EXPECT_EQ(compressed({0xAE, 0x57}), 0x2E57u);
  EXPECT_EQ(compressed({0xBF, 0xFF}), 0x3FFFu);
  EXPECT_EQ(compressed({0xC0, 0x00, 0x40, 0x00}), 0x4000u);
  EXPECT_EQ(compressed({0xDF, 0xFF, 0xFF, 0xFF}), 0x1FFFFFFFu);
  for (Bytes bad : {Bytes{}, Bytes{0x80}, Bytes{0xC0, 0, 0}, Bytes{0xE0, 0, 0, 0}, Bytes{0xFF}})
    EXPECT_EQ(loadErrorOf([&] { compressed(bad); }).kind(), LoadErrorKind::BadSignature);
}

TEST(SigCursor, CompressedSigned) {
  EXPECT_EQ(compressedSigned({0x06}), 3);
  EXPECT_EQ(compressedSigned({0x7B}), -3);
  EXPECT_EQ(compressedSigned({0x80, 0x80}), 64);
  EXPECT_EQ(compressedSigned({0x01}), -64);
  EXPECT_EQ(compressedSigned({0xC0, 0x00, 0x40, 0x00}), 8192);
  EXPECT_EQ(compressedSigned({0x80, 0x01}), -8192);
  EXPECT_EQ(compressedSigned({0xDF, 0xFF, 0xFF, 0xFE}), 268435455);
  EXPECT_EQ(compressedSigned({0xC0, 0x00, 0x00, 0x01}), -268435456);
}

TEST(SigCursor, SkipsExactlyOneType) {
  const Bytes types[] = {
      {0x08},                                      // int32
      {0x0F, 0x01},                                // void*
      {0x1D, 0x0E},                                // string[]
      {0x14, 0x08, 2, 1, 3, 2, 0, 0},              // int32[0...2,0...]
      {0x15, 0x12, 0x05, 2, 0x13, 0, 0x1E, 1},     // class X<!0, !!1>
      {0x1B, 0x00, 2, 0x01, 0x08, 0x10, 0x0E},     // method void *(int32, string&)
      {0x1F, 0x05, 0x20, 0x09, 0x45, 0x10, 0x05},  // modreq modopt pinned uint8&
      {0x1B, 0x10, 1, 1, 0x01, 0x1E, 0},           // a generic function pointer
  };
  for (Bytes type : types) {
    size_t size = type.size();
    type.push_back(0x08);
    SigCursor cursor(type);
    cursor.skipType();
    EXPECT_EQ(cursor.position(), size);
    for (size_t cut = 0; cut < size; ++cut) {
      Bytes shorter(type.begin(), type.begin() + static_cast<ptrdiff_t>(cut));
      SigCursor broken(shorter);
      EXPECT_THROW(broken.skipType(), LoadError) << "cut to " << cut;
    }
  }
}

TEST(SigCursor, DeepNestingIsRefused) {
  Bytes deep(100000, 0x1D);
  deep.push_back(0x08);
  SigCursor cursor(deep);
  EXPECT_EQ(loadErrorOf([&] { cursor.skipType(); }).kind(), LoadErrorKind::BadSignature);
}

TEST(SigCursor, CountsBeyondTheBlobAreRefused) {
  Bytes bytes{0x00, 0xDF, 0xFF, 0xFF, 0xFF, 0x01};
  SigCursor cursor(bytes);
  EXPECT_THROW(readMethodHeader(cursor), LoadError);
}

TEST(SigCursor, MethodHeaders) {
  Bytes bytes{0x30, 2, 1, 0x01, 0x08};
  SigCursor cursor(bytes);
  MethodSigHeader header = readMethodHeader(cursor);
  EXPECT_TRUE(header.hasThis);
  EXPECT_FALSE(header.explicitThis);
  EXPECT_EQ(header.genericCount, 2u);
  EXPECT_EQ(header.paramCount, 1u);
  EXPECT_EQ(cursor.readElementType(), ElementType::Void);
}

class Printing : public testing::Test {
 protected:
  Printing() {
    uint32_t space = builder_.string("N"), a = builder_.string("A"), b = builder_.string("B`1");
    uint32_t lib = builder_.string("lib");
    builder_.row(Table::TypeDef, {0, a, space, 0, 1, 1});
    builder_.row(Table::AssemblyRef, {1, 0, 0, 0, 0, 0, lib});
    builder_.row(Table::TypeRef, {1 << 2 | 2, b, space});
    builder_.row(Table::TypeSpec, {builder_.blob({0x1D, 0x12, 0x04})});                 // class N.A[]
    builder_.row(Table::TypeSpec, {builder_.blob({0x15, 0x12, 0x05, 1, 0x12, 0x0A})});  // of itself
    uint32_t previous = 3;
    for (int i = 0; i < 60; ++i, ++previous) {  // each twice as large as the one before
      auto token = static_cast<uint8_t>(previous << 2 | 2);
      if (previous > 31) break;
      builder_.row(Table::TypeSpec, {builder_.blob({0x15, 0x12, 0x05, 2, 0x12, token, 0x12, token})});
    }
  }

  template <typename Print>
  std::string print(Bytes bytes, Print printer) {
    auto metadata = builder_.build();
    Metadata md("m", metadata);
    SigCursor cursor(bytes);
    std::string text = printer(md, cursor);
    EXPECT_TRUE(cursor.atEnd());
    return text;
  }

  MetadataBuilder builder_;
};

TEST_F(Printing, Types) {
  EXPECT_EQ(print({0x18}, printType), "native int");
  EXPECT_EQ(print({0x12, 0x04}, printType), "class N.A");
  EXPECT_EQ(print({0x11, 0x05}, printType), "valuetype [lib]N.B`1");
  EXPECT_EQ(print({0x15, 0x12, 0x05, 1, 0x08}, printType), "class [lib]N.B`1<int32>");
  EXPECT_EQ(print({0x14, 0x08, 2, 2, 3, 4, 1, 0x02}, printType), "int32[1...3,0...3]");
  EXPECT_EQ(print({0x14, 0x08, 3, 0, 0}, printType), "int32[,,]");
  EXPECT_EQ(print({0x14, 0x08, 1, 0, 0}, printType), "int32[...]");
  EXPECT_EQ(print({0x45, 0x10, 0x05}, printType), "uint8& pinned");
  EXPECT_EQ(print({0x1F, 0x04, 0x08}, printType), "int32 modreq(N.A)");
  EXPECT_EQ(print({0x1B, 0x09, 1, 0x01, 0x08}, printType), "method unmanaged void *(int32)");
}

TEST_F(Printing, Signatures) {
  EXPECT_EQ(print({0x06, 0x0E}, printSignature), "string");
  EXPECT_EQ(print({0x07, 2, 0x08, 0x13, 0}, printSignature), "int32, !0");
  EXPECT_EQ(print({0x0A, 2, 0x08, 0x1C}, printSignature), "<int32, object>");
  EXPECT_EQ(print({0x20, 1, 0x01, 0x08}, printSignature), "instance void (int32)");
  EXPECT_EQ(print({0x05, 2, 0x01, 0x08, 0x41, 0x0E}, printSignature), "vararg void (int32, ..., string)");
  EXPECT_EQ(print({0x28, 0, 0x08}, printSignature), "instance int32 ()");
}

TEST_F(Printing, SelfReferenceAndExplosionAreRefused) {
  auto print = [this](uint32_t spec) {
    auto metadata = builder_.build();
    Metadata md("m", metadata);
    return loadErrorOf([&] { printTypeToken(md, Token::make(Table::TypeSpec, spec)); }).kind();
  };
  EXPECT_EQ(print(2), LoadErrorKind::BadSignature);
  EXPECT_EQ(print(30), LoadErrorKind::BadSignature);
}

}  // namespace
}  // namespace minivm::test
