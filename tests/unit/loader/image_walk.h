#pragma once
#include <cstdint>

#include "loader/image.h"
#include "loader/metadata.h"

namespace minivm::test {

/// What a walk over an image met.
struct WalkCounts {
  uint64_t rows = 0;
  uint64_t bodies = 0;
  uint64_t instructions = 0;
  uint64_t clauses = 0;
  uint64_t signatures = 0;
  uint64_t errors = 0;  ///< LoadErrors swallowed (tolerant walks only)
};

/// Reads everything: each column of each row with the heap item behind it, each signature (skipped and
/// printed), body and instruction, each owner and lookup. When not tolerant, the first LoadError flies.
WalkCounts walkImage(const Image& image, bool isTolerant);
/// The same for metadata alone (no bodies).
WalkCounts walkMetadata(const Metadata& metadata, bool isTolerant);

}  // namespace minivm::test
