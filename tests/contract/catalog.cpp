// Clauses about policies of the settings catalog.

#include <algorithm>
#include <catch2/catch.hpp>

#include "contract/support.hpp"
#include "object/canonical.hpp"

namespace pinwright::contract {

namespace {

using object::DataType;
using object::Kind;
using object::Target;

auto catalog_setting(std::string uri, DataType type, object::SettingValue value) -> object::Setting {
  object::Setting made;
  made.key = object::SettingKey::of_oma_uri(std::move(uri));
  made.type = type;
  made.value = std::move(value);
  return made;
}

/// A choice, a number, a text, a list, and two settings of one group.
auto catalog_policy(std::string display_name) -> object::Policy {
  const std::string config = "./Device/Vendor/MSFT/Policy/Config/";
  const std::string hello = "./Device/Vendor/MSFT/PassportForWork/{TenantId}/Policies/";
  object::Policy made;
  made.target = Target::SettingsCatalog;
  made.display_name = std::move(display_name);
  made.description = "about";
  made.settings = {
      catalog_setting(config + "Connectivity/AllowBluetooth", DataType::Integer, std::int32_t{0}),
      catalog_setting(config + "DeviceLock/MaxInactivityTimeDeviceLock", DataType::Integer, std::int32_t{15}),
      catalog_setting(config + "Authentication/ConfigureWebSignInAllowedUrls", DataType::String,
                      std::string("sts.contoso.com;sts2.contoso.com")),
      catalog_setting(hello + "EnablePinRecovery", DataType::Boolean, true),
      catalog_setting(hello + "PINComplexity/MinimumPINLength", DataType::Integer, std::int32_t{6})};
  return made;
}

auto whole(plan::Tenant& tenant, const std::string& id) -> object::Live {
  plan::Question question;
  question.policy_ids = {{id, Target::SettingsCatalog}};
  auto answer = tenant.ask(question);
  REQUIRE(answer.policies_by_id.size() == 1);
  REQUIRE(answer.policies_by_id[0].ok());
  return std::move(answer.policies_by_id[0]).value();
}

auto listed_whole(plan::Tenant& tenant, plan::WholePolicies wanted) -> object::Live {
  plan::Question question;
  question.policies = true;
  question.whole = std::move(wanted);
  auto answer = tenant.ask(question);
  REQUIRE(answer.policies.ok());
  REQUIRE(answer.policies.value().size() == 1);
  return answer.policies.value().front();
}

auto catalog_policy_is_read_back(ContractWorld& world) -> void {
  auto declared = catalog_policy("Catalog");
  declared.scope_tags = {{"Default", "Default", "0"}, {"Field", "Field", std::string(kScopeTag)}};
  const auto made = created(world.tenant(), declared);
  CHECK(made.has_settings);
  CHECK(paths(made.object, declared).empty());
  CHECK(as_policy(made).target == Target::SettingsCatalog);
  const auto now = whole(world.tenant(), made.id);
  CHECK(paths(now.object, declared).empty());
  for (int i = 0; i < 5; ++i) CHECK(live_hash(whole(world.tenant(), made.id)) == live_hash(made));
}

auto lists_leave_settings_out(ContractWorld& world) -> void {
  const auto declared = catalog_policy("Catalog");
  const auto made = created(world.tenant(), declared);
  const auto bare = listed_whole(world.tenant(), {});
  CHECK_FALSE(bare.has_settings);
  CHECK(as_policy(bare).settings.empty());
  plan::WholePolicies by_id;
  by_id.ids = {made.id};
  plan::WholePolicies all;
  all.all = true;
  for (const auto& wanted : {by_id, all}) {
    const auto found = listed_whole(world.tenant(), wanted);
    CHECK(found.has_settings);
    CHECK(paths(found.object, declared).empty());
    CHECK(live_hash(found) == live_hash(made));
  }
}

auto put_replaces_all(ContractWorld& world) -> void {
  auto declared = catalog_policy("Catalog");
  declared.scope_tags = {{"Field", "Field", std::string(kScopeTag)}};
  const auto made = created(world.tenant(), declared);
  REQUIRE(world.tenant().assign(object::address_of(made), {to_group(kPilotGroup)}).ok());
  auto changed = catalog_policy("Renamed");
  changed.settings.resize(2);
  REQUIRE(world.tenant().update(made.id, changed).ok());
  const auto now = whole(world.tenant(), made.id);
  CHECK(paths(now.object, changed).empty());
  CHECK(as_policy(now).settings.size() == 2);
  CHECK(now.assignments.size() == 1);
  // What the body does not hold is gone: who writes it has to put in what is to stay.
  REQUIRE(as_policy(now).scope_tags);
  CHECK(as_policy(now).scope_tags->size() == 1);
  CHECK(as_policy(now).scope_tags->front().id == "0");
}

auto names_are_patched_alone(ContractWorld& world) -> void {
  const auto declared = catalog_policy("Catalog");
  const auto made = created(world.tenant(), declared);
  auto renamed = catalog_policy("Renamed");
  renamed.description = "another";
  renamed.settings.clear();
  REQUIRE(world.tenant().describe(made.id, renamed).ok());
  renamed.settings = declared.settings;
  CHECK(paths(whole(world.tenant(), made.id).object, renamed).empty());
}

auto each_target_has_its_collection(ContractWorld& world) -> void {
  auto& tenant = world.tenant();
  const auto made = created(tenant, catalog_policy("Catalog"));
  plan::Question question;
  question.policy_ids = {{made.id, Target::Custom}};
  const auto answer = tenant.ask(question);
  REQUIRE_FALSE(answer.policies_by_id.at(0).ok());
  CHECK(answer.policies_by_id.at(0).error().kind == base::ErrorKind::NotFound);
  check_kind(tenant.assign({Kind::Policy, made.id, Target::Custom}, {}), base::ErrorKind::NotFound);
  REQUIRE(tenant.remove({Kind::Policy, made.id, Target::Custom}).ok());
  CHECK(holds(listed(tenant), made.id));
  REQUIRE(tenant.remove(object::address_of(made)).ok());
  CHECK_FALSE(holds(listed(tenant), made.id));
}

}  // namespace

auto catalog_clauses() -> std::vector<Clause> {
  return {
      {"a policy of the settings catalog is read back as it was created", catalog_policy_is_read_back},
      {"a list leaves the settings out but for those that are asked for", lists_leave_settings_out},
      {"an update of a policy of the settings catalog replaces all but its assignments", put_replaces_all},
      {"the names of a policy of the settings catalog are changed alone", names_are_patched_alone},
      {"each target has a collection of its own", each_target_has_its_collection},
  };
}

}  // namespace pinwright::contract
