// --perf-map: /tmp/perf-PID.map, where `perf report` looks for the names of code that no file holds. A line
// per block of code: start and size in hexadecimal, then the name.
#pragma once

#include <memory>

#include "vm/entry/code_heap.h"

namespace minivm {

/// Opens the file of this process; blocks are added as they are written. Null when /tmp cannot be written to.
std::unique_ptr<CodeObserver> createPerfMap();

}  // namespace minivm
