#include "object/well_known.hpp"
#include "unit/graph/policies.hpp"

namespace pinwright::graph {

using graph_test::answer;
using graph_test::batching;
using graph_test::has_header;
using graph_test::json;
using graph_test::kBase;
using graph_test::kHost;
using graph_test::kPolicies;
using graph_test::list;
using graph_test::names_of;
using graph_test::policy_json;
using graph_test::Routes;
using graph_test::TenantBench;
using plan::Question;

namespace {

const std::string kService(object::kPinResetService);
const std::string kClient(object::kPinResetClient);

auto principal_url(const std::string& app_id) -> std::string {
  return kBase + "/servicePrincipals?$filter=appId%20eq%20'" + app_id + "'&$select=id,appId,displayName,accountEnabled";
}
auto grants_url(const std::string& id) -> std::string {
  return kBase + "/oauth2PermissionGrants?$filter=clientId%20eq%20'" + id + "'";
}
auto roles_url(const std::string& id) -> std::string {
  return kBase + "/servicePrincipals/" + id + "/appRoleAssignments";
}

}  // namespace

TEST_CASE("what is not asked costs nothing") {
  TenantBench bench(graph_test::script({}));
  const auto answered = bench.tenant->ask({});
  CHECK(answered.organization.ok());
  CHECK(bench.transport->sends == 0);
}

TEST_CASE("the organization is told with its verified domains and its authority") {
  TenantBench bench(
      Routes{{{kBase + "/organization?$select=id,displayName,verifiedDomains,mobileDeviceManagementAuthority",
               list({{{"id", "T"},
                      {"displayName", "Contoso"},
                      {"mobileDeviceManagementAuthority", "intune"},
                      {"verifiedDomains", {{{"name", "contoso.com"}}, {{"name", "contoso.onmicrosoft.com"}}}}}})}}});
  Question question;
  question.organization = true;
  const auto answered = bench.tenant->ask(question);
  REQUIRE(answered.organization.ok());
  CHECK(answered.organization.value().tenant_id == "T");
  CHECK(answered.organization.value().display_name == "Contoso");
  CHECK(answered.organization.value().mdm_authority == "intune");
  CHECK(answered.organization.value().verified_domains ==
        std::vector<std::string>{"contoso.com", "contoso.onmicrosoft.com"});
}

TEST_CASE("a group is found by its exact name, whatever characters are in it") {
  const std::string odd = "O'Neil's 100% & Grüße #1";
  std::string longest;
  for (int i = 0; i < 256; ++i) longest += "ß";
  std::string encoded;
  for (int i = 0; i < 256; ++i) encoded += "%C3%9F";
  const auto url = [](const std::string& literal) {
    return kBase + "/groups?$filter=displayName%20eq%20'" + literal + "'";
  };
  // Graph compares without regard to letter case.
  TenantBench bench(batching(
      Routes{{{url("O%27%27Neil%27%27s%20100%25%20%26%20Gr%C3%BC%C3%9Fe%20%231"),
               list({{{"id", "1"}, {"displayName", odd}}, {{"id", "2"}, {"displayName", "o" + odd.substr(1)}}})},
              {url(encoded), list({{{"id", "3"}, {"displayName", longest}}})},
              {url("none"), list({})}}}));
  Question question;
  question.group_names = {odd, longest, "none"};
  const auto answered = bench.tenant->ask(question);
  REQUIRE(answered.groups_by_name.size() == 3);
  for (const auto& part : answered.groups_by_name) REQUIRE(part.ok());
  REQUIRE(answered.groups_by_name[0].value().size() == 1);
  CHECK(answered.groups_by_name[0].value()[0].id == "1");
  CHECK(answered.groups_by_name[1].value().at(0).id == "3");
  CHECK(answered.groups_by_name[2].value().empty());
}

TEST_CASE("a scope tag that stands on two pages is one") {
  const auto tags = kBase + "/deviceManagement/roleScopeTags";
  auto first = list({{{"id", "0"}, {"displayName", "Default"}}, {{"id", "7"}, {"displayName", "EMEA"}}});
  first["@odata.nextLink"] = tags + "?$skiptoken=2";
  TenantBench bench(
      batching(Routes{{{tags, first}, {tags + "?$skiptoken=2", list({{{"id", "7"}, {"displayName", "EMEA"}}})}}}));
  Question question;
  question.scope_tags = true;
  const auto answered = bench.tenant->ask(question);
  REQUIRE(answered.scope_tags.ok());
  CHECK(answered.scope_tags.value().size() == 2);
}

TEST_CASE("filters, scope tags and groups by id are told") {
  TenantBench bench(
      batching(Routes{{{kBase + "/deviceManagement/assignmentFilters",
                        list({{{"id", "f"},
                               {"displayName", "Corporate"},
                               {"platform", "windows10AndLater"},
                               {"rule", "(device.deviceOwnership -eq \"Corporate\")"}}})},
                       {kBase + "/deviceManagement/roleScopeTags",
                        list({{{"id", "0"}, {"displayName", "Default"}}, {{"id", "7"}, {"displayName", "EMEA"}}})},
                       {kBase + "/groups/g", json{{"id", "g"}, {"displayName", "Pilot"}}}}}));
  Question question;
  question.filters = question.scope_tags = true;
  question.group_ids = {"g"};
  const auto answered = bench.tenant->ask(question);
  REQUIRE(answered.filters.ok());
  CHECK(names_of(answered.filters.value()) == std::vector<std::string>{"Corporate"});
  REQUIRE(answered.scope_tags.ok());
  REQUIRE(answered.scope_tags.value().size() == 2);
  CHECK(answered.scope_tags.value()[1].id == "7");
  CHECK(answered.scope_tags.value()[1].display_name == "EMEA");
  REQUIRE(answered.groups_by_id.at(0).ok());
  CHECK(answered.groups_by_id[0].value().id == "g");
  CHECK(bench.transport->seen.size() == 1);
}

TEST_CASE("a right that is missing for one part fails that part alone") {
  TenantBench bench(batching([](const Request& request) -> base::Result<Response> {
    if (request.url.ends_with("roleScopeTags")) return answer(403);
    return answer(200, list({}));
  }));
  Question question;
  question.filters = question.scope_tags = true;
  const auto answered = bench.tenant->ask(question);
  CHECK(answered.filters.ok());
  REQUIRE_FALSE(answered.scope_tags.ok());
  CHECK(answered.scope_tags.error().kind == base::ErrorKind::Forbidden);
}

TEST_CASE("members are counted device by device and user by user") {
  const std::string members = kBase + "/groups/g/transitiveMembers/microsoft.graph.";
  TenantBench bench(batching([&](const Request& request) -> base::Result<Response> {
    CHECK(has_header(request, "ConsistencyLevel", "eventual"));
    if (request.url == members + "device/$count") return Response{200, {}, "12"};
    if (request.url == members + "user/$count") return answer(200, "Mw==");  // "3"
    return answer(403);
  }));
  Question question;
  question.count_groups = {"g", "h"};
  const auto answered = bench.tenant->ask(question);
  REQUIRE(answered.counts.size() == 2);
  REQUIRE(answered.counts[0].ok());
  CHECK(answered.counts[0].value().devices == 12);
  CHECK(answered.counts[0].value().users == 3);
  REQUIRE_FALSE(answered.counts[1].ok());
  CHECK(answered.counts[1].error().kind == base::ErrorKind::Forbidden);
}

TEST_CASE("plain texts are asked for by policy and reference") {
  const auto url = [](const std::string& reference) {
    return kPolicies + "/1/getOmaSettingPlainTextValue(secretReferenceValueId='" + reference + "')";
  };
  TenantBench bench(batching(Routes{{{url("a_b_c"), json{{"@odata.context", "x"}, {"value", "the text"}}}}}));
  Question question;
  question.masked = {{"1", "a_b_c"}, {"1", "old"}};
  const auto answered = bench.tenant->ask(question);
  REQUIRE(answered.plain_texts.size() == 2);
  REQUIRE(answered.plain_texts[0].ok());
  CHECK(answered.plain_texts[0].value() == "the text");
  REQUIRE_FALSE(answered.plain_texts[1].ok());
  CHECK(answered.plain_texts[1].error().kind == base::ErrorKind::NotFound);
}

TEST_CASE("a service principal is told with its state and its consent") {
  const auto principal = [](const std::string& id, bool enabled) {
    return list({{{"id", id}, {"appId", "x"}, {"displayName", "Microsoft Pin Reset"}, {"accountEnabled", enabled}}});
  };
  const json personal{{"consentType", "Principal"}};
  const json general{{"consentType", "AllPrincipals"}};
  struct Case {
    bool enabled;
    std::vector<json> grants, roles;
    bool consented;
  };
  for (const auto& one : {Case{true, {general}, {}, true}, Case{false, {personal}, {}, false},
                          Case{true, {}, {{{"id", "r"}}}, true}, Case{true, {}, {}, false}}) {
    TenantBench bench(batching(Routes{{{principal_url(kService), principal("sp", one.enabled)},
                                       {principal_url(kClient), list({})},
                                       {grants_url("sp"), list(one.grants)},
                                       {roles_url("sp"), list(one.roles)}}}));
    Question question;
    question.applications = {kService, kClient};
    const auto answered = bench.tenant->ask(question);
    REQUIRE(answered.applications.size() == 2);
    REQUIRE(answered.applications[0].ok());
    REQUIRE(answered.applications[0].value());
    CHECK(answered.applications[0].value()->id == "sp");
    CHECK(answered.applications[0].value()->enabled == one.enabled);
    CHECK(answered.applications[0].value()->consented == one.consented);
    REQUIRE(answered.applications[1].ok());
    CHECK_FALSE(answered.applications[1].value());
    CHECK(bench.transport->seen.size() == 2);
  }
}

TEST_CASE("consent that cannot be read is an error only when nothing else shows it") {
  for (const bool has_role : {true, false}) {
    TenantBench bench(batching([&](const Request& request) -> base::Result<Response> {
      if (request.url == principal_url(kService)) return answer(200, list({{{"id", "sp"}}}));
      if (request.url == roles_url("sp")) return answer(200, list(std::vector<json>(has_role ? 1 : 0, json::object())));
      return answer(403);
    }));
    Question question;
    question.applications = {kService};
    const auto answered = bench.tenant->ask(question);
    REQUIRE(answered.applications.at(0).ok() == has_role);
    if (has_role) CHECK(answered.applications[0].value()->consented);
    if (!has_role) CHECK(answered.applications[0].error().kind == base::ErrorKind::Forbidden);
  }
}

TEST_CASE("v1.0 is asked for what it has, and says what it lacks") {
  const std::string v1 = kHost + "/v1.0";
  TenantBench bench(Routes{{{v1 + "/deviceManagement/deviceConfigurations?$expand=assignments&$filter="
                                  "isof('microsoft.graph.windows10CustomConfiguration')",
                             list({policy_json("1")})}}},
                    model::GraphApi::V1);
  Question question;
  question.policies = question.filters = question.scope_tags = true;
  question.masked = {{"1", ""}};
  const auto answered = bench.tenant->ask(question);
  CHECK(answered.policies.ok());
  REQUIRE_FALSE(answered.filters.ok());
  CHECK(answered.filters.error().message == "Microsoft Graph v1.0 does not have assignment filters");
  REQUIRE_FALSE(answered.scope_tags.ok());
  CHECK(answered.scope_tags.error().message == "Microsoft Graph v1.0 does not have scope tags");
  CHECK_FALSE(answered.plain_texts.at(0).ok());
  CHECK(bench.transport->seen.size() == 1);
}

TEST_CASE("a sign-in that fails is the error of every part that was asked") {
  TenantBench bench(graph_test::script({}));
  bench.tokens->failure = base::Error{"no credential", "", base::ErrorKind::Unreachable};
  Question question;
  question.policies = question.organization = true;
  question.applications = {kService};
  const auto answered = bench.tenant->ask(question);
  CHECK(answered.policies.error().message == "no credential");
  CHECK(answered.organization.error().kind == base::ErrorKind::Unreachable);
  CHECK_FALSE(answered.applications.at(0).ok());
}

}  // namespace pinwright::graph
