// The frame, operands, moves, safepoints, and the walk over the blocks. Visitors are in visit_*.cpp.
//
//      [rbp + 16 …]  stack arguments of the caller
//      [rbp + 8]     return address
//      [rbp]         caller's rbp
//      [rbp − 8 …]   callee-saved registers that are used
//                    stack objects
//                    spill slots
//      [rsp …]       outgoing arguments
#include "jit/emit/emitter.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstring>

#include "jit/emit/helpers.h"
#include "jit/emit/listing.h"
#include "jit/passes/layout.h"
#include "vm/entry/code_heap.h"
#include "vm/entry/entry_stubs.h"
#include "vm/runtime.h"
#include "vm/types/offsets.h"
#include "vm/types/thread_offsets.h"

namespace minivm::jit {

using namespace Xbyak::util;

namespace {

/// Where loops begin: a fetch of the machine brings as much of them as it can.
constexpr size_t kLoopAlignment = 16;
constexpr int kIntArgs[6] = {kRdi, kRsi, kRdx, kRcx, kR8, kR9};

int32_t alignUp(int32_t value, int32_t alignment) {
  return (value + alignment - 1) & ~(alignment - 1);
}

}  // namespace

Emitter::Emitter(Graph& graph, Allocation& allocation, RuntimeStubs& stubs)
    : graph_(graph), a_(allocation), stubs_(stubs), result_(std::make_unique<CompiledMethod>()) {}

Emitter::~Emitter() = default;

// ----------------------------------------------------------------------------------------------------- frame

void Emitter::layOutFrame() {
  CompiledMethod& m = *result_;
  m.method = graph_.method();
  int32_t offset = 0;
  for (int reg : {kRbx, kR12, kR13, kR14}) {
    if (!(a_.usedRegs >> reg & 1)) continue;
    m.savedRegs.push_back(static_cast<uint8_t>(reg));
    offset += 8;
  }
  // Which objects are still in memory?
  std::vector<uint8_t> isUsed(graph_.objects.size(), 0);
  for (Block* block : a_.layout) {
    for (Node* node = block->first; node; node = node->next) {
      for (Node* input : node->ins()) {
        if (input->is(NodeOp::StackAddr) && input->object) isUsed[input->object->id] = 1;
      }
    }
  }
  for (StackObject* object : graph_.objects) {
    if (!isUsed[object->id] && !object->keep) continue;
    offset += static_cast<int32_t>(object->sizeBytes);
    if (object->isStruct && object->type.alignment() > 8) offset = alignUp(offset, 16);
    object->frameOffset = -offset;
    auto root = [&](uint32_t at, bool isByRef) {
      using Kind = FrameSlot::Kind;
      Kind kind = object->isPinned ? (isByRef ? Kind::PinnedByRef : Kind::PinnedObject)
                                   : (isByRef ? Kind::ByRef : Kind::Object);
      m.frameRoots.push_back({object->frameOffset + static_cast<int32_t>(at), kind});
    };
    for (size_t i = 0; i < object->words.size(); ++i) {
      if (isGc(object->words[i])) root(static_cast<uint32_t>(i) * 8, object->words[i] == Ty::ByRef);
    }
    if (object->varArgs) {
      for (uint16_t slot : object->varArgs->objectSlots) root(slot * 8u, false);
      for (uint16_t slot : object->varArgs->byRefSlots) root(slot * 8u, true);
    }
    if (!object->isStruct) {
      if (object->mem == Mem::Ref) root(0, false);
      if (object->mem == Mem::ByRef) root(0, true);
      continue;
    }
    const MethodTable* type = object->type.asMethodTable();
    for (uint32_t at : type->eeClass->refOffsets) root(at, false);
    for (uint32_t at : type->eeClass->byRefOffsets) root(at, true);
  }
  slotBase_ = -(offset + 8);
  offset += static_cast<int32_t>(a_.slotCount) * 8;
  for (Block* block : a_.layout) {
    for (Node* node = block->first; node; node = node->next) {
      if (node->is(NodeOp::Call)) outgoingBytes_ = std::max(outgoingBytes_, node->call->stackBytes);
    }
  }
  m.frameBytes = static_cast<uint32_t>(alignUp(offset + static_cast<int32_t>(outgoingBytes_), 16));
  m.outgoingBytes = outgoingBytes_;
  if (graph_.localAllocMark) m.localAllocSlot = graph_.localAllocMark->frameOffset;
  for (InlineFrame* frame : graph_.frames)
    m.inlines.push_back({frame->method, frame->parent ? frame->parent->index : 0, frame->callOffset});
}

Xbyak::Address Emitter::slotAddress(int32_t slot) const {
  return ptr[rbp + slotOffset(slot)];
}

void Emitter::prologue() {
  Assembler& a = *asm_;
  a.L(start_);
  a.push(rbp);
  a.mov(rbp, rsp);
  constexpr uint32_t kProbe = 4096;
  for (uint32_t below = kProbe; below < result_->frameBytes; below += kProbe)
    a.test(dword[rsp - static_cast<int>(below)], eax);  // never step over the guard zone
  if (result_->frameBytes) a.sub(rsp, result_->frameBytes);
  for (size_t i = 0; i < result_->savedRegs.size(); ++i)
    a.mov(ptr[rbp - static_cast<int>((i + 1) * 8)], a.r64(result_->savedRegs[i]));
  a.cmp(rsp, ptr[r15 + offsets::kThreadStackLimit]);
  a.jb(stackLimit_, Xbyak::CodeGenerator::T_NEAR);  // stack check and stop request in one (ABI 29)
  a.L(belowLimit_);
  // Memory that the collector looks at, or that a program expects to be zero.
  bool isZeroed = false;
  auto zero = [&](int32_t offset) {
    if (!isZeroed) a.xor_(r11d, r11d);
    isZeroed = true;
    a.mov(ptr[rbp + offset], r11);
  };
  for (StackObject* object : graph_.objects) {
    if (object->frameOffset == 0) continue;
    if (object->noInit && !object->escapes && !object->handlerLive) continue;
    if (object->sizeBytes > 256) {
      a.xor_(r11d, r11d);
      isZeroed = true;
      a.mov(r10d, object->sizeBytes / 8);
      Xbyak::Label loop;
      a.L(loop);
      a.mov(ptr[rbp + r10 * 8 + object->frameOffset - 8], r11);
      a.dec(r10d);
      a.jnz(loop);
      continue;
    }
    for (uint32_t at = 0; at < object->sizeBytes; at += 8)
      zero(object->frameOffset + static_cast<int32_t>(at));
  }
  // Parameters, all at once.
  std::vector<Move> moves;
  for (Node* node = graph_.entry->first; node; node = node->next) {
    if (!node->is(NodeOp::Param) && !node->is(NodeOp::OsrFrame)) continue;
    Loc from;
    if (node->is(NodeOp::OsrFrame)) {
      from = {Loc::Register, kIntArgs[shape_->returnKind == ReturnKind::Buffer ? 1 : 0], 0, nullptr};
    } else if (node->imm < 0) {
      from = {Loc::Register, kIntArgs[graph_.isOsr ? 0 : shape_->returnBufferRegister], 0, nullptr};
    } else {
      const ShapeWord& word = shape_->words[static_cast<size_t>(node->imm)];
      if (word.place == Place::Int) from = {Loc::Register, kIntArgs[word.index], 0, nullptr};
      if (word.place == Place::Float) from = {Loc::Register, kXmm0 + word.index, 0, nullptr};
      if (word.place == Place::Stack) from = {Loc::Incoming, kNoReg, word.index, nullptr};
    }
    if (!node->interval) continue;
    moves.push_back({from, a_.at(node, graph_.entry->startPosition), node->type});
  }
  parallelMove(std::move(moves));
}

void Emitter::leaveFrame() {
  Assembler& a = *asm_;
  for (size_t i = 0; i < result_->savedRegs.size(); ++i)
    a.mov(a.r64(result_->savedRegs[i]), ptr[rbp - static_cast<int>((i + 1) * 8)]);
  a.leave();
}

void Emitter::epilogue() {
  leaveFrame();
  asm_->ret();
}

// -------------------------------------------------------------------------------------------------- operands

bool Emitter::isImm32(const Node* value) const {
  return value->is(NodeOp::ConstInt) && value->imm == static_cast<int32_t>(value->imm);
}

Xbyak::Label& Emitter::poolConstant(uint64_t bits) {
  for (PoolEntry& entry : pool_) {
    if (entry.bits == bits) return *entry.label;
  }
  pool_.push_back({std::make_unique<Xbyak::Label>(), bits});
  return *pool_.back().label;
}

void Emitter::loadConst(int reg, const Node* value) {
  Assembler& a = *asm_;
  if (value->is(NodeOp::StackAddr)) {
    a.lea(a.r64(reg),
          ptr[rbp + (value->object ? value->object->frameOffset : 0) + static_cast<int>(value->imm)]);
    return;
  }
  if (value->is(NodeOp::ConstFloat)) {
    if (value->imm == 0) {
      a.vxorps(a.xmm(reg), a.xmm(reg), a.xmm(reg));
    } else if (value->type == Ty::F4) {
      a.vmovss(a.xmm(reg), ptr[rip + poolConstant(static_cast<uint64_t>(value->imm))]);
    } else {
      a.vmovsd(a.xmm(reg), ptr[rip + poolConstant(static_cast<uint64_t>(value->imm))]);
    }
    return;
  }
  // mov, not xor: flags may be live.
  if (value->type == Ty::I4) {
    a.mov(a.r32(reg), static_cast<uint32_t>(value->imm));
  } else if (value->imm >= 0 && value->imm <= UINT32_MAX) {
    a.mov(a.r32(reg), static_cast<uint32_t>(value->imm));
  } else {
    a.mov(a.r64(reg), static_cast<uint64_t>(value->imm));
  }
}

int Emitter::regOfValue(const Node* node, const Node* value, int scratch) {
  Loc loc = a_.at(value, node->position);
  if (loc.kind == Loc::Register) return loc.reg;
  moveLoc(loc, {Loc::Register, scratch, 0, nullptr}, value->type);
  return scratch;
}

int Emitter::regIn(const Node* node, size_t input, int scratch) {
  return regOfValue(node, node->in(input), scratch);
}

int Emitter::regOut(const Node* node) const {
  Loc loc = a_.at(node, node->position + 2);
  return loc.reg;
}

/// [base + index * scale + imm] of a load or store; a stack address becomes rbp.
Xbyak::Address Emitter::addressOf(const Node* node, size_t base, int indexInput, int scratch) {
  Assembler& a = *asm_;
  const Node* b = node->in(base);
  Xbyak::RegExp address;
  int64_t offset = node->imm;
  if (b->is(NodeOp::StackAddr)) {
    address = rbp;
    offset += (b->object ? b->object->frameOffset : 0) + b->imm;
  } else if (b->is(NodeOp::ConstInt) && indexInput < 0) {
    a.mov(a.r64(scratch), static_cast<uint64_t>(b->imm + offset));
    return ptr[a.r64(scratch)];
  } else {
    address = a.r64(regIn(node, base, scratch));
  }
  if (offset != static_cast<int32_t>(offset)) {
    // Beyond a displacement: only a huge field offset or constant index gets here.
    int reg = b->is(NodeOp::StackAddr) ? static_cast<int>(kRbp) : regIn(node, base, scratch);
    a.mov(r10, static_cast<uint64_t>(offset));
    a.add(r10, a.r64(reg));
    address = r10;
    offset = 0;
  }
  if (indexInput >= 0) {
    int index = regIn(node, static_cast<size_t>(indexInput), scratch == kR11 ? kR10 : kR11);
    return ptr[address + a.r64(index) * node->scale + static_cast<int>(offset)];
  }
  return ptr[address + static_cast<int>(offset)];
}

Xbyak::Address Emitter::memoryOf(const Node* load) {
  if (load->is(NodeOp::ArrayLength)) return ptr[asm_->r64(regIn(load, 0, kR11)) + offsets::kArrayLength];
  return addressOf(load, 0, load->inputCount > 1 ? 1 : -1, kR11);
}

void Emitter::moveLoc(const Loc& from, const Loc& to, Ty type) {
  Assembler& a = *asm_;
  if (from == to) return;
  auto memory = [&](const Loc& loc) {
    return loc.kind == Loc::Incoming ? ptr[rbp + 16 + loc.slot * 8] : slotAddress(loc.slot);
  };
  if (to.kind == Loc::Register) {
    if (from.kind == Loc::Const) return loadConst(to.reg, from.node);
    if (to.reg >= kXmm0) {
      if (from.kind == Loc::Register) {
        a.vmovaps(a.xmm(to.reg), a.xmm(from.reg));
      } else {
        a.vmovsd(a.xmm(to.reg), memory(from));
      }
      return;
    }
    if (from.kind == Loc::Register) {
      if (type == Ty::I4) {
        a.mov(a.r32(to.reg), a.r32(from.reg));
      } else {
        a.mov(a.r64(to.reg), a.r64(from.reg));
      }
    } else if (type == Ty::I4) {
      a.mov(a.r32(to.reg), memory(from));
    } else {
      a.mov(a.r64(to.reg), memory(from));
    }
    return;
  }
  // To memory.
  if (from.kind == Loc::Register) {
    if (from.reg >= kXmm0) {
      a.vmovsd(memory(to), a.xmm(from.reg));
    } else {
      a.mov(memory(to), a.r64(from.reg));
    }
    return;
  }
  if (from.kind == Loc::Const) {
    if (isImm32(from.node)) {
      a.mov(qword[memory(to).getRegExp()], static_cast<int32_t>(from.node->imm));
      return;
    }
    if (from.node->is(NodeOp::ConstFloat)) {
      a.mov(r11, static_cast<uint64_t>(from.node->imm));
    } else {
      loadConst(kR11, from.node);
    }
  } else {
    a.mov(r11, memory(from));
  }
  a.mov(memory(to), r11);
}

/// Moves that happen at once: what is overwritten is read before; cycles go through a scratch register.
void Emitter::parallelMove(std::vector<Move> moves) {
  std::erase_if(moves, [](const Move& m) { return m.from == m.to || m.to.kind == Loc::None; });
  auto sameNoNode = [](const Loc& x, const Loc& y) {
    return x.kind == y.kind && x.reg == y.reg && x.slot == y.slot && x.kind != Loc::Const;
  };
  while (!moves.empty()) {
    bool progress = false;
    for (size_t i = 0; i < moves.size(); ++i) {
      bool isBlocked = false;
      for (size_t k = 0; k < moves.size(); ++k) {
        if (k != i && sameNoNode(moves[k].from, moves[i].to)) isBlocked = true;
      }
      if (isBlocked) continue;
      moveLoc(moves[i].from, moves[i].to, moves[i].type);
      moves.erase(moves.begin() + static_cast<ptrdiff_t>(i));
      progress = true;
      break;
    }
    if (progress) continue;
    // A cycle: its first source waits in a scratch register. r11 serves memory to memory, so r10 it is.
    Move& first = moves.front();
    bool asFloat = first.from.kind == Loc::Register ? first.from.reg >= kXmm0 : isFloat(first.type);
    Loc scratch{Loc::Register, asFloat ? kXmm0 + 15 : static_cast<int>(kR10), 0, nullptr};
    moveLoc(first.from, scratch, asFloat ? Ty::F8 : Ty::I8);
    Loc source = first.from;
    for (Move& move : moves) {
      if (sameNoNode(move.from, source)) move.from = scratch;
    }
  }
}

// ----------------------------------------------------------------------------------------------- safepoints

Emitter::SlowPath& Emitter::slowPath(std::function<void(SlowPath&)> body) {
  slowPaths_.push_back(std::make_unique<SlowPath>());
  SlowPath* path = slowPaths_.back().get();
  path->entry = std::make_unique<Xbyak::Label>();
  path->back = std::make_unique<Xbyak::Label>();
  path->inFilter = inFilter_;
  path->body = [path, body = std::move(body)] { body(*path); };
  path->node = visiting_;
  return *path;
}

/// From here on the code belongs to `node`.
void Emitter::recordLine(const Node* node, std::string note) {
  if (!graph_.recordsLines || !node) return;
  const uint32_t inlineIndex = node->frame ? node->frame->index : 0;
  std::vector<CodeLine>& lines = result_->lines;
  if (note.empty() && !lines.empty() && lines.back().inlineIndex == inlineIndex &&
      lines.back().ilOffset == node->ilOffset)
    return;
  lines.push_back({asm_->offset(), inlineIndex, node->ilOffset, std::move(note)});
}

/// The return address just emitted is a place where the method may be suspended.
void Emitter::safepoint(const Node* node, RegsLive regs) {
  SafepointRow row{};
  row.pcOffset = asm_->offset();
  row.inlineIndex = node->frame ? node->frame->index : 0;
  row.inlineIlOffset = node->ilOffset;
  row.ilOffset = node->ilOffset;
  for (const InlineFrame* f = node->frame; f && f->parent; f = f->parent) row.ilOffset = f->callOffset;
  row.firstSlot = static_cast<uint32_t>(result_->slots.size());
  uint32_t position = node->position + 1;
  // A slow path is entered when the result's register has been written already. Who lived in it until here
  // goes on in its slot.
  const int taken = regs == RegsLive::All && definesRegister(node) ? regOut(node) : -1;
  for (Interval* value : gcValues_) {
    bool covers = value->covers(position);
    for (size_t i = 0; !covers && i < value->pieces.size(); ++i) covers = value->pieces[i]->covers(position);
    if (!covers) continue;
    bool isByRef = value->node->type == Ty::ByRef;
    if (value->slot >= 0) {
      result_->slots.push_back(
          {slotOffset(value->slot), isByRef ? FrameSlot::Kind::ByRef : FrameSlot::Kind::Object});
    }
    Loc loc = a_.at(value->node, position);
    if (loc.kind != Loc::Register || regs == RegsLive::None || loc.reg == taken) continue;
    if (regs == RegsLive::CalleeSaved && !(kCalleeSaved >> loc.reg & 1)) continue;
    (isByRef ? row.byRefRegs : row.objectRegs) |= 1u << loc.reg;
  }
  row.slotCount = static_cast<uint32_t>(result_->slots.size()) - row.firstSlot;
  result_->safepoints.push_back(row);
}

void Emitter::callSlow(const Node* node, const void* function, std::string_view name) {
  asm_->callTo(stubs_.slow(function, name));
  safepoint(node, RegsLive::All);
}

/// Where a failed check goes: raises the exception and does not come back.
Xbyak::Label& Emitter::throwSite(const Node* node, WellKnownType type) {
  SlowPath& path = slowPath([this, node, type](SlowPath& self) {
    asm_->L(*self.entry);
    asm_->mov(r10d, static_cast<uint32_t>(type));
    asm_->callTo(stubs_.slow(addressOfHelper(&slowThrow), "throw"));
    safepoint(node, RegsLive::None);
  });
  return *path.entry;
}

// ------------------------------------------------------------------------------------------------- the walk

void Emitter::jumpTo(Block* target, Block* next) {
  target = throughJumps(target, a_);
  if (target != next) asm_->jmp(*blockLabels_[target->id], Xbyak::CodeGenerator::T_NEAR);
}

/// The stack is used up, or the thread is asked to stop. Nothing has happened yet that the frame stands for.
void Emitter::stackLimitReached() {
  Assembler& a = *asm_;
  a.L(stackLimit_);
  if (graph_.isOsr) {
    // The loop that is entered polls itself.
    a.callTo(stubs_.slow(addressOfHelper(&slowStackLimit), "stack limit"));
    SafepointRow row{};
    row.pcOffset = a.offset();
    result_->safepoints.push_back(row);
    a.jmp(belowLimit_, Xbyak::CodeGenerator::T_NEAR);
    return;
  }
  a.leave();
  a.mov(r10, reinterpret_cast<uint64_t>(graph_.method()));
  a.lea(r11, ptr[rip + start_]);
  a.mov(rax, reinterpret_cast<uint64_t>(entryPoll_));
  a.jmp(rax);
}

std::unique_ptr<CompiledMethod> Emitter::emit() {
  Runtime& runtime = graph_.runtime();
  const MethodSig& sig = runtime.classLoader().signature(graph_.method());
  shape_ = &runtime.stubs().shapeOf(sig);
  entryPoll_ = runtime.stubs().entryPoll();  // made before the code heap is locked
  layOutFrame();
  uint32_t maxId = 0;
  for (Block* block : a_.layout) maxId = std::max(maxId, block->id);
  blockLabels_.resize(maxId + 1);
  blockOffsets_.resize(maxId + 1);
  for (Block* block : a_.layout) blockLabels_[block->id] = std::make_unique<Xbyak::Label>();
  for (Interval* value : a_.values) {
    if (isGc(value->node->type)) gcValues_.push_back(value);
  }
  size_t capacity = 4096 + size_t{graph_.nodeCount()} * 160 + (maxId + size_t{1}) * kLoopAlignment +
                    a_.values.size() * 64 + graph_.objects.size() * 512;
  auto write = [&](uint8_t* rw, const uint8_t* rx) -> size_t {
    Assembler a(rw, rx, capacity);
    asm_ = &a;
    a.setDefaultJmpNEAR(true);
    prologue();
    std::vector<Block*> order = orderCode(graph_, a_);
    std::vector<uint8_t> isDone(maxId + 1, 0), isJumpedBackTo(maxId + 1, 0);
    for (Block* block : order) {
      isDone[block->id] = 1;
      for (Block* next : block->succs) {
        const Block* target = throughJumps(next, a_);
        if (isDone[target->id]) isJumpedBackTo[target->id] = 1;
      }
    }
    for (size_t i = 0; i < order.size(); ++i) {
      Block* block = order[i];
      nextBlock_ = i + 1 < order.size() ? order[i + 1] : nullptr;
      inFilter_ = block->inFilter;
      if (isJumpedBackTo[block->id] && !block->isCold) a.align(kLoopAlignment);
      a.L(*blockLabels_[block->id]);
      blockOffsets_[block->id] = a.offset();
      // A filter is called: its own outgoing area, and the alignment that the return address took.
      if (block->isFilter) a.sub(rsp, ((outgoingBytes_ + 15) & ~15u) + 8);
      // Phis that have a slot are written to it where they are defined.
      parallelMove(a_.movesAtStart[block->id]);
      for (Node* node = block->first; node; node = node->next) {
        bool atStart = node->is(NodeOp::Phi) || node->is(NodeOp::Param) || node->is(NodeOp::OsrFrame);
        if (atStart && node->interval && node->interval->slot >= 0) {
          Loc loc = a_.at(node, block->startPosition);
          if (loc.kind == Loc::Register)
            moveLoc(loc, {Loc::Slot, kNoReg, node->interval->slot, nullptr}, node->type);
        }
      }
      for (Node* node = block->first; node; node = node->next) {
        if (node->is(NodeOp::Phi) || node->is(NodeOp::Param) || node->is(NodeOp::OsrFrame) ||
            node->is(NodeOp::Result2) || node->contained || isMaterialized(node))
          continue;
        parallelMove(a_.movesBefore[node->position / 4]);
        if (node == block->last) parallelMove(a_.movesAtEnd[block->id]);
        visiting_ = node;
        recordLine(node, graph_.recordsLines ? noteOf(*node) : std::string());
        visit(node);
        auto writeSlot = [&](const Node* value) {
          if (!value->interval || value->interval->slot < 0) return;
          Loc loc = a_.at(value, value->position + 2);
          if (loc.kind == Loc::Register)
            moveLoc(loc, {Loc::Slot, kNoReg, value->interval->slot, nullptr}, value->type);
        };
        if (node->type != Ty::Void) writeSlot(node);
        if (node->is(NodeOp::Call) && node->next && node->next->is(NodeOp::Result2)) writeSlot(node->next);
      }
      if (block->inFilter) {
        result_->filterRanges.push_back({blockOffsets_[block->id], a.offset()});
      }
    }
    for (size_t i = 0; i < slowPaths_.size(); ++i) {
      const uint32_t start = a.offset();
      inFilter_ = slowPaths_[i]->inFilter;
      recordLine(slowPaths_[i]->node, "rare");
      slowPaths_[i]->body();
      if (inFilter_) result_->filterRanges.push_back({start, a.offset()});
    }
    stackLimitReached();
    a.align(8);
    for (PoolEntry& entry : pool_) {
      a.L(*entry.label);
      a.dq(entry.bits);
    }
    for (JumpTable& table : jumpTables_) {
      a.align(4);
      uint32_t base = a.offset();
      a.L(*table.label);
      for (Block* target : table.targets) a.dd(blockOffsets_[throughJumps(target, a_)->id] - base);
    }
    asm_ = nullptr;
    if (a.hasUndefinedLabel()) throw std::logic_error("compiled code jumps to a label that was never bound");
    return a.getSize();
  };
  std::string name = graph_.method()->toString();
  if (graph_.isOsr) name += fmt::format(" loop at IL_{:04x}", graph_.osrOffset);
  result_->code =
      runtime.codeHeap().emit(capacity, std::move(name), CodeKind::Method, graph_.method(), write);
  result_->codeBytes = runtime.codeHeap().find(result_->code).size;
  std::sort(result_->safepoints.begin(), result_->safepoints.end(),
            [](auto& x, auto& y) { return x.pcOffset < y.pcOffset; });
  for (const GraphClause& clause : graph_.clauses) {
    CompiledEhRow row{};
    row.il = clause.il;
    auto offsetOf = [&](Block* block) { return block && block->order >= 0 ? blockOffsets_[block->id] : 0u; };
    row.handlerOffset = offsetOf(clause.handler);
    row.filterOffset = offsetOf(clause.filter);
    if (clause.exception) row.exceptionSlot = clause.exception->frameOffset;
    if (clause.continuation) row.continuationSlot = clause.continuation->frameOffset;
    result_->ehRows.push_back(row);
  }
  return std::move(result_);
}

}  // namespace minivm::jit
