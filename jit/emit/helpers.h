// The C++ functions that compiled code calls. Three kinds, by how they are reached:
//   Leaf    neither collects nor throws; called directly
//   Helper  may collect and throw; through a stub that publishes the frame and looks for a pending exception
//   Slow    like Helper, on slow paths: two words in r10 and r11, answer in r11, every register kept
// All take the thread first. What a helper throws as C++ does is left pending.
#pragma once

#include <cstdint>

#include "vm/eh/exceptions.h"
#include "vm/runtime.h"
#include "vm/types/load_failure.h"

namespace minivm::jit {

/// Turns whatever C++ exception is in flight into the thread's pending exception.
void leavePending(Thread& thread) noexcept;

template <typename R, typename... Args>
const void* addressOfHelper(R (*function)(Thread&, Args...)) {
  return reinterpret_cast<const void*>(function);
}
template <typename R, typename... Args>
const void* addressOfHelper(R (*function)(Thread*, Args...) noexcept) {
  return reinterpret_cast<const void*>(function);
}

// --- leaves
/// Characters of a new string.
void copyChars_nogc(Thread* thread, void* destination, const void* source, uint64_t bytes) noexcept;
void copyWithBarrier(Thread* thread, void* destination, const void* source, uint64_t bytes) noexcept;
uint64_t markLocalAlloc_nogc(Thread* thread) noexcept;
void releaseLocalAlloc_nogc(Thread* thread, uint64_t mark) noexcept;
void* reserveTailArguments(Thread* thread, uint64_t stackWords) noexcept;
void leaveCatch_nogc(Thread* thread, void* frame, uint64_t clause) noexcept;
/// What `matt` calls when it is not expanded.
int32_t JIT_MattI4(Thread* thread, int32_t a, int32_t b) noexcept;
int64_t JIT_MattI8(Thread* thread, int64_t a, int64_t b) noexcept;
float JIT_MattF4(Thread* thread, float a, float b) noexcept;
double JIT_MattF8(Thread* thread, double a, double b) noexcept;
float remainderF4(Thread* thread, float a, float b) noexcept;
double remainderF8(Thread* thread, double a, double b) noexcept;

// --- helpers: may collect and throw; pending exceptions are looked for by their stub
uint64_t copyBytes(Thread* thread, void* destination, const void* source, uint64_t bytes) noexcept;
uint64_t fillBytes(Thread* thread, void* destination, uint64_t value, uint64_t bytes) noexcept;
void* allocateLocal(Thread* thread, uint64_t bytes) noexcept;
Object* boxNullableValue(Thread* thread, MethodTable* nullable, const void* value) noexcept;
uint64_t unboxNullableValue(Thread* thread, MethodTable* nullable, Object* object, void* storage) noexcept;
uint64_t requireElementType(Thread* thread, Object* array, uint64_t type) noexcept;
uint64_t requireSameType(Thread* thread, uint64_t found, uint64_t expected) noexcept;
Object* runtimeTypeOfWord(Thread* thread, uint64_t type) noexcept;
void* virtualFunctionOf(Thread* thread, MethodDesc* declared, Object* object) noexcept;
Object* newMdArray(Thread* thread, MethodDesc* constructor, const int64_t* lengths) noexcept;
/// What a delegate with one target calls when the stub cannot jump there: answers a DelegateBinding, and the
/// entry. `first` is the first argument behind the delegate, if that is an object.
uint64_t bindDelegate(Thread* thread, DelegateObject* delegate, Object* first, void** entry) noexcept;
enum class DelegateBinding : uint64_t {
  Instance,      ///< target, arguments
  Static,        ///< the same for a static method: the target is its first parameter
  OpenStatic,    ///< arguments
  OpenInstance,  ///< arguments, of which the first is `this`
  Count
};
uint64_t callNativeFunction(Thread* thread, const MethodSig* sig, void* target, const Slot* args,
                            Slot* ret) noexcept;
uint64_t takeLock(Thread* thread, Object** owner, Object** lock) noexcept;
uint64_t releaseLock(Thread* thread, Object** lock) noexcept;
/// Runs a native with its arguments in `args`; the result's bits.
uint64_t callNativeBridge(Thread* thread, MethodDesc* method, Slot* args) noexcept;
uint64_t throwKeptFailure(Thread* thread, const LoadFailure* failure) noexcept;
uint64_t throwObject(Thread* thread, Object* exception) noexcept;
uint64_t rethrowCurrent(Thread* thread, uint64_t frame, uint64_t ilOffset) noexcept;

// --- slow paths: (thread, r10, r11)
uint64_t slowNew(Thread* thread, uint64_t type, uint64_t) noexcept;
uint64_t slowNewArray(Thread* thread, uint64_t type, uint64_t length) noexcept;
uint64_t slowCast(Thread* thread, uint64_t object, uint64_t cell) noexcept;
uint64_t slowIsInst(Thread* thread, uint64_t object, uint64_t cell) noexcept;
uint64_t slowUnbox(Thread* thread, uint64_t object, uint64_t type) noexcept;
uint64_t slowStoreCheck(Thread* thread, uint64_t array, uint64_t value) noexcept;
uint64_t slowClassInit(Thread* thread, uint64_t type, uint64_t) noexcept;
uint64_t slowMonitorEnter(Thread* thread, uint64_t object, uint64_t) noexcept;
uint64_t slowMonitorExit(Thread* thread, uint64_t object, uint64_t) noexcept;
uint64_t slowPoll(Thread* thread, uint64_t, uint64_t) noexcept;
uint64_t slowThrow(Thread* thread, uint64_t wellKnownType, uint64_t) noexcept;
/// A compiled loop was entered with the thread's stack limit not kept: comes back unless the stack is used
/// up.
uint64_t slowStackLimit(Thread* thread, uint64_t, uint64_t) noexcept;

/// Does a static field of this module's types have to run its initializer first?
bool needsModuleInit(const Module* module);
/// A failure that compiled code may raise later; lives as long as the runtime.
const LoadFailure* keepFailure(Runtime& runtime, const LoadFailure& failure);
}  // namespace minivm::jit
