// System.RuntimeMethodHandle, RuntimeFieldHandle, Signature, delegates for the stock library.
#include <algorithm>
#include <cstring>

#include "vm/entry/precode.h"
#include "vm/native/native_list.h"
#include "vm/native/stock/stock_support.h"
#include "vm/runtime.h"
#include "vm/threads/stack_walk.h"
#include "vm/threads/thread.h"

namespace minivm::natives {

namespace {

// System.Signature (contract §4.5).
constexpr size_t kSigArguments = 8, kSigDeclaringType = 16, kSigReturnType = 24, kSigBlob = 40,
                 kSigBlobSize = 48, kSigConvention = 52, kSigMethod = 64;

/// CallingConventions of System.Reflection.
int32_t reflectedConvention(uint8_t header) {
  constexpr int32_t kStandard = 1, kVarArgs = 2, kHasThis = 0x20, kExplicitThis = 0x40;
  int32_t convention = (header & 0xF) == kSigVarArg ? kVarArgs : kStandard;
  if (header & kSigHasThis) convention |= kHasThis;
  if (header & 0x40) convention |= kExplicitThis;
  return convention;
}

}  // namespace

Object* newMethodStub(Thread& thread, MethodDesc* method) {
  MethodTable* type = loaderOf(thread).wellKnown(WellKnownType::RuntimeMethodInfoStub);
  loaderOf(thread).ensureFullyLoaded(type);
  Object* stub = heapOf(thread).allocate(thread, type).take();
  stub->field<MethodDesc*>(80) = method;
  if (method->isCollectible && !method->isDynamic)
    GcHeap::writeRef_nogc(thread, &stub->field<Object*>(8), *allocatorOf(method)->owner);
  return stub;
}

namespace {

/// The definition on the definition: the row's one MethodDesc.
MethodDesc* typicalOf(MethodDesc* method) {
  if (method->genericDefinition) method = method->genericDefinition;
  MethodTable* definition = method->methodTable->eeClass->genericDefinition;
  if (!definition || definition == method->methodTable) return method;
  for (MethodDesc& candidate : definition->eeClass->methods) {
    if (candidate.token == method->token) return &candidate;
  }
  return method;
}

std::string_view utf8NameOf(const MethodDesc& method) {
  return method.name();
}

}  // namespace

// --- methods ---

int32_t stockMethodImplAttributes(Handle<Object> info) {
  return methodOf_nogc(info.get())->implAttributes;
}
bool stockIsTypical(Handle<Object> info) {
  MethodDesc* method = methodOf_nogc(info.get());
  return typicalOf(method) == method;
}
MethodTable* stockMethodTableOf(MethodDesc* method) {
  return method->methodTable;
}
int32_t stockGenericCount(Thread& thread, MethodDesc* method) {
  return static_cast<int32_t>(methodArgumentsOf(thread, method).size());
}
bool stockHasInstantiation(MethodDesc* method) {
  return method->isGenericDefinition || !method->methodArgs.empty();
}
int32_t stockMethodSlot(MethodDesc* method) {
  return method->slot != MethodDesc::kNoSlot
             ? method->slot
             : method->methodTable->numVirtuals +
                   static_cast<int32_t>(method - method->methodTable->eeClass->methods.data());
}
const void* stockMethodUtf8Name(Thread&, MethodDesc* method) {
  return utf8NameOf(*method).data();
}

MethodDesc* stockStubIfNeeded(Thread& thread, MethodDesc* method, Handle<RuntimeTypeObject> declaringType) {
  const TypeHandle type = typeFrom(thread, declaringType);
  return type == TypeHandle(method->methodTable) ? method : nullptr;  // null: the slow path
}

MethodDesc* qcallStubIfNeeded(Thread& thread, MethodDesc* method, const TypeOnStack& declaringType,
                              const OnStack& instantiation) {
  ClassLoader& loader = loaderOf(thread);
  MethodTable* owner =
      declaringType.type().isTypeDesc() ? method->methodTable : declaringType.type().asMethodTable();
  const auto sameDefinition = [](const MethodTable* a, const MethodTable* b) {
    return a->module == b->module && a->eeClass->typeDef == b->eeClass->typeDef;
  };
  // A method inherited from a generic base belongs to the base's instance.
  MethodTable* exact = owner;
  while (exact && !sameDefinition(exact, method->methodTable)) exact = exact->parent;
  if (exact && exact != method->methodTable && !exact->isArray()) {
    MethodDesc* definition = method->genericDefinition ? method->genericDefinition : method;
    MethodDesc* moved = loader.methodOnExactType(exact, definition);
    if (method->genericDefinition) moved = loader.instantiateMethod(moved, method->methodArgs);
    method = moved;
  }
  if (!instantiation.get()) return method;
  MethodDesc* definition = method->genericDefinition ? method->genericDefinition : method;
  return methodMakeGeneric(thread, definition, instantiation.handle<Array>());
}

MethodDesc* stockMethodFromCanonical(Thread& thread, MethodDesc* method,
                                     Handle<RuntimeTypeObject> declaringType) {
  const TypeHandle type = typeFrom(thread, declaringType);
  if (type.isTypeDesc() || type.asMethodTable() == method->methodTable) return method;
  return loaderOf(thread).methodOnExactType(type.asMethodTable(), method);
}

void qcallMethodInstantiation(Thread& thread, MethodDesc* method, const OnStack& out,
                              int32_t asRuntimeTypes) {
  const std::vector<TypeHandle> arguments = methodArgumentsOf(thread, method);
  if (arguments.empty()) return put(thread, out, nullptr);
  if (asRuntimeTypes) return put(thread, out, newTypeArray(thread, arguments).take());
  ClassLoader& loader = loaderOf(thread);
  Array* list = heapOf(thread)
                    .allocateArray(thread, loader.loadSzArray(loader.findCoreType("System", "Type")),
                                   static_cast<uint32_t>(arguments.size()))
                    .take();
  for (size_t i = 0; i < arguments.size(); ++i)
    setElement_nogc(thread, list, i, runtimeTypeOf_nogc(thread.runtime(), arguments[i]));
  put(thread, out, list);
}

void qcallTypicalMethod(Thread& thread, MethodDesc* method, const OnStack& out) {
  if (MethodTable* definition = method->methodTable->eeClass->genericDefinition)
    loaderOf(thread).ensureLoaded(definition);
  put(thread, out, newMethodStub(thread, typicalOf(method)));
}
void qcallStripInstantiation(Thread& thread, MethodDesc* method, const OnStack& out) {
  put(thread, out, newMethodStub(thread, method->genericDefinition ? method->genericDefinition : method));
}
/// What keeps the method, or the field, alive; null when it is never unloaded.
Object* stockMethodKeeper(MethodDesc* method) {
  return method->isCollectible && !method->isDynamic ? *allocatorOf(method)->owner : nullptr;
}
Object* stockFieldKeeper(FieldDesc* field) {
  const LoaderAllocator* allocator = allocatorOf(field->owner);
  return allocator ? *allocator->owner : nullptr;
}
int32_t qcallMethodCollectible(MethodDesc* method) {
  return method->isCollectible;
}

void qcallMethodInstantiationText(Thread& thread, MethodDesc* method, int32_t format, const OnStack& out) {
  constexpr int32_t kFormatNamespace = 1;
  std::string text = "[";
  for (const TypeHandle argument : methodArgumentsOf(thread, method)) {
    std::string name = argument.toString();
    if ((format & kFormatNamespace) == 0) {
      const size_t dot = name.rfind('.', name.find('['));
      if (dot != std::string::npos) name.erase(0, dot + 1);
    }
    text += (text.size() > 1 ? "," : "") + name;
  }
  put(thread, out, newString(thread, text + "]").take());
}

int32_t qcallAttributeIsVisible(Thread& thread, const TypeOnStack& attribute, MethodDesc* ctor,
                                const TypeOnStack&, const ModuleOnStack& decorated) {
  // Attributes of other assemblies must be public, constructor and all.
  constexpr uint16_t kAccessMask = 7, kPublic = 6, kAssembly = 3, kFamilyOrAssembly = 5;
  const MethodTable* type = attribute.type().asMethodTable();
  const bool sameModule = type->module == decorated.module;
  if (ctor) {
    const uint16_t access = ctor->attributes & kAccessMask;
    if (access != kPublic && !(sameModule && (access == kAssembly || access == kFamilyOrAssembly))) return 0;
  }
  return sameModule || qcallIsVisible(thread, attribute);
}

MethodDesc* qcallCurrentMethod(Thread& thread, const CrawlMark&) {
  return callerMethod(thread);
}

/// Like methodInvoke, but the arguments come as addresses: of the value, of the reference, or the byref
/// itself.
void qcallInvoke(Thread& thread, const OnStack& target, void** arguments, const OnStack& signature,
                 int32_t creates, const OnStack& out) {
  ClassLoader& loader = loaderOf(thread);
  MethodDesc* method = signature.get()->field<MethodDesc*>(kSigMethod);
  const TypeHandle declaring =
      TypeHandle::fromWord(signature.get()->field<RuntimeTypeObject*>(kSigDeclaringType)->handle);
  MethodTable* owner = declaring.isTypeDesc() ? method->methodTable : declaring.asMethodTable();
  if (owner->isString() && method->isCtor()) {
    method = loader.stringCtorReplacement(method);
    creates = 0;
  }
  const bool isArrayCtor = method->kind == MethodKind::ArrayCtor;
  if (method->isStatic() || method->isCtor()) ensureClassInitRunsManaged(thread, method->methodTable);
  struct : Locals {
    Rooted<Object> self, box;
  } r;
  LocalsScope scope(thread, r);
  r.self = target.get();
  if (creates && !isArrayCtor) {
    loader.ensureFullyLoaded(owner);
    r.self = heapOf(thread).allocate(thread, owner);
  } else if (method->isVirtual() && target.get() && !method->isStatic()) {
    method = loader.resolveVirtual(target.get()->mt, method);
  }
  const MethodSig& sig = loader.signature(method);
  if (sig.hasThis && !isArrayCtor && r.self.isNull()) throwNew(thread, WellKnownType::NullReferenceException);
  const size_t first = sig.hasThis ? 1 : 0;

  // The box of a value result is made before the arguments are read: nothing may move from then on.
  TypeHandle result;
  bool isByRefResult = false;
  MethodTable* boxType = nullptr;
  if (sig.ret.kind != StackKind::Void) {
    result = loader.argType(method, -1);
    if (result.isTypeDesc() && result.asTypeDesc()->kind == ElementType::ByRef) {
      isByRefResult = true;
      result = result.asTypeDesc()->element;
    }
    if (result.stackKind() != StackKind::O) {
      boxType = result.isTypeDesc() ? loader.wellKnown(WellKnownType::IntPtr) : result.asMethodTable();
      if (boxType->isNullable()) boxType = perInstanceArgument(boxType);
      loader.ensureFullyLoaded(boxType);
      r.box = heapOf(thread).allocate(thread, boxType);
    }
  }
  std::vector<Slot> slots(sig.argSlots + size_t{1});
  if (sig.hasThis && !isArrayCtor) {
    if (method->methodTable->isValueType()) {
      slots[0].byref = r.self->data();
    } else {
      slots[0].obj = r.self.get();
    }
  }
  for (size_t i = first; i < sig.args.size(); ++i) {
    const ArgInfo& info = sig.args[i];
    void* place = arguments[i - first];
    Slot* slot = &slots[info.slot];
    switch (info.kind) {
      case StackKind::ByRef: slot->byref = static_cast<uint8_t*>(place); break;
      case StackKind::O: slot->obj = *static_cast<Object**>(place); break;
      case StackKind::Struct: std::memcpy(static_cast<void*>(slot), place, info.type.sizeBytes()); break;
      default: {
        const TypeHandle type = info.type ? info.type : loader.argType(method, static_cast<int>(i));
        if (type.isTypeDesc()) {
          slot->u8 = *static_cast<uint64_t*>(place);
        } else {
          slotsFromMemory_nogc(type, slot, place);
        }
      }
    }
  }
  std::vector<Slot> ret(std::max<size_t>(2, sig.ret.slots));
  callManaged(thread, method, slots.data(), ret.data());
  if (isArrayCtor) return put(thread, out, ret[0].obj);
  if (creates) return put(thread, out, r.self.get());
  if (result.isNull()) return put(thread, out, nullptr);
  const void* value =
      isByRefResult ? static_cast<const void*>(ret[0].byref) : static_cast<const void*>(ret.data());
  if (!value) throwNew(thread, WellKnownType::NullReferenceException);
  if (!boxType) return put(thread, out, *static_cast<Object* const*>(value));
  if (result.isValueType() && result.asMethodTable()->isNullable()) {
    const auto* bytes = static_cast<const uint8_t*>(value);
    if (bytes[0] == 0) return put(thread, out, nullptr);
    copyValue_nogc(thread, boxType, r.box->data(), bytes + result.asMethodTable()->nullableValueOffset);
  } else {
    copyValue_nogc(thread, boxType, r.box->data(), value);
  }
  put(thread, out, r.box.get());
}

// --- signatures ---

void qcallSignatureInit(Thread& thread, const OnStack& self, const uint8_t* blob, int32_t size,
                        FieldDesc* field, MethodDesc* method) {
  ClassLoader& loader = loaderOf(thread);
  struct : Locals {
    Rooted<Array> arguments;
  } r;
  LocalsScope scope(thread, r);
  const auto setReference = [&](size_t offset, Object* value) {
    GcHeap::writeRef_nogc(thread, &self.get()->field<Object*>(offset), value);
  };
  const auto keepBlob = [&](ByteSpan bytes) {
    self.get()->field<const uint8_t*>(kSigBlob) = bytes.data();
    self.get()->field<int32_t>(kSigBlobSize) = static_cast<int32_t>(bytes.size());
  };
  if (field) {
    const Metadata& metadata = field->owner->module->metadata();
    keepBlob(metadata.blob(metadata.field(field->token.rid()).signature));
    constexpr int32_t kField = 0;
    self.get()->field<int32_t>(kSigConvention) = kField;
    return setReference(kSigReturnType, runtimeTypeOf_nogc(thread.runtime(), loader.fieldType(field)));
  }
  std::vector<TypeHandle> types;
  TypeHandle result;
  uint8_t header = 0;
  if (method) {
    self.get()->field<MethodDesc*>(kSigMethod) = method;
    method = withVariables(thread, method);
    const MethodSig& sig = loader.signature(method);
    result = sig.ret.kind == StackKind::Void ? TypeHandle(loader.wellKnown(WellKnownType::Void))
                                             : loader.argType(method, -1);
    for (size_t i = sig.hasThis ? 1 : 0; i < sig.args.size(); ++i)
      types.push_back(loader.argType(method, static_cast<int>(i)));
    header = static_cast<uint8_t>(sig.callConv | (sig.hasThis ? kSigHasThis : 0));
    if (!method->token.isNil()) {
      const Metadata& metadata = method->methodTable->module->metadata();
      keepBlob(metadata.blob(metadata.methodDef(method->token.rid()).signature));
    }
  } else {
    const TypeHandle declaring =
        TypeHandle::fromWord(self.get()->field<RuntimeTypeObject*>(kSigDeclaringType)->handle);
    Module& module = *declaring.asMethodTable()->module;
    const ByteSpan bytes(blob, static_cast<size_t>(size));
    keepBlob(bytes);
    const GenericContext context{declaring.asMethodTable()->eeClass->typeArgs, {}};
    SigCursor cursor(bytes, module.metadata().path());
    if ((cursor.peek() & kSigKindMask) == kSigField) {
      readFieldHeader(cursor);
      return setReference(kSigReturnType,
                          runtimeTypeOf_nogc(thread.runtime(), loader.loadTypeSig(module, cursor, context)));
    }
    header = static_cast<uint8_t>(cursor.peek());
    const MethodSigHeader head = readMethodHeader(cursor);
    result = loader.loadTypeSig(module, cursor, context);
    for (uint32_t i = 0; i < head.paramCount; ++i)
      types.push_back(loader.loadTypeSig(module, cursor, context));
  }
  self.get()->field<int32_t>(kSigConvention) = reflectedConvention(header);
  r.arguments = newTypeArray(thread, types);
  setReference(kSigArguments, r.arguments.get());
  setReference(kSigReturnType, runtimeTypeOf_nogc(thread.runtime(), result));
}

int32_t qcallSignatureEqual(Thread& thread, const uint8_t* a, int32_t aSize, const TypeOnStack& aType,
                            const uint8_t* b, int32_t bSize, const TypeOnStack& bType) {
  ClassLoader& loader = loaderOf(thread);
  const auto read = [&](const uint8_t* blob, int32_t size, const TypeOnStack& type) {
    std::vector<TypeHandle> types;
    Module& module = *type.type().asMethodTable()->module;
    const GenericContext context{type.type().asMethodTable()->eeClass->typeArgs, {}};
    SigCursor cursor(ByteSpan(blob, static_cast<size_t>(size)), module.metadata().path());
    const MethodSigHeader head = readMethodHeader(cursor);
    for (uint32_t i = 0; i <= head.paramCount; ++i)
      types.push_back(loader.loadTypeSig(module, cursor, context));
    return types;
  };
  if (aSize > 0 && bSize > 0 && a[0] != b[0]) return 0;
  return read(a, aSize, aType) == read(b, bSize, bType);
}

namespace {

/// A cursor over the rest of a signature.
SigCursor signatureAt(const uint8_t* signature, int32_t length, int32_t offset) {
  const auto bytes = static_cast<size_t>(std::max(length, 0)),
             from = static_cast<size_t>(std::max(offset, 0));
  return SigCursor(ByteSpan(signature, bytes).subspan(std::min(from, bytes)));
}

}  // namespace

int32_t stockParameterOffset(const uint8_t* signature, int32_t length, int32_t index) {
  SigCursor cursor = signatureAt(signature, length, 0);
  if (cursor.atEnd()) return 0;  // a method of an array has no signature in metadata
  if ((cursor.peek() & kSigKindMask) == kSigField) return 1;
  readMethodHeader(cursor);
  for (; index > 0; --index) cursor.skipType();
  return static_cast<int32_t>(cursor.position());
}

/// The offset of a part of the type at `offset`: its element, an argument, a function pointer's result or
/// parameter.
int32_t stockTypeParameterOffset(const uint8_t* signature, int32_t length, int32_t offset, int32_t index) {
  SigCursor cursor = signatureAt(signature, length, offset);
  cursor.skipModifiers();
  switch (cursor.readElementType()) {
    case ElementType::GenericInst:
      cursor.readByte();
      cursor.readTypeDefOrRef();
      cursor.readCount();
      break;
    case ElementType::FnPtr: readMethodHeader(cursor); break;
    default: index = 0; break;
  }
  for (; index > 0; --index) cursor.skipType();
  return offset + static_cast<int32_t>(cursor.position());
}

int32_t stockFnPtrConvention(const uint8_t* signature, int32_t length, int32_t offset) {
  SigCursor cursor = signatureAt(signature, length, offset);
  cursor.skipModifiers();
  return cursor.readElementType() == ElementType::FnPtr ? cursor.peek() : -1;
}

/// The last first, as every CLR tells them.
void qcallCustomModifiers(Thread& thread, const OnStack& self, int32_t offset, int32_t required,
                          const OnStack& out) {
  Object* object = self.get();
  const auto* blob = object->field<const uint8_t*>(kSigBlob);
  const TypeHandle declaring =
      TypeHandle::fromWord(object->field<RuntimeTypeObject*>(kSigDeclaringType)->handle);
  Module& module = *declaring.asMethodTable()->module;
  const GenericContext context{declaring.asMethodTable()->eeClass->typeArgs, {}};
  SigCursor cursor = signatureAt(blob, object->field<int32_t>(kSigBlobSize), offset);
  std::vector<TypeHandle> found;
  while (!cursor.atEnd()) {
    const ElementType element = cursor.peekElementType();
    if (element != ElementType::CModReqd && element != ElementType::CModOpt) break;
    cursor.readByte();
    const Token modifier = cursor.readTypeDefOrRef();
    if ((element == ElementType::CModReqd) == (required != 0))
      found.push_back(loaderOf(thread).loadType(module, modifier, context));
  }
  std::reverse(found.begin(), found.end());
  put(thread, out, newTypeArray(thread, found).take());
}

// --- fields ---

bool stockAcquiresContext(FieldDesc* field) {
  return !field->owner->eeClass->typeArgs.empty();
}
MethodTable* stockFieldOwner(FieldDesc* field) {
  return field->owner;
}
int32_t stockFieldOffset(Handle<Object> info) {
  return static_cast<int32_t>(fieldOf_nogc(info.get())->offset);
}
const void* stockFieldUtf8Name(FieldDesc* field) {
  return field->name().data();
}

/// The library then reads and writes the field through its address.
bool stockFieldIsFast(Handle<Object> info) {
  const FieldDesc* field = fieldOf_nogc(info.get());
  return !field->isThreadStatic && !field->isLiteral();
}

void* stockStaticAddress(Thread& thread, Handle<Object> info) {
  FieldDesc* field = fieldOf_nogc(info.get());
  loaderOf(thread).ensureFullyLoaded(field->owner);
  return field->staticAddress(thread);
}

FieldDesc* stockStaticForGeneric(Thread& thread, FieldDesc* field, MethodTable* type) {
  FieldDesc* found = loaderOf(thread).findField(type, field->name());
  return found ? found : field;
}

void qcallFieldGet(Thread& thread, FieldDesc* field, const OnStack& instance, const TypeOnStack&,
                   const TypeOnStack&, int32_t* isInitialised, const OnStack& out) {
  put(thread, out, fieldGetValue(thread, field, instance.handle()));
  *isInitialised = !field->owner->eeClass->needsInit();
}
void qcallFieldSet(Thread& thread, FieldDesc* field, const OnStack& instance, const OnStack& value,
                   const TypeOnStack&, const TypeOnStack&, int32_t* isInitialised) {
  fieldSetValue(thread, field, instance.handle(), value.handle());
  *isInitialised = !field->owner->eeClass->needsInit();
}

int32_t qcallFieldRva(Thread& thread, FieldDesc* field, const void** address, uint32_t* size) {
  loaderOf(thread).ensureFullyLoaded(field->owner);
  if (!field->isRva) return 0;
  *address = field->rvaInPlace ? field->rvaData : field->staticAddress();
  *size = field->sizeBytes;
  return 1;
}

/// ByteRefOnStack: the address of a byref variable.
void qcallFieldReference(Thread&, FieldDesc* field, const OnStack& object, const OnStack& out) {
  *reinterpret_cast<uint8_t**>(out.slot) = object.get()->data() + field->offset;
}

// --- delegates ---

namespace {

// DelegateBindingFlags.
constexpr int32_t kStaticOnly = 1, kInstanceOnly = 2, kOpenOnly = 4, kClosedOnly = 8,
                  kNeverCloseOverNull = 16, kCaseless = 32;

bool bind(Thread& thread, Handle<DelegateObject> delegate, Handle<Object> target, MethodDesc* method,
          int32_t flags) {
  if (((flags & kStaticOnly) && !method->isStatic()) || ((flags & kInstanceOnly) && method->isStatic()))
    return false;
  Object* const none = nullptr;
  const bool mayClose = !(flags & kOpenOnly) && !((flags & kNeverCloseOverNull) && target.isNull());
  if (mayClose && delegateBindToMethod(thread, delegate, method, target, true)) return true;
  return !(flags & kClosedOnly) &&
         delegateBindToMethod(thread, delegate, method, Handle<Object>(&none), false);
}

}  // namespace

/// Managed code takes it for a method handle, and stores it as methodPtrAux of multicast delegates, where
/// only the invocation list counts.
MethodDesc* stockInvokeMethod(Thread& thread, MethodTable* type) {
  return loaderOf(thread).findMethod(type, "Invoke");
}

int32_t qcallBindToMethod(Thread& thread, const OnStack& delegate, const OnStack& target, MethodDesc* method,
                          const TypeOnStack&, int32_t flags) {
  return bind(thread, delegate.handle<DelegateObject>(), target.handle(), method, flags);
}

int32_t qcallBindToName(Thread& thread, const OnStack& delegate, const OnStack& target,
                        const TypeOnStack& type, const char* name, int32_t flags) {
  ClassLoader& loader = loaderOf(thread);
  const std::string_view wanted(name);
  const auto same = [&](std::string_view text) {
    return text.size() == wanted.size() &&
           ((flags & kCaseless)
                ? qcallUtf8EqualsIgnoringCase(text.data(), name, static_cast<int32_t>(text.size())) != 0
                : text == wanted);
  };
  for (MethodTable* mt = type.type().asMethodTable(); mt; mt = mt->parent) {
    loader.ensureLoaded(mt);
    for (MethodDesc& method : mt->eeClass->methods) {
      if (method.isGenericDefinition || !same(method.name())) continue;
      if (bind(thread, delegate.handle<DelegateObject>(), target.handle(), &method, flags)) return 1;
    }
  }
  return 0;
}

void qcallDelegateMethod(Thread& thread, const OnStack& delegate, const OnStack& out) {
  put(thread, out,
      newMethodStub(thread, delegateFindMethodHandle(thread, delegate.handle<DelegateObject>())));
}

int32_t qcallSameMethods(Thread& thread, const OnStack& a, const OnStack& b) {
  return delegateFindMethodHandle(thread, a.handle<DelegateObject>()) ==
         delegateFindMethodHandle(thread, b.handle<DelegateObject>());
}

// --- Marshal ---

int32_t qcallMarshalSizeOf(Thread& thread, const TypeOnStack& type, int32_t) {
  return marshalSizeOf(thread,
                       Handle<RuntimeTypeObject>(reinterpret_cast<RuntimeTypeObject* const*>(type.slot)));
}
void* qcallFunctionPointerOf(Thread& thread, const OnStack& delegate) {
  return marshalGetFunctionPointerForDelegate(thread, delegate.handle());
}
void qcallDelegateFor(Thread& thread, void* pointer, const TypeOnStack& type, const OnStack& out) {
  put(thread, out,
      marshalGetDelegateForFunctionPointer(
          thread, pointer,
          Handle<RuntimeTypeObject>(reinterpret_cast<RuntimeTypeObject* const*>(type.slot))));
}
intptr_t qcallMarshalOffsetOf(Thread& thread, FieldDesc* field) {
  return marshalOffsetOf(thread, field);
}

}  // namespace minivm::natives
