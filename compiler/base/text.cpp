#include "base/text.hpp"

#include <algorithm>
#include <cassert>
#include <charconv>
#include <cmath>

#include "base/utf8.hpp"

namespace pinwright::base {

auto hex_value(char c) -> int {
  if (is_digit(c)) return c - '0';
  const char low = fold(c);
  return low >= 'a' && low <= 'f' ? low - 'a' + 10 : -1;
}

auto folded(std::string_view text) -> std::string {
  std::string out(text);
  std::transform(out.begin(), out.end(), out.begin(), fold);
  return out;
}

auto equal_folded(std::string_view a, std::string_view b) -> bool {
  if (a == b) return true;  // what is equal is mostly spelled alike, and bytes are compared many at a time
  return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](char x, char y) { return fold(x) == fold(y); });
}

auto less_folded(std::string_view a, std::string_view b) -> bool {
  return std::lexicographical_compare(a.begin(), a.end(), b.begin(), b.end(), [](char x, char y) {
    return static_cast<unsigned char>(fold(x)) < static_cast<unsigned char>(fold(y));
  });
}

auto starts_with_folded(std::string_view text, std::string_view prefix) -> bool {
  return text.size() >= prefix.size() && equal_folded(text.substr(0, prefix.size()), prefix);
}

auto trimmed(std::string_view text) -> std::string_view {
  while (!text.empty() && is_space(text.front())) text.remove_prefix(1);
  while (!text.empty() && is_space(text.back())) text.remove_suffix(1);
  return text;
}

auto with_line_feeds(std::string_view text) -> std::string {
  std::string made;
  made.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '\r' || i + 1 == text.size() || text[i + 1] != '\n') made += text[i];
  }
  return made;
}

auto split(std::string_view text, char separator) -> std::vector<std::string_view> {
  return split(text, std::string_view(&separator, 1));
}

auto split(std::string_view text, std::string_view separator) -> std::vector<std::string_view> {
  assert(!separator.empty());
  std::vector<std::string_view> pieces;
  for (auto at = text.find(separator); at != std::string_view::npos; at = text.find(separator)) {
    pieces.push_back(text.substr(0, at));
    text.remove_prefix(at + separator.size());
  }
  pieces.push_back(text);
  return pieces;
}

auto joined(const std::vector<std::string>& parts, std::string_view separator) -> std::string {
  std::string out;
  for (const auto& part : parts) {
    if (&part != &parts.front()) out += separator;
    out += part;
  }
  return out;
}

auto listed(const std::vector<std::string>& names, std::size_t shown) -> std::string {
  if (names.size() <= shown) return joined(names, ", ");
  std::string out;
  for (std::size_t i = 0; i < shown; ++i) out.append(names[i]).append(", ");
  return out + "… (" + std::to_string(names.size() - shown) + " more)";
}

namespace {

auto plural(std::string_view singular) -> std::string {
  constexpr std::string_view kVowels = "aeiou";
  if (singular.size() > 1 && singular.back() == 'y' && kVowels.find(singular[singular.size() - 2]) == kVowels.npos) {
    return std::string(singular.substr(0, singular.size() - 1)) + "ies";
  }
  const bool hisses =
      singular.ends_with('s') || singular.ends_with('x') || singular.ends_with("ch") || singular.ends_with("sh");
  return std::string(singular) + (hisses ? "es" : "s");
}

}  // namespace

auto counted(std::size_t count, std::string_view singular) -> std::string {
  return std::to_string(count) + ' ' + (count == 1 ? std::string(singular) : plural(singular));
}

auto quoted(std::string_view text) -> std::string {
  constexpr std::size_t kShown = 120;
  std::string out = "`";
  std::size_t count = 0;
  for (std::size_t at = 0; at < text.size(); ++count) {
    if (count == kShown) {
      out += "…";
      break;
    }
    const auto point = code_point_at(text, at);
    if (is_control(point.value) || is_invisible(point.value)) {
      append_escaped(out, point.value);
    } else {
      append_utf8(out, point.value);
    }
    at += point.size;
  }
  return out + '`';
}

namespace {

/// from_chars knows `-` and not `+`; a `+` is taken off only where no second sign follows.
auto without_plus(std::string_view text) -> std::string_view {
  const bool plus = text.size() > 1 && text[0] == '+' && text[1] != '-';
  return plus ? text.substr(1) : text;
}

template <class T, class... Format>
auto whole_number(std::string_view text, Format... format) -> std::optional<T> {
  T value{};
  const auto* const end = text.data() + text.size();
  const auto [stopped, error] = std::from_chars(text.data(), end, value, format...);
  if (error != std::errc{} || stopped != end) return std::nullopt;
  return value;
}

}  // namespace

auto to_int(std::string_view text) -> std::optional<std::int64_t> {
  return whole_number<std::int64_t>(without_plus(text));
}

auto to_int_or_hex(std::string_view text) -> std::optional<std::int64_t> {
  if (!starts_with_folded(text, "0x")) return to_int(text);
  const auto digits = text.substr(2);
  if (digits.starts_with('-')) return std::nullopt;
  return whole_number<std::int64_t>(digits, 16);
}

auto to_double(std::string_view text) -> std::optional<double> {
  const auto value = whole_number<double>(without_plus(text));
  return value && std::isfinite(*value) ? value : std::nullopt;
}

}  // namespace pinwright::base
