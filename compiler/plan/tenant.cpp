#include "plan/tenant.hpp"

#include "base/text.hpp"
#include "plan/marker.hpp"

namespace pinwright::plan {

auto WholePolicies::takes(const object::Live& live) const -> bool {
  if (all || ids.contains(base::folded(live.id))) return true;
  if (!names.empty() && names.contains(base::folded(object::display_name_of(live.object)))) return true;
  if (workspace.empty() && keys.empty()) return false;
  const auto marker = marker_in(live.object);
  return marker && ((!workspace.empty() && marker->workspace == workspace) || keys.contains(marker->key));
}

}  // namespace pinwright::plan
