#include "vm/native/reflection_support.h"

#include <fmt/format.h>

#include "vm/native/native_support.h"
#include "vm/runtime.h"
#include "vm/support/utf.h"
#include "vm/threads/stack_walk.h"
#include "vm/threads/thread.h"
#include "vm/types/dynamic_scope.h"
#include "vm/unload.h"

namespace minivm {

namespace {

// Contract §4.5: RuntimeAssembly keeps its LoaderAllocator's owner at 24, its native assembly at 32,
// RuntimeModule its assembly at 16 and its native module at 24.
constexpr size_t kAssemblySyncRoot = 24, kAssemblyNative = 32;
constexpr size_t kModuleType = 8, kModuleAssembly = 16, kModuleNative = 24;

}  // namespace

std::vector<TypeHandle> constraintsOf(Thread& thread, TypeHandle variable) {
  if (!variable.isTypeDesc()) return {};
  const TypeDesc* desc = variable.asTypeDesc();
  if (desc->kind != ElementType::Var && desc->kind != ElementType::MVar) return {};
  ClassLoader& loader = loaderOf(thread);
  const Metadata& metadata = desc->module->metadata();
  // Constraints may speak of the owner's other variables.
  GenericContext context;
  const Token owner(desc->ownerToken);
  if (owner.is(Table::MethodDef)) {
    context = withVariables(thread, loader.resolveMethod(*desc->module, owner, {}))->genericContext();
  } else {
    context.classArgs = loader.loadType(*desc->module, owner, {}).asMethodTable()->eeClass->typeArgs;
  }
  std::vector<TypeHandle> result;
  for (uint32_t rid : metadata.constraintsOf(desc->genericParamRid)) {
    result.push_back(
        loader.loadType(*desc->module, metadata.genericParamConstraint(rid).constraint, context));
  }
  return result;
}

std::vector<TypeHandle> methodArgumentsOf(Thread& thread, MethodDesc* method) {
  if (!method->isGenericDefinition) return {method->methodArgs.begin(), method->methodArgs.end()};
  Module& module = *method->methodTable->module;
  const uint32_t count = module.metadata().genericParamsOf(method->token).size();
  std::vector<TypeHandle> variables;
  for (uint32_t i = 0; i < count; ++i)
    variables.push_back(loaderOf(thread).genericVariable(module, method->token, i));
  return variables;
}

MethodDesc* withVariables(Thread& thread, MethodDesc* method) {
  return method->isGenericDefinition
             ? loaderOf(thread).instantiateMethod(method, methodArgumentsOf(thread, method))
             : method;
}

std::vector<TypeHandle> typesOf_nogc(Array* runtimeTypes) {
  std::vector<TypeHandle> types;
  for (uint32_t i = 0; runtimeTypes && i < runtimeTypes->length; ++i) {
    auto* type = runtimeTypes->elementsAs<RuntimeTypeObject*>()[i];
    types.push_back(type ? TypeHandle::fromWord(type->handle) : TypeHandle());
  }
  return types;
}

void throwConstraintViolation(Thread& thread, const std::string& definition,
                              std::span<const TypeHandle> variables, std::span<const TypeHandle> args,
                              const LoadFailure& failure) {
  // The message of the loader names the argument that does not fit; .NET's sentence names its position, too.
  const std::string why = failure.what();
  for (size_t i = 0; i < args.size() && i < variables.size(); ++i) {
    if (args.size() > 1 && why.find(args[i].toString()) == why.npos) continue;
    const std::string start =
        fmt::format("GenericArguments[{}], '{}', on '{}' violates the constraint of type ", i,
                    args[i].toString(), definition);
    const std::string end = fmt::format("'{}'.", variables[i].toString());
    ClassLoader& loader = loaderOf(thread);
    MethodTable* type = loader.wellKnown(WellKnownType::ArgumentException);
    MethodDesc* ctor = loader.findMethod(type, ".ctor", "void(string,System.Exception)");
    if (!ctor) throwNew(thread, WellKnownType::ArgumentException, start + end);
    struct : Locals {
      Rooted<Object> inner, outer;
      Rooted<String> message;
    } r;
    LocalsScope scope(thread, r);
    r.inner = createException(thread, WellKnownType::TypeLoadException, start + "parameter " + end);
    r.message = newString(thread, start + end);
    r.outer = heapOf(thread).allocate(thread, type);
    Slot arguments[3], ret[2];
    arguments[0].obj = r.outer.get();
    arguments[1].obj = r.message.get();
    arguments[2].obj = r.inner.get();
    callManaged(thread, ctor, arguments, ret);
    throwManaged(thread, r.outer.get());
  }
  throw failure;
}

MethodDesc* callerMethod(Thread& thread) {
  for (const ManagedFrame& frame : managedFrames(thread)) {
    // A dynamic method without a host is part of no assembly that reflection could name: it stands for its
    // caller.
    if (frame.method->isDynamic && !scopeOf(frame.method).head.host) continue;
    if (!frame.method->methodTable->module->isCoreLib()) return frame.method;
  }
  return nullptr;
}

Module* callerModule(Thread& thread) {
  const MethodDesc* method = callerMethod(thread);
  if (method && method->isDynamic) return scopeOf(method).head.host;
  return method ? method->methodTable->module : &loaderOf(thread).coreLib();
}

Object* assemblyObjectOf(Thread& thread, Module& module) {
  Runtime& runtime = thread.runtime();
  if (!module.isManifest()) return assemblyObjectOf(thread, module.manifest());
  if (GcHandle known = module.assemblyObject.load(std::memory_order_acquire)) return *known;
  MethodTable* type = runtime.classLoader().findCoreType("System.Reflection", "RuntimeAssembly");
  runtime.classLoader().ensureFullyLoaded(type);
  Object* object = runtime.heap().allocate(thread, type).take();
  object->field<Module*>(kAssemblyNative) = &module;
  if (module.allocator)
    GcHeap::writeRef_nogc(thread, &object->field<Object*>(kAssemblySyncRoot), *module.allocator->owner);
  return runtime.publishOnce_nogc(module.assemblyObject, module.allocator, object);
}

Object* moduleObjectOf(Thread& thread, Module& module) {
  Runtime& runtime = thread.runtime();
  if (GcHandle known = module.moduleObject.load(std::memory_order_acquire)) return *known;
  ClassLoader& loader = runtime.classLoader();
  struct : Locals {
    Rooted<Object> assembly;
  } r;
  LocalsScope scope(thread, r);
  r.assembly = assemblyObjectOf(thread, module);
  MethodTable* type = loader.findCoreType("System.Reflection", "RuntimeModule");
  loader.ensureFullyLoaded(type);
  // A module that grows has its global members later: the library asks for the class when it needs it.
  Object* global = nullptr;
  if (!module.storage())
    global = runtimeTypeOf_nogc(runtime, loader.loadType(module, Token::make(Table::TypeDef, 1), {}));
  Object* object = runtime.heap().allocate(thread, type).take();
  GcHeap::writeRef_nogc(thread, &object->field<Object*>(kModuleType), global);
  GcHeap::writeRef_nogc(thread, &object->field<Object*>(kModuleAssembly), r.assembly.get());
  object->field<Module*>(kModuleNative) = &module;
  return runtime.publishOnce_nogc(module.moduleObject, module.allocator, object);
}

std::vector<Module*> livingAssemblies(Thread& thread, Rooted<Array>& owners) {
  ClassLoader& loader = thread.runtime().classLoader();
  const size_t room = loader.modules().size();
  owners = newObjectArray(thread, room);
  std::vector<Module*> living;
  for (Module* module : loader.modules()) {
    if (!module->isManifest() || living.size() == room) continue;
    if (module->allocator) setElement_nogc(thread, owners.get(), living.size(), *module->allocator->owner);
    living.push_back(module);
  }
  return living;
}

Object* newGrowingAssembly(Thread& thread, std::string name, bool isCollectible) {
  Runtime& runtime = thread.runtime();
  ClassLoader& loader = runtime.classLoader();
  if (!isCollectible) return assemblyObjectOf(thread, loader.addGrowingModule(std::move(name)));
  freeDeadBeforeNew(thread, kAssemblyPressureBytes);
  struct : Locals {
    Rooted<Object> owner;
  } r;
  LocalsScope scope(thread, r);
  r.owner = runtime.heap().allocate(thread, loader.wellKnown(WellKnownType::Object));
  GcHandle handle = runtime.heap().createHandle(HandleKind::WeakLong, r.owner.get());
  return assemblyObjectOf(thread, loader.addGrowingModule(std::move(name), handle));
}

Module* moduleOfAssembly_nogc(Object* runtimeAssembly) {
  return runtimeAssembly->field<Module*>(kAssemblyNative);
}
Module* moduleOfModule_nogc(Object* runtimeModule) {
  return runtimeModule->field<Module*>(kModuleNative);
}

Object* boxConstant(Thread& thread, Module& module, Token parent, TypeHandle type, bool& isPresent) {
  const Metadata& metadata = module.metadata();
  const auto row = metadata.constantOf(parent);
  isPresent = row.has_value();
  if (!row) return nullptr;
  const ByteSpan blob = metadata.blob(row->value);
  const auto element = static_cast<ElementType>(row->type & 0xFF);
  if (element == ElementType::Class) return nullptr;
  if (element == ElementType::String) return newString(thread, utf16LeToString(blob)).take();
  ClassLoader& loader = loaderOf(thread);
  WellKnownType known;
  switch (element) {
    case ElementType::Boolean: known = WellKnownType::Boolean; break;
    case ElementType::Char: known = WellKnownType::Char; break;
    case ElementType::I1: known = WellKnownType::SByte; break;
    case ElementType::U1: known = WellKnownType::Byte; break;
    case ElementType::I2: known = WellKnownType::Int16; break;
    case ElementType::U2: known = WellKnownType::UInt16; break;
    case ElementType::I4: known = WellKnownType::Int32; break;
    case ElementType::U4: known = WellKnownType::UInt32; break;
    case ElementType::I8: known = WellKnownType::Int64; break;
    case ElementType::U8: known = WellKnownType::UInt64; break;
    case ElementType::R4: known = WellKnownType::Single; break;
    case ElementType::R8: known = WellKnownType::Double; break;
    default: isPresent = false; return nullptr;
  }
  MethodTable* mt = loader.wellKnown(known);
  if (type && !type.isTypeDesc() && type.asMethodTable()->isEnum()) mt = type.asMethodTable();
  uint8_t bytes[8] = {};
  std::memcpy(bytes, blob.data(), std::min<size_t>(blob.size(), sizeof bytes));
  return boxValue(thread, mt, [&] { return &bytes[0]; });
}

}  // namespace minivm
