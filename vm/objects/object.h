// The bytes of managed objects. Layout only, no policy: who may hold a pointer to these is vm/gc/handle.h's
// business. The layout is the contract with the class library and with generated code.
#pragma once

#include <cstddef>
#include <cstdint>

namespace minivm {

struct MethodTable;

/// Anything on the managed heap. `mt` is the first word; the 8 bytes before it are the header (ABI 18):
/// at −4 the lock word (thin lock or SyncBlock index), at −8 the identity hash (0 = none yet).
/// While the world is stopped for a collection the `mt` word may hold a forwarding address instead.
struct Object {
  MethodTable* mt;

  /// The lock word at −4 (ABI 18).
  uint32_t& lockWord() { return reinterpret_cast<uint32_t*>(this)[-1]; }
  /// The identity hash at −8, 0 when none was asked for yet (ABI 18).
  uint32_t& identityHash() { return reinterpret_cast<uint32_t*>(this)[-2]; }
  /// First byte after the MethodTable word: field 0, or the value of a boxed value type.
  uint8_t* data() { return reinterpret_cast<uint8_t*>(this) + sizeof(MethodTable*); }
  const uint8_t* data() const { return reinterpret_cast<const uint8_t*>(this) + sizeof(MethodTable*); }
  /// A field at `offset` bytes from the object's start (the MethodTable word counts).
  template <typename T>
  T& field(size_t offset) {
    return *reinterpret_cast<T*>(reinterpret_cast<uint8_t*>(this) + offset);
  }
};

/// System.String: length in UTF-16 units, then the units, then a NUL that `length` does not count.
struct String : Object {
  int32_t length;
  char16_t chars[1];
};
inline constexpr uint32_t kStringBaseSize = 22;
inline constexpr uint32_t kStringCharsOffset = 12;

/// T[]: length at +8, elements at +16. Multi-dimensional arrays keep int32 lengths[rank] and
/// lowerBounds[rank] at +16; their elements start at baseSize − 8.
struct Array : Object {
  uint32_t length;
  uint32_t pad;
  /// Element storage of a single-dimensional, zero-based array.
  uint8_t* elements() { return reinterpret_cast<uint8_t*>(this) + 16; }
  template <typename T>
  T* elementsAs() {
    return reinterpret_cast<T*>(elements());
  }
  /// Lengths of a multi-dimensional array; lower bounds follow them.
  int32_t* mdLengths() { return reinterpret_cast<int32_t*>(elements()); }
};
inline constexpr uint32_t kSzArrayBaseSize = 24;
inline constexpr uint32_t kSzArrayDataOffset = 16;

/// System.Delegate and MulticastDelegate (contract §4.5).
struct DelegateObject : Object {
  Object* target;
  Object* methodBase;
  void* methodPtr;     ///< managed entry (precode) that Invoke calls
  void* methodPtrAux;  ///< open static: the real entry; 0 for closed
  Object* invocationList;
  intptr_t invocationCount;
};

/// System.Exception (contract §4.5).
struct ExceptionObject : Object {
  Object* exceptionMethod;
  String* message;
  Object* data;
  ExceptionObject* innerException;
  String* helpUrl;
  Object* stackTrace;  ///< byte[] of StackTraceElement rows, opaque to managed code
  Object* watsonBuckets;
  String* stackTraceString;
  String* remoteStackTraceString;
  String* source;
  uintptr_t ipForWatson;
  intptr_t xptrs;
  int32_t xcode;
  int32_t hresult;
};

/// System.RuntimeType (contract §4.5): created by the VM only, frozen.
struct RuntimeTypeObject : Object {
  Object* keepAlive;
  intptr_t cache;
  uintptr_t handle;  ///< TypeHandle word
};

static_assert(offsetof(String, length) == 8 && offsetof(String, chars) == kStringCharsOffset);
static_assert(offsetof(Array, length) == 8);
static_assert(offsetof(DelegateObject, methodPtrAux) == 32 &&
              offsetof(DelegateObject, invocationCount) == 48);
static_assert(offsetof(ExceptionObject, stackTrace) == 48 && offsetof(ExceptionObject, hresult) == 108);
static_assert(offsetof(RuntimeTypeObject, handle) == 24);

/// One 8-byte cell of an interpreter frame, an argument block or a return value. Small integers live in `i4`
/// (sign- or zero-extended from their type); structs occupy consecutive slots in their memory layout.
union Slot {
  int32_t i4;
  uint32_t u4;
  int64_t i8;
  uint64_t u8;
  float r4;
  double r8;
  intptr_t i;
  void* ptr;
  Object* obj;
  uint8_t* byref;
};
static_assert(sizeof(Slot) == 8);

}  // namespace minivm
