#include "vm/interop/pinvoke.h"

#include <dlfcn.h>

#include <cerrno>
#include <mutex>
#include <string>

#include "loader/metadata.h"
#include "loader/signature.h"
#include "vm/eh/exceptions.h"
#include "vm/entry/entry_stubs.h"
#include "vm/interop/interop_state.h"
#include "vm/interop/native_library.h"
#include "vm/interop/planned_call.h"
#include "vm/native/native_support.h"
#include "vm/native/reflection_support.h"
#include "vm/runtime.h"
#include "vm/threads/safepoint.h"
#include "vm/types/module.h"

namespace minivm {
namespace {

// PInvokeAttributes (ECMA-335 II.23.1.8).
constexpr uint16_t kCharSetMask = 0x0006, kCharSetUnicode = 0x0004, kSupportsLastError = 0x0040;
constexpr uint16_t kPreserveSig = 0x0080;  // MethodImplAttributes, II.23.1.11

std::function<TypeHandle(int)> typesOf(Runtime& runtime, MethodDesc* method) {
  return [&runtime, method](int index) { return runtime.classLoader().argType(method, index); };
}

/// Calls a function whose arguments travel as they are. Others may collect meanwhile, so everything that it
/// gets an address of is pinned.
void callPlain(Thread& thread, const CallPlan& plan, void* target, const Slot* args, Slot* ret) {
  EntryStubs& stubs = thread.runtime().stubs();
  if (plan.suppressesTransition) {
    stubs.callThrough(thread, *plan.nativeSig, target, args, ret);
    return;
  }
  (void)stubs.shapeOf(*plan.nativeSig);  // made before: nothing is allocated on the way
  Preemptive scope(thread);
  if (plan.setLastError) errno = 0;
  stubs.callThrough(thread, *plan.nativeSig, target, args, ret);
  if (plan.setLastError) thread.lastPInvokeError = errno;  // before a wait for the collector
}

/// Bridge of a function without anything to do besides the call.
void plainBridge(NativeCall& call) {
  EntryStubs& stubs = call.thread.runtime().stubs();
  const MethodSig& sig = *call.method->sig.load(std::memory_order_acquire);
  (void)stubs.shapeOf(sig);
  Preemptive scope(call.thread);
  stubs.callThrough(call.thread, sig, call.method->nativeTarget, call.args, call.ret);
}

/// Bridge of everything else: `nativeTarget` is the CallPlan.
void plannedBridge(NativeCall& call) {
  const auto& plan = *static_cast<const CallPlan*>(call.method->nativeTarget);
  if (plan.isPlain) {
    callPlain(call.thread, plan, plan.target, call.args + plan.drop, call.ret);
  } else {
    callPlanned(call.thread, plan, plan.target, call.args, call.ret);
  }
}

/// The DllImportSearchPath of [DefaultDllImportSearchPaths] on the method, or else on its assembly.
LibrarySearch searchOf(Runtime& runtime, Module& module, Token method, bool& isGiven) {
  LibrarySearch search;
  isGiven = false;
  for (Token owner : {method, Token::make(Table::Assembly, 1)}) {
    Module& where = owner == method ? module : module.manifest();
    if (owner != method && !where.metadata().hasAssembly()) break;
    const uint32_t row = runtime.classLoader().findAttribute(where, owner, "System.Runtime.InteropServices",
                                                             "DefaultDllImportSearchPathsAttribute");
    if (row == 0) continue;
    SigCursor cursor(where.metadata(), where.metadata().customAttribute(row).value);
    cursor.readFixed<uint16_t>();  // prolog (II.23.3)
    search.flags = cursor.readFixed<uint32_t>();
    isGiven = true;
    break;
  }
  return search;
}

/// Asks NativeLibrary.SetDllImportResolver's callback, if the assembly has one.
void* askResolverRunsManaged(Thread& thread, Module& module, const std::string& name, bool hasFlags,
                             LibrarySearch search) {
  ClassLoader& loader = thread.runtime().classLoader();
  MethodTable* owner = loader.tryFindCoreType("System.Runtime.InteropServices", "NativeLibrary");
  MethodDesc* callback = owner ? loader.findMethod(owner, "LoadLibraryCallbackStub") : nullptr;
  if (!callback || module.isCoreLib()) return nullptr;
  struct : Locals {
    Rooted<Object> assembly;
    Rooted<String> name;
  } r;
  LocalsScope scope(thread, r);
  r.assembly = assemblyObjectOf(thread, module.manifest());
  r.name = newString(thread, name);
  Slot args[4] = {}, result{};
  args[0].obj = r.name.get();
  args[1].obj = r.assembly.get();
  args[2].i8 = hasFlags;
  args[3].u8 = search.flags;
  callManaged(thread, callback, args, &result);
  return result.ptr;
}

void* findFunctionRunsManaged(Thread& thread, MethodDesc* method, const ImplMapRow& map) {
  Runtime& runtime = thread.runtime();
  Module& module = *method->methodTable->module;
  const Metadata& metadata = module.metadata();
  const std::string library(map.importScope ? metadata.string(metadata.moduleRef(map.importScope).name) : "");
  std::string entry(metadata.string(map.importName));
  if (entry.empty()) entry = method->name();
  bool hasFlags = false;
  const LibrarySearch search = searchOf(runtime, module, method->token, hasFlags);
  void* handle = askResolverRunsManaged(thread, module, library, hasFlags, search);
  std::string tried;
  if (!handle) {
    Preemptive scope(thread);  // constructors of libraries may take their time
    handle = openNativeLibrary(runtime, library, folderOf(module), search, tried);
  }
  if (!handle) throw LoadFailure(LoadFailureKind::DllNotFound, libraryNotFound(library, tried));
  void* function = dlsym(handle, entry.c_str());
  if (!function) throw LoadFailure(LoadFailureKind::EntryPointNotFound, entryNotFound(entry, library));
  runtime.log().line(LogFacility::Interop, "{} is {} in {}", method->toString(), entry, library);
  return function;
}

/// CharSet of [UnmanagedFunctionPointer] on a delegate type; SetLastError beside it.
bool isUnicodeDelegate(Runtime& runtime, MethodTable* type, bool& setLastError) {
  constexpr int32_t kUnicode = 3;
  setLastError = false;
  Module& module = *type->module;
  const uint32_t row = runtime.classLoader().findAttribute(
      module, type->eeClass->typeDef, "System.Runtime.InteropServices", "UnmanagedFunctionPointerAttribute");
  if (row == 0) return false;
  bool isUnicode = false;
  SigCursor cursor(module.metadata(), module.metadata().customAttribute(row).value);
  cursor.readFixed<uint16_t>();
  cursor.readFixed<int32_t>();  // the calling convention: there is one
  for (uint16_t named = cursor.readFixed<uint16_t>(); named > 0; --named) {
    constexpr uint8_t kBoolean = 0x02, kEnum = 0x55;
    cursor.readByte();  // FIELD
    const uint8_t kind = cursor.readByte();
    if (kind == kEnum) cursor.readBytes(cursor.readCompressed());
    const ByteSpan name = cursor.readBytes(cursor.readCompressed());
    const std::string_view text(reinterpret_cast<const char*>(name.data()), name.size());
    if (kind == kBoolean) {
      const bool value = cursor.readByte() != 0;
      if (text == "SetLastError") setLastError = value;
    } else if (kind == kEnum) {
      const auto value = cursor.readFixed<int32_t>();
      if (text == "CharSet") isUnicode = value == kUnicode;
    } else {
      break;
    }
  }
  return isUnicode;
}

/// The plan of a delegate type's Invoke in one direction.
CallPlan& planDelegate(Runtime& runtime, MethodDesc* invoke, CallDirection direction) {
  MethodTable* type = invoke->methodTable;
  const MethodSig& sig = runtime.classLoader().signature(invoke);
  PlanSource source{sig, typesOf(runtime, invoke)};
  bool setLastError = false;
  source.module = type->module;
  source.methodToken = invoke->token;
  source.isUnicode = isUnicodeDelegate(runtime, type, setLastError);
  source.isMarshallingOff = hasMarshallingOff(runtime, *type->module);
  source.direction = direction;
  CallPlan& plan = planCall(runtime, source);
  plan.setLastError = setLastError && direction == CallDirection::ToNative;
  return plan;
}

const CallPlan& callbackPlanOf(Runtime& runtime, MethodDesc* invoke) {
  InteropState& state = runtime.interop();
  {
    std::lock_guard guard(state.mutex);
    if (const CallPlan** known = state.callbackPlans.find(invoke)) return **known;
  }
  const CallPlan* made = &planDelegate(runtime, invoke, CallDirection::ToManaged);
  std::lock_guard guard(state.mutex);
  const CallPlan** known = state.callbackPlans.find(invoke);
  if (known) return **known;
  state.callbackPlans.set(invoke, made);
  return *made;
}

MethodDesc* invokeOf(Runtime& runtime, MethodTable* type) {
  MethodDesc* invoke = runtime.classLoader().findMethod(type, "Invoke");
  if (!invoke)
    throw LoadFailure(LoadFailureKind::MissingMethod, TypeHandle(type).toString() + " has no method Invoke");
  return invoke;
}

/// Invoke of a delegate type, bound to one native function: an instance method whose `this` does not travel.
MethodDesc* nativeInvokeOf(Runtime& runtime, MethodTable* type, void* address) {
  InteropState& state = runtime.interop();
  const std::pair<const MethodTable*, const void*> key(type, address);
  {
    std::lock_guard guard(state.mutex);
    if (MethodDesc** known = state.nativeInvokes.find(key)) return *known;
  }
  ClassLoader& loader = runtime.classLoader();
  MethodDesc* invoke = invokeOf(runtime, type);
  CallPlan& plan = planDelegate(runtime, invoke, CallDirection::ToNative);
  plan.target = address;
  constexpr uint16_t kVirtual = 0x40, kNewSlot = 0x100;
  auto* bound = new (loader.allocateMemory(sizeof(MethodDesc), alignof(MethodDesc))) MethodDesc{};
  bound->methodTable = type;
  bound->token = invoke->token;
  bound->attributes = static_cast<uint16_t>(invoke->attributes & ~(kVirtual | kNewSlot));
  bound->implAttributes = invoke->implAttributes;
  bound->slot = MethodDesc::kNoSlot;
  bound->kind = MethodKind::PInvoke;
  bound->attributesKnown.store(true);
  bound->sig.store(&loader.signature(invoke));
  bound->nativeTarget = &plan;
  bound->native.store(&plannedBridge, std::memory_order_release);
  std::lock_guard guard(state.mutex);
  if (MethodDesc** known = state.nativeInvokes.find(key)) return *known;
  state.nativeInvokes.set(key, bound);
  return bound;
}

}  // namespace

void bindPInvokeRunsManaged(Thread& thread, MethodDesc* method) {
  Runtime& runtime = thread.runtime();
  Module& module = *method->methodTable->module;
  auto map = module.metadata().implMapOf(method->token);
  if (!map) {
    throw LoadFailure(LoadFailureKind::EntryPointNotFound,
                      method->toString() + " is a P/Invoke without a row in the ImplMap table");
  }
  if (!method->isStatic() || method->methodTable->isGenericInstance() || !method->methodArgs.empty())
    throw LoadFailure(LoadFailureKind::TypeLoad, "Method's type signature is not PInvoke compatible.");
  const MethodSig& sig = runtime.classLoader().signature(method);
  PlanSource source{sig, typesOf(runtime, method)};
  source.module = &module;
  source.methodToken = method->token;
  source.isUnicode = (map->flags & kCharSetMask) == kCharSetUnicode;
  source.isMarshallingOff = hasMarshallingOff(runtime, module);
  source.preserveSig = (method->implAttributes & kPreserveSig) != 0;
  CallPlan& plan = planCall(runtime, source);
  plan.setLastError = (map->flags & kSupportsLastError) != 0;
  plan.suppressesTransition = runtime.classLoader().hasAttribute(
      module, method->token, "System.Runtime.InteropServices", "SuppressGCTransitionAttribute");
  void* function = findFunctionRunsManaged(thread, method, *map);

  const bool isBare = plan.isPlain && !plan.setLastError && !plan.suppressesTransition;
  // Where the kernel gives no membarrier a transition needs a barrier, which the stub does not have.
  const bool hasMachineCallers = runtime.jit() || runtime.config().callsThroughStubs;
  if (isBare && hasMachineCallers && !thread.fencesTransitions)
    runtime.stubs().enterDirectly(method, sig, function);
  InteropState& state = runtime.interop();
  std::lock_guard guard(state.mutex);
  if (method->native.load(std::memory_order_acquire) != &bindAndCallPInvoke) return;
  plan.target = function;
  method->nativeTarget = isBare ? function : static_cast<void*>(&plan);
  method->native.store(isBare ? &plainBridge : &plannedBridge, std::memory_order_release);
}

void bindAndCallPInvoke(NativeCall& call) {
  bindPInvokeRunsManaged(call.thread, call.method);
  call.method->native.load(std::memory_order_acquire)(call);
}

void callNative(Thread& thread, const MethodSig& sig, void* target, const Slot* args, Slot* ret) {
  Runtime& runtime = thread.runtime();
  InteropState& state = runtime.interop();
  const CallPlan* plan = nullptr;
  {
    std::lock_guard guard(state.mutex);
    if (const CallPlan** known = state.calliPlans.find(&sig)) plan = *known;
  }
  if (!plan) {
    PlanSource source{sig, [&sig](int index) {
                        return index < 0 ? sig.ret.type : sig.args[static_cast<size_t>(index)].type;
                      }};
    plan = &planCall(runtime, source);
    std::lock_guard guard(state.mutex);
    state.calliPlans.set(&sig, plan);
  }
  if (!plan->isPlain) {
    callPlanned(thread, *plan, target, const_cast<Slot*>(args), ret);
    return;
  }
  callPlain(thread, *plan, target, args, ret);
}

void* nativeEntryFor(Runtime& runtime, MethodDesc* method) {
  if (void* known = runtime.stubs().findNativeEntry(method)) return known;
  if (!method->isStatic() || !method->methodArgs.empty() || method->methodTable->isGenericInstance()) {
    throw LoadFailure(
        LoadFailureKind::InvalidProgram,
        method->toString() + ": only a static, non-generic method can be called from native code");
  }
  PlanSource source{runtime.classLoader().signature(method), typesOf(runtime, method)};
  source.isMarshallingOff = true;
  source.isUnicode = true;
  source.direction = CallDirection::ToManaged;
  try {
    planCall(runtime, source);
  } catch (const LoadFailure&) {
    throw LoadFailure(LoadFailureKind::InvalidProgram,
                      "Non-blittable parameter types are invalid for UnmanagedCallersOnly methods.");
  }
  return runtime.stubs().nativeEntry(method);
}

void* nativeEntryForDelegate(Thread& thread, Handle<Object> delegate) {
  if (delegate.isNull()) return nullptr;
  Runtime& runtime = thread.runtime();
  const auto* object = reinterpret_cast<const DelegateObject*>(delegate.get());
  MethodDesc* target = runtime.stubs().methodOfPrecode(object->methodPtr);
  if (target && target->kind == MethodKind::PInvoke && !target->isStatic() &&
      object->target == delegate.get())
    return static_cast<const CallPlan*>(target->nativeTarget)->target;
  MethodDesc* invoke = invokeOf(runtime, delegate->mt);
  const CallPlan& plan = callbackPlanOf(runtime, invoke);
  const uint32_t hash = identityHashOf_nogc(thread, delegate.get());
  return runtime.stubs().nativeEntryForDelegate(thread, delegate.get(), hash, invoke, plan, *plan.nativeSig,
                                                plan.isPlain);
}

Object* delegateForNativeEntry(Thread& thread, void* address, MethodTable* type) {
  if (!address) return nullptr;
  Runtime& runtime = thread.runtime();
  NativeCallback* callback = runtime.stubs().callbackOf(address);
  if (callback && callback->delegate) {
    Object* known = *callback->delegate;
    if (known && runtime.classLoader().isInstanceOf_nogc(known, type)) return known;
    if (known)
      throwNew(thread, WellKnownType::InvalidCastException,
               "Unable to cast object of type '" + TypeHandle(known->mt).toString() + "' to type '" +
                   TypeHandle(type).toString() + "'.");
  }
  MethodDesc* bound = nativeInvokeOf(runtime, type, address);
  runtime.classLoader().ensureFullyLoaded(type);
  Object* made = runtime.heap().allocate(thread, type).take();
  auto* delegate = static_cast<DelegateObject*>(made);
  GcHeap::writeRef_nogc(thread, &delegate->target, made);
  delegate->methodPtr = runtime.stubs().ensurePrecode(bound);
  return made;
}

}  // namespace minivm
