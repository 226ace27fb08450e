#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"

/// Which CSP nodes Intune writes for a property of a policy that Microsoft Graph types property by property:
/// schemas/graph-properties.json. Microsoft's list is of 2020, so that what came later is not in it.
namespace pinwright::csp {

struct GraphProperty {
  std::string type;  ///< "windows10GeneralConfiguration", without `#microsoft.graph.`
  std::string name;  ///< "bluetoothBlocked"; "firewallProfileDomain.firewallEnabled" of a property within one
  std::vector<std::string> nodes;  ///< OMA-URIs, the tenant ID as `{TenantId}`
  /// `false` says something. Else it is what a property has that nobody set.
  bool false_is_value = false;
  bool in_v1 = false;  ///< version 1.0 of Microsoft Graph has the type
};

class GraphProperties {
 public:
  /// The list that is built into the program; it is read at the first use.
  [[nodiscard]] static auto built_in() -> const GraphProperties&;
  /// An Error says what is wrong and where.
  [[nodiscard]] static auto of_json(std::string_view json) -> base::Result<GraphProperties>;

  [[nodiscard]] auto date() const -> const std::string& { return date_; }  ///< "2020"
  /// In the order of types.
  [[nodiscard]] auto all() const -> std::span<const GraphProperty> { return rows_; }
  /// Of one type, in any letter case, with or without `#microsoft.graph.`; none of one that is not in the list.
  [[nodiscard]] auto of_type(std::string_view type) const -> std::span<const GraphProperty>;

 private:
  std::string date_;
  std::vector<GraphProperty> rows_;  // by type in lower case
};

}  // namespace pinwright::csp
