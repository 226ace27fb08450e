#include "plan/approvals.hpp"

namespace pinwright::plan {

auto word(ApprovalRequest::Status status) -> std::string_view {
  using Status = ApprovalRequest::Status;
  switch (status) {
    case Status::Waiting:
      return "waiting";
    case Status::Approved:
      return "approved";
    case Status::Rejected:
      return "rejected";
    case Status::Cancelled:
      return "cancelled";
    case Status::Completed:
      return "completed";
    case Status::Expired:
      return "expired";
  }
  return {};
}

auto is_open(const ApprovalRequest& request) -> bool {
  return request.status == ApprovalRequest::Status::Waiting || request.status == ApprovalRequest::Status::Approved;
}

}  // namespace pinwright::plan
