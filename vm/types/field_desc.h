// FieldDesc: one field of one exact type.
#pragma once

#include <cstdint>
#include <string_view>

#include "loader/token.h"
#include "vm/types/type_handle.h"

namespace minivm {

class Thread;

struct FieldDesc {
  MethodTable* owner;       ///< exact type that declares it
  Token token;              ///< FieldDef token in owner->module
  uint16_t attributes;      ///< FieldAttributes
  StackKind kind;           ///< category of its value
  ElementType elementType;  ///< reduced element type (enums as their underlying type)
  bool isThreadStatic;      ///< static: `offset` counts in Thread::threadStatics
  bool isRva;
  bool rvaInPlace;   ///< isRva: the storage is the image itself (read-only)
  bool inGcStatics;  ///< static: offset counts in EEClass::gcStatics, else plainStatics
  uint32_t offset;  ///< instance: bytes from the start of the unboxed value / from the end of the MethodTable
                    ///< word; static: in its block
  uint32_t sizeBytes;
  TypeHandle type;      ///< exact type for value types; may be null for reference types not loaded yet:
                        ///< ClassLoader::fieldType()
  const void* rvaData;  ///< isRva: the bytes in the image (static storage is a private writable copy unless
                        ///< the type needs none)

  bool isStatic() const { return (attributes & 0x10) != 0; }
  bool isInitOnly() const { return (attributes & 0x20) != 0; }
  bool isLiteral() const { return (attributes & 0x40) != 0; }
  /// Byte offset from the object's start, for fields of classes and boxed values.
  uint32_t objectOffset() const { return offset + 8; }
  /// Address of a static field's storage, the same on all threads. Its class must have statics allocated
  /// (every fully loaded type has).
  uint8_t* staticAddress() const;
  /// Address of a static field's storage as `thread` sees it.
  uint8_t* staticAddress(const Thread& thread) const;
  std::string_view name() const;
};

}  // namespace minivm
