// MethodVerifier: one method body against the rules of verify_rules.def.
//
// Two passes over the same code. The first walks blocks until their entry states no longer change (types only
// get wider at joins, so that it ends) and reports nothing but joins; the second walks each reached block
// once with the final states and reports. After a finding the value concerned becomes Unknown, which fits
// everywhere: one mistake is one finding. Code that no path reaches is decoded, not verified (III.1.7.5).
#pragma once

#include <fmt/format.h>

#include <set>
#include <string>
#include <tuple>
#include <vector>

#include "loader/method_body.h"
#include "vm/il/verifier.h"
#include "vm/il/verify_type.h"

namespace minivm {

class MethodVerifier {
 public:
  /// `method` is a typical definition; everything must outlive the verifier.
  MethodVerifier(VerifyTypes& types, const OpcodeTable& opcodes, MethodDesc* method,
                 const Verifier::Report& report);
  void run();

 private:
  using Kind = VerifyType::Kind;
  using Stack = std::vector<VerifyType>;

  /// State at the start of a block.
  struct Block {
    uint32_t first = 0;  ///< index of its first instruction
    uint32_t end = 0;    ///< one past the last
    bool isReached = false;
    bool isQueued = false;
    uint32_t changes = 0;
    bool isThisInit = true;
    Stack stack;
  };
  enum class Transfer : uint8_t { Branch, FallThrough, Leave };
  struct Prefixes {
    bool isVolatile = false;
    bool isUnaligned = false;
    bool isTail = false;
    bool isReadonly = false;
    bool isNo = false;
    TypeHandle constrained;
    bool any() const { return isVolatile || isUnaligned || isTail || isReadonly || isNo || constrained; }
  };

  // method_verifier.cpp: the walk
  void readBody();
  void decode();
  void resolveSignature();
  void scanLocalUse();
  void findBlocks();
  void walk();
  void verifyBlock(Block& block);
  void step();
  void enterHandlers(const Block& block);
  Block* blockAt(uint32_t offset);
  void flowInto(uint32_t target, Transfer transfer);
  void mergeInto(Block& block);
  void queue(Block& block);
  /// Counts work; a hostile method that needs too much of it ends in TooComplex.
  void charge(size_t work);
  void seed(uint32_t offset, Stack stack);
  /// Replaces the effect of an instruction that could not be understood; false: what follows cannot be known.
  bool recover(const Stack& before);

  // verify_regions.cpp
  void checkClauses();
  /// False when control may not enter the target at all, so that nothing is to be joined there.
  bool checkTransfer(uint32_t target, Transfer transfer);
  /// The clause whose try block, handler or filter is the innermost around an offset; null when none is.
  enum class Region : uint8_t { None, Try, Catch, Finally, Filter };
  Region innermostRegion(uint32_t offset, const EhClause** clause = nullptr);
  bool isInHandler(uint32_t offset) const;
  void checkReturn();
  void checkRethrow();
  void checkEndFinally();
  void checkEndFilter();

  // verify_values.cpp: stack, arithmetic, locals
  void execute();
  bool executeArithmetic();
  bool executeLocals();
  void binary();
  void integerBinary();
  void larger();
  void addedOpcode();
  void shift();
  void unary();
  void compare(bool isBranch);
  void convert(Kind to);
  void loadArgument(uint32_t index);
  void loadArgumentAddress(uint32_t index);
  void storeArgument(uint32_t index);
  void loadLocal(uint32_t index);
  void loadLocalAddress(uint32_t index);
  void storeLocal(uint32_t index);

  // verify_memory.cpp: indirect, fields, arrays, boxes
  bool executeMemory();
  void loadIndirect(TypeHandle type);
  void storeIndirect(TypeHandle type);
  /// The address of a location used as `type`; readonly ones may not be written.
  VerifyType popAddressOf(TypeHandle type, bool isWrite);
  void loadField();
  void fieldAddress();
  void storeField();
  void staticField();
  FieldDesc* fieldOperand(bool isWrite);
  /// Pops the object of a field access; what it was.
  VerifyType popFieldBase(FieldDesc* field, bool isAddress, bool isWrite);
  bool mayWrite(FieldDesc* field, const VerifyType* base);
  TypeHandle popArray(TypeHandle element, bool isObject);
  void loadElement(TypeHandle type, bool isObject);
  void storeElement(TypeHandle type, bool isObject);
  void elementAddress();
  void box();
  /// What may follow the box of a variable that allows byref-like types: it never becomes an object.
  bool isTransientBox() const;
  void unboxAny();
  void loadToken();

  // verify_calls.cpp
  bool executeCalls();
  /// What a call passes: the callee's signature, or, with variable arguments, the one written at the call
  /// (`site`).
  const VerifySignature* siteSignature(MethodDesc* callee, VerifySignature& site);
  void call(bool isVirtual);
  void calli();
  void newObject();
  void newDelegate(MethodDesc* ctor, const VerifyType& object, const VerifyType& pointer);
  void loadFunction(bool isVirtual);
  void jump();
  MethodDesc* methodOperand(TypeHandle* declaringType = nullptr);
  /// Pops and checks the parameters; true when one may hand a pointer into the frame to the result.
  bool popArguments(const VerifySignature& sig, MethodDesc* callee);
  VerifyType popThis(MethodDesc* callee, TypeHandle declaring, bool isVirtual);
  void callConstructor(MethodDesc* callee, const VerifyType& object);
  void checkConstrained(MethodDesc* callee, TypeHandle declaring);
  void pushResult(const VerifySignature& sig, MethodDesc* callee, bool isStackBound);
  void checkTail(const VerifySignature& sig, bool passesAddress);
  /// The object of an access to a family member must be of the accessing class (I.8.5.3.2).
  void checkFamily(MethodTable* owner, uint32_t access, const VerifyType& object, std::string_view member);
  bool delegateFits(TypeHandle from, TypeHandle to);
  bool hasParamAttribute(MethodDesc* method, size_t param, std::string_view nameSpace, std::string_view name);
  bool returnHasModifier(MethodDesc* method, std::string_view name);
  /// `ref readonly`: a modifier, or only an attribute where nothing can override the method.
  bool returnsReadOnly(MethodDesc* method);
  /// The method, or the property it belongs to, may return the address of its struct's fields.
  bool isUnscoped(MethodDesc* method);

  // --- the stack ---
  void push(VerifyType type) { stack_.push_back(type); }
  void push(Kind kind, TypeHandle type = {}) { push(VerifyTypes::make(kind, type)); }
  void pushLocation(TypeHandle type) { push(types_.onStack(type)); }
  VerifyType pop();
  VerifyType popInteger(bool allowI8 = false);
  VerifyType popObject();
  /// Pops what must fit a location; reports under `rule` otherwise.
  VerifyType popFor(TypeHandle location, const char* what = "");
  void require(const VerifyType& found, TypeHandle location, const char* what);
  void requireNotUninit(const VerifyType& found);

  // --- operands ---
  TypeHandle typeOperand(bool allowOpen = false);
  TypeHandle core(WellKnownType type) { return types_.loader().wellKnown(type); }
  /// A token without arguments may name a generic type only inside it, where it stands for the type itself.
  void checkOpen(TypeHandle declaring);
  void checkPointer(TypeHandle type);
  void checkPrefixes();
  std::string instructionText() const;

  // --- findings ---
  void report(VerifyRule rule, std::string detail);
  void report(VerifyRule rule, VerifySeverity severity, std::string detail);
  void reportAt(uint32_t offset, VerifyRule rule, VerifySeverity severity, std::string detail,
                bool always = false);
  void reportMethod(VerifyRule rule, std::string detail);
  void expected(VerifyRule rule, const std::string& wanted, const VerifyType& found);

  VerifyTypes& types_;
  ClassLoader& loader_;
  const OpcodeTable& opcodes_;
  MethodDesc* method_;
  Module& module_;
  const Metadata& metadata_;
  const Verifier::Report& sink_;
  std::string place_;

  MethodBody body_;
  std::vector<IlInstruction> code_;
  std::vector<int32_t> indexAt_;  ///< by IL offset: index into code_, −1 inside an instruction
  uint32_t decodedEnd_ = 0;       ///< IL offset of the first byte that could not be decoded
  GenericContext context_;
  std::vector<TypeHandle> variables_;
  VerifySignature sig_;
  std::vector<TypeHandle> args_;  ///< `this` included
  std::vector<TypeHandle> locals_;
  std::vector<bool> localFlagsReadOnly_;
  std::vector<bool> localFlagsStackBound_;
  std::vector<bool> isPrefixed_;  ///< by instruction: a prefix stands before it
  bool isThisFixed_ = true;       ///< argument 0 is never stored to and its address never taken
  bool tracksThis_ = false;       ///< a constructor of a class with a base
  bool isInitAccessor_ = false;
  std::vector<Block> blocks_;
  std::vector<int32_t> blockOf_;  ///< by instruction index: block that starts there, −1
  std::set<uint32_t> work_;       ///< blocks to be looked at, by offset
  uint64_t steps_ = 0;

  Stack stack_;
  bool isThisInit_ = true;
  IlInstruction il_;
  uint32_t ilIndex_ = 0;
  uint32_t blockFirst_ = 0;  ///< index of the first instruction of the block
  Prefixes prefixes_;
  bool blockEnded_ = false;
  bool isReporting_ = false;
  bool flagsChanged_ = false;
  std::set<std::tuple<uint32_t, VerifyRule, std::string>> reported_;
};

}  // namespace minivm
