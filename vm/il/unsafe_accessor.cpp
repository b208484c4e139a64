#include "vm/il/unsafe_accessor.h"

#include <fmt/format.h>

#include <vector>

#include "loader/signature.h"
#include "vm/runtime.h"

namespace minivm {

namespace {

/// UnsafeAccessorKind of the class library.
enum class Kind : int32_t { Constructor, Method, StaticMethod, Field, StaticField };

struct Accessor {
  Kind kind = Kind::Constructor;
  std::string name;  ///< empty: the accessor's own
};

std::string_view attributeName(const Metadata& metadata, uint32_t attributeRid) {
  Token ctor = metadata.customAttribute(attributeRid).type;
  if (!metadata.isValid(ctor)) return {};
  Token owner = ctor.is(Table::MemberRef) ? metadata.memberRef(ctor.rid()).parent
                                          : Token::make(Table::TypeDef, metadata.typeOfMethod(ctor.rid()));
  if (!metadata.isValid(owner)) return {};
  if (owner.is(Table::TypeRef)) return metadata.string(metadata.typeRef(owner.rid()).name);
  return owner.is(Table::TypeDef) ? metadata.string(metadata.typeDef(owner.rid()).name) : std::string_view();
}

uint32_t findAttribute(const Metadata& metadata, Token owner, std::string_view name) {
  for (uint32_t rid : metadata.customAttributesOf(owner)) {
    if (attributeName(metadata, rid) == name) return rid;
  }
  return 0;
}

/// The attribute's blob (II.23.3): prolog, the kind, then at most one named property, Name.
Accessor readAccessor(const Metadata& metadata, uint32_t attributeRid) {
  SigCursor cursor(metadata.blob(metadata.customAttribute(attributeRid).value), metadata.path());
  cursor.readFixed<uint16_t>();
  Accessor accessor;
  accessor.kind = static_cast<Kind>(cursor.readFixed<int32_t>());
  constexpr uint8_t kProperty = 0x54, kString = 0x0E, kNull = 0xFF;
  auto readString = [&]() -> std::string {
    if (cursor.peek() == kNull) {
      cursor.readByte();
      return {};
    }
    ByteSpan bytes = cursor.readBytes(cursor.readCompressed());
    return std::string(reinterpret_cast<const char*>(bytes.data()), bytes.size());
  };
  if (cursor.readFixed<uint16_t>() == 1 && cursor.readByte() == kProperty && cursor.readByte() == kString &&
      readString() == "Name")
    accessor.name = readString();
  return accessor;
}

/// What UnsafeAccessorTypeAttribute(string) says: its one argument.
std::string readTypeName(const Metadata& metadata, uint32_t attributeRid) {
  SigCursor cursor(metadata.blob(metadata.customAttribute(attributeRid).value), metadata.path());
  cursor.readFixed<uint16_t>();
  const ByteSpan bytes = cursor.readBytes(cursor.readCompressed());
  return std::string(reinterpret_cast<const char*>(bytes.data()), bytes.size());
}

/// One accessor being turned into events.
class AccessorImporter {
 public:
  AccessorImporter(Runtime& runtime, MethodDesc* method, IlBuilder& builder)
      : loader_(runtime.classLoader()), method_(method), builder_(builder), sig_(loader_.signature(method)) {}
  void run();

 private:
  [[noreturn]] static void failUsage() {
    throw LoadFailure(LoadFailureKind::BadImageFormat, "Invalid usage of UnsafeAccessorAttribute.");
  }
  void readTypes(const Metadata& metadata);
  TypeHandle namedType(const std::string& name, TypeHandle declared);
  /// The type that parameter `index` (−1: the result) stands for: its own, or what an attribute names.
  TypeHandle typeOf(int index) const { return types_[static_cast<size_t>(index + 1)]; }
  MethodTable* targetType();
  MethodDesc* findTarget(MethodTable* type, std::string_view name, bool isStatic, size_t skip, bool isCtor);
  void emitMethod(MethodTable* type, MethodDesc* target, bool skipsFirst);
  void emitConstructor(MethodTable* type, MethodDesc* target);
  void emitField(MethodTable* type, bool isStatic);
  /// An argument that stands for another type is cast: what the caller says is not believed.
  Value loadArgument(size_t index) {
    Value value = builder_.loadArg(static_cast<uint32_t>(index));
    const TypeHandle type = typeOf(static_cast<int>(index));
    if (sig_.args[index].kind != StackKind::O || type == loader_.argType(method_, static_cast<int>(index)))
      return value;
    TypeRef target{};
    target.type = type;
    return builder_.castClass(target, value);
  }
  std::vector<Value> loadArguments(size_t from) {
    std::vector<Value> values;
    for (size_t i = from; i < sig_.args.size(); ++i) values.push_back(loadArgument(i));
    return values;
  }
  CallInfo directCall(MethodDesc* target) {
    CallInfo info{};
    info.kind = CallInfo::Kind::Direct;
    info.method = target;
    info.sig = &loader_.signature(target);
    return info;
  }

  ClassLoader& loader_;
  MethodDesc* method_;
  IlBuilder& builder_;
  const MethodSig& sig_;
  Accessor accessor_;
  std::vector<TypeHandle> types_;  ///< [index + 1]
};

/// The type that an attribute names in place of `declared`. It is a class: only references can be passed as
/// object, and a value that is no reference has no other type to be declared as.
TypeHandle AccessorImporter::namedType(const std::string& name, TypeHandle declared) {
  const TypeHandle type =
      loader_.parseTypeName(method_->methodTable->module, name, method_->genericContext());
  if (!type) {
    throw LoadFailure(LoadFailureKind::TypeLoad,
                      fmt::format("Could not load type '{}', which UnsafeAccessorTypeAttribute of {} names.",
                                  name, method_->toString()));
  }
  const auto pointee = [](TypeHandle handle) {
    const bool isByRef = handle.isTypeDesc() && handle.asTypeDesc()->kind == ElementType::ByRef;
    return isByRef ? handle.asTypeDesc()->element : TypeHandle();
  };
  const TypeHandle object(loader_.wellKnown(WellKnownType::Object));
  const bool isByRef = !pointee(type).isNull();
  const TypeHandle place = isByRef ? pointee(declared) : declared;
  const TypeHandle named = isByRef ? pointee(type) : type;
  const bool isStaticTarget = !declared.isNull() && !named.isTypeDesc();
  if (place != object || !isStaticTarget) failUsage();
  if (named.isValueType()) {
    throw LoadFailure(LoadFailureKind::NotSupported,
                      fmt::format("{}: UnsafeAccessorTypeAttribute names the value type {}",
                                  method_->toString(), named.toString()));
  }
  loader_.ensureLoaded(named);
  return type;
}

void AccessorImporter::readTypes(const Metadata& metadata) {
  types_.resize(sig_.args.size() + 1);
  for (size_t i = 0; i < types_.size(); ++i) types_[i] = loader_.argType(method_, static_cast<int>(i) - 1);
  for (uint32_t param : metadata.paramsOf(method_->token.rid())) {
    const uint32_t attribute =
        findAttribute(metadata, Token::make(Table::Param, param), "UnsafeAccessorTypeAttribute");
    if (attribute == 0) continue;
    const uint32_t sequence = metadata.param(param).sequence;  // 0: the result
    if (sequence >= types_.size() || !types_[sequence]) failUsage();
    types_[sequence] = namedType(readTypeName(metadata, attribute), types_[sequence]);
  }
}

/// The type that is accessed: of a constructor the result, of all else the first parameter, without its
/// `ref`.
MethodTable* AccessorImporter::targetType() {
  TypeHandle type;
  if (accessor_.kind == Kind::Constructor) {
    if (sig_.ret.kind == StackKind::Void) failUsage();
    type = typeOf(-1);
  } else {
    if (sig_.args.empty()) failUsage();
    type = typeOf(0);
    const bool isByRef = type.isTypeDesc() && type.asTypeDesc()->kind == ElementType::ByRef;
    if (isByRef) type = type.asTypeDesc()->element;
    const bool needsThis = accessor_.kind == Kind::Method || accessor_.kind == Kind::Field;
    if (needsThis && type.isValueType() != isByRef) failUsage();
  }
  if (!type || type.isTypeDesc()) failUsage();
  loader_.ensureLoaded(type);
  return type.asMethodTable();
}

/// The type's own method whose parameters and result are exactly those of the accessor behind `skip`
/// arguments.
MethodDesc* AccessorImporter::findTarget(MethodTable* type, std::string_view name, bool isStatic, size_t skip,
                                         bool isCtor) {
  for (MethodDesc& candidate : type->eeClass->methods) {
    if (candidate.isStatic() != isStatic || candidate.token.isNil() || candidate.name() != name) continue;
    MethodDesc* target = &candidate;
    if (candidate.isGenericDefinition != !method_->methodArgs.empty()) continue;
    if (candidate.isGenericDefinition) {
      const Metadata& metadata = candidate.methodTable->module->metadata();
      if (metadata.genericParamsOf(candidate.token).size() != method_->methodArgs.size()) continue;
      target = loader_.instantiateMethod(&candidate, method_->methodArgs);
    }
    const MethodSig& theirs = loader_.signature(target);
    const size_t first = theirs.hasThis ? 1 : 0;
    if (theirs.args.size() - first != sig_.args.size() - skip) continue;
    bool fits = isCtor || loader_.argType(target, -1) == typeOf(-1);
    for (size_t i = 0; fits && i + skip < sig_.args.size(); ++i) {
      fits = loader_.argType(target, static_cast<int>(i + first)) == typeOf(static_cast<int>(i + skip));
    }
    if (fits) return target;
  }
  throw LoadFailure(LoadFailureKind::MissingMethod,
                    fmt::format("Method not found: '{}.{}'.", TypeHandle(type).toString(), name));
}

void AccessorImporter::emitMethod(MethodTable* type, MethodDesc* target, bool skipsFirst) {
  CallInfo info = directCall(target);
  if (!target->isStatic() && !type->isValueType()) {
    info.kind = target->isVirtual() ? CallInfo::Kind::Virtual : CallInfo::Kind::Direct;
    info.checkThis = true;
  }
  std::vector<Value> args = loadArguments(skipsFirst ? 1 : 0);
  builder_.ret(sig_.ret, builder_.call(info, args, {}));
}

void AccessorImporter::emitConstructor(MethodTable* type, MethodDesc* target) {
  std::vector<Value> args = loadArguments(0);
  Value result;
  Value self;
  if (type->isValueType()) {
    result = builder_.addressableTemp(sig_.ret.kind, TypeHandle(type), self);
  } else {
    result = builder_.newObject(target, Token());
    self = builder_.duplicate(result);
  }
  args.insert(args.begin(), self);
  builder_.call(directCall(target), args, {});
  builder_.ret(sig_.ret, result);
}

void AccessorImporter::emitField(MethodTable* type, bool isStatic) {
  TypeHandle result = typeOf(-1);
  if (sig_.args.size() != 1 || !result.isTypeDesc() || result.asTypeDesc()->kind != ElementType::ByRef)
    failUsage();
  TypeHandle wanted = result.asTypeDesc()->element;
  FieldDesc* found = nullptr;
  for (FieldDesc& field : type->eeClass->fields) {
    if (field.isStatic() == isStatic && field.name() == accessor_.name && loader_.fieldType(&field) == wanted)
      found = &field;
  }
  if (!found) {
    throw LoadFailure(LoadFailureKind::MissingField,
                      fmt::format("Field not found: '{}.{}'.", TypeHandle(type).toString(), accessor_.name));
  }
  // findField gives static fields their storage.
  if (isStatic) found = loader_.findField(type, accessor_.name);
  FieldRef field{};
  field.field = found;
  field.memory.element = found->elementType;
  field.memory.kind = found->kind;
  field.memory.type = wanted;
  field.memory.sizeBytes = found->sizeBytes;
  field.memory.hasReferences = found->kind == StackKind::O || wanted.containsGcPointers();
  Value address = isStatic ? builder_.staticAddress(field)
                           : builder_.fieldAddress(field, sig_.args[0].kind, loadArgument(0));
  builder_.ret(sig_.ret, address);
}

void AccessorImporter::run() {
  const Metadata& metadata = method_->methodTable->module->metadata();
  const uint32_t attribute = findAttribute(metadata, method_->token, "UnsafeAccessorAttribute");
  accessor_ = readAccessor(metadata, attribute);
  readTypes(metadata);
  const bool isCtor = accessor_.kind == Kind::Constructor;
  if (!method_->isStatic() || (isCtor && !accessor_.name.empty())) failUsage();
  if (accessor_.name.empty()) accessor_.name = isCtor ? ".ctor" : std::string(method_->name());
  MethodTable* type = targetType();

  builder_.begin(method_, sig_.args, {}, {}, true);
  StackEntry stack[1];
  size_t depth = 0;
  builder_.setStack(stack, &depth);
  builder_.beginBlock(0, 0);
  builder_.setIlOffset(0);
  switch (accessor_.kind) {
    case Kind::Constructor: emitConstructor(type, findTarget(type, accessor_.name, false, 0, true)); break;
    case Kind::Method: emitMethod(type, findTarget(type, accessor_.name, false, 1, false), false); break;
    case Kind::StaticMethod: emitMethod(type, findTarget(type, accessor_.name, true, 1, false), true); break;
    case Kind::Field: emitField(type, false); break;
    case Kind::StaticField: emitField(type, true); break;
    default: failUsage();
  }
  builder_.finish();
}

}  // namespace

bool isUnsafeAccessor(const MethodDesc* method) {
  if (method->token.isNil()) return false;
  const Metadata& metadata = method->methodTable->module->metadata();
  return metadata.methodDef(method->token.rid()).rva == 0 &&
         findAttribute(metadata, method->token, "UnsafeAccessorAttribute") != 0;
}

void importUnsafeAccessor(Runtime& runtime, MethodDesc* method, IlBuilder& builder) {
  AccessorImporter(runtime, method, builder).run();
}

}  // namespace minivm
