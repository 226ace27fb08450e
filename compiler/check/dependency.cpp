#include "check/dependency.hpp"

#include <algorithm>
#include <string_view>

#include "base/text.hpp"
#include "check/allowed_value.hpp"
#include "csp/segment.hpp"
#include "grammar/oma_uri_canonical.hpp"

namespace pinwright::check {

namespace {

/// Segments behind the root, from the end: `./Vendor/MSFT` and `./Device/Vendor/MSFT` differ in front.
auto own_name(std::string_view title, const std::vector<std::string_view>& pattern,
              const std::vector<std::string_view>& written) -> std::string_view {
  for (std::size_t i = 1; i <= std::min(pattern.size(), written.size()); ++i) {
    if (base::equal_folded(pattern[pattern.size() - i], title)) return written[written.size() - i];
  }
  return title;
}

}  // namespace

auto dependency_uri(const csp::Dependency& dependency, const lower::Setting& dependent) -> std::string {
  const auto pattern_text = dependent.node.uri();
  const auto pattern = base::split(pattern_text, '/');
  const auto written = base::split(dependent.key.text(), '/');
  std::string uri;
  for (const auto segment : base::split(dependency.uri, '/')) {
    if (!uri.empty()) uri += '/';
    uri += csp::is_title(segment) ? own_name(segment, pattern, written) : segment;
  }
  return grammar::canonical_oma_uri(uri);
}

auto is_named_value(const csp::Dependency& dependency, const object::SettingValue& value) -> bool {
  const auto& values = dependency.values;
  switch (dependency.kind) {
    case csp::Allowed::Enum:
      return std::any_of(values.begin(), values.end(),
                         [&](std::string_view allowed) { return is_value(allowed, value); });
    case csp::Allowed::Range: {
      const auto number = number_of(value);
      return number && std::any_of(values.begin(), values.end(), [&](std::string_view text) {
               const auto range = parse_range(text);
               return range && *number >= range->low && *number <= range->high;
             });
    }
    case csp::Allowed::Absent:
    case csp::Allowed::Any:
    case csp::Allowed::Flag:
    case csp::Allowed::RegEx:
    case csp::Allowed::Xsd:
    case csp::Allowed::Json:
    case csp::Allowed::Sddl:
    case csp::Allowed::Admx:
      return true;
  }
  return true;
}

auto meets(const csp::Dependency& dependency, const lower::Setting& setting) -> std::optional<bool> {
  const auto* value = lower::plain_value(setting);
  if (value == nullptr) return std::nullopt;
  return is_named_value(dependency, *value) != dependency.negated;
}

auto setting_that_meets(const csp::DependencyGroup& group, const lower::Setting& dependent, const lower::Policy& policy)
    -> const lower::Setting* {
  for (const auto& dependency : group.any_of) {
    const auto uri = dependency_uri(dependency, dependent);
    for (const auto& setting : policy.settings) {
      if (setting.key.canonical() == uri && setting.node.valid() && meets(dependency, setting).value_or(false))
        return &setting;
    }
  }
  return nullptr;
}

}  // namespace pinwright::check
