#include "plan/diff/diff.hpp"

#include <algorithm>
#include <utility>

#include "object/marker.hpp"
#include "plan/conditions/conditions.hpp"
#include "plan/diff/changes.hpp"
#include "plan/diff/desired.hpp"
#include "plan/diff/known_settings.hpp"
#include "plan/diff/masked_values.hpp"
#include "plan/diff/match.hpp"
#include "plan/diff/questions.hpp"
#include "plan/diff/reach.hpp"
#include "plan/diff/references.hpp"
#include "plan/diff/remember.hpp"
#include "plan/diff/snapshot.hpp"
#include "plan/permissions.hpp"

namespace pinwright::plan {

namespace {

/// Reads, then decides. It ends early when the tenant could not be used, or is the wrong one.
class TenantDiff {
 public:
  TenantDiff(const lower::Deployment& deployment, Tenant& tenant, const DiffOptions& options)
      : snapshot_(deployment, options), tenant_(tenant) {
    plan_.name = snapshot_.tenant_name();
    plan_.tenant_id = snapshot_.tenant().tenant_id.value;
    plan_.cloud = model::word(snapshot_.tenant().cloud_or_default());
  }

  auto run() -> TenantPlan {
    collect_desired(snapshot_);
    if (!read()) return finish();
    plan_.changes = changes_of(snapshot_);
    const auto completed = complete_changed();
    if (!can(completed)) return finish();
    remember(snapshot_, tenant_, plan_.changes);
    look_for_conditions(snapshot_, sink_);
    if (snapshot_.options.is_applied) look_for_missing_rights();
    plan_.cached_values = cached_values();
    plan_.copies = copies();
    plan_.references = references_of(snapshot_);
    if (snapshot_.options.with_reach && can(ask_counts(snapshot_, tenant_, groups_to_count(plan_.changes))))
      fill_reach(snapshot_.counts, plan_.changes);
    return finish();
  }

 private:
  auto read() -> bool {
    if (!can(ask_access(snapshot_, tenant_)) || !is_right_tenant()) return false;
    if (!can(ask_names(snapshot_, tenant_)) || !is_right_tenant()) return false;
    match_by_marker(snapshot_);
    if (!can(ask_marked_groups(snapshot_, tenant_))) return false;
    match_marked_groups(snapshot_);
    if (!can(ask_adopted(snapshot_, tenant_))) return false;
    match_adopted(snapshot_);
    collect_leftovers(snapshot_);
    return can(resolve_references(snapshot_)) && can(ask_details(snapshot_, tenant_));
  }

  /// What a plan shows of a policy that changes comes from the tenant, all of it.
  auto complete_changed() -> base::Status {
    const auto settings = read_changed(snapshot_, tenant_, plan_.changes);
    if (!settings.ok()) return settings.error();
    const auto values = ask_changed(snapshot_, tenant_, plan_.changes);
    if (!values.ok()) return values.error();
    if (settings.value() || values.value()) plan_.changes = changes_of(snapshot_);
    return base::Done{};
  }

  [[nodiscard]] auto copies() const -> std::vector<std::string> {
    std::vector<std::string> ids;
    for (const auto& duplicate : snapshot_.duplicates) {
      for (const auto* live : duplicate.lives) {
        if (duplicate.original != nullptr && live != duplicate.original) ids.push_back(live->id);
      }
    }
    return ids;
  }

  auto cached_values() const -> std::size_t {
    const auto& masked = snapshot_.masked;
    auto values = static_cast<std::size_t>(
        std::count_if(masked.begin(), masked.end(), [](const MaskedSetting& one) { return one.is_cached; }));
    for (const auto* live : snapshot_.known_settings) values += std::get<object::Policy>(live->object).settings.size();
    return values;
  }

  auto can(const base::Status& status) -> bool {
    if (!status.ok()) plan_.unusable = status.error();
    return status.ok();
  }

  /// Of a tenant that is not the one in the files nothing else is worth a word.
  auto is_right_tenant() -> bool {
    conditions::tenant_mismatch(snapshot_, sink_);
    return !sink_.has_errors();
  }

  /// Found here, the tenant alone is left out; the look before the first write would find it too, and stop them all.
  auto look_for_missing_rights() -> void {
    const auto missing = missing_for_apply(snapshot_.access, plan_);
    if (missing.empty()) return;
    sink_.add(permission_finding(plan_.name, snapshot_.access, missing, tenant_place(snapshot_)));
  }

  auto finish() -> TenantPlan {
    if (plan_.unusable) plan_.changes.clear();
    sink_.sort();
    plan_.diagnostics = std::move(sink_.diagnostics());
    plan_.incomplete = std::any_of(plan_.diagnostics.begin(), plan_.diagnostics.end(), [](const diag::Diagnostic& one) {
      return one.severity == diag::Severity::Error && stops_one_object(one.code);
    });
    plan_.incomplete = plan_.incomplete || !snapshot_.left_variables.empty();
    return std::move(plan_);
  }

  TenantSnapshot snapshot_;
  Tenant& tenant_;
  diag::Sink sink_;
  TenantPlan plan_;
};

}  // namespace

auto diff(const lower::Deployment& deployment, Tenant& tenant, const DiffOptions& options) -> TenantPlan {
  return TenantDiff(deployment, tenant, options).run();
}

}  // namespace pinwright::plan
