#include "check/setting_place.hpp"

#include <fmt/format.h>

#include <utility>

namespace pinwright::check {

namespace {

/// The last line that takes the set: a set taken twice is wrong at the second.
auto place_of_set(const lower::Policy& policy, const lower::Setting& setting) -> SettingPlace {
  const auto& sets = policy.declared->value.setting_sets;
  for (auto i = sets.size(); i > 0; --i) {
    if (sets[i - 1].value == setting.where.owner) {
      return {sets[i - 1].span, fmt::format("policies.{}.settingSets[{}]", policy.name(), i - 1)};
    }
  }
  return {setting.span, lower::path_of(policy, setting)};
}

}  // namespace

auto place_in(const lower::Policy& policy, const lower::Setting& setting) -> SettingPlace {
  if (setting.where.list == lower::Where::List::Set) return place_of_set(policy, setting);
  if (setting.declared == nullptr) return {setting.span, lower::path_of(policy, setting)};
  return {setting.declared->oma_uri.span, lower::path_of(policy, setting) + ".omaUri"};
}

auto shown_uri(const lower::Setting& setting) -> std::string {
  if (setting.declared == nullptr && setting.node.valid()) return setting.node.uri();
  return written_uri(setting);
}

auto value_finding(const PolicyContext& context, const lower::Setting& setting, diag::Code code, std::string message,
                   std::string help) -> diag::Diagnostic {
  const UriResult unchecked;
  return value_finding(SettingContext{context, setting, unchecked}, code, std::move(message), std::move(help));
}

}  // namespace pinwright::check
