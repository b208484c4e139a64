#include "loader/signature.h"

#include "loader/load_error.h"
#include "loader/metadata.h"

// Reading signatures: ECMA-335 II.23.2. Printing is in signature_print.cpp.

namespace minivm {

SigCursor::SigCursor(const Metadata& metadata, BlobIdx signature)
    : bytes_(metadata.blob(signature)), file_(metadata.path()) {}

void SigCursor::fail(std::string_view detail) const {
  throwLoadError(
      LoadErrorKind::BadSignature, file_,
      std::string(detail) + " at byte " + std::to_string(position_) + " of " + std::to_string(size()));
}

ByteSpan SigCursor::readBytes(uint32_t count) {
  ByteSpan result;
  if (!trySlice(bytes_, position_, count, result)) fail("signature ends early");
  position_ += count;
  return result;
}

uint32_t SigCursor::readCompressed() {
  uint32_t b = readByte();
  if ((b & 0x80) == 0) return b;
  if ((b & 0xC0) == 0x80) return (b & 0x3F) << 8 | readByte();
  if ((b & 0xE0) != 0xC0) fail("malformed compressed integer");
  ByteSpan more = readBytes(3);
  return (b & 0x1F) << 24 | uint32_t{more[0]} << 16 | uint32_t{more[1]} << 8 | more[2];
}

// The sign is the lowest bit; the width of the value depends on the bytes it took.
int32_t SigCursor::readCompressedSigned() {
  uint32_t start = position_;
  uint32_t raw = readCompressed();
  auto value = static_cast<int32_t>(raw >> 1);
  if (!(raw & 1)) return value;
  switch (position_ - start) {
    case 1: return value - 0x40;
    case 2: return value - 0x2000;
    default: return value - 0x10000000;
  }
}

Token SigCursor::readTypeDefOrRef() {
  static constexpr Table kTables[] = {Table::TypeDef, Table::TypeRef, Table::TypeSpec};
  uint32_t coded = readCompressed();
  if ((coded & 3) == 3) fail("a type reference has tag 3");
  if (coded >> 2 > 0x00FFFFFF) fail("a type reference has a row beyond 24 bits");
  return Token::make(kTables[coded & 3], coded >> 2);
}

uint32_t SigCursor::readCount() {
  uint32_t count = readCompressed();
  if (count > size() - position_) fail("a count of " + std::to_string(count) + " exceeds the bytes left");
  return count;
}

bool SigCursor::skipModifiers() {
  bool any = false;
  while (!atEnd() &&
         (peekElementType() == ElementType::CModReqd || peekElementType() == ElementType::CModOpt)) {
    readByte();
    readTypeDefOrRef();
    any = true;
  }
  return any;
}

void SigCursor::skipType(uint32_t depth) {
  if (depth > kMaxSigDepth) fail("types nest too deeply");
  skipModifiers();
  switch (ElementType type = readElementType()) {
    case ElementType::Void:
    case ElementType::Boolean:
    case ElementType::Char:
    case ElementType::I1:
    case ElementType::U1:
    case ElementType::I2:
    case ElementType::U2:
    case ElementType::I4:
    case ElementType::U4:
    case ElementType::I8:
    case ElementType::U8:
    case ElementType::R4:
    case ElementType::R8:
    case ElementType::String:
    case ElementType::TypedByRef:
    case ElementType::I:
    case ElementType::U:
    case ElementType::Object: return;
    case ElementType::Ptr:
    case ElementType::ByRef:
    case ElementType::SzArray:
    case ElementType::Pinned:
    case ElementType::Sentinel: return skipType(depth + 1);
    case ElementType::ValueType:
    case ElementType::Class: readTypeDefOrRef(); return;
    case ElementType::Var:
    case ElementType::MVar: readCompressed(); return;
    case ElementType::Array: {
      skipType(depth + 1);
      readCompressed();  // rank
      for (uint32_t sizes = readCount(); sizes; --sizes) readCompressed();
      for (uint32_t bounds = readCount(); bounds; --bounds) readCompressedSigned();
      return;
    }
    case ElementType::GenericInst: {
      ElementType kind = readElementType();
      if (kind != ElementType::Class && kind != ElementType::ValueType)
        fail("a generic instance is neither class nor value type");
      readTypeDefOrRef();
      for (uint32_t count = readCount(); count; --count) skipType(depth + 1);
      return;
    }
    case ElementType::FnPtr: return skipMethodSig(depth + 1);
    default: fail("element type " + std::to_string(static_cast<uint32_t>(type)) + " is no type");
  }
}

void SigCursor::skipMethodSig(uint32_t depth) {
  if (depth > kMaxSigDepth) fail("types nest too deeply");
  MethodSigHeader header = readMethodHeader(*this);
  skipType(depth + 1);  // the return type
  for (uint32_t i = 0; i < header.paramCount; ++i) skipType(depth + 1);
}

MethodSigHeader readMethodHeader(SigCursor& cursor) {
  uint8_t first = cursor.readByte();
  MethodSigHeader header;
  header.callConv = first & kSigKindMask;
  header.hasThis = first & kSigHasThis;
  header.explicitThis = first & kSigExplicitThis;
  bool isMethod = header.callConv <= kSigVarArg || header.callConv == kSigUnmanaged;
  if (!isMethod && header.callConv != kSigProperty) cursor.fail("not a method or property signature");
  if (first & kSigGeneric) header.genericCount = cursor.readCompressed();
  header.paramCount = cursor.readCount();
  return header;
}

void readFieldHeader(SigCursor& cursor) {
  if ((cursor.readByte() & kSigKindMask) != kSigField) cursor.fail("not a field signature");
}

uint32_t readLocalsHeader(SigCursor& cursor) {
  if (cursor.readByte() != kSigLocals) cursor.fail("not a local variable signature");
  uint32_t count = cursor.readCount();
  if (count > 0xFFFE) cursor.fail("more than 65534 local variables");  // II.23.2.6
  return count;
}

uint32_t readMethodSpecHeader(SigCursor& cursor) {
  if (cursor.readByte() != kSigGenericInst) cursor.fail("not a generic method instantiation");
  uint32_t count = cursor.readCount();
  if (count == 0) cursor.fail("a generic method instantiation without arguments");
  return count;
}

}  // namespace minivm
