// Calls across the border with conversions, by their CallPlan.
#pragma once

#include "vm/interop/marshal_plan.h"

namespace minivm {

class Thread;

/// Calls `target` with managed arguments laid out by `plan.sig`, which a frame keeps rooted. The result goes
/// to `ret`, last. Runs managed code (handles, builders, callbacks); throws ManagedException.
void callPlanned(Thread& thread, const CallPlan& plan, void* target, Slot* args, Slot* ret);

/// Calls `method` for native code with arguments laid out by `plan.nativeSig`; `self` is the delegate, null
/// for static methods. The native result goes to `ret`. Runs managed code. False when an exception left the
/// method; it is pending. Conversions throw ManagedException or LoadFailure.
bool callManagedPlanned(Thread& thread, const CallPlan& plan, MethodDesc* method, Object* self,
                        const Slot* args, Slot* ret);

}  // namespace minivm
