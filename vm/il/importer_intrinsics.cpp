// Expansion of intrinsics (contract §6): calls that are one or two operations in every tier.
#include <fmt/format.h>

#include "vm/il/importer.h"
#include "vm/il/intrinsics.h"
#include "vm/runtime.h"

namespace minivm {

/// Address arithmetic of Unsafe.Add and friends: base ± index × scale.
void IlImporter::pushAddressPlus(StackEntry base, StackEntry index, uint32_t scale, bool subtract) {
  if (index.kind == StackKind::I4)
    index.value = builder_.convert(StackKind::I4, ElementType::I, false, false, index.value);
  Value offset = index.value;
  if (scale != 1)
    offset = builder_.binary(BinaryOp::Mul, StackKind::I, offset, builder_.constI8(scale, StackKind::I));
  Value result = builder_.binary(subtract ? BinaryOp::Sub : BinaryOp::Add, base.kind, base.value, offset);
  push(base.kind, result, base.type);
}

namespace {

/// `Avx2.IsSupported`, `Vector128.IsHardwareAccelerated` of the stock library, whose bodies only call themselves
/// (contract §6). The answer is no: the library then takes its portable paths.
bool asksForHardware(const MethodDesc& method) {
  constexpr uint16_t kInternalCall = 0x1000;
  if (method.kind != MethodKind::FCall || (method.implAttributes & kInternalCall) != 0 || !method.isStatic())
    return false;
  const std::string_view name = method.name();
  return name == "get_IsSupported" || name == "get_IsHardwareAccelerated";
}

}  // namespace

bool IlImporter::importIntrinsic(MethodDesc* method) {
  if (asksForHardware(*method)) {
    push(StackKind::I4, builder_.constI4(0), {}, ElementType::U1);
    return true;
  }
  Intrinsic id = intrinsicOf(method);
  if (id == Intrinsic::None) return false;
  const MethodSig& sig = loader_.signature(method);
  TypeHandle first = method->methodArgs.empty() ? TypeHandle() : method->methodArgs[0];
  TypeHandle second = method->methodArgs.size() < 2 ? TypeHandle() : method->methodArgs[1];
  auto argKind = [&](size_t i) { return sig.args[i].kind; };

  switch (id) {
    case Intrinsic::UnsafeAdd:
    case Intrinsic::UnsafeSubtract: {
      StackEntry index = pop();
      StackEntry base = popAddress("Unsafe.Add");
      pushAddressPlus(base, index, first.sizeBytes(), id == Intrinsic::UnsafeSubtract);
      return true;
    }
    case Intrinsic::UnsafeAddByteOffset:
    case Intrinsic::UnsafeSubtractByteOffset: {
      StackEntry index = pop();
      StackEntry base = popAddress("Unsafe.AddByteOffset");
      pushAddressPlus(base, index, 1, id == Intrinsic::UnsafeSubtractByteOffset);
      return true;
    }
    case Intrinsic::UnsafeByteOffset: {
      Value target = popAddress("Unsafe.ByteOffset").value;
      Value origin = popAddress("Unsafe.ByteOffset").value;
      push(StackKind::I, builder_.binary(BinaryOp::Sub, StackKind::I, target, origin));
      return true;
    }
    case Intrinsic::UnsafeAreSame:
    case Intrinsic::UnsafeIsAddressGreaterThan:
    case Intrinsic::UnsafeIsAddressLessThan:
    case Intrinsic::UnsafeIsAddressGreaterThanOrEqualTo:
    case Intrinsic::UnsafeIsAddressLessThanOrEqualTo: {
      CompareOp op = id == Intrinsic::UnsafeAreSame                         ? CompareOp::Eq
                     : id == Intrinsic::UnsafeIsAddressGreaterThan          ? CompareOp::GtUn
                     : id == Intrinsic::UnsafeIsAddressLessThan             ? CompareOp::LtUn
                     : id == Intrinsic::UnsafeIsAddressGreaterThanOrEqualTo ? CompareOp::GeUn
                                                                            : CompareOp::LeUn;
      Value b = popAddress("Unsafe").value;
      Value a = popAddress("Unsafe").value;
      push(StackKind::I4, builder_.compare(op, StackKind::ByRef, a, b), {}, ElementType::U1);
      return true;
    }
    case Intrinsic::UnsafeIsNullRef: {
      Value a = popAddress("Unsafe.IsNullRef").value;
      push(StackKind::I4,
           builder_.compare(CompareOp::Eq, StackKind::ByRef, a, builder_.constI8(0, StackKind::ByRef)), {},
           ElementType::U1);
      return true;
    }
    case Intrinsic::UnsafeNullRef:
      push(StackKind::ByRef, builder_.constI8(0, StackKind::ByRef), first);
      return true;
    case Intrinsic::UnsafeAs:
      if (second.isNull()) {  // As<T>(object)
        if (top().kind != StackKind::O) fail("Unsafe.As<T> needs an object");
        top().type = {};
        top().isThis = false;
      } else {  // As<TFrom, TTo>(ref TFrom)
        StackEntry entry = popAddress("Unsafe.As");
        push(entry.kind, entry.value, second);
      }
      return true;
    case Intrinsic::UnsafeAsPointer: {
      StackEntry entry = popAddress("Unsafe.AsPointer");
      Value value = entry.kind == StackKind::I
                        ? entry.value
                        : builder_.convert(StackKind::ByRef, ElementType::I, false, false, entry.value);
      push(StackKind::I, value);
      return true;
    }
    case Intrinsic::UnsafeAsRef: {
      StackEntry entry = popAddress("Unsafe.AsRef");
      Value value = entry.kind == StackKind::I
                        ? builder_.convert(StackKind::I, ElementType::ByRef, false, false, entry.value)
                        : entry.value;
      push(StackKind::ByRef, value, first);
      return true;
    }
    case Intrinsic::UnsafeUnbox:
      push(StackKind::ByRef, builder_.unboxAddress(first, popObject("Unsafe.Unbox")), first);
      return true;
    case Intrinsic::UnsafeCopy: {
      MemType memory = memTypeOf(first);
      StackEntry source = popAddress("Unsafe.Copy");
      StackEntry destination = popAddress("Unsafe.Copy");
      builder_.storeIndirect(memory, destination.kind, destination.value,
                             builder_.loadIndirect(memory, source.kind, source.value));
      return true;
    }
    case Intrinsic::UnsafeCopyBlock:
    case Intrinsic::UnsafeCopyBlockUnaligned: {
      Value bytes = popInt32("Unsafe.CopyBlock");
      Value source = popAddress("Unsafe.CopyBlock").value;
      Value destination = popAddress("Unsafe.CopyBlock").value;
      builder_.copyBlock(destination, source, bytes);
      return true;
    }
    case Intrinsic::UnsafeInitBlock:
    case Intrinsic::UnsafeInitBlockUnaligned: {
      Value bytes = popInt32("Unsafe.InitBlock");
      Value fill = popInt32("Unsafe.InitBlock");
      Value destination = popAddress("Unsafe.InitBlock").value;
      builder_.initBlock(destination, fill, bytes);
      return true;
    }
    case Intrinsic::UnsafeRead:
    case Intrinsic::UnsafeReadUnaligned: importLoadObject(memTypeOf(first)); return true;
    case Intrinsic::UnsafeWrite:
    case Intrinsic::UnsafeWriteUnaligned: importStoreObject(memTypeOf(first)); return true;
    case Intrinsic::UnsafeSkipInit: builder_.discard(pop().value); return true;
    case Intrinsic::UnsafeSizeOf:
      push(StackKind::I4, builder_.constI4(static_cast<int32_t>(first.sizeBytes())));
      return true;
    case Intrinsic::IsReferenceOrContainsReferences:
      push(StackKind::I4, builder_.constI4(!first.isValueType() || first.containsGcPointers() ? 1 : 0), {},
           ElementType::U1);
      return true;
    case Intrinsic::IsBitwiseEquatable: {
      // True for the integers, char, bool, enums: equality is equality of bytes.
      ElementType element = first.reducedElementType();
      bool yes = (element >= ElementType::Boolean && element <= ElementType::U8) ||
                 element == ElementType::I || element == ElementType::U || element == ElementType::Ptr ||
                 element == ElementType::FnPtr;
      push(StackKind::I4, builder_.constI4(yes ? 1 : 0), {}, ElementType::U1);
      return true;
    }
    case Intrinsic::GetMethodTable: {
      Value object = popObject("RuntimeHelpers.GetMethodTable");
      // The first word of every object; a native int that the collector leaves alone.
      push(StackKind::I, builder_.loadMethodTable(object));
      return true;
    }
    case Intrinsic::GetArrayDataReference: {
      if (first.isNull() || argKind(0) != StackKind::O)
        return false;  // the overload for System.Array has a body
      push(StackKind::ByRef, builder_.arrayData(popObject("GetArrayDataReference")), first);
      return true;
    }
    case Intrinsic::GetTypeFromHandle: {
      StackEntry handle = pop();
      if (handle.kind != StackKind::Struct) fail("Type.GetTypeFromHandle needs a RuntimeTypeHandle");
      FieldRef field{};
      field.field = &handle.type.asMethodTable()->eeClass->fields[0];
      field.memory = memTypeOf(ElementType::Object);
      push(StackKind::O, builder_.loadField(field, StackKind::Struct, handle.type, handle.value));
      return true;
    }
    case Intrinsic::MemoryBarrier:
    case Intrinsic::ReadBarrier:
    case Intrinsic::WriteBarrier: builder_.memoryBarrier(); return true;
    case Intrinsic::DoubleToInteger:
    case Intrinsic::SingleToInteger: {
      // The stock library's body calls itself for the primitive types.
      const ElementType element = first.elementType();
      const bool isInteger = (element >= ElementType::I1 && element <= ElementType::U8) || element == ElementType::I ||
                             element == ElementType::U;
      if (!isInteger) return false;
      StackEntry number = pop();
      push(first.stackKind(), builder_.convert(number.kind, element, false, false, number.value), {}, element);
      return true;
    }
    case Intrinsic::FastPollGC: return true;  // every loop and call polls anyway
    case Intrinsic::None:
    case Intrinsic::Count: break;
  }
  return false;
}

}  // namespace minivm
