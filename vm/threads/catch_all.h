// CatchAllFrame: tells pass 1 of exception handling that C++ swallows or wraps whatever comes (ABI 16): class
// constructors, reflection invoke, Main.
#pragma once

#include "vm/eh/ex_info.h"
#include "vm/threads/thread.h"

namespace minivm {

/// Drops the state of exceptions that `boundary` caught (vm/eh/dispatch.cpp).
void endAtBoundary_nogc(Thread& thread, const Frame* boundary);

/// A link of the native chain with kFrameCatchesAll for a C++ scope. Its owner must catch ManagedException.
class CatchAllFrame {
 public:
  explicit CatchAllFrame(Thread& thread) : thread_(thread) {
    frame_.previous = thread.topFrame;
    frame_.kind = FrameKind::Exit;  // no method, no roots
    frame_.flags = kFrameCatchesAll;
    thread.topFrame = &frame_;
  }
  ~CatchAllFrame() {
    thread_.topFrame = frame_.previous;
    endAtBoundary_nogc(thread_, &frame_);
  }
  CatchAllFrame(const CatchAllFrame&) = delete;
  CatchAllFrame& operator=(const CatchAllFrame&) = delete;

 private:
  Thread& thread_;
  ExitFrame frame_{};
};

}  // namespace minivm
