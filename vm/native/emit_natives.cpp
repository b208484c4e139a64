// System.Reflection.Emit: dynamic methods (vm/types/dynamic_scope.h).
#include "vm/il/load_verifier.h"
#include "vm/native/native_list.h"
#include "vm/native/native_support.h"
#include "vm/native/reflection_support.h"
#include "vm/runtime.h"
#include "vm/threads/thread.h"
#include "vm/types/dynamic_scope.h"
#include "vm/types/module_storage.h"
#include "vm/unload.h"

namespace minivm {

void validateMadeType(Thread& thread, MethodTable* mt) {
  ClassLoader& loader = thread.runtime().classLoader();
  const Runtime& runtime = thread.runtime();
  if (runtime.config().verify) {
    loader.ensureLoaded(mt);
    LoadVerifier(loader, runtime.opcodes()).requireAll(mt);
  }
  if (mt->containsGenericVariables() || mt->isInterface()) return;
  loader.ensureFullyLoaded(mt);
  loader.requireImplemented(mt);
}

namespace natives {

namespace {

std::vector<uint8_t> bytesOf_nogc(Array* array) {
  if (!array) return {};
  const auto* first = reinterpret_cast<const uint8_t*>(array->elements());
  return {first, first + array->length};
}

}  // namespace

MethodDesc* dynamicCreate(Thread& thread, Handle<Object> owner, Handle<String> name, Handle<Array> signature,
                          Handle<Object> host) {
  freeDeadBeforeNew(thread, kMethodPressureBytes);
  Runtime& runtime = thread.runtime();
  DynamicMethodHead head;
  head.name = toUtf8(name.get());
  head.signature = bytesOf_nogc(signature.get());
  head.host = host.isNull() ? nullptr : moduleOfModule_nogc(host.get());
  return runtime.classLoader().dynamicMethods().create(
      std::move(head), runtime.heap().createHandle(HandleKind::WeakLong, owner.get()));
}

void dynamicSetBody(Thread& thread, MethodDesc* method, Handle<Array> code, Handle<Array> locals,
                    int32_t maxStack, bool initLocals, Handle<Array> clauses, Handle<Array> kinds,
                    Handle<Array> handles, Handle<Array> objects) {
  DynamicBody body;
  body.code = bytesOf_nogc(code.get());
  body.locals = bytesOf_nogc(locals.get());
  body.maxStack = static_cast<uint32_t>(std::max(maxStack, 0));
  body.initLocals = initLocals;
  const auto* numbers = clauses->elementsAs<int32_t>();
  for (size_t i = 0; i + 7 <= clauses->length; i += 7) {
    auto at = [&](size_t n) { return static_cast<uint32_t>(numbers[i + n]); };
    EhClause clause;
    clause.kind = static_cast<EhKind>(at(0));
    clause.tryOffset = at(1);
    clause.tryLength = at(2) - at(1);
    clause.handlerOffset = at(3);
    clause.handlerLength = at(4) - at(3);
    clause.filterOffset = at(5);
    clause.classToken = Token(at(6));
    body.clauses.push_back(clause);
  }
  std::vector<DynamicToken> tokens(kinds->length);
  const auto* kind = kinds->elementsAs<uint8_t>();
  for (size_t i = 0; i < tokens.size(); ++i) {
    DynamicToken& token = tokens[i];
    Object* object = objects->elementsAs<Object*>()[i];
    const uintptr_t handle = handles->elementsAs<uintptr_t>()[i];
    token.kind = static_cast<DynamicToken::Kind>(kind[i]);
    switch (token.kind) {
      case DynamicToken::Kind::Type:
        token.type = TypeHandle::fromWord(static_cast<RuntimeTypeObject*>(object)->handle);
        break;
      case DynamicToken::Kind::VarArgMethod:
        token.blob = bytesOf_nogc(static_cast<Array*>(object));
        [[fallthrough]];
      case DynamicToken::Kind::Method: token.method = reinterpret_cast<MethodDesc*>(handle); break;
      case DynamicToken::Kind::Field: token.field = reinterpret_cast<FieldDesc*>(handle); break;
      case DynamicToken::Kind::Signature: token.blob = bytesOf_nogc(static_cast<Array*>(object)); break;
      case DynamicToken::Kind::String: {
        const auto* text = static_cast<String*>(object);
        token.text.assign(text->chars, static_cast<size_t>(text->length));
        break;
      }
      case DynamicToken::Kind::None: break;
    }
  }
  loaderOf(thread).dynamicMethods().setBody(method, body, tokens);
  const Runtime& runtime = thread.runtime();
  if (runtime.config().verify) LoadVerifier(loaderOf(thread), runtime.opcodes()).require(method);
}

void typeBuilderValidate(Thread& thread, Handle<RuntimeTypeObject> type) {
  validateMadeType(thread, typeFrom(thread, type).asMethodTable());
}

void dynamicPrepare(Thread& thread, MethodDesc* method) {
  thread.runtime().interpreter().prepare(thread, method);
}

Object* assemblyBuilderCreate(Thread& thread, Handle<String> name, bool isCollectible) {
  return newGrowingAssembly(thread, toUtf8(name.get()), isCollectible);
}

void moduleBuilderGrow(Handle<Object> moduleObject, Handle<Array> tables, Handle<Array> counts,
                       Handle<Array> heaps, Handle<Array> heapBytes, Handle<Array> assemblies) {
  Module& module = *moduleOfModule_nogc(moduleObject.get());
  ModuleStorage& storage = *module.storage();
  constexpr uint32_t kTables = 0x2D;  // MetadataTables.TableCount
  auto item = [](Handle<Array> array, size_t i) { return array->elementsAs<Object*>()[i]; };
  auto bytes = [](Object* object, size_t count) -> ByteSpan {
    auto* array = static_cast<Array*>(object);
    return {reinterpret_cast<const uint8_t*>(array->elements()), std::min<size_t>(count, array->length)};
  };
  const auto* count = counts->elementsAs<uint32_t>();
  for (uint32_t i = 0; i < kTables; ++i) {
    if (Object* rows = item(tables, i))
      storage.setTable(i, bytes(rows, static_cast<Array*>(rows)->length), count[i]);
  }
  for (uint32_t i = 0; i < ModuleStorage::kLists; ++i) {
    storage.setCounts(i, bytes(item(tables, kTables + i), size_t{count[kTables + i]} * 4));
    const uint32_t at = kTables + ModuleStorage::kLists + i;
    storage.setOwners(i, bytes(item(tables, at), size_t{count[at]} * 4));
  }
  for (uint32_t i = 0; i < ModuleStorage::HeapCount; ++i)
    storage.setHeap(static_cast<ModuleStorage::Heap>(i),
                    bytes(item(heaps, i), heapBytes->elementsAs<uint32_t>()[i]));
  // What a row of AssemblyRef means is known; two assemblies made in memory may have one name.
  ClassLoader& loader = module.runtime().classLoader();
  for (uint32_t i = 0; i < assemblies->length; ++i) {
    Module* known = moduleOfAssembly_nogc(item(assemblies, i));
    loader.noteReference(module, *known);
    module.assemblyRefs[i + 1] = known;
  }
  module.grow(storage.metadata(module.image()));
}

}  // namespace natives
}  // namespace minivm
