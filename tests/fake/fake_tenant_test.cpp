#include "fake/fake_tenant.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>
#include <nlohmann/json.hpp>
#include <set>

#include "object/canonical.hpp"
#include "object/difference.hpp"
#include "support/described.hpp"

using namespace pinwright;
using namespace pinwright::fake;
using object::Kind;
using Json = nlohmann::json;

// What the contract cannot ask of every tenant: how this one disturbs its answers, and what a test can make of it.

namespace {

constexpr auto kGroup = "6f1d2c3b-4a59-4687-9a0b-1c2d3e4f5a6b";
constexpr auto kPolicy = "1f0e2d3c-4b5a-4697-8879-a0b1c2d3e4f5";

constexpr auto kSeed = R"~({
  "tenantId": "3f2b9a54-6c1d-4e8a-9b7e-2d5c8f1a0e63",
  "tokenTenantId": "9d1e0c5b-2a7f-4c36-8e4d-6b3f0a9c1d27",
  "groups": [{"id": "6f1d2c3b-4a59-4687-9a0b-1c2d3e4f5a6b", "displayName": "Pilot", "devices": 3, "users": 2}],
  "servicePrincipals": [{"appId": "b8456c59-1230-44c7-a4a2-99b085333e84", "accountEnabled": false}],
  "roleScopeTags": [{"id": "0", "displayName": "Default"}, {"id": "7", "displayName": "Field"}],
  "managedDevices": [{"id": "d1", "deviceName": "PC", "osVersion": "10.0.22631.1"}],
  "deviceConfigurations": [
    {"@odata.type": "#microsoft.graph.windows10GeneralConfiguration", "displayName": "Another kind"},
    {"@odata.type": "#microsoft.graph.windows10CustomConfiguration", "id": "1f0e2d3c-4b5a-4697-8879-a0b1c2d3e4f5",
     "displayName": "Seeded", "createdDateTime": "2025-01-01T00:00:00Z", "lastModifiedDateTime": "2025-02-01T00:00:00Z",
     "version": 5, "roleScopeTagIds": ["0", "7"],
     "deviceStatusOverview": {"pendingCount": 1, "successCount": 9, "lastUpdateDateTime": "2026-05-31T00:00:00Z"},
     "assignments": [{"target": {"@odata.type": "#microsoft.graph.groupAssignmentTarget",
                                 "groupId": "6f1d2c3b-4a59-4687-9a0b-1c2d3e4f5a6b"}},
                     {"target": {"@odata.type": "#microsoft.graph.allDevicesAssignmentTarget",
                                 "deviceAndAppManagementAssignmentFilterId": null,
                                 "deviceAndAppManagementAssignmentFilterType": "none"}}],
     "omaSettings": [
       {"@odata.type": "#microsoft.graph.omaSettingString", "displayName": "T", "omaUri": "./Vendor/MSFT/T", "value": "x"},
       {"@odata.type": "#microsoft.graph.omaSettingInteger", "displayName": "I", "omaUri": "./Vendor/MSFT/I", "value": 4},
       {"@odata.type": "#microsoft.graph.omaSettingFloatingPoint", "displayName": "F", "omaUri": "./Vendor/MSFT/F",
        "value": -0.0},
       {"@odata.type": "#microsoft.graph.omaSettingDateTime", "displayName": "D", "omaUri": "./Vendor/MSFT/D",
        "value": "2026-03-01T07:30:00Z"},
       {"@odata.type": "#microsoft.graph.omaSettingBase64", "displayName": "B", "omaUri": "./Vendor/MSFT/B",
        "value": "AAECAwQF"}]}
  ]
})~";

auto seeded() -> std::unique_ptr<FakeTenant> {
  auto tenant = FakeTenant::from_json(kSeed);
  INFO((tenant.ok() ? "" : tenant.error().message));
  REQUIRE(tenant.ok());
  return std::move(tenant).value();
}

auto ask_policies(FakeTenant& tenant) -> base::Result<std::vector<object::Live>> {
  plan::Question question;
  question.policies = true;
  return tenant.ask(question).policies;
}

auto read(FakeTenant& tenant) -> object::Live {
  auto list = ask_policies(tenant);
  REQUIRE(list.ok());
  REQUIRE(list.value().size() == 1);
  return list.value()[0];
}

auto settings_of(const object::Live& live) -> const std::vector<object::Setting>& {
  return std::get<object::Policy>(live.object).settings;
}

auto to_group(std::string id) -> object::Assignment {
  object::Assignment made;
  made.group.id = std::move(id);
  return made;
}

auto plain_policy(std::string name) -> object::Policy {
  object::Policy made;
  made.display_name = std::move(name);
  return made;
}

auto kind_of_create(FakeTenant& tenant, const object::Object& object) -> base::ErrorKind {
  const auto result = tenant.create(object);
  REQUIRE_FALSE(result.ok());
  return result.error.kind;
}

/// How often something differs in twenty reads.
template <class Show>
auto count_faces(FakeTenant& tenant, const Show& show) -> std::size_t {
  std::set<std::string> faces;
  for (int i = 0; i < 20; ++i) faces.insert(show(read(tenant)));
  return faces.size();
}

}  // namespace

TEST_CASE("a tenant is read from a seed") {
  const auto tenant = seeded();
  const auto live = read(*tenant);
  CHECK(live.id == kPolicy);
  CHECK(live.version == 5);
  CHECK(live.created == "2025-01-01T00:00:00Z");
  CHECK(live.last_modified == "2025-02-01T00:00:00Z");
  CHECK(live.assignments.size() == 2);
  CHECK(tenant->access().value().tenant_id == "9d1e0c5b-2a7f-4c36-8e4d-6b3f0a9c1d27");
  plan::Question question;
  question.scope_tags = true;
  question.applications = {"b8456c59-1230-44c7-a4a2-99b085333e84", "9115dd05-fad5-4f9c-acc7-305d08b1b04e"};
  const auto answer = tenant->ask(question);
  CHECK(answer.scope_tags.value().size() == 2);
  CHECK_FALSE(answer.applications[0].value()->enabled);
  CHECK_FALSE(answer.applications[1].value());
  const auto status = tenant->status({kPolicy});
  CHECK(status[0].value().devices.success == 9);
  CHECK(status[0].value().devices.last_update == "2026-05-31T00:00:00Z");
}

TEST_CASE("a seed that Graph could not have answered is refused") {
  const auto error = [](const std::string& text) {
    const auto tenant = FakeTenant::from_json(text);
    REQUIRE_FALSE(tenant.ok());
    return tenant.error().message;
  };
  CHECK(error("[]") == "the tenant is no JSON object");
  CHECK(error("{}") == "`tenantId` is missing");
  CHECK(error(R"({"tenantId": "x", "groups": [{}]})") == "groups: the display name is missing");
  CHECK(error(R"({"tenantId": "x", "deviceConfigurations": [{"displayName": "P",
    "@odata.type": "#microsoft.graph.windows10CustomConfiguration", "omaSettings": [{"displayName": "S",
    "@odata.type": "#microsoft.graph.omaSettingInteger", "omaUri": "./Vendor/MSFT/S", "value": "4"}]}]})") ==
        "deviceConfigurations: `/omaSettings/0/value` of the answer is not a 32-bit integer");
}

TEST_CASE("no two answers have one order, and all have one hash") {
  const auto tenant = seeded();
  const auto hash = live_hash(read(*tenant));
  for (int i = 0; i < 20; ++i) CHECK(live_hash(read(*tenant)) == hash);
  CHECK(count_faces(*tenant, [](const object::Live& live) { return settings_of(live)[0].key.text(); }) > 2);
  CHECK(count_faces(*tenant, [](const object::Live& live) {
          return std::to_string(static_cast<int>(live.assignments[0].target));
        }) == 2);
  CHECK(count_faces(*tenant, [](const object::Live& live) {
          return std::get<object::Policy>(live.object).scope_tags->at(0).id;
        }) == 2);
}

TEST_CASE("ids and instants are spelled in more than one way") {
  const auto tenant = seeded();
  CHECK(count_faces(*tenant, [](const object::Live& live) {
          return live.assignments[0].group.id + live.assignments[1].group.id;
        }) == 2);
  CHECK(count_faces(*tenant, [](const object::Live& live) {
          for (const auto& one : settings_of(live)) {
            if (one.type == object::DataType::DateTime) return std::get<std::string>(one.value);
          }
          return std::string();
        }) == 2);
}

TEST_CASE("the sign of zero and the white space of base64 are not kept") {
  const auto tenant = seeded();
  const auto live = read(*tenant);
  const auto value_of = [&](object::DataType type) {
    const auto& settings = settings_of(live);
    return std::find_if(settings.begin(), settings.end(), [&](const auto& one) { return one.type == type; })->value;
  };
  CHECK_FALSE(std::signbit(std::get<float>(value_of(object::DataType::FloatingPoint))));
  plan::Question question;
  question.masked = {{kPolicy, std::get<object::Masked>(value_of(object::DataType::Base64)).reference}};
  CHECK(tenant->ask(question).plain_texts[0].value() == "AAEC\r\nAwQF");
}

TEST_CASE("an absent filter is the zero GUID only on demand") {
  const auto tenant = seeded();
  for (const auto& one : read(*tenant).assignments) CHECK_FALSE(one.filter);
  tenant->knobs().raw_filters = true;
  for (const auto& one : read(*tenant).assignments) {
    REQUIRE(one.filter);
    CHECK(one.filter->filter.id == "00000000-0000-0000-0000-000000000000");
  }
}

TEST_CASE("every write changes version, time and references") {
  const auto tenant = seeded();
  const auto before = read(*tenant);
  const auto reference = [](const object::Live& live) {
    for (const auto& one : settings_of(live)) {
      if (one.type == object::DataType::String) return std::get<object::Masked>(one.value).reference;
    }
    return std::string();
  };
  REQUIRE(tenant->assign({Kind::Policy, kPolicy}, {}).ok());
  const auto after = read(*tenant);
  CHECK(after.version == before.version + 1);
  CHECK(after.last_modified == "2026-06-01T00:00:00Z");
  CHECK(reference(after) != reference(before));
  CHECK(after.created == before.created);
  REQUIRE(tenant->describe(kPolicy, described(Kind::Policy, "x")).ok());
  CHECK(read(*tenant).last_modified == "2026-06-01T00:00:01Z");
  tenant->knobs().clock = [] { return std::int64_t{1'800'000'000}; };
  REQUIRE(tenant->describe(kPolicy, described(Kind::Policy, "y")).ok());
  CHECK(read(*tenant).last_modified == "2027-01-15T08:00:00Z");
}

TEST_CASE("what does not exist cannot be referred to") {
  const auto tenant = seeded();
  auto tagged = plain_policy("Tagged");
  tagged.scope_tags = {{"", "", "8"}};
  CHECK(kind_of_create(*tenant, tagged) == base::ErrorKind::Refused);
  CHECK(tenant->assign({Kind::Policy, kPolicy}, {to_group("nobody")}).error.kind == base::ErrorKind::Refused);
  auto filtered = to_group(kGroup);
  filtered.filter = object::FilterUse{{"", "", "nobody"}, false};
  CHECK(tenant->assign({Kind::Policy, kPolicy}, {filtered}).error.kind == base::ErrorKind::Refused);
  CHECK(read(*tenant).version == 5);
}

TEST_CASE("a mask is never taken for a value") {
  const auto tenant = seeded();
  CHECK(kind_of_create(*tenant, read(*tenant).object) == base::ErrorKind::Refused);
  CHECK(tenant->update(kPolicy, read(*tenant).object).error.kind == base::ErrorKind::Refused);
  CHECK(read(*tenant).version == 5);
}

TEST_CASE("of two assignments with one target the second is ignored") {
  const auto tenant = seeded();
  auto excluded = to_group(kGroup);
  excluded.exclude = true;
  REQUIRE(tenant->assign({Kind::Policy, kPolicy}, {to_group(kGroup), excluded}).ok());
  REQUIRE(read(*tenant).assignments.size() == 1);
  CHECK_FALSE(read(*tenant).assignments[0].exclude);
}

TEST_CASE("a missing permission forbids its part alone") {
  const auto tenant = seeded();
  tenant->set_permissions({"DeviceManagementConfiguration.Read.All"});
  plan::Question question;
  question.policies = question.scope_tags = question.organization = true;
  question.group_ids = {kGroup};
  question.count_groups = {kGroup};
  question.applications = {"b8456c59-1230-44c7-a4a2-99b085333e84"};
  question.masked = {{kPolicy, "x"}};
  const auto answer = tenant->ask(question);
  CHECK(answer.policies.ok());
  const auto forbids = [](const auto& result) {
    return !result.ok() && result.error().kind == base::ErrorKind::Forbidden;
  };
  CHECK(forbids(answer.scope_tags));
  CHECK(forbids(answer.organization));
  CHECK(forbids(answer.groups_by_id[0]));
  CHECK(forbids(answer.counts[0]));
  CHECK(forbids(answer.applications[0]));
  CHECK(forbids(answer.plain_texts[0]));
  CHECK(kind_of_create(*tenant, plain_policy("x")) == base::ErrorKind::Forbidden);
  CHECK(forbids(tenant->reset_passcode("d1")));
}

TEST_CASE("knobs forbid what the permissions allow") {
  const auto tenant = seeded();
  tenant->knobs().forbidden = {"policies", "create"};
  CHECK(ask_policies(*tenant).error().kind == base::ErrorKind::Forbidden);
  CHECK(kind_of_create(*tenant, plain_policy("x")) == base::ErrorKind::Forbidden);
  tenant->knobs() = {};
  tenant->knobs().may_reveal = false;
  plan::Question question;
  question.masked = {{kPolicy, "x"}};
  CHECK(tenant->ask(question).plain_texts[0].error().kind == base::ErrorKind::Forbidden);
}

TEST_CASE("the hook is told operation, object and count, and decides") {
  const auto tenant = seeded();
  std::vector<std::string> seen;
  tenant->knobs().fault = [&](std::string_view operation, const std::string& id, std::size_t nth) {
    seen.push_back(std::string(operation) + " " + id + " " + std::to_string(nth));
    return operation == "create" && nth == 2 ? FaultAction::RefuseBefore : FaultAction::None;
  };
  CHECK(tenant->create(plain_policy("A")).ok());
  CHECK(kind_of_create(*tenant, plain_policy("B")) == base::ErrorKind::Refused);
  CHECK(tenant->describe(kPolicy, described(Kind::Policy, "x")).ok());
  CHECK(tenant->access().ok());
  CHECK(seen ==
        std::vector<std::string>{"create A 1", "create B 2", std::string("describe ") + kPolicy + " 1", "access  1"});
}

TEST_CASE("a read that fails says how") {
  const auto tenant = seeded();
  auto action = FaultAction::None;
  tenant->knobs().fault = [&](std::string_view, const std::string&, std::size_t) { return action; };
  const auto kind_with = [&](FaultAction one) {
    action = one;
    return ask_policies(*tenant).error().kind;
  };
  CHECK(kind_with(FaultAction::RefuseBefore) == base::ErrorKind::Refused);
  CHECK(kind_with(FaultAction::LostBefore) == base::ErrorKind::Unreachable);
  CHECK(kind_with(FaultAction::LostAfter) == base::ErrorKind::Unreachable);
  CHECK(kind_with(FaultAction::Throttled) == base::ErrorKind::Unreachable);
  CHECK(kind_with(FaultAction::Interrupted) == base::ErrorKind::Interrupted);
}

TEST_CASE("writes are logged with their bodies, those that were not done too") {
  const auto tenant = seeded();
  const auto made = *tenant->create(plain_policy("A")).made;
  REQUIRE_FALSE(tenant->update("nobody", plain_policy("B")).ok());
  tenant->knobs().fault = [](std::string_view, const std::string&, std::size_t) { return FaultAction::Interrupted; };
  REQUIRE_FALSE(tenant->remove({Kind::Policy, made.id}).ok());
  const auto& writes = tenant->writes();
  REQUIRE(writes.size() == 2);
  CHECK(writes[0].operation == "create");
  CHECK(writes[0].id == made.id);
  CHECK(writes[0].done);
  CHECK(Json::parse(writes[0].body)["displayName"] == "A");
  CHECK(writes[1].operation == "update");
  CHECK(writes[1].kind == Kind::Policy);
  CHECK_FALSE(writes[1].done);
  tenant->forget_writes();
  CHECK(tenant->writes().empty());
}

TEST_CASE("somebody in the portal changes, adds and removes without a trace in the log") {
  const auto tenant = seeded();
  tenant->edit(Kind::Policy, kPolicy, [](Json& body) { body["omaSettings"][1]["value"] = 5; });
  CHECK(tenant->stored(Kind::Policy, kPolicy).version == 6);
  const auto id = tenant->put(Kind::Policy, R"({"@odata.type": "#microsoft.graph.windows10CustomConfiguration",
                                                      "displayName": "By hand", "omaSettings": []})");
  CHECK(tenant->ids_of(Kind::Policy, "By hand") == std::vector<std::string>{id});
  CHECK(tenant->ids(Kind::Policy).size() == 2);
  tenant->erase(Kind::Policy, id);
  CHECK(tenant->ids(Kind::Policy) == std::vector<std::string>{kPolicy});
  CHECK(tenant->writes().empty());
}

TEST_CASE("what is stored is shown in clear to a test") {
  const auto tenant = seeded();
  const auto stored = tenant->stored(Kind::Policy, kPolicy);
  CHECK(settings_of(stored).at(0).value == object::SettingValue("x"));
  CHECK(settings_of(stored).at(4).value == object::SettingValue("AAECAwQF"));
}

TEST_CASE("two connections see one tenant") {
  const auto tenant = seeded();
  const auto other = tenant->share();
  REQUIRE(other->remove({Kind::Policy, kPolicy}).ok());
  CHECK(tenant->ids(Kind::Policy).empty());
  CHECK(tenant->writes().size() == 1);
}

TEST_CASE("a reset is pending at first, then what the test has set") {
  const auto tenant = seeded();
  CHECK_FALSE(tenant->read("d1").value().reset);
  REQUIRE(tenant->reset_passcode("d1").ok());
  CHECK(tenant->read("d1").value().reset->state == "pending");
  CHECK(tenant->read("d1").value().reset->state == "notSupported");
  tenant->set_reset("d1", {"done", {}, {}, "482913", 0});
  REQUIRE(tenant->reset_passcode("d1").ok());
  CHECK(tenant->read("d1").value().reset->state == "pending");
  CHECK(tenant->read("d1").value().reset->passcode == "482913");
}
