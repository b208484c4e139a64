// System.Environment, System.Enum, and what System.Runtime.JitInfo tells.
#include <fmt/format.h>
#include <sched.h>
#include <algorithm>

#include <cstdio>
#include <cstdlib>

#include "vm/eh/dispatch.h"
#include "vm/eh/stack_trace.h"
#include "vm/native/native_list.h"
#include "vm/native/native_support.h"
#include "vm/runtime.h"
#include "vm/support/utf.h"
#include "vm/threads/stack_walk.h"
#include "vm/threads/thread.h"

namespace minivm::natives {

void environmentExit(Thread& thread, int32_t code) {
  thread.runtime().exitCode = code;
  thread.runtime().raiseProcessExitRunsManaged(thread);
  std::fflush(nullptr);
  // Other threads still stand in the runtime: nothing may be torn down.
  std::_Exit(thread.runtime().exitCode);
}

int32_t environmentGetExitCode(Thread& thread) {
  return thread.runtime().exitCode;
}
void environmentSetExitCode(Thread& thread, int32_t code) {
  thread.runtime().exitCode = code;
}
int32_t environmentCurrentManagedThreadId(Thread& thread) {
  return static_cast<int32_t>(thread.id);
}

namespace {
CompilationTotals totalsOf(Thread& thread, bool ofThread) {
  if (ofThread) return thread.compiled;
  const JitInterface* jit = thread.runtime().jit();
  return jit ? jit->totals() : CompilationTotals{};
}
}  // namespace

int64_t jitCompiledMethods(Thread& thread, bool ofThread) {
  return static_cast<int64_t>(totalsOf(thread, ofThread).methods);
}
int64_t jitCompiledIlBytes(Thread& thread, bool ofThread) {
  return static_cast<int64_t>(totalsOf(thread, ofThread).ilBytes);
}
int64_t jitCompilationTicks(Thread& thread, bool ofThread) {
  return static_cast<int64_t>(totalsOf(thread, ofThread).nanoseconds / 100);  // TimeSpan's ticks
}

int32_t environmentProcessorCount() {
  cpu_set_t set;
  return sched_getaffinity(0, sizeof set, &set) == 0 ? CPU_COUNT(&set) : 1;
}

void environmentFailFast(Thread& thread, Handle<String> message, Handle<ExceptionObject> exception) {
  constexpr const char* kNoMessage =
      "Runtime operation halted by call to System.Environment.FailFast(). (0x80131623)";
  std::string text =
      fmt::format("Process terminated.\n{}\n", message.isNull() ? kNoMessage : toUtf8(message.get()));
  for (const ManagedFrame& frame : managedFrames(thread)) {
    if (hasTraceRow(frame.method)) text += "   at " + fullMethodText(frame.method) + "\n";
  }
  if (!exception.isNull()) {
    Runtime& runtime = thread.runtime();
    ClassLoader& loader = runtime.classLoader();
    MethodDesc* toString = loader.resolveVirtual(
        exception->mt, loader.findMethod(loader.wellKnown(WellKnownType::Object), "ToString"));
    Slot args[1], ret[2];
    args[0].obj = exception.get();
    if (runtime.interpreter().tryExecute(thread, toString, args, ret) && ret[0].obj)
      text += toUtf8(static_cast<String*>(ret[0].obj));
  }
  std::fflush(stdout);
  std::fputs(text.c_str(), stderr);
  std::fflush(stderr);
  std::_Exit(134);
}

Fresh<Array> environmentGetCommandLineArgs(Thread& thread) {
  const auto line = thread.runtime().commandLine();
  return newStringArray(thread, {line.data(), line.size()});
}

/// {string[] names, ulong[] values} of the literals, in metadata order.
Fresh<Array> enumGetValuesAndNames(Thread& thread, Handle<RuntimeTypeObject> type) {
  const MethodTable* mt = typeFrom(thread, type).asMethodTable();
  const Module& module = *mt->module;
  const Metadata& metadata = module.metadata();
  std::vector<std::string> names;
  std::vector<uint64_t> values;
  for (const FieldDesc& field : mt->eeClass->fields) {
    if (!field.isLiteral()) continue;
    const auto constant = metadata.constantOf(field.token);
    if (!constant) continue;
    const ByteSpan blob = metadata.blob(constant->value);
    uint64_t value = 0;
    std::memcpy(&value, blob.data(), std::min<size_t>(blob.size(), sizeof value));
    names.emplace_back(field.name());
    values.push_back(value);
  }
  struct : Locals {
    Rooted<Array> names, values, pair;
  } r;
  LocalsScope scope(thread, r);
  ClassLoader& loader = loaderOf(thread);
  r.names = newStringArray(thread, names);
  r.values = heapOf(thread).allocateArray(thread, loader.loadSzArray(loader.wellKnown(WellKnownType::UInt64)),
                                          static_cast<uint32_t>(values.size()));
  std::copy(values.begin(), values.end(), reinterpret_cast<uint64_t*>(r.values->elements()));
  r.pair = newObjectArray(thread, 2);
  setElement_nogc(thread, r.pair.get(), 0, r.names.get());
  setElement_nogc(thread, r.pair.get(), 1, r.values.get());
  return Fresh<Array>(r.pair.get());
}

}  // namespace minivm::natives
