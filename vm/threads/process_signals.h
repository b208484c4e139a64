// Signals that a program asks to see (PosixSignalRegistration, Console.CancelKeyPress). A handler may do next
// to nothing, so it writes the number into a pipe, and a managed thread that sits in nextSignal() takes it
// from there. Signal actions belong to the process (ABI 35). A process whose program asks for no signal has
// no pipe.
#pragma once

namespace minivm::processState {

/// From now on `signal` goes to nextSignal() instead of doing what it did. Returns 0 or an errno value.
int watchSignal(int signal);
/// `signal` does again what it did before it was watched.
void unwatchSignal(int signal);
/// Blocks until a watched signal arrives; its number. Only after a watchSignal() that worked.
int nextSignal();
/// What would have happened to a watched signal without anybody watching: nothing, or the end of the process.
void applyDefault(int signal);
/// Writing into a pipe that nobody reads is an error (EPIPE) and not the end of the process.
void ignoreBrokenPipes();

}  // namespace minivm::processState
