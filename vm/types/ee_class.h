// EEClass: the cold half of a type, one per exact MethodTable (there is no sharing between instantiations,
// ABI 24).
#pragma once

#include <atomic>
#include <cstdint>
#include <span>
#include <string_view>

#include "loader/token.h"
#include "vm/types/field_desc.h"
#include "vm/types/method_table.h"

namespace minivm {

struct LoaderAllocator;
struct MethodDesc;
class Module;

/// State of a type's initializer (ECMA-335 II.10.5.3). Only Initialised lets code drop its check (ABI 26).
enum class ClassInitState : uint32_t { NotStarted, Running, Initialised, Failed };

struct EEClass {
  MethodTable* methodTable;
  Module* module;
  LoaderAllocator* allocator;  ///< whose memory this is; null: never freed (loader_allocator.h)
  Token typeDef;               ///< nil for arrays
  uint32_t attributes;         ///< TypeAttributes of the TypeDef row
  ElementType elementType;     ///< Class, ValueType, I4 …, SzArray, Array
  uint8_t alignment;           ///< of the unboxed value
  uint8_t rank;                ///< arrays
  bool isInlineArray;
  uint32_t instanceBytes;  ///< bytes of instance fields, MethodTable word excluded
  uint32_t inlineArrayLength;

  std::span<FieldDesc> fields;  ///< fields this class introduces, metadata order
  std::span<MethodDesc>
      methods;  ///< methods this class introduces, metadata order (typical, not method-instantiated)
  std::span<const TypeHandle> typeArgs;  ///< type arguments (definitions: their own variables)
  MethodTable*
      genericDefinition;      ///< the open definition of an instance; itself for a definition; null otherwise
  MethodTable* enclosing;     ///< reserved for the type builder
  MethodDesc* cctor;          ///< type initializer, or null
  MethodDesc* finalizer;      ///< most derived Finalize override, or null
  TypeHandle enumUnderlying;  ///< enums: the type of value__
  uint8_t* gcStatics;  ///< static storage holding references (refs and structs with refs), pinned, scanned as
                       ///< roots
  uint8_t* plainStatics;  ///< static storage without references
  uint32_t gcStaticsBytes;
  uint32_t plainStaticsBytes;
  std::span<const uint32_t> byRefOffsets;  ///< byref-like types: offsets of byref fields in the unboxed value
  std::span<const uint32_t> refOffsets;  ///< offsets of object references in the unboxed value (value types)
                                         ///< or in the object (classes)

  std::atomic<ClassInitState> initState;
  std::atomic<uint64_t> initThread;  ///< id of the thread that runs the initializer
  Object* const* initFailure;        ///< Failed: the TypeInitializationException; lives as long as the type
  void* loaderData;                  ///< owned by the class loader (interface maps, method impls, caches)

  bool needsInit() const { return initState.load(std::memory_order_acquire) != ClassInitState::Initialised; }
};

}  // namespace minivm
