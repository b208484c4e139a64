#include "vm/native/stock/startup.h"

#include <fmt/format.h>

#include <array>
#include <filesystem>

#include "vm/native/native_support.h"
#include "vm/native/stock/stock_state.h"
#include "vm/runtime.h"
#include "vm/support/utf.h"
#include "vm/threads/thread.h"

namespace minivm::stock {

namespace {

struct ExpectedField {
  std::string_view nameSpace, type, field;
  uint32_t offset;  ///< from the start of the object
};

/// Every managed field that C++ reads or writes by offset.
constexpr ExpectedField kFields[] = {
    {"System", "RuntimeType", "m_keepalive", 8},
    {"System", "RuntimeType", "m_cache", 16},
    {"System", "RuntimeType", "m_handle", 24},
    {"System", "Exception", "_exceptionMethod", 8},
    {"System", "Exception", "_message", 16},
    {"System", "Exception", "_innerException", 32},
    {"System", "Exception", "_stackTrace", 48},
    {"System", "Exception", "_stackTraceString", 64},
    {"System", "Exception", "_remoteStackTraceString", 72},
    {"System", "Exception", "_HResult", 108},
    {"System", "Delegate", "_target", 8},
    {"System", "Delegate", "_methodBase", 16},
    {"System", "Delegate", "_methodPtr", 24},
    {"System", "Delegate", "_methodPtrAux", 32},
    {"System", "MulticastDelegate", "_invocationList", 40},
    {"System", "MulticastDelegate", "_invocationCount", 48},
    {"System.Threading", "Thread", "_DONT_USE_InternalThread", 40},
    {"System.Threading", "Thread", "_priority", 48},
    {"System.Threading", "Thread", "_managedThreadId", 52},
    {"System.Reflection", "RuntimeAssembly", "m_assembly", 32},
    {"System.Reflection", "RuntimeModule", "m_runtimeType", 8},
    {"System.Reflection", "RuntimeModule", "m_runtimeAssembly", 16},
    {"System.Reflection", "RuntimeModule", "m_pData", 24},
    {"System", "RuntimeMethodInfoStub", "m_value", 80},
    {"System", "RuntimeFieldInfoStub", "m_fieldHandle", 56},
    {"System", "Signature", "_arguments", 8},
    {"System", "Signature", "_declaringType", 16},
    {"System", "Signature", "_returnTypeORfieldType", 24},
    {"System", "Signature", "_sig", 40},
    {"System", "Signature", "_csig", 48},
    {"System", "Signature", "_managedCallingConventionAndArgIteratorFlags", 52},
    {"System", "Signature", "_pMethod", 64},
    {"System.Runtime.Loader", "AssemblyLoadContext", "_nativeAssemblyLoadContext", 48},
};

const char16_t* keep(StockState& state, std::string_view text) {
  state.texts.push_back(utf8ToUtf16(text));
  return state.texts.back().c_str();
}

void addProperty(StockState& state, std::string_view name, std::string_view value) {
  state.names.push_back(keep(state, name));
  state.values.push_back(keep(state, value));
}

/// A method that start-up cannot do without.
MethodDesc* require(ClassLoader& loader, std::string_view nameSpace, std::string_view type,
                    std::string_view method, std::string_view signature) {
  MethodTable* owner = loader.findCoreType(nameSpace, type);
  if (MethodDesc* found = loader.findMethod(owner, method, signature)) return found;
  throw LoadFailure(LoadFailureKind::MissingMethod,
                    fmt::format("{}: {}.{} has no method {} {}: minivm does not know this version of .NET",
                                loader.coreLib().image().path(), nameSpace, type, signature, method));
}

void call(Thread& thread, MethodDesc* method, std::span<Slot> args, Slot* ret) {
  callManaged(thread, method, args.data(), ret);
}

/// The cache of casts that reflection looks into before it asks the VM (contract §4.4). The VM has its own:
/// an empty table of two entries for ever.
void makeCastCache(Thread& thread) {
  constexpr uint32_t kInts = 18;  // header of 24 bytes, two entries of 24
  ClassLoader& loader = thread.runtime().classLoader();
  MethodTable* helpers = loader.findCoreType("System.Runtime.CompilerServices", "CastHelpers");
  FieldDesc* table = loader.findField(helpers, "s_table");
  if (!table) throw LoadFailure(LoadFailureKind::MissingField, "CastHelpers has no field s_table");
  loader.ensureFullyLoaded(helpers);
  Array* cache = heapOf(thread)
                     .allocateArray(thread, loader.loadSzArray(loader.wellKnown(WellKnownType::Int32)), kInts)
                     .take();
  cache->elementsAs<int32_t>()[0] = 63;  // 64 − log2(number of entries)
  cache->elementsAs<int32_t>()[1] = 1;   // number of entries − 1
  GcHeap::writeRef_nogc(thread, reinterpret_cast<Object**>(table->staticAddress()), cache);
}

/// String.Empty has no initializer: it is the VM's "" literal.
void setEmptyString(Thread& thread) {
  ClassLoader& loader = thread.runtime().classLoader();
  MethodTable* type = loader.wellKnown(WellKnownType::String);
  FieldDesc* empty = loader.findField(type, "Empty");
  if (!empty) throw LoadFailure(LoadFailureKind::MissingField, "String has no field Empty");
  loader.ensureFullyLoaded(type);
  *reinterpret_cast<Object**>(empty->staticAddress()) = thread.runtime().literals().intern_nogc(u"");
}

}  // namespace

void checkLayout(ClassLoader& loader) {
  std::string differences;
  for (const ExpectedField& expected : kFields) {
    MethodTable* type = loader.tryFindCoreType(expected.nameSpace, expected.type);
    FieldDesc* field = type ? loader.findField(type, expected.field) : nullptr;
    if (field && field->objectOffset() == expected.offset) continue;
    differences += fmt::format("\n  {}.{}::{} is expected at +{}, {}", expected.nameSpace, expected.type,
                               expected.field, expected.offset,
                               field  ? fmt::format("found at +{}", field->objectOffset())
                               : type ? "there is no such field"
                                      : "there is no such type");
  }
  if (!differences.empty()) {
    throw LoadFailure(LoadFailureKind::BadImageFormat,
                      fmt::format("{}: not a class library that minivm can run (it knows .NET 10):{}",
                                  loader.coreLib().image().path(), differences));
  }
}

Fresh<Array> startRunsManaged(Thread& thread, const std::string& app, std::span<const std::string> args) {
  namespace fs = std::filesystem;
  Runtime& runtime = thread.runtime();
  ClassLoader& loader = runtime.classLoader();
  StockState& state = *runtime.stock();
  std::error_code ignored;
  const fs::path file = fs::absolute(app, ignored);
  const fs::path framework = fs::path(loader.coreLib().image().path()).parent_path();

  // Contract §9: what keeps bring-up small. Programs cannot tell, but by looking for these properties.
  addProperty(state, "System.Diagnostics.Tracing.EventSource.IsSupported", "false");
  addProperty(state, "System.Globalization.Invariant", "true");
  addProperty(state, "Switch.System.Reflection.ForceInterpretedInvoke", "true");
  addProperty(state, "System.Runtime.CompilerServices.RuntimeFeature.IsDynamicCodeSupported", "true");
  addProperty(state, "System.StartupHookProvider.IsSupported", "false");
  addProperty(state, "APP_CONTEXT_BASE_DIRECTORY", file.parent_path().string() + "/");
  addProperty(state, "NATIVE_DLL_SEARCH_DIRECTORIES", framework.string() + "/");
  addProperty(state, "RUNTIME_IDENTIFIER", "linux-x64");
  addProperty(state, "FX_PRODUCT_VERSION", framework.filename().string());

  makeCastCache(thread);
  setEmptyString(thread);
  Slot slots[3] = {};
  Slot ret[2] = {};
  slots[0].ptr = state.names.data();
  slots[1].ptr = state.values.data();
  slots[2].i4 = static_cast<int32_t>(state.names.size());
  call(thread, require(loader, "System", "AppContext", "Setup", "void(char**,char**,int32)"), slots, ret);

  for (const std::string& argument : args) state.arguments.push_back(keep(state, argument));
  slots[0].ptr = const_cast<char16_t*>(keep(state, file.string()));
  slots[1].i4 = static_cast<int32_t>(args.size());
  slots[2].ptr = state.arguments.data();
  call(thread,
       require(loader, "System", "Environment", "InitializeCommandLineArgs", "string[](char*,int32,char**)"),
       slots, ret);
  return Fresh<Array>(static_cast<Array*>(ret[0].obj));
}

}  // namespace minivm::stock
