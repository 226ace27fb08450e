#include "fake/approvals.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "fake/calls.hpp"

namespace pinwright::fake {

using Status = plan::ApprovalRequest::Status;

namespace {

auto find_request(Store& store, const std::string& code) -> GatedWrite* {
  const auto found = std::find_if(store.requests.begin(), store.requests.end(),
                                  [&](const GatedWrite& one) { return one.request.id == code; });
  return found == store.requests.end() ? nullptr : &*found;
}

auto is_for(const GatedWrite& request, const Write& write) -> bool {
  return request.operation == write.operation && request.kind == write.kind && request.id == write.id &&
         request.body == write.body;
}

/// One object, one open request; two new objects are the same when their bodies are.
auto is_in_the_way(const GatedWrite& request, const Write& write) -> bool {
  if (!plan::is_open(request.request) || request.kind != write.kind || request.id != write.id) return false;
  return !write.id.empty() || request.body == write.body;
}

auto wait_for(Store& store, std::string code) -> base::Error {
  store.gate = {true, false, std::move(code)};
  return {"the operation requires approval", {}, base::ErrorKind::Forbidden};
}

auto check_code(Store& store, const Write& write) -> std::optional<base::Error> {
  const auto* request = find_request(store, write.consent.code);
  if (request == nullptr || !is_for(*request, write)) return refused("the code was given for another operation");
  if (request->request.status == Status::Waiting) return wait_for(store, request->request.id);
  if (request->request.status == Status::Approved) return std::nullopt;
  return base::Error{
      fmt::format("the approval request is {}", plan::word(request->request.status)), {}, base::ErrorKind::Forbidden};
}

class FakeApprovals final : public plan::Approvals {
 public:
  explicit FakeApprovals(std::shared_ptr<Store> store) : store_(std::move(store)) {}

  auto find(const std::string& code) -> base::Result<plan::ApprovalRequest> override {
    return read_part(*store_, "approvals", code, [&](FaultAction) -> base::Result<plan::ApprovalRequest> {
      const auto* found = find_request(*store_, code);
      return found == nullptr ? base::Result<plan::ApprovalRequest>(not_found("request", code)) : found->request;
    });
  }

  auto open() -> base::Result<std::vector<plan::ApprovalRequest>> override {
    return read_part(*store_, "approvals", {}, [&](FaultAction) -> base::Result<std::vector<plan::ApprovalRequest>> {
      std::vector<plan::ApprovalRequest> open;
      for (const auto& one : store_->requests) {
        if (plan::is_open(one.request)) open.push_back(one.request);
      }
      return open;
    });
  }

  auto cancel(const std::string& code) -> base::Status override {
    auto* found = find_request(*store_, code);
    if (found == nullptr) return not_found("request", code);
    if (found->request.status != Status::Waiting) return refused("the request does not wait");
    found->request.status = Status::Cancelled;
    return base::Done{};
  }

  auto may_be_asked_for() -> base::Result<bool> override {
    return read_part(*store_, "approvals", {},
                     [&](FaultAction) -> base::Result<bool> { return !store_->knobs.protects.empty(); });
  }

 private:
  std::shared_ptr<Store> store_;
};

}  // namespace

auto pass_gate(Store& store, const Write& write) -> std::optional<base::Error> {
  if (!store.knobs.protects.contains(write.kind)) return std::nullopt;
  if (!write.consent.code.empty() && !write.consent.justification.empty())
    return refused("a justification and a code cannot stand together");
  if (!write.consent.code.empty()) return check_code(store, write);
  if (write.consent.justification.empty()) {
    store.gate.asks_justification = true;
    return refused("a justification is required to request approval");
  }
  const bool is_open = std::any_of(store.requests.begin(), store.requests.end(),
                                   [&](const GatedWrite& one) { return is_in_the_way(one, write); });
  if (is_open) return wait_for(store, {});
  const auto code = store.new_id();
  store.requests.push_back({{code, Status::Waiting, write.consent.justification, "2026-06-04T00:00:00Z"},
                            write.operation,
                            write.kind,
                            write.id,
                            write.body});
  return wait_for(store, code);
}

auto use_up(Store& store, const std::string& code) -> void {
  auto* found = code.empty() ? nullptr : find_request(store, code);
  if (found != nullptr) found->request.status = Status::Completed;
}

auto make_approvals(std::shared_ptr<Store> store) -> std::unique_ptr<plan::Approvals> {
  return std::make_unique<FakeApprovals>(std::move(store));
}

}  // namespace pinwright::fake
