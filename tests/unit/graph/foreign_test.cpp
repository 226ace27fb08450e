// Which requests it costs to know what policies of other kinds set.

#include "unit/graph/tenant.hpp"

namespace pinwright::graph {

using graph_test::answer;
using graph_test::batching;
using graph_test::json;
using graph_test::kBase;
using graph_test::list;
using graph_test::TenantBench;
using object::PolicyKind;
using plan::Question;
using Strings = std::vector<std::string>;

namespace {

const std::string kManagement = kBase + "/deviceManagement/";
const std::string kRecovery = "./device/vendor/msft/passportforwork/{tenantid}/policies/enablepinrecovery";
const std::string kMinimum = "./device/vendor/msft/passportforwork/{tenantid}/policies/pincomplexity/minimumpinlength";
const std::string kAdmx = "./device/vendor/msft/policy/config/printers/pointandprintrestrictions";
const std::string kIdentityList = kManagement +
                                  "deviceConfigurations?$expand=assignments&$filter=isof('microsoft.graph."
                                  "windowsIdentityProtectionConfiguration')";

auto urls_for(const std::set<std::string>& nodes) -> Strings {
  TenantBench bench(batching([](const Request&) -> base::Result<Response> { return answer(200, list({})); }));
  Question question;
  question.nodes = nodes;
  const auto answered = bench.tenant->ask(question);
  for (const auto& row : answered.foreign) {
    if (row.policies.ok()) CHECK(row.policies.value().empty());
  }
  return bench.urls();
}

}  // namespace

TEST_CASE("a tenant without policies of other kinds is asked for one list a kind that may set the nodes") {
  // The enrolment policy says nothing of PIN recovery.
  CHECK(urls_for({kRecovery}) == Strings{kIdentityList, kManagement + "intents"});
  CHECK(urls_for({kRecovery, kMinimum}) == Strings{kIdentityList,
                                                   kManagement + "deviceEnrollmentConfigurations?$expand=assignments",
                                                   kManagement + "intents"});
  CHECK(urls_for({"./device/vendor/msft/nobody/knows"}).empty());
  CHECK(urls_for({}).empty());
}

TEST_CASE("an ADMX-backed node is asked of Administrative Templates") {
  const auto urls = urls_for({kAdmx});
  CHECK(std::count(urls.begin(), urls.end(), kManagement + "groupPolicyConfigurations?$expand=assignments") == 1);
}

TEST_CASE("a service that lacks the kinds, or may not be asked, leaves each of them open and nothing else") {
  for (const long status : {400L, 403L, 404L}) {
    CAPTURE(status);
    TenantBench bench(batching([&](const Request&) -> base::Result<Response> {
      return answer(status, {{"error", {{"code", "BadRequest"}, {"message", "Resource not found for the segment"}}}});
    }));
    Question question;
    question.nodes = {kMinimum};
    const auto answered = bench.tenant->ask(question);
    REQUIRE(answered.foreign.size() == 3);
    for (const auto& row : answered.foreign) CHECK_FALSE(row.policies.ok());
    CHECK(bench.urls().size() == 3);
  }
}

TEST_CASE("assignments that the list shows empty are asked for, and settings only of assigned intents") {
  const auto intents = kManagement + "intents";
  const auto all = list({{{"id", "a1"}, {"target", {{"@odata.type", "#microsoft.graph.allDevicesAssignmentTarget"}}}}});
  TenantBench bench(batching([&](const Request& request) -> base::Result<Response> {
    if (request.url == kIdentityList) {
      return answer(200, list({{{"@odata.type", "#microsoft.graph.windowsIdentityProtectionConfiguration"},
                                {"id", "t1"},
                                {"displayName", "Typed"},
                                {"pinRecoveryEnabled", true},
                                {"assignments", json::array()}},
                               {{"@odata.type", "#microsoft.graph.windowsIdentityProtectionConfiguration"},
                                {"id", "t2"},
                                {"displayName", "Sets another"},
                                {"pinRecoveryEnabled", false},
                                {"assignments", json::array()}}}));
    }
    if (request.url == intents)
      return answer(200, list({{{"id", "i1"}, {"displayName", "Assigned"}, {"isAssigned", true}},
                               {{"id", "i2"}, {"displayName", "Not"}, {"isAssigned", false}}}));
    if (request.url == intents + "/i1/settings")
      return answer(200, list({{{"definitionId",
                                 "deviceConfiguration--windowsIdentityProtectionConfiguration_"
                                 "pinRecoveryEnabled"},
                                {"valueJson", "true"}}}));
    return answer(200, all);
  }));
  Question question;
  question.nodes = {kRecovery};
  const auto answered = bench.tenant->ask(question);
  CHECK(bench.urls() == Strings{kManagement + "deviceConfigurations/t1/assignments", kIdentityList, intents,
                                intents + "/i1/assignments", intents + "/i1/settings"});
  REQUIRE(answered.foreign.size() == 2);
  for (const auto& row : answered.foreign) {
    REQUIRE(row.policies.ok());
    REQUIRE(row.policies.value().size() == 1);
    CHECK(row.policies.value()[0].assignments.size() == 1);
    CHECK(row.policies.value()[0].settings.at(0).setting.value == object::SettingValue(true));
  }
  CHECK(answered.foreign[0].policies.value()[0].kind == PolicyKind::IdentityProtection);
}

TEST_CASE("v1.0 does not have the kinds that only beta has, and is not asked for them") {
  TenantBench bench(batching([](const Request&) -> base::Result<Response> { return answer(200, list({})); }),
                    model::GraphApi::V1);
  Question question;
  question.nodes = {kMinimum};
  const auto answered = bench.tenant->ask(question);
  REQUIRE(answered.foreign.size() == 3);
  for (const auto& row : answered.foreign) CHECK(row.policies.ok() == (row.kind == PolicyKind::Enrolment));
  CHECK(bench.transport->sends == 1);
}

}  // namespace pinwright::graph
