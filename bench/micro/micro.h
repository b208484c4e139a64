// What the benchmarks of parts share: the built core library, a runtime, the kernels of kernels.cs.
#pragma once

#include <benchmark/benchmark.h>

#include <memory>
#include <string>
#include <vector>

#include "vm/runtime.h"

namespace minivm::micro {

/// The core library of this build.
inline std::string coreLibPath() {
  return MINIVM_BUILD_DIR "/System.Private.CoreLib.dll";
}

/// A runtime over it, with the calling thread as main.
std::unique_ptr<Runtime> makeRuntime();

/// The runtime that all benchmarks of managed code share, made on first use, with kernels.cs loaded.
struct Managed {
  Managed();
  /// A method of class Kernels.
  MethodDesc* method(const char* name);
  /// A top-level type of kernels.cs.
  MethodTable* type(const char* name);
  Thread& thread() { return runtime->mainThread(); }

  std::unique_ptr<Runtime> runtime;
  Module* kernels;
};
Managed& managed();

/// Each method of the core library that has IL and can be compiled on its own: of no open generic type, not
/// itself generic. In the order of the metadata; loads all its types.
std::vector<MethodDesc*> closedMethods(Runtime& runtime);

}  // namespace minivm::micro
