// The roots of a thread, reported precisely (ABI 22).
#include <algorithm>
#include <vector>

#include "vm/eh/ex_info.h"
#include "vm/entry/call_shape.h"
#include "vm/gc/heap.h"
#include "vm/runtime.h"
#include "vm/threads/compiled_method.h"
#include "vm/threads/stack_walk.h"
#include "vm/threads/thread.h"
#include "vm/types/loader_allocator.h"

namespace minivm {

namespace {

void visitInterpreterFrame(Slot* fp, const FrameLayout& layout, RootVisitor& visitor) {
  for (uint16_t slot : layout.pinnedSlots) visitor.pinned(&fp[slot].byref);
  for (uint16_t slot : layout.argObjects) visitor.object(&fp[slot].obj);
  for (uint16_t slot : layout.argByRefs) visitor.interior(&fp[slot].byref);
  for (uint32_t i = 0; i < layout.objectCount; ++i) visitor.object(&fp[layout.objectStart + i].obj);
  for (uint32_t i = 0; i < layout.byRefCount; ++i) visitor.interior(&fp[layout.byRefStart + i].byref);
  for (uint16_t slot : layout.structObjects) visitor.object(&fp[slot].obj);
  for (uint16_t slot : layout.structByRefs) visitor.interior(&fp[slot].byref);
}

/// A native's frame holds nothing but its arguments; its signature was resolved before the frame was pushed.
void visitNativeFrame(Slot* fp, const MethodDesc& method, RootVisitor& visitor) {
  const MethodSig* sig = method.sig.load(std::memory_order_acquire);
  if (!sig) return;
  for (uint16_t slot : sig->objectSlots) visitor.object(&fp[slot].obj);
  for (uint16_t slot : sig->byRefSlots) visitor.interior(&fp[slot].byref);
}

/// A compiled frame: what lies in memory for its whole life, and what is live at its safepoint.
void visitMachineFrame(const StackFrame& frame, RootVisitor& visitor) {
  auto visit = [&](const FrameSlot& slot) {
    uint8_t* at = frame.rbp + slot.offset;
    switch (slot.kind) {
      case FrameSlot::Kind::Object: visitor.object(reinterpret_cast<Object**>(at)); break;
      case FrameSlot::Kind::ByRef: visitor.interior(reinterpret_cast<uint8_t**>(at)); break;
      case FrameSlot::Kind::PinnedObject:
        visitor.pinned(reinterpret_cast<uint8_t**>(at));
        visitor.object(reinterpret_cast<Object**>(at));
        break;
      case FrameSlot::Kind::PinnedByRef:
        visitor.pinned(reinterpret_cast<uint8_t**>(at));
        visitor.interior(reinterpret_cast<uint8_t**>(at));
        break;
    }
  };
  for (const FrameSlot& slot : frame.machine->frameRoots) visit(slot);
  const SafepointRow& row = frame.safepoint();
  for (uint32_t i = 0; i < row.slotCount; ++i) visit(frame.machine->slots[row.firstSlot + i]);
  for (int reg = 0; reg < 16; ++reg) {
    if (row.objectRegs >> reg & 1) visitor.object(reinterpret_cast<Object**>(frame.regs[reg]));
    if (row.byRefRegs >> reg & 1) visitor.interior(reinterpret_cast<uint8_t**>(frame.regs[reg]));
  }
}

/// A method lives as long as a frame runs it. The owner's handle is weak and updated later.
void visitOwner(const MethodDesc* method, RootVisitor& visitor) {
  LoaderAllocator* allocator = method ? allocatorOf(method) : nullptr;
  if (!allocator) return;
  allocator->reported = *allocator->owner;
  visitor.object(&allocator->reported);
}

void visitFrame(const StackFrame& frame, RootVisitor& visitor) {
  if (frame.isInterpreter()) {
    if (const FrameLayout* layout = headerOf(frame.fp)->layout) {
      visitInterpreterFrame(frame.fp, *layout, visitor);
    } else if (frame.method) {
      visitNativeFrame(frame.fp, *frame.method, visitor);
    }
    return;
  }
  if (frame.link->kind == FrameKind::Transition && (frame.link->flags & kFrameArgsLive) != 0) {
    visitTransitionRoots(*static_cast<TransitionFrame*>(frame.link), visitor);
  }
}

}  // namespace

void visitThreadRoots(Thread& thread, RootVisitor& visitor) {
  // A frame that runs one of its filters stands on the stack twice; the younger one knows it all.
  std::vector<uint8_t*> inFilter;
  for (StackWalk walk(thread); !walk.done(); walk.next()) {
    const StackFrame& frame = walk.current();
    visitOwner(frame.isMachine() ? frame.machine->method : frame.method, visitor);
    if (!frame.isMachine()) {
      visitFrame(frame, visitor);
      continue;
    }
    if (std::find(inFilter.begin(), inFilter.end(), frame.rbp) != inFilter.end()) continue;
    if (frame.machine->isInFilter(frame.pc)) inFilter.push_back(frame.rbp);
    visitMachineFrame(frame, visitor);
  }
  for (LocalsLink* link = thread.locals; link; link = link->previous) {
    for (size_t i = 0; i < link->count; ++i) visitor.object(&link->slots[i]);
  }
  for (PinLink* link = thread.pins; link; link = link->previous) {
    for (size_t i = 0; i < link->count; ++i) {
      visitor.pinned(&link->addresses[i]);
      visitor.interior(&link->addresses[i]);
    }
  }
  for (ExInfo* info = thread.exInfos; info; info = info->previous) visitor.object(&info->exception);
  visitor.object(&thread.pendingException);
  visitor.object(&thread.managedThread);
}

}  // namespace minivm
