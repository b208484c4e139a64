#include "vm/threads/process_signals.h"

#include <fcntl.h>
#include <signal.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <mutex>

namespace minivm::processState {

namespace {

constexpr int kSignalCount = 65;  ///< 1 … 64 on Linux

std::mutex watching;  ///< guards what follows, but for the write end, which the handler reads
bool isWatched[kSignalCount];
struct sigaction actionBefore[kSignalCount];
int readEnd = -1;
std::atomic<int> writeEnd{-1};

void handle(int signal) {
  const int error = errno;
  const uint8_t number = static_cast<uint8_t>(signal);
  while (::write(writeEnd.load(std::memory_order_relaxed), &number, 1) < 0 && errno == EINTR) {
  }
  errno = error;
}

}  // namespace

int watchSignal(int signal) {
  if (signal <= 0 || signal >= kSignalCount) return EINVAL;
  std::lock_guard guard(watching);
  if (isWatched[signal]) return 0;
  if (readEnd < 0) {
    int ends[2];
    if (::pipe2(ends, O_CLOEXEC) != 0) return errno;
    readEnd = ends[0];
    writeEnd.store(ends[1], std::memory_order_relaxed);
  }
  struct sigaction action = {};
  action.sa_handler = handle;
  action.sa_flags = SA_RESTART | SA_ONSTACK;
  sigemptyset(&action.sa_mask);
  if (::sigaction(signal, &action, &actionBefore[signal]) != 0) return errno;
  isWatched[signal] = true;
  return 0;
}

void unwatchSignal(int signal) {
  if (signal <= 0 || signal >= kSignalCount) return;
  std::lock_guard guard(watching);
  if (!isWatched[signal]) return;
  ::sigaction(signal, &actionBefore[signal], nullptr);
  isWatched[signal] = false;
}

int nextSignal() {
  uint8_t number = 0;
  ssize_t got;
  do got = ::read(readEnd, &number, 1);
  while (got < 0 && errno == EINTR);
  return got == 1 ? number : 0;
}

void applyDefault(int signal) {
  switch (signal) {
    case SIGCHLD:
    case SIGCONT:
    case SIGURG:
    case SIGWINCH: return;
    default: break;
  }
  unwatchSignal(signal);
  struct sigaction now = {};
  if (::sigaction(signal, nullptr, &now) != 0 || now.sa_handler == SIG_IGN) return;
  ::kill(::getpid(), signal);
}

void ignoreBrokenPipes() {
  ::signal(SIGPIPE, SIG_IGN);
}

}  // namespace minivm::processState
