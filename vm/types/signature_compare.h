// Equality of types and method signatures without loading any type: by bytes, by identity of definitions, and
// through substitution (II.10.3.1).
#pragma once

#include "vm/types/type_loader.h"

namespace minivm {

/// One side of a comparison. With `context`, !n stands for the argument in it; without, !n equals only !n.
/// !!n is always compared by number, unless the context has method arguments.
struct SigSide {
  Module* module;
  SigCursor cursor;
  const GenericContext* context;
};

/// Compares the next type of both sides and moves past it; after `false` the cursors stand anywhere. Custom
/// modifiers count (II.7.1.1), but for those inside a type that a variable stands for: exact types have none.
bool equalTypeSigs(TypeLoader& loader, SigSide& a, SigSide& b, uint32_t depth = 0);
/// Compares the exact type `type` with the next type of a signature.
bool equalsHandle(TypeLoader& loader, TypeHandle type, SigSide& b, uint32_t depth = 0);
/// Whole method signatures, head included. `compareReturn` false: parameters only.
bool equalMethodSigs(TypeLoader& loader, SigSide a, SigSide b, bool compareReturn = true);
/// Two type tokens name the same definition.
bool sameDefinition(TypeLoader& loader, Module& a, Token tokenA, Module& b, Token tokenB);

}  // namespace minivm
