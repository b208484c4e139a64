// Portable PDBs, made by hand: sequence points in all their forms, names, scopes; broken ones, which may only
// know less.
#include "loader/pdb.h"

#include <gtest/gtest.h>
#include <zlib.h>

#include <cstring>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <random>

#include "loader/image.h"
#include "tests/unit/loader/framework_files.h"
#include "tests/unit/loader/load_error_check.h"
#include "tests/unit/loader/metadata_builder.h"

namespace minivm::test {
namespace {

using Bytes = std::vector<uint8_t>;

/// Two documents, `src/a.cs` and `b.cs`; three methods, the second without points, the third a state machine
/// of the first; two scopes of the first, with a local each.
Bytes samplePdb(const std::vector<uint8_t>& points, uint8_t id = 7) {
  MetadataBuilder builder;
  const auto text = [&](std::string_view part) { return builder.blob(Bytes(part.begin(), part.end())); };
  const auto src = static_cast<uint8_t>(text("src")), a = static_cast<uint8_t>(text("a.cs"));
  const auto b = static_cast<uint8_t>(text("b.cs"));
  const uint32_t nameA = builder.blob(Bytes{'/', src, a}), nameB = builder.blob(Bytes{0, b});
  const uint32_t first = builder.blob(points);
  const uint32_t third = builder.blob(Bytes{0, 2, 0, 0, 5, 10, 1});  // its document is in the blob
  const uint32_t outer = builder.string("outer"), inner = builder.string("inner");
  builder.row(Table::Document, {nameA, 0, 0, 0}).row(Table::Document, {nameB, 0, 0, 0});
  builder.row(Table::MethodDebugInformation, {1, first})
      .row(Table::MethodDebugInformation, {0, 0})
      .row(Table::MethodDebugInformation, {0, third});
  builder.row(Table::LocalScope, {1, 0, 1, 1, 0, 20}).row(Table::LocalScope, {1, 0, 2, 1, 5, 5});
  builder.row(Table::LocalVariable, {0, 0, outer}).row(Table::LocalVariable, {1, 3, inner});
  builder.row(Table::StateMachineMethod, {3, 1});
  return builder.pdb(id).build();
}

// Local signature; offset 0 at (5,2)-(5,10); offset 2 hidden; then document 2; offset 4 at (6,1)-(8,0).
const Bytes kPoints = {0, 0, 0, 8, 5, 2, 2, 0, 0, 0, 2, 2, 2, 0x7F, 2, 0x7F};

TEST(Pdb, SequencePointsOfAllKinds) {
  const auto pdb = Pdb::fromMemory("sample", samplePdb(kPoints));
  const auto points = pdb->sequencePoints(1);
  ASSERT_EQ(points.size(), 3u);
  EXPECT_EQ(points[0].startLine, 5u);
  EXPECT_EQ(points[0].startColumn, 2u);
  EXPECT_EQ(points[0].endLine, 5u);
  EXPECT_EQ(points[0].endColumn, 10u);
  EXPECT_TRUE(points[1].isHidden());
  EXPECT_EQ(points[1].ilOffset, 2u);
  EXPECT_EQ(points[2].ilOffset, 4u);
  EXPECT_EQ(points[2].document, 2u);
  EXPECT_EQ(points[2].startLine, 6u);
  EXPECT_EQ(points[2].startColumn, 1u);
  EXPECT_EQ(points[2].endLine, 8u);
  EXPECT_EQ(points[2].endColumn, 0u);
}

TEST(Pdb, PositionIsTheLastVisiblePointBefore) {
  const auto pdb = Pdb::fromMemory("sample", samplePdb(kPoints));
  EXPECT_EQ(pdb->positionOf(1, 1)->line, 5u);
  EXPECT_EQ(pdb->positionOf(1, 3)->line, 5u);  // the point at 2 is hidden
  EXPECT_EQ(pdb->positionOf(1, 3)->file, "src/a.cs");
  EXPECT_EQ(pdb->positionOf(1, 400)->line, 6u);
  EXPECT_EQ(pdb->positionOf(1, 400)->file, "b.cs");
  EXPECT_FALSE(pdb->positionOf(2, 0));
  EXPECT_EQ(pdb->positionOf(3, 0)->file, "b.cs");
  EXPECT_EQ(pdb->positionOf(3, 0)->line, 10u);
  EXPECT_FALSE(pdb->positionOf(0, 0));
  EXPECT_FALSE(pdb->positionOf(4, 0));
  EXPECT_FALSE(pdb->positionOf(0xFFFFFFFF, 0));
}

TEST(Pdb, LocalsAndStateMachines) {
  const auto pdb = Pdb::fromMemory("sample", samplePdb(kPoints));
  EXPECT_EQ(pdb->localsAt(1, 1).size(), 1u);
  const auto both = pdb->localsAt(1, 7);
  ASSERT_EQ(both.size(), 2u);
  EXPECT_EQ(both[0].name, "outer");
  EXPECT_EQ(both[1].name, "inner");
  EXPECT_EQ(both[1].index, 3);
  EXPECT_TRUE(both[1].isHidden);
  EXPECT_TRUE(pdb->localsAt(1, 20).empty());
  EXPECT_TRUE(pdb->localsAt(3, 0).empty());
  EXPECT_EQ(pdb->kickoffOf(3), 1u);
  EXPECT_EQ(pdb->kickoffOf(1), 0u);
  EXPECT_EQ(pdb->id()[19], 7);
  EXPECT_EQ(pdb->entryPointToken(), 0u);
}

TEST(Pdb, BrokenPointsEndTheList) {
  // Cut off; a line before the first; a column beyond the last.
  for (const Bytes& points : {Bytes{0, 0, 0, 8, 5, 2, 2, 0}, Bytes{0, 0, 0, 8, 5, 2, 2, 0, 1, 0x41, 0},
                              Bytes{0, 0, 0, 8, 5, 2, 2, 0, 0xC0, 1, 0, 0, 0, 0}}) {
    const auto pdb = Pdb::fromMemory("sample", samplePdb(points));
    EXPECT_EQ(pdb->sequencePoints(1).size(), 1u);
  }
  EXPECT_TRUE(Pdb::fromMemory("sample", samplePdb({0}))->sequencePoints(1).empty());
}

TEST(Pdb, WithoutItsStreamItIsNone) {
  EXPECT_EQ(loadErrorOf([] { Pdb::fromMemory("x", MetadataBuilder().build()); }).kind(),
            LoadErrorKind::BadPdb);
  EXPECT_EQ(loadErrorOf([] { Pdb::fromMemory("x", {}); }).kind(), LoadErrorKind::BadMetadata);
}

/// Asks everything; only LoadError at opening is allowed.
void survive(Bytes bytes) {
  std::unique_ptr<Pdb> pdb;
  try {
    pdb = Pdb::fromMemory("mutant", std::move(bytes));
  } catch (const LoadError&) {
    return;
  }
  for (uint32_t method = 0; method < 6; ++method) {
    for (uint32_t offset : {0u, 6u, 0xFFFFFFFFu}) {
      pdb->positionOf(method, offset);
      pdb->localsAt(method, offset);
    }
    pdb->kickoffOf(method);
    pdb->documentName(method);
  }
  EXPECT_EQ(pdb->id().size(), 20u);
}

TEST(Pdb, TruncatedAndMutated) {
  const Bytes whole = samplePdb(kPoints);
  for (size_t size = 0; size < whole.size(); ++size)
    survive(Bytes(whole.begin(), whole.begin() + static_cast<ptrdiff_t>(size)));
  std::mt19937 random(4711);
  for (int round = 0; round < 20000; ++round) {
    Bytes mutant = whole;
    for (uint32_t changes = 1 + random() % 6; changes; --changes)
      mutant[random() % mutant.size()] = random() % 2 ? 0xFF : static_cast<uint8_t>(random());
    survive(std::move(mutant));
  }
}

/// An image of the framework whose first debug entry is made to say that `data`, appended, is an embedded
/// PDB.
class EmbeddedPdb : public testing::Test {
 protected:
  void SetUp() override {
    std::ifstream in(frameworkFile("System.Runtime.dll"), std::ios::binary);
    image_.assign(std::istreambuf_iterator<char>(in), {});
    if (image_.empty()) GTEST_SKIP() << "no stock framework on this machine";
    const auto image = Image::fromMemory("original", image_);
    if (image->debugDirectory().size() < 28) GTEST_SKIP() << "it has no debug directory";
    directory_ = static_cast<size_t>(image->debugDirectory().data() - image->whole().data());
    directorySize_ = image->debugDirectory().size();
  }
  std::unique_ptr<Pdb> find(const Bytes& data) const {
    Bytes bytes = image_;
    for (size_t at = directory_; at + 28 <= directory_ + directorySize_; at += 28) {
      const auto size = static_cast<uint32_t>(data.size()), offset = static_cast<uint32_t>(image_.size());
      const uint32_t type = at == directory_ ? 17 : 0;
      std::memcpy(&bytes[at + 12], &type, 4);
      std::memcpy(&bytes[at + 16], &size, 4);
      std::memcpy(&bytes[at + 24], &offset, 4);
    }
    bytes.insert(bytes.end(), data.begin(), data.end());
    return Pdb::find(*Image::fromMemory("embedding", std::move(bytes)));
  }
  static Bytes packed(const Bytes& pdb) {
    Bytes out(compressBound(pdb.size()) + 64);
    z_stream stream{};
    deflateInit2(&stream, 9, Z_DEFLATED, -MAX_WBITS, 8, Z_DEFAULT_STRATEGY);
    stream.next_in = const_cast<Bytef*>(pdb.data());
    stream.avail_in = static_cast<uInt>(pdb.size());
    stream.next_out = out.data() + 8;
    stream.avail_out = static_cast<uInt>(out.size() - 8);
    deflate(&stream, Z_FINISH);
    deflateEnd(&stream);
    out.resize(8 + stream.total_out);
    const auto size = static_cast<uint32_t>(pdb.size());
    std::memcpy(out.data(), "MPDB", 4);
    std::memcpy(out.data() + 4, &size, 4);
    return out;
  }

  Bytes image_;
  size_t directory_ = 0, directorySize_ = 0;
};

TEST_F(EmbeddedPdb, IsUnpacked) {
  const auto pdb = find(packed(samplePdb(kPoints)));
  ASSERT_TRUE(pdb);
  EXPECT_EQ(pdb->positionOf(1, 0)->file, "src/a.cs");
}

TEST_F(EmbeddedPdb, BrokenIsNone) {
  const Bytes good = packed(samplePdb(kPoints));
  Bytes liar = good;
  liar[7] = 0x3F;  // claims nearly a gigabyte
  EXPECT_FALSE(find(liar));
  for (size_t size = 0; size < good.size(); ++size)
    EXPECT_FALSE(find(Bytes(good.begin(), good.begin() + static_cast<ptrdiff_t>(size))));
}

TEST(PdbFile, TheClassLibraryKnowsItsLines) {
  const std::string path = MINIVM_BUILD_DIR "/System.Private.CoreLib.dll";
  if (!std::filesystem::exists(path)) GTEST_SKIP() << "the class library is not built";
  const auto image = Image::open(path);
  const auto pdb = Pdb::find(*image);
  ASSERT_TRUE(pdb) << "its PDB lies beside it";
  Metadata metadata(*image);
  uint32_t known = 0;
  for (uint32_t rid = 1; rid <= metadata.rows(Table::MethodDef); ++rid)
    known += pdb->positionOf(rid, 0).has_value();
  EXPECT_GT(known, metadata.rows(Table::MethodDef) / 2);
}

}  // namespace
}  // namespace minivm::test
