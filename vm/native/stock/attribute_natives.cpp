// Custom attributes: values in blobs (ECMA-335 II.23.3) to objects. Managed code finds the rows and sets the
// properties.
#include <cstring>
#include <string>

#include "vm/native/native_list.h"
#include "vm/native/stock/stock_support.h"
#include "vm/runtime.h"
#include "vm/threads/thread.h"

namespace minivm::natives {

namespace {

/// Element types that only attribute blobs have.
constexpr uint8_t kTypeValue = 0x50, kBoxedValue = 0x51, kEnumValue = 0x55;
constexpr uint8_t kPropertyKind = 0x54;
constexpr uint32_t kMaxNesting = 16;

/// Reads a value blob; every read is checked.
class BlobReader {
 public:
  BlobReader(Thread& thread, Module& module, const uint8_t* at, const uint8_t* end)
      : thread_(thread), module_(module), at_(at), end_(end) {}
  const uint8_t* at() const { return at_; }

  template <typename T>
  T read() {
    if (static_cast<size_t>(end_ - at_) < sizeof(T)) bad();
    T value;
    std::memcpy(&value, at_, sizeof value);
    at_ += sizeof value;
    return value;
  }
  /// A SerString; false for null.
  bool readText(std::string& text) {
    const auto first = read<uint8_t>();
    if (first == 0xFF) return false;
    uint32_t length = first;
    if ((first & 0xC0) == 0x80) {
      length = (first & 0x3Fu) << 8 | read<uint8_t>();
    } else if ((first & 0xE0) == 0xC0) {
      length = (first & 0x1Fu) << 24;
      length |= static_cast<uint32_t>(read<uint8_t>()) << 16;
      length |= static_cast<uint32_t>(read<uint8_t>()) << 8;
      length |= read<uint8_t>();
    }
    if (static_cast<size_t>(end_ - at_) < length) bad();
    text.assign(reinterpret_cast<const char*>(at_), length);
    at_ += length;
    return true;
  }
  /// The type that a named argument or a boxed value announces.
  TypeHandle readType(uint32_t depth = 0) {
    if (depth > kMaxNesting) bad();
    ClassLoader& loader = loaderOf(thread_);
    const auto element = read<uint8_t>();
    switch (element) {
      case kTypeValue: return loader.findCoreType("System", "Type");
      case kBoxedValue: return loader.wellKnown(WellKnownType::Object);
      case kEnumValue: {
        std::string name;
        if (!readText(name)) bad();
        return namedType(name);
      }
      default: break;
    }
    switch (static_cast<ElementType>(element)) {
      case ElementType::Boolean: return loader.wellKnown(WellKnownType::Boolean);
      case ElementType::Char: return loader.wellKnown(WellKnownType::Char);
      case ElementType::I1: return loader.wellKnown(WellKnownType::SByte);
      case ElementType::U1: return loader.wellKnown(WellKnownType::Byte);
      case ElementType::I2: return loader.wellKnown(WellKnownType::Int16);
      case ElementType::U2: return loader.wellKnown(WellKnownType::UInt16);
      case ElementType::I4: return loader.wellKnown(WellKnownType::Int32);
      case ElementType::U4: return loader.wellKnown(WellKnownType::UInt32);
      case ElementType::I8: return loader.wellKnown(WellKnownType::Int64);
      case ElementType::U8: return loader.wellKnown(WellKnownType::UInt64);
      case ElementType::R4: return loader.wellKnown(WellKnownType::Single);
      case ElementType::R8: return loader.wellKnown(WellKnownType::Double);
      case ElementType::String: return loader.wellKnown(WellKnownType::String);
      case ElementType::SzArray: return loader.loadSzArray(readType(depth + 1));
      default: bad();
    }
  }
  /// A value of `type` as an object. May collect.
  Object* readValue(TypeHandle type, uint32_t depth = 0) {
    if (depth > kMaxNesting) bad();
    ClassLoader& loader = loaderOf(thread_);
    MethodTable* mt = type.asMethodTable();
    if (mt->isString()) {
      std::string text;
      return readText(text) ? newString(thread_, text).take() : nullptr;
    }
    if (mt->isSzArray()) return readArray(mt, depth);
    if (type.isValueType()) {
      uint8_t bytes[8] = {};
      const uint32_t size = type.sizeBytes();
      if (size > sizeof bytes || static_cast<size_t>(end_ - at_) < size) bad();
      std::memcpy(bytes, at_, size);
      at_ += size;
      return boxValue(thread_, type, [&] { return &bytes[0]; });
    }
    if (mt == loader.wellKnown(WellKnownType::Object)) return readValue(readType(depth + 1), depth + 1);
    std::string name;  // System.Type
    if (!readText(name)) return nullptr;
    return runtimeTypeOf_nogc(thread_.runtime(), namedType(name));
  }

  [[noreturn]] void bad() {
    throwNew(thread_, WellKnownType::BadImageFormatException,
             module_.simpleName() + ": a custom attribute has a value that cannot be read");
  }

 private:
  TypeHandle namedType(const std::string& name) {
    const TypeHandle type = loaderOf(thread_).parseTypeName(&module_, name);
    if (!type)
      throw LoadFailure(LoadFailureKind::TypeLoad,
                        "Could not load type '" + name + "', which a custom attribute names.");
    return type;
  }

  Object* readArray(MethodTable* mt, uint32_t depth) {
    const auto length = read<uint32_t>();
    if (length == UINT32_MAX) return nullptr;
    if (length > static_cast<size_t>(end_ - at_)) bad();
    struct : Locals {
      Rooted<Array> list;
    } r;
    LocalsScope scope(thread_, r);
    r.list = heapOf(thread_).allocateArray(thread_, mt, length);
    const TypeHandle element = mt->elementType();
    const uint32_t size = element.sizeBytes();
    for (uint32_t i = 0; i < length; ++i) {
      if (element.isValueType()) {
        if (static_cast<size_t>(end_ - at_) < size) bad();
        std::memcpy(r.list->elements() + size_t{i} * size, at_, size);
        at_ += size;
      } else {
        Object* value = readValue(element, depth + 1);
        setElement_nogc(thread_, r.list.get(), i, value);
      }
    }
    return r.list.get();
  }

  Thread& thread_;
  Module& module_;
  const uint8_t* at_;
  const uint8_t* end_;
};

}  // namespace

/// Runs the constructor over the blob's fixed arguments; leaves `blob` at the named ones.
void qcallCreateAttribute(Thread& thread, const ModuleOnStack& module, const OnStack& type,
                          const OnStack& ctor, const uint8_t** blob, const uint8_t* end, int32_t* namedCount,
                          const OnStack& out) {
  ClassLoader& loader = loaderOf(thread);
  MethodDesc* method = methodOf_nogc(ctor.get());
  MethodTable* owner = typeFrom(thread, type.handle<RuntimeTypeObject>()).asMethodTable();
  if (method->methodTable != owner && method->methodTable->eeClass->typeDef == owner->eeClass->typeDef)
    method = loader.methodOnExactType(owner, method);
  const MethodSig& sig = loader.signature(method);
  BlobReader reader(thread, *module.module, *blob, end);
  constexpr uint16_t kProlog = 1;
  const bool isEmpty = *blob == end;
  if (!isEmpty && reader.read<uint16_t>() != kProlog) reader.bad();
  const size_t count = sig.args.size() - 1;
  struct : Locals {
    Rooted<Array> values;
    Rooted<Object> self;
  } r;
  LocalsScope scope(thread, r);
  r.values = newObjectArray(thread, count);
  for (size_t i = 0; i < count; ++i) {
    Object* value = reader.readValue(loader.argType(method, static_cast<int>(i + 1)));
    setElement_nogc(thread, r.values.get(), i, value);
  }
  *namedCount = isEmpty ? 0 : reader.read<uint16_t>();
  *blob = reader.at();
  loader.ensureFullyLoaded(owner);
  ensureClassInitRunsManaged(thread, owner);
  r.self = heapOf(thread).allocate(thread, owner);
  std::vector<Slot> slots(sig.argSlots);
  slots[0].obj = r.self.get();
  for (size_t i = 0; i < count; ++i) {
    const ArgInfo& info = sig.args[i + 1];
    Object* value = r.values->elementsAs<Object*>()[i];
    if (info.kind == StackKind::O) {
      slots[info.slot].obj = value;
    } else {
      slotsFromMemory_nogc(loader.argType(method, static_cast<int>(i + 1)), &slots[info.slot], value->data());
    }
  }
  Slot ret[2];
  callManaged(thread, method, slots.data(), ret);
  put(thread, out, r.self.get());
}

/// One named argument: what it sets, its type where the value does not tell, its value.
void qcallAttributeProperty(Thread& thread, const ModuleOnStack& module, const uint8_t** blob,
                            const uint8_t* end, const OnStack& name, int32_t* isProperty, const OnStack& type,
                            const OnStack& value) {
  BlobReader reader(thread, *module.module, *blob, end);
  *isProperty = reader.read<uint8_t>() == kPropertyKind;
  const TypeHandle announced = reader.readType();
  std::string text;
  if (!reader.readText(text)) reader.bad();
  put(thread, name, newString(thread, text).take());
  put(thread, value, reader.readValue(announced));
  *blob = reader.at();
  const bool isEnum = announced.isValueType() && announced.asMethodTable()->isEnum();
  put(thread, type, isEnum ? runtimeTypeOf_nogc(thread.runtime(), announced) : nullptr);
}

}  // namespace minivm::natives
