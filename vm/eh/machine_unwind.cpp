#include "vm/eh/machine_unwind.h"

#include <cstdio>
#include <cstdlib>

#include "vm/eh/exceptions.h"
#include "vm/runtime.h"
#include "vm/threads/catch_all.h"
#include "vm/threads/stack_walk.h"
#include "vm/threads/thread.h"

namespace minivm {

namespace {

bool isInside(uint32_t offset, uint32_t start, uint32_t end) {
  return offset >= start && offset < end;
}

/// Compiled frames younger than `rbp` are gone, and so are the exceptions whose handlers ran in them. In the
/// frame itself an exception is over unless the new handler lies inside its running one.
void dropSuperseded(ExInfo& current, const CompiledMethod* machine, const uint8_t* rbp, uint32_t clause) {
  ExInfo** link = &current.previous;
  while (*link) {
    ExInfo* older = *link;
    const bool isHandling = older->state == ExInfo::State::Handling;
    const bool isMachine = isHandling ? older->targetIsMachine : older->currentIsMachine;
    const auto* frame = reinterpret_cast<const uint8_t*>(isHandling ? older->targetFp : older->currentFp);
    bool isOver = false;
    if (isMachine && older->state != ExInfo::State::Searching && frame) {
      if (frame < rbp || !machine) {
        isOver = frame < rbp;
      } else if (frame == rbp && older->runningClause >= 0) {
        const EhClause& running = machine->ehRows[static_cast<size_t>(older->runningClause)].il;
        isOver = !isInside(machine->ehRows[clause].il.tryOffset, running.handlerOffset, running.handlerEnd());
      }
    }
    if (!isOver) {
      link = &older->previous;
      continue;
    }
    *link = older->previous;
    delete older;
  }
}

/// Where the answer of the last dispatch step is kept until the stub has read it.
const MachineResume* resumeAt(Thread& thread, Frame* link, const void* pc, const uint8_t* rbp, uint64_t rsp) {
  thread.topFrame = link;
  thread.machineResume = {reinterpret_cast<uint64_t>(pc), reinterpret_cast<uint64_t>(rbp), rsp, 0, 0, 0, 0};
  return &thread.machineResume;
}

const MachineResume* resumeFrame(Thread& thread, const StackFrame& frame, uint32_t handlerOffset) {
  thread.pendingException = nullptr;
  constexpr int kRbx = 3, kR12 = 12, kR13 = 13, kR14 = 14;
  resumeAt(thread, frame.link->previous, frame.machine->code + handlerOffset, frame.rbp,
           reinterpret_cast<uint64_t>(frame.rbp) - frame.machine->frameBytes);
  MachineResume& resume = thread.machineResume;
  resume.rbx = *frame.regs[kRbx];
  resume.r12 = *frame.regs[kR12];
  resume.r13 = *frame.regs[kR13];
  resume.r14 = *frame.regs[kR14];
  return &resume;
}

/// Pass 2 over one segment. `walk` stands at its youngest frame that still stands.
const MachineResume* unwindSegment(Thread& thread, ExInfo& info, StackWalk& walk, Frame* link) {
  for (; !walk.done() && walk.current().isMachine() && walk.current().link == link; walk.next()) {
    const StackFrame& frame = walk.current();
    const CompiledMethod& machine = *frame.machine;
    auto* fp = reinterpret_cast<Slot*>(frame.rbp);
    if (machine.isInFilter(frame.pc)) break;  // its caller is C++: the boundary around the filter
    if (info.currentFp != fp) {
      info.currentFp = fp;
      info.nextClause = 0;
      info.currentIlOffset = frame.safepoint().ilOffset;
    }
    info.currentIsMachine = true;
    const bool isTarget = info.targetIsMachine && info.targetFp == fp;
    auto end = isTarget ? info.targetClause : static_cast<uint32_t>(machine.ehRows.size());
    while (info.nextClause < end) {
      uint32_t index = info.nextClause++;
      const CompiledEhRow& row = machine.ehRows[index];
      if (row.il.kind != EhKind::Finally && row.il.kind != EhKind::Fault) continue;
      if (!isInside(info.currentIlOffset, row.il.tryOffset, row.il.tryEnd()) || row.handlerOffset == 0)
        continue;
      info.runningClause = static_cast<int32_t>(index);
      *reinterpret_cast<int64_t*>(frame.rbp + row.continuationSlot) = -1;
      dropSuperseded(info, &machine, frame.rbp, index);
      return resumeFrame(thread, frame, row.handlerOffset);
    }
    info.runningClause = -1;
    if (isTarget) {
      const CompiledEhRow& row = machine.ehRows[info.targetClause];
      dropSuperseded(info, &machine, frame.rbp, info.targetClause);
      info.state = ExInfo::State::Handling;
      info.runningClause = static_cast<int32_t>(info.targetClause);
      *reinterpret_cast<Object**>(frame.rbp + row.exceptionSlot) = info.exception;
      return resumeFrame(thread, frame, row.handlerOffset);
    }
    dropSuperseded(info, nullptr, frame.rbp + 1, 0);
    if (machine.localAllocSlot)
      thread.releaseLocalAlloc(*reinterpret_cast<uint64_t*>(frame.rbp + machine.localAllocSlot));
  }
  // Back to the exit stub that called the segment.
  info.currentFp = nullptr;
  info.runningClause = -1;
  Frame* below = link->previous;
  if (!below || below->kind != FrameKind::Exit || (below->flags & kFrameCatchesAll)) {
    std::fputs("fatal: compiled code without an exit frame below it\n", stderr);
    std::abort();
  }
  auto* exit = static_cast<ExitFrame*>(below);
  thread.pendingException = info.exception;
  return resumeAt(thread, exit, reinterpret_cast<const void*>(exit->returnPc),
                  reinterpret_cast<const uint8_t*>(exit) + kExitFrameToRbp, exit->rsp);
}

}  // namespace

const MachineResume* unwindFromMachine(Thread* thread, Frame* link) noexcept {
  ExInfo* running = thread->exInfos;
  const bool resumes = running && running->resumes;
  if (resumes) {
    running->resumes = false;
    thread->pendingException = running->exception;
  } else {
    // The arguments of a call that failed are not needed any more.
    link->flags &= ~kFrameArgsLive;
  }
  ExInfo& info = resumes ? *running : beginOrContinueException(*thread, link);
  StackWalk walk(*thread, link);
  walk.next();  // from the link to its first compiled frame, if it has one
  if (!resumes) info.currentFp = nullptr;
  return unwindSegment(*thread, info, walk, link);
}

uint64_t continueUnwinding(Thread* thread, uint64_t rbp) noexcept {
  ExInfo* info = thread->exInfos;
  if (!info || info->state != ExInfo::State::Unwinding ||
      reinterpret_cast<uint64_t>(info->currentFp) != rbp) {
    std::fputs("fatal: the end of a handler that no exception started\n", stderr);
    std::abort();
  }
  info->resumes = true;
  thread->pendingException = info->exception;
  return 0;
}

void prepareRethrowMachine(Thread& thread, uint64_t rbp, uint32_t ilOffset) {
  const CompiledMethod* machine = nullptr;
  for (StackWalk walk(thread); !walk.done(); walk.next()) {
    if (!walk.current().isMachine() || reinterpret_cast<uint64_t>(walk.current().rbp) != rbp) continue;
    machine = walk.current().machine;
    break;
  }
  for (ExInfo* info = thread.exInfos; machine && info; info = info->previous) {
    if (info->state != ExInfo::State::Handling || reinterpret_cast<uint64_t>(info->targetFp) != rbp) continue;
    const EhClause& clause = machine->ehRows[info->targetClause].il;
    if (!isInside(ilOffset, clause.handlerOffset, clause.handlerEnd())) continue;
    thread.pendingException = info->exception;
    thread.rethrowing = true;
    return;
  }
  throwNew(thread, WellKnownType::InvalidProgramException, "rethrow without a running catch handler");
}

bool runMachineFilterRunsManaged(Thread& thread, const uint8_t* pc, uint8_t* rbp) {
  CatchAllFrame boundary(thread);
  const bool takes = thread.runtime().jit()->runFilterRunsManaged(thread, pc, rbp);
  if (!thread.pendingException) return takes;
  thread.pendingException = nullptr;
  return false;
}

}  // namespace minivm
