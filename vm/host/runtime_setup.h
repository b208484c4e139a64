#pragma once

#include <memory>
#include <string>

#include "vm/runtime.h"
#include "vm/support/options.h"

namespace minivm {

class Observer;

/// A Runtime as the options say: class library, tiers, collector. What cannot be loaded is thrown as
/// std::exception with a sentence that names file and reason. `observer` watches the interpreter; it may be
/// null, and outlives the Runtime.
std::unique_ptr<Runtime> createRuntime(const Options& options, Observer* observer = nullptr);
/// Loads a program without running it: its folder is probed for what it refers to. Throws as Runtime::runMain
/// does.
Module& loadApp(Runtime& runtime, const std::string& path);

}  // namespace minivm
