#include <algorithm>
#include <array>
#include <charconv>
#include <cstdint>
#include <iterator>
#include <limits>
#include <optional>
#include <string>
#include <system_error>

#include "base/text.hpp"
#include "syntax/scalar.hpp"

namespace pinwright::syntax {
namespace {

template <std::size_t N>
auto is_one_of(std::string_view text, const std::array<std::string_view, N>& words) -> bool {
  return std::find(words.begin(), words.end(), text) != words.end();
}

/// Any of `bytes`; `at` moves behind them.
auto skip_any(std::string_view text, std::string_view bytes, std::size_t& at) -> std::size_t {
  const std::size_t begin = at;
  at = std::min(text.find_first_not_of(bytes, at), text.size());
  return at - begin;
}

constexpr std::string_view kDigits = "0123456789";

auto without_sign(std::string_view text) -> std::string_view {
  return text.empty() || (text.front() != '-' && text.front() != '+') ? text : text.substr(1);
}

auto all_of(std::string_view text, std::string_view bytes) -> bool {
  return !text.empty() && text.find_first_not_of(bytes) == std::string_view::npos;
}

/// [-+]? ( \. [0-9]+ | [0-9]+ ( \. [0-9]* )? ) ( [eE] [-+]? [0-9]+ )?
auto is_float(std::string_view text) -> bool {
  const std::string_view body = without_sign(text);
  std::size_t at = 0;
  std::size_t digits = skip_any(body, kDigits, at);
  if (at < body.size() && body[at] == '.') {
    ++at;
    digits += skip_any(body, kDigits, at);
  }
  if (digits == 0) return false;
  if (at == body.size()) return true;
  return (body[at] == 'e' || body[at] == 'E') && all_of(without_sign(body.substr(at + 1)), kDigits);
}

template <class Number>
auto spelled(Number number) -> std::string {
  std::array<char, 64> buffer{};
  const auto [end, error] = std::to_chars(buffer.data(), buffer.data() + buffer.size(), number);
  return error == std::errc{} ? std::string(buffer.data(), end) : std::string();
}

template <class Number>
auto doubt_of(Number number, std::string_view text) -> Doubt {
  return spelled(number) == text ? Doubt::None : Doubt::WhereTextMeant;
}

auto unsure_text(std::string_view text) -> Resolved { return {std::string(text), Doubt::Everywhere}; }

auto as_double(std::string_view text) -> Resolved {
  const std::string_view body = text.front() == '+' ? text.substr(1) : text;
  double number = 0;
  const auto [end, error] = std::from_chars(body.data(), body.data() + body.size(), number);
  // What no double holds becomes infinity, zero or an error, depending on the reader.
  if (error != std::errc{} || end != body.data() + body.size()) return unsure_text(text);
  return {number, doubt_of(number, text)};
}

auto as_integer(std::string_view text, std::string_view digits, int base) -> Resolved {
  std::int64_t number = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), number, base);
  if (error == std::errc{}) return {number, doubt_of(number, text)};
  if (base == 10) {
    Resolved resolved = as_double(text);
    if (resolved.doubt == Doubt::None) resolved.doubt = Doubt::WhereTextMeant;  // digits may be lost
    return resolved;
  }
  // A double as well, but from_chars reads neither prefix: add up the digits.
  double sum = 0;
  for (const char c : digits) sum = sum * base + base::hex_value(c);
  return {sum, Doubt::WhereTextMeant};
}

auto as_decimal(std::string_view text) -> Resolved {
  Resolved resolved = as_integer(text, text.front() == '+' ? text.substr(1) : text, 10);
  const std::string_view digits = without_sign(text);
  if (digits.size() > 1 && digits.front() == '0') resolved.doubt = Doubt::Everywhere;  // octal in YAML 1.1
  return resolved;
}

/// Base 60: [1-9][0-9_]*(:[0-5]?[0-9])+, and with a fraction any first digit.
auto is_sexagesimal(std::string_view text) -> bool {
  const std::string_view body = without_sign(text);
  const std::size_t dot = body.find('.');
  if (dot != std::string_view::npos && !body.substr(dot + 1).empty() && !all_of(body.substr(dot + 1), "0123456789_"))
    return false;
  const auto parts = base::split(body.substr(0, dot), ':');
  if (parts.size() < 2 || parts[0].empty() || !base::is_digit(parts[0][0]) || !all_of(parts[0], "0123456789_"))
    return false;
  if (dot == std::string_view::npos && parts[0][0] == '0') return false;
  return std::all_of(parts.begin() + 1, parts.end(), [](std::string_view part) {
    return all_of(part, kDigits) && (part.size() == 1 || (part.size() == 2 && part[0] < '6'));
  });
}

/// Numbers of YAML 1.1 that are text in 1.2: underscores between digits, binary, hexadecimal with a sign.
auto is_old_number(std::string_view text) -> bool {
  const std::string_view body = without_sign(text);
  if (body.empty() || !(base::is_digit(body[0]) || body[0] == '.')) return false;
  if (body.starts_with("./")) return false;  // nearly every OMA-URI, which is too long to be copied for this
  std::string bare;
  std::copy_if(body.begin(), body.end(), std::back_inserter(bare), [](char c) { return c != '_'; });
  if (bare.starts_with("0b")) return all_of(std::string_view(bare).substr(2), "01");
  if (bare.starts_with("0x")) return all_of(std::string_view(bare).substr(2), "0123456789abcdefABCDEF");
  return bare.size() < body.size() && is_float(bare);
}

auto resolve_number(std::string_view text) -> std::optional<Resolved> {
  const char first = text.front();
  if (!base::is_digit(first) && first != '-' && first != '+' && first != '.') return std::nullopt;
  if (all_of(without_sign(text), kDigits)) return as_decimal(text);
  if (text.starts_with("0x") && all_of(text.substr(2), "0123456789abcdefABCDEF"))
    return as_integer(text, text.substr(2), 16);
  if (text.starts_with("0o") && all_of(text.substr(2), "01234567")) return as_integer(text, text.substr(2), 8);
  if (is_float(text)) return as_double(text);
  if (is_one_of<3>(without_sign(text), {".inf", ".Inf", ".INF"})) {
    const double infinity = std::numeric_limits<double>::infinity();
    return Resolved{first == '-' ? -infinity : infinity, Doubt::WhereTextMeant};
  }
  if (is_one_of<3>(text, {".nan", ".NaN", ".NAN"})) {
    return Resolved{std::numeric_limits<double>::quiet_NaN(), Doubt::WhereTextMeant};
  }
  if (is_sexagesimal(text) || is_old_number(text)) return unsure_text(text);
  return std::nullopt;
}

constexpr std::array<std::string_view, 16> kOldBooleans = {"y",  "Y",  "yes", "Yes", "YES", "n",   "N",   "no",
                                                           "No", "NO", "on",  "On",  "ON",  "off", "Off", "OFF"};

}  // namespace

auto is_surely_text(std::string_view text) -> bool {
  constexpr std::size_t kLongestWord = 5;  // `false`
  return text.size() > kLongestWord && base::is_alpha(text.front());
}

auto resolve_plain(std::string_view text) -> Resolved {
  if (text.empty() || is_one_of<4>(text, {"~", "null", "Null", "NULL"})) return {Null{}, Doubt::None};
  if (is_one_of<3>(text, {"true", "True", "TRUE"})) return {true, Doubt::None};
  if (is_one_of<3>(text, {"false", "False", "FALSE"})) return {false, Doubt::None};
  if (auto number = resolve_number(text)) return *std::move(number);
  if (text.size() <= 3 && is_one_of(text, kOldBooleans)) return unsure_text(text);
  return {std::string(text), Doubt::None};
}

auto resolve(const Node& scalar) -> Resolved {
  if (scalar.style != Style::Plain) return {scalar.text, Doubt::None};
  return resolve_plain(scalar.text);
}

}  // namespace pinwright::syntax
