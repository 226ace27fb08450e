#include "grammar/domain_name.hpp"

#include <algorithm>

#include "base/text.hpp"

namespace pinwright::grammar {

namespace {

/// RFC 1035, 2.3.4.
constexpr std::size_t kLongestLabel = 63;

/// A letter, digit, hyphen, or a byte of a letter beyond ASCII; an underscore is seen in the field.
auto is_label_byte(char c) -> bool {
  return base::is_alnum(c) || c == '-' || c == '_' || static_cast<unsigned char>(c) >= 0x80;
}

auto is_label(std::string_view label) -> bool {
  return !label.empty() && label.size() <= kLongestLabel && label.front() != '-' && label.back() != '-' &&
         std::all_of(label.begin(), label.end(), is_label_byte);
}

}  // namespace

auto is_domain(std::string_view text) -> bool {
  const auto labels = base::split(text, '.');
  if (labels.size() < 2 || !std::all_of(labels.begin(), labels.end(), is_label)) return false;
  return !std::all_of(labels.back().begin(), labels.back().end(), base::is_digit);
}

}  // namespace pinwright::grammar
