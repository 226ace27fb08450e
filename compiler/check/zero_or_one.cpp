#include "check/zero_or_one.hpp"

#include <algorithm>
#include <array>
#include <initializer_list>
#include <vector>

#include "base/text.hpp"

namespace pinwright::check {

namespace {

auto is_zero_or_one(const csp::Node& node) -> bool {
  if (!node.valid() || node.allowed() != csp::Allowed::Enum) return false;
  auto values = node.allowed_values();
  std::sort(values.begin(), values.end());
  return values == std::vector<std::string_view>{"0", "1"};
}

auto words_of(std::string_view text) -> std::vector<std::string_view> {
  std::vector<std::string_view> words;
  std::size_t begin = 0;
  for (std::size_t at = 0; at <= text.size(); ++at) {
    if (at < text.size() && base::is_alnum(text[at])) continue;
    if (at > begin) words.push_back(text.substr(begin, at - begin));
    begin = at + 1;
  }
  return words;
}

auto holds_any(std::string_view text, std::initializer_list<std::string_view> wanted) -> bool {
  const auto words = words_of(text);
  return std::any_of(words.begin(), words.end(), [&](std::string_view word) {
    return std::any_of(wanted.begin(), wanted.end(),
                       [&](std::string_view one) { return base::equal_folded(word, one); });
  });
}

auto denies(std::string_view label) -> bool {
  return holds_any(label, {"not", "cannot", "no", "off", "disable", "disabled", "block", "blocked", "prevent"});
}

auto affirms(std::string_view label) -> bool {
  return holds_any(label, {"on", "yes", "use", "enable", "enabled", "allow", "allowed"}) && !denies(label);
}

/// DisableOneDriveFileSync, PreventFirstRunPage: the labels speak of what the node turns off.
auto is_named_for_a_denial(const csp::Node& node) -> bool {
  constexpr std::array<std::string_view, 8> kDenials{"Disable", "Disallow",  "Prevent", "TurnOff",
                                                     "Hide",    "NoPinning", "Exclude", "Skip"};
  return std::any_of(kDenials.begin(), kDenials.end(),
                     [&](std::string_view denial) { return node.name().find(denial) != std::string_view::npos; });
}

/// DeviceLock/DevicePasswordEnabled: 0 is Enabled and 1 Disabled. So it is not known which number `true` stands for.
auto means_the_reverse(const csp::Node& node) -> bool {
  if (is_named_for_a_denial(node)) return false;
  const auto values = node.allowed_values();
  const auto labels = node.allowed_labels();
  for (std::size_t i = 0; i < values.size() && i < labels.size(); ++i) {
    if (values[i] == "0" ? affirms(labels[i]) : denies(labels[i])) return true;
  }
  return false;
}

}  // namespace

auto zero_or_one(bool flag, const csp::Node& node) -> std::string_view {
  if (!is_zero_or_one(node) || means_the_reverse(node)) return {};
  return flag ? "1" : "0";
}

}  // namespace pinwright::check
