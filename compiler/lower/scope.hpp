#pragma once

#include <string_view>
#include <unordered_map>

#include "lower/budget.hpp"
#include "lower/deployment.hpp"

namespace pinwright::lower {

/// One tenant while it is lowered: its names, found in constant time, and what is left of its budget.
class Scope {
 public:
  explicit Scope(TenantRef tenant);

  [[nodiscard]] auto tenant() const -> TenantRef { return tenant_; }
  /// nullptr: there is none of that name.
  [[nodiscard]] auto variable(std::string_view name) const -> const model::Named<model::Variable>*;
  [[nodiscard]] auto label(std::string_view name) const -> const model::Named<model::Text>*;
  [[nodiscard]] auto binding(std::string_view name) const -> const model::Named<model::Binding>*;
  [[nodiscard]] auto budget() -> Budget& { return budget_; }

 private:
  TenantRef tenant_;
  // A map of few names is searched from end to end: to index it would cost more.
  std::unordered_map<std::string_view, std::size_t> variables_, labels_, bindings_;
  Budget budget_;
};

}  // namespace pinwright::lower
