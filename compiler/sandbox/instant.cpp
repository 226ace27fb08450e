#include "sandbox/instant.hpp"

#include <fmt/format.h>

#include <array>
#include <chrono>

#include "base/text.hpp"

namespace pinwright::sandbox {

namespace {

using std::chrono::day;
using std::chrono::days;
using std::chrono::month;
using std::chrono::sys_days;
using std::chrono::year;
using std::chrono::year_month_day;

struct Moment {
  year_month_day date;
  int hour = 0, minute = 0, second = 0;
  Ticks fraction = 0;
};

auto moment_of(Ticks ticks) -> Moment {
  constexpr Ticks kDay = 86'400 * kTicksPerSecond;
  Ticks whole = ticks / kDay;
  Ticks rest = ticks % kDay;
  if (rest < 0) {
    rest += kDay;
    whole -= 1;
  }
  const auto seconds = static_cast<int>(rest / kTicksPerSecond);
  return {year_month_day{sys_days{days{whole}}}, seconds / 3600, seconds / 60 % 60, seconds % 60,
          rest % kTicksPerSecond};
}

/// Takes `count` digits off the front.
auto take_digits(std::string_view& text, std::size_t count) -> std::optional<int> {
  if (text.size() < count) return std::nullopt;
  int value = 0;
  for (std::size_t at = 0; at < count; ++at) {
    if (!base::is_digit(text[at])) return std::nullopt;
    value = value * 10 + (text[at] - '0');
  }
  text.remove_prefix(count);
  return value;
}

auto take(std::string_view& text, char wanted) -> bool {
  if (text.empty() || text.front() != wanted) return false;
  text.remove_prefix(1);
  return true;
}

auto take_fraction(std::string_view& text) -> std::optional<Ticks> {
  if (!take(text, '.')) return 0;
  Ticks value = 0;
  Ticks unit = kTicksPerSecond / 10;
  std::size_t count = 0;
  for (; !text.empty() && base::is_digit(text.front()); text.remove_prefix(1), ++count) {
    value += (text.front() - '0') * unit;
    unit /= 10;
  }
  if (count == 0 || count > 12) return std::nullopt;
  return value;
}

/// Minutes east of Greenwich.
auto take_zone(std::string_view& text) -> std::optional<int> {
  if (take(text, 'Z')) return 0;
  const bool west = take(text, '-');
  if (!west && !take(text, '+')) return std::nullopt;
  const auto hours = take_digits(text, 2);
  if (!hours || !take(text, ':')) return std::nullopt;
  const auto minutes = take_digits(text, 2);
  if (!minutes || *hours > 14 || *minutes > 59) return std::nullopt;
  const int offset = *hours * 60 + *minutes;
  return west ? -offset : offset;
}

auto take_date(std::string_view& text) -> std::optional<year_month_day> {
  const auto y = take_digits(text, 4);
  if (!y || *y == 0 || !take(text, '-')) return std::nullopt;
  const auto m = take_digits(text, 2);
  if (!m || !take(text, '-')) return std::nullopt;
  const auto d = take_digits(text, 2);
  if (!d) return std::nullopt;
  const year_month_day date{year{*y}, month{static_cast<unsigned>(*m)}, day{static_cast<unsigned>(*d)}};
  if (!date.ok()) return std::nullopt;
  return date;
}

}  // namespace

auto now() -> Ticks {
  using TickDuration = std::chrono::duration<Ticks, std::ratio<1, kTicksPerSecond>>;
  return std::chrono::duration_cast<TickDuration>(std::chrono::system_clock::now().time_since_epoch()).count();
}

auto to_text(Ticks ticks, Fraction fraction, Zone zone) -> std::string {
  const auto at = moment_of(ticks);
  auto text = fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}", static_cast<int>(at.date.year()),
                          static_cast<unsigned>(at.date.month()), static_cast<unsigned>(at.date.day()), at.hour,
                          at.minute, at.second);
  auto digits = fmt::format("{:07}", at.fraction);
  if (fraction == Fraction::Shortest) digits.erase(digits.find_last_not_of('0') + 1);
  if (!digits.empty()) text += "." + digits;
  return text + (zone == Zone::Z ? "Z" : "+00:00");
}

auto parse_instant(std::string_view text) -> std::optional<Ticks> {
  const auto date = take_date(text);
  if (!date || !take(text, 'T')) return std::nullopt;
  std::array<int, 3> clock{};
  for (std::size_t at = 0; at < clock.size(); ++at) {
    if (at > 0 && !take(text, ':')) return std::nullopt;
    const auto value = take_digits(text, 2);
    if (!value || *value > (at == 0 ? 23 : 59)) return std::nullopt;
    clock[at] = *value;
  }
  const auto fraction = take_fraction(text);
  if (!fraction) return std::nullopt;
  const auto zone = take_zone(text);
  if (!zone || !text.empty()) return std::nullopt;
  const std::int64_t seconds = std::int64_t{sys_days{*date}.time_since_epoch().count()} * 86'400 +
                               std::int64_t{clock[0]} * 3600 + std::int64_t{clock[1]} * 60 + clock[2] -
                               std::int64_t{*zone} * 60;
  return seconds * kTicksPerSecond + *fraction;
}

auto http_date(std::int64_t seconds) -> std::string {
  static constexpr std::array<std::string_view, 7> kDays = {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
  static constexpr std::array<std::string_view, 12> kMonths = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                               "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  const auto at = moment_of(seconds * kTicksPerSecond);
  const std::chrono::weekday weekday{sys_days{at.date}};
  return fmt::format("{}, {:02} {} {:04} {:02}:{:02}:{:02} GMT", kDays.at(weekday.c_encoding()),
                     static_cast<unsigned>(at.date.day()), kMonths.at(static_cast<unsigned>(at.date.month()) - 1),
                     static_cast<int>(at.date.year()), at.hour, at.minute, at.second);
}

}  // namespace pinwright::sandbox
