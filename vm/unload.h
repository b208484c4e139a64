// Freeing what nobody refers to any more: dynamic methods and collectible assemblies (ABI 23).
#pragma once

#include <cstdint>

namespace minivm {

class Thread;

/// What a dynamic method and an assembly made in memory take, as the collector counts it: the objects it sees
/// are the smallest part.
inline constexpr int64_t kMethodPressureBytes = int64_t{12} << 10;
inline constexpr int64_t kAssemblyPressureBytes = int64_t{256} << 10;

/// Frees the dynamic methods and assemblies that a collection found dead. Cheap when there are none. Stops
/// the world: a safepoint.
void freeDead(Thread& thread);

/// To be called before a dynamic method or collectible assembly is made, so that no more of them wait than
/// were made since the last collection. `pressureBytes`: what the new one takes. May collect.
void freeDeadBeforeNew(Thread& thread, int64_t pressureBytes);

}  // namespace minivm
