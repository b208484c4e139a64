// Raising managed exceptions from C++ (DESIGN §10, ABI 15): the object waits in Thread::pendingException (a
// root) while a ManagedException unwinds C++ frames to the nearest boundary: a native bridge, an interpreter
// slow path, execute(). It never crosses a managed frame.
#pragma once

#include <string>
#include <string_view>

#include "vm/gc/handle.h"
#include "vm/types/load_failure.h"
#include "vm/types/well_known.h"

namespace minivm {

class Thread;

/// Carries no data: the exception object is thread.pendingException.
struct ManagedException {};

/// Raises an existing exception object (null raises NullReferenceException). May collect.
[[noreturn]] void throwManaged(Thread& thread, Object* exception);
/// Creates the exception by type, with .NET's default message when `message` is empty, and raises it. May
/// collect.
[[noreturn]] void throwNew(Thread& thread, WellKnownType type, std::string_view message = {});
/// ArgumentException family: message and parameter name.
[[noreturn]] void throwArgument(Thread& thread, WellKnownType type, std::string_view message,
                                std::string_view parameter);
/// Turns a failure of loading into its managed exception and raises it. May collect.
[[noreturn]] void throwLoadFailure(Thread& thread, const LoadFailure& failure);
/// Creates an exception object of a well-known type without raising it: fields are set as its (string)
/// constructor would. May collect.
Fresh<Object> createException(Thread& thread, WellKnownType type, std::string_view message);

}  // namespace minivm
