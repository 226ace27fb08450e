#include "graph/retry_after.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <vector>

#include "base/text.hpp"

namespace pinwright::graph {

namespace {

constexpr std::array<std::string_view, 12> kMonths{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                   "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};

auto month_of(std::string_view word) -> std::optional<unsigned> {
  const auto found = std::find(kMonths.begin(), kMonths.end(), word);
  if (found == kMonths.end()) return std::nullopt;
  return static_cast<unsigned>(found - kMonths.begin()) + 1;
}

/// "Sun, 06 Nov 1994 08:49:37 GMT", "Sunday, 06-Nov-94 08:49:37 GMT" and "Sun Nov  6 08:49:37 1994" in words.
auto words_of(std::string_view text) -> std::vector<std::string_view> {
  std::vector<std::string_view> words;
  while (!text.empty()) {
    const auto end = text.find_first_of(" ,-:");
    if (end != 0) words.push_back(text.substr(0, end));
    text = end == std::string_view::npos ? std::string_view() : text.substr(end + 1);
  }
  return words;
}

/// Day, month, year, hour, minute, second, in this order.
using Fields = std::array<std::string_view, 6>;

auto fields_of(std::string_view text) -> std::optional<Fields> {
  const auto words = words_of(text);
  if (words.size() == 8 && words[7] == "GMT") return Fields{words[1], words[2], words[3], words[4], words[5], words[6]};
  if (words.size() == 7) return Fields{words[2], words[1], words[6], words[3], words[4], words[5]};
  return std::nullopt;
}

/// Two digits of a year stand for the century that is near.
auto whole_year(std::int64_t year, std::size_t digits) -> std::int64_t {
  if (digits > 2) return year;
  return year < 70 ? 2000 + year : 1900 + year;
}

auto number(std::string_view digits, std::int64_t max) -> std::optional<std::int64_t> {
  if (!std::all_of(digits.begin(), digits.end(), base::is_digit)) return std::nullopt;
  const auto value = base::to_int(digits);
  return value && *value <= max ? value : std::nullopt;
}

}  // namespace

auto parse_http_date(std::string_view text) -> std::optional<std::int64_t> {
  const auto fields = fields_of(base::trimmed(text));
  if (!fields) return std::nullopt;
  const auto [day_text, month_text, year_text, hour_text, minute_text, second_text] = *fields;
  const auto month = month_of(month_text);
  const auto day = number(day_text, 31);
  const auto year = number(year_text, 9999);
  const auto hour = number(hour_text, 23);
  const auto minute = number(minute_text, 59);
  const auto second = number(second_text, 60);
  if (!month || !day || !year || !hour || !minute || !second) return std::nullopt;
  const std::chrono::year_month_day date{std::chrono::year(static_cast<int>(whole_year(*year, year_text.size()))),
                                         std::chrono::month(*month), std::chrono::day(static_cast<unsigned>(*day))};
  if (!date.ok()) return std::nullopt;
  const auto days = std::chrono::sys_days(date).time_since_epoch().count();
  return static_cast<std::int64_t>(days) * 86400 + *hour * 3600 + *minute * 60 + *second;
}

auto retry_after(std::string_view value, std::string_view date, std::int64_t now)
    -> std::optional<std::chrono::milliseconds> {
  constexpr double kDay = 86400;
  double seconds = 0;
  if (const auto given = base::to_double(base::trimmed(value))) {
    seconds = *given;
  } else if (const auto until = parse_http_date(value)) {
    seconds = static_cast<double>(*until - parse_http_date(date).value_or(now));
  }
  if (!(seconds > 0)) return std::nullopt;
  return std::chrono::milliseconds(static_cast<std::int64_t>(std::ceil(std::min(seconds, kDay) * 1000)));
}

}  // namespace pinwright::graph
