#include "plan/justification.hpp"

#include <fmt/format.h>

#include "base/text.hpp"
#include "base/utf8.hpp"

namespace pinwright::plan {

namespace {

constexpr char32_t kFirstOfPairs = 0x10000;

auto utf16_units(std::string_view text) -> std::size_t {
  std::size_t units = 0;
  for (std::size_t at = 0; at < text.size();) {
    const auto point = base::code_point_at(text, at);
    at += point.size;
    units += point.value >= kFirstOfPairs ? 2 : 1;
  }
  return units;
}

auto has_control(std::string_view text) -> bool {
  for (std::size_t at = 0; at < text.size();) {
    const auto point = base::code_point_at(text, at);
    at += point.size;
    if (base::is_control(point.value)) return true;
  }
  return false;
}

}  // namespace

auto check_justification(std::string_view text) -> base::Status {
  if (base::find_invalid_utf8(text)) return base::Error{"the text of `--justification` is not UTF-8", {}};
  if (has_control(text)) {
    return base::Error{"the text of `--justification` holds a control character", "write it on one line, without tabs"};
  }
  if (base::trimmed(text).empty()) {
    return base::Error{"the text of `--justification` is empty", "say why the change is wanted, such as its ticket"};
  }
  const auto units = utf16_units(text);
  if (units <= kMostJustification) return base::Done{};
  return base::Error{fmt::format("the text of `--justification` has {} characters, and Microsoft Graph takes {}", units,
                                 kMostJustification),
                     "shorten it"};
}

auto with_tag(std::string_view text, std::string_view tag) -> std::string {
  auto tagged = fmt::format("{} {}", text, tag);
  return utf16_units(tagged) <= kMostJustification ? tagged : std::string(text);
}

}  // namespace pinwright::plan
