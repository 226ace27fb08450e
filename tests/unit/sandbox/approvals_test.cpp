#include "base/base64.hpp"
#include "unit/sandbox/catalog.hpp"

using namespace pinwright::sandbox::test;
using pinwright::base::base64_encode;

namespace {

using Headers = pinwright::sandbox::Headers;

constexpr auto kRequests = "/beta/deviceManagement/operationApprovalRequests";
constexpr auto kApprover = "77777777-7777-4777-8777-777777777777";

auto protected_seed(const json& more = json::object()) -> json {
  json approvals = {{"protects", {"configurationPolicies"}}};
  approvals.update(more);
  return seed({{"approvals", approvals}});
}

auto reason(const std::string& text = "change 42") -> Headers {
  return {{"x-msft-approval-justification", base64_encode(text)}};
}
auto code(const std::string& value) -> Headers { return {{"x-msft-approval-code", value}}; }

auto code_of(const Answer& answer) -> std::string {
  return std::string(pinwright::sandbox::header_of(answer.reply.headers, "x-msft-approval-code"));
}

/// Speaks as another administrator, and then as the first again.
class Approver {
 public:
  explicit Approver(Local& local) : local_(local), theirs_(token(local, kApprover)), ours_(token(local, kClient)) {}

  auto post(const std::string& target, const json& body) -> Answer {
    local_.use(theirs_);
    auto answer = local_.post(target, body);
    local_.use(ours_);
    return answer;
  }

 private:
  static auto token(Local& local, const std::string& client) -> std::string {
    return local.sign_in(client).body.at("access_token");
  }
  Local& local_;
  std::string theirs_, ours_;
};

auto status_of(Local& local, const std::string& request) -> std::string {
  const auto found = local.get(std::string(kRequests) + "?$filter=requestId%20eq%20'" + request + "'").body.at("value");
  REQUIRE(found.size() == 1);
  CHECK_FALSE(found.at(0).contains("requestId"));
  return found.at(0).at("status");
}

/// A request for approval of a new policy; its code.
auto asked(Local& local, const json& body) -> std::string {
  const auto answer = local.call("POST", kCatalog, body, reason());
  CAPTURE(answer.body);
  REQUIRE(answer.status == 403);
  CHECK(answer.code() == "ApprovalRequired");
  REQUIRE_FALSE(code_of(answer).empty());
  return code_of(answer);
}

}  // namespace

TEST_CASE("a write to what is protected needs a justification") {
  Local local(protected_seed());
  const auto answer = local.post(kCatalog, catalog_policy({}));
  CHECK(answer.status == 400);
  CHECK_THAT(answer.message(), Catch::StartsWith("Header 'x-msft-approval-justification' is required"));
  CHECK(local.get(kCatalog).body.at("value").empty());
  CHECK(local.post("/beta/deviceManagement/deviceConfigurations", policy()).status == 201);
  Local other(protected_seed({{"refusal", 403}}));
  CHECK(other.post(kCatalog, catalog_policy({})).status == 403);
}

TEST_CASE("a justification is base64 of at most 1024 characters") {
  Local local(protected_seed());
  const auto body = catalog_policy({});
  CHECK(local.call("POST", kCatalog, body, {{"x-msft-approval-justification", "not base64!"}}).status == 400);
  CHECK(local.call("POST", kCatalog, body, reason(std::string(1025, 'x'))).status == 400);
  CHECK(local.call("POST", kCatalog, body, reason(std::string(1024, 'x'))).status == 403);
}

TEST_CASE("an approved write is done once, with the code and the same body") {
  Local local(protected_seed());
  Approver approver(local);
  const auto body = catalog_policy({simple("a", 1)});
  const auto request = asked(local, body);
  CHECK(status_of(local, request) == "needsApproval");

  const auto early = local.call("POST", kCatalog, body, code(request));
  CHECK(early.status == 403);
  CHECK(early.code() == "ApprovalRequired");
  const auto path = std::string(kRequests) + "/" + request;
  CHECK(approver.post(path + "/approve", {{"justification", "fine"}}).status == 200);
  CHECK(status_of(local, request) == "approved");
  CHECK(local.call("POST", kCatalog, catalog_policy({simple("a", 2)}), code(request)).status == 400);
  auto both = reason();
  both.push_back(code(request).front());
  CHECK(local.call("POST", kCatalog, body, both).status == 400);

  CHECK(local.call("POST", kCatalog, body, code(request)).status == 201);
  CHECK(status_of(local, request) == "completed");
  CHECK(local.call("POST", kCatalog, body, code(request)).status == 403);
  CHECK(local.get(kCatalog).body.at("value").size() == 1);

  const auto shown = local.get(path).body;
  CHECK(shown.at("requestJustification") == "change 42");
  CHECK(shown.at("approvalJustification") == "fine");
  CHECK(shown.at("requestor").at("application").at("id") == kClient);
  CHECK(shown.at("approver").at("application").at("id") == kApprover);
}

TEST_CASE("a refused write that was approved leaves its approval open") {
  Local local(protected_seed());
  Approver approver(local);
  const auto wrong = catalog_policy({simple("a", "text")});
  const auto request = asked(local, wrong);
  CHECK(approver.post(std::string(kRequests) + "/" + request + "/approve", json::object()).status == 200);
  CHECK(local.call("POST", kCatalog, wrong, code(request)).status == 400);
  CHECK(status_of(local, request) == "approved");
}

TEST_CASE("each operation on a policy waits for itself, one at a time for an object") {
  Local local(protected_seed());
  Approver approver(local);
  const auto made = asked(local, catalog_policy({}));
  CHECK(approver.post(std::string(kRequests) + "/" + made + "/approve", json::object()).status == 200);
  const auto policy = local.call("POST", kCatalog, catalog_policy({}), code(made));
  REQUIRE(policy.status == 201);
  const auto path = std::string(kCatalog) + "/" + policy.body.at("id").get<std::string>();
  const json nobody = {{"assignments", json::array()}};
  CHECK(local.call("POST", path + "/assign", nobody, reason()).code() == "ApprovalRequired");
  const auto again = local.call("POST", path + "/assign", nobody, reason());
  CHECK(again.status == 409);
  CHECK_THAT(again.message(), Catch::Contains("active Approval Request already exists"));
  CHECK(local.call("PATCH", path, {{"name", "x"}}, reason()).code() == "ApprovalRequired");
  CHECK(local.call("DELETE", path, json(), {}).status == 400);
}

TEST_CASE("one new policy does not stand in the way of another") {
  Local local(protected_seed());
  CHECK(asked(local, catalog_policy({}, "a")) != asked(local, catalog_policy({}, "b")));
  CHECK(local.call("POST", kCatalog, catalog_policy({}, "a"), reason()).status == 409);
}

TEST_CASE("nobody decides about a request of their own, and only they withdraw it") {
  Local local(protected_seed());
  Approver approver(local);
  const auto request = asked(local, catalog_policy({}));
  const auto path = std::string(kRequests) + "/" + request;
  CHECK(local.post(path + "/approve", json::object()).status == 403);
  CHECK(approver.post(std::string(kRequests) + "/cancelMyRequest", {{"id", request}}).status == 403);
  CHECK(local.post(std::string(kRequests) + "/cancelMyRequest", {{"id", request}}).status == 204);
  CHECK(status_of(local, request) == "cancelled");
  CHECK(approver.post(path + "/approve", json::object()).status == 400);
}

TEST_CASE("rejected, cancelled and expired requests lead nowhere") {
  Local local(protected_seed());
  Approver approver(local);
  const auto body = catalog_policy({});
  const auto rejected = asked(local, body);
  CHECK(approver.post(std::string(kRequests) + "/" + rejected + "/reject", {{"justification", "no"}}).status == 200);
  CHECK(local.call("POST", kCatalog, body, code(rejected)).status == 403);
  CHECK(status_of(local, rejected) == "rejected");
  const auto cancelled = asked(local, body);
  const auto path = std::string(kRequests) + "/" + cancelled;
  CHECK(approver.post(path + "/approve", json::object()).status == 200);
  CHECK(approver.post(path + "/cancelApproval", json::object()).status == 200);
  CHECK(local.call("POST", kCatalog, body, code(cancelled)).status == 403);

  Local brief(protected_seed({{"seconds", 0}}));
  const auto expired = asked(brief, body);
  CHECK(status_of(brief, expired) == "expired");
  CHECK(brief.call("POST", kCatalog, body, code(expired)).status == 403);
  CHECK(brief.call("POST", kCatalog, body, code("nothing")).status == 400);
}

TEST_CASE("an item of a batch waits like a call of its own, and its code is in its headers") {
  Local local(protected_seed());
  json headers = {{"Content-Type", "application/json"}, {"x-msft-approval-justification", base64_encode("why")}};
  const auto answer = local.post("/beta/$batch", {{"requests",
                                                   {{{"id", "1"},
                                                     {"method", "POST"},
                                                     {"url", "/deviceManagement/configurationPolicies"},
                                                     {"headers", headers},
                                                     {"body", catalog_policy({})}}}}});
  const auto& item = answer.body.at("responses").at(0);
  CHECK(item.at("status") == 403);
  CHECK(item.at("headers").contains("x-msft-approval-code"));
}
