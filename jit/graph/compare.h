// Comparisons as relations.
#pragma once

#include "vm/il/il_builder.h"

namespace minivm::jit {

/// The comparison that holds for (b, a) when `op` holds for (a, b).
constexpr CompareOp swappedCompare(CompareOp op) {
  switch (op) {
    case CompareOp::Lt: return CompareOp::Gt;
    case CompareOp::Le: return CompareOp::Ge;
    case CompareOp::Gt: return CompareOp::Lt;
    case CompareOp::Ge: return CompareOp::Le;
    case CompareOp::LtUn: return CompareOp::GtUn;
    case CompareOp::LeUn: return CompareOp::GeUn;
    case CompareOp::GtUn: return CompareOp::LtUn;
    case CompareOp::GeUn: return CompareOp::LeUn;
    default: return op;
  }
}

/// The opposite of an integer comparison.
constexpr CompareOp negatedCompare(CompareOp op) {
  switch (op) {
    case CompareOp::Eq: return CompareOp::Ne;
    case CompareOp::Ne:
    case CompareOp::NeUn: return CompareOp::Eq;
    case CompareOp::Lt: return CompareOp::Ge;
    case CompareOp::Le: return CompareOp::Gt;
    case CompareOp::Gt: return CompareOp::Le;
    case CompareOp::Ge: return CompareOp::Lt;
    case CompareOp::LtUn: return CompareOp::GeUn;
    case CompareOp::LeUn: return CompareOp::GtUn;
    case CompareOp::GtUn: return CompareOp::LeUn;
    case CompareOp::GeUn: return CompareOp::LtUn;
  }
  return op;
}

}  // namespace minivm::jit
