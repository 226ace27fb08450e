#include "plan/apply.hpp"

#include "plan/waves.hpp"

namespace pinwright::plan {

auto apply(const TenantPlan& plan, Tenant& tenant, Journal& journal, Observer& observer, const ApplyOptions& options)
    -> TenantOutcome {
  using object::Kind;
  Run run(plan, tenant, journal, observer, options);
  write_groups_and_filters(run);
  create_policies(run);
  settle_twins(run, {Kind::Policy});
  assign_created(run);
  update_policies(run);
  remove_objects(run);
  look_at_all(run);
  return run.finish();
}

}  // namespace pinwright::plan
