// Machine code as text, for `--dump=METHOD:asm`, `:bytes` and `:gcmap`: instructions with the IL and the
// source lines they come from, targets and constants by name, what the collector knows at each safepoint. No
// addresses.
#pragma once

#include <cstdint>
#include <string>
#include <unordered_map>

#include "jit/graph/graph.h"

namespace minivm {
class Runtime;
struct CompiledMethod;
}  // namespace minivm

namespace minivm::jit {

/// What the addresses that code embeds stand for.
using AddressNames = std::unordered_map<uint64_t, std::string>;
AddressNames namesIn(Graph& graph);
/// What a node calls or makes, for the line above its code; empty for most.
std::string noteOf(const Node& node);
std::string listCode(Runtime& runtime, const CompiledMethod& method, const AddressNames& names);
/// The bytes alone, a line per instruction; those of an address are `..`: methods whose code is the same have
/// the same text.
std::string listBytes(const CompiledMethod& method);
/// The safepoints alone.
std::string listGcMap(const CompiledMethod& method);

}  // namespace minivm::jit
