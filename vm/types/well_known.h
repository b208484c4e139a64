// Types and members the VM looks up by name: rows of well_known.def.
#pragma once

#include <cstdint>

namespace minivm {

enum class WellKnownType : uint16_t {
#define WELL_KNOWN_TYPE(id, nameSpace, name) id,
#include "vm/types/well_known.def"
  Count
};

}  // namespace minivm
