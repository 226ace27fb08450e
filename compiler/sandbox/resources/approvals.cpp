#include "sandbox/resources/approvals.hpp"

#include <fmt/format.h>

#include <nlohmann/json.hpp>
#include <utility>

#include "base/utf8.hpp"
#include "sandbox/instant.hpp"
#include "sandbox/json_text.hpp"
#include "sandbox/resources/approval_state.hpp"
#include "sandbox/resources/policy_kind.hpp"
#include "sandbox/typed.hpp"

namespace pinwright::sandbox {

using nlohmann::json;

namespace {

constexpr std::string_view kType = "operationApprovalRequest";
constexpr std::string_view kPolicyType = "operationApprovalPolicy";

auto show_request(const json& stored, const Request& request, Services&, const Expanded&) -> json {
  auto shown = shown_form(stored, *find_type(kType), request.api);
  // A name for `id` that filters know, and answers do not.
  shown.erase("requestId");
  return shown;
}

const Collection kRequests = {
    Kind::ApprovalRequest, Area::Intune, kType, "deviceManagement/operationApprovalRequests", {}, show_request};

auto protects_something(const Request& request, Services& services) -> bool {
  Store::Transaction transaction(services.store);
  const auto row = transaction.find(request.who.tenant, Kind::ApprovalPolicy, "policy");
  return row && !parse_stored(row->body).value("protects", json::array()).empty();
}

auto show_policy(const json& stored, const Request& request, Services&, const Expanded&) -> json {
  return shown_form(stored, *find_type(kPolicyType), request.api);
}

const Collection kPolicies = {
    Kind::ApprovalPolicy, Area::Intune, kPolicyType, "deviceManagement/operationApprovalPolicies", {}, show_policy};

/// As they are now: time ends some of them.
auto requests_of(const Request& request, Services& services) -> std::vector<json> {
  Store::Transaction transaction(services.store);
  std::vector<json> requests;
  for (const auto& row : transaction.list(request.who.tenant, Kind::ApprovalRequest, request.writes_ago)) {
    auto one = current_request(parse_stored(row.body));
    one["requestId"] = one.at("id");
    requests.push_back(std::move(one));
  }
  return requests;
}

struct Decision {
  std::string_view from;  ///< what the status must be
  std::string_view to;
};

auto decision_flaw(const json& body) -> std::optional<Flaw> {
  if (!body.is_object()) return Flaw{"ModelValidationFailure", "The body must be an object."};
  for (const auto& [key, value] : body.items()) {
    const bool is_known = key == "justification" || key == "approvalSource";
    if (!is_known || !(value.is_string() || value.is_null())) {
      return Flaw{"ModelValidationFailure", fmt::format("The parameter '{}' is not valid for this operation.", key)};
    }
  }
  if (base::count_code_points(text_of(body, "justification")) > kMaxJustification) {
    return Flaw{"BadRequest", "The justification is longer than 1024 characters."};
  }
  return std::nullopt;
}

/// The refusal, or nullopt when the decision is in the store.
auto decide(const Request& request, Services& services, std::string_view id, const Decision& decision,
            const json& justification) -> std::optional<Reply> {
  Store::Transaction transaction(services.store);
  const auto row = transaction.find(request.who.tenant, Kind::ApprovalRequest, id);
  if (!row) return not_found(Area::Intune, id);
  auto approval = current_request(parse_stored(row->body));
  const auto status = text_of(approval, "status");
  if (status != decision.from) return refuse({"BadRequest", fmt::format("The approval request is {}.", status)});
  const bool by_requestor = approval.at("requestor") == identity_set(request.who);
  if (by_requestor != (decision.to == "cancelled" && decision.from == "needsApproval")) {
    return refuse(Area::Intune, 403, "Forbidden",
                  by_requestor ? "A request cannot be decided by the one who made it."
                               : "A request can be cancelled by the one who made it alone.");
  }
  approval["status"] = decision.to;
  approval["lastModifiedDateTime"] = to_text(now());
  if (!by_requestor) {
    approval["approver"] = identity_set(request.who);
    approval["approvalJustification"] = justification;
  }
  transaction.replace(request.who.tenant, Kind::ApprovalRequest, id, to_text(approval));
  if (auto done = transaction.commit(); !done) return store_failed(Area::Intune, done.error());
  return std::nullopt;
}

auto answer_decision(const Request& request, Services& services, const Decision& decision) -> Reply {
  const auto body = parse_json(request.call.body);
  if (!body) return not_json();
  if (auto flaw = decision_flaw(*body)) return refuse(*flaw);
  const auto& id = request.keys.front();
  auto refused = decide(request, services, id, decision, body->value("justification", json()));
  return refused ? *std::move(refused) : value_reply(request, services, "Edm.String", std::string(decision.to));
}

}  // namespace

auto list_approval_policies(const Request& request, Services& services) -> Reply {
  ReadOptions options;
  if (auto refused = read_options(request, kPolicies, options)) return *std::move(refused);
  // The enumeration has no member for policies yet.
  const json policy{{"id", "policy"},
                    {"displayName", "Policies"},
                    {"description", nullptr},
                    {"approverGroupIds", json::array()},
                    {"lastModifiedDateTime", "2026-01-01T00:00:00Z"},
                    {"policyType", "unknownFutureValue"}};
  std::vector<Listed> policies;
  if (protects_something(request, services)) policies.push_back({1, &policy});
  return list(request, services, kPolicies, options, policies);
}

auto list_approval_requests(const Request& request, Services& services) -> Reply {
  ReadOptions options;
  if (auto refused = read_options(request, kRequests, options)) return *std::move(refused);
  const auto requests = requests_of(request, services);
  return list(request, services, kRequests, options, listed(requests));
}

auto count_approval_requests(const Request& request, Services& services) -> Reply {
  const auto requests = requests_of(request, services);
  return count(request, kRequests, listed(requests));
}

auto get_approval_request(const Request& request, Services& services) -> Reply {
  ReadOptions options;
  if (auto refused = read_options(request, kRequests, options)) return *std::move(refused);
  for (const auto& one : requests_of(request, services)) {
    if (text_of(one, "id") == request.keys.front()) return shown_reply(request, services, kRequests, options, one);
  }
  return not_found(Area::Intune, request.keys.front());
}

auto approve_request(const Request& request, Services& services) -> Reply {
  return answer_decision(request, services, {"needsApproval", "approved"});
}

auto reject_request(const Request& request, Services& services) -> Reply {
  return answer_decision(request, services, {"needsApproval", "rejected"});
}

auto cancel_approval(const Request& request, Services& services) -> Reply {
  return answer_decision(request, services, {"approved", "cancelled"});
}

auto cancel_my_request(const Request& request, Services& services) -> Reply {
  const auto body = parse_json(request.call.body);
  if (!body) return not_json();
  if (!body->is_object() || body->size() != 1 || text_of(*body, "id").empty()) {
    return refuse({"ModelValidationFailure", "The body of 'cancelMyRequest' holds the id of a request."});
  }
  auto refused = decide(request, services, text_of(*body, "id"), {"needsApproval", "cancelled"}, json());
  return refused ? *std::move(refused) : no_content();
}

}  // namespace pinwright::sandbox
