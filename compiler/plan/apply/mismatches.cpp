#include "plan/apply/mismatches.hpp"

#include <algorithm>
#include <optional>
#include <utility>

#include "object/canonical.hpp"
#include "object/difference.hpp"
#include "plan/marker.hpp"

namespace pinwright::plan {

namespace {

/// Of two settings, one of them masked, the live one takes the value that the other has.
auto see_through_masks(object::Policy& live, const object::Policy& wanted) -> void {
  for (auto& setting : live.settings) {
    const auto found = std::find_if(wanted.settings.begin(), wanted.settings.end(), [&](const object::Setting& one) {
      return one.type == setting.type && object::identity(one) == object::identity(setting);
    });
    if (found == wanted.settings.end() || (!object::is_masked(setting) && !object::is_masked(*found))) continue;
    setting.value = found->value;
  }
}

}  // namespace

auto mismatched_paths(object::Object live, const object::Object& wanted) -> std::vector<std::string> {
  if (auto* policy = std::get_if<object::Policy>(&live)) {
    see_through_masks(*policy, std::get<object::Policy>(wanted));
  }
  std::vector<std::string> paths;
  for (auto& one : object::differences(&live, &wanted)) paths.push_back(std::move(one.path));
  if (marker_in(live) != marker_in(wanted)) paths.emplace_back("description (the marker)");
  return paths;
}

auto mismatched_paths(const object::Live& live, const object::Object& wanted, const Change& change,
                      const std::vector<object::Assignment>& assignments) -> std::vector<std::string> {
  auto paths = mismatched_paths(live.object, wanted);
  if (!change.writes_assignments()) return paths;
  for (auto& one : object::differences(live.assignments, assignments)) paths.push_back(std::move(one.path));
  return paths;
}

}  // namespace pinwright::plan
