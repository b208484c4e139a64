// System.Runtime.InteropServices.PosixSignalRegistration.
#include "vm/native/native_list.h"
#include "vm/native/native_support.h"
#include "vm/runtime.h"
#include "vm/threads/process_signals.h"
#include "vm/threads/safepoint.h"

namespace minivm::natives {

int32_t signalWatch(int32_t signal) {
  return processState::watchSignal(signal);
}
void signalUnwatch(int32_t signal) {
  processState::unwatchSignal(signal);
}
void signalApplyDefault(int32_t signal) {
  processState::applyDefault(signal);
}

int32_t signalNext(Thread& thread) {
  Preemptive scope(thread);
  return processState::nextSignal();
}

}  // namespace minivm::natives
