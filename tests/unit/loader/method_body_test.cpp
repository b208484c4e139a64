#include "loader/method_body.h"

#include <gtest/gtest.h>

#include "tests/unit/loader/load_error_check.h"

namespace minivm::test {
namespace {

using Bytes = std::vector<uint8_t>;

/// A fat body of `codeSize` nops with what follows it.
Bytes fat(uint32_t codeSize, Bytes sections, uint16_t flags = 0x301B) {
  Bytes out{static_cast<uint8_t>(flags), static_cast<uint8_t>(flags >> 8), 5, 0};
  for (int i = 0; i < 4; ++i) out.push_back(static_cast<uint8_t>(codeSize >> (i * 8)));
  out.insert(out.end(), {0, 0, 0, 0});
  out.insert(out.end(), codeSize, 0);
  while (out.size() % 4) out.push_back(0xCC);
  out.insert(out.end(), sections.begin(), sections.end());
  return out;
}

LoadErrorKind kindOf(const Bytes& bytes) {
  return loadErrorOf([&] { MethodBody::parse(bytes); }).kind();
}

TEST(MethodBody, Tiny) {
  Bytes bytes{2 << 2 | 2, 0x00, 0x2A};
  MethodBody body = MethodBody::parse(bytes);
  EXPECT_EQ(body.code.size(), 2u);
  EXPECT_EQ(body.maxStack, 8u);
  EXPECT_FALSE(body.initLocals);
  EXPECT_EQ(kindOf({3 << 2 | 2, 0x00, 0x2A}), LoadErrorKind::BadMethodBody);
  EXPECT_EQ(kindOf({2}), LoadErrorKind::BadMethodBody);
  EXPECT_EQ(kindOf({}), LoadErrorKind::BadMethodBody);
  EXPECT_EQ(kindOf({0}), LoadErrorKind::BadMethodBody);
}

TEST(MethodBody, SmallClauses) {
  // finally: try 0..2, handler 2..5; catch 0x01000001: try 1..2, handler 3..4
  Bytes sections{0x01, 28, 0, 0, 2, 0, 0, 0, 2, 2, 0, 3, 0, 0, 0, 0, 0, 0, 1, 0, 1, 3, 0, 1, 1, 0, 0, 1};
  Bytes bytes = fat(5, sections);
  MethodBody body = MethodBody::parse(bytes);
  EXPECT_EQ(body.maxStack, 5u);
  EXPECT_TRUE(body.initLocals);
  ASSERT_EQ(body.ehClauses.size(), 2u);
  EXPECT_EQ(body.ehClauses[0].kind, EhKind::Finally);
  EXPECT_EQ(body.ehClauses[0].handlerEnd(), 5u);
  EXPECT_EQ(body.ehClauses[1].kind, EhKind::Catch);
  EXPECT_EQ(body.ehClauses[1].classToken, Token(0x01000001));
  for (size_t size = 0; size < bytes.size(); ++size) {
    Bytes cut(bytes.begin(), bytes.begin() + static_cast<ptrdiff_t>(size));
    EXPECT_THROW(MethodBody::parse(cut), LoadError) << size;
  }
}

TEST(MethodBody, FatFilterAndTwoSections) {
  Bytes filter{0xC1, 28, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 2, 0, 0, 0, 4, 0, 0, 0, 1, 0, 0, 0, 2, 0, 0, 0};
  Bytes fault{0x01, 16, 0, 0, 4, 0, 0, 0, 1, 2, 0, 1, 0, 0, 0, 0};
  Bytes both = filter;
  both.insert(both.end(), fault.begin(), fault.end());
  Bytes bytes = fat(5, both);
  MethodBody body = MethodBody::parse(bytes);
  ASSERT_EQ(body.ehClauses.size(), 2u);
  EXPECT_EQ(body.ehClauses[0].kind, EhKind::Filter);
  EXPECT_EQ(body.ehClauses[0].filterOffset, 2u);
  EXPECT_EQ(body.ehClauses[1].kind, EhKind::Fault);
}

TEST(MethodBody, BrokenClausesAreRefused) {
  auto clause = [](uint8_t flags, uint8_t tryAt, uint8_t tryLength, uint8_t at, uint8_t length,
                   uint32_t last) {
    Bytes section{0x01, 16, 0, 0, flags, 0, tryAt, 0, tryLength, at, 0, length};
    for (int i = 0; i < 4; ++i) section.push_back(static_cast<uint8_t>(last >> (i * 8)));
    return fat(10, section);
  };
  EXPECT_NO_THROW(MethodBody::parse(clause(2, 0, 2, 2, 8, 0)));
  EXPECT_EQ(kindOf(clause(2, 0, 2, 2, 9, 0)), LoadErrorKind::BadExceptionClause);           // handler outside
  EXPECT_EQ(kindOf(clause(2, 9, 2, 2, 3, 0)), LoadErrorKind::BadExceptionClause);           // try outside
  EXPECT_EQ(kindOf(clause(2, 0, 0, 2, 3, 0)), LoadErrorKind::BadExceptionClause);           // empty try
  EXPECT_EQ(kindOf(clause(2, 0, 3, 2, 3, 0)), LoadErrorKind::BadExceptionClause);           // overlap
  EXPECT_EQ(kindOf(clause(3, 0, 2, 2, 3, 0)), LoadErrorKind::BadExceptionClause);           // unknown kind
  EXPECT_EQ(kindOf(clause(0, 0, 2, 2, 3, 0x06000001)), LoadErrorKind::BadExceptionClause);  // no type
  EXPECT_EQ(kindOf(clause(1, 0, 2, 4, 3, 5)), LoadErrorKind::BadExceptionClause);  // filter after handler
  EXPECT_EQ(kindOf(clause(1, 0, 2, 4, 3, 1)), LoadErrorKind::BadExceptionClause);  // filter inside try
  // Offsets whose sum wraps around 32 bits.
  Bytes wrap{0x41, 28,   0, 0, 2, 0, 0, 0, 8, 0, 0, 0, 0xFC, 0xFF,
             0xFF, 0xFF, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0,    0};
  EXPECT_EQ(kindOf(fat(10, wrap)), LoadErrorKind::BadExceptionClause);
}

std::vector<IlInstruction> decode(const Bytes& code) {
  const OpcodeTable opcodes = OpcodeTable::standard();
  IlReader reader(opcodes, code);
  std::vector<IlInstruction> all;
  for (IlInstruction one; reader.next(one);) all.push_back(one);
  return all;
}

TEST(IlReader, Operands) {
  auto all = decode({0x1F, 0xFF,                    // ldc.i4.s -1
                     0x0E, 0xFF,                    // ldarg.s 255
                     0x22, 0x00, 0x00, 0x80, 0x3F,  // ldc.r4 1
                     0xFE, 0x0C, 0x34, 0x12,        // ldloc 0x1234
                     0x72, 0x01, 0x00, 0x00, 0x70,  // ldstr
                     0x2B, 0xFE});                  // br.s to itself
  ASSERT_EQ(all.size(), 6u);
  EXPECT_EQ(all[0].integer, -1);
  EXPECT_EQ(all[1].integer, 255);
  EXPECT_EQ(all[2].real, 1.0);
  EXPECT_EQ(all[3].integer, 0x1234);
  EXPECT_EQ(all[3].opcode, Opcode::Ldloc);
  EXPECT_TRUE(all[4].token.isUserString());
  EXPECT_EQ(all[5].target, all[5].offset);
  EXPECT_EQ(all[5].nextOffset, 20u);
}

TEST(IlReader, Switch) {
  const Bytes code{0x45, 2, 0, 0, 0, 0, 0, 0, 0, 0xF3, 0xFF, 0xFF, 0xFF, 0x2A};
  auto all = decode(code);  // targets are read in place: the code must live
  ASSERT_EQ(all.size(), 2u);
  ASSERT_EQ(all[0].switchTargets.size(), 2u);
  EXPECT_EQ(all[0].switchTargets[0], 13u);
  EXPECT_EQ(all[0].switchTargets[1], 0u);
}

TEST(IlReader, BrokenCodeIsRefused) {
  const Bytes broken[] = {
      {0x20, 1, 2, 3},                             // ldc.i4 cut off
      {0xFE},                                      // prefix alone
      {0xFE, 0xFF},                                // unknown two-byte opcode
      {0x24},                                      // unknown opcode
      {0x2B, 0x00},                                // branch to the end
      {0x2B, 0xFD},                                // branch before the start
      {0x38, 0xFF, 0xFF, 0xFF, 0x7F},              // branch far outside
      {0x45, 0xFF, 0xFF, 0xFF, 0xFF},              // a switch of 4 billion targets
      {0x45, 0xFF, 0xFF, 0xFF, 0x3F, 0, 0, 0, 0},  // whose size wraps around 32 bits
      {0x45, 1, 0, 0, 0, 0x10, 0, 0, 0},           // a target outside
  };
  for (const Bytes& code : broken) EXPECT_EQ(loadErrorOf([&] { decode(code); }).kind(), LoadErrorKind::BadIl);
}

}  // namespace
}  // namespace minivm::test
