// CallPlan: how each argument and the result of one signature travel between managed and native code, and the
// signature on the native side. Made once for each P/Invoke, delegate type and calli signature; immutable.
#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <vector>

#include "vm/interop/native_form.h"
#include "vm/types/method_desc.h"

namespace minivm {

class Module;
class Runtime;

/// Which side calls.
enum class CallDirection : uint8_t { ToNative, ToManaged };

/// What is done with one argument besides the conversion of its form.
enum class Travel : uint8_t {
  Plain,        ///< its slots are the native ones
  Value,        ///< converted by its form
  Pinned,       ///< a byref whose target looks the same on both sides: its address, pinned
  PinnedArray,  ///< the address of the first element, pinned
  PinnedText,   ///< the string's own characters, pinned
  PinnedClass,  ///< the fields of a formatted class, pinned
  ByRef,        ///< the address of a native temporary
};

struct ValuePlan {
  NativeForm form;
  Travel travel = Travel::Plain;
  bool isByRef = false;
  bool isIn = true;    ///< converted before the call
  bool isOut = false;  ///< converted back after it
  uint16_t slot = 0;
  uint16_t slots = 1;
  uint16_t nativeSlot = 0;
  uint16_t nativeSlots = 1;
};

struct CallPlan {
  std::vector<ValuePlan> args;  ///< without `this`
  ValuePlan ret;
  const MethodSig* sig;        ///< managed
  const MethodSig* nativeSig;  ///< what the native function has; of a plain plan without `this`: `sig`
  uint16_t drop;               ///< leading managed arguments that do not travel: the delegate
  bool isPlain = true;         ///< everything travels as it is
  bool setLastError = false;
  bool suppressesTransition = false;  ///< SuppressGCTransition: called in cooperative mode
  bool throwsForHResult = false;      ///< PreserveSig = false: the native result is an HRESULT
  bool hasResultPointer = false;      ///< … and the managed one goes through a last argument
  void* target = nullptr;             ///< P/Invoke: the function
};

/// A signature to plan for, with what is known of its parameters.
struct PlanSource {
  const MethodSig& sig;
  std::function<TypeHandle(int)>
      typeOf;                     ///< exact type of an argument (index into sig.args) or the result (−1)
  Module* module = nullptr;       ///< where parameters and their MarshalAs are found
  Token methodToken{};            ///< nil: no parameter rows
  bool isUnicode = false;         ///< CharSet.Unicode
  bool isMarshallingOff = false;  ///< [DisableRuntimeMarshalling]
  bool preserveSig = true;
  CallDirection direction = CallDirection::ToNative;
};

/// Plans a call. Owned by the runtime's InteropState. LoadFailure MarshalDirective, naming the parameter as
/// CoreCLR does, where something cannot travel. Never collects.
CallPlan& planCall(Runtime& runtime, const PlanSource& source);

/// [DisableRuntimeMarshalling] on the assembly.
bool hasMarshallingOff(Runtime& runtime, Module& module);

}  // namespace minivm
