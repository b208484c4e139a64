// Virtual and interface dispatch against CoreCLR's answers (dispatch.expected), casts, generics.
#include "tests/unit/types/types_test_support.h"

namespace minivm::types_test {
namespace {

class Dispatch : public StockLibrary {
 protected:
  std::string target(const std::string& typeName, const std::string& ifaceName, const std::string& method) {
    MethodDesc* declared = loader.findMethod(type(ifaceName), method);
    if (!declared) return "no method";
    MethodDesc* found = loader.resolveVirtual(type(typeName), declared);
    return TypeHandle(found->methodTable).toString() + "::" + std::string(found->name());
  }
  bool casts(const std::string& from, const std::string& to) {
    return loader.canCastTo(type(from), type(to));
  }
};

TEST_F(Dispatch, InterfacesEqualCoreClr) {
  if (!load("dispatch")) GTEST_SKIP() << "no C# compiler";
  int calls = 0;
  for (const auto& row : readTable("dispatch.expected", '|')) {
    EXPECT_EQ(target(row[0], row[1], row[2]), row[3] + "::" + row[4])
        << row[0] << " " << row[1] << "." << row[2];
    ++calls;
  }
  EXPECT_GT(calls, 40);
}

TEST_F(Dispatch, CovariantReturnsReplaceTheBaseSlot) {
  if (!load("dispatch")) GTEST_SKIP() << "no C# compiler";
  EXPECT_EQ(target("Disp.Cov3", "Disp.Cov", "M"), "Disp.Cov3::M");
  EXPECT_EQ(target("Disp.Cov4", "Disp.Cov", "Me"), "Disp.Cov4::Me");
  EXPECT_EQ(target("Disp.Cov4", "Disp.Cov2", "Me"), "Disp.Cov4::Me");
  EXPECT_EQ(target("Disp.Cov4", "Disp.Cov", "M"), "Disp.Cov3::M");
}

TEST_F(Dispatch, ArraysImplementGenericCollections) {
  MethodDesc* getItem =
      loader.findMethod(type("System.Collections.Generic.IList`1[System.Int32]"), "get_Item");
  MethodDesc* found = loader.resolveVirtual(type("System.Int32[]"), getItem);
  EXPECT_EQ(found->toString().substr(0, 44), "System.SZArrayHelper::get_Item<System.Int32>");
  MethodDesc* objects =
      loader.findMethod(type("System.Collections.Generic.IEnumerable`1[System.Object]"), "GetEnumerator");
  EXPECT_EQ(loader.resolveVirtual(type("System.String[]"), objects)->methodArgs[0].toString(),
            "System.Object");
  EXPECT_EQ(loader.szArrayInterfaces(type("System.String[]")).size(), 5u);
}

TEST_F(Dispatch, GenericVirtualsAndStaticVirtuals) {
  if (!load("dispatch")) GTEST_SKIP() << "no C# compiler";
  TypeHandle text = type("System.String");
  MethodDesc* put = loader.findMethod(type("Disp.IG`1[System.String]"), "Put");
  MethodDesc* found = loader.resolveVirtual(type("Disp.G1"), loader.instantiateMethod(put, {&text, 1}));
  EXPECT_EQ(found->toString(), "Disp.G1::Put<System.String>(string,string)");
  MethodDesc* parse = loader.findMethod(type("System.IParsable`1[System.Int32]"), "Parse");
  MethodDesc* exact = loader.resolveStaticVirtual(type("System.Int32"), parse);
  ASSERT_NE(exact, nullptr);
  EXPECT_EQ(exact->methodTable, type("System.Int32"));
}

TEST_F(Dispatch, ConstrainedCallsFindTheValuesOwnMethod) {
  MethodDesc* toString = loader.findMethod(type("System.Object"), "ToString");
  MethodDesc* getType = loader.findMethod(type("System.Object"), "GetType");
  MethodDesc* own = loader.resolveConstrained(type("System.Int32"), toString);
  ASSERT_NE(own, nullptr);
  EXPECT_EQ(own->toString(), "System.Int32::ToString()");
  EXPECT_EQ(loader.resolveConstrained(type("System.Int32"), getType), nullptr);
  EXPECT_EQ(loader.resolveConstrained(type("System.DayOfWeek"), toString), nullptr);
  EXPECT_EQ(loader.resolveConstrained(type("System.String"), toString), nullptr);
}

TEST_F(Dispatch, Casts) {
  EXPECT_TRUE(casts("System.String", "System.Object"));
  EXPECT_FALSE(casts("System.Object", "System.String"));
  EXPECT_TRUE(casts("System.String[]", "System.Object[]"));
  EXPECT_FALSE(casts("System.Int32[]", "System.Object[]"));
  EXPECT_TRUE(casts("System.Int32[]", "System.UInt32[]"));
  EXPECT_TRUE(casts("System.DayOfWeek[]", "System.Int32[]"));
  EXPECT_FALSE(casts("System.Char[]", "System.UInt16[]"));
  EXPECT_FALSE(casts("System.Boolean[]", "System.Byte[]"));
  EXPECT_FALSE(casts("System.Int64[]", "System.IntPtr[]"));
  EXPECT_TRUE(casts("System.UIntPtr[]", "System.IntPtr[]"));
  EXPECT_TRUE(casts("System.Int32", "System.Nullable`1[System.Int32]"));
  EXPECT_TRUE(casts("System.String[]", "System.Collections.Generic.IEnumerable`1[System.Object]"));
  EXPECT_TRUE(casts("System.Int32[]", "System.Collections.Generic.IList`1[System.UInt32]"));
  EXPECT_FALSE(casts("System.Int32[]", "System.Collections.Generic.IList`1[System.Object]"));
  EXPECT_TRUE(casts("System.Collections.Generic.List`1[System.String]",
                    "System.Collections.Generic.IEnumerable`1[System.Object]"));
  EXPECT_FALSE(casts("System.Collections.Generic.List`1[System.Int32]",
                     "System.Collections.Generic.IEnumerable`1[System.Object]"));
  EXPECT_TRUE(casts("System.Action`1[System.Object]", "System.Action`1[System.String]"));
  EXPECT_FALSE(casts("System.Action`1[System.String]", "System.Action`1[System.Object]"));
  EXPECT_TRUE(casts("System.Func`1[System.Collections.Generic.List`1[System.String]]",
                    "System.Func`1[System.Collections.Generic.IEnumerable`1[System.Object]]"));
  EXPECT_TRUE(casts("System.String[,]", "System.Object[,]"));
  EXPECT_FALSE(casts("System.String[,]", "System.Object[,,]"));
  EXPECT_FALSE(casts("System.String[]", "System.String[*]"));
  EXPECT_TRUE(casts("System.IDisposable", "System.Object"));
  EXPECT_TRUE(casts("System.String[][]", "System.Collections.Generic.IEnumerable`1[System.Object][]"));
}

TEST_F(Dispatch, RecursiveGenericsTerminate) {
  if (!load("dispatch")) GTEST_SKIP() << "no C# compiler";
  for (const char* name :
       {"Disp.Rec`1[System.Int32]", "Disp.CrtpI", "Disp.RS", "Disp.NI", "Disp.G4", "Disp.Node`1[Disp.NI]"}) {
    EXPECT_NO_THROW(loader.ensureFullyLoaded(type(name))) << name;
  }
  EXPECT_TRUE(casts("Disp.Rec`1[System.Int32]", "System.IEquatable`1[Disp.Rec`1[System.Int32]]"));
}

TEST_F(Dispatch, InstancesAreUnique) {
  MethodTable* list = type("System.Collections.Generic.List`1");
  TypeHandle text = type("System.String");
  EXPECT_TRUE(list->isGenericDefinition());
  EXPECT_EQ(loader.instantiate(list, {&text, 1}), type("System.Collections.Generic.List`1[System.String]"));
  EXPECT_EQ(type("System.Collections.Generic.List`1[[System.Int32, mscorlib]]"),
            type("System.Collections.Generic.List`1[System.Int32]"));
  EXPECT_EQ(TypeHandle(loader.instantiate(list, {&text, 1})).toString(),
            "System.Collections.Generic.List`1[System.String]");
}

TEST_F(Dispatch, ConstraintsAndArityAreChecked) {
  TypeHandle text = type("System.String");
  EXPECT_THROW(loader.instantiate(type("System.Nullable`1"), {&text, 1}), LoadFailure);
  TypeHandle two[] = {text, text};
  EXPECT_THROW(loader.instantiate(type("System.Nullable`1"), two), LoadFailure);
  TypeHandle span = type("System.Span`1[System.Int32]");
  EXPECT_THROW(loader.instantiate(type("System.Collections.Generic.List`1"), {&span, 1}), LoadFailure);
}

TEST_F(Dispatch, TypeNames) {
  auto parse = [&](const char* name) { return loader.parseTypeName(core, name); };
  EXPECT_EQ(parse("System.Int32, System.Runtime"), TypeHandle(type("System.Int32")));
  EXPECT_EQ(parse("System.Environment+SpecialFolder").toString(), "System.Environment+SpecialFolder");
  EXPECT_EQ(parse("System.Int32*&").toString(), "System.Int32*&");
  EXPECT_EQ(parse("System.Int32[*]").toString(), "System.Int32[*]");
  for (const char* bad : {"", "System.Nope", "System.Int32[", "System.Int32&&", "System.Int32]",
                          "System.Collections.Generic.List`1[[System.Int32]", "System.Int32[System.Int32]",
                          "System.Collections.Generic.List`1[System.Int32,System.Int32]", "[", "+", "\\"}) {
    EXPECT_TRUE(parse(bad).isNull()) << bad;
  }
}

TEST_F(Dispatch, Signatures) {
  MethodDesc* method = loader.findMethod(type("System.String"), "Concat", "string(string,string)");
  ASSERT_NE(method, nullptr);
  const MethodSig& sig = loader.signature(method);
  EXPECT_EQ(sig.argSlots, 2);
  EXPECT_EQ(sig.objectSlots.size(), 2u);
  EXPECT_EQ(sig.ret.kind, StackKind::O);
  MethodDesc* slice = loader.findMethod(type("System.Span`1[System.Object]"), "CopyTo");
  const MethodSig& spanSig = loader.signature(slice);
  EXPECT_EQ(spanSig.args[0].kind, StackKind::ByRef);
  EXPECT_EQ(spanSig.argSlots, 3);
  EXPECT_EQ(spanSig.byRefSlots.size(), 2u);  // this, and the span's reference
  MethodTable* text = type("System.String");
  MethodDesc* ctor = loader.findMethod(text, ".ctor", "void(char,int32)");
  ASSERT_NE(ctor, nullptr);
  EXPECT_EQ(loader.stringCtorReplacement(ctor)->toString(), "System.String::Ctor(char,int32)");
  MethodDesc* set = loader.findMethod(type("System.String[,]"), "Set");
  EXPECT_EQ(loader.signature(set).argSlots, 4);
  EXPECT_EQ(loader.argType(set, 3), TypeHandle(text));
}

}  // namespace
}  // namespace minivm::types_test
