#include "grammar/datetime.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>

#include "base/text.hpp"

namespace pinwright::grammar {
namespace {

namespace chrono = std::chrono;

// Reads one part after another; after the first that is not there it stays failed.
class Reader {
 public:
  explicit Reader(std::string_view text) : rest_(text) {}

  // Exactly `digits` decimal digits.
  auto number(std::size_t digits) -> int {
    int value = 0;
    const auto part = rest_.substr(0, digits);
    ok_ = ok_ && part.size() == digits && std::all_of(part.begin(), part.end(), base::is_digit);
    if (ok_) std::from_chars(part.data(), part.data() + part.size(), value);
    rest_.remove_prefix(part.size());
    return value;
  }
  // RFC 3339 takes `t` and `z` too.
  auto literal(char c) -> void {
    ok_ = ok_ && next_is(c);
    if (ok_) rest_.remove_prefix(1);
  }
  auto take_digits() -> std::string_view {
    const auto end = std::find_if_not(rest_.begin(), rest_.end(), base::is_digit);
    const auto digits = rest_.substr(0, static_cast<std::size_t>(end - rest_.begin()));
    rest_.remove_prefix(digits.size());
    return digits;
  }
  [[nodiscard]] auto next_is(char c) const -> bool {
    return !rest_.empty() && base::fold(rest_.front()) == base::fold(c);
  }
  [[nodiscard]] auto ok() const -> bool { return ok_; }
  [[nodiscard]] auto done() const -> bool { return ok_ && rest_.empty(); }

 private:
  std::string_view rest_;
  bool ok_ = true;
};

auto read_date(Reader& reader) -> std::optional<chrono::sys_days> {
  const int year = reader.number(4);
  reader.literal('-');
  const auto month = static_cast<unsigned>(reader.number(2));
  reader.literal('-');
  const auto day = static_cast<unsigned>(reader.number(2));
  const chrono::year_month_day date{chrono::year{year}, chrono::month{month}, chrono::day{day}};
  if (!reader.ok() || !date.ok()) return std::nullopt;
  return chrono::sys_days{date};
}

auto read_time(Reader& reader) -> std::optional<chrono::seconds> {
  const int hour = reader.number(2);
  reader.literal(':');
  const int minute = reader.number(2);
  reader.literal(':');
  const int second = reader.number(2);
  if (!reader.ok() || hour > 23 || minute > 59 || second > 59) return std::nullopt;
  return chrono::hours{hour} + chrono::minutes{minute} + chrono::seconds{second};
}

// With its dot and without trailing zeros; empty when nothing is left.
auto read_fraction(Reader& reader) -> std::optional<std::string> {
  constexpr std::size_t kGraphDigits = 7;
  if (!reader.next_is('.')) return std::string();
  reader.literal('.');
  const auto digits = reader.take_digits();
  if (digits.empty() || digits.size() > kGraphDigits) return std::nullopt;
  const auto last = digits.find_last_not_of('0');
  if (last == std::string_view::npos) return std::string();
  return "." + std::string(digits.substr(0, last + 1));
}

// What local time is ahead of UTC.
auto read_offset(Reader& reader) -> std::optional<chrono::minutes> {
  if (reader.next_is('Z')) {
    reader.literal('Z');
    return chrono::minutes{0};
  }
  const bool behind = reader.next_is('-');
  reader.literal(behind ? '-' : '+');
  const int hour = reader.number(2);
  reader.literal(':');
  const int minute = reader.number(2);
  if (!reader.ok() || hour > 23 || minute > 59) return std::nullopt;
  const chrono::minutes ahead = chrono::hours{hour} + chrono::minutes{minute};
  return behind ? -ahead : ahead;
}

struct Moment {
  chrono::sys_seconds second;
  std::string fraction;
};

auto read_moment(std::string_view text) -> std::optional<Moment> {
  Reader reader(text);
  const auto day = read_date(reader);
  reader.literal('T');
  const auto time = read_time(reader);
  auto fraction = read_fraction(reader);
  const auto ahead = read_offset(reader);
  if (!reader.done() || !day || !time || !fraction || !ahead) return std::nullopt;
  return Moment{chrono::sys_seconds{*day} + *time - *ahead, *std::move(fraction)};
}

auto append_number(std::string& out, long value, std::size_t digits) -> void {
  const auto text = std::to_string(value);
  out.append(digits - std::min(digits, text.size()), '0');
  out += text;
}

auto print_utc(chrono::sys_seconds moment, const std::string& fraction) -> std::optional<std::string> {
  const auto day = chrono::floor<chrono::days>(moment);
  const chrono::year_month_day date{day};
  const chrono::hh_mm_ss time{moment - day};
  const int year = static_cast<int>(date.year());
  if (year < 1 || year > 9999) return std::nullopt;
  std::string out;
  append_number(out, year, 4);
  append_number(out += '-', static_cast<long>(static_cast<unsigned>(date.month())), 2);
  append_number(out += '-', static_cast<long>(static_cast<unsigned>(date.day())), 2);
  append_number(out += 'T', static_cast<long>(time.hours().count()), 2);
  append_number(out += ':', static_cast<long>(time.minutes().count()), 2);
  append_number(out += ':', static_cast<long>(time.seconds().count()), 2);
  return out + fraction + "Z";
}

}  // namespace

auto datetime_to_utc(std::string_view text) -> std::optional<std::string> {
  const auto moment = read_moment(text);
  return moment ? print_utc(moment->second, moment->fraction) : std::nullopt;
}

auto datetime_to_seconds(std::string_view text) -> std::optional<std::int64_t> {
  const auto moment = read_moment(text);
  if (!moment) return std::nullopt;
  return static_cast<std::int64_t>(moment->second.time_since_epoch().count());
}

auto datetime_of(std::int64_t seconds) -> std::string {
  return print_utc(chrono::sys_seconds{chrono::seconds{seconds}}, {}).value_or("");
}

auto parse_date(std::string_view text) -> std::optional<long> {
  Reader reader(text);
  const auto day = read_date(reader);
  if (!reader.done() || !day) return std::nullopt;
  return static_cast<long>(day->time_since_epoch().count());
}

}  // namespace pinwright::grammar
