#include "vm/interop/interop_state.h"

#include <algorithm>

#include "vm/types/loader_allocator.h"

namespace minivm {

void InteropState::forgetUnlinked(std::span<const std::unique_ptr<LoaderAllocator>> dead) {
  std::lock_guard guard(mutex);
  auto isTheirs = [&](const void* address) {
    return std::any_of(dead.begin(), dead.end(),
                       [&](const auto& allocator) { return allocator->arena.contains(address); });
  };
  layouts.eraseIf([](const MethodTable* type, const NativeLayout*) { return isUnlinked(type); });
  callbackPlans.eraseIf([](const MethodDesc* invoke, const CallPlan*) { return isUnlinked(invoke); });
  calliPlans.eraseIf([&](const MethodSig* sig, const CallPlan*) { return isTheirs(sig); });
  nativeInvokes.eraseIf([](const auto& key, MethodDesc*) { return isUnlinked(key.first); });
}

}  // namespace minivm
