#include <charconv>
#include <cmath>

#include "base/text.hpp"

namespace pinwright::base {
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
