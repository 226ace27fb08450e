#include <fmt/format.h>

#include <utility>

#include "base/text.hpp"
#include "fake/store.hpp"
#include "object/from_graph.hpp"

namespace pinwright::fake {

namespace {

constexpr auto kResetService = "b8456c59-1230-44c7-a4a2-99b085333e84";
constexpr auto kResetClient = "9115dd05-fad5-4f9c-acc7-305d08b1b04e";

auto text_of(const Json& json, const char* name, const std::string& otherwise = {}) -> std::string {
  const auto found = json.find(name);
  return found != json.end() && found->is_string() ? found->get<std::string>() : otherwise;
}

auto array_of(const Json& json, const char* name) -> Json {
  const auto found = json.find(name);
  return found != json.end() && found->is_array() ? *found : Json::array();
}

auto flag_of(const Json& json, const char* name, bool otherwise) -> bool {
  const auto found = json.find(name);
  return found != json.end() && found->is_boolean() ? found->get<bool>() : otherwise;
}

auto count_of(const Json& json, const char* name) -> std::size_t {
  const auto found = json.find(name);
  return found != json.end() && found->is_number_unsigned() ? found->get<std::size_t>() : 0;
}

auto texts_of(const Json& json, const char* name) -> std::vector<std::string> {
  std::vector<std::string> texts;
  for (const auto& one : array_of(json, name)) {
    if (one.is_string()) texts.push_back(one.get<std::string>());
  }
  return texts;
}

auto overview(const Json& body, const char* name) -> plan::StatusOverview {
  const auto found = body.find(name);
  if (found == body.end()) return {};
  return {count_of(*found, "pendingCount"), count_of(*found, "notApplicableCount"),
          count_of(*found, "successCount"), count_of(*found, "errorCount"),
          count_of(*found, "failedCount"),  text_of(*found, "lastUpdateDateTime")};
}

auto device_of(Store& store, const Json& json) -> plan::ManagedDevice {
  plan::ManagedDevice device;
  device.id = text_of(json, "id");
  if (device.id.empty()) device.id = store.new_id();
  device.name = text_of(json, "deviceName");
  device.operating_system = text_of(json, "operatingSystem", "Windows");
  device.os_version = text_of(json, "osVersion");
  device.model = text_of(json, "model");
  device.sku_family = text_of(json, "skuFamily");
  device.join_type = text_of(json, "joinType", text_of(json, "deviceEnrollmentType"));
  for (const auto& action : array_of(json, "deviceActionResults")) {
    if (text_of(action, "actionName") != "resetPasscode") continue;
    device.reset = {text_of(action, "actionState"), text_of(action, "startDateTime"),
                    text_of(action, "lastUpdatedDateTime"), text_of(action, "passcode"),
                    static_cast<int>(count_of(action, "errorCode"))};
  }
  return device;
}

/// Seeds have to hold what Graph could have answered, or a test would rest on nonsense.
auto insert_checked(Store& store, object::Kind kind, Json body, const std::string& where) -> base::Result<std::string> {
  if (kind == object::Kind::Filter && !body.contains("platform")) body["platform"] = "windows10AndLater";
  if (kind == object::Kind::Policy && !object::is_policy(body)) return std::string();
  if (auto why = refusal(store, kind, body)) return base::Error{fmt::format("{}: {}", where, *why), {}};
  auto id = store.insert(kind, std::move(body));
  const auto& stored = *store.find(kind, id);
  const auto read = kind == object::Kind::Policy  ? object::policy_from_graph(stored)
                    : kind == object::Kind::Group ? object::group_from_graph(stored)
                                                  : object::filter_from_graph(stored);
  if (!read.ok()) return base::Error{fmt::format("{}: {}", where, read.error().message), {}};
  return id;
}

auto load_groups(Store& store, const Json& seed) -> base::Status {
  for (const auto& body : array_of(seed, "groups")) {
    auto id = insert_checked(store, object::Kind::Group, body, "groups");
    if (!id.ok()) return id.error();
    store.members[base::folded(id.value())] = {count_of(body, "devices"), count_of(body, "users")};
  }
  return base::Done{};
}

auto load_policies(Store& store, const Json& seed, const char* collection) -> base::Status {
  for (const auto& body : array_of(seed, collection)) {
    auto id = insert_checked(store, object::Kind::Policy, body, collection);
    if (!id.ok()) return id.error();
    if (id.value().empty()) continue;
    auto& policy = *store.find(object::Kind::Policy, id.value());
    if (auto why = assignments_refusal(store, policy["assignments"])) return base::Error{*why, {}};
    store.statuses[base::folded(id.value())] = {overview(body, "deviceStatusOverview"),
                                                overview(body, "userStatusOverview")};
  }
  return base::Done{};
}

auto load_objects(Store& store, const Json& seed) -> base::Status {
  for (const auto& body : array_of(seed, "assignmentFilters")) {
    auto id = insert_checked(store, object::Kind::Filter, body, "assignmentFilters");
    if (!id.ok()) return id.error();
  }
  for (const auto* const collection : {"deviceConfigurations", "configurationPolicies"}) {
    if (auto status = load_policies(store, seed, collection); !status.ok()) return status;
  }
  return base::Done{};
}

/// What no policy of this program is.
auto load_foreign(Store& store, const Json& seed) -> void {
  for (const auto& body : array_of(seed, "deviceConfigurations")) {
    if (!object::is_policy(body)) store.foreign["deviceConfigurations"].push_back(body);
  }
  for (const auto* const collection : {"intents", "groupPolicyConfigurations", "deviceEnrollmentConfigurations"}) {
    for (const auto& body : array_of(seed, collection)) store.foreign[collection].push_back(body);
  }
}

auto load_directory(Store& store, const Json& seed) -> void {
  auto& organization = store.organization;
  organization.display_name = text_of(seed, "displayName", organization.display_name);
  organization.mdm_authority = text_of(seed, "mdmAuthority", organization.mdm_authority);
  if (seed.contains("verifiedDomains")) organization.verified_domains = texts_of(seed, "verifiedDomains");
  if (seed.contains("servicePrincipals")) store.principals.clear();
  for (const auto& one : array_of(seed, "servicePrincipals")) {
    store.principals.push_back({store.new_id(), text_of(one, "appId"), text_of(one, "displayName"),
                                flag_of(one, "accountEnabled", true), flag_of(one, "consented", true)});
  }
  for (const auto& one : array_of(seed, "roleScopeTags")) {
    if (text_of(one, "id") != "0") store.scope_tags.push_back({text_of(one, "id"), text_of(one, "displayName")});
  }
  for (const auto& one : array_of(seed, "managedDevices")) store.devices.push_back(device_of(store, one));
  store.access.tenant_id = text_of(seed, "tokenTenantId", store.access.tenant_id);
  store.access.delegated = flag_of(seed, "delegated", false);
  if (seed.contains("permissions")) store.access.permissions = texts_of(seed, "permissions");
}

}  // namespace

auto empty_store(std::string tenant_id) -> std::shared_ptr<Store> {
  auto store = std::make_shared<Store>();
  store->organization = {tenant_id, "Contoso", {"contoso.com"}, "intune"};
  store->access = {
      std::move(tenant_id),
      {"DeviceManagementConfiguration.ReadWrite.All", "DeviceManagementRBAC.Read.All", "Group.ReadWrite.All",
       "GroupMember.Read.All", "Application.Read.All", "Directory.Read.All", "Organization.Read.All",
       "DeviceManagementManagedDevices.Read.All", "DeviceManagementManagedDevices.PrivilegedOperations.All"},
      false};
  store->scope_tags = {{"0", "Default"}};
  store->principals = {{store->new_id(), kResetService, "Microsoft Pin Reset Service Production", true, true},
                       {store->new_id(), kResetClient, "Microsoft Pin Reset Client Production", true, true}};
  return store;
}

auto load(std::string_view text) -> base::Result<std::shared_ptr<Store>> {
  const auto seed = Json::parse(text, nullptr, false);
  if (!seed.is_object()) return base::Error{"the tenant is no JSON object", {}};
  const auto tenant_id = text_of(seed, "tenantId");
  if (tenant_id.empty()) return base::Error{"`tenantId` is missing", {}};
  auto store = empty_store(tenant_id);
  store->seconds = -86'400;  // what a seed holds was made the day before
  load_directory(*store, seed);
  if (auto groups = load_groups(*store, seed); !groups.ok()) return groups.error();
  if (auto objects = load_objects(*store, seed); !objects.ok()) return objects.error();
  load_foreign(*store, seed);
  store->before_last_write = store->tables;
  store->seconds = 0;
  return store;
}

}  // namespace pinwright::fake
