#pragma once

#include <string>
#include <vector>

#include "graph/session.hpp"
#include "plan/approvals.hpp"

namespace pinwright::graph {

/// plan::Approvals over Graph's beta, whatever the workspace asks for: v1.0 has no requests for approval.
/// https://learn.microsoft.com/graph/api/resources/intune-rbac-operationapprovalrequest
class GraphApprovals final : public plan::Approvals {
 public:
  GraphApprovals(Session& session, const std::string& host) : session_(session), base_(host + "/beta") {}

  auto find(const std::string& code) -> base::Result<plan::ApprovalRequest> override;
  auto open() -> base::Result<std::vector<plan::ApprovalRequest>> override;
  auto cancel(const std::string& code) -> base::Status override;
  auto may_be_asked_for() -> base::Result<bool> override;

 private:
  [[nodiscard]] auto list(const std::string& filter) -> base::Result<std::vector<plan::ApprovalRequest>>;

  Session& session_;
  std::string base_;
};

}  // namespace pinwright::graph
