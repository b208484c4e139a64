// Loads and stores: indirect, fields, array elements, objects, typed references, tokens.
#include <fmt/format.h>

#include "vm/il/access.h"
#include "vm/il/importer.h"
#include "vm/runtime.h"

namespace minivm {

namespace {

ArgInfo locationOf(const MemType& memory) {
  ArgInfo location{};
  location.kind = memory.kind;
  location.type = memory.type;
  location.element = memory.element;
  return location;
}

}  // namespace

void IlImporter::importLoadIndirect(ElementType element) {
  importLoadObject(memTypeOf(element));
}
void IlImporter::importStoreIndirect(ElementType element) {
  importStoreObject(memTypeOf(element));
}

void IlImporter::importLoadObject(const MemType& memory) {
  StackEntry address = popAddress("load");
  bool isVolatile = prefixes_.isVolatile;
  Value value = builder_.loadIndirect(memory, address.kind, address.value);
  pushMemory(memory, value);
  if (isVolatile) builder_.volatileOrder();
}

void IlImporter::importStoreObject(const MemType& memory) {
  Value value = popFor(locationOf(memory), "store");
  StackEntry address = popAddress("store");
  if (prefixes_.isVolatile) builder_.volatileOrder();
  builder_.storeIndirect(memory, address.kind, address.value, value);
}

void IlImporter::importField(const IlInstruction& il) {
  bool isStaticOp =
      il.opcode == Opcode::Ldsfld || il.opcode == Opcode::Ldsflda || il.opcode == Opcode::Stsfld;
  FieldRef field = fieldRef(il.token);
  if (isStaticOp && field.field && !field.field->isStatic())
    fail(fmt::format("field {} is not static", field.field->name()));
  bool isStatic = isStaticOp || (field.field && field.field->isStatic());
  const MemType& memory = field.memory;

  if (il.opcode == Opcode::Stfld || il.opcode == Opcode::Stsfld) {
    Value value = popFor(locationOf(memory), "stfld");
    if (isStatic) {
      if (!isStaticOp)
        builder_.discard(pop().value);  // stfld on a static field evaluates and drops the object (III.4.28)
      if (field.isVolatile) builder_.volatileOrder();
      return builder_.storeStatic(field, value);
    }
    StackEntry base = pop();
    if (base.kind != StackKind::O && base.kind != StackKind::ByRef && base.kind != StackKind::I &&
        base.kind != StackKind::I8) {
      fail("stfld needs an object or an address");
    }
    if (field.isVolatile) builder_.volatileOrder();
    return builder_.storeField(field, base.kind, base.value, value);
  }
  bool isAddress = il.opcode == Opcode::Ldflda || il.opcode == Opcode::Ldsflda;
  if (isStatic) {
    if (!isStaticOp) builder_.discard(pop().value);
    if (isAddress) return push(StackKind::ByRef, builder_.staticAddress(field), memory.type);
    pushMemory(memory, builder_.loadStatic(field));
    if (field.isVolatile) builder_.volatileOrder();
    return;
  }
  StackEntry base = pop();
  if (base.kind == StackKind::I8) base.kind = StackKind::I;
  if (isAddress) {
    if (base.kind != StackKind::O && base.kind != StackKind::ByRef && base.kind != StackKind::I)
      fail("ldflda needs an object or an address");
    StackKind result = base.kind == StackKind::I ? StackKind::I : StackKind::ByRef;
    return push(result, builder_.fieldAddress(field, base.kind, base.value), memory.type);
  }
  if (base.kind == StackKind::Struct && !field.field)
    field.field = loader_.resolveField(module_, il.token, context_);
  if (base.kind == StackKind::Struct && field.field->owner != base.type.asMethodTable()) {
    fail(fmt::format("stack has {}, ldfld expects {}", base.type.toString(),
                     TypeHandle(field.field->owner).toString()));
  }
  if (base.kind != StackKind::O && base.kind != StackKind::ByRef && base.kind != StackKind::I &&
      base.kind != StackKind::Struct) {
    fail("ldfld needs an object, an address or a value type");
  }
  pushMemory(memory, builder_.loadField(field, base.kind, base.type, base.value));
  if (field.isVolatile) builder_.volatileOrder();
}

void IlImporter::importLoadElement(const MemType& memory) {
  StackEntry index = popIndex();
  Value array = popObject("ldelem");
  pushMemory(memory, builder_.loadElement(memory, array, index.kind, index.value));
}

void IlImporter::importStoreElement(const MemType& memory) {
  Value value = popFor(locationOf(memory), "stelem");
  StackEntry index = popIndex();
  Value array = popObject("stelem");
  builder_.storeElement(memory, array, index.kind, index.value, value);
}

void IlImporter::importElementAddress(const IlInstruction& il) {
  TypeHandle type = typeOperand(il.token);
  StackEntry index = popIndex();
  Value array = popObject("ldelema");
  bool checkType = !prefixes_.isReadonly && !type.isValueType();
  MemType memory = memTypeOf(type);
  push(StackKind::ByRef,
       builder_.elementAddress({type, il.token}, memory, checkType, array, index.kind, index.value), type);
}

void IlImporter::importTypeOperation(const IlInstruction& il) {
  switch (il.opcode) {
    case Opcode::Castclass:
    case Opcode::Isinst: {
      TypeRef type = typeRef(il.token);
      if (type.type && !module_.isCoreLib() && !il.token.is(Table::TypeSpec))
        checkAccess(loader_, method_, type.type);
      Value object = popObject("cast");
      Value result = il.opcode == Opcode::Castclass ? builder_.castClass(type, object)
                                                    : builder_.isInstance(type, object);
      bool isReference = type.type && !type.type.isValueType();
      return push(StackKind::O, result, isReference ? type.type : TypeHandle());
    }
    case Opcode::Newarr: {
      TypeRef type = typeRef(il.token);
      if (type.type && !module_.isCoreLib() && !il.token.is(Table::TypeSpec))
        checkAccess(loader_, method_, type.type);
      StackEntry length = pop();
      if (length.kind == StackKind::I8) length.kind = StackKind::I;
      if (length.kind != StackKind::I4 && length.kind != StackKind::I)
        fail("newarr needs an int32 or native int length");
      return push(StackKind::O, builder_.newArray(type, length.kind, length.value));
    }
    default: break;
  }
  TypeHandle type = typeOperand(il.token);
  MemType memory = memTypeOf(type);
  switch (il.opcode) {
    case Opcode::Cpobj: {
      StackEntry source = popAddress("cpobj");
      StackEntry destination = popAddress("cpobj");
      Value value = builder_.loadIndirect(memory, source.kind, source.value);
      return builder_.storeIndirect(memory, destination.kind, destination.value, value);
    }
    case Opcode::Initobj: {
      StackEntry address = popAddress("initobj");
      return builder_.initObject(type, address.kind, address.value);
    }
    case Opcode::Box: {
      if (!type.isValueType()) {
        if (top().kind != StackKind::O) fail("box of a reference type needs an object");
        return;
      }
      if (type.isByRefLike()) fail(fmt::format("{} cannot be boxed", type.toString()));
      Value value = popFor(locationOf(memory), "box");
      return push(StackKind::O, builder_.box(type, value), type);
    }
    case Opcode::Unbox: {
      if (!type.isValueType()) fail("unbox of a reference type");
      return push(StackKind::ByRef, builder_.unboxAddress(type, popObject("unbox")), type);
    }
    case Opcode::UnboxAny: {
      Value object = popObject("unbox.any");
      if (!type.isValueType()) return push(StackKind::O, builder_.castClass({type, il.token}, object), type);
      Value address = builder_.unboxAddress(type, object);
      return pushMemory(memory, builder_.loadIndirect(memory, StackKind::ByRef, address));
    }
    case Opcode::Sizeof: return push(StackKind::I4, builder_.constI4(static_cast<int32_t>(type.sizeBytes())));
    case Opcode::Mkrefany: {
      StackEntry address = popAddress("mkrefany");
      return push(StackKind::Struct, builder_.makeTypedReference(type, address.value),
                  loader_.wellKnown(WellKnownType::TypedReference));
    }
    case Opcode::Refanyval: {
      StackEntry reference = pop();
      if (reference.kind != StackKind::Struct) fail("refanyval needs a typed reference");
      return push(StackKind::ByRef, builder_.typedReferenceAddress(type, reference.value), type);
    }
    default: fail("unknown type operation");
  }
}

void IlImporter::importLoadToken(const IlInstruction& il) {
  module_.metadata().require(il.token);
  switch (il.token.table()) {
    case Table::TypeDef:
    case Table::TypeRef:
    case Table::TypeSpec: {
      TypeHandle type = loader_.loadType(module_, il.token, context_);
      return push(StackKind::Struct, builder_.loadTypeObject(type),
                  loader_.wellKnown(WellKnownType::RuntimeTypeHandle));
    }
    case Table::MethodDef:
    case Table::MethodSpec: {
      MethodDesc* method = loader_.resolveMethod(module_, il.token, context_);
      return push(StackKind::Struct, builder_.loadMethodObject(method),
                  loader_.wellKnown(WellKnownType::RuntimeMethodHandle));
    }
    case Table::Field: {
      FieldDesc* field = loader_.resolveField(module_, il.token, context_);
      return push(StackKind::Struct, builder_.loadFieldObject(field),
                  loader_.wellKnown(WellKnownType::RuntimeFieldHandle));
    }
    case Table::MemberRef: {
      SigCursor cursor(module_.metadata(), module_.metadata().memberRef(il.token.rid()).signature);
      if ((cursor.peek() & kSigKindMask) == kSigField) {
        FieldDesc* field = loader_.resolveField(module_, il.token, context_);
        return push(StackKind::Struct, builder_.loadFieldObject(field),
                    loader_.wellKnown(WellKnownType::RuntimeFieldHandle));
      }
      MethodDesc* method = loader_.resolveMethod(module_, il.token, context_);
      return push(StackKind::Struct, builder_.loadMethodObject(method),
                  loader_.wellKnown(WellKnownType::RuntimeMethodHandle));
    }
    default: fail("ldtoken of a token that names no type, method or field");
  }
}

}  // namespace minivm
