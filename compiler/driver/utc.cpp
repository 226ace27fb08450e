#include "driver/utc.hpp"

#include <fmt/format.h>

#include <chrono>

namespace pinwright::driver {

namespace {

struct Moment {
  int year = 0;
  unsigned month = 0, day = 0;
  std::int64_t hour = 0, minute = 0, second = 0;
};

auto moment_of(std::int64_t seconds) -> Moment {
  using std::chrono::days;
  const std::chrono::sys_seconds time{std::chrono::seconds(seconds)};
  const auto midnight = std::chrono::floor<days>(time);
  const std::chrono::year_month_day date(midnight);
  const auto of_day = (time - midnight).count();
  return {int{date.year()}, unsigned{date.month()}, unsigned{date.day()}, of_day / 3600, of_day / 60 % 60, of_day % 60};
}

}  // namespace

auto rfc3339(std::int64_t seconds) -> std::string {
  const auto at = moment_of(seconds);
  return fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}Z", at.year, at.month, at.day, at.hour, at.minute, at.second);
}

auto compact_utc(std::int64_t seconds) -> std::string {
  const auto at = moment_of(seconds);
  return fmt::format("{:04}{:02}{:02}T{:02}{:02}{:02}Z", at.year, at.month, at.day, at.hour, at.minute, at.second);
}

}  // namespace pinwright::driver
