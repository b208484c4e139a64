// IlImporter: IL in, builder events out (DESIGN §6). Written once for the verifier, the bytecode builder and
// the graph builder.
//
// The method is cut into basic blocks (block_map). A work list walks what is reachable; each block is
// imported once, with the stack shape its first predecessor left. Structural rules are always checked (ABI
// 27): stack depth, stack category (I4 I8 I F O & exact struct), branch targets, region nesting, token kinds.
// A broken rule is a LoadFailure of kind InvalidProgram that names method, IL offset, instruction, what was
// found and what was expected. A token that cannot be resolved becomes a throw at its place: code that is
// never reached may name what does not exist.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <utility>

#include "loader/method_body.h"
#include "vm/il/block_map.h"
#include "vm/il/il_builder.h"
#include "vm/il/import_record.h"

namespace minivm {

class Runtime;

/// Kinds of stack slots at joins that are wider than what the first path brought: (IL offset, slot) → kind.
using JoinKinds = std::map<std::pair<uint32_t, uint32_t>, StackKind>;

class IlImporter {
 public:
  /// Everything must outlive the importer. `method` is exact (no open type variables).
  IlImporter(Runtime& runtime, MethodDesc* method, const MethodBody& body, IlBuilder& builder,
             JoinKinds& joins);
  ~IlImporter();
  /// Drives the builder over the whole method. LoadFailure (InvalidProgram) when the IL is broken.
  /// False: a path brought a wider kind to a join than was expected there. `joins` knows now; the method is
  /// to be imported again, with the same `joins` and a new builder.
  bool run();
  /// From here on what is met goes into `record`, too.
  void recordInto(ImportRecord& record) { record_ = &record; }

 private:
  struct PendingPrefixes {
    bool isVolatile = false;
    bool isUnaligned = false;
    bool isTail = false;
    bool isReadonly = false;
    TypeHandle constrained;
    void clear() { *this = {}; }
  };

  void importMethod();

  // importer.cpp: blocks, stack, locals, dispatch; importer_flow.cpp: joins, branches, regions, returns
  void resolveLocals();
  void importBlock(Block& block);
  void recordInstruction();
  void importInstruction(const IlInstruction& il);
  void checkTransfer(uint32_t target, bool isLeave);
  void coerceAtJoin(StackEntry& entry, StackKind kind, TypeHandle type);
  void endBlockInto(uint32_t targetOffset, bool isLeave = false);
  void reach(Block& block);
  void push(StackKind kind, Value value, TypeHandle type = {}, ElementType small = ElementType::End) {
    if (depth_ > maxDepth_) [[unlikely]]
      failTooDeep();
    stack_[depth_++] = StackEntry{kind, small, false, type, value};
  }
  void pushTyped(const ArgInfo& type, Value value);
  void pushMemory(const MemType& memory, Value value);
  StackEntry pop() {
    if (depth_ == 0) [[unlikely]]
      failEmpty();
    return stack_[--depth_];
  }
  StackEntry& top(uint32_t depth = 0) {
    if (depth_ <= depth) [[unlikely]]
      failEmpty();
    return stack_[depth_ - 1 - depth];
  }
  Value popKind(StackKind kind, const char* what);
  Value popObject(const char* what);
  Value popInt32(const char* what);
  /// Pops a value and coerces it to what a location of this type takes (III.1.6).
  Value popFor(const ArgInfo& target, const char* what);
  Value coerce(StackEntry entry, const ArgInfo& target, const char* what);
  /// Address operand: byref, native int or object-free pointer.
  StackEntry popAddress(const char* what);
  StackEntry popIndex();
  void importBranch(const IlInstruction& il, CompareOp op);
  void importBranchOn(const IlInstruction& il, bool whenTrue);
  void importSwitch(const IlInstruction& il);
  void importLeave(const IlInstruction& il);
  void importRet();
  void importEndFinally();
  void importEndFilter();
  void finishBlock() { blockEnded_ = true; }

  // importer_arith.cpp
  void importBinary(BinaryOp op);
  void importShift(BinaryOp op);
  void importMatt();
  void importUnary(UnaryOp op);
  void importCompare(CompareOp op);
  void importConvert(ElementType to, bool overflow, bool sourceUnsigned);
  /// Brings two operands to one kind (I4 and I mix to I).
  StackKind unify(StackEntry& a, StackEntry& b, const char* what);
  CompareOp floatAware(CompareOp op, StackKind kind, bool branch) const;

  // importer_memory.cpp
  void importLoadIndirect(ElementType element);
  void importStoreIndirect(ElementType element);
  void importLoadObject(const MemType& memory);
  void importStoreObject(const MemType& memory);
  void importField(const IlInstruction& il);
  void importLoadElement(const MemType& memory);
  void importStoreElement(const MemType& memory);
  void importElementAddress(const IlInstruction& il);
  void importTypeOperation(const IlInstruction& il);
  void importLoadToken(const IlInstruction& il);
  MemType memTypeOf(ElementType element) const;
  MemType memTypeOf(TypeHandle type) const;
  MemType memTypeOf(const ArgInfo& type) const;

  // importer_calls.cpp
  void importCall(const IlInstruction& il, bool isVirtual);
  void importCalli(const IlInstruction& il);
  void importNewObject(const IlInstruction& il);
  void importLoadFunction(const IlInstruction& il, bool isVirtual);
  void importJmp(const IlInstruction& il);
  /// Pops the parameters (without `this`) into `args`, coerced.
  void popArguments(const MethodSig& sig, ArenaVector<Value>& args);
  /// Pops what a call site passes behind its sentinel and makes the hidden argument of it.
  void popVariableArguments(const MethodSig& site, CallInfo& info);
  /// The signature that a call token itself has, where it may differ from its method's.
  const MethodSig& siteSignature(Token token, const CallInfo& info);
  void emitCall(CallInfo& info, std::span<Value> args, Value calliTarget = {});
  /// Turns a constrained call into a direct or virtual one; returns the `this` to pass.
  Value constrainedThis(CallInfo& info, TypeHandle type, StackEntry thisEntry);
  bool tailPositionFollows() const;

  // importer_leaf.cpp
  /// A body that is one operation, or stores, which throw at most because `this` is null.
  struct Leaf {
    enum class Kind : uint8_t { None, Nothing, Constant, LoadField, StoreFields, LoadStatic };
    static constexpr uint32_t kMaxStores = 4;
    Kind kind = Kind::None;
    FieldDesc* field = nullptr;
    int32_t constant = 0;
    /// StoreFields: each argument but `this` goes to a field, once, in this order.
    struct Store {
      FieldDesc* field;
      uint32_t argument;
    } stores[kMaxStores] = {};
  };
  /// `bases`: how many constructors of derived classes led here. May load types; LoadFailure, LoadError.
  Leaf leafOf(MethodDesc* method, int bases);
  Leaf storesOf(MethodDesc* method, ByteSpan code, int bases);
  /// The field of a token in the method's code, if it is one of its own type.
  FieldDesc* ownField(MethodDesc* method, Token token, bool isStatic);
  /// Instead of a direct call: the callee's only operation. The arguments are popped already; `isNonNull`:
  /// `this` is no null. False: nothing was done.
  bool importLeaf(const CallInfo& info, std::span<Value> args, StackKind thisKind, bool isNonNull);

  // importer_intrinsics.cpp: true when the call was expanded
  bool importIntrinsic(MethodDesc* method);
  void pushAddressPlus(StackEntry base, StackEntry index, uint32_t scale, bool subtract);

  // importer_opcodes.cpp
  void importAddedOpcode(const IlInstruction& il);
  /// A call of a method that is marked [Opcode]: the opcode instead. False for other methods.
  bool importCallAsOpcode(MethodDesc* method);

  // importer_tokens.cpp
  struct MethodRef {
    MethodDesc* method = nullptr;  ///< null: lazy
    const MethodSig* sig = nullptr;
    TypeHandle declaringType;
  };
  MethodRef methodRef(Token token, bool mustResolve);
  FieldRef fieldRef(Token token);
  TypeHandle typeOperand(Token token);
  TypeRef typeRef(Token token);
  bool isValueTypeToken(Token token, Module*& module, uint32_t& rid);
  bool isStringToken(Token token);

  [[noreturn]] void fail(const std::string& message) const;
  [[noreturn]] void failEmpty() const;
  [[noreturn]] void failTooDeep() const;
  /// A case of the dispatch and opcode.def disagree: a bug of ours.
  [[noreturn]] void contradictsRow(size_t depthBefore) const;
  [[noreturn]] void failStaticVirtual(TypeHandle type, MethodDesc* declared);
  [[noreturn]] void failAbstractCall(MethodDesc* method);

  /// Everything that ends with the import. Most methods are small: their bytes are here.
  static constexpr size_t kFirstBytes = 4096;
  alignas(std::max_align_t) std::byte firstBytes_[kFirstBytes];
  Arena arena_{firstBytes_};

  Runtime& runtime_;
  ClassLoader& loader_;
  MethodDesc* method_;
  Module& module_;
  const MethodBody& body_;
  IlBuilder& builder_;
  GenericContext context_;
  const MethodSig* sig_ = nullptr;
  ArenaVector<ArgInfo> locals_{arena_};
  BlockMap blocks_;
  ArenaVector<ClauseInfo> clauses_{arena_};
  ArenaVector<uint32_t> work_{arena_};
  ArenaVector<Value> args_{arena_};  ///< of the call being imported
  StackEntry* stack_ = nullptr;
  size_t depth_ = 0;
  size_t maxDepth_ = 0;
  PendingPrefixes prefixes_;
  bool havePrefixes_ = false;  ///< the instruction before was one
  IlInstruction il_;
  bool blockEnded_ = false;
  JoinKinds& joins_;
  ImportRecord* record_ = nullptr;
  bool hasWidened_ = false;
};

/// What a stack kind is called in messages.
const char* stackKindName(StackKind kind);
/// `app.dll: Program::Main +0x12` for messages.
std::string describeLocation(const MethodDesc* method, uint32_t ilOffset);

}  // namespace minivm
