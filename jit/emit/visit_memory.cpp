// Memory, checks, objects.
#include "jit/emit/emitter.h"
#include "jit/emit/helpers.h"
#include "vm/types/offsets.h"
#include "vm/types/thread_offsets.h"

namespace minivm::jit {

using namespace Xbyak::util;

void Emitter::visitLoad(Node* node) {
  Assembler& a = *asm_;
  int out = regOut(node);
  Xbyak::Address at = addressOf(node, 0, node->inputCount > 1 ? 1 : -1, kR11);
  switch (node->mem) {
    case Mem::I1: a.movsx(a.r32(out), byte[at.getRegExp()]); break;
    case Mem::U1: a.movzx(a.r32(out), byte[at.getRegExp()]); break;
    case Mem::I2: a.movsx(a.r32(out), word[at.getRegExp()]); break;
    case Mem::U2: a.movzx(a.r32(out), word[at.getRegExp()]); break;
    case Mem::I4: a.mov(a.r32(out), at); break;
    case Mem::F4: a.vmovss(a.xmm(out), at); break;
    case Mem::F8: a.vmovsd(a.xmm(out), at); break;
    default: a.mov(a.r64(out), at); break;
  }
}

void Emitter::visitStore(Node* node) {
  Assembler& a = *asm_;
  const Node* value = node->in(1);
  bool hasIndex = node->inputCount > 2;
  Xbyak::Address at = addressOf(node, 0, hasIndex ? 2 : -1, kR11);
  // Up to two scratch registers may be in the address; constants go in as immediates, or through xmm.
  if (isImm32(value)) {
    auto imm = static_cast<int32_t>(value->imm);
    switch (node->mem) {
      case Mem::I1:
      case Mem::U1: a.mov(byte[at.getRegExp()], imm & 0xFF); return;
      case Mem::I2:
      case Mem::U2: a.mov(word[at.getRegExp()], imm & 0xFFFF); return;
      case Mem::I4:
      case Mem::F4: a.mov(dword[at.getRegExp()], static_cast<uint32_t>(imm)); return;
      default: a.mov(qword[at.getRegExp()], imm); return;
    }
  }
  if (isFloat(value->type)) {
    int reg = regIn(node, 1, kXmm0 + 15);
    sizeOf(node->mem) == 4 ? a.vmovss(at, a.xmm(reg)) : a.vmovsd(at, a.xmm(reg));
    return;
  }
  if (value->is(NodeOp::ConstInt)) {
    a.vmovsd(xmm15, ptr[rip + poolConstant(static_cast<uint64_t>(value->imm))]);
    sizeOf(node->mem) == 4 ? a.vmovss(at, xmm15) : a.vmovsd(at, xmm15);
    return;
  }
  int reg;
  if (value->is(NodeOp::StackAddr)) {
    // The address of a stack object: r10 is free unless an index needed it, and indexes are never constants.
    reg = kR10;
    loadConst(reg, value);
  } else {
    reg = regIn(node, 1, kR10);
  }
  switch (sizeOf(node->mem)) {
    case 1: a.mov(byte[at.getRegExp()], a.r8(reg)); break;
    case 2: a.mov(word[at.getRegExp()], a.r16(reg)); break;
    case 4: a.mov(at, a.r32(reg)); break;
    default: a.mov(at, a.r64(reg)); break;
  }
}

/// The store, then the card of the slot when a young object went there (ABI 19).
void Emitter::visitStoreRef(Node* node) {
  Assembler& a = *asm_;
  const Node* value = node->in(1);
  Xbyak::Address at = addressOf(node, 0, -1, kR10);
  if (value->is(NodeOp::ConstInt)) {
    // Null and frozen objects are never young.
    if (isImm32(value)) {
      a.mov(qword[at.getRegExp()], static_cast<int32_t>(value->imm));
    } else {
      loadConst(kR11, value);
      a.mov(at, r11);
    }
    return;
  }
  int reg = regIn(node, 1, kR11);
  a.mov(at, a.r64(reg));
  if (reg != kR11) a.mov(r11, a.r64(reg));
  a.sub(r11, ptr[r15 + offsets::kThreadNurseryBase]);
  a.cmp(r11, ptr[r15 + offsets::kThreadNurserySize]);
  if (!node->flag) {
    Xbyak::Label done;
    a.jae(done, Xbyak::CodeGenerator::T_SHORT);
    a.lea(r11, at);
    a.shr(r11, 9);
    a.add(r11, ptr[r15 + offsets::kThreadCardTable]);
    a.mov(byte[r11], 1);
    a.L(done);
    return;
  }
  // The slot may be anywhere: only the heap has cards.
  auto [base, bytes] = graph_.runtime().heap().range();
  Xbyak::Label& first = poolConstant(base);
  Xbyak::Label& size = poolConstant(bytes);
  SlowPath& slow = slowPath([this, at, &first, &size](SlowPath& self) {
    Assembler& s = *asm_;
    s.L(*self.entry);
    s.lea(r11, at);
    s.mov(r10, r11);
    s.sub(r10, ptr[rip + first]);
    s.cmp(r10, ptr[rip + size]);
    s.jae(*self.back);
    s.shr(r11, 9);
    s.add(r11, ptr[r15 + offsets::kThreadCardTable]);
    s.mov(byte[r11], 1);
    s.jmp(*self.back);
  });
  a.jb(*slow.entry);
  a.L(*slow.back);
}

void Emitter::visitCopyMem(Node* node) {
  Assembler& a = *asm_;
  auto base = [&](size_t input, int scratch) -> Xbyak::RegExp {
    const Node* address = node->in(input);
    if (address->is(NodeOp::StackAddr))
      return rbp + ((address->object ? address->object->frameOffset : 0) + static_cast<int>(address->imm));
    return a.r64(regIn(node, input, scratch)) + 0;
  };
  Xbyak::RegExp to = base(0, kR10);
  Xbyak::RegExp from = base(1, kR11);
  auto bytes = static_cast<int>(node->imm);
  // Reads come before writes where the pieces could overlap wrongly: structs either coincide or are apart.
  int at = 0;
  constexpr int kUnrolledBytes = 256;
  if (bytes > kUnrolledBytes) {
    // Eight bytes at a time from the end; the counter is pushed out of the way of the two addresses.
    a.push(rcx);
    int words = bytes / 8;
    auto shifted = [&](const Node* address, int reg) {
      if (address->is(NodeOp::StackAddr)) {
        loadConst(reg, address);
      } else {
        int in = regOfValue(node, address, reg);
        if (in != reg) a.mov(a.r64(reg), a.r64(in));
      }
    };
    shifted(node->in(0), kR10);
    shifted(node->in(1), kR11);
    a.mov(ecx, words);
    Xbyak::Label loop;
    a.L(loop);
    a.vmovsd(xmm15, ptr[r11 + rcx * 8 - 8]);
    a.vmovsd(ptr[r10 + rcx * 8 - 8], xmm15);
    a.dec(ecx);
    a.jnz(loop);
    a.pop(rcx);
    at = words * 8;
    to = r10 + 0;
    from = r11 + 0;
  }
  for (; bytes - at >= 16; at += 16) {
    a.vmovups(xmm15, ptr[from + at]);
    a.vmovups(ptr[to + at], xmm15);
  }
  for (; bytes - at >= 8; at += 8) {
    a.vmovsd(xmm15, ptr[from + at]);
    a.vmovsd(ptr[to + at], xmm15);
  }
  for (; bytes - at >= 4; at += 4) {
    a.vmovss(xmm15, ptr[from + at]);
    a.vmovss(ptr[to + at], xmm15);
  }
  for (; bytes > at; ++at) {
    a.vpinsrb(xmm15, xmm15, ptr[from + at], 0);
    a.vpextrb(ptr[to + at], xmm15, 0);
  }
}

void Emitter::visitZeroMem(Node* node) {
  Assembler& a = *asm_;
  const Node* address = node->in(0);
  Xbyak::RegExp to;
  if (address->is(NodeOp::StackAddr)) {
    to = rbp + ((address->object ? address->object->frameOffset : 0) + static_cast<int>(address->imm));
  } else {
    to = a.r64(regIn(node, 0, kR10)) + 0;
  }
  auto bytes = static_cast<int>(node->imm);
  a.vxorps(xmm15, xmm15, xmm15);
  int at = 0;
  constexpr int kUnrolledBytes = 256;
  if (bytes > kUnrolledBytes) {
    a.lea(r10, ptr[to]);
    a.mov(r11d, bytes / 8);
    Xbyak::Label loop;
    a.L(loop);
    a.vmovsd(ptr[r10 + r11 * 8 - 8], xmm15);
    a.dec(r11d);
    a.jnz(loop);
    at = bytes / 8 * 8;
    to = r10 + 0;
  }
  for (; bytes - at >= 16; at += 16) a.vmovups(ptr[to + at], xmm15);
  for (; bytes - at >= 8; at += 8) a.vmovsd(ptr[to + at], xmm15);
  for (; bytes - at >= 4; at += 4) a.vmovss(ptr[to + at], xmm15);
  for (; bytes > at; ++at) a.vpextrb(ptr[to + at], xmm15, 0);
}

void Emitter::visitBoundsCheck(Node* node) {
  Assembler& a = *asm_;
  const Node* index = node->in(0);
  const Node* length = node->in(1);
  bool narrow = index->type == Ty::I4;
  Xbyak::Label& fail = throwSite(node, WellKnownType::IndexOutOfRangeException);
  if (length->contained) {
    auto memory = memoryOf(length).getRegExp();
    if (index->isConst()) {
      auto imm = static_cast<uint32_t>(index->imm);
      narrow ? a.cmp(dword[memory], imm) : a.cmp(qword[memory], imm);
      a.jbe(fail);
      return;
    }
    int reg = regIn(node, 0, kR10);
    narrow ? a.cmp(a.r32(reg), dword[memory]) : a.cmp(a.r64(reg), qword[memory]);
    a.jae(fail);
    return;
  }
  if (index->isConst() && isImm32(index)) {
    int reg = regIn(node, 1, kR11);
    narrow ? a.cmp(a.r32(reg), static_cast<uint32_t>(index->imm))
           : a.cmp(a.r64(reg), static_cast<uint32_t>(index->imm));
    a.jbe(fail);
    return;
  }
  int reg = regIn(node, 0, kR10);
  if (isImm32(length)) {
    narrow ? a.cmp(a.r32(reg), static_cast<uint32_t>(length->imm))
           : a.cmp(a.r64(reg), static_cast<uint32_t>(length->imm));
  } else {
    Loc loc = locIn(node, 1);
    if (loc.kind == Loc::Slot) {
      narrow ? a.cmp(a.r32(reg), dword[rbp + slotOffset(loc.slot)])
             : a.cmp(a.r64(reg), qword[rbp + slotOffset(loc.slot)]);
    } else {
      int right = regIn(node, 1, kR11);
      narrow ? a.cmp(a.r32(reg), a.r32(right)) : a.cmp(a.r64(reg), a.r64(right));
    }
  }
  a.jae(fail);
}

void Emitter::visitStoreCheck(Node* node) {
  Assembler& a = *asm_;
  int array = regIn(node, 0, kR10);
  int value = regIn(node, 1, kR11);
  SlowPath& slow = slowPath([this, node, value](SlowPath& self) {
    Assembler& s = *asm_;
    s.L(*self.entry);
    if (!node->in(1)->isConst()) {
      // A class that derives from the element type (in r10).
      Xbyak::Label next;
      s.mov(r11, ptr[s.r64(value)]);
      s.L(next);
      s.mov(r11, ptr[r11 + offsets::kMethodTableParent]);
      s.cmp(r11, r10);
      s.je(*self.back);
      s.test(r11, r11);
      s.jnz(next);
    }
    const int from = regIn(node, 0, kR10);
    const int what = regIn(node, 1, kR11);
    if (from != kR10) s.mov(r10, s.r64(from));
    if (what != kR11) s.mov(r11, s.r64(what));
    callSlow(node, addressOfHelper(&slowStoreCheck), "store check");
    s.jmp(*self.back);
  });
  if (node->in(1)->isConst()) {
    // A literal: rare enough for the long way.
    a.jmp(*slow.entry);
    a.L(*slow.back);
    return;
  }
  a.test(a.r64(value), a.r64(value));
  a.jz(*slow.back);
  a.mov(r10, ptr[a.r64(array)]);
  a.mov(r10, ptr[r10 + offsets::kMethodTableElementType]);
  a.cmp(r10, ptr[a.r64(value)]);
  a.jne(*slow.entry);
  a.L(*slow.back);
}

void Emitter::visitClassInit(Node* node) {
  Assembler& a = *asm_;
  MethodTable* type = node->table;
  bool needsModule = needsModuleInit(type->module);
  SlowPath& slow = slowPath([this, node, type](SlowPath& self) {
    Assembler& s = *asm_;
    s.L(*self.entry);
    s.mov(r10, reinterpret_cast<uint64_t>(type));
    callSlow(node, addressOfHelper(&slowClassInit), "class init");
    s.jmp(*self.back);
  });
  if (needsModule) {
    a.mov(r11, reinterpret_cast<uint64_t>(&type->module->isInitialised));
    a.cmp(byte[r11], 0);
    a.je(*slow.entry);
  }
  a.mov(r11, reinterpret_cast<uint64_t>(&type->eeClass->initState));
  a.cmp(dword[r11], static_cast<uint32_t>(ClassInitState::Initialised));
  a.jne(*slow.entry);
  a.L(*slow.back);
}

void Emitter::visitCast(Node* node) {
  Assembler& a = *asm_;
  bool isCast = node->is(NodeOp::CastClass);
  int object = regIn(node, 0, kR10);
  int out = isCast ? kNoReg : regOut(node);
  auto type = static_cast<uint64_t>(node->imm);
  TypeHandle handle = TypeHandle::fromWord(type);
  const MethodTable* target = handle.isTypeDesc() ? nullptr : handle.asMethodTable();
  // A class is found among the parents, or nowhere.
  const bool isClass = target && !target->isInterface() && !target->isArray() && !target->isNullable() &&
                       !target->has(MethodTable::kHasVariance);
  CastCell* cell = stubs_.newCastCell(graph_.method(), type);
  SlowPath& slow = slowPath([this, node, object, out, cell, type, isCast, isClass](SlowPath& self) {
    Assembler& s = *asm_;
    s.L(*self.entry);
    Xbyak::Label isOther;
    s.mov(r10, ptr[s.r64(object)]);
    if (isClass) {
      Xbyak::Label next;
      s.mov(r11, type);
      s.L(next);
      s.mov(r10, ptr[r10 + offsets::kMethodTableParent]);
      s.cmp(r10, r11);
      s.je(*self.back);
      s.test(r10, r10);
      s.jnz(next);
    } else {
      // What was found out here before.
      s.mov(r11, reinterpret_cast<uint64_t>(cell));
      s.cmp(r10, ptr[r11 + static_cast<int>(offsetof(CastCell, instance))]);
      s.je(*self.back);
      s.cmp(r10, ptr[r11 + static_cast<int>(offsetof(CastCell, olderInstance))]);
      s.je(*self.back);
      s.cmp(r10, ptr[r11 + static_cast<int>(offsetof(CastCell, other))]);
      if (!isCast) s.je(isOther);
    }
    if (!isClass || isCast) {
      int again = regIn(node, 0, kR10);
      if (again != kR10) s.mov(r10, s.r64(again));
      if (isClass) s.mov(r11, reinterpret_cast<uint64_t>(cell));
      callSlow(node, isCast ? addressOfHelper(&slowCast) : addressOfHelper(&slowIsInst),
               isCast ? "cast" : "isinst");
      if (!isCast) s.mov(s.r64(out), r11);
      s.jmp(*self.back);
    }
    if (isCast) return;
    s.L(isOther);
    s.mov(s.r32(out), 0);
    s.jmp(*self.back);
  });
  if (!isCast && out != object) a.mov(a.r64(out), a.r64(object));
  a.test(a.r64(object), a.r64(object));
  a.jz(*slow.back);
  if (target) {
    a.mov(r11, type);
    a.cmp(ptr[a.r64(object)], r11);
    if (isClass && target->has(MethodTable::kIsSealed) && !isCast) {
      // Nothing else is an instance of a sealed class.
      Xbyak::Label yes;
      a.je(yes, Xbyak::CodeGenerator::T_SHORT);
      a.mov(a.r32(out), 0);
      a.L(yes);
      a.L(*slow.back);
      return;
    }
    a.jne(*slow.entry);
  } else {
    a.jmp(*slow.entry);
  }
  a.L(*slow.back);
}

void Emitter::visitUnbox(Node* node) {
  Assembler& a = *asm_;
  int object = regIn(node, 0, kR10);
  int out = regOut(node);
  MethodTable* type = node->table;
  SlowPath& slow = slowPath([this, node, object, type](SlowPath& self) {
    Assembler& s = *asm_;
    s.L(*self.entry);
    if (object != kR10) s.mov(r10, s.r64(object));
    s.mov(r11, reinterpret_cast<uint64_t>(type));
    callSlow(node, addressOfHelper(&slowUnbox), "unbox");
    s.jmp(*self.back);
  });
  a.mov(r11, reinterpret_cast<uint64_t>(type));
  a.cmp(ptr[a.r64(object)], r11);
  a.jne(*slow.entry);
  a.L(*slow.back);
  a.lea(a.r64(out), ptr[a.r64(object) + offsets::kObjectFirstField]);
}

void Emitter::visitNew(Node* node) {
  Assembler& a = *asm_;
  MethodTable* type = node->table;
  int out = regOut(node);
  auto bytes = static_cast<int>((type->baseSize + 7u) & ~7u);
  SlowPath& slow = slowPath([this, node, type, out](SlowPath& self) {
    Assembler& s = *asm_;
    s.L(*self.entry);
    s.mov(r10, reinterpret_cast<uint64_t>(type));
    callSlow(node, addressOfHelper(&slowNew), "new");
    s.mov(s.r64(out), r11);
    s.jmp(*self.back);
  });
  if (type->hasFinalizer()) {
    a.jmp(*slow.entry);
    a.L(*slow.back);
    return;
  }
  a.mov(a.r64(out), ptr[r15 + offsets::kThreadAllocPtr]);
  a.lea(r11, ptr[a.r64(out) + bytes]);
  a.cmp(r11, ptr[r15 + offsets::kThreadAllocLimit]);
  a.ja(*slow.entry);
  a.mov(ptr[r15 + offsets::kThreadAllocPtr], r11);
  a.mov(r11, reinterpret_cast<uint64_t>(type));
  a.add(a.r64(out), 8);
  a.mov(ptr[a.r64(out)], r11);
  a.L(*slow.back);
}

void Emitter::visitNewArray(Node* node) {
  Assembler& a = *asm_;
  MethodTable* type = node->table;
  int out = regOut(node);
  const Node* length = node->in(0);
  int len = length->isConst() ? kNoReg : regIn(node, 0, kR10);
  uint32_t elementBytes = type->componentSize();
  SlowPath& slow = slowPath([this, node, type, out, len, length](SlowPath& self) {
    Assembler& s = *asm_;
    s.L(*self.entry);
    if (len == kNoReg) {
      s.mov(r11d, static_cast<uint32_t>(length->imm));
    } else {
      s.mov(r11d, s.r32(len));
    }
    s.mov(r10, reinterpret_cast<uint64_t>(type));
    callSlow(node, addressOfHelper(&slowNewArray), "new array");
    s.mov(s.r64(out), r11);
    s.jmp(*self.back);
  });
  // Small enough that the size cannot overflow and the window may hold it.
  constexpr uint32_t kMaxInlineLength = 8192;
  if (len == kNoReg) {
    if (static_cast<uint64_t>(length->imm) > kMaxInlineLength) {
      a.jmp(*slow.entry);
      a.L(*slow.back);
      return;
    }
    auto bytes = (type->baseSize + static_cast<uint32_t>(length->imm) * elementBytes + 7) & ~7u;
    a.mov(a.r64(out), ptr[r15 + offsets::kThreadAllocPtr]);
    a.lea(r11, ptr[a.r64(out) + static_cast<int>(bytes)]);
  } else {
    a.cmp(a.r32(len), kMaxInlineLength);
    a.ja(*slow.entry);
    a.mov(a.r64(out), ptr[r15 + offsets::kThreadAllocPtr]);
    a.imul(r11d, a.r32(len), static_cast<int>(elementBytes));
    a.add(r11d, type->baseSize + 7);
    a.and_(r11d, ~7u);
    a.add(r11, a.r64(out));
  }
  a.cmp(r11, ptr[r15 + offsets::kThreadAllocLimit]);
  a.ja(*slow.entry);
  a.mov(ptr[r15 + offsets::kThreadAllocPtr], r11);
  a.mov(r11, reinterpret_cast<uint64_t>(type));
  a.add(a.r64(out), 8);
  a.mov(ptr[a.r64(out)], r11);
  if (len == kNoReg) {
    a.mov(dword[a.r64(out) + offsets::kArrayLength], static_cast<uint32_t>(length->imm));
  } else {
    a.mov(ptr[a.r64(out) + offsets::kArrayLength], a.r32(len));
  }
  a.L(*slow.back);
}

}  // namespace minivm::jit
