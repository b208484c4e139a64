// How each argument and the result of a native signature travel.
#pragma once

#include <cstdint>
#include <span>
#include <string>

#include "vm/types/method_desc.h"

namespace minivm {

class Module;

/// The ways a value crosses between managed and native code.
enum class MarshalWay : uint8_t {
  Plain,        ///< as it is
  Bool,         ///< 4 bytes on the native side, any non-zero is true
  ByteBool,     ///< 1 byte
  AnsiChar,     ///< one byte; characters beyond ASCII become '?'
  Utf8String,   ///< const char*, NUL-terminated copy for the call
  Utf16String,  ///< const char16_t*, the string's own characters, pinned
  Array,        ///< pointer to the first element, pinned
  ByRef,        ///< address of the variable
  Delegate,     ///< function pointer
};

/// A bound P/Invoke with something to do besides the call. Lives as long as the runtime.
struct PInvokePlan {
  std::span<const MarshalWay> args;  ///< one for each MethodSig argument
  MarshalWay ret;
  bool setLastError;
  bool suppressesTransition;  ///< SuppressGCTransition: called in cooperative mode
  const MethodSig* nativeSig;  ///< the signature with native bools
  bool isPlain() const;
};

/// Which direction a signature is used in: decides what is supported.
enum class MarshalDirection : uint8_t { ToNative, ToManaged };

/// What MarshalAs and CharSet say besides the types.
struct MarshalHints {
  Module* module = nullptr;  ///< where parameters and their MarshalAs are found
  Token methodToken;         ///< nil: no parameter rows
  bool isUnicode = false;    ///< CharSet.Unicode
  bool isRuntimeMarshallingOff =
      false;  ///< [DisableRuntimeMarshalling]: everything travels as it is, or not at all
};

/// The way of one argument (index into `sig.args`) or of the result (index −1). LoadFailure NotSupported with
/// `who` and the parameter when it has none.
MarshalWay marshalWayOf(const MethodSig& sig, int index, TypeHandle exactType, const MarshalHints& hints,
                        MarshalDirection direction, const std::string& who);

}  // namespace minivm
