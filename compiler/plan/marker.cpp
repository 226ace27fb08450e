#include "plan/marker.hpp"

#include <string>

namespace pinwright::plan {

auto marker_of(std::string_view workspace, std::string_view key, std::string_view tenant_id,
               const object::Object& object, const std::optional<std::vector<object::Assignment>>& assignments,
               bool is_protected, const object::CanonicalRules& rules) -> object::Marker {
  object::Marker marker;
  marker.workspace = workspace;
  marker.key = key;
  marker.tenant = object::tenant_mark(tenant_id);
  marker.settings = object::digest(object::canonical_content(object, rules));
  if (assignments) marker.assignments = object::digest(object::canonical_assignments(*assignments, rules));
  marker.rest = object::digest(object::canonical_rest(object, object, rules));
  marker.is_protected = is_protected;
  return marker;
}

}  // namespace pinwright::plan
