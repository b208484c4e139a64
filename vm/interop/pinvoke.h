// P/Invoke: calls of native C functions from managed code, and function pointers for native code to call back
// (DESIGN §11; ABI 1). Blittable signatures use the exit stubs of vm/entry as they are: without `this` the
// managed order of arguments is the native one (ABI 2).
#pragma once

#include <cstdint>

#include "vm/gc/handle.h"
#include "vm/types/method_desc.h"

namespace minivm {

class Runtime;
class Thread;

/// The bridge of a DllImport method that no row of the native table provides. Its first call plans how the
/// arguments travel, opens the library and finds the function; it replaces itself in `method->native` then.
/// MarshalDirectiveException, DllNotFoundException or EntryPointNotFoundException otherwise.
void bindAndCallPInvoke(NativeCall& call);

/// What the first call does, without calling (Marshal.Prelink). Runs managed code: library resolvers.
void bindPInvokeRunsManaged(Thread& thread, MethodDesc* method);

/// Calls a native function by a call-site signature (`calli unmanaged`). References must be pinned by the
/// caller. Native code may call back: runs managed code.
void callNative(Thread& thread, const MethodSig& sig, void* target, const Slot* args, Slot* ret);

/// The function pointer of a static UnmanagedCallersOnly method, always the same one. LoadFailure
/// InvalidProgram for signatures that do not travel as they are.
void* nativeEntryFor(Runtime& runtime, MethodDesc* method);

/// The function pointer of a delegate (Marshal.GetFunctionPointerForDelegate): the same one while the
/// delegate lives, which it does not prolong; of a delegate over a native function, that function. Null for
/// null. LoadFailure for signatures that do not travel. Never collects.
void* nativeEntryForDelegate(Thread& thread, Handle<Object> delegate);

/// A delegate of `type` that calls a native function: the one behind it, where nativeEntryForDelegate made
/// the pointer. Null for null. May collect.
Object* delegateForNativeEntry(Thread& thread, void* address, MethodTable* type);

}  // namespace minivm
