#include "sandbox/resources/approval_gate.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <utility>

#include "base/base64.hpp"
#include "base/sha256.hpp"
#include "base/text.hpp"
#include "base/utf8.hpp"
#include "sandbox/guid.hpp"
#include "sandbox/instant.hpp"
#include "sandbox/json_text.hpp"
#include "sandbox/resources/approval_state.hpp"

namespace pinwright::sandbox {

using nlohmann::json;

namespace {

constexpr std::string_view kJustification = "x-msft-approval-justification";
constexpr std::string_view kCode = "x-msft-approval-code";
constexpr std::int64_t kThreeDays = std::int64_t{3} * 24 * 3600;

auto bad(std::string_view message) -> Reply { return refuse(Area::Intune, 400, "BadRequest", message); }

auto approval_required(std::string_view code, std::string_view message) -> Reply {
  auto reply = refuse(Area::Intune, 403, "ApprovalRequired", message);
  reply.headers.emplace_back(kCode, code);
  return reply;
}

/// What the tenant's seed says of approval; nullopt: nothing is protected.
auto policy_of(std::string_view tenant, Store::Transaction& transaction) -> std::optional<json> {
  const auto row = transaction.find(tenant, Kind::ApprovalPolicy, "policy");
  if (!row) return std::nullopt;
  return parse_stored(row->body);
}

auto protects(const json& policy, std::string_view pattern) -> bool {
  const auto pieces = base::split(pattern, '/');
  const auto sets = policy.value("protects", json::array());
  return pieces.size() > 1 &&
         std::any_of(sets.begin(), sets.end(), [&](const json& set) { return set == std::string(pieces[1]); });
}

/// What a call would write; the object of a call that makes one is its body.
auto entity_of(const Request& request) -> std::string {
  std::string path;
  for (const auto& segment : request.url.segments) {
    path += "/" + base::folded(segment.name);
    for (const auto& [name, value] : segment.arguments) path += "/" + base::folded(value);
  }
  return path;
}

/// The same JSON has the same digest, whatever its spacing and the order of its keys.
auto digest_of(std::string_view body) -> std::string {
  const auto value = parse_json(body);
  return base::hex(base::sha256(value ? to_text(*value) : std::string(body)));
}

auto justification_of(std::string_view header) -> std::optional<std::string> {
  auto text = base::base64_decode(header);
  if (!text || text->empty() || base::count_code_points(*text) > kMaxJustification) return std::nullopt;
  return text;
}

auto requests_of(std::string_view tenant, Store::Transaction& transaction) -> std::vector<json> {
  std::vector<json> requests;
  for (const auto& row : transaction.list(tenant, Kind::ApprovalRequest)) {
    requests.push_back(current_request(parse_stored(row.body)));
  }
  return requests;
}

/// An open request about the same object; two new objects are the same when their bodies are.
auto open_request(const Request& request, Store::Transaction& transaction) -> bool {
  const auto entity = entity_of(request);
  const bool is_new = request.call.method == "POST" && request.keys.empty();
  const auto digest = digest_of(request.call.body);
  const auto requests = requests_of(request.who.tenant, transaction);
  return std::any_of(requests.begin(), requests.end(), [&](const json& one) {
    return is_open(one) && text_of(one, "entity") == entity && (!is_new || text_of(one, "body") == digest);
  });
}

auto make_request(const Request& request, const json& policy, std::string justification) -> json {
  const auto start = now();
  const auto seconds = policy.value("seconds", kThreeDays);
  return {{"id", new_guid()},
          {"requestDateTime", to_text(start)},
          {"lastModifiedDateTime", to_text(start)},
          {"expirationDateTime", to_text(start + seconds * kTicksPerSecond)},
          {"requestor", identity_set(request.who)},
          {"approver", nullptr},
          {"status", "needsApproval"},
          {"requestJustification", std::move(justification)},
          {"approvalJustification", nullptr},
          // The enumeration has no member for policies yet.
          {"requiredOperationApprovalPolicyTypes", {"unknownFutureValue"}},
          {"method", request.call.method},
          {"entity", entity_of(request)},
          {"body", digest_of(request.call.body)}};
}

auto ask(const Request& request, const json& policy, Store::Transaction& transaction) -> Reply {
  auto justification = justification_of(header_of(request.call.headers, kJustification));
  if (!justification) {
    return bad(fmt::format("Header '{}' must be base64 of 1 to 1024 characters.", kJustification));
  }
  if (open_request(request, transaction)) {
    return refuse(Area::Intune, 409, "Conflict", "An active Approval Request already exists for this object.");
  }
  const auto fresh = make_request(request, policy, *std::move(justification));
  const auto id = text_of(fresh, "id");
  transaction.insert(request.who.tenant, Kind::ApprovalRequest, id, to_text(fresh));
  if (auto done = transaction.commit(); !done) return store_failed(Area::Intune, done.error());
  return approval_required(id, "The operation requires approval by another administrator.");
}

auto is_of(const json& approval, const Request& request) -> bool {
  return text_of(approval, "method") == request.call.method && text_of(approval, "entity") == entity_of(request) &&
         text_of(approval, "body") == digest_of(request.call.body);
}

auto refuse_code(const Request& request, std::string_view code, Store::Transaction& transaction)
    -> std::optional<Reply> {
  const auto row = transaction.find(request.who.tenant, Kind::ApprovalRequest, code);
  if (!row) return bad(fmt::format("The approval code '{}' does not exist.", code));
  const auto approval = current_request(parse_stored(row->body));
  if (!is_of(approval, request)) return bad("The approval code was given for another operation.");
  const auto status = text_of(approval, "status");
  if (status == "approved") return std::nullopt;
  if (status == "needsApproval") return approval_required(code, "The operation waits for approval.");
  return refuse(Area::Intune, 403, "Forbidden", fmt::format("The approval request is {}.", status));
}

}  // namespace

auto refuse_unapproved(const Request& request, Services& services, std::string_view pattern) -> std::optional<Reply> {
  if (request.call.method == "GET") return std::nullopt;
  Store::Transaction transaction(services.store);
  const auto policy = policy_of(request.who.tenant, transaction);
  if (!policy || !protects(*policy, pattern)) return std::nullopt;
  const auto code = header_of(request.call.headers, kCode);
  const auto justification = header_of(request.call.headers, kJustification);
  if (!code.empty() && !justification.empty()) {
    return bad(fmt::format("The headers '{}' and '{}' cannot stand together.", kJustification, kCode));
  }
  if (!code.empty()) return refuse_code(request, code, transaction);
  if (!justification.empty()) return ask(request, *policy, transaction);
  const auto message = fmt::format("Header '{}' is required to request approval", kJustification);
  const auto status = policy->value("refusal", 400);
  return refuse(Area::Intune, status, status == 400 ? "BadRequest" : "Forbidden", message);
}

auto complete_approval(const Request& request, Services& services) -> void {
  const auto code = header_of(request.call.headers, kCode);
  if (code.empty()) return;
  Store::Transaction transaction(services.store);
  const auto row = transaction.find(request.who.tenant, Kind::ApprovalRequest, code);
  if (!row) return;
  auto approval = parse_stored(row->body);
  if (!is_of(approval, request) || text_of(approval, "status") != "approved") return;
  approval["status"] = "completed";
  approval["lastModifiedDateTime"] = to_text(now());
  transaction.replace(request.who.tenant, Kind::ApprovalRequest, code, to_text(approval));
  // The write is in the store already; an approval that stays open is the smaller harm.
  (void)transaction.commit();
}

}  // namespace pinwright::sandbox
