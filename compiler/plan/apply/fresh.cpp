#include "plan/apply/fresh.hpp"

#include <fmt/format.h>

#include "object/canonical.hpp"
#include "plan/live_objects.hpp"
#include "plan/marker.hpp"
#include "plan/staleness.hpp"

namespace pinwright::plan {

namespace {

/// Of a policy that is renamed with `formerly` the marker still says the old key.
auto expected_key(const Change& change) -> std::string {
  const auto before = change.before ? marker_in(change.before->object) : std::nullopt;
  return before ? before->key : change.key;
}

}  // namespace

auto marker_problem(const Change& change, const object::Live& live, std::string_view workspace,
                    std::string_view tenant_id) -> std::optional<std::string> {
  const auto marker = marker_in(live.object);
  if (!marker) {
    const bool needs_none = change.action == Action::Adopt || change.restores || change.kind == object::Kind::Group;
    return needs_none ? std::nullopt : std::optional(std::string(kNotOurs));
  }
  // A marker that was copied along from another tenant says nothing about this one.
  if (change.action == Action::Adopt) {
    const bool is_of_tenant = marker->tenant == object::tenant_mark(tenant_id);
    return is_of_tenant ? std::optional<std::string>("is to be taken over, and carries a marker") : std::nullopt;
  }
  const bool is_ours = object::belongs_to(*marker, workspace, tenant_id) &&
                       (marker->key == expected_key(change) || marker->key == change.key);
  return is_ours ? std::nullopt : std::optional(std::string(kNotOurs));
}

auto change_to(const ApplyRun& run, const Change& change, const object::Live& live) -> std::optional<std::string> {
  // What changed says more than that the marker is gone.
  if (auto what = change_since(change, live)) return what;
  return marker_problem(change, live, run.options.workspace, run.plan.tenant_id);
}

auto change_to(const ApplyRun& run, const Job& job, const object::Live& live) -> std::optional<std::string> {
  const auto& change = *job.change;
  if (makes_object(change.action)) {
    const bool is_as_made = is_of_job(run, job, live) && object::canonical_assignments(live.assignments) ==
                                                             object::canonical_assignments(job.live->assignments);
    return is_as_made ? std::nullopt : std::optional(std::string("was changed since this run created it"));
  }
  if (job.was.empty()) return change_to(run, change, live);
  // Only this run's own write may have raised the version, and by one.
  const bool is_as_left = state_hash(live) == job.was && live.version <= change.before->version + 1;
  return is_as_left ? std::nullopt : std::optional(std::string("was changed between two writes of this run"));
}

auto unread_since(const Change& change, const object::Live& live) -> std::optional<base::Error> {
  const bool was_read = !change.before || !change.before->unreadable;
  if (!live.unreadable || !was_read) return std::nullopt;
  return base::Error{
      fmt::format("{} cannot be read, so nothing is written to it: {}", name_of(change), *live.unreadable),
      "apply again; if it stays so, look at it in the Intune admin center"};
}

auto is_still_ours(const ApplyRun& run, const Change& change, const object::Live& live) -> bool {
  return !marker_problem(change, live, run.options.workspace, run.plan.tenant_id);
}

}  // namespace pinwright::plan
