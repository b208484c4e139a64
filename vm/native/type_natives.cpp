// System.RuntimeTypeHandle: what a type is. Its members are in member_natives.cpp.
#include <fmt/format.h>

#include "vm/native/native_list.h"
#include "vm/native/native_support.h"
#include "vm/native/reflection_support.h"
#include "vm/runtime.h"
#include "vm/threads/thread.h"

namespace minivm::natives {

namespace {

using TypeArg = Handle<RuntimeTypeObject>;

bool isVariable(TypeHandle type) {
  return type.isTypeDesc() &&
         (type.asTypeDesc()->kind == ElementType::Var || type.asTypeDesc()->kind == ElementType::MVar);
}

/// The type with a TypeDef row behind it; null for arrays, pointers, variables.
MethodTable* withDefinition(TypeHandle type) {
  if (type.isTypeDesc() || type.asMethodTable()->isArray()) return nullptr;
  return type.asMethodTable();
}

/// `System.Nullable`1[T]`: a definition as reflection prints it.
std::string definitionText(TypeHandle definition) {
  std::string text = definition.toString();
  const auto variables = definition.asMethodTable()->eeClass->typeArgs;
  for (size_t i = 0; i < variables.size(); ++i) text += (i ? "," : "[") + variables[i].toString();
  return variables.empty() ? text : text + "]";
}

Object* runtimeTypeOrNull(Thread& thread, TypeHandle type) {
  return type ? runtimeTypeOf_nogc(thread.runtime(), type) : nullptr;
}

}  // namespace

Object* typeFromHandle(Thread& thread, uintptr_t word) {
  return runtimeTypeOrNull(thread, TypeHandle::fromWord(word));
}

int32_t typeGetAttributes(Thread& thread, TypeArg type) {
  constexpr int32_t kPublic = 1, kSealed = 0x100, kSerializable = 0x2000;
  const TypeHandle handle = typeFrom(thread, type);
  if (handle.isTypeDesc()) return kPublic;
  if (handle.asMethodTable()->isArray()) return kPublic | kSealed | kSerializable;
  return static_cast<int32_t>(handle.asMethodTable()->eeClass->attributes);
}

int32_t typeGetCorElementType(Thread& thread, TypeArg type) {
  const TypeHandle handle = typeFrom(thread, type);
  if (!handle.isTypeDesc() && handle.asMethodTable()->isEnum())
    return static_cast<int32_t>(ElementType::ValueType);
  return static_cast<int32_t>(handle.elementType());
}

int32_t typeGetEnumUnderlyingType(Thread& thread, TypeArg type) {
  const TypeHandle handle = typeFrom(thread, type);
  const bool isEnum = !handle.isTypeDesc() && handle.asMethodTable()->isEnum();
  return static_cast<int32_t>(isEnum ? handle.reducedElementType() : ElementType::Class);
}

Fresh<String> typeGetName(Thread& thread, TypeArg type) {
  const TypeHandle handle = typeFrom(thread, type);
  if (isVariable(handle)) {
    const TypeDesc* variable = handle.asTypeDesc();
    const Metadata& metadata = variable->module->metadata();
    return newString(thread, metadata.string(metadata.genericParam(variable->genericParamRid).name));
  }
  const MethodTable* mt = withDefinition(handle);
  if (!mt) return Fresh<String>(nullptr);
  const Metadata& metadata = mt->module->metadata();
  return newString(thread, metadata.string(metadata.typeDef(mt->eeClass->typeDef.rid()).name));
}

Fresh<String> typeGetNamespace(Thread& thread, TypeArg type) {
  const MethodTable* mt = withDefinition(typeFrom(thread, type));
  if (!mt) return Fresh<String>(nullptr);
  const Metadata& metadata = mt->module->metadata();
  uint32_t rid = mt->eeClass->typeDef.rid();
  for (uint32_t depth = 0; depth < 64; ++depth) {
    const uint32_t outer = metadata.enclosingType(rid);
    if (!outer) break;
    rid = outer;
  }
  const std::string_view name = metadata.string(metadata.typeDef(rid).nameSpace);
  return name.empty() ? Fresh<String>(nullptr) : newString(thread, name);
}

int32_t typeGetToken(Thread& thread, TypeArg type) {
  const TypeHandle handle = typeFrom(thread, type);
  if (isVariable(handle))
    return static_cast<int32_t>(Token::make(Table::GenericParam, handle.asTypeDesc()->genericParamRid).value);
  const MethodTable* mt = withDefinition(handle);
  return static_cast<int32_t>(mt ? mt->eeClass->typeDef.value : Token::make(Table::TypeDef, 0).value);
}

Object* typeGetBaseType(Thread& thread, TypeArg type) {
  const TypeHandle handle = typeFrom(thread, type);
  if (isVariable(handle)) {
    // The class that a constraint names, else ValueType for struct variables, else Object.
    for (TypeHandle constraint : constraintsOf(thread, handle)) {
      if (!isVariable(constraint) && !constraint.asMethodTable()->isInterface())
        return runtimeTypeOrNull(thread, constraint);
    }
    constexpr uint32_t kNotNullableValueType = 8;
    const TypeDesc* variable = handle.asTypeDesc();
    const bool isStruct = (variable->module->metadata().genericParam(variable->genericParamRid).flags &
                           kNotNullableValueType) != 0;
    return runtimeTypeOrNull(
        thread, loaderOf(thread).wellKnown(isStruct ? WellKnownType::ValueType : WellKnownType::Object));
  }
  if (handle.isTypeDesc() || handle.asMethodTable()->isInterface()) return nullptr;
  return runtimeTypeOrNull(thread, handle.asMethodTable()->parent);
}

Object* typeGetDeclaringType(Thread& thread, TypeArg type) {
  const TypeHandle handle = typeFrom(thread, type);
  ClassLoader& loader = loaderOf(thread);
  if (isVariable(handle)) {
    const TypeDesc* variable = handle.asTypeDesc();
    Token owner(variable->ownerToken);
    if (owner.is(Table::MethodDef))
      owner = Token::make(Table::TypeDef, variable->module->metadata().typeOfMethod(owner.rid()));
    return runtimeTypeOrNull(thread, loader.loadType(*variable->module, owner, {}));
  }
  const MethodTable* mt = withDefinition(handle);
  const uint32_t outer = mt ? mt->module->metadata().enclosingType(mt->eeClass->typeDef.rid()) : 0;
  return outer
             ? runtimeTypeOrNull(thread, loader.loadType(*mt->module, Token::make(Table::TypeDef, outer), {}))
             : nullptr;
}

Object* typeGetElementType(Thread& thread, TypeArg type) {
  const TypeHandle handle = typeFrom(thread, type);
  if (handle.isTypeDesc()) return runtimeTypeOrNull(thread, handle.asTypeDesc()->element);
  return handle.asMethodTable()->isArray() ? runtimeTypeOrNull(thread, handle.asMethodTable()->elementType())
                                           : nullptr;
}

Fresh<Array> typeGetFunctionPointerTypes(Thread& thread, TypeArg type) {
  const TypeHandle handle = typeFrom(thread, type);
  if (!handle.isTypeDesc() || handle.asTypeDesc()->kind != ElementType::FnPtr) return Fresh<Array>(nullptr);
  return newTypeArray(thread, handle.asTypeDesc()->fnPtrSig);
}

bool typeIsUnmanagedFunctionPointer(Thread& thread, TypeArg type) {
  const TypeHandle handle = typeFrom(thread, type);
  if (!handle.isTypeDesc() || handle.asTypeDesc()->kind != ElementType::FnPtr) return false;
  const uint8_t convention = handle.asTypeDesc()->fnPtrCallConv & kSigKindMask;
  return convention != kSigDefault && convention != kSigVarArg;
}

int32_t typeGetArrayRank(Thread& thread, TypeArg type) {
  const TypeHandle handle = typeFrom(thread, type);
  if (handle.isTypeDesc() || !handle.asMethodTable()->isArray()) return 0;
  return handle.asMethodTable()->isSzArray() ? 1 : handle.asMethodTable()->eeClass->rank;
}

Fresh<Array> typeGetInstantiation(Thread& thread, TypeArg type) {
  const MethodTable* mt = withDefinition(typeFrom(thread, type));
  if (!mt || mt->eeClass->typeArgs.empty()) return Fresh<Array>(nullptr);
  return newTypeArray(thread, mt->eeClass->typeArgs);
}

Object* typeGetGenericTypeDefinition(Thread& thread, TypeArg type) {
  const MethodTable* mt = withDefinition(typeFrom(thread, type));
  return mt ? runtimeTypeOrNull(thread, mt->eeClass->genericDefinition) : nullptr;
}

Object* typeInstantiate(Thread& thread, TypeArg definition, Handle<Array> arguments) {
  const TypeHandle handle = typeFrom(thread, definition);
  const std::vector<TypeHandle> args = typesOf_nogc(arguments.get());
  for (size_t i = 0; i < args.size(); ++i) {
    if (!args[i]) throwArgument(thread, WellKnownType::ArgumentNullException, "", "typeArguments");
  }
  if (args.size() != handle.asMethodTable()->eeClass->typeArgs.size()) {
    throwArgument(
        thread, WellKnownType::ArgumentException,
        "The number of generic arguments provided doesn't equal the arity of the generic type definition.",
        "typeArguments");
  }
  for (const TypeHandle arg : args) {
    if (arg.elementType() == ElementType::Void || arg.elementType() == ElementType::Ptr ||
        arg.elementType() == ElementType::ByRef) {
      throwNew(thread, WellKnownType::ArgumentException,
               fmt::format("The type '{}' may not be used as a type argument.", arg.toString()));
    }
  }
  try {
    // Its own variables as arguments mean the definition itself.
    const auto own = handle.asMethodTable()->eeClass->typeArgs;
    if (std::equal(own.begin(), own.end(), args.begin(), args.end())) return definition.get();
    return runtimeTypeOrNull(thread, loaderOf(thread).instantiate(handle.asMethodTable(), args));
  } catch (const LoadFailure& failure) {
    throwConstraintViolation(thread, definitionText(handle), handle.asMethodTable()->eeClass->typeArgs, args,
                             failure);
  }
}

Object* typeMakeArray(Thread& thread, TypeArg type, int32_t rank) {
  const TypeHandle element = typeFrom(thread, type);
  ClassLoader& loader = loaderOf(thread);
  if (element.elementType() == ElementType::ByRef || element.elementType() == ElementType::Void ||
      element.isByRefLike()) {
    throw LoadFailure(LoadFailureKind::TypeLoad,
                      fmt::format("Could not create an array of type '{}'", element.toString()));
  }
  return runtimeTypeOrNull(thread, rank == 0 ? loader.loadSzArray(element)
                                             : loader.loadMdArray(element, static_cast<uint32_t>(rank)));
}

Object* typeMakePointer(Thread& thread, TypeArg type) {
  return runtimeTypeOrNull(thread, loaderOf(thread).pointerTo(typeFrom(thread, type)));
}
Object* typeMakeByRef(Thread& thread, TypeArg type) {
  return runtimeTypeOrNull(thread, loaderOf(thread).byRefTo(typeFrom(thread, type)));
}

Fresh<Array> typeGetInterfaces(Thread& thread, TypeArg type) {
  const TypeHandle handle = typeFrom(thread, type);
  std::vector<TypeHandle> result;
  if (isVariable(handle)) {
    for (TypeHandle constraint : constraintsOf(thread, handle)) {
      if (!isVariable(constraint) && constraint.asMethodTable()->isInterface()) result.push_back(constraint);
    }
  } else if (!handle.isTypeDesc()) {
    MethodTable* mt = handle.asMethodTable();
    loaderOf(thread).ensureFullyLoaded(mt);
    if (!mt->isNullable()) {
      for (MethodTable* interface : mt->interfaces()) result.emplace_back(interface);
    }
    if (mt->isSzArray()) {
      for (MethodTable* interface : loaderOf(thread).szArrayInterfaces(mt)) result.emplace_back(interface);
    }
  }
  return newTypeArray(thread, result);
}

bool typeCanCastTo(Thread& thread, TypeArg from, TypeArg to) {
  return loaderOf(thread).canCastTo(typeFrom(thread, from), typeFrom(thread, to));
}

bool typeIsInstanceOfType(Thread& thread, TypeArg type, Handle<Object> object) {
  return !object.isNull() && loaderOf(thread).isInstanceOf_nogc(object.get(), typeFrom(thread, type));
}

bool typeContainsGenericVariables(Thread& thread, TypeArg type) {
  return typeFrom(thread, type).containsGenericVariables();
}

int32_t typeGetGenericVariableIndex(Thread& thread, TypeArg type) {
  const TypeHandle handle = typeFrom(thread, type);
  return isVariable(handle) ? static_cast<int32_t>(handle.asTypeDesc()->index) : -1;
}

int32_t typeGetGenericParameterAttributes(Thread& thread, TypeArg type) {
  const TypeHandle handle = typeFrom(thread, type);
  if (!isVariable(handle)) return 0;
  return handle.asTypeDesc()->module->metadata().genericParam(handle.asTypeDesc()->genericParamRid).flags;
}

Fresh<Array> typeGetConstraints(Thread& thread, TypeArg type) {
  return newTypeArray(thread, constraintsOf(thread, typeFrom(thread, type)));
}

MethodDesc* typeGetDeclaringMethod(Thread& thread, TypeArg type) {
  const TypeHandle handle = typeFrom(thread, type);
  if (!isVariable(handle) || handle.asTypeDesc()->kind != ElementType::MVar) return nullptr;
  return loaderOf(thread).resolveMethod(*handle.asTypeDesc()->module, Token(handle.asTypeDesc()->ownerToken),
                                        {});
}

bool typeIsByRefLike(Thread& thread, TypeArg type) {
  return typeFrom(thread, type).isByRefLike();
}

Fresh<Array> typeGetLayout(Thread& thread, TypeArg type) {
  const MethodTable* mt = withDefinition(typeFrom(thread, type));
  int32_t values[3] = {0, 0, 3};  // LayoutKind.Auto
  if (mt) {
    constexpr uint32_t kLayoutMask = 0x18, kSequential = 0x08, kExplicit = 0x10;
    const uint32_t layout = mt->eeClass->attributes & kLayoutMask;
    values[2] = layout == kSequential ? 0 : layout == kExplicit ? 2 : 3;
    if (const auto row = mt->module->metadata().classLayoutOf(mt->eeClass->typeDef.rid())) {
      values[0] = row->packingSize;
      values[1] = static_cast<int32_t>(row->classSize);
    }
  }
  return newInt32Array(thread, values);
}

Object* typeGetTypeByName(Thread& thread, Handle<String> name, Handle<Object> assembly, bool,
                          ByRef<int32_t>) {
  if (name.isNull()) throwArgument(thread, WellKnownType::ArgumentNullException, "", "typeName");
  Module* from = assembly.isNull() ? callerModule(thread) : moduleOfAssembly_nogc(assembly.get());
  return runtimeTypeOrNull(thread, loaderOf(thread).parseTypeName(from, toUtf8(name.get())));
}

MethodDesc* typeGetDefaultConstructor(Thread& thread, TypeArg type) {
  MethodTable* mt = withDefinition(typeFrom(thread, type));
  return mt ? loaderOf(thread).findMethod(mt, ".ctor", "void()") : nullptr;
}

Object* typeCreateInstanceDefaultCtor(Thread& thread, TypeArg type, bool publicOnly) {
  const TypeHandle handle = typeFrom(thread, type);
  const auto refuse = [&](std::string_view why) {
    throwNew(thread, WellKnownType::MissingMethodException,
             fmt::format("Cannot dynamically create an instance of type '{}'. Reason: {}", handle.toString(),
                         why));
  };
  if (handle.containsGenericVariables()) {
    throwNew(thread, WellKnownType::ArgumentException,
             fmt::format("Cannot create an instance of {} because Type.ContainsGenericParameters is true.",
                         handle.toString()));
  }
  if (handle.elementType() == ElementType::Void || handle.isByRefLike()) {
    throwNew(thread, WellKnownType::NotSupportedException,
             handle.isByRefLike() ? "Cannot create boxed ByRef-like values."
                                  : "Cannot dynamically create an instance of System.Void.");
  }
  if (handle.isTypeDesc() || handle.asMethodTable()->isArray()) refuse("Type is not supported.");
  MethodTable* mt = handle.asMethodTable();
  if (mt->isString()) refuse("Uninitialized Strings cannot be created.");
  if (mt->isInterface()) refuse("Cannot create an instance of an interface.");
  if (mt->has(MethodTable::kIsAbstract)) refuse("Cannot create an abstract class.");
  if (mt->isNullable()) return nullptr;
  ClassLoader& loader = loaderOf(thread);
  loader.ensureFullyLoaded(mt);
  MethodDesc* ctor = loader.findMethod(mt, ".ctor", "void()");
  constexpr uint16_t kAccessMask = 7, kPublic = 6;
  if (ctor ? publicOnly && (ctor->attributes & kAccessMask) != kPublic : !mt->isValueType())
    refuse("No parameterless constructor defined.");
  if (!mt->has(MethodTable::kBeforeFieldInit)) ensureClassInitRunsManaged(thread, mt);
  struct : Locals {
    Rooted<Object> object;
  } r;
  LocalsScope scope(thread, r);
  r.object = heapOf(thread).allocate(thread, mt);
  if (ctor) {
    Slot self, ret[2];
    if (mt->isValueType()) {
      self.byref = r.object->data();
    } else {
      self.obj = r.object.get();
    }
    callManaged(thread, ctor, &self, ret);
  }
  return r.object.get();
}

}  // namespace minivm::natives
