#include "plan/diff/diff.hpp"

#include <utility>

#include "object/marker.hpp"
#include "plan/conditions/conditions.hpp"
#include "plan/diff/changes.hpp"
#include "plan/diff/desired.hpp"
#include "plan/diff/match.hpp"
#include "plan/diff/questions.hpp"
#include "plan/diff/snapshot.hpp"

namespace pinwright::plan {

namespace {

/// Reads, then decides. It ends early when the tenant could not be used, or is the wrong one.
class TenantDiff {
 public:
  TenantDiff(const lower::Deployment& deployment, Tenant& tenant, const DiffOptions& options)
      : facts_(deployment, options), tenant_(tenant) {
    plan_.name = facts_.tenant_name();
    plan_.tenant_id = facts_.tenant().tenant_id.value;
    plan_.cloud = model::word(facts_.tenant().cloud_or_default());
    facts_.tenant_mark = object::tenant_mark(plan_.tenant_id);
  }

  auto run() -> TenantPlan {
    declare(facts_);
    if (!read()) return finish();
    look_for_conditions(facts_, sink_);
    plan_.changes = changes_of(facts_);
    plan_.references = references_of(facts_);
    if (facts_.options.with_reach && can(ask_counts(facts_, tenant_, groups_to_count(plan_.changes))))
      fill_reach(facts_, plan_.changes);
    return finish();
  }

 private:
  auto read() -> bool {
    if (!can(ask_access(facts_, tenant_)) || !is_right_tenant()) return false;
    if (!can(ask_names(facts_, tenant_)) || !is_right_tenant()) return false;
    match_by_marker(facts_);
    if (!can(ask_adopted(facts_, tenant_))) return false;
    match_adopted(facts_);
    collect_leftovers(facts_);
    resolve(facts_);
    return can(ask_details(facts_, tenant_));
  }

  auto can(const base::Status& status) -> bool {
    if (!status.ok()) plan_.unusable = status.error();
    return status.ok();
  }

  /// Of a tenant that is not the one in the files nothing else is worth a word.
  auto is_right_tenant() -> bool {
    conditions::tenant_mismatch(facts_, sink_);
    return !sink_.has_errors();
  }

  auto finish() -> TenantPlan {
    if (plan_.unusable) plan_.changes.clear();
    sink_.sort();
    plan_.diagnostics = std::move(sink_.diagnostics());
    return std::move(plan_);
  }

  Facts facts_;
  Tenant& tenant_;
  diag::Sink sink_;
  TenantPlan plan_;
};

}  // namespace

auto diff(const lower::Deployment& deployment, Tenant& tenant, const DiffOptions& options) -> TenantPlan {
  return TenantDiff(deployment, tenant, options).run();
}

}  // namespace pinwright::plan
