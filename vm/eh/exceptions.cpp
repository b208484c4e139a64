#include "vm/eh/exceptions.h"

#include "vm/runtime.h"
#include "vm/threads/thread.h"

namespace minivm {

namespace {

/// Calls the constructor of `type` with this signature on a new object. Texts are passed in order; an absent
/// constructor yields null.
Fresh<Object> construct(Thread& thread, MethodTable* type, std::string_view signature, std::string_view first,
                        std::string_view second) {
  Runtime& runtime = thread.runtime();
  MethodDesc* ctor = runtime.classLoader().findMethod(type, ".ctor", signature);
  if (!ctor) return Fresh<Object>(nullptr);
  ensureClassInitRunsManaged(thread, type);
  struct : Locals {
    Rooted<Object> object;
    Rooted<String> first, second;
  } r;
  LocalsScope scope(thread, r);
  const size_t count = runtime.classLoader().signature(ctor).args.size() - 1;
  if (count > 0) r.first = newString(thread, first);
  if (count > 1) r.second = newString(thread, second);
  r.object = runtime.heap().allocate(thread, type);
  Slot args[3];
  args[0].obj = r.object.get();
  args[1].obj = r.first.get();
  args[2].obj = r.second.get();
  Slot ret[2];
  callManaged(thread, ctor, args, ret);
  return Fresh<Object>(r.object.get());
}

WellKnownType typeOf(LoadFailureKind kind) {
  switch (kind) {
    case LoadFailureKind::TypeLoad: return WellKnownType::TypeLoadException;
    case LoadFailureKind::MissingMethod: return WellKnownType::MissingMethodException;
    case LoadFailureKind::MissingField: return WellKnownType::MissingFieldException;
    case LoadFailureKind::BadImageFormat: return WellKnownType::BadImageFormatException;
    case LoadFailureKind::FileNotFound: return WellKnownType::FileNotFoundException;
    case LoadFailureKind::InvalidProgram: return WellKnownType::InvalidProgramException;
    case LoadFailureKind::Verification: return WellKnownType::VerificationException;
    case LoadFailureKind::EntryPointNotFound: return WellKnownType::EntryPointNotFoundException;
    case LoadFailureKind::DllNotFound: return WellKnownType::DllNotFoundException;
    case LoadFailureKind::NotSupported: return WellKnownType::NotSupportedException;
    case LoadFailureKind::MarshalDirective: return WellKnownType::MarshalDirectiveException;
    case LoadFailureKind::MethodAccess: return WellKnownType::MethodAccessException;
    case LoadFailureKind::FieldAccess: return WellKnownType::FieldAccessException;
    case LoadFailureKind::TypeAccess: return WellKnownType::TypeAccessException;
    case LoadFailureKind::Ambiguous: return WellKnownType::AmbiguousImplementationException;
    case LoadFailureKind::InvalidOperation: return WellKnownType::InvalidOperationException;
  }
  return WellKnownType::TypeLoadException;
}

}  // namespace

void throwManaged(Thread& thread, Object* exception) {
  if (exception == nullptr) throwNew(thread, WellKnownType::NullReferenceException);
  thread.pendingException = exception;
  throw ManagedException{};
}

Fresh<Object> createException(Thread& thread, WellKnownType type, std::string_view message) {
  MethodTable* exceptionType = thread.runtime().classLoader().wellKnown(type);
  if (type == WellKnownType::OutOfMemoryException && message.empty()) {
    // No managed code when memory is short. As in .NET, the VM's own has no message of its own.
    constexpr int32_t kOutOfMemoryHResult = static_cast<int32_t>(0x8007000E);
    Fresh<Object> object = thread.runtime().heap().allocate(thread, exceptionType);
    static_cast<ExceptionObject*>(object.peek())->hresult = kOutOfMemoryHResult;
    return object;
  }
  const std::string_view signature = message.empty() ? "void()" : "void(string)";
  Object* made = construct(thread, exceptionType, signature, message, {}).take();
  if (made) return Fresh<Object>(made);
  // A library without that constructor: the message is still worth keeping.
  struct : Locals {
    Rooted<Object> object;
  } r;
  LocalsScope scope(thread, r);
  r.object = thread.runtime().heap().allocate(thread, exceptionType);
  if (!message.empty()) {
    String* text = newString(thread, message).take();
    GcHeap::writeRef_nogc(
        thread, reinterpret_cast<Object**>(&static_cast<ExceptionObject*>(r.object.get())->message), text);
  }
  return Fresh<Object>(r.object.get());
}

void throwNew(Thread& thread, WellKnownType type, std::string_view message) {
  throwManaged(thread, createException(thread, type, message).take());
}

void throwArgument(Thread& thread, WellKnownType type, std::string_view message, std::string_view parameter) {
  MethodTable* exceptionType = thread.runtime().classLoader().wellKnown(type);
  Object* made;
  if (message.empty() && type != WellKnownType::ArgumentException) {
    made = construct(thread, exceptionType, "void(string)", parameter, {}).take();
  } else if (type == WellKnownType::ArgumentException) {
    made = construct(thread, exceptionType, "void(string,string)", message, parameter).take();
  } else {
    made = construct(thread, exceptionType, "void(string,string)", parameter, message)
               .take();  // these two take the name first
  }
  if (!made) throwNew(thread, type, message);
  throwManaged(thread, made);
}

void throwLoadFailure(Thread& thread, const LoadFailure& failure) {
  const std::string message =
      failure.what();  // creating the exception may fail in turn and reuse the storage
  throwNew(thread, typeOf(failure.kind()), message);
}

}  // namespace minivm
