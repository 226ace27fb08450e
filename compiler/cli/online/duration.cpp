#include "cli/online/duration.hpp"

#include "base/text.hpp"

namespace pinwright::cli::online {

namespace {

constexpr std::int64_t kMinute = 60;
constexpr std::int64_t kHour = 60 * kMinute;
constexpr std::int64_t kDay = 24 * kHour;

auto seconds_in(char unit) -> std::int64_t {
  switch (unit) {
    case 's':
      return 1;
    case 'm':
      return kMinute;
    case 'h':
      return kHour;
    case 'd':
      return kDay;
    default:
      return 0;
  }
}

}  // namespace

auto parse_duration(std::string_view text) -> std::optional<std::int64_t> {
  if (text == "0") return 0;
  if (text.size() < 2 || !base::is_digit(text.front())) return std::nullopt;
  const auto unit = seconds_in(text.back());
  const auto number = base::to_int(text.substr(0, text.size() - 1));
  if (unit == 0 || !number || *number > kLongestDuration / unit) return std::nullopt;
  return *number * unit;
}

}  // namespace pinwright::cli::online
