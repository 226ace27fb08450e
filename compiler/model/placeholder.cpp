#include "model/placeholder.hpp"

#include "base/text.hpp"

namespace pinwright::model {

auto is_placeholder_name(std::string_view name) -> bool {
  return base::equal_folded(name, "tenantId") || name.starts_with("tenant.") || name.starts_with(kVariablePrefix);
}

auto has_value_for(const Tenant& tenant, std::string_view name) -> bool {
  if (base::equal_folded(name, "tenantId") || name == "tenant.tenantId" || name == "tenant.name") return true;
  if (name == "tenant.primaryDomain") return tenant.primary_domain.has_value();
  if (name.starts_with(kVariablePrefix)) return find(tenant.vars, name.substr(kVariablePrefix.size())) != nullptr;
  return name.starts_with(kLabelPrefix) && find(tenant.labels, name.substr(kLabelPrefix.size())) != nullptr;
}

}  // namespace pinwright::model
