// What the natives of the stock library keep between calls; hangs off the Runtime.
#pragma once

#include <deque>
#include <memory>
#include <mutex>
#include <string>
#include <unordered_map>
#include <vector>

#include "vm/gc/heap.h"

namespace minivm {

class Module;
class ModuleWriter;
struct ThreadRecord;

/// A Win32-shaped wait object (contract §5): event, semaphore or mutex. Touched under the wait lock.
struct WaitObject {
  enum class Kind : uint8_t { ManualEvent, AutoEvent, Semaphore, Mutex };
  Kind kind;
  int32_t count = 0;                   ///< event: 0 or 1; semaphore: what is left
  int32_t maximum = 1;                 ///< semaphore
  uint32_t owner = 0;                  ///< mutex: id of the thread that holds it, 0 = free
  uint32_t recursion = 0;              ///< mutex
  bool isAbandoned = false;            ///< mutex: its owner ended without releasing it
  std::vector<ThreadRecord*> waiters;  ///< threads that block on it, oldest first
};

/// What managed code registers while it keeps references in memory that no frame describes
/// (System.Runtime.GCFrameRegistration; the layout is the library's).
struct RegisteredFrame {
  uintptr_t reserved[2];
  void** references;
  uint32_t count;
  int32_t maybeInterior;
};

struct StockState {
  std::mutex lock;  ///< leaf: for registeredFrames and unstarted. A stopped world needs none.
  std::vector<const RegisteredFrame*> registeredFrames;  ///< roots
  /// Command line and properties as UTF-16, for as long as managed start-up code may read them.
  std::deque<std::u16string> texts;
  std::vector<const char16_t*> names, values, arguments;
  std::vector<std::unique_ptr<WaitObject>> waitObjects;
  /// Weak handles of Thread objects that have not been started: QCalls name a thread by its record.
  std::unordered_map<ThreadRecord*, GcHandle> unstarted;
  /// What writes the modules that programs make. Under the lock.
  std::unordered_map<const Module*, std::shared_ptr<ModuleWriter>> writers;
};

/// Roots that only the stock library has.
inline void visitStockRoots(const StockState& state, RootVisitor& visitor) {
  for (const RegisteredFrame* frame : state.registeredFrames) {
    for (uint32_t i = 0; i < frame->count; ++i) {
      if (frame->maybeInterior) {
        visitor.interior(reinterpret_cast<uint8_t**>(&frame->references[i]));
      } else {
        visitor.object(reinterpret_cast<Object**>(&frame->references[i]));
      }
    }
  }
}

}  // namespace minivm
