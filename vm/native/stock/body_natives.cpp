// MethodBody of the stock library: its classes have no constructors that say what they hold, so the fields
// are filled by their names.
#include <array>

#include "loader/method_body.h"
#include "loader/signature.h"
#include "vm/native/native_list.h"
#include "vm/native/stock/stock_support.h"
#include "vm/runtime.h"
#include "vm/threads/thread.h"

namespace minivm::natives {

namespace {

/// Where a field lies in the instances of its class.
uint32_t offsetOf(Thread& thread, MethodTable* type, std::string_view name) {
  FieldDesc* field = loaderOf(thread).findField(type, name);
  if (!field)
    throw LoadFailure(LoadFailureKind::MissingField,
                      TypeHandle(type).toString() + " has no field " + std::string(name));
  return field->objectOffset();
}

void setReference_nogc(Thread& thread, Object* object, uint32_t offset, Object* value) {
  GcHeap::writeRef_nogc(thread, &object->field<Object*>(offset), value);
}

MethodTable* reflectionType(Thread& thread, std::string_view name) {
  MethodTable* type = loaderOf(thread).findCoreType("System.Reflection", name);
  loaderOf(thread).ensureFullyLoaded(type);
  return type;
}

Array* newArray(Thread& thread, std::string_view element, size_t length) {
  ClassLoader& loader = loaderOf(thread);
  return heapOf(thread)
      .allocateArray(thread, loader.loadSzArray(loader.findCoreType("System.Reflection", element)),
                     static_cast<uint32_t>(length))
      .take();
}

struct Local {
  TypeHandle type;
  bool isPinned;
};

std::vector<Local> localsOf(Thread& thread, MethodDesc* method, const MethodBody& body) {
  std::vector<Local> locals;
  if (body.localsSig.isNil()) return locals;
  Module& module = *method->methodTable->module;
  const Metadata& metadata = module.metadata();
  SigCursor cursor(metadata, metadata.standAloneSig(body.localsSig.rid()).signature);
  for (uint32_t n = readLocalsHeader(cursor); n; --n) {
    bool isPinned = false;
    while (cursor.skipModifiers() || (!cursor.atEnd() && cursor.peekElementType() == ElementType::Pinned)) {
      if (cursor.peekElementType() != ElementType::Pinned) continue;
      cursor.readByte();
      isPinned = true;
    }
    locals.push_back(
        {loaderOf(thread).loadTypeSig(module, cursor, withVariables(thread, method)->genericContext()),
         isPinned});
  }
  return locals;
}

}  // namespace

void qcallMethodBody(Thread& thread, MethodDesc* method, const TypeOnStack&, const OnStack& out) {
  if (method->kind != MethodKind::IL || method->token.isNil()) return put(thread, out, nullptr);
  const Metadata& metadata = method->methodTable->module->metadata();
  const uint32_t rva = metadata.methodDef(method->token.rid()).rva;
  if (!rva) return put(thread, out, nullptr);
  const MethodBody body = MethodBody::read(metadata, rva, method->token.rid());
  const std::vector<Local> locals = localsOf(thread, method, body);
  MethodTable* bodyType = reflectionType(thread, "RuntimeMethodBody");
  MethodTable* localType = reflectionType(thread, "RuntimeLocalVariableInfo");
  MethodTable* clauseType = reflectionType(thread, "RuntimeExceptionHandlingClause");
  // Looking a field up may wait for a lock, and collect: all of them before there is an object.
  const auto in = [&](MethodTable* type, std::string_view field) { return offsetOf(thread, type, field); };
  const uint32_t code = in(bodyType, "_IL"), clauses = in(bodyType, "_exceptionHandlingClauses"),
                 variables = in(bodyType, "_localVariables"),
                 signature = in(bodyType, "_localSignatureMetadataToken"),
                 maxStack = in(bodyType, "_maxStackSize"), initLocals = in(bodyType, "_initLocals"),
                 localTypeAt = in(localType, "_type"), localIndex = in(localType, "_localIndex"),
                 isPinned = in(localType, "_isPinned"), bodyOfClause = in(clauseType, "_methodBody");
  constexpr std::string_view kClauseFields[] = {"_flags",         "_tryOffset",     "_tryLength",
                                                "_handlerOffset", "_handlerLength", "_catchMetadataToken",
                                                "_filterOffset"};
  std::array<uint32_t, std::size(kClauseFields)> clauseFields;
  for (size_t i = 0; i < clauseFields.size(); ++i) clauseFields[i] = in(clauseType, kClauseFields[i]);

  struct : Locals {
    Rooted<Object> made;
    Rooted<Array> list;
  } r;
  LocalsScope scope(thread, r);
  r.made = heapOf(thread).allocate(thread, bodyType).take();
  r.made->field<int32_t>(signature) = static_cast<int32_t>(body.localsSig.value);
  r.made->field<int32_t>(maxStack) = static_cast<int32_t>(body.maxStack);
  r.made->field<bool>(initLocals) = body.initLocals;
  Object* bytes = newByteArray(thread, {body.code.data(), body.code.size()}).take();
  setReference_nogc(thread, r.made.get(), code, bytes);

  r.list = newArray(thread, "LocalVariableInfo", locals.size());
  setReference_nogc(thread, r.made.get(), variables, r.list.get());
  for (size_t i = 0; i < locals.size(); ++i) {
    Object* local = heapOf(thread).allocate(thread, localType).take();
    setReference_nogc(thread, local, localTypeAt, runtimeTypeOf_nogc(thread.runtime(), locals[i].type));
    local->field<int32_t>(localIndex) = static_cast<int32_t>(i);
    local->field<bool>(isPinned) = locals[i].isPinned;
    setElement_nogc(thread, r.list.get(), i, local);
  }

  r.list = newArray(thread, "ExceptionHandlingClause", body.ehClauses.size());
  setReference_nogc(thread, r.made.get(), clauses, r.list.get());
  for (size_t i = 0; i < body.ehClauses.size(); ++i) {
    const EhClause& each = body.ehClauses[i];
    Object* clause = heapOf(thread).allocate(thread, clauseType).take();
    setReference_nogc(thread, clause, bodyOfClause, r.made.get());
    const uint32_t values[] = {static_cast<uint32_t>(each.kind),
                               each.tryOffset,
                               each.tryLength,
                               each.handlerOffset,
                               each.handlerLength,
                               each.classToken.value,
                               each.filterOffset};
    for (size_t k = 0; k < clauseFields.size(); ++k)
      clause->field<int32_t>(clauseFields[k]) = static_cast<int32_t>(values[k]);
    setElement_nogc(thread, r.list.get(), i, clause);
  }
  put(thread, out, r.made.get());
}

}  // namespace minivm::natives
