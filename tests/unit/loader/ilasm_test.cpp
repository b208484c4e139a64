// The assembler, through the loader that reads what it wrote.
#include <gtest/gtest.h>

#include <map>

#include "loader/ilasm/assembler.h"
#include "loader/ilasm/lexer.h"
#include "loader/method_body.h"
#include "loader/names.h"
#include "loader/native_exports.h"
#include "loader/pdb.h"
#include "loader/signature.h"
#include "tests/unit/loader/image_walk.h"

namespace minivm::test {
namespace {

constexpr const char* kHead =
    ".assembly extern mscorlib { .ver 4:0:0:0 .publickeytoken = (B7 7A 5C 56 19 34 E0 89) }\n"
    ".assembly t { .ver 1:2:3:4 }\n";

ilasm::Result assembleText(const std::string& text, bool isDebug = false) {
  return ilasm::assemble({{"t.il", text}}, OpcodeTable::standard(), "t.dll", ilasm::filesOnDisk(), true,
                         isDebug);
}

/// The image of `kHead` + `text`, which must assemble; every row, blob and instruction of it has been read.
std::unique_ptr<Image> imageOf(const std::string& text) {
  ilasm::Result result = assembleText(kHead + text);
  for (const auto& diagnostic : result.diagnostics) ADD_FAILURE() << diagnostic.message;
  auto image = Image::fromMemory("t.dll", std::move(result.image));
  EXPECT_EQ(walkImage(*image, false).errors, 0u);
  return image;
}

/// `line:column: message` of each finding.
std::vector<std::string> errorsOf(const std::string& text) {
  std::vector<std::string> lines;
  const ilasm::Result result = assembleText(text);
  for (const auto& diagnostic : result.diagnostics)
    if (diagnostic.isError)
      lines.push_back(std::to_string(diagnostic.at.line) + ":" + std::to_string(diagnostic.at.column) + ": " +
                      diagnostic.message);
  if (!lines.empty()) {
    EXPECT_TRUE(result.image.empty());
  }
  return lines;
}

std::vector<ilasm::Lexeme> lex(const std::string& text) {
  static const OpcodeTable opcodes = OpcodeTable::standard();
  ilasm::Lexer lexer(text, 0, opcodes);
  std::vector<ilasm::Lexeme> all;
  for (ilasm::Lexeme one = lexer.next(); one.kind != ilasm::Lex::End; one = lexer.next()) {
    one.raw = {};  // points into a text that is gone when the test looks
    all.push_back(one);
  }
  return all;
}

TEST(IlasmLexer, WordsNumbersAndMarks) {
  const auto all =
      lex("tail. A.B`1 .ctor ldc.i4.0 0...5 -0x10 .5 -1e3 'q x' \"a\\n\\\"\\101\" :: // c\n/* d */ }");
  std::vector<std::string> texts;
  for (const auto& one : all) texts.push_back(one.text);
  EXPECT_EQ(texts, (std::vector<std::string>{"tail.", "A.B`1", ".ctor", "ldc.i4.0", "", "...", "", "", "", "",
                                             "q x", "a\n\"A", "::", "}"}));
  EXPECT_EQ(all[6].integer, 5u);
  EXPECT_EQ(static_cast<int64_t>(all[7].integer), -16);
  EXPECT_EQ(all[8].real, 0.5);
  EXPECT_EQ(all[9].real, -1000);
  EXPECT_EQ(all.back().at, (ilasm::Position{0, 2, 9}));
}

TEST(IlasmLexer, WhatIsNoLexemeSaysWhy) {
  EXPECT_EQ(lex("\"open\n").front().text, "a text without its closing quote");
  EXPECT_EQ(lex("/* open").front().text, "a comment without its */");
  EXPECT_EQ(lex("12ab").front().text, "a number that runs into a word");
}

TEST(IlasmErrors, EachIsReportedAndReadingGoesOn) {
  EXPECT_EQ(errorsOf(std::string(kHead) + ".class A {\n"
                                          "  .field int32 = 5\n"  // 4: the name is missing
                                          "  .method static void f() cil managed {\n"
                                          "    ldc.i4 x\n"  // 6: no number
                                          "    ldlocc 5\n"  // 7: no instruction
                                          "    ret\n"
                                          "  }\n"
                                          "  .method static void g() nonsense {\n"  // 10
                                          "    ret }\n"
                                          "}\n"
                                          "junk\n"),  // 13
            (std::vector<std::string>{
                "4:16: found '=', expected a field's name", "6:12: found 'x', expected a number",
                "7:5: found 'ldlocc', expected an instruction, a label or a directive",
                "10:27: found 'nonsense', expected an implementation flag (cil, managed, …) or '{'",
                "13:1: found 'junk', expected a declaration, such as .class or .method"}));
}

TEST(IlasmErrors, NamesThatMeanNothing) {
  const auto errors = errorsOf(std::string(kHead) +
                               ".method static void f(int32 a) cil managed {\n"
                               "  ldarg b\n"
                               "  stloc c\n"
                               "  br nowhere\n"
                               "  newobj instance void Missing::.ctor()\n"
                               "  call void g()\n"
                               "  ret }\n");
  // Names of variables are known while parsing; the writer is not asked then.
  EXPECT_EQ(errors, (std::vector<std::string>{"4:9: there is no argument named b",
                                              "5:9: there is no local named c"}));
  EXPECT_EQ(errorsOf(std::string(kHead) + ".method static void f() cil managed {\n"
                                          "  br nowhere\n"
                                          "  newobj instance void Missing::.ctor()\n"
                                          "  call void g()\n"
                                          "  ret }\n"),
            (std::vector<std::string>{
                "4:6: there is no label nowhere in f",
                "5:24: class Missing is not declared; a class of another assembly needs [assembly]",
                "6:13: there is no global method g of this signature"}));
}

TEST(IlasmErrors, CutOffAnywhereNeverCrashes) {
  const std::string text =
      std::string(kHead) +
      ".class public G`1<(class [mscorlib]System.Object) T> { .field !T x = int32(4) .property int32 P() { "
      ".get int32 "
      "G`1::get_P() } .method static int32 get_P() cil managed { .try { leave L } catch object { pop leave L "
      "} L: "
      "switch (L, M) M: ldstr bytearray (41 00) pop ldc.r8 1.5 pop ldc.i4.0 ret } "
      ".custom instance void [mscorlib]X::.ctor() = { string('a') property bool 'b' = bool(true) } } "
      ".data D = { int32(5)[2], bytearray (01 02) }";
  for (size_t size = 0; size < text.size(); ++size) assembleText(text.substr(0, size));
  for (size_t at = 0; at < text.size(); at += 3) {
    std::string broken = text;
    broken[at] = "(<}\"'/[0"[at % 8];
    assembleText(broken);
  }
}

TEST(IlasmErrors, NestingHasALimit) {
  auto many = [](const char* text) {
    std::string all;
    for (int i = 0; i < 20000; ++i) all += text;
    return all;
  };
  EXPECT_NE(errorsOf(std::string(kHead) + ".field class A<" + many("class A<")).size(), 0u);
  EXPECT_NE(errorsOf(std::string(kHead) + ".field int32" + many("[]") + " f").size(), 0u);
  EXPECT_NE(errorsOf(std::string(kHead) + ".method static void f() cil managed {" + many("{")).size(), 0u);
  EXPECT_NE(errorsOf(std::string(kHead) + many(".class A {")).size(), 0u);
}

TEST(Ilasm, ClassesMembersAndTheirRows) {
  const auto image = imageOf(
      ".class interface public abstract I { .method public abstract virtual instance void M() cil managed {} "
      "}\n"
      ".class public sequential sealed S extends [mscorlib]System.ValueType { .pack 2 .size 24 }\n"
      ".class public Ns.Outer implements I {\n"
      "  .class nested public Inner { .field [4] public int32 f }\n"
      "  .field public static literal int32 c = int32(5)\n"
      "  .method public virtual instance void N() cil managed { .override I::M ret }\n"
      "  .method public specialname instance int32 get_P() cil managed { .param [0] .maxstack 1 ldc.i4.1 ret "
      "}\n"
      "  .property instance int32 P() { .get instance int32 Ns.Outer::get_P() }\n"
      "}\n");
  Metadata md(*image);
  EXPECT_EQ(typeDefName(md, 4), "Ns.Outer");
  EXPECT_EQ(typeDefName(md, 5), "Ns.Outer/Inner");
  EXPECT_EQ(assemblyFullName(md), "t, Version=1.2.3.4, Culture=neutral, PublicKeyToken=null");
  EXPECT_EQ(md.rows(Table::MethodImpl), 1u);
  EXPECT_EQ(md.rows(Table::InterfaceImpl), 1u);
  EXPECT_EQ(md.classLayout(1).classSize, 24u);
  EXPECT_EQ(md.constant(1).type, static_cast<uint16_t>(ElementType::I4));
  EXPECT_EQ(md.methodSemantics(1).semantics, 2u);
  EXPECT_EQ(md.fieldLayout(1).offset, 4u);
  EXPECT_EQ(typeName(md, md.typeDef(4).extends), "System.Object");
}

TEST(Ilasm, SignaturesAreWrittenAsTheyArePrinted) {
  for (const char* signature :
       {"int32 (int32&, string[], float64[,])",
        "void (class [mscorlib]System.Collections.Generic.List`1<int32>)",
        "native int (void*, valuetype [mscorlib]System.DateTime)", "object (method int32 *(int64, char))",
        "int32 modopt([mscorlib]System.Runtime.CompilerServices.IsConst) (typedref)"}) {
    const std::string text = signature;
    size_t depth = 0, begin = text.size();
    for (size_t i = text.size(); i-- > 0;) {  // the parenthesis that matches the last one
      if (text[i] == ')') ++depth;
      if (text[i] == '(' && --depth == 0) {
        begin = i;
        break;
      }
    }
    const auto image = imageOf(".method static " + text.substr(0, begin) + "f" + text.substr(begin) +
                               " cil managed { ldnull throw }\n");
    Metadata md(*image);
    SigCursor cursor(md, md.methodDef(1).signature);
    EXPECT_EQ(printMethodSig(md, cursor), text);
  }
}

TEST(Ilasm, BodiesTinyFatAndTheirClauses) {
  const auto image = imageOf(
      ".method static void tiny() cil managed { ret }\n"
      ".method static void fat() cil managed {\n"
      "  .maxstack 3\n"
      "  .locals init ([1] int32 a, [0] string b)\n"
      "  .try { leave.s E } filter { pop ldc.i4.1 endfilter } { pop leave.s E }\n"
      "  A: nop\n"
      "  B: leave E\n"
      "  C: endfinally\n"
      "  E: ret\n"
      "  .try A to C finally handler C to E\n"
      "}\n");
  Metadata md(*image);
  const MethodBody tiny = MethodBody::read(md, md.methodDef(1).rva, 1);
  EXPECT_EQ(tiny.code.size(), 1u);
  const MethodBody fat = MethodBody::read(md, md.methodDef(2).rva, 2);
  EXPECT_EQ(fat.maxStack, 3u);
  EXPECT_TRUE(fat.initLocals);
  ASSERT_EQ(fat.ehClauses.size(), 2u);
  EXPECT_EQ(fat.ehClauses[0].kind, EhKind::Filter);
  EXPECT_EQ(fat.ehClauses[0].handlerOffset, 6u);
  EXPECT_EQ(fat.ehClauses[1].kind, EhKind::Finally);
}

TEST(Ilasm, EveryOpcodeOfTheTable) {
  const OpcodeTable opcodes = OpcodeTable::standard();
  for (const OpcodeInfo* opcode : opcodes.all()) {
    std::string operand;
    switch (opcode->operand) {
      case OperandKind::None: break;
      case OperandKind::ShortVar:
      case OperandKind::Var: operand = "0"; break;
      case OperandKind::ShortI: operand = "-1"; break;
      case OperandKind::I:
      case OperandKind::I8: operand = "-5"; break;
      case OperandKind::ShortR:
      case OperandKind::R: operand = "1.5"; break;
      case OperandKind::ShortBrTarget:
      case OperandKind::BrTarget: operand = "L"; break;
      case OperandKind::Switch: operand = "(L, L)"; break;
      case OperandKind::Method: operand = "void f(int32)"; break;
      case OperandKind::Field: operand = "int32 g"; break;
      case OperandKind::Type: operand = "[mscorlib]System.Object"; break;
      case OperandKind::String: operand = "\"text\""; break;
      case OperandKind::Tok: operand = "field int32 g"; break;
      case OperandKind::Sig: operand = "void(int32)"; break;
    }
    const auto image =
        imageOf(".field static int32 g\n.method static void f(int32 a) cil managed { .locals (int32) " +
                std::string(opcode->mnemonic) + " " + operand + " L: nop }\n");
    Metadata md(*image);
    const MethodBody body = MethodBody::read(md, md.methodDef(1).rva, 1);
    IlReader reader(opcodes, body.code, "t");
    IlInstruction instruction;
    ASSERT_TRUE(reader.next(instruction)) << opcode->mnemonic;
    EXPECT_EQ(instruction.info, opcodes.find(opcode->opcode)) << opcode->mnemonic;
  }
}

TEST(Ilasm, NamedAttributesAreTheirBytes) {
  const auto image = imageOf(
      ".class public A {\n"
      "  .custom instance void [mscorlib]X::.ctor(string, int32[]) = { string('ab') int32[2](1 2) field int8 "
      "'f' = int8(-1) }\n"
      "}\n");
  Metadata md(*image);
  const ByteSpan blob = md.blob(md.customAttribute(1).value);
  EXPECT_EQ(std::vector<uint8_t>(blob.begin(), blob.end()),
            (std::vector<uint8_t>{1, 0, 2, 'a', 'b', 2, 0, 0,    0, 1, 0,   0,
                                  0, 2, 0, 0,   0,   1, 0, 0x53, 4, 1, 'f', 0xFF}));
}

TEST(Ilasm, LinesAndLocalsGoToThePdb) {
  const std::string text = std::string(kHead) +
                           ".method static void m() cil managed {\n"
                           "  .locals (int32 counter)\n"
                           "  nop\n"
                           "  nop ret }\n"
                           ".method static void n() cil managed { .line 70:3 'x/y.cs'\n"
                           "  ret }\n";
  ilasm::Result result = assembleText(text, true);
  ASSERT_EQ(result.errorCount, 0u);
  const auto pdb = Pdb::fromMemory("t.pdb", std::move(result.pdb));
  EXPECT_EQ(pdb->positionOf(1, 0).value().line, 5u);
  EXPECT_EQ(pdb->positionOf(1, 2).value().line, 6u);
  EXPECT_EQ(pdb->positionOf(1, 0).value().file, "t.il");
  EXPECT_EQ(pdb->positionOf(2, 0).value().line, 70u);
  EXPECT_EQ(pdb->positionOf(2, 0).value().file, "x/y.cs");
  const auto locals = pdb->localsAt(1, 0);
  ASSERT_EQ(locals.size(), 1u);
  EXPECT_EQ(locals[0].name, "counter");
}

TEST(Ilasm, DefinitionsAndConditions) {
  const auto image = imageOf(
      "#define VALUE \"0x2A\"\n#define DEBUG\n#ifndef DEBUG\n.field nonsense\n#else\n"
      ".field public static literal int32 VALUE_ = int32(VALUE) // VALUE\n#endif\n#undef VALUE\n"
      ".field public static int32 VALUE\n");
  const Metadata metadata(*image);
  ASSERT_EQ(metadata.rows(Table::Field), 2u);
  EXPECT_EQ(metadata.string(metadata.field(1).name), "VALUE_");
  EXPECT_EQ(metadata.string(metadata.field(2).name), "VALUE");
  EXPECT_EQ(metadata.blob(metadata.constantOf(Token::make(Table::Field, 1))->value)[0], 0x2A);
  EXPECT_EQ(
      errorsOf("#ifdef A\n#endif\n#else\n#include x.il\n#define A A\nA\n#ifdef B"),
      (std::vector<std::string>{"3:1: #else without #ifdef", "4:1: #include needs a file's name in quotes",
                                "6:1: the definition of A names itself, or grows beyond all measure",
                                "7:1: #ifdef without its #endif"}));
}

/// Assembles `files["dir/main.il"]`, which may include others.
ilasm::Result assembleFilesOf(const std::map<std::string, std::string>& files, bool isDebug = false) {
  const ilasm::ReadFile read = [&files](const std::string& path) -> std::optional<std::vector<uint8_t>> {
    const auto found = files.find(path);
    if (found == files.end()) return std::nullopt;
    return std::vector<uint8_t>(found->second.begin(), found->second.end());
  };
  return ilasm::assemble({{"dir/main.il", files.at("dir/main.il")}}, OpcodeTable::standard(), "t.dll", read,
                         true, isDebug);
}

TEST(Ilasm, InclusionsKeepTheirPlaces) {
  const std::map<std::string, std::string> files = {
      {"dir/main.il", std::string(kHead) + "#include \"sub/a.il\"\n.field static int32 ONE\njunk\n"},
      {"dir/sub/a.il", "#define ONE \"one\"\n#include 'b.il'\n.subsystem rubbish\n"},
      {"dir/sub/b.il", "\n  nonsense // at the end of the file"}};
  const ilasm::Result result = assembleFilesOf(files);
  std::vector<std::string> lines;
  for (const auto& diagnostic : result.diagnostics)
    lines.push_back(ilasm::diagnosticText(diagnostic, result.files).substr(0, 22));
  EXPECT_EQ(lines, (std::vector<std::string>{"dir/main.il:5:1: error", "dir/sub/a.il:3:12: err",
                                             "dir/sub/b.il:2:3: erro"}));
}

TEST(Ilasm, InclusionsMayBeBesideOrInTheWorkingDirectory) {
  const ilasm::Result result =
      assembleFilesOf({{"dir/main.il", std::string(kHead) + "#include \"h.il\"\n#include \"other/k.il\"\n"},
                       {"dir/h.il", ".method static void f() cil managed {\n ret }\n"},
                       {"other/k.il", "\n.method static void g() cil managed {\n ret }"}},
                      true);
  ASSERT_EQ(result.errorCount, 0u);
  auto pdbBytes = result.pdb;
  const auto pdb = Pdb::fromMemory("t.pdb", std::move(pdbBytes));
  EXPECT_EQ(pdb->positionOf(1, 0).value().file, "dir/h.il");
  EXPECT_EQ(pdb->positionOf(1, 0).value().line, 2u);
  EXPECT_EQ(pdb->positionOf(2, 0).value().file, "other/k.il");
  EXPECT_EQ(pdb->positionOf(2, 0).value().line, 3u);
}

TEST(IlasmErrors, InclusionsThatDoNotEnd) {
  const ilasm::Result result = assembleFilesOf({{"dir/main.il", "#include \"main.il\"\n#include \"none\""}});
  ASSERT_FALSE(result.diagnostics.empty());
  bool saysSo = false, saysNone = false;
  for (const auto& diagnostic : result.diagnostics) {
    saysSo |= diagnostic.message == "#include \"main.il\": files include each other, or too many";
    saysNone |= diagnostic.message == "#include: the file none cannot be read";
  }
  EXPECT_TRUE(saysSo);
  EXPECT_TRUE(saysNone);
}

TEST(Ilasm, LinesOfOtherSources) {
  const ilasm::Result result =
      assembleText(std::string(kHead) +
                       ".method static void f() cil managed {\n#line 7 \"x.cs\"\n nop\n"
                       "# 9 \"y.cs\" 2 3\n ret }\n",
                   true);
  ASSERT_EQ(result.errorCount, 0u);
  auto bytes = result.pdb;
  const auto pdb = Pdb::fromMemory("t.pdb", std::move(bytes));
  EXPECT_EQ(pdb->positionOf(1, 0).value().line, 7u);
  EXPECT_EQ(pdb->positionOf(1, 0).value().file, "x.cs");
  EXPECT_EQ(pdb->positionOf(1, 1).value().line, 9u);
  EXPECT_EQ(pdb->positionOf(1, 1).value().file, "y.cs");
}

TEST(Ilasm, NamesWithDotsInThem) {
  const auto image = imageOf(
      ".class public 'a.b' { }\n.class public N.'c.d' { .class nested public ''.'e.f' { } }\n"
      ".class public ''.'g.h' extends N.'c.d' { .field public class N.'c.d'/''.'e.f' x }\n"
      ".namespace M { .class public 'i.j' { } .class public ''.'k.l' extends [mscorlib]P.'q.r' { } }");
  const Metadata md(*image);
  std::vector<std::string> names;
  for (uint32_t rid = 2; rid <= md.rows(Table::TypeDef); ++rid) {
    const TypeDefRow row = md.typeDef(rid);
    names.push_back(std::string(md.string(row.nameSpace)) + "|" + std::string(md.string(row.name)));
  }
  EXPECT_EQ(names, (std::vector<std::string>{"a|b", "N|c.d", "|e.f", "|g.h", "M.i|j", "M|k.l"}));
  const TypeRefRow base = md.typeRef(md.typeDef(7).extends.rid());
  EXPECT_EQ(md.string(base.nameSpace), "P");
  EXPECT_EQ(md.string(base.name), "q.r");
  EXPECT_EQ(md.typeDef(5).extends, Token::make(Table::TypeDef, 3));
}

TEST(Ilasm, IntegersBehindFloatsAreNumbersOrBits) {
  const auto image = imageOf(
      ".field public static literal float64 a = float64(0x3FF0000000000000)\n"
      ".field public static literal float32 b = float32(1065353216)\n"
      ".method static void f() cil managed { ldc.r8 0x10 pop ldc.r8 float64(0x3FF0000000000000) pop ret }");
  const Metadata md(*image);
  EXPECT_EQ(md.blob(md.constantOf(Token::make(Table::Field, 1))->value)[7], 0x3F);
  EXPECT_EQ(md.blob(md.constantOf(Token::make(Table::Field, 2))->value)[3], 0x3F);
  const MethodBody body = MethodBody::read(md, md.methodDef(1).rva, 1);
  const OpcodeTable opcodes = OpcodeTable::standard();
  IlReader reader(opcodes, body.code, "t");
  IlInstruction instruction;
  ASSERT_TRUE(reader.next(instruction));
  EXPECT_EQ(instruction.real, 16.0);
  ASSERT_TRUE(reader.next(instruction) && reader.next(instruction));
  EXPECT_EQ(instruction.real, 1.0);
}

TEST(Ilasm, EntriesForNativeCallers) {
  const std::string source =
      ".vtfixup [2] int32 fromunmanaged at V\n.data V = { int32(0), int32(0) }\n"
      ".method static void f() cil managed { .vtentry 1 : 2 .export [4] as first ret }\n"
      ".method static void g() cil managed { .export [2] ret }\n";
  const auto image = imageOf(source);
  EXPECT_FALSE(image->isPe32Plus());
  EXPECT_EQ(image->cliFlags(), uint32_t{kCli32BitRequired});
  const auto fixups = readVtableFixups(*image);
  ASSERT_EQ(fixups.size(), 2u);
  EXPECT_EQ(fixups[0].count, 2u);
  EXPECT_EQ(fixups[0].flags, kVtable32Bit | kVtableFromUnmanaged);
  const auto exports = readNativeExports(*image);
  ASSERT_EQ(exports.size(), 2u);
  EXPECT_EQ(exports[0].name, "g");
  EXPECT_EQ(exports[0].ordinal, 2u);
  EXPECT_EQ(exports[0].slotRva, fixups[1].rva);
  EXPECT_EQ(exports[1].name, "first");
  EXPECT_EQ(exports[1].ordinal, 4u);
  EXPECT_EQ(exports[1].slotRva, fixups[0].rva + 4);
  EXPECT_EQ(loadLe<uint32_t>(image->at(exports[1].slotRva, 4).data()), 0x06000001u);
  EXPECT_EQ(loadLe<uint32_t>(image->at(exports[0].slotRva, 4).data()), 0x06000002u);

  const auto wide = imageOf(
      ".corflags 1\n.vtfixup [1] int64 at V .data V = int64(0)\n"
      ".method static void f() cil managed { .vtentry 1 : 1 .export [1] as x ret }\n");
  EXPECT_TRUE(wide->isPe32Plus());
  EXPECT_EQ(wide->machine(), static_cast<uint16_t>(Machine::Amd64));
  EXPECT_EQ(wide->cliFlags(), 1u);
  ASSERT_EQ(readNativeExports(*wide).size(), 1u);
  EXPECT_EQ(readNativeExports(*wide)[0].slotRva, readVtableFixups(*wide)[0].rva);
}

TEST(IlasmErrors, EntriesForNativeCallers) {
  EXPECT_EQ(
      errorsOf(std::string(kHead) + ".vtfixup [2] int32 at V\n.data V = int32(0)\n.vtfixup [1] int32 at W\n"),
      (std::vector<std::string>{"3:1: .data V has no room for 2 slots", "5:1: there is no .data W"}));
  EXPECT_EQ(errorsOf(std::string(kHead) + ".method static void f() cil managed { .export [1] ret }\n"
                                          ".method static void g() cil managed { .export [1] ret }\n"),
            std::vector<std::string>{"4:39: another method is exported with ordinal 1"});
}

TEST(Ilasm, WhatOlderSourcesSay) {
  const auto image = imageOf(
      ".data D = char*(\"a\xC3\xA9\")\n.field public static int32 d at D\n"
      ".assembly extern x86 { }\n.assembly extern cil 'legacy' as L { }\n"
      ".class extern public Old { .assembly extern L }\n.export public Older { mdtoken(0x23000001) }\n"
      ".class public A { .custom instance void [mscorlib]System.ObsoleteAttribute::.ctor(string) = \"ab\"\n"
      "  .field marshal({ 1D 0C }) int32 f .field marshal(safearray unsigned int8[]) int32 g\n"
      "  .event 'x'.y { } }\n");
  const Metadata md(*image);
  EXPECT_EQ(image->at(*md.fieldRvaOf(1), 6)[2], 0xE9);
  ASSERT_EQ(md.rows(Table::AssemblyRef), 3u);
  EXPECT_EQ(md.string(md.assemblyRef(2).name), "x86");
  EXPECT_EQ(md.assemblyRef(3).flags, 0x10u);
  EXPECT_EQ(md.exportedType(1).implementation, Token::make(Table::AssemblyRef, 3));
  EXPECT_EQ(md.exportedType(2).implementation, Token::make(Table::AssemblyRef, 1));
  EXPECT_EQ(md.blob(md.customAttribute(1).value).size(), 2u);
  EXPECT_EQ(md.blob(md.fieldMarshal(1).nativeType).size(), 2u);
  EXPECT_EQ(md.blob(md.fieldMarshal(2).nativeType).size(), 3u);
  EXPECT_EQ(md.string(md.event(1).name), "x.y");
}

TEST(Ilasm, HiddenMembersOfOtherDisassemblers) {
  const auto image = imageOf(
      ".field privatescope static int32 f$PST04000001\n.field privatescope static int32 f$PST04000002\n"
      ".field public static int32 g$PST04000003\n"
      ".method privatescope static void m$PST06000001() cil managed { ldsfld int32 f$PST04000002 pop\n"
      "  call void m$PST06000002() ret }\n"
      ".method privatescope static void m$PST06000002() cil managed { ret }\n");
  const Metadata md(*image);
  EXPECT_EQ(md.string(md.field(1).name), "f");
  EXPECT_EQ(md.string(md.field(2).name), "f");
  EXPECT_EQ(md.string(md.field(3).name), "g$PST04000003");
  EXPECT_EQ(md.string(md.methodDef(1).name), "m");
  const OpcodeTable opcodes = OpcodeTable::standard();
  const MethodBody body = MethodBody::read(md, md.methodDef(1).rva, 1);
  IlReader reader(opcodes, body.code, "t");
  IlInstruction instruction;
  ASSERT_TRUE(reader.next(instruction));
  EXPECT_EQ(instruction.token, Token::make(Table::Field, 2));
  ASSERT_TRUE(reader.next(instruction) && reader.next(instruction));
  EXPECT_EQ(instruction.token, Token::make(Table::MethodDef, 2));
}

TEST(Ilasm, LocalsOfOneNameAreTheInnermostThenTheFirst) {
  const auto image = imageOf(
      ".method static void f() cil managed { .locals (int32 a, int32 b, int32 a)\n ldloc.s a pop\n"
      " { .locals (int32 b, int32 b) ldloc.s b pop }\n ldloc.s b pop ret }");
  const Metadata md(*image);
  const OpcodeTable opcodes = OpcodeTable::standard();
  const MethodBody body = MethodBody::read(md, md.methodDef(1).rva, 1);
  IlReader reader(opcodes, body.code, "t");
  std::vector<int64_t> slots;
  for (IlInstruction one; reader.next(one);)
    if (one.opcode == Opcode::LdlocS) slots.push_back(one.integer);
  EXPECT_EQ(slots, (std::vector<int64_t>{0, 3, 1}));
}

TEST(Ilasm, WhoHasPermissionsSaysSo) {
  const auto image = imageOf(
      ".class public A { .permissionset demand = (2E 00)\n"
      "  .method public static void f() cil managed { .permissionset deny = (2E 00) ret } }");
  const Metadata md(*image);
  EXPECT_EQ(md.rows(Table::DeclSecurity), 2u);
  EXPECT_TRUE(md.typeDef(2).flags & 0x40000);
  EXPECT_TRUE(md.methodDef(1).flags & 0x4000);
}

TEST(Ilasm, AliasesStandForWhatTheyName) {
  const auto image = imageOf(
      ".typedef [mscorlib]System.Console as Con\n"
      ".typedef method void [mscorlib]System.Console::WriteLine(int32) as Print\n"
      ".typedef field int32 C::f as F\n"
      ".typedef .custom instance void [mscorlib]System.CLSCompliantAttribute::.ctor(bool) = (01 00 01 00 00) "
      "as Good\n"
      ".class public C { .custom Good .field public static int32 f\n"
      "  .method public static void m() cil managed { ldsfld F call Print ldc.i4.0 call void "
      "Con::WriteLine(int32) ret } }");
  const Metadata metadata(*image);
  EXPECT_EQ(metadata.rows(Table::MemberRef), 2u);  // the method once, and the attribute's constructor
  EXPECT_EQ(metadata.rows(Table::CustomAttribute), 1u);
}

TEST(Ilasm, DataMayHoldAddresses) {
  const auto image = imageOf(
      ".data A = int32(7)\n.data B = { int32(1), &(A) }\n.field public static int32 a at A\n.field public "
      "static int64 b at B");
  const Metadata metadata(*image);
  const uint32_t target = *metadata.fieldRvaOf(1);
  const ByteSpan bytes = image->at(*metadata.fieldRvaOf(2), 8);
  EXPECT_EQ(loadLe<uint32_t>(bytes.data() + 4), 0x400000 + target);
  EXPECT_EQ(errorsOf(std::string(kHead) + ".data B = { &(Z) }"),
            std::vector<std::string>{"3:1: there is no .data Z"});
}

TEST(Ilasm, SameSourcesSameBytes) {
  const std::string text =
      std::string(kHead) +
      ".data D = int32(7)\n.field static int32 f at D\n.method static void m() cil managed { ret }";
  const ilasm::Result first = assembleText(text, true);
  const ilasm::Result second = assembleText(text, true);
  EXPECT_FALSE(first.image.empty());
  EXPECT_EQ(first.image, second.image);
  EXPECT_EQ(first.pdb, second.pdb);
  EXPECT_NE(first.image, assembleText(text + "\n.field static int64 g", true).image);
}

}  // namespace
}  // namespace minivm::test
