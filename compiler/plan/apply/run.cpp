#include "plan/apply/run.hpp"

#include "plan/apply/create.hpp"
#include "plan/apply/duplicates.hpp"
#include "plan/apply/jobs.hpp"
#include "plan/apply/remove.hpp"
#include "plan/apply/update.hpp"
#include "plan/apply/verify.hpp"

namespace pinwright::plan {

auto apply(const TenantPlan& plan, Tenant& tenant, Journal& journal, Observer& observer, const ApplyOptions& options)
    -> TenantOutcome {
  using object::Kind;
  ApplyRun run(plan, tenant, journal, observer, options);
  write_groups_and_filters(run);
  create_policies(run);
  resolve_duplicates(run, {Kind::Policy});
  assign_created(run);
  update_policies(run);
  remove_objects(run);
  verify_all(run);
  return run.finish();
}

}  // namespace pinwright::plan
