// What vm/interop keeps for one Runtime.
#pragma once

#include <atomic>
#include <mutex>
#include <string>
#include <vector>

#include "vm/interop/marshal_plan.h"
#include "vm/support/arena.h"
#include "vm/support/hash.h"

namespace minivm {

struct LoaderAllocator;
struct MethodDesc;

/// Methods of the class library that calls need, looked up once (InteropState::libraryMethods).
enum class LibraryMethod : uint8_t {
  HandleAddRef,
  HandleRelease,
  BuilderCapacity,
  BuilderText,
  BuilderSetLength,
  BuilderAppend,
  Count
};

/// Owned by the Runtime. Everything is guarded by `mutex`; what has been made is immutable and stays.
struct InteropState {
  std::mutex mutex;  ///< leaf, but for type loading under `layouts`
  Arena arena;       ///< of descriptions, signatures and plans without destructors
  HashMap<const MethodTable*, const NativeLayout*> layouts;
  std::vector<std::unique_ptr<CallPlan>> plans;
  HashMap<const MethodDesc*, const CallPlan*> callbackPlans;  ///< by the Invoke of a delegate type
  HashMap<const MethodSig*, const CallPlan*> calliPlans;      ///< by call-site signature
  /// Invoke of a delegate type bound to a native function.
  HashMap<std::pair<const MethodTable*, const void*>, MethodDesc*> nativeInvokes;
  std::atomic<MethodDesc*> libraryMethods[static_cast<size_t>(LibraryMethod::Count)] =
      {};                                 ///< by LibraryMethod; lock-free
  /// Drops what was made for types and methods that are unlinked (vm/unload.h). World stopped.
  void forgetUnlinked(std::span<const std::unique_ptr<LoaderAllocator>> dead);

  HashMap<std::string, void*> libraries;  ///< opened native libraries by folder and name
};

}  // namespace minivm
