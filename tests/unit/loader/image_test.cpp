#include "loader/image.h"

#include <gtest/gtest.h>

#include <fstream>
#include <iterator>

#include "tests/unit/loader/framework_files.h"
#include "tests/unit/loader/load_error_check.h"

namespace minivm::test {
namespace {

LoadErrorKind kindOf(std::vector<uint8_t> bytes) {
  return loadErrorOf([&] { Image::fromMemory("x", std::move(bytes)); }).kind();
}

TEST(Image, WhatIsNoImageIsRefused) {
  EXPECT_EQ(loadErrorOf([] { Image::open("/no/such/file.dll"); }).kind(), LoadErrorKind::CannotOpen);
  EXPECT_EQ(loadErrorOf([] { Image::open("/"); }).kind(), LoadErrorKind::CannotOpen);
  EXPECT_EQ(loadErrorOf([] { Image::open("/dev/null"); }).kind(), LoadErrorKind::CannotOpen);
  EXPECT_EQ(loadErrorOf([] { Image::open("/proc/self/exe"); }).kind(), LoadErrorKind::NotPe);
  EXPECT_EQ(kindOf({}), LoadErrorKind::NotPe);
  std::vector<uint8_t> dos(64);
  dos[0] = 'M', dos[1] = 'Z';
  EXPECT_EQ(kindOf(dos), LoadErrorKind::NotPe);
  dos[0x3C] = dos[0x3D] = dos[0x3E] = dos[0x3F] = 0xFF;
  EXPECT_EQ(kindOf(dos), LoadErrorKind::NotPe);
}

class RealImage : public testing::Test {
 protected:
  void SetUp() override {
    std::string file = frameworkFile("System.Runtime.dll");
    if (file.empty()) GTEST_SKIP() << "no stock framework on this machine";
    std::ifstream in(file, std::ios::binary);
    bytes_.assign(std::istreambuf_iterator<char>(in), {});
    mapped_ = Image::open(file);
  }
  std::vector<uint8_t> bytes_;
  std::unique_ptr<Image> mapped_;
};

TEST_F(RealImage, MappingAndMemoryAgree) {
  auto image = Image::fromMemory("copy", bytes_);
  EXPECT_TRUE(image->isDll());
  EXPECT_EQ(image->metadata().size(), mapped_->metadata().size());
  EXPECT_EQ(image->sections().size(), mapped_->sections().size());
  EXPECT_EQ(image->machine(), mapped_->machine());
}

TEST_F(RealImage, RvasOutsideAreRefused) {
  const Image::Section& section = mapped_->sections()[0];
  EXPECT_EQ(mapped_->at(section.virtualAddress, section.rawSize).size(), section.rawSize);
  EXPECT_EQ(mapped_->from(section.virtualAddress + 4).size(), section.rawSize - 4);
  auto atFails = [&](uint32_t rva, uint32_t size) {
    return loadErrorOf([&] { mapped_->at(rva, size); }).kind() == LoadErrorKind::BadRva;
  };
  EXPECT_TRUE(atFails(section.virtualAddress + 4, 0xFFFFFFFF));
  EXPECT_TRUE(atFails(0xFFFFFFF0, 4));
  EXPECT_EQ(loadErrorOf([&] { mapped_->from(0xFFFFFFFF); }).kind(), LoadErrorKind::BadRva);
}

TEST_F(RealImage, MachineAndSections) {
  uint32_t pe = loadLe<uint32_t>(bytes_.data() + 0x3C);
  auto arm = bytes_;
  arm[pe + 4] = 0x64, arm[pe + 5] = 0xAA;
  EXPECT_EQ(kindOf(arm), LoadErrorKind::UnsupportedMachine);
  auto many = bytes_;
  many[pe + 6] = many[pe + 7] = 0xFF;
  EXPECT_EQ(kindOf(many), LoadErrorKind::BadImage);
}

// Data beyond the raw size but inside the virtual size reads as zeros.
TEST_F(RealImage, ZeroFill) {
  uint32_t pe = loadLe<uint32_t>(bytes_.data() + 0x3C);
  size_t sectionTable = pe + 24 + loadLe<uint16_t>(bytes_.data() + pe + 20);
  uint16_t count = loadLe<uint16_t>(bytes_.data() + pe + 6);
  // Make the last section larger in memory than in the file.
  size_t last = sectionTable + (count - 1) * 40;
  uint32_t rawSize = loadLe<uint32_t>(bytes_.data() + last + 16),
           address = loadLe<uint32_t>(bytes_.data() + last + 12);
  uint32_t grown = rawSize + 0x1000;
  std::memcpy(bytes_.data() + last + 8, &grown, 4);
  auto image = Image::fromMemory("grown", bytes_);
  ByteSpan zeros = image->at(address + rawSize + 8, 16);
  for (uint8_t byte : zeros) EXPECT_EQ(byte, 0);
  EXPECT_EQ(loadErrorOf([&] { image->at(address + rawSize - 8, 16); }).kind(), LoadErrorKind::BadRva);
  EXPECT_EQ(loadErrorOf([&] { image->at(address + rawSize, 0x1001); }).kind(), LoadErrorKind::BadRva);
}

}  // namespace
}  // namespace minivm::test
