// IlBuilder: what the importer drives (DESIGN §6). The importer knows IL: stack, types, tokens, regions,
// coercions. A builder knows one output: bytecode, SSA graph, or nothing but findings (verifier). Every event
// below is one operation with all types decided; a builder never sees IL.
//
// Values. The importer keeps the abstract stack; each entry carries a builder's Value, opaque to the
// importer. Passing a Value to an event consumes it; `discard` consumes one that is dropped; `duplicate`
// makes a second one. Values do not live across blocks: at a block's end the importer hands the remaining
// entries to `storeStackSlot`, and the next block reads them with `loadStackSlot`.
#pragma once

#include <cstdint>
#include <span>

#include "loader/method_body.h"
#include "vm/types/class_loader.h"
#include "vm/types/load_failure.h"

namespace minivm {

/// Opaque to the importer; 16 bytes that the builder packs as it likes.
struct Value {
  uint64_t a = 0;
  uint64_t b = 0;
};

using BlockId = uint32_t;

/// ECMA-335 III.3 arithmetic, in the order of op.def's families.
enum class BinaryOp : uint8_t {
  Add,
  Sub,
  Mul,
  Div,
  DivUn,
  Rem,
  RemUn,
  And,
  Or,
  Xor,
  Shl,
  Shr,
  ShrUn,
  AddOvf,
  AddOvfUn,
  SubOvf,
  SubOvfUn,
  MulOvf,
  MulOvfUn,
  Matt,  ///< a > b ? a : b
};
enum class UnaryOp : uint8_t { Neg, Not };
/// Comparisons; for floats the Un forms are true when unordered, for integers they compare unsigned.
enum class CompareOp : uint8_t { Eq, Ne, Lt, Le, Gt, Ge, NeUn, LtUn, LeUn, GtUn, GeUn };

/// What a load, store, element or field access moves.
struct MemType {
  ElementType
      element;  ///< I1 U1 I2 U2 I4 U4 I8 U8 R4 R8, Object for references, ByRef, ValueType for structs
  StackKind kind;
  TypeHandle type;  ///< structs: exact type
  uint32_t sizeBytes;
  bool hasReferences;  ///< the barrier is due when it is stored into the heap
};

/// A field that is known, or a token that will be when it is first executed (ABI 27).
struct FieldRef {
  FieldDesc* field;  ///< null: resolve lazily
  Token token;
  MemType memory;
  bool isVolatile;
};

/// A type operand that is known, or one that stays unresolved until executed (`type` null; never for value
/// types).
struct TypeRef {
  TypeHandle type;
  Token token;
};

/// A call site.
struct CallInfo {
  enum class Kind : uint8_t { Direct, Virtual, Calli, CalliNative };
  Kind kind;
  MethodDesc* method;  ///< null: resolve lazily (Direct, Virtual), or Calli
  Token token;
  const MethodSig* sig;  ///< layout of arguments and result
  bool checkThis;        ///< callvirt on a non-virtual method: null check only
  bool isTail;           ///< `tail.` prefix in a legal place
  bool returnsObject;    ///< runtime constructor (MD arrays): no `this`, the result is the new object
  Value varArgs;         ///< sig->isVarArg: the hidden argument, a native int (ABI 9)
};

/// One entry of the abstract stack.
struct StackEntry {
  StackKind kind = StackKind::Void;
  ElementType small =
      ElementType::End;  ///< for I4: known to fit this small integer type (no conversion needed)
  bool isThis = false;
  TypeHandle type;  ///< Struct: exact type; O and ByRef: what is known, may be null
  Value value;
};

/// One protected region's clause, with block ids instead of offsets.
struct ClauseInfo {
  EhClause il;
  uint32_t index;  ///< in the method's clause order
  BlockId handler;
  BlockId filter;  ///< Filter only
};

class IlBuilder {
 public:
  virtual ~IlBuilder() = default;

  // --- structure ---
  /// True: every token is resolved at import (a compiler of hot methods); events then name no unresolved
  /// field, method or type. False: tokens of types not loaded yet stay tokens.
  virtual bool resolvesEagerly() const { return false; }
  /// Called once, before anything else. `stack` is the importer's live stack, for builders that alias locals.
  virtual void begin(MethodDesc* method, std::span<const ArgInfo> args, std::span<const ArgInfo> locals,
                     std::span<const ClauseInfo> clauses, bool initLocals) = 0;
  virtual void setStack(StackEntry* base, const size_t* depth) = 0;
  /// A local or argument whose address is taken somewhere in the method.
  virtual void markAddressTaken(bool isArg, uint32_t index) = 0;
  /// The method has a localloc somewhere: every way out releases the memory, wherever it is imported.
  virtual void markLocalAlloc() = 0;
  virtual void beginBlock(BlockId block, uint32_t ilOffset) = 0;
  /// IL offset of the events that follow.
  virtual void setIlOffset(uint32_t ilOffset) = 0;
  /// Moves an entry into, or reads it from, the place where predecessors and successors agree.
  virtual void storeStackSlot(uint32_t depth, StackKind kind, TypeHandle type, Value value) = 0;
  virtual Value loadStackSlot(uint32_t depth, StackKind kind, TypeHandle type) = 0;
  virtual void discard(Value value) = 0;
  virtual Value duplicate(Value& value) = 0;
  /// Ends the pass over the method.
  virtual void finish() = 0;

  // --- constants, locals, arguments ---
  virtual Value constI4(int32_t value) = 0;
  virtual Value constI8(int64_t value, StackKind kind) = 0;
  virtual Value constR4(float value) = 0;
  virtual Value constR8(double value) = 0;
  virtual Value constNull() = 0;
  virtual Value constPointer(const void* address) = 0;
  /// A zeroed temporary of this kind whose address is known: newobj on a value type. `address` receives a
  /// byref to it.
  virtual Value addressableTemp(StackKind kind, TypeHandle type, Value& address) = 0;
  virtual Value loadArg(uint32_t index) = 0;
  virtual Value loadLocal(uint32_t index) = 0;
  virtual void storeArg(uint32_t index, Value value) = 0;
  virtual void storeLocal(uint32_t index, Value value) = 0;
  virtual Value argAddress(uint32_t index) = 0;
  virtual Value localAddress(uint32_t index) = 0;

  // --- arithmetic ---
  virtual Value binary(BinaryOp op, StackKind kind, Value a, Value b) = 0;
  virtual Value unary(UnaryOp op, StackKind kind, Value a) = 0;
  virtual Value compare(CompareOp op, StackKind kind, Value a, Value b) = 0;
  /// Converts from `from` to the element type `to`; `overflow`: throws when out of range; `sourceUnsigned`:
  /// the source is read as unsigned.
  virtual Value convert(StackKind from, ElementType to, bool overflow, bool sourceUnsigned, Value a) = 0;
  virtual Value checkFinite(StackKind kind, Value a) = 0;

  // --- control ---
  virtual void jump(BlockId target, bool backward) = 0;
  virtual void branch(CompareOp op, StackKind kind, Value a, Value b, BlockId target, bool backward) = 0;
  /// True branch on non-zero/non-null (`whenTrue`) or zero.
  virtual void branchOn(bool whenTrue, StackKind kind, Value a, BlockId target, bool backward) = 0;
  virtual void switchOn(Value a, std::span<const BlockId> targets) = 0;
  virtual void ret(const ArgInfo& type, Value value) = 0;
  virtual void throwValue(Value exception) = 0;
  virtual void rethrow() = 0;
  /// Leaves protected regions: runs `finallies` innermost first, ends the catches in `endCatches` (clause
  /// indices), goes to `target`. The two lists are merged in leaving order: entries are clause indices,
  /// handler ends and finally calls told apart by the clause's kind and `inHandler`.
  struct LeaveStep {
    uint32_t clause;
    bool endsCatch;
  };
  virtual void leave(std::span<const LeaveStep> steps, BlockId target, bool backward) = 0;
  virtual void endFinally(uint32_t clause) = 0;
  virtual void endFilter(uint32_t clause, Value result) = 0;
  /// First event of a catch handler or filter block: the exception object.
  virtual Value beginHandler(uint32_t clause) = 0;
  /// Raises what resolving a token raised at import time, when (and if) the code is reached.
  virtual void throwLoadFailure(const LoadFailure& failure) = 0;

  // --- memory ---
  virtual Value loadIndirect(const MemType& memory, StackKind addressKind, Value address) = 0;
  virtual void storeIndirect(const MemType& memory, StackKind addressKind, Value address, Value value) = 0;
  virtual Value loadField(const FieldRef& field, StackKind baseKind, TypeHandle baseType, Value base) = 0;
  virtual Value fieldAddress(const FieldRef& field, StackKind baseKind, Value base) = 0;
  virtual void storeField(const FieldRef& field, StackKind baseKind, Value base, Value value) = 0;
  virtual Value loadStatic(const FieldRef& field) = 0;
  virtual Value staticAddress(const FieldRef& field) = 0;
  virtual void storeStatic(const FieldRef& field, Value value) = 0;
  virtual Value loadElement(const MemType& memory, Value array, StackKind indexKind, Value index) = 0;
  virtual void storeElement(const MemType& memory, Value array, StackKind indexKind, Value index,
                            Value value) = 0;
  /// `checkType`: the array's element type must be exactly `elementType` (no `readonly.`, reference
  /// elements).
  virtual Value elementAddress(const TypeRef& elementType, const MemType& memory, bool checkType, Value array,
                               StackKind indexKind, Value index) = 0;
  virtual Value arrayLength(Value array) = 0;
  /// Byref to element 0 of a single-dimensional array, in range or not; null check only.
  virtual Value arrayData(Value array) = 0;
  /// The MethodTable word of an object as a native int.
  virtual Value loadMethodTable(Value object) = 0;
  virtual void initObject(TypeHandle type, StackKind addressKind, Value address) = 0;
  virtual void copyBlock(Value destination, Value source, Value bytes) = 0;
  virtual void initBlock(Value destination, Value byteValue, Value bytes) = 0;
  virtual Value localAlloc(Value bytes) = 0;
  virtual void memoryBarrier() = 0;
  /// `volatile.` (I.12.6.7): accesses stay on their side of this place. On x86-64 that binds the compiler
  /// only: the machine moves no load before a load and no store before anything.
  virtual void volatileOrder() = 0;
  virtual void nullCheck(StackKind kind, const Value& value) = 0;

  // --- objects ---
  virtual Value newArray(const TypeRef& elementType, StackKind lengthKind, Value length) = 0;
  /// Allocates an instance of the class whose constructor `constructor` (or lazily `token`) names; the
  /// constructor call follows as call().
  virtual Value newObject(MethodDesc* constructor, Token token) = 0;
  virtual Value box(TypeHandle type, Value value) = 0;
  virtual Value unboxAddress(TypeHandle type, Value object) = 0;
  virtual Value castClass(const TypeRef& type, Value object) = 0;
  virtual Value isInstance(const TypeRef& type, Value object) = 0;
  virtual Value loadString(Token token) = 0;
  /// ldtoken: the struct holding the runtime object of a type, method or field; or the RuntimeType itself
  /// (`asObject`: ldtoken + GetTypeFromHandle folded).
  virtual Value loadTypeObject(TypeHandle type) = 0;
  virtual Value loadMethodObject(MethodDesc* method) = 0;
  virtual Value loadFieldObject(FieldDesc* field) = 0;
  virtual Value loadFunction(MethodDesc* method, Token token) = 0;
  virtual Value loadVirtualFunction(MethodDesc* method, Token token, Value object) = 0;
  virtual Value makeTypedReference(TypeHandle type, Value address) = 0;
  virtual Value typedReferenceAddress(TypeHandle type, Value reference) = 0;
  virtual Value typedReferenceType(Value reference) = 0;
  /// `arglist`: a RuntimeArgumentHandle with this method's hidden argument.
  virtual Value argumentList() = 0;
  /// A VarArgBlock in this frame that holds `values` until the call after it has returned: its address.
  virtual Value variableArguments(const VarArgList& list, std::span<Value> values) = 0;

  // --- calls ---
  /// Arguments in order, `this` first; for Calli the target comes separately.
  virtual Value call(const CallInfo& call, std::span<Value> args, Value calliTarget) = 0;
  /// First event of static methods and constructors of types whose initializer must run exactly then.
  virtual void classInitCheck(MethodTable* type) = 0;
  /// `jmp`: leaves this method and enters `method` with the current arguments.
  virtual void jumpToMethod(MethodDesc* method) = 0;
};

}  // namespace minivm
