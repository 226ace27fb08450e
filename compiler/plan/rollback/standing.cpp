#include "plan/rollback/standing.hpp"

#include <algorithm>

#include "object/canonical.hpp"
#include "plan/apply/mismatches.hpp"
#include "plan/live_objects.hpp"
#include "plan/marker.hpp"

namespace pinwright::plan {

namespace {

/// Nothing of `before` was changed since it was read, its assignments apart: nothing says that a new set of them raises
/// the version.
auto has_content_untouched(const object::Live& before, const object::Live& live) -> bool {
  if (object::description_of(before.object).value_or("") != object::description_of(live.object).value_or("")) {
    return false;
  }
  if (!before.last_modified.empty()) {
    return before.last_modified == live.last_modified && before.version == live.version;
  }
  return object::differences(&before.object, &live.object).empty();
}

/// A value of it cannot be compared: it is a secret, or is not known.
auto has_unknown_values(const object::Object& object) -> bool {
  const auto* policy = std::get_if<object::Policy>(&object);
  return policy != nullptr &&
         std::any_of(policy->settings.begin(), policy->settings.end(), [](const object::Setting& setting) {
           return !setting.secrets.empty() || object::is_masked(setting);
         });
}

/// The content of `before` was put back: known by the marker too, whose digest tells encrypted values apart that are no
/// secrets. Where the run changed nothing but secrets, nothing tells.
auto is_restored(const History& history, const object::Live& live) -> bool {
  const auto& before = *history.before;
  if (!mismatched_paths(live.object, before.object).empty()) return false;
  if (text_without_marker(live.object) != text_without_marker(before.object)) return false;
  const bool shows = !history.left_state.empty() && state_hash(live) != history.left_state;
  return shows || (!history.left.empty() && !has_unknown_values(before.object));
}

/// The content is what the run left, and the assignments alone are not.
auto has_left_content(const History& history, object::Live live) -> bool {
  if (history.left_state.empty()) return false;
  live.assignments = history.last_assignments;
  return state_hash(std::move(live)) == history.left_state;
}

}  // namespace

auto same_assignments(const std::vector<object::Assignment>& a, const std::vector<object::Assignment>& b) -> bool {
  return object::canonical_assignments(a) == object::canonical_assignments(b);
}

auto is_as_left(const History& history, const object::Live& live) -> bool {
  return history.left.contains(object::live_hash(live)) || history.left.contains(state_hash(live));
}

auto standing_of(const History& history, const object::Live& live, const std::vector<object::Assignment>& assignments)
    -> Standing {
  if (is_as_left(history, live)) return Standing::AsLeft;
  const bool is_policy = object::kind_of(live.object) == object::Kind::Policy;
  const bool is_assigned_so = !is_policy || same_assignments(live.assignments, assignments);
  if (has_content_untouched(*history.before, live) && (is_assigned_so || !history.assigned)) return Standing::Back;
  if (!is_assigned_so) return Standing::Other;
  if (has_left_content(history, live)) return Standing::Between;
  return is_restored(history, live) ? Standing::Back : Standing::Other;
}

auto is_made_anew(const object::Live& before, const object::Live& live) -> bool {
  return object::kind_of(before.object) == object::kind_of(live.object) && marker_in(before.object) &&
         mismatched_paths(live.object, before.object).empty();
}

}  // namespace pinwright::plan
