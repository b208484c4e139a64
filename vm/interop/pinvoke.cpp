#include "vm/interop/pinvoke.h"

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "loader/metadata.h"
#include "vm/eh/exceptions.h"
#include "vm/entry/entry_stubs.h"
#include "vm/interop/marshal_plan.h"
#include "vm/interop/native_library.h"
#include "vm/runtime.h"
#include "vm/threads/safepoint.h"
#include "vm/types/module.h"

namespace minivm {
namespace {

// PInvokeAttributes (ECMA-335 II.23.1.8).
constexpr uint16_t kCharSetMask = 0x0006, kCharSetUnicode = 0x0004, kSupportsLastError = 0x0040;
constexpr uint16_t kPreserveSig = 0x0080;  // MethodImplAttributes, II.23.1.11

bool hasRuntimeMarshallingOff(Runtime& runtime, Module& module) {
  return module.metadata().hasAssembly() &&
         runtime.classLoader().hasAttribute(module, Token::make(Table::Assembly, 1),
                                            "System.Runtime.CompilerServices",
                                            "DisableRuntimeMarshallingAttribute");
}

/// The exact type of an argument or result where the way of travelling depends on it.
TypeHandle exactType(Runtime& runtime, MethodDesc* method, const MethodSig& sig, int index) {
  const ArgInfo& info = index < 0 ? sig.ret : sig.args[static_cast<size_t>(index)];
  if (info.kind != StackKind::Struct && info.kind != StackKind::O && info.kind != StackKind::ByRef)
    return info.type;
  return runtime.classLoader().argType(method, index);
}

/// References and copies that must stay as they are while native code runs.
class CallPins {
 public:
  explicit CallPins(Thread& thread) : thread_(thread) {}
  ~CallPins() {
    for (GcHandle handle : handles_) thread_.runtime().heap().destroyHandle(handle);
  }
  CallPins(const CallPins&) = delete;
  CallPins& operator=(const CallPins&) = delete;

  void pin(Object* object) {
    handles_.push_back(thread_.runtime().heap().createHandle(HandleKind::Pinned, object));
  }
  const char* copyUtf8(const String* string) {
    texts_.push_back(std::make_unique<std::string>(toUtf8(string)));
    return texts_.back()->c_str();
  }

 private:
  Thread& thread_;
  std::vector<GcHandle> handles_;
  std::vector<std::unique_ptr<std::string>> texts_;
};

/// Turns the managed value in `slot` into its native form. Does not collect, so the slots keep their meaning
/// until the call.
void toNative(Thread& thread, const PInvokePlan& plan, size_t index, Slot& slot, CallPins& pins) {
  Runtime& runtime = thread.runtime();
  switch (plan.args[index]) {
    case MarshalWay::Plain:
    case MarshalWay::ByteBool: return;
    case MarshalWay::Bool: slot.i8 = (slot.u4 & 0xFF) != 0; return;
    case MarshalWay::AnsiChar: slot.i8 = slot.u4 < 0x80 ? static_cast<int64_t>(slot.u4) : '?'; return;
    case MarshalWay::Utf8String:
      if (slot.obj) slot.ptr = const_cast<char*>(pins.copyUtf8(static_cast<String*>(slot.obj)));
      return;
    case MarshalWay::Utf16String:
      if (!slot.obj) return;
      pins.pin(slot.obj);
      slot.ptr = static_cast<String*>(slot.obj)->chars;
      return;
    case MarshalWay::Array:
      if (!slot.obj) return;
      pins.pin(slot.obj);
      slot.ptr = static_cast<Array*>(slot.obj)->elements();
      return;
    case MarshalWay::ByRef:
      if (Object* object = runtime.heap().objectOf_nogc(slot.byref)) pins.pin(object);
      return;
    case MarshalWay::Delegate: slot.ptr = nativeEntryForDelegate(thread, Handle<Object>(&slot.obj)); return;
  }
}

/// Calls native code: others may collect meanwhile, so everything that it gets an address of is pinned.
void callPreemptive(Thread& thread, const MethodSig& sig, void* target, const Slot* args, Slot* ret) {
  EntryStubs& stubs = thread.runtime().stubs();
  (void)stubs.shapeOf(sig);  // made before: nothing is allocated on the way
  Preemptive scope(thread);
  stubs.callThrough(thread, sig, target, args, ret);
}

/// Bridge of a signature that travels as it is.
void plainBridge(NativeCall& call) {
  const MethodSig& sig = *call.method->sig.load(std::memory_order_acquire);
  callPreemptive(call.thread, sig, call.method->nativeTarget, call.args, call.ret);
}

/// The same for a function with SuppressGCTransition: short, blocks never, calls nobody back.
void plainBridgeWithoutTransition(NativeCall& call) {
  const MethodSig& sig = *call.method->sig.load(std::memory_order_acquire);
  call.thread.runtime().stubs().callThrough(call.thread, sig, call.method->nativeTarget, call.args, call.ret);
}

/// Bridge of every other supported signature.
void marshallingBridge(NativeCall& call) {
  EntryStubs& stubs = call.thread.runtime().stubs();
  const PInvokePlan* plan;
  {
    std::lock_guard guard(stubs.interopMutex);
    plan = *stubs.pinvokePlans.find(call.method);
  }
  const MethodSig& sig = *plan->nativeSig;
  std::vector<Slot> native(call.args, call.args + sig.argSlots);
  CallPins pins(call.thread);
  try {
    for (size_t i = 0; i < sig.args.size(); ++i)
      toNative(call.thread, *plan, i, native[sig.args[i].slot], pins);
  } catch (const LoadFailure& failure) {  // a delegate whose signature does not travel
    throwLoadFailure(call.thread, failure);
  }
  if (plan->setLastError) errno = 0;
  if (plan->suppressesTransition) {
    stubs.callThrough(call.thread, sig, call.method->nativeTarget, native.data(), call.ret);
  } else {
    callPreemptive(call.thread, sig, call.method->nativeTarget, native.data(), call.ret);
  }
  if (plan->setLastError) call.thread.lastPInvokeError = errno;
  if (plan->ret == MarshalWay::Bool || plan->ret == MarshalWay::ByteBool) call.ret->i8 = call.ret->u4 != 0;
}

/// The native side of a signature: `drop` leading arguments removed; bools are 4 bytes wide, or stay bytes
/// where runtime marshalling is off.
const MethodSig* nativeSigOf(EntryStubs& stubs, const MethodSig& sig, size_t drop,
                             std::span<const MarshalWay> ways, MarshalWay retWay) {
  std::lock_guard guard(stubs.interopMutex);
  if (const MethodSig** known = stubs.nativeSigs.find(&sig)) return *known;
  Arena& arena = stubs.interopArena;
  uint16_t firstSlot = drop < sig.args.size() ? sig.args[drop].slot : sig.argSlots;
  auto* made = arena.make<MethodSig>();
  auto args = arena.copyArray(sig.args.subspan(std::min(drop, sig.args.size())));
  for (size_t i = 0; i < args.size(); ++i) {
    args[i].slot = static_cast<uint16_t>(args[i].slot - firstSlot);
    if (ways[i] == MarshalWay::Bool) args[i].element = ElementType::I4;
  }
  std::vector<uint16_t> objects, byRefs;
  for (uint16_t slot : sig.objectSlots) {
    if (slot >= firstSlot) objects.push_back(static_cast<uint16_t>(slot - firstSlot));
  }
  for (uint16_t slot : sig.byRefSlots) {
    if (slot >= firstSlot) byRefs.push_back(static_cast<uint16_t>(slot - firstSlot));
  }
  made->hasThis = false;
  made->callConv = sig.callConv;
  made->ret = sig.ret;
  if (retWay == MarshalWay::Bool) made->ret.element = ElementType::I4;
  made->args = args;
  made->argSlots = static_cast<uint16_t>(sig.argSlots - firstSlot);
  made->objectSlots = arena.copyArray(std::span<const uint16_t>(objects));
  made->byRefSlots = arena.copyArray(std::span<const uint16_t>(byRefs));
  made->retRefOffsets = sig.retRefOffsets;
  stubs.nativeSigs.set(&sig, made);
  return made;
}

}  // namespace

NativeBridge bindPInvoke(Runtime& runtime, MethodDesc* method) {
  Module& module = *method->methodTable->module;
  const Metadata& metadata = module.metadata();
  std::string who = method->toString();
  auto map = metadata.implMapOf(method->token);
  if (!map)
    throw LoadFailure(LoadFailureKind::EntryPointNotFound,
                      who + " is a P/Invoke without a row in the ImplMap table");
  std::string libraryName(metadata.string(metadata.moduleRef(map->importScope).name));
  std::string entry(metadata.string(map->importName));
  if (entry.empty()) entry = method->name();
  if ((method->implAttributes & kPreserveSig) == 0) {
    throw LoadFailure(LoadFailureKind::NotSupported, who + ": PreserveSig = false is not supported");
  }
  if (!method->isStatic())
    throw LoadFailure(LoadFailureKind::NotSupported, who + ": a P/Invoke must be static");

  const MethodSig& sig = runtime.classLoader().signature(method);
  MarshalHints hints;
  hints.module = &module;
  hints.methodToken = method->token;
  hints.isUnicode = (map->flags & kCharSetMask) == kCharSetUnicode;
  hints.isRuntimeMarshallingOff = hasRuntimeMarshallingOff(runtime, module);
  if (sig.isVarArg)
    throw LoadFailure(LoadFailureKind::NotSupported, who + ": varargs are not supported in a P/Invoke");
  std::vector<MarshalWay> ways;
  for (size_t i = 0; i < sig.args.size(); ++i) {
    int index = static_cast<int>(i);
    ways.push_back(marshalWayOf(sig, index, exactType(runtime, method, sig, index), hints,
                                MarshalDirection::ToNative, who));
  }
  MarshalWay ret =
      marshalWayOf(sig, -1, exactType(runtime, method, sig, -1), hints, MarshalDirection::ToNative, who);

  std::string folder = std::filesystem::absolute(module.image().path()).parent_path().string();
  std::string tried;
  void* library = openNativeLibrary(runtime, libraryName, folder, tried);
  if (!library) {
    throw LoadFailure(LoadFailureKind::DllNotFound,
                      who + ": native library '" + libraryName + "' not found, tried " + tried);
  }
  void* function = findNativeFunction(library, entry);
  if (!function) {
    throw LoadFailure(LoadFailureKind::EntryPointNotFound,
                      who + ": native library '" + libraryName + "' has no function '" + entry + "'");
  }
  runtime.log().line(LogFacility::Interop, "{} is {} in {}", who, entry, libraryName);
  method->nativeTarget = function;

  EntryStubs& stubs = runtime.stubs();
  const bool suppressesTransition = runtime.classLoader().hasAttribute(
      module, method->token, "System.Runtime.InteropServices", "SuppressGCTransitionAttribute");
  PInvokePlan plan{ways, ret, (map->flags & kSupportsLastError) != 0, suppressesTransition, nullptr};
  NativeBridge bridge = suppressesTransition ? &plainBridgeWithoutTransition : &plainBridge;
  if (!plan.isPlain()) {
    plan.nativeSig = nativeSigOf(stubs, sig, 0, ways, ret);
    std::lock_guard guard(stubs.interopMutex);
    plan.args = stubs.interopArena.copyArray(std::span<const MarshalWay>(ways));
    stubs.pinvokePlans.set(method, stubs.interopArena.make<PInvokePlan>(plan));
    bridge = &marshallingBridge;
  }
  method->native.store(bridge, std::memory_order_release);
  return bridge;
}

void callNative(Thread& thread, const MethodSig& sig, void* target, const Slot* args, Slot* ret) {
  CallPins pins(thread);
  for (uint16_t slot : sig.byRefSlots) {
    if (Object* object = thread.runtime().heap().objectOf_nogc(args[slot].byref)) pins.pin(object);
  }
  callPreemptive(thread, sig, target, args, ret);
}

void* nativeEntryFor(Runtime& runtime, MethodDesc* method) {
  std::string who = method->toString();
  if (!method->isStatic() || !method->methodArgs.empty()) {
    throw LoadFailure(LoadFailureKind::NotSupported,
                      who + ": only a static, non-generic method can be called from native code");
  }
  const MethodSig& sig = runtime.classLoader().signature(method);
  MarshalHints hints;
  hints.isUnicode = true;  // UnmanagedCallersOnly takes blittable types, and char is one
  hints.isRuntimeMarshallingOff = true;
  for (int i = -1; i < static_cast<int>(sig.args.size()); ++i) {
    marshalWayOf(sig, i, exactType(runtime, method, sig, i), hints, MarshalDirection::ToManaged, who);
  }
  return runtime.stubs().nativeEntry(method, 0, false);
}

void* nativeEntryForDelegate(Thread& thread, Handle<Object> delegate) {
  if (delegate.isNull()) return nullptr;
  Runtime& runtime = thread.runtime();
  MethodDesc* invoke = runtime.classLoader().findMethod(delegate->mt, "Invoke");
  if (!invoke)
    throw LoadFailure(LoadFailureKind::MissingMethod,
                      TypeHandle(delegate->mt).toString() + " has no method Invoke");
  const MethodSig& sig = runtime.classLoader().signature(invoke);
  std::string who = invoke->toString();
  MarshalHints hints;
  hints.module = invoke->methodTable->module;
  hints.methodToken = invoke->token;
  hints.isRuntimeMarshallingOff = hasRuntimeMarshallingOff(runtime, *hints.module);
  hints.isUnicode = true;
  uint64_t bools = 0;
  std::vector<MarshalWay> ways;
  for (int i = 1; i < static_cast<int>(sig.args.size()); ++i) {
    MarshalWay way =
        marshalWayOf(sig, i, exactType(runtime, invoke, sig, i), hints, MarshalDirection::ToManaged, who);
    bool isBool = way == MarshalWay::Bool || way == MarshalWay::ByteBool;
    if (isBool && i <= 64) bools |= uint64_t{1} << (i - 1);
    ways.push_back(way);
  }
  MarshalWay ret =
      marshalWayOf(sig, -1, exactType(runtime, invoke, sig, -1), hints, MarshalDirection::ToManaged, who);
  EntryStubs& stubs = runtime.stubs();
  return stubs.nativeEntryForDelegate(thread, delegate.get(), invoke, nativeSigOf(stubs, sig, 1, ways, ret),
                                      bools, ret == MarshalWay::Bool || ret == MarshalWay::ByteBool);
}

Object* delegateOfNativeEntry_nogc(Runtime& runtime, const void* address) {
  NativeCallback* callback = runtime.stubs().callbackOf(address);
  return callback && callback->delegate ? *callback->delegate : nullptr;
}

}  // namespace minivm
