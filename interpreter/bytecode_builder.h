// BytecodeBuilder: importer events → register bytecode.
//
// Registers. Each value lives in frame slots of one of seven groups; a slot never changes its GC kind (ABI
// 12), so the frame has one precise map:
//   Arg (given by the signature) | Obj | ByRef | StructRef | Local | Temp | Out (the callee's header and
//   arguments)
// Group bases are known when the method ends; until then a register is (group, index).
//
// Values. A Value is a temporary (owned, counted), a local or argument not yet copied (borrowed), a constant,
// or the address of a register. Borrowing removes most copies: `ldloc; ldloc; add; stloc` becomes one op.
// Before a local is written, entries on the stack that still borrow it are copied. A value computed last is
// computed straight into the local it is stored to.
#pragma once

#include <memory>

#include "interpreter/bytecode.h"
#include "vm/il/il_builder.h"
#include "vm/support/arena_vector.h"

namespace minivm {

class Runtime;

class BytecodeBuilder final : public IlBuilder {
 public:
  BytecodeBuilder(Runtime& runtime, MethodDesc* method);
  ~BytecodeBuilder() override;
  /// The finished method; call once, after the importer ran.
  std::unique_ptr<BytecodeMethod> take();

  void begin(MethodDesc* method, std::span<const ArgInfo> args, std::span<const ArgInfo> locals,
             std::span<const ClauseInfo> clauses, bool initLocals) override;
  void setStack(StackEntry* base, const size_t* depth) override;
  void markAddressTaken(bool isArg, uint32_t index) override;
  void markLocalAlloc() override;
  void beginBlock(BlockId block, uint32_t ilOffset) override;
  void setIlOffset(uint32_t ilOffset) override { ilOffset_ = ilOffset; }
  void storeStackSlot(uint32_t depth, StackKind kind, TypeHandle type, Value value) override;
  Value loadStackSlot(uint32_t depth, StackKind kind, TypeHandle type) override;
  void discard(Value value) override;
  Value duplicate(Value& value) override;
  void finish() override;

  Value constI4(int32_t value) override;
  Value constI8(int64_t value, StackKind kind) override;
  Value constR4(float value) override;
  Value constR8(double value) override;
  Value constNull() override;
  Value constPointer(const void* address) override;
  Value addressableTemp(StackKind kind, TypeHandle type, Value& address) override;
  Value loadArg(uint32_t index) override;
  Value loadLocal(uint32_t index) override;
  void storeArg(uint32_t index, Value value) override;
  void storeLocal(uint32_t index, Value value) override;
  Value argAddress(uint32_t index) override;
  Value localAddress(uint32_t index) override;

  Value binary(BinaryOp op, StackKind kind, Value a, Value b) override;
  Value unary(UnaryOp op, StackKind kind, Value a) override;
  Value compare(CompareOp op, StackKind kind, Value a, Value b) override;
  Value convert(StackKind from, ElementType to, bool overflow, bool sourceUnsigned, Value a) override;
  Value checkFinite(StackKind kind, Value a) override;

  void jump(BlockId target, bool backward) override;
  void branch(CompareOp op, StackKind kind, Value a, Value b, BlockId target, bool backward) override;
  void branchOn(bool whenTrue, StackKind kind, Value a, BlockId target, bool backward) override;
  void switchOn(Value a, std::span<const BlockId> targets) override;
  void ret(const ArgInfo& type, Value value) override;
  void throwValue(Value exception) override;
  void rethrow() override;
  void leave(std::span<const LeaveStep> steps, BlockId target, bool backward) override;
  void endFinally(uint32_t clause) override;
  void endFilter(uint32_t clause, Value result) override;
  Value beginHandler(uint32_t clause) override;
  void throwLoadFailure(const LoadFailure& failure) override;

  Value loadIndirect(const MemType& memory, StackKind addressKind, Value address) override;
  void storeIndirect(const MemType& memory, StackKind addressKind, Value address, Value value) override;
  Value loadField(const FieldRef& field, StackKind baseKind, TypeHandle baseType, Value base) override;
  Value fieldAddress(const FieldRef& field, StackKind baseKind, Value base) override;
  void storeField(const FieldRef& field, StackKind baseKind, Value base, Value value) override;
  Value loadStatic(const FieldRef& field) override;
  Value staticAddress(const FieldRef& field) override;
  void storeStatic(const FieldRef& field, Value value) override;
  Value loadElement(const MemType& memory, Value array, StackKind indexKind, Value index) override;
  void storeElement(const MemType& memory, Value array, StackKind indexKind, Value index,
                    Value value) override;
  Value elementAddress(const TypeRef& elementType, const MemType& memory, bool checkType, Value array,
                       StackKind indexKind, Value index) override;
  Value arrayLength(Value array) override;
  Value arrayData(Value array) override;
  Value loadMethodTable(Value object) override;
  void initObject(TypeHandle type, StackKind addressKind, Value address) override;
  void copyBlock(Value destination, Value source, Value bytes) override;
  void initBlock(Value destination, Value byteValue, Value bytes) override;
  Value localAlloc(Value bytes) override;
  void memoryBarrier() override;
  void volatileOrder() override {}  // each op does its access, in their order
  void nullCheck(StackKind kind, const Value& value) override;

  Value newArray(const TypeRef& elementType, StackKind lengthKind, Value length) override;
  Value newObject(MethodDesc* constructor, Token token) override;
  Value box(TypeHandle type, Value value) override;
  Value unboxAddress(TypeHandle type, Value object) override;
  Value castClass(const TypeRef& type, Value object) override;
  Value isInstance(const TypeRef& type, Value object) override;
  Value loadString(Token token) override;
  Value loadTypeObject(TypeHandle type) override;
  Value loadMethodObject(MethodDesc* method) override;
  Value loadFieldObject(FieldDesc* field) override;
  Value loadFunction(MethodDesc* method, Token token) override;
  Value loadVirtualFunction(MethodDesc* method, Token token, Value object) override;
  Value makeTypedReference(TypeHandle type, Value address) override;
  Value typedReferenceAddress(TypeHandle type, Value reference) override;
  Value typedReferenceType(Value reference) override;
  Value argumentList() override;
  Value variableArguments(const VarArgList& list, std::span<Value> values) override;

  Value call(const CallInfo& call, std::span<Value> args, Value calliTarget) override;
  void classInitCheck(MethodTable* type) override;
  void jumpToMethod(MethodDesc* method) override;

  /// Hand-made bytecode (multicast Invoke): raw access to the pieces.
  friend std::unique_ptr<BytecodeMethod> buildMulticastInvoke(Runtime&, MethodDesc*);

 private:
  enum Group : uint32_t { kArg, kObj, kByRef, kStructRef, kLocal, kTemp, kOut, kGroups };
  using Reg = uint32_t;  ///< group << 24 | slot index in the group
  static Reg makeReg(Group group, uint32_t index) { return group << 24 | index; }
  static Group groupOf(Reg reg) { return static_cast<Group>(reg >> 24); }
  static Reg plus(Reg reg, uint32_t slots) { return reg + slots; }

  enum Tag : uint32_t { kNone, kTempValue, kBorrowed, kConst, kRegAddr };
  struct TempInfo {
    Reg reg;
    TypeHandle type;
    uint32_t slots;
    uint32_t uses;
    uint32_t nextFree;  ///< while it is free and takes one slot: the one freed before it
  };
  static constexpr uint32_t kNoTemp = UINT32_MAX;
  struct LocalInfo {
    Reg reg;
    ArgInfo info;
    bool isExposed = false;
    int64_t farOffset = -1;  ///< of a local beyond the frame: its place in the block of far locals
  };
  struct BuildInsn {
    Op op;
    bool isPart = false;  ///< writes one field of a struct in registers: not what computes the struct
    Reg dst = 0, a = 0, b = 0;
    union {
      int64_t imm = 0;
      Reg extra[2];  ///< of ops with more registers (OpForm::hasRegisters)
    };
    int32_t targetBlock = -1;
    uint32_t ilOffset = 0;
  };
  /// The instructions of a block: a run of insns_, for a block is imported in one go.
  struct BlockCode {
    uint32_t first, count;
    uint32_t ilOffset;
    bool isPresent;
  };
  static constexpr size_t kFirstBytes = 6144;
  /// A register that an op reads, with what must be released after the op is emitted.
  struct Operand {
    Reg reg;
    int temp = -1;
  };

  static Tag tagOf(const Value& v) { return static_cast<Tag>(v.a & 0xFF); }
  static StackKind kindOf(const Value& v) { return static_cast<StackKind>(v.a >> 8 & 0xFF); }
  static uint32_t payloadOf(const Value& v) { return static_cast<uint32_t>(v.a >> 32); }
  static Value makeValue(Tag tag, StackKind kind, uint32_t payload, uint64_t bits = 0) {
    return {uint64_t{tag} | uint64_t{static_cast<uint8_t>(kind)} << 8 | uint64_t{payload} << 32, bits};
  }
  static bool isConst(const Value& v) { return tagOf(v) == kConst; }
  /// Whether the op's `dst` is the register of its result.
  static bool writesRegister(Op op) { return opForm(op).writes; }
  /// Whether the instruction reads a one-slot register, or takes its address.
  static bool reads(const BuildInsn& insn, Reg reg);

  static uint32_t slotsOf(StackKind kind, TypeHandle type) {
    return kind == StackKind::Struct ? slotsOfStruct(type) : 1;
  }
  static uint32_t slotsOfStruct(TypeHandle type);
  static Group groupFor(StackKind kind, TypeHandle type, bool isLocal) {
    if (kind == StackKind::O) return kObj;
    if (kind == StackKind::ByRef) return kByRef;
    if (kind == StackKind::Struct && hasReferences(type)) return kStructRef;
    return isLocal ? kLocal : kTemp;
  }
  static bool hasReferences(TypeHandle structType);
  Reg newReg(Group group, StackKind kind, TypeHandle type, uint32_t slots);
  Value newTemp(StackKind kind, TypeHandle type = {}) {
    const Group group = groupFor(kind, type, false);
    const uint32_t slots = slotsOf(kind, type);
    if (isSingle(group, slots) && freeSingles_[group] != kNoTemp) {
      const uint32_t index = freeSingles_[group];
      TempInfo& temp = temps_[index];
      freeSingles_[group] = temp.nextFree;
      temp.type = type;
      temp.uses = 1;
      return makeValue(kTempValue, kind, index);
    }
    return newTempOf(group, slots, kind, type);
  }
  /// newTemp where no free one of one slot serves.
  Value newTempOf(Group group, uint32_t slots, StackKind kind, TypeHandle type);
  Reg regOfTemp(const Value& v) const { return temps_[payloadOf(v)].reg; }
  TypeHandle typeOf(const Value& v) const;
  /// The register of a value, which is put into one if it has none.
  Operand operand(const Value& v) {
    if (tagOf(v) == kBorrowed) return {payloadOf(v), -1};
    if (tagOf(v) == kTempValue) return {regOfTemp(v), static_cast<int>(payloadOf(v))};
    return newOperand(v);
  }
  Operand newOperand(const Value& v);
  void release(const Operand& o) {
    if (o.temp >= 0) releaseTemp(static_cast<uint32_t>(o.temp));
  }
  void releaseTemp(uint32_t index) {
    TempInfo& temp = temps_[index];
    if (--temp.uses != 0) return;
    if (isSingle(temp)) {
      uint32_t& first = freeSingles_[groupOf(temp.reg)];
      temp.nextFree = first;
      first = index;
    } else {
      freeOthers_.push_back(index);
    }
  }
  BuildInsn& emit(Op op, Reg dst = 0, Reg a = 0, Reg b = 0, int64_t imm = 0) {
    return insns_.push_back({op, false, dst, a, b, {imm}, -1, ilOffset_});
  }
  /// The last instruction of the current block; null at its beginning.
  BuildInsn* lastInsn() { return insns_.size() == blockFirst_ ? nullptr : &insns_.back(); }
  void endBlock();
  std::span<BuildInsn> insnsOf(const BlockCode& block) { return {insns_.data() + block.first, block.count}; }
  /// Writes a value into a register of the same kind; the value's last computation goes straight there when
  /// possible.
  void storeInto(Reg dst, StackKind kind, TypeHandle type, Value value);
  void copyBorrowers(Reg reg, uint32_t slots);
  /// The new value of a local was computed, then entries that still mean the old one were copied
  /// (instructions from `first` on): swaps the two, so that the value can be computed into the local.
  /// True when nothing is left to store.
  bool computeAfterCopies(size_t first, Reg local, const Value& value);
  /// A value that was just computed and is on the stack, too (`x = y = e`, `--x` with its value used) is
  /// computed into the local; the stack's entries borrow it from there. False: nothing was done.
  bool computeShared(const LocalInfo& local, const Value& value);
  Value loadVariable(LocalInfo& variable);
  /// In a filter: where the variable lies in the frame that the filter belongs to.
  Value outerAddress(const LocalInfo& variable, StackKind kind);
  void placeLocals(std::span<const ArgInfo> locals);
  Value farAddress(const LocalInfo& variable, StackKind kind);
  void storeVariable(LocalInfo& variable, Value value);
  /// dst = op(a) with a fresh temporary.
  Value emitUnary(Op op, StackKind kind, TypeHandle type, Value a, int64_t imm = 0);
  Value emitBinary(Op op, StackKind kind, Value a, Value b, int64_t imm = 0);
  Value loadAt(const MemType& memory, Value address, int64_t offset);
  void storeAt(const MemType& memory, bool baseIsObject, Value address, int64_t offset, Value value);
  Value loadFromReg(const MemType& memory, Reg reg, uint32_t byteOffset);
  void storeToReg(const MemType& memory, Reg reg, uint32_t byteOffset, Value value);
  Value indexI4(StackKind kind, Value index);
  uint32_t addCell(std::unique_ptr<SiteCell> cell);
  SiteCell& newCell(Token token, uint32_t& index);
  void beginSynchronized();
  void emitLeave();
  void emitArguments(const MethodSig& sig, std::span<Value> args);
  /// Lets the op that computed a temporary, of which `value` is the only user, write the register `to`
  /// instead, where nothing between the two minds. The temporary is not released.
  bool computeInto(const Value& value, Reg to);
  /// The instruction that just computed `value`, if nothing else uses it; null otherwise.
  BuildInsn* computationOf(const Value& value);
  /// a + b where one of the two was just computed by an op that can add, too.
  bool fuseAdd(StackKind kind, const Value& a, const Value& b, Value& result);
  /// The store that is due next ends `x.f += constant`, whose load and sum were just emitted: one op does it
  /// all.
  bool fuseIncrement(Op store, const Operand& base, int64_t offset, const Value& value,
                     const Operand& source);
  /// The array of a load of an element comes from a field, and nothing stands between that minds if it is
  /// read later: takes that load out and says where the field is.
  bool takeFieldLoad(const Value& array, const Value& index, Reg& base, int64_t& offset);
  /// Get, Set or Address of an array of two dimensions, without a call; false: another method.
  bool access2D(const CallInfo& call, std::span<Value> args, Value& result);
  Value callResult(const CallInfo& call, Reg& dst);
  /// `i += k` at the end of a block that is followed by the loop's `if (i < n)` does that test, too. When it
  /// fails, the test behind it fails once more.
  static void fuseLoopStep(std::span<BuildInsn> body, std::span<const BuildInsn> condition);
  void encode(const BuildInsn& in, Insn* code, std::span<const uint32_t> blockStart, uint32_t index);
  void finishLayout();
  void finishClauses(std::span<const uint32_t> blockStart, uint32_t lockFault);
  uint16_t slotOf(Reg reg) const {
    return static_cast<uint16_t>(groupBase_[groupOf(reg)] + (reg & 0xFFFFFF));
  }

  /// Everything that ends with the build. Most methods are small: their bytes are here.
  alignas(std::max_align_t) std::byte firstBytes_[kFirstBytes];
  Arena arena_{firstBytes_};

  Runtime& runtime_;
  MethodDesc* method_;
  const MethodSig* sig_ = nullptr;
  std::unique_ptr<BytecodeMethod> code_;
  ArenaVector<BuildInsn> insns_{arena_};  ///< of all blocks, in the order of import
  ArenaVector<BlockCode> blocks_{arena_};
  BlockId block_ = 0;        ///< the current one …
  size_t blockFirst_ = 0;    ///< … and its first instruction
  bool inFilter_ = false;    ///< the current block belongs to a filter: variables are another frame's
  bool hasFilters_ = false;  ///< there are filters
  ArenaVector<LocalInfo> args_{arena_};
  ArenaVector<LocalInfo> locals_{arena_};
  ArenaVector<TempInfo> temps_{arena_};
  /// Free temporaries, the one to be used next at the end: those of one slot by group, unless their type
  /// matters; all others.
  uint32_t freeSingles_[kGroups];
  ArenaVector<uint32_t> freeOthers_{arena_};
  static bool isSingle(const TempInfo& temp) { return isSingle(groupOf(temp.reg), temp.slots); }
  static bool isSingle(Group group, uint32_t slots) { return slots == 1 && group != kStructRef; }
  struct StackSlotReg {
    uint32_t depth;
    StackKind kind;
    TypeHandle type;
    Reg reg;
  };
  ArenaVector<StackSlotReg> stackSlots_{arena_};
  struct StoredSlot {
    Reg reg;
    Value value;
  };
  ArenaVector<StoredSlot> storedSlots_{arena_};  ///< written at the end of the current block
  /// Of the call being emitted: arguments that are moved, and what is read until then.
  struct Move {
    uint32_t slot;
    Reg reg;
  };
  ArenaVector<Move> moves_{arena_};
  ArenaVector<Operand> held_{arena_};
  struct ClauseRegs {
    Reg exception = 0;
    Reg continuation = 0;
  };
  ArenaVector<ClauseRegs> clauseRegs_{arena_};
  ArenaVector<ClauseInfo> clauseInfos_{arena_};
  uint32_t groupSize_[kGroups] = {};
  uint32_t groupBase_[kGroups] = {};
  uint32_t outSlots_ = 0;
  StackEntry* stack_ = nullptr;
  const size_t* depth_ = nullptr;
  uint32_t ilOffset_ = 0;
  Reg localAllocReg_ = 0;
  Reg farLocalsReg_ = 0;  ///< address of the block of far locals
  bool usesLocalAlloc_ = false;
  /// A synchronized method (II.15.4.3.3) holds the lock of lockReg_ from its prologue to its return, or to
  /// the fault row that covers all of it.
  bool isSynchronized_ = false;
  Reg lockReg_ = 0;
  Reg lockContinuation_ = 0;
  ArenaVector<BuildInsn> prologue_{arena_};  ///< before the first block: no branch comes back to it
};

/// Bytecode of a delegate type's Invoke for delegates with several targets: calls each in order, returns the
/// last result.
std::unique_ptr<BytecodeMethod> buildMulticastInvoke(Runtime& runtime, MethodDesc* invoke);

}  // namespace minivm
