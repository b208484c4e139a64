#pragma once

#include <string>

#include "vm/support/options.h"

namespace minivm {

/// The class library in use, and why that one.
struct Library {
  std::string coreLibPath;  ///< path of its System.Private.CoreLib.dll
  std::string why;          ///< which option or default chose it
  bool isStock = false;     ///< .NET's own, its framework in the same folder
};

/// The class library that the options ask for: --bcl=net10 is the newest .NET 10 framework in DOTNET_ROOT,
/// beside the `dotnet` of the PATH or in the usual places, --bcl=DIR the one in that folder; otherwise
/// minivm's own, in the folder of --corlib or beside the binary. Throws std::runtime_error that says where it
/// looked, and the way out.
Library findLibrary(const Options& options);

}  // namespace minivm
