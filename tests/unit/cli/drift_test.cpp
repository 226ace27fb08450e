#include "cli/views/drift.hpp"

#include <catch2/catch.hpp>

#include "unit/cli/plans.hpp"

namespace {

using namespace plans;
using cli::views::drift_line;

auto unread(std::string name) -> plan::TenantPlan {
  auto one = tenant(std::move(name), kFabrikam);
  one.unusable = base::Error{"no answer", {}};
  return one;
}

auto found(plan::TenantPlan one, diag::Code code) -> plan::TenantPlan {
  one.diagnostics.push_back(diag::make(code, {}, "said", ""));
  return one;
}

const auto kClean = tenant("contoso", kContoso);
const auto kDrifted = tenant("contoso", kContoso, {update(kContoso)});

}  // namespace

TEST_CASE("no drift is said of tenants that were compared, all of each") {
  CHECK(drift_line(plan_of({kClean})) == "no drift");
  CHECK(drift_line(plan_of({kClean, tenant("fabrikam", kFabrikam)})) == "no drift");
  CHECK(drift_line(plan_of({kDrifted, tenant("fabrikam", kFabrikam)})) == "1 object drifted in 1 tenant");
}

TEST_CASE("a tenant that could not be read is named, and counts for nothing") {
  CHECK(drift_line(plan_of({unread("fabrikam")})) == "nothing is known of fabrikam");
  CHECK(drift_line(plan_of({unread("fabrikam"), unread("tailspin")})) == "nothing is known of fabrikam, tailspin");
  CHECK(drift_line(plan_of({kClean, unread("fabrikam")})) == "no drift in 1 tenant; fabrikam could not be read");
  CHECK(drift_line(plan_of({kDrifted, unread("fabrikam")})) ==
        "1 object drifted in 1 tenant; fabrikam could not be read");
}

TEST_CASE("an error for which something was not compared is no silence about drift") {
  const auto partly = found(tenant("fabrikam", kFabrikam), diag::Code::SecretMissing);
  CHECK(drift_line(plan_of({partly})) == "fabrikam could not be compared as a whole");
  CHECK(drift_line(plan_of({kClean, partly})) == "no drift in 1 tenant; fabrikam could not be compared as a whole");
  CHECK(drift_line(plan_of({found(kClean, diag::Code::PermissionMissing), unread("fabrikam")})) ==
        "fabrikam could not be read; contoso could not be compared as a whole");
}

TEST_CASE("a value that could not be read, or a policy that may have lost its marker, is no silence about drift") {
  const std::string partly = "contoso could not be compared as a whole";
  CHECK(drift_line(plan_of({found(kClean, diag::Code::MaskedValue)})) == partly);
  CHECK(drift_line(plan_of({found(kClean, diag::Code::UnownedPolicy)})) == partly);
}

TEST_CASE("what is wrong beside the policies of the files leaves their drift known") {
  CHECK(drift_line(plan_of({found(kClean, diag::Code::PinServiceMissing)})) == "no drift");
  CHECK(drift_line(plan_of({found(kClean, diag::Code::LiveConflict)})) == "no drift");
}
