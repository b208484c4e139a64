// CallShape: where the managed convention (ABI 2) puts every argument word and the result of a signature.
//
//      argument slots (MethodSig)         registers and stack
//      0        this            O         rdi
//               return buffer             rsi   (rdi when there is no `this`)
//      1        int32           I4        rdx
//      2,3      (string,double) Struct    rcx, xmm0      classified eightbyte by eightbyte (SysV
//      psABI 3.2.3), references count as INTEGER 4..7     32-byte struct  Struct    stack +0…+31   > 16
//      bytes, or an unaligned field, or registers used up
//
// A shape is interned: signatures of one classification share one shape and thereby one set of stubs. Without
// `this` the order is the native one, so that the same shapes serve P/Invoke and reverse thunks.
#pragma once

#include <atomic>
#include <cstdint>
#include <memory>
#include <mutex>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "vm/support/arena.h"
#include "vm/support/hash.h"
#include "vm/types/method_desc.h"

namespace minivm {

class RootVisitor;
struct TransitionFrame;

/// Where one 8-byte word travels.
enum class Place : uint8_t {
  None,   ///< not at all: an eightbyte that is padding only
  Int,    ///< integer register `index` (rdi rsi rdx rcx r8 r9; results rax rdx)
  Float,  ///< low half of vector register `index`
  Stack,  ///< word `index` of the stack arguments
};
/// How a small integer is completed to 32 bits when it arrives. Callers extend too, but native ones need not.
enum class Extend : uint8_t { None, I1, U1, I2, U2 };
/// What the collector sees in a word.
enum class WordKind : uint8_t { Plain, Object, ByRef };

/// One 8-byte word of the argument slots, or of the result.
struct ShapeWord {
  uint16_t slot;   ///< in the argument area, or in the result
  uint16_t index;  ///< register or stack word
  Place place;
  Extend extend;
  WordKind kind;
};

/// How a result travels.
enum class ReturnKind : uint8_t { Void, Registers, Buffer };

/// Immutable once published, apart from the stub addresses. Owned by the ShapeTable of its Runtime.
struct CallShape {
  ReturnKind returnKind;
  uint8_t returnBufferRegister;  ///< ReturnKind::Buffer: 0, or 1 behind `this`
  uint8_t intRegisters;          ///< how many of each are used
  uint8_t floatRegisters;
  uint16_t argSlots;
  uint16_t stackWords;
  uint32_t returnBytes;                    ///< exact bytes of the result
  std::span<const ShapeWord> words;        ///< by slot, ascending
  std::span<const ShapeWord> returnWords;  ///< ReturnKind::Registers: one or two
  // The argument map (ABI 6), for the walker.
  uint8_t objectRegisters;                 ///< bit i: integer register i holds a reference …
  uint8_t byRefRegisters;                  ///< … or a byref
  std::span<const uint16_t> stackObjects;  ///< stack words that hold references …
  std::span<const uint16_t> stackByRefs;   ///< … and byrefs
  std::string_view name;  ///< `(o,i,{of},@4)->i`: o reference, & byref, i integer, f float, {} struct in
                          ///< registers, @n: n words on the stack, b buffer
  // Stubs of this shape, made on demand by EntryStubs.
  mutable std::atomic<void*> interpreterEntry;
  mutable std::atomic<void*> exit;
  mutable std::atomic<void*> reverseEntry;
};

/// SysV class of one eightbyte of a struct.
enum class EightbyteClass : uint8_t { None, Integer, Sse };
/// Classification of a value type of any size.
struct StructClass {
  bool inMemory;
  uint8_t count;  ///< eightbytes, 1 or 2; meaningless in memory
  EightbyteClass classes[2];
};
/// Classifies a value type by its field tree: explicit layouts by the union rule, fields off their natural
/// alignment in memory, inline arrays and fixed buffers (one primitive field repeated to the type's size)
/// element by element.
StructClass classifyStruct(const MethodTable* type);
/// The same for parts of a struct whose bytes are not those of one managed type: adds the classes of a value
/// at `offset`; false when it sends the whole struct to memory.
bool classifyStructAt(StructClass& result, uint32_t offset, const MethodTable* type);
bool classifyScalarAt(StructClass& result, uint32_t offset, uint32_t bytes, StackKind kind);

/// A struct that travels in another form than its managed one (ArgInfo::native).
struct NativeStruct {
  StructClass cls;
  uint32_t bytes;
  uint32_t alignment;
};

/// The shapes of one Runtime. Thread-safe.
class ShapeTable {
 public:
  /// The shape of `sig`, computed on first use and kept in `sig.shape`. Struct arguments must have their
  /// exact type in ArgInfo.
  const CallShape& shapeOf(const MethodSig& sig);
  size_t count() const { return shapes_.size(); }

 private:
  std::mutex mutex_;
  Arena arena_;
  HashMap<std::string, CallShape*> shapes_;
};

/// Copies the arguments of a call from the spilled registers and the caller's stack into slots, small
/// integers completed. Never collects.
void copyArgumentsToSlots_nogc(const CallShape& shape, const uint64_t* intArgs, const double* floatArgs,
                               const uint8_t* stackArgs, Slot* slots);

/// Completes a small integer in its slot.
void extendSlot(Slot& slot, Extend extend);

/// Reports the arguments a TransitionFrame still owns, registers and caller's stack words, by the argument
/// map of its shape (ABI 6).
void visitTransitionRoots(TransitionFrame& frame, RootVisitor& visitor);

}  // namespace minivm
