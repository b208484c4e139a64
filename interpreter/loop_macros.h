// The words of the loop: what one op's block in interpreter.cpp is written with. Included there only.
//
// In scope: `fp` the frame's slots, `pc` the instruction, `act` the activation, `thread`. SAVE publishes fp
// and pc before anything that may collect, throw or walk the stack.
#pragma once

#include <emmintrin.h>

#include <bit>
#include <cmath>
#include <cstring>
#include <limits>
#include <utility>

#include "interpreter/loop.h"

namespace minivm {

/// Float to integer as .NET 9 and later do it on every machine: saturating, NaN is 0.
template <typename To, typename From>
To saturate(From value) {
  if (std::isnan(value)) return 0;
  constexpr From low = static_cast<From>(std::numeric_limits<To>::min());
  constexpr From high =
      static_cast<From>(std::numeric_limits<To>::max());  // rounds up where the mantissa is short
  if (value <= low) return std::numeric_limits<To>::min();
  if (value >= high) return std::numeric_limits<To>::max();
  return static_cast<To>(value);
}

/// True when trunc(value) fits To. The bounds are exact powers of two, representable in both float types.
template <typename To, typename From>
bool fitsFloat(From value) {
  constexpr int bits = std::numeric_limits<To>::digits;
  const double v = static_cast<double>(value);
  const double limit = std::ldexp(1.0, bits);
  if constexpr (std::is_signed_v<To>) {
    if constexpr (sizeof(To) == 8) return v >= -limit && v < limit;
    return v > -limit - 1.0 && v < limit;
  } else {
    return v > -1.0 && v < limit;
  }
}

template <typename To, typename From>
bool fitsInteger(From value) {
  return std::in_range<To>(value);
}

/// Writes all eight bytes of a slot: moves read eight, and a wide load that follows a narrow store waits
/// until the store has left the store buffer. The upper half of a 4-byte value stays undefined by contract.
template <typename Field>
inline void putWhole(Slot& slot, Field value) {
  if constexpr (sizeof(Field) == 8) {
    slot.u8 = std::bit_cast<uint64_t>(value);
  } else {
    static_assert(sizeof(Field) == 4);
    slot.u8 = std::bit_cast<uint32_t>(value);
  }
}

/// Where the elements of an array of two dimensions begin: after two lengths and two lower bounds.
inline constexpr size_t k2DElementsOffset = kSzArrayDataOffset + 4 * sizeof(int32_t);

/// Zeroes the slots of a fresh frame, two at a time: one more than asked for may be cleared, which is a
/// temporary or the header of a callee that does not exist yet.
inline void zeroSlots(Slot* slots, uint32_t count) {
  const __m128i zero = _mm_setzero_si128();
  for (Slot* end = slots + count; slots < end; slots += 2)
    _mm_storeu_si128(reinterpret_cast<__m128i*>(slots), zero);
}

}  // namespace minivm

// clang-format off
#define OP_CASE(name) op_##name:
// On to the block of the op at `pc`. The jump stands at the end of each block, not once for all: the machine
// then predicts it by what tends to follow this very op (4 to 7 % of the time of most programs).
#ifdef MINIVM_WATCHED_LOOP
#define DISPATCH                                               \
  {                                                            \
    observer.executing_nogc(thread, act, fp, pc, previous);    \
    goto* kBlocks[static_cast<size_t>(pc->op)];                \
  }
#else
#define DISPATCH goto* kBlocks[static_cast<size_t>(pc->op)]
#endif
#define NEXT \
  {          \
    ++pc;    \
    DISPATCH;   \
  }
#define SAVE (headerOf(fp)->pc = pc, act.lastFp = fp)
#define THROW(type)                                  \
  {                                                  \
    SAVE;                                            \
    throwKnown(thread, WellKnownType::type);         \
  }
#define I (*pc)
#define R(n) fp[n]
#define PUT(field, value) putWhole<decltype(Slot::field)>(R(I.dst), (value))
// A branch to another place; the Back twin counts the edge and looks at the poll flag (ABI 29).
#define GOTO               \
  {                        \
    pc += I.target;        \
    DISPATCH;                 \
  }
#define GOTO_BACK                                                              \
  {                                                                            \
    auto* running = static_cast<BytecodeMethod*>(const_cast<FrameLayout*>(headerOf(fp)->layout)); \
    if (++running->backEdgeCount == 0) [[unlikely]] {                          \
      SAVE;                                                                    \
      if (enterCompiledLoop(thread, act, fp, *running, pc + I.target)) {       \
        fp = headerOf(fp)->callerFp;                                           \
        pc = static_cast<const Insn*>(headerOf(fp)->pc) + 1;                   \
        DISPATCH;                                                                 \
      }                                                                        \
    }                                                                          \
    if (thread.pollFlag.load(std::memory_order_relaxed)) [[unlikely]] {        \
      SAVE;                                                                    \
      pollThread(thread);                                                      \
    }                                                                          \
    pc += I.target;                                                            \
    DISPATCH;                                                                     \
  }
#define BINARY(name, field, expression)  \
  OP_CASE(name) {                        \
    auto a = R(I.a).field;               \
    auto b = R(I.b).field;               \
    PUT(field, expression);       \
    NEXT                                 \
  }
#define BINARY_IMM(name, field, type, expression) \
  OP_CASE(name) {                                 \
    auto a = R(I.a).field;                        \
    auto b = static_cast<type>(I.imm);            \
    PUT(field, expression);                \
    NEXT                                          \
  }
#define OVERFLOW_OP(name, field, builtin)                                            \
  OP_CASE(name) {                                                                    \
    auto result = R(I.a).field;                                                      \
    if (builtin(result, R(I.b).field, &result)) [[unlikely]] THROW(OverflowException) \
    PUT(field, result);                                                         \
    NEXT                                                                             \
  }
#define COMPARE(suffix, field, condition)       \
  OP_CASE(C##suffix) {                          \
    auto a = R(I.a).field;                      \
    auto b = R(I.b).field;                      \
    R(I.dst).i8 = (condition) ? 1 : 0;          \
    NEXT                                        \
  }                                             \
  OP_CASE(Br##suffix) {                         \
    auto a = R(I.a).field;                      \
    auto b = R(I.b).field;                      \
    if (condition) GOTO                         \
    NEXT                                        \
  }                                             \
  OP_CASE(Br##suffix##Back) {                   \
    auto a = R(I.a).field;                      \
    auto b = R(I.b).field;                      \
    if (condition) GOTO_BACK                    \
    NEXT                                        \
  }
#define COMPARE_IMM(suffix, condition)          \
  OP_CASE(C##suffix##I4Imm) {                   \
    int32_t a = R(I.a).i4;                      \
    auto b = static_cast<int32_t>(I.imm);       \
    R(I.dst).i8 = (condition) ? 1 : 0;          \
    NEXT                                        \
  }                                             \
  OP_CASE(Br##suffix##I4Imm) {                  \
    int32_t a = R(I.a).i4;                      \
    int32_t b = I.imm32;                        \
    if (condition) GOTO                         \
    NEXT                                        \
  }                                             \
  OP_CASE(Br##suffix##I4ImmBack) {              \
    int32_t a = R(I.a).i4;                      \
    int32_t b = I.imm32;                        \
    if (condition) GOTO_BACK                    \
    NEXT                                        \
  }
#define BRANCH_IMM8(suffix, condition)          \
  OP_CASE(Br##suffix##I8Imm) {                  \
    int64_t a = R(I.a).i8;                      \
    int64_t b = I.imm32;                        \
    if (condition) GOTO                         \
    NEXT                                        \
  }                                             \
  OP_CASE(Br##suffix##I8ImmBack) {              \
    int64_t a = R(I.a).i8;                      \
    int64_t b = I.imm32;                        \
    if (condition) GOTO_BACK                    \
    NEXT                                        \
  }
#define CONVERT(name, from, to, expression) \
  OP_CASE(name) {                           \
    auto a = R(I.a).from;                   \
    PUT(to, expression);             \
    NEXT                                    \
  }
#define CONVERT_CHECKED(name, from, to, fits, type)       \
  OP_CASE(name) {                                         \
    auto a = R(I.a).from;                                 \
    if (!fits<type>(a)) [[unlikely]] THROW(OverflowException) \
    PUT(to, static_cast<type>(a));                   \
    NEXT                                                  \
  }
#define CHECK_NULL(pointer) \
  if (!(pointer)) [[unlikely]] THROW(NullReferenceException)
// What lies in the first 64 KiB is null plus an offset, on every CLR: no program maps memory there.
#define CHECK_ADDRESS(pointer) \
  if (reinterpret_cast<uintptr_t>(pointer) < 0x10000) [[unlikely]] THROW(NullReferenceException)
// `element`: the address of a[b, c] in an array of two dimensions, whose lower bounds follow its lengths.
#define ELEMENT_2D(elementSize)                                                    \
  auto* array = static_cast<Array*>(R(I.a).obj);                                   \
  CHECK_NULL(array)                                                                \
  const int32_t* lengths = array->mdLengths();                                     \
  const uint32_t row = R(I.b).u4 - static_cast<uint32_t>(lengths[2]);              \
  const uint32_t column = R(I.c).u4 - static_cast<uint32_t>(lengths[3]);           \
  const auto columns = static_cast<uint32_t>(lengths[1]);                          \
  if (row >= static_cast<uint32_t>(lengths[0]) || column >= columns) [[unlikely]]  \
    THROW(IndexOutOfRangeException)                                                \
  uint8_t* element = reinterpret_cast<uint8_t*>(array) + k2DElementsOffset +       \
                     (size_t{row} * columns + column) * (elementSize);
#define LOAD(name, type, field)                                           \
  OP_CASE(Ld##name) {                                                     \
    uint8_t* base = R(I.a).byref;                                         \
    CHECK_ADDRESS(base)                                                   \
    type value;                                                           \
    std::memcpy(&value, base + static_cast<uint32_t>(I.offset), sizeof value); \
    PUT(field, value);                                               \
    NEXT                                                                  \
  }                                                                       \
  OP_CASE(RegLd##name) {                                                  \
    type value;                                                           \
    std::memcpy(&value, reinterpret_cast<uint8_t*>(&R(I.a)) + I.offset, sizeof value); \
    PUT(field, value);                                               \
    NEXT                                                                  \
  }                                                                       \
  OP_CASE(LdS##name) {                                                    \
    type value;                                                           \
    std::memcpy(&value, I.ptr, sizeof value);                             \
    PUT(field, value);                                               \
    NEXT                                                                  \
  }                                                                       \
  OP_CASE(LdElem##name) {                                                 \
    auto* array = static_cast<Array*>(R(I.a).obj);                        \
    CHECK_NULL(array)                                                     \
    uint32_t index = R(I.b).u4;                                           \
    if (index >= array->length) [[unlikely]] THROW(IndexOutOfRangeException) \
    PUT(field, array->elementsAs<type>()[index]);                    \
    NEXT                                                                  \
  }
#define LOAD_2D(name, type, field)                                        \
  OP_CASE(LdFldElem##name) {                                              \
    uint8_t* base = R(I.a).byref;                                         \
    CHECK_ADDRESS(base)                                                   \
    Array* array;                                                         \
    std::memcpy(&array, base + static_cast<uint32_t>(I.offset), sizeof array); \
    CHECK_NULL(array)                                                     \
    const uint32_t index = R(I.b).u4;                                     \
    if (index >= array->length) [[unlikely]] THROW(IndexOutOfRangeException) \
    PUT(field, array->elementsAs<type>()[index]);                         \
    NEXT                                                                  \
  }                                                                       \
  OP_CASE(LdElem2D##name) {                                               \
    ELEMENT_2D(sizeof(type))                                              \
    type value;                                                           \
    std::memcpy(&value, element, sizeof value);                           \
    PUT(field, value);                                                    \
    NEXT                                                                  \
  }
#define STORE_2D(size, type)                                              \
  OP_CASE(StElem2D##size) {                                               \
    ELEMENT_2D(sizeof(type))                                              \
    std::memcpy(element, &R(I.dst), sizeof(type));                        \
    NEXT                                                                  \
  }
// A number in memory plus a constant.
#define INCREMENT_MEMORY(name, type)                                              \
  OP_CASE(IncMem##name) {                                                         \
    uint8_t* base = R(I.a).byref;                                                 \
    CHECK_ADDRESS(base)                                                           \
    type value;                                                                   \
    std::memcpy(&value, base + static_cast<uint32_t>(I.offset), sizeof value);    \
    value += static_cast<type>(static_cast<int32_t>(I.size));                     \
    std::memcpy(base + static_cast<uint32_t>(I.offset), &value, sizeof value);    \
    NEXT                                                                          \
  }
#define STORE(size, type)                                                 \
  OP_CASE(St##size) {                                                     \
    uint8_t* base = R(I.a).byref;                                         \
    CHECK_ADDRESS(base)                                                   \
    std::memcpy(base + static_cast<uint32_t>(I.offset), &R(I.b), sizeof(type)); \
    NEXT                                                                  \
  }                                                                       \
  OP_CASE(RegSt##size) {                                                  \
    std::memcpy(reinterpret_cast<uint8_t*>(&R(I.a)) + I.offset, &R(I.b), sizeof(type)); \
    NEXT                                                                  \
  }                                                                       \
  OP_CASE(StS##size) {                                                    \
    std::memcpy(I.ptr, &R(I.a), sizeof(type));                            \
    NEXT                                                                  \
  }                                                                       \
  OP_CASE(StElem##size) {                                                 \
    auto* array = static_cast<Array*>(R(I.a).obj);                        \
    CHECK_NULL(array)                                                     \
    uint32_t index = R(I.b).u4;                                           \
    if (index >= array->length) [[unlikely]] THROW(IndexOutOfRangeException) \
    std::memcpy(array->elements() + static_cast<size_t>(index) * sizeof(type), &R(I.dst), sizeof(type)); \
    NEXT                                                                  \
  }
// Enters `callee` with its arguments at newFp; natives run right here.
#define ENTER(callee)                                                                        \
  {                                                                                          \
    MethodDesc* method = (callee);                                                           \
    auto* target = static_cast<BytecodeMethod*>(method->code.load(std::memory_order_acquire)); \
    if (!target) [[unlikely]] {                                                              \
      SAVE;                                                                                  \
      target = prepareOrInvoke(thread, act, method, fp, newFp, &R(I.dst));                   \
      if (!target) NEXT                                                                      \
    }                                                                                        \
    headerOf(fp)->pc = pc;                                                                   \
    InterpFrameHeader* header = headerOf(newFp);                                             \
    header->callerFp = fp;                                                                   \
    header->layout = target;                                                                 \
    header->method = target->method;                                                         \
    if (newFp + target->totalSlots > thread.interpStackLimit.load(std::memory_order_relaxed)) [[unlikely]] \
      stopOrOverflow(thread, act, newFp);                                                    \
    zeroSlots(newFp + target->zeroStart, target->zeroCount);                                 \
    if (++target->callCount == 0) [[unlikely]] {                                             \
      SAVE;                                                                                  \
      methodIsHot_nogc(thread, *target);                                                     \
    }                                                                                        \
    fp = newFp;                                                                              \
    pc = target->insns;                                                                      \
    DISPATCH;                                                                                   \
  }
// Enters `target` in the frame of its caller, where its arguments lie already.
#define ENTER_IN_PLACE(callee)                                                        \
  {                                                                                   \
    headerOf(fp)->layout = target;                                                    \
    headerOf(fp)->method = (callee);                                                  \
    if (fp + target->totalSlots > thread.interpStackEnd) [[unlikely]]                 \
      failStackOverflow(thread);                                                      \
    std::memset(fp + target->zeroStart, 0, size_t{target->zeroCount} * sizeof(Slot)); \
    pc = target->insns;                                                               \
    if (++target->callCount == 0) [[unlikely]] {                                      \
      SAVE;                                                                           \
      methodIsHot_nogc(thread, *target);                                              \
      pc = target->insns;                                                             \
    }                                                                                 \
    if (thread.pollFlag.load(std::memory_order_relaxed)) [[unlikely]] {               \
      SAVE;                                                                           \
      pollThread(thread);                                                             \
    }                                                                                 \
    DISPATCH;                                                                         \
  }
// The op is resolved and replaced; then the instruction runs as what it has become. `function` is told the op:
// another thread may be doing the same.
#define LAZY_SITE(name, function)                                  \
  OP_CASE(name) {                                                  \
    SAVE;                                                          \
    function(thread, fp, const_cast<Insn*>(pc), Op::name);         \
    DISPATCH;                                                      \
  }
// The same for static fields, where the access itself happens in the function.
#define STATIC_SITE(name)                                             \
  OP_CASE(name) {                                                     \
    SAVE;                                                             \
    staticFieldAccess(thread, fp, const_cast<Insn*>(pc), Op::name);   \
    NEXT                                                              \
  }
// Families of ops that differ in their types only.
#define DIVIDE(suffix, field, minimum)          \
  OP_CASE(Div##suffix) {                        \
    auto a = R(I.a).field;                      \
    auto b = R(I.b).field;                      \
    if (b == 0) [[unlikely]]                    \
      THROW(DivideByZeroException)              \
    if (b == -1 && a == (minimum)) [[unlikely]] \
      THROW(OverflowException)                  \
    PUT(field, a / b);                     \
    NEXT                                        \
  }                                             \
  OP_CASE(Rem##suffix) {                        \
    auto a = R(I.a).field;                      \
    auto b = R(I.b).field;                      \
    if (b == 0) [[unlikely]]                    \
      THROW(DivideByZeroException)              \
    if (b == -1 && a == (minimum)) [[unlikely]] \
      THROW(OverflowException)                  \
    PUT(field, a % b);                     \
    NEXT                                        \
  }
#define DIVIDE_UN(suffix, field)       \
  OP_CASE(DivUn##suffix) {             \
    auto b = R(I.b).field;             \
    if (b == 0) [[unlikely]]           \
      THROW(DivideByZeroException)     \
    PUT(field, R(I.a).field / b); \
    NEXT                               \
  }                                    \
  OP_CASE(RemUn##suffix) {             \
    auto b = R(I.b).field;             \
    if (b == 0) [[unlikely]]           \
      THROW(DivideByZeroException)     \
    PUT(field, R(I.a).field % b); \
    NEXT                               \
  }
#define CONVERT_INTEGER(from, field)                           \
  CONVERT(Conv##from##I1, field, i4, static_cast<int8_t>(a))   \
  CONVERT(Conv##from##U1, field, i4, static_cast<uint8_t>(a))  \
  CONVERT(Conv##from##I2, field, i4, static_cast<int16_t>(a))  \
  CONVERT(Conv##from##U2, field, i4, static_cast<uint16_t>(a)) \
  CONVERT(Conv##from##I4, field, i4, static_cast<int32_t>(a))  \
  CONVERT(Conv##from##U4, field, u4, static_cast<uint32_t>(a)) \
  CONVERT(Conv##from##I8, field, i8, static_cast<int64_t>(a))  \
  CONVERT(Conv##from##R4, field, r4, static_cast<float>(a))    \
  CONVERT(Conv##from##R8, field, r8, static_cast<double>(a))
#define CONVERT_FLOAT(from, field)                                                \
  CONVERT(Conv##from##I1, field, i4, static_cast<int8_t>(saturate<int32_t>(a)))   \
  CONVERT(Conv##from##U1, field, i4, static_cast<uint8_t>(saturate<int32_t>(a)))  \
  CONVERT(Conv##from##I2, field, i4, static_cast<int16_t>(saturate<int32_t>(a)))  \
  CONVERT(Conv##from##U2, field, i4, static_cast<uint16_t>(saturate<int32_t>(a))) \
  CONVERT(Conv##from##I4, field, i4, saturate<int32_t>(a))                        \
  CONVERT(Conv##from##U4, field, u4, saturate<uint32_t>(a))                       \
  CONVERT(Conv##from##I8, field, i8, saturate<int64_t>(a))                        \
  CONVERT(Conv##from##U8, field, u8, saturate<uint64_t>(a))                       \
  CONVERT(Conv##from##R4, field, r4, static_cast<float>(a))                       \
  CONVERT(Conv##from##R8, field, r8, static_cast<double>(a))
#define CHECKED(prefix, from, fits)                     \
  CONVERT_CHECKED(prefix##I1, from, i4, fits, int8_t)   \
  CONVERT_CHECKED(prefix##U1, from, i4, fits, uint8_t)  \
  CONVERT_CHECKED(prefix##I2, from, i4, fits, int16_t)  \
  CONVERT_CHECKED(prefix##U2, from, i4, fits, uint16_t) \
  CONVERT_CHECKED(prefix##I4, from, i4, fits, int32_t)  \
  CONVERT_CHECKED(prefix##U4, from, u4, fits, uint32_t) \
  CONVERT_CHECKED(prefix##I8, from, i8, fits, int64_t)  \
  CONVERT_CHECKED(prefix##U8, from, u8, fits, uint64_t)
#define COMPARE_INTEGER(type, signedField, unsignedField) \
  COMPARE(Eq##type, signedField, a == b)                  \
  COMPARE(Ne##type, signedField, a != b)                  \
  COMPARE(Lt##type, signedField, a < b)                   \
  COMPARE(Le##type, signedField, a <= b)                  \
  COMPARE(Gt##type, signedField, a > b)                   \
  COMPARE(Ge##type, signedField, a >= b)                  \
  COMPARE(LtUn##type, unsignedField, a < b)               \
  COMPARE(LeUn##type, unsignedField, a <= b)              \
  COMPARE(GtUn##type, unsignedField, a > b)               \
  COMPARE(GeUn##type, unsignedField, a >= b)
#define COMPARE_FLOAT(type, field)      \
  COMPARE(Eq##type, field, a == b)      \
  COMPARE(Ne##type, field, a != b)      \
  COMPARE(Lt##type, field, a < b)       \
  COMPARE(Le##type, field, a <= b)      \
  COMPARE(Gt##type, field, a > b)       \
  COMPARE(Ge##type, field, a >= b)      \
  COMPARE(LtUn##type, field, !(a >= b)) \
  COMPARE(LeUn##type, field, !(a > b))  \
  COMPARE(GtUn##type, field, !(a <= b)) \
  COMPARE(GeUn##type, field, !(a < b))
#define BRANCH_ON(name, condition) \
  OP_CASE(name) {                  \
    if (condition) GOTO NEXT       \
  }                                \
  OP_CASE(name##Back) {            \
    if (condition) GOTO_BACK       \
    NEXT                           \
  }
// clang-format on
