#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"

/// Multi Admin Approval, as the other folders see it: what a tenant protects is written only after another
/// administrator has approved the request that the first transmission leaves.
/// https://learn.microsoft.com/intune/fundamentals/role-based-access-control/multi-admin-approval-graph-api
namespace pinwright::plan {

/// What goes with a write: why it is wanted, or the code of the request that was approved. Never both.
struct Consent {
  std::string justification;  ///< UTF-8; empty: none is given
  std::string code;           ///< empty: none
};

struct ApprovalRequest {
  enum class Status : std::uint8_t { Waiting, Approved, Rejected, Cancelled, Completed, Expired };
  std::string id;  ///< its code, too
  Status status = Status::Waiting;
  std::string justification;  ///< as it was given
  std::string expires;        ///< expirationDateTime, as Graph says it
};
[[nodiscard]] auto word(ApprovalRequest::Status status) -> std::string_view;  ///< "waiting", "approved", …
/// It may still lead to a write.
[[nodiscard]] auto is_open(const ApprovalRequest& request) -> bool;

/// The requests of one tenant.
class Approvals {
 public:
  virtual ~Approvals() = default;
  /// NotFound: the tenant knows no such request. Forbidden: the right to read them is missing.
  [[nodiscard]] virtual auto find(const std::string& code) -> base::Result<ApprovalRequest> = 0;
  /// Those that are open, whoever made them.
  [[nodiscard]] virtual auto open() -> base::Result<std::vector<ApprovalRequest>> = 0;
  /// Takes back a request that waits, which only who made it can. An Error: it may be open still.
  [[nodiscard]] virtual auto cancel(const std::string& code) -> base::Status = 0;
  /// Whether an access policy asks for the approval of writes to policies, or may do so. Forbidden: the right to read
  /// them is missing. A rule that excludes this application is not told.
  [[nodiscard]] virtual auto may_be_asked_for() -> base::Result<bool> = 0;
};

}  // namespace pinwright::plan
