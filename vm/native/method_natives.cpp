// System.RuntimeMethodHandle: what a method is. Calling it is in invoke_natives.cpp.
#include <fmt/format.h>

#include "loader/method_body.h"
#include "vm/entry/precode.h"
#include "vm/native/native_list.h"
#include "vm/native/native_support.h"
#include "vm/native/reflection_support.h"
#include "vm/runtime.h"
#include "vm/threads/thread.h"

namespace minivm::natives {

void* methodGetFunctionPointer(Thread& thread, MethodDesc* method) {
  return ensurePrecode(thread.runtime(), method);
}
bool methodIsConstructor(MethodDesc* method) {
  return method->isCtor() || method->isCctor();
}
Fresh<String> methodGetName(Thread& thread, MethodDesc* method) {
  return newString(thread, method->name());
}
int32_t methodGetAttributes(MethodDesc* method) {
  return method->attributes;
}
int32_t methodGetImplAttributes(MethodDesc* method) {
  return method->implAttributes;
}
int32_t methodGetMethodDef(MethodDesc* method) {
  return static_cast<int32_t>(method->token.isNil() ? Token::make(Table::MethodDef, 0).value
                                                    : method->token.value);
}
Object* methodGetKeeper(MethodDesc* method) {
  return method->isCollectible ? *allocatorOf(method)->owner : nullptr;
}
Object* methodGetDeclaringType(Thread& thread, MethodDesc* method) {
  return runtimeTypeOf_nogc(thread.runtime(), method->methodTable);
}

Fresh<Array> methodGetSignature(Thread& thread, MethodDesc* method) {
  method = withVariables(thread, method);
  ClassLoader& loader = loaderOf(thread);
  const MethodSig& sig = loader.signature(method);
  std::vector<TypeHandle> types;
  types.push_back(sig.ret.kind == StackKind::Void ? TypeHandle(loader.wellKnown(WellKnownType::Void))
                                                  : loader.argType(method, -1));
  for (size_t i = sig.hasThis ? 1 : 0; i < sig.args.size(); ++i)
    types.push_back(loader.argType(method, static_cast<int>(i)));
  return newTypeArray(thread, types);
}

int32_t methodGetCallingConvention(Thread& thread, MethodDesc* method) {
  method = withVariables(thread, method);
  const MethodSig& sig = loaderOf(thread).signature(method);
  return sig.callConv | (sig.hasThis ? kSigHasThis : 0) | (sig.genericCount ? kSigGeneric : 0);
}

/// {string[] names, int[] attributes, int[] tokens, object[] defaults}; entry 0 is the result. DBNull.Value
/// says that there is no default.
Fresh<Array> methodGetParameters(Thread& thread, MethodDesc* method) {
  method = withVariables(thread, method);
  ClassLoader& loader = loaderOf(thread);
  const MethodSig& sig = loader.signature(method);
  const size_t first = sig.hasThis ? 1 : 0;
  const size_t count = sig.args.size() - first + 1;
  std::vector<std::string> names(count);
  std::vector<int32_t> attributes(count),
      tokens(count, static_cast<int32_t>(Token::make(Table::Param, 0).value));
  Module& module = *method->methodTable->module;
  const Metadata& metadata = module.metadata();
  std::vector<bool> isNamed(count);
  if (!method->token.isNil()) {
    for (uint32_t rid : metadata.paramsOf(method->token.rid())) {
      const ParamRow row = metadata.param(rid);
      if (row.sequence >= count) continue;
      names[row.sequence] = std::string(metadata.string(row.name));
      isNamed[row.sequence] = !row.name.isNil();
      attributes[row.sequence] = row.flags;
      tokens[row.sequence] = static_cast<int32_t>(Token::make(Table::Param, rid).value);
    }
  }
  struct : Locals {
    Rooted<Array> lists, defaults, texts;
    Rooted<Object> none;
  } r;
  LocalsScope scope(thread, r);
  if (MethodTable* dbNull = loader.tryFindCoreType("System", "DBNull")) {
    loader.ensureFullyLoaded(dbNull);
    ensureClassInitRunsManaged(thread, dbNull);
    if (FieldDesc* value = loader.findField(dbNull, "Value"))
      r.none = *reinterpret_cast<Object**>(value->staticAddress());
  }
  r.defaults = newObjectArray(thread, count);
  for (size_t i = 0; i < count; ++i) {
    bool isPresent = false;
    Object* value = nullptr;
    const Token token(static_cast<uint32_t>(tokens[i]));
    if (i > 0 && !token.isNil()) {
      TypeHandle type = loader.argType(method, static_cast<int>(first + i - 1));
      if (type && !type.isTypeDesc() && type.asMethodTable()->isNullable())
        type = perInstanceArgument(type.asMethodTable());
      value = boxConstant(thread, module, token, type, isPresent);
    }
    setElement_nogc(thread, r.defaults.get(), i, isPresent ? value : r.none.get());
  }
  r.texts = newStringArray(thread, names);
  for (size_t i = 0; i < count; ++i) {
    if (!isNamed[i]) setElement_nogc(thread, r.texts.get(), i, nullptr);
  }
  r.lists = newObjectArray(thread, 4);
  setElement_nogc(thread, r.lists.get(), 0, r.texts.get());
  Array* list = newInt32Array(thread, attributes).take();
  setElement_nogc(thread, r.lists.get(), 1, list);
  list = newInt32Array(thread, tokens).take();
  setElement_nogc(thread, r.lists.get(), 2, list);
  setElement_nogc(thread, r.lists.get(), 3, r.defaults.get());
  return Fresh<Array>(r.lists.get());
}

Fresh<Array> methodGetInstantiation(Thread& thread, MethodDesc* method) {
  const std::vector<TypeHandle> arguments = methodArgumentsOf(thread, method);
  return arguments.empty() ? Fresh<Array>(nullptr) : newTypeArray(thread, arguments);
}

bool methodIsGenericDefinition(MethodDesc* method) {
  return method->isGenericDefinition;
}
MethodDesc* methodGetGenericDefinition(MethodDesc* method) {
  return method->genericDefinition ? method->genericDefinition : method;
}

MethodDesc* methodMakeGeneric(Thread& thread, MethodDesc* method, Handle<Array> arguments) {
  const std::vector<TypeHandle> args = typesOf_nogc(arguments.get());
  for (const TypeHandle arg : args) {
    if (!arg) throwArgument(thread, WellKnownType::ArgumentNullException, "", "typeArguments");
  }
  const std::vector<TypeHandle> variables = methodArgumentsOf(thread, method);
  if (args.size() != variables.size()) {
    throwNew(thread, WellKnownType::ArgumentException,
             fmt::format("The type or method has {} generic parameter(s), but {} generic argument(s) were "
                         "provided. A generic argument must be provided for each generic parameter.",
                         variables.size(), args.size()));
  }
  try {
    MethodDesc* instance = loaderOf(thread).instantiateMethod(method, args);
    loaderOf(thread).checkConstraints(instance->methodTable, instance);
    return instance;
  } catch (const LoadFailure& failure) {
    throwConstraintViolation(thread, std::string(method->name()), variables, args, failure);
  }
}

MethodDesc* methodGetBaseDefinition(MethodDesc* method) {
  if (!method->isVirtual() || method->slot == MethodDesc::kNoSlot || method->methodTable->isInterface())
    return method;
  MethodDesc* definition = method;
  MethodTable* type = method->methodTable;
  // The topmost class that has the slot introduced it.
  while (type->parent && method->slot < type->parent->numVirtuals) {
    type = type->parent;
    definition = type->slotMethod(method->slot);
  }
  return definition;
}

int32_t methodGetSlot(MethodDesc* method) {
  return method->slot == MethodDesc::kNoSlot ? -1 : method->slot;
}

MethodDesc* methodResolveInterface(Thread& thread, Handle<RuntimeTypeObject> type, MethodDesc* method) {
  return loaderOf(thread).resolveVirtual(typeFrom(thread, type).asMethodTable(), method);
}

/// {byte[] il, int maxStack, bool initLocals, int localSigToken, RuntimeType[] locals}
Fresh<Array> methodGetBody(Thread& thread, MethodDesc* method) {
  if (method->kind != MethodKind::IL || method->token.isNil()) return Fresh<Array>(nullptr);
  Module& module = *method->methodTable->module;
  const Metadata& metadata = module.metadata();
  const uint32_t rva = metadata.methodDef(method->token.rid()).rva;
  if (!rva) return Fresh<Array>(nullptr);
  ClassLoader& loader = loaderOf(thread);
  const MethodBody body = MethodBody::read(metadata, rva, method->token.rid());
  std::vector<TypeHandle> locals;
  if (!body.localsSig.isNil()) {
    SigCursor cursor(metadata, metadata.standAloneSig(body.localsSig.rid()).signature);
    for (uint32_t n = readLocalsHeader(cursor); n; --n) {
      while (cursor.skipModifiers() || (!cursor.atEnd() && cursor.peekElementType() == ElementType::Pinned)) {
        if (cursor.peekElementType() == ElementType::Pinned) cursor.readByte();
      }
      locals.push_back(loader.loadTypeSig(module, cursor, withVariables(thread, method)->genericContext()));
    }
  }
  struct : Locals {
    Rooted<Array> result;
  } r;
  LocalsScope scope(thread, r);
  r.result = newObjectArray(thread, 5);
  const auto put = [&](size_t index, Object* value) {
    setElement_nogc(thread, r.result.get(), index, value);
  };
  put(0, newByteArray(thread, {body.code.data(), body.code.size()}).take());
  const auto maxStack = static_cast<int32_t>(body.maxStack),
             sigToken = static_cast<int32_t>(body.localsSig.value);
  put(1, boxValue(thread, loader.wellKnown(WellKnownType::Int32), [&] { return &maxStack; }));
  put(2, boxValue(thread, loader.wellKnown(WellKnownType::Boolean), [&] { return &body.initLocals; }));
  put(3, boxValue(thread, loader.wellKnown(WellKnownType::Int32), [&] { return &sigToken; }));
  put(4, newTypeArray(thread, locals).take());
  return Fresh<Array>(r.result.get());
}

Fresh<Array> memberModifiers(Thread& thread, Handle<RuntimeTypeObject> owner, int32_t memberToken,
                             int32_t position, bool required) {
  const MethodTable* type = typeFrom(thread, owner).asMethodTable();
  Module& module = *type->module;
  const Metadata& metadata = module.metadata();
  const Token token{static_cast<uint32_t>(memberToken)};
  BlobIdx blob{};
  switch (token.table()) {
    case Table::MethodDef: blob = metadata.methodDef(token.rid()).signature; break;
    case Table::Field: blob = metadata.field(token.rid()).signature; break;
    case Table::Property: blob = metadata.property(token.rid()).signature; break;
    default: break;
  }
  std::vector<TypeHandle> found;
  if (blob.value) {
    SigCursor cursor(metadata, blob);
    if (token.is(Table::MethodDef)) {
      readMethodHeader(cursor);
    } else if ((cursor.readByte() & kSigKindMask) == kSigProperty) {
      cursor.readCompressed();
    }
    for (; position >= 0; --position) cursor.skipType();
    ClassLoader& loader = loaderOf(thread);
    for (;;) {
      const ElementType element = cursor.peekElementType();
      if (element != ElementType::CModReqd && element != ElementType::CModOpt) break;
      cursor.readByte();
      const Token modifier = cursor.readTypeDefOrRef();
      if ((element == ElementType::CModReqd) == required)
        found.push_back(loader.loadType(module, modifier, GenericContext{type->eeClass->typeArgs, {}}));
    }
  }
  std::reverse(found.begin(), found.end());  // the last first, as every CLR tells them
  return newTypeArray(thread, found);
}

MethodDesc* methodGetCurrent(Thread& thread, ByRef<int32_t>) {
  return callerMethod(thread);
}

}  // namespace minivm::natives
