// System.RuntimeTypeHandle, MethodTable and TypeHandle for the stock library: what a type is, and making
// types.
#include <cstring>

#include "vm/entry/precode.h"
#include "vm/native/native_list.h"
#include "vm/native/stock/stock_state.h"
#include "vm/native/stock/stock_support.h"
#include "vm/runtime.h"
#include "vm/support/arena.h"
#include "vm/threads/thread.h"

namespace minivm::natives {

namespace {

using TypeArg = Handle<RuntimeTypeObject>;

bool isVariable(TypeHandle type) {
  return type.isTypeDesc() &&
         (type.asTypeDesc()->kind == ElementType::Var || type.asTypeDesc()->kind == ElementType::MVar);
}

/// The RuntimeType behind a handle as the argument of a native that takes one: RuntimeTypes are frozen.
struct TypeRef {
  RuntimeTypeObject* object;
  explicit TypeRef(Thread& thread, TypeHandle type)
      : object(static_cast<RuntimeTypeObject*>(runtimeTypeOf_nogc(thread.runtime(), type))) {}
  operator TypeArg() const { return TypeArg(&object); }  // NOLINT: an adapter
};

/// The precode of the native that makes an object from a MethodTable: what managed code calls as an
/// allocator.
void* allocatorOf(Thread& thread) {
  ClassLoader& loader = loaderOf(thread);
  MethodDesc* allocate =
      loader.findMethod(loader.wellKnown(WellKnownType::RuntimeTypeHandle), "InternalAllocNoChecks_FastPath");
  if (!allocate)
    throw LoadFailure(LoadFailureKind::MissingMethod,
                      "RuntimeTypeHandle has no InternalAllocNoChecks_FastPath");
  return ensurePrecode(thread.runtime(), allocate);
}

/// The object that `type` boxes to: Nullable gives its value's type.
MethodTable* boxedType(MethodTable* type) {
  return type->isNullable() ? perInstanceArgument(type) : type;
}

/// What Activator and GetUninitializedObject refuse, with .NET's exceptions.
void requireCreatable(Thread& thread, TypeHandle type, bool forActivator) {
  const std::string name = type.toString();
  if (type.isTypeDesc() || type.asMethodTable()->isArray()) {
    throwNew(thread, forActivator ? WellKnownType::MissingMethodException : WellKnownType::ArgumentException,
             forActivator ? "No parameterless constructor defined for type '" + name + "'."
                          : "Type is not supported.");
  }
  MethodTable* mt = type.asMethodTable();
  if (mt->isByRefLike())
    throwNew(thread, WellKnownType::NotSupportedException, "Cannot create boxed ByRef-like values.");
  if (mt->isString() && !forActivator)
    throwNew(thread, WellKnownType::ArgumentException, "Uninitialized Strings cannot be created.");
  if (mt->isInterface() || mt->has(MethodTable::kIsAbstract)) {
    const char* why =
        mt->isInterface() ? "Cannot create an instance of an interface." : "Cannot create an abstract class.";
    throwNew(thread,
             forActivator ? WellKnownType::MissingMethodException : WellKnownType::MemberAccessException,
             why);
  }
  if (mt->containsGenericVariables())
    throwNew(thread, forActivator ? WellKnownType::ArgumentException : WellKnownType::MemberAccessException,
             "Cannot create an instance of " + name + " because Type.ContainsGenericParameters is true.");
  if (type.elementType() == ElementType::Void)
    throwNew(thread, WellKnownType::NotSupportedException,
             "Cannot dynamically create an instance of System.Void.");
}

MethodDesc* defaultConstructor(Thread& thread, MethodTable* type) {
  return loaderOf(thread).findMethod(type, ".ctor", "void()");
}

// TypeNameFormatFlags of the library.
enum NameFormat : int32_t { kNamespace = 1, kFullInst = 2, kAssembly = 4 };

void appendEscaped(std::string& text, std::string_view name) {
  for (char c : name) {
    if (std::string_view("\\[],+&*").find(c) != std::string_view::npos) text += '\\';
    text += c;
  }
}

void appendName(Thread& thread, std::string& text, TypeHandle type, int32_t format, bool isArgument) {
  if (type.isTypeDesc()) {
    const TypeDesc* desc = type.asTypeDesc();
    switch (desc->kind) {
      case ElementType::Ptr:
        appendName(thread, text, desc->element, format & ~kAssembly, false);
        text += '*';
        break;
      case ElementType::ByRef:
        appendName(thread, text, desc->element, format & ~kAssembly, false);
        text += '&';
        break;
      case ElementType::FnPtr:
        if ((format & kNamespace) == 0) return;  // it has no name of its own
        appendName(thread, text, desc->fnPtrSig[0], format, false);
        text += '(';
        for (size_t i = 1; i < desc->fnPtrSig.size(); ++i) {
          if (i > 1) text += ", ";
          appendName(thread, text, desc->fnPtrSig[i], format, false);
        }
        text += ')';
        return;
      default: text += type.toString(); return;
    }
  } else {
    MethodTable* mt = type.asMethodTable();
    if (mt->isArray()) {
      appendName(thread, text, mt->elementType(), format & ~kAssembly, false);
      text += mt->isSzArray()          ? "[]"
              : mt->eeClass->rank == 1 ? "[*]"
                                       : "[" + std::string(mt->eeClass->rank - 1, ',') + "]";
    } else {
      const Metadata& metadata = mt->module->metadata();
      std::vector<uint32_t> chain{mt->eeClass->typeDef.rid()};
      while (uint32_t outer = metadata.enclosingType(chain.back())) chain.push_back(outer);
      const TypeDefRow outermost = metadata.typeDef(chain.back());
      if (const auto nameSpace = metadata.string(outermost.nameSpace);
          (format & kNamespace) && !nameSpace.empty()) {
        appendEscaped(text, nameSpace);
        text += '.';
      }
      for (size_t i = (format & kNamespace) ? chain.size() : 1; i-- > 0;) {
        appendEscaped(text, metadata.string(metadata.typeDef(chain[i]).name));
        if (i) text += '+';
      }
      const auto arguments = mt->eeClass->typeArgs;
      if (!arguments.empty() &&
          (!mt->isGenericDefinition() || !(format & kFullInst) || !(format & kNamespace)) &&
          (format & (kNamespace | kFullInst)) != 0 && !(mt->isGenericDefinition() && (format & kAssembly))) {
        if (!mt->isGenericDefinition() || !(format & kFullInst)) {
          text += '[';
          for (size_t i = 0; i < arguments.size(); ++i) {
            if (i) text += ',';
            const bool qualified = (format & kFullInst) != 0 && !isVariable(arguments[i]);
            if (qualified) text += '[';
            appendName(thread, text, arguments[i],
                       (format & kFullInst) ? (kNamespace | kFullInst | kAssembly) : format & ~kAssembly,
                       true);
            if (qualified) text += ']';
          }
          text += ']';
        }
      }
    }
  }
  (void)isArgument;
  if (format & kAssembly) {
    TypeHandle owner = type;
    while (!owner.isTypeDesc() && owner.asMethodTable()->isArray())
      owner = owner.asMethodTable()->elementType();
    while (owner.isTypeDesc() && owner.asTypeDesc()->element) owner = owner.asTypeDesc()->element;
    Module* module = owner.isTypeDesc() ? owner.asTypeDesc()->module : owner.asMethodTable()->module;
    if (module) text += ", " + module->displayName();
  }
}

}  // namespace

Object* runtimeTypeOrNull(Thread& thread, TypeHandle type) {
  return type ? runtimeTypeOf_nogc(thread.runtime(), type) : nullptr;
}

std::vector<TypeHandle> handlesFrom(const uintptr_t* words, int32_t count) {
  std::vector<TypeHandle> types;
  for (int32_t i = 0; i < count; ++i) types.push_back(TypeHandle::fromWord(words[i]));
  return types;
}

const char* keepUtf8(Thread& thread, std::string text) {
  auto* bytes = static_cast<char*>(loaderOf(thread).allocateMemory(text.size() + 1, 1));
  std::memcpy(bytes, text.c_str(), text.size() + 1);
  return bytes;
}

// --- InternalCalls ---

uintptr_t stockElementTypeHandle(uintptr_t word) {
  const TypeHandle type = TypeHandle::fromWord(word);
  if (type.isTypeDesc()) return type.asTypeDesc()->element.word();
  return type.asMethodTable()->isArray() ? type.asMethodTable()->elementType().word() : 0;
}

MethodDesc* stockFirstMethod(Thread& thread, TypeArg type) {
  const TypeHandle handle = typeFrom(thread, type);
  if (handle.isTypeDesc()) return nullptr;
  loaderOf(thread).ensureLoaded(handle);
  const auto methods = handle.asMethodTable()->eeClass->methods;
  return methods.empty() ? nullptr : &methods[0];
}

void stockNextMethod(Thread&, ByRef<MethodDesc*> place) {
  MethodDesc* method = *place;
  const auto methods = method->methodTable->eeClass->methods;
  const auto next = static_cast<size_t>(method - methods.data()) + 1;
  *place = next < methods.size() ? &methods[next] : nullptr;
}

int32_t stockNumVirtuals(Thread& thread, TypeArg type) {
  const TypeHandle handle = typeFrom(thread, type);
  return handle.isTypeDesc() ? 0 : handle.asMethodTable()->numVirtuals;
}

const void* stockTypeUtf8Name(Thread& thread, MethodTable* type) {
  if (type->isArray()) return keepUtf8(thread, TypeHandle(type).toString());
  const Metadata& metadata = type->module->metadata();
  return metadata.string(metadata.typeDef(type->eeClass->typeDef.rid()).name).data();
}

bool stockIsGenericVariable(Thread& thread, TypeArg type) {
  return isVariable(typeFrom(thread, type));
}

bool stockIsUnmanagedFnPtr(Thread& thread, TypeArg type) {
  const TypeHandle handle = typeFrom(thread, type);
  return handle.isTypeDesc() && handle.asTypeDesc()->kind == ElementType::FnPtr &&
         (handle.asTypeDesc()->fnPtrCallConv & 0xF) != 0;
}

bool stockSameTypes(TypeArg a, TypeArg b) {
  return a.get() == b.get();
}

MethodTable* stockMatchingParent(MethodTable* type, MethodTable* like) {
  for (; type; type = type->parent) {
    if (type->eeClass->typeDef == like->eeClass->typeDef && type->module == like->module) return type;
  }
  return nullptr;
}

uintptr_t stockFirstTypeArgument(MethodTable* type) {
  return type->eeClass->typeArgs[0].word();
}
int32_t stockPrimitiveElementType(MethodTable* type) {
  return static_cast<int32_t>(TypeHandle(type).reducedElementType());
}

// --- casts ---

int32_t qcallCanCast(Thread& thread, uintptr_t from, uintptr_t to) {
  return loaderOf(thread).canCastTo(TypeHandle::fromWord(from), TypeHandle::fromWord(to));
}

int32_t qcallElementType(uintptr_t word) {
  const TypeHandle type = TypeHandle::fromWord(word);
  if (!type.isTypeDesc() && type.asMethodTable()->isEnum())
    return static_cast<int32_t>(ElementType::ValueType);
  return static_cast<int32_t>(type.elementType());
}

int32_t qcallIsInstance(Thread& thread, uintptr_t word, int32_t mustThrow, const OnStack& object) {
  const TypeHandle type = TypeHandle::fromWord(word);
  const bool is = !object.get() || loaderOf(thread).isInstanceOf_nogc(object.get(), type);
  if (!is && mustThrow) qcallThrowCast(thread, object.get()->mt, word);
  return is;
}

void qcallThrowCast(Thread& thread, MethodTable* from, uintptr_t to) {
  throwNew(thread, WellKnownType::InvalidCastException,
           "Unable to cast object of type '" + TypeHandle(from).toString() + "' to type '" +
               TypeHandle::fromWord(to).toString() + "'.");
}

// --- questions ---

void qcallTypeFromHandle(Thread& thread, uintptr_t word, const OnStack& out) {
  put(thread, out, runtimeTypeOrNull(thread, TypeHandle::fromWord(word)));
}
void qcallTypeModule(Thread& thread, const OnStack& type, const OnStack& out) {
  put(thread, out, typeGetModule(thread, type.handle<RuntimeTypeObject>()));
}
void qcallTypeAssembly(Thread& thread, const OnStack& type, const OnStack& out) {
  put(thread, out, typeGetAssembly(thread, type.handle<RuntimeTypeObject>()));
}

namespace {

/// A Type[], where newTypeArray makes a RuntimeType[]: what the library slices or hands out must be exactly
/// that.
Fresh<Array> arrayOfTypes(Thread& thread, std::span<const TypeHandle> types) {
  ClassLoader& loader = loaderOf(thread);
  Array* list = heapOf(thread)
                    .allocateArray(thread, loader.loadSzArray(loader.findCoreType("System", "Type")),
                                   static_cast<uint32_t>(types.size()))
                    .take();
  for (size_t i = 0; i < types.size(); ++i)
    setElement_nogc(thread, list, i, runtimeTypeOf_nogc(thread.runtime(), types[i]));
  return Fresh<Array>(list);
}

}  // namespace

void qcallInstantiation(Thread& thread, const TypeOnStack& type, const OnStack& out, int32_t asRuntimeTypes) {
  const TypeHandle handle = type.type();
  if (handle.isTypeDesc() || handle.asMethodTable()->eeClass->typeArgs.empty())
    return put(thread, out, nullptr);
  const auto arguments = handle.asMethodTable()->eeClass->typeArgs;
  if (asRuntimeTypes) return put(thread, out, newTypeArray(thread, arguments).take());
  put(thread, out, arrayOfTypes(thread, arguments).take());
}

void qcallInterfaces(Thread& thread, MethodTable* type, const OnStack& out) {
  put(thread, out, typeGetInterfaces(thread, TypeRef(thread, type)).take());
}

void qcallGenericDefinition(Thread& thread, const TypeOnStack& type, const OnStack& out) {
  put(thread, out, typeGetGenericTypeDefinition(thread, TypeRef(thread, type.type())));
}

uintptr_t qcallDeclaringType(Thread& thread, uintptr_t word) {
  Object* type = typeGetDeclaringType(thread, TypeRef(thread, TypeHandle::fromWord(word)));
  return type ? static_cast<RuntimeTypeObject*>(type)->handle : 0;
}
uintptr_t qcallDeclaringTypeOfVariable(Thread& thread, uintptr_t word) {
  return qcallDeclaringType(thread, word);
}

int32_t qcallTypeFields(Thread& thread, MethodTable* type, FieldDesc** fields, int32_t* count) {
  loaderOf(thread).ensureFullyLoaded(type);
  // Literals the library finds in the metadata itself.
  constexpr uint32_t kLiteral = 0x40;
  const int32_t room = *count;
  *count = 0;
  for (FieldDesc& field : type->eeClass->fields) {
    if (field.attributes & kLiteral) continue;
    if (*count < room) fields[*count] = &field;
    ++*count;
  }
  return *count <= room;
}

void qcallTypeConstraints(Thread& thread, const TypeOnStack& type, const OnStack& out) {
  put(thread, out, typeGetConstraints(thread, TypeRef(thread, type.type())).take());
}

void qcallDeclaringMethod(Thread& thread, const TypeOnStack& type, const OnStack& out) {
  MethodDesc* method = typeGetDeclaringMethod(thread, TypeRef(thread, type.type()));
  if (!method) return put(thread, out, nullptr);
  MethodTable* stubType = loaderOf(thread).wellKnown(WellKnownType::RuntimeMethodInfoStub);
  loaderOf(thread).ensureFullyLoaded(stubType);
  Object* stub = heapOf(thread).allocate(thread, stubType).take();
  stub->field<MethodDesc*>(80) = method;
  put(thread, out, stub);
}

void qcallConstructName(Thread& thread, const TypeOnStack& type, int32_t format, const OnStack& out) {
  std::string text;
  appendName(thread, text, type.type(), format, false);
  put(thread, out, newString(thread, text).take());
}

int32_t qcallTypeCollectible(const TypeOnStack& type) {
  return allocatorOf(type.type()) != nullptr;
}
void qcallTypeDependency(Thread& thread, const TypeOnStack& type, const ModuleOnStack& module) {
  LoaderAllocator* allocator = allocatorOf(type.type());
  if (allocator) loaderOf(thread).noteReference(*module.module, *allocator->modules.front());
}

int32_t qcallIsVisible(Thread&, const TypeOnStack& type) {
  const auto visible = [](const auto& self, TypeHandle handle) -> bool {
    while (handle.isTypeDesc()) {
      if (isVariable(handle)) return true;
      if (!handle.asTypeDesc()->element) return true;
      handle = handle.asTypeDesc()->element;
    }
    const MethodTable* mt = handle.asMethodTable();
    if (mt->isArray()) return self(self, mt->elementType());
    const Metadata& metadata = mt->module->metadata();
    for (uint32_t rid = mt->eeClass->typeDef.rid(); rid; rid = metadata.enclosingType(rid)) {
      constexpr uint32_t kMask = 7, kPublic = 1, kNestedPublic = 2;
      const uint32_t access = metadata.typeDef(rid).flags & kMask;
      if (access != kPublic && access != kNestedPublic) return false;
    }
    for (TypeHandle argument : mt->eeClass->typeArgs) {
      if (!self(self, argument)) return false;
    }
    return true;
  };
  return visible(visible, type.type());
}

void qcallVerifyInterface(Thread& thread, const TypeOnStack& type, const TypeOnStack& interface) {
  if (interface.type().isTypeDesc() || !interface.type().asMethodTable()->isInterface())
    throwNew(thread, WellKnownType::ArgumentException, "Argument must be an interface.");
  if (!loaderOf(thread).canCastTo(type.type(), interface.type()))
    throwNew(thread, WellKnownType::ArgumentException, "Interface not found.");
}

MethodDesc* qcallInterfaceMethod(Thread& thread, const TypeOnStack& type, const TypeOnStack&,
                                 MethodDesc* method) {
  MethodTable* mt = type.type().asMethodTable();
  return method->isStatic() ? loaderOf(thread).resolveStaticVirtual(mt, method)
                            : loaderOf(thread).resolveVirtual(mt, method);
}

MethodDesc* qcallMethodAt(MethodTable* type, int32_t slot) {
  return slot >= 0 && slot < type->numVirtuals ? type->slotMethod(static_cast<uint32_t>(slot)) : nullptr;
}
int32_t qcallNumVirtuals(const TypeOnStack& type) {
  return type.type().isTypeDesc() ? 0 : type.type().asMethodTable()->numVirtuals;
}

void qcallFnPtrTypes(Thread& thread, const TypeOnStack& type, const OnStack& out) {
  put(thread, out, arrayOfTypes(thread, type.type().asTypeDesc()->fnPtrSig).take());
}

void* qcallTypeMemory(Thread& thread, const TypeOnStack& type, uint32_t size) {
  void* memory = loaderOf(thread).allocateMemory(size, 16, allocatorOf(type.type()));
  std::memset(memory, 0, size);
  return memory;
}

int32_t qcallSizeOf(const TypeOnStack& type) {
  return static_cast<int32_t>(type.type().sizeBytes());
}

void qcallModuleType(Thread& thread, const ModuleOnStack& module, const OnStack& out) {
  // A module that is being made has none before its global members are there.
  if (!module.module->metadata().isWritten(1)) return put(thread, out, nullptr);
  put(thread, out,
      runtimeTypeOf_nogc(thread.runtime(),
                         loaderOf(thread).loadType(*module.module, Token::make(Table::TypeDef, 1), {})));
}

// --- making types and objects ---

void qcallInstantiate(Thread& thread, const TypeOnStack& definition, const uintptr_t* words, int32_t count,
                      const OnStack& out) {
  struct : Locals {
    Rooted<Array> arguments;
  } r;
  LocalsScope scope(thread, r);
  r.arguments = newTypeArray(thread, handlesFrom(words, count));
  put(thread, out, typeInstantiate(thread, TypeRef(thread, definition.type()), r.arguments));
}

void qcallMakeArray(Thread& thread, const TypeOnStack& type, int32_t rank, const OnStack& out) {
  put(thread, out, typeMakeArray(thread, TypeRef(thread, type.type()), rank));
}
void qcallMakeSzArray(Thread& thread, const TypeOnStack& type, const OnStack& out) {
  put(thread, out, typeMakeArray(thread, TypeRef(thread, type.type()), 0));
}
void qcallMakePointer(Thread& thread, const TypeOnStack& type, const OnStack& out) {
  put(thread, out, runtimeTypeOrNull(thread, loaderOf(thread).pointerTo(type.type())));
}
void qcallMakeByRef(Thread& thread, const TypeOnStack& type, const OnStack& out) {
  put(thread, out, runtimeTypeOrNull(thread, loaderOf(thread).byRefTo(type.type())));
}

void qcallActivationInfo(Thread& thread, const OnStack& type, void** allocator, void** argument,
                         void** referenceCtor, void** valueCtor, int32_t* isPublic) {
  const TypeHandle handle = typeFrom(thread, type.handle<RuntimeTypeObject>());
  requireCreatable(thread, handle, true);
  MethodTable* mt = handle.asMethodTable();
  *isPublic = 1;
  if (mt->isNullable()) return;  // no allocator: the answer is null
  loaderOf(thread).ensureFullyLoaded(mt);
  MethodDesc* ctor = defaultConstructor(thread, mt);
  if (!ctor && !mt->isValueType()) {
    throwNew(thread, WellKnownType::MissingMethodException,
             "No parameterless constructor defined for type '" + handle.toString() + "'.");
  }
  *allocator = allocatorOf(thread);
  *argument = mt;
  if (!ctor) return;
  constexpr uint16_t kAccessMask = 7, kPublic = 6;
  *isPublic = (ctor->attributes & kAccessMask) == kPublic;
  *(mt->isValueType() ? valueCtor : referenceCtor) = ensurePrecode(thread.runtime(), ctor);
}

void qcallUninitializedInfo(Thread& thread, const TypeOnStack& type, void** allocator, void** argument) {
  requireCreatable(thread, type.type(), false);
  *allocator = allocatorOf(thread);
  *argument = boxedType(type.type().asMethodTable());
}

void qcallBoxInfo(Thread& thread, const TypeOnStack& type, void** allocator, void** argument,
                  int32_t* nullableValueOffset, uint32_t* valueSize) {
  requireCreatable(thread, type.type(), false);
  MethodTable* mt = type.type().asMethodTable();
  *allocator = allocatorOf(thread);
  *argument = boxedType(mt);
  *nullableValueOffset = mt->isNullable() ? static_cast<int32_t>(mt->nullableValueOffset) : 0;
  *valueSize = TypeHandle(boxedType(mt)).sizeBytes();
}

void qcallCreateForArgument(Thread& thread, const TypeOnStack& like, const uintptr_t* words, int32_t count,
                            const OnStack& out) {
  ClassLoader& loader = loaderOf(thread);
  MethodTable* definition = like.type().asMethodTable()->eeClass->genericDefinition;
  MethodTable* made = loader.instantiate(definition, handlesFrom(words, count));
  put(thread, out, typeCreateInstanceDefaultCtor(thread, TypeRef(thread, made), false));
}

// --- initializers ---

void qcallRunCctor(Thread& thread, const TypeOnStack& type) {
  if (!type.type().isTypeDesc() && !type.type().containsGenericVariables())
    ensureClassInitRunsManaged(thread, type.type().asMethodTable());
}
void qcallRunModuleCctor(Thread& thread, const ModuleOnStack& module) {
  ensureModuleInitRunsManaged(thread, *module.module);
}
void qcallPrepare(Thread& thread, MethodDesc* method, const uintptr_t*, int32_t) {
  if (method->kind == MethodKind::IL && !method->isGenericDefinition)
    thread.runtime().interpreter().prepare(thread, method);
}
void qcallCompile(Thread& thread, MethodDesc* method) {
  qcallPrepare(thread, method, nullptr, 0);
}
void qcallNoDelegateWork(const OnStack&) {}

}  // namespace minivm::natives
