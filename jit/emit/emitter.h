// Emitter: an allocated graph → machine code, GC map, handler table. One visitor per node; what is rare goes
// behind the method's body.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "jit/emit/assembler_x64.h"
#include "jit/emit/runtime_stubs.h"
#include "jit/graph/graph.h"
#include "jit/regalloc/intervals.h"
#include "vm/threads/compiled_method.h"
#include "vm/types/well_known.h"

namespace minivm::jit {

class Emitter {
 public:
  Emitter(Graph& graph, Allocation& allocation, RuntimeStubs& stubs);
  ~Emitter();
  /// Writes the code into the code heap. The result is not registered yet.
  std::unique_ptr<CompiledMethod> emit();

 private:
  using Reg64 = Xbyak::Reg64;
  // --- frame
  void layOutFrame();
  void prologue();
  void stackLimitReached();
  void epilogue();
  Xbyak::Address slotAddress(int32_t slot) const;
  int32_t slotOffset(int32_t slot) const { return slotBase_ - slot * 8; }

  // --- operands
  Loc locIn(const Node* node, size_t input) const { return a_.at(node->in(input), node->position); }
  /// The register of an input; constants and slots are brought into `scratch`.
  int regIn(const Node* node, size_t input, int scratch);
  int regOfValue(const Node* at, const Node* value, int scratch);
  int regOut(const Node* node) const;
  /// An input as register, memory or immediate of an instruction.
  bool isImm32(const Node* value) const;
  void loadConst(int reg, const Node* value);
  Xbyak::Address addressOf(const Node* node, size_t base, int indexInput, int scratch);
  /// Where a load that is folded into its user reads.
  Xbyak::Address memoryOf(const Node* load);
  void moveLoc(const Loc& from, const Loc& to, Ty type);
  void parallelMove(std::vector<Move> moves);

  // --- slow paths and safepoints
  struct SlowPath {
    std::unique_ptr<Xbyak::Label> entry, back;
    std::function<void()> body;
    const Node* node;  ///< whose rare case it is
    bool inFilter = false;
  };
  /// A piece of code behind the body. `back` is where it returns to.
  SlowPath& slowPath(std::function<void(SlowPath&)> body);
  Xbyak::Label& throwSite(const Node* node, WellKnownType type);
  enum class RegsLive { None, CalleeSaved, All };
  void safepoint(const Node* node, RegsLive regs);
  void callSlow(const Node* node, const void* function, std::string_view name);

  // --- visitors
  void visit(Node* node);
  void visitBinary(Node* node);
  void visitShift(Node* node);
  void visitDivide(Node* node);
  void visitOverflow(Node* node);
  void visitMulHigh(Node* node);
  void visitMulOvfUn(Node* node);
  void visitCompare(Node* node);
  void visitSelect(Node* node);
  /// Emits the comparison; answers how to jump when it holds.
  struct Condition {
    enum Kind : uint8_t { E, NE, L, LE, G, GE, B, BE, A, AE, FloatEq, FloatNe } kind;
  };
  static Condition::Kind conditionOf(CompareOp op);
  Condition emitCompare(Node* compare, const Node* at);
  void jumpIf(Condition c, Xbyak::Label& target, bool negate);
  void setIf(Condition c, int reg);
  /// cmov of what the flags hold; not for conditions of two flags.
  void selectIf(Condition c, int out, int in, bool narrow);
  void visitConversion(Node* node);
  void visitFloat(Node* node);
  void visitFloatToInt(Node* node);
  void visitConvOvf(Node* node);
  void visitConvOvfFloat(Node* node);
  void visitLoad(Node* node);
  void visitStore(Node* node);
  void visitStoreRef(Node* node);
  void visitCopyMem(Node* node);
  void visitZeroMem(Node* node);
  void visitBoundsCheck(Node* node);
  void visitStoreCheck(Node* node);
  void visitClassInit(Node* node);
  void visitCast(Node* node);
  void visitUnbox(Node* node);
  void visitAtomic(Node* node);
  void visitMonitor(Node* node);
  void visitNew(Node* node);
  void visitNewArray(Node* node);
  void visitCall(Node* node);
  void visitControl(Node* node);
  void visitSwitch(Node* node);
  void visitReturn(Node* node);
  void visitTailCall(Node* node);
  void visitTailDispatch(Node* node);
  /// Undoes the prologue but for the return: what is in argument registers, rax and r10 stays.
  void leaveFrame();
  void jumpTo(Block* target, Block* next);

  Graph& graph_;
  Allocation& a_;
  RuntimeStubs& stubs_;
  Assembler* asm_ = nullptr;
  std::unique_ptr<CompiledMethod> result_;
  int32_t slotBase_ = 0;
  uint32_t outgoingBytes_ = 0;
  Block* nextBlock_ = nullptr;
  bool inFilter_ = false;  ///< the block being written runs within a filter
  const Node* visiting_ = nullptr;
  void recordLine(const Node* node, std::string note);
  std::vector<std::unique_ptr<Xbyak::Label>> blockLabels_;  ///< by block id
  std::vector<std::unique_ptr<SlowPath>> slowPaths_;
  std::vector<uint32_t> blockOffsets_;
  struct PoolEntry {
    std::unique_ptr<Xbyak::Label> label;
    uint64_t bits;
  };
  std::vector<PoolEntry> pool_;
  Xbyak::Label& poolConstant(uint64_t bits);
  struct JumpTable {
    std::unique_ptr<Xbyak::Label> label;
    std::vector<Block*> targets;
  };
  std::vector<JumpTable> jumpTables_;
  Xbyak::Label start_, stackLimit_, belowLimit_;
  const void* entryPoll_ = nullptr;
  std::vector<Interval*> gcValues_;
  const CallShape* shape_ = nullptr;
};

}  // namespace minivm::jit
