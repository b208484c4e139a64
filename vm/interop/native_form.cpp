// Which native form a managed type has: the rules of MarshalAs and CharSet, with CoreCLR's words where there
// is none.
#include "vm/interop/native_form.h"

#include <algorithm>

#include "loader/metadata.h"
#include "loader/signature.h"
#include "vm/interop/interop_state.h"
#include "vm/runtime.h"
#include "vm/types/load_failure.h"
#include "vm/types/module.h"

namespace minivm {
namespace {

/// UnmanagedType, which MarshalAs blobs start with (II.23.4).
enum Native : uint8_t {
  kNone = 0,
  kBool = 0x02,
  kI1 = 0x03,
  kU1 = 0x04,
  kI2 = 0x05,
  kU2 = 0x06,
  kI4 = 0x07,
  kU4 = 0x08,
  kI8 = 0x09,
  kU8 = 0x0A,
  kR4 = 0x0B,
  kR8 = 0x0C,
  kBStr = 0x13,
  kLPStr = 0x14,
  kLPWStr = 0x15,
  kLPTStr = 0x16,
  kByValTStr = 0x17,
  kStruct = 0x1B,
  kByValArray = 0x1E,
  kSysInt = 0x1F,
  kSysUInt = 0x20,
  kAnsiBStr = 0x23,
  kTBStr = 0x24,
  kVariantBool = 0x25,
  kFunctionPtr = 0x26,
  kLPArray = 0x2A,
  kLPStruct = 0x2B,
  kCustomMarshaler = 0x2C,
  kError = 0x2D,
  kLPUtf8Str = 0x30,
  kUnspecified = 0x50,
};

constexpr uint32_t kLayoutMask = 0x18, kExplicitLayout = 0x10;
constexpr uint32_t kStringFormatMask = 0x30000, kUnicodeClass = 0x10000;
constexpr std::string_view kNoInterfaces = "Marshaling to and from COM interface pointers isn't supported";
constexpr int kMaxNesting = 64;
constexpr uint32_t kPointerBytes = 8;

[[noreturn]] void refuse(std::string reason) {
  throw FormRefusal{std::move(reason)};
}
[[noreturn]] void refusePair(std::string_view rule) {
  refuse("Invalid managed/unmanaged type combination (" + std::string(rule) + ").");
}

NativeForm pointerForm(FormKind kind, TypeHandle type) {
  NativeForm form;
  form.kind = kind;
  form.type = type;
  form.bytes = form.alignment = kPointerBytes;
  return form;
}
NativeForm scalarForm(TypeHandle type, uint32_t bytes, FormKind kind = FormKind::Copy) {
  NativeForm form;
  form.kind = kind;
  form.type = type;
  form.bytes = form.alignment = bytes;
  return form;
}

bool isOneOf(uint8_t native, std::initializer_list<uint8_t> allowed) {
  return native == kNone || native == kUnspecified ||
         std::find(allowed.begin(), allowed.end(), native) != allowed.end();
}

/// Integers, floats, enums, bool and char.
NativeForm primitiveForm(TypeHandle type, ElementType element, uint8_t native, const FormContext& context) {
  const uint32_t bytes = type.sizeBytes();
  const bool off = context.isMarshallingOff;
  auto require = [&](std::initializer_list<uint8_t> allowed, std::string_view rule) {
    if (!isOneOf(native, allowed)) refusePair(rule);
  };
  switch (element) {
    case ElementType::Boolean:
      require({kBool, kI1, kU1, kVariantBool}, "booleans must be paired with I1, U1, or Bool");
      if (off) return scalarForm(type, bytes);
      if (native == kI1 || native == kU1) return scalarForm(type, 1, FormKind::Bool);
      return scalarForm(type, native == kVariantBool ? 2 : 4, FormKind::Bool);
    case ElementType::Char:
      require({kI1, kU1, kI2, kU2}, "chars must be paired with I1, I2, U1, or U2");
      if (off || native == kI2 || native == kU2) return scalarForm(type, bytes);
      if (native == kI1 || native == kU1 || !context.isUnicode)
        return scalarForm(type, 1, FormKind::AnsiChar);
      return scalarForm(type, bytes);
    case ElementType::I1:
    case ElementType::U1: require({kI1, kU1}, "Byte/SByte must be paired with I1 or U1"); break;
    case ElementType::I2:
    case ElementType::U2: require({kI2, kU2}, "Int16/UInt16 must be paired with I2 or U2"); break;
    case ElementType::I4:
    case ElementType::U4: require({kI4, kU4, kError}, "Int32/UInt32 must be paired with I4 or U4"); break;
    case ElementType::I8:
    case ElementType::U8: require({kI8, kU8}, "Int64/UInt64 must be paired with I8 or U8"); break;
    case ElementType::I:
    case ElementType::U:
      require({kSysInt, kSysUInt}, "Int/UInt must be paired with SysInt or SysUInt");
      break;
    case ElementType::R4: require({kR4}, "Single must be paired with R4"); break;
    case ElementType::R8: require({kR8}, "Double must be paired with R8"); break;
    default: break;
  }
  return scalarForm(type, bytes);
}

NativeForm textForm(TypeHandle type, const MarshalSpec& spec, const FormContext& context, FormKind kind) {
  NativeForm form = pointerForm(kind, type);
  switch (spec.native) {
    case kNone:
    case kUnspecified: form.text = context.isUnicode ? TextForm::Utf16 : TextForm::Utf8; break;
    case kLPStr:
    case kLPUtf8Str: form.text = TextForm::Utf8; break;
    case kLPTStr:
    case kLPWStr: form.text = TextForm::Utf16; break;
    case kBStr:
    case kTBStr: form.text = TextForm::BStr; break;
    case kAnsiBStr: form.text = TextForm::AnsiBStr; break;
    case kByValTStr:
      if (context.place != FormContext::Place::Field || kind != FormKind::Text)
        refuse("Invalid managed/unmanaged type combination.");
      if (spec.count == 0) refuse("The length for ByValTStr strings cannot be zero.");
      form.kind = FormKind::FixedText;
      form.text = context.isUnicode ? TextForm::Utf16 : TextForm::Utf8;
      form.count = spec.count;
      form.alignment = context.isUnicode ? 2 : 1;
      if (spec.count > (1u << 27)) refuse("The length of a ByValTStr string is too big.");
      form.bytes = spec.count * form.alignment;
      break;
    default:
      if (kind == FormKind::Builder)
        refusePair("StringBuilders must be paired with LPStr, LPWStr, or LPTStr");
      refusePair(context.place == FormContext::Place::Field
                     ? "String fields must be paired with LPStr, LPWStr, LPTStr, or ByValTStr"
                     : "String parameters and return types must be paired with LPStr, LPWStr, or LPTStr");
  }
  if (kind == FormKind::Builder && (form.text == TextForm::BStr || form.text == TextForm::AnsiBStr))
    refusePair("StringBuilders must be paired with LPStr, LPWStr, or LPTStr");
  return form;
}

NativeForm structForm(Runtime& runtime, MethodTable* type, const FormContext& context) {
  NativeForm form;
  form.type = type;
  if (context.isMarshallingOff) {
    if (type->containsGcPointers() || type->isByRefLike())
      refuse("There is no marshaling support for this type.");
    if ((type->eeClass->attributes & kLayoutMask) == 0)
      refuse("Structures marked with [StructLayout(LayoutKind.Auto)] cannot be marshaled.");
    form.bytes = type->eeClass->instanceBytes;
    form.alignment = type->eeClass->alignment;
    return form;
  }
  const NativeLayout& layout = nativeLayoutOf(runtime, type, context.depth);
  form.kind = layout.isBlittable ? FormKind::Copy : FormKind::Struct;
  form.layout = &layout;
  form.bytes = layout.placement.bytes;
  form.alignment = layout.placement.alignment;
  return form;
}

NativeForm valueForm(Runtime& runtime, MethodTable* type, const MarshalSpec& spec,
                     const FormContext& context) {
  const bool isParameter = context.place != FormContext::Place::Field;
  if (derivesFromCore(type, "System.Runtime.InteropServices", "HandleRef")) {
    if (context.isByRef || context.place != FormContext::Place::Parameter)
      refuse("HandleRefs cannot be marshaled ByRef or from unmanaged to managed.");
    return pointerForm(FormKind::HandleRef, type);
  }
  if (!context.isMarshallingOff && type->isNullable())
    refuse("Non-blittable generic types cannot be marshaled.");
  if (spec.native == kLPStruct && isParameter && !context.isByRef && !context.isMarshallingOff &&
      (derivesFromCore(type, "System", "Guid") || derivesFromCore(type, "System", "Decimal")))
    return pointerForm(FormKind::StructPointer, type);
  if (!isOneOf(spec.native, {kStruct})) {
    if (derivesFromCore(type, "System", "Guid"))
      refusePair("the Guid class must be paired with Struct or LPStruct");
    refusePair("this value type must be paired with Struct");
  }
  if ((type->eeClass->attributes & kLayoutMask) == 0)
    refuse("Structures marked with [StructLayout(LayoutKind.Auto)] cannot be marshaled.");
  NativeForm form = structForm(runtime, type, context);
  if (type->isGenericInstance() && form.kind == FormKind::Struct)
    refuse("Non-blittable generic types cannot be marshaled.");
  return form;
}

const NativeForm* keep(Runtime& runtime, const NativeForm& form) {
  InteropState& state = runtime.interop();
  std::lock_guard guard(state.mutex);
  return state.arena.make<NativeForm>(form);
}

NativeForm arrayForm(Runtime& runtime, MethodTable* type, const MarshalSpec& spec,
                     const FormContext& context) {
  const bool isField = context.place == FormContext::Place::Field;
  if (isField && spec.native != kByValArray) refusePair("Array fields must be paired with ByValArray");
  if (context.place == FormContext::Place::Element)
    refuse("There is no marshaling support for nested arrays.");
  if (!isField && !isOneOf(spec.native, {kLPArray}))
    refusePair("Arrays can only be marshaled as LPArray or ByValArray");
  if (context.place == FormContext::Place::Result) refuse("Invalid managed/unmanaged type combination.");
  MarshalSpec elementSpec;
  elementSpec.native = spec.element;
  FormContext inside = context;
  inside.place = FormContext::Place::Element;
  inside.isByRef = false;
  const TypeHandle elementType = type->elementType();
  const NativeForm* element = keep(runtime, formOf(runtime, elementType, elementSpec, inside));
  if (element->kind == FormKind::SafeHandle) refusePair("Arrays of SafeHandles are not supported");
  if (element->kind == FormKind::CriticalHandle) refusePair("Arrays of CriticalHandles are not supported");
  NativeForm form = pointerForm(isField ? FormKind::FixedArray : FormKind::Array, type);
  form.element = element;
  form.count = spec.count;
  form.countParameter = spec.countParameter;
  if (isField) {
    if (spec.count == 0) refuse("Fixed sized array fields cannot have a SizeConst of zero.");
    if (spec.count > (1u << 27) / std::max(element->bytes, 1u)) refuse("The array is too big.");
    form.bytes = spec.count * element->bytes;
    form.alignment = element->alignment;
  } else if (!type->isSzArray() && element->kind != FormKind::Copy) {
    refuse("Invalid managed/unmanaged type combination.");
  }
  return form;
}

NativeForm classForm(Runtime& runtime, MethodTable* type, const MarshalSpec& spec,
                     const FormContext& context) {
  using Place = FormContext::Place;
  const bool isField = context.place == Place::Field;
  if (derivesFromCore(type, "System.Text", "StringBuilder")) {
    if (isField)
      refuse(
          "Struct or class fields cannot be of type StringBuilder. The same effect can usually be achieved "
          "by "
          "using a String field and preinitializing it to a string with length matching the length of the "
          "appropriate buffer.");
    if (context.place != Place::Parameter || context.isByRef)
      refuse("Invalid managed/unmanaged type combination.");
    return textForm(type, spec, context, FormKind::Builder);
  }
  if (derivesFromCore(type, "System.Runtime.InteropServices", "SafeHandle")) {
    if (spec.native != kNone)
      refusePair("SafeHandles must not have a MarshalAs attribute set and cannot be used in arrays");
    return pointerForm(FormKind::SafeHandle, type);
  }
  if (derivesFromCore(type, "System.Runtime.InteropServices", "CriticalHandle")) {
    if (spec.native != kNone)
      refusePair("CriticalHandles must not have a MarshalAs attribute set and cannot be used in arrays");
    return pointerForm(FormKind::CriticalHandle, type);
  }
  if (type->isDelegate() || derivesFromCore(type, "System", "Delegate")) {
    if (!isOneOf(spec.native, {kFunctionPtr}))
      refusePair("Delegates must be paired with FunctionPtr or IDispatch");
    if (!type->isDelegate()) refuse("There is no marshaling support for this type.");
    if (type->isGenericInstance()) refuse("Non-blittable generic types cannot be marshaled.");
    return pointerForm(FormKind::Delegate, type);
  }
  if (type->isInterface()) refusePair(kNoInterfaces);
  if (!type->parent) refusePair("Marshaling to and from COM VARIANTs isn't supported");
  if (derivesFromCore(type, "System", "Array")) refusePair(kNoInterfaces);
  if (type->isGenericInstance()) refuse("Non-blittable generic types cannot be marshaled.");
  if (!hasNativeLayout(type)) {
    if (spec.native == kLPStruct || spec.native == kStruct)
      refuse("The type definition of this type has no layout information.");
    refusePair(kNoInterfaces);
  }
  const NativeLayout& layout = nativeLayoutOf(runtime, type, context.depth);
  if (isField) {
    if (!isOneOf(spec.native, {kStruct}))
      refusePair("Classes with layout fields must be paired with Struct or Interface");
    NativeForm form = pointerForm(FormKind::Struct, type);
    form.layout = &layout;
    form.bytes = layout.placement.bytes;
    form.alignment = layout.placement.alignment;
    return form;
  }
  if (!isOneOf(spec.native, {kLPStruct}) || context.place == Place::Element)
    refusePair("this type must be paired with LPStruct or Interface");
  NativeForm form = pointerForm(FormKind::Class, type);
  form.layout = &layout;
  return form;
}

/// Adds the classes of a native value at `offset` (psABI 3.2.3); false sends the structure to memory.
bool classifyForm(StructClass& result, const NativeForm& form, uint32_t offset) {
  switch (form.kind) {
    case FormKind::Copy:
      if (form.type && !form.type.isTypeDesc() && form.type.isValueType() &&
          form.type.stackKind() == StackKind::Struct)
        return classifyStructAt(result, offset, form.type.asMethodTable());
      return classifyScalarAt(result, offset, form.bytes, form.type ? form.type.stackKind() : StackKind::I);
    case FormKind::FixedText:
      for (uint32_t i = 0; i < form.count; ++i) {
        if (!classifyScalarAt(result, offset + i * form.alignment, form.alignment, StackKind::I4))
          return false;
      }
      return true;
    case FormKind::FixedArray:
      for (uint32_t i = 0; i < form.count; ++i) {
        if (!classifyForm(result, *form.element, offset + i * form.element->bytes)) return false;
      }
      return true;
    case FormKind::Struct:
      for (const NativeField& field : form.layout->fields) {
        if (!classifyForm(result, field.form, offset + field.offset)) return false;
      }
      return true;
    default: return classifyScalarAt(result, offset, form.bytes, StackKind::I);
  }
}

/// The layout of one type, built once.
class LayoutBuilder {
 public:
  LayoutBuilder(Runtime& runtime, MethodTable* type, int depth)
      : runtime_(runtime), type_(type), depth_(depth) {}

  const NativeLayout* build() {
    if (depth_ > kMaxNesting) refuse("There is no marshaling support for this type.");
    const bool isInline = type_->eeClass->isInlineArray;
    addFields(type_);
    uint32_t alignment = std::max(alignment_, 1u);
    uint32_t bytes = std::max(end_, 1u);
    if (explicitBytes_ != 0) {
      bytes = std::max(bytes, explicitBytes_);
    } else {
      bytes = (bytes + alignment - 1) & ~(alignment - 1);
    }
    const uint32_t managedBytes = type_->eeClass->instanceBytes;
    const bool isValue = type_->isValueType();
    bool isBlittable = allCopy_ && !type_->containsGcPointers();
    if (isInline) {
      if (!isBlittable) refuse("There is no marshaling support for this type.");
      bytes = managedBytes;
    } else {
      for (const NativeField& field : fields_) {
        isBlittable = isBlittable && field.offset == field.field->offset;
      }
      // A fixed buffer is one field that stands for many.
      isBlittable = isBlittable && (bytes == managedBytes || (!isValue && bytes >= managedBytes));
    }
    if (isBlittable && isValue) alignment = type_->eeClass->alignment;
    NativeLayout layout{};
    layout.type = type_;
    layout.isBlittable = isBlittable;
    layout.ownsMemory = std::any_of(fields_.begin(), fields_.end(),
                                    [](const NativeField& field) { return field.form.ownsMemory(); });
    layout.placement.bytes = bytes;
    layout.placement.alignment = alignment;
    StructClass& cls = layout.placement.cls;
    if (isBlittable && isValue) {
      cls = classifyStruct(type_);
    } else {
      cls.inMemory = bytes > 16;
      cls.count = bytes > 8 ? 2 : 1;
      for (const NativeField& field : fields_) {
        if (!cls.inMemory && !classifyForm(cls, field.form, field.offset)) cls.inMemory = true;
      }
    }
    InteropState& state = runtime_.interop();
    std::lock_guard guard(state.mutex);
    if (const NativeLayout** known = state.layouts.find(type_)) return *known;
    layout.fields = state.arena.copyArray(std::span<const NativeField>(fields_));
    auto* made = state.arena.make<NativeLayout>(layout);
    state.layouts.set(type_, made);
    return made;
  }

 private:
  void addFields(MethodTable* type) {
    ClassLoader& loader = runtime_.classLoader();
    if (type->parent && !type->isValueType() && type->parent->parent) addFields(type->parent);
    const EEClass& eeClass = *type->eeClass;
    const uint32_t layout = eeClass.attributes & kLayoutMask;
    const uint32_t start = end_;
    uint32_t pack = 0, classSize = 0;
    const Metadata& metadata = eeClass.module->metadata();
    if (auto row = metadata.classLayoutOf(eeClass.typeDef.rid())) {
      pack = row->packingSize;
      classSize = row->classSize;
    }
    if (pack == 0) pack = 64;
    for (const FieldDesc& field : eeClass.fields) {
      if (field.isStatic()) continue;
      FormContext context;
      context.place = FormContext::Place::Field;
      context.depth = depth_ + 1;
      context.isUnicode = (eeClass.attributes & kStringFormatMask) == kUnicodeClass;
      NativeField made{&field, 0, {}};
      try {
        made.form = formOf(runtime_, loader.fieldType(const_cast<FieldDesc*>(&field)),
                           marshalSpecOf(*eeClass.module, field.token), context);
      } catch (const FormRefusal& refusal) {
        throw LoadFailure(LoadFailureKind::TypeLoad, "Cannot marshal field '" + std::string(field.name()) +
                                                         "' of type '" + TypeHandle(type).toString() +
                                                         "': " + refusal.reason);
      }
      const uint32_t alignment = std::min(pack, std::max(made.form.alignment, 1u));
      alignment_ = std::max(alignment_, alignment);
      if (layout == kExplicitLayout) {
        made.offset = start + metadata.fieldLayoutOf(field.token.rid()).value_or(0);
      } else {
        made.offset = (position_ + alignment - 1) & ~(alignment - 1);
      }
      position_ = made.offset + made.form.bytes;
      end_ = std::max(end_, position_);
      allCopy_ = allCopy_ && made.form.kind == FormKind::Copy;
      if (end_ > (1u << 27)) refuse("The structure is too big.");
      fields_.push_back(made);
    }
    if (classSize != 0) {
      explicitBytes_ = std::max(start + classSize, end_);
      end_ = position_ = explicitBytes_;
    }
  }

  Runtime& runtime_;
  MethodTable* type_;
  int depth_;
  std::vector<NativeField> fields_;
  uint32_t position_ = 0;  ///< where the next sequential field may begin
  uint32_t end_ = 0;
  uint32_t alignment_ = 1;
  uint32_t explicitBytes_ = 0;
  bool allCopy_ = true;
};

}  // namespace

bool NativeForm::ownsMemory() const {
  switch (kind) {
    case FormKind::Text:
    case FormKind::Class:
    case FormKind::Array: return true;
    case FormKind::FixedArray: return element->ownsMemory();
    case FormKind::Struct: return layout->ownsMemory;
    default: return false;
  }
}

const NativeField* NativeLayout::find(const FieldDesc* field) const {
  for (const NativeField& candidate : fields) {
    if (candidate.field == field ||
        (candidate.field->token == field->token && candidate.field->owner->module == field->owner->module))
      return &candidate;
  }
  return nullptr;
}

bool hasNativeLayout(const MethodTable* type) {
  return (type->eeClass->attributes & kLayoutMask) != 0 && !type->isArray() && !type->isInterface();
}

bool derivesFromCore(const MethodTable* type, std::string_view nameSpace, std::string_view name) {
  for (; type; type = type->parent) {
    if (!type->module || !type->module->isCoreLib() || type->isArray() || type->eeClass->typeDef.isNil())
      continue;
    const Metadata& metadata = type->module->metadata();
    const TypeDefRow row = metadata.typeDef(type->eeClass->typeDef.rid());
    if (metadata.string(row.name) == name && metadata.string(row.nameSpace) == nameSpace) return true;
  }
  return false;
}

MarshalSpec marshalSpecOf(const Module& module, Token row) {
  MarshalSpec spec;
  auto blob = module.metadata().fieldMarshalOf(row);
  if (!blob) return spec;
  SigCursor cursor(module.metadata(), *blob);
  if (cursor.atEnd()) return spec;
  spec.native = cursor.readByte();
  switch (spec.native) {
    case kLPArray:
      if (!cursor.atEnd()) spec.element = cursor.readByte();
      if (!cursor.atEnd()) spec.countParameter = static_cast<int32_t>(cursor.readCompressed());
      if (!cursor.atEnd()) {
        spec.count = cursor.readCompressed();
        // Without flags both count; with them they say whether the parameter was meant.
        if (!cursor.atEnd() && (cursor.readCompressed() & 1) == 0) spec.countParameter = -1;
      }
      break;
    case kByValArray:
      if (!cursor.atEnd()) spec.count = cursor.readCompressed();
      if (!cursor.atEnd()) spec.element = cursor.readByte();
      break;
    case kByValTStr:
      if (!cursor.atEnd()) spec.count = cursor.readCompressed();
      break;
    default: break;
  }
  return spec;
}

NativeForm formOf(Runtime& runtime, TypeHandle type, const MarshalSpec& spec, const FormContext& context) {
  if (type.isNull()) refuse("There is no marshaling support for this type.");
  if (type.isTypeDesc()) {
    const ElementType kind = type.asTypeDesc()->kind;
    if (kind != ElementType::Ptr && kind != ElementType::FnPtr)
      refuse("There is no marshaling support for this type.");
    if (kind == ElementType::Ptr && spec.native != kNone)
      refusePair("pointers must not have a MarshalAs attribute set");
    if (kind == ElementType::FnPtr && !isOneOf(spec.native, {kFunctionPtr}))
      refusePair("function pointers must be paired with FunctionPtr");
    return scalarForm(type, kPointerBytes);
  }
  MethodTable* mt = type.asMethodTable();
  runtime.classLoader().ensureLoaded(mt);
  if (spec.native == kCustomMarshaler) refuse("Custom marshalers are not supported by minivm.");
  if (mt->isValueType()) {
    const ElementType element = type.reducedElementType();
    const bool isScalar = mt->isTruePrimitive() || mt->isEnum() || type.stackKind() != StackKind::Struct;
    return isScalar ? primitiveForm(type, element, spec.native, context)
                    : valueForm(runtime, mt, spec, context);
  }
  if (context.isMarshallingOff) refuse("There is no marshaling support for this type.");
  if (mt->isString()) return textForm(type, spec, context, FormKind::Text);
  if (mt->isArray()) return arrayForm(runtime, mt, spec, context);
  return classForm(runtime, mt, spec, context);
}

const NativeLayout& nativeLayoutOf(Runtime& runtime, MethodTable* type, int depth) {
  InteropState& state = runtime.interop();
  {
    std::lock_guard guard(state.mutex);
    if (const NativeLayout** known = state.layouts.find(type)) return **known;
  }
  runtime.classLoader().ensureFullyLoaded(type);
  return *LayoutBuilder(runtime, type, depth).build();
}

}  // namespace minivm
