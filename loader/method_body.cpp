#include "loader/method_body.h"

#include <algorithm>
#include <string>

#include "loader/load_error.h"
#include "loader/metadata.h"

namespace minivm {
namespace {

// II.25.4.2-5
constexpr uint8_t kTinyFormat = 2;
constexpr uint8_t kFatFormat = 3;
constexpr uint16_t kMoreSections = 0x8;
constexpr uint16_t kInitLocals = 0x10;
constexpr uint32_t kTinyMaxStack = 8;
constexpr uint8_t kSectionEhTable = 0x1;
constexpr uint8_t kSectionFat = 0x40;
constexpr uint8_t kSectionMore = 0x80;
constexpr uint32_t kSmallClause = 12;
constexpr uint32_t kFatClause = 24;

/// Reads one body; keeps what every message names.
class BodyReader {
 public:
  BodyReader(ByteSpan bytes, std::string_view file, uint32_t methodRid)
      : bytes_(bytes), file_(file), methodRid_(methodRid) {}

  MethodBody read() {
    uint8_t first = get<uint8_t>(0);
    uint64_t codeStart = 1;
    uint32_t codeSize = first >> 2;
    bool hasSections = false;
    MethodBody body;
    if ((first & 3) == kTinyFormat) {
      body.maxStack = kTinyMaxStack;
    } else if ((first & 3) == kFatFormat) {
      auto flags = get<uint16_t>(0);
      uint32_t headerWords = flags >> 12;
      if (headerWords < 3) fail("the fat header is too small");
      body.maxStack = get<uint16_t>(2);
      codeSize = get<uint32_t>(4);
      body.localsSig = Token(get<uint32_t>(8));
      body.initLocals = flags & kInitLocals;
      hasSections = flags & kMoreSections;
      codeStart = headerWords * 4;
      if (body.localsSig.value && !body.localsSig.is(Table::StandAloneSig))
        fail("the local variables are not a StandAloneSig token");
    } else {
      fail("the header is neither tiny nor fat");
    }
    if (codeSize == 0) fail("the body has no code");
    if (!trySlice(bytes_, codeStart, codeSize, body.code))
      fail("the code lies beyond the end of the section");
    if (hasSections) readSections(codeStart + codeSize, body);
    return body;
  }

 private:
  template <typename T>
  T get(uint64_t offset) const {
    T value{};
    if (!tryReadLe(bytes_, offset, value)) fail("the body is cut off");
    return value;
  }

  [[noreturn]] void fail(std::string_view detail, LoadErrorKind kind = LoadErrorKind::BadMethodBody) const {
    throwLoadError(kind, file_, detail, methodRid_ ? Table::MethodDef : Table::None, methodRid_);
  }

  void readSections(uint64_t position, MethodBody& body) const {
    for (bool more = true; more;) {
      position = (position + 3) & ~uint64_t{3};
      auto kind = get<uint8_t>(position);
      bool isFat = kind & kSectionFat;
      uint32_t size = isFat ? get<uint32_t>(position) >> 8 : get<uint8_t>(position + 1);
      uint32_t clauseSize = isFat ? kFatClause : kSmallClause;
      // Some compilers leave the 4 header bytes out of the size; the division hides that.
      uint32_t count = size / clauseSize;
      uint64_t end = position + std::max<uint64_t>(size, 4 + uint64_t{count} * clauseSize);
      if (end > bytes_.size()) fail("an exception section is cut off", LoadErrorKind::BadExceptionClause);
      if (kind & kSectionEhTable) {
        body.ehClauses.reserve(body.ehClauses.size() + count);
        for (uint32_t i = 0; i < count; ++i) readClause(position + 4 + uint64_t{i} * clauseSize, isFat, body);
      }
      more = kind & kSectionMore;
      position = end;
    }
  }

  void readClause(uint64_t at, bool isFat, MethodBody& body) const {
    EhClause clause;
    uint32_t flags;
    if (isFat) {
      flags = get<uint32_t>(at);
      clause.tryOffset = get<uint32_t>(at + 4);
      clause.tryLength = get<uint32_t>(at + 8);
      clause.handlerOffset = get<uint32_t>(at + 12);
      clause.handlerLength = get<uint32_t>(at + 16);
    } else {
      flags = get<uint16_t>(at);
      clause.tryOffset = get<uint16_t>(at + 2);
      clause.tryLength = get<uint8_t>(at + 4);
      clause.handlerOffset = get<uint16_t>(at + 5);
      clause.handlerLength = get<uint8_t>(at + 7);
    }
    auto last = get<uint32_t>(at + (isFat ? 20 : 8));
    auto bad = [&](std::string_view what) {
      fail("exception clause " + std::to_string(body.ehClauses.size()) + ": " + std::string(what),
           LoadErrorKind::BadExceptionClause);
    };
    auto isInside = [&](uint32_t offset, uint32_t length) {
      return length != 0 && spanHolds(body.code, offset, length);
    };
    if (!isInside(clause.tryOffset, clause.tryLength)) bad("the protected block lies outside the code");
    if (!isInside(clause.handlerOffset, clause.handlerLength)) bad("the handler lies outside the code");
    if (clause.tryOffset < clause.handlerEnd() && clause.handlerOffset < clause.tryEnd())
      bad("the protected block and its handler overlap");
    switch (flags) {
      case 0:
        clause.kind = EhKind::Catch;
        clause.classToken = Token(last);
        if (clause.classToken.isNil() ||
            !(clause.classToken.is(Table::TypeDef) || clause.classToken.is(Table::TypeRef) ||
              clause.classToken.is(Table::TypeSpec)))
          bad("the type caught is not a type token");
        break;
      case 1:
        clause.kind = EhKind::Filter;
        clause.filterOffset = last;
        // The filter block ends where its handler starts (III.1.7.1, II.19).
        if (last >= clause.handlerOffset) bad("the filter does not precede its handler");
        if (clause.tryOffset < clause.handlerOffset && last < clause.tryEnd())
          bad("the protected block and its filter overlap");
        break;
      case 2: clause.kind = EhKind::Finally; break;
      case 4: clause.kind = EhKind::Fault; break;
      default: bad("the kind is none of catch, filter, finally, fault");
    }
    body.ehClauses.push_back(clause);
  }

  ByteSpan bytes_;
  std::string_view file_;
  uint32_t methodRid_;
};

}  // namespace

MethodBody MethodBody::read(const Metadata& metadata, uint32_t rva, uint32_t methodRid) {
  ByteSpan bytes = metadata.image().from(rva);
  // Sections are aligned by address, so a fat header must be (II.25.4.3).
  if ((bytes[0] & 3) == kFatFormat && rva % 4 != 0)
    metadata.fail(LoadErrorKind::BadMethodBody, "the fat header is not aligned",
                  methodRid ? Table::MethodDef : Table::None, methodRid);
  MethodBody body = parse(bytes, metadata.path(), methodRid);
  if (body.localsSig.value) metadata.require(body.localsSig);
  for (const EhClause& clause : body.ehClauses)
    if (clause.kind == EhKind::Catch) metadata.require(clause.classToken);
  return body;
}

MethodBody MethodBody::parse(ByteSpan bytes, std::string_view file, uint32_t methodRid) {
  return BodyReader(bytes, file, methodRid).read();
}

void IlReader::fail(uint32_t offset, std::string_view detail) const {
  throwLoadError(LoadErrorKind::BadIl, file_,
                 "IL offset " + std::to_string(offset) + ": " + std::string(detail));
}

void IlReader::failTarget(uint32_t offset, int64_t target) const {
  fail(offset, "a branch leaves the code (target " + std::to_string(target) + ")");
}

void IlReader::failAt(uint32_t start) const {
  const bool isTwoByte = code_[start] == 0xFE;
  const size_t left = code_.size() - start;
  if (isTwoByte && left < 2) fail(start, "the code ends inside an instruction");
  const uint32_t place =
      isTwoByte ? OpcodeTable::placeOfTwoByte(code_[start + 1]) : OpcodeTable::placeOf(code_[start]);
  if (table_->operandAt(place) != OpcodeTable::kNoOpcode) fail(start, "the code ends inside an instruction");
  constexpr char kDigits[] = "0123456789abcdef";
  std::string value = "0x";
  for (uint8_t byte : code_.subspan(start, isTwoByte ? 2 : 1))
    value += {kDigits[byte >> 4], kDigits[byte & 15]};
  fail(start, "unknown opcode " + value);
}

void IlReader::readSwitch(const uint8_t* p, IlInstruction& out) {
  const auto count = loadLe<uint32_t>(p);
  const uint64_t end = out.nextOffset + uint64_t{count} * 4;
  if (end > code_.size()) fail(out.offset, "the code ends inside a switch");
  out.nextOffset = static_cast<uint32_t>(end);
  out.switchTargets = SwitchTargets(p + 4, count, out.nextOffset);
  for (uint32_t i = 0; i < count; ++i) branchTarget(out.nextOffset, loadLe<int32_t>(p + 4 + size_t{i} * 4));
}

bool IlReader::next(IlInstruction& out) {
  const uint32_t start = offset_;
  if (start >= code_.size()) return false;
  const uint8_t* p = code_.data() + start;
  const size_t left = code_.size() - start;
  uint32_t place = OpcodeTable::placeOf(*p++);
  uint32_t bytes = 1;
  if (place == 0xFE) {
    if (left < 2) [[unlikely]]
      failAt(start);
    place = OpcodeTable::placeOfTwoByte(*p++);
    bytes = 2;
  }
  const OpcodeInfo& row = table_->at(place);
  const OperandKind operand = table_->operandAt(place);
  out.offset = start;
  out.opcode = row.opcode;
  out.info = &row;
  if (operand == OperandKind::None) {
    out.nextOffset = offset_ = start + bytes;
    return true;
  }
  if (operand == OpcodeTable::kNoOpcode) [[unlikely]]
    failAt(start);
  bytes += operandSize(operand);
  if (bytes > left) [[unlikely]]
    failAt(start);
  out.nextOffset = start + bytes;
  switch (operand) {
    case OperandKind::None: break;
    case OperandKind::ShortVar: out.integer = *p; break;
    case OperandKind::Var: out.integer = loadLe<uint16_t>(p); break;
    case OperandKind::ShortI: out.integer = static_cast<int8_t>(*p); break;
    case OperandKind::I: out.integer = loadLe<int32_t>(p); break;
    case OperandKind::I8: out.integer = loadLe<int64_t>(p); break;
    case OperandKind::ShortR: out.real = loadLe<float>(p); break;
    case OperandKind::R: out.real = loadLe<double>(p); break;
    case OperandKind::ShortBrTarget:
      out.target = branchTarget(out.nextOffset, static_cast<int8_t>(*p));
      break;
    case OperandKind::BrTarget: out.target = branchTarget(out.nextOffset, loadLe<int32_t>(p)); break;
    case OperandKind::Switch: readSwitch(p, out); break;
    case OperandKind::Method:
    case OperandKind::Field:
    case OperandKind::Type:
    case OperandKind::String:
    case OperandKind::Tok:
    case OperandKind::Sig: out.token = Token(loadLe<uint32_t>(p)); break;
  }
  offset_ = out.nextOffset;
  return true;
}

}  // namespace minivm
