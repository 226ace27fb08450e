// Clauses about reading: paging, names, ids, each part failing alone.

#include <fmt/format.h>

#include <algorithm>
#include <catch2/catch.hpp>
#include <set>

#include "contract/support.hpp"
#include "object/canonical.hpp"
#include "object/marker.hpp"

namespace pinwright::contract {

namespace {

auto lists_are_whole(ContractWorld& world) -> void {
  const std::size_t count = 2 * world.page_size() + 1;
  std::set<std::string> made;
  for (std::size_t i = 0; i < count; ++i) {
    made.insert(created(world.tenant(), plain_policy(fmt::format("Policy {}", i))).id);
  }
  CHECK(made.size() == count);
  std::set<std::string> seen;
  for (const auto& one : listed(world.tenant())) seen.insert(one.id);
  CHECK(seen == made);
}

auto lists_hold_assignments(ContractWorld& world) -> void {
  const auto id = created(world.tenant(), plain_policy("Assigned")).id;
  REQUIRE(world.tenant().assign({object::Kind::Policy, id}, {to_group(kPilotGroup)}).ok());
  const auto list = listed(world.tenant());
  REQUIRE(list.size() == 1);
  REQUIRE(list[0].assignments.size() == 1);
}

auto names_are_exact(ContractWorld& world) -> void {
  const auto found = groups_named(world.tenant(), "SG O'Brien & \"friends\" #1");
  REQUIRE(found.size() == 1);
  CHECK(found[0].id == kPilotGroup);
  CHECK(groups_named(world.tenant(), "SG Twins").size() == 2);
  CHECK(groups_named(world.tenant(), "SG").empty());
}

auto marked_groups_are_found(ContractWorld& world) -> void {
  const auto make = [&](const std::string& name, const std::string& description) {
    return created(world.tenant(), object::Group{name, description, std::nullopt}).id;
  };
  const auto marker = [](std::string_view workspace) {
    return object::Marker{1, std::string(workspace), "pilots",
                          object::tenant_mark("6f1d2c3b-4a59-4687-9a0b-1c2d3e4f5a6b")};
  };
  const auto id = make("SG Ours", object::join_description(object::Kind::Group, "pilots", marker("acme")));
  make("SG Others", object::join_description(object::Kind::Group, "pilots", marker("acme-2")));
  make("SG Last", "pilots\n" + object::to_text(marker("acme")));
  plan::Question question;
  question.marked_groups = "acme";
  const auto answer = world.tenant().ask(question);
  REQUIRE(answer.marked_groups.ok());
  const auto& found = answer.marked_groups.value();
  REQUIRE(found.size() == 1);
  CHECK(found[0].id == id);
}

auto parts_fail_alone(ContractWorld& world) -> void {
  const auto id = created(world.tenant(), plain_policy("Here")).id;
  plan::Question question;
  question.group_ids = {std::string(kNobody), std::string(kPilotGroup)};
  question.policy_ids = {{id}, {std::string(kNobody)}};
  const auto answer = world.tenant().ask(question);
  REQUIRE(answer.groups_by_id.size() == 2);
  REQUIRE_FALSE(answer.groups_by_id[0].ok());
  CHECK(answer.groups_by_id[0].error().kind == base::ErrorKind::NotFound);
  CHECK(answer.groups_by_id[1].ok());
  REQUIRE(answer.policies_by_id.size() == 2);
  CHECK(answer.policies_by_id[0].ok());
  REQUIRE_FALSE(answer.policies_by_id[1].ok());
  CHECK(answer.policies_by_id[1].error().kind == base::ErrorKind::NotFound);
}

auto a_filter_is_read_by_id(ContractWorld& world) -> void {
  plan::Question question;
  question.filter_ids = {std::string(kNobody), "0e1f2a3b-4c5d-4e6f-8a9b-0c1d2e3f4a5b"};
  const auto answer = world.tenant().ask(question);
  REQUIRE(answer.filters_by_id.size() == 2);
  REQUIRE_FALSE(answer.filters_by_id[0].ok());
  CHECK(answer.filters_by_id[0].error().kind == base::ErrorKind::NotFound);
  REQUIRE(answer.filters_by_id[1].ok());
  plan::Question all;
  all.filters = true;
  const auto list = world.tenant().ask(all).filters;
  REQUIRE(list.ok());
  CHECK(object::live_hash(answer.filters_by_id[1].value()) == object::live_hash(list.value().at(0)));
}

auto the_tenant_says_who_it_is(ContractWorld& world) -> void {
  const auto access = world.tenant().access();
  REQUIRE(access.ok());
  CHECK(access.value().tenant_id == kTenant);
  CHECK_FALSE(access.value().permissions.empty());
  plan::Question question;
  question.organization = true;
  const auto answer = world.tenant().ask(question);
  REQUIRE(answer.organization.ok());
  CHECK(answer.organization.value().tenant_id == kTenant);
  auto domains = answer.organization.value().verified_domains;
  std::sort(domains.begin(), domains.end());
  CHECK(domains == std::vector<std::string>{"contoso.com", "contoso.onmicrosoft.com"});
}

auto scope_tags_are_listed(ContractWorld& world) -> void {
  plan::Question question;
  question.scope_tags = true;
  const auto answer = world.tenant().ask(question);
  REQUIRE(answer.scope_tags.ok());
  std::set<std::string> tags;
  for (const auto& tag : answer.scope_tags.value()) tags.insert(tag.id + " " + tag.display_name);
  CHECK(tags == std::set<std::string>{"0 Default", "7 Field"});
}

auto members_are_counted(ContractWorld& world) -> void {
  plan::Question question;
  question.count_groups = {std::string(kPilotGroup), std::string(kKioskGroup)};
  const auto answer = world.tenant().ask(question);
  REQUIRE(answer.counts.size() == 2);
  REQUIRE(answer.counts[0].ok());
  CHECK(answer.counts[0].value().devices == 3);
  CHECK(answer.counts[0].value().users == 2);
  REQUIRE(answer.counts[1].ok());
  CHECK(answer.counts[1].value().devices == 0);
}

auto applications_are_found(ContractWorld& world) -> void {
  plan::Question question;
  question.applications = {"b8456c59-1230-44c7-a4a2-99b085333e84", std::string(kNobody),
                           "9115dd05-fad5-4f9c-acc7-305d08b1b04e"};
  const auto answer = world.tenant().ask(question);
  REQUIRE(answer.applications.size() == 3);
  for (const auto& one : answer.applications) REQUIRE(one.ok());
  REQUIRE(answer.applications[0].value().has_value());
  CHECK(answer.applications[0].value()->enabled);
  CHECK_FALSE(answer.applications[1].value().has_value());
  REQUIRE(answer.applications[2].value().has_value());
  CHECK_FALSE(answer.applications[2].value()->enabled);
}

auto devices_are_found(ContractWorld& world) -> void {
  auto& devices = world.tenant().devices();
  const auto by_name = devices.find("DESKTOP-1");
  REQUIRE(by_name.ok());
  REQUIRE(by_name.value().size() == 1);
  const auto id = by_name.value()[0].id;
  CHECK(id == "d1d2d3d4-0000-4000-8000-00000000d001");
  CHECK(by_name.value()[0].operating_system == "Windows");
  const auto by_id = devices.find(id);
  REQUIRE(by_id.ok());
  CHECK(by_id.value().size() == 1);
  const auto unknown = devices.find("DESKTOP-2");
  REQUIRE(unknown.ok());
  CHECK(unknown.value().empty());
  REQUIRE_FALSE(devices.read(std::string(kNobody)).ok());
  CHECK(devices.read(std::string(kNobody)).error().kind == base::ErrorKind::NotFound);
}

/// A tenant of which nobody said which definitions it has has them all.
auto definitions_are_known(ContractWorld& world) -> void {
  plan::Question question;
  question.definitions = {"device_vendor_msft_passportforwork_{tenantid}_policies_enablepinrecovery",
                          "user_vendor_msft_policy_config_word16v2~policy~l_word_l_option"};
  const auto answer = world.tenant().ask(question);
  REQUIRE(answer.definitions.size() == 2);
  for (const auto& one : answer.definitions) CHECK(one.ok());
}

}  // namespace

auto reading_clauses() -> std::vector<Clause> {
  return {
      {"a list is whole, however many pages it has", lists_are_whole},
      {"a list of policies holds their assignments", lists_hold_assignments},
      {"a group is found by exactly its name, any characters", names_are_exact},
      {"groups are found by what their description begins with", marked_groups_are_found},
      {"each part of a question fails alone", parts_fail_alone},
      {"a filter is read by its id, and is what the list shows", a_filter_is_read_by_id},
      {"the tenant says who it is", the_tenant_says_who_it_is},
      {"scope tags are listed, the built-in one too", scope_tags_are_listed},
      {"members of a group are counted", members_are_counted},
      {"applications are found by their id", applications_are_found},
      {"devices are found by name and id", devices_are_found},
      {"definitions of the settings catalog are known by their id", definitions_are_known},
  };
}

}  // namespace pinwright::contract
