// Fields, methods, properties, events (ECMA-335 II.15-II.18).
#include <algorithm>

#include "loader/ildasm/printer.h"
#include "loader/load_error.h"

namespace minivm::ildasm {
namespace {

// II.23.1.5; HasFieldRVA, HasFieldMarshal and HasDefault are implied by what follows.
constexpr FlagWord kFieldWords[] = {
    {0, 7, "privatescope"},
    {1, 7, "private"},
    {2, 7, "famandassem"},
    {3, 7, "assembly"},
    {4, 7, "family"},
    {5, 7, "famorassem"},
    {6, 7, "public"},
    {0x10, 0x10, "static"},
    {0x20, 0x20, "initonly"},
    {0x40, 0x40, "literal"},
    {0x80, 0x80, "notserialized"},
    {0x200, 0x200, "specialname"},
    {0x400, 0x400, "rtspecialname"},
};
// II.23.1.10
constexpr FlagWord kMethodWords[] = {
    {0, 7, "privatescope"},
    {1, 7, "private"},
    {2, 7, "famandassem"},
    {3, 7, "assembly"},
    {4, 7, "family"},
    {5, 7, "famorassem"},
    {6, 7, "public"},
    {0x80, 0x80, "hidebysig"},
    {0x100, 0x100, "newslot"},
    {0x800, 0x800, "specialname"},
    {0x1000, 0x1000, "rtspecialname"},
    {0x10, 0x10, "static"},
    {0x20, 0x20, "final"},
    {0x40, 0x40, "virtual"},
    {0x200, 0x200, "strict"},
    {0x400, 0x400, "abstract"},
    {8, 8, "unmanagedexp"},
    {0x8000, 0x8000, "reqsecobj"},
};
// II.23.1.11
constexpr FlagWord kImplWords[] = {
    {0, 3, "cil"},
    {1, 3, "native"},
    {2, 3, "optil"},
    {3, 3, "runtime"},
    {0, 4, "managed"},
    {4, 4, "unmanaged"},
    {8, 8, "noinlining"},
    {0x10, 0x10, "forwardref"},
    {0x20, 0x20, "synchronized"},
    {0x40, 0x40, "nooptimization"},
    {0x80, 0x80, "preservesig"},
    {0x100, 0x100, "aggressiveinlining"},
    {0x200, 0x200, "aggressiveoptimization"},
    {0x1000, 0x1000, "internalcall"},
    {0x2000, 0x2000, "async"},
};
// II.23.1.8
constexpr FlagWord kPInvokeWords[] = {
    {1, 1, "nomangle"},
    {2, 6, "ansi"},
    {4, 6, "unicode"},
    {6, 6, "autochar"},
    {0x10, 0x30, "bestfit:on"},
    {0x20, 0x30, "bestfit:off"},
    {0x40, 0x40, "lasterr"},
    {0x100, 0x700, "winapi"},
    {0x200, 0x700, "cdecl"},
    {0x300, 0x700, "stdcall"},
    {0x400, 0x700, "thiscall"},
    {0x500, 0x700, "fastcall"},
    {0x1000, 0x3000, "charmaperror:on"},
    {0x2000, 0x3000, "charmaperror:off"},
};
// II.23.1.4, II.23.1.14
constexpr FlagWord kMemberWords[] = {{0x200, 0x200, "specialname"}, {0x400, 0x400, "rtspecialname"}};

constexpr uint32_t kStatic = 0x10;
constexpr uint64_t kMaxData = 1 << 26;

/// `[in] [out] [opt] `, and the bits without a word as numbers.
std::string parameterFlags(uint32_t flags) {
  std::string text;
  if (flags & 1) text += "[in]";
  if (flags & 2) text += "[out]";
  if (flags & 0x10) text += "[opt]";
  constexpr uint32_t kImplied = 0x3000;  // HasDefault, HasFieldMarshal
  if (const uint32_t rest = flags & ~(0x13u | kImplied)) text += "[" + hex(rest, 4) + "]";
  return text.empty() ? text : text + " ";
}

}  // namespace

std::string Printer::dataLabel(uint32_t rva) {
  return "D_" + hex(rva, 8).substr(2);
}

void Printer::field(uint32_t rid) {
  const FieldRow row = metadata_.field(rid);
  const Token token = Token::make(Table::Field, rid);
  std::string text = ".field ";
  if (const auto offset = metadata_.fieldLayoutOf(rid)) text += "[" + std::to_string(*offset) + "] ";
  const auto rva = metadata_.fieldRvaOf(rid);
  const std::string native = marshal(token);
  const std::string init = constant(token);
  const uint32_t implied = (rva ? 0x100 : 0) | (native.empty() ? 0 : 0x1000) | (init.empty() ? 0 : 0x8000);
  text += flagWords(row.flags, kFieldWords, implied);
  if (!native.empty()) text += native + " ";
  SigCursor cursor(metadata_, row.signature);
  readFieldHeader(cursor);
  text += references_.type(cursor) + " " + name(row.name);
  if (rva) {
    text += " at " + dataLabel(*rva);
    dataRvas_.insert(rid);
  }
  if (!init.empty()) text += " = " + init;
  line(text + tokenComment(token));
  customs(token);
}

// Bytes of a value of the type in memory that is laid out by size alone; 0 if it cannot be told from here.
uint64_t Printer::typeDataSize(SigCursor& cursor, uint32_t depth) const {
  if (depth > kMaxSigDepth) return 0;
  cursor.skipModifiers();
  switch (cursor.readElementType()) {
    case ElementType::Boolean:
    case ElementType::I1:
    case ElementType::U1: return 1;
    case ElementType::Char:
    case ElementType::I2:
    case ElementType::U2: return 2;
    case ElementType::I4:
    case ElementType::U4:
    case ElementType::R4: return 4;
    case ElementType::I8:
    case ElementType::U8:
    case ElementType::R8:
    case ElementType::I:
    case ElementType::U:
    case ElementType::Ptr:
    case ElementType::FnPtr: return 8;
    case ElementType::ValueType: {
      const Token token = cursor.readTypeDefOrRef();
      if (!token.is(Table::TypeDef) || !metadata_.isValid(token)) return 0;
      uint64_t size = 0;
      for (uint32_t rid : metadata_.fieldsOf(token.rid())) {
        const FieldRow field = metadata_.field(rid);
        if (field.flags & kStatic) continue;
        SigCursor inner(metadata_, field.signature);
        readFieldHeader(inner);
        const uint64_t one = typeDataSize(inner, depth + 1);
        const uint64_t at = metadata_.fieldLayoutOf(rid).value_or(
            static_cast<uint32_t>(one ? (size + std::min<uint64_t>(one, 8) - 1) / std::min<uint64_t>(one, 8) *
                                            std::min<uint64_t>(one, 8)
                                      : size));
        size = std::max(size, at + one);
      }
      if (const auto layout = metadata_.classLayoutOf(token.rid()))
        size = std::max<uint64_t>(size, layout->classSize);
      return size;
    }
    default: return 0;
  }
}

uint64_t Printer::fieldDataSize(uint32_t fieldRid) const {
  SigCursor cursor(metadata_, metadata_.field(fieldRid).signature);
  readFieldHeader(cursor);
  return typeDataSize(cursor, 0);
}

// What fields and slots for native callers point to, in the order of the file. What shares an address shares
// a label, and as many bytes as the largest has.
void Printer::data() {
  std::vector<std::pair<uint32_t, uint64_t>> order;
  for (uint32_t rid : dataRvas_) order.emplace_back(*metadata_.fieldRvaOf(rid), fieldDataSize(rid));
  for (const VtableFixup& fixup : vtableFixups_)
    order.emplace_back(fixup.rva, fixup.count * fixup.slotSize());
  std::ranges::sort(order);
  for (size_t i = 0; i < order.size(); ++i)
    if (i + 1 == order.size() || order[i + 1].first != order[i].first)
      dataAt(order[i].first, order[i].second);
}

void Printer::dataAt(uint32_t rva, uint64_t size) {
  guarded("data " + dataLabel(rva), [&] {
    if (size > kMaxData) metadata_.fail(LoadErrorKind::BadRva, "more data than a file can have");
    const ByteSpan bytes = size ? metadata_.image().at(rva, static_cast<uint32_t>(size)) : ByteSpan();
    if (size > 0 && std::ranges::all_of(bytes, [](uint8_t byte) { return byte == 0; }))
      line(".data " + dataLabel(rva) + " = int8 (0)[" + std::to_string(size) + "]");
    else
      line(".data " + dataLabel(rva) + " = bytearray " + byteList(bytes, 4));
  });
}

std::string Printer::pinvoke(Token member, std::string_view methodName) {
  const auto map = metadata_.implMapOf(member);
  if (!map) return {};
  const std::string_view entry = metadata_.string(map->importName);
  std::string text =
      "pinvokeimpl(" + quoted(metadata_.string(metadata_.moduleRef(map->importScope).name), '"');
  if (entry != methodName) text += " as " + quoted(entry, '"');
  std::string words = flagWords(map->flags, kPInvokeWords);
  if (!words.empty()) words.pop_back();
  return text + (words.empty() ? "" : " " + words) + ") ";
}

std::string Printer::parameterList(uint32_t rid, SigCursor& cursor, uint32_t count) {
  std::vector<uint32_t> rows(size_t{count} + 1);
  for (uint32_t row : metadata_.paramsOf(rid))
    if (const uint32_t sequence = metadata_.param(row).sequence; sequence <= count && sequence > 0)
      rows[sequence] = row;
  std::string text = "(";
  for (uint32_t i = 1; i <= count; ++i) {
    if (i > 1) text += ", ";
    if (cursor.peekElementType() == ElementType::Sentinel) {
      cursor.readByte();
      text += "..., ";
    }
    if (!rows[i]) {
      text += references_.type(cursor);
      continue;
    }
    const ParamRow row = metadata_.param(rows[i]);
    text += parameterFlags(row.flags) + references_.type(cursor);
    const std::string native = marshal(Token::make(Table::Param, rows[i]));
    if (!native.empty()) text += " " + native;
    if (!metadata_.string(row.name).empty()) text += " " + name(row.name);
  }
  return text + ")";
}

std::string Printer::methodHead(uint32_t rid, const MethodDefRow& row) {
  const Token token = Token::make(Table::MethodDef, rid);
  const std::string_view called = metadata_.string(row.name);
  std::string pinvoked = pinvoke(token, called);
  const bool isConstructor = called == ".ctor" || called == ".cctor";
  const uint32_t implied = (pinvoked.empty() ? 0 : 0x2000) |                        // PInvokeImpl
                           (metadata_.declSecurityOf(token).empty() ? 0 : 0x4000);  // HasSecurity
  std::string text = ".method " + flagWords(row.flags, kMethodWords, implied) + pinvoked;
  SigCursor cursor(metadata_, row.signature);
  const uint8_t first = cursor.peek();
  const MethodSigHeader header = readMethodHeader(cursor);
  text += References::callingConvention(first);
  for (uint32_t parameter : metadata_.paramsOf(rid)) {
    const ParamRow result = metadata_.param(parameter);
    if (result.sequence == 0) text += parameterFlags(result.flags);
  }
  text += references_.type(cursor) + " ";
  for (uint32_t parameter : metadata_.paramsOf(rid))
    if (metadata_.param(parameter).sequence == 0)
      if (const std::string native = marshal(Token::make(Table::Param, parameter)); !native.empty())
        text += native + " ";
  text += (isConstructor ? std::string(called) : names_.name(called)) + genericParameters(token);
  text += parameterList(rid, cursor, header.paramCount);
  std::string impl = flagWords(row.implFlags, kImplWords);
  impl.pop_back();
  return text + " " + impl + tokenComment(token);
}

// `.param [n]` where a row says more than its place in the head does: defaults, attributes, or nothing at
// all.
void Printer::parameterDetails(uint32_t rid) {
  for (uint32_t parameter : metadata_.paramsOf(rid)) {
    const ParamRow row = metadata_.param(parameter);
    const Token token = Token::make(Table::Param, parameter);
    const std::string init = constant(token);
    const bool isSilent = metadata_.string(row.name).empty() && (row.flags & 0xEFFF) == 0;
    if (init.empty() && metadata_.customAttributesOf(token).empty() && !isSilent) continue;
    line(".param [" + std::to_string(row.sequence) + "]" + (init.empty() ? "" : " = " + init));
    customs(token);
  }
}

void Printer::method(uint32_t rid) {
  const MethodDefRow row = metadata_.methodDef(rid);
  const Token token = Token::make(Table::MethodDef, rid);
  line(methodHead(rid, row));
  ++outcome_.methods;
  open();
  guarded("attributes", [&] {
    if (metadata_.hasImage() && metadata_.image().entryPointToken() == token.value &&
        !(metadata_.image().cliFlags() & kCliNativeEntryPoint))
      line(".entrypoint");
    nativeEntryOf(rid);
    customs(token);
    permissions(token);
    genericDetails(token);
    parameterDetails(rid);
    const uint32_t type = metadata_.typeOfMethod(rid);
    if (overridesStandInMethods(type))
      for (uint32_t one : metadata_.methodImplsOf(type))
        if (metadata_.methodImpl(one).body == token)
          line(".override method " + references_.method(metadata_.methodImpl(one).declaration));
  });
  if (row.rva != 0) guarded("body", [&] { body(rid, row); });
  close();
}

void Printer::accessors(Token association) {
  struct Word {
    uint32_t bits;
    const char* text;
  };
  constexpr Word kWords[] = {{1, ".set"},   {2, ".get"},       {4, ".other"},
                             {8, ".addon"}, {16, ".removeon"}, {32, ".fire"}};
  for (uint32_t row : metadata_.semanticsOf(association)) {
    const MethodSemanticsRow semantics = metadata_.methodSemantics(row);
    for (const Word& word : kWords)
      if (semantics.semantics & word.bits)
        line(std::string(word.text) + " " +
             references_.method(Token::make(Table::MethodDef, semantics.method)));
  }
}

void Printer::property(uint32_t rid) {
  const PropertyRow row = metadata_.property(rid);
  const Token token = Token::make(Table::Property, rid);
  const std::string init = constant(token);
  SigCursor cursor(metadata_, row.signature);
  const MethodSigHeader header = readMethodHeader(cursor);
  std::string text = ".property " + flagWords(row.flags, kMemberWords, init.empty() ? 0 : 0x1000);
  if (header.hasThis) text += "instance ";
  text += references_.type(cursor) + " " + name(row.name) + "(";
  for (uint32_t i = 0; i < header.paramCount; ++i) text += (i ? ", " : "") + references_.type(cursor);
  line(text + ")" + (init.empty() ? "" : " = " + init) + tokenComment(token));
  open();
  customs(token);
  accessors(token);
  close();
}

void Printer::event(uint32_t rid) {
  const EventRow row = metadata_.event(rid);
  const Token token = Token::make(Table::Event, rid);
  std::string text = ".event " + flagWords(row.flags, kMemberWords);
  if (!row.eventType.isNil()) text += references_.type(row.eventType) + " ";
  line(text + name(row.name) + tokenComment(token));
  open();
  customs(token);
  accessors(token);
  close();
}

}  // namespace minivm::ildasm
