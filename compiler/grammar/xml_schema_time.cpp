#include "grammar/xml_schema_time.hpp"

#include <algorithm>
#include <cstddef>
#include <optional>

#include "base/text.hpp"

namespace pinwright::grammar {
namespace {

class Reader {
 public:
  explicit Reader(std::string_view text) : text_(text) {}

  auto is_date_time() -> bool { return date() && take('T') && time() && zone() && text_.empty(); }

 private:
  auto take(char c) -> bool {
    if (!text_.starts_with(c)) return false;
    text_.remove_prefix(1);
    return true;
  }

  auto digits() const -> std::size_t {
    return static_cast<std::size_t>(std::find_if_not(text_.begin(), text_.end(), base::is_digit) - text_.begin());
  }

  auto two_digits() -> std::optional<int> {
    if (digits() != 2) return std::nullopt;
    const int value = (text_[0] - '0') * 10 + (text_[1] - '0');
    text_.remove_prefix(2);
    return value;
  }

  auto date() -> bool {
    take('-');
    const auto length = digits();
    const auto year = text_.substr(0, length);
    const bool is_year = length >= 4 && (length == 4 || year[0] != '0') && year.find_first_not_of('0') != year.npos;
    if (!is_year) return false;
    text_.remove_prefix(length);
    const auto month = take('-') ? two_digits() : std::nullopt;
    const auto day = take('-') ? two_digits() : std::nullopt;
    return month && day && *month >= 1 && *month <= 12 && *day >= 1 && *day <= days_of(*month, year);
  }

  static auto days_of(int month, std::string_view year) -> int {
    // Leap years come again after 400 years, and 10,000 is a multiple of that: the last four digits tell.
    const auto tail = year.substr(year.size() - 4);
    int number = 0;
    for (const char c : tail) number = number * 10 + (c - '0');
    const bool is_leap = (number % 4 == 0 && number % 100 != 0) || number % 400 == 0;
    if (month == 2) return is_leap ? 29 : 28;
    return month == 4 || month == 6 || month == 9 || month == 11 ? 30 : 31;
  }

  auto time() -> bool {
    const auto hour = two_digits();
    const auto minute = take(':') ? two_digits() : std::nullopt;
    const auto second = take(':') ? two_digits() : std::nullopt;
    if (!hour || !minute || !second || *minute > 59 || *second > 59) return false;
    bool is_whole = *second == 0 && *minute == 0;
    if (take('.')) {
      const auto length = digits();
      if (length == 0) return false;
      is_whole = is_whole && text_.substr(0, length).find_first_not_of('0') == std::string_view::npos;
      text_.remove_prefix(length);
    }
    return *hour <= 23 || (*hour == 24 && is_whole);
  }

  auto zone() -> bool {
    if (text_.empty() || take('Z')) return true;
    if (!take('+') && !take('-')) return false;
    const auto hour = two_digits();
    const auto minute = take(':') ? two_digits() : std::nullopt;
    return hour && minute && *minute <= 59 && (*hour < 14 || (*hour == 14 && *minute == 0));
  }

  std::string_view text_;
};

}  // namespace

auto is_xml_schema_date_time(std::string_view text) -> bool { return Reader(text).is_date_time(); }

}  // namespace pinwright::grammar
