#include "vm/eh/dispatch.h"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <cstring>

#include "vm/eh/exceptions.h"
#include "vm/eh/stack_trace.h"
#include "vm/runtime.h"
#include "vm/threads/catch_all.h"
#include "vm/threads/thread.h"

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

/// The next older activation, or the boundary before it that catches everything; null at the end of the
/// chain.
Frame* olderStop(const Frame* frame) {
  for (Frame* f = frame->previous; f; f = f->previous) {
    if (f->kind == FrameKind::Interpreter || (f->flags & kFrameCatchesAll)) return f;
  }
  return nullptr;
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
bool catches(Thread& thread, const FrameLayout& layout, const EhRow& row, const Object* exception) {
  ClassLoader& loader = thread.runtime().classLoader();
  if (!row.type) {
    try {
      row.type = loader.loadType(*layout.method->methodTable->module, row.il.classToken,
                                 layout.method->genericContext());
    } catch (const LoadFailure&) {
      return false;
    } catch (const LoadError&) {
      return false;
    }
  }
  return loader.canCastTo(exception->mt, row.type);
}

/// Pass 1 from `activation`'s youngest frame. Sets the target; without one the exception is reported.
void findHandler(Thread& thread, ExInfo& info, InterpreterActivation& from) {
  Runtime& runtime = thread.runtime();
  bool isThrowing = true;  // the frame is the one that throws
  for (Frame* stop = &from; stop; stop = olderStop(stop)) {
    if (stop->flags & kFrameCatchesAll) {
      info.targetBoundary = stop;
      storeTrace(thread, info);
      return;
    }
    auto* activation = static_cast<InterpreterActivation*>(stop);
    for (Slot* fp = activation->lastFp; headerOf(fp)->method; fp = headerOf(fp)->callerFp) {
      InterpFrameHeader* header = headerOf(fp);
      if (!header->layout) continue;  // a native frame: no handlers, and traces do not show it
      const FrameLayout& layout = *header->layout;
      uint32_t ilOffset = layout.ilOffsetOf(layout, header->pc);
      // `throw;` goes on in the frame whose row is the last one already.
      const bool isKnown =
          isThrowing && info.isRethrow && !info.trace.empty() && info.trace.back().method == header->method;
      if (!isKnown && hasTraceRow(header->method)) info.trace.push_back({header->method, ilOffset, 0});
      if (isThrowing && runtime.announcesExceptions.load(std::memory_order_relaxed)) {
        storeTrace(thread, info);
        raiseFirstChanceRunsManaged(thread, info);
      }
      isThrowing = false;
      if (runsFilter(*activation, fp)) continue;
      for (uint32_t i = 0; i < layout.ehRows.size(); ++i) {
        const EhRow& row = layout.ehRows[i];
        if (!covers(row.il, ilOffset) || !row.handlerPc) continue;
        bool takes = false;
        if (row.il.kind == EhKind::Catch) {
          takes = catches(thread, layout, row, info.exception);
        } else if (row.il.kind == EhKind::Filter) {
          storeTrace(thread, info);
          takes = runtime.interpreter().runFilter(thread, fp, row, &info.exception);
        }
        if (!takes) continue;
        runtime.log().line(LogFacility::Exceptions, "caught by {} clause {}", header->method->toString(), i);
        info.targetActivation = activation;
        info.targetFp = fp;
        info.targetClause = i;
        storeTrace(thread, info);
        return;
      }
    }
  }
  storeTrace(thread, info);
  // Nobody: as in .NET the report comes first, and then the finally blocks still run, up to the end of the
  // thread's first activation, whose caller ends the process.
  reportUnhandledRunsManaged(thread, info.exception);
  info.isReported = true;
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
    if (older->state != ExInfo::State::Searching && frame >= activation.baseFp) {
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
    const bool hasTarget = current.targetActivation || current.targetBoundary;
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
    bool isTarget = info.targetActivation == &activation && fp == info.targetFp;
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

ResumePoint dispatchException(Thread& thread, InterpreterActivation& activation) {
  Runtime& runtime = thread.runtime();
  ExInfo* info = thread.exInfos;
  bool continues = info && info->state == ExInfo::State::Unwinding &&
                   info->exception == thread.pendingException && info->runningClause < 0 &&
                   headerOf(info->currentFp)->method == nullptr;
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
    findHandler(thread, *info, activation);
    info->state = ExInfo::State::Unwinding;
  }
  thread.pendingException = info->exception;
  info->currentFp = activation.lastFp;
  info->nextClause = 0;
  info->runningClause = -1;
  const InterpFrameHeader* header = headerOf(activation.lastFp);
  info->currentIlOffset =
      header->layout && header->method ? header->layout->ilOffsetOf(*header->layout, header->pc) : 0;
  return unwind(thread, *info, activation);
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
  for (Frame* frame = thread.topFrame; frame; frame = frame->previous) {
    if (frame->kind != FrameKind::Interpreter) continue;
    for (Slot* fp = static_cast<InterpreterActivation*>(frame)->lastFp; headerOf(fp)->method;
         fp = headerOf(fp)->callerFp) {
      if (hasTraceRow(headerOf(fp)->method)) names.push_back(fullMethodText(headerOf(fp)->method));
    }
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
