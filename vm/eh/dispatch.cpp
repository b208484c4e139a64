#include "vm/eh/dispatch.h"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <cstring>

#include "vm/eh/exceptions.h"
#include "vm/eh/machine_unwind.h"
#include "vm/eh/stack_trace.h"
#include "vm/runtime.h"
#include "vm/threads/catch_all.h"
#include "vm/threads/stack_walk.h"
#include "vm/threads/thread.h"
#include "vm/types/dynamic_scope.h"

namespace minivm {

namespace {

/// 128 + SIGABRT, as a shell says it.
constexpr int kExitUnhandled = 134;

bool covers(const EhClause& clause, uint32_t ilOffset) {
  return ilOffset >= clause.tryOffset && ilOffset < clause.tryEnd();
}
bool handlerCovers(const EhClause& clause, uint32_t ilOffset) {
  return ilOffset >= clause.handlerOffset && ilOffset < clause.handlerEnd();
}

void popTop(Thread& thread) {
  ExInfo* top = thread.exInfos;
  thread.exInfos = top->previous;
  delete top;
}

bool isException(ClassLoader& loader, const Object* object) {
  return loader.canCastTo(object->mt, loader.wellKnown(WellKnownType::Exception));
}

/// A rethrow goes on with the trace that the exception has, and so does the throw of an
/// ExceptionDispatchInfo, which has marked the last row; another throw begins anew.
void beginTrace(Thread& thread, ExInfo& info) {
  if (!isException(thread.runtime().classLoader(), info.exception)) return;
  auto* old = static_cast<Array*>(static_cast<ExceptionObject*>(info.exception)->stackTrace);
  if (!old) return;
  const auto* rows = old->elementsAs<StackTraceElement>();
  const size_t count = old->length / sizeof(StackTraceElement);
  const bool isForeign = count != 0 && (rows[count - 1].flags & kTraceEndsForeign) != 0;
  if (info.isRethrow || isForeign) info.trace.assign(rows, rows + count);
}

/// What may be freed lives as long as an exception with it in its trace.
void keepMethods_nogc(Runtime& runtime, const ExInfo& info) {
  for (const StackTraceElement& row : info.trace) {
    if (row.method && row.method->isCollectible)
      runtime.classLoader().dynamicMethods().keepWith_nogc(runtime.heap(), info.exception, row.method);
  }
}

/// Writes the rows collected so far to the exception's _stackTrace: filters and the handler may look at it.
void storeTrace(Thread& thread, ExInfo& info) {
  Runtime& runtime = thread.runtime();
  ClassLoader& loader = runtime.classLoader();
  if (!isException(loader, info.exception)) return;
  const size_t bytes = info.trace.size() * sizeof(StackTraceElement);
  MethodTable* byteArray = loader.loadSzArray(loader.wellKnown(WellKnownType::Byte));
  Array* rows;
  try {
    CatchAllFrame boundary(thread);
    rows = runtime.heap().allocateArray(thread, byteArray, static_cast<uint32_t>(bytes)).take();
  } catch (const ManagedException&) {  // no memory left: the exception goes on without a trace
    thread.pendingException = nullptr;
    return;
  }
  if (bytes) std::memcpy(rows->elements(), info.trace.data(), bytes);
  auto* exception = static_cast<ExceptionObject*>(info.exception);
  GcHeap::writeRef_nogc(thread, &exception->stackTrace, rows);
  keepMethods_nogc(runtime, info);
  GcHeap::writeRef_nogc(thread, reinterpret_cast<Object**>(&exception->stackTraceString), nullptr);
}

/// AppContext.NAME, which raises an event; null while nobody has loaded the type, hence no handler exists.
MethodDesc* raiserOf(Runtime& runtime, std::string_view name) {
  Module& library = runtime.classLoader().coreLib();
  const uint32_t rid = library.metadata().findTypeDef("System", "AppContext");
  MethodTable* type = rid ? library.typeDefs[rid].load(std::memory_order_acquire) : nullptr;
  return type ? runtime.classLoader().findMethod(type, name) : nullptr;
}

/// AppDomain.FirstChanceException: before pass 1 looks for a handler, with the throwing frame in the trace.
/// What the handlers throw and do not catch is dropped.
void raiseFirstChanceRunsManaged(Thread& thread, ExInfo& info) {
  Runtime& runtime = thread.runtime();
  MethodDesc* raise = raiserOf(runtime, "OnFirstChanceException");
  if (!raise || !isException(runtime.classLoader(), info.exception)) return;
  Slot args[1], ret[2];
  args[0].obj = info.exception;
  if (!runtime.interpreter().tryExecute(thread, raise, args, ret)) thread.pendingException = nullptr;
}

/// AppDomain.UnhandledException: the handlers run before anything is printed; what they throw is dropped.
void raiseUnhandledEventRunsManaged(Thread& thread, Handle<Object> exception) {
  Runtime& runtime = thread.runtime();
  MethodDesc* raise = raiserOf(runtime, "OnUnhandledException");
  if (!raise) return;
  Slot args[1];
  args[0].obj = exception.get();
  Slot ret{};
  if (!runtime.interpreter().tryExecute(thread, raise, args, &ret)) thread.pendingException = nullptr;
}

/// Tells the event's handlers and the user, once per thread: what is thrown while finally blocks run
/// afterwards is not news.
void reportUnhandledRunsManaged(Thread& thread, Object* exception) {
  if (thread.reportingUnhandled) return;
  thread.reportingUnhandled = true;
  struct : Locals {
    Rooted<Object> exception;
  } r;
  LocalsScope scope(thread, r);
  r.exception = exception;
  thread.pendingException = nullptr;  // managed code is called from here on
  raiseUnhandledEventRunsManaged(thread, r.exception);
  // ToString is managed code, and may itself fail.
  std::string text = "\n   Cannot print exception string because Exception.ToString() failed.\n";
  try {
    Runtime& runtime = thread.runtime();
    ClassLoader& loader = runtime.classLoader();
    MethodDesc* toString = loader.findMethod(loader.wellKnown(WellKnownType::Object), "ToString");
    MethodDesc* target = loader.resolveVirtual(r.exception->mt, toString);
    Slot args[1];
    args[0].obj = r.exception.get();
    Slot ret{};
    if (runtime.interpreter().tryExecute(thread, target, args, &ret)) {
      text = "Unhandled exception. " + (ret.obj ? toUtf8(static_cast<String*>(ret.obj)) : "") + "\n";
    }
  } catch (const LoadFailure&) {
  } catch (const LoadError&) {
  }
  thread.pendingException = nullptr;
  std::fflush(stdout);
  std::fputs(text.c_str(), stderr);
  std::fflush(stderr);
}

/// A frame whose protected regions do not apply: the copy that runs a filter.
bool runsFilter(const InterpreterActivation& activation, Slot* fp) {
  return (activation.flags & kFrameRunsFilter) && headerOf(headerOf(fp)->callerFp)->method == nullptr;
}

/// Does this catch clause take the exception? The class is resolved once; one that cannot be loaded catches
/// nothing.
bool catches(Thread& thread, const MethodDesc& method, const EhClause& clause, TypeHandle& type,
             const Object* exception) {
  ClassLoader& loader = thread.runtime().classLoader();
  if (!type) {
    try {
      type = loader.loadType(*method.methodTable->module, clause.classToken, method.genericContext());
    } catch (const LoadFailure&) {
      return false;
    } catch (const LoadError&) {
      return false;
    }
  }
  return loader.canCastTo(exception->mt, type);
}

/// Pass 1.
class HandlerSearch {
 public:
  HandlerSearch(Thread& thread, ExInfo& info) : thread_(thread), info_(info) {}
  /// From the youngest frame of `from`. Sets the target; without one the exception is reported.
  void run(Frame* from);

 private:
  void note(MethodDesc* method, uint32_t ilOffset);
  bool searchInterpreted(const StackFrame& frame);
  bool searchCompiled(const StackFrame& frame);
  void found(MethodDesc* method, uint32_t clause);

  Thread& thread_;
  ExInfo& info_;
  bool isThrowing_ = true;  ///< the frame is the one that throws
};

/// The row of a frame in the trace; the throwing one is announced.
void HandlerSearch::note(MethodDesc* method, uint32_t ilOffset) {
  // `throw;` goes on in the frame whose row is the last one already.
  const bool isKnown =
      isThrowing_ && info_.isRethrow && !info_.trace.empty() && info_.trace.back().method == method;
  if (!isKnown && hasTraceRow(method)) info_.trace.push_back({method, ilOffset, 0});
  if (isThrowing_ && thread_.runtime().announcesExceptions.load(std::memory_order_relaxed)) {
    storeTrace(thread_, info_);
    raiseFirstChanceRunsManaged(thread_, info_);
  }
  isThrowing_ = false;
}

void HandlerSearch::found(MethodDesc* method, uint32_t clause) {
  thread_.runtime().log().line(LogFacility::Exceptions, "caught by {} clause {}", method->toString(), clause);
  info_.targetClause = clause;
  storeTrace(thread_, info_);
}

bool HandlerSearch::searchInterpreted(const StackFrame& frame) {
  auto* activation = static_cast<InterpreterActivation*>(frame.link);
  Slot* fp = frame.fp;
  const InterpFrameHeader* header = headerOf(fp);
  if (!frame.runsBytecode()) return false;  // no handlers, and traces do not show it
  const FrameLayout& layout = *header->layout;
  uint32_t ilOffset = layout.ilOffsetOf(layout, header->pc);
  note(header->method, ilOffset);
  if (runsFilter(*activation, fp)) return false;
  for (uint32_t i = 0; i < layout.ehRows.size(); ++i) {
    const EhRow& row = layout.ehRows[i];
    if (!covers(row.il, ilOffset) || !row.handlerPc) continue;
    bool takes = false;
    if (row.il.kind == EhKind::Catch) {
      takes = catches(thread_, *layout.method, row.il, row.type, info_.exception);
    } else if (row.il.kind == EhKind::Filter) {
      storeTrace(thread_, info_);
      takes = thread_.runtime().interpreter().runFilter(thread_, fp, row, &info_.exception);
    }
    if (!takes) continue;
    info_.targetActivation = activation;
    info_.targetFp = fp;
    found(header->method, i);
    return true;
  }
  return false;
}

bool HandlerSearch::searchCompiled(const StackFrame& frame) {
  const CompiledMethod& machine = *frame.machine;
  const SafepointRow& row = frame.safepoint();
  // Inlined calls stand in the trace like any other.
  uint32_t ilOffset = row.inlineIlOffset;
  for (uint32_t i = row.inlineIndex; i != 0; i = machine.inlines[i].parent) {
    note(machine.inlines[i].method, ilOffset);
    ilOffset = machine.inlines[i].callOffset;
  }
  note(machine.method, ilOffset);
  if (machine.isInFilter(frame.pc)) return false;
  for (uint32_t i = 0; i < machine.ehRows.size(); ++i) {
    const CompiledEhRow& clause = machine.ehRows[i];
    if (!covers(clause.il, row.ilOffset) || clause.handlerOffset == 0) continue;
    bool takes = false;
    if (clause.il.kind == EhKind::Catch) {
      takes = catches(thread_, *machine.method, clause.il, clause.type, info_.exception);
    } else if (clause.il.kind == EhKind::Filter) {
      storeTrace(thread_, info_);
      *reinterpret_cast<Object**>(frame.rbp + clause.exceptionSlot) = info_.exception;
      takes = runMachineFilterRunsManaged(thread_, machine.code + clause.filterOffset, frame.rbp);
    }
    if (!takes) continue;
    info_.targetFp = reinterpret_cast<Slot*>(frame.rbp);
    info_.targetIsMachine = true;
    found(machine.method, i);
    return true;
  }
  return false;
}

void HandlerSearch::run(Frame* from) {
  for (StackWalk walk(thread_, from); !walk.done(); walk.next()) {
    const StackFrame& frame = walk.current();
    if (frame.isInterpreter()) {
      if (searchInterpreted(frame)) return;
    } else if (frame.isMachine()) {
      if (searchCompiled(frame)) return;
    } else if (frame.link->flags & kFrameCatchesAll) {
      info_.targetBoundary = frame.link;
      storeTrace(thread_, info_);
      return;
    }
  }
  storeTrace(thread_, info_);
  // Nobody: as in .NET the report comes first, and then the finally blocks still run, up to the end of the
  // thread's first activation, whose caller ends the process.
  reportUnhandledRunsManaged(thread_, info_.exception);
  info_.isReported = true;
}

/// Frames of `activation` above `fp` (exclusive; null = all) are gone: exceptions whose handlers ran in them
/// are over, too.
void dropSuperseded(Thread& thread, ExInfo& current, InterpreterActivation& activation, Slot* fp,
                    uint32_t clause) {
  ExInfo** link = &current.previous;
  while (*link) {
    ExInfo* older = *link;
    Slot* frame = older->state == ExInfo::State::Handling ? older->targetFp : older->currentFp;
    bool inside = false;
    const bool isMachine =
        older->state == ExInfo::State::Handling ? older->targetIsMachine : older->currentIsMachine;
    if (!isMachine && frame && older->state != ExInfo::State::Searching && frame >= activation.baseFp) {
      if (!fp || frame > fp) {
        inside = true;
      } else if (frame == fp && older->runningClause >= 0) {
        // Same frame: over unless the new handler lies inside the running one.
        const FrameLayout& layout = *headerOf(fp)->layout;
        const EhClause& running = layout.ehRows[static_cast<size_t>(older->runningClause)].il;
        inside = !handlerCovers(running, layout.ehRows[clause].il.tryOffset);
      }
    }
    if (!inside) {
      link = &older->previous;
      continue;
    }
    *link = older->previous;
    // Reported as unhandled, but a finally block threw another one, which somebody catches: life goes on.
    const bool hasTarget = current.targetFp || current.targetBoundary;
    if (older->isReported && hasTarget) thread.reportingUnhandled = false;
    delete older;
  }
}

/// The frame is left by an exception: what it owns beyond its slots goes.
void releaseFrame(Thread& thread, Slot* fp) {
  const FrameLayout* layout = headerOf(fp)->layout;
  if (layout && layout->localAllocReg >= 0)
    thread.releaseLocalAlloc(static_cast<uint64_t>(fp[layout->localAllocReg].i8));
}

/// Pass 2 within one activation, from info.currentFp / nextClause.
ResumePoint unwind(Thread& thread, ExInfo& info, InterpreterActivation& activation) {
  while (headerOf(info.currentFp)->method) {
    Slot* fp = info.currentFp;
    const FrameLayout* layout = headerOf(fp)->layout;
    bool isTarget = !info.targetIsMachine && info.targetActivation == &activation && fp == info.targetFp;
    if (layout && !runsFilter(activation, fp)) {
      uint32_t end = isTarget ? info.targetClause : static_cast<uint32_t>(layout->ehRows.size());
      while (info.nextClause < end) {
        uint32_t index = info.nextClause++;
        const EhRow& row = layout->ehRows[index];
        if (row.il.kind != EhKind::Finally && row.il.kind != EhKind::Fault) continue;
        if (!covers(row.il, info.currentIlOffset) || !row.handlerPc) continue;
        info.runningClause = static_cast<int32_t>(index);
        fp[row.returnReg].i8 = -1;
        activation.lastFp = fp;
        thread.pendingException = nullptr;
        dropSuperseded(thread, info, activation, fp, index);
        return {fp, row.handlerPc};
      }
      info.runningClause = -1;
    }
    if (isTarget) {
      const EhRow& row = layout->ehRows[info.targetClause];
      dropSuperseded(thread, info, activation, fp, info.targetClause);
      info.state = ExInfo::State::Handling;
      info.runningClause = static_cast<int32_t>(info.targetClause);
      fp[row.exceptionReg].obj = info.exception;
      thread.pendingException = nullptr;
      activation.lastFp = fp;
      return {fp, row.handlerPc};
    }
    releaseFrame(thread, fp);
    Slot* caller = headerOf(fp)->callerFp;
    info.currentFp = caller;
    info.nextClause = 0;
    if (headerOf(caller)->method) {
      const FrameLayout* callerLayout = headerOf(caller)->layout;
      info.currentIlOffset = callerLayout ? callerLayout->ilOffsetOf(*callerLayout, headerOf(caller)->pc) : 0;
    }
  }
  dropSuperseded(thread, info, activation, nullptr, 0);
  activation.lastFp = activation.baseFp;
  thread.pendingException = info.exception;
  return {};
}

}  // namespace

ExInfo& beginOrContinueException(Thread& thread, Frame* from) {
  Runtime& runtime = thread.runtime();
  ExInfo* info = thread.exInfos;
  const bool isBetween = info && (info->currentFp == nullptr ||
                                  (!info->currentIsMachine && headerOf(info->currentFp)->method == nullptr));
  bool continues = info && info->state == ExInfo::State::Unwinding &&
                   info->exception == thread.pendingException && info->runningClause < 0 && isBetween;
  if (!continues) {
    info = new ExInfo;
    info->previous = thread.exInfos;
    info->exception = thread.pendingException;
    info->isRethrow = thread.rethrowing;
    thread.rethrowing = false;
    thread.exInfos = info;
    beginTrace(thread, *info);
    thread.pendingException = nullptr;
    if (runtime.log().isOn(LogFacility::Exceptions)) {
      runtime.log().line(LogFacility::Exceptions, "throw {}", TypeHandle(info->exception->mt).toString());
    }
    HandlerSearch(thread, *info).run(from);
    info->state = ExInfo::State::Unwinding;
  }
  thread.pendingException = info->exception;
  info->nextClause = 0;
  info->runningClause = -1;
  return *info;
}

ResumePoint dispatchException(Thread& thread, InterpreterActivation& activation) {
  ExInfo& info = beginOrContinueException(thread, &activation);
  info.currentFp = activation.lastFp;
  info.currentIsMachine = false;
  const InterpFrameHeader* header = headerOf(activation.lastFp);
  info.currentIlOffset =
      header->layout && header->method ? header->layout->ilOffsetOf(*header->layout, header->pc) : 0;
  return unwind(thread, info, activation);
}

ResumePoint continueUnwind(Thread& thread, InterpreterActivation& activation, Slot* fp) {
  ExInfo* info = thread.exInfos;
  assert(info && info->state == ExInfo::State::Unwinding && info->currentFp == fp);
  (void)fp;
  thread.pendingException = info->exception;
  return unwind(thread, *info, activation);
}

void endCatch_nogc(Thread& thread, Slot* fp, uint32_t clause) {
  while (thread.exInfos) {
    ExInfo* top = thread.exInfos;
    bool isIt = top->state == ExInfo::State::Handling && top->targetFp == fp && top->targetClause == clause;
    popTop(thread);
    if (isIt) return;
  }
}

void prepareRethrow(Thread& thread, Slot* fp, uint32_t ilOffset) {
  const FrameLayout& layout = *headerOf(fp)->layout;
  for (ExInfo* info = thread.exInfos; info; info = info->previous) {
    if (info->state != ExInfo::State::Handling || info->targetFp != fp) continue;
    if (!handlerCovers(layout.ehRows[info->targetClause].il, ilOffset)) continue;
    thread.pendingException = info->exception;
    thread.rethrowing = true;
    return;
  }
  throwNew(thread, WellKnownType::InvalidProgramException, "rethrow without a running catch handler");
}

void endAtBoundary_nogc(Thread& thread, const Frame* boundary) {
  while (thread.exInfos && thread.exInfos->targetBoundary == boundary) popTop(thread);
}

void failUnhandled(Thread& thread, Object* exception) {
  reportUnhandledRunsManaged(thread, exception);
  _exit(kExitUnhandled);
}

void failStackOverflow(Thread& thread) {
  // Frames youngest first; runs of a repeated group are folded, as they are millions.
  std::vector<std::string> names;
  for (const ManagedFrame& frame : managedFrames(thread)) {
    if (hasTraceRow(frame.method)) names.push_back(fullMethodText(frame.method));
  }
  std::string text = "Stack overflow.\n";
  for (size_t i = 0; i < names.size();) {
    size_t period = 0;
    size_t repeats = 1;
    for (size_t length = 1; length <= 8 && i + 2 * length <= names.size(); ++length) {
      size_t count = 1;
      while (i + (count + 1) * length <= names.size() &&
             std::equal(names.begin() + static_cast<ptrdiff_t>(i),
                        names.begin() + static_cast<ptrdiff_t>(i + length),
                        names.begin() + static_cast<ptrdiff_t>(i + count * length))) {
        ++count;
      }
      if (count > 1) {
        period = length;
        repeats = count;
        break;
      }
    }
    if (repeats > 1) {
      text += fmt::format("Repeated {} times:\n--------------------------------\n", repeats);
      for (size_t k = 0; k < period; ++k) text += "   at " + names[i + k] + "\n";
      text += "--------------------------------\n";
      i += period * repeats;
    } else {
      text += "   at " + names[i] + "\n";
      ++i;
    }
  }
  std::fflush(stdout);
  std::fputs(text.c_str(), stderr);
  std::fflush(stderr);
  _exit(kExitUnhandled);
}

}  // namespace minivm
