#include "loader/opcode.h"

#include <gtest/gtest.h>

#include <set>

#include "tests/unit/loader/load_error_check.h"

namespace minivm::test {
namespace {

TEST(OpcodeTable, StandardRowsAreConsistent) {
  const OpcodeTable table = OpcodeTable::standard();
  std::set<std::string_view> mnemonics;
  for (const OpcodeInfo* row : table.all()) {
    EXPECT_TRUE(mnemonics.insert(row->mnemonic).second) << row->mnemonic;
    EXPECT_EQ(table.byMnemonic(row->mnemonic), row);
    EXPECT_EQ(table.find(row->opcode), row);
    EXPECT_EQ(row->byteCount() == 1 ? table.find(row->firstByte()) : table.findTwoByte(row->secondByte()),
              row);
    EXPECT_FALSE(row->meaning.empty());
    EXPECT_EQ(row->isPrefix(), row->mnemonic.back() == '.');
    bool isBranch = row->operand == OperandKind::BrTarget || row->operand == OperandKind::ShortBrTarget ||
                    row->operand == OperandKind::Switch;
    EXPECT_EQ(isBranch, row->flow == OpFlow::Branch || row->flow == OpFlow::CondBranch) << row->mnemonic;
  }
  EXPECT_EQ(mnemonics.size(), 219u + 1u);  // those of ECMA-335 III, and matt
}

TEST(OpcodeTable, KnownEncodings) {
  const OpcodeTable table = OpcodeTable::standard();
  EXPECT_EQ(static_cast<int>(Opcode::Call), 0x28);
  EXPECT_EQ(static_cast<int>(Opcode::Ceq), 0xFE01);
  EXPECT_EQ(table.find(0x2A)->mnemonic, "ret");
  EXPECT_EQ(table.findTwoByte(0x16)->mnemonic, "constrained.");
  EXPECT_EQ(table.find(0x24), nullptr);
  EXPECT_EQ(table.find(0xFE), nullptr);
  EXPECT_EQ(table.byMnemonic("nonsense"), nullptr);
  EXPECT_EQ(stackCount(table.find(Opcode::StelemRef)->pop), 3);
  EXPECT_EQ(stackCount(table.find(Opcode::Dup)->push), 2);
  EXPECT_EQ(stackCount(table.find(Opcode::Call)->pop), -1);
}

TEST(OpcodeTable, RowsCanBeAddedToACopy) {
  OpcodeTable copy = OpcodeTable::standard();
  OpcodeInfo row;
  row.opcode = static_cast<Opcode>(0xFE40);
  std::string mnemonic = "popcnt", meaning = "counts the bits";
  row.mnemonic = mnemonic;
  row.meaning = meaning;
  row.pop = StackBehaviour::Pop1;
  row.push = StackBehaviour::PushI;
  copy.add(row);
  mnemonic.assign(mnemonic.size(), '?');
  meaning.assign(meaning.size(), '?');
  OpcodeTable second = copy;
  copy = OpcodeTable();
  ASSERT_NE(second.byMnemonic("popcnt"), nullptr);
  EXPECT_EQ(second.findTwoByte(0x40)->meaning, "counts the bits");
  EXPECT_EQ(OpcodeTable::standard().findTwoByte(0x40), nullptr);
}

TEST(OpcodeTable, ClashesAreRefused) {
  OpcodeTable table = OpcodeTable::standard();
  auto kindOf = [&](uint16_t opcode, std::string_view mnemonic) {
    OpcodeInfo row;
    row.opcode = static_cast<Opcode>(opcode);
    row.mnemonic = mnemonic;
    return loadErrorOf([&] { table.add(row); }).kind();
  };
  EXPECT_EQ(kindOf(0x58, "mine"), LoadErrorKind::BadOpcodeRow);
  EXPECT_EQ(kindOf(0xFE40, "add"), LoadErrorKind::BadOpcodeRow);
  EXPECT_EQ(kindOf(0xFE, "mine"), LoadErrorKind::BadOpcodeRow);
  EXPECT_EQ(kindOf(0x1234, "mine"), LoadErrorKind::BadOpcodeRow);
  EXPECT_EQ(kindOf(0xFE40, ""), LoadErrorKind::BadOpcodeRow);
}

}  // namespace
}  // namespace minivm::test
