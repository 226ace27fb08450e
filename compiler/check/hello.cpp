#include "check/hello.hpp"

#include <algorithm>

namespace pinwright::check::hello {

namespace {

constexpr std::string_view kDevice = "./device/vendor/msft/passportforwork/";
constexpr std::string_view kUser = "./user/vendor/msft/passportforwork/";
constexpr std::string_view kPolicies = "policies/";

/// What stands behind `<tenant>/Policies/`, or nothing.
auto below_policies_of(std::string_view canonical, csp::Scope scope) -> std::string_view {
  const auto prefix = scope == csp::Scope::Device ? kDevice : kUser;
  if (!canonical.starts_with(prefix)) return {};
  canonical.remove_prefix(prefix.size());
  const auto slash = canonical.find('/');
  if (slash == std::string_view::npos) return {};
  canonical.remove_prefix(slash + 1);
  return canonical.starts_with(kPolicies) ? canonical.substr(kPolicies.size()) : std::string_view{};
}

}  // namespace

auto is_policy(const lower::Setting& setting, csp::Scope scope, std::string_view below_policies) -> bool {
  return below_policies_of(setting.key.canonical(), scope) == below_policies;
}

auto find(const lower::Policy& policy, csp::Scope scope, std::string_view below_policies) -> const lower::Setting* {
  const auto is_it = [&](const lower::Setting& setting) { return is_policy(setting, scope, below_policies); };
  const auto found = std::find_if(policy.settings.begin(), policy.settings.end(), is_it);
  return found == policy.settings.end() ? nullptr : &*found;
}

auto number(const lower::Setting& setting) -> std::optional<std::int32_t> {
  const auto* value = std::get_if<std::int32_t>(lower::plain_value(setting));
  return value == nullptr ? std::nullopt : std::optional(*value);
}

auto pin_recovery(const lower::Policy& policy) -> const lower::Setting* {
  for (const auto& setting : policy.settings) {
    const bool* on = std::get_if<bool>(lower::plain_value(setting));
    if (on == nullptr || !*on) continue;
    if (is_policy(setting, csp::Scope::Device, "enablepinrecovery") ||
        is_policy(setting, csp::Scope::User, "enablepinrecovery")) {
      return &setting;
    }
  }
  return nullptr;
}

auto is_below(std::string_view canonical) -> bool {
  return canonical.starts_with(kDevice) || canonical.starts_with(kUser);
}

}  // namespace pinwright::check::hello
