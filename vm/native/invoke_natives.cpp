// RuntimeMethodHandle.InvokeMethod: calls a method with boxed arguments.
//
// Between filling the argument slots and the call nothing allocates, so they may hold raw references.
// Everything that the call needs is made before: the copies that byref parameters point into, and the box of
// the result (a struct or byref result is not a root once the callee has returned).
#include "vm/native/native_list.h"
#include "vm/native/native_support.h"
#include "vm/runtime.h"
#include "vm/threads/thread.h"

namespace minivm::natives {

namespace {

/// The type that a boxed result has: what the byref points to, the value of a Nullable, IntPtr for pointers.
struct ResultShape {
  TypeHandle type;             ///< as stored (Nullable stays)
  MethodTable* box = nullptr;  ///< of a value result, null for references
  bool isByRef = false;
};

ResultShape shapeOf(ClassLoader& loader, MethodDesc* method, const MethodSig& sig) {
  ResultShape shape;
  if (sig.ret.kind == StackKind::Void) return shape;
  shape.type = loader.argType(method, -1);
  if (shape.type.isTypeDesc() && shape.type.asTypeDesc()->kind == ElementType::ByRef) {
    shape.isByRef = true;
    shape.type = shape.type.asTypeDesc()->element;
  }
  if (shape.type.stackKind() == StackKind::O) return shape;
  shape.box = shape.type.isTypeDesc() ? loader.wellKnown(WellKnownType::IntPtr) : shape.type.asMethodTable();
  if (shape.box->isNullable()) shape.box = perInstanceArgument(shape.box);
  loader.ensureFullyLoaded(shape.box);
  return shape;
}

/// Fills the slots of one argument from its boxed value. Never collects.
void fillArgument_nogc(Thread& thread, TypeHandle type, const ArgInfo& info, Slot* slots, Object* value) {
  (void)thread;
  if (info.kind == StackKind::O) {
    slots->obj = value;
    return;
  }
  std::memset(static_cast<void*>(slots), 0, size_t{info.slots} * sizeof(Slot));
  if (!value) return;
  if (type.isTypeDesc()) {
    slots->u8 = *reinterpret_cast<uint64_t*>(value->data());
  } else if (type.asMethodTable()->isNullable()) {
    const MethodTable* mt = type.asMethodTable();
    auto* bytes = reinterpret_cast<uint8_t*>(slots);
    bytes[0] = 1;
    std::memcpy(bytes + mt->nullableValueOffset, value->data(), mt->nullableValueSize);
  } else {
    slotsFromMemory_nogc(type, slots, value->data());
  }
}

}  // namespace

Object* methodInvoke(Thread& thread, MethodDesc* method, Handle<Object> target, Handle<Array> arguments) {
  ClassLoader& loader = loaderOf(thread);
  MethodTable* owner = method->methodTable;
  if (method->isCtor() && owner->isString()) method = loader.stringCtorReplacement(method);
  const bool creates = method->isCtor() && target.isNull() && !owner->isArray();
  if (method->isStatic() || method->isCtor()) ensureClassInitRunsManaged(thread, owner);
  struct : Locals {
    Rooted<Object> self, box;
    Rooted<Array> copies;
  } r;
  LocalsScope scope(thread, r);
  r.self = target;
  if (creates) {
    loader.ensureFullyLoaded(owner);
    r.self = heapOf(thread).allocate(thread, owner);
  } else if (method->isVirtual() && !target.isNull()) {
    method = loader.resolveVirtual(target->mt, method);
  }
  if (!method->isStatic() && !method->isCtor() && r.self.isNull())
    throwNew(thread, WellKnownType::NullReferenceException);
  const MethodSig& sig = loader.signature(method);
  if (sig.isVarArg)
    throwNew(thread, WellKnownType::NotSupportedException, "Vararg calling convention not supported.");
  const size_t first = sig.hasThis ? 1 : 0;
  const size_t count = sig.args.size() - first;
  // A byref parameter points into a copy: a box of its own, or an element of the array of copies for a
  // reference.
  std::vector<TypeHandle> types(count);
  for (size_t i = 0; i < count; ++i) {
    types[i] = loader.argType(method, static_cast<int>(first + i));
    if (sig.args[first + i].kind != StackKind::ByRef) continue;
    if (r.copies.isNull()) r.copies = newObjectArray(thread, count);
    const TypeHandle element = types[i].asTypeDesc()->element;
    Object* copy = arguments->elementsAs<Object*>()[i];
    if (element.stackKind() != StackKind::O) {
      // Also Nullable is boxed as itself here, which nobody but the callee sees.
      MethodTable* mt =
          element.isTypeDesc() ? loader.wellKnown(WellKnownType::IntPtr) : element.asMethodTable();
      loader.ensureFullyLoaded(mt);
      copy = heapOf(thread).allocate(thread, mt).take();
      storeObject_nogc(thread, element, copy->data(), arguments->elementsAs<Object*>()[i]);
    }
    setElement_nogc(thread, r.copies.get(), i, copy);
  }
  const ResultShape shape = shapeOf(loader, method, sig);
  if (shape.box) r.box = heapOf(thread).allocate(thread, shape.box);
  std::vector<Slot> slots(sig.argSlots + size_t{1});
  if (sig.hasThis && !r.self.isNull()) {
    if (method->methodTable->isValueType()) {
      slots[0].byref = r.self->data();
    } else {
      slots[0].obj = r.self.get();
    }
  }
  for (size_t i = 0; i < count; ++i) {
    const ArgInfo& info = sig.args[first + i];
    if (info.kind == StackKind::ByRef) {
      Object** element = &r.copies->elementsAs<Object*>()[i];
      const bool isReference = types[i].asTypeDesc()->element.stackKind() == StackKind::O;
      slots[info.slot].byref = isReference ? reinterpret_cast<uint8_t*>(element) : (*element)->data();
    } else {
      fillArgument_nogc(thread, types[i], info, &slots[info.slot], arguments->elementsAs<Object*>()[i]);
    }
  }
  std::vector<Slot> ret(std::max<size_t>(2, sig.ret.slots));
  callManaged(thread, method, slots.data(), ret.data());

  if (method->kind == MethodKind::ArrayCtor) {
    r.box = ret[0].obj;
  } else if (creates) {
    r.box = r.self.get();
  } else if (shape.type) {
    const void* value =
        shape.isByRef ? static_cast<const void*>(ret[0].byref) : static_cast<const void*>(ret.data());
    if (!value) throwNew(thread, WellKnownType::NullReferenceException);
    if (!shape.box) {
      r.box = *static_cast<Object* const*>(value);
    } else if (shape.type.isValueType() && shape.type.asMethodTable()->isNullable()) {
      const auto* bytes = static_cast<const uint8_t*>(value);
      if (bytes[0] == 0) {
        r.box = nullptr;
      } else {
        copyValue_nogc(thread, shape.box, r.box->data(),
                       bytes + shape.type.asMethodTable()->nullableValueOffset);
      }
    } else {
      copyValue_nogc(thread, shape.box, r.box->data(), value);
    }
  }
  // What the callee left in byref parameters goes back, boxed afresh.
  for (size_t i = 0; i < count && !r.copies.isNull(); ++i) {
    if (sig.args[first + i].kind != StackKind::ByRef) continue;
    const TypeHandle element = types[i].asTypeDesc()->element;
    Object* value = r.copies->elementsAs<Object*>()[i];
    if (element.isValueType() && element.asMethodTable()->isNullable()) {
      value = boxValue(thread, element, [&] { return r.copies->elementsAs<Object*>()[i]->data(); });
    }
    setElement_nogc(thread, arguments.get(), i, value);
  }
  return r.box.get();
}

}  // namespace minivm::natives
