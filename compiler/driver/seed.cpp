#include "driver/seed.hpp"

#include <fmt/format.h>

#include <map>
#include <nlohmann/json.hpp>
#include <set>
#include <utility>

#include "base/sha256.hpp"
#include "lower/lower.hpp"
#include "object/to_graph.hpp"
#include "object/well_known.hpp"

namespace pinwright::driver {

namespace {

using Json = nlohmann::ordered_json;

/// Members of a seeded group: enough for a plan to have something to say.
constexpr int kMembers = 25;
constexpr std::string_view kFilterRule = R"((device.deviceOwnership -eq "Corporate"))";

/// A version 4 GUID that is the same in every run.
auto guid_of(std::string_view kind, std::string_view tenant_id, std::string_view name) -> std::string {
  auto hex = base::hex(base::sha256(fmt::format("{}\n{}\n{}", kind, tenant_id, name)));
  hex[12] = '4';
  hex[16] = '8';
  return fmt::format("{}-{}-{}-{}-{}", hex.substr(0, 8), hex.substr(8, 4), hex.substr(12, 4), hex.substr(16, 4),
                     hex.substr(20, 12));
}

/// What one tenant's policies look up. Keys are display names, or ids where only these are known.
struct LookedUp {
  std::map<std::string, Json> groups, filters;
  std::set<std::string> scope_tags;
};

class TenantSeed {
 public:
  explicit TenantSeed(const lower::Deployment& deployment)
      : deployment_(deployment), tenant_id_(deployment.tenant->value.tenant_id.value) {
    for (const auto& group : deployment.groups) made_groups_.insert(group.key);
    for (const auto& filter : deployment.filters) made_filters_.insert(filter.key);
  }

  auto run() -> Json {
    for (const auto& policy : deployment_.policies) look_at(policy);
    const auto& tenant = deployment_.tenant->value;
    const auto& name = deployment_.tenant->name.value;
    const auto domain = tenant.primary_domain ? tenant.primary_domain->value : name + ".onmicrosoft.com";
    Json json{{"tenantId", tenant_id_}, {"displayName", name}, {"verifiedDomains", Json::array({domain})}};
    json["groups"] = values_of(found_.groups);
    json["servicePrincipals"] = Json::array();
    for (const auto application : {object::kPinResetService, object::kPinResetClient}) {
      json["servicePrincipals"].push_back({{"appId", application}, {"accountEnabled", true}, {"consented", true}});
    }
    json["deviceConfigurations"] = Json::array();
    json["assignmentFilters"] = values_of(found_.filters);
    json["roleScopeTags"] = scope_tags();
    json["managedDevices"] = Json::array();
    return json;
  }

 private:
  static auto values_of(const std::map<std::string, Json>& map) -> Json {
    auto list = Json::array();
    for (const auto& [name, json] : map) list.push_back(json);
    return list;
  }

  auto look_at(const lower::Policy& policy) -> void {
    for (const auto& target : policy.targets) {
      if (target.group != nullptr) add_group(target);
      if (target.filter != nullptr) add_filter(target.assignment.filter->filter);
    }
    if (!policy.scope_tags) return;
    for (const auto& tag : *policy.scope_tags) {
      if (object::scope_tag_id(tag.value).front() == '{') found_.scope_tags.insert(tag.value);
    }
  }

  auto add_group(const lower::Target& target) -> void {
    const auto& group = target.assignment.group;
    if (made_groups_.contains(group.key)) return;
    const auto name = group.display_name.empty() ? group.key : group.display_name;
    const bool has_devices =
        !target.group->value.members || target.group->value.members->value != model::Members::Users;
    const bool has_users = target.group->value.members && target.group->value.members->value != model::Members::Devices;
    found_.groups[group.id.empty() ? name : group.id] = {
        {"id", group.id.empty() ? guid_of("group", tenant_id_, name) : group.id},
        {"displayName", name},
        {"devices", has_devices ? kMembers : 0},
        {"users", has_users ? kMembers : 0}};
  }

  auto add_filter(const object::Reference& filter) -> void {
    if (made_filters_.contains(filter.key)) return;
    const auto name = filter.display_name.empty() ? filter.key : filter.display_name;
    found_.filters[filter.id.empty() ? name : filter.id] = {
        {"id", filter.id.empty() ? guid_of("filter", tenant_id_, name) : filter.id},
        {"displayName", name},
        {"platform", object::kWindowsPlatform},
        {"rule", kFilterRule}};
  }

  /// "0" is Default's, in every tenant.
  auto scope_tags() const -> Json {
    auto list = Json::array();
    for (const auto& name : found_.scope_tags) {
      list.push_back({{"id", std::to_string(list.size() + 1)}, {"displayName", name}});
    }
    return list;
  }

  const lower::Deployment& deployment_;
  std::string tenant_id_;
  std::set<std::string, std::less<>> made_groups_, made_filters_;
  LookedUp found_;
};

}  // namespace

auto make_seed(const Loaded& loaded) -> std::string {
  Json seed;
  seed["tenants"] = Json::array();
  for (const auto& tenant : loaded.workspace.tenants.all()) {
    diag::Sink reported_before;
    const auto deployment = lower::lower(loaded.input(), &tenant, reported_before);
    seed["tenants"].push_back(TenantSeed(deployment).run());
  }
  return seed.dump(2) + "\n";
}

}  // namespace pinwright::driver
