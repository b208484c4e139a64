#include "vm/support/nearest_name.h"

#include <algorithm>
#include <vector>

namespace minivm {
namespace {

char lower(char c) {
  return c >= 'A' && c <= 'Z' ? char(c + 32) : c;
}

/// Restricted Damerau-Levenshtein distance, ignoring case; three rows are enough to see a swap.
size_t editDistance(std::string_view a, std::string_view b) {
  std::vector<size_t> before(b.size() + 1), previous(b.size() + 1), current(b.size() + 1);
  for (size_t j = 0; j <= b.size(); j++) previous[j] = j;
  for (size_t i = 1; i <= a.size(); i++) {
    current[0] = i;
    for (size_t j = 1; j <= b.size(); j++) {
      const bool same = lower(a[i - 1]) == lower(b[j - 1]);
      current[j] = std::min({previous[j] + 1, current[j - 1] + 1, previous[j - 1] + (same ? 0 : 1)});
      if (i > 1 && j > 1 && lower(a[i - 1]) == lower(b[j - 2]) && lower(a[i - 2]) == lower(b[j - 1]))
        current[j] = std::min(current[j], before[j - 2] + 1);
    }
    std::swap(before, previous);
    std::swap(previous, current);
  }
  return previous[b.size()];
}

}  // namespace

std::string_view nearestName(std::string_view word, std::span<const std::string_view> candidates) {
  std::string_view best;
  size_t bestDistance = word.size() / 3 + 2;  // further off than this, a suggestion is a guess
  for (std::string_view candidate : candidates) {
    // A word cut short ("stress" for "gc-stress", "verif" for "verify") is near, whatever the length says.
    const bool contained = word.size() >= 3 && candidate.find(word) != std::string_view::npos;
    const size_t distance = contained ? 1 : editDistance(word, candidate);
    if (distance < bestDistance) {
      bestDistance = distance;
      best = candidate;
    }
  }
  return best;
}

}  // namespace minivm
