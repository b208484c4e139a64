// Hostile images: truncated and mutated copies of real ones may only fail with LoadError, and quickly.
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <random>

#include "loader/load_error.h"
#include "tests/unit/loader/framework_files.h"
#include "tests/unit/loader/image_walk.h"

namespace minivm::test {
namespace {

using Bytes = std::vector<uint8_t>;

Bytes readFile(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  return Bytes(std::istreambuf_iterator<char>(in), {});
}

/// The smallest assembly with at least `bodies` IL bodies, of one of the two kinds.
Bytes smallestWith(bool isReadyToRun, uint64_t bodies) {
  namespace fs = std::filesystem;
  Bytes best;
  std::vector<std::string> files = frameworkFiles();
  std::error_code ignored;  // small plain IL assemblies with bodies come with Mono
  for (const auto& entry : fs::directory_iterator("/usr/lib/mono/4.5", ignored))
    if (entry.path().extension() == ".dll") files.push_back(entry.path().string());
  std::sort(files.begin(), files.end());
  for (const std::string& file : files) {
    auto size = fs::file_size(file);
    if (size > 200000 || (!best.empty() && size >= best.size())) continue;
    auto image = Image::open(file);
    if (image->isReadyToRun() != isReadyToRun || walkImage(*image, false).bodies < bodies) continue;
    best = readFile(file);
  }
  return best;
}

/// Reads all of a hostile image; true when it could at least be opened.
bool survive(Bytes bytes) {
  try {
    auto image = Image::fromMemory("mutant", std::move(bytes));
    walkImage(*image, true);
    return true;
  } catch (const LoadError& error) {
    EXPECT_EQ(std::string(error.what()).find("mutant"), 0u) << error.what();
    return false;
  }
}

class Mutants : public testing::TestWithParam<bool> {
 protected:
  void SetUp() override {
    bytes_ = smallestWith(GetParam(), 20);
    if (bytes_.empty()) GTEST_SKIP() << "no suitable assembly on this machine";
    auto image = Image::fromMemory("original", bytes_);
    metadataOffset_ = static_cast<size_t>(image->metadata().data() - image->whole().data());
    metadataSize_ = image->metadata().size();
  }

  Bytes bytes_;
  size_t metadataOffset_ = 0;
  size_t metadataSize_ = 0;
};

TEST_P(Mutants, Truncated) {
  // Every length through the headers, then steps.
  for (size_t size = 0; size < bytes_.size(); size += size < 600 ? 1 : bytes_.size() / 150)
    survive(Bytes(bytes_.begin(), bytes_.begin() + static_cast<ptrdiff_t>(size)));
}

TEST_P(Mutants, BytesReplaced) {
  std::mt19937 random(20240607);
  static constexpr uint8_t kNasty[] = {0x00, 0x01, 0x7F, 0x80, 0xFE, 0xFF};
  int opened = 0;
  for (int round = 0; round < 1500; ++round) {
    Bytes mutant = bytes_;
    // A third each: PE headers, metadata headers and tables, anywhere.
    size_t begin = 0, length = mutant.size();
    if (round % 3 == 0) length = 1024;
    if (round % 3 == 1) begin = metadataOffset_, length = metadataSize_ / (round % 2 ? 1 : 4);
    for (uint32_t changes = 1 + random() % 8; changes; --changes) {
      size_t at = begin + random() % std::min(length, mutant.size() - begin);
      mutant[at] = random() % 2 ? kNasty[random() % std::size(kNasty)] : static_cast<uint8_t>(random());
    }
    opened += survive(std::move(mutant));
  }
  EXPECT_GT(opened, 100) << "the mutants are refused too early to test anything";
}

TEST_P(Mutants, BlocksOverwritten) {
  std::mt19937 random(42);
  for (int round = 0; round < 500; ++round) {
    Bytes mutant = bytes_;
    size_t size = 1 + random() % 64;
    size_t to = metadataOffset_ + random() % metadataSize_;
    size_t from = random() % mutant.size();
    for (size_t i = 0; i < size && to + i < mutant.size() && from + i < mutant.size(); ++i)
      mutant[to + i] = bytes_[from + i];
    survive(std::move(mutant));
  }
}

INSTANTIATE_TEST_SUITE_P(, Mutants, testing::Values(false, true),
                         [](const auto& info) { return info.param ? "ReadyToRun" : "PlainIl"; });

}  // namespace
}  // namespace minivm::test
