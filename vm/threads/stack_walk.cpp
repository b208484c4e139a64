#include "vm/threads/stack_walk.h"

#include "vm/threads/thread.h"

namespace minivm {

StackWalk::StackWalk(const Thread& thread) {
  enter(thread.topFrame);
}
StackWalk::StackWalk(Frame* from) {
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
    case FrameKind::Exit: break;
  }
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
  if (frame_.fp == nullptr) {
    enter(link_->previous);
    return;
  }
  frame_.fp = headerOf(frame_.fp)->callerFp;
  settle();
}

uint32_t StackWalk::ilOffset() const {
  if (frame_.fp == nullptr) return 0;
  const InterpFrameHeader* header = headerOf(frame_.fp);
  if (header->layout == nullptr || header->layout->ilOffsetOf == nullptr || header->pc == nullptr) return 0;
  return header->layout->ilOffsetOf(*header->layout, header->pc);
}

}  // namespace minivm
