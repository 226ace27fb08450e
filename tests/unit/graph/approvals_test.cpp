#include "graph/approvals.hpp"

#include "base/base64.hpp"
#include "graph/graph_error.hpp"
#include "unit/graph/tenant.hpp"

namespace pinwright::graph {

using graph_test::answer;
using graph_test::json;
using graph_test::kBase;
using graph_test::kHost;
using graph_test::list;
using graph_test::Routes;
using graph_test::script;
using graph_test::TenantBench;
using Status = plan::ApprovalRequest::Status;

namespace {

const std::string kCode = "aabb1234-5678-9012-abcd-ef0123456789";
const std::string kRequests = kBase + "/deviceManagement/operationApprovalRequests";
const object::Address kPolicy{object::Kind::Policy, "1", object::Target::Custom};

auto refusal(long status, const std::string& code, const std::string& message, Headers headers = {}) -> Response {
  headers.emplace_back("request-id", "r");
  return answer(status, {{"error", {{"code", code}, {"message", message}}}}, std::move(headers));
}

auto request(const std::string& id, const std::string& status) -> json {
  return {{"id", id},
          {"status", status},
          {"requestJustification", "change 42 [tag]"},
          {"expirationDateTime", "2026-06-04T00:00:00Z"}};
}

auto said(const std::string& code, const std::string& message) -> GraphError {
  return read_graph_error({{"error", {{"code", code}, {"message", message}}}});
}

}  // namespace

TEST_CASE("a justification travels as base64, and a code as it is; never both") {
  TenantBench bench(script({answer(204), answer(204), answer(204)}));
  REQUIRE(bench.tenant->remove(kPolicy, {"Änderung 42", {}}).ok());
  REQUIRE(bench.tenant->remove(kPolicy, {"Änderung 42", kCode}).ok());
  REQUIRE(bench.tenant->remove(kPolicy).ok());
  const auto& seen = bench.transport->seen;
  const auto header = [&](std::size_t i, std::string_view name) {
    return std::string(Response{0, seen.at(i).headers, {}}.header(name));
  };
  CHECK(base::base64_decode(header(0, "x-msft-approval-justification")) == "Änderung 42");
  CHECK(header(0, "x-msft-approval-code").empty());
  CHECK(header(1, "x-msft-approval-justification").empty());
  CHECK(header(1, "x-msft-approval-code") == kCode);
  CHECK(header(2, "x-msft-approval-justification").empty());
  CHECK(header(2, "x-msft-approval-code").empty());
}

TEST_CASE("a write that waits for approval is known by its header, code or text, under any status") {
  const Headers named{{"x-msft-approval-code", kCode}};
  const auto response =
      GENERATE_COPY(refusal(403, "ApprovalRequired", "Approval Required. x-msft-approval-code: " + kCode, named),
                    refusal(412, "BadRequest", "Precondition failed for " + kCode, named),
                    refusal(400, "BadRequest", "Something else about " + kCode, named));
  TenantBench bench(script({response}));
  const auto told = bench.tenant->remove(kPolicy, {"change 42", {}});
  CHECK(told.meaning == plan::Meaning::Waits);
  CHECK(told.approval_code == kCode);
  CHECK_FALSE(told.asks_justification);
  CHECK_THAT(told.error.message + told.error.help, !Catch::Contains(kCode));
}

TEST_CASE("that another request is open is known by its text, and names no code") {
  TenantBench bench(script({refusal(409, "Conflict", "An active Approval Request already exists for this object.")}));
  const auto told = bench.tenant->remove(kPolicy, {"change 42", {}});
  CHECK(told.meaning == plan::Meaning::Waits);
  CHECK(told.approval_code.empty());
}

TEST_CASE("that a justification is asked for is known by its text, nested as Intune has it, under any status") {
  const auto status = GENERATE(400L, 403L, 412L);
  const auto nested = json{{"_version", 3},
                           {"Message",
                            "Header 'x-msft-approval-justification' is required to request approval - "
                            "Operation ID (for customer support): 0 - Activity ID: a"}}
                          .dump();
  TenantBench bench(script({refusal(status, "BadRequest", nested)}));
  const auto told = bench.tenant->remove(kPolicy);
  CHECK(told.meaning == plan::Meaning::DidNotHappen);
  CHECK(told.asks_justification);
  CHECK_FALSE(told.may_pass);
}

TEST_CASE("what Graph says of a request that ended is no approval that is waited for") {
  for (const auto* const message : {"The approval request is rejected.", "The approval request is expired.",
                                    "The approval code was given for another operation."}) {
    CHECK_FALSE(is_approval(said("Forbidden", message)));
  }
  for (const auto* const message : {"Approval Required.", "Approval is required for this operation.",
                                    "An active Approval Request already exists."}) {
    CHECK(is_approval(said("BadRequest", message)));
  }
}

TEST_CASE("a code that was sent is in no error") {
  TenantBench bench(script({refusal(400, "BadRequest", "The code '" + kCode + "' does not exist.")}));
  const auto told = bench.tenant->remove(kPolicy, {{}, kCode});
  CHECK_FALSE(told.ok());
  CHECK_THAT(told.error.message + told.error.help, !Catch::Contains(kCode));
}

TEST_CASE("a request is found by its code, whatever the letter case of its status") {
  const std::vector<std::pair<std::string, Status>> words{
      {"needsApproval", Status::Waiting}, {"approved", Status::Approved},   {"rejected", Status::Rejected},
      {"cancelled", Status::Cancelled},   {"completed", Status::Completed}, {"expired", Status::Expired},
      {"Approved", Status::Approved},     {"unknown", Status::Waiting},     {"somethingNew", Status::Waiting}};
  for (const auto& [word, status] : words) {
    TenantBench bench(Routes{{{kRequests + "?$filter=requestId%20eq%20'" + kCode + "'",
                               list({request("another", "approved"), request(kCode, word)})}}});
    const auto found = bench.tenant->approvals().find(kCode);
    REQUIRE(found.ok());
    CHECK(found.value().status == status);
    CHECK(found.value().expires == "2026-06-04T00:00:00Z");
    CHECK(found.value().justification == "change 42 [tag]");
  }
}

TEST_CASE("a request that is not there is NotFound") {
  TenantBench bench(Routes{{{kRequests + "?$filter=requestId%20eq%20'" + kCode + "'", list({})}}});
  CHECK(bench.tenant->approvals().find(kCode).error().kind == base::ErrorKind::NotFound);
}

TEST_CASE("open requests are those that wait and those that are approved, of beta whatever the workspace asks for") {
  TenantBench bench(
      Routes{{{kRequests + "?$filter=status%20eq%20'needsApproval'", list({request("a", "needsApproval")})},
              {kRequests + "?$filter=status%20eq%20'approved'",
               list({request("b", "approved"), request("c", "expired")})}}},
      model::GraphApi::V1);
  const auto open = bench.tenant->approvals().open();
  REQUIRE(open.ok());
  REQUIRE(open.value().size() == 2);
  CHECK(open.value()[0].id == "a");
  CHECK(open.value()[1].id == "b");
}

TEST_CASE("an access policy may ask for the approval of policies unless its type is another that is known") {
  const std::string policies = kBase + "/deviceManagement/operationApprovalPolicies";
  for (const auto* const type : {"configurationPolicy", "unknownFutureValue", "filter"}) {
    TenantBench bench(Routes{{{policies, list({{{"policyType", "app"}}, {{"policyType", type}}})}}});
    CHECK(bench.tenant->approvals().may_be_asked_for().value());
  }
  for (const auto* const type : {"app", "script", "role", "deviceWipe"}) {
    TenantBench bench(Routes{{{policies, list({{{"policyType", type}}})}}});
    CHECK_FALSE(bench.tenant->approvals().may_be_asked_for().value());
  }
  TenantBench none(Routes{{{policies, list({})}}});
  CHECK_FALSE(none.tenant->approvals().may_be_asked_for().value());
  TenantBench refused(script({refusal(403, "Forbidden", "no"), refusal(403, "Forbidden", "no")}));
  CHECK(refused.tenant->approvals().may_be_asked_for().error().kind == base::ErrorKind::Forbidden);
}

TEST_CASE("a request is taken back by its id") {
  TenantBench bench(script({answer(204), refusal(403, "Forbidden", "no")}));
  CHECK(bench.tenant->approvals().cancel(kCode).ok());
  const auto& sent = bench.transport->seen.front();
  CHECK(sent.method == "POST");
  CHECK(sent.url == kRequests + "/cancelMyRequest");
  CHECK(json::parse(sent.body) == json{{"id", kCode}});
  CHECK_FALSE(bench.tenant->approvals().cancel(kCode).ok());
}

}  // namespace pinwright::graph
