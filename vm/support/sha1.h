// SHA-1 (FIPS 180-4), for the tokens of public keys (ECMA-335 II.6.3); nothing here protects anything.
#pragma once

#include <array>
#include <cstdint>

#include "vm/support/span.h"

namespace minivm {

/// The digest of `bytes`, first byte first.
std::array<uint8_t, 20> sha1(ByteSpan bytes);

}  // namespace minivm
