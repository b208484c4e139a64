// The stock .NET class library: is it one this VM knows, and how it is started.
#pragma once

#include <span>
#include <string>

#include "vm/gc/handle.h"

namespace minivm {

class ClassLoader;
class Thread;

namespace stock {

/// Compares the offsets of the fields that the VM reads and writes (contract §4.5) with those of the loaded
/// library. LoadFailure that lists what differs: it is a library of another version.
void checkLayout(ClassLoader& loader);

/// What the host does before Main: properties to AppContext, the command line to Environment, start-up hooks
/// (contract §5, §9). Answers Main's string[]. Runs managed code.
Fresh<Array> startRunsManaged(Thread& thread, const std::string& app, std::span<const std::string> args);

}  // namespace stock
}  // namespace minivm
