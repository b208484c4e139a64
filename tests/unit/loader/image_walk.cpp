#include "tests/unit/loader/image_walk.h"

#include <gtest/gtest.h>

#include "loader/load_error.h"
#include "loader/method_body.h"
#include "loader/names.h"
#include "loader/opcode.h"
#include "loader/signature.h"

namespace minivm::test {
namespace {

class Walker {
 public:
  Walker(const Metadata& metadata, bool isTolerant) : md_(metadata), isTolerant_(isTolerant) {}

  WalkCounts run(bool hasBodies) {
    readTables();
    guard([&] { md_.version(), md_.assemblyName(), md_.findTypeDef("System", "Object"), md_.mvid(); });
    guard([&] { md_.findExportedType("System", "Object"); });
    for (uint32_t rid = 1; rid <= md_.rows(Table::TypeDef); ++rid) type(rid);
    for (uint32_t rid = 1; rid <= md_.rows(Table::Field); ++rid) field(rid);
    for (uint32_t rid = 1; rid <= md_.rows(Table::MethodDef); ++rid) method(rid, hasBodies);
    for (uint32_t rid = 1; rid <= md_.rows(Table::Param); ++rid) param(rid);
    for (uint32_t rid = 1; rid <= md_.rows(Table::Property); ++rid) property(rid);
    for (uint32_t rid = 1; rid <= md_.rows(Table::Event); ++rid) event(rid);
    references();
    return counts_;
  }

 private:
  template <typename Step>
  void guard(Step step) {
    if (!isTolerant_) return step();
    try {
      step();
    } catch (const LoadError&) {
      ++counts_.errors;
    }
  }

  void heap(StringIdx index) { md_.string(index); }
  void heap(BlobIdx index) { md_.blob(index); }
  void heap(GuidIdx index) { md_.guid(index); }
  void heap(Token token) {
    if (!token.isNil()) md_.require(token);
  }
  void heap(uint32_t) {}

  void readTables() {
#define TABLE_BEGIN(Name, number, accessor) \
  for (uint32_t rid = 1; rid <= md_.rows(Table::Name); ++rid) guard([&] { \
      ++counts_.rows;                                                      \
      Name##Row row = md_.accessor(rid);
#define COLUMN(Kind, Arg, name) heap(row.name);
#define TABLE_END(Name) \
  });
#include "loader/tables.def"
  }

  /// Skipping and printing must agree on where the signature ends.
  template <typename Print>
  void signature(BlobIdx index, Print print) {
    guard([&] {
      ++counts_.signatures;
      SigCursor printed(md_, index);
      print(md_, printed);
      EXPECT_TRUE(isTolerant_ || printed.atEnd()) << md_.path() << " blob " << index.value;
    });
  }

  void names(RowRange rows) {
    for (uint32_t rid : rows) EXPECT_NE(rid, 0u);
  }

  void type(uint32_t rid) {
    guard([&] { typeDefName(md_, rid); });
    guard([&] { names(md_.fieldsOf(rid)), names(md_.methodsOf(rid)); });
    guard([&] { names(md_.propertiesOf(rid)), names(md_.eventsOf(rid)); });
    guard([&] { names(md_.interfaceImplsOf(rid)), names(md_.methodImplsOf(rid)); });
    guard([&] { names(md_.nestedClassRowsOf(rid)), md_.classLayoutOf(rid); });
    Token token = Token::make(Table::TypeDef, rid);
    guard([&] { names(md_.customAttributesOf(token)), names(md_.declSecurityOf(token)); });
    guard([&] {
      for (uint32_t param : md_.genericParamsOf(token)) names(md_.constraintsOf(param));
    });
  }

  void field(uint32_t rid) {
    Token token = Token::make(Table::Field, rid);
    guard([&] { fieldName(md_, rid); });
    guard([&] { signature(md_.field(rid).signature, printFieldSig); });
    guard([&] {
      md_.fieldLayoutOf(rid), md_.constantOf(token), md_.fieldMarshalOf(token), md_.implMapOf(token);
    });
    guard([&] {
      if (auto rva = md_.fieldRvaOf(rid); rva && md_.hasImage()) md_.image().from(*rva);
    });
  }

  void method(uint32_t rid, bool hasBodies) {
    Token token = Token::make(Table::MethodDef, rid);
    guard([&] { methodName(md_, rid), tokenName(md_, token); });
    guard([&] { names(md_.paramsOf(rid)), md_.implMapOf(token), names(md_.methodSemanticsOfMethod(rid)); });
    guard([&] { signature(md_.methodDef(rid).signature, [](auto& md, auto& c) { printMethodSig(md, c); }); });
    guard([&] {
      SigCursor cursor(md_, md_.methodDef(rid).signature);
      cursor.skipMethodSig();
      EXPECT_TRUE(isTolerant_ || cursor.atEnd());
    });
    if (hasBodies) guard([&] { body(rid); });
  }

  void body(uint32_t rid) {
    MethodDefRow row = md_.methodDef(rid);
    if (row.rva == 0 || (row.implFlags & 3) != 0) return;  // abstract, runtime-provided or native
    MethodBody body = MethodBody::read(md_, row.rva, rid);
    ++counts_.bodies;
    counts_.clauses += body.ehClauses.size();
    if (body.localsSig.value) signature(md_.standAloneSig(body.localsSig.rid()).signature, printLocals);
    IlReader reader(opcodes_, body.code, md_.path());
    IlInstruction instruction;
    while (reader.next(instruction)) {
      ++counts_.instructions;
      if (instruction.info->operand == OperandKind::String)
        md_.userString(instruction.token.rid());
      else if (instruction.token.value)
        md_.require(instruction.token);
      instruction.token = Token();
    }
  }

  void param(uint32_t rid) {
    guard([&] { md_.methodOfParam(rid), md_.constantOf(Token::make(Table::Param, rid)); });
  }
  void property(uint32_t rid) {
    guard([&] { md_.typeOfProperty(rid), names(md_.semanticsOf(Token::make(Table::Property, rid))); });
    guard([&] { signature(md_.property(rid).signature, [](auto& md, auto& c) { printMethodSig(md, c); }); });
  }
  void event(uint32_t rid) {
    guard([&] { md_.typeOfEvent(rid), names(md_.semanticsOf(Token::make(Table::Event, rid))); });
  }

  void references() {
    for (uint32_t rid = 1; rid <= md_.rows(Table::TypeRef); ++rid)
      guard([&] { typeRefName(md_, rid), typeRefScopeName(md_, rid); });
    for (uint32_t rid = 1; rid <= md_.rows(Table::ExportedType); ++rid)
      guard([&] { exportedTypeName(md_, rid); });
    for (uint32_t rid = 1; rid <= md_.rows(Table::TypeSpec); ++rid)
      guard([&] { signature(md_.typeSpec(rid).signature, printType); });
    for (uint32_t rid = 1; rid <= md_.rows(Table::MemberRef); ++rid) {
      guard([&] { tokenName(md_, Token::make(Table::MemberRef, rid)); });
      guard([&] { signature(md_.memberRef(rid).signature, printSignature); });
    }
    for (uint32_t rid = 1; rid <= md_.rows(Table::MethodSpec); ++rid)
      guard([&] { signature(md_.methodSpec(rid).instantiation, printMethodSpec); });
    for (uint32_t rid = 1; rid <= md_.rows(Table::StandAloneSig); ++rid)
      guard([&] { signature(md_.standAloneSig(rid).signature, printSignature); });
    for (uint32_t rid = 1; rid <= md_.rows(Table::AssemblyRef); ++rid)
      guard([&] { assemblyRefName(md_, rid); });
    for (uint32_t rid = 1; rid <= md_.rows(Table::ManifestResource); ++rid)
      guard([&] {
        ManifestResourceRow row = md_.manifestResource(rid);
        if (row.implementation.isNil() && md_.hasImage()) md_.image().resource(row.offset);
      });
  }

  const OpcodeTable opcodes_ = OpcodeTable::standard();
  const Metadata& md_;
  bool isTolerant_;
  WalkCounts counts_;
};

}  // namespace

WalkCounts walkMetadata(const Metadata& metadata, bool isTolerant) {
  return Walker(metadata, isTolerant).run(false);
}

WalkCounts walkImage(const Image& image, bool isTolerant) {
  Metadata metadata(image);
  return Walker(metadata, isTolerant).run(true);
}

}  // namespace minivm::test
