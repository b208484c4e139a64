// Broken types are refused with a message that says what, where and why; they never crash the loader. The
// types are in failures.il.
#include "tests/unit/types/types_test_support.h"

namespace minivm::types_test {
namespace {

class Failures : public StockLibrary {
 protected:
  void SetUp() override {
    StockLibrary::SetUp();
    if (IsSkipped()) return;
    std::string target = std::string(MINIVM_BUILD_DIR) + "/failures." + std::to_string(getpid()) + ".dll";
    std::string command = "ilasm -dll -output:" + target + " " + kSources + "failures.il >/dev/null 2>&1";
    if (std::system(command.c_str()) != 0) GTEST_SKIP() << "no ilasm";
    std::ifstream in(target, std::ios::binary);
    std::string bytes((std::istreambuf_iterator<char>(in)), {});
    std::filesystem::remove(target);
    for (size_t at; (at = bytes.find("failurez")) != std::string::npos;) bytes[at + 7] = 's';
    module = &loader.addModule(
        Image::fromMemory("failures.dll", std::vector<uint8_t>(bytes.begin(), bytes.end())));
  }
  /// The message of the failure to load a type of failures.il.
  std::string failure(const std::string& name) {
    uint32_t rid = module->metadata().findTypeDef("", name);
    if (!rid) return "no such type";
    try {
      MethodTable* mt = loader.loadType(*module, Token::make(Table::TypeDef, rid), {}).asMethodTable();
      loader.ensureFullyLoaded(mt);
    } catch (const LoadFailure& error) {
      return error.what();
    }
    return "loaded";
  }
};

#define EXPECT_REFUSED(name, part) \
  EXPECT_NE(failure(name).find(part), std::string::npos) << name << ": " << failure(name)

TEST_F(Failures, SayWhatIsWrong) {
  EXPECT_REFUSED("FromSealed", "Could not load type 'FromSealed' from assembly");
  EXPECT_REFUSED("LoopA", "derives from itself");
  EXPECT_REFUSED("LoopB", "derives from itself");
  EXPECT_REFUSED("Recursive", "'Recursive' from assembly");
  EXPECT_REFUSED("MutualA", "'MutualA' from assembly");
  EXPECT_REFUSED("Unimplemented", "does not have an implementation");
  EXPECT_REFUSED("OverridesFinal", "cannot be a final method");
  EXPECT_REFUSED("Overlap", "overlapped by a non-object field");
  EXPECT_REFUSED("Overlap2", "overlapped by a non-object field");
  EXPECT_REFUSED("Unaligned", "incorrectly aligned");
  EXPECT_REFUSED("ILoop", "'ILoop' from assembly");
  EXPECT_REFUSED("ILoopA", "'ILoopA' from assembly");
  EXPECT_REFUSED("FromInterface", "the parent type is an interface");
  EXPECT_REFUSED("FromMissing", "System.NoSuchType");
  EXPECT_REFUSED("NotInterface", "attempts to implement a class as an interface");
  EXPECT_REFUSED("BadArity", "wrong number of generic arguments");
  EXPECT_REFUSED("HasByRef", "non-ByRef-like type");
  EXPECT_REFUSED("EmptyEnum", "No Instance Field in an Enum");
}

TEST_F(Failures, AreRemembered) {
  EXPECT_EQ(failure("Recursive"), failure("Recursive"));
}

TEST_F(Failures, EndlessRecursionIsRefused) {
  // Endless<T> derives from Gen<Endless<Endless<T>>> (II.9.2).
  EXPECT_REFUSED("UsesEndless", "recursive generic definition");
}

TEST_F(Failures, LegalOddities) {
  for (const char* name : {"StaticSelf", "SameRef", "Fine`1", "Loops"})
    EXPECT_EQ(failure(name), "loaded") << name;
  // Undecidable variance ends: asking whether Loops is a contravariant<Loops> asks itself.
  TypeHandle loops = loader.parseTypeName(module, "Loops");
  EXPECT_FALSE(loader.canCastTo(loops, loader.parseTypeName(module, "contravariant`1[Loops]")));
}

TEST_F(Failures, MissingImplementationIsFoundAtTheCall) {
  MethodTable* missing = loader.parseTypeName(module, "Missing").asMethodTable();
  MethodDesc* one = loader.findMethod(loader.parseTypeName(module, "IOne").asMethodTable(), "One");
  try {
    loader.resolveVirtual(missing, one);
    FAIL();
  } catch (const LoadFailure& error) {
    EXPECT_EQ(error.kind(), LoadFailureKind::EntryPointNotFound);
    EXPECT_NE(std::string(error.what())
                  .find("Could not call method 'IOne.One()' on type 'IOne' with an instance of 'Missing'"),
              std::string::npos)
        << error.what();
  }
}

TEST_F(Failures, MissingMembersAreNamed) {
  std::vector<std::string> messages;
  for (uint32_t rid = 1; rid <= module->metadata().rows(Table::MemberRef); ++rid) {
    Token token = Token::make(Table::MemberRef, rid);
    try {
      MemberRefRow row = module->metadata().memberRef(rid);
      SigCursor cursor(module->metadata(), row.signature);
      if (cursor.peek() == kSigField) {
        loader.resolveField(*module, token, {});
      } else {
        loader.resolveMethod(*module, token, {});
      }
    } catch (const LoadFailure& error) {
      messages.push_back(error.what());
    }
  }
  std::string all;
  for (const std::string& message : messages) all += message + "\n";
  EXPECT_NE(all.find("NoSuchMethod(Int32)"), std::string::npos) << all;
  EXPECT_NE(all.find("Could not load file or assembly 'nowhere"), std::string::npos) << all;
  EXPECT_NE(all.find("String.NoField"), std::string::npos) << all;
}

}  // namespace
}  // namespace minivm::types_test
