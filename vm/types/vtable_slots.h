// The code half of a vtable: managed entries (ABI 3, 4), parallel to the MethodDesc half that the interpreter
// dispatches on (ABI 5).
#pragma once

namespace minivm {

struct MethodTable;

/// Fills `slots()` of a MethodTable whose MethodDesc half is final. Slots stay null until managed machine
/// code can call through them: the interpreter never reads them.
void fillVtableSlots(MethodTable* type);

}  // namespace minivm
