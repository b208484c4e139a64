#include "vm/support/log.h"

#include <array>
#include <iterator>

namespace minivm {
namespace {

struct FacilityRow {
  std::string_view name;
  std::string_view meaning;
};

/// Lower-cases an enumerator at compile time: the table stays free of writable data.
template <size_t N>
struct LowerName {
  std::array<char, N> text{};
  consteval LowerName(const char (&name)[N]) {  // NOLINT: a literal is what it converts from
    for (size_t i = 0; i < N; i++) text[i] = name[i] >= 'A' && name[i] <= 'Z' ? char(name[i] + 32) : name[i];
  }
};

template <LowerName Name>
constexpr std::string_view kLowerName{Name.text.data(), Name.text.size() - 1};

constexpr FacilityRow kFacilities[] = {
#define LOG_FACILITY(name, meaning) {kLowerName<#name>, meaning},
#include "vm/support/log.def"
};

}  // namespace

void Log::write(LogFacility facility, fmt::string_view format, fmt::format_args args) const {
  fmt::memory_buffer buffer;
  fmt::format_to(std::back_inserter(buffer), "[{}] ", logFacilityName(facility));
  fmt::vformat_to(std::back_inserter(buffer), format, args);
  buffer.push_back('\n');
  std::fwrite(buffer.data(), 1, buffer.size(), sink_);
}

std::string_view logFacilityName(LogFacility facility) {
  return kFacilities[size_t(facility)].name;
}

std::string_view logFacilityMeaning(LogFacility facility) {
  return kFacilities[size_t(facility)].meaning;
}

std::optional<LogFacility> findLogFacility(std::string_view name) {
  for (size_t i = 0; i < std::size(kFacilities); i++)
    if (kFacilities[i].name == name) return LogFacility(i);
  return std::nullopt;
}

}  // namespace minivm
