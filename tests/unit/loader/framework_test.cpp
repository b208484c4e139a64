// The whole stock framework, read to the last byte of metadata and IL.
#include <gtest/gtest.h>

#include <filesystem>

#include "loader/image.h"
#include "loader/load_error.h"
#include "loader/metadata.h"
#include "loader/names.h"
#include "loader/signature.h"
#include "tests/unit/loader/framework_files.h"
#include "tests/unit/loader/image_walk.h"

namespace minivm::test {
namespace {

TEST(Framework, EveryAssemblyReadsCompletely) {
  auto files = frameworkFiles();
  if (files.empty()) GTEST_SKIP() << "no stock framework on this machine";
  uint64_t readyToRun = 0, plain = 0, bodies = 0;
  for (const std::string& file : files) {
    SCOPED_TRACE(file);
    auto image = Image::open(file);
    WalkCounts counts;
    ASSERT_NO_THROW(counts = walkImage(*image, false));
    ++(image->isReadyToRun() ? readyToRun : plain);
    bodies += counts.bodies;
    EXPECT_GT(counts.rows, 0u);
    if (std::filesystem::path(file).filename() == "System.Private.CoreLib.dll") {
      EXPECT_TRUE(image->isReadyToRun());
      EXPECT_TRUE(image->isPe32Plus());
      EXPECT_GT(counts.bodies, 39000u);
      if (file.find("/10.0.12/") != std::string::npos) {
        EXPECT_EQ(counts.bodies, 39469u);
      }
    }
  }
  EXPECT_GT(readyToRun, 0u);
  EXPECT_GT(plain, 0u);
  EXPECT_GT(bodies, 100000u);
}

/// Every lookup is compared with the rows it indexes.
TEST(Framework, LookupsAgreeWithTheTables) {
  std::string file = frameworkFile("System.Private.CoreLib.dll");
  if (file.empty()) GTEST_SKIP() << "no stock framework on this machine";
  auto image = Image::open(file);
  Metadata md(*image);
  for (uint32_t type = 1; type <= md.rows(Table::TypeDef); ++type) {
    for (uint32_t rid : md.methodsOf(type)) ASSERT_EQ(md.typeOfMethod(rid), type);
    for (uint32_t rid : md.fieldsOf(type)) ASSERT_EQ(md.typeOfField(rid), type);
    for (uint32_t rid : md.propertiesOf(type)) ASSERT_EQ(md.typeOfProperty(rid), type);
    for (uint32_t rid : md.eventsOf(type)) ASSERT_EQ(md.typeOfEvent(rid), type);
  }
  for (uint32_t rid = 1; rid <= md.rows(Table::InterfaceImpl); ++rid)
    ASSERT_TRUE(md.interfaceImplsOf(md.interfaceImpl(rid).type).contains(rid));
  for (uint32_t rid = 1; rid <= md.rows(Table::MethodImpl); ++rid)
    ASSERT_TRUE(md.methodImplsOf(md.methodImpl(rid).type).contains(rid));
  for (uint32_t rid = 1; rid <= md.rows(Table::CustomAttribute); ++rid)
    ASSERT_TRUE(md.customAttributesOf(md.customAttribute(rid).parent).contains(rid));
  for (uint32_t rid = 1; rid <= md.rows(Table::GenericParam); ++rid)
    ASSERT_TRUE(md.genericParamsOf(md.genericParam(rid).owner).contains(rid));
  for (uint32_t rid = 1; rid <= md.rows(Table::MethodSemantics); ++rid) {
    ASSERT_TRUE(md.semanticsOf(md.methodSemantics(rid).association).contains(rid));
    ASSERT_TRUE(md.methodSemanticsOfMethod(md.methodSemantics(rid).method).contains(rid));
  }
  for (uint32_t rid = 1; rid <= md.rows(Table::NestedClass); ++rid) {
    NestedClassRow row = md.nestedClass(rid);
    ASSERT_EQ(md.enclosingType(row.nested), row.enclosing);
    ASSERT_TRUE(md.nestedClassRowsOf(row.enclosing).contains(rid));
  }
  for (uint32_t rid = 1; rid <= md.rows(Table::FieldRva); ++rid)
    ASSERT_EQ(md.fieldRvaOf(md.fieldRva(rid).field), md.fieldRva(rid).rva);
  for (uint32_t rid = 1; rid <= md.rows(Table::Constant); ++rid)
    ASSERT_TRUE(md.constantOf(md.constant(rid).parent).has_value());
}

TEST(Framework, NamesAreFoundAndPrinted) {
  std::string file = frameworkFile("System.Private.CoreLib.dll");
  if (file.empty()) GTEST_SKIP() << "no stock framework on this machine";
  auto image = Image::open(file);
  Metadata md(*image);
  EXPECT_EQ(md.assemblyName(), "System.Private.CoreLib");
  EXPECT_EQ(md.version(), "v4.0.30319");
  uint32_t list = md.findTypeDef("System.Collections.Generic", "List`1");
  ASSERT_NE(list, 0u);
  EXPECT_EQ(typeDefName(md, list), "System.Collections.Generic.List`1");
  EXPECT_EQ(md.genericParamsOf(Token::make(Table::TypeDef, list)).size(), 1u);
  uint32_t enumerator = md.findNestedType(list, "Enumerator");
  ASSERT_NE(enumerator, 0u);
  EXPECT_EQ(typeDefName(md, enumerator), "System.Collections.Generic.List`1/Enumerator");
  EXPECT_EQ(md.findTypeDef("", "Enumerator"), 0u);
  EXPECT_EQ(md.findTypeDef("System", "NoSuchType"), 0u);
  bool isFound = false;
  for (uint32_t rid : md.methodsOf(list)) {
    MethodDefRow row = md.methodDef(rid);
    if (md.string(row.name) != "ConvertAll") continue;
    isFound = true;
    EXPECT_EQ(methodName(md, rid), "System.Collections.Generic.List`1::ConvertAll");
    SigCursor cursor(md, row.signature);
    EXPECT_EQ(printMethodSig(md, cursor, "ConvertAll"),
              "instance class System.Collections.Generic.List`1<!!0> ConvertAll<[1]>(class "
              "System.Converter`2<!0, !!0>)");
  }
  EXPECT_TRUE(isFound);
}

}  // namespace
}  // namespace minivm::test
