#include "support/described.hpp"
#include "unit/graph/tenant.hpp"

namespace pinwright::graph {

using graph_test::answer;
using graph_test::json;
using graph_test::kBase;
using graph_test::kHost;
using graph_test::policy_json;
using graph_test::script;
using graph_test::TenantBench;
using object::Kind;

namespace {

const std::string kPolicies = kBase + "/deviceManagement/deviceConfigurations";

auto policy() -> object::Policy {
  object::Policy out;
  out.display_name = "P";
  object::Setting setting;
  setting.key = object::SettingKey::of_oma_uri("./Device/Vendor/MSFT/PassportForWork/x/Policies/EnablePinRecovery");
  setting.display_name = "EnablePinRecovery";
  setting.type = object::DataType::Boolean;
  setting.value = true;
  out.settings = {setting};
  return out;
}

auto only_request(const TenantBench& bench) -> const Request& {
  REQUIRE(bench.transport->seen.size() == 1);
  return bench.transport->seen.front();
}

auto body_of(const Request& request) -> json { return json::parse(request.body); }

}  // namespace

TEST_CASE("access is read from the token, without a request") {
  TenantBench bench(script({}));
  bench.tokens->value = graph_test::jwt({{"tid", "T"}, {"roles", {"A.B"}}});
  const auto access = bench.tenant->access();
  REQUIRE(access.ok());
  CHECK(access.value().tenant_id == "T");
  bench.tokens->failure = base::Error{"no credential", "", base::ErrorKind::Unreachable};
  CHECK(bench.tenant->access().error().message == "no credential");
}

TEST_CASE("a new policy is posted, and what the service made of it comes back") {
  TenantBench bench(script({answer(201, policy_json("new", "P"))}));
  const auto live = bench.tenant->create(policy());
  REQUIRE(live.ok());
  CHECK(live.made->id == "new");
  CHECK(live.made->version == 3);
  const auto& request = only_request(bench);
  CHECK(request.method == "POST");
  CHECK(request.url == kPolicies);
  CHECK(body_of(request) == json::parse(R"({
    "@odata.type": "#microsoft.graph.windows10CustomConfiguration", "displayName": "P",
    "omaSettings": [{"@odata.type": "#microsoft.graph.omaSettingBoolean", "displayName": "EnablePinRecovery",
                     "omaUri": "./Device/Vendor/MSFT/PassportForWork/x/Policies/EnablePinRecovery", "value": true}]})"));
}

TEST_CASE("a new group and a new filter are posted to their own collections") {
  TenantBench groups(script({answer(201, {{"id", "g"}, {"displayName", "G"}})}));
  const auto group = groups.tenant->create(object::Group{"G", {}, "(device.deviceOwnership -eq \"Company\")"});
  REQUIRE(group.ok());
  CHECK(group.made->id == "g");
  CHECK(only_request(groups).url == kBase + "/groups");
  const auto body = body_of(only_request(groups));
  CHECK(body.at("mailEnabled") == false);
  CHECK(body.at("securityEnabled") == true);
  CHECK(body.at("groupTypes") == json({"DynamicMembership"}));
  CHECK(body.at("membershipRule") == "(device.deviceOwnership -eq \"Company\")");

  TenantBench filters(
      script({answer(201, {{"id", "f"}, {"displayName", "F"}, {"rule", "r"}, {"platform", "windows10AndLater"}})}));
  const auto filter = filters.tenant->create(object::Filter{"F", {}, "r"});
  REQUIRE(filter.ok());
  CHECK(filter.made->id == "f");
  CHECK(only_request(filters).url == kBase + "/deviceManagement/assignmentFilters");
}

TEST_CASE("a creation whose answer cannot be read is unclear: the object is there") {
  for (const auto& body : {std::string(), std::string("{\"id\":\"x\""), std::string("[]"), std::string("{}")}) {
    CAPTURE(body);
    TenantBench bench(script({Response{201, {}, body}}));
    const auto live = bench.tenant->create(policy());
    REQUIRE_FALSE(live.ok());
    CHECK(live.meaning == plan::Meaning::ReadBack);
    CHECK(live.error.kind == base::ErrorKind::Unclear);
  }
}

TEST_CASE("an update patches, and a success is one with or without a body") {
  for (const auto& success : {answer(200, policy_json("1")), answer(204)}) {
    TenantBench bench(script({success}));
    CHECK(bench.tenant->update("1", policy()).ok());
    const auto& request = only_request(bench);
    CHECK(request.method == "PATCH");
    CHECK(request.url == kPolicies + "/1");
    CHECK(body_of(request).at("@odata.type") == "#microsoft.graph.windows10CustomConfiguration");
    CHECK_FALSE(body_of(request).contains("description"));
  }
}

TEST_CASE("an update of a filter leaves its platform alone, and one of a group its mail") {
  TenantBench bench(script({answer(204), answer(204)}));
  CHECK(bench.tenant->update("f", object::Filter{"F", {}, "r"}).ok());
  CHECK(bench.tenant->update("g", object::Group{"G", {}, "rule"}).ok());
  CHECK_FALSE(body_of(bench.transport->seen[0]).contains("platform"));
  CHECK_FALSE(body_of(bench.transport->seen[1]).contains("mailNickname"));
  CHECK(bench.transport->seen[1].url == kBase + "/groups/g");
}

TEST_CASE("a description is patched alone, with the type where Intune asks for it") {
  TenantBench bench(script({answer(200), answer(204), answer(204), answer(204)}));
  CHECK(bench.tenant->describe("1", described(Kind::Policy, "text")).ok());
  CHECK(bench.tenant->describe("2", described(Kind::Filter, "")).ok());
  CHECK(bench.tenant->describe("3", described(Kind::Group, "text")).ok());
  CHECK(bench.tenant->describe("3", described(Kind::Group, "")).ok());
  const auto& seen = bench.transport->seen;
  CHECK(body_of(seen[0]) ==
        json{{"@odata.type", "#microsoft.graph.windows10CustomConfiguration"}, {"description", "text"}});
  CHECK(body_of(seen[1]) ==
        json{{"@odata.type", "#microsoft.graph.deviceAndAppManagementAssignmentFilter"}, {"description", ""}});
  CHECK(body_of(seen[2]) == json{{"description", "text"}});
  CHECK(body_of(seen[3]) == json{{"description", nullptr}});
}

TEST_CASE("assignments are posted as a whole set, an empty one too") {
  TenantBench bench(script({answer(200, {{"value", json::array()}}), answer(200)}));
  object::Assignment group;
  group.group.id = "g";
  CHECK(bench.tenant->assign({Kind::Policy, "1"}, {group}).ok());
  CHECK(bench.tenant->assign({Kind::Policy, "1"}, {}).ok());
  const auto& seen = bench.transport->seen;
  CHECK(seen[0].method == "POST");
  CHECK(seen[0].url == kPolicies + "/1/assign");
  CHECK(body_of(seen[0]) == json::parse(R"({"assignments": [{"target": {
    "@odata.type": "#microsoft.graph.groupAssignmentTarget", "groupId": "g"}}]})"));
  CHECK(body_of(seen[1]) == json::parse(R"({"assignments": []})"));
}

TEST_CASE("a removal is done when there is nothing to remove, and says when it is refused") {
  TenantBench bench(
      script({answer(204), answer(404), answer(400, {{"error", {{"code", "BadRequest"}, {"message", "in use"}}}})}));
  CHECK(bench.tenant->remove({Kind::Policy, "1"}).ok());
  CHECK(bench.tenant->remove({Kind::Policy, "2"}).ok());
  const auto refused = bench.tenant->remove({Kind::Filter, "3"});
  CHECK(refused.error.kind == base::ErrorKind::Refused);
  CHECK(refused.error.message.ends_with(": in use"));
  CHECK(bench.transport->seen[0].method == "DELETE");
  CHECK(bench.transport->seen[2].url == kBase + "/deviceManagement/assignmentFilters/3");
}

TEST_CASE("a group is never deleted: nothing is sent") {
  TenantBench bench(script({}));
  const auto refused = bench.tenant->remove({Kind::Group, "1"});
  CHECK(refused.meaning == plan::Meaning::DidNotHappen);
  CHECK(bench.transport->seen.empty());
}

TEST_CASE("v1.0 is not given what it would refuse or lose") {
  TenantBench bench(script({}), model::GraphApi::V1);
  auto tagged = policy();
  tagged.scope_tags.emplace();
  object::Assignment filtered;
  filtered.filter.emplace();
  CHECK_FALSE(bench.tenant->create(tagged).ok());
  CHECK_FALSE(bench.tenant->update("1", tagged).ok());
  CHECK_FALSE(bench.tenant->create(object::Filter{"F", {}, "r"}).ok());
  CHECK_FALSE(bench.tenant->describe("1", described(Kind::Filter, "x")).ok());
  CHECK_FALSE(bench.tenant->assign({Kind::Policy, "1"}, {filtered}).ok());
  CHECK(bench.tenant->remove({Kind::Filter, "1"}).error.message ==
        "Microsoft Graph v1.0 does not have assignment filters");
  CHECK(bench.transport->seen.empty());
}

TEST_CASE("v1.0 is given the rest at its own address") {
  TenantBench bench(script({answer(201, policy_json("1"))}), model::GraphApi::V1);
  CHECK(bench.tenant->create(policy()).ok());
  CHECK(only_request(bench).url == kHost + "/v1.0/deviceManagement/deviceConfigurations");
}

}  // namespace pinwright::graph
