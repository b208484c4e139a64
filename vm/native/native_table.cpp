#include "vm/native/native_table.h"

#include <algorithm>
#include <array>

#include "loader/names.h"
#include "vm/eh/exceptions.h"
#include "vm/interop/pinvoke.h"
#include "vm/native/native_list.h"
#include "vm/native/stock/stock_support.h"
#include "vm/runtime.h"
#include "vm/threads/thread.h"

namespace minivm {

namespace {

using namespace natives;  // the argument types that rows name

/// A native by the two halves of its name: type and method, or module and entry point.
struct Row {
  std::string_view owner;
  std::string_view name;
  NativeBridge bridge;
  constexpr bool operator<(const Row& other) const {
    const int order = name.compare(other.name);
    return order != 0 ? order < 0 : owner < other.owner;
  }
};

template <size_t N>
constexpr std::array<Row, N> sorted(std::array<Row, N> rows) {
  std::sort(rows.begin(), rows.end());
  return rows;
}

// Sorted by the compiler: starting a runtime costs nothing here.
constexpr auto kFCalls = sorted(std::to_array<Row>({
#define FCALL(fn, type, method, ...) \
  {type, method, bridge<static_cast<natives::Native<__VA_ARGS__>*>(&natives::fn)>},
#include "vm/native/fcalls.def"
}));
constexpr auto kPInvokes = sorted(std::to_array<Row>({
#define PINVOKE(fn, module, entry, ...) \
  {module, entry, bridge<static_cast<natives::Native<__VA_ARGS__>*>(&natives::fn)>},
#include "vm/native/pinvokes.def"
}));

// What only the stock library asks for, or asks for otherwise.
constexpr auto kStockFCalls = sorted(std::to_array<Row>({
#define FCALL(fn, type, method, ...) \
  {type, method, bridge<static_cast<natives::Native<__VA_ARGS__>*>(&natives::fn)>},
#include "vm/native/stock_fcalls.def"
}));
constexpr auto kStockQCalls = sorted(std::to_array<Row>({
#define QCALL(fn, entry, ...) \
  {"QCall", entry, bridge<static_cast<natives::Native<__VA_ARGS__>*>(&natives::fn)>},
#include "vm/native/stock_qcalls.def"
}));

NativeBridge findRow(std::span<const Row> rows, std::string_view owner, std::string_view name) {
  const Row key{owner, name, nullptr};
  const auto found = std::lower_bound(rows.begin(), rows.end(), key);
  return found != rows.end() && found->owner == owner && found->name == name ? found->bridge : nullptr;
}

/// BeginInvoke and EndInvoke of delegates.
[[noreturn]] void platformNotSupported(NativeCall& call) {
  throwNew(call.thread, WellKnownType::PlatformNotSupportedException);
}

/// `IsSupported` and `IsHardwareAccelerated` where they are called through delegates or reflection (contract
/// §6).
void answerNo(NativeCall& call) {
  call.ret->i8 = 0;
}

/// What every declared native without a row does (DESIGN §2).
void notWritten(NativeCall& call) {
  throwNew(call.thread, WellKnownType::NotImplementedException,
           call.method->toString() + ": this native method is not part of minivm yet");
}

/// `Ns.Outer+Inner` of the type definition that declares a method.
std::string definitionName(const MethodDesc& method) {
  const MethodTable& type = *method.methodTable;
  std::string name = typeDefName(type.module->metadata(), type.eeClass->typeDef.rid());
  std::replace(name.begin(), name.end(), '/', '+');
  return name;
}

}  // namespace

struct NativeTable::Impl {
  Runtime& runtime;
};

NativeTable::NativeTable(Runtime& runtime) : impl_(new Impl{runtime}) {}
NativeTable::~NativeTable() = default;

NativeBridge NativeTable::findFCall(std::string_view typeName, std::string_view method,
                                    std::string_view sig) const {
  if (impl_->runtime.config().stockLibrary) {
    if (NativeBridge found = findRow(kStockFCalls, typeName, method)) return found;
  }
  if (NativeBridge found = findRow(kFCalls, typeName, method)) return found;
  if (sig.empty()) return nullptr;
  const size_t parameters = sig.find('(');
  return parameters == sig.npos
             ? nullptr
             : findRow(kFCalls, typeName, std::string(method) + std::string(sig.substr(parameters)));
}

NativeBridge NativeTable::findPInvoke(std::string_view module, std::string_view entry) const {
  if (module == "QCall") return findRow(kStockQCalls, module, entry);
  return findRow(kPInvokes, module, entry);
}

NativeBridge NativeTable::bind(MethodDesc* method) {
  if (NativeBridge bound = method->native.load(std::memory_order_acquire)) return bound;
  NativeBridge bridge = nullptr;
  switch (method->kind) {
    case MethodKind::FCall:
      bridge = findFCall(definitionName(*method), method->name(),
                         impl_->runtime.classLoader().signatureText(method));
      if (!bridge && (method->name() == "get_IsSupported" || method->name() == "get_IsHardwareAccelerated"))
        bridge = &answerNo;
      break;
    case MethodKind::PInvoke: {
      const Metadata& metadata = method->methodTable->module->metadata();
      if (const auto map = metadata.implMapOf(method->token)) {
        const std::string_view module =
            map->importScope ? metadata.string(metadata.moduleRef(map->importScope).name) : "";
        bridge = findPInvoke(module, metadata.string(map->importName));
        // "QCall" exists nowhere else, and libSystem.Native only beside the stock library.
        const bool isOurs =
            module == "QCall" || (module == "libSystem.Native" && method->methodTable->module->isCoreLib() &&
                                  !impl_->runtime.config().stockLibrary);
        if (!bridge && !isOurs) bridge = &bindAndCallPInvoke;
      }
      break;
    }
    case MethodKind::DelegateCtor: bridge = &natives::delegateCtor; break;
    case MethodKind::ArrayGet: bridge = &natives::arrayGet; break;
    case MethodKind::ArraySet: bridge = &natives::arraySet; break;
    case MethodKind::ArrayAddress: bridge = &natives::arrayAddress; break;
    case MethodKind::ArrayCtor: bridge = &natives::arrayCtor; break;
    case MethodKind::RuntimeOther:
      // Asynchronous delegate calls: no .NET since the first Core has them.
      if (method->methodTable->isDelegate()) bridge = &platformNotSupported;
      break;
    default: break;
  }
  if (!bridge) {
    impl_->runtime.log().line(LogFacility::Interop, "{} has no native, it will throw", method->toString());
    bridge = &notWritten;
  }
  method->native.store(bridge, std::memory_order_release);
  return bridge;
}

}  // namespace minivm
