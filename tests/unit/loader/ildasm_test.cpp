// The disassembler: what it writes, and that the assembler takes it back. Whole assemblies: tests/roundtrip.
#include <gtest/gtest.h>

#include "loader/ilasm/assembler.h"
#include "loader/ildasm/disassembler.h"
#include "loader/ildasm/spelling.h"
#include "loader/load_error.h"

namespace minivm::test {
namespace {

const std::string kHead =
    ".assembly extern mscorlib { .ver 4:0:0:0 .publickeytoken = (B7 7A 5C 56 19 34 E0 89) }\n"
    ".assembly t { .ver 1:2:3:4 }\n";

std::vector<uint8_t> assembled(const std::string& text) {
  const ilasm::Result result =
      ilasm::assemble({{"t.il", text}}, OpcodeTable::standard(), "t.dll", ilasm::filesOnDisk(), true, false);
  for (const auto& diagnostic : result.diagnostics)
    ADD_FAILURE() << diagnostic.at.line << ": " << diagnostic.message;
  return result.image;
}

std::string textOf(std::vector<uint8_t> bytes, const ildasm::Request& request = {},
                   ildasm::Outcome* outcome = nullptr) {
  const auto image = Image::fromMemory("t.dll", std::move(bytes));
  const Metadata metadata(*image);
  std::string text;
  ildasm::Outcome made = ildasm::disassemble(metadata, OpcodeTable::standard(), request,
                                             [&text](std::string_view piece) { text += piece; });
  if (outcome)
    *outcome = std::move(made);
  else
    EXPECT_EQ(made.problems, std::vector<std::string>{});
  return text;
}

/// The text of `kHead` + `source`; assembling and disassembling it again must change nothing but the MVID.
std::string roundTrip(const std::string& source) {
  const std::string first = textOf(assembled(kHead + source));
  const std::string second = textOf(assembled(first));
  EXPECT_EQ(first.substr(first.find('\n')), second.substr(second.find('\n')));
  return first;
}

#define EXPECT_HAS(text, part) EXPECT_NE((text).find(part), std::string::npos) << (text)

TEST(IldasmSpelling, NamesAreQuotedWhereTheyMust) {
  const OpcodeTable opcodes = OpcodeTable::standard();
  const ildasm::Spelling spelling(opcodes);
  EXPECT_EQ(spelling.name("counter"), "counter");
  EXPECT_EQ(spelling.name("System.IDisposable.Dispose"), "System.IDisposable.Dispose");
  EXPECT_EQ(spelling.name("value"), "'value'");
  EXPECT_EQ(spelling.name("add"), "'add'");
  EXPECT_EQ(spelling.name("tail"), "'tail'");
  EXPECT_EQ(spelling.name("<>c"), "'<>c'");
  EXPECT_EQ(spelling.name(""), "''");
  EXPECT_EQ(spelling.name("it's\\\n\x01"), "'it\\'s\\\\\\n\\001'");
  EXPECT_EQ(spelling.className("N.M", "List`1"), "N.M.List`1");
  EXPECT_EQ(spelling.className("N", "<X>d"), "N.'<X>d'");
  EXPECT_EQ(spelling.className("N", "a.b"), "N.'a.b'");
  EXPECT_EQ(spelling.className("", "a.b"), "''.'a.b'");
  EXPECT_EQ(spelling.className("", ".a"), "'.a'");
}

TEST(IldasmSpelling, NumbersReadBackExactly) {
  EXPECT_EQ(ildasm::float64Text(0x3FF8000000000000), "1.5");
  EXPECT_EQ(ildasm::float64Text(0x8000000000000000), "-0.0");
  EXPECT_EQ(ildasm::float64Text(0x0000000000000001), "5e-324");
  EXPECT_EQ(ildasm::float64Text(0x7FF0000000000000), std::nullopt);
  EXPECT_EQ(ildasm::float32Text(0x3DCCCCCD), "0.1");
  EXPECT_EQ(ildasm::float32Text(0x7FC00001), std::nullopt);
}

TEST(Ildasm, ExceptionBlocksStandInBraces) {
  const std::string text = roundTrip(
      ".method public static void f() cil managed { .try { .try { nop leave.s E } catch "
      "[mscorlib]System.Exception { pop leave.s E }\n"
      "filter { pop ldc.i4.1 endfilter } { pop leave.s E } } finally { endfinally } E: ret }");
  EXPECT_HAS(text, "  .try\n  {\n    .try\n    {\n");
  EXPECT_HAS(text, "    catch [mscorlib]System.Exception\n    {\n");
  EXPECT_HAS(text, "    filter\n    {\n");
  EXPECT_HAS(text, "  finally\n  {\n");
}

TEST(Ildasm, OtherExceptionBlocksGetLabels) {
  const std::string text = roundTrip(
      ".method public static void f() cil managed { br.s A H: endfinally A: nop B: leave.s E E: ret .try A "
      "to E finally handler H to A }");
  EXPECT_HAS(text, "  .try IL_0003 to IL_0006 finally handler IL_0002 to IL_0003\n");
}

TEST(Ildasm, OperandsKeepTheirBits) {
  const std::string text = roundTrip(
      ".method public static void f(int32 a, int32 'add') cil managed { ldarg a pop ldarg.s 'add' pop ldc.r8 "
      "(01 00 00 00 00 00 F8 7F) pop\n"
      "ldc.r4 1.5 pop ldc.i8 -9223372036854775808 pop ldstr \"a\\n\\\"\\001\" pop ldstr bytearray (00 D8) "
      "pop\n"
      "ldnull switch (A, B) A: B: ldftn void f(int32, int32) calli unmanaged cdecl int32(int32*) pop ret }");
  for (const char* part : {"ldarg a\n", "ldarg.s 'add'\n", "ldc.r8 ( 01 00 00 00 00 00 F8 7F )\n",
                           "ldc.r4 1.5\n", "ldc.i8 -9223372036854775808\n", "ldstr \"a\\n\\\"\\001\"\n",
                           "ldstr bytearray ( 00 D8 )\n", "calli unmanaged cdecl int32 (int32*)\n"})
    EXPECT_HAS(text, part);
}

TEST(Ildasm, MembersWithEverything) {
  const std::string text = roundTrip(
      ".data D = bytearray (01 02 03 04)\n"
      ".class interface public abstract I<+ (class I<!0>) T> { .method public abstract virtual newslot "
      "instance void M<class .ctor U>(!!0& modreq([mscorlib]System.Int32) x) cil managed { } }\n"
      ".class public explicit sealed C extends [mscorlib]System.ValueType implements class I<string> { .pack "
      "4 .size 64\n"
      "  .field [8] public int32 marshal(bool) x  .field public static int32 d at D  .field public static "
      "literal float32 k = float32(0x7FC00001)\n"
      "  .custom instance void [mscorlib]System.ObsoleteAttribute::.ctor(string) = (01 00 01 61 00 00)\n"
      "  .interfaceimpl type class I<string> .custom instance void "
      "[mscorlib]System.CLSCompliantAttribute::.ctor(bool) = (01 00 01 00 00)\n"
      "  .method public virtual instance void N<class .ctor V>(!!0& x) cil managed { .override method "
      "instance void class I<string>::M<[1]>(!!0& modreq([mscorlib]System.Int32))\n"
      "    .param type V .custom instance void [mscorlib]System.CLSCompliantAttribute::.ctor(bool) = (01 00 "
      "01 00 00)\n"
      "    .param [1] .locals init (int32[0...,0...] a, method void *(int32) b, string pinned c) ret }\n"
      "  .method public static pinvokeimpl(\"c\" as \"getpid\" cdecl lasterr) [out] int32 marshal(int32) "
      "pid([opt] int32 n) cil managed preservesig { .param [1] = int32(5) }\n"
      "  .property instance int32 P(int32) { .get instance int32 C::get_P(int32) }\n"
      "  .method public specialname instance int32 get_P(int32 i) cil managed { ldc.i4.0 ret }\n"
      "  .class nested family '<>n' { } }\n"
      ".class public auto ansi Z.Last extends [mscorlib]System.Object { .method privatescope static void h() "
      "cil managed { ret } .method privatescope static void h() cil managed { call void Z.Last::h() ret } "
      "}\n");
  for (const char* part :
       {".class interface abstract public auto ansi I<+ (class I<!0>) T>\n", "marshal(bool)",
        "= float32(0x7FC00001)\n", ".interfaceimpl type class I<string>\n",
        "pinvokeimpl(\"c\" as \"getpid\" lasterr cdecl) [out] int32 marshal(int32) pid([opt] int32 n)",
        ".param [1] = int32(5)\n", "int32[0...,0...] V_0", "string pinned V_2",
        ".class nested family auto ansi '<>n'\n", "call mdtoken(0x0600000"})
    EXPECT_HAS(text, part);
}

TEST(Ildasm, OrderOfClassesIsKept) {
  const std::string text =
      roundTrip(".typelist { A B A/N }\n.class A { .class nested public N { } }\n.class B { }");
  EXPECT_HAS(text, ".typelist\n{\n  A\n  B\n  A/N\n}\n");
}

TEST(Ildasm, NamesWithDotsReadBack) {
  const std::string text = roundTrip(
      ".class public N.'a.b' { .class nested public ''.'c.d' { } }\n.class public ''.'e.f' extends N.'a.b' { "
      ".field public class N.'a.b'/''.'c.d' x .field public class [mscorlib]X.'y.z' y }\n"
      ".class extern public ''.'p.q' { .assembly extern mscorlib }\n.class extern nested public r { .class "
      "extern ''.'p.q' }\n");
  for (const char* part : {"ansi N.'a.b'\n", "ansi ''.'c.d'\n", "ansi ''.'e.f'\n", "class N.'a.b'/''.'c.d' x",
                           "class [mscorlib]X.'y.z' y", ".class extern public ''.'p.q'\n"})
    EXPECT_HAS(text, part);
}

TEST(Ildasm, EntriesForNativeCallersReadBack) {
  for (const std::string width : {"int32", "int64"}) {
    const std::string text = roundTrip(
        ".vtfixup [2] " + width + " fromunmanaged at V\n.data V = { " + width + "(0), " + width + "(0) }\n" +
        ".method static void f() cil managed { .vtentry 1 : 2 .export [4] as first ret }\n"
        ".method static void g() cil managed { .vtentry 1 : 1 ret }\n"
        ".method static void h() cil managed { .export [7] ret }\n");
    for (const std::string& part :
         {".vtfixup [2] " + width + " fromunmanaged at D_", ".vtfixup [1] " + width + " fromunmanaged at D_",
          std::string("  .vtentry 1 : 2\n  .export [4] as first\n"), std::string("  .vtentry 1 : 1\n  .max"),
          std::string("  .vtentry 2 : 1\n  .export [7] as h\n")})
      EXPECT_HAS(text, part);
  }
}

TEST(Ildasm, PermissionsImplyTheirFlag) {
  const std::string text = roundTrip(
      ".class public A { .permissionset demand = (2E 00) .method public static void f() cil managed { "
      ".permissionset deny = (2E 00) ret } }");
  EXPECT_EQ(text.find("flags("), std::string::npos) << text;
}

TEST(Ildasm, BitsWithoutAWordComeFirst) {
  const std::string text = roundTrip(
      ".class flags(0x10000000) public C { .field flags(0x4000) public int32 f .method flags(0x4000) public "
      "static "
      "void m() cil managed flags(0x8000) async { ret } .method public flags(0x10) void n() cil managed { "
      "ret } "
      ".property flags(0x8) int32 p() { } }");
  for (const char* part :
       {".class flags(0x10000000) public auto ansi C\n", ".field flags(0x4000) public int32 f\n",
        ".method flags(0x4000) public static void m() flags(0x8000) cil managed async\n",
        ".method privatescope static void n() cil", ".property flags(0x0008) int32 p()\n"})
    EXPECT_HAS(text, part);
}

TEST(Ildasm, MarshallingReadsBack) {
  const std::string text = roundTrip(
      ".class public C { .field marshal(safearray int32[]) int32 a .field marshal(safearray variant vector) "
      "int32 b .field marshal(safearray hresult &, \"x\") int32 c .field marshal(safearray *) int32 d .field "
      "marshal({ 2A 50 07 09 02 }) int32 e .field marshal(safearray) int32 f }");
  for (const char* part : {"marshal(safearray int32[])", "marshal(safearray variant vector)",
                           "marshal(safearray hresult &, \"x\")", "marshal(safearray *)",
                           "marshal({ 2A 50 07 09 02 })", "marshal(safearray)"})
    EXPECT_HAS(text, part);
}

TEST(Ildasm, BrokenCodeBecomesBytesAndAProblem) {
  const std::vector<uint8_t> image =
      assembled(kHead + ".method public static void f() cil managed { nop .emitbyte 0x78 .emitbyte 0x2A }");
  ildasm::Outcome outcome;
  const std::string text = textOf(image, {}, &outcome);
  EXPECT_EQ(outcome.problems.size(), 1u);
  EXPECT_HAS(text, "IL_0001:  .emitbyte 0x78\n");
  EXPECT_HAS(text, "IL_0002:  .emitbyte 0x2A\n");
  textOf(assembled(text), {}, &outcome);
}

TEST(Ildasm, OneMethodWithTokensAndBytes) {
  ildasm::Request request;
  request.method = "C::f";
  request.showTokens = request.showBytes = true;
  const std::vector<uint8_t> image =
      assembled(kHead +
                ".class C { .method public static void f() cil managed { call void C::f() ret } .method "
                "public static void g() cil managed { ret } }");
  ildasm::Outcome outcome;
  const std::string text = textOf(image, request, &outcome);
  EXPECT_EQ(outcome.methods, 1u);
  EXPECT_HAS(text, "IL_0000:  /* 28 01 00 00 06 */ call void C::f()  /* 06000001 */\n");
  EXPECT_EQ(text.find("void g("), std::string::npos);
}

}  // namespace
}  // namespace minivm::test
