#include <fmt/format.h>

#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "check/check.hpp"
#include "check/hello.hpp"
#include "check/setting_place.hpp"
#include "check/tenant_index.hpp"

namespace pinwright::check::checks {

namespace {

constexpr std::string_view kUser = "./user/";
constexpr std::string_view kDevice = "./device/";

/// The settings of one path in the device's scope.
struct DeviceUses {
  std::unordered_map<const lower::Policy*, Use> by_policy;
  ReachIndex assigned;
};

/// The path behind the root's scope, or nothing when the scope is another.
auto below(std::string_view canonical, std::string_view scope) -> std::string_view {
  return canonical.substr(0, scope.size()) == scope ? canonical.substr(scope.size()) : std::string_view{};
}

auto uses_of(const lower::Deployment& deployment, std::string_view scope)
    -> std::vector<std::pair<std::string_view, Use>> {
  std::vector<std::pair<std::string_view, Use>> uses;
  for (const auto& policy : deployment.policies) {
    for (const auto& setting : policy.settings) {
      const auto path = below(setting.key.canonical(), scope);
      if (!path.empty()) uses.emplace_back(path, Use{&policy, &setting});
    }
  }
  return uses;
}

/// A setting for the device that reaches whom `user` reaches: in the same policy, or in the first that overlaps.
/// PassportForWork says which scope wins, so that a possible overlap is enough to know that one value is lost; of other
/// CSPs nothing is said, and only a sure overlap is reported.
auto hidden_by(const Use& user, const DeviceUses& devices, Reaches& reaches) -> const Use* {
  const auto own = devices.by_policy.find(user.policy);
  if (own != devices.by_policy.end()) return &own->second;
  if (hello::is_below(user.setting->key.canonical())) return devices.assigned.first_possible(reaches, *user.policy);
  return devices.assigned.first_sure(reaches, *user.policy);
}

auto report(const TenantContext& context, const Use& user, const Use& device, diag::Sink& sink) -> void {
  auto place = place_in(*user.policy, *user.setting);
  const bool hello = hello::is_below(user.setting->key.canonical());
  const auto where =
      user.policy == device.policy ? std::string("this policy") : fmt::format("the policy `{}`", device.policy->name());
  auto found =
      finding(context, diag::Code::UserAndDeviceScope, place.span, std::move(place.path),
              fmt::format("`{}` is also set for the device, in {}", shown_uri(*user.setting), where),
              hello ? "the user's value wins, and the device's has no effect where both arrive: keep one of the two"
                    : "one value hides the other where both arrive: keep one of the two");
  found.labels.push_back({place_in(*device.policy, *device.setting).span, "set for the device here"});
  sink.add(std::move(found));
}

}  // namespace

auto user_and_device_scope(const TenantContext& context, diag::Sink& sink) -> void {
  const auto user_uses = uses_of(context.deployment, kUser);
  if (user_uses.empty()) return;
  auto& reaches = context.index.reaches();
  std::unordered_map<std::string_view, DeviceUses> device_uses;
  for (const auto& [path, use] : uses_of(context.deployment, kDevice)) {
    auto& uses = device_uses[path];
    if (uses.by_policy.try_emplace(use.policy, use).second) uses.assigned.add(reaches, use);
  }
  for (const auto& [path, use] : user_uses) {
    const auto found = device_uses.find(path);
    if (found == device_uses.end()) continue;
    if (const auto* device = hidden_by(use, found->second, reaches)) report(context, use, *device, sink);
  }
}

}  // namespace pinwright::check::checks
