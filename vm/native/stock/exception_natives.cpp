// Exceptions and stack traces for the stock library.
#include <cstring>

#include "vm/eh/stack_trace.h"
#include "vm/native/native_list.h"
#include "vm/native/stock/stock_support.h"
#include "vm/runtime.h"
#include "vm/threads/stack_walk.h"
#include "vm/threads/thread.h"

namespace minivm::natives {

namespace {

// System.Diagnostics.StackFrameHelper (contract §4.5).
constexpr size_t kOffsets = 8, kIlOffsets = 16, kMethods = 32, kTokens = 96, kFiles = 104, kLines = 112,
                 kColumns = 120, kForeign = 128, kFrameCount = 136, kAssemblyPaths = 40, kAssemblies = 48,
                 kPeAddresses = 56, kPeSizes = 64, kIsFileLayout = 72, kPdbAddresses = 80, kPdbSizes = 88;

std::vector<StackTraceElement> rowsOf_nogc(Object* trace) {
  auto* bytes = static_cast<Array*>(trace);
  if (!bytes || !bytes->mt->isSzArray()) return {};
  std::vector<StackTraceElement> rows(bytes->length / sizeof(StackTraceElement));
  std::memcpy(static_cast<void*>(rows.data()), bytes->elements(), rows.size() * sizeof(StackTraceElement));
  return rows;
}

Array* newArrayOf(Thread& thread, WellKnownType element, size_t length) {
  ClassLoader& loader = loaderOf(thread);
  return heapOf(thread)
      .allocateArray(thread, loader.loadSzArray(loader.wellKnown(element)), static_cast<uint32_t>(length))
      .take();
}

}  // namespace

bool stockIsAgile(Handle<Object>) {
  return false;
}

/// Fills the parallel arrays of a StackFrameHelper with the rows of an exception, or of this thread.
void qcallStackFrames(Thread& thread, const OnStack& helper, int32_t wantsFiles, const OnStack& exception) {
  std::vector<StackTraceElement> rows;
  if (exception.get()) {
    rows = rowsOf_nogc(static_cast<ExceptionObject*>(exception.get())->stackTrace);
  } else {
    for (StackWalk walk(thread); !walk.done(); walk.next()) {
      const StackFrame& frame = walk.current();
      if (frame.runsBytecode() && frame.method)
        rows.push_back({frame.method, walk.ilOffset(), 0});
    }
  }
  std::erase_if(rows, [](const StackTraceElement& row) { return !hasTraceRow(row.method); });
  const size_t count = rows.size();
  const auto set = [&](size_t offset, Array* value) {
    GcHeap::writeRef_nogc(thread, &helper.get()->field<Object*>(offset), value);
  };
  const auto list = [&](size_t offset) { return helper.get()->field<Array*>(offset); };
  for (size_t offset : {kOffsets, kIlOffsets, kTokens, kLines, kColumns, kPeSizes, kPdbSizes})
    set(offset, newArrayOf(thread, WellKnownType::Int32, count));
  for (size_t offset : {kMethods, kPeAddresses, kPdbAddresses})
    set(offset, newArrayOf(thread, WellKnownType::IntPtr, count));
  for (size_t offset : {kForeign, kIsFileLayout})
    set(offset, newArrayOf(thread, WellKnownType::Boolean, count));
  for (size_t offset : {kFiles, kAssemblyPaths})
    set(offset, newArrayOf(thread, WellKnownType::String, count));
  ClassLoader& loader = loaderOf(thread);
  set(kAssemblies,
      heapOf(thread)
          .allocateArray(thread, loader.loadSzArray(loader.findCoreType("System.Reflection", "Assembly")),
                         static_cast<uint32_t>(count))
          .take());
  for (size_t i = 0; i < count; ++i) {
    const StackTraceElement& row = rows[i];
    list(kMethods)->elementsAs<MethodDesc*>()[i] = row.method;
    list(kIlOffsets)->elementsAs<int32_t>()[i] = static_cast<int32_t>(row.ilOffset);
    list(kForeign)->elementsAs<uint8_t>()[i] = (row.flags & kTraceEndsForeign) != 0;
    if (!wantsFiles) continue;
    // With a line and without a token nobody reads the PDB again.
    const auto position = sourcePositionOf(row);
    if (!position) continue;
    String* file = newString(thread, position->file).take();
    setElement_nogc(thread, list(kFiles), i, file);
    list(kLines)->elementsAs<int32_t>()[i] = static_cast<int32_t>(position->line);
    list(kColumns)->elementsAs<int32_t>()[i] = static_cast<int32_t>(position->column);
  }
  helper.get()->field<int32_t>(kFrameCount) = static_cast<int32_t>(count);
}

/// What ExceptionDispatchInfo keeps: the rows so far, the last one marked, so that the next throw goes on
/// after them.
void qcallFrozenTrace(Thread& thread, const OnStack& exception, const OnStack& out) {
  auto rows = rowsOf_nogc(static_cast<ExceptionObject*>(exception.get())->stackTrace);
  if (rows.empty()) return put(thread, out, nullptr);
  rows.back().flags |= kTraceEndsForeign;
  Array* copy = newArrayOf(thread, WellKnownType::Byte, rows.size() * sizeof(StackTraceElement));
  std::memcpy(copy->elements(), static_cast<const void*>(rows.data()),
              rows.size() * sizeof(StackTraceElement));
  put(thread, out, copy);
}

void qcallTraceMethod(Thread& thread, const OnStack& trace, const OnStack& out) {
  const auto rows = rowsOf_nogc(trace.get());
  if (rows.empty()) return put(thread, out, nullptr);
  MethodTable* type = loaderOf(thread).wellKnown(WellKnownType::RuntimeMethodInfoStub);
  loaderOf(thread).ensureFullyLoaded(type);
  Object* stub = heapOf(thread).allocate(thread, type).take();
  stub->field<MethodDesc*>(80) = rows.front().method;
  put(thread, out, stub);
}

void qcallNativeMessage(Thread& thread, int32_t kind, const OnStack& out) {
  constexpr int32_t kThreadAbort = 1, kThreadInterrupted = 2, kOutOfMemory = 3;
  const char* text = kind == kThreadAbort         ? "Thread was being aborted."
                     : kind == kThreadInterrupted ? "Thread was interrupted from a waiting state."
                     : kind == kOutOfMemory ? "Insufficient memory to continue the execution of the program."
                                            : "";
  put(thread, out, newString(thread, text).take());
}

/// The library puts class and assembly into these patterns.
void qcallTypeLoadMessage(Thread& thread, int32_t, const OnStack& out) {
  put(thread, out, newString(thread, "Could not load type '{0}' from assembly '{1}'.").take());
}
void qcallFileLoadMessage(Thread& thread, int32_t hresult, const OnStack& out) {
  constexpr int32_t kFileNotFound = static_cast<int32_t>(0x80070002);
  put(thread, out,
      newString(thread,
                hresult == kFileNotFound
                    ? "Could not load file or assembly '{0}'. The system cannot find the file specified.\n"
                    : "Could not load file or assembly '{0}'. {1}")
          .take());
}
void qcallHresultMessage(Thread& thread, int32_t hresult, const OnStack& out) {
  constexpr int32_t kFileNotFound = static_cast<int32_t>(0x80070002);
  put(thread, out,
      newString(thread, hresult == kFileNotFound ? "The system cannot find the file specified.\n" : "")
          .take());
}

}  // namespace minivm::natives
