#pragma once

#include <fmt/format.h>

#include <cstdint>
#include <cstdio>
#include <optional>
#include <string>
#include <string_view>

namespace minivm {

/// A subject that can be traced with --trace=…; the rows are in log.def.
enum class LogFacility : uint8_t {
#define LOG_FACILITY(name, meaning) name,
#include "vm/support/log.def"
  Count
};

/// A set of facilities, one bit each.
using LogFacilities = uint32_t;
static_assert(static_cast<unsigned>(LogFacility::Count) <= 32, "LogFacilities has 32 bits");

/// The bit of one facility.
constexpr LogFacilities logBit(LogFacility facility) {
  return 1u << static_cast<unsigned>(facility);
}

/// The trace output of one Runtime: which facilities are on, and where their lines go. Owns nothing; any
/// thread may write, each line is one write to the sink. Off, a facility costs one predictable branch and
/// evaluates no format.
class Log {
 public:
  /// Writes the facilities in `enabled` to `sink`, which the caller keeps open (the default is stderr).
  explicit Log(LogFacilities enabled = 0, std::FILE* sink = stderr) : enabled_(enabled), sink_(sink) {}

  /// True if the facility was asked for. Ask first where computing an argument is work.
  bool isOn(LogFacility facility) const { return (enabled_ & logBit(facility)) != 0; }

  /// Writes `[facility] text`, formatted by fmt, if the facility is on.
  template <typename... T>
  void line(LogFacility facility, fmt::format_string<T...> format, T&&... args) const {
    if (isOn(facility)) [[unlikely]]
      write(facility, format, fmt::make_format_args(args...));
  }

 private:
  /// The out-of-line half of line(): formats and writes.
  void write(LogFacility facility, fmt::string_view format, fmt::format_args args) const;

  LogFacilities enabled_;
  std::FILE* sink_;
};

/// The word of a facility on the command line: "gc".
std::string_view logFacilityName(LogFacility facility);

/// What a facility traces, in words.
std::string_view logFacilityMeaning(LogFacility facility);

/// The facility of that name, or nothing.
std::optional<LogFacility> findLogFacility(std::string_view name);

}  // namespace minivm
