#include <fmt/format.h>

#include <algorithm>
#include <string_view>

#include "check/check.hpp"
#include "check/reach.hpp"
#include "check/setting_place.hpp"

namespace pinwright::check::checks {

namespace {

auto first_setting(const lower::Policy& policy, std::string_view scope) -> const lower::Setting* {
  const auto is_it = [&](const lower::Setting& setting) {
    return setting.node.valid() && std::string_view(setting.key.canonical()).substr(0, scope.size()) == scope;
  };
  const auto found = std::find_if(policy.settings.begin(), policy.settings.end(), is_it);
  return found == policy.settings.end() ? nullptr : &*found;
}

auto first_target(const lower::Policy& policy, Audience wanted) -> const lower::Target* {
  const auto is_it = [&](const lower::Target& target) {
    return !target.assignment.exclude && audience(target) == wanted;
  };
  const auto found = std::find_if(policy.targets.begin(), policy.targets.end(), is_it);
  return found == policy.targets.end() ? nullptr : &*found;
}

struct Pairing {
  std::string_view scope;
  Audience audience;
  std::string_view message, help, label;
};

constexpr Pairing kUserToDevices = {
    "./user/", Audience::Devices, "settings of users are assigned to devices: `{}`",
    "every user of these devices gets them; a device without a signed-in user reports them as not applicable at first",
    "a setting of the user"};
constexpr Pairing kDeviceToUsers = {"./device/", Audience::Users, "settings of devices are assigned to users: `{}`",
                                    "a device gets them when one of these users syncs, and they then hold for "
                                    "everybody who uses it; assign them to devices where that matters",
                                    "a setting of the device"};

auto check_pairing(const PolicyContext& context, const Pairing& pairing, diag::Sink& sink) -> void {
  const auto* target = first_target(context.policy, pairing.audience);
  if (target == nullptr) return;
  const auto* setting = first_setting(context.policy, pairing.scope);
  if (setting == nullptr) return;
  auto found =
      finding(context.in, diag::Code::AssignmentScope, target->declared->span, path_of(context.policy, *target),
              fmt::format(fmt::runtime(pairing.message), target->declared->group.value), std::string(pairing.help));
  found.labels.push_back({place_in(context.policy, *setting).span, std::string(pairing.label)});
  sink.add(std::move(found));
}

}  // namespace

auto assignment_scope(const PolicyContext& context, diag::Sink& sink) -> void {
  check_pairing(context, kUserToDevices, sink);
  check_pairing(context, kDeviceToUsers, sink);
}

}  // namespace pinwright::check::checks
