#pragma once

#include "vm/support/options.h"

namespace minivm {

/// Creates a Runtime as the options say, runs options.app in it and returns the process exit code. What
/// cannot be loaded is thrown as std::exception with a sentence that names file and reason.
int runApp(const Options& options);

}  // namespace minivm
