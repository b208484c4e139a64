// Which class library a program gets, and why (DESIGN §2).
#pragma once

#include <string>

#include "vm/support/options.h"

namespace minivm {

struct ClassLibrary {
  std::string coreLibPath;  ///< System.Private.CoreLib.dll
  bool isStock = false;     ///< .NET's own, with its framework beside it
  std::string why;          ///< one line for `minivm info`: the option or place that decided
};

/// The library that the options name. std::runtime_error that lists every place looked at when there is none.
ClassLibrary chooseClassLibrary(const Options& options);

}  // namespace minivm
