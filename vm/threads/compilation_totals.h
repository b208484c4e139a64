// CompilationTotals: how much has been compiled, and how long it took (System.Runtime.JitInfo, `--stats`).
#pragma once

#include <cstdint>

namespace minivm {

struct CompilationTotals {
  uint64_t methods = 0;  ///< and loops entered in the middle
  uint64_t ilBytes = 0;  ///< of these methods, not of what was inlined into them
  uint64_t codeBytes = 0;
  uint64_t nanoseconds = 0;

  void add(uint64_t ilBytesOfMethod, uint64_t codeBytesOfMethod, uint64_t time) {
    ++methods;
    ilBytes += ilBytesOfMethod;
    codeBytes += codeBytesOfMethod;
    nanoseconds += time;
  }
};

}  // namespace minivm
