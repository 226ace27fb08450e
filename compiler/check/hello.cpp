#include "check/hello.hpp"

#include <algorithm>

namespace pinwright::check::hello {

namespace {

constexpr std::string_view kDevice = "./device/vendor/msft/passportforwork/";
constexpr std::string_view kUser = "./user/vendor/msft/passportforwork/";
constexpr std::string_view kPolicies = "policies/";

auto starts_with(std::string_view text, std::string_view prefix) -> bool {
  return text.substr(0, prefix.size()) == prefix;
}

/// What stands behind `<tenant>/Policies/`, or nothing.
auto below_policies_of(std::string_view canonical, csp::Scope scope) -> std::string_view {
  const auto prefix = scope == csp::Scope::Device ? kDevice : kUser;
  if (!starts_with(canonical, prefix)) return {};
  canonical.remove_prefix(prefix.size());
  const auto slash = canonical.find('/');
  if (slash == std::string_view::npos) return {};
  canonical.remove_prefix(slash + 1);
  return starts_with(canonical, kPolicies) ? canonical.substr(kPolicies.size()) : std::string_view{};
}

}  // namespace

auto is_policy(const lower::Setting& setting, csp::Scope scope, std::string_view below_policies) -> bool {
  return below_policies_of(setting.canonical, scope) == below_policies;
}

auto find(const lower::Policy& policy, csp::Scope scope, std::string_view below_policies) -> const lower::Setting* {
  const auto is_it = [&](const lower::Setting& setting) { return is_policy(setting, scope, below_policies); };
  const auto found = std::find_if(policy.settings.begin(), policy.settings.end(), is_it);
  return found == policy.settings.end() ? nullptr : &*found;
}

auto number(const lower::Setting& setting) -> std::optional<std::int32_t> {
  if (!setting.typed || !setting.value.text.secrets.empty()) return std::nullopt;
  const auto* value = std::get_if<std::int32_t>(&*setting.typed);
  return value == nullptr ? std::nullopt : std::optional(*value);
}

auto pin_recovery(const lower::Policy& policy) -> const lower::Setting* {
  for (const auto& setting : policy.settings) {
    const bool* on = setting.typed ? std::get_if<bool>(&*setting.typed) : nullptr;
    if (on == nullptr || !*on) continue;
    if (is_policy(setting, csp::Scope::Device, "enablepinrecovery") ||
        is_policy(setting, csp::Scope::User, "enablepinrecovery")) {
      return &setting;
    }
  }
  return nullptr;
}

auto is_below(std::string_view canonical) -> bool {
  return starts_with(canonical, kDevice) || starts_with(canonical, kUser);
}

auto is_government(model::Cloud cloud) -> bool {
  return cloud == model::Cloud::UsGov || cloud == model::Cloud::UsGovDod;
}

}  // namespace pinwright::check::hello
