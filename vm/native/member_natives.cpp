// System.RuntimeTypeHandle: the members that a type declares.
#include "vm/native/native_list.h"
#include "vm/native/native_support.h"
#include "vm/native/reflection_support.h"
#include "vm/runtime.h"
#include "vm/threads/thread.h"

namespace minivm::natives {

namespace {

using TypeArg = Handle<RuntimeTypeObject>;

MethodTable* loadedTable(Thread& thread, TypeArg type) {
  const TypeHandle handle = typeFrom(thread, type);
  if (handle.isTypeDesc()) return nullptr;
  loaderOf(thread).ensureFullyLoaded(handle.asMethodTable());
  return handle.asMethodTable();
}

/// The method of exactly this type with a MethodDef row; 0 when the type does not declare it.
uintptr_t methodOfRow(const MethodTable& type, uint32_t rid) {
  for (MethodDesc& method : type.eeClass->methods) {
    if (method.token.rid() == rid) return reinterpret_cast<uintptr_t>(&method);
  }
  return 0;
}

/// Properties and events alike: names, attributes, tokens, and one list of methods for each kind of accessor.
struct MemberLists {
  std::vector<std::string> names;
  std::vector<int32_t> attributes, tokens;
  std::vector<std::vector<uintptr_t>> accessors;

  void add(const MethodTable& type, std::string_view name, uint16_t flags, Token token,
           std::span<const uint16_t> semantics) {
    const Metadata& metadata = type.module->metadata();
    names.emplace_back(name);
    attributes.push_back(flags);
    tokens.push_back(static_cast<int32_t>(token.value));
    accessors.resize(semantics.size());
    for (auto& list : accessors) list.push_back(0);
    for (uint32_t rid : metadata.semanticsOf(token)) {
      const MethodSemanticsRow row = metadata.methodSemantics(rid);
      for (size_t i = 0; i < semantics.size(); ++i) {
        if (row.semantics & semantics[i]) accessors[i].back() = methodOfRow(type, row.method);
      }
    }
  }

  Fresh<Array> toArray(Thread& thread, size_t accessorCount) {
    accessors.resize(accessorCount);
    struct : Locals {
      Rooted<Array> lists;
    } r;
    LocalsScope scope(thread, r);
    r.lists = newObjectArray(thread, 3 + accessorCount);
    const auto put = [&](size_t index, Fresh<Array> list) {
      setElement_nogc(thread, r.lists.get(), index, list.take());
    };
    put(0, newStringArray(thread, names));
    put(1, newInt32Array(thread, attributes));
    put(2, newInt32Array(thread, tokens));
    for (size_t i = 0; i < accessorCount; ++i) put(3 + i, newPointerArray(thread, accessors[i]));
    return Fresh<Array>(r.lists.get());
  }
};

}  // namespace

Fresh<Array> typeGetMethods(Thread& thread, TypeArg type) {
  std::vector<uintptr_t> handles;
  if (MethodTable* mt = loadedTable(thread, type)) {
    for (MethodDesc& method : mt->eeClass->methods) handles.push_back(reinterpret_cast<uintptr_t>(&method));
  }
  return newPointerArray(thread, handles);
}

Fresh<Array> typeGetFields(Thread& thread, TypeArg type) {
  std::vector<uintptr_t> handles;
  if (MethodTable* mt = loadedTable(thread, type)) {
    // .NET's order: instance fields, statics, constants, each in metadata order.
    const auto groupOf = [](const FieldDesc& field) {
      return field.isLiteral() ? 2 : field.isStatic() ? 1 : 0;
    };
    for (int group = 0; group < 3; ++group) {
      for (FieldDesc& field : mt->eeClass->fields) {
        if (groupOf(field) == group) handles.push_back(reinterpret_cast<uintptr_t>(&field));
      }
    }
  }
  return newPointerArray(thread, handles);
}

Fresh<Array> typeGetProperties(Thread& thread, TypeArg type) {
  constexpr uint16_t kAccessors[] = {2, 1};  // getter, setter (ECMA-335 II.23.1.12)
  MemberLists lists;
  if (MethodTable* mt = loadedTable(thread, type); mt && !mt->isArray()) {
    const Metadata& metadata = mt->module->metadata();
    for (uint32_t rid : metadata.propertiesOf(mt->eeClass->typeDef.rid())) {
      const PropertyRow row = metadata.property(rid);
      lists.add(*mt, metadata.string(row.name), row.flags, Token::make(Table::Property, rid), kAccessors);
    }
  }
  return lists.toArray(thread, std::size(kAccessors));
}

Fresh<Array> typeGetEvents(Thread& thread, TypeArg type) {
  constexpr uint16_t kAccessors[] = {8, 0x10, 0x20};  // adder, remover, raiser
  MemberLists lists;
  if (MethodTable* mt = loadedTable(thread, type); mt && !mt->isArray()) {
    const Metadata& metadata = mt->module->metadata();
    for (uint32_t rid : metadata.eventsOf(mt->eeClass->typeDef.rid())) {
      const EventRow row = metadata.event(rid);
      lists.add(*mt, metadata.string(row.name), row.flags, Token::make(Table::Event, rid), kAccessors);
    }
  }
  return lists.toArray(thread, std::size(kAccessors));
}

Fresh<Array> typeGetOtherMethods(Thread& thread, TypeArg type, int32_t token) {
  constexpr uint16_t kOther = 4;
  std::vector<uintptr_t> handles;
  if (MethodTable* mt = loadedTable(thread, type); mt && !mt->isArray()) {
    const Metadata& metadata = mt->module->metadata();
    for (uint32_t rid : metadata.semanticsOf(Token(static_cast<uint32_t>(token)))) {
      const MethodSemanticsRow row = metadata.methodSemantics(rid);
      const uintptr_t method = row.semantics & kOther ? methodOfRow(*mt, row.method) : 0;
      if (method) handles.push_back(method);
    }
  }
  return newPointerArray(thread, handles);
}

/// {value}, or {} when the property has no constant. `as`: the enum that the value is boxed as; may be null.
Fresh<Array> typeGetPropertyConstant(Thread& thread, TypeArg type, int32_t token, TypeArg as) {
  struct : Locals {
    Rooted<Array> result;
    Rooted<Object> value;
  } r;
  LocalsScope scope(thread, r);
  bool isPresent = false;
  MethodTable* mt = loadedTable(thread, type);
  if (mt && !mt->isArray()) {
    const TypeHandle boxed = as.isNull() ? TypeHandle() : typeFrom(thread, as);
    r.value = boxConstant(thread, *mt->module, Token(static_cast<uint32_t>(token)), boxed, isPresent);
  }
  r.result = newObjectArray(thread, isPresent ? 1 : 0);
  if (isPresent) setElement_nogc(thread, r.result.get(), 0, r.value.get());
  return Fresh<Array>(r.result.get());
}

Fresh<Array> typeGetNestedTypes(Thread& thread, TypeArg type) {
  std::vector<TypeHandle> types;
  if (MethodTable* mt = loadedTable(thread, type); mt && !mt->isArray()) {
    const Metadata& metadata = mt->module->metadata();
    for (uint32_t rid : metadata.nestedClassRowsOf(mt->eeClass->typeDef.rid())) {
      types.push_back(loaderOf(thread).loadType(
          *mt->module, Token::make(Table::TypeDef, metadata.nestedClass(rid).nested), {}));
    }
  }
  return newTypeArray(thread, types);
}

/// {RuntimeType attribute, IntPtr constructor, byte[] blob} for each attribute whose type the library has.
Fresh<Array> typeGetCustomAttributes(Thread& thread, Handle<Object> moduleObject, int32_t tokenValue) {
  ClassLoader& loader = loaderOf(thread);
  Module& module = *moduleOfModule_nogc(moduleObject.get());
  const Metadata& metadata = module.metadata();
  struct Found {
    MethodDesc* ctor;
    ByteSpan blob;
  };
  std::vector<Found> found;
  for (uint32_t rid : metadata.customAttributesOf(Token(static_cast<uint32_t>(tokenValue)))) {
    const CustomAttributeRow row = metadata.customAttribute(rid);
    try {
      found.push_back({loader.resolveMethod(module, row.type, {}), metadata.blob(row.value)});
    } catch (const LoadFailure& failure) {
      // Compilers leave attributes that no library declares; a program that does not ask for one must not
      // notice.
      thread.runtime().log().line(LogFacility::Load, "attribute skipped: {}", failure.what());
    }
  }
  struct : Locals {
    Rooted<Array> result;
  } r;
  LocalsScope scope(thread, r);
  r.result = newObjectArray(thread, found.size() * 3);
  for (size_t i = 0; i < found.size(); ++i) {
    setElement_nogc(thread, r.result.get(), 3 * i,
                    runtimeTypeOf_nogc(thread.runtime(), found[i].ctor->methodTable));
    Object* ctor = boxValue(thread, loader.wellKnown(WellKnownType::IntPtr), [&] { return &found[i].ctor; });
    setElement_nogc(thread, r.result.get(), 3 * i + 1, ctor);
    Array* blob = newByteArray(thread, {found[i].blob.data(), found[i].blob.size()}).take();
    setElement_nogc(thread, r.result.get(), 3 * i + 2, blob);
  }
  return Fresh<Array>(r.result.get());
}

}  // namespace minivm::natives
