#include "vm/threads/stack_walk.h"

#include <cstdio>
#include <cstdlib>

#include "vm/threads/compiled_method.h"
#include "vm/threads/thread.h"
#include "vm/types/method_desc.h"

namespace minivm {

StackWalk::StackWalk(const Thread& thread) : code_(thread.compiledCode) {
  enter(thread.topFrame);
}
StackWalk::StackWalk(const Thread& thread, Frame* from) : code_(thread.compiledCode) {
  enter(from);
}

void StackWalk::enter(Frame* link) {
  link_ = link;
  frame_ = {};
  if (!link) return;
  frame_.link = link;
  switch (link->kind) {
    case FrameKind::Interpreter:
      frame_.fp = static_cast<InterpreterActivation*>(link)->lastFp;
      settle();
      break;
    case FrameKind::Transition: frame_.method = static_cast<TransitionFrame*>(link)->method; break;
    case FrameKind::Exit:
    case FrameKind::Machine: break;
  }
}

/// The compiled frame that continues at `pc`, or the next link when there is none.
void StackWalk::enterMachine(const uint8_t* pc, uint8_t* rbp) {
  // A stub between a method and what it tail-called has an rbp frame and no registers of its own.
  while (code_ && pc == code_->tailCallReturn) {
    const auto* words = reinterpret_cast<const uint64_t*>(rbp);
    pc = reinterpret_cast<const uint8_t*>(words[1]);
    rbp = reinterpret_cast<uint8_t*>(words[0]);
  }
  const CompiledMethod* machine = code_ ? code_->find(pc) : nullptr;
  if (!machine) {
    enter(link_->previous);
    return;
  }
  frame_.machine = machine;
  frame_.method = machine->method;
  frame_.pc = pc;
  frame_.rbp = rbp;
}

const SafepointRow& StackFrame::safepoint() const {
  const SafepointRow* row = machine->safepointAt(pc);
  if (!row) {
    std::fprintf(stderr, "fatal: %s has no map at +0x%zx\n", method->toString().c_str(),
                 static_cast<size_t>(pc - machine->code));
    std::abort();
  }
  return *row;
}

/// Takes over the frame at fp, or leaves the activation when that is its base.
void StackWalk::settle() {
  const auto* activation = static_cast<const InterpreterActivation*>(link_);
  if (frame_.fp == nullptr || frame_.fp == activation->baseFp) {
    enter(link_->previous);
    return;
  }
  frame_.method = headerOf(frame_.fp)->method;
}

void StackWalk::next() {
  if (frame_.isInterpreter()) {
    frame_.fp = headerOf(frame_.fp)->callerFp;
    settle();
    return;
  }
  if (frame_.isMachine()) {
    // A filter's frame has no caller: it was entered by the unwinder.
    if (frame_.machine->isInFilter(frame_.pc)) return enter(link_->previous);
    uint8_t* rbp = frame_.rbp;
    int32_t offset = -8;
    for (uint8_t reg : frame_.machine->savedRegs) {
      frame_.regs[reg] = reinterpret_cast<uint64_t*>(rbp + offset);
      offset -= 8;
    }
    const auto* words = reinterpret_cast<const uint64_t*>(rbp);
    enterMachine(reinterpret_cast<const uint8_t*>(words[1]), reinterpret_cast<uint8_t*>(words[0]));
    return;
  }
  switch (link_->kind) {
    case FrameKind::Transition: {
      auto* link = static_cast<TransitionFrame*>(link_);
      constexpr int kRbx = 3, kR12 = 12, kR13 = 13, kR14 = 14;
      frame_.regs[kRbx] = &link->rbx;
      frame_.regs[kR12] = &link->r12;
      frame_.regs[kR13] = &link->r13;
      frame_.regs[kR14] = &link->r14;
      return enterMachine(reinterpret_cast<const uint8_t*>(link->returnPc),
                          reinterpret_cast<uint8_t*>(link->rbp));
    }
    case FrameKind::Machine: {
      auto* link = static_cast<MachineFrame*>(link_);
      for (int i = 0; i < 16; ++i) frame_.regs[i] = &link->regs[i];
      return enterMachine(reinterpret_cast<const uint8_t*>(link->returnPc),
                          reinterpret_cast<uint8_t*>(link->rbp));
    }
    default: enter(link_->previous);
  }
}

uint32_t StackWalk::ilOffset() const {
  if (frame_.isMachine()) return frame_.safepoint().ilOffset;
  if (frame_.fp == nullptr) return 0;
  const InterpFrameHeader* header = headerOf(frame_.fp);
  if (header->layout == nullptr || header->layout->ilOffsetOf == nullptr || header->pc == nullptr) return 0;
  return header->layout->ilOffsetOf(*header->layout, header->pc);
}

std::vector<ManagedFrame> managedFrames(const Thread& thread, size_t limit) {
  std::vector<ManagedFrame> rows;
  for (StackWalk walk(thread); !walk.done() && rows.size() < limit; walk.next()) {
    const StackFrame& frame = walk.current();
    if (frame.isInterpreter()) {
      if (frame.runsBytecode() && frame.method) rows.push_back({frame.method, walk.ilOffset()});
    } else if (frame.isMachine()) {
      const SafepointRow& row = frame.safepoint();
      uint32_t ilOffset = row.inlineIlOffset;
      for (uint32_t i = row.inlineIndex; i != 0; i = frame.machine->inlines[i].parent) {
        rows.push_back({frame.machine->inlines[i].method, ilOffset});
        ilOffset = frame.machine->inlines[i].callOffset;
      }
      rows.push_back({frame.method, ilOffset});
    }
  }
  return rows;
}

}  // namespace minivm
