// Arguments on their way from a frame that is gone to the method it tail-called (ABI 8). Whoever leaves by a
// tail call whose stack arguments do not fit into its own fills this, drops its frame and jumps to the
// tail-call stub (vm/entry). Nothing can collect before they have reached registers and stack again.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>

namespace minivm {

/// One per thread. Machine code knows the offsets.
struct TailArguments {
  const void* target = nullptr;  ///< managed entry; null: no tail call is under way
  uint64_t r10 = 0;              ///< the declared method where the target is the dispatch stub
  uint32_t returnBuffer = 0;     ///< which integer register the target expects a return buffer in
  uint64_t intArgs[6] = {};
  double floatArgs[8] = {};
  uint64_t* stack = nullptr;  ///< stack argument words
  uint64_t stackWords = 0;
  size_t capacity = 0;  ///< words at `stack`
  std::unique_ptr<uint64_t[]> memory;
};

}  // namespace minivm
