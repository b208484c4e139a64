// Offsets that machine code embeds (stubs now, the JIT later), each checked here against the struct it comes
// from. A number that moves stops the build, not the program. Those of Thread are in thread_offsets.h.
#pragma once

#include <cstddef>

#include "vm/objects/object.h"
#include "vm/types/ee_class.h"
#include "vm/types/method_desc.h"
#include "vm/types/method_table.h"

namespace minivm::offsets {

// Objects (contract 4.1)
inline constexpr int kObjectMethodTable = 0;
inline constexpr int kObjectLockWord = -4;
inline constexpr int kObjectIdentityHash = -8;
inline constexpr int kObjectFirstField = 8;
inline constexpr int kStringLength = 8;
inline constexpr int kStringChars = kStringCharsOffset;
inline constexpr int kArrayLength = 8;
inline constexpr int kArrayData = kSzArrayDataOffset;
inline constexpr int kMdArrayLengths = 16;
static_assert(offsetof(Object, mt) == kObjectMethodTable && sizeof(Object) == kObjectFirstField);
static_assert(offsetof(String, length) == kStringLength && offsetof(String, chars) == kStringChars);
static_assert(offsetof(Array, length) == kArrayLength);

// Delegates
inline constexpr int kDelegateTarget = 8;
inline constexpr int kDelegateMethodPtr = 24;
inline constexpr int kDelegateMethodPtrAux = 32;
inline constexpr int kDelegateInvocationList = 40;
inline constexpr int kDelegateInvocationCount = 48;
static_assert(offsetof(DelegateObject, target) == kDelegateTarget &&
              offsetof(DelegateObject, methodPtr) == kDelegateMethodPtr);
static_assert(offsetof(DelegateObject, methodPtrAux) == kDelegateMethodPtrAux &&
              offsetof(DelegateObject, invocationList) == kDelegateInvocationList);
static_assert(offsetof(DelegateObject, invocationCount) == kDelegateInvocationCount);

// MethodTable (contract 4.2)
inline constexpr int kMethodTableFlags = 0;
inline constexpr int kMethodTableBaseSize = 4;
inline constexpr int kMethodTableNumVirtuals = 12;
inline constexpr int kMethodTableInterfaceCount = 14;
inline constexpr int kMethodTableParent = 16;
inline constexpr int kMethodTableAux = 32;
inline constexpr int kMethodTableEEClass = 40;
inline constexpr int kMethodTableElementType = 48;
inline constexpr int kMethodTableInterfaceMap = 56;
inline constexpr int kMethodTableSlots =
    64;  ///< void* slots[numVirtuals], then MethodDesc* methods[numVirtuals]
static_assert(offsetof(MethodTable, flags) == kMethodTableFlags &&
              offsetof(MethodTable, baseSize) == kMethodTableBaseSize);
static_assert(offsetof(MethodTable, numVirtuals) == kMethodTableNumVirtuals &&
              offsetof(MethodTable, interfaceCount) == kMethodTableInterfaceCount);
static_assert(offsetof(MethodTable, parent) == kMethodTableParent &&
              offsetof(MethodTable, aux) == kMethodTableAux);
static_assert(offsetof(MethodTable, eeClass) == kMethodTableEEClass &&
              offsetof(MethodTable, elementTypeWord) == kMethodTableElementType);
static_assert(offsetof(MethodTable, interfaceMap) == kMethodTableInterfaceMap &&
              sizeof(MethodTable) == kMethodTableSlots);

inline constexpr int kAuxFlags = 0;
inline constexpr int kAuxRuntimeType = 16;
static_assert(offsetof(AuxiliaryData, flags) == kAuxFlags &&
              offsetof(AuxiliaryData, runtimeType) == kAuxRuntimeType);

inline constexpr int kEEClassInitState = offsetof(EEClass, initState);
inline constexpr int kMethodDescMethodTable = offsetof(MethodDesc, methodTable);
inline constexpr int kMethodDescSlot = offsetof(MethodDesc, slot);
inline constexpr int kMethodDescCallCount = offsetof(MethodDesc, callCount);
inline constexpr int kMethodDescPrecode = offsetof(MethodDesc, precode);
inline constexpr int kMethodDescCode = offsetof(MethodDesc, code);

}  // namespace minivm::offsets
