// Mechanisms of managed code, one loop of kernels.cs each; crossing the machine-code border; allocation from
// C++.
#include <benchmark/benchmark.h>

#include "bench/micro/micro.h"
#include "vm/entry/entry_stubs.h"
#include "vm/gc/heap.h"
#include "vm/threads/thread.h"

namespace minivm::micro {
namespace {

constexpr int32_t kRounds = 2000;

/// One kernel; items are rounds of its loop.
void Kernel(benchmark::State& state, const char* name) {
  Managed& m = managed();
  MethodDesc* method = m.method(name);
  Slot args[1];
  Slot ret[2];
  for (auto _ : state) {
    args[0].i8 = kRounds;
    callManaged(m.thread(), method, args, ret);
    benchmark::DoNotOptimize(ret[0].i4);
  }
  state.SetItemsProcessed(static_cast<int64_t>(state.iterations()) * kRounds);
}
BENCHMARK_CAPTURE(Kernel, Empty, "Empty");
BENCHMARK_CAPTURE(Kernel, StaticCall, "StaticCall");
BENCHMARK_CAPTURE(Kernel, InstanceCall, "InstanceCall");
BENCHMARK_CAPTURE(Kernel, VirtualCall, "VirtualCall");
BENCHMARK_CAPTURE(Kernel, InterfaceCall, "InterfaceCall");
BENCHMARK_CAPTURE(Kernel, InterfaceCallTwoTypes, "InterfaceCallTwoTypes");
BENCHMARK_CAPTURE(Kernel, DelegateCall, "DelegateCall");
BENCHMARK_CAPTURE(Kernel, CastToClass, "CastToClass");
BENCHMARK_CAPTURE(Kernel, CastToInterface, "CastToInterface");
BENCHMARK_CAPTURE(Kernel, Allocate, "Allocate");
BENCHMARK_CAPTURE(Kernel, AllocateArray, "AllocateArray");
BENCHMARK_CAPTURE(Kernel, ThrowAndCatch, "ThrowAndCatch");
BENCHMARK_CAPTURE(Kernel, ThrowThroughTenFrames, "ThrowThroughTenFrames");

/// C++ into the interpreter and back.
void EntryDirect(benchmark::State& state) {
  Managed& m = managed();
  MethodDesc* method = m.method("Nothing");
  Slot args[1];
  Slot ret[2];
  for (auto _ : state) {
    args[0].i8 = 7;
    callManaged(m.thread(), method, args, ret);
  }
}
BENCHMARK(EntryDirect);

/// The same through machine code: exit stub, precode, interpreter entry.
void EntryThroughStubs(benchmark::State& state) {
  Managed& m = managed();
  MethodDesc* method = m.method("Nothing");
  void* entry = m.runtime->stubs().ensurePrecode(method);
  Slot args[1];
  Slot ret[2];
  for (auto _ : state) {
    args[0].i8 = 7;
    callThroughEntry(m.thread(), method, entry, args, ret);
  }
}
BENCHMARK(EntryThroughStubs);

/// The allocator's fast path from C++; collections of the nursery, in which nothing lives, included.
void HeapAllocate(benchmark::State& state) {
  Managed& m = managed();
  MethodTable* type = m.type("Node");
  for (auto _ : state) benchmark::DoNotOptimize(m.runtime->heap().allocate(m.thread(), type).take());
  state.SetBytesProcessed(static_cast<int64_t>(state.iterations()) * 24);
}
BENCHMARK(HeapAllocate);

}  // namespace
}  // namespace minivm::micro
