// Where the stubs go when a worker leaves an exception pending: into vm/eh, which stands above this room and
// defines the function (vm/eh/machine_unwind.cpp).
#pragma once

namespace minivm {

class Thread;
struct Frame;
struct MachineResume;

/// An exception is pending, and `link`, the thread's youngest, was called from compiled code or an exit stub.
/// Dispatches it: pass 1 unless it has a target already, then one step of pass 2. May run filters; collects.
const MachineResume* unwindFromMachine(Thread* thread, Frame* link) noexcept;

}  // namespace minivm
