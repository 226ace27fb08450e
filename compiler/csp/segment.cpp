#include "csp/segment.hpp"

#include "base/text.hpp"

namespace pinwright::csp {
namespace {

/// Takes the next decoded byte off the front. A bad escape stands for itself.
auto take(std::string_view& text) -> char {
  const char first = text.front();
  if (first == '%' && text.size() >= 3) {
    const int high = base::hex_value(text[1]);
    const int low = base::hex_value(text[2]);
    if (high >= 0 && low >= 0) {
      text.remove_prefix(3);
      return static_cast<char>(high * 16 + low);
    }
  }
  text.remove_prefix(1);
  return first;
}

}  // namespace

auto compare_folded(std::string_view segment, std::string_view name) -> int {
  while (!segment.empty() && !name.empty()) {
    const auto a = static_cast<unsigned char>(base::fold(take(segment)));
    const auto b = static_cast<unsigned char>(base::fold(name.front()));
    if (a != b) return a < b ? -1 : 1;
    name.remove_prefix(1);
  }
  return static_cast<int>(!segment.empty()) - static_cast<int>(!name.empty());
}

auto same_spelling(std::string_view segment, std::string_view name) -> bool {
  while (!segment.empty() && !name.empty()) {
    if (take(segment) != name.front()) return false;
    name.remove_prefix(1);
  }
  return segment.empty() && name.empty();
}

auto is_title(std::string_view segment) -> bool { return segment.starts_with('{') && segment.ends_with('}'); }

auto is_title(std::string_view segment, std::string_view title) -> bool {
  return is_title(segment) && base::equal_folded(segment.substr(1, segment.size() - 2), title);
}

}  // namespace pinwright::csp
