#include "jit/emit/helpers.h"

#include <atomic>
#include <cmath>
#include <cstring>

#include "jit/emit/cells.h"
#include "loader/load_error.h"
#include "vm/eh/dispatch.h"
#include "vm/eh/machine_unwind.h"
#include "vm/entry/entry_stubs.h"
#include "vm/entry/precode.h"
#include "vm/gc/heap.h"
#include "vm/interop/pinvoke.h"
#include "vm/native/native_list.h"
#include "vm/runtime.h"
#include "vm/slow_paths.h"
#include "vm/threads/compiled_method.h"
#include "vm/threads/monitor.h"
#include "vm/threads/safepoint.h"

namespace minivm::jit {

void leavePending(Thread& thread) noexcept {
  try {
    try {
      throw;
    } catch (const ManagedException&) {
    } catch (const LoadFailure& failure) {
      throwLoadFailure(thread, failure);
    } catch (const LoadError& error) {
      throwLoadFailure(thread, LoadFailure(LoadFailureKind::BadImageFormat, error.what()));
    }
  } catch (const ManagedException&) {
  }
}

namespace {

/// Runs `action`; what it throws is pending afterwards, and the result is zero.
template <typename F>
auto guarded(Thread* thread, F&& action) noexcept -> decltype(action()) {
  try {
    return action();
  } catch (...) {
    leavePending(*thread);
  }
  return {};
}

ClassLoader& loaderOf(Thread* thread) {
  return thread->runtime().classLoader();
}

constexpr uintptr_t kNullPages = 0x10000;  ///< what lies below is null plus an offset

void noteInstance(CastCell& cell, MethodTable* type) {
  MethodTable* last = std::atomic_ref<MethodTable*>(cell.instance).exchange(type, std::memory_order_relaxed);
  std::atomic_ref<MethodTable*>(cell.olderInstance).store(last, std::memory_order_relaxed);
}

}  // namespace

// --------------------------------------------------------------------------------------------------- leaves

void copyChars_nogc(Thread*, void* destination, const void* source, uint64_t bytes) noexcept {
  std::memcpy(destination, source, bytes);
}
void copyWithBarrier(Thread* thread, void* destination, const void* source, uint64_t bytes) noexcept {
  thread->runtime().heap().copyWithBarrier_nogc(*thread, destination, source, bytes);
}
uint64_t markLocalAlloc_nogc(Thread* thread) noexcept {
  return thread->markLocalAlloc();
}
void releaseLocalAlloc_nogc(Thread* thread, uint64_t mark) noexcept {
  thread->releaseLocalAlloc(mark);
}
void* reserveTailArguments(Thread* thread, uint64_t stackWords) noexcept {
  return &thread->reserveTailArguments(stackWords);
}
void leaveCatch_nogc(Thread* thread, void* frame, uint64_t clause) noexcept {
  endCatch_nogc(*thread, static_cast<Slot*>(frame), static_cast<uint32_t>(clause));
}
int32_t JIT_MattI4(Thread*, int32_t a, int32_t b) noexcept {
  return a > b ? a : b;
}
int64_t JIT_MattI8(Thread*, int64_t a, int64_t b) noexcept {
  return a > b ? a : b;
}
float JIT_MattF4(Thread*, float a, float b) noexcept {
  return a > b ? a : b;
}
double JIT_MattF8(Thread*, double a, double b) noexcept {
  return a > b ? a : b;
}
float remainderF4(Thread*, float a, float b) noexcept {
  return std::fmod(a, b);
}
double remainderF8(Thread*, double a, double b) noexcept {
  return std::fmod(a, b);
}

// -------------------------------------------------------------------------------------------------- helpers

uint64_t copyBytes(Thread* thread, void* destination, const void* source, uint64_t bytes) noexcept {
  return guarded(thread, [&]() -> uint64_t {
    auto count = static_cast<uint32_t>(bytes);
    if (count == 0) return 0;
    if (reinterpret_cast<uintptr_t>(destination) < kNullPages ||
        reinterpret_cast<uintptr_t>(source) < kNullPages)
      throwNew(*thread, WellKnownType::NullReferenceException);
    std::memmove(destination, source, count);
    return 0;
  });
}
uint64_t fillBytes(Thread* thread, void* destination, uint64_t value, uint64_t bytes) noexcept {
  return guarded(thread, [&]() -> uint64_t {
    auto count = static_cast<uint32_t>(bytes);
    if (count == 0) return 0;
    if (reinterpret_cast<uintptr_t>(destination) < kNullPages)
      throwNew(*thread, WellKnownType::NullReferenceException);
    std::memset(destination, static_cast<int>(value & 0xFF), count);
    return 0;
  });
}
void* allocateLocal(Thread* thread, uint64_t bytes) noexcept {
  void* block = bytes ? thread->localAlloc(bytes) : nullptr;
  if (bytes && !block) failStackOverflow(*thread);
  return block;
}

Object* boxNullableValue(Thread* thread, MethodTable* nullable, const void* value) noexcept {
  return guarded(thread, [&] { return boxNullable(*thread, nullable, value); });
}
uint64_t unboxNullableValue(Thread* thread, MethodTable* nullable, Object* object, void* storage) noexcept {
  return guarded(thread, [&]() -> uint64_t {
    unboxNullable(*thread, nullable, object, storage);
    return 0;
  });
}

uint64_t requireElementType(Thread* thread, Object* array, uint64_t type) noexcept {
  return guarded(thread, [&]() -> uint64_t {
    if (array->mt->elementTypeWord != type) throwNew(*thread, WellKnownType::ArrayTypeMismatchException);
    return 0;
  });
}
uint64_t requireSameType(Thread* thread, uint64_t found, uint64_t expected) noexcept {
  return guarded(thread, [&]() -> uint64_t {
    if (found != expected) throwNew(*thread, WellKnownType::InvalidCastException);
    return 0;
  });
}
Object* runtimeTypeOfWord(Thread* thread, uint64_t type) noexcept {
  return guarded(thread, [&]() -> Object* {
    return type ? runtimeTypeOf_nogc(thread->runtime(), TypeHandle::fromWord(type)) : nullptr;
  });
}
void* virtualFunctionOf(Thread* thread, MethodDesc* declared, Object* object) noexcept {
  return guarded(thread, [&] { return virtualFunction(*thread, declared, object); });
}
Object* newMdArray(Thread* thread, MethodDesc* constructor, const int64_t* lengths) noexcept {
  return guarded(thread, [&]() -> Object* {
    const MethodSig& sig = loaderOf(thread).signature(constructor);
    std::vector<Slot> args(sig.argSlots);
    args[0].obj = nullptr;
    for (size_t i = 1; i < sig.args.size(); ++i) args[sig.args[i].slot].i8 = lengths[i];
    Slot result{};
    callManaged(*thread, constructor, args.data(), &result);
    return result.obj;
  });
}
uint64_t bindDelegate(Thread* thread, DelegateObject* delegate, Object* first, void** entry) noexcept {
  return guarded(thread, [&]() -> uint64_t {
    Runtime& runtime = thread->runtime();
    const bool isOpen = delegate->methodPtrAux != nullptr;
    const void* address = isOpen ? delegate->methodPtrAux : delegate->methodPtr;
    MethodDesc* target = methodOfPrecode(runtime, address);
    if (!target) target = runtime.codeHeap().find(address).method;  // an unboxing stub
    if (!target) throwNew(*thread, WellKnownType::InvalidProgramException, "a delegate without a method");
    *entry = ensurePrecode(runtime, target);
    const bool isOfValueType = target->methodTable->isValueType();
    if (!isOpen) {
      if (target->isStatic()) return static_cast<uint64_t>(DelegateBinding::Static);
      if (isOfValueType) *entry = runtime.stubs().unboxingStub(target);
      return static_cast<uint64_t>(DelegateBinding::Instance);
    }
    if (target->isStatic()) return static_cast<uint64_t>(DelegateBinding::OpenStatic);
    if (!isOfValueType) {
      if (!first) throwNew(*thread, WellKnownType::NullReferenceException);
      MethodDesc* found = target->isVirtual() ? loaderOf(thread).resolveVirtual(first->mt, target) : target;
      const bool isBox = first->mt->isValueType() && found->methodTable->isValueType();
      *entry = isBox ? runtime.stubs().unboxingStub(found) : ensurePrecode(runtime, found);
    }
    return static_cast<uint64_t>(DelegateBinding::OpenInstance);
  });
}
uint64_t callNativeFunction(Thread* thread, const MethodSig* sig, void* target, const Slot* args,
                            Slot* ret) noexcept {
  return guarded(thread, [&]() -> uint64_t {
    callNative(*thread, *sig, target, args, ret);
    return 0;
  });
}
uint64_t takeLock(Thread* thread, Object** owner, Object** lock) noexcept {
  return guarded(thread, [&]() -> uint64_t {
    enterSynchronized(*thread, *owner);
    *lock = *owner;
    return 0;
  });
}
uint64_t releaseLock(Thread* thread, Object** lock) noexcept {
  return guarded(thread, [&]() -> uint64_t {
    leaveSynchronized(*thread, *lock);
    return 0;
  });
}
uint64_t callNativeBridge(Thread* thread, MethodDesc* method, Slot* args) noexcept {
  return guarded(thread, [&]() -> uint64_t {
    Slot result{};
    NativeCall call{*thread, method, args, &result};
    method->native.load(std::memory_order_acquire)(call);
    return result.u8;
  });
}
uint64_t throwKeptFailure(Thread* thread, const LoadFailure* failure) noexcept {
  return guarded(thread, [&]() -> uint64_t { throw LoadFailure(*failure); });
}
uint64_t throwObject(Thread* thread, Object* exception) noexcept {
  return guarded(thread, [&]() -> uint64_t { throwManaged(*thread, exception); });
}
uint64_t rethrowCurrent(Thread* thread, uint64_t frame, uint64_t ilOffset) noexcept {
  return guarded(thread, [&]() -> uint64_t {
    prepareRethrowMachine(*thread, frame, static_cast<uint32_t>(ilOffset));
    throw ManagedException();
  });
}

// ------------------------------------------------------------------------------------------------ slow paths

uint64_t slowNew(Thread* thread, uint64_t type, uint64_t) noexcept {
  return guarded(thread, [&]() -> uint64_t {
    Object* object = thread->runtime().heap().allocate(*thread, reinterpret_cast<MethodTable*>(type)).take();
    return reinterpret_cast<uint64_t>(object);
  });
}
uint64_t slowNewArray(Thread* thread, uint64_t type, uint64_t length) noexcept {
  return guarded(thread, [&]() -> uint64_t {
    auto count = static_cast<uint32_t>(length);
    if (count > kMaxArrayLength) throwArrayLength(*thread, static_cast<int32_t>(count));
    auto* mt = reinterpret_cast<MethodTable*>(type);
    GcHeap& heap = thread->runtime().heap();
    if (mt->isString())
      return reinterpret_cast<uint64_t>(heap.allocateString(*thread, mt, static_cast<int32_t>(count)).take());
    return reinterpret_cast<uint64_t>(heap.allocateArray(*thread, mt, count).take());
  });
}
uint64_t slowCast(Thread* thread, uint64_t object, uint64_t cell) noexcept {
  return guarded(thread, [&]() -> uint64_t {
    auto* o = reinterpret_cast<Object*>(object);
    auto* site = reinterpret_cast<CastCell*>(cell);
    TypeHandle target = TypeHandle::fromWord(site->target);
    if (!loaderOf(thread).isInstanceOf_nogc(o, target)) throwInvalidCast(*thread, o, target);
    noteInstance(*site, o->mt);
    return object;
  });
}
uint64_t slowIsInst(Thread* thread, uint64_t object, uint64_t cell) noexcept {
  return guarded(thread, [&]() -> uint64_t {
    auto* o = reinterpret_cast<Object*>(object);
    auto* site = reinterpret_cast<CastCell*>(cell);
    bool isInstance = loaderOf(thread).isInstanceOf_nogc(o, TypeHandle::fromWord(site->target));
    if (isInstance) {
      noteInstance(*site, o->mt);
    } else {
      std::atomic_ref<MethodTable*>(site->other).store(o->mt, std::memory_order_relaxed);
    }
    return isInstance ? object : 0;
  });
}
uint64_t slowUnbox(Thread* thread, uint64_t object, uint64_t type) noexcept {
  return guarded(thread, [&]() -> uint64_t {
    checkUnbox(*thread, reinterpret_cast<Object*>(object), reinterpret_cast<MethodTable*>(type));
    return 0;
  });
}
uint64_t slowStoreCheck(Thread* thread, uint64_t array, uint64_t value) noexcept {
  return guarded(thread, [&]() -> uint64_t {
    if (!storeElementChecks_nogc(*thread, reinterpret_cast<Array*>(array), reinterpret_cast<Object*>(value)))
      throwNew(*thread, WellKnownType::ArrayTypeMismatchException);
    return 0;
  });
}
uint64_t slowClassInit(Thread* thread, uint64_t type, uint64_t) noexcept {
  return guarded(thread, [&]() -> uint64_t {
    auto* mt = reinterpret_cast<MethodTable*>(type);
    ensureModuleInitRunsManaged(*thread, *mt->module);
    if (mt->eeClass->needsInit()) ensureClassInitRunsManaged(*thread, mt);
    return 0;
  });
}
uint64_t slowMonitorEnter(Thread* thread, uint64_t object, uint64_t) noexcept {
  return guarded(thread, [&]() -> uint64_t {
    struct : Locals {
      Rooted<Object> object;
    } r;
    LocalsScope scope(*thread, r);
    r.object = reinterpret_cast<Object*>(object);
    natives::monitorEnter(*thread, r.object);
    return 0;
  });
}
uint64_t slowMonitorExit(Thread* thread, uint64_t object, uint64_t isFree) noexcept {
  return guarded(thread, [&]() -> uint64_t {
    auto* o = reinterpret_cast<Object*>(object);
    if (isFree) {
      thread->runtime().monitors().wakeAfterExit_nogc(o);
      return 0;
    }
    natives::monitorExit(*thread, Handle<Object>(&o));
    return 0;
  });
}
uint64_t slowPoll(Thread* thread, uint64_t, uint64_t) noexcept {
  return guarded(thread, [&]() -> uint64_t {
    pollThread(*thread);
    return 0;
  });
}
uint64_t slowThrow(Thread* thread, uint64_t wellKnownType, uint64_t) noexcept {
  return guarded(thread, [&]() -> uint64_t { throwNew(*thread, static_cast<WellKnownType>(wellKnownType)); });
}
uint64_t slowStackLimit(Thread* thread, uint64_t, uint64_t) noexcept {
  const auto* frame = static_cast<const MachineFrame*>(thread->topFrame);
  const CompiledMethod* loop = thread->compiledCode->find(reinterpret_cast<const void*>(frame->returnPc));
  if (frame->rbp - loop->frameBytes < thread->nativeStackEnd) failStackOverflow(*thread);
  return 0;
}

// ------------------------------------------------------------------------------------------------- compiling

bool needsModuleInit(const Module* module) {
  return !module->isInitialised.load(std::memory_order_acquire);
}

const LoadFailure* keepFailure(Runtime& runtime, const LoadFailure& failure) {
  runtime.keptFailures.push_back(std::make_unique<LoadFailure>(failure));
  return runtime.keptFailures.back().get();
}

}  // namespace minivm::jit
