// System.Exception: what its stack trace (rows of StackTraceElement in _stackTrace) says.
#include "vm/eh/ex_info.h"
#include "vm/native/native_list.h"
#include "vm/native/native_support.h"
#include "vm/native/stack_trace_text.h"
#include "vm/runtime.h"
#include "vm/threads/stack_walk.h"
#include "vm/threads/thread.h"

namespace minivm::natives {

namespace {

std::vector<StackTraceElement> rowsOf(Handle<ExceptionObject> exception) {
  auto* bytes = static_cast<Array*>(exception->stackTrace);
  if (!bytes || !bytes->mt->isSzArray()) return {};
  std::vector<StackTraceElement> rows(bytes->length / sizeof(StackTraceElement));
  std::memcpy(static_cast<void*>(rows.data()), bytes->elements(), rows.size() * sizeof(StackTraceElement));
  return rows;
}

}  // namespace

MethodDesc* exceptionGetMethodFromStackTrace(Handle<ExceptionObject> exception) {
  const auto rows = rowsOf(exception);
  return rows.empty() ? nullptr : rows.front().method;
}

Fresh<String> exceptionGetStackTraceText(Thread& thread, Handle<ExceptionObject> exception) {
  if (exception->stackTrace == nullptr) return Fresh<String>(nullptr);
  return newString(thread, stackTraceText(loaderOf(thread), rowsOf(exception)));
}

/// {IntPtr[] methods, int[] ilOffsets, int[] nativeOffsets, string[] files, int[] lines, int[] columns}: of
/// an exception, or of the calling thread.
Fresh<Array> stackTraceGetFrames(Thread& thread, Handle<ExceptionObject> exception, bool) {
  std::vector<uintptr_t> methods;
  std::vector<int32_t> offsets;
  const auto add = [&](MethodDesc* method, uint32_t ilOffset) {
    methods.push_back(reinterpret_cast<uintptr_t>(method));
    offsets.push_back(static_cast<int32_t>(ilOffset));
  };
  if (!exception.isNull()) {
    for (const StackTraceElement& row : rowsOf(exception)) add(row.method, row.ilOffset);
  } else {
    for (StackWalk walk(thread); !walk.done(); walk.next()) {
      const StackFrame& frame = walk.current();
      if (frame.isInterpreter() && !frame.isNative() && frame.method) add(frame.method, walk.ilOffset());
    }
  }
  const std::vector<int32_t> none(methods.size());
  struct : Locals {
    Rooted<Array> lists;
  } r;
  LocalsScope scope(thread, r);
  r.lists = newObjectArray(thread, 6);
  const auto put = [&](size_t index, Fresh<Array> list) {
    setElement_nogc(thread, r.lists.get(), index, list.take());
  };
  put(0, newPointerArray(thread, methods));
  put(1, newInt32Array(thread, offsets));
  put(2, newInt32Array(thread, none));
  ClassLoader& loader = loaderOf(thread);
  MethodTable* strings = loader.loadSzArray(loader.wellKnown(WellKnownType::String));
  put(3, heapOf(thread).allocateArray(thread, strings, static_cast<uint32_t>(methods.size())));
  put(4, newInt32Array(thread, none));
  put(5, newInt32Array(thread, none));
  return Fresh<Array>(r.lists.get());
}

}  // namespace minivm::natives
