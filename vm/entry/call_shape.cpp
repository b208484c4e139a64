#include "vm/entry/call_shape.h"

#include <algorithm>
#include <cassert>
#include <cstring>

#include "vm/gc/heap.h"
#include "vm/threads/frame.h"
#include "vm/types/ee_class.h"
#include "vm/types/field_desc.h"
#include "vm/types/method_table.h"

namespace minivm {
namespace {

constexpr uint32_t kIntRegisters = 6;
constexpr uint32_t kFloatRegisters = 8;
constexpr uint32_t kMaxRegisterStruct = 16;
constexpr uint32_t kStackAlignment = 16;
/// A value type cannot contain itself, so this depth is only reached by hostile metadata that slipped
/// through.
constexpr int kMaxNesting = 64;

/// Merges a field's class into its eightbyte: INTEGER wins over SSE (psABI 3.2.3, rule 4).
void merge(StructClass& result, uint32_t offset, EightbyteClass fieldClass) {
  EightbyteClass& at = result.classes[offset / 8];
  if (at != EightbyteClass::Integer) at = fieldClass;
}

/// Bytes and count of a field that stands for the whole type: inline arrays, and one primitive field that
/// divides a larger type (fixed buffers).
uint32_t repeatCount(const MethodTable* type, const EEClass& eeClass, const FieldDesc* only) {
  if (eeClass.isInlineArray) return std::max<uint32_t>(eeClass.inlineArrayLength, 1);
  if (!only || only->offset != 0 || only->sizeBytes == 0) return 1;
  bool isPrimitive =
      only->kind != StackKind::Struct && only->kind != StackKind::O && only->kind != StackKind::ByRef;
  uint32_t size = type->unboxedSize();
  return isPrimitive && size > only->sizeBytes && size % only->sizeBytes == 0 ? size / only->sizeBytes : 1;
}

bool classifyFields(StructClass& result, uint32_t base, const MethodTable* type, int depth) {
  if (depth > kMaxNesting) return false;
  const EEClass& eeClass = *type->eeClass;
  const FieldDesc* only = nullptr;
  uint32_t instanceFields = 0;
  for (const FieldDesc& field : eeClass.fields) {
    if (field.isStatic()) continue;
    ++instanceFields;
    only = &field;
  }
  uint32_t repeats = repeatCount(type, eeClass, instanceFields == 1 ? only : nullptr);
  for (const FieldDesc& field : eeClass.fields) {
    if (field.isStatic()) continue;
    for (uint32_t i = 0; i < repeats; ++i) {
      uint32_t offset = base + field.offset + i * field.sizeBytes;
      if (field.kind == StackKind::Struct) {
        assert(field.type && "a struct field has its exact type");
        if (!classifyFields(result, offset, field.type.asMethodTable(), depth + 1)) return false;
      } else if (!classifyScalarAt(result, offset, field.sizeBytes, field.kind)) {
        return false;
      }
    }
  }
  return true;
}

Extend extendOf(ElementType element) {
  switch (element) {
    case ElementType::I1: return Extend::I1;
    case ElementType::Boolean:
    case ElementType::U1: return Extend::U1;
    case ElementType::I2: return Extend::I2;
    case ElementType::Char:
    case ElementType::U2: return Extend::U2;
    default: return Extend::None;
  }
}

char letterOf(const ShapeWord& word) {
  switch (word.place) {
    case Place::None: return '-';
    case Place::Float: return 'f';
    default: break;
  }
  return word.kind == WordKind::Object ? 'o' : word.kind == WordKind::ByRef ? '&' : 'i';
}

/// Class, size and alignment of a struct argument or result.
NativeStruct structOf(const ArgInfo& info) {
  if (info.native) return *info.native;
  assert(info.type && "a struct has its exact type");
  const MethodTable* type = info.type.asMethodTable();
  return {classifyStruct(type), type->unboxedSize(), type->eeClass->alignment};
}

/// Assigns registers and stack words from left to right, as the psABI does.
class ShapeBuilder {
 public:
  explicit ShapeBuilder(const MethodSig& sig) : sig_(sig) {}

  void build() {
    classifyReturn();
    size_t index = 0;
    if (sig_.hasThis && !sig_.args.empty()) addArgument(sig_.args[index++]);
    if (returnKind == ReturnKind::Buffer) {
      returnBufferRegister = static_cast<uint8_t>(ints_++);
      name += name.empty() ? "b" : ",b";
    }
    for (; index < sig_.args.size(); ++index) addArgument(sig_.args[index]);
    // The hidden argument of a varargs method: a pointer to the caller's block (ABI 9).
    if (sig_.isVarArg && nextSlot_ < sig_.argSlots) {
      separate();
      addScalar(nextSlot_, Place::Int, Extend::None);
      name += '#';
    }
    name = "(" + name + ")->" + returnName_;
    argSlots = std::max<uint16_t>(sig_.argSlots, nextSlot_);
  }

  std::vector<ShapeWord> words;
  std::vector<ShapeWord> returnWords;
  ReturnKind returnKind = ReturnKind::Void;
  uint8_t returnBufferRegister = 0;
  uint32_t returnBytes = 0;
  uint16_t argSlots = 0;
  std::string name;

  uint8_t intRegisters() const { return static_cast<uint8_t>(ints_); }
  uint8_t floatRegisters() const { return static_cast<uint8_t>(floats_); }
  uint16_t stackWords() const { return static_cast<uint16_t>(stackWords_); }

 private:
  void separate() {
    if (!name.empty()) name += ',';
  }

  WordKind kindOf(uint16_t slot) const {
    if (std::binary_search(sig_.objectSlots.begin(), sig_.objectSlots.end(), slot)) return WordKind::Object;
    if (std::binary_search(sig_.byRefSlots.begin(), sig_.byRefSlots.end(), slot)) return WordKind::ByRef;
    return WordKind::Plain;
  }

  ShapeWord& push(uint32_t slot, Place place, uint32_t index, Extend extend) {
    ShapeWord word{static_cast<uint16_t>(slot), static_cast<uint16_t>(index), place, extend,
                   kindOf(static_cast<uint16_t>(slot))};
    words.push_back(word);
    nextSlot_ = static_cast<uint16_t>(slot + 1);
    return words.back();
  }

  ShapeWord& addScalar(uint32_t slot, Place place, Extend extend) {
    if (place == Place::Int && ints_ < kIntRegisters) return push(slot, Place::Int, ints_++, extend);
    if (place == Place::Float && floats_ < kFloatRegisters)
      return push(slot, Place::Float, floats_++, extend);
    return push(slot, Place::Stack, stackWords_++, extend);
  }

  void addArgument(const ArgInfo& arg) {
    separate();
    if (arg.kind != StackKind::Struct) {
      bool isFloat = arg.kind == StackKind::F4 || arg.kind == StackKind::F8;
      const ShapeWord& word = addScalar(arg.slot, isFloat ? Place::Float : Place::Int, extendOf(arg.element));
      if (word.place == Place::Stack) name += '@';
      name += word.place == Place::Stack && isFloat ? 'f' : letterOf(word);
      if (word.extend != Extend::None) name += std::to_string(static_cast<int>(word.extend));
      return;
    }
    const NativeStruct value = structOf(arg);
    const StructClass& cls = value.cls;
    if (!cls.inMemory) {
      uint32_t ints = 0, floats = 0;
      for (uint32_t i = 0; i < cls.count; ++i) {
        ints += cls.classes[i] == EightbyteClass::Integer;
        floats += cls.classes[i] == EightbyteClass::Sse;
      }
      if (ints_ + ints <= kIntRegisters && floats_ + floats <= kFloatRegisters) {  // all of it, or none
        name += '{';
        for (uint32_t i = 0; i < cls.count; ++i) {
          if (cls.classes[i] == EightbyteClass::None) {
            name += letterOf(push(arg.slot + i, Place::None, 0, Extend::None));
          } else {
            Place place = cls.classes[i] == EightbyteClass::Sse ? Place::Float : Place::Int;
            name += letterOf(addScalar(arg.slot + i, place, Extend::None));
          }
        }
        name += '}';
        return;
      }
    }
    uint32_t count = (value.bytes + 7) / 8;
    if (value.alignment >= kStackAlignment) stackWords_ = (stackWords_ + 1) & ~1u;
    for (uint32_t i = 0; i < count; ++i) push(arg.slot + i, Place::Stack, stackWords_++, Extend::None);
    name += "@" + std::to_string(count);
  }

  void classifyReturn() {
    const ArgInfo& ret = sig_.ret;
    if (ret.kind == StackKind::Void) {
      returnName_ = "v";
      return;
    }
    returnKind = ReturnKind::Registers;
    if (ret.kind != StackKind::Struct) {
      bool isFloat = ret.kind == StackKind::F4 || ret.kind == StackKind::F8;
      WordKind kind = ret.kind == StackKind::O       ? WordKind::Object
                      : ret.kind == StackKind::ByRef ? WordKind::ByRef
                                                     : WordKind::Plain;
      returnWords.push_back({0, 0, isFloat ? Place::Float : Place::Int, extendOf(ret.element), kind});
      returnBytes = 8;
      returnName_ = letterOf(returnWords[0]);
      if (returnWords[0].extend != Extend::None)
        returnName_ += std::to_string(static_cast<int>(returnWords[0].extend));
      return;
    }
    const NativeStruct value = structOf(ret);
    const StructClass& cls = value.cls;
    returnBytes = value.bytes;
    if (cls.inMemory) {
      returnKind = ReturnKind::Buffer;
      returnName_ = "b" + std::to_string(returnBytes);
      return;
    }
    uint16_t ints = 0, floats = 0;
    returnName_ = "{";
    for (uint16_t i = 0; i < cls.count; ++i) {
      ShapeWord word{i, 0, Place::None, Extend::None, WordKind::Plain};
      if (cls.classes[i] == EightbyteClass::Integer) word.place = Place::Int, word.index = ints++;
      if (cls.classes[i] == EightbyteClass::Sse) word.place = Place::Float, word.index = floats++;
      for (uint32_t offset : sig_.retRefOffsets) {
        if (offset == i * 8u) word.kind = WordKind::Object;
      }
      returnWords.push_back(word);
      returnName_ += letterOf(word);
    }
    returnName_ += "}";
  }

  const MethodSig& sig_;
  uint32_t ints_ = 0, floats_ = 0, stackWords_ = 0;
  uint16_t nextSlot_ = 0;
  std::string returnName_;
};

/// Everything that tells two shapes apart, as bytes.
std::string keyOf(const ShapeBuilder& builder) {
  std::string key;
  auto add = [&key](const auto& value) { key.append(reinterpret_cast<const char*>(&value), sizeof(value)); };
  add(builder.returnKind);
  add(builder.returnBufferRegister);
  add(builder.returnBytes);
  add(builder.argSlots);
  auto addWord = [&](const ShapeWord& word) {
    add(word.slot), add(word.index), add(word.place), add(word.extend), add(word.kind);
  };
  for (const ShapeWord& word : builder.returnWords) addWord(word);
  key += '/';
  for (const ShapeWord& word : builder.words) addWord(word);
  return key;
}

}  // namespace

/// False when it is unaligned or does not fit.
bool classifyScalarAt(StructClass& result, uint32_t offset, uint32_t bytes, StackKind kind) {
  if (bytes == 0 || offset % bytes != 0 || offset + bytes > kMaxRegisterStruct) return false;
  merge(result, offset,
        kind == StackKind::F4 || kind == StackKind::F8 ? EightbyteClass::Sse : EightbyteClass::Integer);
  return true;
}

bool classifyStructAt(StructClass& result, uint32_t offset, const MethodTable* type) {
  return classifyFields(result, offset, type, 0);
}

StructClass classifyStruct(const MethodTable* type) {
  StructClass result{};
  uint32_t size = type->unboxedSize();
  if (size > kMaxRegisterStruct || !classifyFields(result, 0, type, 0)) {
    result.inMemory = true;
    return result;
  }
  result.count = static_cast<uint8_t>(size > 8 ? 2 : 1);
  return result;
}

const CallShape& ShapeTable::shapeOf(const MethodSig& sig) {
  if (const CallShape* shape = sig.shape.load(std::memory_order_acquire)) return *shape;
  ShapeBuilder builder(sig);
  builder.build();
  std::lock_guard guard(mutex_);
  auto [place, isNew] = shapes_.tryInsert(keyOf(builder), nullptr);
  if (isNew) {
    std::vector<uint16_t> stackObjects, stackByRefs;
    auto* shape = arena_.make<CallShape>();
    shape->returnKind = builder.returnKind;
    shape->returnBufferRegister = builder.returnBufferRegister;
    shape->intRegisters = builder.intRegisters();
    shape->floatRegisters = builder.floatRegisters();
    shape->argSlots = builder.argSlots;
    shape->stackWords = builder.stackWords();
    shape->returnBytes = builder.returnBytes;
    shape->words = arena_.copyArray(std::span<const ShapeWord>(builder.words));
    shape->returnWords = arena_.copyArray(std::span<const ShapeWord>(builder.returnWords));
    for (const ShapeWord& word : builder.words) {
      if (word.kind == WordKind::Plain) continue;
      bool isObject = word.kind == WordKind::Object;
      assert((word.place == Place::Int || word.place == Place::Stack) && "references travel as integers");
      if (word.place == Place::Int) {
        (isObject ? shape->objectRegisters : shape->byRefRegisters) |= static_cast<uint8_t>(1u << word.index);
      } else {
        (isObject ? stackObjects : stackByRefs).push_back(word.index);
      }
    }
    shape->stackObjects = arena_.copyArray(std::span<const uint16_t>(stackObjects));
    shape->stackByRefs = arena_.copyArray(std::span<const uint16_t>(stackByRefs));
    shape->name = arena_.copyString(builder.name);
    *place = shape;
  }
  sig.shape.store(*place, std::memory_order_release);
  return **place;
}

void extendSlot(Slot& slot, Extend extend) {
  switch (extend) {
    case Extend::None: return;
    case Extend::I1: slot.i8 = static_cast<int8_t>(slot.i8); return;
    case Extend::U1: slot.i8 = static_cast<uint8_t>(slot.i8); return;
    case Extend::I2: slot.i8 = static_cast<int16_t>(slot.i8); return;
    case Extend::U2: slot.i8 = static_cast<uint16_t>(slot.i8); return;
  }
}

void copyArgumentsToSlots_nogc(const CallShape& shape, const uint64_t* intArgs, const double* floatArgs,
                               const uint8_t* stackArgs, Slot* slots) {
  for (const ShapeWord& word : shape.words) {
    Slot& slot = slots[word.slot];
    switch (word.place) {
      case Place::None: slot.u8 = 0; break;
      case Place::Int: slot.u8 = intArgs[word.index]; break;
      case Place::Float: std::memcpy(&slot, floatArgs + word.index, 8); break;
      case Place::Stack: std::memcpy(&slot, stackArgs + size_t{word.index} * 8, 8); break;
    }
    if (word.extend != Extend::None) extendSlot(slot, word.extend);
  }
}

void visitTransitionRoots(TransitionFrame& frame, RootVisitor& visitor) {
  if ((frame.flags & kFrameArgsLive) == 0 || !frame.shape) return;
  const CallShape& shape = *frame.shape;
  for (uint32_t i = 0; i < kIntRegisters; ++i) {
    if (shape.objectRegisters >> i & 1) visitor.object(reinterpret_cast<Object**>(&frame.intArgs[i]));
    if (shape.byRefRegisters >> i & 1) visitor.interior(reinterpret_cast<uint8_t**>(&frame.intArgs[i]));
  }
  // The callee owns the caller's outgoing stack words (ABI 2).
  for (uint16_t word : shape.stackObjects)
    visitor.object(reinterpret_cast<Object**>(frame.stackArgs + size_t{word} * 8));
  for (uint16_t word : shape.stackByRefs)
    visitor.interior(reinterpret_cast<uint8_t**>(frame.stackArgs + size_t{word} * 8));
}

}  // namespace minivm
