#include "vm/entry/entry_stubs.h"

#include <cassert>

#include "vm/eh/exceptions.h"
#include "vm/runtime.h"
#include "vm/threads/thread.h"
#include "vm/types/method_table.h"

namespace minivm {

EntryStubs::EntryStubs(Runtime& runtime)
    : EntryStubs(runtime.codeHeap(), runtime.log(), makeEntryServices(runtime)) {}

EntryStubs::EntryStubs(CodeHeap& codeHeap, const Log& log, std::unique_ptr<EntryServices> services)
    : codeHeap_(codeHeap),
      log_(log),
      services_(std::move(services)),
      precodes_(codeHeap, CodeHeap::kCodeBytes, CodeHeap::kPrecodeBytes),
      nativeEntries_(codeHeap, CodeHeap::kCodeBytes + CodeHeap::kPrecodeBytes, CodeHeap::kNativeEntryBytes) {}

EntryStubs::~EntryStubs() = default;

template <typename F>
void* EntryStubs::once(std::atomic<void*>& cell, F&& make) {
  if (void* made = cell.load(std::memory_order_acquire)) return made;
  std::lock_guard guard(emission_);
  if (void* made = cell.load(std::memory_order_relaxed)) return made;
  void* made = make();
  cell.store(made, std::memory_order_release);
  return made;
}

template <typename K, typename F>
void* EntryStubs::onceFor(HashMap<K, void*>& map, const K& key, F&& make) {
  std::lock_guard guard(emission_);
  if (void** made = map.find(key)) return *made;
  void* made = make();
  map.set(key, made);
  return made;
}

void* EntryStubs::ensurePrecode(MethodDesc* method) {
  return once(method->precode, [&] { return precodes_.create(prestub(), method); });
}

void EntryStubs::releaseEntries(MethodDesc* method) {
  backpatcher_.forget(method);
  if (void* precode = method->precode.exchange(nullptr)) precodes_.release(precode);
  std::lock_guard guard(emission_);
  for (HashMap<MethodDesc*, void*>* stubs : {&unboxing_, &delegateInvokes_, &multicastInvokes_}) {
    if (void** stub = stubs->find(method)) {
      codeHeap_.release(static_cast<const uint8_t*>(*stub));
      stubs->erase(method);
    }
  }
  if (void** entry = nativeMethodEntries_.find(method)) {
    nativeEntries_.release(*entry);
    nativeMethodEntries_.erase(method);
  }
}

void* EntryStubs::prestub() {
  return once(prestub_, [this] { return emitPrestub(); });
}

void* EntryStubs::returnPending() {
  return once(returnPending_, [this] { return emitReturnPending(); });
}

const void* EntryStubs::tailCall() {
  return once(tailCall_, [this] { return emitTailCall(); });
}

const void* EntryStubs::tailCallReturn() {
  tailCall();
  return tailCallReturn_;
}

void* EntryStubs::entryPoll() {
  return once(entryPoll_, [this] { return emitEntryPoll(); });
}

void* EntryStubs::interpreterEntry(const CallShape& shape) {
  return once(shape.interpreterEntry, [&] { return emitInterpreterEntry(shape); });
}

EntryStubs::ExitStub EntryStubs::exitStub(const CallShape& shape) {
  return reinterpret_cast<ExitStub>(once(shape.exit, [&] { return emitExit(shape); }));
}

void* EntryStubs::reverseEntry(const CallShape& shape) {
  return once(shape.reverseEntry, [&] { return emitReverseEntry(shape); });
}

void* EntryStubs::unboxingStub(MethodDesc* method) {
  return onceFor(unboxing_, method, [&] { return emitUnboxing(method); });
}

void* EntryStubs::delegateInvoke(MethodDesc* invoke) {
  void* entry = interpreterEntry(shapeOf(invoke));
  return onceFor(delegateInvokes_, invoke, [&] { return emitDelegateInvoke(invoke, entry); });
}

void* EntryStubs::multicastInvoke(MethodDesc* invoke) {
  void* entry = interpreterEntry(shapeOf(invoke));
  return onceFor(multicastInvokes_, invoke, [&] { return emitMulticastInvoke(invoke, entry); });
}

void* EntryStubs::shuffleThunk(const MethodSig& invoke, const MethodSig& target) {
  // An instance target needs a null check and perhaps virtual dispatch, which the address does not tell.
  if (target.hasThis) return nullptr;
  const CallShape* from = &shapeOf(invoke);
  const CallShape* to = &shapeOf(target);
  return onceFor(shuffles_, std::pair(from, to), [&] { return emitShuffle(*from, *to); });
}

void* EntryStubs::ensureVtableEntry(MethodTable* type, uint32_t slot) {
  assert(slot < type->numVirtuals && "a slot of this type");
  void** place = &type->slots()[slot];
  if (void* entry = std::atomic_ref<void*>(*place).load(std::memory_order_acquire)) return entry;
  MethodDesc* method = type->slotMethod(slot);
  if (method->methodTable->isValueType()) {
    void* entry = unboxingStub(method);  // leads through the precode, so it needs no patching
    std::atomic_ref<void*>(*place).store(entry, std::memory_order_release);
    return entry;
  }
  ensurePrecode(method);
  backpatcher_.addVtableSlot(method, place);
  return std::atomic_ref<void*>(*place).load(std::memory_order_acquire);
}

void EntryStubs::callThrough(Thread& thread, const MethodSig& sig, const void* entry, const Slot* args,
                             Slot* ret) {
  assert(!thread.pendingException && "a call starts without a pending exception");
  const CallShape& shape = shapeOf(sig);
  exitStub(shape)(&thread, entry, args, ret, &shape);
  if (thread.pendingException) throw ManagedException{};
}

void callThroughEntry(Thread& thread, MethodDesc* method, void* entry, const Slot* args, Slot* ret) {
  EntryStubs& stubs = thread.runtime().stubs();
  const MethodSig* sig = method->sig.load(std::memory_order_acquire);
  stubs.callThrough(thread, sig ? *sig : stubs.services().signature(method), entry, args, ret);
}

void EntryStubs::enterDirectly(MethodDesc* method, const MethodSig& sig, const void* target) {
  constexpr uint16_t kMostStackWords = 128;  // the stub probes no guard page
  const CallShape& shape = shapeOf(sig);
  if (!sig.objectSlots.empty() || !sig.byRefSlots.empty() || shape.stackWords > kMostStackWords) return;
  ensurePrecode(method);
  std::lock_guard guard(emission_);
  if (!backpatcher_.patchedCode(method)) backpatcher_.patch(method, emitPInvoke(method, shape, target));
}

void* EntryStubs::findNativeEntry(MethodDesc* method) {
  std::lock_guard guard(emission_);
  void** made = nativeMethodEntries_.find(method);
  return made ? *made : nullptr;
}

void* EntryStubs::nativeEntry(MethodDesc* method) {
  const MethodSig& sig =
      services_->signature(method);  // before the emission lock: the type-load lock ranks above it
  const CallShape& shape = shapeOf(sig);
  return onceFor(nativeMethodEntries_, method, [&] {
    callbacks_.push_back(std::make_unique<NativeCallback>(
        NativeCallback{this, method, &sig, &shape, nullptr, nullptr, nullptr}));
    NativeCallback* callback = callbacks_.back().get();
    callback->entry = nativeEntries_.create(reverseEntry(shape), callback);
    return callback->entry;
  });
}

void EntryStubs::sweepDelegateEntries() {
  delegateEntries_.clear();
  delegateEntryCount_ = 0;
  for (const auto& callback : callbacks_) {
    if (!callback->delegate || callback->delegateHash == 0) continue;
    if (*callback->delegate) {
      NativeCallback*& first = delegateEntries_[callback->delegateHash];
      callback->sameHash = first;
      first = callback.get();
      ++delegateEntryCount_;
    } else {
      callback->delegateHash = 0;  // on the list of free ones
      freeDelegateEntries_.push_back(callback.get());
    }
  }
  sweepAt_ = std::max<size_t>(64, 2 * delegateEntryCount_);
}

void* EntryStubs::nativeEntryForDelegate(Thread& thread, Object* delegate, uint32_t hash, MethodDesc* invoke,
                                         const CallPlan& plan, const MethodSig& nativeSig, bool isPlain) {
  std::lock_guard guard(emission_);
  // The entry belongs to the delegate's identity.
  NativeCallback** known = delegateEntries_.find(hash);
  for (NativeCallback* callback = known ? *known : nullptr; callback; callback = callback->sameHash) {
    if (*callback->delegate == delegate) return callback->entry;
  }
  const CallShape& shape = shapeOf(nativeSig);
  void* target = reverseEntry(shape);
  if (freeDelegateEntries_.empty() && delegateEntryCount_ >= sweepAt_) sweepDelegateEntries();
  NativeCallback* callback;
  if (freeDelegateEntries_.empty()) {
    GcHandle handle = thread.runtime().heap().createHandle(HandleKind::WeakLong, delegate);
    callbacks_.push_back(std::make_unique<NativeCallback>());
    callback = callbacks_.back().get();
    callback->delegate = handle;
    callback->entry = nativeEntries_.create(target, callback);
  } else {
    callback = freeDelegateEntries_.back();
    freeDelegateEntries_.pop_back();
    *callback->delegate = delegate;
  }
  callback->stubs = this;
  callback->method = invoke;
  callback->sig = &nativeSig;
  callback->shape = &shape;
  callback->plan = isPlain ? nullptr : &plan;
  callback->delegateHash = hash;
  NativeCallback*& first = delegateEntries_[hash];
  callback->sameHash = first;
  first = callback;
  ++delegateEntryCount_;
  precodeData(callback->entry).target.store(target, std::memory_order_release);
  return callback->entry;
}

}  // namespace minivm
