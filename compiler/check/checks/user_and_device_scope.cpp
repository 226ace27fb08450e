#include <fmt/format.h>

#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "check/check.hpp"
#include "check/hello.hpp"
#include "check/reach.hpp"
#include "check/setting_place.hpp"

namespace pinwright::check::checks {

namespace {

constexpr std::string_view kUser = "./user/";
constexpr std::string_view kDevice = "./device/";
/// As in clashes.cpp: the work has to grow with the number of settings, not of pairs.
constexpr std::size_t kCompared = 200;

struct Use {
  const lower::Policy* policy = nullptr;
  const lower::Setting* setting = nullptr;
};
using UsesByPath = std::unordered_map<std::string_view, std::vector<Use>>;

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

/// PassportForWork says which scope wins, so that an overlap is enough to know that one value is lost; of other CSPs
/// nothing is said, and only settings that surely meet are worth a word.
auto meet(const Use& user, const Use& device, Reaches& reaches) -> bool {
  if (user.policy == device.policy) return true;
  const auto overlap = reaches.of(*user.policy).overlap(reaches.of(*device.policy));
  return overlap == Overlap::Sure || (overlap == Overlap::Possible && hello::is_below(user.setting->key.canonical()));
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
  UsesByPath device_uses;
  for (const auto& [path, use] : uses_of(context.deployment, kDevice)) {
    auto& uses = device_uses[path];
    if (uses.size() < kCompared) uses.push_back(use);
  }
  Reaches reaches(context.deployment);
  for (const auto& [path, use] : user_uses) {
    const auto found = device_uses.find(path);
    if (found == device_uses.end()) continue;
    for (const auto& device : found->second) {
      if (!meet(use, device, reaches)) continue;
      report(context, use, device, sink);
      break;
    }
  }
}

}  // namespace pinwright::check::checks
