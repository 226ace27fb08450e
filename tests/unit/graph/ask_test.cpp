#include "unit/graph/tenant.hpp"

namespace pinwright::graph {

using graph_test::answer;
using graph_test::batching;
using graph_test::has_header;
using graph_test::json;
using graph_test::kBase;
using graph_test::kHost;
using graph_test::list;
using graph_test::policy_json;
using graph_test::Routes;
using graph_test::TenantBench;
using plan::Question;

namespace {

constexpr const char* kService = "b8456c59-1230-44c7-a4a2-99b085333e84";
constexpr const char* kClient = "9115dd05-fad5-4f9c-acc7-305d08b1b04e";
const std::string kPolicies = kBase + "/deviceManagement/deviceConfigurations";
const std::string kPolicyList =
    kPolicies + "?$expand=assignments&$filter=isof('microsoft.graph.windows10CustomConfiguration')";

auto principal_url(const std::string& app_id) -> std::string {
  return kBase + "/servicePrincipals?$filter=appId%20eq%20'" + app_id + "'&$select=id,appId,displayName,accountEnabled";
}
auto grants_url(const std::string& id) -> std::string {
  return kBase + "/oauth2PermissionGrants?$filter=clientId%20eq%20'" + id + "'";
}
auto roles_url(const std::string& id) -> std::string {
  return kBase + "/servicePrincipals/" + id + "/appRoleAssignments";
}

auto names_of(const std::vector<object::Live>& lives) -> std::vector<std::string> {
  std::vector<std::string> names;
  for (const auto& live : lives) names.push_back(object::display_name_of(live.object));
  return names;
}

auto is_of_catalog(const Request& request) -> bool {
  return request.url.find("/configurationPolicies") != std::string::npos;
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

TEST_CASE("assignments that a list does not show, or shows empty, are asked for before they mean anything") {
  auto absent = policy_json("1", "A");
  absent.erase("assignments");
  auto empty = policy_json("2", "B");
  empty["assignments"] = json::array();
  const auto assigned = policy_json("x").at("assignments");
  TenantBench bench(batching(Routes{{{kPolicyList, list({absent, empty, policy_json("3", "C")})},
                                     {kPolicies + "/1/assignments", list({assigned.at(0)})},
                                     {kPolicies + "/2/assignments", list({})}}}));
  Question question;
  question.policies = true;
  const auto answered = bench.tenant->ask(question);
  REQUIRE(answered.policies.ok());
  CHECK(answered.policies.value()[0].assignments.size() == 1);
  CHECK(answered.policies.value()[1].assignments.empty());
  // The list, that of the settings catalog, and one batch for both.
  CHECK(bench.transport->seen.size() == 3);
}

TEST_CASE("where a policy's assignments cannot be learnt, nothing is said of them") {
  auto empty = policy_json("1", "A");
  empty["assignments"] = json::array();
  TenantBench bench([&](const Request& request) -> base::Result<Response> {
    if (request.url == kPolicyList) return answer(200, list({empty}));
    return answer(is_of_catalog(request) ? 404 : 403);
  });
  Question question;
  question.policies = true;
  CHECK_FALSE(bench.tenant->ask(question).policies.ok());
}

TEST_CASE("a service that does not have the settings catalog stops nobody who does not use it") {
  for (const long status : {400L, 404L}) {
    CAPTURE(status);
    TenantBench bench([&](const Request& request) -> base::Result<Response> {
      if (request.url == kPolicyList) return answer(200, list({policy_json("1", "A")}));
      return answer(status, {{"error", {{"code", "BadRequest"}, {"message", "Resource not found for the segment"}}}});
    });
    Question question;
    question.policies = true;
    const auto unused = bench.tenant->ask(question);
    REQUIRE(unused.policies.ok());
    CHECK(names_of(unused.policies.value()) == std::vector<std::string>{"A"});
    // Whoever has policies there must not take a refusal for an empty list.
    question.targets.insert(object::Target::SettingsCatalog);
    CHECK(bench.tenant->ask(question).policies.ok() == (status == 404));
  }
}

TEST_CASE("the list of policies comes with assignments, and another type in it is passed over") {
  auto foreign = policy_json("2");
  foreign["@odata.type"] = "#microsoft.graph.windows10GeneralConfiguration";
  TenantBench bench(Routes{{{kPolicyList, list({policy_json("1", "A"), foreign, policy_json("3", "B")})}}});
  Question question;
  question.policies = true;
  const auto answered = bench.tenant->ask(question);
  REQUIRE(answered.policies.ok());
  CHECK(names_of(answered.policies.value()) == std::vector<std::string>{"A", "B"});
  CHECK(answered.policies.value()[0].assignments.size() == 1);
  CHECK(answered.policies.value()[0].version == 3);
}

TEST_CASE("a policy that cannot be understood stays in the list as what can be read of it") {
  auto broken = policy_json("1", "A");
  broken["omaSettings"][0]["value"] = "true";
  auto untyped = policy_json("2", "B");
  untyped["@odata.type"] = nullptr;
  TenantBench bench(Routes{{{kPolicyList, list({broken, nullptr, untyped, 5, policy_json("3", "C")})}}});
  Question question;
  question.policies = true;
  const auto answered = bench.tenant->ask(question);
  REQUIRE(answered.policies.ok());
  CHECK(names_of(answered.policies.value()) == std::vector<std::string>{"A", "", "B", "", "C"});
  CHECK(answered.policies.value()[0].unreadable.value().starts_with("`/omaSettings/0/value` of the answer"));
  CHECK(answered.policies.value()[2].id == "2");
  CHECK_FALSE(answered.policies.value()[4].unreadable);
}

TEST_CASE("a policy of another type that carries a marker is kept: it may be ours") {
  auto other = policy_json("2", "B");
  other["@odata.type"] = "#microsoft.graph.windows10CustomConfigurationV2";
  other["description"] =
      "[pinwright:1 contoso-windows-4f2a91/b t=1da54674 s=52jtfqit6mvjmv7e a=xdnqaztjd7llralw o=evdhdbc6n5m2qbkj]";
  TenantBench bench(Routes{{{kPolicyList, list({other})}}});
  Question question;
  question.policies = true;
  const auto answered = bench.tenant->ask(question);
  REQUIRE(answered.policies.ok());
  REQUIRE(answered.policies.value().size() == 1);
  CHECK(answered.policies.value()[0].unreadable);
}

TEST_CASE("an object that stands on two pages is one, as the later page shows it") {
  auto later = policy_json("a1");
  later["displayName"] = "later";
  TenantBench bench(Routes{{{kPolicyList, list({policy_json("A1", "first"), policy_json("2", "B"), later})}}});
  Question question;
  question.policies = true;
  const auto answered = bench.tenant->ask(question);
  REQUIRE(answered.policies.ok());
  CHECK(names_of(answered.policies.value()) == std::vector<std::string>{"later", "B"});
}

TEST_CASE("a text that is not quite JSON costs one object of the list") {
  auto page = list({policy_json("1", "A"), policy_json("2", "B")}).dump();
  const auto at = page.find("\"B\"");
  for (const char* name : {"\"half \\ud83d\"", "\"bytes \xff\"", "\"\\q\"", "NaN", "1e400", "-Infinity"}) {
    CAPTURE(name);
    auto body = page;
    body.replace(at, 3, name);
    TenantBench bench([&](const Request& request) -> base::Result<Response> {
      return is_of_catalog(request) ? answer(404) : base::Result<Response>(Response{200, {}, body});
    });
    Question question;
    question.policies = true;
    const auto answered = bench.tenant->ask(question);
    REQUIRE(answered.policies.ok());
    REQUIRE(answered.policies.value().size() == 2);
    CHECK(names_of(answered.policies.value())[0] == "A");
  }
}

TEST_CASE("where one policy's assignments cannot be had, that policy cannot be read") {
  auto empty = policy_json("1", "A");
  empty["assignments"] = json::array();
  auto other = policy_json("2", "B");
  other["assignments"] = json::array();
  for (const long status : {400L, 500L}) {
    TenantBench bench(batching([&](const Request& request) -> base::Result<Response> {
      if (request.url.ends_with("/1/assignments")) return answer(status);
      if (request.url.ends_with("/2/assignments")) return answer(200, list({}));
      return answer(200, list({empty, other}));
    }));
    Question question;
    question.policies = true;
    const auto answered = bench.tenant->ask(question);
    REQUIRE(answered.policies.ok());
    CHECK(answered.policies.value()[0].unreadable);
    CHECK_FALSE(answered.policies.value()[1].unreadable);
  }
}

TEST_CASE("policies by id are found, or not, each for itself") {
  TenantBench bench(batching(Routes{{{kPolicies + "/1?$expand=assignments", policy_json("1", "A")}}}));
  Question question;
  question.policy_ids = {{"1"}, {"a/../b?"}};
  const auto answered = bench.tenant->ask(question);
  REQUIRE(answered.policies_by_id.size() == 2);
  REQUIRE(answered.policies_by_id[0].ok());
  CHECK(answered.policies_by_id[0].value().id == "1");
  REQUIRE_FALSE(answered.policies_by_id[1].ok());
  CHECK(answered.policies_by_id[1].error().kind == base::ErrorKind::NotFound);
  CHECK(bench.urls() == std::vector<std::string>{kPolicies + "/1?$expand=assignments",
                                                 kPolicies + "/a%2F..%2Fb%3F?$expand=assignments"});
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

namespace {

/// A tenant of 200 policies with 5 text settings each, as a plan without changes meets it.
struct Fleet {
  bool encrypted = true;

  auto operator()(const Request& request) const -> base::Result<Response> {
    const auto path = request.url.substr(kBase.size());
    if (request.url == kPolicyList) return answer(200, list(policies()));
    if (is_of_catalog(request)) return answer(200, list({}));
    if (path.starts_with("/groups?")) return answer(200, list({{{"id", "g"}, {"displayName", name_in(path)}}}));
    if (path.find("/transitiveMembers/") != std::string::npos) return Response{200, {}, "9"};
    if (path.find("getOmaSettingPlainTextValue") != std::string::npos) return answer(200, {{"value", "text"}});
    if (path.starts_with("/servicePrincipals?")) return answer(200, list({{{"id", "sp"}}}));
    return answer(200, list({{{"id", "x"},
                              {"displayName", "x"},
                              {"rule", "x"},
                              {"platform", "windows10AndLater"},
                              {"consentType", "AllPrincipals"}}}));
  }

  auto policies() const -> std::vector<json> {
    std::vector<json> out;
    for (int i = 0; i < 200; ++i) {
      auto policy = policy_json(std::to_string(i));
      policy["omaSettings"] = json::array();
      for (int s = 0; s < 5; ++s) {
        json setting{{"@odata.type", "#microsoft.graph.omaSettingString"},
                     {"displayName", "S"},
                     {"omaUri", "./Device/Vendor/MSFT/X/" + std::to_string(s)},
                     {"isEncrypted", encrypted},
                     {"value", encrypted ? "****" : "text"}};
        if (encrypted) setting["secretReferenceValueId"] = std::to_string(i) + "_" + std::to_string(s);
        policy["omaSettings"].push_back(std::move(setting));
      }
      out.push_back(std::move(policy));
    }
    return out;
  }

  static auto name_in(const std::string& path) -> std::string {
    const auto quote = path.find('\'');
    return path.substr(quote + 1, path.rfind('\'') - quote - 1);
  }
};

auto question_by_name() -> Question {
  Question question;
  question.organization = question.policies = question.filters = question.scope_tags = true;
  for (int i = 0; i < 10; ++i) question.group_names.push_back("group" + std::to_string(i));
  question.applications = {kService, kClient};
  return question;
}

auto question_by_id(const plan::Answer& first) -> Question {
  Question question;
  for (int i = 0; i < 10; ++i) question.count_groups.push_back("g" + std::to_string(i));
  for (const auto& live : first.policies.value()) {
    for (const auto& setting : std::get<object::Policy>(live.object).settings) {
      if (const auto* mask = std::get_if<object::Masked>(&setting.value))
        question.masked.push_back({live.id, mask->reference});
    }
  }
  return question;
}

}  // namespace

TEST_CASE("a plan of 200 policies takes at most 60 requests with every value encrypted, and 8 with none") {
  for (const bool encrypted : {true, false}) {
    TenantBench bench(batching(Fleet{encrypted}));
    const auto first = bench.tenant->ask(question_by_name());
    REQUIRE(first.policies.ok());
    REQUIRE(first.policies.value().size() == 200);
    for (const auto& group : first.groups_by_name) CHECK(group.value().size() == 1);
    for (const auto& application : first.applications) CHECK(application.value()->consented);
    const auto by_id = question_by_id(first);
    CHECK(by_id.masked.size() == (encrypted ? 1000 : 0));
    const auto second = bench.tenant->ask(by_id);
    for (const auto& count : second.counts) CHECK(count.value().devices == 9);
    for (const auto& text : second.plain_texts) REQUIRE(text.value() == "text");
    // The sign-in is one more.
    CHECK(bench.transport->seen.size() + 1 <= (encrypted ? 60 : 8));
    // A round of requests each; the 50 batches of plain texts are two, so that a 429 in the first stops the second.
    CHECK(bench.transport->sends == (encrypted ? 4 : 3));
  }
}

}  // namespace pinwright::graph
