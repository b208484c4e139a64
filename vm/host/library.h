#pragma once

#include <string>

#include "vm/support/options.h"

namespace minivm {

/// The class library in use, and why that one.
struct Library {
  std::string coreLibPath;  ///< path of its System.Private.CoreLib.dll
  std::string why;          ///< which option or default chose it
};

/// The class library that the options ask for: the folder of --corlib, else beside the binary. Throws
/// std::runtime_error with the way out if it is not there.
Library findLibrary(const Options& options);

}  // namespace minivm
