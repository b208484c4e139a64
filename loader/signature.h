#pragma once
#include <cstdint>
#include <string>
#include <string_view>

#include "loader/token.h"
#include "vm/support/span.h"

namespace minivm {

class Metadata;

/// The element types of signatures (ECMA-335 II.23.1.16).
enum class ElementType : uint8_t {
  End = 0x00,
  Void = 0x01,
  Boolean = 0x02,
  Char = 0x03,
  I1 = 0x04,
  U1 = 0x05,
  I2 = 0x06,
  U2 = 0x07,
  I4 = 0x08,
  U4 = 0x09,
  I8 = 0x0A,
  U8 = 0x0B,
  R4 = 0x0C,
  R8 = 0x0D,
  String = 0x0E,
  Ptr = 0x0F,
  ByRef = 0x10,
  ValueType = 0x11,
  Class = 0x12,
  Var = 0x13,
  Array = 0x14,
  GenericInst = 0x15,
  TypedByRef = 0x16,
  I = 0x18,
  U = 0x19,
  FnPtr = 0x1B,
  Object = 0x1C,
  SzArray = 0x1D,
  MVar = 0x1E,
  CModReqd = 0x1F,
  CModOpt = 0x20,
  Internal = 0x21,
  Modifier = 0x40,
  Sentinel = 0x41,
  Pinned = 0x45,
  // Only in custom attribute values and named arguments (II.23.3)
  AttributeType = 0x50,
  AttributeBoxed = 0x51,
  AttributeField = 0x53,
  AttributeProperty = 0x54,
  AttributeEnum = 0x55,
};

/// The first byte of a signature: low nibble kind, high bits flags (II.23.2.1-3, II.15.3).
enum SigKind : uint8_t {
  kSigDefault = 0x0,
  kSigC = 0x1,
  kSigStdCall = 0x2,
  kSigThisCall = 0x3,
  kSigFastCall = 0x4,
  kSigVarArg = 0x5,
  kSigField = 0x6,
  kSigLocals = 0x7,
  kSigProperty = 0x8,
  kSigUnmanaged = 0x9,
  kSigGenericInst = 0xA,
  kSigKindMask = 0xF,
  kSigGeneric = 0x10,
  kSigHasThis = 0x20,
  kSigExplicitThis = 0x40,
};

/// How deep types may nest before a signature is refused.
inline constexpr uint32_t kMaxSigDepth = 100;

/// Reads one signature blob from front to back. Every read is checked and throws BadSignature. A value type:
/// copy it to remember a place.
class SigCursor {
 public:
  SigCursor() = default;
  /// `file` is used in messages and must outlive the cursor.
  explicit SigCursor(ByteSpan bytes, std::string_view file = {}) : bytes_(bytes), file_(file) {}
  /// The blob `signature` of `metadata`.
  SigCursor(const Metadata& metadata, BlobIdx signature);

  bool atEnd() const { return position_ == bytes_.size(); }
  uint32_t position() const { return position_; }
  uint32_t size() const { return static_cast<uint32_t>(bytes_.size()); }
  ByteSpan bytes() const { return bytes_; }
  /// The bytes from `start` (an earlier position()) to here.
  ByteSpan since(uint32_t start) const { return bytes_.subspan(start, position_ - start); }

  uint8_t peek() const {
    if (atEnd()) fail("signature ends early");
    return bytes_[position_];
  }
  uint8_t readByte() {
    uint8_t byte = peek();
    ++position_;
    return byte;
  }
  /// A little-endian fixed-width value (custom attribute blobs, constants).
  template <typename T>
  T readFixed() {
    T value{};
    if (!tryReadLe(bytes_, position_, value)) fail("signature ends early");
    position_ += sizeof(T);
    return value;
  }
  /// The next `count` bytes.
  ByteSpan readBytes(uint32_t count);
  /// A compressed unsigned integer (II.23.2), at most 0x1FFFFFFF.
  uint32_t readCompressed();
  /// A compressed signed integer (II.23.2).
  int32_t readCompressedSigned();
  ElementType readElementType() { return static_cast<ElementType>(readByte()); }
  ElementType peekElementType() const { return static_cast<ElementType>(peek()); }
  /// A TypeDefOrRefOrSpecEncoded (II.23.2.8); the row is not checked.
  Token readTypeDefOrRef();
  /// A count of things still to come: throws when it exceeds the bytes left, as each takes at least one.
  uint32_t readCount();
  /// Skips CMOD_REQD, CMOD_OPT and their types; true when there were any.
  bool skipModifiers();
  /// Skips one whole Type with its modifiers; also accepts Void, ByRef, TypedByRef, Pinned and Sentinel.
  void skipType() { skipType(0); }
  /// Skips a whole MethodDefSig/MethodRefSig/FnPtr signature.
  void skipMethodSig() { skipMethodSig(0); }

  [[noreturn]] void fail(std::string_view detail) const;

 private:
  void skipType(uint32_t depth);
  void skipMethodSig(uint32_t depth);

  ByteSpan bytes_;
  std::string_view file_;
  uint32_t position_ = 0;
};

/// The head of a method or property signature; the cursor then stands at the return type.
struct MethodSigHeader {
  uint8_t callConv = 0;  ///< the low nibble: kSigDefault, kSigVarArg, kSigUnmanaged, kSigProperty, ...
  bool hasThis = false;
  bool explicitThis = false;
  uint32_t genericCount = 0;
  uint32_t paramCount = 0;

  bool isVarArg() const { return callConv == kSigVarArg; }
};

/// Reads a MethodDefSig, MethodRefSig, StandAloneMethodSig or PropertySig up to the return type.
MethodSigHeader readMethodHeader(SigCursor& cursor);
/// Reads the FIELD byte; the cursor then stands at the (possibly modified) type.
void readFieldHeader(SigCursor& cursor);
/// Reads LOCAL_SIG and the number of locals.
uint32_t readLocalsHeader(SigCursor& cursor);
/// Reads GENERICINST of a MethodSpec and the number of type arguments.
uint32_t readMethodSpecHeader(SigCursor& cursor);

/// One type as ilasm writes it: `class [mscorlib]System.Collections.Generic.List`1<int32>`.
std::string printType(const Metadata& metadata, SigCursor& cursor);
/// A token of TypeDef, TypeRef or TypeSpec as ilasm writes it, without `class`/`valuetype` for the first two.
std::string printTypeToken(const Metadata& metadata, Token token);
/// `instance void Ns.Type::Name<T>(int32, string)`; the name part is omitted when `name` is empty.
std::string printMethodSig(const Metadata& metadata, SigCursor& cursor, std::string_view name = {});
/// The type of a field signature.
std::string printFieldSig(const Metadata& metadata, SigCursor& cursor);
/// `int32, class Foo, pinned uint8&`.
std::string printLocals(const Metadata& metadata, SigCursor& cursor);
/// `<int32, string>` of a MethodSpec instantiation.
std::string printMethodSpec(const Metadata& metadata, SigCursor& cursor);
/// Whatever kind the first byte announces.
std::string printSignature(const Metadata& metadata, SigCursor& cursor);

}  // namespace minivm
