// EntryStubs: the machine code through which control enters and leaves managed code (ABI 6, 7, 10). One per
// Runtime. Everything is emitted on demand into the CodeHeap under a name; only stubs_x64.cpp and
// shuffle_x64.cpp know instructions.
#pragma once

#include <atomic>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "vm/entry/backpatch.h"
#include "vm/entry/call_shape.h"
#include "vm/entry/code_heap.h"
#include "vm/entry/precode.h"
#include "vm/gc/heap.h"
#include "vm/support/hash.h"
#include "vm/support/log.h"
#include "vm/threads/frame.h"
#include "vm/types/load_failure.h"

namespace minivm {

class EntryStubs;
class Runtime;
class Thread;
struct CallPlan;
struct NativeCallback;

/// What the stubs need of the rooms above: the Runtime gives it, tests give their own.
class EntryServices {
 public:
  virtual ~EntryServices() = default;
  /// The resolved signature. May throw LoadFailure; never collects.
  virtual const MethodSig& signature(MethodDesc* method) = 0;
  /// Makes the method runnable: bytecode for IL, a bound bridge for natives. May collect; throws
  /// ManagedException or LoadFailure.
  virtual void prepare(Thread& thread, MethodDesc* method) = 0;
  /// Runs it: InterpreterInterface::execute.
  /// May leave by a tail call instead: Thread::tailArguments has a target then, and `ret` nothing.
  virtual void execute(Thread& thread, MethodDesc* method, const Slot* args, Slot* ret) = 0;
  /// The same below native frames: catches everything; false when an exception left the method and is
  /// pending.
  virtual bool tryExecute(Thread& thread, MethodDesc* method, const Slot* args, Slot* ret) = 0;
  /// Makes `failure` the thread's pending exception. May collect. Throws ManagedException.
  [[noreturn]] virtual void raise(Thread& thread, const LoadFailure& failure) = 0;
  /// The native stack is used up. Throws ManagedException or ends the process.
  [[noreturn]] virtual void raiseStackOverflow(Thread& thread) = 0;
  /// The same for a callback whose arguments or result are converted: `args` and `ret` are native. Throws
  /// ManagedException or LoadFailure where a conversion fails.
  virtual bool tryExecuteConverting(Thread& thread, const NativeCallback& callback, Object* delegate,
                                    const Slot* args, Slot* ret) = 0;
  /// The thread of this runtime that the calling native thread runs, preemptive; a native thread that runs
  /// none joins until it ends.
  virtual Thread& callingThread() = 0;
  /// Native code called back and that cannot go on: an exception that nothing caught, a delegate that is
  /// gone. Ends the process with 134 (ABI 16).
  [[noreturn]] virtual void failCallback(Thread& thread, const std::string& message) = 0;
};

/// The services of a real runtime (vm/interop/entry_services.cpp).
std::unique_ptr<EntryServices> makeEntryServices(Runtime& runtime);

/// The frame an interpreter entry stub pushes: the TransitionFrame, then the result registers.
struct EntryFrame : TransitionFrame {
  Slot intResults[2];    ///< rax rdx
  Slot floatResults[2];  ///< xmm0 xmm1
};

/// A function pointer given to native code: what its precode's key points at. Owned by EntryStubs; its
/// address is stable.
struct NativeCallback {
  EntryStubs* stubs;
  MethodDesc* method;    ///< static UnmanagedCallersOnly method, or the delegate type's Invoke
  const MethodSig* sig;  ///< the native side: Invoke without `this`
  const CallShape* shape;
  GcHandle delegate;                   ///< weak handle of the delegate, null for methods
  void* entry;                         ///< the address native code has
  const CallPlan* plan;                ///< conversions; null where everything travels as it is
  uint32_t delegateHash = 0;           ///< of the delegate's identity
  NativeCallback* sameHash = nullptr;  ///< the next one with that hash
};

class EntryStubs {
 public:
  explicit EntryStubs(Runtime& runtime);
  /// For tests: without a Runtime.
  EntryStubs(CodeHeap& codeHeap, const Log& log, std::unique_ptr<EntryServices> services);
  ~EntryStubs();
  EntryStubs(const EntryStubs&) = delete;
  EntryStubs& operator=(const EntryStubs&) = delete;

  CodeHeap& codeHeap() { return codeHeap_; }
  EntryServices& services() { return *services_; }
  Backpatcher& backpatcher() { return backpatcher_; }
  const Log& log() const { return log_; }
  const CallShape& shapeOf(const MethodSig& sig) { return shapes_.shapeOf(sig); }
  const CallShape& shapeOf(MethodDesc* method) { return shapes_.shapeOf(services_->signature(method)); }

  // --- precodes ---
  void* ensurePrecode(MethodDesc* method);
  MethodDesc* methodOfPrecode(const void* address) const {
    return static_cast<MethodDesc*>(precodes_.keyOf(address));
  }
  /// Takes back what was made for a method that nobody can call any more.
  void releaseEntries(MethodDesc* method);
  size_t precodeCount() const { return precodes_.count(); }

  // --- stubs, each emitted at its first use ---
  /// First target of every precode: spills all argument registers, calls prestubWorker, jumps to what it
  /// answers.
  void* prestub();
  /// Machine code → interpreter (r10 = MethodDesc).
  void* interpreterEntry(const CallShape& shape);
  using ExitStub = void (*)(Thread* thread, const void* target, const Slot* args, Slot* ret,
                            const CallShape* shape);
  /// C++ → machine code in the managed convention, or in the native one where the shape has no `this`.
  ExitStub exitStub(const CallShape& shape);
  /// Vtable entry of a value type's instance method: `this` is the box; 8 is added and the precode entered.
  void* unboxingStub(MethodDesc* method);
  /// Delegate Invoke: closed delegates and shuffle thunks are jumped to, everything else goes to the
  /// interpreter.
  void* delegateInvoke(MethodDesc* invoke);
  /// `methodPtr` of a multicast delegate: enters the interpreter for `invoke` with the delegate in rdi.
  void* multicastInvoke(MethodDesc* invoke);
  /// `methodPtr` of an open static delegate (target = the delegate itself): drops the delegate, moves the
  /// arguments to where `target` expects them, jumps to methodPtrAux. Shared by pairs of shapes. Null when
  /// the arguments need more stack than the caller made, and for instance targets: those delegates are the
  /// interpreter's.
  void* shuffleThunk(const MethodSig& invoke, const MethodSig& target);
  /// Where a call ends whose method could not be prepared: returns zeros with Thread::pendingException set.
  void* returnPending();
  /// Where a method goes that leaves by a tail call whose arguments lie in Thread::tailArguments (ABI 8),
  /// with its frame dropped: [rsp] is the return address of its caller. Jumps of this kind share one frame.
  const void* tailCall();
  /// The return address of calls that the tail-call stub makes.
  const void* tailCallReturn();
  /// Where a compiled method goes before its frame is set up, when the thread's stack limit is not kept: with
  /// the arguments as at its entry, r10 = MethodDesc, r11 = the entry, to which control comes back.
  void* entryPoll();
  /// Makes compiled code call a bound P/Invoke directly: its precode leads to a stub that links a frame,
  /// changes the mode and calls `target`. For signatures whose arguments are no references or byrefs and
  /// travel as they are.
  void enterDirectly(MethodDesc* method, const MethodSig& sig, const void* target);
  /// Native code → C++ in the native convention (r10 = NativeCallback).
  void* reverseEntry(const CallShape& shape);

  /// Calls `entry` with arguments laid out by `sig`; throws ManagedException when the callee left one
  /// pending. Runs managed code. `ret` must be memory that does not move; it is written after the callee's
  /// last safepoint.
  void callThrough(Thread& thread, const MethodSig& sig, const void* entry, const Slot* args, Slot* ret);
  /// The managed entry of a virtual slot: precode, or unboxing stub for methods of value types. Fills the
  /// vtable slot on first use.
  void* ensureVtableEntry(MethodTable* type, uint32_t slot);

  // --- native callbacks (ABI 1) ---
  /// The native entry of a static method whose arguments travel as they are, always the same one.
  void* nativeEntry(MethodDesc* method);
  /// The same if it has been made, else null.
  void* findNativeEntry(MethodDesc* method);
  /// The native entry of a delegate, whose identity has this hash code. It does not keep the delegate alive.
  void* nativeEntryForDelegate(Thread& thread, Object* delegate, uint32_t hash, MethodDesc* invoke,
                               const CallPlan& plan, const MethodSig& nativeSig, bool isPlain);
  /// The callback behind a native entry, null if `address` is none.
  NativeCallback* callbackOf(const void* address) const {
    return static_cast<NativeCallback*>(nativeEntries_.keyOf(address));
  }

 private:
  friend struct StubEmitter;
  void* emitPrestub();
  void* emitReturnPending();
  void* emitTailCall();
  void* emitEntryPoll();
  void* emitInterpreterEntry(const CallShape& shape);
  void* emitExit(const CallShape& shape);
  void* emitReverseEntry(const CallShape& shape);
  void* emitPInvoke(MethodDesc* method, const CallShape& shape, const void* target);
  void* emitUnboxing(MethodDesc* method);
  void* emitDelegateInvoke(MethodDesc* invoke, void* interpreterEntry);
  void* emitMulticastInvoke(MethodDesc* invoke, void* interpreterEntry);
  void* emitShuffle(const CallShape& from, const CallShape& to);
  /// The address in `cell`, made by `make` under the emission lock if it is not there yet.
  template <typename F>
  void* once(std::atomic<void*>& cell, F&& make);
  template <typename K, typename F>
  void* onceFor(HashMap<K, void*>& map, const K& key, F&& make);

  CodeHeap& codeHeap_;
  const Log& log_;
  std::unique_ptr<EntryServices> services_;
  ShapeTable shapes_;
  PrecodeTable precodes_;
  PrecodeTable nativeEntries_;
  Backpatcher backpatcher_;
  std::recursive_mutex emission_;  ///< one thread emits at a time
  std::atomic<void*> prestub_{nullptr};
  std::atomic<void*> returnPending_{nullptr};
  std::atomic<void*> tailCall_{nullptr};
  const void* tailCallReturn_ = nullptr;
  std::atomic<void*> entryPoll_{nullptr};
  HashMap<MethodDesc*, void*> unboxing_;
  HashMap<MethodDesc*, void*> delegateInvokes_;
  HashMap<MethodDesc*, void*> multicastInvokes_;
  HashMap<std::pair<const CallShape*, const CallShape*>, void*> shuffles_;
  /// Takes the entries of dead delegates out of the table. Under `emission_`.
  void sweepDelegateEntries();

  std::vector<std::unique_ptr<NativeCallback>> callbacks_;
  HashMap<uint32_t, NativeCallback*> delegateEntries_;  ///< by the identity hash of the delegate
  std::vector<NativeCallback*> freeDelegateEntries_;    ///< of dead delegates, to be given to new ones
  size_t delegateEntryCount_ = 0;                       ///< in the table
  size_t sweepAt_ = 64;                                 ///< entries that make a sweep worth its time
  HashMap<MethodDesc*, void*> nativeMethodEntries_;
};

/// Calls managed machine code from C++ (`--calls=stubs`, later every call from the interpreter into compiled
/// code): `entry` is any managed entry of `method`. Throws ManagedException. Runs managed code.
void callThroughEntry(Thread& thread, MethodDesc* method, void* entry, const Slot* args, Slot* ret);

}  // namespace minivm
