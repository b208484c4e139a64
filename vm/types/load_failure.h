// Failures of loading and binding, thrown as C++ exceptions inside the VM and turned into managed exceptions
// at the nearest boundary.
#pragma once

#include <stdexcept>
#include <string>

namespace minivm {

/// Which managed exception a failure becomes.
enum class LoadFailureKind {
  TypeLoad,            ///< System.TypeLoadException
  MissingMethod,       ///< System.MissingMethodException
  MissingField,        ///< System.MissingFieldException
  BadImageFormat,      ///< System.BadImageFormatException
  FileNotFound,        ///< System.IO.FileNotFoundException
  InvalidProgram,      ///< System.InvalidProgramException
  Verification,        ///< System.Security.VerificationException
  EntryPointNotFound,  ///< System.EntryPointNotFoundException
  DllNotFound,         ///< System.DllNotFoundException
  NotSupported,        ///< System.NotSupportedException
  MarshalDirective,    ///< System.Runtime.InteropServices.MarshalDirectiveException
  MethodAccess,        ///< System.MethodAccessException
  FieldAccess,         ///< System.FieldAccessException
  InvalidOperation,    ///< System.InvalidOperationException (newobj of an abstract class)
  TypeAccess,          ///< System.TypeAccessException
  Ambiguous,           ///< System.Runtime.AmbiguousImplementationException (default methods)
};

/// A type, member or image that cannot be had. The message is complete: what, where, from whom.
class LoadFailure : public std::runtime_error {
 public:
  LoadFailure(LoadFailureKind kind, const std::string& message) : std::runtime_error(message), kind_(kind) {}
  LoadFailureKind kind() const { return kind_; }

 private:
  LoadFailureKind kind_;
};

}  // namespace minivm
