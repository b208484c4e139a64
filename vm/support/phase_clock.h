// Time between steps of a start, for `--trace=startup`.
#pragma once

#include <chrono>
#include <ctime>
#include <string_view>

#include "vm/support/log.h"

namespace minivm {

/// Writes one line per step: the microseconds of wall time since the step before it. Off, it asks no clock.
class PhaseClock {
 public:
  explicit PhaseClock(const Log& log) : log_(log), isOn_(log.isOn(LogFacility::Startup)) {
    if (isOn_) last_ = Clock::now();
  }
  /// The step that ended now.
  void done(std::string_view step) {
    if (!isOn_) [[likely]]
      return;
    const auto now = Clock::now();
    write(std::chrono::duration_cast<std::chrono::microseconds>(now - last_).count(), step);
    last_ = Clock::now();
  }
  /// The step from the start of the process until now, in CPU time.
  void doneSinceProcessStart(std::string_view step) {
    if (!isOn_) [[likely]]
      return;
    timespec time{};
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
    write(time.tv_sec * 1000000 + time.tv_nsec / 1000, step);
    last_ = Clock::now();
  }

 private:
  using Clock = std::chrono::steady_clock;
  void write(int64_t microseconds, std::string_view step) {
    log_.line(LogFacility::Startup, "{:6} us  {}", microseconds, step);
  }

  const Log& log_;
  const bool isOn_;
  Clock::time_point last_;
};

}  // namespace minivm
