// The invariants of op.def that the builder, the loop and the disassembler rely on.
#include <gtest/gtest.h>

#include <map>
#include <set>
#include <string>

#include "interpreter/bytecode.h"

namespace minivm::test {
namespace {

constexpr auto kCount = static_cast<unsigned>(Op::Count);

Op op(unsigned index) {
  return static_cast<Op>(index);
}

bool endsWith(std::string_view text, std::string_view end) {
  return text.size() > end.size() && text.substr(text.size() - end.size()) == end;
}

std::map<std::string_view, unsigned> byName() {
  std::map<std::string_view, unsigned> out;
  for (unsigned i = 0; i < kCount; ++i) out[opInfo(op(i)).name] = i;
  return out;
}

TEST(OpTable, NamesAreDistinctAndZeroIsNop) {
  EXPECT_EQ(byName().size(), kCount);
  EXPECT_EQ(opInfo(op(0)).name, "Nop");
  EXPECT_LE(kCount, 0xFFFFu);
}

TEST(OpTable, OperandsUseTheirColumnsLetters) {
  for (unsigned i = 0; i < kCount; ++i) {
    const OpInfo& info = opInfo(op(i));
    ASSERT_EQ(info.operands.size(), 4u) << info.name;
    EXPECT_NE(std::string_view("D.n").find(info.operands[0]), std::string_view::npos) << info.name;
    EXPECT_NE(std::string_view("A.n").find(info.operands[1]), std::string_view::npos) << info.name;
    EXPECT_NE(std::string_view("BA.n").find(info.operands[2]), std::string_view::npos) << info.name;
    EXPECT_NE(std::string_view("iptor.").find(info.operands[3]), std::string_view::npos) << info.name;
  }
}

TEST(OpTable, MeaningsAreSentencesWithoutAFullStop) {
  for (unsigned i = 0; i < kCount; ++i) {
    const OpInfo& info = opInfo(op(i));
    EXPECT_FALSE(info.meaning.empty()) << info.name;
    EXPECT_FALSE(endsWith(info.meaning, ".")) << info.name;
  }
}

TEST(OpTable, ABackwardTwinFollowsItsBranch) {
  unsigned twins = 0;
  for (unsigned i = 0; i < kCount; ++i) {
    const OpInfo& info = opInfo(op(i));
    if (!endsWith(info.name, "Back")) continue;
    ++twins;
    ASSERT_GT(i, 0u);
    const OpInfo& forward = opInfo(op(i - 1));
    EXPECT_EQ(std::string(forward.name) + "Back", info.name)
        << "the builder makes one from the other by adding 1";
    EXPECT_EQ(forward.operands, info.operands) << info.name;
    EXPECT_EQ(info.operands[3], 't') << info.name;
    EXPECT_EQ(info.operands[0], '.') << info.name << ": a branch writes nothing";
  }
  EXPECT_GT(twins, 40u);
}

TEST(OpTable, EveryBranchHasABackwardTwin) {
  auto names = byName();
  const std::set<std::string_view> single{
      "CallFinally", "DelegateNext",  // their targets are always ahead, or entered by unwinding
      "IncBrLtI4"};                   // made of a backward branch
  for (unsigned i = 0; i < kCount; ++i) {
    const OpInfo& info = opInfo(op(i));
    if (info.operands[3] != 't' || single.count(info.name) || endsWith(info.name, "Back")) continue;
    EXPECT_TRUE(names.count(std::string(info.name) + "Back")) << info.name;
  }
}

TEST(OpTable, ImmediateFormsReplaceTheSecondRegister) {
  auto names = byName();
  for (unsigned i = 0; i < kCount; ++i) {
    const OpInfo& info = opInfo(op(i));
    if (!endsWith(info.name, "I4Imm") && !endsWith(info.name, "I8Imm")) continue;
    std::string plain(info.name.substr(0, info.name.size() - 3));
    ASSERT_TRUE(names.count(plain)) << info.name;
    const OpInfo& other = opInfo(op(names[plain]));
    EXPECT_EQ(other.operands[2], 'B') << plain;
    EXPECT_EQ(info.operands[2], '.') << info.name;
    EXPECT_EQ(info.operands[0], other.operands[0]) << info.name;
    EXPECT_EQ(info.operands[1], other.operands[1]) << info.name;
  }
}

// The builder computes ops of a family by distance (builder_ops.cpp): all families must have the same order.
TEST(OpTable, FamiliesAreLaidOutAlike) {
  auto names = byName();
  auto expectSame = [&](const std::string& prefix, std::initializer_list<const char*> middle,
                        std::initializer_list<const char*> types) {
    for (const char* type : types) {
      unsigned first = 0;
      unsigned place = 0;
      for (const char* word : middle) {
        std::string name = prefix + word + type;
        ASSERT_TRUE(names.count(name)) << name;
        if (place == 0) first = names[name];
        EXPECT_EQ(names[name] - first, place * (prefix == "Br" ? 2u : 1u)) << name;
        ++place;
      }
    }
  };
  const auto comparisons = {"Eq", "Ne", "Lt", "Le", "Gt", "Ge", "LtUn", "LeUn", "GtUn", "GeUn"};
  expectSame("C", comparisons, {"I4", "I8", "F4", "F8"});
  expectSame("Br", comparisons, {"I4", "I8", "F4", "F8"});
  const std::initializer_list<const char*> small = {"I1", "U1", "I2", "U2", "I4", "U4", "I8", "U8"};
  for (std::string from :
       {"ConvI4", "ConvI8", "ConvF4", "ConvF8", "OvfI4", "OvfI8", "OvfF4", "OvfF8", "OvfI4Un", "OvfI8Un"}) {
    unsigned place = 0;
    for (const char* to : small) {
      ASSERT_TRUE(names.count(from + to)) << from << to;
      EXPECT_EQ(names[from + to] - names[from + "I1"], place++) << from << to;
    }
  }
}

// `dst = …` ops that the builder may let write straight into a local; the exceptions are listed where that
// happens.
TEST(OpTable, StoresDoNotClaimToWriteARegister) {
  for (unsigned i = 0; i < kCount; ++i) {
    const OpInfo& info = opInfo(op(i));
    bool isStore = info.name.substr(0, 2) == "St" && info.name.substr(0, 6) != "StElem";
    if (isStore) {
      EXPECT_NE(info.operands[0], 'D') << info.name;
    }
    if (info.meaning.substr(0, 5) == "dst =" || info.meaning.substr(0, 6) == "dst… =") {
      EXPECT_EQ(info.operands[0], 'D') << info.name;
    }
  }
}

// What a lazy op becomes must exist: op.def says "quickens to X".
TEST(OpTable, LazyOpsNameWhatTheyBecome) {
  auto names = byName();
  for (unsigned i = 0; i < kCount; ++i) {
    const OpInfo& info = opInfo(op(i));
    size_t at = info.meaning.find("quickens to ");
    if (at == std::string_view::npos) continue;
    std::string target(info.meaning.substr(at + 12));
    if (endsWith(target, "*")) {
      target.pop_back();
      EXPECT_NE(names.lower_bound(target)->first.find(target), std::string_view::npos) << info.name;
    } else {
      EXPECT_TRUE(names.count(target)) << info.name << " → " << target;
    }
  }
}

TEST(Insn, IsSixteenBytesAndQuickensItsOpLast) {
  static_assert(sizeof(Insn) == 16 && alignof(Insn) == 16);
  Insn insn{};
  insn.op = Op::LdSFldLazy;
  insn.dst = 7;
  insn.imm = 42;
  insn.become(Op::LdSI4);
  EXPECT_EQ(insn.op, Op::LdSI4);
  EXPECT_EQ(insn.dst, 7);
  EXPECT_EQ(insn.imm, 42);
}

}  // namespace
}  // namespace minivm::test
