#include "sandbox/resources/policy.hpp"

#include <nlohmann/json.hpp>
#include <utility>

#include "base/base64.hpp"
#include "sandbox/json_text.hpp"

namespace pinwright::sandbox {

using nlohmann::json;

const Collection kPolicies = {Kind::Policy,          Area::Intune,
                              "deviceConfiguration", "deviceManagement/deviceConfigurations",
                              kExpandsAssignments,   show_policy};

namespace {

const PolicyKind kKind = {kPolicies, "deviceConfigurationAssignment", "assignments", true, merge_policy, touch_policy};

}  // namespace

auto list_policies(const Request& request, Services& services) -> Reply { return list(request, services, kPolicies); }
auto count_policies(const Request& request, Services& services) -> Reply { return count(request, services, kPolicies); }
auto get_policy(const Request& request, Services& services) -> Reply { return get(request, services, kPolicies); }
auto create_policy(const Request& request, Services& services) -> Reply { return create(request, services, kKind); }
auto update_policy(const Request& request, Services& services) -> Reply { return update(request, services, kKind); }
auto delete_policy(const Request& request, Services& services) -> Reply { return erase(request, services, kKind); }
auto assign_policy(const Request& request, Services& services) -> Reply { return assign(request, services, kKind); }
auto list_policy_assignments(const Request& request, Services& services) -> Reply {
  return list_assignments(request, services, kKind);
}

auto reveal_policy_setting(const Request& request, Services& services) -> Reply {
  const auto row = find_as_of(request, services, Kind::Policy);
  if (!row) return not_found(Area::Intune, request.keys.front());
  const auto policy = parse_stored(row->body);
  const auto& reference = request.keys.at(1);
  for (const auto& setting : policy.value("omaSettings", json::array())) {
    if (reference.empty() || text_of(setting, "secretReferenceValueId") != reference) continue;
    auto plain = text_of(setting, "value");
    // An XML setting comes back as text although it is written as base64.
    if (text_of(setting, "@odata.type").ends_with("omaSettingStringXml")) {
      plain = base::base64_decode(plain).value_or("");
    }
    return value_reply(request, services, "Edm.String", std::move(plain));
  }
  return not_found(Area::Intune, reference);
}

}  // namespace pinwright::sandbox
