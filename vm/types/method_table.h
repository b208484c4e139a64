// MethodTable: the hot half of a type, in the exact byte layout of the contract (§4.2): managed code reads
// it. Cold data is in EEClass.
//
//      −8  const GcDesc*           where the references are (private)
//       0  u32 flags  4 u32 baseSize  8 u32 privateFlags  12 u16 numVirtuals  14 u16 interfaceCount
//      16  parent  24 module  32 auxiliary data  40 EEClass
//      48  element type, or generic dictionary pointer  56 interface map (Nullable: value offset and size)
//      64  void* slots[numVirtuals]            managed entries: precode or machine code (ABI 3, 4)
//          MethodDesc* methods[numVirtuals]    the same slots by identity, for the interpreter (ABI 5)
#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <span>

#include "vm/objects/object.h"
#include "vm/types/type_handle.h"

namespace minivm {

struct EEClass;
struct MethodDesc;
class Module;

/// Where the references of an instance are. Offsets count from the object's start (MethodTable word
/// included); for arrays of value types `elementOffsets` count from the element's start and `elementSize` is
/// the stride. Value types describe their boxed form: subtract 8 for the unboxed one.
struct GcDesc {
  enum class Kind : uint32_t { None, Fixed, ArrayOfRefs, ArrayOfStructs };
  Kind kind;
  uint32_t count;        ///< number of entries in `offsets`
  uint32_t elementSize;  ///< ArrayOfStructs: stride in bytes
  uint32_t offsets[1];   ///< `count` byte offsets, ascending
};

/// MethodTableAuxiliaryData (contract §4.3).
struct AuxiliaryData {
  std::atomic<uint32_t> flags;
  uint32_t pad;
  Module* module;
  std::atomic<Object*> runtimeType;  ///< does not move; null until typeof asks
};
static_assert(offsetof(AuxiliaryData, runtimeType) == 16);

struct MethodTable {
  enum Flags : uint32_t {
    kHasComponentSize = 0x80000000,
    kContainsGenericVariables = 0x20000000,
    kContainsGcPointers = 0x01000000,
    kHasFinalizer = 0x00100000,
    kCollectible = 0x00200000,  ///< objects keep their type's LoaderAllocator alive
    kCategoryMask = 0x000F0000,
    kCategoryClass = 0x00000000,
    kCategoryValueType = 0x00040000,
    kCategoryNullable = 0x00050000,
    kCategoryEnum = 0x00060000,
    kCategoryPrimitive = 0x00070000,
    kCategoryMdArray = 0x00080000,
    kCategorySzArray = 0x000A0000,
    kCategoryInterface = 0x000C0000,
    kValueTypeMask = 0x000C0000,
    kValueTypeFamily = 0x00040000,
    kArrayFamily = 0x00080000,
    kGenericsMask = 0x00000030,
    kGenericInstance = 0x00000010,
    kGenericDefinition = 0x00000030,
    kHasDefaultCtor = 0x00000200,  ///< only where kHasComponentSize is clear
    kIsByRefLike = 0x00001000,     ///< only where kHasComponentSize is clear
  };
  /// Bits of privateFlags.
  enum PrivateFlags : uint32_t {
    kIsDelegate = 1u << 0,
    kHasCctor = 1u << 1,
    kBeforeFieldInit = 1u << 2,
    kIsString = 1u << 3,
    kHasByRefFields = 1u << 4,
    kHasVariance = 1u << 5,
    kIsAbstract = 1u << 6,
    kIsSealed = 1u << 7,
    kHasGenericVirtuals = 1u << 8,
    kFullyLoaded = 1u << 9,
    kIsByteComparable = 1u << 10,
    kLoaded =
        1u << 11,  ///< parent, interfaces, vtable and instance layout are final and visible to every thread
  };

  uint32_t flags;
  uint32_t baseSize;
  std::atomic<uint32_t> privateFlags;
  uint16_t numVirtuals;
  uint16_t interfaceCount;
  MethodTable* parent;
  Module* module;
  AuxiliaryData* aux;
  EEClass* eeClass;
  union {
    uintptr_t elementTypeWord;  ///< arrays
    TypeHandle** perInstInfo;   ///< generic instances: perInstInfo[0] = the type arguments
  };
  union {
    MethodTable** interfaceMap;  ///< all interfaces, exact, inherited ones first
    struct {
      uint32_t nullableValueOffset;  ///< counted from the start of the unboxed Nullable
      uint32_t nullableValueSize;
    };
  };

  uint32_t category() const { return flags & kCategoryMask; }
  bool isValueType() const { return (flags & kValueTypeMask) == kValueTypeFamily; }
  bool isArray() const { return (flags & kValueTypeMask) == kArrayFamily; }
  bool isSzArray() const { return category() == kCategorySzArray; }
  bool isInterface() const { return category() == kCategoryInterface; }
  bool isNullable() const { return category() == kCategoryNullable; }
  bool isEnum() const { return category() == kCategoryEnum; }
  bool isTruePrimitive() const { return category() == kCategoryPrimitive; }
  bool isDelegate() const { return has(kIsDelegate); }
  bool isString() const { return has(kIsString); }
  bool has(PrivateFlags flag) const { return (privateFlags.load(std::memory_order_relaxed) & flag) != 0; }
  bool hasComponentSize() const { return (flags & kHasComponentSize) != 0; }
  uint16_t componentSize() const { return hasComponentSize() ? static_cast<uint16_t>(flags) : 0; }
  bool containsGcPointers() const { return (flags & kContainsGcPointers) != 0; }
  bool containsGenericVariables() const { return (flags & kContainsGenericVariables) != 0; }
  bool isCollectible() const { return (flags & kCollectible) != 0; }
  bool hasFinalizer() const { return (flags & kHasFinalizer) != 0; }
  bool isByRefLike() const { return !hasComponentSize() && (flags & kIsByRefLike) != 0; }
  bool isGenericInstance() const {
    return !hasComponentSize() && (flags & kGenericsMask) == kGenericInstance;
  }
  bool isGenericDefinition() const {
    return !hasComponentSize() && (flags & kGenericsMask) == kGenericDefinition;
  }
  TypeHandle elementType() const { return TypeHandle::fromWord(elementTypeWord); }
  /// Exact bytes of the value without MethodTable word and header: what a local, field or array element of a
  /// value type takes (1 for Boolean; baseSize is rounded up to 8). For classes: bytes of the instance
  /// fields.
  uint32_t unboxedSize() const;
  const GcDesc* gcDesc() const { return reinterpret_cast<const GcDesc* const*>(this)[-1]; }
  void** slots() { return reinterpret_cast<void**>(this + 1); }
  MethodDesc** slotMethods() { return reinterpret_cast<MethodDesc**>(slots() + numVirtuals); }
  MethodDesc* slotMethod(uint32_t slot) { return slotMethods()[slot]; }
  std::span<MethodTable*> interfaces() { return {isNullable() ? nullptr : interfaceMap, interfaceCount}; }
};
static_assert(sizeof(MethodTable) == 64);
static_assert(offsetof(MethodTable, interfaceCount) == 14 && offsetof(MethodTable, parent) == 16);
static_assert(offsetof(MethodTable, aux) == 32 && offsetof(MethodTable, interfaceMap) == 56);

/// Bytes of the object including its header and padding to 8: what the heap must step over.
inline size_t objectSize_nogc(const Object* object, const MethodTable* mt) {
  size_t size = mt->baseSize;
  if (mt->hasComponentSize()) {
    size += static_cast<size_t>(static_cast<const Array*>(object)->length) * mt->componentSize();
  }
  return (size + 7) & ~size_t{7};
}

}  // namespace minivm
