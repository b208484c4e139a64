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

/// Binds a DllImport method that no row of the native table provides: opens the library, finds the function,
/// decides how each argument travels. Fills `method->nativeTarget` and answers the bridge. LoadFailure
/// DllNotFound, EntryPointNotFound or NotSupported, naming method and parameter.
NativeBridge bindPInvoke(Runtime& runtime, MethodDesc* method);

/// Calls a native function with a blittable signature (`calli unmanaged`, delegates over native functions).
/// References must be pinned by the caller. Native code may call back: runs managed code.
void callNative(Thread& thread, const MethodSig& sig, void* target, const Slot* args, Slot* ret);

/// The function pointer of a static UnmanagedCallersOnly method, always the same one. LoadFailure
/// NotSupported for signatures that do not travel.
void* nativeEntryFor(Runtime& runtime, MethodDesc* method);

/// The function pointer of a delegate (Marshal.GetFunctionPointerForDelegate): the same one while the
/// delegate lives, which it does not prolong. Null for null. LoadFailure NotSupported for signatures that do
/// not travel.
void* nativeEntryForDelegate(Thread& thread, Handle<Object> delegate);

/// The delegate behind a function pointer that nativeEntryForDelegate made, null for every other address
/// (Marshal.GetDelegateForFunctionPointer).
Object* delegateOfNativeEntry_nogc(Runtime& runtime, const void* address);

}  // namespace minivm
