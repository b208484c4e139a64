// The slow paths of the loop: what it calls out to. The caller saved its frame; everything here may collect
// and throw unless its name says otherwise.
#include <fmt/format.h>

#include <cstring>

#include "interpreter/loop.h"
#include "vm/eh/dispatch.h"
#include "vm/eh/exceptions.h"
#include "vm/entry/entry_stubs.h"
#include "vm/entry/precode.h"
#include "vm/il/access.h"
#include "vm/interop/pinvoke.h"
#include "vm/native/native_table.h"
#include "vm/threads/safepoint.h"
#include "vm/types/loader_allocator.h"

namespace minivm {

namespace {

BytecodeMethod& codeOf(Slot* fp) {
  return *static_cast<BytecodeMethod*>(const_cast<FrameLayout*>(headerOf(fp)->layout));
}
Module& moduleOf(Slot* fp) {
  return *headerOf(fp)->method->methodTable->module;
}
GenericContext contextOf(Slot* fp) {
  return headerOf(fp)->method->genericContext();
}

/// The method a site's token names, checked for access (the core library is trusted).
MethodDesc* methodOf(Thread& thread, Slot* fp, SiteCell& cell) {
  if (cell.method) return cell.method;
  ClassLoader& loader = thread.runtime().classLoader();
  MethodDesc* method = loader.resolveMethod(moduleOf(fp), cell.token, contextOf(fp));
  if (!moduleOf(fp).isCoreLib()) checkAccess(loader, headerOf(fp)->method, method);
  return cell.method = method;
}

FieldDesc* fieldOf(Thread& thread, Slot* fp, SiteCell& cell) {
  if (cell.field) return cell.field;
  ClassLoader& loader = thread.runtime().classLoader();
  FieldDesc* field = loader.resolveField(moduleOf(fp), cell.token, contextOf(fp));
  if (!moduleOf(fp).isCoreLib()) checkAccess(loader, headerOf(fp)->method, field);
  return cell.field = field;
}

}  // namespace

void SiteCell::remember(MethodTable* type, MethodDesc* target) {
  constexpr uint32_t kMostPublished = 4;
  if (published_.fetch_add(1, std::memory_order_relaxed) >= kMostPublished) {
    published_.store(kMostPublished, std::memory_order_relaxed);
    return;
  }
  auto* pair = new Target{type, target, cached.load(std::memory_order_acquire)};
  while (!cached.compare_exchange_weak(pair->older, pair, std::memory_order_acq_rel)) {
  }
}

void SiteCell::forgetUnlinked() {
  const Target* living = &kNoTarget;
  uint32_t count = 0;
  for (const Target* pair = cached.load(std::memory_order_relaxed); pair != &kNoTarget;) {
    const Target* older = pair->older;
    if (!isUnlinked(pair->type)) {
      living = new Target{pair->type, pair->method, living};
      ++count;
    }
    delete pair;
    pair = older;
  }
  cached.store(living, std::memory_order_relaxed);
  published_.store(count, std::memory_order_relaxed);
}

SiteCell::~SiteCell() {
  for (const Target* pair = cached.load(std::memory_order_relaxed); pair != &kNoTarget;) {
    const Target* older = pair->older;
    delete pair;
    pair = older;
  }
}

// ---------------------------------------------------------------------------------------------------- calls

BytecodeMethod* prepareOrInvoke(Thread& thread, InterpreterActivation& activation, MethodDesc* method,
                                Slot* callerFp, Slot* newFp, Slot* result) {
  // A native frame from here on: the arguments are described by the signature.
  const MethodSig& sig = thread.runtime().classLoader().signature(method);
  InterpFrameHeader* header = headerOf(newFp);
  header->callerFp = callerFp;
  header->pc = nullptr;
  header->layout = nullptr;
  header->method = method;
  activation.lastFp = newFp;
  if (newFp + sig.argSlots + 64 > thread.interpStackEnd) failStackOverflow(thread);
  if (method->kind == MethodKind::IL || method->kind == MethodKind::DelegateInvoke) {
    ensureModuleInitRunsManaged(thread, *method->methodTable->module);
    thread.runtime().interpreter().prepare(thread, method);
    activation.lastFp = callerFp;
    return static_cast<BytecodeMethod*>(method->code.load(std::memory_order_acquire));
  }
  NativeBridge bridge = method->native.load(std::memory_order_acquire);
  if (!bridge) bridge = thread.runtime().natives().bind(method);
  NativeCall call{thread, method, newFp, result};
  bridge(call);
  activation.lastFp = callerFp;
  return nullptr;
}

MethodDesc* resolveInterfaceSite(Thread& thread, SiteCell& cell, MethodTable* receiver) {
  MethodDesc* target = thread.runtime().classLoader().resolveVirtual(receiver, cell.method);
  cell.remember(receiver, target);
  return target;
}

MethodDesc* resolveVirtualCall(Thread& thread, MethodDesc* declared, Slot* newFp) {
  Object* receiver = newFp[0].obj;
  MethodDesc* target = declared;
  if (declared->isVirtual()) target = thread.runtime().classLoader().resolveVirtual(receiver->mt, declared);
  if (newFp[0].obj->mt->isValueType() && target->methodTable->isValueType())
    newFp[0].byref = newFp[0].obj->data();
  return target;
}

MethodDesc* bindDelegateCall(Thread& thread, MethodDesc* invoke, Slot* newFp) {
  auto* delegate = static_cast<DelegateObject*>(newFp[0].obj);
  if (delegate->invocationList && delegate->invocationCount > 0) return invoke;
  Runtime& runtime = thread.runtime();
  if (delegate->methodPtrAux) {
    // Open: the delegate itself is dropped, the other arguments move down (contract §4.5).
    MethodDesc* target = methodOfPointer(thread, delegate->methodPtrAux);
    const MethodSig& sig = runtime.classLoader().signature(invoke);
    std::memmove(newFp, newFp + 1, size_t{sig.argSlots - 1u} * sizeof(Slot));
    if (!target->isStatic() && !target->methodTable->isValueType()) {
      if (!newFp[0].obj) throwKnown(thread, WellKnownType::NullReferenceException);
      return resolveVirtualCall(thread, target, newFp);
    }
    return target;
  }
  MethodDesc* target = methodOfPrecode(runtime, delegate->methodPtr);
  if (!target) target = runtime.codeHeap().find(delegate->methodPtr).method;  // an unboxing stub
  if (!target) throwKnown(thread, WellKnownType::NullReferenceException);     // never bound
  newFp[0].obj = delegate->target;
  if (!target->isStatic() && target->methodTable->isValueType() && newFp[0].obj)
    newFp[0].byref = newFp[0].obj->data();
  return target;
}

MethodDesc* methodOfPointer(Thread& thread, void* pointer) {
  MethodDesc* method = methodOfPrecode(thread.runtime(), pointer);
  if (!method)
    throwNew(thread, WellKnownType::InvalidProgramException,
             "calli through a pointer that is no managed method");
  return method;
}

void resolveCall(Thread& thread, Slot* fp, Insn* insn, Op op) {
  Runtime& runtime = thread.runtime();
  SiteCell& cell = *codeOf(fp).cells[insn->b];
  MethodDesc* method = methodOf(thread, fp, cell);
  bool isVirtual = op == Op::CallVirtLazy;
  if (method->isStatic() && isVirtual)
    throwNew(thread, WellKnownType::InvalidProgramException, "callvirt of a static method");
  if (runtime.config().callsThroughStubs) {
    bool dispatches = isVirtual && method->isVirtual() && method->kind != MethodKind::DelegateInvoke;
    insn->ptr = method;
    if (isVirtual && !dispatches && !method->isStatic()) {
      // The null check of callvirt comes with the dispatching form, which leaves a non-virtual method as it
      // is.
      dispatches = method->kind != MethodKind::DelegateInvoke;
    }
    insn->become(dispatches ? Op::CallStubVirt : Op::CallStub);
    return;
  }
  if (method->kind == MethodKind::DelegateInvoke) {
    insn->ptr = method;
    insn->become(Op::CallDelegate);
    return;
  }
  if (!isVirtual) {
    checkManagedCall(headerOf(fp)->method, method);
    if (method->isAbstract())
      throwNew(thread, WellKnownType::InvalidProgramException,
               fmt::format("call of the abstract method {}", method->toString()));
    insn->ptr = method;
    insn->become(Op::Call);
    return;
  }
  bool isSealed = method->isFinal() || method->methodTable->has(MethodTable::kIsSealed);
  if (!method->isVirtual() || (isSealed && !method->isAbstract() && !method->methodTable->isInterface())) {
    insn->ptr = method;
    insn->become(Op::CallChecked);
  } else if (method->methodTable->isInterface()) {
    insn->ptr = &cell;
    insn->become(Op::CallInterface);
  } else {
    cell.slot = method->slot;
    insn->ptr = &cell;
    insn->become(Op::CallVirt);
  }
}

void callStub(Thread& thread, Slot* fp, const Insn* insn) {
  auto* method = static_cast<MethodDesc*>(insn->ptr);
  Slot* newFp = &fp[insn->a];
  if (insn->op == Op::CallStubVirt) {
    if (!newFp[0].obj) throwKnown(thread, WellKnownType::NullReferenceException);
    method = resolveVirtualCall(thread, method, newFp);
  } else if (method->kind == MethodKind::DelegateInvoke && !newFp[0].obj) {
    throwKnown(thread, WellKnownType::NullReferenceException);
  }
  callThroughEntry(thread, method, ensurePrecode(thread.runtime(), method), newFp, &fp[insn->dst]);
}

void callNativePointer(Thread& thread, Slot* fp, const Insn* insn) {
  auto* sig = static_cast<const MethodSig*>(insn->ptr);
  callNative(thread, *sig, fp[insn->b].ptr, &fp[insn->a], &fp[insn->dst]);
}

// ---------------------------------------------------------------------------------------------------- fields

void resolveField(Thread& thread, Slot* fp, Insn* insn, Op op) {
  bool isStore = op == Op::StFldLazy;
  SiteCell& cell = *codeOf(fp).cells[isStore ? insn->dst : insn->b];
  FieldDesc* field = fieldOf(thread, fp, cell);
  if (field->isStatic())
    throwNew(thread, WellKnownType::InvalidProgramException,
             fmt::format("instance access to the static field {}", field->name()));
  uint32_t offset = cell.baseKind == StackKind::O ? field->objectOffset() : field->offset;
  Insn quick = *insn;  // offset and size are one word: written at once
  quick.offset = static_cast<int32_t>(offset);
  quick.size = field->sizeBytes;
  if (op == Op::FldALazy) {
    if (cell.baseKind != StackKind::O) quick.imm = offset;
    insn->imm = quick.imm;
    return insn->become(cell.baseKind == StackKind::O ? Op::AddrOff : Op::AddI8Imm);
  }
  insn->imm = quick.imm;
  const MemType& memory = cell.memory;
  if (!isStore)
    return insn->become(memory.kind == StackKind::Struct ? Op::LdStruct : at(Op::LdI1, loadIndex(memory)));
  if (memory.kind == StackKind::Struct)
    return insn->become(memory.hasReferences ? Op::StStructRef : Op::StStruct);
  if (memory.kind == StackKind::O)
    return insn->become(cell.baseKind == StackKind::O ? Op::StRef : Op::StRefChecked);
  insn->become(at(Op::St1, storeIndex(memory)));
}

void staticFieldAccess(Thread& thread, Slot* fp, Insn* insn, Op op) {
  bool isStore = op == Op::StSFldLazy;
  SiteCell& cell = *codeOf(fp).cells[isStore ? insn->dst : insn->a];
  FieldDesc* field = fieldOf(thread, fp, cell);
  if (!field->isStatic())
    throwNew(thread, WellKnownType::InvalidProgramException,
             fmt::format("static access to the instance field {}", field->name()));
  MethodTable* owner = field->owner;
  thread.runtime().classLoader().ensureFullyLoaded(owner);
  ensureModuleInitRunsManaged(thread, *owner->module);
  if (owner->eeClass->needsInit()) ensureClassInitRunsManaged(thread, owner);
  uint8_t* address = field->staticAddress(thread);
  const MemType& memory = cell.memory;
  Op quick;
  if (op == Op::SFldALazy) {
    fp[insn->dst].byref = address;
    quick = Op::LdImm;
  } else if (isStore) {
    bool isStruct = memory.kind == StackKind::Struct;
    std::memcpy(address, &fp[insn->a], memory.sizeBytes);
    quick = isStruct ? Op::StSStruct : at(Op::StS1, storeIndex(memory));
    static_assert(static_cast<int>(Op::StS8) - static_cast<int>(Op::StS1) == 3);
  } else {
    static_assert(static_cast<int>(Op::LdSI8) - static_cast<int>(Op::LdSI1) == 5);
    switch (memory.kind == StackKind::Struct ? 6u : loadIndex(memory)) {
      case 0: fp[insn->dst].i4 = *reinterpret_cast<int8_t*>(address); break;
      case 1: fp[insn->dst].i4 = *address; break;
      case 2: {
        int16_t value;
        std::memcpy(&value, address, 2);
        fp[insn->dst].i4 = value;
        break;
      }
      case 3: {
        uint16_t value;
        std::memcpy(&value, address, 2);
        fp[insn->dst].i4 = value;
        break;
      }
      default: std::memcpy(&fp[insn->dst], address, memory.sizeBytes); break;
    }
    quick = memory.kind == StackKind::Struct ? Op::LdSStruct : at(Op::LdSI1, loadIndex(memory));
  }
  // Only Initialised drops the check (ABI 26); a field that each thread has for itself is looked for each
  // time.
  if (owner->eeClass->needsInit() || field->isThreadStatic) return;
  insn->ptr = address;
  insn->become(quick);
}

void runClassInit(Thread& thread, Insn* insn) {
  auto* type = static_cast<MethodTable*>(insn->ptr);
  if (type->eeClass->needsInit()) ensureClassInitRunsManaged(thread, type);
  if (!type->eeClass->needsInit()) insn->become(Op::Nop);
}

// ----------------------------------------------------------------------------------------------------
// objects

void resolveNew(Thread& thread, Slot* fp, Insn* insn) {
  SiteCell& cell = *codeOf(fp).cells[insn->a];
  ClassLoader& loader = thread.runtime().classLoader();
  MethodTable* type = methodOf(thread, fp, cell)->methodTable;
  loader.ensureFullyLoaded(type);
  if (type->has(MethodTable::kIsAbstract)) {
    throwNew(thread, WellKnownType::InvalidOperationException,
             "Instances of abstract classes cannot be created.");
  }
  loader.requireImplemented(type);
  insn->ptr = type;
  insn->become(Op::New);
}

void resolveTypeSite(Thread& thread, Slot* fp, Insn* insn, Op op) {
  SiteCell& cell = *codeOf(fp).cells[insn->b];
  ClassLoader& loader = thread.runtime().classLoader();
  if (!cell.type) {
    cell.type = loader.loadType(moduleOf(fp), cell.token, contextOf(fp));
    if (!moduleOf(fp).isCoreLib()) checkAccess(loader, headerOf(fp)->method, cell.type);
  }
  switch (op) {
    case Op::NewArrLazy: {
      MethodTable* array = loader.loadSzArray(cell.type);
      loader.ensureFullyLoaded(array);
      insn->ptr = array;
      insn->become(Op::NewArr);
      return;
    }
    case Op::CastClassLazy:
      insn->imm = static_cast<int64_t>(cell.type.word());
      insn->become(Op::CastClass);
      return;
    default:
      insn->imm = static_cast<int64_t>(cell.type.word());
      insn->become(Op::IsInst);
      return;
  }
}

void resolveConstantSite(Thread& thread, Slot* fp, Insn* insn, Op op) {
  Runtime& runtime = thread.runtime();
  SiteCell& cell = *codeOf(fp).cells[insn->a];
  switch (op) {
    case Op::LdStrLazy: {
      ByteSpan bytes = moduleOf(fp).metadata().userString(cell.token.rid());
      std::u16string text(bytes.size() / 2, u'\0');
      std::memcpy(text.data(), bytes.data(), text.size() * 2);
      insn->ptr = runtime.literals().intern_nogc(text);
      break;
    }
    case Op::LdTypeObject: insn->ptr = runtimeTypeOf_nogc(runtime, cell.type); break;
    case Op::LdMethodObject:
      insn->ptr =
          frozenHandleStub(runtime, WellKnownType::RuntimeMethodInfoStub, kMethodStubValue, cell.method);
      break;
    case Op::LdFieldObject:
      insn->ptr = frozenHandleStub(runtime, WellKnownType::RuntimeFieldInfoStub, kFieldStubValue, cell.field);
      break;
    default:
      methodOf(thread, fp, cell);
      insn->ptr = cell.method->isUnmanagedCallersOnly ? nativeEntryFor(runtime, cell.method)
                                                      : ensurePrecode(runtime, cell.method);
      break;
  }
  insn->become(Op::LdImm);
}

void throwKnown(Thread& thread, WellKnownType type) {
  throwNew(thread, type);
}

void stopOrOverflow(Thread& thread, InterpreterActivation& activation, Slot* fp) {
  const auto& code = *static_cast<const BytecodeMethod*>(headerOf(fp)->layout);
  if (fp + code.totalSlots > thread.interpStackEnd) {
    activation.lastFp = headerOf(fp)->callerFp;
    failStackOverflow(thread);
  }
  std::memset(static_cast<void*>(fp + code.zeroStart), 0, size_t{code.zeroCount} * sizeof(Slot));
  headerOf(fp)->pc = code.insns;
  activation.lastFp = fp;
  pollThread(thread);
}

}  // namespace minivm
