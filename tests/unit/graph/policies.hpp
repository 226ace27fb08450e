#pragma once

#include <string>
#include <vector>

#include "unit/graph/tenant.hpp"

/// Policies as a scripted Graph lists them.
namespace graph_test {

inline const std::string kPolicies = kBase + "/deviceManagement/deviceConfigurations";
inline const std::string kPolicyList =
    kPolicies + "?$expand=assignments&$filter=isof('microsoft.graph.windows10CustomConfiguration')";

inline auto names_of(const std::vector<pinwright::object::Live>& lives) -> std::vector<std::string> {
  std::vector<std::string> names;
  for (const auto& live : lives) names.push_back(pinwright::object::display_name_of(live.object));
  return names;
}

/// The request is about policies of the settings catalog.
inline auto is_of_catalog(const Request& request) -> bool {
  return request.url.find("/configurationPolicies") != std::string::npos;
}

}  // namespace graph_test
