#include "csp/settings_catalog.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "base/text.hpp"

namespace pinwright::csp {
namespace {

/// Native definitions that have a successor, in Microsoft's list of March 2025.
constexpr std::array<std::string_view, 9> kSucceeded = {
    "device_vendor_msft_policy_config_devicehealthmonitoring_configdevicehealthmonitoringuploaddestination",
    "device_vendor_msft_policy_config_internetexplorer_disableinternetexplorerapp",
    "device_vendor_msft_policy_config_localpoliciessecurityoptions_interactivelogon_machineinactivitylimit",
    "device_vendor_msft_policy_config_update_autorestartnotificationschedule",
    "device_vendor_msft_policy_config_update_disablewufbsafeguards",
    "device_vendor_msft_policy_config_update_scheduleimminentrestartwarning",
    "device_vendor_msft_policy_config_windowsai_setmaximumstoragespaceforrecallsnapshots",
    "user_vendor_msft_policy_config_internetexplorer_disableinternetexplorerapp",
    "user_vendor_msft_policy_config_windowsai_setmaximumstoragespaceforrecallsnapshots"};

/// Ids that are not the node's path.
constexpr std::array<std::pair<std::string_view, std::string_view>, 1> kOthers = {
    {{"device_vendor_msft_defender_configuration_tamperprotection",
      "vendor_msft_defender_configuration_tamperprotection"}}};

auto behind(std::string_view id, std::string_view piece) -> std::string {
  return std::string(id) + '_' + base::folded(piece);
}

}  // namespace

auto settings_catalog_id(const Node& node) -> std::string {
  std::string id = base::folded(node.uri());
  if (id.starts_with("./")) id.erase(0, 2);
  std::replace(id.begin(), id.end(), '/', '_');
  for (const auto& [by_rule, other] : kOthers) {
    if (id == by_rule) return std::string(other);
  }
  const bool succeeded = std::find(kSucceeded.begin(), kSucceeded.end(), id) != kSucceeded.end();
  return succeeded ? id + "_v2" : id;
}

auto settings_catalog_child_id(std::string_view policy_id, std::string_view element_id) -> std::string {
  return behind(policy_id, element_id);
}

auto settings_catalog_option_id(std::string_view definition_id, std::string_view value) -> std::string {
  return behind(definition_id, value);
}

}  // namespace pinwright::csp
