#pragma once

#include <span>
#include <string_view>

namespace minivm {

/// The candidate that `word` was probably meant to be: the nearest by edit distance (insert, delete, replace,
/// swap of neighbours; case costs nothing), or empty if none is near enough to be worth suggesting. The
/// result is one of the candidates, so it lives as long as they do.
std::string_view nearestName(std::string_view word, std::span<const std::string_view> candidates);

}  // namespace minivm
