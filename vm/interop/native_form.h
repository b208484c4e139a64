// NativeForm: what a managed value looks like on the native side, and NativeLayout: the same for all fields
// of a structure. Both are pure descriptions, made once and shared; marshaller.h carries them out.
//
//      struct Record { bool Ok; [MarshalAs(ByValTStr, SizeConst = 8)] string Name; int[] Skipped … }
//      managed   Ok 1 byte │ Name reference                native   Ok 4 bytes │ Name char[8]
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "vm/entry/call_shape.h"
#include "vm/types/type_handle.h"

namespace minivm {

class Module;
class Runtime;
struct FieldDesc;

/// How a value is converted.
enum class FormKind : uint8_t {
  Copy,            ///< its bytes are the same on both sides
  Bool,            ///< `bytes` of 4 (BOOL), 2 (VARIANT_BOOL) or 1; any non-zero is true
  AnsiChar,        ///< one byte
  Text,            ///< string as a pointer to a terminated text
  Builder,         ///< StringBuilder as a pointer to a buffer of its capacity
  FixedText,       ///< string inside the structure, `count` units
  FixedArray,      ///< array inside the structure, `count` elements
  Array,           ///< array as a pointer to its first element
  Struct,          ///< structure (or formatted class inside one) field by field
  Class,           ///< formatted class as a pointer to its structure
  StructPointer,   ///< value type passed as a pointer to it (LPStruct)
  Delegate,        ///< function pointer
  SafeHandle,      ///< the handle of a SafeHandle, which is kept open for the call
  CriticalHandle,  ///< the handle of a CriticalHandle
  HandleRef,       ///< the handle of a HandleRef
};

/// Encoding of a text, and what lies around it.
enum class TextForm : uint8_t {
  Utf8,      ///< NUL-terminated bytes (LPStr, LPUTF8Str)
  Utf16,     ///< NUL-terminated units (LPWStr)
  BStr,      ///< units behind their length in bytes (BSTR)
  AnsiBStr,  ///< bytes behind their length
};

struct NativeLayout;

/// The native side of one value. Immutable; what it points to lives as long as the runtime.
struct NativeForm {
  FormKind kind = FormKind::Copy;
  TextForm text = TextForm::Utf8;
  uint32_t bytes = 0;                    ///< on the native side; pointers are 8
  uint32_t alignment = 1;                ///< on the native side
  uint32_t count = 0;                    ///< FixedText, FixedArray: elements; Array: SizeConst
  int32_t countParameter = -1;           ///< Array: SizeParamIndex, −1 when not given
  TypeHandle type;                       ///< managed, exact
  const NativeForm* element = nullptr;   ///< FixedArray, Array
  const NativeLayout* layout = nullptr;  ///< Struct, Class

  bool isReference() const { return type.stackKind() == StackKind::O; }
  /// Native memory hangs off it that has to be given back.
  bool ownsMemory() const;
};

/// One field of a structure, inherited ones included.
struct NativeField {
  const FieldDesc* field;
  uint32_t offset;  ///< on the native side
  NativeForm form;
};

/// The native side of a value type or formatted class. Immutable.
struct NativeLayout {
  MethodTable* type;
  std::span<const NativeField> fields;
  NativeStruct placement;  ///< size, alignment, registers
  bool isBlittable;        ///< the bytes are the same on both sides
  bool ownsMemory;         ///< a field does
  const NativeField* find(const FieldDesc* field) const;
};

/// MarshalAs as metadata has it (ECMA-335 II.23.4 and UnmanagedType).
struct MarshalSpec {
  uint8_t native = 0;  ///< UnmanagedType, 0 when there is none
  uint8_t element = 0;
  uint32_t count = 0;
  int32_t countParameter = -1;
};

/// What surrounds a value.
struct FormContext {
  enum class Place : uint8_t { Parameter, Result, Field, Element };
  Place place = Place::Parameter;
  bool isUnicode = false;  ///< CharSet.Unicode
  /// [DisableRuntimeMarshalling]: everything travels as it is, or not at all.
  bool isMarshallingOff = false;
  bool isByRef = false;
  int depth = 0;  ///< structures around it
};

/// Why a value has no native form, in CoreCLR's words.
struct FormRefusal {
  std::string reason;
};

/// The MarshalAs of a Field or Param row, empty when it has none.
MarshalSpec marshalSpecOf(const Module& module, Token row);
/// The native form of a type. Throws FormRefusal; LoadFailure when types cannot be loaded or a field of a
/// structure cannot be marshalled. Never collects.
NativeForm formOf(Runtime& runtime, TypeHandle type, const MarshalSpec& spec, const FormContext& context);
/// The native layout of a value type or formatted class, the same one each time. FormRefusal or LoadFailure
/// as above. `depth`: structures around it.
const NativeLayout& nativeLayoutOf(Runtime& runtime, MethodTable* type, int depth = 0);
/// True for a class or value type with sequential or explicit layout.
bool hasNativeLayout(const MethodTable* type);
/// True if `type` is the core library's type of this name or derives from it.
bool derivesFromCore(const MethodTable* type, std::string_view nameSpace, std::string_view name);

}  // namespace minivm
