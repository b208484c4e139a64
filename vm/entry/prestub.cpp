#include "vm/entry/prestub.h"

#include <atomic>
#include <cstring>
#include <memory>

#include "loader/load_error.h"
#include "vm/eh/exceptions.h"
#include "vm/entry/entry_stubs.h"
#include "vm/threads/compiled_method.h"
#include "vm/threads/safepoint.h"
#include "vm/threads/tail_arguments.h"

namespace minivm {
namespace {

/// Slots on the native stack for almost every call, on the C++ heap for the rest. Never seen by the
/// collector: whoever fills it hands it on before the next safepoint.
class SlotBuffer {
 public:
  explicit SlotBuffer(size_t count) {
    if (count > kInline) large_ = std::make_unique<Slot[]>(count);
  }
  Slot* data() { return large_ ? large_.get() : inline_; }

 private:
  // Few: the buffers lie on the stack of every call from machine code into the interpreter.
  static constexpr size_t kInline = 8;
  Slot inline_[kInline];
  std::unique_ptr<Slot[]> large_;
};

size_t slotsOf(uint32_t bytes) {
  return (size_t{bytes} + 7) / 8;
}

/// Runs `action`, which may throw as C++ code of the VM does; false when an exception is pending afterwards.
template <typename F>
bool runCatching(EntryStubs& stubs, Thread& thread, F&& action) {
  try {
    try {
      action();
      return true;
    } catch (const LoadFailure& failure) {
      stubs.services().raise(thread, failure);
    } catch (const LoadError& error) {  // the image is broken where nobody had looked yet
      stubs.services().raise(thread, LoadFailure(LoadFailureKind::BadImageFormat, error.what()));
    }
  } catch (const ManagedException&) {
  }
  return false;
}

/// Moves a finished result to where the stub's epilogue loads it from. `buffer` is the caller's return
/// buffer.
void storeResults(const CallShape& shape, const Slot* result, Slot* intResults, Slot* floatResults,
                  void* buffer) {
  if (shape.returnKind == ReturnKind::Buffer) {
    std::memcpy(buffer, result, shape.returnBytes);
    intResults[0].ptr = buffer;
    return;
  }
  for (const ShapeWord& word : shape.returnWords) {
    Slot value = result[word.slot];
    if (word.extend != Extend::None) extendSlot(value, word.extend);
    if (word.place == Place::Int) intResults[word.index] = value;
    if (word.place == Place::Float) floatResults[word.index] = value;
  }
}

/// An open delegate that machine code invokes gets a thunk: the next call goes straight to the method.
void shortenDelegate(EntryStubs& stubs, MethodDesc* invoke, const CallShape& shape,
                     DelegateObject* delegate) {
  if (shape.returnKind == ReturnKind::Buffer || !delegate || delegate->invocationCount != 0 ||
      !delegate->methodPtrAux || delegate->methodPtr != invoke->precode.load(std::memory_order_acquire))
    return;
  MethodDesc* target = stubs.methodOfPrecode(delegate->methodPtrAux);
  if (!target || !target->isStatic()) return;
  void* thunk = stubs.shuffleThunk(stubs.services().signature(invoke), stubs.services().signature(target));
  if (thunk) std::atomic_ref<void*>(delegate->methodPtr).store(thunk, std::memory_order_release);
}

}  // namespace

void* prestubWorker(Thread* thread, TransitionFrame* frame, EntryStubs* stubs) noexcept {
  MethodDesc* method = frame->method;
  void* target = nullptr;
  bool ready = runCatching(*stubs, *thread, [&] {
    try {
      // From here on the walker can report the arguments; resolving a signature does not collect.
      const CallShape& shape = stubs->shapeOf(method);
      frame->shape = &shape;
      stubs->services().prepare(*thread, method);
      // The direct stub only replaces rdi. With a return buffer a delegate closed over a static method would
      // need the buffer and the target swapped, and the stub cannot tell static from instance: such delegates
      // go through the interpreter.
      bool isDirect = method->kind == MethodKind::DelegateInvoke && shape.returnKind != ReturnKind::Buffer;
      target = isDirect ? stubs->delegateInvoke(method) : stubs->interpreterEntry(shape);
    } catch (...) {
      frame->flags &= ~kFrameArgsLive;  // the call will not happen, and raising the failure may collect
      throw;
    }
  });
  if (!ready) return stubs->returnPending();
  // Somebody may have promoted the method meanwhile: only the prestub itself is replaced.
  void* expected = stubs->prestub();
  if (!precodeData(method->precode.load(std::memory_order_acquire))
           .target.compare_exchange_strong(expected, target, std::memory_order_acq_rel)) {
    target = expected;
  }
  if (stubs->log().isOn(LogFacility::Prestub)) {
    stubs->log().line(LogFacility::Prestub, "{} goes to {}", method->toString(),
                      stubs->codeHeap().nameOf(target));
  }
  return target;
}

void entryPollWorker(Thread* thread, TransitionFrame* frame, EntryStubs* stubs) noexcept {
  const void* entry = *reinterpret_cast<void**>(frame + 1);
  // Its frame would begin below the return address.
  const uintptr_t frameTop = reinterpret_cast<uintptr_t>(frame->stackArgs) - 2 * sizeof(void*);
  if (frameTop - thread->compiledCode->find(entry)->frameBytes < thread->nativeStackEnd) {
    frame->flags &= ~kFrameArgsLive;
    runCatching(*stubs, *thread, [&] { stubs->services().raiseStackOverflow(*thread); });
    return;
  }
  frame->shape = &stubs->shapeOf(frame->method);  // known: it is compiled
  pollThread(*thread);
}

bool interpreterEntryWorker(Thread* thread, TransitionFrame* transition, EntryStubs* stubs) noexcept {
  auto* frame = static_cast<EntryFrame*>(transition);
  const CallShape& shape = *frame->shape;
  std::memset(frame->intResults, 0, sizeof frame->intResults);
  std::memset(frame->floatResults, 0, sizeof frame->floatResults);
  bool leaves = false;
  bool done = runCatching(*stubs, *thread, [&] {
    if (reinterpret_cast<uintptr_t>(__builtin_frame_address(0)) < thread->nativeStackEnd) {
      frame->flags &= ~kFrameArgsLive;
      stubs->services().raiseStackOverflow(*thread);
    }
    if (frame->method->kind == MethodKind::DelegateInvoke)
      shortenDelegate(*stubs, frame->method, shape, reinterpret_cast<DelegateObject*>(frame->intArgs[0]));
    SlotBuffer args(shape.argSlots);
    SlotBuffer result(slotsOf(shape.returnBytes));
    copyArgumentsToSlots_nogc(shape, frame->intArgs, frame->floatArgs, frame->stackArgs, args.data());
    void* buffer = reinterpret_cast<void*>(frame->intArgs[shape.returnBufferRegister]);
    frame->flags &=
        ~kFrameArgsLive;  // execute() copies them first thing; from then on its own frame reports them
    stubs->services().execute(*thread, frame->method, args.data(), result.data());
    if (TailArguments* tail = thread->tailArguments; tail && tail->target) {
      // Both have the same result: the buffer is passed on, in the target's place for it.
      if (shape.returnKind == ReturnKind::Buffer)
        tail->intArgs[tail->returnBuffer] = reinterpret_cast<uint64_t>(buffer);
      leaves = true;
      return;
    }
    storeResults(shape, result.data(), frame->intResults, frame->floatResults, buffer);
  });
  (void)done;  // an exception stays pending; the caller's exit stub tests for it (ABI 15), the results are
               // zeros
  return leaves;
}

void reverseEntryWorker(NativeCallback* callback, ReverseFrame* frame) noexcept {
  EntryStubs& stubs = *callback->stubs;
  Thread& thread = stubs.services().callingThread();
  Cooperative scope(thread);
  const CallShape& shape = *callback->shape;
  std::memset(frame->intResults, 0, sizeof frame->intResults);
  std::memset(frame->floatResults, 0, sizeof frame->floatResults);
  auto fail = [&](std::string_view what) {
    stubs.services().failCallback(
        thread, "fatal error in native callback " + callback->method->toString() + std::string(what));
  };
  bool done = runCatching(stubs, thread, [&] {
    SlotBuffer args(size_t{shape.argSlots} + 1);
    SlotBuffer result(slotsOf(shape.returnBytes));
    Slot* first = args.data();
    Object* delegate = nullptr;
    if (callback->delegate) {
      delegate = *callback->delegate;
      if (!delegate) fail(": its delegate has been collected");
      first->obj = delegate;
      ++first;
    }
    copyArgumentsToSlots_nogc(shape, frame->intArgs, frame->floatArgs, frame->stackArgs, first);
    void* buffer = reinterpret_cast<void*>(frame->intArgs[shape.returnBufferRegister]);
    // No handler above the native frames is a candidate (ABI 16).
    const bool returned =
        callback->plan
            ? stubs.services().tryExecuteConverting(thread, *callback, delegate, first, result.data())
            : stubs.services().tryExecute(thread, callback->method, args.data(), result.data());
    if (!returned) throw ManagedException{};
    storeResults(shape, result.data(), frame->intResults, frame->floatResults, buffer);
  });
  if (!done) fail("");
}

}  // namespace minivm
