#include "plan/marker.hpp"

#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "plan/secrecy.hpp"

namespace pinwright::plan {

namespace {

auto without_markers(std::string_view description) -> std::string {
  auto parts = object::split_description(description);
  while (parts.marker) parts = object::split_description(parts.text);
  return std::move(parts.text);
}

}  // namespace

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
  const auto* policy = std::get_if<object::Policy>(&object);
  marker.secrets = secrets_mark(policy != nullptr ? policy->settings : std::vector<object::Setting>());
  return marker;
}

auto marker_in(const object::Object& object) -> std::optional<object::Marker> {
  return object::split_description(object::description_of(object).value_or("")).marker;
}

auto is_same_object(const object::Marker& a, const object::Marker& b) -> bool {
  return a.workspace == b.workspace && a.key == b.key && a.tenant == b.tenant;
}

auto text_without_marker(const object::Object& object) -> std::string {
  return without_markers(object::description_of(object).value_or(""));
}

}  // namespace pinwright::plan
