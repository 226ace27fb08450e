#include "check/simple_type.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <compare>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "base/text.hpp"
#include "base/utf8.hpp"
#include "grammar/xml_schema_time.hpp"

namespace pinwright::check {

namespace {

using csp::XmlSimple;
using Kind = csp::XmlSimpleKind;

/// The type that restrictions are made of in the end.
auto bottom(XmlSimple type) -> XmlSimple {
  while (type.kind() == Kind::Restriction) type = type.of(0);
  return type;
}

/// Pieces between white space.
auto pieces_of(std::string_view text) -> std::vector<std::string_view> {
  std::vector<std::string_view> out;
  for (std::size_t at = 0; at < text.size();) {
    const auto begin = std::find_if_not(text.begin() + static_cast<std::ptrdiff_t>(at), text.end(), base::is_space);
    const auto end = std::find_if(begin, text.end(), base::is_space);
    if (begin != end)
      out.push_back(text.substr(static_cast<std::size_t>(begin - text.begin()), static_cast<std::size_t>(end - begin)));
    at = static_cast<std::size_t>(end - text.begin());
  }
  return out;
}

/// The text with the white space that counts.
auto normalised(Kind kind, std::string_view text) -> std::string {
  std::string out(text);
  if (kind == Kind::String || kind == Kind::Any || kind == Kind::Union) return out;
  if (kind == Kind::NormalizedString) {
    std::replace_if(out.begin(), out.end(), base::is_space, ' ');
    return out;
  }
  out.clear();
  for (const auto piece : pieces_of(text)) out.append(out.empty() ? "" : " ").append(piece);
  return out;
}

auto is_whole(std::string_view text) -> bool {
  if (text.starts_with('+') || text.starts_with('-')) text.remove_prefix(1);
  return !text.empty() && std::all_of(text.begin(), text.end(), base::is_digit);
}

auto is_decimal(std::string_view text) -> bool {
  if (text.starts_with('+') || text.starts_with('-')) text.remove_prefix(1);
  const auto point = text.find('.');
  const auto whole = text.substr(0, point);
  const auto part = point == std::string_view::npos ? std::string_view() : text.substr(point + 1);
  const auto is_digits = [](std::string_view one) { return std::all_of(one.begin(), one.end(), base::is_digit); };
  return whole.size() + part.size() > 0 && is_digits(whole) && is_digits(part);
}

/// A decimal number of any size, in parts that can be compared.
struct Decimal {
  explicit Decimal(std::string_view text) {
    negative = text.starts_with('-');
    if (negative || text.starts_with('+')) text.remove_prefix(1);
    const auto point = text.find('.');
    whole = text.substr(0, point);
    if (point != std::string_view::npos) part = text.substr(point + 1);
    while (whole.starts_with('0')) whole.remove_prefix(1);
    while (part.ends_with('0')) part.remove_suffix(1);
    if (whole.empty() && part.empty()) negative = false;
  }

  bool negative = false;
  std::string_view whole, part;  // without needless zeros
};

auto compare(std::string_view a, std::string_view b) -> std::strong_ordering {
  const Decimal x(a), y(b);
  if (x.negative != y.negative) return x.negative ? std::strong_ordering::less : std::strong_ordering::greater;
  auto order = x.whole.size() <=> y.whole.size();
  if (order == 0) order = x.whole.compare(y.whole) <=> 0;
  if (order == 0) order = x.part.compare(y.part) <=> 0;
  return x.negative ? 0 <=> order : order;
}

auto is_true(std::string_view text) -> bool { return text == "true" || text == "1"; }
auto is_boolean(std::string_view text) -> bool { return is_true(text) || text == "false" || text == "0"; }

auto is_same(Kind kind, std::string_view value, std::string_view text) -> bool {
  if (kind == Kind::Integer || kind == Kind::Decimal)
    return !is_decimal(value) || compare(value, text) == std::strong_ordering::equal;
  return kind == Kind::Boolean ? is_true(value) == is_true(text) : value == text;
}

auto length_of(Kind kind, std::string_view text) -> std::size_t {
  return kind == Kind::List ? pieces_of(text).size() : base::count_code_points(text);
}

auto fits_facets(const XmlSimple& type, Kind kind, std::string_view text, const PatternCache& patterns) -> bool {
  const auto values = type.values();
  const auto is_listed = [&](std::string_view value) { return is_same(kind, normalised(kind, value), text); };
  if (!values.empty() && std::none_of(values.begin(), values.end(), is_listed)) return false;
  if (type.min() && compare(text, *type.min()) < 0) return false;
  if (type.max() && compare(text, *type.max()) > 0) return false;
  if (type.min_length() && length_of(kind, text) < *type.min_length()) return false;
  if (type.max_length() && length_of(kind, text) > *type.max_length()) return false;
  return type.pattern().empty() || patterns.get(type.pattern()).fits_whole(text) != Fit::No;
}

/// `text` is normalised.
auto fits_normalised(const XmlSimple& type, std::string_view text, const PatternCache& patterns) -> bool {
  switch (type.kind()) {
    case Kind::Boolean:
      return is_boolean(text);
    case Kind::Decimal:
      return is_decimal(text);
    case Kind::Integer:
      return is_whole(text);
    case Kind::DateTime:
      return grammar::is_xml_schema_date_time(text);
    case Kind::Restriction:
      return fits_normalised(type.of(0), text, patterns) && fits_facets(type, bottom(type).kind(), text, patterns);
    case Kind::List: {
      const auto pieces = pieces_of(text);
      return std::all_of(pieces.begin(), pieces.end(),
                         [&](std::string_view piece) { return fits(type.of(0), piece, patterns); });
    }
    case Kind::Union:
      for (std::size_t i = 0; i < type.of_count(); ++i) {
        if (fits(type.of(i), text, patterns)) return true;
      }
      return false;
    case Kind::Any:
    case Kind::String:
    case Kind::NormalizedString:
    case Kind::Token:
      break;
  }
  return true;
}

/// What a chain of restrictions says, the last word first.
struct Facets {
  explicit Facets(XmlSimple type) {
    for (; type.kind() == Kind::Restriction; type = type.of(0)) {
      if (values.empty()) values = type.values();
      if (pattern.empty()) pattern = type.pattern();
      if (!min) min = type.min();
      if (!max) max = type.max();
      if (!min_length) min_length = type.min_length();
      if (!max_length) max_length = type.max_length();
    }
  }

  std::vector<std::string_view> values;
  std::string_view pattern;
  std::optional<std::string_view> min, max;
  std::optional<std::uint32_t> min_length, max_length;
};

auto bounds_of(const Facets& facets) -> std::string {
  if (facets.min && facets.max) return fmt::format(" from {} to {}", *facets.min, *facets.max);
  if (facets.min) return fmt::format(" of at least {}", *facets.min);
  return facets.max ? fmt::format(" of at most {}", *facets.max) : std::string();
}

auto lengths_of(const Facets& facets, std::string_view what) -> std::string {
  const auto low = facets.min_length.value_or(0);
  if (low == 0 && !facets.max_length) return {};
  const auto words = [&](std::uint32_t count) { return base::counted(count, what); };
  if (!facets.max_length) return fmt::format(" of at least {}", words(low));
  if (low == *facets.max_length) return fmt::format(" of {}", words(low));
  return low == 0 ? fmt::format(" of at most {}", words(*facets.max_length))
                  : fmt::format(" of {} to {}", low, words(*facets.max_length));
}

auto base_words(const XmlSimple& type, const Facets& facets) -> std::string {
  switch (type.kind()) {
    case Kind::Boolean:
      return "`true`, `false`, `1` or `0`";
    case Kind::Decimal:
      return "a number" + bounds_of(facets);
    case Kind::Integer:
      return "a whole number" + bounds_of(facets);
    case Kind::DateTime:
      return "a date and time such as `2026-03-01T08:30:00`";
    case Kind::List:
      return "a list" + lengths_of(facets, "part") + " with blanks between its parts, each " + words_of(type.of(0));
    case Kind::Union: {
      std::string words;
      for (std::size_t i = 0; i < type.of_count(); ++i) {
        const auto one = words_of(type.of(i));
        if (words.find(one) == std::string::npos) words.append(words.empty() ? "" : ", or ").append(one);
      }
      return words;
    }
    case Kind::Any:
    case Kind::String:
    case Kind::NormalizedString:
    case Kind::Token:
    case Kind::Restriction:
      break;
  }
  return "a text" + lengths_of(facets, "character");
}

}  // namespace

auto fits(const XmlSimple& type, std::string_view text, const PatternCache& patterns) -> bool {
  return fits_normalised(type, normalised(bottom(type).kind(), text), patterns);
}

auto one_of(const std::vector<std::string>& quoted_words) -> std::string {
  constexpr std::size_t kShown = 6;
  const auto count = quoted_words.size();
  const auto shown = count > kShown + 1 ? kShown : count;
  std::string out;
  for (std::size_t i = 0; i < shown; ++i) {
    if (i > 0) out += i + 1 == count ? " or " : ", ";
    out += quoted_words[i];
  }
  if (shown < count) out += fmt::format(" or one of {} more", count - shown);
  return out;
}

auto words_of(const XmlSimple& type) -> std::string {
  const Facets facets(type);
  if (!facets.values.empty()) {
    std::vector<std::string> values;
    for (const auto value : facets.values) values.push_back(base::quoted(value));
    return one_of(values);
  }
  auto words = base_words(bottom(type), facets);
  if (!facets.pattern.empty()) words += " that fits " + base::quoted(facets.pattern);
  return words;
}

}  // namespace pinwright::check
