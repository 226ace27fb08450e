// Clauses about objects: create, read back, mask and reveal, update, assign, remove.

#include <algorithm>
#include <catch2/catch.hpp>

#include "contract/support.hpp"
#include "object/canonical.hpp"
#include "support/described.hpp"

namespace pinwright::contract {

namespace {

using object::Assignment;
using object::Kind;

auto create_and_read_back(ContractWorld& world) -> void {
  const auto declared = full_policy();
  const auto answered = created(world.tenant(), declared);
  CHECK_FALSE(answered.id.empty());
  CHECK_FALSE(answered.created.empty());
  CHECK_FALSE(answered.last_modified.empty());
  CHECK(answered.assignments.empty());
  CHECK(paths(revealed(world.tenant(), answered).object, declared).empty());
  CHECK(paths(revealed(world.tenant(), policy(world.tenant(), answered.id)).object, declared).empty());
  const auto list = listed(world.tenant());
  REQUIRE(holds(list, answered.id));
  for (int i = 0; i < 5; ++i) CHECK(live_hash(policy(world.tenant(), answered.id)) == live_hash(answered));
}

auto mask_and_reveal(ContractWorld& world) -> void {
  const auto first = created(world.tenant(), full_policy());
  const auto now = policy(world.tenant(), first.id);
  std::size_t masks = 0;
  for (const auto& one : as_policy(now).settings) {
    const auto* mask = std::get_if<object::Masked>(&one.value);
    const bool is_text = one.type == object::DataType::String || one.type == object::DataType::StringXml ||
                         one.type == object::DataType::Base64;
    CHECK((mask != nullptr) == is_text);
    if (mask == nullptr) continue;
    ++masks;
    CHECK_FALSE(mask->reference.empty());
  }
  CHECK(masks == 3);
}

auto old_references_reveal_nothing(ContractWorld& world) -> void {
  auto declared = plain_policy("Secret");
  declared.settings = {setting(object::DataType::String, "one", "Text")};
  const auto first = created(world.tenant(), declared);
  const auto old_mask = std::get<object::Masked>(as_policy(policy(world.tenant(), first.id)).settings.at(0).value);
  declared.settings[0].value = "two";
  REQUIRE(world.tenant().update(first.id, declared).ok());
  plan::Question question;
  question.masked = {{first.id, old_mask.reference}};
  const auto answer = world.tenant().ask(question);
  REQUIRE(answer.plain_texts.size() == 1);
  REQUIRE_FALSE(answer.plain_texts[0].ok());
  CHECK(answer.plain_texts[0].error().kind == base::ErrorKind::NotFound);
  const auto now = revealed(world.tenant(), policy(world.tenant(), first.id));
  CHECK(as_policy(now).settings.at(0).value == object::SettingValue("two"));
}

auto update_replaces_settings(ContractWorld& world) -> void {
  const auto first = created(world.tenant(), full_policy());
  auto changed = plain_policy("Renamed");
  changed.description.reset();
  changed.settings = {setting(object::DataType::Integer, 6, "Number")};
  REQUIRE(world.tenant().update(first.id, changed).ok());
  const auto now = policy(world.tenant(), first.id);
  CHECK(paths(now.object, changed).empty());
  CHECK(as_policy(now).settings.size() == 1);
  // What the update does not manage stays.
  CHECK(as_policy(now).description == "about");
  REQUIRE(as_policy(now).scope_tags);
  CHECK(as_policy(now).scope_tags->size() == 2);
  CHECK(live_hash(now) != live_hash(first));
}

auto describe_changes_nothing_else(ContractWorld& world) -> void {
  const auto declared = full_policy();
  const auto first = created(world.tenant(), declared);
  REQUIRE(world.tenant().assign({Kind::Policy, first.id}, {to_group(kPilotGroup)}).ok());
  REQUIRE(world.tenant().describe(first.id, described(Kind::Policy, "another")).ok());
  const auto now = revealed(world.tenant(), policy(world.tenant(), first.id));
  auto wanted = declared;
  wanted.description = "another";
  CHECK(paths(now.object, wanted).empty());
  CHECK(now.assignments.size() == 1);
  REQUIRE(world.tenant().describe(std::string(kFilter), described(Kind::Filter, "what for")).ok());
  CHECK(object::description_of(filters(world.tenant()).at(0).object) == "what for");
}

auto assign_replaces_all(ContractWorld& world) -> void {
  auto& tenant = world.tenant();
  const auto id = created(tenant, plain_policy("Assigned")).id;
  const auto check = [&](const std::vector<Assignment>& wanted) {
    REQUIRE(tenant.assign({Kind::Policy, id}, wanted).ok());
    CHECK(object::canonical_assignments(policy(tenant, id).assignments) == object::canonical_assignments(wanted));
  };
  auto filtered = to_group(kPilotGroup);
  filtered.filter = object::FilterUse{{"", "", std::string(kFilter)}, true};
  check({filtered, to_group(kKioskGroup, true)});
  Assignment everyone;
  everyone.target = Assignment::Target::AllUsers;
  Assignment devices;
  devices.target = Assignment::Target::AllDevices;
  devices.filter = object::FilterUse{{"", "", std::string(kFilter)}, false};
  check({everyone, devices});
  check({to_group(kPilotGroup)});
  check({});
}

auto assign_refuses_unknown_group(ContractWorld& world) -> void {
  const auto id = created(world.tenant(), plain_policy("Assigned")).id;
  REQUIRE(world.tenant().assign({Kind::Policy, id}, {to_group(kPilotGroup)}).ok());
  check_kind(world.tenant().assign({Kind::Policy, id}, {to_group(kNobody)}), base::ErrorKind::Refused);
  CHECK(object::canonical_assignments(policy(world.tenant(), id).assignments) ==
        object::canonical_assignments({to_group(kPilotGroup)}));
}

auto absent_objects_are_not_found(ContractWorld& world) -> void {
  auto& tenant = world.tenant();
  const std::string nobody(kNobody);
  check_kind(tenant.update(nobody, plain_policy("x")), base::ErrorKind::NotFound);
  check_kind(tenant.describe(nobody, described(Kind::Policy, "x")), base::ErrorKind::NotFound);
  check_kind(tenant.assign({Kind::Policy, nobody}, {}), base::ErrorKind::NotFound);
  // What is to go and is not there is gone.
  for (const auto kind : {Kind::Policy, Kind::Filter}) CHECK(tenant.remove({kind, nobody}).ok());
}

auto groups_are_never_deleted(ContractWorld& world) -> void {
  check_kind(world.tenant().remove({Kind::Group, std::string(kPilotGroup)}), base::ErrorKind::Refused);
  CHECK(groups_named(world.witness(), "SG O'Brien & \"friends\" #1").size() == 1);
}

auto removed_policy_is_gone(ContractWorld& world) -> void {
  const auto id = created(world.tenant(), plain_policy("Short-lived")).id;
  REQUIRE(world.tenant().remove({Kind::Policy, id}).ok());
  CHECK_FALSE(holds(listed(world.tenant()), id));
  CHECK(world.tenant().remove({Kind::Policy, id}).ok());
}

auto duplicate_name_is_allowed(ContractWorld& world) -> void {
  const auto first = created(world.tenant(), plain_policy("Twin"));
  const auto second = created(world.tenant(), plain_policy("Twin"));
  CHECK(first.id != second.id);
  CHECK(count_named(world.tenant(), "Twin") == 2);
}

auto filter_in_use_stays(ContractWorld& world) -> void {
  auto& tenant = world.tenant();
  const auto id = created(tenant, plain_policy("Filtered")).id;
  auto filtered = to_group(kPilotGroup);
  filtered.filter = object::FilterUse{{"", "", std::string(kFilter)}, false};
  REQUIRE(tenant.assign({Kind::Policy, id}, {filtered}).ok());
  check_kind(tenant.remove({Kind::Filter, std::string(kFilter)}), base::ErrorKind::Refused);
  CHECK(holds(filters(tenant), std::string(kFilter)));
  REQUIRE(tenant.assign({Kind::Policy, id}, {}).ok());
  REQUIRE(tenant.remove({Kind::Filter, std::string(kFilter)}).ok());
  CHECK(filters(tenant).empty());
}

auto filters_are_made_and_changed(ContractWorld& world) -> void {
  object::Filter declared{"Personal", "not ours", "(device.deviceOwnership -eq \"Personal\")", "windows10AndLater"};
  const auto made = created(world.tenant(), declared);
  CHECK(paths(made.object, declared).empty());
  declared.rule = "(device.deviceName -startsWith \"P\")";
  REQUIRE(world.tenant().update(made.id, declared).ok());
  const auto list = filters(world.tenant());
  const auto found = std::find_if(list.begin(), list.end(), [&](const auto& one) { return one.id == made.id; });
  REQUIRE(found != list.end());
  CHECK(paths(found->object, declared).empty());
}

auto groups_are_made_and_changed(ContractWorld& world) -> void {
  object::Group declared{"SG Company", "all of them", "(device.deviceOwnership -eq \"Company\")"};
  const auto made = created(world.tenant(), declared);
  CHECK(paths(made.object, declared).empty());
  declared.membership_rule = "(device.deviceOwnership -eq \"Personal\")";
  REQUIRE(world.tenant().update(made.id, declared).ok());
  auto found = groups_named(world.tenant(), "SG Company");
  REQUIRE(found.size() == 1);
  CHECK(paths(found[0].object, declared).empty());
  declared.membership_rule.reset();
  REQUIRE(world.tenant().update(made.id, declared).ok());
  CHECK(paths(groups_named(world.tenant(), "SG Company").at(0).object, declared).empty());
}

}  // namespace

auto object_clauses() -> std::vector<Clause> {
  return {
      {"a policy is read back as it was created", create_and_read_back},
      {"texts are masked, other values are not", mask_and_reveal},
      {"the reference of an older write reveals nothing", old_references_reveal_nothing},
      {"an update replaces the settings and leaves what it does not manage", update_replaces_settings},
      {"a new description changes nothing else", describe_changes_nothing_else},
      {"assign replaces the whole set", assign_replaces_all},
      {"an assignment to no group is refused, and nothing is done", assign_refuses_unknown_group},
      {"what is absent is not found", absent_objects_are_not_found},
      {"a group is never deleted", groups_are_never_deleted},
      {"a removed policy is gone", removed_policy_is_gone},
      {"two policies may have one name", duplicate_name_is_allowed},
      {"a filter in use is not removed", filter_in_use_stays},
      {"filters are made and changed", filters_are_made_and_changed},
      {"groups are made and changed", groups_are_made_and_changed},
  };
}

}  // namespace pinwright::contract
