// Classes and what belongs to them as a whole (ECMA-335 II.10): heads, generic parameters, overrides.
#include "loader/ildasm/printer.h"
#include "loader/load_error.h"
#include "loader/names.h"

namespace minivm::ildasm {
namespace {

constexpr uint32_t kMaxNesting = 64;

// II.23.1.15
constexpr FlagWord kClassWords[] = {
    {0xA0, 0xA0, "interface abstract"},
    {0x80, 0xA0, "abstract"},
    {0x100, 0x100, "sealed"},
    {0, 7, "private"},
    {1, 7, "public"},
    {2, 7, "nested public"},
    {3, 7, "nested private"},
    {4, 7, "nested family"},
    {5, 7, "nested assembly"},
    {6, 7, "nested famandassem"},
    {7, 7, "nested famorassem"},
    {0, 0x18, "auto"},
    {8, 0x18, "sequential"},
    {0x10, 0x18, "explicit"},
    {0, 0x30000, "ansi"},
    {0x10000, 0x30000, "unicode"},
    {0x20000, 0x30000, "autochar"},
    {0x1000, 0x1000, "import"},
    {0x2000, 0x2000, "serializable"},
    {0x4000, 0x4000, "windowsruntime"},
    {0x400, 0x400, "specialname"},
    {0x800, 0x800, "rtspecialname"},
    {0x100000, 0x100000, "beforefieldinit"},
};
// II.23.1.7
constexpr FlagWord kGenericWords[] = {
    {1, 3, "+"},         {2, 3, "-"},           {4, 4, "class"},
    {8, 8, "valuetype"}, {0x10, 0x10, ".ctor"}, {0x20, 0x20, "byreflike"},
};

}  // namespace

bool Printer::namesMethod(uint32_t rid) const {
  const std::string& wanted = request_.method;
  const Token token = Token::make(Table::MethodDef, rid);
  if (wanted == hex(token.value, 8)) return true;
  const std::string_view called = metadata_.string(metadata_.methodDef(rid).name);
  if (wanted == called) return true;
  const size_t colons = wanted.rfind("::");
  if (colons == std::string::npos || wanted.substr(colons + 2) != called) return false;
  return wanted.substr(0, colons) == typeDefName(metadata_, metadata_.typeOfMethod(rid));
}

void Printer::globals() {
  if (metadata_.rows(Table::TypeDef) == 0) return;
  guarded("global members", [this] {
    for (uint32_t rid : metadata_.fieldsOf(1)) guarded("field", [this, rid] { field(rid); });
    for (uint32_t rid : metadata_.methodsOf(1)) guarded("method", [this, rid] { method(rid); });
  });
}

void Printer::classes() {
  for (uint32_t rid = 2; rid <= metadata_.rows(Table::TypeDef); ++rid)
    guarded("class", [this, rid] {
      if (metadata_.enclosingType(rid) == 0) classOf(rid, 0);
    });
}

std::string Printer::genericParameters(Token owner) {
  std::string text;
  for (uint32_t rid : metadata_.genericParamsOf(owner)) {
    const GenericParamRow row = metadata_.genericParam(rid);
    text += (text.empty() ? "<" : ", ") + flagWords(row.flags, kGenericWords);
    std::string constraints;
    for (uint32_t constraint : metadata_.constraintsOf(rid))
      constraints += (constraints.empty() ? "(" : ", ") +
                     references_.type(metadata_.genericParamConstraint(constraint).constraint);
    if (!constraints.empty()) text += constraints + ") ";
    text += name(row.name);
  }
  return text.empty() ? text : text + ">";
}

// Attributes of generic parameters and of their constraints.
void Printer::genericDetails(Token owner) {
  uint32_t number = 0;
  for (uint32_t rid : metadata_.genericParamsOf(owner)) {
    ++number;
    const Token parameter = Token::make(Table::GenericParam, rid);
    if (!metadata_.customAttributesOf(parameter).empty()) {
      line(".param type [" + std::to_string(number) + "]");
      customs(parameter);
    }
    for (uint32_t constraint : metadata_.constraintsOf(rid)) {
      const Token token = Token::make(Table::GenericParamConstraint, constraint);
      if (metadata_.customAttributesOf(token).empty()) continue;
      line(".param constraint [" + std::to_string(number) + "], " +
           references_.type(metadata_.genericParamConstraint(constraint).constraint));
      customs(token);
    }
  }
}

std::string Printer::classHead(uint32_t rid, const TypeDefRow& row) {
  const uint32_t implied =
      metadata_.declSecurityOf(Token::make(Table::TypeDef, rid)).empty() ? 0 : 0x40000;  // HasSecurity
  return ".class " + flagWords(row.flags, kClassWords, implied) +
         names_.className(metadata_.string(row.nameSpace), metadata_.string(row.name)) +
         genericParameters(Token::make(Table::TypeDef, rid)) + tokenComment(Token::make(Table::TypeDef, rid));
}

// In methods if every body is a method of the class, in the order of the methods: rows then keep their order.
bool Printer::overridesStandInMethods(uint32_t rid) const {
  const RowRange methods = metadata_.methodsOf(rid);
  uint32_t last = 0;
  for (uint32_t row : metadata_.methodImplsOf(rid)) {
    const Token body = metadata_.methodImpl(row).body;
    if (!body.is(Table::MethodDef) || !methods.contains(body.rid()) || body.rid() < last) return false;
    last = body.rid();
  }
  return true;
}

void Printer::overridesOf(uint32_t rid) {
  if (overridesStandInMethods(rid)) return;
  for (uint32_t row : metadata_.methodImplsOf(rid))
    guarded("override", [this, row] {
      const MethodImplRow override = metadata_.methodImpl(row);
      line(".override method " + references_.method(override.declaration) + " with method " +
           references_.method(override.body));
    });
}

void Printer::interfaceCustoms(uint32_t rid) {
  for (uint32_t row : metadata_.interfaceImplsOf(rid)) {
    const Token token = Token::make(Table::InterfaceImpl, row);
    if (metadata_.customAttributesOf(token).empty()) continue;
    line(".interfaceimpl type " + references_.type(metadata_.interfaceImpl(row).interface));
    customs(token);
  }
}

void Printer::classOf(uint32_t rid, uint32_t depth) {
  if (depth > kMaxNesting || ++classes_ > metadata_.rows(Table::TypeDef))
    metadata_.fail(LoadErrorKind::BadCell, "types nest too deeply or in a cycle", Table::TypeDef, rid);
  const TypeDefRow row = metadata_.typeDef(rid);
  const Token token = Token::make(Table::TypeDef, rid);
  const std::string head = classHead(rid, row);
  std::string extends, implements;
  if (!row.extends.isNil()) extends = "extends " + references_.type(row.extends);
  for (uint32_t one : metadata_.interfaceImplsOf(rid))
    implements += (implements.empty() ? "implements " : ", ") +
                  references_.type(metadata_.interfaceImpl(one).interface);
  line(head);
  if (!extends.empty()) line("    " + extends);
  if (!implements.empty()) line("    " + implements);
  open();
  guarded("attributes", [&] {
    if (const auto layout = metadata_.classLayoutOf(rid)) {
      line(".pack " + std::to_string(layout->packingSize));
      line(".size " + std::to_string(layout->classSize));
    }
    customs(token);
    permissions(token);
    genericDetails(token);
    interfaceCustoms(rid);
  });
  for (uint32_t nested : nestedIn(rid)) guarded("class", [&] { classOf(nested, depth + 1); });
  for (uint32_t one : metadata_.fieldsOf(rid)) guarded("field", [this, one] { field(one); });
  for (uint32_t one : metadata_.methodsOf(rid)) guarded("method", [this, one] { method(one); });
  for (uint32_t one : metadata_.propertiesOf(rid)) guarded("property", [this, one] { property(one); });
  for (uint32_t one : metadata_.eventsOf(rid)) guarded("event", [this, one] { event(one); });
  overridesOf(rid);
  close();
  if (depth == 0) blank();
}

}  // namespace minivm::ildasm
