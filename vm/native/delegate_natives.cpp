// Delegates (contract §4.5). Three shapes, told apart by two fields:
//   closed      target = first argument (object, or first parameter of a static method), methodPtr = entry,
//               methodPtrAux = 0
//   open        target = the delegate itself, methodPtrAux = entry, methodPtr = shuffle thunk, or Invoke,
//   which looks
//               at the delegate
//   multicast   as open, and invocationList = object[]; made in C# (MulticastDelegate.NewMulticast)
// Entries are precodes, the identity of a method (ABI 3); of boxed value types, unboxing stubs. Machine code
// may always call methodPtr with `target` for the delegate; the interpreter looks at the method behind it.
#include "vm/entry/entry_stubs.h"
#include "vm/entry/precode.h"
#include "vm/native/native_list.h"
#include "vm/native/native_support.h"
#include "vm/runtime.h"
#include "vm/threads/thread.h"

namespace minivm::natives {

namespace {

/// The method behind a managed entry: precode, or a stub that belongs to one method (unboxing).
MethodDesc* methodOfEntry(Runtime& runtime, const void* entry) {
  if (MethodDesc* method = methodOfPrecode(runtime, entry)) return method;
  return runtime.codeHeap().find(entry).method;
}

MethodDesc* invokeOf(Thread& thread, MethodTable* type) {
  MethodDesc* invoke = type->isDelegate() ? loaderOf(thread).findMethod(type, "Invoke") : nullptr;
  if (!invoke) throwNew(thread, WellKnownType::ArgumentException, "Type must derive from Delegate.");
  return invoke;
}

/// A delegate keeps a method that may be unloaded; the library's own dynamic methods see to themselves.
void keepMethod_nogc(Thread& thread, DelegateObject* delegate, const MethodDesc* method) {
  if (method->isCollectible && !method->isDynamic)
    GcHeap::writeRef_nogc(thread, &delegate->methodBase, *allocatorOf(method)->owner);
}

void makeClosed_nogc(Thread& thread, DelegateObject* delegate, Object* target, MethodDesc* method) {
  GcHeap::writeRef_nogc(thread, &delegate->target, target);
  keepMethod_nogc(thread, delegate, method);
  Runtime& runtime = thread.runtime();
  const bool isBoxed = !method->isStatic() && method->methodTable->isValueType();
  delegate->methodPtr = isBoxed ? runtime.stubs().unboxingStub(method) : ensurePrecode(runtime, method);
  delegate->methodPtrAux = nullptr;
}

/// Resolves signatures, hence no `_nogc`; never collects all the same.
void makeOpen(Thread& thread, DelegateObject* delegate, MethodDesc* invoke, MethodDesc* method) {
  Runtime& runtime = thread.runtime();
  void* entry = ensurePrecode(runtime, method);
  void* thunk = nullptr;
  // Machine code for the interpreter's sake would cost every start its first page of code; later there are
  // callers that have use for a thunk.
  if (runtime.config().callsThroughStubs || thread.compiledCode) {
    ClassLoader& loader = runtime.classLoader();
    thunk = runtime.stubs().shuffleThunk(loader.signature(invoke), loader.signature(method));
  }
  GcHeap::writeRef_nogc(thread, &delegate->target, delegate);
  keepMethod_nogc(thread, delegate, method);
  delegate->methodPtr = thunk ? thunk : ensurePrecode(runtime, invoke);
  delegate->methodPtrAux = entry;
}

/// A value of type `from` may be passed where `to` is expected without conversion (ECMA-335 II.14.6.2,
/// relaxed delegates).
bool fits(ClassLoader& loader, TypeHandle from, TypeHandle to) {
  if (from == to) return true;
  if (from.stackKind() != StackKind::O || to.stackKind() != StackKind::O) {
    // An enum and its underlying type are interchangeable here.
    return from.isValueType() && to.isValueType() && from.stackKind() != StackKind::Struct &&
           from.reducedElementType() == to.reducedElementType();
  }
  return loader.canCastTo(from, to);
}

/// Parameters of `invoke` from `first` on fit those of `method` from `methodFirst` on, and the result fits
/// back.
bool signaturesFit(ClassLoader& loader, MethodDesc* invoke, size_t first, MethodDesc* method,
                   size_t methodFirst) {
  const MethodSig& from = loader.signature(invoke);
  const MethodSig& to = loader.signature(method);
  if (from.args.size() - first != to.args.size() - methodFirst) return false;
  for (size_t i = 0; i + first < from.args.size(); ++i) {
    if (!fits(loader, loader.argType(invoke, static_cast<int>(first + i)),
              loader.argType(method, static_cast<int>(methodFirst + i))))
      return false;
  }
  if (to.ret.kind == StackKind::Void || from.ret.kind == StackKind::Void) return to.ret.kind == from.ret.kind;
  return fits(loader, loader.argType(method, -1), loader.argType(invoke, -1));
}

}  // namespace

void delegateCtor(NativeCall& call) {
  Thread& thread = call.thread;
  Runtime& runtime = thread.runtime();
  const void* entry = call.args[2].ptr;
  MethodDesc* method = entry ? methodOfEntry(runtime, entry) : nullptr;
  if (!call.args[0].obj) throwNew(thread, WellKnownType::NullReferenceException);
  if (!method) throwArgument(thread, WellKnownType::ArgumentNullException, "", "method");
  MethodDesc* invoke = invokeOf(thread, call.args[0].obj->mt);
  ClassLoader& loader = runtime.classLoader();
  const size_t invokeCount = loader.signature(invoke).args.size() - 1;
  const MethodSig& sig = loader.signature(method);
  if (sig.isVarArg)
    throwNew(thread, WellKnownType::NotSupportedException, "Vararg calling convention not supported.");
  if (method->isStatic()) {
    // A static method with one parameter more than the delegate is closed over its first argument, which may
    // be null.
    if (sig.args.size() == invokeCount) {
      makeOpen(thread, static_cast<DelegateObject*>(call.args[0].obj), invoke, method);
      return;
    }
  } else if (!call.args[1].obj) {
    if (sig.args.size() == invokeCount) {
      makeOpen(thread, static_cast<DelegateObject*>(call.args[0].obj), invoke, method);
      return;
    }
    throwNew(thread, WellKnownType::ArgumentException,
             "Delegate to an instance method cannot have null 'this'.");
  }
  makeClosed_nogc(thread, static_cast<DelegateObject*>(call.args[0].obj), call.args[1].obj, method);
}

MethodDesc* delegateFindMethodHandle(Thread& thread, Handle<DelegateObject> delegate) {
  const void* entry = delegate->methodPtrAux ? delegate->methodPtrAux : delegate->methodPtr;
  return methodOfEntry(thread.runtime(), entry);
}

bool delegateBindToMethod(Thread& thread, Handle<DelegateObject> delegate, MethodDesc* method,
                          Handle<Object> first, bool hasFirst) {
  ClassLoader& loader = loaderOf(thread);
  MethodDesc* invoke = invokeOf(thread, delegate->mt);
  const MethodSig& sig = loader.signature(method);
  if (method->isStatic() && !hasFirst) {
    if (!signaturesFit(loader, invoke, 1, method, 0)) return false;
    makeOpen(thread, delegate.get(), invoke, method);
    return true;
  }
  if (method->isStatic()) {
    if (sig.args.empty() || sig.args[0].kind != StackKind::O || !signaturesFit(loader, invoke, 1, method, 1))
      return false;
    if (!first.isNull() && !loader.isInstanceOf_nogc(first.get(), loader.argType(method, 0))) return false;
    makeClosed_nogc(thread, delegate.get(), first.get(), method);
    return true;
  }
  if (hasFirst) {
    if (first.isNull() || !loader.isInstanceOf_nogc(first.get(), method->methodTable) ||
        !signaturesFit(loader, invoke, 1, method, 1))
      return false;
    MethodDesc* target = method->isVirtual() ? loader.resolveVirtual(first->mt, method) : method;
    makeClosed_nogc(thread, delegate.get(), first.get(), target);
    return true;
  }
  // Open over `this`: the delegate's first parameter is the object, by reference for value types.
  const MethodSig& from = loader.signature(invoke);
  if (from.args.size() < 2) return false;
  const TypeHandle self = loader.argType(invoke, 1);
  const bool selfFits = method->methodTable->isValueType()
                            ? self.isTypeDesc() && self.asTypeDesc()->kind == ElementType::ByRef &&
                                  self.asTypeDesc()->element == TypeHandle(method->methodTable)
                            : self.stackKind() == StackKind::O && loader.canCastTo(self, method->methodTable);
  if (!selfFits || !signaturesFit(loader, invoke, 2, method, 1)) return false;
  makeOpen(thread, delegate.get(), invoke, method);
  return true;
}

MethodDesc* delegateGetInvokeMethodHandle(Thread& thread, Handle<RuntimeTypeObject> type) {
  return invokeOf(thread, typeFrom(thread, type).asMethodTable());
}

void* multicastGetMulticastInvoke(Thread& thread, MethodTable* type) {
  Runtime& runtime = thread.runtime();
  MethodDesc* invoke = invokeOf(thread, type);
  return runtime.config().callsThroughStubs ? runtime.stubs().multicastInvoke(invoke)
                                            : ensurePrecode(runtime, invoke);
}

void* multicastGetInvokeMethod(Thread& thread, MethodTable* type) {
  return ensurePrecode(thread.runtime(), invokeOf(thread, type));
}

}  // namespace minivm::natives
