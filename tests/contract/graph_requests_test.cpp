// How much a plan asks for, and what a trace of it shows: connect() over the sandbox.

#include <fmt/format.h>

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "contract/sandbox_rig.hpp"
#include "contract/tenant_contract.hpp"
#include "object/policy.hpp"

namespace pinwright::contract {

namespace {

using nlohmann::json;
using object::DataType;
using object::Policy;
using object::Setting;

constexpr std::size_t kPolicies = 200;
constexpr std::size_t kSettings = 5;
constexpr std::size_t kGroups = 10;
constexpr std::string_view kCanary = "canary-of-a-value";

auto group_id(std::size_t i) -> std::string { return fmt::format("aaaabbbb-cccc-4ddd-8eee-{:012}", i); }

auto setting(std::size_t i, bool is_text) -> json {
  json made{{"@odata.type", is_text ? "#microsoft.graph.omaSettingString" : "#microsoft.graph.omaSettingInteger"},
            {"displayName", fmt::format("S{}", i)},
            {"omaUri", fmt::format("./Device/Vendor/MSFT/Policy/Config/Area/S{}", i)}};
  made["value"] = is_text ? json(fmt::format("{} {}", kCanary, i)) : json(i);
  return made;
}

/// Policies whose settings are all texts, which Intune encrypts, or all numbers.
auto fleet(bool are_texts) -> std::string {
  json tenant{
      {"tenantId", kTenant},
      {"displayName", "Contoso"},
      {"verifiedDomains", {"contoso.com"}},
      {"servicePrincipals",
       {{{"appId", "b8456c59-1230-44c7-a4a2-99b085333e84"}}, {{"appId", "9115dd05-fad5-4f9c-acc7-305d08b1b04e"}}}},
      {"roleScopeTags", {{{"id", "7"}, {"displayName", "Field"}}}}};
  for (std::size_t i = 0; i < kGroups; ++i) {
    tenant["groups"].push_back({{"id", group_id(i)}, {"displayName", fmt::format("G{}", i)}, {"devices", i}});
  }
  for (std::size_t i = 0; i < 3; ++i) {
    tenant["assignmentFilters"].push_back({{"id", fmt::format("0e1f2a3b-4c5d-4e6f-8a9b-{:012}", i)},
                                           {"displayName", fmt::format("F{}", i)},
                                           {"platform", "windows10AndLater"},
                                           {"rule", "(device.deviceOwnership -eq \"Corporate\")"}});
  }
  for (std::size_t i = 0; i < kPolicies; ++i) {
    json policy{{"@odata.type", "#microsoft.graph.windows10CustomConfiguration"},
                {"displayName", fmt::format("P{}", i)}};
    for (std::size_t s = 0; s < kSettings; ++s) policy["omaSettings"].push_back(setting(s, are_texts));
    policy["assignments"] = {
        {{"target", {{"@odata.type", "#microsoft.graph.groupAssignmentTarget"}, {"groupId", group_id(i % kGroups)}}}}};
    tenant["deviceConfigurations"].push_back(std::move(policy));
  }
  return tenant.dump();
}

auto by_name() -> plan::Question {
  plan::Question question;
  question.organization = question.policies = question.filters = question.scope_tags = true;
  for (std::size_t i = 0; i < kGroups; ++i) question.group_names.push_back(fmt::format("G{}", i));
  question.applications = {"b8456c59-1230-44c7-a4a2-99b085333e84", "9115dd05-fad5-4f9c-acc7-305d08b1b04e"};
  return question;
}

auto by_id(const std::vector<object::Live>& policies) -> plan::Question {
  plan::Question question;
  for (std::size_t i = 0; i < kGroups; ++i) question.count_groups.push_back(group_id(i));
  for (const auto& live : policies) {
    for (const auto& one : std::get<Policy>(live.object).settings) {
      if (const auto* mask = std::get_if<object::Masked>(&one.value))
        question.masked.push_back({live.id, mask->reference});
    }
  }
  return question;
}

/// The lines of a trace of all that a plan without changes asks for.
auto trace_of_plan(bool are_texts) -> std::vector<std::string> {
  SandboxRig rig(fleet(are_texts), "", 1000);
  std::vector<std::string> lines;
  auto world = rig.world({});
  world.trace = [&](const std::string& line) { lines.push_back(line); };
  const auto tenant = graph::connect(rig.options(), world);
  REQUIRE(tenant->access().ok());
  const auto first = tenant->ask(by_name());
  REQUIRE(first.organization.ok());
  REQUIRE(first.filters.ok());
  CHECK(first.filters.value().size() == 3);
  REQUIRE(first.scope_tags.ok());
  CHECK(first.scope_tags.value().size() == 2);
  for (const auto& group : first.groups_by_name) CHECK(group.value().size() == 1);
  for (const auto& application : first.applications) CHECK(application.value()->consented);
  REQUIRE(first.policies.ok());
  REQUIRE(first.policies.value().size() == kPolicies);
  const auto question = by_id(first.policies.value());
  CHECK(question.masked.size() == (are_texts ? kPolicies * kSettings : 0));
  const auto second = tenant->ask(question);
  for (std::size_t i = 0; i < kGroups; ++i) CHECK(second.counts[i].value().devices == i);
  for (const auto& text : second.plain_texts) REQUIRE(text.value().starts_with(kCanary));
  return lines;
}

}  // namespace

TEST_CASE("a plan of 200 policies takes 60 requests with every value encrypted, and 8 with none") {
  CHECK(trace_of_plan(true).size() <= 60);
  CHECK(trace_of_plan(false).size() <= 8);
}

TEST_CASE("a trace of sign-in, reads and writes shows no secret") {
  constexpr std::string_view kPasscode = "canary-passcode";
  json tenant{{"tenantId", kTenant},
              {"managedDevices",
               {{{"id", "d1d2d3d4-0000-4000-8000-00000000d001"},
                 {"deviceName", "PHONE"},
                 {"operatingSystem", "Windows"},
                 {"resetPasscode", {{"after", 0}, {"passcode", kPasscode}}}}}}};
  SandboxRig rig(tenant.dump(), "", 1000);
  std::string trace;
  auto world = rig.world({});
  world.trace = [&](const std::string& line) { trace += line + "\n"; };
  const auto live = graph::connect(rig.options(), world);
  Policy policy;
  policy.display_name = "P";
  const auto add = [&](const std::string& name, DataType type, const std::string& value) {
    object::Setting setting;
    setting.key = object::SettingKey::of_oma_uri("./Device/" + name);
    setting.display_name = name;
    setting.type = type;
    setting.value = value;
    policy.settings.push_back(setting);
  };
  add("A", DataType::String, std::string(kCanary));
  add("B", DataType::StringXml, "<a>" + std::string(kCanary) + "</a>");
  add("C", DataType::Base64, "Y2FuYXJ5LW9mLWEtdmFsdWU=");
  const auto made = live->create(policy);
  REQUIRE(made.ok());
  REQUIRE(live->update(made.made->id, policy).ok());
  plan::Question question;
  question.policies = true;
  const auto listed = std::get<Policy>(live->ask(question).policies.value().at(0).object);
  for (const auto& one : listed.settings) {
    question.masked.push_back({made.made->id, std::get<object::Masked>(one.value).reference});
  }
  for (const auto& text : live->ask(question).plain_texts) CHECK(text.ok());
  const auto device = live->devices().find("PHONE").value().at(0).id;
  REQUIRE(live->devices().reset_passcode(device).ok());
  for (int i = 0; i < 3; ++i) static_cast<void>(live->devices().read(device));
  CHECK(live->devices().read(device).value().reset->passcode == kPasscode);

  CHECK(trace.find("omaSettings") != std::string::npos);
  CHECK(trace.find("\"passcode\":\"[redacted]\"") != std::string::npos);
  for (const std::string_view secret :
       {kCanary, kPasscode, SandboxRig::kClientSecret, std::string_view("Y2FuYXJ5LW9mLWEtdmFsdWU"),
        std::string_view("PGE+Y2FuYXJ5"), std::string_view("Bearer"), std::string_view("eyJ")}) {
    CAPTURE(secret);
    CHECK(trace.find(secret) == std::string::npos);
  }
}

}  // namespace pinwright::contract
