#include <nlohmann/json.hpp>
#include <optional>

#include "sandbox/json_text.hpp"
#include "sandbox/resources/policy.hpp"

namespace pinwright::sandbox {

using nlohmann::json;

namespace {

/// Every member of an assigned group has taken the policy: nothing here makes a device fail.
auto overview(const Request& request, Services& services, std::string_view member, std::string_view type,
              std::string_view path) -> Reply {
  json policy;
  std::size_t reached = 0;
  {
    Store::Transaction transaction(services.store);
    const auto row = transaction.find(request.who.tenant, Kind::Policy, request.keys.front());
    if (!row) return not_found(Area::Intune, request.keys.front());
    policy = parse_stored(row->body);
    for (const auto& assignment : policy.value("assignments", json::array())) {
      const auto& target = assignment.at("target");
      if (!text_of(target, "@odata.type").ends_with(".groupAssignmentTarget")) continue;
      const auto group = transaction.find(request.who.tenant, Kind::Group, text_of(target, "groupId"));
      if (group) reached += parse_stored(group->body).value(member, std::size_t{0});
    }
  }
  const auto number = static_cast<std::int64_t>(reached);
  json body = {{"@odata.type", type},
               {"id", policy.at("id")},
               {"pendingCount", 0},
               {"notApplicableCount", 0},
               {"successCount", number},
               {"errorCount", 0},
               {"failedCount", 0},
               {"lastUpdateDateTime", policy.at("lastModifiedDateTime")},
               {"configurationVersion", policy.at("version")}};
  return object_reply(request, services, path, std::move(body));
}

}  // namespace

auto policy_device_overview(const Request& request, Services& services) -> Reply {
  return overview(request, services, "devices", "#microsoft.graph.deviceConfigurationDeviceOverview",
                  "deviceManagement/deviceConfigurations/deviceStatusOverview/$entity");
}

auto policy_user_overview(const Request& request, Services& services) -> Reply {
  return overview(request, services, "users", "#microsoft.graph.deviceConfigurationUserOverview",
                  "deviceManagement/deviceConfigurations/userStatusOverview/$entity");
}

}  // namespace pinwright::sandbox
