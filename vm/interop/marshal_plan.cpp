#include "vm/interop/marshal_plan.h"

#include <algorithm>

#include "loader/metadata.h"
#include "vm/runtime.h"
#include "vm/types/load_failure.h"
#include "vm/types/module.h"

namespace minivm {
namespace {

// Native types of MarshalAs (ECMA-335 II.23.4 and UnmanagedType).
constexpr uint8_t kNativeBool = 0x02, kNativeI1 = 0x03, kNativeU1 = 0x04, kNativeLPStr = 0x14,
                  kNativeLPWStr = 0x15, kNativeLPArray = 0x2A, kNativeLPUtf8Str = 0x30,
                  kNativeFunction = 0x26;
constexpr uint32_t kLayoutMask = 0x18, kStringFormatMask = 0x30000, kUnicodeClass = 0x10000;
constexpr int kMaxNesting = 64;

/// The Param row of parameter `number` (0 = the result), 0 when there is none.
uint32_t paramRow(const MarshalHints& hints, uint32_t number) {
  if (!hints.module || hints.methodToken.isNil()) return 0;
  const Metadata& metadata = hints.module->metadata();
  for (uint32_t rid : metadata.paramsOf(hints.methodToken.rid())) {
    if (metadata.param(rid).sequence == number) return rid;
  }
  return 0;
}

/// First byte of the MarshalAs blob, 0 when there is none.
uint8_t marshalAs(const MarshalHints& hints, uint32_t row) {
  if (row == 0) return 0;
  auto blob = hints.module->metadata().fieldMarshalOf(Token::make(Table::Param, row));
  if (!blob) return 0;
  ByteSpan bytes = hints.module->metadata().blob(*blob);
  return bytes.empty() ? 0 : bytes[0];
}

/// True for a value type whose managed bytes are its native bytes. `why` tells what is in the way.
bool isBlittable(const MethodTable* type, bool anyUnmanaged, std::string& why, int depth = 0) {
  if (depth > kMaxNesting) return false;
  const EEClass& eeClass = *type->eeClass;
  if (type->containsGcPointers()) {
    why = "holds references";
    return false;
  }
  if (type->isTruePrimitive() || type->isEnum()) return true;
  if (!anyUnmanaged && (eeClass.attributes & kLayoutMask) == 0) {
    why = "has no sequential or explicit layout";
    return false;
  }
  for (const FieldDesc& field : eeClass.fields) {
    if (field.isStatic()) continue;
    if (field.kind == StackKind::O || field.kind == StackKind::ByRef) {
      why = "holds references";
      return false;
    }
    if (field.kind == StackKind::Struct &&
        !isBlittable(field.type.asMethodTable(), anyUnmanaged, why, depth + 1))
      return false;
    if (anyUnmanaged) continue;
    if (field.elementType == ElementType::Boolean) {
      why = "has a bool field, which is 4 bytes in native code";
      return false;
    }
    if (field.elementType == ElementType::Char && (eeClass.attributes & kStringFormatMask) != kUnicodeClass) {
      why = "has a char field, which is 1 byte in native code";
      return false;
    }
  }
  return true;
}

/// What is passed, for the messages: `parameter 2 (name)`.
std::string placeName(const MarshalHints& hints, uint32_t number, uint32_t row) {
  if (number == 0) return "the result";
  std::string place = "parameter " + std::to_string(number);
  if (row != 0) {
    std::string_view name = hints.module->metadata().string(hints.module->metadata().param(row).name);
    if (!name.empty()) place += " (" + std::string(name) + ")";
  }
  return place;
}

bool isPlainElement(TypeHandle element, const MarshalHints& hints, std::string& why) {
  if (element.isTypeDesc()) {
    return element.asTypeDesc()->kind == ElementType::Ptr || element.asTypeDesc()->kind == ElementType::FnPtr;
  }
  ElementType kind = element.reducedElementType();
  if (!element.isValueType()) return false;
  if (kind == ElementType::Boolean) return hints.isRuntimeMarshallingOff;
  if (kind == ElementType::Char) return hints.isUnicode || hints.isRuntimeMarshallingOff;
  return isBlittable(element.asMethodTable(), hints.isRuntimeMarshallingOff, why);
}

/// A reference argument.
MarshalWay referenceWay(TypeHandle type, const MarshalHints& hints, uint8_t as, std::string& why) {
  if (type.isNull() || type.isTypeDesc()) return MarshalWay::Plain;
  const MethodTable* mt = type.asMethodTable();
  if (mt->isString()) {
    if (as == kNativeLPUtf8Str || as == kNativeLPStr) return MarshalWay::Utf8String;
    if (as == kNativeLPWStr) return MarshalWay::Utf16String;
    if (as == 0) return hints.isUnicode ? MarshalWay::Utf16String : MarshalWay::Utf8String;
    why = "this MarshalAs of a string is not supported";
    return MarshalWay::Plain;
  }
  if (mt->isSzArray()) {
    if ((as == 0 || as == kNativeLPArray) && isPlainElement(mt->elementType(), hints, why))
      return MarshalWay::Array;
    if (why.empty()) why = "only arrays of blittable elements are supported";
    return MarshalWay::Plain;
  }
  if (mt->isDelegate()) {
    if (as == 0 || as == kNativeFunction) return MarshalWay::Delegate;
  }
  why = "only strings, arrays of blittable elements and delegates travel by reference";
  return MarshalWay::Plain;
}

}  // namespace

bool PInvokePlan::isPlain() const {
  return !setLastError && ret == MarshalWay::Plain &&
         std::all_of(args.begin(), args.end(), [](MarshalWay way) { return way == MarshalWay::Plain; });
}

MarshalWay marshalWayOf(const MethodSig& sig, int index, TypeHandle exactType, const MarshalHints& hints,
                        MarshalDirection direction, const std::string& who) {
  const ArgInfo& info = index < 0 ? sig.ret : sig.args[static_cast<size_t>(index)];
  uint32_t number = index < 0 ? 0 : static_cast<uint32_t>(index) + (sig.hasThis ? 0 : 1);
  uint32_t row = paramRow(hints, number);
  uint8_t as = marshalAs(hints, row);
  std::string why;
  auto refuse = [&]() {
    std::string type = exactType.isNull() ? "" : " of type " + exactType.toString();
    throw LoadFailure(LoadFailureKind::NotSupported, who + ": " + placeName(hints, number, row) + type +
                                                         " cannot be marshalled" +
                                                         (why.empty() ? "" : ": " + why));
  };
  bool off = hints.isRuntimeMarshallingOff;
  switch (info.kind) {
    case StackKind::Void:
    case StackKind::I8:
    case StackKind::I:
    case StackKind::F4:
    case StackKind::F8: return MarshalWay::Plain;
    case StackKind::I4:
      if (info.element == ElementType::Boolean) {
        if (off || as == kNativeI1 || as == kNativeU1) return MarshalWay::ByteBool;
        if (as == 0 || as == kNativeBool) return MarshalWay::Bool;
        why = "this MarshalAs of a bool is not supported";
        refuse();
      }
      if (info.element == ElementType::Char && !off && !hints.isUnicode) {
        if (direction == MarshalDirection::ToNative && index >= 0) return MarshalWay::AnsiChar;
        why = "a char without CharSet.Unicode is supported as a parameter only";
        refuse();
      }
      return MarshalWay::Plain;
    case StackKind::Struct:
      if (!isBlittable(exactType.asMethodTable(), off, why)) refuse();
      return MarshalWay::Plain;
    case StackKind::ByRef: {
      TypeHandle element = exactType.isTypeDesc() ? exactType.asTypeDesc()->element : TypeHandle();
      if (index >= 0 && !element.isNull() && isPlainElement(element, hints, why)) {
        return direction == MarshalDirection::ToNative ? MarshalWay::ByRef : MarshalWay::Plain;
      }
      if (why.empty()) why = "only byrefs to blittable types are supported, and not as results";
      refuse();
      break;
    }
    case StackKind::O:
      if (off || direction == MarshalDirection::ToManaged || index < 0) {
        why = off ? "its assembly has DisableRuntimeMarshalling"
                  : "references are supported as parameters to native code only";
        refuse();
      }
      MarshalWay way = referenceWay(exactType, hints, as, why);
      if (way == MarshalWay::Plain) refuse();
      return way;
  }
  refuse();
  return MarshalWay::Plain;
}

}  // namespace minivm
