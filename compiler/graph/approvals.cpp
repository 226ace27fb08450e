#include "graph/approvals.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <iterator>
#include <nlohmann/json.hpp>
#include <utility>

#include "base/text.hpp"
#include "graph/json.hpp"
#include "graph/reader.hpp"
#include "graph/url.hpp"

namespace pinwright::graph {

using nlohmann::json;
using Status = plan::ApprovalRequest::Status;

namespace {

constexpr std::string_view kPolicies = "/deviceManagement/operationApprovalPolicies";
constexpr std::string_view kRequests = "/deviceManagement/operationApprovalRequests";

/// operationApprovalPolicyType. What came later than a version of Graph knows is told as unknownFutureValue.
/// https://learn.microsoft.com/graph/api/resources/intune-rbac-operationapprovalpolicytype
auto may_mean_policies(std::string_view type) -> bool {
  constexpr std::array<std::string_view, 4> kTypes{"configurationPolicy", "endpointSecurityPolicy", "filter",
                                                   "unknownFutureValue"};
  return std::any_of(kTypes.begin(), kTypes.end(), [&](std::string_view one) { return base::equal_folded(one, type); });
}

/// operationApprovalRequestStatus. What is not decided as far as the word tells still waits.
auto status_of(std::string_view word) -> Status {
  constexpr std::array<std::pair<std::string_view, Status>, 5> kWords{{{"approved", Status::Approved},
                                                                       {"rejected", Status::Rejected},
                                                                       {"cancelled", Status::Cancelled},
                                                                       {"completed", Status::Completed},
                                                                       {"expired", Status::Expired}}};
  for (const auto& [known, status] : kWords) {
    if (base::equal_folded(word, known)) return status;
  }
  return Status::Waiting;
}

auto request_of(const json& entity) -> plan::ApprovalRequest {
  return {text_at(entity, "id"), status_of(text_at(entity, "status")), text_at(entity, "requestJustification"),
          text_at(entity, "expirationDateTime")};
}

}  // namespace

auto GraphApprovals::find(const std::string& code) -> base::Result<plan::ApprovalRequest> {
  auto found = list("requestId%20eq%20" + odata_literal(code));
  if (!found.ok()) return found.error();
  for (auto& one : found.value()) {
    if (base::equal_folded(one.id, code)) return std::move(one);
  }
  return base::Error{"there is no such request for approval", {}, base::ErrorKind::NotFound};
}

auto GraphApprovals::open() -> base::Result<std::vector<plan::ApprovalRequest>> {
  std::vector<plan::ApprovalRequest> all;
  for (const std::string_view status : {"needsApproval", "approved"}) {
    auto some = list("status%20eq%20" + odata_literal(status));
    if (!some.ok()) return some.error();
    std::move(some.value().begin(), some.value().end(), std::back_inserter(all));
  }
  std::erase_if(all, [](const plan::ApprovalRequest& one) { return !plan::is_open(one); });
  return all;
}

auto GraphApprovals::cancel(const std::string& code) -> base::Status {
  const nlohmann::ordered_json body{{"id", code}};
  await_write_turn(session_);
  const auto reply =
      write(session_, {plan::Method::Action, "POST", base_ + std::string(kRequests) + "/cancelMyRequest", &body});
  if (!reply.answer.ok()) return reply.answer.error;
  return base::Done{};
}

auto GraphApprovals::may_be_asked_for() -> base::Result<bool> {
  const std::vector<Read> reads{
      {.shape = Read::Shape::List, .path = std::string(kPolicies), .worth = Read::Worth::Estimate}};
  const auto answer = std::move(read_all(session_, base_, reads).front());
  if (!answer.ok()) return answer.error();
  const auto& policies = answer.value();
  return std::any_of(policies.begin(), policies.end(),
                     [](const json& policy) { return may_mean_policies(text_at(policy, "policyType")); });
}

auto GraphApprovals::list(const std::string& filter) -> base::Result<std::vector<plan::ApprovalRequest>> {
  const std::vector<Read> reads{{Read::Shape::List, fmt::format("{}?$filter={}", kRequests, filter)}};
  const auto answer = std::move(read_all(session_, base_, reads).front());
  if (!answer.ok()) return answer.error();
  std::vector<plan::ApprovalRequest> requests;
  for (const auto& entity : answer.value()) requests.push_back(request_of(entity));
  return requests;
}

}  // namespace pinwright::graph
