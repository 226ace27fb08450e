#include "plan/tenant.hpp"

#include "base/text.hpp"
#include "plan/marker.hpp"
#include "plan/wrong_tenant.hpp"

namespace pinwright::plan {

auto WholePolicies::takes(const object::Live& live) const -> bool {
  if (all || ids.contains(base::folded(live.id))) return true;
  if (!names.empty() && names.contains(base::folded(object::display_name_of(live.object)))) return true;
  if (workspace.empty() && keys.empty()) return false;
  const auto marker = marker_in(live.object);
  return marker && ((!workspace.empty() && marker->workspace == workspace) || keys.contains(marker->key));
}

auto expect_tenant(Tenant& tenant, std::string_view tenant_id) -> base::Status {
  const auto access = tenant.access();
  if (!access.ok()) return access.error();
  const auto& observed = access.value().tenant_id;
  if (base::equal_folded(observed, tenant_id)) return base::Done{};
  return wrong_credential(observed, tenant_id);
}

}  // namespace pinwright::plan
