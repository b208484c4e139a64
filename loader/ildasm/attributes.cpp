// Custom attributes, permissions, constants, marshalling (ECMA-335 II.21, II.22.9, II.22.11, II.23.4).
#include <algorithm>
#include <iterator>

#include "loader/ildasm/printer.h"
#include "loader/load_error.h"

namespace minivm::ildasm {
namespace {

constexpr std::string_view kActions[] = {
    "",           "request",      "demand",           "assert",
    "deny",       "permitonly",   "linkcheck",        "inheritcheck",
    "reqmin",     "reqopt",       "reqrefuse",        "prejitgrant",
    "prejitdeny", "noncasdemand", "noncaslinkdemand", "noncasinheritance",
};

// II.23.4: what stands alone.
struct NativeWord {
  uint8_t code;
  std::string_view word;
};
constexpr NativeWord kNatives[] = {
    {0x01, "void"},          {0x02, "bool"},         {0x03, "int8"},      {0x04, "uint8"},
    {0x05, "int16"},         {0x06, "uint16"},       {0x07, "int32"},     {0x08, "uint32"},
    {0x09, "int64"},         {0x0A, "uint64"},       {0x0B, "float32"},   {0x0C, "float64"},
    {0x0D, "syschar"},       {0x0E, "variant"},      {0x0F, "currency"},  {0x11, "decimal"},
    {0x12, "date"},          {0x13, "bstr"},         {0x14, "lpstr"},     {0x15, "lpwstr"},
    {0x16, "lptstr"},        {0x18, "objectref"},    {0x19, "iunknown"},  {0x1A, "idispatch"},
    {0x1B, "struct"},        {0x1C, "interface"},    {0x1F, "int"},       {0x20, "uint"},
    {0x21, "nested struct"}, {0x22, "byvalstr"},     {0x23, "ansi bstr"}, {0x24, "tbstr"},
    {0x25, "variant bool"},  {0x26, "method"},       {0x28, "as any"},    {0x2B, "lpstruct"},
    {0x2D, "error"},         {0x2E, "iinspectable"}, {0x2F, "hstring"},   {0x30, "lputf8str"},
};

// VARENUM of COM, by the words of assemblers.
struct VariantWord {
  uint32_t type;
  std::string_view word;
};
constexpr VariantWord kVariants[] = {
    {1, "null"},
    {2, "int16"},
    {3, "int32"},
    {4, "float32"},
    {5, "float64"},
    {6, "currency"},
    {7, "date"},
    {8, "bstr"},
    {9, "idispatch"},
    {10, "error"},
    {11, "bool"},
    {12, "variant"},
    {13, "iunknown"},
    {14, "decimal"},
    {16, "int8"},
    {17, "uint8"},
    {18, "uint16"},
    {19, "uint32"},
    {20, "int64"},
    {21, "uint64"},
    {22, "int"},
    {23, "uint"},
    {24, "void"},
    {25, "hresult"},
    {26, "*"},
    {27, "safearray"},
    {28, "carray"},
    {29, "userdefined"},
    {30, "lpstr"},
    {31, "lpwstr"},
    {36, "record"},
    {64, "filetime"},
    {65, "blob"},
    {66, "stream"},
    {67, "storage"},
    {68, "streamed_object"},
    {69, "stored_object"},
    {70, "blob_object"},
    {71, "cf"},
    {72, "clsid"},
};

// What a safe array holds; empty if words cannot say it.
std::string variantType(uint32_t type) {
  constexpr uint32_t kVector = 0x1000, kArray = 0x2000, kByRef = 0x4000;
  const auto found = std::ranges::find(kVariants, type & 0xFFF, &VariantWord::type);
  if (found == std::end(kVariants) || type > 0x7FFF) return {};
  std::string text(found->word);
  if (type & kVector) text += " vector";
  if (type & kArray) text += "[]";
  if (type & kByRef) text += " &";
  return text;
}

const NativeWord* findNative(uint8_t code) {
  const auto found = std::ranges::find(kNatives, code, &NativeWord::code);
  return found == std::end(kNatives) ? nullptr : found;
}

std::string number(ByteSpan bytes, bool isSigned) {
  uint64_t value = 0;
  for (size_t i = 0; i < bytes.size(); ++i) value |= uint64_t{bytes[i]} << (8 * i);
  if (!isSigned || bytes.empty()) return std::to_string(value);
  const auto shift = 64 - 8 * bytes.size();
  return std::to_string(static_cast<int64_t>(value << shift) >> shift);
}

}  // namespace

std::string Printer::customText(uint32_t rid, const std::string& owner) {
  const CustomAttributeRow row = metadata_.customAttribute(rid);
  return ".custom " + (owner.empty() ? "" : "(" + owner + ") ") + references_.method(row.type) + " = " +
         byteList(metadata_.blob(row.value), column() + 4);
}

void Printer::customs(Token parent) {
  for (uint32_t rid : metadata_.customAttributesOf(parent))
    guarded("custom attribute", [this, rid] { line(customText(rid, {})); });
}

void Printer::permissions(Token parent) {
  for (uint32_t rid : metadata_.declSecurityOf(parent))
    guarded("permission set", [this, rid] {
      const DeclSecurityRow row = metadata_.declSecurity(rid);
      if (row.action == 0 || row.action >= std::size(kActions))
        metadata_.fail(LoadErrorKind::BadCell, "a security action without a name", Table::DeclSecurity, rid);
      line(".permissionset " + std::string(kActions[row.action]) + " = " +
           byteList(metadata_.blob(row.permissionSet), column() + 4));
    });
}

std::string Printer::constant(Token parent) {
  const auto row = metadata_.constantOf(parent);
  return row ? constantText(*row) : "";
}

std::string Printer::constantText(const ConstantRow& row) {
  struct Kind {
    ElementType type;
    const char* word;
    size_t size;
    bool isSigned;
  };
  constexpr Kind kKinds[] = {
      {ElementType::Boolean, "bool", 1, false}, {ElementType::Char, "char", 2, false},
      {ElementType::I1, "int8", 1, true},       {ElementType::U1, "uint8", 1, false},
      {ElementType::I2, "int16", 2, true},      {ElementType::U2, "uint16", 2, false},
      {ElementType::I4, "int32", 4, true},      {ElementType::U4, "uint32", 4, false},
      {ElementType::I8, "int64", 8, true},      {ElementType::U8, "uint64", 8, false},
      {ElementType::R4, "float32", 4, false},   {ElementType::R8, "float64", 8, false},
  };
  const ByteSpan bytes = metadata_.blob(row.value);
  const auto type = static_cast<ElementType>(row.type);
  if (type == ElementType::String) return textLiteral(bytes);
  if (type == ElementType::Class) return "nullref";
  const auto kind = std::ranges::find(kKinds, type, &Kind::type);
  if (kind == std::end(kKinds) || bytes.size() != kind->size)
    metadata_.fail(LoadErrorKind::BadCell, "a constant of no known type and size", Table::Constant);
  std::string text;
  if (type == ElementType::R8) {
    const auto bits = loadLe<uint64_t>(bytes.data());
    text = float64Text(bits).value_or(hex(bits, 16));
  } else if (type == ElementType::R4) {
    const auto bits = loadLe<uint32_t>(bytes.data());
    text = float32Text(bits).value_or(hex(bits, 8));
  } else if (type == ElementType::Boolean && bytes[0] <= 1) {
    text = bytes[0] ? "true" : "false";
  } else if (type == ElementType::Char) {
    text = hex(loadLe<uint16_t>(bytes.data()), 4);
  } else {
    text = number(bytes, kind->isSigned);
  }
  return std::string(kind->word) + "(" + text + ")";
}

std::string Printer::marshal(Token parent) {
  const auto blob = metadata_.fieldMarshalOf(parent);
  if (!blob) return {};
  const ByteSpan bytes = metadata_.blob(*blob);
  std::string text;
  try {
    text = nativeType(bytes);
  } catch (const LoadError&) {
    // Not as II.23.4 has it: the bytes are kept.
  }
  if (text.empty()) {
    text = byteList(bytes, 0);
    text.front() = '{';
    text.back() = '}';
  }
  return "marshal(" + text + ")";
}

// Empty if the bytes are no native type that words can say exactly.
std::string Printer::nativeType(ByteSpan bytes) {
  SigCursor cursor(bytes, metadata_.path());
  auto text = [&cursor] {
    const uint32_t size = cursor.readCompressed();
    const ByteSpan run = cursor.readBytes(size);
    return quoted({reinterpret_cast<const char*>(run.data()), run.size()}, '"');
  };
  const uint8_t code = cursor.readByte();
  std::string result;
  if (code == 0x2C) {  // custom: GUID, unmanaged type, managed type, cookie
    if (cursor.peek() == 0xFF) return {};
    const std::string guid = text(), unmanaged = text(), managed = text(), cookie = text();
    result = "custom(" + guid + ", " + unmanaged + ", " + managed + ", " + cookie + ")";
  } else if (code == 0x17) {
    result = "fixed sysstring[" + std::to_string(cursor.readCompressed()) + "]";
  } else if (code == 0x1E) {
    result = "fixed array[" + std::to_string(cursor.readCompressed()) + "]";
    if (!cursor.atEnd()) {
      const NativeWord* element = findNative(cursor.readByte());
      if (!element) return {};
      result += " " + std::string(element->word);
    }
  } else if (code == 0x2A) {
    const uint8_t element = cursor.readByte();
    const NativeWord* word = findNative(element);
    if (!word && element != 0x50) return {};
    result = word ? std::string(word->word) : "";
    if (cursor.atEnd()) return cursor.atEnd() ? result + "[]" : "";
    const uint32_t parameter = cursor.readCompressed();
    if (cursor.atEnd()) return result + "[+" + std::to_string(parameter) + "]";
    const uint32_t size = cursor.readCompressed();
    if (cursor.atEnd()) return {};
    const uint32_t flags = cursor.readCompressed();
    if (flags == 1)
      result += "[" + std::to_string(size) + "+" + std::to_string(parameter) + "]";
    else if (flags == 0 && parameter == 0)
      result += "[" + std::to_string(size) + "]";
    else
      return {};
  } else if (code == 0x1D) {
    if (bytes.size() == 1) return "safearray";
    const uint32_t variant = cursor.readCompressed();
    result = variantType(variant);
    if (result.empty()) return {};
    result.insert(0, "safearray ");
    if (!cursor.atEnd()) result += ", " + text();
  } else if (const NativeWord* word = findNative(code)) {
    result = word->word;
    const bool mayNameParameter = code == 0x19 || code == 0x1A || code == 0x1C;
    if (mayNameParameter && !cursor.atEnd())
      result += "(iidparam = " + std::to_string(cursor.readCompressed()) + ")";
  }
  return cursor.atEnd() ? result : "";
}

}  // namespace minivm::ildasm
