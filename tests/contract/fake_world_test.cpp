#include <catch2/catch.hpp>

#include "contract/tenant_contract.hpp"
#include "fake/fake_tenant.hpp"

namespace pinwright::contract {

namespace {

using fake::FaultAction;

auto action_of(Fault fault) -> FaultAction {
  switch (fault) {
    case Fault::LostBefore:
      return FaultAction::LostBefore;
    case Fault::LostAfter:
      return FaultAction::LostAfter;
    case Fault::ThrottledForever:
      return FaultAction::Throttled;
    case Fault::StaleList:
      return FaultAction::StaleList;
  }
  return FaultAction::None;
}

auto is_write(std::string_view operation) -> bool {
  return operation == "create" || operation == "update" || operation == "describe" || operation == "assign" ||
         operation == "remove";
}

class FakeWorld : public ContractWorld {
 public:
  FakeWorld() : tenant_(fake::FakeTenant::from_json(seed()).value()) {
    tenant_->knobs().fault = [this](std::string_view operation, const std::string&, std::size_t) {
      return next(operation);
    };
  }

  auto tenant() -> plan::Tenant& override { return *tenant_; }
  auto witness() -> plan::Tenant& override {
    // The two connections share the hook: the witness is asked when nothing is left to happen.
    fault_.reset();
    is_cancelled_ = false;
    return *tenant_;
  }
  auto inject(Fault fault) -> void override { fault_ = fault; }
  auto cancel() -> void override { is_cancelled_ = true; }
  [[nodiscard]] auto page_size() const -> std::size_t override { return 3; }

 private:
  auto next(std::string_view operation) -> FaultAction {
    if (is_cancelled_) return FaultAction::Interrupted;
    if (!fault_) return FaultAction::None;
    const auto fault = *fault_;
    const bool meets = fault == Fault::StaleList ? operation == "policies" : is_write(operation);
    if (!meets) return FaultAction::None;
    if (fault != Fault::ThrottledForever) fault_.reset();
    return action_of(fault);
  }

  std::unique_ptr<fake::FakeTenant> tenant_;
  std::optional<Fault> fault_;
  bool is_cancelled_ = false;
};

}  // namespace

TEST_CASE("the tenant in memory keeps the contract") {
  check_all([] { return std::make_unique<FakeWorld>(); });
}

}  // namespace pinwright::contract
