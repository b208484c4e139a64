// Every number that decides how much the compiler does. None of them may change what a program prints.
#pragma once

#include <cstddef>
#include <cstdint>

namespace minivm::jit {

/// IL bytes of a callee that is inlined …
inline constexpr uint32_t kMaxInlineIlBytes = 100;
/// … and of one marked AggressiveInlining.
inline constexpr uint32_t kMaxAggressiveIlBytes = 400;
inline constexpr uint32_t kMaxInlineDepth = 6;
/// How often a method is found again in itself, if it is small: half of the calls of a recursion are gone.
inline constexpr uint32_t kMaxInlineRepeats = 1;
inline constexpr uint32_t kMaxRepeatedIlBytes = 64;
/// A receiver type is tested for inline when at least so many of the calls had it, in percent …
inline constexpr uint64_t kMinGuardPercent = 30;
/// … and the first test is all there is when it had so many.
inline constexpr uint64_t kSureGuardPercent = 95;
/// Calls seen before a profile means anything.
inline constexpr uint64_t kMinProfiledCalls = 10;
/// A finally is copied for the normal way when it has at most so many blocks and nodes.
inline constexpr size_t kMaxFinallyBlocks = 32;
inline constexpr uint32_t kMaxFinallyNodes = 300;
/// Nodes of a graph from which on nothing more is inlined.
inline constexpr uint32_t kMaxInlineNodes = 6000;
/// Characters of a new string that is made without its native.
inline constexpr int64_t kMaxInlineStringLength = 4096;
/// Eight-byte slots of locals of a method that is refused.
inline constexpr size_t kMaxLocalSlots = 16384;
/// Nodes of a graph that is refused.
inline constexpr uint32_t kMaxNodes = 60000;
/// Operations of a loop's decision that are done once more, before the loop; and loops of a method for which
/// that is done.
inline constexpr uint32_t kMaxInvertedNodes = 12;
inline constexpr uint32_t kMaxInvertedLoops = 60;
/// Two ways that only choose values become selections: operations of each, and values chosen.
inline constexpr uint32_t kMaxSelectNodes = 2;
inline constexpr uint32_t kMaxSelects = 2;
/// How long an inequality is looked for.
inline constexpr int kMaxProofDepth = 14;
inline constexpr int kMaxProofSteps = 300;

}  // namespace minivm::jit
