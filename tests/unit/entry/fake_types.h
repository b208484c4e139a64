// Types, signatures and methods for the tests of vm/entry, made without metadata: just enough of MethodTable,
// EEClass, FieldDesc and MethodSig.
#pragma once

#include <cstring>
#include <memory>
#include <string>
#include <vector>

#include "vm/support/arena.h"
#include "vm/types/ee_class.h"
#include "vm/types/field_desc.h"
#include "vm/types/method_desc.h"
#include "vm/types/method_table.h"

namespace minivm::testing {

/// A scalar as C and the VM call it.
struct Scalar {
  const char* c;
  ElementType element;
  StackKind kind;
  uint32_t size;
};
inline constexpr Scalar kScalars[] = {
    {"signed char", ElementType::I1, StackKind::I4, 1}, {"unsigned char", ElementType::U1, StackKind::I4, 1},
    {"short", ElementType::I2, StackKind::I4, 2},       {"unsigned short", ElementType::U2, StackKind::I4, 2},
    {"int", ElementType::I4, StackKind::I4, 4},         {"unsigned", ElementType::U4, StackKind::I4, 4},
    {"long", ElementType::I8, StackKind::I8, 8},        {"unsigned long", ElementType::U8, StackKind::I8, 8},
    {"float", ElementType::R4, StackKind::F4, 4},       {"double", ElementType::R8, StackKind::F8, 8},
    {"void*", ElementType::I, StackKind::I, 8},
};
inline constexpr Scalar kObject = {"void*", ElementType::Class, StackKind::O, 8};
inline constexpr Scalar kByRef = {"void*", ElementType::ByRef, StackKind::ByRef, 8};

struct FakeStruct;

/// A field: a scalar, or a nested struct.
struct FakeField {
  Scalar scalar{};
  const FakeStruct* nested = nullptr;
  uint32_t offset = 0;
  uint32_t size() const;
};

/// A value type as the test sees it: its fields flattened, its MethodTable, its C declaration.
struct FakeStruct {
  std::string cName;
  std::string cDeclaration;
  uint32_t size = 0;
  uint32_t alignment = 1;
  std::vector<FakeField> fields;
  MethodTable* type = nullptr;
  /// All scalars with their offsets, nested ones resolved.
  void flatten(uint32_t base, std::vector<FakeField>& out) const {
    for (const FakeField& field : fields) {
      if (field.nested) {
        field.nested->flatten(base + field.offset, out);
      } else {
        out.push_back(field);
        out.back().offset += base;
      }
    }
  }
};
inline uint32_t FakeField::size() const {
  return nested ? nested->size : scalar.size;
}

/// A parameter or result.
struct FakeParam {
  Scalar scalar{};
  const FakeStruct* aggregate = nullptr;
};

/// A signature with everything derived from it.
struct FakeMethod {
  bool hasThis = false;
  std::vector<FakeParam> params;  ///< `this` not included
  bool isVoid = true;
  FakeParam ret;
  MethodSig sig{};
  MethodDesc* method = nullptr;
  uint32_t retSlots = 0;
};

/// Owns what it makes.
class FakeTypes {
 public:
  /// Finishes a struct whose fields are laid out: builds MethodTable, EEClass and FieldDescs.
  FakeStruct* finish(std::unique_ptr<FakeStruct> made, uint32_t inlineArrayLength = 0) {
    auto* eeClass = arena_.make<EEClass>();
    // The word before a MethodTable is its GcDesc.
    auto* words = static_cast<uint8_t*>(arena_.allocate(sizeof(MethodTable) + 8));
    std::memset(words, 0, sizeof(MethodTable) + 8);
    auto* type = reinterpret_cast<MethodTable*>(words + 8);
    auto fields = arena_.makeArray<FieldDesc>(made->fields.size());
    for (size_t i = 0; i < fields.size(); ++i) {
      const FakeField& field = made->fields[i];
      fields[i].owner = type;
      fields[i].offset = field.offset;
      fields[i].sizeBytes = field.size();
      fields[i].kind = field.nested ? StackKind::Struct : field.scalar.kind;
      fields[i].elementType = field.nested ? ElementType::ValueType : field.scalar.element;
      if (field.nested) fields[i].type = TypeHandle(field.nested->type);
    }
    eeClass->methodTable = type;
    eeClass->fields = fields;
    eeClass->instanceBytes = made->size;
    eeClass->alignment = static_cast<uint8_t>(made->alignment);
    eeClass->isInlineArray = inlineArrayLength != 0;
    eeClass->inlineArrayLength = inlineArrayLength;
    type->flags = MethodTable::kCategoryValueType;
    type->baseSize = 16 + ((made->size + 7) & ~7u);
    type->eeClass = eeClass;
    made->type = type;
    structs_.push_back(std::move(made));
    return structs_.back().get();
  }

  /// Fills `method.sig` from its parameters and makes its MethodDesc.
  void finish(FakeMethod& method) {
    std::vector<ArgInfo> args;
    std::vector<uint16_t> objects, byRefs;
    std::vector<uint32_t> retRefs;
    uint16_t slot = 0;
    auto add = [&](const FakeParam& param) {
      ArgInfo info{};
      info.slot = slot;
      if (param.aggregate) {
        info.type = TypeHandle(param.aggregate->type);
        info.kind = StackKind::Struct;
        info.element = ElementType::ValueType;
        info.slots = static_cast<uint16_t>((param.aggregate->size + 7) / 8);
        std::vector<FakeField> flat;
        param.aggregate->flatten(0, flat);
        for (const FakeField& field : flat) {
          if (field.scalar.kind == StackKind::O)
            objects.push_back(static_cast<uint16_t>(slot + field.offset / 8));
          if (field.scalar.kind == StackKind::ByRef)
            byRefs.push_back(static_cast<uint16_t>(slot + field.offset / 8));
        }
      } else {
        info.kind = param.scalar.kind;
        info.element = param.scalar.element;
        info.slots = 1;
        if (info.kind == StackKind::O) objects.push_back(slot);
        if (info.kind == StackKind::ByRef) byRefs.push_back(slot);
      }
      slot = static_cast<uint16_t>(slot + info.slots);
      args.push_back(info);
    };
    if (method.hasThis) add({kObject, nullptr});
    for (const FakeParam& param : method.params) add(param);
    method.sig.hasThis = method.hasThis;
    method.sig.args = arena_.copyArray(std::span<const ArgInfo>(args));
    method.sig.argSlots = slot;
    method.sig.objectSlots = arena_.copyArray(std::span<const uint16_t>(objects));
    method.sig.byRefSlots = arena_.copyArray(std::span<const uint16_t>(byRefs));
    ArgInfo& ret = method.sig.ret;
    if (!method.isVoid) {
      method.retSlots = 1;
      if (method.ret.aggregate) {
        ret.kind = StackKind::Struct;
        ret.element = ElementType::ValueType;
        ret.type = TypeHandle(method.ret.aggregate->type);
        method.retSlots = (method.ret.aggregate->size + 7) / 8;
        std::vector<FakeField> flat;
        method.ret.aggregate->flatten(0, flat);
        for (const FakeField& field : flat) {
          if (field.scalar.kind == StackKind::O) retRefs.push_back(field.offset);
        }
      } else {
        ret.kind = method.ret.scalar.kind;
        ret.element = method.ret.scalar.element;
      }
      ret.slots = static_cast<uint16_t>(method.retSlots);
    }
    method.sig.retRefOffsets = arena_.copyArray(std::span<const uint32_t>(retRefs));
    method.method = newMethod();
    method.method->sig.store(&method.sig);
  }

  MethodDesc* newMethod() {
    auto* words = static_cast<uint8_t*>(arena_.allocate(sizeof(MethodDesc)));
    std::memset(words, 0, sizeof(MethodDesc));
    auto* method = reinterpret_cast<MethodDesc*>(words);
    method->slot = MethodDesc::kNoSlot;
    return method;
  }

 private:
  Arena arena_;
  std::vector<std::unique_ptr<FakeStruct>> structs_;
};

}  // namespace minivm::testing
