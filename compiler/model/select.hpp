#pragma once

#include <cstdint>
#include <functional>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "model/workspace.hpp"

namespace pinwright::model {

/// Fills in the orders of a selector's lists, which are as they will stay.
auto put_in_order(Selector& selector) -> void;

/// Whether a selector takes a tenant: names and labels ANDed, values ORed, `exclude` last.
[[nodiscard]] auto selects(const Selector& selector, const Named<Tenant>& tenant) -> bool;

/// Whether `is_it` holds for one of the tenants that a selector takes; tenants that it names are found by name.
[[nodiscard]] auto any_taken(const Selector& selector, const Index<Tenant>& tenants,
                             const std::function<bool(const Named<Tenant>&)>& is_it) -> bool;

/// Whether a tenant gets a policy: its selector takes it, and the tenant is not being taken out (`offboard`).
[[nodiscard]] auto applies(const Policy& policy, const Named<Tenant>& tenant) -> bool;

/// The policies of each tenant without a look at those that name others: with a folder of policies for each customer
/// that would be tenants times policies. Refers to the workspace, which must stay as it is.
class PolicyIndex {
 public:
  PolicyIndex() = default;
  explicit PolicyIndex(const Workspace& workspace);

  /// The sound policies that apply to a tenant, in the order of the workspace.
  [[nodiscard]] auto of(const Named<Tenant>& tenant) const -> std::vector<const Named<Policy>*>;

 private:
  const Workspace* workspace_ = nullptr;
  std::vector<std::uint32_t> for_anyone_;                                     // no names: labels decide, or all
  std::unordered_map<std::string_view, std::vector<std::uint32_t>> by_name_;  // in ascending order
};

}  // namespace pinwright::model
