// System.Exception: what its stack trace (rows of StackTraceElement in _stackTrace) says.
#include "vm/eh/ex_info.h"
#include "vm/native/native_list.h"
#include "vm/native/native_support.h"
#include "vm/native/stack_trace_text.h"
#include "vm/runtime.h"
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

}  // namespace minivm::natives
