#include "vm/threads/process_state.h"

#include <linux/membarrier.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <ucontext.h>
#include <unistd.h>

#include <atomic>
#include <iterator>
#include <string_view>
#include <vector>

#include "vm/runtime.h"
#include "vm/threads/thread.h"
#include "vm/types/ee_class.h"
#include "vm/types/method_desc.h"
#include "vm/types/method_table.h"

namespace minivm::processState {

namespace {

constexpr int kSignals[] = {SIGSEGV, SIGBUS, SIGFPE};
constexpr size_t kSignalStackBytes = size_t{64} << 10;
/// A fault this near to the stack pointer, with the stack nearly used up, is its overflow.
constexpr uintptr_t kOverflowReach = uintptr_t{1} << 20;
constexpr int kMostFrames = 200;

std::atomic<bool> installed{false};
struct sigaction previousActions[std::size(kSignals)];
__attribute__((tls_model("initial-exec"))) thread_local Thread* current = nullptr;
__attribute__((tls_model("initial-exec"))) thread_local bool isReporting = false;
thread_local std::vector<std::unique_ptr<Attachment>> kept;

// Everything below runs in a signal handler: no allocation, no lock, no stdio.

void print(std::string_view text) {
  while (!text.empty()) {
    ssize_t written = write(STDERR_FILENO, text.data(), text.size());
    if (written <= 0) return;
    text.remove_prefix(static_cast<size_t>(written));
  }
}

void printMethod(const MethodDesc& method) {
  print("   at ");
  const MethodTable* type = method.methodTable;
  const Metadata& metadata = type->module->metadata();
  if (!type->isArray() && !type->eeClass->typeDef.isNil()) {
    TypeDefRow row = metadata.typeDef(type->eeClass->typeDef.rid());
    std::string_view nameSpace = metadata.string(row.nameSpace);
    print(nameSpace);
    if (!nameSpace.empty()) print(".");
    print(metadata.string(row.name));
    print(".");
  }
  if (!method.token.isNil()) print(metadata.string(metadata.methodDef(method.token.rid()).name));
  print("()\n");
}

/// The frames as the loop saved them last: the youngest may be missing, or have returned since.
void printManagedStack(const Thread& thread) {
  int left = kMostFrames;
  for (Frame* frame = thread.topFrame; frame; frame = frame->previous) {
    if (frame->kind != FrameKind::Interpreter) continue;
    Slot* fp = static_cast<InterpreterActivation*>(frame)->lastFp;
    while (fp > thread.interpStackBase && headerOf(fp)->method) {
      if (left-- == 0) return print("   ...\n");
      printMethod(*headerOf(fp)->method);
      Slot* caller = headerOf(fp)->callerFp;
      if (caller >= fp) return;  // nothing that could be walked any more
      fp = caller;
    }
  }
}

void passOn(int signal) {
  for (size_t i = 0; i < std::size(kSignals); ++i) {
    // The instruction faults again, with the older action in place.
    if (kSignals[i] == signal) sigaction(signal, &previousActions[i], nullptr);
  }
}

void onFault(int signal, siginfo_t* info, void* context) {
  if (isReporting) _exit(134);  // the stack of frames is broken, too: enough was said
  const bool isFault = info->si_code > 0;
  if (!current || !isFault) {
    passOn(signal);
    if (!isFault) raise(signal);
    return;
  }
  isReporting = true;
  const auto address = reinterpret_cast<uintptr_t>(info->si_addr);
  const auto sp = static_cast<uintptr_t>(static_cast<ucontext_t*>(context)->uc_mcontext.gregs[REG_RSP]);
  const bool isNearSp = address + kOverflowReach > sp && address < sp + kOverflowReach;
  if (signal == SIGFPE) {
    print("Fatal error. Arithmetic fault in native code.\n");
  } else if (isNearSp && sp < current->nativeStackEnd) {
    print("Stack overflow.\n");
  } else {
    print(
        "Fatal error. System.AccessViolationException: Attempted to read or write protected memory. This is "
        "often an indication that other memory is corrupt.\n");
  }
  printManagedStack(*current);
  _exit(134);
}

}  // namespace

bool transitionsNeedFence() {
  static const bool isRefused = syscall(SYS_membarrier, MEMBARRIER_CMD_REGISTER_PRIVATE_EXPEDITED, 0, 0) != 0;
  return isRefused;
}

void keepUntilThreadEnds(std::unique_ptr<Attachment> attachment) {
  kept.push_back(std::move(attachment));
}

Thread* currentThread() {
  return current;
}

void installFaultHandlers() {
  if (installed.exchange(true)) return;
  struct sigaction action {};
  action.sa_sigaction = onFault;
  // NODEFER: a fault of the handler itself comes back to it.
  action.sa_flags = SA_SIGINFO | SA_ONSTACK | SA_NODEFER;
  sigemptyset(&action.sa_mask);
  for (size_t i = 0; i < std::size(kSignals); ++i) sigaction(kSignals[i], &action, &previousActions[i]);
}

void attach(Thread& thread) {
  thread.attachedBefore = current;
  current = &thread;
  stack_t existing{};
  if (sigaltstack(nullptr, &existing) != 0 || !(existing.ss_flags & SS_DISABLE)) return;
  void* memory = mmap(nullptr, kSignalStackBytes, PROT_READ | PROT_WRITE,
                      MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
  if (memory == MAP_FAILED) return;
  stack_t own{};
  own.ss_sp = memory;
  own.ss_size = kSignalStackBytes;
  if (sigaltstack(&own, nullptr) == 0) {
    thread.signalStack = memory;
  } else {
    munmap(memory, kSignalStackBytes);
  }
}

void detach(Thread& thread) {
  if (current != &thread) return;
  current = thread.attachedBefore;
  if (!thread.signalStack) return;
  stack_t none{};
  none.ss_flags = SS_DISABLE;
  sigaltstack(&none, nullptr);
  munmap(thread.signalStack, kSignalStackBytes);
  thread.signalStack = nullptr;
}

}  // namespace minivm::processState
