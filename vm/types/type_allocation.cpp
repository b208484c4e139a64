// First load level: the address, category and arguments of a type. Nothing here looks at members, except for
// counting virtual methods.
#include <cstring>

#include "vm/types/type_loader.h"

namespace minivm {

namespace {

enum TypeAttributes : uint32_t {
  kTypeInterface = 0x20,
  kTypeAbstract = 0x80,
  kTypeSealed = 0x100,
  kTypeBeforeFieldInit = 0x100000
};

/// The core library's primitives; sizes follow from the element type.
struct PrimitiveName {
  const char* name;
  ElementType element;
  WellKnownType wellKnown;
};
constexpr PrimitiveName kPrimitives[] = {
    {"Boolean", ElementType::Boolean, WellKnownType::Boolean},
    {"Char", ElementType::Char, WellKnownType::Char},
    {"SByte", ElementType::I1, WellKnownType::SByte},
    {"Byte", ElementType::U1, WellKnownType::Byte},
    {"Int16", ElementType::I2, WellKnownType::Int16},
    {"UInt16", ElementType::U2, WellKnownType::UInt16},
    {"Int32", ElementType::I4, WellKnownType::Int32},
    {"UInt32", ElementType::U4, WellKnownType::UInt32},
    {"Int64", ElementType::I8, WellKnownType::Int64},
    {"UInt64", ElementType::U8, WellKnownType::UInt64},
    {"IntPtr", ElementType::I, WellKnownType::IntPtr},
    {"UIntPtr", ElementType::U, WellKnownType::UIntPtr},
    {"Single", ElementType::R4, WellKnownType::Single},
    {"Double", ElementType::R8, WellKnownType::Double},
    {"Void", ElementType::Void, WellKnownType::Void},
    {"TypedReference", ElementType::TypedByRef, WellKnownType::TypedReference},
    {"Object", ElementType::Object, WellKnownType::Object},
    {"String", ElementType::String, WellKnownType::String},
};

/// Element type of a value type of namespace System in the core library.
ElementType primitiveByName(std::string_view name) {
  for (const PrimitiveName& primitive : kPrimitives) {
    if (name == primitive.name && primitive.element != ElementType::Object &&
        primitive.element != ElementType::String) {
      return primitive.element;
    }
  }
  return ElementType::ValueType;
}

uint32_t primitiveBytes(ElementType element) {
  switch (element) {
    case ElementType::Boolean:
    case ElementType::I1:
    case ElementType::U1: return 1;
    case ElementType::Char:
    case ElementType::I2:
    case ElementType::U2: return 2;
    case ElementType::I4:
    case ElementType::U4:
    case ElementType::R4: return 4;
    default: return 8;
  }
}

}  // namespace

uint32_t TypeLoader::virtualBound(TypeKey key, uint32_t depth) {
  uint32_t& cached = key.module->virtualBounds[key.rid];
  if (cached) return cached - 1;
  const Metadata& metadata = key.module->metadata();
  if (depth > kMaxLoadDepth) {
    throw LoadFailure(LoadFailureKind::TypeLoad,
                      metadata.path() + ": TypeDef row " + std::to_string(key.rid) +
                          ": the type derives from itself, or the chain of base types is endless");
  }
  TypeDefRow row = metadata.typeDef(key.rid);
  uint32_t bound = 0;
  if (!(row.flags & kTypeInterface)) {
    if (TypeKey base = keyOf(*key.module, row.extends)) bound = virtualBound(base, depth + 1);
  }
  for (uint32_t method : metadata.methodsOf(key.rid)) {
    if ((metadata.methodDef(method).flags & 0x50) == 0x40) ++bound;  // virtual and not static
  }
  if (bound > 0xFFF0) {
    throw LoadFailure(LoadFailureKind::TypeLoad, metadata.path() + ": TypeDef row " +
                                                     std::to_string(key.rid) + ": too many virtual methods");
  }
  cached = bound + 1;
  return bound;
}

uint32_t TypeLoader::genericDepthOf(TypeHandle type) {
  uint32_t depth = 0;
  while (type) {
    if (type.isTypeDesc()) {
      type = type.asTypeDesc()->element;
    } else if (type.asMethodTable()->isArray()) {
      type = type.asMethodTable()->elementType();
    } else {
      return depth + loaderData(type.asMethodTable())->genericDepth;
    }
    ++depth;
  }
  return depth;
}

MethodTable* TypeLoader::typeDef(Module& module, uint32_t rid) {
  module.metadata().require(Token::make(Table::TypeDef, rid));
  if (MethodTable* known = module.typeDefs[rid].load(std::memory_order_relaxed)) return known;
  if (!module.metadata().isWritten(rid)) {
    const TypeDefRow row = module.metadata().typeDef(rid);
    throw LoadFailure(LoadFailureKind::TypeLoad,
                      "Could not load type '" + std::string(module.metadata().string(row.name)) +
                          "' from assembly '" + module.displayName() + "': it is not created yet.");
  }
  Token token = Token::make(Table::TypeDef, rid);
  uint32_t arity = module.metadata().genericParamsOf(token).size();
  std::vector<TypeHandle> variables(arity);
  for (uint32_t i = 0; i < arity; ++i) variables[i] = variable(module, token, i);
  MethodTable* mt = allocate(module, rid, nullptr, variables);
  module.typeDefs[rid].store(mt, std::memory_order_release);
  return mt;
}

namespace {

std::string nameWithoutEnclosing(const MethodTable* definition) {
  const Metadata& metadata = definition->module->metadata();
  TypeDefRow row = metadata.typeDef(definition->eeClass->typeDef.rid());
  std::string nameSpace(metadata.string(row.nameSpace));
  return (nameSpace.empty() ? "" : nameSpace + ".") + std::string(metadata.string(row.name));
}

[[noreturn]] void failArity(const MethodTable* definition) {
  throw LoadFailure(LoadFailureKind::TypeLoad,
                    "The generic type '" + nameWithoutEnclosing(definition) +
                        "' was used with the wrong number of generic arguments in assembly '" +
                        definition->module->displayName() + "'.");
}

}  // namespace

MethodTable* TypeLoader::instance(MethodTable* definition, std::span<const TypeHandle> args) {
  if (!definition->isGenericDefinition()) {
    if (args.empty()) return definition;
    failArity(definition);
  }
  std::span<const TypeHandle> own = definition->eeClass->typeArgs;
  if (args.size() != own.size()) {
    failArity(definition);
  }
  if (std::equal(own.begin(), own.end(), args.begin())) return definition;
  if (MethodTable** known = instances_.find(InstanceKey{definition, args})) return *known;
  for (TypeHandle arg : args) {
    ElementType element = arg.isNull() ? ElementType::Void : arg.elementType();
    if (element == ElementType::Void || element == ElementType::ByRef || element == ElementType::Ptr ||
        element == ElementType::FnPtr || element == ElementType::TypedByRef) {
      throw LoadFailure(LoadFailureKind::TypeLoad,
                        "The generic type '" + TypeHandle(definition).toString() +
                            "' was used with an invalid instantiation in assembly '" +
                            definition->module->displayName() + "'.");
    }
  }
  MethodTable* mt = allocate(*definition->module, definition->eeClass->typeDef.rid(), definition, args);
  instances_.tryInsert(InstanceKey{definition, mt->eeClass->typeArgs}, mt);
  return mt;
}

MethodTable* TypeLoader::allocate(Module& module, uint32_t rid, MethodTable* definition,
                                  std::span<const TypeHandle> args) {
  const Metadata& metadata = module.metadata();
  TypeDefRow row = metadata.typeDef(rid);
  TypeKey key{&module, rid};
  TypeKey base = keyOf(module, row.extends);
  bool isInterface = (row.flags & kTypeInterface) != 0;
  uint32_t bound = virtualBound(key);

  uint32_t genericDepth = 0;
  bool hasVariables = false;
  for (TypeHandle arg : args) {
    genericDepth = std::max(genericDepth, genericDepthOf(arg) + 1);
    hasVariables |= arg.containsGenericVariables();
  }
  if (genericDepth > kMaxGenericDepth) {
    throw LoadFailure(LoadFailureKind::TypeLoad,
                      module.simpleName() + ": " + std::string(metadata.string(row.nameSpace)) + "." +
                          std::string(metadata.string(row.name)) + ": type arguments nest deeper than " +
                          std::to_string(kMaxGenericDepth) +
                          "; does the type mention ever larger instances of itself?");
  }

  // [GcDesc*][MethodTable][slots][methods], then the cold parts.
  size_t tableBytes = 8 + sizeof(MethodTable) + bound * (sizeof(void*) + sizeof(MethodDesc*));
  LoaderAllocator* allocator = allocatorOf(module.allocator, args);
  Arena& own = arenaOf(allocator);
  auto* memory = static_cast<uint8_t*>(own.allocate(tableBytes, 16));
  std::memset(memory, 0, tableBytes);
  auto* mt = new (memory + 8) MethodTable();
  auto* eeClass = own.make<EEClass>();
  auto* data = own.make<LoaderData>();
  mt->aux = own.make<AuxiliaryData>();
  mt->aux->module = &module;
  mt->module = &module;
  mt->eeClass = eeClass;
  eeClass->methodTable = mt;
  eeClass->allocator = allocator;
  eeClass->module = &module;
  eeClass->typeDef = Token::make(Table::TypeDef, rid);
  eeClass->attributes = row.flags;
  eeClass->loaderData = data;
  eeClass->elementType = ElementType::Class;
  eeClass->alignment = 8;
  data->level = LoadLevel::Allocated;
  data->genericDepth = static_cast<uint8_t>(genericDepth);
  data->virtualBound = static_cast<uint16_t>(bound);

  uint32_t flags = allocator ? MethodTable::kCollectible : 0u;
  uint32_t privateFlags = 0;
  if (allocator) allocator->types.push_back(mt);
  if (isInterface) {
    flags |= MethodTable::kCategoryInterface;
  } else if (base && base == enumKey) {
    flags |= MethodTable::kCategoryEnum;
    eeClass->elementType = ElementType::ValueType;
  } else if (base && base == valueTypeKey && key != enumKey) {
    eeClass->elementType = ElementType::ValueType;
    flags |= MethodTable::kCategoryValueType;
    if (module.isCoreLib() && metadata.string(row.nameSpace) == "System" && !metadata.enclosingType(rid)) {
      eeClass->elementType = primitiveByName(metadata.string(row.name));
      if (eeClass->elementType != ElementType::ValueType && eeClass->elementType != ElementType::Void &&
          eeClass->elementType != ElementType::TypedByRef) {
        flags |= MethodTable::kCategoryPrimitive;
        // Known before any layout: Int32 has a field of type Int32.
        eeClass->instanceBytes = primitiveBytes(eeClass->elementType);
        eeClass->alignment = static_cast<uint8_t>(eeClass->instanceBytes);
      }
      if (key == nullableKey) flags |= MethodTable::kCategoryNullable;
    }
  } else if (key == stringKey) {
    eeClass->elementType = ElementType::String;
    privateFlags |= MethodTable::kIsString;
    flags |= MethodTable::kHasComponentSize | 2;
  } else if (key == objectKey) {
    eeClass->elementType = ElementType::Object;
  } else if (base && base == multicastDelegateKey) {
    privateFlags |= MethodTable::kIsDelegate;
  }
  if (row.flags & kTypeAbstract) privateFlags |= MethodTable::kIsAbstract;
  if (row.flags & kTypeSealed) privateFlags |= MethodTable::kIsSealed;
  if (row.flags & kTypeBeforeFieldInit) {
    privateFlags |= MethodTable::kBeforeFieldInit;
  } else if (!isInterface && !(flags & MethodTable::kHasComponentSize)) {
    flags |= 0x400;  // precise initializers (contract 4.2, samples)
  }
  if (hasVariables) flags |= MethodTable::kContainsGenericVariables;
  if (!args.empty()) {
    eeClass->typeArgs = own.copyArray(args);
    auto** dictionary = static_cast<TypeHandle**>(own.allocate(sizeof(TypeHandle*)));
    dictionary[0] = const_cast<TypeHandle*>(eeClass->typeArgs.data());
    mt->perInstInfo = dictionary;
    eeClass->genericDefinition = definition ? definition : mt;
    flags |= definition ? MethodTable::kGenericInstance : MethodTable::kGenericDefinition;
    for (uint32_t param : metadata.genericParamsOf(eeClass->typeDef)) {
      if (metadata.genericParam(param).flags & 3) {
        privateFlags |= MethodTable::kHasVariance;
        flags |= 0x100;
      }
    }
  }
  mt->flags = flags;
  mt->privateFlags.store(privateFlags, std::memory_order_relaxed);
  // Open types are loaded when somebody asks for them: most exist only as the definition of an instance.
  if (!hasVariables) pending_.push_back(mt);
  return mt;
}

MethodTable* TypeLoader::wellKnown(WellKnownType type) {
  struct Name {
    const char* nameSpace;
    const char* name;
  };
  static constexpr Name kNames[] = {
#define WELL_KNOWN_TYPE(id, nameSpace, name) {nameSpace, name},
#include "vm/types/well_known.def"
  };
  std::atomic<MethodTable*>& cached = wellKnown_[static_cast<size_t>(type)];
  if (MethodTable* known = cached.load(std::memory_order_relaxed)) return known;
  const Name& name = kNames[static_cast<size_t>(type)];
  TypeKey key = coreKey(name.nameSpace, name.name);
  if (!key) {
    throw LoadFailure(LoadFailureKind::TypeLoad,
                      (coreLib ? coreLib->image().path() : std::string("no core library")) +
                          ": the VM needs type " + name.nameSpace + "." + name.name +
                          ", which this class library lacks");
  }
  MethodTable* made = typeDef(key);
  cached.store(made, std::memory_order_release);
  return made;
}

MethodTable* TypeLoader::primitive(ElementType element) {
  auto index = static_cast<size_t>(element);
  if (index < std::size(primitives_)) {
    if (primitives_[index]) return primitives_[index];
    for (const PrimitiveName& primitive : kPrimitives) {
      if (primitive.element == element) return primitives_[index] = wellKnown(primitive.wellKnown);
    }
  }
  throw LoadFailure(LoadFailureKind::BadImageFormat,
                    "element type " + std::to_string(index) + " of a signature is no type");
}

TypeHandle TypeLoader::variable(Module& module, Token owner, uint32_t index) {
  auto key = std::pair(reinterpret_cast<uintptr_t>(&module), uint64_t{owner.value} << 32 | index);
  if (TypeDesc** known = variables_.find(key)) return TypeHandle(*known);
  RowRange params = module.metadata().genericParamsOf(owner);
  auto* desc = makeTypeDesc(module.allocator);
  desc->kind = owner.is(Table::TypeDef) ? ElementType::Var : ElementType::MVar;
  desc->index = index;
  desc->module = &module;
  desc->ownerToken = owner.value;
  desc->genericParamRid = index < params.size() ? params[index] : 0;
  variables_.tryInsert(key, desc);
  return TypeHandle(desc);
}

TypeHandle TypeLoader::derived(ElementType kind, TypeHandle element) {
  auto key = std::pair(element.word(), static_cast<uint32_t>(kind));
  if (TypeDesc** known = derived_.find(key)) return TypeHandle(*known);
  if (genericDepthOf(element) > kMaxGenericDepth) {
    throw LoadFailure(LoadFailureKind::TypeLoad,
                      element.toString() + ": pointers nest deeper than " + std::to_string(kMaxGenericDepth));
  }
  auto* desc = makeTypeDesc(minivm::allocatorOf(element));
  desc->kind = kind;
  desc->element = element;
  derived_.tryInsert(key, desc);
  return TypeHandle(desc);
}

TypeHandle TypeLoader::fnPtr(std::span<const TypeHandle> types, uint8_t callConv) {
  callConv = identityOfConvention(callConv);
  InstanceKey probe{reinterpret_cast<const void*>(uintptr_t{callConv}), types};
  if (TypeDesc** known = fnPtrs_.find(probe)) return TypeHandle(*known);
  auto* desc = makeTypeDesc(allocatorOf(nullptr, types));
  desc->kind = ElementType::FnPtr;
  desc->fnPtrSig = arenaOf(desc->allocator).copyArray(types);
  desc->fnPtrCallConv = callConv;
  fnPtrs_.tryInsert(InstanceKey{probe.definition, desc->fnPtrSig}, desc);
  return TypeHandle(desc);
}

TypeHandle TypeLoader::substitute(TypeHandle type, const GenericContext& context) {
  if (!type || !type.containsGenericVariables()) return type;
  if (type.isTypeDesc()) {
    TypeDesc* desc = type.asTypeDesc();
    switch (desc->kind) {
      case ElementType::Var:
        return desc->index < context.classArgs.size() ? context.classArgs[desc->index] : type;
      case ElementType::MVar:
        return desc->index < context.methodArgs.size() ? context.methodArgs[desc->index] : type;
      case ElementType::FnPtr: {
        std::vector<TypeHandle> types;
        for (TypeHandle part : desc->fnPtrSig) types.push_back(substitute(part, context));
        return fnPtr(types, desc->fnPtrCallConv);
      }
      default: return derived(desc->kind, substitute(desc->element, context));
    }
  }
  MethodTable* mt = type.asMethodTable();
  if (mt->isArray()) {
    TypeHandle element = substitute(mt->elementType(), context);
    return mt->isSzArray() ? szArray(element) : mdArray(element, mt->eeClass->rank);
  }
  std::vector<TypeHandle> args;
  for (TypeHandle arg : mt->eeClass->typeArgs) args.push_back(substitute(arg, context));
  return instance(mt->eeClass->genericDefinition, args);
}

}  // namespace minivm
