#include "vm/il/block_map.h"

#include <gtest/gtest.h>

#include <initializer_list>

#include "loader/load_error.h"
#include "vm/types/load_failure.h"

namespace minivm::test {
namespace {

/// A method body made by hand; keeps the code that the body points into.
struct HandMadeBody {
  std::vector<uint8_t> bytes;
  MethodBody body;
  mutable Arena arena;

  HandMadeBody(std::initializer_list<uint8_t> code) : bytes(code) {
    body.code = bytes;
    body.maxStack = 8;
  }
  HandMadeBody& clause(EhKind kind, uint32_t tryOffset, uint32_t tryEnd, uint32_t handlerOffset,
                       uint32_t handlerEnd, uint32_t filterOffset = 0) {
    EhClause clause;
    clause.kind = kind;
    clause.tryOffset = tryOffset;
    clause.tryLength = tryEnd - tryOffset;
    clause.handlerOffset = handlerOffset;
    clause.handlerLength = handlerEnd - handlerOffset;
    clause.filterOffset = filterOffset;
    body.ehClauses.push_back(clause);
    return *this;
  }
  BlockMap map() const { return BlockMap(arena, OpcodeTable::standard(), body, "test.dll"); }
  /// The blocks as [start, end) pairs.
  std::vector<std::pair<uint32_t, uint32_t>> ranges() const {
    std::vector<std::pair<uint32_t, uint32_t>> out;
    BlockMap blocks = map();
    for (const Block& block : blocks.blocks()) out.emplace_back(block.start, block.end);
    return out;
  }
};

using Ranges = std::vector<std::pair<uint32_t, uint32_t>>;

constexpr uint8_t kNop = 0x00, kPop = 0x26, kRet = 0x2A, kBrS = 0x2B, kBrtrueS = 0x2D, kLdcI40 = 0x16,
                  kLdcI4 = 0x20, kSwitch = 0x45, kThrow = 0x7A, kLeaveS = 0xDE, kEndfinally = 0xDC;

TEST(BlockMap, StraightCodeIsOneBlock) {
  HandMadeBody body{kLdcI40, kPop, kRet};
  EXPECT_EQ(body.ranges(), (Ranges{{0, 3}}));
  BlockMap map = body.map();
  EXPECT_TRUE(map.isInstructionStart(0));
  EXPECT_TRUE(map.isInstructionStart(2));
  EXPECT_FALSE(map.isInstructionStart(3));
}

TEST(BlockMap, ABranchEndsABlockAndItsTargetStartsOne) {
  // 0 ldc.i4.0; 1 brtrue.s 4; 3 nop; 4 ret
  HandMadeBody body{kLdcI40, kBrtrueS, 1, kNop, kRet};
  EXPECT_EQ(body.ranges(), (Ranges{{0, 3}, {3, 4}, {4, 5}}));
}

TEST(BlockMap, BackwardTargetCutsWhatWasReadAlready) {
  // 0 nop; 1 nop; 2 br.s 1
  HandMadeBody body{kNop, kNop, kBrS, 0xFD};
  EXPECT_EQ(body.ranges(), (Ranges{{0, 1}, {1, 4}}));
}

TEST(BlockMap, ReturnAndThrowEndBlocks) {
  HandMadeBody body{kRet, kThrow, kRet};
  EXPECT_EQ(body.ranges(), (Ranges{{0, 1}, {1, 2}, {2, 3}}));
}

TEST(BlockMap, EveryTargetOfASwitchStartsABlock) {
  // 0 ldc.i4.0; 1 switch (2 targets) → 15, 14; 14 nop; 15 ret
  HandMadeBody body{kLdcI40, kSwitch, 2, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, kNop, kRet};
  EXPECT_EQ(body.ranges(), (Ranges{{0, 14}, {14, 15}, {15, 16}}));
}

TEST(BlockMap, RegionsStartBlocksAndKnowTheirClause) {
  // 0 nop; 1 leave.s 7; 3 pop; 4 leave.s 7; 6 endfinally; 7 ret
  HandMadeBody body{kNop, kLeaveS, 4, kPop, kLeaveS, 1, kEndfinally, kRet};
  body.clause(EhKind::Catch, 0, 3, 3, 6).clause(EhKind::Finally, 0, 6, 6, 7);
  EXPECT_EQ(body.ranges(), (Ranges{{0, 3}, {3, 6}, {6, 7}, {7, 8}}));
  BlockMap map = body.map();
  EXPECT_EQ(map.at(3)->handlerOf, 0);
  EXPECT_EQ(map.at(6)->handlerOf, 1);
  EXPECT_EQ(map.at(0)->handlerOf, -1);
  EXPECT_EQ(map.at(4), nullptr);
  EXPECT_EQ(map.at(1000), nullptr);
}

TEST(BlockMap, FilterAndItsHandlerAreTwoBlocks) {
  // 0 leave.s 8; 2 pop; 3 ldc.i4.0; 4 endfilter; 6 pop; 7 … the handler ends with leave
  HandMadeBody body{kLeaveS, 7, kPop, kLdcI40, 0xFE, 0x11, kPop, kLeaveS, 0, kRet};
  body.clause(EhKind::Filter, 0, 2, 6, 9, 2);
  BlockMap map = body.map();
  EXPECT_EQ(map.at(2)->filterOf, 0);
  EXPECT_EQ(map.at(2)->handlerOf, -1);
  EXPECT_EQ(map.at(6)->handlerOf, 0);
}

TEST(BlockMap, RegionsMayEndWithTheCode) {
  HandMadeBody body{kLeaveS, 1, kEndfinally, kRet, kEndfinally};
  body.clause(EhKind::Finally, 0, 2, 4, 5);
  EXPECT_EQ(body.ranges(), (Ranges{{0, 2}, {2, 3}, {3, 4}, {4, 5}}));
}

TEST(BlockMap, ABranchBetweenInstructionsIsRefused) {
  // br.s into the operand of ldc.i4
  HandMadeBody branch{kBrS, 1, kLdcI4, 7, 0, 0, 0, kPop, kRet};
  EXPECT_THROW(branch.map(), LoadFailure);
  HandMadeBody region{kLdcI4, 7, 0, 0, 0, kPop, kRet, kEndfinally};
  region.clause(EhKind::Finally, 2, 6, 7, 8);
  EXPECT_THROW(region.map(), LoadFailure);
  HandMadeBody handler{kNop, kLdcI4, 7, 0, 0, 0, kPop, kRet};
  handler.clause(EhKind::Finally, 0, 1, 3, 8);
  EXPECT_THROW(handler.map(), LoadFailure);
}

TEST(BlockMap, BrokenCodeIsRefusedByTheReader) {
  EXPECT_THROW((HandMadeBody{kBrS, 100, kRet}.map()), LoadError);
  EXPECT_THROW((HandMadeBody{kBrS, 0x80, kRet}.map()), LoadError);
  EXPECT_THROW((HandMadeBody{kLdcI4, 1}.map()), LoadError);
  EXPECT_THROW((HandMadeBody{kSwitch, 0xFF, 0xFF, 0xFF, 0xFF, kRet}.map()), LoadError);
  EXPECT_THROW((HandMadeBody{0x78, kRet}.map()), LoadError);
}

// A BlockMap of any bytes either throws or covers the code without gaps, each block starting at an
// instruction.
TEST(BlockMap, AnyBytesGiveARefusalOrACover) {
  uint32_t state = 12345;
  int built = 0;
  for (int round = 0; round < 20000; ++round) {
    HandMadeBody body{};
    size_t size = 1 + round % 24;
    for (size_t i = 0; i < size; ++i) {
      state = state * 1664525 + 1013904223;
      auto byte = static_cast<uint8_t>(state >> 24);
      body.bytes.push_back(round % 2 ? byte : byte % 0x48);  // half of them: mostly opcodes that exist
    }
    body.body.code = body.bytes;
    try {
      BlockMap map = body.map();
      ++built;
      uint32_t at = 0;
      for (const Block& block : map.blocks()) {
        EXPECT_EQ(block.start, at);
        EXPECT_LT(block.start, block.end);
        EXPECT_TRUE(map.isInstructionStart(block.start));
        EXPECT_EQ(map.at(block.start), &block);
        at = block.end;
      }
      EXPECT_EQ(at, size);
    } catch (const LoadError&) {
    } catch (const LoadFailure&) {
    }
  }
  EXPECT_GT(built, 100);
}

}  // namespace
}  // namespace minivm::test
