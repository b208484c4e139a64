// MethodDesc: one method of one exact type and exact method instantiation. Its address is the identity that
// the interpreter dispatches on (ABI 5); its precode is the identity that managed code sees (ABI 3).
#pragma once

#include <atomic>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "loader/token.h"
#include "vm/types/method_table.h"
#include "vm/types/type_handle.h"

namespace minivm {

class ClassLoader;
class Thread;
struct CallShape;
struct MethodDesc;
struct NativeStruct;

/// One argument as frames see it.
struct ArgInfo {
  TypeHandle
      type;  ///< exact type for structs; for reference types null until resolved (ClassLoader::argType)
  StackKind kind;
  ElementType element;  ///< reduced element type: tells small integers apart
  uint16_t slot;        ///< first slot in the argument area (this = 0)
  uint16_t slots;       ///< slots it takes: ceil(size / 8), at least 1
  bool isPinned;  ///< locals only: `pinned` in the signature (II.23.2.9): its object does not move while the
                  ///< frame lives
  /// P/Invoke: a struct that travels in another form than its managed one (vm/entry/call_shape.h).
  const NativeStruct* native = nullptr;
};

/// The arguments behind the sentinel of a call with variable arguments (II.23.2.2), in the block that the
/// caller hands over (ABI 9): a VarArgBlock, then their values, each in whole slots.
struct VarArgList {
  std::span<const ArgInfo> args;  ///< types exact; `slot` counts from the start of the block
  uint16_t blockSlots;            ///< header included
  /// GC map of the block.
  std::span<const uint16_t> objectSlots;
  std::span<const uint16_t> byRefSlots;
};
/// What the hidden argument of a vararg method points to. Lies in the caller's frame, or nowhere but in
/// constant memory when there are no variable arguments.
struct VarArgBlock {
  const VarArgList* list;
};
inline constexpr uint16_t kVarArgHeaderSlots = sizeof(VarArgBlock) / sizeof(Slot);

/// A signature resolved as far as layout needs it. Slots: `this` first, then the parameters in order, then
/// one hidden slot for varargs methods. Owned by the method's LoaderAllocator; immutable once published.
struct MethodSig {
  bool hasThis;
  bool isVarArg;
  uint8_t callConv;  ///< low nibble of the signature's first byte (II.23.2.1)
  uint16_t genericCount;
  ArgInfo ret;                    ///< kind Void when nothing is returned; slots = slots of the result
  std::span<const ArgInfo> args;  ///< `this` included as args[0] when hasThis
  uint16_t argSlots;              ///< total slots
  /// GC map of the argument area: slot indices holding object references and byrefs (struct arguments are
  /// expanded).
  std::span<const uint16_t> objectSlots;
  std::span<const uint16_t> byRefSlots;
  /// Of a call site: what follows the sentinel. Null when there is none.
  const VarArgList* varArgs;
  /// Offsets (bytes) of references in a struct result.
  std::span<const uint32_t> retRefOffsets;
  /// Register classification of this signature; filled by vm/entry on first use.
  mutable std::atomic<const CallShape*> shape;
};

/// Arguments and result of a native call, as the bridges see them.
struct NativeCall {
  Thread& thread;
  MethodDesc* method;
  Slot* args;  ///< laid out by MethodSig, rooted by the native frame
  Slot* ret;   ///< result slots, not rooted: written last
};
/// The one shape every native has (vm/native/native_table.h makes bridges from typed functions). Managed
/// exceptions leave it as C++ exceptions.
using NativeBridge = void (*)(NativeCall&);

enum class MethodKind : uint8_t {
  IL,              ///< has a body
  FCall,           ///< InternalCall: bound by name
  PInvoke,         ///< DllImport: bound by entry name (QCall, libSystem.Native) or dlsym
  DelegateCtor,    ///< runtime
  DelegateInvoke,  ///< runtime
  ArrayGet,
  ArraySet,
  ArrayAddress,
  ArrayCtor,  ///< runtime methods of array types
  Abstract,
  RuntimeOther,  ///< runtime-provided, not written: throws naming itself
};

struct MethodDesc {
  MethodTable* methodTable;  ///< exact owner
  Token token;               ///< MethodDef in owner's module; nil for array methods
  uint16_t attributes;       ///< MethodAttributes
  uint16_t implAttributes;   ///< MethodImplAttributes
  uint16_t slot;             ///< virtual slot, kNoSlot when not virtual
  MethodKind kind;
  bool isGenericDefinition;  ///< declares type parameters and is not instantiated
  bool isIntrinsic;          ///< carries [Intrinsic] or sits in vm/il/intrinsics.def
  bool isUnmanagedCallersOnly;
  uint16_t intrinsicId;  ///< row of intrinsics.def + 1, 0 = none
  std::atomic<uint32_t> callCount;
  std::atomic<bool>
      attributesKnown;  ///< isUnmanagedCallersOnly is final (set when the method is first resolved)
  bool isOpcode;        ///< carries [MiniVM.Opcode]; known when attributesKnown is
  bool isDynamic;       ///< a DynamicMethod's (dynamic_scope.h)
  bool isCollectible;  ///< freed when nothing refers to it any more (loader_allocator.h); true when isDynamic
                       ///< is
  std::span<const TypeHandle> methodArgs;  ///< exact method instantiation
  MethodDesc* genericDefinition;           ///< of a method instantiation: the definition on the exact type
  std::atomic<const MethodSig*> sig;       ///< null until ClassLoader::signature()
  std::atomic<void*> precode;              ///< stable entry, null until vm/entry made it (ABI 3)
  std::atomic<void*> code;                 ///< interpreter's BytecodeMethod*, null until the prestub ran
  std::atomic<NativeBridge> native;  ///< FCall/PInvoke/runtime kinds: bound bridge, null until first call
  void* nativeTarget;                ///< P/Invoke: resolved native address

  static constexpr uint16_t kNoSlot = 0xFFFF;
  bool isStatic() const { return (attributes & 0x10) != 0; }
  bool isFinal() const { return (attributes & 0x20) != 0; }
  bool isVirtual() const { return (attributes & 0x40) != 0; }
  bool isNewSlot() const { return (attributes & 0x100) != 0; }
  bool isAbstract() const { return (attributes & 0x400) != 0; }
  bool isSynchronized() const { return (implAttributes & 0x20) != 0; }
  bool isNoInlining() const { return (implAttributes & 0x8) != 0; }
  bool isCtor() const;
  bool isCctor() const;
  /// Whether calling it is what a class constructor that is not beforefieldinit waits for (II.10.5.3.1):
  /// every method of a value type, otherwise constructors and static methods.
  bool startsClassInit() const;
  std::string_view name() const;
  /// `Namespace.Type::Method(int32,string)` as messages and dumps print it.
  std::string toString() const;
  GenericContext genericContext() const;
};

}  // namespace minivm
