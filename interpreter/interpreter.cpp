// The loop: one block per op of op.def, in the order of op.def's chapters; everything rare is in
// interpreter_slow.cpp. Built with -fno-gcse (docs: measured 1.4–1.75× on this file).
//
// Registers of the machine: `fp` the frame's slots, `pc` the instruction. Before anything that may collect,
// throw or walk the stack, SAVE publishes both; slots are stable memory, so nothing else needs saving, and
// object pointers are re-read from their slots afterwards.
#include <cmath>
#include <cstring>
#include <limits>
#include <utility>

#include "interpreter/loop.h"
#include "interpreter/loop_macros.h"
#include "interpreter/observer.h"
#include "vm/eh/dispatch.h"
#include "vm/eh/exceptions.h"

namespace minivm {

#ifdef MINIVM_WATCHED_LOOP
LoopExit runWatchedLoop(Thread& thread, InterpreterActivation& act, Slot* fp, const Insn* pc,
                        Observer& observer) {
  Op previous = Op::Nop;
#else
LoopExit runLoop(Thread& thread, InterpreterActivation& act, Slot* fp, const Insn* pc) {
#endif
  GcHeap& heap = thread.runtime().heap();
  static constexpr const void* kBlocks[] = {
#define OP(name, operands, meaning) &&op_##name,
#include "interpreter/op.def"
  };
  DISPATCH;
  OP_CASE(Nop) NEXT OP_CASE(Mov) {
    R(I.dst) = R(I.a);
    NEXT
  }
  OP_CASE(MovStruct) {
    std::memmove(&R(I.dst), &R(I.a), static_cast<size_t>(I.imm) * sizeof(Slot));
    NEXT
  }
  OP_CASE(LdImm) {
    R(I.dst).i8 = I.imm;
    NEXT
  }
  OP_CASE(LdRegA) {
    R(I.dst).ptr = &R(I.a);
    NEXT
  }
  OP_CASE(ZeroRegs) {
    std::memset(&R(I.dst), 0, static_cast<size_t>(I.imm) * sizeof(Slot));
    NEXT
  }
  OP_CASE(Args1) {
    R(I.dst) = R(I.a);
    NEXT
  }
  OP_CASE(Args2) {
    Slot* out = &R(I.dst);
    out[0] = R(I.a);
    out[1] = R(I.b);
    NEXT
  }
  OP_CASE(Args3) {
    Slot* out = &R(I.dst);
    out[0] = R(I.a);
    out[1] = R(I.b);
    out[2] = R(I.c);
    NEXT
  }
  OP_CASE(Args4) {
    Slot* out = &R(I.dst);
    out[0] = R(I.a);
    out[1] = R(I.b);
    out[2] = R(I.c);
    out[3] = R(I.d);
    NEXT
  }
  OP_CASE(ArgStruct) {
    std::memcpy(&R(I.dst), &R(I.a), static_cast<size_t>(I.imm) * sizeof(Slot));
    NEXT
  }

  // --- arithmetic; unsigned fields where wrapping is meant
  OP_CASE(IncI4) {
    const uint32_t before = R(I.a).u4;
    putWhole<uint32_t>(R(I.a), before + static_cast<uint32_t>(I.imm));
    PUT(u4, before);  // last: `x = x++` leaves x alone
    NEXT
  }
  BINARY(AddI4, u4, a + b)
  OP_CASE(Add3I4) {
    PUT(u4, R(I.a).u4 + R(I.b).u4 + static_cast<uint32_t>(I.imm));
    NEXT
  }
  OP_CASE(MulAddI4) {
    PUT(u4, R(I.a).u4 * R(I.b).u4 + R(I.c).u4);
    NEXT
  }
  // By a constant: multiplied by 2^b / divisor, rounded up; trunc is floor, plus one below zero.
  OP_CASE(DivI4Const) {
    const int32_t a = R(I.a).i4;
    PUT(i4, static_cast<int32_t>((int64_t{a} * static_cast<uint32_t>(I.target)) >> I.b) + (a < 0));
    NEXT
  }
  OP_CASE(RemI4Const) {
    const int32_t a = R(I.a).i4;
    const int32_t quotient =
        static_cast<int32_t>((int64_t{a} * static_cast<uint32_t>(I.target)) >> I.b) + (a < 0);
    PUT(i4, a - quotient * I.imm32);
    NEXT
  }
  OP_CASE(AddI8I4) {
    R(I.dst).u8 = R(I.a).u8 + static_cast<uint64_t>(int64_t{R(I.b).i4});
    NEXT
  }
  OP_CASE(MulAddF8) {
    R(I.dst).r8 = R(I.a).r8 * R(I.b).r8 + R(I.c).r8;
    NEXT
  }
  BINARY(SubI4, u4, a - b)
  BINARY(MulI4, u4, a * b)
  BINARY(AndI4, u4, a & b)
  BINARY(OrI4, u4, a | b)
  BINARY(XorI4, u4, a ^ b)
  BINARY(ShlI4, u4, a << (b & 31))
  BINARY(ShrI4, i4, a >> (b & 31))
  BINARY(ShrUnI4, u4, a >> (b & 31))
  BINARY(MattI4, i4, a > b ? a : b)
  BINARY_IMM(AddI4Imm, u4, uint32_t, a + b)
  BINARY_IMM(MulI4Imm, u4, uint32_t, a * b)
  BINARY_IMM(AndI4Imm, u4, uint32_t, a & b)
  BINARY_IMM(OrI4Imm, u4, uint32_t, a | b)
  BINARY_IMM(XorI4Imm, u4, uint32_t, a ^ b)
  BINARY_IMM(ShlI4Imm, u4, uint32_t, a << (b & 31))
  BINARY_IMM(ShrI4Imm, i4, uint32_t, a >> (b & 31))
  BINARY_IMM(ShrUnI4Imm, u4, uint32_t, a >> (b & 31))
  BINARY(AddI8, u8, a + b)
  BINARY(SubI8, u8, a - b)
  BINARY(MulI8, u8, a * b)
  BINARY(AndI8, u8, a & b)
  BINARY(OrI8, u8, a | b)
  BINARY(XorI8, u8, a ^ b)
  BINARY(MattI8, i8, a > b ? a : b)
  OP_CASE(ShlI8) {
    R(I.dst).u8 = R(I.a).u8 << (R(I.b).u4 & 63);
    NEXT
  }
  OP_CASE(ShrI8) {
    R(I.dst).i8 = R(I.a).i8 >> (R(I.b).u4 & 63);
    NEXT
  }
  OP_CASE(ShrUnI8) {
    R(I.dst).u8 = R(I.a).u8 >> (R(I.b).u4 & 63);
    NEXT
  }
  BINARY_IMM(AddI8Imm, u8, uint64_t, a + b)
  BINARY_IMM(MulI8Imm, u8, uint64_t, a * b)
  BINARY_IMM(AndI8Imm, u8, uint64_t, a & b)
  BINARY_IMM(OrI8Imm, u8, uint64_t, a | b)
  BINARY_IMM(XorI8Imm, u8, uint64_t, a ^ b)
  BINARY_IMM(ShlI8Imm, u8, uint64_t, a << (b & 63))
  BINARY_IMM(ShrI8Imm, i8, uint64_t, a >> (b & 63))
  BINARY_IMM(ShrUnI8Imm, u8, uint64_t, a >> (b & 63))
  DIVIDE(I4, i4, INT32_MIN)
  DIVIDE(I8, i8, INT64_MIN)
  DIVIDE_UN(I4, u4)
  DIVIDE_UN(I8, u8)
  OVERFLOW_OP(AddOvfI4, i4, __builtin_add_overflow)
  OVERFLOW_OP(AddOvfUnI4, u4, __builtin_add_overflow)
  OVERFLOW_OP(SubOvfI4, i4, __builtin_sub_overflow)
  OVERFLOW_OP(SubOvfUnI4, u4, __builtin_sub_overflow)
  OVERFLOW_OP(MulOvfI4, i4, __builtin_mul_overflow)
  OVERFLOW_OP(MulOvfUnI4, u4, __builtin_mul_overflow)
  OVERFLOW_OP(AddOvfI8, i8, __builtin_add_overflow)
  OVERFLOW_OP(AddOvfUnI8, u8, __builtin_add_overflow)
  OVERFLOW_OP(SubOvfI8, i8, __builtin_sub_overflow)
  OVERFLOW_OP(SubOvfUnI8, u8, __builtin_sub_overflow)
  OVERFLOW_OP(MulOvfI8, i8, __builtin_mul_overflow)
  OVERFLOW_OP(MulOvfUnI8, u8, __builtin_mul_overflow)
  CONVERT(NegI4, u4, u4, 0 - a)
  CONVERT(NotI4, u4, u4, ~a)
  CONVERT(NegI8, u8, u8, 0 - a)
  CONVERT(NotI8, u8, u8, ~a)
  BINARY(AddF4, r4, a + b)
  BINARY(SubF4, r4, a - b)
  BINARY(MulF4, r4, a * b)
  BINARY(DivF4, r4, a / b)
  BINARY(RemF4, r4, std::fmod(a, b))
  BINARY(MattF4, r4, a > b ? a : b)
  BINARY(AddF8, r8, a + b)
  BINARY(SubF8, r8, a - b)
  BINARY(MulF8, r8, a * b)
  BINARY(DivF8, r8, a / b)
  BINARY(RemF8, r8, std::fmod(a, b))
  BINARY(MattF8, r8, a > b ? a : b)
  CONVERT(NegF4, r4, r4, -a)
  CONVERT(NegF8, r8, r8, -a)
  OP_CASE(CkFiniteF4) {
    if (!std::isfinite(R(I.a).r4)) [[unlikely]]
      THROW(OverflowException)
    PUT(r4, R(I.a).r4);
    NEXT
  }
  OP_CASE(CkFiniteF8) {
    if (!std::isfinite(R(I.a).r8)) [[unlikely]]
      THROW(OverflowException)
    R(I.dst).r8 = R(I.a).r8;
    NEXT
  }

  CONVERT_INTEGER(I4, i4)
  CONVERT_INTEGER(I8, i8)
  CONVERT(ConvI4U8, u4, u8, uint64_t{a})
  CONVERT(ConvI8U8, u8, u8, a)
  CONVERT_FLOAT(F4, r4)
  CONVERT_FLOAT(F8, r8)
  CONVERT(ConvI4UnR8, u4, r8, static_cast<double>(a))
  CONVERT(ConvI4UnR4, u4, r4, static_cast<float>(a))
  CONVERT(ConvI8UnR8, u8, r8, static_cast<double>(a))
  CONVERT(ConvI8UnR4, u8, r4, static_cast<float>(a))
  CHECKED(OvfI4, i4, fitsInteger)
  CHECKED(OvfI8, i8, fitsInteger)
  CHECKED(OvfF4, r4, fitsFloat)
  CHECKED(OvfF8, r8, fitsFloat)
  CHECKED(OvfI4Un, u4, fitsInteger)
  CHECKED(OvfI8Un, u8, fitsInteger)

  // --- comparisons and branches
  COMPARE_INTEGER(I4, i4, u4)
  COMPARE_INTEGER(I8, i8, u8)
  COMPARE_FLOAT(F4, r4)
  COMPARE_FLOAT(F8, r8)
  COMPARE_IMM(Eq, a == b)
  COMPARE_IMM(Ne, a != b)
  COMPARE_IMM(Lt, a < b)
  COMPARE_IMM(Le, a <= b)
  COMPARE_IMM(Gt, a > b)
  COMPARE_IMM(Ge, a >= b)
  BRANCH_IMM8(Eq, a == b)
  BRANCH_IMM8(Ne, a != b)
  BRANCH_IMM8(Lt, a < b)
  BRANCH_IMM8(Le, a <= b)
  BRANCH_IMM8(Gt, a > b)
  BRANCH_IMM8(Ge, a >= b)
  OP_CASE(BrLtLenI4) {
    auto* array = static_cast<Array*>(R(I.b).obj);
    CHECK_NULL(array)
    if (R(I.a).i4 < static_cast<int32_t>(array->length)) GOTO NEXT
  }
  OP_CASE(BrLtLenI4Back) {
    auto* array = static_cast<Array*>(R(I.b).obj);
    CHECK_NULL(array)
    if (R(I.a).i4 < static_cast<int32_t>(array->length)) GOTO_BACK
    NEXT
  }
  OP_CASE(IncBrLtI4) {
    const auto stepped = static_cast<int32_t>(R(I.dst).u4 + static_cast<uint32_t>(I.imm32));
    PUT(i4, stepped);
    if (stepped < R(I.b).i4) GOTO_BACK
    NEXT
  }
  OP_CASE(Br)
  GOTO OP_CASE(BrBack) GOTO_BACK BRANCH_ON(BrTrueI4, R(I.a).i4 != 0) BRANCH_ON(BrFalseI4, R(I.a).i4 == 0)
      BRANCH_ON(BrTrueI8, R(I.a).i8 != 0) BRANCH_ON(BrFalseI8, R(I.a).i8 == 0) OP_CASE(Switch) {
    const auto& targets = static_cast<const SwitchTable*>(I.ptr)->targets;
    uint32_t value = R(I.a).u4;
    if (value < targets.size()) {
      pc += targets[value];
      DISPATCH;
    }
    NEXT
  }

  // --- memory
  LOAD(I1, int8_t, i4)
  LOAD(U1, uint8_t, i4)
  LOAD(I2, int16_t, i4)
  LOAD(U2, uint16_t, i4)
  LOAD(I4, int32_t, i4)
  LOAD(I8, int64_t, i8)
  STORE(1, uint8_t)
  STORE(2, uint16_t)
  STORE(4, uint32_t)
  STORE(8, uint64_t)
  INCREMENT_MEMORY(I4, uint32_t)
  INCREMENT_MEMORY(I8, uint64_t)
  OP_CASE(LdStruct) {
    uint8_t* base = R(I.a).byref;
    CHECK_ADDRESS(base)
    std::memmove(&R(I.dst), base + I.offset, I.size);
    NEXT
  }
  OP_CASE(StRef) {
    uint8_t* base = R(I.a).byref;
    CHECK_ADDRESS(base)
    GcHeap::writeRef_nogc(thread, reinterpret_cast<Object**>(base + I.offset), R(I.b).obj);
    NEXT
  }
  OP_CASE(StRefChecked) {
    uint8_t* base = R(I.a).byref;
    CHECK_ADDRESS(base)
    heap.writeRefChecked_nogc(thread, reinterpret_cast<Object**>(base + I.offset), R(I.b).obj);
    NEXT
  }
  OP_CASE(StStruct) {
    uint8_t* base = R(I.a).byref;
    CHECK_ADDRESS(base)
    std::memmove(base + I.offset, &R(I.b), I.size);
    NEXT
  }
  OP_CASE(StStructRef) {
    uint8_t* base = R(I.a).byref;
    CHECK_ADDRESS(base)
    heap.copyWithBarrier_nogc(thread, base + I.offset, &R(I.b), I.size);
    NEXT
  }
  OP_CASE(AddrOff) {
    uint8_t* base = R(I.a).byref;
    CHECK_NULL(base)
    R(I.dst).byref = base + I.offset;
    NEXT
  }
  OP_CASE(NullCheck){CHECK_NULL(R(I.a).byref) NEXT} OP_CASE(RegLdStruct) {
    std::memmove(&R(I.dst), reinterpret_cast<uint8_t*>(&R(I.a)) + I.offset, I.size);
    NEXT
  }
  OP_CASE(RegStStruct) {
    std::memmove(reinterpret_cast<uint8_t*>(&R(I.a)) + I.offset, &R(I.b), I.size);
    NEXT
  }
  OP_CASE(ZeroMem)
  OP_CASE(ZeroMemRef) {
    uint8_t* base = R(I.a).byref;
    CHECK_ADDRESS(base)
    std::memset(base + I.offset, 0, I.size);
    NEXT
  }
  OP_CASE(CpBlk) {
    size_t bytes = R(I.c).u4;
    if (bytes) {
      CHECK_ADDRESS(R(I.a).byref)
      CHECK_ADDRESS(R(I.b).byref)
      std::memmove(R(I.a).byref, R(I.b).byref, bytes);
    }
    NEXT
  }
  OP_CASE(InitBlk) {
    size_t bytes = R(I.c).u4;
    if (bytes) {
      CHECK_ADDRESS(R(I.a).byref)
      std::memset(R(I.a).byref, R(I.b).i4 & 0xFF, bytes);
    }
    NEXT
  }
  OP_CASE(LocalAlloc) {
    size_t bytes = R(I.a).u8;
    void* block = bytes ? thread.localAlloc(bytes) : nullptr;
    if (bytes && !block) [[unlikely]] {
      SAVE;
      failStackOverflow(thread);
    }
    R(I.dst).ptr = block;
    NEXT
  }
  OP_CASE(LocalAllocEnter) {
    R(I.dst).u8 = thread.markLocalAlloc();
    NEXT
  }
  OP_CASE(LocalAllocLeave) {
    thread.releaseLocalAlloc(R(I.a).u8);
    NEXT
  }
  OP_CASE(Fence) {
    std::atomic_thread_fence(std::memory_order_seq_cst);
    NEXT
  }
  LAZY_SITE(LdFldLazy, resolveField)
  LAZY_SITE(StFldLazy, resolveField)
  LAZY_SITE(FldALazy, resolveField)
  STATIC_SITE(LdSFldLazy)
  STATIC_SITE(StSFldLazy)
  STATIC_SITE(SFldALazy)
  OP_CASE(LdSStruct) {
    std::memcpy(&R(I.dst), I.ptr,
                static_cast<const BytecodeMethod*>(headerOf(fp)->layout)->cells[I.a]->memory.sizeBytes);
    NEXT
  }
  OP_CASE(StSStruct) {
    // Static storage is scanned as roots: no barrier.
    std::memcpy(I.ptr, &R(I.a),
                static_cast<const BytecodeMethod*>(headerOf(fp)->layout)->cells[I.dst]->memory.sizeBytes);
    NEXT
  }

  // --- arrays
  OP_CASE(LdLen) {
    auto* array = static_cast<Array*>(R(I.a).obj);
    CHECK_NULL(array)
    R(I.dst).u8 = array->length;
    NEXT
  }
  OP_CASE(LdElemStruct) {
    auto* array = static_cast<Array*>(R(I.a).obj);
    CHECK_NULL(array)
    uint32_t index = R(I.b).u4;
    if (index >= array->length) [[unlikely]]
      THROW(IndexOutOfRangeException)
    std::memcpy(&R(I.dst), array->elements() + static_cast<size_t>(index) * static_cast<size_t>(I.imm),
                static_cast<size_t>(I.imm));
    NEXT
  }
  OP_CASE(StElemRef) {
    auto* array = static_cast<Array*>(R(I.a).obj);
    CHECK_NULL(array)
    uint32_t index = R(I.b).u4;
    if (index >= array->length) [[unlikely]]
      THROW(IndexOutOfRangeException)
    Object* value = R(I.dst).obj;
    if (value && TypeHandle(value->mt) != array->mt->elementType()) {
      SAVE;  // a cast may load types, which may fail
      if (!storeElementChecks_nogc(thread, array, value)) [[unlikely]]
        THROW(ArrayTypeMismatchException)
    }
    GcHeap::writeRef_nogc(thread, &array->elementsAs<Object*>()[index], value);
    NEXT
  }
  OP_CASE(StElemStruct) {
    auto* array = static_cast<Array*>(R(I.a).obj);
    CHECK_NULL(array)
    uint32_t index = R(I.b).u4;
    if (index >= array->length) [[unlikely]]
      THROW(IndexOutOfRangeException)
    std::memcpy(array->elements() + static_cast<size_t>(index) * static_cast<size_t>(I.imm), &R(I.dst),
                static_cast<size_t>(I.imm));
    NEXT
  }
  OP_CASE(StElemStructRef) {
    auto* array = static_cast<Array*>(R(I.a).obj);
    CHECK_NULL(array)
    uint32_t index = R(I.b).u4;
    if (index >= array->length) [[unlikely]]
      THROW(IndexOutOfRangeException)
    heap.copyWithBarrier_nogc(thread,
                              array->elements() + static_cast<size_t>(index) * static_cast<size_t>(I.imm),
                              &R(I.dst), static_cast<size_t>(I.imm));
    NEXT
  }
  LOAD_2D(I1, int8_t, i4)
  LOAD_2D(U1, uint8_t, i4)
  LOAD_2D(I2, int16_t, i4)
  LOAD_2D(U2, uint16_t, i4)
  LOAD_2D(I4, int32_t, i4)
  LOAD_2D(I8, int64_t, i8)
  STORE_2D(1, uint8_t)
  STORE_2D(2, uint16_t)
  STORE_2D(4, uint32_t)
  STORE_2D(8, uint64_t)
  OP_CASE(Elem2DA) {
    ELEMENT_2D(array->mt->componentSize())
    R(I.dst).byref = element;
    NEXT
  }
  OP_CASE(ElemA) {
    auto* array = static_cast<Array*>(R(I.a).obj);
    CHECK_NULL(array)
    uint32_t index = R(I.b).u4;
    if (index >= array->length) [[unlikely]]
      THROW(IndexOutOfRangeException)
    R(I.dst).byref = array->elements() + static_cast<size_t>(index) * static_cast<size_t>(I.imm);
    NEXT
  }
  OP_CASE(ElemARef) {
    auto* array = static_cast<Array*>(R(I.a).obj);
    CHECK_NULL(array)
    uint32_t index = R(I.b).u4;
    if (index >= array->length) [[unlikely]]
      THROW(IndexOutOfRangeException)
    if (array->mt->elementTypeWord != static_cast<uintptr_t>(I.imm)) [[unlikely]]
      THROW(ArrayTypeMismatchException)
    R(I.dst).byref = array->elements() + static_cast<size_t>(index) * sizeof(Object*);
    NEXT
  }
  OP_CASE(ElemIndex) {
    int64_t index = R(I.a).i8;
    if (index != static_cast<int32_t>(index)) [[unlikely]]
      THROW(IndexOutOfRangeException)
    R(I.dst).i8 = index;
    NEXT
  }
  OP_CASE(ArrayData) {
    auto* array = static_cast<Array*>(R(I.a).obj);
    CHECK_NULL(array)
    R(I.dst).byref = array->elements();
    NEXT
  }
  OP_CASE(NewArr) {
    int32_t length = R(I.a).i4;
    SAVE;
    if (static_cast<uint32_t>(length) > kMaxArrayLength) [[unlikely]]
      throwArrayLength(thread, length);
    R(I.dst).obj =
        heap.allocateArray(thread, static_cast<MethodTable*>(I.ptr), static_cast<uint32_t>(length)).take();
    NEXT
  }

  // --- objects
  OP_CASE(New) {
    SAVE;
    R(I.dst).obj = heap.allocate(thread, static_cast<MethodTable*>(I.ptr)).take();
    NEXT
  }
  OP_CASE(NewLazy) {
    SAVE;
    resolveNew(thread, fp, const_cast<Insn*>(pc));
    DISPATCH;
  }
  OP_CASE(Box) {
    auto* type = static_cast<MethodTable*>(I.ptr);
    SAVE;
    Object* box = heap.allocate(thread, type).take();
    // A fresh box is young: no barrier.
    std::memcpy(box->data(), &R(I.a), type->baseSize - 16);
    R(I.dst).obj = box;
    NEXT
  }
  OP_CASE(BoxNullable) {
    SAVE;
    R(I.dst).obj = boxNullable(thread, static_cast<MethodTable*>(I.ptr), &R(I.a));
    NEXT
  }
  OP_CASE(Unbox) {
    Object* object = R(I.a).obj;
    CHECK_NULL(object)
    auto* type = static_cast<MethodTable*>(I.ptr);
    if (object->mt != type) [[unlikely]] {
      SAVE;
      checkUnbox(thread, object, type);
    }
    R(I.dst).byref = object->data();
    NEXT
  }
  OP_CASE(UnboxNullable) {
    SAVE;
    unboxNullable(thread, static_cast<MethodTable*>(I.ptr), R(I.a).obj, &R(I.b));
    R(I.dst).ptr = &R(I.b);
    NEXT
  }
  OP_CASE(CastClass) {
    Object* object = R(I.a).obj;
    TypeHandle type = TypeHandle::fromWord(static_cast<uintptr_t>(I.imm));
    if (object && TypeHandle(object->mt) != type) {
      SAVE;
      if (!thread.runtime().classLoader().isInstanceOf_nogc(object, type)) [[unlikely]]
        throwInvalidCast(thread, object, type);
    }
    R(I.dst).obj = object;
    NEXT
  }
  OP_CASE(IsInst) {
    Object* object = R(I.a).obj;
    TypeHandle type = TypeHandle::fromWord(static_cast<uintptr_t>(I.imm));
    if (object && TypeHandle(object->mt) != type) {
      SAVE;
      if (!thread.runtime().classLoader().isInstanceOf_nogc(object, type)) object = nullptr;
    }
    R(I.dst).obj = object;
    NEXT
  }
  LAZY_SITE(NewArrLazy, resolveTypeSite)
  LAZY_SITE(CastClassLazy, resolveTypeSite)
  LAZY_SITE(IsInstLazy, resolveTypeSite)
  LAZY_SITE(LdStrLazy, resolveConstantSite)
  LAZY_SITE(LdTypeObject, resolveConstantSite)
  LAZY_SITE(LdMethodObject, resolveConstantSite)
  LAZY_SITE(LdFieldObject, resolveConstantSite)
  LAZY_SITE(LdFtnLazy, resolveConstantSite)
  OP_CASE(LdFtn) {
    R(I.dst).ptr = I.ptr;
    NEXT
  }
  OP_CASE(LdVirtFtn) {
    CHECK_NULL(R(I.a).obj)
    SAVE;
    R(I.dst).ptr = virtualFunction(thread, static_cast<MethodDesc*>(I.ptr), R(I.a).obj);
    NEXT
  }
  OP_CASE(MkRefAny) {
    Slot address = R(I.a);
    R(I.dst) = address;
    (&R(I.dst))[1].ptr = I.ptr;
    NEXT
  }
  OP_CASE(RefAnyVal) {
    const Slot* reference = &R(I.a);
    if (reference[1].ptr != I.ptr) [[unlikely]]
      THROW(InvalidCastException)
    R(I.dst) = reference[0];
    NEXT
  }
  OP_CASE(RefAnyType) {
    auto word = reinterpret_cast<uintptr_t>((&R(I.a))[1].ptr);
    SAVE;
    R(I.dst).obj = word ? runtimeTypeOf_nogc(thread.runtime(), TypeHandle::fromWord(word)) : nullptr;
    NEXT
  }
  OP_CASE(LdMethodTable) {
    CHECK_NULL(R(I.a).obj)
    R(I.dst).ptr = R(I.a).obj->mt;
    NEXT
  }

#include "interpreter/loop_calls.inc"
}

}  // namespace minivm
