#include "loader/metadata.h"

#include <gtest/gtest.h>

#include "loader/names.h"
#include "tests/unit/loader/image_walk.h"
#include "tests/unit/loader/load_error_check.h"
#include "tests/unit/loader/metadata_builder.h"

namespace minivm::test {
namespace {

std::vector<uint32_t> list(RowRange range) {
  std::vector<uint32_t> result;
  for (uint32_t rid : range) result.push_back(rid);
  return result;
}

using Rids = std::vector<uint32_t>;

TEST(Metadata, EmptyTablesAreFine) {
  auto bytes = MetadataBuilder().build();
  Metadata md("empty", bytes);
  EXPECT_EQ(md.version(), "v4.test");
  EXPECT_EQ(md.rows(Table::TypeDef), 0u);
  EXPECT_EQ(md.rows(Table::None), 0u);
  EXPECT_EQ(md.findTypeDef("A", "B"), 0u);
  EXPECT_TRUE(md.interfaceImplsOf(7).empty());
}

TEST(Metadata, RowZeroAndBeyondAreRefusedByName) {
  auto bytes = MetadataBuilder().row(Table::Module, {}).build();
  Metadata md("m.dll", bytes);
  EXPECT_NO_THROW(md.module(1));
  EXPECT_EQ(loadErrorOf([&] { md.module(0); }).kind(), LoadErrorKind::BadRow);
  LoadError error = loadErrorOf([&] { md.typeDef(3); });
  EXPECT_EQ(error.kind(), LoadErrorKind::BadRow);
  EXPECT_EQ(error.table(), Table::TypeDef);
  EXPECT_EQ(error.row(), 3u);
  EXPECT_STREQ(error.what(), "m.dll: TypeDef row 3: there are only 0 rows");
  EXPECT_EQ(loadErrorOf([&] { md.require(Token(0x70000001)); }).kind(), LoadErrorKind::BadRow);
}

TEST(Metadata, HeapIndexesAreChecked) {
  MetadataBuilder builder;
  uint32_t hello = builder.string("hello");
  uint32_t data = builder.blob({1, 2, 3});
  auto bytes = builder.build();
  Metadata md("m", bytes);
  EXPECT_EQ(md.string(StringIdx{hello}), "hello");
  EXPECT_EQ(md.string(StringIdx{}), "");
  EXPECT_EQ(md.blob(BlobIdx{data}).size(), 3u);
  EXPECT_EQ(loadErrorOf([&] { md.string(StringIdx{1000}); }).kind(), LoadErrorKind::BadHeapIndex);
  EXPECT_EQ(loadErrorOf([&] { md.blob(BlobIdx{data + 3}); }).kind(), LoadErrorKind::BadHeapIndex);
  EXPECT_EQ(loadErrorOf([&] { md.guid(GuidIdx{1}); }).kind(), LoadErrorKind::BadHeapIndex);
  EXPECT_EQ(loadErrorOf([&] { md.userString(0); }).kind(), LoadErrorKind::BadHeapIndex);
}

TEST(Metadata, ReservedCodedTagIsRefused) {
  auto bytes = MetadataBuilder().row(Table::TypeDef, {0, 0, 0, 3, 1, 1}).build();
  Metadata md("m", bytes);
  LoadError error = loadErrorOf([&] { md.typeDef(1); });
  EXPECT_EQ(error.kind(), LoadErrorKind::BadCell);
  EXPECT_EQ(error.row(), 1u);
}

TEST(Metadata, ListsRunToTheNextRow) {
  MetadataBuilder builder;
  for (uint32_t first : {1u, 1u, 3u}) builder.row(Table::TypeDef, {0, 0, 0, 0, first, 1});
  for (int i = 0; i < 4; ++i) builder.row(Table::Field, {});
  auto bytes = builder.build();
  Metadata md("m", bytes);
  EXPECT_EQ(list(md.fieldsOf(1)), Rids());
  EXPECT_EQ(list(md.fieldsOf(2)), (Rids{1, 2}));
  EXPECT_EQ(list(md.fieldsOf(3)), (Rids{3, 4}));
  EXPECT_EQ(md.typeOfField(2), 2u);
  EXPECT_EQ(md.typeOfField(4), 3u);
  EXPECT_THROW(md.typeOfField(5), LoadError);
}

TEST(Metadata, BackwardListIsRefused) {
  MetadataBuilder builder;
  for (uint32_t first : {3u, 1u}) builder.row(Table::TypeDef, {0, 0, 0, 0, first, 1});
  for (int i = 0; i < 4; ++i) builder.row(Table::Field, {});
  auto bytes = builder.build();
  Metadata md("m", bytes);
  EXPECT_EQ(loadErrorOf([&] { md.fieldsOf(1); }).kind(), LoadErrorKind::BadCell);
}

// ECMA-335 II.22: in a `#-` stream lists go through pointer tables.
TEST(Metadata, PointerTablesAreFollowed) {
  MetadataBuilder builder;
  builder.row(Table::TypeDef, {0, 0, 0, 0, 1, 1}).row(Table::TypeDef, {0, 0, 0, 0, 3, 1});
  for (uint32_t target : {4u, 2u, 1u, 3u}) builder.row(Table::FieldPtr, {target});
  for (int i = 0; i < 4; ++i) builder.row(Table::Field, {});
  auto bytes = builder.build("#-");
  Metadata md("m", bytes);
  EXPECT_EQ(list(md.fieldsOf(1)), (Rids{4, 2}));
  EXPECT_EQ(list(md.fieldsOf(2)), (Rids{1, 3}));
  EXPECT_EQ(md.typeOfField(4), 1u);
  EXPECT_EQ(md.typeOfField(3), 2u);
  EXPECT_EQ(md.fieldsOf(2).indexOf(3), 1u);
}

TEST(Metadata, PointerToNoRowIsRefused) {
  auto bytes = MetadataBuilder()
                   .row(Table::TypeDef, {0, 0, 0, 0, 1, 1})
                   .row(Table::FieldPtr, {9})
                   .row(Table::Field, {})
                   .build("#-");
  Metadata md("m", bytes);
  for (int again = 0; again < 2; ++again)
    EXPECT_EQ(loadErrorOf([&] { md.fieldsOf(1); }).table(), Table::FieldPtr);
}

TEST(Metadata, UnsortedTablesAreSearchedThroughAPermutation) {
  MetadataBuilder builder;
  for (uint32_t type : {5u, 2u, 5u, 1u, 2u}) builder.row(Table::InterfaceImpl, {type, 0});
  auto bytes = builder.build();
  Metadata md("m", bytes);
  EXPECT_EQ(list(md.interfaceImplsOf(1)), (Rids{4}));
  EXPECT_EQ(list(md.interfaceImplsOf(2)), (Rids{2, 5}));
  EXPECT_EQ(list(md.interfaceImplsOf(5)), (Rids{1, 3}));
  EXPECT_EQ(list(md.interfaceImplsOf(3)), Rids());
}

TEST(Metadata, ALieAboutSortingIsHarmless) {
  MetadataBuilder builder;
  for (uint32_t type : {5u, 2u, 5u, 1u, 2u}) builder.row(Table::InterfaceImpl, {type, 0});
  auto bytes = builder.markSorted(Table::InterfaceImpl).build();
  Metadata md("m", bytes);
  for (uint32_t type = 0; type < 8; ++type)
    for (uint32_t rid : md.interfaceImplsOf(type)) EXPECT_NO_THROW(md.interfaceImpl(rid));
}

TEST(Metadata, CyclicNestingIsRefused) {
  MetadataBuilder builder;
  uint32_t name = builder.string("T");
  builder.row(Table::TypeDef, {0, name, 0, 0, 1, 1}).row(Table::TypeDef, {0, name, 0, 0, 1, 1});
  builder.row(Table::NestedClass, {1, 2}).row(Table::NestedClass, {2, 1});
  builder.row(Table::TypeRef, {1u << 2 | 3, name, 0});  // a TypeRef whose scope is itself
  auto bytes = builder.build();
  Metadata md("m", bytes);
  EXPECT_EQ(loadErrorOf([&] { typeDefName(md, 1); }).kind(), LoadErrorKind::BadCell);
  EXPECT_EQ(loadErrorOf([&] { typeRefName(md, 1); }).kind(), LoadErrorKind::BadCell);
  EXPECT_EQ(tokenName(md, Token::make(Table::TypeDef, 1)), "token 0x02000001");
  EXPECT_EQ(md.findTypeDef("", "T"), 0u);  // both are nested
}

TEST(Metadata, DuplicateNamesGiveTheFirst) {
  MetadataBuilder builder;
  uint32_t space = builder.string("N"), name = builder.string("T");
  for (int i = 0; i < 3; ++i) builder.row(Table::TypeDef, {0, name, i ? space : 0, 0, 1, 1});
  auto bytes = builder.build();
  Metadata md("m", bytes);
  EXPECT_EQ(md.findTypeDef("N", "T"), 2u);
  EXPECT_EQ(md.findTypeDef("", "T"), 1u);
}

TEST(Metadata, TruncationAnywhereIsALoadError) {
  MetadataBuilder builder;
  uint32_t name = builder.string("T");
  for (int i = 0; i < 5; ++i) builder.row(Table::TypeDef, {0, name, 0, 0, 1, 1});
  auto bytes = builder.build();
  for (size_t size = 0; size < bytes.size(); ++size) {
    std::vector<uint8_t> cut(bytes.begin(), bytes.begin() + static_cast<ptrdiff_t>(size));
    EXPECT_THROW(Metadata("m", cut), LoadError) << size;
  }
}

TEST(Metadata, MoreRowsThanBytesAreRefused) {
  auto bytes = MetadataBuilder().row(Table::TypeDef, {0, 0, 0, 0, 1, 1}).build();
  // The row count is the first thing after the masks of the table stream.
  for (size_t i = 0; i + 4 < bytes.size(); ++i) {
    auto mutant = bytes;
    mutant[i] = mutant[i + 1] = mutant[i + 2] = 0xFF;
    try {
      Metadata md("m", mutant);
      walkMetadata(md, true);
    } catch (const LoadError&) {
    }
  }
}

}  // namespace
}  // namespace minivm::test
