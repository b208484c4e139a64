// System.Exception: what its stack trace (rows of StackTraceElement in _stackTrace) says.
#include "vm/eh/ex_info.h"
#include "vm/eh/stack_trace.h"
#include "vm/native/native_list.h"
#include "vm/native/native_support.h"
#include "vm/runtime.h"
#include "vm/threads/stack_walk.h"
#include "vm/threads/thread.h"

namespace minivm::natives {

namespace {

std::vector<StackTraceElement> rowsOf(Handle<ExceptionObject> exception) {
  auto* bytes = static_cast<Array*>(exception->stackTrace);
  if (!bytes || !bytes->mt->isSzArray()) return {};
  std::vector<StackTraceElement> rows(bytes->length / sizeof(StackTraceElement));
  if (rows.empty()) return rows;
  std::memcpy(static_cast<void*>(rows.data()), bytes->elements(), rows.size() * sizeof(StackTraceElement));
  return rows;
}

}  // namespace

MethodDesc* exceptionGetMethodFromStackTrace(Handle<ExceptionObject> exception) {
  const auto rows = rowsOf(exception);
  return rows.empty() ? nullptr : rows.front().method;
}

Fresh<String> exceptionGetStackTraceText(Thread& thread, Handle<ExceptionObject> exception,
                                         int32_t ilOffsets) {
  if (exception->stackTrace == nullptr) return Fresh<String>(nullptr);
  return newString(thread, stackTraceText(rowsOf(exception), static_cast<TraceIlOffsets>(ilOffsets)));
}

Fresh<String> stackTraceGetMethodText(Thread& thread, MethodDesc* method) {
  return newString(thread, describeForTrace(method).text);
}

/// 1: hidden in traces; 2: of an async method.
int32_t stackTraceGetMethodFlags(MethodDesc* method) {
  const TraceMethod shown = describeForTrace(method);
  return (shown.isHidden ? 1 : 0) | (shown.isAsync ? 2 : 0);
}

bool stackTraceAlwaysShowsIlOffsets(Thread& thread) {
  return thread.runtime().config().traceIlOffsets;
}

void appContextAnnounceExceptions(Thread& thread, bool value) {
  thread.runtime().announcesExceptions.store(value, std::memory_order_relaxed);
}

/// {IntPtr[] methods, int[] ilOffsets, int[] flags, string[] files, int[] lines, int[] columns}: of an
/// exception, or of the calling thread. Positions are looked up only if asked for.
Fresh<Array> stackTraceGetFrames(Thread& thread, Handle<ExceptionObject> exception, bool withPositions) {
  std::vector<StackTraceElement> rows;
  if (!exception.isNull()) {
    rows = rowsOf(exception);
  } else {
    for (const ManagedFrame& frame : managedFrames(thread)) {
      if (hasTraceRow(frame.method)) rows.push_back({frame.method, frame.ilOffset, 0});
    }
  }
  std::vector<uintptr_t> methods;
  std::vector<int32_t> offsets, flags, lines(rows.size()), columns(rows.size());
  std::vector<std::string> files(rows.size());
  for (size_t i = 0; i < rows.size(); ++i) {
    methods.push_back(reinterpret_cast<uintptr_t>(rows[i].method));
    offsets.push_back(static_cast<int32_t>(rows[i].ilOffset));
    flags.push_back(static_cast<int32_t>(rows[i].flags));
    if (!withPositions) continue;
    if (auto position = sourcePositionOf(rows[i])) {
      files[i] = std::move(position->file);
      lines[i] = static_cast<int32_t>(position->line);
      columns[i] = static_cast<int32_t>(position->column);
    }
  }
  struct : Locals {
    Rooted<Array> lists;
    Rooted<Array> files;
  } r;
  LocalsScope scope(thread, r);
  r.lists = newObjectArray(thread, 6);
  const auto put = [&](size_t index, Fresh<Array> list) {
    setElement_nogc(thread, r.lists.get(), index, list.take());
  };
  put(0, newPointerArray(thread, methods));
  put(1, newInt32Array(thread, offsets));
  put(2, newInt32Array(thread, flags));
  ClassLoader& loader = loaderOf(thread);
  MethodTable* strings = loader.loadSzArray(loader.wellKnown(WellKnownType::String));
  r.files = heapOf(thread).allocateArray(thread, strings, static_cast<uint32_t>(rows.size()));
  for (size_t i = 0; i < rows.size(); ++i) {
    if (files[i].empty()) continue;  // null: not known
    String* file = newString(thread, files[i]).take();
    setElement_nogc(thread, r.files.get(), i, file);
  }
  setElement_nogc(thread, r.lists.get(), 3, r.files.get());
  put(4, newInt32Array(thread, lines));
  put(5, newInt32Array(thread, columns));
  return Fresh<Array>(r.lists.get());
}

}  // namespace minivm::natives
