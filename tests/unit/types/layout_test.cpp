// Field offsets, sizes, flags and slot counts against CoreCLR's own (layout.expected).
#include "tests/unit/types/types_test_support.h"

namespace minivm::types_test {
namespace {

class Layout : public StockLibrary {};

/// The bits of flags that managed code reads (contract 4.2).
uint32_t contractFlags(uint32_t flags) {
  uint32_t mask = 0x80000000 | 0x20000000 | 0x01000000 | 0x00100000 | 0x000F0000 | 0x30 | 0x200 | 0x1000;
  if (flags & 0x80000000) mask = (mask & ~0x1230u) | 0xFFFF;
  return flags & mask;
}

TEST_F(Layout, EqualsCoreClr) {
  if (!load("shapes")) GTEST_SKIP() << "no C# compiler";
  MethodTable* mt = nullptr;
  int types = 0;
  int fields = 0;
  for (const auto& row : readTable("layout.expected", ' ')) {
    if (row[0] == "T") {
      mt = type(row[1]);
      ++types;
      char text[160];
      std::snprintf(text, sizeof text, "flags=%08x base=%u nvirt=%u nif=%u", contractFlags(mt->flags),
                    mt->baseSize, mt->numVirtuals, mt->interfaceCount);
      EXPECT_EQ(row[2] + " " + row[3] + " " + row[4] + " " + row[5], text) << row[1];
      if (mt->isValueType() && row[6] != "size=0") {
        EXPECT_EQ(row[6], "size=" + std::to_string(mt->unboxedSize())) << row[1];
      }
    } else {
      FieldDesc* field = loader.findField(mt, row[1]);
      ASSERT_NE(field, nullptr) << row[1];
      EXPECT_EQ(std::to_string(field->offset), row[2]) << TypeHandle(mt).toString() << "." << row[1];
      ++fields;
    }
  }
  EXPECT_GT(types, 150);
  EXPECT_GT(fields, 500);
}

TEST_F(Layout, ArraysHaveTheContractsFlags) {
  EXPECT_EQ(type("System.Int32[]")->flags, 0x800A0004u);
  EXPECT_EQ(type("System.String[]")->flags, 0x810A0008u);
  EXPECT_EQ(type("System.Int32[,]")->flags, 0x80080004u);
  EXPECT_EQ(type("System.Int32[,]")->baseSize, 40u);
  EXPECT_EQ(type("System.Int32[]")->interfaceCount, 6);
  EXPECT_EQ(type("System.Int32[]")->numVirtuals, 24);
  EXPECT_EQ(type("System.Nullable`1[System.Int32]")->nullableValueOffset, 4u);
  EXPECT_EQ(type("System.Nullable`1[System.Int32]")->nullableValueSize, 4u);
}

TEST_F(Layout, DescriptorsFindEveryReference) {
  if (!load("shapes")) GTEST_SKIP() << "no C# compiler";
  // struct RefMix { byte; object; short; string; int } is reordered: references at 0 and 8.
  MethodTable* mix = type("Shapes.RefMix");
  ASSERT_EQ(mix->gcDesc()->count, 2u);
  EXPECT_EQ(mix->gcDesc()->offsets[0], 8u);
  EXPECT_EQ(mix->gcDesc()->offsets[1], 16u);
  MethodTable* array = type("Shapes.RefMix[]");
  EXPECT_EQ(array->gcDesc()->kind, GcDesc::Kind::ArrayOfStructs);
  EXPECT_EQ(array->gcDesc()->elementSize, mix->unboxedSize());
  EXPECT_EQ(array->gcDesc()->offsets[0], 0u);
  EXPECT_EQ(type("System.Object[]")->gcDesc()->kind, GcDesc::Kind::ArrayOfRefs);
  EXPECT_EQ(type("System.Int32[]")->gcDesc()->kind, GcDesc::Kind::None);
  EXPECT_EQ(type("Shapes.InlO")->gcDesc()->count, 3u);
  EXPECT_EQ(type("Shapes.InlR")->gcDesc()->count, 6u);
  MethodTable* refStruct = type("Shapes.RS");
  EXPECT_TRUE(refStruct->isByRefLike());
  EXPECT_EQ(refStruct->eeClass->byRefOffsets.size(), 3u);  // r, and the references of two spans
  EXPECT_EQ(refStruct->eeClass->refOffsets.size(), 1u);
}

TEST_F(Layout, StaticsAreListedAsRoots) {
  MethodTable* text = type("System.String");
  FieldDesc* empty = loader.findField(text, "Empty");
  ASSERT_NE(empty, nullptr);
  EXPECT_TRUE(empty->inGcStatics);
  *reinterpret_cast<Object**>(empty->staticAddress()) = reinterpret_cast<Object*>(0x1230);
  bool seen = false;
  loader.forEachStaticRoot([&](Object** slot) { seen |= *slot == reinterpret_cast<Object*>(0x1230); });
  EXPECT_TRUE(seen);
}

TEST_F(Layout, EveryTypeOfTheLibraryLoads) {
  for (uint32_t rid = 1; rid <= core->metadata().rows(Table::TypeDef); ++rid) {
    EXPECT_NO_THROW(loader.ensureFullyLoaded(
        loader.loadType(*core, Token::make(Table::TypeDef, rid), {}).asMethodTable()))
        << rid;
  }
}

TEST(OwnLibrary, EveryTypeLoads) {
  std::string path = std::string(MINIVM_BUILD_DIR) + "/System.Private.CoreLib.dll";
  if (!std::filesystem::exists(path)) GTEST_SKIP() << "corlib is not built";
  ClassLoader loader;
  Module& core = loader.loadModule(path);
  for (uint32_t rid = 1; rid <= core.metadata().rows(Table::TypeDef); ++rid) {
    MethodTable* mt = loader.loadType(core, Token::make(Table::TypeDef, rid), {}).asMethodTable();
    EXPECT_NO_THROW(loader.ensureFullyLoaded(mt)) << TypeHandle(mt).toString();
    for (MethodDesc& method : mt->eeClass->methods)
      EXPECT_NO_THROW(loader.signature(&method)) << method.toString();
    if (mt->isInterface() || mt->has(MethodTable::kIsAbstract)) continue;
    for (MethodTable* iface : mt->interfaces()) {
      for (MethodDesc& method : iface->eeClass->methods) {
        if (!method.isVirtual() || method.isStatic()) continue;
        EXPECT_NO_THROW(loader.resolveVirtual(mt, &method)) << method.toString();
      }
    }
  }
}

}  // namespace
}  // namespace minivm::types_test
