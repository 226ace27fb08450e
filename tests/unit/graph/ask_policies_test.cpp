// What plan::Tenant::ask tells of policies.

#include "unit/graph/policies.hpp"

namespace pinwright::graph {

using graph_test::answer;
using graph_test::batching;
using graph_test::is_of_catalog;
using graph_test::json;
using graph_test::kPolicies;
using graph_test::kPolicyList;
using graph_test::list;
using graph_test::names_of;
using graph_test::policy_json;
using graph_test::Routes;
using graph_test::TenantBench;
using plan::Question;

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
    CHECK_FALSE(bench.tenant->ask(question).policies.ok());
  }
}

TEST_CASE("a list that is not there is never an empty one, whoever says so") {
  for (const auto* const body :
       {"", "<html>Not Found</html>", R"({"error":{"code":"ResourceNotFound","message":"x"}})"}) {
    for (const long status : {404L, 410L}) {
      CAPTURE(body, status);
      TenantBench bench([&](const Request&) -> base::Result<Response> { return Response{status, {}, body}; });
      Question question;
      question.policies = true;
      question.group_names = {"SG Pilots"};
      const auto answered = bench.tenant->ask(question);
      REQUIRE_FALSE(answered.policies.ok());
      CHECK(answered.policies.error().kind == base::ErrorKind::Refused);
      REQUIRE_FALSE(answered.groups_by_name.at(0).ok());
      CHECK(answered.groups_by_name[0].error().kind == base::ErrorKind::Refused);
    }
  }
}

TEST_CASE("a page of something in between does not say that an object is gone") {
  TenantBench bench([&](const Request&) -> base::Result<Response> {
    return Response{404, {}, "<html>Not Found</html>"};
  });
  Question question;
  question.policy_ids = {{"1"}};
  const auto answered = bench.tenant->ask(question);
  REQUIRE_FALSE(answered.policies_by_id.at(0).ok());
  CHECK(answered.policies_by_id[0].error().kind == base::ErrorKind::Unreachable);
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

TEST_CASE("a policy of which a part is not to be found is asked for itself: it is gone, or cannot be read") {
  const auto catalog = graph_test::kBase + "/deviceManagement/configurationPolicies";
  const auto listed = [](const std::string& id) {
    return json{{"id", id}, {"name", id}, {"description", ""}, {"platforms", "windows10"}, {"technologies", "mdm"}};
  };
  auto empty = policy_json("1", "A");
  empty["assignments"] = json::array();
  auto other = policy_json("2", "B");
  other["assignments"] = json::array();
  const Routes routes{{{kPolicyList, list({empty, other})},
                       {kPolicies + "/1", policy_json("1", "A")},
                       {catalog + "?$expand=assignments", list({listed("3"), listed("4")})},
                       {catalog + "/3", listed("3")},
                       {catalog + "/3?$expand=assignments", listed("3")},
                       {catalog + "/3/assignments", list({})},
                       {catalog + "/4/assignments", list({})}}};
  TenantBench bench(batching(routes));
  Question question;
  question.policies = true;
  question.targets.insert(object::Target::SettingsCatalog);
  question.whole.all = true;
  question.policy_ids = {{"3", object::Target::SettingsCatalog}, {"1"}};
  const auto answered = bench.tenant->ask(question);
  REQUIRE(answered.policies.ok());
  CHECK(names_of(answered.policies.value()) == std::vector<std::string>{"A", "3"});
  for (const auto& live : answered.policies.value()) CHECK(live.unreadable);
  REQUIRE(answered.policies_by_id[0].ok());
  CHECK(answered.policies_by_id[0].value().unreadable);
  CHECK_FALSE(answered.policies_by_id[1].ok());  // itself is not at the address with `$expand`
}

TEST_CASE("an error with the status of a success is no object") {
  TenantBench bench([&](const Request&) -> base::Result<Response> {
    return answer(200, {{"error", {{"code", "InternalServerError"}, {"message", "An error has occurred"}}}});
  });
  Question question;
  question.policy_ids = {{"1"}};
  const auto answered = bench.tenant->ask(question);
  REQUIRE_FALSE(answered.policies_by_id[0].ok());
  CHECK(answered.policies_by_id[0].error().kind == base::ErrorKind::Unreachable);
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

}  // namespace pinwright::graph
