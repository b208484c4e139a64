// Thread: everything that belongs to one thread running managed code. r15 points here in managed machine code
// (ABI 1).
#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>

#include "vm/gc/handle.h"
#include "vm/objects/object.h"
#include "vm/threads/compilation_totals.h"
#include "vm/threads/frame.h"

namespace minivm {

class CompiledCode;
class Runtime;
struct ExInfo;
struct TailArguments;
struct ThreadRecord;

class Thread {
 public:
  Thread(Runtime& runtime, size_t interpreterStackBytes);
  ~Thread();
  Thread(const Thread&) = delete;
  Thread& operator=(const Thread&) = delete;

  // --- fields that generated code reads; offsets are in vm/types/offsets.h ---
  std::atomic<uintptr_t> stackLimit{0};  ///< one compare of rsp serves stack check and stop request (ABI 29)
  enum : uint32_t { kStopRequested = 1, kPollsAlways = 2 };
  std::atomic<uint32_t> pollFlag{0};  ///< tested at back edges; non-zero: call pollThread()
  uint32_t id = 0;                    ///< managed thread id, 1 = main
  uint8_t* allocPtr = nullptr;        ///< bump allocation window in the nursery; memory in it is zero
  uint8_t* allocLimit = nullptr;
  Frame* topFrame = nullptr;     ///< youngest link of the native frame chain
  uint8_t* cardTable = nullptr;  ///< biased: card of address a is cardTable[a >> 9] (ABI 19)
  uintptr_t nurseryBase = 0;
  uintptr_t nurserySize = 0;
  uint8_t* threadStatics = nullptr;  ///< its [ThreadStatic] fields, at FieldDesc::offset; never moved

  // --- roots ---
  Object* pendingException = nullptr;  ///< the exception on its way while C++ unwinds
  LocalsLink* locals = nullptr;        ///< C++ root blocks, youngest first
  struct PinLink* pins = nullptr;      ///< what native code was given the address of, youngest call first
  ExInfo* exInfos = nullptr;           ///< active exceptions, youngest first (ABI 15)
  bool rethrowing = false;             ///< the pending exception comes from `rethrow`: its trace is continued
  bool reportingUnhandled = false;     ///< the last words are being said
  Object* managedThread = nullptr;     ///< System.Threading.Thread object, null until asked for

  // --- interpreter stack: stable memory, never moved while frames are on it (ABI 12) ---
  Slot* interpStackBase = nullptr;
  Slot* interpStackEnd = nullptr;  ///< soft end: crossing it is a stack overflow
  /// What calls in the loop compare with: interpStackEnd, or null while a stop is requested.
  std::atomic<Slot*> interpStackLimit{nullptr};
  uintptr_t nativeStackEnd = 0;  ///< what stackLimit is while no stop is requested

  // --- the thread among others (thread_set.h) ---
  ThreadRecord* record = nullptr;  ///< owned by the ThreadSet
  /// Cooperative: it may touch managed objects, and is waited for by whoever stops the world (safepoint.h).
  enum class Mode : uint32_t { Preemptive, Cooperative };
  std::atomic<Mode> mode{Mode::Preemptive};
  const bool fencesTransitions;  ///< the kernel refuses membarrier: transitions carry their own barrier
  /// Told of every poll (--gc-stress-safepoint), or null. Set before the thread runs.
  class SafepointListener* safepointListener = nullptr;
  bool isCompileThread = false;     ///< runs no managed code; the compiler polls between its passes
  uint64_t allocatedBytes = 0;      ///< allocated so far but for what lies between allocCounted and allocPtr
  uint8_t* allocCounted = nullptr;  ///< where the window was when that was counted
  bool throwsOutOfMemory = false;   ///< the heap limit is off for it
  int32_t lastPInvokeError = 0;     ///< Marshal.GetLastPInvokeError
  CompilationTotals compiled;       ///< by this thread

  Thread* attachedBefore = nullptr;  ///< processState: what the native thread ran before, another runtime's
  void* signalStack = nullptr;       ///< processState: owned, null when the native thread had one

  MachineResume machineResume{};  ///< answer of the last dispatch step, until its stub has read it
  const CompiledCode* compiledCode = nullptr;  ///< the Runtime's table; null while nothing is compiled

  TailArguments* tailArguments = nullptr;  ///< owned; of the tail call under way, null before the first one
  /// Room for a tail call with so many stack words; what was in it is gone.
  TailArguments& reserveTailArguments(size_t stackWords);

  uint64_t safepointEpoch = 0;  ///< debug: counts safepoints for Fresh<T>
  uint32_t noGcDepth = 0;       ///< > 0: a NoGc scope is open, collecting is a bug

  Runtime& runtime() const { return runtime_; }
  /// Makes the next poll of this thread stop it. By the one who stops the world.
  void requestStop();
  void withdrawStop();
  /// From here on every poll of this thread takes the slow way, to the listener.
  void pollAlways(SafepointListener& listener);

  // --- localloc memory: stable chunks, released by mark when the frame that took it goes (ABI 14) ---
  uint64_t markLocalAlloc() const { return localAllocTop_; }
  /// Zeroed, 16-byte aligned; null when the limit of 64 MiB is reached.
  void* localAlloc(size_t bytes);
  void releaseLocalAlloc(uint64_t mark) { localAllocTop_ = mark; }
  void freeLocalAllocArea();

 private:
  uint8_t* localAllocBase_ = nullptr;
  uint64_t localAllocTop_ = 0;
  Runtime& runtime_;
  size_t interpStackBytes_ = 0;
};

/// Address space for the [ThreadStatic] fields of one thread; pages are committed as they are touched.
inline constexpr size_t kThreadStaticsBytes = size_t{16} << 20;

inline LocalsScope::LocalsScope(Thread& thread, Object** slots, size_t count)
    : thread_(thread), link_{thread.locals, slots, count} {
  thread_.locals = &link_;
}
inline LocalsScope::~LocalsScope() {
  thread_.locals = link_.previous;
}

/// One link of the thread's list of pinned addresses: anywhere inside an object, or outside of the heap.
struct PinLink {
  PinLink* previous;
  uint8_t** addresses;
  size_t count;
};

/// Keeps the objects that `addresses` point into alive and in place until the scope ends. Addresses may be
/// filled in later; scopes nest strictly.
class PinScope {
 public:
  PinScope(Thread& thread, uint8_t** addresses, size_t count)
      : thread_(thread), link_{thread.pins, addresses, count} {
    thread_.pins = &link_;
  }
  ~PinScope() { thread_.pins = link_.previous; }
  PinScope(const PinScope&) = delete;
  PinScope& operator=(const PinScope&) = delete;

 private:
  Thread& thread_;
  PinLink link_;
};

/// While alive, collecting on this thread is a bug that asserts. Raw pointers are fine inside.
class NoGc {
 public:
  explicit NoGc(Thread& thread) : thread_(thread) { ++thread_.noGcDepth; }
  ~NoGc() { --thread_.noGcDepth; }
  NoGc(const NoGc&) = delete;
  NoGc& operator=(const NoGc&) = delete;

 private:
  Thread& thread_;
};

}  // namespace minivm
