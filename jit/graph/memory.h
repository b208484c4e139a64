// What may change what a load reads.
#pragma once

#include "jit/graph/graph.h"

namespace minivm::jit {

/// May `writer` change what `load` reads (or a store wrote), as far as this thread can tell? Volatile
/// accesses are fenced: a fence changes everything.
bool mayChange(const Node* writer, const Node* load);

}  // namespace minivm::jit
