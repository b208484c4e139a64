// TypeHandle: one word that names any type (contract §4.4). Either a MethodTable*, or a TypeDesc* with bit 1
// set (pointers, byrefs, function pointers, generic variables: types without instances).
#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <span>
#include <string>

#include "loader/signature.h"  // ElementType

namespace minivm {

struct LoaderAllocator;
struct MethodTable;
struct TypeDesc;
struct Object;
class Module;

/// The kinds a value can have on the evaluation stack, in a register or in an argument (ECMA-335 III.1.5; ABI
/// 27). float32 and float64 are kept apart, as every current CLR does. Small integers are I4. Pointers,
/// native ints and function pointers are I.
enum class StackKind : uint8_t { Void, I4, I8, I, F4, F8, O, ByRef, Struct };

class TypeHandle {
 public:
  constexpr TypeHandle() = default;
  TypeHandle(const MethodTable* mt) : word_(reinterpret_cast<uintptr_t>(mt)) {}  // NOLINT: implicit by design
  TypeHandle(const TypeDesc* desc) : word_(reinterpret_cast<uintptr_t>(desc) | kTypeDescBit) {}  // NOLINT
  static TypeHandle fromWord(uintptr_t word) {
    TypeHandle result;
    result.word_ = word;
    return result;
  }
  uintptr_t word() const { return word_; }
  bool isNull() const { return word_ == 0; }
  explicit operator bool() const { return word_ != 0; }
  bool isTypeDesc() const { return (word_ & kTypeDescBit) != 0; }
  /// The MethodTable; must not be a TypeDesc.
  MethodTable* asMethodTable() const { return reinterpret_cast<MethodTable*>(word_); }
  TypeDesc* asTypeDesc() const { return reinterpret_cast<TypeDesc*>(word_ & ~kTypeDescBit); }
  bool operator==(const TypeHandle&) const = default;

  // --- questions every room asks; answered in type_handle.cpp ---
  /// Exact element type: Class, ValueType, I4 (also for Int32 itself), SzArray, Array, Ptr, ByRef, FnPtr,
  /// Var, MVar …; enums answer ValueType (see enumUnderlying()).
  ElementType elementType() const;
  /// Like elementType(), but enums answer their underlying type and single-primitive wrappers stay ValueType.
  ElementType reducedElementType() const;
  StackKind stackKind() const;
  /// Bytes of a field, local or array element of this type (8 for references and pointers).
  uint32_t sizeBytes() const;
  uint32_t alignment() const;
  bool isValueType() const;
  bool isByRefLike() const;
  bool containsGcPointers() const;
  bool containsGenericVariables() const;
  /// Full name as reflection prints it: `System.Collections.Generic.List`1[[System.Int32, …]]` without
  /// assemblies.
  std::string toString() const;

 private:
  static constexpr uintptr_t kTypeDescBit = 2;
  uintptr_t word_ = 0;
};
static_assert(sizeof(TypeHandle) == 8);

/// A type without instances. Contract: +0 u32 kind, +8 RuntimeType word.
struct TypeDesc {
  ElementType kind;  ///< Ptr, ByRef, FnPtr, Var, MVar
  uint8_t pad[3];
  uint32_t index;                        ///< Var/MVar: its number
  std::atomic<Object*> runtimeType;      ///< RuntimeType, does not move; null until asked for
  TypeHandle element;                    ///< Ptr, ByRef: what it points to
  Module* module;                        ///< Var/MVar: where it is declared; FnPtr: null
  uint32_t ownerToken;                   ///< Var/MVar: TypeDef or MethodDef token value of the declarer
  uint32_t genericParamRid;              ///< Var/MVar: its GenericParam row
  std::span<const TypeHandle> fnPtrSig;  ///< FnPtr: return type, then parameters
  uint8_t fnPtrCallConv;                 ///< FnPtr: calling convention byte of the signature
  LoaderAllocator* allocator;            ///< whose memory this is; null: never freed (loader_allocator.h)
};
static_assert(offsetof(TypeDesc, runtimeType) == 8);

/// The two lists of types that !n and !!n stand for.
struct GenericContext {
  std::span<const TypeHandle> classArgs;
  std::span<const TypeHandle> methodArgs;
};

}  // namespace minivm

template <>
struct std::hash<minivm::TypeHandle> {
  size_t operator()(minivm::TypeHandle t) const noexcept { return t.word() * 0x9E3779B97F4A7C15ull >> 8; }
};
